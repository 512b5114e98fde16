"""The points of each indicator for all who are paid, side by side, with their sums.

Takes an account of the allocation; gives a table. What rounding and lapsing leave stands in places of its own.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.quantities import POINTS
from rbflang.reports.document import Table
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.titles import called
from rbflang.wording import Voice


def points_table(account: AllocationAccount, say: Voice) -> Table:
    """The points by indicator; the last row is all of them."""
    rows = [
        FigureRow(called(one.indicator, say), [item.exact for item in one.points], lapsed=one.lapsed, unit=POINTS)
        for one in account.points
    ]
    totals, lapsed = account.all_points, sum((row.lapsed for row in rows), Fraction(0))
    below = FigureRow("Sum", totals, lapsed=lapsed, unit=POINTS)
    return side_by_side(account.payments.payees, (*rows, *left_below(rows, below, say), below), say, 1)
