"""Who gains and who loses on which indicator, all who are paid side by side, and what it comes to for each.

Takes an account of the allocation; gives a table. What rounding leaves stands above the sums, which are the amounts
that are shown with the payouts; they are left out where the indicators come to something else.
"""

from __future__ import annotations

from rbflang.explanation.allocation_account import AllocationAccount, DifferenceByIndicator
from rbflang.explanation.ledger import at_decimals, rounding
from rbflang.reports.document import Column, Table
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import Cell, Phrase, paid_cell
from rbflang.wording import Voice


def differences_table(found: DifferenceByIndicator, account: AllocationAccount, say: Voice) -> Table:
    """The amounts of each indicator under who is paid; the last row is what they come to, where it is known."""
    columns = (Column("", "left"), *(Column(called(one, say)) for one in account.payments.payees))
    rows = [
        (Phrase(called(indicator, say)), *(paid_cell(item.exact, say, True) for item in items))
        for indicator, items in found.rows
    ]
    below = _sums(found, account, say)
    return Table(columns, (*rows, *below), min(1, len(below)))


def _sums(found: DifferenceByIndicator, account: AllocationAccount, say: Voice) -> list[tuple[Cell, ...]]:
    """What the columns come to, where that is what each gains or loses, and above it what rounding leaves."""
    whole = [one.exact for one in account.payments.balanced]
    parts = list(zip(*([item.exact for item in items] for _, items in found.rows), strict=True))
    if not whole or any(None in column for column in (whole, *parts)):
        return []
    sums = [at_decimals(one, say.decimals) for one in whole]
    rests = [
        rounding(total, [at_decimals(one, say.decimals) for one in column])
        for total, column in zip(sums, parts, strict=True)
    ]
    if max(map(abs, rests)) * 10**say.decimals > len(found.rows):
        return []
    rest = (Phrase(say("Avrunding", "Rounding")), *(paid_cell(one, say, True) for one in rests))
    return [*([rest] if any(rests) else []), (Phrase("Sum"), *(paid_cell(one, say, True) for one in sums))]
