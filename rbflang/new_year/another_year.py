"""A ruleset carried over to another year: a start for whoever writes that year's rules.

Takes the tree of a ruleset, the scheme and the year to come; gives the tree of the new year, with every citation
marked as not confirmed, and what was left out. Years in titles and names follow; numbers and rules stay as they
were. It writes no file, and it must not make up anything: data that nobody has given yet are marked as not confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import evolve, fields, frozen

from rbflang.inventory.all_citations import citations_in
from rbflang.new_year.left_behind import left_behind
from rbflang.new_year.sections import without
from rbflang.ruleset.registers import unconfirmed_periods, unmarked
from rbflang.syntax import tree
from rbflang.syntax.expressions import Name, Text, Written
from rbflang.syntax.vocabulary import BY_STATUS

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@frozen
class Years:
    """The year a ruleset was made for, the year it is made into, and what the author's words call the first."""

    old: int
    new: int
    scheme: str
    language: str
    sources: frozenset[str]
    renames: bool = True

    @property
    def called(self) -> str:
        """`RBF 2025`."""
        return f"{self.scheme} {self.old}"

    def moved(self, text: str) -> str:
        """The text with the year itself and the year before moved as far as the ruleset is."""
        before = rf"\b[A-ZÆØÅ]{{2,}} {self.old - 1}\b"
        text = re.sub(before, f"{self.scheme} {self.old - 1}", text)
        return re.sub(rf"(?<!\d)({self.old - 1}|{self.old})(?!\d)", self._later, text)

    def own(self, text: str) -> str:
        """The text with the year itself moved, for documents: those of the years before are what they were."""
        return re.sub(rf"(?<!\d){self.old}(?!\d)", str(self.new), text)

    def source(self, name: str) -> str:
        """What a document is called; one whose new name another document has already stays as it is."""
        moved = self.own(name)
        return name if moved in self.sources else moved

    def _later(self, match: re.Match[str]) -> str:
        return str(int(match.group()) + self.new - self.old)


@frozen(eq=False, repr=False)
class CarriedOver:
    """The tree of the new year, how many citations and periods are to be confirmed, and what is not carried over.

    `untitled` is the title of the old ruleset where that is of another scheme.
    """

    years: Years
    made: tree.RulesetTree
    to_confirm: int
    left_out: tuple[tree.Declaration, ...]
    notes: int
    untitled: str


def carried_over(old: tree.RulesetTree, scheme: str, year: int) -> CarriedOver:
    """The ruleset of another year, made from the tree of one that no fault stops."""
    assert old.header is not None  # a text without a header has a fault
    sources = frozenset(one.name.text for one in old.declarations if isinstance(one, tree.SourceDecl))
    years = Years(int(old.header.year), year, old.header.scheme, old.language, sources)
    gone = left_behind(old)
    years = evolve(years, renames=_can_rename(without(old, gone), years))
    notes = sum(isinstance(one, tree.NoteDecl) for one in old.declarations)
    header = _header(old.header, scheme, years, bool(notes))
    later = tuple(_another(one, years) for one in old.declarations)
    made = without(evolve(old, header=header, declarations=later), gone)
    left_out = tuple(one for at, one in enumerate(old.declarations) if at in gone)
    untitled = "" if header.title else old.header.title
    return CarriedOver(years, made, _to_confirm(made), left_out, notes, untitled)


def _to_confirm(made: tree.RulesetTree) -> int:
    """How many brackets and periods are marked as not confirmed."""
    rounds = [one for one in made.declarations if isinstance(one, tree.RoundDecl)]
    return sum(1 for _ in citations_in(made)) + sum(1 for one in rounds for _ in unconfirmed_periods(one))


def _header(one: tree.Header, scheme: str, years: Years, has_notes: bool) -> tree.Header:
    """The first line, below what its author should know of the text; the title of another scheme is not its own."""
    comments: tree.Comments = _another(one.comments, years)
    before = (*_instructions(years, has_notes), "", *comments.before)
    title = years.own(one.title) if scheme == one.scheme else ""
    return evolve(one, scheme=scheme, year=str(years.new), title=title, comments=evolve(comments, before=before))


def _instructions(years: Years, has_notes: bool) -> Iterator[str]:
    old = years.called
    if years.language == "en":
        yield f"# Written with the rules of {old}. What is marked unconfirmed is as it was then, and has not"
        yield f"# been looked up for {years.new}. Where it agrees, the reason too, take the word away. Else correct it."
        if has_notes:
            yield f"# The notes are about the documents of {years.old}. Take away the # before those that still hold."
    else:
        yield f"# Skrevet med reglene i {old}. Det som er merket «ubekreftet», er som det var da, og er ikke"
        yield f"# slått opp for {years.new}. Ta bort ordet der alt stemmer, også begrunnelsen. Ellers retter du det."
        if has_notes:
            yield f"# Merknadene gjelder dokumentene for {years.old}. Ta bort tegnet # foran dem som fortsatt gjelder."


def _can_rename(one: tree.RulesetTree, years: Years) -> bool:
    """False where a name moved to the new year would meet another that stands there already."""
    names = set(_names(one.declarations))
    moved = {years.moved(name) for name in names}
    return len(moved) == len(names) and not (moved - names) & names


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.text
    elif isinstance(node, tuple):
        for one in node:
            yield from _names(one)
    elif isinstance(node, Written) and not isinstance(node, tree.SourceDecl):
        for name in _fields(type(node)):
            yield from _names(getattr(node, name))


def _another(node: Any, years: Years) -> Any:
    """The node as the new year has it, and all that stands in it."""
    match node:
        case tuple():
            return tuple(_another(one, years) for one in node)
        case tree.Entry():
            return _entry(node, years)
        case tree.SourceDecl():
            return _source(node, years)
        case tree.NoteDecl():
            return evolve(node, citation=_of_another(node.citation, years), comments=_another(node.comments, years))
        case tree.RoundDecl():
            return _round(_inside(node, years), years)
        case tree.Titles():
            return _titles(node, years) if years.renames else node
        case tree.Comments():
            return evolve(node, before=_comments(node.before, years), closing=_comments(node.closing, years))
        case Name():
            return evolve(node, text=years.moved(node.text)) if years.renames else node
        case Written():
            return _inside(node, years)
    return node


def _inside(node: Any, years: Years) -> Any:
    return evolve(node, **{name: _another(getattr(node, name), years) for name in _fields(type(node))})


def _fields(kind: type[Any]) -> tuple[str, ...]:
    """What may change in a node of this kind; its place does not."""
    return tuple(one.name for one in fields(kind) if one.name != "span")


def _titles(one: tree.Titles, years: Years) -> tree.Titles:
    """The titles; other names are what they are called elsewhere."""
    title, short, english = (years.moved(text) for text in (one.title, one.short, one.english))
    return evolve(one, title=title, short=short, english=english)


def _entry(one: tree.Entry, years: Years) -> tree.Entry:
    """The entry as not confirmed: it is what it was again, with its reason, when the word is taken away."""
    status = one.once_confirmed if one.status == "unconfirmed" else one.status
    return evolve(one, status="unconfirmed", once_confirmed=status, source=years.source(one.source))


def _of_another(citation: tree.Citation | None, years: Years) -> tree.Citation | None:
    """The citation of a note, with the documents as they are called now."""
    if citation is None:
        return None
    return evolve(citation, entries=tuple(evolve(one, source=years.source(one.source)) for one in citation.entries))


def _source(one: tree.SourceDecl, years: Years) -> tree.SourceDecl:
    """A document of the year becomes that of the new year; when it was issued and what it holds, nobody knows yet."""
    name = years.source(one.name.text)
    is_held = name == one.name.text != years.own(name)
    title = one.title if is_held else years.own(one.title)
    is_new = (name, title) != (one.name.text, one.title)
    facts = tuple(fact for fact in one.facts if fact[0] != "issued") if is_new else one.facts
    contents = () if is_new else one.contents
    comments, moved = _another(one.comments, years), evolve(one.name, text=name)
    return evolve(one, name=moved, title=title, facts=facts, contents=contents, comments=comments)


def _round(one: tree.RoundDecl, years: Years) -> tree.RoundDecl:
    """A round whose periods are those of the old year, and not confirmed."""
    basis = tuple((name, _period(data, years) if isinstance(data, Text) else data) for name, data in one.basis)
    return evolve(one, basis=basis)


def _period(data: Text, years: Years) -> Text:
    mark = BY_STATUS["unconfirmed"]
    return evolve(data, text=f"{mark.en if years.language == 'en' else mark.nb} {unmarked(data)}")


def _comments(lines: tuple[str, ...], years: Years) -> tuple[str, ...]:
    """Comment lines: a heading moves to the new year, and a text with a year in it says which ruleset it is from."""
    alone = ((at == 0 or not lines[at - 1]) and lines[at + 1 : at + 2] == ("",) for at in range(len(lines)))
    return tuple(_comment(line, is_alone, years) for line, is_alone in zip(lines, alone, strict=True))


def _comment(line: str, is_alone: bool, years: Years) -> str:
    if line.startswith("##"):
        lead = f"In {years.called}: " if years.language == "en" else f"I {years.called}: "
        return f"## {lead}{line[2:].strip()}" if _YEAR.search(line) else line
    return years.moved(line) if is_alone and '"' not in line else line
