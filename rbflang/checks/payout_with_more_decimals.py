"""A payout that is rounded to more decimals than kroner have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import KRONE_DECIMALS, KRONER
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import shown
from rbflang.syntax.format_words import Spelling
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
    spelling = Spelling(ruleset.tree.language)
    for quantity in ruleset.quantities.values():
        rounding = quantity.rounding if quantity.role == "payout" else None
        if rounding is None or rounding.number is None or rounding.decimals <= KRONE_DECIMALS:
            continue
        hundredths = evolve(rounding.number, digits=str(KRONE_DECIMALS), value=Fraction(KRONE_DECIMALS), mark="")
        cures = (
            evolve(rounding, to="kroner", number=None),
            evolve(rounding, to="decimals", number=hundredths),
        )
        to = Words(f"{rounding.decimals} desimaler", f"{rounding.decimals} decimals")
        if rounding.to == "nearest":
            unit = shown(rounding.unit, KRONER)
            to = Words(f"nærmeste {unit.nb}", f"the nearest {unit.en}")
        yield Fault(
            KIND,
            Words(
                f"Utbetalingen «{quantity.name}» avrundes til {to.nb}, men kroner har {KRONE_DECIMALS} desimaler",
                f"The payout “{quantity.name}” is rounded to {to.en}, but kroner have {KRONE_DECIMALS} decimals",
            ),
            (Label(rounding.number.span, Words("så små beløp kan ikke betales", "amounts this small cannot be paid")),),
            (),
            Words("Avrund til hele kroner, eller til øre:", "Round to whole kroner, or to hundredths:"),
            tuple(f"{spelling.rounding(one)} {spelling.citation(one.citation)}".strip() for one in cures),
        )
