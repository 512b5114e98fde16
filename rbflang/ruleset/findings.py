"""What can be amiss in an expression while its sets, kind and range are found: a class for each, with what its words
need.

Findings are facts, not words: each is found by its class in the check that words it. They hold what the author wrote,
where it stands, and in which quantity's formula it was met.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from rbflang.quantities import Unit
from rbflang.ruleset.model import Measure, Quantity
from rbflang.ruleset.order import Reading
from rbflang.ruleset.signatures import Finding, Signature, ValueKind
from rbflang.syntax.expressions import Aggregate, Expression, Rank, Sharing
from rbflang.syntax.tree import Rounding

Use = Literal["+", "-", "comparison", "choice", "extreme", "assertion"]


@frozen(repr=False)
class CircularFormulas(Finding):
    """Formulas that go in a circle: each reading in it."""

    circle: tuple[Reading, ...] = field(eq=False)


@frozen(repr=False)
class UnknownName(Finding):
    """A name of nothing, and what it should have been a name of; `words` are the words that it could have been."""

    name: str
    among: Literal["quantities", "staircases", "sets", "indicators", "words"] = field(eq=False)
    words: tuple[str, ...] = field(default=(), eq=False)


@frozen(repr=False)
class OptionalUsed(Finding):
    """A figure that may be missing, used where nobody has asked whether it is there."""

    name: Expression = field(eq=False)


@frozen(repr=False)
class NotANumber(Finding):
    """Something else than a number, computed with; the name of the quantity, where it is one alone."""

    kind: ValueKind = field(eq=False)
    name: str = field(default="", eq=False)


@frozen(repr=False)
class NotACondition(Finding):
    """Something that neither holds nor does not, where a condition is needed; the name, where it is one alone."""

    kind: ValueKind = field(eq=False)
    name: str = field(default="", eq=False)


@frozen(repr=False)
class NotAWord(Finding):
    """What a quantity of words is compared with, and can never be."""

    name: str = field(eq=False)


@frozen(repr=False)
class NotOfTheRules(Finding):
    """A quantity that the data give, where only what the rules give may decide."""

    name: str = field(eq=False)


@frozen(repr=False)
class FewerThanThePlace(Finding):
    """One in order, counted from the least or the greatest, of fewer members than that."""

    aggregate: Aggregate = field(eq=False)
    most: int = field(eq=False)


@frozen(repr=False)
class GroupCanBeEmpty(Finding):
    """A mean, least or greatest that may be of nothing, or a place that somebody may not have, used without asking."""

    gathering: Aggregate | Rank = field(eq=False)


@frozen(repr=False)
class UnitsMeet(Finding):
    """Two expressions that do not fit each other, their signatures, and what is done with them."""

    left: Expression = field(eq=False)
    right: Expression = field(eq=False)
    of_left: Signature = field(eq=False)
    of_right: Signature = field(eq=False)
    use: Use = field(eq=False)


@frozen(repr=False)
class RoundedToOther(Finding):
    """A formula of one kind, rounded to a whole number of another unit."""

    kind: ValueKind = field(eq=False)
    rounding: Rounding = field(eq=False)
    unit: Unit = field(eq=False)


@frozen(repr=False)
class FormulaVaries(Finding):
    """A formula that varies over other sets than it says."""

    quantity: Quantity = field(eq=False)
    said: tuple[str, ...] = field(eq=False)
    found: tuple[str, ...] = field(eq=False)


@frozen(repr=False)
class MeasureVaries(Finding):
    """An expression of a measure that varies over more sets than it may."""

    expression: Expression = field(eq=False)
    most: tuple[str, ...] = field(eq=False)
    found: tuple[str, ...] = field(eq=False)


@frozen(repr=False)
class PayoutNotInKroner(Finding):
    """A payout whose formula gives something else than kroner."""

    quantity: Quantity = field(eq=False)
    kind: ValueKind = field(eq=False)


@frozen(repr=False)
class MeasuresShareDifferently(Finding):
    """A measure that shares between other sets than the first."""

    measure: Measure = field(eq=False)
    other: Measure = field(eq=False)


@frozen(repr=False)
class MeasureUnit(Finding):
    """Parts that are not in parts, or points that are not in points: the unit that is needed, and what is there."""

    expression: Expression = field(eq=False)
    unit: Unit = field(eq=False)
    kind: ValueKind = field(eq=False)


@frozen(repr=False)
class SharedPointsVary(Finding):
    """Points to share that vary over more than the indicator, and over what."""

    sharing: Sharing = field(eq=False)
    extra: tuple[str, ...] = field(eq=False)


@frozen(repr=False)
class GatheredOverOther(Finding):
    """A set behind `over` that what is gathered does not vary over; or that lies above those it does, `below`."""

    gathering: Aggregate | Rank = field(eq=False)
    have: tuple[str, ...] = field(eq=False)
    below: tuple[str, ...] = field(eq=False)


@frozen(repr=False)
class KeptWithoutNeed(Finding):
    """A set behind `per` that the gathering does not take away."""

    gathering: Aggregate | Rank = field(eq=False)
    have: tuple[str, ...] = field(eq=False)
