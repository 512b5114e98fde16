"""A number or a rule taken over from another year, whose place nobody has looked up yet."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.citations import named_citations
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.tree import Citation, Entry
from rbflang.wording import Words

KIND = Kind(
    "citation-not-confirmed",
    Severity.WARNING,
    Words("Et tall eller en regel er ikke bekreftet", "A number or a rule is not confirmed"),
    Words(
        "«ubekreftet» står på det som er tatt med fra et annet år, og som ingen har slått opp i kilden for det nye "
        "året. Regelsettet kan brukes likevel, men alt som bygger på tallet eller regelen, har statusen ubekreftet. "
        "Slå opp stedet. Stemmer det, så ta bort ordet «ubekreftet»; ellers rett tallet eller regelen, og stedet.",
        "“ubekreftet” (unconfirmed) stands on what was taken over from another year and has not been looked up in the "
        "source of the new year. The ruleset can be used all the same, but whatever rests on the number or the rule "
        "has the status unconfirmed. Look the place up. If it agrees, take the word away; else correct the number or "
        "the rule, and the place.",
    ),
    "fastsatt bevilgning = 671 631 000 kr [ubekreftet regelverk 4.1.1]",
    "fastsatt bevilgning = 690 000 000 kr [regelverk 4.1.1]",
    listed=Words("tall og regler er ikke bekreftet", "numbers and rules are not confirmed"),
)
TIP = Words(
    "Slå opp stedet i kilden. Stemmer det, så ta bort ordet «ubekreftet». Ellers retter du tallet eller regelen, og "
    "stedet.",
    "Look the place up in the source. If it agrees, take the word for “unconfirmed” away. Else correct the number or "
    "the rule, and the place.",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each bracket with an entry that is not confirmed."""
    for name, citation in named_citations(ruleset.tree):
        if any(entry.status == "unconfirmed" for entry in citation.entries):
            yield _fault(name, citation)


def _fault(name: str, citation: Citation) -> Fault:
    places = "; ".join(_place(entry) for entry in citation.entries if entry.status == "unconfirmed")
    return Fault(
        KIND,
        Words(f"«{name}» er ikke bekreftet", f"“{name}” is not confirmed"),
        (Label(citation.span, Words(f"slå opp: {places}", f"look up: {places}")),),
        (),
        TIP,
        address=name,
    )


def _place(entry: Entry) -> str:
    """The source with its places; the reason where there is no source."""
    return f"{entry.source} {', '.join(entry.places)}".strip() or entry.reasoning
