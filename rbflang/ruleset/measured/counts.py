"""From a measurement as it is written to the counts that an engine makes.

Takes nodes of the tree and the ruleset's sets and quantities, gives `Measurement`s. What does not fit is left out, and
checks tell of it: a row that names no cell or asks for a column that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rbflang.graph.domain import Key, Space
from rbflang.register.definitions import (
    AllOf,
    AnyOf,
    ColumnKind,
    Condition,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    Negated,
    OneOf,
    Register,
    RegisterColumn,
)
from rbflang.ruleset.measured.columns import TESTED_BY_CODES, columns_by_name, lies_under, payee_columns, register_of
from rbflang.ruleset.model import Quantity
from rbflang.syntax import expressions as ex
from rbflang.syntax.nodes.episode_nodes import CountedRow, MeasurementDecl, RegisterDecl, WrittenCount
from rbflang.syntax.tree import RulesetTree


def registers_of(tree: RulesetTree) -> dict[str, Register]:
    """The registers of a text by their names; of several with one name, the first."""
    found: dict[str, Register] = {}
    for one in tree.declarations:
        if isinstance(one, RegisterDecl):
            found.setdefault(one.name.text, register_of(one, tree.language))
    return found


def measurements_of(
    tree: RulesetTree, registers: Mapping[str, Register], quantities: Mapping[str, Quantity], space: Space
) -> Iterator[Measurement]:
    """What a text says of how figures are counted, as far as it fits."""
    for one in tree.declarations:
        if isinstance(one, MeasurementDecl):
            register, quantity = registers.get(one.register.text), quantities.get(one.name.text)
            if register and quantity:
                yield from _measurement(one, register, quantity, space)


def _measurement(one: MeasurementDecl, register: Register, quantity: Quantity, space: Space) -> Iterator[Measurement]:
    payees = payee_columns(register, quantity.sets)
    if len(payees) != 1:
        return
    per, columns = counted_per(one, register, payees[0], space), columns_by_name(register)
    sets = tuple(name for name in quantity.sets if name != payees[0].of)
    cells = measured_cells(space, sets)
    found: dict[Key, MeasuredCell] = {}
    for row in one.rows:
        key, counts = cells.get(tuple(name.text for name in row.key)), _counts(row, columns)
        if key is not None and counts:
            found.setdefault(key, MeasuredCell(key, counts[0], counts[1] if len(counts) > 1 else None))
    where = [condition_of(line.condition, columns) for line in one.conditions]
    if per and None not in where:
        parts = tuple(part for part in where if part is not None)
        base = parts[0] if len(parts) == 1 else AllOf(parts)
        yield Measurement(quantity.name, register, payees[0].name, per.name, base, tuple(found.values()), sets)


def counted_per(one: MeasurementDecl, register: Register, payee: RegisterColumn, space: Space) -> RegisterColumn | None:
    """The column within whose values patients are counted: the payee's where none is said; `None` if it cannot be."""
    said = next((line.column.text for line in one.counted_per), payee.name)
    column = columns_by_name(register).get(said)
    above = {name: axis.above for name, axis in space.axes.items()}
    return column if column and lies_under(register, column, payee, above) else None


def measured_cells(space: Space, sets: Sequence[str]) -> Mapping[Key, Key]:
    """The cells over the sets by the members that a row names: a sub-area without a name is not named."""
    if not set(sets) <= set(space.axes):
        return {}
    keys = space.keys_by(space.domain(sets), tuple(sets))
    return {tuple(member for member in key if member): key for key in keys}


def _counts(row: CountedRow, columns: Mapping[str, RegisterColumn]) -> tuple[EpisodeCount, ...]:
    """What a row counts; nothing where a part of it does not fit."""
    counts = [count_of(one, columns) for one in row.counts]
    return tuple(one for one in counts if one) if all(counts) else ()


def count_of(one: WrittenCount, columns: Mapping[str, RegisterColumn]) -> EpisodeCount | None:
    """A count; `None` where it asks for what is not there or has not the kind."""
    where = AllOf(()) if one.where is None else condition_of(one.where, columns)
    unique = columns.get(one.unique.text) if one.unique else None
    if where is None or (one.unique and (unique is None or unique.kind is not ColumnKind.PATIENT)):
        return None
    return EpisodeCount(where, unique.name if unique else "")


def condition_of(one: ex.Expression, columns: Mapping[str, RegisterColumn]) -> Condition | None:
    """A condition; `None` where a column in it is not there or cannot be asked for that."""
    match one:
        case ex.Name():
            column = columns.get(one.text)
            return IsYes(column.name) if column and column.kind is ColumnKind.YES_NO else None
        case ex.CodeTest():
            return _among(one, columns)
        case ex.Not():
            part = condition_of(one.operand, columns)
            return None if part is None else Negated(part)
        case ex.Logic():
            parts = [condition_of(part, columns) for part in chained(one, one.operator)]
            known = tuple(part for part in parts if part is not None)
            return None if len(known) < len(parts) else AllOf(known) if one.operator == "and" else AnyOf(known)
        case _:
            return None


def _among(one: ex.CodeTest, columns: Mapping[str, RegisterColumn]) -> Condition | None:
    column = columns.get(one.column.text)
    if column is None or column.kind not in TESTED_BY_CODES:
        return None
    found = OneOf(column.name, tuple(dict.fromkeys(code.text for code in one.codes)))
    return Negated(found) if one.operator == "is_not" else found


def chained(one: ex.Expression, operator: str) -> Iterable[ex.Expression]:
    """The parts that a chain of `og` or of `eller` joins."""
    if isinstance(one, ex.Logic) and one.operator == operator:
        yield from chained(one.left, operator)
        yield from chained(one.right, operator)
    else:
        yield one
