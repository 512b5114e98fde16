"""A measure that lacks a line it needs, or has one twice."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.set_origins import spelled
from rbflang.quantities import SHARE
from rbflang.ruleset.model import PARTS_NAME, Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import figure
from rbflang.ruleset.values import exact, is_number
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.traversal import names_read
from rbflang.syntax.tree import Clause, MeasureDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

ONE = Fraction(1)
KIND = Kind(
    "measure-incomplete",
    Severity.FAULT,
    Words("Prestasjonsmålet er ikke helt", "The measure is not complete"),
    Words(
        "Et prestasjonsmål sier hvor stor andel av poengene det har (poengandel), hvordan deler regnes ut (deler), og "
        "hvordan poengene deles (poeng), hver av dem én gang. Et prestasjonsmål som setter poengene direkte, trenger "
        "bare «poeng».",
        "A measure says its share of the points (point_share), how parts are computed (parts) and how points are "
        "shared (points), each once. A measure that sets its points directly needs only “points”.",
    ),
    Words(
        "prestasjonsmål plassering {\n"
        "    deler = uttelling(måloppnåelse) [regelverk 3]\n"
        "    poeng = fordel total_poengsum mellom region etter deler, likt når ingen har deler [regelverk 3]\n}",
        "measure placement {\n"
        "    parts = credit(achievement) [rulebook 3]\n"
        "    points = share points_to_share between region by parts, equally when nobody has parts [rulebook 3]\n"
        "}",
    ),
    Words(
        "prestasjonsmål plassering {\n"
        "    poengandel 100 % [regelverk 3]\n"
        "    deler = uttelling(måloppnåelse) [regelverk 3]\n"
        "    poeng = fordel total_poengsum mellom region etter deler, likt når ingen har deler [regelverk 3]\n}",
        "measure placement {\n"
        "    point_share 100 % [rulebook 3]\n"
        "    parts = credit(achievement) [rulebook 3]\n"
        "    points = share points_to_share between region by parts, equally when nobody has parts [rulebook 3]\n"
        "}",
    ),
)
ONCE: dict[str, str] = {"point_share": "POINT_SHARE", "applies": "APPLIES", "parts": "PARTS", "points": "POINTS"}
EXAMPLES: dict[str, str] = {
    "POINT_SHARE": "poengandel 100 %",
    "PARTS": "deler = …",
    "POINTS": "poeng = fordel … mellom region etter deler, likt når ingen har deler",
}
ENGLISH: dict[str, str] = {
    "POINT_SHARE": "point_share 100 %",
    "PARTS": "parts = …",
    "POINTS": "points = share … between region by parts, equally when nobody has parts",
}
WHY: dict[str, Words] = {
    "POINT_SHARE": Words(
        "Uten den er andelen 0, og ingen får poeng.", "Without it the share is zero, and nobody gets points."
    ),
    "PARTS": Words(
        "Poengene deles etter deler, men ingen deler regnes ut.", "Points are shared by parts, but there are none."
    ),
    "POINTS": Words("Da deler det ikke ut noe.", "Then it hands out nothing."),
}


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each line that is missing or written twice."""
    declared: set[str] = set()
    for one in ruleset.tree.declarations:
        if isinstance(one, MeasureDecl) and one.name.text not in declared:
            declared.add(one.name.text)
            yield from _twice(one)
    for measure in ruleset.measures.values():
        for word in _missing(measure):
            yield _fault(ruleset, measure, word)


def is_complete(measure: Measure) -> bool:
    """True if a measure has all the lines it needs."""
    return not any(_missing(measure))


def _missing(measure: Measure) -> Iterator[str]:
    if measure.points is None:
        yield "POINTS"
    if isinstance(measure.points, Sharing) and measure.share is None and not measure.share_rows:
        yield "POINT_SHARE"
    reads_parts = measure.points is not None and any(one.text == PARTS_NAME for one in names_read(measure.points))
    if reads_parts and measure.parts is None:
        yield "PARTS"


def _twice(one: MeasureDecl) -> Iterator[Fault]:
    first: dict[str, Clause] = {}
    for clause in one.clauses:
        if clause.kind in ONCE and clause.kind in first:
            word = BY_NAME[ONCE[clause.kind]]
            yield Fault(
                KIND,
                Words(
                    f"«{word.nb}» er skrevet to ganger i «{one.name.text}»",
                    f"“{word.en}” stands twice in “{one.name.text}”",
                ),
                (
                    Label(clause.span, Words("andre gang", "the second time")),
                    Label(first[clause.kind].span, Words("første gang", "the first time")),
                ),
                (Words("Bare én av dem kan gjelde.", "Only one of them can hold."),),
                Words("Slett den som ikke gjelder.", "Delete the one that does not hold."),
            )
        first.setdefault(clause.kind, clause)


def _fault(ruleset: Ruleset, measure: Measure, name: str) -> Fault:
    word = BY_NAME[name]
    example = (ENGLISH if ruleset.tree.language == "en" else EXAMPLES)[name]
    if name == "POINT_SHARE":
        example = example.replace("100 %", _left_over(ruleset, measure))
    if name == "POINTS" and ruleset.payout and ruleset.payout.sets:
        example = example.replace("region", spelled(ruleset, ruleset.payout.sets[0]))
    return Fault(
        KIND,
        Words(
            f"Prestasjonsmålet «{measure.title}» mangler «{word.nb}»",
            f"The measure “{measure.title}” lacks “{word.en}”",
        ),
        (Label(measure.span, Words(f"ingen linje med «{word.nb}»", f"no line with “{word.en}”")),),
        (WHY[name],),
        Words("Legg til linjen:", "Add the line:"),
        (example,),
    )


def _left_over(ruleset: Ruleset, measure: Measure) -> str:
    """The point share that the other measures leave, where each of them has one for all indicators."""
    others = [one.share for one in ruleset.measures.values() if one is not measure and one.applies is None]
    known = [exact(one) for one in others if one is not None and is_number(one)]
    left = ONE - sum(known, Fraction(0))
    return figure(left, SHARE, ruleset.tree.language) if left > 0 else "… %"
