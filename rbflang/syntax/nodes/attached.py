"""What is attached to nodes of a tree: comments, citations and titles.

Spans do not count when nodes are compared, comments do.
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from rbflang.source import Span
from rbflang.syntax.expressions import Written


@frozen(eq=False, repr=False)
class Comments(Written):
    """Comment lines before an item, behind its last word, and before its closing brace (with their `#`); an empty
    one is a blank line."""

    before: tuple[str, ...] = ()
    behind: str = ""
    closing: tuple[str, ...] = ()

    @property
    def documentation(self) -> str:
        """The text of the `##` lines before the item."""
        return "\n".join(line[2:].strip() for line in self.before if line.startswith("##"))


NO_COMMENTS = Comments()


@frozen(eq=False, repr=False)
class Entry(Written):
    """One entry of a citation: status, source with places, and the reasoning behind the colon.

    `once_confirmed` is the status of an unconfirmed entry when the word that says so is taken away.
    """

    span: Span = field(eq=False)
    status: Literal["documented", "derived", "interpreted", "assumed", "unconfirmed"]
    source: str
    places: tuple[str, ...]
    reasoning: str
    once_confirmed: Literal["documented", "derived", "interpreted", "assumed"] = "documented"


@frozen(eq=False, repr=False)
class Citation(Written):
    """A bracket: where a number or rule comes from."""

    span: Span = field(eq=False)
    entries: tuple[Entry, ...]


@frozen(eq=False, repr=False)
class Titles(Written):
    """Title, short title for tables, other names, and the title in English."""

    title: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    english: str = ""
