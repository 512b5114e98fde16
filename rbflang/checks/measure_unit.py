"""Parts that are not in parts, or points that are not in points."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import PARTS, POINTS
from rbflang.ruleset.findings import MeasureUnit
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import ONE
from rbflang.ruleset.unit_words import figure, is_what, unit_name
from rbflang.syntax.expressions import Number
from rbflang.wording import Words

KIND = Kind(
    "measure-unit",
    Severity.FAULT,
    Words("Et prestasjonsmål gir noe i feil enhet", "A measure gives something in the wrong unit"),
    Words(
        "«deler» er i deler, og «poeng» og det som fordeles, er i poeng. En trapp gir deler når trinnene gjør det "
        "(«gir 2 deler»), og et tall blir deler når det ganges med «1 del».",
        "“parts” is in parts; “points”, and what is shared, is in points. A staircase gives parts when its steps do "
        "(“gives 2 parts”), and a plain number becomes parts when it is multiplied by “1 part”.",
    ),
    Words("deler = måloppnåelse / måltall [regelverk 4]", "parts = achievement / target [rulebook 4]"),
    Words("deler = måloppnåelse / måltall × 1 del [regelverk 4]", "parts = achievement / target × 1 part [rulebook 4]"),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each line of a measure in the wrong unit."""
    for finding in inference.found(MeasureUnit):
        yield _fault(ruleset, inference, finding)


def _fault(ruleset: Ruleset, inference: Inference, finding: MeasureUnit) -> Fault:
    unit, kind = finding.unit, finding.kind
    wanted, state = unit_name(unit), is_what(kind)
    text = " ".join(finding.span.text.split())
    tip, paste = _cure(ruleset, inference, finding, text)
    what = Words("Delene", "The parts") if unit == PARTS else Words("Poengene", "The points")
    return Fault(
        KIND,
        Words(f"{what.nb} er ikke i {wanted.nb}", f"{what.en} are not in {wanted.en}"),
        (Label(finding.span, Words(f"dette {state.nb}", f"this {state.en}")),),
        (
            Words(
                f"«{text}» {state.nb}. Her trengs {wanted.nb}.",
                f"“{text}” {state.en}. {wanted.en.capitalize()} are needed.",
            ),
        ),
        tip,
        paste,
    )


def _cure(ruleset: Ruleset, inference: Inference, finding: MeasureUnit, text: str) -> tuple[Words, tuple[str, ...]]:
    unit, kind, number, language = finding.unit, finding.kind, finding.expression, ruleset.tree.language
    if isinstance(number, Number) and not number.mark:
        return Words("Skriv enheten bak tallet:", "Write the unit behind the number:"), (
            figure(number.value, unit, language),
        )
    if kind.unit.is_dimensionless and unit == PARTS:
        whole = text if text.isidentifier() else f"({text})"
        return (
            Words("Skal hver hele gi én del, så gang med det:", "If each whole is to give one part, multiply:"),
            (f"{whole} × {figure(ONE, PARTS, language)}",),
        )
    if unit == POINTS:
        tip = Words(
            "Gang med et antall poeng, eller bruk «fordel … mellom … etter deler».", "Multiply by points, or share."
        )
    else:
        tip = Words("Bruk en trapp som gir deler, eller gang med «1 del».", "Use a staircase that gives parts.")
    return tip, ()
