"""What is said of points that cannot be computed although the payout can, since it does not rest on them.

Takes the account of an indicator; gives a document with the reasons and what is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rbflang.data.computed import Computed
from rbflang.explanation.indicator.points_account import PointsAccount
from rbflang.reports.document import Block, Document, Ledger, Paragraph
from rbflang.reports.explain.indicator_lines import placing_rows
from rbflang.reports.foot import foot
from rbflang.reports.titles import called, from_measure, notice, spoken
from rbflang.wording import Voice, lowered


def points_not_computed(
    account: PointsAccount, computed: Computed, data: Callable[[], dict[str, Any]], say: Voice
) -> Document:
    """That the points cannot be computed, why, and the figures that the measures look at."""
    measures = [one.measure for one in account.measures]
    about = lowered(called(account.indicator, say)) + from_measure(measures, account.is_whole, say)
    headline = say(
        f"Poengene til {spoken(account.region, say)} for {about} kan ikke regnes ut.",
        f"The points of {spoken(account.region, say)} for {about} cannot be computed.",
    )
    blocks: list[Block] = [Paragraph(f"{fault.title.say(say.language)}.") for fault in account.faults]
    blocks.append(Paragraph(say("Utbetalingen bygger ikke på dem.", "The payout does not rest on them.")))
    known = [row for one in account.measures for row in placing_rows(one, account.region, account.ruleset, say)]
    return Document(
        headline,
        (*blocks, *([Ledger(tuple(known))] if known else ())),
        data,
        notice(computed, say),
        foot(say, computed),
        say.language,
    )
