"""Asking who takes part in a measure that keeps nobody out."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Measure, Ruleset
from rbflang.ruleset.order import expressions_of, target_of
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.traversal import names_read
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "everybody-takes-part",
    Severity.WARNING,
    Words("Det spørres hvem som deltar, men alle deltar", "It is asked who takes part, but everybody does"),
    Words(
        "«deltar» er sant for dem som oppfyller alle kravene som ender på «ellers ingen deler». Har prestasjonsmålet "
        "ingen slike krav, er det sant for alle. Den som mister poengene med «ellers bortfaller poengene», deltar.",
        "“taking part” is true for those that meet all requirements that end with “otherwise no parts”. In a measure "
        "without any it is true for everybody. Whoever loses its points by “otherwise the points lapse” takes part.",
    ),
    Words(
        "prestasjonsmål best {\n"
        "    krav datakompletthet minst 50 %, ellers bortfaller poengene [regelverk 3]\n"
        "    deler = (antall der deltar over region) × 1 del / 1 [regelverk 3]\n}",
        "measure best {\n"
        "    gate completeness at_least 50 %, otherwise the points lapse [rulebook 3]\n"
        "    parts = (count where taking part over region) × 1 part / 1 [rulebook 3]\n"
        "}",
    ),
    Words(
        "prestasjonsmål best {\n"
        "    krav datakompletthet minst 50 %, ellers ingen deler [regelverk 3]\n"
        "    deler = (antall der deltar over region) × 1 del / 1 [regelverk 3]\n}",
        "measure best {\n"
        "    gate completeness at_least 50 %, otherwise no parts [rulebook 3]\n"
        "    parts = (count where taking part over region) × 1 part / 1 [rulebook 3]\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each place that asks it."""
    for span, measure in dict(_asked(ruleset)).items():
        yield _warning(ruleset, span, measure)


def _asked(ruleset: Ruleset) -> Iterator[tuple[Span, Measure]]:
    for quantity in ruleset.quantities.values():
        for name in (name for each in expressions_of(ruleset, quantity) for name in names_read(each)):
            target = target_of(ruleset, name.text, quantity.measure)
            read = ruleset.quantities[target] if target else None
            if read is not None and read.role == "taking_part" and not ruleset.measures[read.measure or ""].keeping_out:
                yield name.span, ruleset.measures[read.measure or ""]


def _warning(ruleset: Ruleset, span: Span, measure: Measure) -> Fault:
    title = measure.titled
    word = BY_NAME["ELSE_NO_PARTS"].spelled(ruleset.tree.language).removeprefix(", ")
    return Fault(
        KIND,
        Words(f"Alle deltar i «{title.nb}»", f"Everybody takes part in “{title.en}”"),
        (Label(span, Words("dette er alltid sant", "this is always true")),),
        (
            Words(
                f"«{title.nb}» har ingen krav som ender på «{word}», og ingen holdes utenfor.",
                f"“{title.en}” has no requirement that ends with “{word}”, and keeps nobody out.",
            ),
        ),
        Words(
            f"Ta bort spørsmålet, eller skriv «{word}» bak kravet som skal holde noen utenfor.",
            f"Take the question away, or write “{word}” behind the requirement that is to keep somebody out.",
        ),
    )
