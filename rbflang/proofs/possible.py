"""All that an expression can be by the types of what it is made of, whatever the numbers of the year are.

Takes a ruleset, gives intervals: a table, a property or an input is all that its type allows, a fixed number without a
type is anything. How many there are is counted where the members stand in the text; how many are summed is not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from rbflang import intervals
from rbflang.intervals import EVERYTHING, Interval, hull, point
from rbflang.quantities import COUNT
from rbflang.ruleset import ranges
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.signatures import Signature
from rbflang.ruleset.values import quantity_kind, range_of
from rbflang.syntax import expressions as ex

GIVEN_ROLES = ("input", "table", "property", "fixed")
WORK: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": intervals.add,
    "-": intervals.subtract,
    "*": intervals.multiply,
    "/": intervals.divide,
}


@frozen(repr=False)
class PossibleByType:
    """The numbers that something can be: all of an interval, or the whole ones in it."""

    range: Interval = EVERYTHING
    is_whole: bool = False


@frozen(eq=False, repr=False)
class Types:
    """Tells what expressions can be; `signature` gives what is inferred of an expression by itself."""

    ruleset: Ruleset
    signature: Callable[[ex.Expression], Signature | None]

    def possible(self, one: ex.Expression, seen: frozenset[str] = frozenset()) -> PossibleByType:
        """All that an expression can be; `seen` are the formulas that it is met in."""
        if isinstance(one, ex.Number):
            return PossibleByType(point(one.value), one.value.denominator == 1)
        if isinstance(one, ex.Name):
            return self._named(one.text, seen)
        if isinstance(one, ex.Negative):
            inner = self.possible(one.operand, seen)
            return PossibleByType(intervals.negative(inner.range), inner.is_whole)
        if isinstance(one, ex.Arithmetic):
            a, b = self.possible(one.left, seen), self.possible(one.right, seen)
            is_whole = a.is_whole and b.is_whole and one.operator != "/"
            return PossibleByType(ranges.bounded(WORK[one.operator](a.range, b.range)), is_whole)
        if isinstance(one, ex.Extreme | ex.Choice):
            return self._one_of(one, seen)
        return self._gathered(one, seen)

    def _named(self, name: str, seen: frozenset[str]) -> PossibleByType:
        quantity = self.ruleset.quantities.get(name)
        if quantity is None or name in seen:
            return PossibleByType()
        if quantity.role == "formula" and quantity.expression is not None:
            inner = self.possible(quantity.expression, seen | {name})
            return PossibleByType(ranges.rounded(inner.range, quantity.rounding)) if quantity.rounding else inner
        return _by_type(quantity)

    def _one_of(self, one: ex.Extreme | ex.Choice, seen: frozenset[str]) -> PossibleByType:
        parts = one.arguments if isinstance(one, ex.Extreme) else (one.chosen, one.otherwise)
        found = [self.possible(part, seen) for part in parts]
        work: Any = hull
        if isinstance(one, ex.Extreme):
            work = intervals.least if one.kind == "least" else intervals.greatest
        return PossibleByType(work([part.range for part in found]), all(part.is_whole for part in found))

    def _gathered(self, one: ex.Expression, seen: frozenset[str]) -> PossibleByType:
        if isinstance(one, ex.Aggregate) and one.operand is not None:
            inner = self.possible(one.operand, seen)
            if one.kind == "sum":
                return PossibleByType(ranges.total(inner.range, 0, None), inner.is_whole)
            is_among = one.kind in ("least", "greatest")
            return PossibleByType(inner.range, inner.is_whole and is_among)
        if isinstance(one, ex.Aggregate | ex.Rank):
            found = self.signature(one)
            is_whole = isinstance(one, ex.Aggregate) or one.ties != "middle"
            return PossibleByType(found.range if found else EVERYTHING, is_whole)
        return PossibleByType()


def _by_type(quantity: Quantity) -> PossibleByType:
    is_typed = quantity.role in GIVEN_ROLES and quantity.typing is not None
    if not is_typed or quantity_kind(quantity).what != "number":
        return PossibleByType()
    assert quantity.typing
    return PossibleByType(range_of(quantity.typing), quantity_kind(quantity).unit == COUNT)


def are_the_same(operator: str, left: PossibleByType, right: PossibleByType) -> bool:
    """True if a comparison of the two has one answer, whatever they are."""
    a, b = left.range, right.range
    if operator in ("is", "is_not"):
        return not a.meets(b) or _is_between(left, right) or _is_between(right, left)
    if operator in ("at_most", "less_than"):
        a, b = b, a
    if operator in ("at_least", "at_most"):
        return _is_over(a, b, True) or _is_over(b, a, False)
    return _is_over(a, b, False) or _is_over(b, a, True)


def _is_between(whole: PossibleByType, other: PossibleByType) -> bool:
    """True for what is whole beside one number that is not."""
    value = other.range.low
    return whole.is_whole and other.range.is_point and value is not None and value.denominator > 1


def _is_over(a: Interval, b: Interval, or_equal: bool) -> bool:
    """True if every number of the one is above every number of the other, or equal to it."""
    if a.low is None or b.high is None:
        return False
    is_apart = not (a.low_included and b.high_included)
    return a.low > b.high or (a.low == b.high and (or_equal or is_apart))
