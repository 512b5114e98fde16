"""The least and the greatest that each payee gets of all combinations of the declared alternatives, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.published.combined_alternatives import MOST_COMBINED, Combination, Combined
from rbflang.reports.document import Block, Column, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.typed_cells import Phrase, paid_cell
from rbflang.wording import Voice, counted, lowered


def combined_blocks(account: AllocationAccount, found: Combined, say: Voice) -> Iterator[Block]:
    """A line for each payee, and which readings give the ends; nothing where there is but one reading."""
    if found.alternatives < 2 or found.paying == 1:
        return
    yield Heading(say("Alle kombinasjoner av lesningene", "All combinations of the readings"))
    if found.alternatives > MOST_COMBINED:
        yield Paragraph(
            say(
                f"Det er {found.alternatives} lesninger. Kombinasjonene prøves bare når det er høyst {MOST_COMBINED}.",
                f"There are {found.alternatives} readings. Combinations are tried of at most {MOST_COMBINED}.",
            )
        )
        return
    every = zip(account.payments.payees, account.payments.paid, strict=True)
    payees = [(one, found.reaches[paid.key]) for one, paid in every if paid.key in found.reaches]
    stands = [paid.exact for paid in account.payments.paid if paid.key in found.reaches]
    yield Table(
        (
            Column(say.money_heading, "left"),
            Column(say("Reglene slik de står", "The rules as they stand")),
            Column(say("Minst", "Least")),
            Column(say("Mest", "Greatest")),
        ),
        tuple(
            (Phrase(payee.short), paid_cell(exact, say), paid_cell(reach.least, say), paid_cell(reach.greatest, say))
            for (payee, reach), exact in zip(payees, stands, strict=True)
        ),
    )
    ends = [
        line
        for payee, reach in payees
        for line in (
            Line(say(f"{payee.short}, minst", f"{payee.short}, least"), _told(reach.least_with, say)),
            Line(say(f"{payee.short}, mest", f"{payee.short}, greatest"), _told(reach.greatest_with, say)),
        )
    ]
    yield Lines(tuple(ends))
    count = say(counted(found.alternatives), str(found.alternatives))
    yield Paragraph(
        say(
            f"{found.paying} kombinasjoner av de {count} lesningene er regnet ut. Reglene slik de står, er én av dem. "
            "To lesninger av samme regel er aldri i samme kombinasjon.",
            f"{found.paying} combinations of the {count} readings were computed, the rules as they stand among them. "
            "Two readings of the same rule are never in one combination.",
        )
    )


def _told(chosen: Combination, say: Voice) -> str:
    titles = [(say.language == "en" and one.titles.english) or one.titles.title for one in chosen]
    return "; ".join(titles) if titles else lowered(say("Reglene slik de står", "The rules as they stand"))
