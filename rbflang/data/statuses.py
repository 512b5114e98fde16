"""The statuses of rows of data: how sure a figure is, in the words of either language; and what they state as source.

Takes a row, gives the name of its status, or a fault; of a source what was filled in.
"""

from __future__ import annotations

from rbflang import data_faults
from rbflang.characters import in_one_space
from rbflang.diagnostics import Fault
from rbflang.library import is_synthetic
from rbflang.observations import ObservationRow
from rbflang.wording import Words

STATUSES = {
    "": "documented", "utledet": "derived", "tolket": "interpreted", "antatt": "assumed", "gjengitt": "recorded",
    "til opplysning": "for_information", "overstyrer": "overrides", "derived": "derived", "interpreted": "interpreted",
    "assumed": "assumed", "recorded": "recorded", "for information": "for_information", "overrides": "overrides",
    "syntetisk": "synthetic", "synthetic": "synthetic",
}  # fmt: skip


def status_of(row: ObservationRow) -> str | Fault:
    """The status of a row; what stands in a file of made-up figures is synthetic unless it says something else."""
    text = in_one_space(row.text("status").lower())
    if not text and is_synthetic(row.span.source.name):
        return "synthetic"
    if text in STATUSES:
        return STATUSES[text]
    tip = Words(
        "Statusen er tom, utledet, tolket, antatt, gjengitt, syntetisk, til opplysning eller overstyrer.",
        "The status is empty, derived, interpreted, assumed, recorded, synthetic, for information or overrides.",
    )
    return data_faults.value_not_understood(row.place("status"), row.text("status"), tip)


def stated_source(row: ObservationRow) -> str:
    """The source of a row without what was left open: `årsmelding: …` says no reason, and `…: …` nothing at all."""
    source = row.text("source")
    place, colon, reason = source.partition(":")
    if place.strip(" …") and reason.strip(" …"):
        return source
    return ": ".join(filter(None, (place.strip(" …"), reason.strip(" …")))) if colon or "…" in source else source
