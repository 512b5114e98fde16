"""The text as a tree: what was declared, where, and with which comments.

Every node knows its span; spans do not count when trees are compared, comments do. Names are not resolved here and
nothing has a unit yet; `expressions.py` holds what stands in formulas, and `nodes/` registers and what is attached to
all.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from typing import Literal, TypeAlias, Union

from attrs import field, frozen

from rbflang.diagnostics import Fault
from rbflang.source import Source, Span
from rbflang.syntax.expressions import Expression, Name, Number, Text, Value, Written
from rbflang.syntax.nodes.attached import NO_COMMENTS as NO_COMMENTS
from rbflang.syntax.nodes.attached import Citation as Citation
from rbflang.syntax.nodes.attached import Comments as Comments
from rbflang.syntax.nodes.attached import Entry as Entry
from rbflang.syntax.nodes.attached import Titles as Titles
from rbflang.syntax.nodes.episode_nodes import MeasurementDecl as MeasurementDecl
from rbflang.syntax.nodes.episode_nodes import RegisterDecl as RegisterDecl
from rbflang.wording import KRONE, Currency


@frozen(eq=False, repr=False)
class Typing(Written):
    """What a quantity is: unit words or a kind, its range, and what the author promises of it."""

    span: Span = field(eq=False)
    words: tuple[str, ...]
    least: Value | None = None
    most: Value | None = None
    is_rounded: bool = False
    is_optional: bool = False
    total: Value | None = None
    total_per: tuple[Name, ...] = ()
    is_approximate: bool = False
    shown_from: Number | None = None
    is_exact: bool = False
    currency: Currency = field(default=KRONE, eq=False)


@frozen(eq=False, repr=False)
class Rounding(Written):
    """How a formula ends: what it is rounded to, and which way; the sum is kept for each member of `per`.

    `number` is how many decimals, or the amount that the result is so many of.
    """

    span: Span = field(eq=False)
    to: Literal["kroner", "points", "decimals", "nearest"]
    number: Number | None
    mode: Literal["half_up", "half_even", "downwards", "upwards", "largest_remainder"] | None
    citation: Citation | None
    per: tuple[Name, ...] = ()
    currency: Currency = field(default=KRONE, eq=False)

    @property
    def unit(self) -> Fraction:
        """What every result is a whole number of."""
        if self.number is None:
            return Fraction(1)
        return self.number.value if self.to == "nearest" else Fraction(1, 10 ** int(self.number.value))

    @property
    def decimals(self) -> int:
        """The decimals that every result can be written with."""
        return next(at for at in count() if (self.unit * 10**at).denominator == 1)


@frozen(eq=False, repr=False)
class Setting(Written):
    """A line of a block: a name, a value and where it comes from."""

    span: Span = field(eq=False)
    name: Name
    value: Value
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class Row(Written):
    """A row of a table: its key, one value per column with its citation."""

    span: Span = field(eq=False)
    key: tuple[Name, ...]
    values: tuple[tuple[Value, Citation | None], ...]
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class SubareaList(Written):
    """The sub-areas of an indicator, each with the values of its own, and their common citation."""

    span: Span = field(eq=False)
    areas: tuple[MemberDecl, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class Step(Written):
    """A step: from `low` (or up to `high`, or above or below it) the staircase gives `result`; of a ramp, a point."""

    span: Span = field(eq=False)
    kind: Literal["from", "from_to_under", "up_to", "over", "under", "at"]
    limit: Value
    until: Value | None
    result: Value
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class Clause(Written):
    """A line of a measure: point share, applicability, gate, parts, points or a sentence."""

    span: Span = field(eq=False)
    kind: Literal["point_share", "applies", "gate", "parts", "points", "explanation"]
    value: Value | tuple[Expression, ...] | Expression | None
    rows: tuple[Row, ...]
    consequence: Literal["lapse", "no_parts"] | None
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class SourceDecl(Written):
    """A document that is cited, with what it contains where that is listed: `4.1 Title`, `tabell 7 Title`."""

    span: Span = field(eq=False)
    name: Name
    title: str
    facts: tuple[tuple[str, str], ...]
    contents: tuple[Text, ...] = ()
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class MemberDecl(Written):
    """A member of a set: a region, an indicator, a group, a trust, or a member of any other set."""

    span: Span = field(eq=False)
    set_name: str
    name: Name
    titles: Titles
    under: Name | None
    citation: Citation | None
    lines: tuple[Setting | SubareaList, ...]
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class SetDecl(Written):
    """A set and its members, or the word that they come with the data."""

    span: Span = field(eq=False)
    name: Name
    titles: Titles
    under: Name | None
    from_data: bool
    members: tuple[MemberDecl, ...]
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class RoundDecl(Written):
    """A round of the allocation and the data each register gives it: a text, or the name of another round."""

    span: Span = field(eq=False)
    name: Name
    titles: Titles
    citation: Citation | None
    basis: tuple[tuple[Name, Text | Name], ...]
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class QuantityDecl(Written):
    """`fastsatt`, `tabell`, `egenskap` or `inndata`: a quantity that is given, not computed."""

    span: Span = field(eq=False)
    kind: Literal["fixed", "table", "property", "input"]
    name: Name
    titles: Titles
    per: tuple[Name, ...]
    typing: Typing | None
    value: Value | None
    rows: tuple[Row, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class ColumnsDecl(Written):
    """A table of several columns side by side: properties of one set."""

    span: Span = field(eq=False)
    per: tuple[Name, ...]
    columns: tuple[tuple[Name, Citation | None], ...]
    rows: tuple[Row, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class FormulaDecl(Written):
    """`formel` or `utbetaling`: a quantity computed from others."""

    span: Span = field(eq=False)
    kind: Literal["formula", "payout"]
    name: Name
    titles: Titles
    per: tuple[Name, ...]
    expression: Expression
    rounding: Rounding | None
    citation: Citation | None
    explanation: str
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class StaircaseDecl(Written):
    """A staircase and its steps, or a ramp and its points, between which straight lines run."""

    span: Span = field(eq=False)
    name: Name
    titles: Titles
    steps: tuple[Step, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS
    is_ramp: bool = False


@frozen(eq=False, repr=False)
class MeasureDecl(Written):
    """A performance measure and its clauses."""

    span: Span = field(eq=False)
    name: Name
    titles: Titles
    clauses: tuple[Clause, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class AssertionDecl(Written):
    """`kontroll`: both sides must be equal, or are where what they name is not rounded yet."""

    span: Span = field(eq=False)
    left: Expression
    right: Expression
    citation: Citation | None
    is_before_rounding: bool = False
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class SideCalculationDecl(Written):
    """Formulas that only check another convention of a document."""

    span: Span = field(eq=False)
    titles: Titles
    formulas: tuple[FormulaDecl, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class AlternativeDecl(Written):
    """Rules as they could have been: each replaces the rule of its name, or lines of the measure or measurement."""

    span: Span = field(eq=False)
    titles: Titles
    rules: tuple[QuantityDecl | FormulaDecl | StaircaseDecl | MeasureDecl | MeasurementDecl, ...]
    citation: Citation | None
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class NoteDecl(Written):
    """Text of a rulebook that has no rule."""

    span: Span = field(eq=False)
    citation: Citation | None
    text: str
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class CurrencyDecl(Written):
    """The unit that the text counts money in: its name, and what is said of it."""

    span: Span = field(eq=False)
    name: Name
    currency: Currency
    comments: Comments = NO_COMMENTS


Declaration: TypeAlias = Union[
    CurrencyDecl, SourceDecl, MemberDecl, SetDecl, RoundDecl, QuantityDecl, ColumnsDecl, FormulaDecl, StaircaseDecl,
    MeasureDecl, AssertionDecl, SideCalculationDecl, AlternativeDecl, NoteDecl, RegisterDecl, MeasurementDecl,
]  # fmt: skip


@frozen(eq=False, repr=False)
class Header(Written):
    """The first line: the scheme, the year and the title."""

    span: Span = field(eq=False)
    scheme: str
    year: str
    title: str
    comments: Comments = NO_COMMENTS


@frozen(eq=False, repr=False)
class RulesetTree(Written):
    """A whole text."""

    source: Source = field(eq=False)
    language: Literal["nb", "en"]
    header: Header | None
    declarations: tuple[Declaration, ...]
    comments: Comments = NO_COMMENTS

    @property
    def currency(self) -> Currency:
        """The unit that money is counted in."""
        return next((one.currency for one in self.declarations if isinstance(one, CurrencyDecl)), KRONE)


@frozen(eq=False, repr=False)
class Parsed(Written):
    """A tree and the faults of its text; it is complete where there are none."""

    tree: RulesetTree
    faults: tuple[Fault, ...]
