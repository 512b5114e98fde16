"""The faults of amounts that cannot be paid as they are: a sum that no whole units make up, and a payout not rounded.

Takes a computed ruleset, gives faults that say which amounts they are about and what can be written instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.shown import cell_words
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.failures.root_causes import Arisen
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Apportion, printed_of
from rbflang.quantities import KRONER
from rbflang.ruleset.model import CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.unit_words import of_whole_units, shown
from rbflang.source import Span
from rbflang.syntax.expressions import Name
from rbflang.syntax.format_words import Spelling, rounded_to_whole
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import KRONE, Currency, Words, in_both, number, plain

SUM_NOT_WHOLE = Kind(
    "sum-is-not-whole",
    Severity.FAULT,
    Words("Summen kan ikke rundes av etter største rest", "The sum cannot be rounded by largest remainder"),
    Words(
        "Avrunding etter største rest holder summen uendret. Da må summen være et helt antall enheter; med «per» "
        "gjelder det summen for hver av dem.",
        "Rounding by largest remainder keeps the sum. So the sum must be a whole number of units; with “per”, the sum "
        "of each of them.",
    ),
)
PAYOUT_NOT_ROUNDED = Kind(
    "payout-not-rounded",
    Severity.FAULT,
    Words("Utbetalingen må avrundes", "The payout must be rounded"),
    Words(
        "Kroner har to desimaler. Blir en utbetaling til noe annet, må regelen si hvordan den avrundes, for det "
        "avgjør hvem som får det siste øret eller den siste kronen. Ingen avrunding gjettes.",
        "Kroner have two decimals. Where a payout comes to anything else, the rule must say how it is rounded, for "
        "that decides who gets the last krone. No rounding is guessed.",
    ),
    Words(
        "utbetaling inntekt per region = bevilgning × andelen [regelverk 4]",
        "payout income per region = appropriation × the_share [rulebook 4]",
    ),
    Words(
        "utbetaling inntekt per region = bevilgning × andelen [regelverk 4]\n"
        "    avrundet til hele kroner, etter største rest [regelverk 4]",
        "payout income per region = appropriation × the_share [rulebook 4]\n"
        "    rounded to whole kroner, by largest remainder [rulebook 4]",
    ),
)


def sum_is_not_whole(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each formula with an exact sum that is no whole number of units."""
    formulas: dict[str, list[Arisen]] = {}
    for arisen in found:
        formulas.setdefault(arisen.inside, []).append(arisen)
    for those in formulas.values():
        yield _not_whole(computed, those)


def _not_whole(computed: Computed, found: Iterable[Arisen]) -> Fault:
    """The first sum that is not whole, and how many others there are."""
    groups = {(arisen.place[0], _group_of(arisen)): arisen for arisen in found}
    first = next(iter(groups.values()))
    total, whose = Fraction(first.failure.where), _whose(computed, first)
    return sum_not_whole(computed.checked, first.inside, whose, total, len(groups) - 1)


def sum_not_whole(checked: CheckedRuleset, name: str, whose: Words, total: Fraction, more: int) -> Fault:
    """A fault for a sum that is not whole, whose it is, and how many others there are."""
    of, of_en = (f" for {whose.nb}", f" for {whose.en}") if whose.nb else ("", "")
    amount, rounding = _amount(checked, name, total), checked.ruleset.quantities[name].rounding
    assert rounding is not None  # it is the sum of what is rounded
    whole = of_whole_units(rounding)
    amiss = Words("ikke er et helt beløp", "is no whole amount")
    if rounding.to == "nearest":
        amiss = Words(f"ikke er {whole.nb}", f"is not {whole.en}")
    story = [
        Words(
            f"Avrunding etter største rest holder summen uendret, og da må den være {whole.nb}.",
            f"Rounding by largest remainder keeps the sum, which must then be {whole.en}.",
        )
    ]
    if more:
        story.append(_so_it_is_with(more))
    return Fault(
        SUM_NOT_WHOLE,
        Words(
            f"«{name}»{of} er til sammen {amount.nb}, som {amiss.nb}",
            f"“{name}”{of_en} adds up to {amount.en}, which {amiss.en}",
        ),
        (Label(rounding.span, Words("her rundes det av", "here it is rounded")),),
        tuple(story),
        Words(
            "Kontroller at alt blir delt ut: bevilgningen, andelene og poengene. Ellers må avrundingen være en annen.",
            "Check that all is handed out: the appropriation, the shares and the points. Else choose another rounding.",
        ),
        address=name,
    )


def _so_it_is_with(more: int) -> Words:
    count = in_both(lambda language: number(Fraction(more), language=language))
    return Words(f"Det samme gjelder {count.nb} til.", f"So it is with {count.en} more.")


def _group_of(arisen: Arisen) -> tuple[int, ...]:
    node, cell = arisen.place
    assert isinstance(node, Apportion)
    return next(group for group in node.groups if cell in group)


def _whose(computed: Computed, arisen: Arisen) -> Words:
    """Whose sum it is, where the sum is kept for each member of a set."""
    ruleset = computed.checked.ruleset
    rounding = ruleset.quantities[arisen.inside].rounding
    if rounding is None or not rounding.per:
        return NOTHING
    node, cell = arisen.place
    kept = ruleset.space.domain(name.text for name in rounding.per)
    cells = ruleset.space.cells(node.domain, kept)
    return cell_words(ruleset, kept, kept.keys[cells[cell] if cells else cell])


def _amount(checked: CheckedRuleset, name: str, total: Fraction) -> Words:
    signature = checked.inference.signatures.get(name)
    return shown(total, signature.kind.unit if signature else KRONER.counted_in(checked.ruleset.currency))


# a payout that is not rounded


def not_rounded(computed: Computed, payout: Quantity) -> tuple[Fault, ...]:
    """A fault for a payout without a rounding that comes to more decimals than the unit of money has."""
    cells = computed.valuation.of(payout.name)
    values = {key: printed_of(cell) for key, cell in cells.items()}
    return amounts_not_rounded(computed.checked.ruleset, payout, values)


def amounts_not_rounded(ruleset: Ruleset, payout: Quantity, values: Mapping[Key, object]) -> tuple[Fault, ...]:
    """A fault for amounts of a payout without a rounding, where some of them cannot be paid."""
    unit = ruleset.currency
    beyond = {
        key: value for key, value in values.items() if isinstance(value, Fraction) and not can_be_paid(value, unit)
    }
    if not beyond:
        return ()
    key, value = next(iter(beyond.items()))
    who = cell_words(ruleset, ruleset.space.domain(payout.sets), key)
    return (_not_rounded(ruleset, payout, who, value, len(beyond) - 1),)


def can_be_paid(value: Fraction, unit: Currency) -> bool:
    """True for an amount with no more decimals than the unit of money has."""
    scaled: Fraction = value * 10**unit.decimals
    return scaled.denominator == 1


def _not_rounded(ruleset: Ruleset, payout: Quantity, who: Words, value: Fraction, more: int) -> Fault:
    unit, language = ruleset.currency, ruleset.tree.language
    nb, en = (unit.amount(plain(value, spoken, 6), spoken) for spoken in ("nb", "en"))
    others = (_so_it_is_with(more),) if more else ()
    span: Span = payout.expression.span if payout.expression is not None else payout.span
    whole = rounded_to_whole(unit, language)
    per = Spelling(language).per([Name(payout.span, name) for name in payout.sets[:1]] if len(payout.sets) > 1 else ())
    kept = " ".join(filter(None, (BY_NAME["LARGEST_REMAINDER"].spelled(language), per)))
    cures = [f"{whole}{mode} […]" for mode in (BY_NAME["HALF_UP"].spelled(language), kept)]
    return Fault(
        PAYOUT_NOT_ROUNDED,
        Words(
            f"Utbetalingen «{payout.name}» blir {nb} for {who.nb}, og regelen sier ikke hvordan den avrundes",
            f"The payout “{payout.name}” comes to {en} for {who.en}, and the rule does not say how it is rounded",
        ),
        (Label(span, _no_whole_number(unit)),),
        others,
        Words(
            f"{unit.many.capitalize()} har {_decimals(unit).nb}. Skriv avrundingen bak formelen, hver for seg eller "
            "slik at summen holdes:",
            f"{unit.named.en.capitalize()} have {_decimals(unit).en}. Write the rounding behind the formula, each by "
            "itself or so that the sum is kept:",
        ),
        tuple(cures),
        address=payout.name,
    )


def _no_whole_number(unit: Currency) -> Words:
    if unit == KRONE:
        return Words("blir ikke hele kroner eller øre", "is no whole number of kroner or hundredths")
    if not unit.decimals:
        return Words(f"blir ikke hele {unit.many}", f"is no whole number of {unit.named.en}")
    few = _decimals(unit)
    return Words(f"har flere enn {few.nb}", f"has more than {few.en}")


def _decimals(unit: Currency) -> Words:
    """How many decimals a unit of money has, in words."""
    one = unit.decimals == 1
    nb, en = (("ingen", "no"), ("én", "one"), ("to", "two"), ("tre", "three"), *((str(n),) * 2 for n in range(4, 10)))[
        unit.decimals
    ]
    return Words(f"{nb} desimal{'' if one else 'er'}", f"{en} decimal{'' if one else 's'}")
