"""What two rulesets have from the same document, though it is not a document of both: it could not but be the same.

Takes pieces that are the same in both, gives how many a ruleset has derived, interpreted or assumed from a document of
the other's, or both from a third, and from where. A ruleset's own documents are those whose contents it lists; where it
lists none, those that say a piece as it stands. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.comparison.components import Component
from rbflang.comparison.differences import RulesetComparison
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import Citation, Entry, FormulaDecl, SourceDecl, StaircaseDecl

Pair = tuple[Component, Component]


BEFORE, AFTER, BOTH = range(3)


@frozen(eq=False, repr=False)
class Borrowed:
    """What the ruleset before, that after, or both have from a document that is not their own.

    `count` is how many pieces; `reasoning` is empty where they do not all have the same.
    """

    side: int
    document: SourceDecl
    places: tuple[str, ...]
    reasoning: str
    count: int


def borrowed(comparison: RulesetComparison, pairs: Sequence[Pair]) -> Iterator[Borrowed]:
    """What of the pieces is the same because of where it is from; one for each document."""
    rulesets = comparison.before.ruleset, comparison.after.ruleset
    found: dict[tuple[int, str], list[list[Entry]]] = {}
    for pair in pairs:
        drawn = tuple(_drawn(ruleset, piece) for ruleset, piece in zip(rulesets, pair, strict=True))
        own = tuple(_own(ruleset, piece) for ruleset, piece in zip(rulesets, pair, strict=True))
        lent = [_among(drawn[at], rulesets[at], own[1 - at]) for at in (BEFORE, AFTER)]
        shared = {} if any(lent) else _of_both(rulesets, drawn)
        for side, entries in enumerate((*lent, shared)):
            for name, each in entries.items():
                found.setdefault((side, name), []).append(each)
    for (side, name), pieces in sorted(found.items(), key=lambda one: one[0][0]):
        yield _together(side, rulesets[min(side, AFTER)].sources[name], pieces)


def _together(side: int, document: SourceDecl, pieces: Sequence[Sequence[Entry]]) -> Borrowed:
    entries = [one for piece in pieces for one in piece]
    places = dict.fromkeys(place for one in entries for place in one.places)
    reasons = {one.reasoning for one in entries}
    whole = tuple(one for one in places if not any(one.startswith(f"{other} (") for other in places))
    return Borrowed(side, document, whole, reasons.pop() if len(reasons) == 1 else "", len(pieces))


def issued(document: SourceDecl) -> str:
    """When it was published, as its ruleset says it; nothing where that is not said."""
    return dict(document.facts).get("issued", "")


def _drawn(ruleset: Ruleset, piece: Component) -> dict[str, list[Entry]]:
    """The entries of a piece that are drawn from a document that is not its ruleset's own, by the document's name."""
    own, found = _own(ruleset, piece), dict[str, list[Entry]]()
    for one in entries_of(piece):
        document = ruleset.sources.get(one.source)
        if document and one.status != "documented" and not _is_among(document, own):
            found.setdefault(one.source, []).append(one)
    return found


def _among(drawn: Mapping[str, list[Entry]], ruleset: Ruleset, those: Sequence[SourceDecl]) -> dict[str, list[Entry]]:
    return {name: entries for name, entries in drawn.items() if _is_among(ruleset.sources[name], those)}


def _of_both(rulesets: tuple[Ruleset, Ruleset], drawn: tuple[dict[str, list[Entry]], ...]) -> dict[str, list[Entry]]:
    """The entries of both that are drawn from one document, by its name in the ruleset after."""
    before, after = rulesets
    return {
        name: [*entries, *(each for own, those in drawn[BEFORE].items()
                           if _is_among(before.sources[own], [after.sources[name]]) for each in those)]
        for name, entries in _among(drawn[AFTER], after, _documents(before, drawn[BEFORE])).items()
    }  # fmt: skip


def _documents(ruleset: Ruleset, names: Iterable[str]) -> list[SourceDecl]:
    return [ruleset.sources[name] for name in names if name in ruleset.sources]


def entries_of(piece: Component) -> tuple[Entry, ...]:
    """Every entry that a piece rests on, those of its steps and of its rounding too."""
    match piece.node:
        case StaircaseDecl() as node:
            citations = (node.citation, *(step.citation for step in node.steps))
        case FormulaDecl() as node:
            citations = (node.citation, node.rounding.citation if node.rounding else None)
        case _:
            citations = (piece.citation,)
    return tuple(entry for one in citations if isinstance(one, Citation) for entry in one.entries)


def _own(ruleset: Ruleset, piece: Component) -> list[SourceDecl]:
    """A ruleset's own documents, as far as they are about a piece."""
    listed = [one for one in ruleset.sources.values() if one.contents]
    return listed or _documents(ruleset, (one.source for one in entries_of(piece) if one.status == "documented"))


def _is_among(document: SourceDecl, those: Sequence[SourceDecl]) -> bool:
    """True where one of them has the same title, and was not published at another time."""
    return any(one.title == document.title and _is_of_one_time(one, document) for one in those)


def _is_of_one_time(one: SourceDecl, other: SourceDecl) -> bool:
    times = {issued(one), issued(other)}
    return "" in times or len(times) == 1
