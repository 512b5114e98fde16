"""The account of one indicator: the points that measures gave one who is paid, their worth, and what is behind them.

Takes a computed ruleset; gives values for reports to word. Where the points cannot be computed, it tells why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.explanation.cells import Cells
from rbflang.explanation.explain import Reason, explain
from rbflang.explanation.formula_lines import lines_of_points
from rbflang.explanation.indicator.climbed import applies
from rbflang.explanation.indicator.counts_below import CountsBelow, counts_below
from rbflang.explanation.indicator.derivation import Derivation, derivations_of
from rbflang.explanation.indicator.measure_account import MeasureAccount, measure_account
from rbflang.explanation.item import Item
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.payments import of_each
from rbflang.explanation.payout_chain import ChainLine, lines_from_points, worth_of_a_point
from rbflang.explanation.premises import Premise, premises
from rbflang.explanation.rests_on import taken_behind
from rbflang.explanation.roles import Roles, is_points, roles_of, unit_of
from rbflang.explanation.workings import Working
from rbflang.failures.no_payout import failures_at
from rbflang.ruleset.model import INDICATOR, MEASURE, PARTS_NAME, POINTS_NAME, Measure, Member, Quantity, Ruleset
from rbflang.ruleset.order import dependencies
from rbflang.syntax.expressions import Arithmetic, Name
from rbflang.syntax.traversal import every
from rbflang.tables.reads import Place, read_at


@frozen(eq=False, repr=False)
class AgainstAverage:
    """What the points are compared with: the average, what it is weighted with, and what being above it is worth.

    `apart` is in kroner; `weights` is a factor on the way to kroner that the average reads, where there is one.
    """

    quantity: Quantity
    weights: Quantity | None
    average: Fraction
    apart: Fraction


@frozen(eq=False, repr=False)
class PointsAccount:
    """What measures gave one who is paid for an indicator, and how points become kroner.

    It `is_whole` where no measure that applies is left out. `points` are all of them, `None` where some cannot be
    computed; then `faults` tell why, and the chain is empty.
    `kroner` is what they become, `None` where that cannot be told; where they do so by no chain of factors, `worth` are
    the lines. `totals` are all points of each who is paid. `premises` are what the points rest on, `own_premises` what
    one's own parts and the points to share do. `taken` are the values of members above that no staircase tells.
    `counted` are the counts behind the results.
    """

    ruleset: Ruleset
    roles: Roles
    indicator: Member
    region: Member
    measures: tuple[MeasureAccount, ...]
    is_whole: bool
    points: Fraction | None
    faults: tuple[Fault, ...] = ()
    chain: tuple[ChainLine, ...] = ()
    worth: tuple[Working, ...] = ()
    kroner: Fraction | None = None
    totals: tuple[Item, ...] = ()
    against_average: AgainstAverage | None = None
    derivations: tuple[Derivation, ...] = ()
    taken: tuple[Item, ...] = ()
    premises: tuple[Premise, ...] = ()
    own_premises: tuple[Premise, ...] = ()
    counted: tuple[CountsBelow, ...] = ()


def points_account(computed: Computed, measures: Sequence[Measure], indicator: Member, region: Member) -> PointsAccount:
    """The account of what measures gave a region for an indicator."""
    cells, roles = Cells(computed), roles_of(computed.checked)
    members = {INDICATOR: indicator.name, roles.among: region.name}
    found = tuple(measure_account(cells, roles, one, indicator, region) for one in measures)
    points = sum_of(one.points.exact for one in found)
    is_whole = _is_whole(cells, measures, [indicator])
    places = _places(cells, POINTS_NAME, measures, members)
    below = tuple(counts_below(cells, (placing for one in found for placing in one.placings)))
    if points is None:
        faults = failures_at(computed, places)
        return PointsAccount(cells.ruleset, roles, indicator, region, found, is_whole, None, faults, counted=below)
    chain = tuple(lines_from_points(cells, roles, members, points))
    worth = () if roles.follows_points else lines_of_points(cells, roles, members, points)
    told = {placing.on.target or "" for one in found for placing in one.placings}
    return PointsAccount(
        ruleset=cells.ruleset,
        roles=roles,
        indicator=indicator,
        region=region,
        measures=found,
        is_whole=is_whole,
        points=points,
        chain=chain,
        worth=worth,
        kroner=_kroner(cells, roles, points, chain, worth),
        totals=of_each(cells, roles, roles.total),
        against_average=_against_average(cells, roles, members) if is_whole else None,
        derivations=tuple(derivations_of(cells, measures, members, roles.among)),
        taken=taken_behind(cells, computed.valuation.behind(places), members, told),
        premises=premises(computed, places),
        own_premises=premises(
            computed, [*_places(cells, PARTS_NAME, measures, members), *_own(cells, measures, members)]
        ),
        counted=below,
    )


def _kroner(
    cells: Cells, roles: Roles, points: Fraction, chain: Sequence[ChainLine], worth: Sequence[Working]
) -> Fraction | None:
    """What the points become, as far as they can be followed; measures may hand out kroner themselves."""
    if roles.follows_points:
        return chain[-1].result.exact
    if worth and worth[-1].result:
        return worth[-1].result.exact
    is_money = unit_of(cells.computed.checked, cells.ruleset.quantities[POINTS_NAME]).is_money
    return points if is_money else None


@frozen(eq=False, repr=False)
class MeasureSideBySide:
    """The points of each indicator (a row) for each region from a measure; of one indicator, the whole accounts.

    `by_indicator` are the accounts of several indicators for one who is paid. `worth` is what a point is in kroner to
    each, `None` where points do not become kroner by factors alone; `paid` is what each is paid where the ruleset has
    no other measure, and these are all its indicators.
    """

    measure: Measure
    points: tuple[tuple[Fraction | None, ...], ...]
    accounts: tuple[MeasureAccount, ...]
    by_indicator: tuple[MeasureAccount, ...]
    worth: tuple[Fraction | None, ...]
    paid: tuple[Fraction, ...]


@frozen(eq=False, repr=False)
class PointsSideBySide:
    """The points of several indicators or of several who are paid, measure by measure.

    It `is_whole` where no measure that applies to one of the indicators is left out.
    """

    indicators: tuple[Member, ...]
    regions: tuple[Member, ...]
    measures: tuple[MeasureSideBySide, ...]
    is_whole: bool


def points_side_by_side(
    computed: Computed, measures: Sequence[Measure], indicators: Sequence[Member], regions: Sequence[Member]
) -> PointsSideBySide:
    """The points of the indicators for the regions, each measure by itself."""
    cells, roles = Cells(computed), roles_of(computed.checked)
    found = []
    worth = tuple(
        worth_of_a_point(cells, roles, {roles.among: one.name}) if roles.follows_points else None for one in regions
    )
    is_whole = len(cells.ruleset.measures) == 1 and len(indicators) == len(cells.members(INDICATOR))
    paid = tuple(cells.number(roles.payout.name, {roles.among: one.name}) for one in regions) if is_whole else ()
    for measure in measures:
        at = [[{INDICATOR: one.name, MEASURE: measure.name, roles.among: region.name} for region in regions]
              for one in indicators]  # fmt: skip
        points = tuple(tuple(cells.value(POINTS_NAME, members) for members in row) for row in at)
        alone = indicators if len(indicators) == 1 else ()
        accounts = tuple(measure_account(cells, roles, measure, one, region) for one in alone for region in regions)
        each = indicators if len(regions) == 1 and len(indicators) > 1 else ()
        by_indicator = tuple(measure_account(cells, roles, measure, one, regions[0]) for one in each)
        found.append(MeasureSideBySide(measure, points, accounts, by_indicator, worth, paid))
    of_all = _is_whole(cells, measures, indicators)
    return PointsSideBySide(tuple(indicators), tuple(regions), tuple(found), of_all)


def _is_whole(cells: Cells, measures: Sequence[Measure], indicators: Sequence[Member]) -> bool:
    """True if no measure that applies to one of the indicators is left out."""
    others = [one for one in cells.ruleset.measures.values() if one not in measures]
    return not any(applies(cells.ruleset, one, each.name) for one in others for each in indicators)


def _places(cells: Cells, name: str, measures: Sequence[Measure], members: Mapping[str, str]) -> list[Place]:
    """The cell of each measure."""
    node = cells.computed.valuation.graph.named[name]
    return [(node, node.domain.index[cells.key(name, {**members, MEASURE: one.name})]) for one in measures]


def _own(cells: Cells, measures: Sequence[Measure], members: Mapping[str, str]) -> Iterator[Place]:
    """What one's own points rest on but for the sharing: the points to share, and whether they lapse."""
    graph = cells.computed.valuation.graph
    for measure in measures:
        for node in (
            *graph.written("sharing", measure.name).values(),
            *graph.written("lapsing", measure.name).values(),
        ):
            yield read_at(node, 0, node.domain.index[cells.space.key_at(node.domain, members)])


def _against_average(cells: Cells, roles: Roles, members: Mapping[str, str]) -> AgainstAverage | None:
    """What the points would have been with the average; `None` where no amount of kroner is compared with one."""
    for column in roles.columns:
        if not unit_of(cells.computed.checked, column).is_money:
            continue
        mean = _average(cells, column)
        average = cells.value(mean.name, members) if mean else None
        if mean and average is not None:
            return AgainstAverage(
                mean, weights_of(mean, cells.ruleset, roles), average, cells.number(column.name, members)
            )
    return None


def weights_of(mean: Quantity, ruleset: Ruleset, roles: Roles) -> Quantity | None:
    """The factor on the way to kroner that an average reads, where there is one."""
    read = dependencies(ruleset, mean)
    return next((one.quantity for one in roles.factors if one.quantity.sets and one.quantity.name in read), None)


def _average(cells: Cells, column: Quantity) -> Quantity | None:
    """The points per indicator alone that a column takes away from others: the average it is compared with."""
    read = (cells.ruleset.quantities[name] for name in dependencies(cells.ruleset, column))
    found = (one for one in read if one.role == "formula" and one.sets == (INDICATOR,))
    mean = next((one for one in found if is_points(cells.computed.checked, one)), None)
    inside = every(column.expression) if column.expression is not None and mean is not None else ()
    taken = (one.right for one in inside if isinstance(one, Arithmetic) and one.operator == "-")
    return mean if mean and any(isinstance(one, Name) and one.text == mean.name for one in taken) else None


def reasons_for_points(
    computed: Computed, measures: Sequence[Measure], indicators: Sequence[Member], regions: Sequence[Member]
) -> list[Reason]:
    """The trees of the points, each cell told once."""
    told: set[str] = set()
    keys = [
        {INDICATOR: one.name, MEASURE: measure.name, region.set_name: region.name}
        for measure in measures
        for one in indicators
        for region in regions
    ]
    return [explain(computed, POINTS_NAME, members, None, told) for members in keys]
