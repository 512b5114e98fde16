"""Figures and what is done with them: each is computed as printed, with all that it may stand for beside it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, inf

from attrs import frozen

from rbflang.syntax.tree import Step

from . import intervals
from .intervals import ONE, ZERO, Interval, point


class Refused(Exception):
    """There is no value; the reason is the name of the kind of fault."""


@frozen
class Figure:
    """The number that is computed with (none where only bounds are known), and all that it may stand for."""

    printed: Fraction | None
    span: Interval

    @property
    def is_exact(self) -> bool:
        """It stands for nothing but itself."""
        return self.printed is not None and self.span == point(self.printed)

    @property
    def known(self) -> Fraction:
        """What is known only by a bound may be compared, and nothing else."""
        if self.printed is None:
            raise Refused("known-only-by-a-bound")
        return self.printed


Value = Figure | bool | str


def exact(value: Fraction | int) -> Figure:
    return Figure(Fraction(value), point(Fraction(value)))


def computed(operator: str, a: Figure, b: Figure) -> Figure:
    """The sum, difference, product or quotient of two figures."""
    if operator == "/" and b.printed == 0:
        raise Refused("division-by-zero")
    work = {"+": lambda x, y: x + y, "-": lambda x, y: x + -y, "*": lambda x, y: x * y, "/": lambda x, y: x / y}[
        operator
    ]
    printed = None if a.printed is None or b.printed is None else work(a.printed, b.printed)
    return Figure(printed, work(a.span, b.span))


def gathered(kind: str, values: list[Figure]) -> Figure:
    """The sum over none is 0; there is no mean, least or greatest of none (docs/tour/payouts.md, Aggregates)."""
    if not values and kind != "sum":
        raise Refused("nothing-to-aggregate")
    spans, printed = [one.span for one in values], [one.printed for one in values]
    if kind in ("least", "greatest"):
        work, span = (min, intervals.least) if kind == "least" else (max, intervals.greatest)
        return Figure(None if None in printed else work(printed), span(spans))
    whole = Figure(None if None in printed else sum(printed, ZERO), intervals.total(spans))
    return computed("/", whole, exact(len(values))) if kind == "mean" else whole


# decisions (docs/tour/figures.md): if all that a figure may stand for decides alike, so; else as printed

HOLDING = {
    "at_least": intervals.NOT_NEGATIVE, "at_most": -intervals.NOT_NEGATIVE, "is": point(ZERO), "is_not": point(ZERO),
    "more_than": Interval((ZERO, 1), intervals.EVERYTHING.high),
    "less_than": Interval(intervals.EVERYTHING.low, (ZERO, -1)),
}  # fmt: skip


def compared(operator: str, a: Value, b: Value) -> bool:
    if not isinstance(a, Figure):
        return (a == b) is (operator == "is")
    apart, holding = computed("-", a, b), HOLDING[operator]
    both = apart.span.within(holding)
    if both.is_empty or both == apart.span:
        return both.is_empty is (operator == "is_not")
    if apart.printed is None:
        raise Refused("bound-does-not-settle")
    return holding.holds(apart.printed) is (operator != "is_not")


def stretch(steps: Sequence[Step], at: int, number: Sequence[tuple[Fraction, Fraction]]) -> Interval:
    """The numbers that a step is for: from its limit to where the next begins, or up to its limit from the last."""
    step, (limit, until) = steps[at], number[at]
    lowest, highest = intervals.EVERYTHING.low, intervals.EVERYTHING.high
    if step.kind in ("under", "up_to"):
        return Interval((number[at - 1][0], 1) if at else lowest, (limit, -1 if step.kind == "under" else 0))
    if step.kind == "from":
        return Interval((limit, 0), (number[at + 1][0], -1) if at + 1 < len(steps) else highest)
    return Interval((limit, 1), highest) if step.kind == "over" else Interval((limit, 0), (until, -1))


def stood_on(steps: Sequence[tuple[Interval, Fraction]], figure: Figure) -> Figure:
    """What the step gives that the figure stands on (docs/tour/measures.md, Staircases)."""
    possible = {gives for numbers, gives in steps if not numbers.within(figure.span).is_empty}
    if len(possible) == 1:
        return exact(*possible)
    if possible and figure.printed is None:
        raise Refused("bound-does-not-settle")
    taken = [gives for numbers, gives in steps if possible and numbers.holds(figure.known)]
    if not taken:
        raise Refused("no-step")
    return Figure(taken[0], intervals.hull([point(gives) for gives in possible]))


# rounding (docs/tour/payouts.md, Rounding)


def to_unit(value: Fraction, unit: Fraction, mode: str) -> Fraction:
    """Always down or up, a half to the even unit, or a half away from zero."""
    away = lambda scaled: floor(abs(scaled) + ONE / 2) * (1 if scaled > 0 else -1)  # noqa: E731
    return {"downwards": floor, "upwards": ceil, "half_even": round, "half_up": away}[mode](value / unit) * unit


def rounded(figure: Figure, unit: Fraction, mode: str, upper_mode: str = "") -> Figure:
    """The figure in units; an end that is only near a number rounds as what lies right beside it."""

    def end(one: intervals.End, way: str) -> intervals.End:
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
