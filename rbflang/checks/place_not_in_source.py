"""A citation of a section, a table or a figure that its source does not list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.all_citations import citations_in
from rbflang.inventory.passages import Passage, cited_in, passages_of
from rbflang.nearest import nearest
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.tree import Entry
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing

KIND = Kind(
    "place-not-in-source",
    Severity.FAULT,
    Words("En henvisning gjelder et sted som kilden ikke har", "A citation is to a place that its source lacks"),
    Words(
        "En kilde kan liste opp hva den inneholder: avsnitt, tabeller og figurer, nummerert som i dokumentet. Da "
        "må alt som er sitert fra den, stå i listen, og «rbflang sources» viser hva som er dekket av en regel eller en "
        "merknad. En kilde uten liste kan siteres fritt.",
        "A source may list what it contains: sections, tables and figures as the document numbers them. Then whatever "
        "is cited from it must stand in the list, and “rbflang sources” shows what a rule or a note covers. A source "
        "without a list may be cited freely.",
    ),
    Words(
        'kilde regelverk "Regelverk" { innhold "4 Beregning", "4.1 Modellen", "tabell 7 Nøkkelen" }\n'
        "fastsatt bevilgning = 671 631 000 kr [regelverk 4.11]",
        'source rulebook "Rulebook" { contents "4 Calculation", "4.1 The model", "table 7 The key" }\n'
        "fixed appropriation = 671,631,000 kr [rulebook 4.11]",
    ),
    Words(
        'kilde regelverk "Regelverk" { innhold "4 Beregning", "4.1 Modellen", "tabell 7 Nøkkelen" }\n'
        "fastsatt bevilgning = 671 631 000 kr [regelverk 4.1]",
        'source rulebook "Rulebook" { contents "4 Calculation", "4.1 The model", "table 7 The key" }\n'
        "fixed appropriation = 671,631,000 kr [rulebook 4.1]",
    ),
)
FEW, MOST_LABELS = 12, 4


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each place that is cited and not in the list of its source."""
    listed = {name: passages_of(source) for name, source in ruleset.sources.items()}
    cited: dict[tuple[str, str], list[Entry]] = {}
    for citation in citations_in(ruleset.tree):
        for entry in citation.entries:
            for place in entry.places if listed.get(entry.source) else ():
                cited.setdefault((entry.source, place), []).append(entry)
    for (source, place), entries in cited.items():
        if not cited_in(listed[source], place):
            yield _fault(ruleset, source, place, entries, listed[source])


def _fault(ruleset: Ruleset, source: str, place: str, entries: Sequence[Entry], passages: tuple[Passage, ...]) -> Fault:
    labels = tuple(dict.fromkeys(one.label for one in passages))
    near = nearest(place, labels)
    label = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("finnes ikke", "not there")
    word = BY_NAME["CONTENTS"].spelled(ruleset.tree.language)
    line = ruleset.sources[source].span.line
    return Fault(
        KIND,
        Words(f"Kilden «{source}» har ikke «{place}»", f"The source “{source}” has no “{place}”"),
        tuple(Label(_place(one, place), label) for one in entries[:MOST_LABELS]),
        (_story(ruleset, source, near, labels), *_more(len(entries) - MOST_LABELS)),
        Words(
            f"Rett henvisningen, eller før opp stedet under «{word}» i kilden (linje {line}).",
            f"Correct the citation, or list the place under “{word}” in the source (line {line}).",
        ),
    )


def _more(count: int) -> tuple[Words, ...]:
    """How many more times the place is cited than is shown."""
    if count <= 0:
        return ()
    times = Words("én gang", "once") if count == 1 else Words(f"{count} ganger", f"{count} times")
    return (Words(f"Stedet er sitert {times.nb} til.", f"The place is cited {times.en} more."),)


def _place(entry: Entry, place: str) -> Span:
    """The place inside the entry; the entry where the place is broken over lines."""
    at = entry.span.text.find(place, len(entry.source))
    start = entry.span.start + at
    return Span(entry.span.source, start, start + len(place)) if at >= 0 else entry.span


def _story(ruleset: Ruleset, source: str, near: tuple[str, ...], labels: tuple[str, ...]) -> Words:
    title = ruleset.sources[source].title
    shown = near or labels
    if len(shown) > FEW:
        return Words(f"Listen over innholdet i «{title}» har {len(labels)} steder.",
                     f"The list of what “{title}” contains has {len(labels)} places.")  # fmt: skip
    nb, en = listing([f"«{one}»" for one in shown]), listing([f"“{one}”" for one in shown], "en")
    if near:
        return Words(f"Det som ligner mest i «{title}», er {nb}.", f"Most like it in “{title}”: {en}.")
    return Words(f"Listen over innholdet i «{title}» har {nb}.", f"“{title}” is said to contain {en}.")
