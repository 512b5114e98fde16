"""Staircases: which numbers each step holds for, what it gives, and how that fits the argument it is used on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rbflang.graph.nodes import Stair
from rbflang.intervals import Interval, above, below, hull, point
from rbflang.quantities import Unit
from rbflang.ruleset.signatures import Signature
from rbflang.ruleset.values import ZERO, exact, unit_of
from rbflang.syntax.expressions import Call
from rbflang.syntax.tree import StaircaseDecl, Step

if TYPE_CHECKING:
    from rbflang.ruleset.reader import Reader


def stairs_of(staircase: StaircaseDecl) -> tuple[Stair, ...]:
    """The steps in order, each with the numbers it holds for; a step ends where the next begins."""
    steps = staircase.steps
    return tuple(Stair(interval_of(steps, at), exact(step.result)) for at, step in enumerate(steps))


def interval_of(steps: tuple[Step, ...], at: int) -> Interval:
    """The numbers that a step holds for."""
    step = steps[at]
    limit = exact(step.limit)
    if step.kind == "under":
        return below(limit)
    if step.kind == "over":
        return above(limit, included=False)
    if step.kind == "up_to":
        high = below(limit, included=True)
        before = steps[at - 1] if at else None
        return high.within(above(exact(before.limit), included=False)) if before else high
    if step.kind == "from_to_under" and step.until is not None:
        return above(limit).within(below(exact(step.until)))
    after = steps[at + 1] if at + 1 < len(steps) else None
    return above(limit).within(below(exact(after.limit))) if after else above(limit)


def limit_unit(staircase: StaircaseDecl) -> Unit | None:
    """The unit of the limits; `None` for bare numbers."""
    return next((unit for step in staircase.steps if (unit := unit_of(step.limit))), None)


def result_unit(staircase: StaircaseDecl) -> Unit | None:
    """The unit of what the steps give; `None` for bare numbers."""
    return next((unit for step in staircase.steps if (unit := unit_of(step.result))), None)


def result_range(staircase: StaircaseDecl) -> Interval:
    """The hull of what the steps give."""
    return hull([point(exact(step.result)) for step in staircase.steps] or [point(ZERO)])


def compare(reader: Reader, call: Call, staircase: StaircaseDecl, argument: Signature) -> None:
    """Note where a staircase and its argument do not fit: units, a gap, steps that cannot be reached."""
    unit = limit_unit(staircase)
    if unit is not None and not argument.bare and not unit.fits(argument.kind.unit):
        facts = {"unit": unit, "argument": argument.kind.unit}
        reader.find("staircase-unit", call.argument.span, staircase=staircase, **facts)
        return
    stairs = stairs_of(staircase)
    for at, stair in enumerate(stairs):
        if not stair.interval.is_empty and stair.interval.within(argument.range).is_empty:
            reader.find("step-never-reached", staircase.steps[at].span, staircase=staircase, range=argument.range)
    low = hull([stair.interval for stair in stairs]) if stairs else None
    if low is None or not low.covers(argument.range):
        reader.find("staircase-has-a-gap", call.argument.span, staircase=staircase, range=argument.range, call=call)
