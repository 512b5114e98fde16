"""What reports of changes are made of: a change in words with its places before and after, and how values are shown.

Takes pieces and differences, gives text. It does not know which kinds of change there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import field, frozen

from rbflang.comparison.components import Component
from rbflang.comparison.differences import RulesetComparison
from rbflang.reports.cell_words import worded
from rbflang.reports.compare.value_cells import with_note
from rbflang.reports.document import Block, Column, Heading, Ledger, LedgerLine, Notes, Table
from rbflang.reports.standings import marked
from rbflang.reports.typed_cells import BLANK, Cell, Phrase
from rbflang.ruleset.nouns import QUANTITIES, begun
from rbflang.source import Span
from rbflang.syntax.tree import Citation, QuantityDecl
from rbflang.wording import Voice, Words


def as_cell(value: str | Cell) -> Cell:
    """A cell as it is; words as a cell of words, no words as nothing."""
    if isinstance(value, str):
        return Phrase(value) if value else BLANK
    return value


@frozen(eq=False, repr=False)
class Told:
    """A change: its kind, what it is about (shared names), a sentence or a label, the values, and the places.

    `layout` says how it is shown: a sentence by itself, a row of a table, a rule before and after, or one of several
    names in a sentence. `statuses` are what the values rest on where no source says them; rows and rules show it,
    unless it `is_said` above them.
    """

    kind: str
    about: tuple[str, ...]
    text: str
    before: Cell = field(default=BLANK, converter=as_cell)
    after: Cell = field(default=BLANK, converter=as_cell)
    change: Cell = field(default=BLANK, converter=as_cell)
    places: tuple[str, str] = ("", "")
    layout: str = "sentence"
    statuses: tuple[str, str] = ("", "")
    is_said: bool = False


@frozen(eq=False, repr=False)
class Section:
    """Changes of a kind under a heading, what is said before them, and what of the kind was continued.

    `told_as` is how they are shown, where several are told as one.
    """

    heading: str
    lead: tuple[str, ...] = ()
    changes: tuple[Told, ...] = ()
    continued: tuple[str, ...] = ()
    told_as: tuple[Told, ...] | None = None

    @property
    def shown(self) -> tuple[Told, ...]:
        """The changes as they are shown."""
        return self.changes if self.told_as is None else self.told_as


def blocks_of(sections: Sequence[Section], comparison: RulesetComparison, say: Voice) -> Iterator[Block]:
    """The sections that say something."""
    for one in sections:
        if one.lead or one.changes:
            yield Heading(one.heading)
            yield from _section(one, comparison, say)


def _section(section: Section, comparison: RulesetComparison, say: Voice) -> Iterator[Block]:
    continued = section.continued if section.changes else ()
    told = (*section.lead, *continued, *(_with_places(one) for one in section.shown if one.layout == "sentence"))
    named = say.listing([_with_places(one) for one in section.shown if one.layout == "named"])
    if named:
        told = (*told, f"{named[:1].upper()}{named[1:]}.")
    if told:
        yield Notes(told, hanging=2)
    rows = tuple(one for one in section.shown if one.layout == "row")
    if rows:
        yield _table(rows, comparison, say)
    for one in section.shown:
        if one.layout == "rule":
            yield Notes((one.text,), hanging=2)
            yield Ledger(tuple(_before_and_after(one, comparison, say)), indent=4)


def _with_places(one: Told) -> str:
    places = " → ".join(filter(None, one.places))
    return f"{one.text} ({places})" if places else one.text


def _table(rows: Sequence[Told], comparison: RulesetComparison, say: Voice) -> Table:
    titles = titles_of(comparison)
    columns = (
        Column("", "left"), Column(titles[0]), Column(titles[1]), Column(say("Endring", "Change")),
        Column(say("Sted", "Place"), "left", 1),
    )  # fmt: skip
    cells = tuple(
        (Phrase(one.text), *_values(one, say), one.change, Phrase(" → ".join(filter(None, one.places)))) for one in rows
    )
    return Table(columns, cells)


def _values(one: Told, say: Voice) -> Iterator[Cell]:
    """Both values, each with its status: `1/3 (antatt)`."""
    for value, status in zip((one.before, one.after), one.statuses, strict=True):
        yield with_note(value, marked("" if one.is_said else status, say).strip())


def _before_and_after(one: Told, comparison: RulesetComparison, say: Voice) -> Iterator[LedgerLine]:
    for title, value, place in zip(titles_of(comparison), _values(one, say), one.places, strict=True):
        words = worded(value, say.language)
        if words:
            yield LedgerLine(title, words, place=place)


def titles_of(comparison: RulesetComparison) -> tuple[str, str]:
    """What the two rulesets are called; by their files where scheme and year are the same."""
    first, second = comparison.before.ruleset, comparison.after.ruleset
    if first.title != second.title or first.source.name == second.source.name:
        return first.title, second.title
    files = [one.source.name.rpartition("/")[2] for one in (first, second)]
    return (files[0], files[1]) if files[0] != files[1] else (first.source.name, second.source.name)


# places and words


def place(span: Span | None) -> str:
    """Where something stands: `rbf2025.rbf:113`."""
    return span.short if span else ""


def places(before: Component | None, after: Component | None) -> tuple[str, str]:
    """Where a piece stands before and after."""
    return place(before.span if before else None), place(after.span if after else None)


def words_of(span: Span, citation: Citation | None = None) -> str:
    """The author's words, on one line, without comments and without the bracket they end with."""
    end = citation.span.start if citation and span.start < citation.span.start < span.end else span.end
    text = re.sub(r"#[^\n]*", "", span.source.text[span.start : end])
    return " ".join(text.split())


def titled(node: Any, say: Voice) -> str:
    """The title of a declaration in the language spoken, what such a quantity is called there, or its name's words."""
    words: str = node.name.text.replace("_", " ")
    noun = QUANTITIES.get(node.name.text) if isinstance(node, QuantityDecl) else None
    english: str = (node.titles.english or (noun.en if noun else "")) if say.language == "en" else ""
    title: str = english or node.titles.title or words
    return title[:1].upper() + title[1:]


def spoken(node: Any, say: Voice, many: bool = False) -> str:
    """`Måltallene`, `Vekten`: a quantity as a sentence begins with it; its title where it has no known noun."""
    noun = QUANTITIES.get(node.name.text)
    if noun is None:
        return titled(node, say)
    words = Words(noun.them if many else noun.the, f"the {noun.en_many if many else noun.en}")
    return begun(words).say(say.language)


def member_title(node: Any, say: Voice) -> str:
    """The short title of a member, or its name as it is."""
    named: str = node.titles.short or node.titles.title or node.name.text
    return (say.language == "en" and node.titles.english) or named
