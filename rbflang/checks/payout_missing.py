"""A ruleset whose measures hand out points that nothing turns into kroner."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words

KIND = Kind(
    "payout-missing",
    Severity.WARNING,
    Words("Regelsettet sier ikke hva som betales", "The ruleset does not say what is paid"),
    Words(
        "Utbetalingen er den formelen som sier hva hver region får i kroner. Uten den kan poengene regnes ut, men "
        "ingenting kan fordeles eller avregnes.",
        "The payout is the formula that says what each region gets in kroner. Without it points can be computed, but "
        "nothing can be allocated or settled.",
    ),
    "formel rbf_inntekt per region = poengverdi × poeng_for_utbetaling [regelverk 4.2]",
    "utbetaling rbf_inntekt per region = poengverdi × poeng_for_utbetaling [regelverk 4.2]",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """One warning where there are measures and no payout."""
    if ruleset.payout is None and ruleset.measures:
        last = list(ruleset.measures.values())[-1]
        english = ruleset.tree.language == "en"
        yield Fault(
            KIND,
            Words("Regelsettet har ingen utbetaling", "The ruleset has no payout"),
            (Label(last.span, Words("her deles det ut poeng", "points are handed out here")),),
            (
                Words(
                    "Poengene blir regnet ut, men ikke gjort om til kroner.",
                    "The points are computed, but not turned into kroner.",
                ),
            ),
            Words("Skriv det som betales, som utbetaling:", "Declare what is paid as the payout:"),
            ("payout … per region = …" if english else "utbetaling … per region = …",),
        )
