"""Figures and what is done with them: each is computed as printed, with all that it may stand for beside it.

What a figure may stand for (docs/tour/figures.md) is an interval. Its ends are numbers with a nudge: 0 is the number
itself, 1 just above it, -1 just below it. So ends compare as pairs do.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, inf
from typing import Any

from attrs import frozen

End = tuple[Fraction, int]
ZERO, ONE = Fraction(0), Fraction(1)
LOWEST, HIGHEST = (-inf, 1), (inf, -1)


class Refused(Exception):
    """There is no value; the reason is the name of the kind of fault."""


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

    def __sub__(self, other: Interval) -> Interval:
        return self + Interval((-other.high[0], -other.high[1]), (-other.low[0], -other.low[1]))

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


EVERYTHING, NOT_NEGATIVE = Interval(LOWEST, HIGHEST), Interval((ZERO, 0), HIGHEST)
UP_TO_ONE = Interval((ZERO, 0), (ONE, 0))
SIGNS = (Interval(LOWEST, (ZERO, -1)), -1), (Interval((ZERO, 0), (ZERO, 0)), 0), (Interval((ZERO, 1), HIGHEST), 1)


def point(value: Fraction) -> Interval:
    return Interval((value, 0), (value, 0))


def part_of_all(own: Interval, rest: Interval) -> Interval:
    """Own / (own + rest), written so that each stands there once: 1 / (1 + rest / own)."""
    if own.holds(ZERO):
        return UP_TO_ONE if rest.holds(ZERO) else point(ONE) - part_of_all(rest, own)
    return point(ONE) / (point(ONE) + rest / own)


@frozen
class Figure:
    """The number that is computed with (none where only bounds are known), and all that it may stand for."""

    printed: Fraction | None
    span: Interval

    @property
    def known(self) -> Fraction:
        """What is known only by a bound may be compared, and nothing else."""
        if self.printed is None:
            raise Refused("known-only-by-a-bound")
        return self.printed


Value = Figure | bool | str
WORK = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def exact(value: Fraction | int) -> Figure:
    return Figure(Fraction(value), point(Fraction(value)))


def computed(sign: str, a: Figure, b: Figure) -> Figure:
    """The sum, difference, product or quotient of two figures."""
    if sign == "/" and b.printed == 0:
        raise Refused("division-by-zero")
    printed = None if a.printed is None or b.printed is None else WORK[sign](a.printed, b.printed)
    return Figure(printed, WORK[sign](a.span, b.span))


def gathered(kind: str, values: list[Figure]) -> Figure:
    """The sum over none is 0; there is no mean, least or greatest of none (docs/tour/payouts.md, Aggregates)."""
    if not values and kind != "sum":
        raise Refused("nothing-to-aggregate")
    spans, printed = [one.span for one in values], [one.printed for one in values]
    if kind in ("least", "greatest"):
        pick = min if kind == "least" else max
        span = Interval(pick(one.low for one in spans), pick(one.high for one in spans))
        return Figure(None if None in printed else pick(printed), span)
    whole = Figure(None if None in printed else sum(printed, ZERO), sum(spans, point(ZERO)))
    return computed("/", whole, exact(len(values))) if kind == "mean" else whole


def in_order(kind: str, values: list[Figure], place: Fraction) -> Figure:
    """What stands at a place when all are sorted, or the mean of the two in the middle (docs/tour/payouts.md)."""
    last = len(values) - 1
    at = {"median": last // 2, "percentile": ceil(place * len(values)) - 1, "nth_least": int(place) - 1}.get(kind)
    at = len(values) - int(place) if at is None else at
    if not 0 <= at <= last:
        raise Refused("too-few-to-aggregate")
    spans, printed = [one.span for one in values], [one.printed for one in values]
    ordered = list(zip(sorted(one.low for one in spans), sorted(one.high for one in spans), strict=True))
    first, second = (
        Figure(None if None in printed else sorted(printed)[one], Interval(*ordered[one]))
        for one in (at, last - at if kind == "median" else at)
    )
    return first if kind != "median" else computed("/", computed("+", first, second), exact(2))


# decisions (docs/tour/figures.md)

TRUE_FOR = {
    "at_least": (0, 1), "more_than": (1,), "at_most": (-1, 0), "less_than": (-1,), "is": (0,), "is_not": (-1, 1),
}  # fmt: skip


def decided(figure: Figure, answers: Sequence[tuple[Interval, Any]]) -> tuple[Any, set[Any]]:
    """The answer, and all that may be: if all it may stand for decides alike, so; else what is nearest to the print."""
    possible = {answer for numbers, answer in answers if not numbers.within(figure.span).is_empty}
    if len(possible) == 1:
        return next(iter(possible)), possible
    if figure.printed is None:
        raise Refused("bound-does-not-settle")
    inside = min(max((figure.printed, 0), figure.span.low), figure.span.high)
    taken = [answer for numbers, answer in answers if numbers.low <= inside <= numbers.high]
    if not possible or not taken:
        raise Refused("no-step")
    return taken[0], possible


def compared(operator: str, a: Value, b: Value) -> bool:
    """Whether the difference is below nought, nought or above, as the comparison asks."""
    if not isinstance(a, Figure):
        return (a == b) is (operator == "is")
    return decided(computed("-", a, b), [(span, sign in TRUE_FOR[operator]) for span, sign in SIGNS])[0]


def stood_on(steps: Sequence[tuple[str, Fraction, Fraction | None, Fraction]], figure: Figure) -> Figure:
    """What the step gives that the figure stands on (docs/tour/measures.md, Staircases)."""
    answers, low = [], LOWEST
    for at, (kind, limit, until, gives) in enumerate(steps):
        if kind in ("under", "up_to"):
            span = Interval(low, (limit, -1 if kind == "under" else 0))
            low = limit, 1
        elif kind == "over":
            span = Interval((limit, 1), HIGHEST)
        else:
            following = until if until is not None else steps[at + 1][1] if at + 1 < len(steps) else None
            span = Interval((limit, 0), HIGHEST if following is None else (following, -1))
        answers.append((span, gives))
    taken, possible = decided(figure, answers)
    return Figure(taken, Interval((min(possible), 0), (max(possible), 0)))


def on_ramp(points: Sequence[tuple[Fraction, Fraction]], figure: Figure) -> Figure:
    """What straight lines between points give, flat outside them (docs/tour/measures.md, Ramps)."""
    places = [place for place, _ in points]
    if sorted(set(places)) != places:
        raise Refused("points-do-not-rise")

    def at(one: Fraction) -> Fraction:
        for (low, first), (high, last) in pairwise(points):
            if low < one <= high:
                return first + (one - low) * (last - first) / (high - low)
        return points[0 if one <= places[0] else -1][1]

    def end(one: End) -> End:
        if abs(one[0]) == inf:
            return points[0 if one[0] < 0 else -1][1], 0
        beyond = [place for place in places if (place - one[0]) * one[1] > 0]
        beside = (min(beyond, key=lambda place: abs(place - one[0])) + one[0]) / 2 if beyond else one[0] + one[1]
        moved = at(beside) - at(one[0])
        return at(one[0]), (moved > 0) - (moved < 0)

    ends = [end(figure.span.low), end(figure.span.high)]
    ends += [(given, 0) for place, given in points if figure.span.holds(place)]
    return Figure(None if figure.printed is None else at(figure.printed), Interval(min(ends), max(ends)))


# rounding (docs/tour/payouts.md, Rounding)


def to_unit(value: Fraction, unit: Fraction, mode: str) -> Fraction:
    """Always down or up, a half to the even unit, or a half away from zero."""
    away = lambda scaled: floor(abs(scaled) + ONE / 2) * (1 if scaled > 0 else -1)  # noqa: E731
    return {"downwards": floor, "upwards": ceil, "half_even": round, "half_up": away}[mode](value / unit) * unit


def rounded(figure: Figure, unit: Fraction, mode: str, upper_mode: str = "") -> Figure:
    """The figure in units; an end that is only near a number rounds as what lies right beside it."""

    def end(one: End, way: str) -> End:
        if abs(one[0]) == inf:
            return one
        return to_unit(one[0] + Fraction(one[1], 4) / one[0].denominator / unit.denominator, unit, way), 0

    span = Interval(end(figure.span.low, mode), end(figure.span.high, upper_mode or mode))
    return Figure(None if figure.printed is None else to_unit(figure.printed, unit, mode), span)


def whole_units(figures: list[Figure], unit: Fraction) -> list[Figure]:
    """All down, and the units left to the largest remainders: of equal ones to the larger value, then to the first."""
    around = [rounded(one, unit, "downwards", "upwards") for one in figures]
    if any(one.printed is None for one in figures):
        return [Figure(None, one.span) for one in around]
    rests = [(one.printed - down.printed, one.printed) for one, down in zip(figures, around, strict=True)]
    left = sum(rest for rest, _ in rests) / unit
    if left.denominator != 1:
        raise Refused("sum-is-not-whole")
    first = sorted(range(len(rests)), key=rests.__getitem__, reverse=True)[: int(left)]
    return [Figure(one.printed + (unit if at in first else 0), one.span) for at, one in enumerate(around)]
