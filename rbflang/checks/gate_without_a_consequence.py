"""A requirement of a measure that does not say what happens when it is not met."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Gate, Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.tree import Citation, NoteDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "gate-without-a-consequence",
    Severity.FAULT,
    Words(
        "Et krav sier ikke hva som skjer når det ikke er oppfylt",
        "A requirement does not say what happens when it is not met",
    ),
    Words(
        "Med «ellers bortfaller poengene» deles poengene til regionen ikke ut, og de andre får like mange poeng som "
        "før. Med «ellers ingen deler» er regionen ikke med i delingen, og poengene går til dem som oppfyller "
        "kravet. I kroner deler alle på det som bortfaller, for normeringsfaktoren fordeler hele bevilgningen på de "
        "poengene som er igjen.",
        "With “otherwise the points lapse” the region's points are not handed out, and the others get as many points "
        "as before. With “otherwise no parts” the region takes no part in the sharing, and the points go to those "
        "that meet the requirement. In kroner everybody shares what lapses, for the normalisation factor spreads the "
        "whole appropriation over the points that are left.",
    ),
    Words("krav datakompletthet minst 50 % [regelverk 4.1.2]", "gate completeness at_least 50 % [rulebook 4.1.2]"),
    Words(
        "krav datakompletthet minst 50 %, ellers bortfaller poengene [regelverk 4.1.2]",
        "gate completeness at_least 50 %, otherwise the points lapse [rulebook 4.1.2]",
    ),
)
LAPSE = Words(
    "poengene deles ikke ut; de andre får det samme antallet poeng som før",
    "not handed out; the others get as many points as before",
)
NO_PARTS = Words("poengene går til regionene som oppfyller kravet", "the points go to those that meet the requirement")


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each requirement without a consequence."""
    for measure in ruleset.measures.values():
        for gate in measure.gates:
            if gate.consequence is None:
                yield _fault(ruleset, measure, gate)


def _fault(ruleset: Ruleset, measure: Measure, gate: Gate) -> Fault:
    shared = isinstance(measure.points, Sharing)
    english = measure.titled.en.lower()
    choices = [("ELSE_LAPSE", LAPSE), ("ELSE_NO_PARTS", NO_PARTS)] if shared else [("ELSE_LAPSE", LAPSE)]
    return Fault(
        KIND,
        Words(
            "Kravet sier ikke hva som skjer når det ikke er oppfylt",
            "The requirement does not say what happens when it is not met",
        ),
        (Label(_bare(gate), Words("hva skjer ellers?", "what happens otherwise?")),),
        (
            Words(
                f"En region som ikke oppfyller kravet, mister poengene for {measure.title.lower()}. Regelsettet må si "
                "hvor poengene blir av, for det endrer hva de andre regionene får.",
                f"A region that does not meet the requirement loses its points for {english}. The "
                "ruleset must say where the points go, for that changes what the other regions get.",
            ),
        ),
        Words("Velg ett av to:", "Choose one of two:")
        if shared
        else Words("Skriv hva som skjer:", "Say what happens:"),
        _pasted(gate, choices, ruleset.tree.language),
        tuple(_notes(ruleset, gate.citation)),
    )


def _bare(gate: Gate) -> Span:
    """The requirement without its citation."""
    return Span(gate.span.source, gate.span.start, gate.condition.span.end)


def _pasted(gate: Gate, choices: list[tuple[str, Words]], language: str) -> tuple[Words, ...]:
    lead = " ".join(_bare(gate).text.split())
    lines = [(f"{lead}{BY_NAME[word].spelled(language)}", meaning) for word, meaning in choices]
    width = max(len(line) for line, _ in lines)
    return tuple(Words(f"{line:<{width}}   {to.nb}", f"{line:<{width}}   {to.en}") for line, to in lines)


def _notes(ruleset: Ruleset, citation: Citation | None) -> Iterator[Words]:
    """What the ruleset's own notes on the cited places say of points that lapse."""
    places = {(entry.source, place) for entry in citation.entries for place in entry.places} if citation else set()
    for note in ruleset.notes:
        cited = _places(note)
        if places & cited and any(word in note.text for word in ("faller ut", "bortfall", "lapse")):
            line = note.span.line
            yield Words(
                f"Merknaden på linje {line} sier: «{note.text}»", f"The note on line {line} says: “{note.text}”"
            )


def _places(note: NoteDecl) -> set[tuple[str, str]]:
    entries = note.citation.entries if note.citation else ()
    return {(entry.source, place) for entry in entries for place in entry.places}
