"""What the payouts are compared with, all regions side by side: the allocation without results, and earlier payouts.

Takes the cells of a valuation, gives a table for each formula of the rules that is the payout less something else: that
something, the payout, the difference, and the difference in per cent where the rules have a formula for it. Each column
adds up, what rounding leaves in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.printed import Printed, read_printed
from rbflang.explanation.cells import Cells
from rbflang.explanation.compared_amounts import pair_of
from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.explanation.roles import Roles
from rbflang.quantities import KRONER, NUMBER
from rbflang.reports.chain import title
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, amount_cell, share_cell
from rbflang.ruleset.model import Quantity
from rbflang.wording import Voice, lowered

MILLION = 1_000_000


@frozen(eq=False, repr=False)
class PayoutComparison:
    """What the payout is compared with, the difference, and the difference as a share, where there is one."""

    base: Quantity
    difference: Quantity
    share: Quantity | None


def compared(cells: Cells, roles: Roles, say: Voice) -> Iterator[Block]:
    """A heading and a table for each comparison whose figures are known."""
    members = [one.name for one in cells.members(roles.among)]
    known = [
        one
        for one in _comparisons(cells, roles)
        if all(cells.value(one.difference.name, {roles.among: name}) is not None for name in members)
    ]
    if known:
        yield Heading(say("Sammenligninger", "Comparisons"))
    for one in known:
        yield _table(cells, roles, one, say)
    real = [lowered(title(one.base, say)) for one in known if _is_real(cells, one.base)]
    if real and cells.computed.is_synthetic:
        paid, names = lowered(title(roles.payout, say)), say.listing(real)
        yield Paragraph(
            say(
                f"Tallene for {names} er virkelige, mens {paid} bygger på tall som er laget for prøving.",
                f"The figures of {names} are real, while {paid} rests on figures that were made up for trial.",
            )
        )


def _is_real(cells: Cells, base: Quantity) -> bool:
    """True if what the payout is compared with stands in the rules, or in rows that are not made up."""
    rows = [one for one in cells.computed.figures.observations.values() if one.quantity == base.name]
    return bool(base.given) or any(one.status != "synthetic" for one in rows)


def _comparisons(cells: Cells, roles: Roles) -> Iterator[PayoutComparison]:
    quantities = cells.ruleset.quantities
    for fact in roles.facts:
        pair = pair_of(fact)
        if pair and pair[:2] == ("-", roles.payout.name) and pair[2] in quantities:
            share = next((one for one in roles.facts if pair_of(one) == ("/", fact.name, pair[2])), None)
            yield PayoutComparison(quantities[pair[2]], fact, share)


def _table(cells: Cells, roles: Roles, one: PayoutComparison, say: Voice) -> Table:
    in_millions = _is_in_millions(cells, roles, one.base)
    quantities = (one.base, roles.payout, one.difference)
    unit = NUMBER if in_millions else KRONER
    millions = f" ({say('mill. kr', 'million kr')})" if in_millions else ""
    columns = [Column("", "left"), *(Column(title(quantity, say) + millions) for quantity in quantities)]
    exact = [_column(cells, roles, quantity, MILLION if in_millions else 1) for quantity in quantities]
    decimals = 1 if in_millions else say.decimals
    rows: list[list[Cell]] = [
        [Phrase(member.short), *(amount_cell(column[at], decimals, unit, column is exact[2]) for column in exact)]
        for at, member in enumerate(cells.members(roles.among))
    ]
    below = [at_decimals(sum_of(column), decimals) for column in exact]
    rests = [
        rounding(total, [at_decimals(value, decimals) for value in column])
        for total, column in zip(below, exact, strict=True)
    ]
    if any(rests):
        rest_cells = (amount_cell(rest, decimals, unit, True) for rest in rests)
        rows.append([Phrase(say("Avrunding", "Rounding")), *rest_cells])
    rows.append([Phrase("Sum"), *(amount_cell(total, decimals, unit, at == 2) for at, total in enumerate(below))])
    if one.share:
        columns.append(Column(title(one.share, say)))
        shares = _column(cells, roles, one.share, 1)
        for at, row in enumerate(rows):
            row.append(share_cell(shares[at], 1, True) if at < len(shares) else BLANK)
    return Table(tuple(columns), tuple(map(tuple, rows)), 1, may_turn=True)


def _column(cells: Cells, roles: Roles, quantity: Quantity, scale: int) -> Sequence[Fraction | None]:
    values = (cells.value(quantity.name, {roles.among: one.name}) for one in cells.members(roles.among))
    return [None if value is None else value / scale for value in values]


def _is_in_millions(cells: Cells, roles: Roles, base: Quantity) -> bool:
    """True for amounts that are printed in millions: more digits than that would say more than is known."""
    kind = cells.computed.checked.inference.signatures[base.name].kind
    rows = [cells.observation(base.name, {roles.among: one.name}) for one in cells.members(roles.among)]
    printed = [read_printed(row.printed, kind) for row in rows if row]
    return any(isinstance(one, Printed) and one.last_digit >= 1000 for one in printed)
