"""What each indicator gave everybody, side by side: amounts that the payout is made of, and what remains.

Takes what indicators gave; gives a table whose rows add up to what stands below them, and a sentence where they do not
add up to anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.explanation.given_by_indicators import GivenByIndicators
from rbflang.explanation.payments import Payments
from rbflang.explanation.roles import Roles
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.titles import called, definite, title
from rbflang.wording import Voice, lowered


def given_blocks(given: GivenByIndicators, payments: Payments, roles: Roles, say: Voice) -> Iterator[Block]:
    """The heading and the table."""
    is_signed = given.unit.is_money and any(one is not None and one < 0 for _, amounts in given.rows for one in amounts)
    rows = [
        FigureRow(called(one, say), amounts, given.decimals, is_signed, is_added=bool(given.sums), unit=given.unit)
        for one, amounts in given.rows
    ]
    name = lowered(title(given.quantity, say))
    yield Heading(say(f"Hva hver indikator ga: {name}", f"What each indicator gave: {name}"))
    if not given.sums:
        yield side_by_side(payments.payees, rows, say).without_empty_columns()
        name = definite(given.quantity, say)
        yield Paragraph(
            say(
                f"Reglene legger ikke sammen {name} for indikatorene, så det blir ingen sum.",
                f"The rules do not add up {name} of the indicators, so there is no sum.",
            )
        )
        return
    below = FigureRow("Sum", given.sums, given.decimals, is_signed, unit=given.unit)
    rows += left_below(rows, below, say)
    if not given.after:
        yield side_by_side(payments.payees, [*rows, below], say, 1)
        return
    payout = title(roles.payout, say)
    rest = FigureRow(
        say(f"Fra summen til {definite(roles.payout, say)}", f"From the sum to {definite(roles.payout, say)}"),
        given.after, given.decimals, True, unit=given.unit,
    )  # fmt: skip
    paid = FigureRow(payout, [one.number for one in payments.paid], given.decimals, unit=given.unit)
    yield side_by_side(payments.payees, [*rows, below, rest, paid], say, 3)
