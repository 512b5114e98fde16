"""What a figure may stand for, told naively: everything between two ends (docs/tour/figures.md).

An end is a number and a nudge: 0 is the number itself, 1 just above it, -1 just below it. So ends compare as pairs do.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import inf

from attrs import frozen

End = tuple[Fraction, int]
ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Interval:
    """All numbers from one end to the other; none where they have crossed."""

    low: End
    high: End

    @property
    def is_empty(self) -> bool:
        return self.low > self.high

    def holds(self, value: Fraction) -> bool:
        return self.low <= (value, 0) <= self.high

    def within(self, other: Interval) -> Interval:
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def __add__(self, other: Interval) -> Interval:
        low, high = ((a[0] + b[0], a[1] or b[1]) for a, b in ((self.low, other.low), (self.high, other.high)))
        return Interval(low, high)

    def __neg__(self) -> Interval:
        return Interval((-self.high[0], -self.high[1]), (-self.low[0], -self.low[1]))

    def __mul__(self, other: Interval) -> Interval:
        """The outermost of the four products of ends; nought times anything is nought."""
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        products = [
            (a[0] * b[0] if a[0] and b[0] else ZERO, int(bool((a[1] or b[1]) and (ZERO, 0) not in (a, b))))
            for a, b in pairs
        ]
        return Interval(min(products), max((value, -nudge) for value, nudge in products))

    def __truediv__(self, other: Interval) -> Interval:
        """Anything, where the divisor may be nought."""
        return EVERYTHING if other.holds(ZERO) else self * Interval(_inverse(other.high), _inverse(other.low))


def _inverse(one: End) -> End:
    value = one[0]
    return (1 / value if value not in (0, inf, -inf) else ZERO if value else one[1] * inf), -one[1]


EVERYTHING = Interval((-inf, 1), (inf, -1))
NOT_NEGATIVE, UP_TO_ONE = Interval((ZERO, 0), (inf, -1)), Interval((ZERO, 0), (ONE, 0))


def point(value: Fraction) -> Interval:
    return Interval((value, 0), (value, 0))


def total(parts: Iterable[Interval]) -> Interval:
    return reduce(Interval.__add__, parts, point(ZERO))


def least(parts: list[Interval]) -> Interval:
    return Interval(min(one.low for one in parts), min(one.high for one in parts))


def greatest(parts: list[Interval]) -> Interval:
    return Interval(max(one.low for one in parts), max(one.high for one in parts))


def hull(parts: list[Interval]) -> Interval:
    return Interval(min(one.low for one in parts), max(one.high for one in parts))


def part_of_all(own: Interval, rest: Interval) -> Interval:
    """Own / (own + rest), written so that each stands there once: 1 / (1 + rest / own)."""
    if own.holds(ZERO):
        return UP_TO_ONE if rest.holds(ZERO) else point(ONE) + -part_of_all(rest, own)
    return point(ONE) / (point(ONE) + rest / own)
