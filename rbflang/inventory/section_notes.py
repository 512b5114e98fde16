"""The notes of a ruleset on the section that a formula stands in: what its documents say where they compare something.

Takes a ruleset and a quantity, gives notes and their places; it words nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.characters import in_one_space
from rbflang.inventory.passages import cited_in, passages_of
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.syntax.tree import NoteDecl, SourceDecl


@frozen
class SectionNote:
    """A note as its author wrote it, with the document and the places it cites there."""

    text: str
    document: str
    places: tuple[str, ...]


def section_notes(ruleset: Ruleset, quantity: Quantity, named: str) -> Iterator[SectionNote]:
    """The notes that cite a section which the quantity cites, and that name something by its title."""
    sections = set(_sections(ruleset, quantity))
    for one in ruleset.tree.declarations:
        if isinstance(one, NoteDecl) and one.citation is not None and named.casefold() in one.text.casefold():
            for entry in one.citation.entries:
                places = tuple(place for place in entry.places if _section(ruleset, entry.source, place) in sections)
                if places:
                    yield SectionNote(one.text, entry.source, places)


def replacing_notes(ruleset: Ruleset, new: Sequence[str], old: Sequence[str]) -> Iterator[SectionNote]:
    """The notes that name by their titles something that is new and something that it came after, for each document.

    A new title that is part of an old one is not named where the old one is.
    """
    for one in ruleset.tree.declarations:
        if isinstance(one, NoteDecl) and one.citation is not None:
            text, names_old = one.text.casefold(), False
            for title in sorted(map(str.casefold, old), key=len, reverse=True):
                names_old |= title in text
                text = text.replace(title, "")
            if names_old and any(title.casefold() in text for title in new):
                yield from (SectionNote(one.text, entry.source, entry.places) for entry in one.citation.entries)


def notes_on_numbers(ruleset: Ruleset, titles: Sequence[str], numbers: Sequence[str]) -> Iterator[SectionNote]:
    """The notes that name something by a title of it and one of its numbers as it is written: `2 %`."""
    for one in ruleset.tree.declarations:
        if isinstance(one, NoteDecl) and one.citation is not None:
            text = in_one_space(one.text.casefold())
            names = any(title and title.casefold() in text for title in titles)
            if names and any(re.search(rf"(?<![\d,.]){re.escape(in_one_space(each))}(?!\w)", text) for each in numbers):
                yield from (SectionNote(one.text, entry.source, entry.places) for entry in one.citation.entries)


def _sections(ruleset: Ruleset, one: Quantity) -> Iterator[tuple[str, str]]:
    for entry in one.citation.entries if one.citation else ():
        yield from (_section(ruleset, entry.source, place) for place in entry.places)


def _section(ruleset: Ruleset, document: str, place: str) -> tuple[str, str]:
    """The document and the numbered section that a place lies in: a table lies in the section it is listed behind."""
    source: SourceDecl | None = ruleset.sources.get(document)
    passages = passages_of(source) if source else ()
    cited = cited_in(passages, place)
    before = passages[: passages.index(cited[0]) + 1] if cited else ()
    numbered = [one.label for one in before if one.label[:1].isdigit()]
    return document, numbered[-1] if numbered else place
