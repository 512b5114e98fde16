"""A payout that is rounded to more decimals than kroner have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import KRONER
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import shown
from rbflang.syntax.format_words import Spelling
from rbflang.wording import KRONE, Currency, Words

KIND = Kind(
    "payout-with-more-decimals",
    Severity.FAULT,
    Words("Utbetalingen avrundes til mindre enn øre", "The payout has more decimals than the unit of money"),
    Words(
        "Kroner har to desimaler. En utbetaling rundes av til hele kroner, eller til én eller to desimaler: noe "
        "mindre enn et øre kan ikke betales. En annen pengeenhet har de desimalene som regelsettet sier.",
        "Kroner have two decimals. A payout is rounded to whole kroner, or to one or two decimals: nothing less than a "
        "hundredth can be paid. Another unit of money has the decimals that the ruleset says.",
    ),
    Words(
        "utbetaling inntekt per region = poengverdi × poengsum [regelverk 4]\n"
        "    avrundet til 3 desimaler, halve opp [regelverk 4]",
        "payout income per region = point_value × total_points [rulebook 4]\n"
        "    rounded to 3 decimals, halves up [rulebook 4]",
    ),
    Words(
        "utbetaling inntekt per region = poengverdi × poengsum [regelverk 4]\n"
        "    avrundet til 2 desimaler, halve opp [regelverk 4]",
        "payout income per region = point_value × total_points [rulebook 4]\n"
        "    rounded to 2 decimals, halves up [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout with more than two decimals."""
    spelling, unit = Spelling(ruleset.tree.language), ruleset.currency
    many = unit.named
    for quantity in ruleset.quantities.values():
        rounding = quantity.rounding if quantity.role == "payout" else None
        if rounding is None or rounding.number is None or rounding.decimals <= unit.decimals:
            continue
        hundredths = evolve(rounding.number, digits=str(unit.decimals), value=Fraction(unit.decimals), mark="")
        cures = (
            evolve(rounding, to="kroner", number=None),
            evolve(rounding, to="decimals", number=evolve(hundredths, money_word="")),
        )
        to, has = so_many(rounding.decimals), so_many(unit.decimals)
        if rounding.to == "nearest":
            least = shown(rounding.unit, KRONER.counted_in(unit))
            to = Words(f"nærmeste {least.nb}", f"the nearest {least.en}")
        yield Fault(
            KIND,
            Words(
                f"Utbetalingen «{quantity.name}» avrundes til {to.nb}, men {many.nb} har {has.nb}",
                f"The payout “{quantity.name}” is rounded to {to.en}, but {many.en} have {has.en}",
            ),
            (Label(rounding.number.span, Words("så små beløp kan ikke betales", "amounts this small cannot be paid")),),
            (),
            _rounded_otherwise(unit),
            tuple(
                f"{spelling.rounding(one)} {spelling.citation(one.citation)}".strip()
                for one in cures[: 2 if unit.decimals else 1]
            ),
        )


def _rounded_otherwise(unit: Currency) -> Words:
    if unit == KRONE:
        return Words("Avrund til hele kroner, eller til øre:", "Round to whole kroner, or to hundredths:")
    if not unit.decimals:
        return Words(f"Avrund til hele {unit.many}:", f"Round to whole {unit.named.en}:")
    to = so_many(unit.decimals)
    return Words(f"Avrund til hele {unit.many}, eller til {to.nb}:", f"Round to whole {unit.named.en}, or to {to.en}:")


def so_many(decimals: int) -> Words:
    """`1 desimal`, `2 desimaler`, `ingen desimaler`."""
    many = str(decimals) if decimals else ""
    end = ("", "") if decimals == 1 else ("er", "s")
    return Words(f"{many or 'ingen'} desimal{end[0]}", f"{many or 'no'} decimal{end[1]}")
