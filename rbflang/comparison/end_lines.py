"""The lines of what is paid at an end of a comparison, by shared names of those who are paid.

Takes a computed ruleset and what its names are shared as; gives the amounts of each line.
"""

from __future__ import annotations

from attrs import frozen

from rbflang.comparison.counterparts import Counterparts
from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.payout_lines import PayoutLine, payout_lines
from rbflang.explanation.roles import roles_of
from rbflang.explanation.shapley import Amounts


@frozen(eq=False, repr=False)
class EndLine:
    """A line and its amounts; those whom it is not for are left out."""

    line: PayoutLine
    amounts: Amounts


def end_lines(computed: Computed, names: Counterparts) -> tuple[EndLine, ...]:
    """The lines in the order of the text; none where what is paid is told as one amount."""
    if not computed.checked.ruleset.payout_lines:
        return ()
    cells, roles = Cells(computed), roles_of(computed.checked)
    payees = [names.member(roles.among, one.name) for one in cells.members(roles.among)]
    return tuple(
        EndLine(line, {name: item.number for name, item in zip(payees, line.items, strict=True) if item})
        for line in payout_lines(cells, roles)
    )
