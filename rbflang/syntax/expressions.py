"""What may stand in a formula: names, numbers, arithmetic, conditions, aggregates.

Every node knows its span and how deep it nests; neither counts when trees are compared. Names are not resolved here
and nothing has a unit yet.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, TypeAlias, Union

from attrs import field, frozen

from rbflang.source import Span
from rbflang.wording import KRONE, Currency

DEEPEST = 100


class Written:
    """What all nodes have in common: two are equal if they were written alike, wherever they stand.

    Equality is told once here, not made anew for each of the many kinds of nodes; fields with `eq=False` do not count.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(type(self)))

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in _compared(type(self)))))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _compared(type(self)))
        return f"{type(self).__name__}({shown})"


def _compared(kind: Any) -> tuple[str, ...]:
    """The fields that count when nodes of this kind are compared."""
    return tuple(field.name for field in kind.__attrs_attrs__ if field.eq)


@frozen(eq=False, repr=False)
class Name(Written):
    """A name as written; `poeng` and `deler` are names too. A measure's own quantity is `measure.quantity`."""

    span: Span = field(eq=False)
    text: str
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Text(Written):
    """Words between quotation marks."""

    span: Span = field(eq=False)
    text: str
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class YesNo(Written):
    """`ja` or `nei`."""

    span: Span = field(eq=False)
    value: bool
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Number(Written):
    """A number as printed: its digits in the language's own spelling, and the mark behind it (`percent`, `kr`, …).

    Where a ruleset declares its unit of money, an amount has the word for it that was written, behind or before.
    """

    span: Span = field(eq=False)
    digits: str
    value: Fraction = field(eq=False)
    decimals: int = field(eq=False)
    mark: str = ""
    currency: Currency = field(default=KRONE, eq=False)
    money_word: str = ""
    is_word_first: bool = False
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Ratio(Written):
    """A fraction of two numbers that stays a fraction: `84 674 759 / 590 300 000`."""

    span: Span = field(eq=False)
    numerator: Number
    denominator: Number


@frozen(eq=False, repr=False)
class Between(Written):
    """A number known only within bounds, both included."""

    span: Span = field(eq=False)
    low: Number
    high: Number


@frozen(eq=False, repr=False)
class Missing(Written):
    """A dash in a table: this member has no such property."""

    span: Span = field(eq=False)


@frozen(eq=False, repr=False)
class Negative(Written):
    """The number with the other sign."""

    span: Span = field(eq=False)
    operand: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Arithmetic(Written):
    """`+`, `-`, `*` or `/` of two operands."""

    span: Span = field(eq=False)
    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Comparison(Written):
    """A comparison of two operands; `is` and `is_not` compare words and yes/no too."""

    span: Span = field(eq=False)
    operator: Literal["at_least", "at_most", "more_than", "less_than", "is", "is_not"]
    left: Expression
    right: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Logic(Written):
    """`og` or `eller` of two conditions."""

    span: Span = field(eq=False)
    operator: Literal["and", "or"]
    left: Expression
    right: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Not(Written):
    """The opposite of a condition."""

    span: Span = field(eq=False)
    operand: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Choice(Written):
    """`hvis` condition `så` one `ellers` the other."""

    span: Span = field(eq=False)
    condition: Expression
    chosen: Expression
    otherwise: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Call(Written):
    """A staircase used on an argument."""

    span: Span = field(eq=False)
    staircase: Name
    argument: Expression
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Exists(Written):
    """Whether a quantity has a figure."""

    span: Span = field(eq=False)
    operand: Name
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Aggregate(Written):
    """`sum`, `mean`, `least`, `greatest`, `count` or one in order over sets; `per` keeps sets that lie above them.

    `place` is which one in order: the share of a percentile, or the number of a place from the least or the greatest.
    """

    span: Span = field(eq=False)
    kind: Literal["sum", "mean", "least", "greatest", "count", "median", "percentile", "nth_least", "nth_greatest"]
    operand: Expression | None
    where: Expression | None
    over: tuple[Name, ...]
    per: tuple[Name, ...]
    place: Number | None = None
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Extreme(Written):
    """The least or the greatest of several arguments."""

    span: Span = field(eq=False)
    kind: Literal["least", "greatest"]
    arguments: tuple[Expression, ...]
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class RampOf(Written):
    """What straight lines between points give for an argument: `gives` at each of the `places`, flat outside them."""

    span: Span = field(eq=False)
    argument: Expression
    places: tuple[Expression, ...]
    gives: tuple[Expression, ...]
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Rank(Written):
    """The place of each member in a ranking."""

    span: Span = field(eq=False)
    operand: Expression
    highest_first: bool
    ties: Literal["best", "worst", "middle"]
    where: Expression | None
    over: tuple[Name, ...]
    per: tuple[Name, ...]
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class Sharing(Written):
    """`fordel` points `mellom` a set `etter` parts; `nobody` says what happens when nobody has parts."""

    span: Span = field(eq=False)
    points: Expression
    among: Name
    parts: Expression
    nobody: Literal["equally", "lapse"] | None
    depth: int = field(default=1, eq=False, kw_only=True)


@frozen(eq=False, repr=False)
class CodeTest(Written):
    """A test of a column of a register: `stg blant TS08A, TS08B`, `kontakt er video`, `kontakt er ikke video`."""

    span: Span = field(eq=False)
    column: Name
    operator: Literal["is", "is_not", "among"]
    codes: tuple[Name | Text, ...]
    depth: int = field(default=1, eq=False, kw_only=True)


Expression: TypeAlias = Union[
    Name, YesNo, Number, Negative, Arithmetic, Comparison, Logic, Not, Choice, Call, Exists, Aggregate, Extreme,
    RampOf, Rank, Sharing, CodeTest,
]  # fmt: skip
Value: TypeAlias = Union[Number, Ratio, Between, Missing, Name, Text, YesNo, Negative]
