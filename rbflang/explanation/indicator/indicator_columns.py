"""Amounts of points and kroner per indicator: which formulas have a column, with which decimals, and what stands below.

Takes the cells of a valuation and one of those who are paid. Kroner are shown with the decimals of what is paid.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.roles import Roles, unit_of
from rbflang.quantities import KRONER, Unit
from rbflang.ruleset.model import INDICATOR, Quantity
from rbflang.ruleset.usage import in_assertions
from rbflang.wording import round_half_away


@frozen(eq=False, repr=False)
class AmountColumn:
    """The amounts of a formula per indicator: their unit and decimals, whether some are below zero, what is below them.

    Below them stand all points, the payout, or the payout less what it is compared with; amounts that no assertion ties
    to anything are no parts of the payout, and have their own sum. `None` where an amount cannot be computed.
    """

    quantity: Quantity
    unit: Unit
    decimals: int
    is_signed: bool
    below: Fraction | None


def amounts_told(cells: Cells, roles: Roles) -> tuple[Quantity, ...]:
    """The formulas that have a column: amounts of points or kroner; words and shares have none."""
    return tuple(one for one in roles.columns if unit_of(cells.computed.checked, one).powers)


def amount_columns(cells: Cells, roles: Roles, region: str) -> tuple[AmountColumn, ...]:
    """The columns of a region."""
    paid = paid_decimals(cells.computed)
    found = []
    for one in amounts_told(cells, roles):
        unit = unit_of(cells.computed.checked, one)
        decimals = paid if unit == KRONER else 0
        below = _below(cells, roles, one, region, decimals)
        found.append(AmountColumn(one, unit, decimals, _is_signed(cells, one), below))
    return tuple(found)


def _is_signed(cells: Cells, quantity: Quantity) -> bool:
    """True for a quantity with amounts below zero."""
    found = cells.computed.valuation.of(quantity.name).values()
    return any(isinstance(one, Fraction) and one < 0 for one in found)


def _below(cells: Cells, roles: Roles, column: Quantity, region: str, decimals: int) -> Fraction | None:
    members = {roles.among: region}
    exact = sum_of(cells.value(column.name, {**members, INDICATOR: one.name}) for one in cells.members(INDICATOR))
    if exact is None:
        return None
    if roles.is_points(column):
        return round_half_away(cells.number(roles.total.name, members), 0)
    if unit_of(cells.computed.checked, column) == KRONER and column.name in in_assertions(cells.ruleset):
        return _kroner_below(cells, roles, exact, members, decimals)
    return round_half_away(exact, decimals)


def _kroner_below(cells: Cells, roles: Roles, exact: Fraction, members: dict[str, str], decimals: int) -> Fraction:
    """The payout, or its payout less something, that the amounts come to but for what rounding leaves."""
    paid, unit = cells.number(roles.payout.name, members), Fraction(1, 10**decimals)
    if abs(exact - paid) < unit:
        return paid
    for fact in roles.facts:
        value = cells.value(fact.name, members)
        if value is not None and unit_of(cells.computed.checked, fact) == KRONER and abs(value - exact) < unit:
            return paid - round_half_away(paid - value, decimals)
    return round_half_away(exact, decimals)
