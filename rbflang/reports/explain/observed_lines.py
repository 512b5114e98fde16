"""The lines of a measure that climbs no staircase: the figures it looks at, and the place in its ranking.

Takes the account of a measure; gives entries of a ledger.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.data.figures import Observation
from rbflang.explanation.indicator.measure_account import MeasureAccount, OtherParts
from rbflang.explanation.ledger import shown
from rbflang.explanation.workings import POINT_DECIMALS
from rbflang.reports.document import LedgerLine
from rbflang.reports.titles import title
from rbflang.reports.whose_value import not_given
from rbflang.reports.worked_lines import place_on_ramp, worth_there
from rbflang.wording import Voice


def observed_rows(found: MeasureAccount, say: Voice) -> Iterator[LedgerLine]:
    """The figures of this indicator and region, and the place among those that take part."""
    for one in found.looked_at:
        printed = say.printed(one.row.known) if one.row else not_given(say)
        yield LedgerLine(title(one.quantity, say), printed, "", "", cited_place(one.row, say) if one.row else "")
    for ranked in found.ranked:
        label = say("Plass", "Place") + (f", {ranked.subarea}" if ranked.subarea else "")
        text = say(f"{ranked.place} av {ranked.count}", f"{ranked.place} of {ranked.count}")
        yield LedgerLine(label, text)
    yield from ramp_lines(found, say)


def ramp_lines(found: MeasureAccount, say: Voice) -> Iterator[LedgerLine]:
    """Where on a ramp the result lies, what that gives, and what one percentage point more is worth there."""
    for one in found.ramps:
        if one.value is not None:
            place = one.span.short if one.span else ""
            text = place_on_ramp(one, shown(one.value, POINT_DECIMALS), say)
            yield LedgerLine(say("Rampe", "Ramp"), text, "", place)
        if worth := worth_there(one, say):
            yield LedgerLine("", worth)


def cited_place(row: Observation, say: Voice) -> str:
    """The document and place that a figure is taken from; of one that is made up, that it is."""
    if row.status == "synthetic":
        return say("laget for prøving", "made up for trial")
    return say.cited(row.source.partition(":")[0])


def observed_in_short(other: OtherParts, say: Voice) -> str:
    """The last of a region's own figures that the measure looks at; nothing where a staircase has its result."""
    return say.printed(other.row.known) if other.row else ""
