"""Staircases: which numbers each step holds for, what it gives, and how that fits the argument it is used on."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from rbflang.graph.nodes import Stair
from rbflang.intervals import EVERYTHING, Interval, above, below
from rbflang.quantities import COUNT, Unit
from rbflang.ruleset.signatures import Signature
from rbflang.ruleset.values import exact, unit_of
from rbflang.source import Span
from rbflang.syntax.tree import StaircaseDecl, Step


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


def limit_of(step: Step) -> Span:
    """The word and the limit of a step, as they are written: `fra 20 %`."""
    last = step.until or step.limit
    return Span(step.span.source, step.span.start, last.span.end)


def limit_unit(staircase: StaircaseDecl) -> Unit | None:
    """The unit of the limits; `None` for bare numbers."""
    return next((unit for step in staircase.steps if (unit := unit_of(step.limit))), None)


def result_unit(staircase: StaircaseDecl) -> Unit | None:
    """The unit of what the steps give; `None` for bare numbers."""
    return next((unit for step in staircase.steps if (unit := unit_of(step.result))), None)


def gaps(staircase: StaircaseDecl, argument: Interval = EVERYTHING) -> tuple[Interval, ...]:
    """The numbers of the argument that no step holds for, lowest first; the limits must rise."""
    found = []
    low: tuple[Fraction | None, bool] = (None, False)
    for stair in stairs_of(staircase):
        interval = stair.interval
        if interval.low is not None:
            found.append(Interval(low[0], interval.low, low[1], not interval.low_included))
        if interval.high is None:
            break
        low = interval.high, not interval.high_included
    else:
        found.append(Interval(low[0], None, low[1], False))
    cut = [one.within(argument) for one in found if not one.is_empty]
    return tuple(one for one in cut if not one.is_empty)


def fits_limits(staircase: StaircaseDecl, argument: Signature) -> bool:
    """True if the argument has the unit of the limits; limits without unit take a dimensionless one, or a count."""
    unit = limit_unit(staircase)
    if unit is None:
        return argument.kind.unit.is_dimensionless or argument.kind.unit == COUNT
    return unit.fits(argument.kind.unit) or (argument.bare and unit.is_dimensionless)


Amiss = Literal["mixed", "units", "results", "order", "empty"]
_FAMILY = {"at": "at", "from": "from", "from_to_under": "from", "under": "from", "up_to": "up_to", "over": "up_to"}


def amiss(staircase: StaircaseDecl) -> tuple[tuple[Amiss, int], ...]:
    """What is wrong with the rows themselves, each with the step it is seen at.

    Rows of both forms, limits or results in several units, a limit that does not rise, a row that holds no number.
    """
    steps = staircase.steps
    found: list[tuple[Amiss, int]] = []
    for at, step in enumerate(steps):
        first = steps[0]
        limits = [unit_of(one) for one in (step.limit, step.until) if one is not None]
        if _FAMILY[step.kind] != _FAMILY[first.kind] or _is_misplaced(steps, at):
            found.append(("mixed", at))
        elif at and not _rises(steps[at - 1], step):
            found.append(("order", at))
        if any(not _is_one_unit(unit, unit_of(first.limit)) for unit in limits):
            found.append(("units", at))
        if not _is_one_unit(unit_of(step.result), unit_of(first.result)):
            found.append(("results", at))
        if step.until is not None and exact(step.until) <= exact(step.limit):
            found.append(("empty", at))
    return tuple(found)


def _is_one_unit(a: Unit | None, b: Unit | None) -> bool:
    """True also for shares with and without their sign: what is wrong with those is told as what it is."""
    return a == b or all(unit is None or unit.is_share for unit in (a, b))


def _is_misplaced(steps: tuple[Step, ...], at: int) -> bool:
    """`under` opens a staircase and `over` closes it."""
    return (steps[at].kind == "under" and at > 0) or (steps[at].kind == "over" and at < len(steps) - 1)


def _rises(before: Step, step: Step) -> bool:
    """Behind `under X` and before `over X` the same limit is repeated; else limits rise, and rows do not overlap."""
    if before.kind == "under" or step.kind == "over":
        return exact(step.limit) >= exact(before.limit)
    end = before.until if before.until is not None else before.limit
    return exact(step.limit) > exact(before.limit) and exact(step.limit) >= exact(end)
