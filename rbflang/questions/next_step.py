"""What the next step of a staircase is worth, and what is most easily lost, when the others stand still.

Takes the cells of a valuation and one of those who are paid. Each figure comes from a run with one result on the limit
of another step or right below it; only what depends on that result is computed again. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.explanation.account import Account
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.limits_beside import (
    RIGHT_BESIDE,
    StepLimit,
    in_counts,
    lower_limit,
    next_step,
    open_next_step,
    out_of_reach,
    parts_from,
)
from rbflang.explanation.indicator.placing import (
    PartsOfAll,
    Placing,
    are_parts_pinned,
    placings,
    pot_of,
    shares,
)
from rbflang.explanation.indicator.requirements import unmet
from rbflang.explanation.roles import Roles, unit_of
from rbflang.graph.domain import Key
from rbflang.quantities import Unit
from rbflang.ruleset.model import INDICATOR, MEASURE, PARTS_NAME, SUBAREA, Gate, Measure, Member, Quantity
from rbflang.syntax.expressions import Comparison, Name, Number
from rbflang.tables.valuation import Values

if TYPE_CHECKING:
    from rbflang.explanation.indicator.points_account import PointsAccount

NEAR = Fraction(1, 10)


@frozen(eq=False, repr=False)
class NextStep:
    """One payee's result at the limit of another step: where it would be, the parts and the payouts of all then.

    `value` is what the result at `place` must be: the limit, or the least on that side of it that whole counts give;
    with a limit that is not included, any number above it. It was computed with the result at `tried`.
    `pot` is the points that the indicator has to share, where nobody else has parts then. `points` are all points of
    each, where there are points.
    """

    payee: str
    indicator: Member
    placing: Placing
    place: tuple[str, Key]
    limit: StepLimit
    tried: Fraction
    before: PartsOfAll
    after: PartsOfAll
    paid: Mapping[str, Fraction]
    paid_then: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    points_then: Mapping[str, Fraction]
    gained: Fraction
    pot: Fraction | None

    @property
    def is_beyond(self) -> bool:
        """True where the value is not enough, but any number above it."""
        return not self.limit.included and self.placing.counted is None

    @property
    def value(self) -> Fraction:
        """What the result must be, or be above."""
        return self.limit.at if self.is_beyond else self.tried


@frozen(eq=False, repr=False)
class OpenedGate:
    """A requirement that is not met, the figure it asks for and the least of it, and what meeting it is worth.

    Where it `is_most`, no more than `least` is asked for. `unit` is that of the figure.
    """

    indicator: Member
    gate: Gate
    name: str
    least: Fraction
    is_most: bool
    unit: Unit
    gained: Fraction


@frozen(eq=False, repr=False)
class UnknownStep:
    """Why the worth of a next step cannot be told: a requirement not met, parts given directly, or an open target.

    With an open target it may be that only where the step begins is unknown: between `begins_from` and the limit of
    `rise`, which is worth the same wherever that is.
    """

    indicator: Member
    why: Literal["unmet", "parts_given", "open_target"]
    gate: Gate | None = None
    begins_from: Fraction | None = None
    rise: NextStep | None = None


@frozen(eq=False, repr=False)
class OnStaircase:
    """A result on the staircase: what rising to the next step and falling below its own is worth, where there is such.

    Of one with full score that lies more than a tenth above where that begins, falling is left out. `full_from` is the
    share of the target, or the result, that gives full score; nothing where several staircases do so together.
    `out_of_reach` is where the next step begins, if the result can never be so much.
    """

    indicator: Member
    placing: Placing
    rise: NextStep | None
    fall: NextStep | None
    full_from: StepLimit | None
    out_of_reach: StepLimit | None

    @property
    def moves(self) -> Fraction:
        """The larger of what it can gain and lose."""
        return max((abs(one.gained) for one in (self.rise, self.fall) if one), default=Fraction(0))


@frozen(eq=False, repr=False)
class StepsAhead:
    """What could change on the main measure of each indicator: each result on its staircase, in their order."""

    results: tuple[OnStaircase, ...]
    unknown: tuple[UnknownStep, ...]
    opened: tuple[OpenedGate, ...]


def steps_ahead(computed: Computed, account: Account) -> StepsAhead | None:
    """What could change for one who is paid; `None` where no measure climbs a staircase."""
    cells, roles, region = Cells(computed), account.roles, account.payee.name
    if not account.indicators.measures:
        return None
    climbing = [(row.measure, row.indicator) for row in account.indicators.rows if row.measure]
    why = [(measure, _why_unknown(cells, roles, measure, one, region)) for measure, one in climbing]
    return StepsAhead(
        tuple(found for measure, one in climbing for found in _on_staircase(cells, roles, measure, one, region)),
        tuple(_with_open_step(cells, roles, measure, one, region) for measure, one in why if one is not None),
        tuple(gate for measure, one in climbing for gate in _opened_gates(cells, roles, measure, one, region)),
    )


@frozen(eq=False, repr=False)
class IndicatorAhead:
    """What could change for one indicator on a measure: steps, or why none can be told, and requirements to meet."""

    steps: tuple[NextStep, ...]
    out_of_reach: tuple[tuple[Placing, StepLimit], ...]
    unknown: UnknownStep | None
    opened: tuple[OpenedGate, ...]


def indicator_ahead(computed: Computed, account: PointsAccount) -> IndicatorAhead:
    """What could change on the last of the measures told; met requirements of others that stand on the same result."""
    cells, roles = Cells(computed), account.roles
    measure, indicator, region = account.measures[-1].measure, account.indicator, account.region.name
    observed = {one.on.observed for one in account.measures[-1].placings}
    why = _why_unknown(cells, roles, measure, indicator, region)
    beyond = [(one, out_of_reach(cells, one)) for one in account.measures[-1].placings if not why]
    return IndicatorAhead(
        tuple(_of_indicator(cells, roles, measure, indicator, region)),
        tuple((one, limit) for one, limit in beyond if limit),
        _with_open_step(cells, roles, measure, why, region) if why else None,
        tuple(
            gate
            for other in cells.ruleset.measures.values()
            for gate in _opened_gates(cells, roles, other, indicator, region)
            if other is measure or gate.name in observed
        ),
    )


def _of_indicator(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str) -> list[NextStep]:
    """The next step of each sub-area of an indicator that has one."""
    if _why_unknown(cells, roles, measure, indicator, region):
        return []
    found = []
    for placing in placings(cells, measure, indicator.name, roles.among, region):
        step = next_step(cells, placing)
        if step is not None:
            tried = in_counts(placing, step)
            found.append(_step_with(cells, roles, measure, indicator, region, placing, step, tried))
    return [one for one in found if one is not None]


def _on_staircase(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str
) -> Iterator[OnStaircase]:
    """The results of an indicator in its sub-areas."""
    if _why_unknown(cells, roles, measure, indicator, region):
        return
    for placing in placings(cells, measure, indicator.name, roles.among, region):
        step, limit = next_step(cells, placing), lower_limit(cells, placing)
        rise = None
        if step:
            rise = _step_with(cells, roles, measure, indicator, region, placing, step, in_counts(placing, step))
        fall = None
        if limit and placing.value is not None and (step or placing.value <= limit.at * (1 + NEAR)):
            below = limit.at * (1 - RIGHT_BESIDE) if limit.included else limit.at
            fall = _step_with(cells, roles, measure, indicator, region, placing, limit, below)
        full_from = parts_from(cells, placing) if placing.is_on_top and not placing.beside else None
        yield OnStaircase(indicator, placing, rise, fall, full_from, out_of_reach(cells, placing))


def _step_with(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str, placing: Placing,
    limit: StepLimit, tried: Fraction,
) -> NextStep | None:  # fmt: skip
    """What a region would get with another result in a sub-area, on the limit of another step or right beside it.

    Nothing where no payout could be computed then.
    """
    on = placing.on
    members = {INDICATOR: indicator.name, SUBAREA: placing.subarea, MEASURE: measure.name, roles.among: region}
    place = on.observed, cells.key(on.observed, members)
    changed = Cells(with_figures(cells.computed, roles, {place: tried}))
    before, after = (shares(one, measure, indicator.name, roles.among) for one in (cells, changed))
    paid, then = (amounts_of(one, roles, roles.payout) for one in (cells, changed))
    points, points_then = (amounts_of(one, roles, roles.total) if roles.has_points else {} for one in (cells, changed))
    if region not in then:
        return None
    is_alone = (after.parts[region] or 0) == after.total
    pot = pot_of(cells, measure, indicator.name, roles.among) if is_alone else None
    return NextStep(
        region, indicator, placing, place, limit, tried, before, after, paid, then, points, points_then,
        then[region] - paid[region], pot,
    )  # fmt: skip


def amounts_of(cells: Cells, roles: Roles, quantity: Quantity) -> dict[str, Fraction]:
    """What each who is paid has of a quantity, where it can be computed."""
    regions = cells.members(roles.among)
    values = {one.name: cells.value(quantity.name, {roles.among: one.name}) for one in regions}
    return {name: value for name, value in values.items() if value is not None}


def _opened_gates(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str) -> Iterator[OpenedGate]:
    """What the region would get if the one requirement that it does not meet were met, just so."""
    members = {INDICATOR: indicator.name, roles.among: region}
    missed = unmet(cells, measure, {**members, MEASURE: measure.name})
    for gate in missed if len(missed) == 1 else ():
        limit = gate.condition
        if not (isinstance(limit, Comparison) and isinstance(limit.left, Name) and isinstance(limit.right, Number)):
            continue
        if limit.operator not in ("at_least", "at_most"):
            continue  # the number itself does not meet it
        name, least = limit.left.text, limit.right.value
        quantity = cells.ruleset.quantities.get(name)
        if quantity is None or set(quantity.sets) != {INDICATOR, roles.among}:
            continue
        changed = Cells(with_figures(cells.computed, roles, {(name, cells.key(name, members)): least}))
        then, now = (one.value(roles.payout.name, {roles.among: region}) for one in (changed, cells))
        if then is not None and now is not None:
            unit = unit_of(cells.computed.checked, quantity)
            yield OpenedGate(indicator, gate, name, least, limit.operator == "at_most", unit, then - now)


def _why_unknown(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str) -> UnknownStep | None:
    """Why the worth of a next step cannot be told for an indicator; `None` where it can."""
    missed = unmet(cells, measure, {INDICATOR: indicator.name, MEASURE: measure.name, roles.among: region})
    if missed:
        return UnknownStep(indicator, "unmet", missed[0])
    if are_parts_pinned(cells, measure, indicator.name, roles.among):
        return UnknownStep(indicator, "parts_given")
    placed = placings(cells, measure, indicator.name, roles.among, region)
    if any(one.target is None and one.target_interval is not None for one in placed):
        return UnknownStep(indicator, "open_target")
    return None


def _with_open_step(cells: Cells, roles: Roles, measure: Measure, one: UnknownStep, region: str) -> UnknownStep:
    """What the next step is worth whatever the target is within its bounds, of an indicator without sub-areas."""
    placed = placings(cells, measure, one.indicator.name, roles.among, region)
    if one.why != "open_target" or len(placed) != 1:
        return one
    begins = open_next_step(cells, placed[0])
    if begins is None:
        return one
    low, high = begins
    rise = _step_with(cells, roles, measure, one.indicator, region, placed[0], high, high.at)
    return evolve(one, begins_from=low, rise=rise) if rise else one


def with_figures(computed: Computed, roles: Roles, values: Values) -> Computed:
    """The payouts and parts, and what they rest on, with cells, observed or computed, that are exactly the values."""
    valuation = computed.valuation
    part = valuation.graph.only((roles.payout.name, PARTS_NAME))
    return evolve(computed, valuation=valuation.with_cells(values, part))
