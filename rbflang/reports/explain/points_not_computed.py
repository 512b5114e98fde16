"""What is said of points that cannot be computed although the payout can, since it does not rest on them.

Takes the cells of a valuation, an indicator and a region; gives a document with the reasons and what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.roles import Roles
from rbflang.failures.no_payout import failures_at
from rbflang.reports.document import Block, Document, Ledger, Paragraph
from rbflang.reports.explain.indicator_lines import placing_rows
from rbflang.reports.foot import foot
from rbflang.reports.titles import called, from_measure, notice
from rbflang.ruleset.model import INDICATOR, MEASURE, POINTS_NAME, Measure, Member
from rbflang.wording import Voice


def points_not_computed(
    cells: Cells, roles: Roles, measures: Sequence[Measure], indicator: Member, region: Member,
    data: Callable[[], dict[str, Any]], say: Voice,
) -> Document:  # fmt: skip
    """That the points cannot be computed, why, and the figures that the measures look at."""
    about = lowered(called(indicator, say)) + from_measure(cells.ruleset, measures, say)
    headline = say(
        f"Poengene til {region.spoken} for {about} kan ikke regnes ut.",
        f"The points of {region.spoken} for {about} cannot be computed.",
    )
    node = cells.computed.valuation.graph.named[POINTS_NAME]
    members = {INDICATOR: indicator.name, roles.among: region.name}
    keys = [cells.key(POINTS_NAME, {**members, MEASURE: measure.name}) for measure in measures]
    faults = failures_at(cells.computed, [(node, node.domain.index[key]) for key in keys])
    blocks: list[Block] = [Paragraph(f"{fault.title.say(say.language)}.") for fault in faults]
    blocks.append(Paragraph(say("Utbetalingen bygger ikke på dem.", "The payout does not rest on them.")))
    known = [row for measure in measures for row in placing_rows(cells, roles, measure, indicator, region, say)]
    return Document(
        headline,
        (*blocks, *([Ledger(tuple(known))] if known else ())),
        data,
        notice(cells.computed, say),
        foot(say, cells.computed),
    )
