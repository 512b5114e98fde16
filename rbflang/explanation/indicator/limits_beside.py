"""The limits beside a result on its staircase: where the next step begins, and where its own does.

Takes the placing of a result, gives limits in its own unit. What a step is worth is for the questions.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rbflang import intervals
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.placing import Placing, higher_step, steps_of
from rbflang.graph.nodes import Stair
from rbflang.intervals import point
from rbflang.ruleset.values import given_range

RIGHT_BESIDE = Fraction(1, 1_000_000)


@frozen(repr=False)
class StepLimit:
    """Where a step begins: at a number, or right above it where that is not `included`.

    `inside` is a number on the step, right beside where it begins.
    """

    at: Fraction
    included: bool
    inside: Fraction


def next_step(cells: Cells, placing: Placing) -> StepLimit | None:
    """Where the next step begins that gives more; `None` where the target is not known exactly, and out of reach."""
    limit = _next_limit(cells, placing)
    return limit if limit and _is_in_reach(cells, placing, limit) else None


def out_of_reach(cells: Cells, placing: Placing) -> StepLimit | None:
    """Where the next step begins that gives more, if the result can never be so much."""
    limit = _next_limit(cells, placing)
    return None if limit is None or _is_in_reach(cells, placing, limit) else limit


def _next_limit(cells: Cells, placing: Placing) -> StepLimit | None:
    """Of several staircases together the nearest."""
    found = (_next_on(cells, one) for one in placing.of_the_same_result)
    return min((one for one in found if one), key=lambda one: one.inside, default=None)


def _next_on(cells: Cells, placing: Placing) -> StepLimit | None:
    higher = higher_step(cells, placing.on, placing.step, placing.parts)
    if higher is None or higher[1].interval.low is None or (placing.on.target and placing.target is None):
        return None
    return _limit_of(higher[1], placing.target)


def _limit_of(stair: Stair, target: Fraction | None) -> StepLimit | None:
    low, high, scale = stair.interval.low, stair.interval.high, Fraction(1) if target is None else target
    if low is None:
        return None
    beside = low + RIGHT_BESIDE * (1 if high is None else min(Fraction(1), high - low))
    is_in = stair.interval.low_included
    return StepLimit(low * scale, is_in, (low if is_in else beside) * scale)


def _is_in_reach(cells: Cells, placing: Placing, limit: StepLimit) -> bool:
    """True unless the figure is one of the data, and can be declared to be no such number."""
    quantity = cells.ruleset.quantities[placing.on.observed]
    return quantity.role != "input" or given_range(quantity).holds(in_counts(placing, limit))


def in_counts(placing: Placing, limit: StepLimit) -> Fraction:
    """A result on the step, or the least there that whole counts give, where they are known."""
    counts = placing.counted
    return limit.inside if counts is None else counts.needed(limit.at, limit.included) / counts.denominator


def open_next_step(cells: Cells, placing: Placing) -> tuple[Fraction, StepLimit] | None:
    """Between which achievements the next step begins where the target is known within bounds.

    On the greater of the two the result stands on that step whatever the target; `None` where it may be on another.
    """
    higher, bounds = higher_step(cells, placing.on, placing.step, placing.parts), placing.target_interval
    if higher is None or higher[1].interval.low is None or bounds is None or not bounds.low or not bounds.high:
        return None
    limit = higher[1].interval.low
    if not higher[1].interval.covers(intervals.hull([point(limit), point(limit * bounds.high / bounds.low)])):
        return None
    return limit * bounds.low, StepLimit(limit * bounds.high, True, limit * bounds.high)


def lower_limit(cells: Cells, placing: Placing) -> StepLimit | None:
    """Where the step begins that gives as many parts and any lower one fewer; `None` where there is none, or no target.

    Of several staircases together the nearest.
    """
    found = (_limit_on(cells, one) for one in placing.of_the_same_result)
    return max((one for one in found if one), key=lambda one: one.inside, default=None)


def _limit_on(cells: Cells, placing: Placing) -> StepLimit | None:
    stair = _gives_as_many(cells, placing)
    if stair is None or (placing.on.target and placing.target is None):
        return None
    return _limit_of(stair, placing.target)


def parts_from(cells: Cells, placing: Placing) -> StepLimit | None:
    """Where on the staircase the parts begin that a result has, where right below gives fewer."""
    stair = _gives_as_many(cells, placing)
    return _limit_of(stair, None) if stair else None


def _gives_as_many(cells: Cells, placing: Placing) -> Stair | None:
    """The first of the steps that give the parts of a result, where the step below gives fewer."""
    stairs = [stair for _, stair in steps_of(cells, placing.on)]
    at = placing.step or 0
    while at > 0 and stairs[at - 1].result == placing.parts:
        at -= 1
    if not at or placing.parts is None or stairs[at - 1].result > placing.parts:
        return None
    return stairs[at]
