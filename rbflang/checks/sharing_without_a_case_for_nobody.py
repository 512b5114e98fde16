"""Points that are shared by parts, where nothing is said of the case that nobody has parts."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "sharing-without-a-case-for-nobody",
    Severity.FAULT,
    Words(
        "En deling sier ikke hva som skjer når ingen har deler",
        "A sharing does not say what happens when nobody has parts",
    ),
    Words(
        "Poeng deles i forhold til deler. Har ingen deler, er det ingenting å dele etter, og regelsettet må si om "
        "poengene deles likt eller bortfaller.",
        "Points are shared in proportion to parts. If nobody has parts there is nothing to share by, and the ruleset "
        "must say whether the points are shared equally or lapse.",
    ),
    Words(
        "poeng = fordel total_poengsum mellom region etter deler [regelverk 4.1.3.1]",
        "points = share points_to_share between region by parts [rulebook 4.1.3.1]",
    ),
    Words(
        "poeng = fordel total_poengsum mellom region etter deler, likt når ingen har deler [regelverk 4.1.3.1]",
        "points = share points_to_share between region by parts, equally when nobody has parts [rulebook 4.1.3.1]",
    ),
)
EQUALLY = Words("alle som er med i delingen, får like mye", "all who take part get the same")
LAPSE = Words("poengene deles ikke ut", "the points are not handed out")


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each sharing that leaves the case open."""
    for measure in ruleset.measures.values():
        if isinstance(measure.points, Sharing) and measure.points.nobody is None:
            yield _fault(measure.points, ruleset.tree.language)


def _fault(sharing: Sharing, language: str) -> Fault:
    among = set_noun(sharing.among.text)
    choices = (("NOBODY_EQUALLY", EQUALLY), ("NOBODY_LAPSE", LAPSE))
    lead = " ".join(sharing.span.text.split())
    lines = [(lead + BY_NAME[word].spelled(language), meaning) for word, meaning in choices]
    width = max(len(line) for line, _ in lines)
    return Fault(
        KIND,
        Words(
            "Delingen sier ikke hva som skjer når ingen har deler",
            "The sharing does not say what happens when nobody has parts",
        ),
        (Label(sharing.span, Words("hva skjer når ingen har deler?", "what happens when nobody has parts?")),),
        (
            Words(
                f"Har {_none_of(among.a)} deler for en indikator, er det ingenting å dele poengene etter.",
                f"If no {among.en} has parts for an indicator, there is nothing to share the points by.",
            ),
        ),
        Words("Velg ett av to:", "Choose one of two:"),
        tuple(Words(f"{line:<{width}}   {to.nb}", f"{line:<{width}}   {to.en}") for line, to in lines),
    )


def _none_of(one: str) -> str:
    article, _, noun = one.partition(" ")
    return f"ikke noe {noun}" if article == "et" else f"ingen {noun}"
