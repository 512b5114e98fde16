"""Amounts of points and kroner per indicator: which formulas have a column, with which decimals, and what stands below.

Takes the cells of a valuation and one of those who are paid. Kroner are shown with the decimals of what is paid.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.given_by_indicators import is_added
from rbflang.explanation.indicator.climbed import main_measure
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.paid import paid_decimals, paid_unit
from rbflang.explanation.roles import Roles, unit_of
from rbflang.quantities import POINTS, Unit
from rbflang.ruleset.model import INDICATOR, Quantity
from rbflang.ruleset.usage import read_by, tied_to_payout
from rbflang.syntax.expressions import Aggregate, Expression, Name
from rbflang.wording import decimals_needed, round_half_away

MOST_OF_POINTS = 2


@frozen(eq=False, repr=False)
class Tie:
    """What an assertion says amounts per indicator add up to, on the way to the payout, and what comes after it."""

    quantity: Quantity
    after: Fraction


@frozen(eq=False, repr=False)
class AmountColumn:
    """The amounts of a formula per indicator: their unit and decimals, whether some are below zero, what is below them.

    Below them stand all points, the payout, or the payout less what it is compared with; amounts that no assertion ties
    to the payout are no parts of it, and have their own sum. `None` where an amount cannot be computed. What is tied to
    an amount on the way to the payout has a `tie`, and the payout is below. It `has_sum` if they are money, or points
    that the rules add up.
    """

    quantity: Quantity
    unit: Unit
    decimals: int
    is_signed: bool
    below: Fraction | None
    tie: Tie | None
    is_tied: bool
    equals_payout: bool
    has_sum: bool

    @property
    def is_paid(self) -> bool:
        """True if the payout is below, and not by chance."""
        return self.is_tied and self.equals_payout


def amounts_told(cells: Cells, roles: Roles) -> tuple[Quantity, ...]:
    """The formulas that have a column: amounts of points or kroner; words, shares and what the parts are have none."""
    parts = [measure.parts for one in cells.members(INDICATOR) if (measure := main_measure(cells.computed, one.name))]
    told = {each.text for each in parts if isinstance(each, Name)} if len({id(one) for one in parts}) == 1 else ()
    amounts = (one for one in roles.columns if unit_of(cells.computed.checked, one).powers)
    return tuple(one for one in amounts if one.name not in told)


def amount_columns(cells: Cells, roles: Roles, region: str) -> tuple[AmountColumn, ...]:
    """The columns of a region."""
    paid = paid_decimals(cells.computed)
    found = []
    for one in amounts_told(cells, roles):
        unit = unit_of(cells.computed.checked, one)
        decimals = paid if unit.is_money else _decimals_of_points(cells, one)
        below, tie = _below(cells, roles, one, region, decimals), _tie(cells, roles, one, region)
        payout = cells.number(roles.payout.name, {roles.among: region})
        below = round_half_away(payout, decimals) if tie else below
        is_tied, equals_payout = one.name in tied_to_payout(cells.ruleset), tie is not None or below == payout
        has_sum = unit.is_money or (unit == POINTS and (bool(cells.ruleset.measures) or is_added(cells, roles, one)))
        found.append(
            AmountColumn(one, unit, decimals, _is_signed(cells, one), below, tie, is_tied, equals_payout, has_sum)
        )
    return tuple(found)


def _decimals_of_points(cells: Cells, quantity: Quantity) -> int:
    """Points that measures hand out are told whole; those that a formula counts with the decimals they have."""
    if cells.ruleset.measures:
        return 0
    found = (one for one in cells.computed.valuation.of(quantity.name).values() if isinstance(one, Fraction))
    needed = (decimals_needed(one) for one in found)
    return max((MOST_OF_POINTS if one is None else min(one, MOST_OF_POINTS) for one in needed), default=0)


def _tie(cells: Cells, roles: Roles, column: Quantity, region: str) -> Tie | None:
    """The amount behind the payout that an assertion says the column adds up to."""
    quantities, behind = cells.ruleset.quantities, read_by(cells.ruleset, roles.payout.name)
    for one in cells.ruleset.assertions:
        for side, other in ((one.left, one.right), (one.right, one.left)):
            tied = quantities.get(other.text) if isinstance(other, Name) else None
            is_on_the_way = tied is not None and tied is not roles.payout and tied.name in behind
            if tied and is_on_the_way and tied.sets == roles.payout.sets and _is_sum_over_indicators(side, column):
                at = {roles.among: region}
                return Tie(tied, cells.number(roles.payout.name, at) - cells.number(tied.name, at))
    return None


def _is_sum_over_indicators(expression: Expression, column: Quantity) -> bool:
    if not isinstance(expression, Aggregate) or expression.kind != "sum" or expression.where is not None:
        return False
    operand, over = expression.operand, [one.text for one in expression.over]
    return isinstance(operand, Name) and operand.text == column.name and over == [INDICATOR]


def _is_signed(cells: Cells, quantity: Quantity) -> bool:
    """True for a quantity with amounts below zero."""
    found = cells.computed.valuation.of(quantity.name).values()
    return any(isinstance(one, Fraction) and one < 0 for one in found)


def _below(cells: Cells, roles: Roles, column: Quantity, region: str, decimals: int) -> Fraction | None:
    members = {roles.among: region}
    exact = sum_of(cells.value(column.name, {**members, INDICATOR: one.name}) for one in cells.members(INDICATOR))
    if exact is None:
        return None
    if roles.is_points(column) and roles.is_points(roles.total):
        return round_half_away(cells.number(roles.total.name, members), decimals)
    if unit_of(cells.computed.checked, column).is_money and column.name in tied_to_payout(cells.ruleset):
        return _kroner_below(cells, roles, exact, members, decimals)
    return round_half_away(exact, decimals)


def _kroner_below(cells: Cells, roles: Roles, exact: Fraction, members: dict[str, str], decimals: int) -> Fraction:
    """The payout, or its payout less something, that the amounts come to but for what rounding leaves."""
    paid, unit = cells.number(roles.payout.name, members), paid_unit(cells.computed)
    if abs(exact - paid) < unit:
        return paid
    for fact in roles.facts:
        value = cells.value(fact.name, members)
        if value is not None and unit_of(cells.computed.checked, fact).is_money and abs(value - exact) < unit:
            return paid - round_half_away(paid - value, decimals)
    return round_half_away(exact, decimals)
