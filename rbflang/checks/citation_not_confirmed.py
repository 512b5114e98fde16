"""A number, a rule or a period taken over from another year, which nobody has looked up yet."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.all_citations import named_citations
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.registers import unconfirmed_periods, unmarked
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.tree import Citation, RoundDecl
from rbflang.wording import Words

KIND = Kind(
    "citation-not-confirmed",
    Severity.WARNING,
    Words("Et tall, en regel eller en periode er ikke bekreftet", "A number, a rule or a period is not confirmed"),
    Words(
        "«ubekreftet» står på det som er tatt med fra et annet år, og som ingen har slått opp i kilden for det nye "
        "året. Regelsettet kan brukes likevel, men alt som bygger på tallet eller regelen, har statusen ubekreftet. "
        "Slå opp stedet. Stemmer det som står, også begrunnelsen etter kolonet, så ta bort ordet «ubekreftet»; ellers "
        "rett det først. Resten av hakeparentesen blir stående og sier hva tallet bygger på. Periodene i "
        "datagrunnlaget kan ha samme merke: «ubekreftet årsdata 2024».",
        "“unconfirmed” stands on what was taken over from another year and has not been looked up in the "
        "source of the new year. The ruleset can be used all the same, but whatever rests on the number or the rule "
        "has the status unconfirmed. Look the place up. If what stands there agrees, the reason behind the colon too, "
        "take the word away; else correct it first. The rest of the bracket stays, and says what the number rests on. "
        "The periods of the data may have the same mark: “unconfirmed annual data 2024”.",
    ),
    Words(
        "fastsatt bevilgning = 671 631 000 kr [ubekreftet regelverk 4.1.1]",
        "fixed appropriation = 671,631,000 kr [unconfirmed rulebook 4.1.1]",
    ),
    Words(
        "fastsatt bevilgning = 690 000 000 kr [regelverk 4.1.1]",
        "fixed appropriation = 690,000,000 kr [rulebook 4.1.1]",
    ),
    listed=Words("steder er ikke bekreftet", "places are not confirmed"),
)
TIP = Words(
    "Slå opp i kilden. Stemmer det som står, også begrunnelsen, så ta bort ordet «ubekreftet». Ellers retter du det "
    "først.",
    "Look it up in the source. If what stands there agrees, the reason too, take the word for “unconfirmed” away. Else "
    "correct it first.",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each bracket with an entry that is not confirmed, and for each such period."""
    for name, citation in named_citations(ruleset.tree):
        if any(entry.status == "unconfirmed" for entry in citation.entries):
            yield _fault(name, citation.span, _to_look_up(citation))
    for one in ruleset.tree.declarations:
        if isinstance(one, RoundDecl):
            for register, period in unconfirmed_periods(one):
                told = Words(f"slå opp perioden: {unmarked(period)}", f"look up the period: “{unmarked(period)}”")
                yield _fault(f"{one.name.text}, {register.text}", period.span, told)


def _fault(name: str, span: Span, told: Words) -> Fault:
    return Fault(
        KIND,
        Words(f"«{name}» er ikke bekreftet", f"“{name}” is not confirmed"),
        (Label(span, told),),
        (),
        TIP,
        address=name,
    )


def _to_look_up(citation: Citation) -> Words:
    """The sources with their places, and what is only assumed; each once."""
    entries = [entry for entry in citation.entries if entry.status == "unconfirmed"]
    places = "; ".join(dict.fromkeys(f"{one.source} {', '.join(one.places)}".strip() for one in entries if one.source))
    assumed = "; ".join(dict.fromkeys(one.reasoning for one in entries if not one.source))
    nb = (places and f"slå opp: {places}", assumed and f"vurder antakelsen: {assumed}")
    en = (places and f"look up: {places}", assumed and f"judge the assumption: “{assumed}”")
    return Words("; ".join(filter(None, nb)), "; ".join(filter(None, en)))
