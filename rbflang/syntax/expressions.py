"""What may stand in a formula: names, numbers, arithmetic, conditions, aggregates.

Every node knows its span and how deep it nests; neither counts when trees are compared. Names are not resolved here
and nothing has a unit yet.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias, Union

from attrs import field, frozen

from rbflang.source import Span

DEEPEST = 100


@frozen
class Name:
    """A name as written; `poeng` and `deler` are names too. A measure's own quantity is `measure.quantity`."""

    span: Span = field(eq=False, repr=False)
    text: str
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Text:
    """Words between quotation marks."""

    span: Span = field(eq=False, repr=False)
    text: str
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class YesNo:
    """`ja` or `nei`."""

    span: Span = field(eq=False, repr=False)
    value: bool
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Number:
    """A number as printed: its digits in the language's own spelling, and the mark behind it (`percent`, `kr`, …)."""

    span: Span = field(eq=False, repr=False)
    digits: str
    value: Fraction = field(eq=False)
    decimals: int = field(eq=False)
    mark: str = ""
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Ratio:
    """A fraction of two numbers that stays a fraction: `84 674 759 / 590 300 000`."""

    span: Span = field(eq=False, repr=False)
    numerator: Number
    denominator: Number


@frozen
class Between:
    """A number known only within bounds, both included."""

    span: Span = field(eq=False, repr=False)
    low: Number
    high: Number


@frozen
class Missing:
    """A dash in a table: this member has no such property."""

    span: Span = field(eq=False, repr=False)


@frozen
class Negative:
    """The number with the other sign."""

    span: Span = field(eq=False, repr=False)
    operand: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Arithmetic:
    """`+`, `-`, `*` or `/` of two operands."""

    span: Span = field(eq=False, repr=False)
    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Comparison:
    """A comparison of two operands; `is` and `is_not` compare words and yes/no too."""

    span: Span = field(eq=False, repr=False)
    operator: Literal["at_least", "at_most", "more_than", "less_than", "is", "is_not"]
    left: Expression
    right: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Logic:
    """`og` or `eller` of two conditions."""

    span: Span = field(eq=False, repr=False)
    operator: Literal["and", "or"]
    left: Expression
    right: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Not:
    """The opposite of a condition."""

    span: Span = field(eq=False, repr=False)
    operand: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Choice:
    """`hvis` condition `så` one `ellers` the other."""

    span: Span = field(eq=False, repr=False)
    condition: Expression
    chosen: Expression
    otherwise: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Call:
    """A staircase used on an argument."""

    span: Span = field(eq=False, repr=False)
    staircase: Name
    argument: Expression
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Exists:
    """Whether a quantity has a figure."""

    span: Span = field(eq=False, repr=False)
    operand: Name
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Aggregate:
    """`sum`, `mean`, `least`, `greatest` or `count` over sets; `per` keeps sets that lie above them."""

    span: Span = field(eq=False, repr=False)
    kind: Literal["sum", "mean", "least", "greatest", "count"]
    operand: Expression | None
    where: Expression | None
    over: tuple[Name, ...]
    per: tuple[Name, ...]
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Extreme:
    """The least or the greatest of several arguments."""

    span: Span = field(eq=False, repr=False)
    kind: Literal["least", "greatest"]
    arguments: tuple[Expression, ...]
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Rank:
    """The place of each member in a ranking."""

    span: Span = field(eq=False, repr=False)
    operand: Expression
    highest_first: bool
    ties: Literal["best", "worst", "middle"]
    where: Expression | None
    over: tuple[Name, ...]
    per: tuple[Name, ...]
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


@frozen
class Sharing:
    """`fordel` points `mellom` a set `etter` parts; `nobody` says what happens when nobody has parts."""

    span: Span = field(eq=False, repr=False)
    points: Expression
    among: Name
    parts: Expression
    nobody: Literal["equally", "lapse"] | None
    depth: int = field(default=1, eq=False, repr=False, kw_only=True)


Expression: TypeAlias = Union[
    Name, Text, YesNo, Number, Negative, Arithmetic, Comparison, Logic, Not, Choice, Call, Exists, Aggregate, Extreme,
    Rank, Sharing,
]  # fmt: skip
Value: TypeAlias = Union[Number, Ratio, Between, Missing, Name, Text, YesNo, Negative]
