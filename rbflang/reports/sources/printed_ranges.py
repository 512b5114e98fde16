"""Which other values a number of the rules could have without a published figure changing, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.published.number_ranges import NumberRange, Stretch
from rbflang.quantities import SHARE, Unit
from rbflang.reports.document import Block, Heading, Line, Lines, Paragraph
from rbflang.wording import Voice, decimals_needed

DECIMALS = 4


def ranges_block(computed: Computed, found: Sequence[NumberRange], say: Voice) -> Iterator[Block]:
    """A line a number."""
    if not found:
        return
    yield Heading(say("Tall i reglene som ikke er dokumentert", "Numbers of the rules that are not documented"))
    yield Lines(tuple(_line(computed, one, say) for one in found))
    yield Paragraph(
        say(
            "Hvert tall er flyttet over hele sitt område mens resten står. Der det står «for noen desimaler», stemmer "
            "de publiserte tallene bare for noen av desimalene som ikke er trykt i resultatene.",
            "Each number was moved over its whole range while the rest stood. Where it says “for some decimals”, the "
            "published figures agree only with some of the decimals that were not printed in the results.",
        )
    )


def _line(computed: Computed, one: NumberRange, say: Voice) -> Line:
    signature = computed.checked.inference.signatures[one.quantity]
    unit = signature.kind.unit
    written = " ".join(one.given.value.span.text.split())
    label = f"{'.'.join((one.quantity, *filter(None, one.key)))} = {say.printed(written)}"
    if not one.stretches:
        return Line(label, say("Ingen publiserte tall avhenger av det.", "No published figure rests on it."))
    kinds = (
        ("always", say("alle publiserte tall stemmer", "all published figures agree")),
        ("sometimes", say("for noen desimaler", "for some decimals")),
        ("untried", say("ikke prøvd", "not tried")),
    )
    told = [(words, _all(one, giving, unit, say)) for giving, words in kinds]
    said = [f"{words}: {stretches}" for words, stretches in told if stretches]
    if not said:
        none = say(
            "Ingen av de prøvde strekningene gir alle publiserte tall.",
            "None of the stretches tried gives all published figures.",
        )
        return Line(label, none)
    fails = any(_fails(stretch) and stretch.low < stretch.high for stretch in one.stretches)
    text = "; ".join(said) + (say("; ellers ikke", "; not otherwise") if fails else "")
    return Line(label, text[:1].upper() + text[1:])


def _all(one: NumberRange, giving: str, unit: Unit, say: Voice) -> str:
    """The stretches that give so; where a single value between two does not, they are told as one without it."""
    told: list[tuple[Stretch, list[Fraction]]] = []
    for at, stretch in enumerate(one.stretches):
        if stretch.giving != giving:
            continue
        before = one.stretches[at - 2 : at] if at > 1 else ()
        if told and before and before[0].giving == giving and before[1].low == before[1].high and _fails(before[1]):
            joined, without = told[-1]
            told[-1] = evolve(joined, high=stretch.high), [*without, before[1].low]
        else:
            told.append((stretch, []))
    return say.listing([_stretch(stretch, without, unit, say) for stretch, without in told])


def _fails(one: Stretch) -> bool:
    return one.giving == "never"


def _stretch(one: Stretch, without: Sequence[Fraction], unit: Unit, say: Voice) -> str:
    low, high = (_shown(end, unit, say) for end in (one.low, one.high))
    values = say.listing([_shown(value, unit, say) for value in without])
    but = say(f" (unntatt {values})", f" (except {values})") if values else ""
    return low if low == high else say(f"{low} til {high}", f"{low} to {high}") + but


def _shown(value: Fraction, unit: Unit, say: Voice) -> str:
    """A limit with at most four decimals."""
    if unit != SHARE:
        return say.plain(value, DECIMALS)
    needed = decimals_needed(value * 100)
    return say.percent(value, DECIMALS if needed is None else min(needed, DECIMALS))
