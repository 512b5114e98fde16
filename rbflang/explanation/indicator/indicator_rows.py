"""What each indicator gave one of those who are paid: weight, result, target, parts, points by measure, amounts.

Takes the cells of a valuation and the parts that quantities play; gives rows and columns for reports to word. It
computes nothing but sums of what was computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.figures import Observation
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.climbed import applies, is_the_result, main_measure
from rbflang.explanation.indicator.indicator_columns import AmountColumn, amount_columns, amounts_told
from rbflang.explanation.indicator.observed import achieved
from rbflang.explanation.indicator.placing import PartsOfAll, Placing, are_parts_pinned, placings, pot_of, shares
from rbflang.explanation.indicator.requirements import unmet
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.premises import STATUSES
from rbflang.explanation.roles import Roles, mean_of, unit_of
from rbflang.ruleset.model import INDICATOR, MEASURE, PARTS_NAME, POINTS_NAME, Gate, Measure, Member, Quantity


@frozen(eq=False, repr=False)
class MeasurePoints:
    """The points from one measure, `None` where they cannot be computed, and the requirements that are not met.

    A measure that does not apply to the indicator gives none. `row` is that of the data, where it gives the points.
    """

    measure: Measure
    points: Fraction | None
    unmet: tuple[Gate, ...]
    applies: bool
    row: Observation | None


@frozen(eq=False, repr=False)
class IndicatorRow:
    """An indicator: its weight, the results in its sub-areas and their mean, the parts of all, what it gave.

    `measure` is the one whose parts and staircase are told, and `staircases` are those that anybody stands on there.
    `result` is what all parts are decided by, where no measure climbs a staircase. `target_status` is how
    sure the target is. `pinned` is the row that gives the parts, where `are_parts_given` directly for somebody, and
    `overall` one that the data have for information: a result of the whole indicator, where each sub-area counts.
    """

    indicator: Member
    measure: Measure | None
    staircases: tuple[str, ...]
    weight: Fraction | None
    placings: tuple[Placing, ...]
    mean: Fraction | None
    shares: PartsOfAll | None
    by_measure: tuple[MeasurePoints, ...]
    amounts: tuple[Item, ...]
    result: Item | None
    target_status: str
    are_parts_given: bool
    pinned: Observation | None
    overall: Observation | None


@frozen(eq=False, repr=False)
class GroupRow:
    """A group of indicators: its weight, those in it, and the sum of each column over them."""

    group: Member
    weight: Fraction | None
    indicators: tuple[Member, ...]
    sums: tuple[Fraction | None, ...]


@frozen(eq=False, repr=False)
class SharedPot:
    """An indicator whose points were shared by parts: the points, one's own parts and all, and points beside them."""

    indicator: Member
    points: Fraction
    own: Fraction
    total: Fraction
    beside: tuple[MeasurePoints, ...]


@frozen(eq=False, repr=False)
class IndicatorAccount:
    """What each indicator gave: the measures with a staircase, rows, columns, groups; `alone` where there are none.

    `weight` and `group_weight` are the properties that add up to the whole, `result` what all parts are decided by
    where no measure climbs a staircase, `stood_on` what one does where it is not certain that this was achieved, and
    `example` the first indicator that was shared by parts.
    """

    measures: tuple[Measure, ...]
    weight: Quantity | None
    result: Quantity | None
    stood_on: Quantity | None
    rows: tuple[IndicatorRow, ...]
    columns: tuple[AmountColumn, ...]
    has_sums: bool
    group_weight: Quantity | None
    groups: tuple[GroupRow, ...]
    alone: tuple[MeasurePoints, ...]
    example: SharedPot | None


def indicator_account(cells: Cells, roles: Roles, region: str) -> IndicatorAccount:
    """What each indicator gave a region."""
    members, rows = {roles.among: region}, indicator_rows(cells, roles, region)
    measures = tuple(dict.fromkeys(one.measure for one in rows if one.measure))
    group_weight, columns = _group_weight(cells), amount_columns(cells, roles, region)
    return IndicatorAccount(
        measures=measures,
        weight=roles.weight,
        result=achieved(cells.computed.checked, roles.among) if rows and not measures else None,
        stood_on=_stood_on(cells, rows),
        rows=rows,
        columns=columns,
        has_sums=any(one.has_sum for one in columns) or bool(roles.columns and roles.weight),
        group_weight=group_weight,
        groups=tuple(_group(cells, one, group_weight, rows, len(columns)) for one in groups_of(cells)),
        alone=() if rows else tuple(_of_measures(cells, members)),
        example=_example(cells, rows, members),
    )


def _stood_on(cells: Cells, rows: Sequence[IndicatorRow]) -> Quantity | None:
    """What all the staircases stand on, where that is not for certain what was achieved."""
    observed = {placing.on.observed for row in rows for placing in row.placings}
    name = observed.pop() if len(observed) == 1 else None
    return None if name is None or is_the_result(cells.computed, name) else cells.ruleset.quantities[name]


def indicator_rows(cells: Cells, roles: Roles, region: str) -> tuple[IndicatorRow, ...]:
    """The rows of a region, one per indicator."""
    result = achieved(cells.computed.checked, roles.among)
    return tuple(_row(cells, roles, one, region, result) for one in cells.members(INDICATOR))


def _row(cells: Cells, roles: Roles, indicator: Member, region: str, result: Quantity | None) -> IndicatorRow:
    members, among = {INDICATOR: indicator.name, roles.among: region}, roles.among
    measure = main_measure(cells.computed, indicator.name)
    pinned = cells.observation(PARTS_NAME, {**members, MEASURE: measure.name}) if measure else None
    placed = placings(cells, measure, indicator.name, among, region) if measure else ()
    on = placed[0].on if placed else None
    mean = mean_of(cells.computed.checked, on.observed) if on and len(placed) != 1 else None
    of_all = (placings(cells, measure, indicator.name, among, one.name) for one in cells.members(among) if measure)
    return IndicatorRow(
        indicator=indicator,
        measure=measure,
        staircases=tuple(
            dict.fromkeys(on.on.staircase for each in of_all for one in each for on in (one, *one.beside))
        ),
        weight=cells.value(roles.weight.name, members) if roles.weight else None,
        placings=placed,
        mean=cells.value(mean.name, members) if mean else None,
        shares=shares(cells, measure, indicator.name, among) if measure else None,
        by_measure=tuple(_of_measures(cells, members)),
        amounts=tuple(item_of(cells, one, members) for one in amounts_told(cells, roles)),
        result=item_of(cells, result, members) if result and not placed else None,
        target_status=_target_status(cells, on.target if on else None, indicator),
        are_parts_given=measure is not None and are_parts_pinned(cells, measure, indicator.name, among),
        pinned=pinned,
        overall=_overall(cells, on.observed, members) if on and pinned and placed[0].subarea else None,
    )


def _overall(cells: Cells, observed: str, members: Mapping[str, str]) -> Observation | None:
    """The one row for information that is in the unit of the results and is the indicator's own; else none."""
    checked = cells.computed.checked
    unit = unit_of(checked, cells.ruleset.quantities[observed])
    found = [
        row for one in cells.ruleset.quantities.values()
        if one.role == "input" and set(one.sets) == set(members) and unit_of(checked, one) == unit
        and (row := cells.observation(one.name, members)) and row.status == "for_information" and row.printed
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _of_measures(cells: Cells, members: Mapping[str, str]) -> Iterator[MeasurePoints]:
    """The points of each measure at these members."""
    for measure in cells.ruleset.measures.values():
        at = {**members, MEASURE: measure.name}
        is_its = applies(cells.ruleset, measure, members.get(INDICATOR, ""))
        missed = unmet(cells, measure, at) if is_its else ()
        row = cells.observation(POINTS_NAME, at)
        yield MeasurePoints(measure, cells.value(POINTS_NAME, at), missed, is_its, row)


def _target_status(cells: Cells, target: str | None, indicator: Member) -> str:
    """The weakest status of the citation that an indicator's target has; nothing where a source says it."""
    quantity = cells.ruleset.quantities[target] if target else None
    given = quantity.given.get(cells.key(quantity.name, {INDICATOR: indicator.name})) if quantity else None
    entries = given.citation.entries if given and given.citation else ()
    return next((status for status in STATUSES for entry in entries if entry.status == status), "")


def _example(cells: Cells, rows: Sequence[IndicatorRow], members: Mapping[str, str]) -> SharedPot | None:
    """The first indicator that gave points for parts: there are some, and no requirement took the points."""
    (region,) = members.values()
    for row in rows:
        measure, shared = row.measure, row.shares
        if measure is None or shared is None:
            continue
        own, total = shared.parts[region], shared.total
        at = {INDICATOR: row.indicator.name, MEASURE: measure.name, **members}
        if own and total and cells.number(POINTS_NAME, at) and cells.observation(POINTS_NAME, at) is None:
            (among,) = members
            pot = pot_of(cells, measure, row.indicator.name, among)
            beside = tuple(one for one in row.by_measure if one.measure is not measure and one.points)
            return SharedPot(row.indicator, pot, own, total, beside)
    return None


# groups


def groups_of(cells: Cells) -> tuple[Member, ...]:
    """The members that indicators lie under; none where they lie under nothing."""
    above = cells.ruleset.sets[INDICATOR].above if INDICATOR in cells.ruleset.sets else None
    return tuple(cells.members(above)) if above else ()


def _group_weight(cells: Cells) -> Quantity | None:
    """The property per group that adds up to the whole."""
    above = cells.ruleset.sets[INDICATOR].above if INDICATOR in cells.ruleset.sets else None
    for one in cells.ruleset.quantities.values() if above else ():
        if one.role == "property" and one.sets == (above,) and one.typing and one.typing.total is not None:
            return one
    return None


def _group(
    cells: Cells, group: Member, weight: Quantity | None, rows: Sequence[IndicatorRow], columns: int
) -> GroupRow:
    inside = [row for row in rows if row.indicator.above == group.name]
    return GroupRow(
        group,
        cells.value(weight.name, {group.set_name: group.name}) if weight else None,
        tuple(row.indicator for row in inside),
        tuple(sum_of(row.amounts[at].exact for row in inside) for at in range(columns)),
    )
