"""A payout that is rounded to more decimals than kroner have."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import KRONE_DECIMALS
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "payout-with-more-decimals",
    Severity.FAULT,
    Words("Utbetalingen avrundes til mindre enn øre", "The payout is rounded to less than a hundredth of a krone"),
    Words(
        "Kroner har to desimaler. En utbetaling rundes av til hele kroner, eller til én eller to desimaler: noe "
        "mindre enn et øre kan ikke betales.",
        "Kroner have two decimals. A payout is rounded to whole kroner, or to one or two decimals: nothing less than a "
        "hundredth can be paid.",
    ),
    "utbetaling inntekt per region = poengverdi × poengsum [regelverk 4]\n"
    "    avrundet til 3 desimaler, halve opp [regelverk 4]",
    "utbetaling inntekt per region = poengverdi × poengsum [regelverk 4]\n"
    "    avrundet til 2 desimaler, halve opp [regelverk 4]",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout with more than two decimals."""
    language = ruleset.tree.language
    to, decimals, whole = (BY_NAME[word].spelled(language) for word in ("ROUND_TO", "DECIMALS", "ROUND_KRONER"))
    for quantity in ruleset.quantities.values():
        rounding = quantity.rounding if quantity.role == "payout" else None
        if rounding is None or rounding.decimals is None or rounding.decimals.value <= KRONE_DECIMALS:
            continue
        count = int(rounding.decimals.value)
        mode = BY_NAME[rounding.mode.upper()].spelled(language) if rounding.mode else ""
        yield Fault(
            KIND,
            Words(
                f"Utbetalingen «{quantity.name}» avrundes til {count} desimaler, men kroner har {KRONE_DECIMALS}",
                f"The payout “{quantity.name}” is rounded to {count} decimals, but kroner have {KRONE_DECIMALS}",
            ),
            (
                Label(
                    rounding.decimals.span, Words("så små beløp kan ikke betales", "amounts this small cannot be paid")
                ),
            ),
            (),
            Words("Avrund til hele kroner, eller til øre:", "Round to whole kroner, or to hundredths:"),
            (f"{whole}{mode}", f"{to} {KRONE_DECIMALS} {decimals}{mode}"),
        )
