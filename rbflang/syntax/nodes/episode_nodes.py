"""A register and what is counted in it, as they are written: columns, conditions on them, and counts.

Nothing is resolved here: a column that is asked for may not be there.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, Union

from attrs import field, frozen

from rbflang.source import Span
from rbflang.syntax.expressions import Expression, Name, Text, Written
from rbflang.syntax.nodes.attached import NO_COMMENTS, Citation, Comments, Titles

Kind: TypeAlias = Literal["patient", "member", "unit", "date", "period", "code", "codes", "yes_no", "words"]
Code: TypeAlias = Union[Name, Text]


@frozen(eq=False, repr=False)
class PeriodFrom(Written):
    """The line of a register that says whose period of a round counts: `datagrunnlag NPR`."""

    span: Span = field(eq=False)
    basis: Name
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class ColumnDecl(Written):
    """A column: its kind, the set or column that it lies in or under, the codes it may hold, and further headings."""

    span: Span = field(eq=False)
    name: Name
    kind: Kind
    of: Name | None
    codes: tuple[Code, ...]
    aliases: tuple[str, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class RegisterDecl(Written):
    """`register`: a table of which each row is an episode."""

    span: Span = field(eq=False)
    name: Name
    titles: Titles
    citation: Citation | None
    lines: tuple[PeriodFrom | ColumnDecl, ...]
    comments: Comments = NO_COMMENTS

    @property
    def columns(self) -> tuple[ColumnDecl, ...]:
        """The columns in order."""
        return tuple(one for one in self.lines if isinstance(one, ColumnDecl))

    @property
    def periods_from(self) -> tuple[PeriodFrom, ...]:
        """The lines that say whose period counts; there should be one."""
        return tuple(one for one in self.lines if isinstance(one, PeriodFrom))


@frozen(eq=False, repr=False)
class WrittenCount(Written):
    """How many rows there are, or different values of a column (`unique`), where a condition holds."""

    span: Span = field(eq=False)
    unique: Name | None
    where: Expression | None


@frozen(eq=False, repr=False)
class CountedPer(Written):
    """The line of a measurement that says within what different patients are counted: `telles per foretak`."""

    span: Span = field(eq=False)
    column: Name
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class CountedWhere(Written):
    """A line of a measurement that holds for all its counts: `der tellende`."""

    span: Span = field(eq=False)
    condition: Expression
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class CountedRow(Written):
    """The counts behind the figure of an indicator or a sub-area: a count, or one of another."""

    span: Span = field(eq=False)
    key: tuple[Name, ...]
    numerator: WrittenCount
    denominator: WrittenCount | None
    citation: Citation | None
    comments: Comments = NO_COMMENTS

    @property
    def counts(self) -> tuple[WrittenCount, ...]:
        """The numerator, and the denominator where there is one."""
        return (self.numerator, self.denominator) if self.denominator else (self.numerator,)


@frozen(eq=False, repr=False)
class MeasurementDecl(Written):
    """`måling av` an input `fra` a register: how its figures are counted."""

    span: Span = field(eq=False)
    name: Name
    register: Name
    citation: Citation | None
    lines: tuple[CountedPer | CountedWhere | CountedRow, ...]
    comments: Comments = NO_COMMENTS

    @property
    def rows(self) -> tuple[CountedRow, ...]:
        """What is counted for each indicator or sub-area."""
        return tuple(one for one in self.lines if isinstance(one, CountedRow))

    @property
    def counted_per(self) -> tuple[CountedPer, ...]:
        """The lines that say within what patients are counted; there should be one."""
        return tuple(one for one in self.lines if isinstance(one, CountedPer))

    @property
    def conditions(self) -> tuple[CountedWhere, ...]:
        """What must hold for every row that is counted."""
        return tuple(one for one in self.lines if isinstance(one, CountedWhere))
