"""All that an expression can be by the types of what it is made of, whatever the numbers of the year are.

Takes a ruleset, gives intervals: a table, a property or an input is all that its type allows, a fixed number without a
type is anything. How many there are is counted where the members stand in the text; how many are summed is not.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang import intervals
from rbflang.intervals import EVERYTHING, Interval, hull, point, shortened
from rbflang.quantities import COUNT
from rbflang.ruleset.gatherings import group_sizes, removed_by
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.signatures import Signature
from rbflang.ruleset.values import quantity_kind, range_of
from rbflang.syntax import expressions as ex
from rbflang.tables.apportion import around
from rbflang.tables.group_ranges import any_number
from rbflang.tables.possible_cells import MOST_BITS

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
            return PossibleByType(shortened(WORK[one.operator](a.range, b.range), MOST_BITS), is_whole)
        if isinstance(one, ex.Extreme | ex.Choice):
            return self._one_of(one, seen)
        return self._gathered(one, seen)

    def _named(self, name: str, seen: frozenset[str]) -> PossibleByType:
        quantity = self.ruleset.quantities.get(name)
        if quantity is None or name in seen:
            return PossibleByType()
        if quantity.role == "formula" and quantity.expression is not None:
            inner = self.possible(quantity.expression, seen | {name})
            rounding = quantity.rounding
            if rounding is None:
                return inner
            return PossibleByType(around(inner.range, rounding.unit))
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
                return PossibleByType(any_number(inner.range), inner.is_whole)
            is_among = one.kind not in ("mean", "median")
            return PossibleByType(inner.range, inner.is_whole and is_among)
        if isinstance(one, ex.Aggregate | ex.Rank):
            is_whole = isinstance(one, ex.Aggregate) or one.ties != "middle"
            return PossibleByType(self._counted(one), is_whole)
        return PossibleByType()

    def _counted(self, one: ex.Aggregate | ex.Rank) -> Interval:
        """How many there are in a group, or which place one of them has."""
        found = self.signature(one)
        if found is None:
            return EVERYTHING
        let_in = self.signature(one.where) if one.where is not None else None
        counted = () if isinstance(one, ex.Rank) else tuple(name.text for name in one.over)
        sets = self.ruleset.space.closure((*counted, *found.sets, *(let_in.sets if let_in else ())))
        gone = removed_by(self.ruleset.space, one)
        least, most = group_sizes(self.ruleset, sets, (name for name in sets if name not in gone))
        least = 1 if isinstance(one, ex.Rank) else 0 if one.where is not None else least
        high = None if most is None else Fraction(max(most, 1))
        return Interval(Fraction(least), high, True, high is not None)


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
