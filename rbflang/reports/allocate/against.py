"""What the payouts are compared with, all regions side by side: the allocation without results, and earlier payouts.

Takes an account of the allocation, gives a table for each formula of the rules that is the payout less something else:
that something, the payout, the difference, and the difference in per cent where the rules have a formula for it. Each
column adds up, what rounding leaves in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.explanation.compared_amounts import ComparedPayouts
from rbflang.explanation.item import Item
from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.inventory.section_notes import section_notes
from rbflang.quantities import NUMBER
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.round_amounts import probably_rounded
from rbflang.reports.titles import called, noted, title
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, amount_cell, money_of, share_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice, lowered

MILLION = 1_000_000


def compared(account: AllocationAccount, is_synthetic: bool, say: Voice) -> Iterator[Block]:
    """A heading and a table for each comparison whose figures are known, and what the ruleset notes of them."""
    known = account.compared
    if known:
        yield Heading(say("Sammenligninger", "Comparisons"))
    for one in known:
        yield _table(one, account.payments.payees, say)
        if one.rounded_to:
            yield Paragraph(probably_rounded(title(one.base[0].quantity, say), one.rounded_to, say))
    yield from () if is_synthetic else map(Paragraph, noted_of_earlier(account, known, say))
    real = [lowered(title(one.base[0].quantity, say)) for one in known if one.is_real]
    if real and is_synthetic:
        paid, names = lowered(title(account.roles.payout, say)), say.listing(real)
        yield Paragraph(
            say(
                f"Tallene for {names} er virkelige, mens {paid} bygger på tall som er laget for prøving.",
                f"The figures of {names} are real, while {paid} rests on figures that were made up for trial.",
            )
        )


def noted_of_earlier(account: AllocationAccount, known: Sequence[ComparedPayouts], say: Voice) -> Iterator[str]:
    """What the ruleset notes of comparisons with real earlier payouts, each note once."""
    found = (
        note
        for one in known
        if one.is_real
        for note in section_notes(account.ruleset, one.apart[0].quantity, one.base[0].quantity.title)
    )
    yield from (noted(one, say) for one in dict.fromkeys(found))


def _table(one: ComparedPayouts, payees: Sequence[Member], say: Voice) -> Table:
    every = (one.base, one.paid, one.apart)
    unit = NUMBER if one.is_in_millions else money_of(say)
    millions = f" ({say.millions})" if one.is_in_millions else ""
    columns = [Column("", "left"), *(Column(title(items[0].quantity, say) + millions) for items in every)]
    exact = [_column(items, MILLION if one.is_in_millions else 1) for items in every]
    decimals = 1 if one.is_in_millions else say.decimals
    rows: list[list[Cell]] = [
        [
            Phrase(called(member, say)),
            *(amount_cell(column[at], decimals, unit, column is exact[2]) for column in exact),
        ]
        for at, member in enumerate(payees)
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
    if one.shares:
        columns.append(Column(title(one.shares[0].quantity, say)))
        for at, row in enumerate(rows):
            row.append(share_cell(one.shares[at].exact, 1, True) if at < len(one.shares) else BLANK)
    return Table(tuple(columns), tuple(map(tuple, rows)), 1, may_turn=True)


def _column(items: Sequence[Item], scale: int) -> Sequence[Fraction | None]:
    return [None if one.exact is None else one.exact / scale for one in items]
