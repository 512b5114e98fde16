"""What a source contains: its sections, tables and figures, and which of them a citation means.

Takes the declaration of a source and a place as it is cited (`4.1.2`, `tabell 7`, `4.2 (5)`). A place is a number, or a
word and a number; what follows says where inside. It knows nothing of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import field, frozen

from rbflang.nearest import folded
from rbflang.source import Span
from rbflang.syntax.tree import SourceDecl

_PLACE = re.compile(r"(?P<label>(?:[^\W\d_]+\s+)?\d+(?:\.\d+)*)(?![\w.]*\w)\s*(?P<rest>.*)", re.DOTALL)


@frozen(repr=False)
class Passage:
    """A section, a table or a figure of a source: how it is cited, its title, and where it is listed."""

    label: str
    title: str
    span: Span = field(eq=False, repr=False)


def passages_of(source: SourceDecl) -> tuple[Passage, ...]:
    """What the source is said to contain, in the order it is listed; nothing where it is not said."""
    return tuple(Passage(*_parted(text.text), text.span) for text in source.contents)


def passages_cited(source: SourceDecl, places: Iterable[str]) -> tuple[Passage, ...]:
    """What a source without a list must contain for these places to be cited from it, each once."""
    return tuple(Passage(label, "", source.name.span) for label in dict.fromkeys(_parted(one)[0] for one in places))


def cited_in(passages: tuple[Passage, ...], place: str) -> tuple[Passage, ...]:
    """The passages that a cited place means; several where a number is used twice and the title does not tell which."""
    label, rest = _parted(place)
    found = tuple(one for one in passages if folded(one.label) == folded(label))
    named = tuple(one for one in found if rest and folded(one.title).startswith(folded(rest)))
    return named or found


def _parted(text: str) -> tuple[str, str]:
    """The label of a place, and what follows it; a text without a number is a label as it stands."""
    match = _PLACE.fullmatch(text.strip())
    return (" ".join(match["label"].split()), match["rest"].strip()) if match else (text.strip(), "")
