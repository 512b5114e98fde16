"""A citation of a source that the ruleset does not declare."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.all_citations import citations_in
from rbflang.nearest import nearest
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.tree import Entry
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing

KIND = Kind(
    "source-not-declared",
    Severity.FAULT,
    Words("En henvisning gjelder en kilde som ikke er ført opp", "A citation is to a source that is not declared"),
    Words(
        "Hver kilde føres opp én gang med navn og tittel, slik at leseren kan finne dokumentet.",
        "Each source is declared once with a name and a title, so that a reader can find the document.",
    ),
    Words(
        "fastsatt bevilgning = 671 631 000 kr [regelverket 4.1.1]",
        "fixed appropriation = 671,631,000 kr [rulebook 4.1.1]",
    ),
    Words(
        'kilde regelverket "Resultatbasert finansiering 2025 – Regelverk"\n'
        "fastsatt bevilgning = 671 631 000 kr [regelverket 4.1.1]",
        'source rulebook "Results-based funding 2025 – Rulebook"\n'
        "fixed appropriation = 671,631,000 kr [rulebook 4.1.1]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each entry of a citation whose source is unknown."""
    for citation in citations_in(ruleset.tree):
        for entry in citation.entries:
            if entry.source and entry.source not in ruleset.sources:
                yield _fault(ruleset, entry)


def _fault(ruleset: Ruleset, entry: Entry) -> Fault:
    if not entry.source.isidentifier():
        return _no_name(ruleset, entry)
    near = nearest(entry.source, ruleset.sources)
    label = (
        Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?")
        if near
        else Words("ukjent kilde", "unknown source")
    )
    return Fault(
        KIND,
        Words(f"Kilden «{entry.source}» er ikke ført opp", f"The source “{entry.source}” is not declared"),
        (Label(_place(entry), label),),
        (_story(ruleset, entry.source),),
        Words(
            "Rett skrivemåten, eller før opp kilden øverst i filen:",
            "Correct the spelling, or declare the source at the top of the file:",
        ),
        (f'{BY_NAME["SOURCE"].spelled(ruleset.tree.language)} {entry.source} "…"',),
        cause=entry.source,
    )


def _no_name(ruleset: Ruleset, entry: Entry) -> Fault:
    """A citation that does not begin with the name of a source: a place alone, or a name with a sign behind it."""
    known = next(
        (one for one in ruleset.sources if one == entry.source.strip(".,:;()")), next(iter(ruleset.sources), "")
    )
    is_named = bool(known) and known in entry.source
    places = ", ".join(entry.places)
    written = f"{known or '…'} {places if is_named else entry.source}".strip()
    return Fault(
        KIND,
        Words(f"«{entry.source}» er ikke navnet på en kilde", f"“{entry.source}” is not the name of a source"),
        (Label(_place(entry), Words("her står navnet på en kilde", "the name of a source stands here")),),
        (_story(ruleset, entry.source),),
        Words("Skriv kildens navn, et mellomrom og stedet, for eksempel:",
              "Write the name of the source, a space and the place, such as:"),
        (f"[{written}]",),
        cause=entry.source,
    )  # fmt: skip


def _place(entry: Entry) -> Span:
    """The name of the source inside the entry."""
    at = entry.span.text.find(entry.source)
    start = entry.span.start + max(0, at)
    return Span(entry.span.source, start, start + len(entry.source)) if at >= 0 else entry.span


def _story(ruleset: Ruleset, name: str) -> Words:
    known = list(ruleset.sources)
    if not known:
        return Words("Regelsettet har ingen kilder.", "The ruleset declares no sources.")
    if len(known) == 1:
        return Words(f"Regelsettet har én kilde, «{known[0]}».", f"The ruleset has one source, “{known[0]}”.")
    return Words(f"Regelsettet har kildene {listing(known)}.", f"The ruleset has the sources {listing(known, 'en')}.")
