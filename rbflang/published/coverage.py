"""Which sections, tables and figures of each document the rules, the notes, the data and the printed figures cite.

Takes a ruleset, the rows of its data and of its published figures; gives each document with what it lists and how often
each of it is cited. A document without a list has what is cited from it, and itself where it is cited without a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from rbflang.data.figures import Figures
from rbflang.explanation.resting import DocumentPlace, cited_by_row
from rbflang.inventory.all_citations import citations_in
from rbflang.inventory.passages import Passage, cited_in, passages_cited, passages_of
from rbflang.published.statements import IN_PRINT, PublishedRow
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import AlternativeDecl, Citation, NoteDecl, SourceDecl


@frozen
class Covered:
    """A passage and how often it is cited: in the rules, in notes, in the data, and by printed figures."""

    passage: Passage
    rules: int
    notes: int
    data: int
    printed: int

    @property
    def is_covered(self) -> bool:
        """True if a rule or a note is about it."""
        return bool(self.rules or self.notes)


@frozen(eq=False, repr=False)
class CoveredDocument:
    """A document, its passages as it lists them, or as they are cited where it lists none."""

    source: SourceDecl
    is_listed: bool
    passages: tuple[Covered, ...]

    @property
    def uncovered(self) -> tuple[Covered, ...]:
        """What no rule and no note is about."""
        return tuple(one for one in self.passages if not one.is_covered)

    @property
    def twice(self) -> tuple[str, ...]:
        """The numbers that the document uses for more than one passage."""
        counts = Counter(one.passage.label for one in self.passages)
        return tuple(label for label, count in counts.items() if count > 1)


def coverage(
    ruleset: Ruleset, figures: Figures | None, published: Sequence[PublishedRow]
) -> tuple[CoveredDocument, ...]:
    """Every document of the ruleset, in the order they are declared."""
    beside = tuple(one for one in ruleset.tree.declarations if isinstance(one, NoteDecl | AlternativeDecl))
    notes = list(citations_in(evolve(ruleset.tree, declarations=beside)))
    in_notes = {id(one) for one in notes}
    rules = (one for one in citations_in(ruleset.tree) if id(one) not in in_notes)
    kinds = tuple(map(tuple, (_places(rules), _places(notes), _of_data(figures), _of_print(published))))
    return tuple(_document(source, kinds) for source in ruleset.sources.values())


def _places(citations: Iterable[Citation]) -> Iterator[DocumentPlace]:
    for citation in citations:
        for entry in citation.entries:
            yield from ((entry.source, place) for place in entry.places or ("",))


def _of_data(figures: Figures | None) -> Iterator[DocumentPlace]:
    for row in (*figures.observations.values(), *figures.pins.values()) if figures else ():
        yield from cited_by_row(row.source)


def _of_print(rows: Sequence[PublishedRow]) -> Iterator[DocumentPlace]:
    for row in rows:
        if row.text("kind") in IN_PRINT:
            yield row.text("document"), row.text("place")


def _document(source: SourceDecl, kinds: Sequence[Sequence[DocumentPlace]]) -> CoveredDocument:
    name, listed = source.name.text, passages_of(source)
    own = [[place for document, place in places if document == name] for places in kinds]
    passages = listed or passages_cited(source, (place for places in own for place in places))
    counts = [Counter(id(one) for place in places for one in cited_in(passages, place)) for places in own]
    covered = (Covered(one, *(count[id(one)] for count in counts)) for one in passages)
    return CoveredDocument(source, bool(listed), tuple(covered))
