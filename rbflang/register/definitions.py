"""What is counted in a register: its columns, conditions on them, and the counts of which an observation is made.

A ruleset says it in `register` and `måling`; whatever counts takes it from here. It knows neither the text that said
it nor the engine that counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from attrs import frozen


class ColumnKind(Enum):
    """What the cells of a column hold."""

    PATIENT = "the key of a patient"
    MEMBER = "a member of a set of the ruleset, by any of its names"
    UNIT = "the name of something that lies under a member, such as a trust"
    DATE = "a day"
    PERIOD = "a month, a tertial or a year"
    CODE = "one code"
    CODES = "several codes"
    YES_NO = "yes or no"
    WORDS = "a text"


@frozen
class RegisterColumn:
    """A column of a register; `headings` are the names it may have in a file, its own first.

    `of` is the set of a member, or the column that a unit lies under; `codes` are all codes it may hold, where said.
    """

    name: str
    kind: ColumnKind
    headings: tuple[str, ...]
    of: str = ""
    codes: tuple[str, ...] = ()


@frozen
class OneOf:
    """A column holds one of the codes; a column of several holds at least one of them. An empty cell holds none."""

    column: str
    codes: tuple[str, ...]


@frozen
class IsYes:
    """A column says yes; an empty cell does not."""

    column: str


@frozen
class AllOf:
    """Every part holds; none at all holds always."""

    parts: tuple[Condition, ...]


@frozen
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@frozen
class Negated:
    """The part does not hold: also where the cell that it asks for is empty."""

    part: Condition


Condition: TypeAlias = OneOf | IsYes | AllOf | AnyOf | Negated
ALWAYS = AllOf(())


@frozen
class EpisodeCount:
    """Rows for which a condition holds; with `distinct`, different values of that column among them (patients)."""

    where: Condition
    distinct: str = ""


@frozen
class MeasuredCell:
    """What one observation is made of: a count, or one count of another; `key` names it but for who is paid."""

    key: tuple[str, ...]
    numerator: EpisodeCount
    denominator: EpisodeCount | None


@frozen
class Register:
    """A table of a register: one row an episode; `data_basis` names whose period counts in a round."""

    name: str
    title: str
    columns: tuple[RegisterColumn, ...]
    data_basis: str = ""
    title_in_english: str = ""

    def column(self, name: str) -> RegisterColumn:
        """The column of a name; `KeyError` where there is none."""
        return {column.name: column for column in self.columns}[name]

    def of_kind(self, kind: ColumnKind) -> tuple[RegisterColumn, ...]:
        """The columns of a kind."""
        return tuple(column for column in self.columns if column.kind is kind)


@frozen
class Measurement:
    """How the observations of a quantity are counted from a register.

    `payee` is the column of whose results they are (a region), `counted_per` the column within whose values different
    patients are counted before the counts are added up for the payee (a trust, or the payee itself). `where` holds for
    every count. `sets` are those whose members the keys of the cells name, an unnamed sub-area empty.
    """

    quantity: str
    register: Register
    payee: str
    counted_per: str
    where: Condition
    cells: tuple[MeasuredCell, ...]
    sets: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[EpisodeCount, ...]:
        """Each different count once, in order."""
        return tuple(dict.fromkeys(count for cell in self.cells for count in counts_of(cell)))


def counts_of(cell: MeasuredCell) -> Iterator[EpisodeCount]:
    """The numerator, and the denominator where there is one."""
    yield cell.numerator
    if cell.denominator is not None:
        yield cell.denominator
