"""The account of an allocation: what everybody is paid, where the differences come from, what all of it rests on.

Takes a computed ruleset; gives values for reports to word.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.explain import Reason, explain
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payments import Payments, of_each, payments_of
from rbflang.explanation.rests_on import RestsOn, rests_on
from rbflang.explanation.roles import Roles, roles_of, unit_of
from rbflang.quantities import KRONER
from rbflang.ruleset.model import INDICATOR, Member, Quantity, Ruleset


@frozen(eq=False, repr=False)
class DifferenceByIndicator:
    """Who gains what from whom: an amount per indicator that adds up to nothing over those who are paid."""

    quantity: Quantity
    rows: tuple[tuple[Member, tuple[Item, ...]], ...]


@frozen(eq=False, repr=False)
class AllocationAccount:
    """What everybody is paid, the differences by indicator, the exact links of the chain, what it rests on.

    `decimals` is how many decimals payouts have; `reasons` follow each payout down to the inputs, so many levels.
    """

    ruleset: Ruleset
    roles: Roles
    decimals: int
    payments: Payments
    difference: DifferenceByIndicator | None
    links: tuple[tuple[Item, ...], ...]
    rests_on: RestsOn
    reasons: Callable[[int | None], list[Reason]]


def allocation_account(computed: Computed) -> AllocationAccount:
    """The account of what everybody is paid."""
    cells, roles = Cells(computed), roles_of(computed.checked)
    return AllocationAccount(
        cells.ruleset,
        roles,
        paid_decimals(computed),
        payments_of(cells, roles),
        _difference(cells, roles),
        tuple(of_each(cells, roles, link.quantity) for link in roles.chain),
        rests_on(computed),
        partial(_reasons, cells, roles),
    )


def _difference(cells: Cells, roles: Roles) -> DifferenceByIndicator | None:
    """The first column per indicator that adds up to nothing over those who are paid."""
    for one in roles.columns:
        values = [value for value in cells.computed.valuation.of(one.name).values() if isinstance(value, Fraction)]
        if unit_of(cells.computed.checked, one) == KRONER and values and not sum(values) and any(values):
            rows = ((row, _of_indicator(cells, roles, one, row)) for row in cells.members(INDICATOR))
            return DifferenceByIndicator(one, tuple(rows))
    return None


def _of_indicator(cells: Cells, roles: Roles, column: Quantity, indicator: Member) -> tuple[Item, ...]:
    members = {INDICATOR: indicator.name}
    return tuple(item_of(cells, column, {**members, roles.among: one.name}) for one in cells.members(roles.among))


def _reasons(cells: Cells, roles: Roles, depth: int | None) -> list[Reason]:
    """The trees of the payouts, each cell told once."""
    told: set[str] = set()
    each = cells.members(roles.among)
    return [explain(cells.computed, roles.payout.name, {roles.among: one.name}, depth, told) for one in each]
