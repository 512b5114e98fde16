"""One indicator of one region: what was achieved, which step that is, and what the others have.

Takes a computed ruleset, gives the facts of each sub-area and the parts of all regions; computes nothing but the
share of the target that the printed figure is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import evolve, frozen

from rbflang.data.counts.what_is_counted import WhatIsCounted, what_is_counted
from rbflang.data.figures import Observation
from rbflang.data.printed import Printed, read_printed
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.climbed import Achievement, climbed_together
from rbflang.explanation.indicator.counted import Counted, counted
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.roles import unit_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Figure, Stair, Staircase, printed_of
from rbflang.intervals import Interval, divide, point
from rbflang.quantities import Unit
from rbflang.ruleset.model import INDICATOR, LAPSED_NAME, MEASURE, PARTS_NAME, POINTS_NAME, SUBAREA, Measure
from rbflang.syntax.tree import Step
from rbflang.tables.reads import read_at


@frozen(eq=False, repr=False)
class Placing:
    """What a region achieved in one sub-area and the step it stands on; `row` is the data's, where there is one.

    `on` is the staircase that its parts were looked up in, `stood_on` what the step holds for. `has_higher` is true
    where a higher step gives more, `is_on_top` where no step does, neither higher nor lower. `achieved` is all that the
    result can be, by its print and its narrowing, and `counted` the counts behind it, where they are known; `what` says
    what they count, also where they are known by a bound alone. `beside`
    are those of the other staircases that the parts are looked up in together with this one.
    """

    on: Achievement
    subarea: str
    row: Observation | None
    unit: Unit
    value: Fraction | None
    achieved: Interval | None
    counted: Counted | None
    target: Fraction | None
    target_interval: Interval | None
    ratio: Interval | None
    step: int | None
    stood_on: Interval | None
    parts: Fraction | None
    is_open: bool
    is_decided_by_narrowing: bool
    target_item: Item | None
    has_higher: bool
    is_on_top: bool
    what: WhatIsCounted | None = None
    beside: tuple[Placing, ...] = ()

    @property
    def of_the_same_result(self) -> tuple[Placing, ...]:
        """Itself and those beside it that stand on the same result and target."""
        on = self.on
        alike = (one for one in self.beside if (one.on.observed, one.on.target) == (on.observed, on.target))
        return (self, *alike)

    @property
    def has_target(self) -> bool:
        """True where the result is divided by a target, be it given or not."""
        return self.target_item is not None


@frozen(eq=False, repr=False, slots=False)
class PartsOfAll:
    """The parts of all regions for an indicator in a measure, and all parts together."""

    measure: Measure
    parts: Mapping[str, Fraction | None]

    @cached_property
    def total(self) -> Fraction | None:
        """All parts together; `None` where somebody's cannot be computed."""
        return sum_of(self.parts.values())


@lru_cache(maxsize=64)
def placings(cells: Cells, measure: Measure, indicator: str, among: str, region: str) -> tuple[Placing, ...]:
    """What the region achieved in each sub-area of the indicator."""
    members = {INDICATOR: indicator, among: region, MEASURE: measure.name}
    found = climbed_together(cells, measure, members)
    in_order = (one for one in cells.subareas(indicator) if one in found) if len(found) > 1 else found
    return tuple(_together(cells, found[one], {**members, SUBAREA: one}) for one in in_order)


def _together(cells: Cells, found: Sequence[Achievement], members: Mapping[str, str]) -> Placing:
    """The placing on the first staircase, with those beside it: on top only where all of the same result are."""
    first, *others = (_placing(cells, one, members) for one in found)
    whole = evolve(first, beside=tuple(others))
    alike = whole.of_the_same_result
    return evolve(whole, has_higher=any(one.has_higher for one in alike), is_on_top=all(one.is_on_top for one in alike))


def _placing(cells: Cells, found: Achievement, members: Mapping[str, str]) -> Placing:
    row = cells.source_row(found.observed, members)
    cell = cells.cell(found.observed, members)
    value = cells.value(found.observed, members)
    achieved = cell.interval if isinstance(cell, Figure) else point(value) if value is not None else None
    target = cells.cell(found.target, members) if found.target else Fraction(1)
    printed = printed_of(target)
    bounds = target.interval if isinstance(target, Figure) else point(target) if isinstance(target, Fraction) else None
    ratio = divide(achieved, bounds) if achieved and bounds else None
    place = _stood_on(found, cells, members)
    step, parts = _step(cells, place)
    return Placing(
        found,
        members[SUBAREA],
        row,
        unit_of(cells.computed.checked, cells.ruleset.quantities[row.quantity if row else found.observed]),
        value,
        achieved,
        counted(cells, found.observed, members, row),
        printed if found.target and isinstance(printed, Fraction) else None,
        bounds if found.target else None,
        ratio,
        step,
        None if step is None else steps_of(cells, found)[step][1].interval,
        parts,
        any((decision.node, decision.cell) == place for decision in cells.computed.valuation.open),
        _decided_by_narrowing(cells, found, row, bounds),
        item_of(cells, cells.ruleset.quantities[found.target], members) if found.target else None,
        *_above(cells, found, step, parts),
        what_is_counted(cells.ruleset, row.quantity, row.key) if row else None,
    )


def _decided_by_narrowing(cells: Cells, found: Achievement, row: Observation | None, target: Interval | None) -> bool:
    """True if the figure as printed, without its narrowing, would have stood on several steps."""
    if row is None or not row.narrowing or row.stands_for or target is None:
        return False
    printed = read_printed(row.printed, cells.computed.checked.inference.signatures[found.observed].kind)
    if not isinstance(printed, Printed):
        return False
    ratio = divide(printed.interval, target)
    stairs = found.node.stairs
    return len({one.result for one in stairs if not one.interval.within(ratio).is_empty}) > 1


def _stood_on(found: Achievement, cells: Cells, members: Mapping[str, str]) -> tuple[Staircase, int]:
    """The cell of the staircase's node at these members."""
    return found.node, found.node.domain.index[cells.space.key_at(found.node.domain, members)]


def _step(cells: Cells, place: tuple[Staircase, int]) -> tuple[int | None, Fraction | None]:
    cell = cells.computed.valuation.cells[place[0]][place[1]]
    parts = printed_of(cell)
    if not isinstance(parts, Fraction):
        return None, None
    node, at = read_at(place[0], 0, place[1])
    argument = cells.computed.valuation.cells[node][at]
    return _which(place[0].stairs, argument, parts), parts


def _which(stairs: Sequence[Stair], argument: object, parts: Fraction) -> int | None:
    """The step that an argument stands on; a figure known only by a bound lies on steps that give the same.

    `None` where the parts are given, and no step gives so many.
    """
    value = argument.value if isinstance(argument, Figure) else argument
    if isinstance(argument, Figure):
        inside = [at for at, one in enumerate(stairs) if not one.interval.within(argument.interval).is_empty]
        if len({stairs[at].result for at in inside}) == 1:
            return inside[0]
    if isinstance(value, Fraction):
        return next(at for at, one in enumerate(stairs) if one.interval.holds(value))
    return next((at for at, one in enumerate(stairs) if one.result == parts), None)


def steps_of(cells: Cells, found: Achievement) -> tuple[tuple[Step, Stair], ...]:
    """The steps of the staircase with the numbers each holds for."""
    stairs = found.node.stairs
    return tuple(zip(cells.ruleset.staircases[found.staircase].steps, stairs, strict=True))


def shares(cells: Cells, measure: Measure, indicator: str, among: str) -> PartsOfAll:
    """The parts of all regions for the indicator."""
    keys = _keys_of_parts(cells, measure, indicator, among)
    return PartsOfAll(measure, {region: cells.value_at(PARTS_NAME, key) for region, key in keys.items()})


def are_parts_pinned(cells: Cells, measure: Measure, indicator: str, among: str) -> bool:
    """True if the data give the parts of some region for the indicator, and not the results behind."""
    keys = _keys_of_parts(cells, measure, indicator, among) if PARTS_NAME in cells.computed.figures.names else {}
    return any((PARTS_NAME, key) in cells.computed.figures.pins for key in keys.values())


def _keys_of_parts(cells: Cells, measure: Measure, indicator: str, among: str) -> dict[str, Key]:
    members = {INDICATOR: indicator, MEASURE: measure.name}
    return {one.name: cells.key(PARTS_NAME, {**members, among: one.name}) for one in cells.members(among)}


def pot_of(cells: Cells, measure: Measure, indicator: str, among: str) -> Fraction:
    """The points of an indicator that a measure had to share: those handed out and those that lapsed."""
    members = {INDICATOR: indicator, MEASURE: measure.name}
    handed = [cells.number(POINTS_NAME, {**members, among: one.name}) for one in cells.members(among)]
    return sum(handed, Fraction(0)) + cells.number(LAPSED_NAME, members)


def _above(cells: Cells, found: Achievement, step: int | None, parts: Fraction | None) -> tuple[bool, bool]:
    """Whether a higher step gives more, and whether no step does."""
    most = max(stair.result for _, stair in steps_of(cells, found))
    return higher_step(cells, found, step, parts) is not None, step is not None and parts == most


def higher_step(
    cells: Cells, found: Achievement, step: int | None, parts: Fraction | None
) -> tuple[Step, Stair] | None:
    """The next step that gives more; `None` on the top step, and where no step is known."""
    if step is None or parts is None:
        return None
    return next(((one, stair) for one, stair in steps_of(cells, found)[step + 1 :] if stair.result > parts), None)
