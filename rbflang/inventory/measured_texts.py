"""Each measurement of a ruleset as it is written, with the register and the quantity it is about, where they are there.

Takes a ruleset, gives what checks ask of it: columns by name, tests in conditions, counts and the lines they stand in.
It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang.register.definitions import AllOf, ColumnKind, Condition, Register, RegisterColumn
from rbflang.ruleset.measured.columns import columns_by_name, payee_columns
from rbflang.ruleset.measured.counts import condition_of
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.syntax import expressions as ex
from rbflang.syntax.nodes.episode_nodes import Code, CountedRow, MeasurementDecl, RegisterDecl, WrittenCount


@frozen(eq=False, repr=False)
class MeasuredText:
    """A measurement, its register and its quantity; each of these may be missing."""

    written: MeasurementDecl
    register: Register | None
    quantity: Quantity | None

    @property
    def columns(self) -> Mapping[str, RegisterColumn]:
        """The columns of the register by their names."""
        return columns_by_name(self.register) if self.register else {}

    @property
    def payees(self) -> tuple[RegisterColumn, ...]:
        """The columns with those whose results are counted; there should be one."""
        return payee_columns(self.register, self.quantity.sets) if self.register and self.quantity else ()

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets whose members the rows name."""
        payees = {one.of for one in self.payees}
        return tuple(name for name in self.quantity.sets if name not in payees) if self.quantity else ()

    @property
    def has_place(self) -> bool:
        """True where each row can be that of a cell: of an input, whose results are those of one column's members."""
        return len(self.payees) == 1 and self.quantity is not None and self.quantity.role == "input"

    @property
    def several(self) -> frozenset[str]:
        """The columns that hold several codes in a cell."""
        return frozenset(name for name, one in self.columns.items() if one.kind is ColumnKind.CODES)

    @property
    def counts(self) -> Iterator[tuple[CountedRow, WrittenCount]]:
        """Every count with the row it stands in."""
        for row in self.written.rows:
            yield from ((row, count) for count in row.counts)

    @property
    def conditions(self) -> Iterator[ex.Expression]:
        """Every condition: those of all counts, and those of each."""
        yield from (line.condition for line in self.written.conditions)
        yield from (count.where for _, count in self.counts if count.where is not None)

    @property
    def base(self) -> Condition | None:
        """What holds for every row that is counted; `None` where a part of it does not fit."""
        parts = [condition_of(line.condition, self.columns) for line in self.written.conditions]
        known = tuple(part for part in parts if part is not None)
        return AllOf(known) if len(known) == len(parts) else None

    @property
    def declared(self) -> Mapping[str, tuple[str, ...]]:
        """The codes that each column is said to hold; none where it may hold any."""
        return {name: column.codes for name, column in self.columns.items()}

    def undeclared_codes(self, condition: ex.Expression) -> Iterator[tuple[RegisterColumn, Code]]:
        """The codes that a condition asks for and that their columns are not said to hold, each with its column."""
        for test in tests_of(condition):
            column = self.columns.get(test.column.text) if isinstance(test, ex.CodeTest) else None
            for code in test.codes if isinstance(test, ex.CodeTest) and column and column.codes else ():
                if column and code.text not in column.codes:
                    yield column, code


def measured_texts(ruleset: Ruleset) -> Iterator[MeasuredText]:
    """Every measurement, in the order of the text."""
    for one in ruleset.tree.declarations:
        if isinstance(one, MeasurementDecl):
            register, quantity = ruleset.registers.get(one.register.text), ruleset.quantities.get(one.name.text)
            yield MeasuredText(one, register, quantity)


def written_registers(ruleset: Ruleset) -> Iterator[RegisterDecl]:
    """Every register as it is written."""
    return (one for one in ruleset.tree.declarations if isinstance(one, RegisterDecl))


def tests_of(condition: ex.Expression) -> Iterator[ex.Name | ex.CodeTest]:
    """Each test of a column in a condition, in the order they are written."""
    match condition:
        case ex.Name() | ex.CodeTest():
            yield condition
        case ex.Not():
            yield from tests_of(condition.operand)
        case ex.Logic():
            yield from tests_of(condition.left)
            yield from tests_of(condition.right)


def tested_column(one: ex.Name | ex.CodeTest) -> ex.Name:
    """The column that a test asks for."""
    return one if isinstance(one, ex.Name) else one.column
