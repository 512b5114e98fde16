"""The account of an allocation: what everybody is paid, where the differences come from, what all of it rests on.

Takes a computed ruleset; gives values for reports to word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.compared_amounts import ComparedPayouts, compared_payouts, is_by_key
from rbflang.explanation.explain import Reason, ReasonStep, explain, reason_step
from rbflang.explanation.formula_lines import quantities_behind
from rbflang.explanation.given_by_indicators import GivenByIndicators, given_by_indicators
from rbflang.explanation.item import Item, item_of, items_of
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payments import Payments, of_each, payments_of
from rbflang.explanation.rests_on import RestsOn, rests_on
from rbflang.explanation.roles import Roles, roles_of, unit_of
from rbflang.ruleset.model import INDICATOR, LAPSED_NAME, MEASURE, POINTS_NAME, Member, Quantity, Ruleset


@frozen(eq=False, repr=False)
class DifferenceByIndicator:
    """Who gains what from whom: an amount per indicator that adds up to nothing over those who are paid."""

    quantity: Quantity
    rows: tuple[tuple[Member, tuple[Item, ...]], ...]


@frozen(eq=False, repr=False)
class IndicatorPoints:
    """The points of an indicator for each who is paid, and those that nobody got."""

    indicator: Member
    points: tuple[Item, ...]
    lapsed: Fraction


@frozen(eq=False, repr=False)
class AllocationAccount:
    """What everybody is paid, the points and differences by indicator, the links of the chain, comparisons.

    `points` are those that measures hand out, `given` what formulas give where no measure does. `all_points` are those
    of each who is paid, `totals` what the way to the payout begins with. `keys` are the first
    factor that each has for itself, `factors` those that all have in common; where there is no chain, `links` are all
    numbers that the payout is made of. `by_key` is what each would be paid by the key alone, where there is a formula.
    `decimals` is how many decimals payouts have; `reasons` follow each payout down to the inputs, so many levels, and
    `step_of` gives the payout of one, to be followed as far as somebody asks.
    """

    ruleset: Ruleset
    roles: Roles
    decimals: int
    payments: Payments
    points: tuple[IndicatorPoints, ...]
    all_points: tuple[Fraction | None, ...]
    given: tuple[GivenByIndicators, ...]
    totals: tuple[Item, ...]
    difference: DifferenceByIndicator | None
    links: tuple[tuple[Item, ...], ...]
    keys: tuple[Item, ...]
    factors: tuple[Item, ...]
    by_key: tuple[Item, ...]
    compared: tuple[ComparedPayouts, ...]
    rests_on: RestsOn
    reasons: Callable[[int | None], list[Reason]]
    step_of: Callable[[str], ReasonStep]


def allocation_account(computed: Computed) -> AllocationAccount:
    """The account of what everybody is paid."""
    cells, roles = Cells(computed), roles_of(computed.checked)
    key = next((one.quantity for one in roles.factors if one.quantity.sets), None) if roles.follows_points else None
    links, common = _way(cells, roles)
    handed_out = roles.points or roles.handed_out
    points = tuple(_points(cells, roles, handed_out)) if handed_out else ()
    return AllocationAccount(
        ruleset=cells.ruleset,
        roles=roles,
        decimals=paid_decimals(computed),
        payments=payments_of(cells, roles),
        points=points,
        all_points=_all_points(cells, roles, points),
        given=() if handed_out else tuple(given_by_indicators(cells, roles)),
        totals=of_each(cells, roles, roles.total),
        difference=_difference(cells, roles),
        links=tuple(of_each(cells, roles, one) for one in links),
        keys=of_each(cells, roles, key) if key else (),
        factors=tuple(item_of(cells, one, {}) for one in common),
        by_key=_by_key(cells, roles),
        compared=tuple(compared_payouts(cells, roles)),
        rests_on=rests_on(computed),
        reasons=partial(_reasons, cells, roles),
        step_of=lambda payee: reason_step(cells, roles.payout.name, {roles.among: payee}),
    )


def _way(cells: Cells, roles: Roles) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """What each who is paid has on the way to the payout, and what all have in common there."""
    if roles.follows_points:
        common = (one.quantity for one in roles.factors if not one.quantity.sets)
        return tuple(link.quantity for link in roles.chain), tuple(common)
    behind = [one for one in quantities_behind(cells, roles) if one not in cells.ruleset.payout_lines]
    return tuple(one for one in behind if one.sets), tuple(one for one in behind if not one.sets)


def _points(cells: Cells, roles: Roles, points: Quantity) -> Iterator[IndicatorPoints]:
    for indicator in cells.members(INDICATOR):
        items = tuple(_of_measures(cells, points, {INDICATOR: indicator.name, roles.among: one.name})
                      for one in cells.members(roles.among))  # fmt: skip
        yield IndicatorPoints(indicator, items, _lapsed(cells, indicator.name))


def _of_measures(cells: Cells, points: Quantity, members: Mapping[str, str]) -> Item:
    """The points at these members; of points per measure, those of all measures together."""
    if MEASURE not in points.sets:
        return item_of(cells, points, members)
    first, *others = (item_of(cells, points, {**members, MEASURE: one.name}) for one in cells.members(MEASURE))
    total = sum_of(one.exact for one in (first, *others))
    unknown = next((one.value for one in (first, *others) if one.exact is None), None)
    return evolve(first, value=unknown if total is None else total)


def _all_points(cells: Cells, roles: Roles, points: Sequence[IndicatorPoints]) -> tuple[Fraction | None, ...]:
    """All points of each who is paid: the rules' own sum of them, else that of those of the indicators."""
    if roles.is_points(roles.total):
        return tuple(one.exact for one in of_each(cells, roles, roles.total))
    return tuple(sum_of(one.points[at].exact for one in points) for at in range(len(cells.members(roles.among))))


def _lapsed(cells: Cells, indicator: str) -> Fraction:
    """The points of an indicator that nobody got."""
    if LAPSED_NAME not in cells.ruleset.quantities:
        return Fraction(0)
    keys = [{INDICATOR: indicator, MEASURE: measure.name} for measure in cells.members(MEASURE)]
    return sum((cells.value(LAPSED_NAME, key) or Fraction(0) for key in keys), Fraction(0))


def _difference(cells: Cells, roles: Roles) -> DifferenceByIndicator | None:
    """The first column per indicator that adds up to nothing over those who are paid."""
    for one in roles.columns:
        values = [value for value in cells.computed.valuation.of(one.name).values() if isinstance(value, Fraction)]
        if unit_of(cells.computed.checked, one).is_money and values and not sum(values) and any(values):
            rows = ((row, _of_indicator(cells, roles, one, row)) for row in cells.members(INDICATOR))
            return DifferenceByIndicator(one, tuple(rows))
    return None


def _by_key(cells: Cells, roles: Roles) -> tuple[Item, ...]:
    """What each would be paid by the key alone; nothing where that is not known for all."""
    found = (of_each(cells, roles, one) for one in roles.facts if is_by_key(one, roles))
    return next((items for items in found if all(one.exact is not None for one in items)), ())


def _of_indicator(cells: Cells, roles: Roles, column: Quantity, indicator: Member) -> tuple[Item, ...]:
    members = {INDICATOR: indicator.name}
    return tuple(item_of(cells, column, {**members, roles.among: one.name}) for one in cells.members(roles.among))


def _reasons(cells: Cells, roles: Roles, depth: int | None) -> list[Reason]:
    """The trees of the payouts, each cell told once."""
    told: set[str] = set()
    each = cells.members(roles.among)
    return [explain(cells.computed, roles.payout.name, {roles.among: one.name}, depth, told) for one in each]


# everything that was computed


@frozen(eq=False, repr=False)
class ComputedFigures:
    """Every formula's items by its name; points for each who is paid, and lapsed points, by indicator and measure."""

    formulas: Mapping[str, tuple[Item, ...]]
    points: Mapping[str, Mapping[str, Mapping[str, Item]]]
    lapsed: Mapping[str, Mapping[str, Item]]


def computed_figures(computed: Computed) -> ComputedFigures:
    """All that a ruleset computed on its figures."""
    cells, among = Cells(computed), roles_of(computed.checked).among
    quantities = cells.ruleset.quantities
    return ComputedFigures(
        {name: items_of(cells, one) for name, one in quantities.items() if one.is_computed and not one.measure},
        {one.name: _by_measure(cells, POINTS_NAME, {among: one.name}) for one in cells.members(among)},
        _by_measure(cells, LAPSED_NAME, {}),
    )


def _by_measure(cells: Cells, name: str, members: Mapping[str, str]) -> dict[str, dict[str, Item]]:
    quantity = cells.ruleset.quantities.get(name)
    if quantity is None:
        return {}
    return {
        indicator.name: {
            measure.name: item_of(cells, quantity, {**members, INDICATOR: indicator.name, MEASURE: measure.name})
            for measure in cells.members(MEASURE)
        }
        for indicator in cells.members(INDICATOR)
    }
