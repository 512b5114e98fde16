"""A requirement that keeps a region out of a sharing, in a measure that shares nothing."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Gate, Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "penalty-gate",
    Severity.FAULT,
    Words("Kravet kan ikke holde noen utenfor en deling", "The requirement cannot keep anyone out of a sharing"),
    Words(
        "«ellers ingen deler» betyr at de andre deler poengene mellom seg. Et prestasjonsmål som setter poengene "
        "direkte («poeng = …», for eksempel et trekk), deler ingenting, og da kan bare «ellers bortfaller poengene» "
        "brukes.",
        "“otherwise no parts” means that the others share the points. A measure that sets its points directly "
        "(“points = …”, a deduction for instance) shares nothing, so only “otherwise the points lapse” can be used.",
    ),
    Words(
        "prestasjonsmål trekk {\n"
        "    krav måloppnåelse mindre enn 10 %, ellers ingen deler [regelverk 5]\n"
        "    poeng = −100 poeng [regelverk 5]\n}",
        "measure deduction {\n"
        "    gate achievement less than 10 %, otherwise no parts [rulebook 5]\n"
        "    points = −100 points [rulebook 5]\n"
        "}",
    ),
    Words(
        "prestasjonsmål trekk {\n"
        "    krav måloppnåelse mindre enn 10 %, ellers bortfaller poengene [regelverk 5]\n"
        "    poeng = −100 poeng [regelverk 5]\n}",
        "measure deduction {\n"
        "    gate achievement less than 10 %, otherwise the points lapse [rulebook 5]\n"
        "    points = −100 points [rulebook 5]\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each requirement of the wrong kind in a measure that sets its points directly."""
    for measure in ruleset.measures.values():
        if measure.points is not None and not isinstance(measure.points, Sharing):
            for gate in measure.gates:
                if gate.consequence == "no_parts":
                    yield _fault(ruleset, measure, gate)


def _fault(ruleset: Ruleset, measure: Measure, gate: Gate) -> Fault:
    assert measure.points is not None
    language = ruleset.tree.language
    condition = " ".join(gate.condition.span.text.split())
    cure = f"{BY_NAME['GATE'].spelled(language)} {condition}{BY_NAME['ELSE_LAPSE'].spelled(language)}"
    return Fault(
        KIND,
        Words(
            f"«{measure.title}» deler ikke poeng, så ingen kan holdes utenfor delingen",
            f"“{measure.title}” shares no points, so nobody can be kept out of a sharing",
        ),
        (
            Label(gate.span, Words("dette kravet", "this requirement")),
            Label(measure.points.span, Words("poengene settes direkte", "the points are set directly")),
        ),
        (
            Words(
                "Hver region får sine poeng for seg. Den som ikke oppfyller kravet, kan bare miste dem.",
                "Each region has its points by itself. Whoever fails the requirement can only lose them.",
            ),
        ),
        Words("Skriv at poengene bortfaller:", "Write that the points lapse:"),
        (cure,),
    )
