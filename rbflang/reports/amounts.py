"""Amounts of points and kroner per indicator: which formulas have a column, how they are shown, what stands below them.

Takes the cells of a valuation, gives figures and texts. Kroner are shown with the decimals of what is paid.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from rbflang.data.figures import Observation
from rbflang.explanation.cells import Cells
from rbflang.explanation.ledger import sum_of
from rbflang.explanation.roles import Roles, unit_of
from rbflang.graph.nodes import printed_of
from rbflang.quantities import KRONER
from rbflang.reports.typed_cells import Cell, ExactNumber, Quoted, amount_cell
from rbflang.ruleset.model import INDICATOR, Quantity
from rbflang.ruleset.usage import in_assertions
from rbflang.wording import Voice, round_half_away


def is_column(cells: Cells, quantity: Quantity) -> bool:
    """True for an amount of points or kroner; words and shares have no column."""
    return bool(unit_of(cells.computed.checked, quantity).powers)


def amount(cells: Cells, quantity: Quantity, members: dict[str, str], say: Voice) -> Cell:
    """An indicator's amount, with its sign where amounts of its kind may be below zero."""
    return of_column(cells, quantity, cells.value(quantity.name, members), say)


def observed_cell(cells: Cells, row: Observation, is_narrowed: bool = False) -> Cell:
    """A figure of the data as it is printed; as it is narrowed where that is asked for, or nothing is printed."""
    if is_narrowed or not row.printed:
        return Quoted(row.narrowing)
    value = printed_of(row.cell)
    unit = unit_of(cells.computed.checked, cells.ruleset.quantities[row.quantity])
    return Quoted(row.printed, value if isinstance(value, Fraction) else None, unit)


def exact_cell(cells: Cells, quantity: Quantity, members: dict[str, str]) -> Cell:
    """A number of the ruleset as the fraction that it is."""
    return ExactNumber(cells.number(quantity.name, members), unit_of(cells.computed.checked, quantity))


def of_column(cells: Cells, column: Quantity, value: Fraction | None, say: Voice) -> Cell:
    """A figure as those of the column are shown."""
    unit = unit_of(cells.computed.checked, column)
    return amount_cell(value, decimals_of(cells, column, say), unit, is_signed(cells, column))


def decimals_of(cells: Cells, column: Quantity, say: Voice) -> int:
    """How many decimals the figures of a column are shown with: kroner as they are paid, all else whole."""
    return say.decimals if unit_of(cells.computed.checked, column) == KRONER else 0


@lru_cache(maxsize=64)
def is_signed(cells: Cells, quantity: Quantity) -> bool:
    """True for a quantity with amounts below zero."""
    found = cells.computed.valuation.of(quantity.name).values()
    return any(isinstance(one, Fraction) and one < 0 for one in found)


def indicator_total(cells: Cells, roles: Roles, column: Quantity, region: str, say: Voice) -> Fraction | None:
    """What stands under a column: the region's points, its payout, or its payout less what it is compared with.

    Amounts that no assertion ties to anything are no parts of the payout: below them stands their own sum.
    `None` where an indicator's amount cannot be computed.
    """
    members = {roles.among: region}
    exact = sum_of(cells.value(column.name, {**members, INDICATOR: one.name}) for one in cells.members(INDICATOR))
    if exact is None:
        return None
    if roles.is_points(column):
        return round_half_away(cells.number(roles.total.name, members), 0)
    if unit_of(cells.computed.checked, column) == KRONER and column.name in in_assertions(cells.ruleset):
        return _kroner_below(cells, roles, exact, members, say)
    return round_half_away(exact, decimals_of(cells, column, say))


def _kroner_below(cells: Cells, roles: Roles, exact: Fraction, members: dict[str, str], say: Voice) -> Fraction:
    """The payout, or its payout less something, that the amounts come to but for what rounding leaves."""
    paid, unit = cells.number(roles.payout.name, members), Fraction(1, 10**say.decimals)
    if abs(exact - paid) < unit:
        return paid
    for fact in roles.facts:
        value = cells.value(fact.name, members)
        if value is not None and unit_of(cells.computed.checked, fact) == KRONER and abs(value - exact) < unit:
            return paid - say.as_paid(paid - value)
    return say.as_paid(exact)
