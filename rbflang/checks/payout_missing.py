"""A ruleset that hands out points that nothing turns into kroner, or that pays nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import REGION, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.vocabulary import BY_NAME, written_name
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
    Words(
        "formel rbf_inntekt per region = poengverdi × poeng_for_utbetaling [regelverk 4.2]",
        "formula income per region = point_value × points_for_payout [rulebook 4.2]",
    ),
    Words(
        "utbetaling rbf_inntekt per region = poengverdi × poeng_for_utbetaling [regelverk 4.2]",
        "payout income per region = point_value × points_for_payout [rulebook 4.2]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """One warning where there are measures and no payout, or no rule of any kind."""
    if ruleset.payout is not None:
        return
    if ruleset.measures:
        last = list(ruleset.measures.values())[-1]
        label = Label(last.span, Words("her deles det ut poeng", "points are handed out here"))
        story = Words(
            "Poengene blir regnet ut, men ikke gjort om til kroner.",
            "The points are computed, but not turned into kroner.",
        )
        yield _fault(ruleset, label, story)
    elif ruleset.tree.header and not ruleset.quantities:
        label = Label(ruleset.tree.header.span, Words("dette regelsettet", "this ruleset"))
        yield _fault(
            ruleset, label, Words("Det sier ikke hva noen får betalt.", "It does not say what anyone is paid.")
        )


def _fault(ruleset: Ruleset, label: Label, story: Words) -> Fault:
    language = ruleset.tree.language
    return Fault(
        KIND,
        Words("Regelsettet har ingen utbetaling", "The ruleset has no payout"),
        (label,),
        (story,),
        Words("Skriv det som betales, som utbetaling:", "Declare what is paid as the payout:"),
        (f"{BY_NAME['PAYOUT'].spelled(language)} … {BY_NAME['PER'].spelled(language)} {_payees(ruleset)} = …",),
    )


def _payees(ruleset: Ruleset) -> str:
    """The set that the last measure shares its points between; a region, where there is no measure."""
    last = [*ruleset.measures.values()][-1:]
    return written_name(last[0].shared_among if last else REGION, ruleset.tree.language)
