"""Comments laid on the tree: each one is kept once, on the item it belongs to.

A comment behind an item's last word on the same line stays behind it; one inside an item, or among the sub-areas of an
indicator, moves before it; one after the last item of a block stays before the closing brace. A blank line that sets
comments apart is kept as an empty comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from rbflang.source import Source
from rbflang.syntax.tree import Comments, SubareaList

STRING = r'"[^"]*"|«[^»]*»|“[^“”]*”|„[^„“”]*[“”]|”[^„“”]*”|‘[^‘’]*’|’[^‘’]*’|‚[^‚‘’]*[‘’]'  # as in the grammar
_OPAQUE = re.compile(STRING + r'|\[(?:[^\]"\n]|\n(?![ \t]*#)|"[^"]*")*\]|(#[^\n]*)')
_QUOTES = '"«“„”‘’‚'
_NOT_A_LINE_BREAK = re.compile(r"[^\n]")
_BLOCKS = ("lines", "members", "rows", "steps", "clauses", "formulas", "rules")


@frozen(repr=False)
class Comment:
    """A comment as it stands in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where its last sign ends."""
        return self.start + len(self.text)


def comments_of(source: Source) -> Iterator[Comment]:
    """The comments of a text in order; a `#` in a string, or behind a citation's `[` on its line, begins none."""
    for match in _OPAQUE.finditer(source.text):
        if match.group(1):
            yield Comment(match.start(), match.group(1).rstrip())


def blanked(text: str, ends_of_strings: str = " ") -> str:
    """The text with spaces for its strings, citations and comments, so that a sign found in it is a sign.

    Where a string ended there may be another sign than a space.
    """

    def spaces(match: re.Match[str]) -> str:
        plain = _NOT_A_LINE_BREAK.sub(" ", match.group())
        return plain[:-1] + ends_of_strings if match.group()[0] in _QUOTES else plain

    return _OPAQUE.sub(spaces, text)


def laid_on(
    source: Source, items: Sequence[Any], comments: Sequence[Comment]
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """The items with their comments, and the comments that are left after the last item."""
    laid: list[Any] = []
    at = 0
    for item in items:
        first = at
        while at < len(comments) and comments[at].start < item.span.end:
            at += 1
        before = [comment for comment in comments[first:at] if comment.start < item.span.start]
        inside = comments[first + len(before) : at]
        behind = ""
        if at < len(comments) and _same_line(source, item.span.end, comments[at].start):
            behind = comments[at].text
            at += 1
        laid.append(_with_comments(source, item, before, inside, behind))
    return tuple(laid), tuple(_set_apart(source, comments[at:]))


def _same_line(source: Source, end: int, start: int) -> bool:
    between = source.text[end:start]
    return not between.strip(" \t,") and "\n" not in between


def _set_apart(source: Source, comments: Sequence[Comment], until: int | None = None) -> Iterator[str]:
    """The comments, with an empty one for every blank line between them and before `until`."""
    following = [comment.start for comment in comments[1:]] + ([] if until is None else [until])
    for at, comment in enumerate(comments):
        yield comment.text
        between = source.text[comment.end : following[at]] if at < len(following) else ""
        if between.count("\n") > 1 and not between.strip():
            yield ""


def _with_comments(source: Source, item: Any, before: Sequence[Comment], inside: Sequence[Comment], behind: str) -> Any:
    block = next((name for name in _BLOCKS if hasattr(next(iter(getattr(item, name, ())), None), "comments")), None)
    lines = tuple(_set_apart(source, before, item.span.start))
    closing: tuple[str, ...] = ()
    changes: dict[str, Any] = {}
    if inside:
        brace = item.span.end if isinstance(item, SubareaList) else _opening_brace(source, item, block)
        in_head = [comment for comment in inside if comment.start < brace]
        lines += tuple(comment.text for comment in in_head)
        in_block = inside[len(in_head) :]
        if block:
            changes[block], closing = laid_on(source, getattr(item, block), in_block)
        else:
            closing = tuple(_set_apart(source, in_block))
    if lines or behind or closing or changes:
        changes["comments"] = Comments(lines, behind, closing)
    return evolve(item, **changes) if changes else item


def _opening_brace(source: Source, item: Any, block: str | None) -> int:
    """Where the item's block begins; past its end if it has none."""
    start = item.span.start
    if block:
        return int(start + blanked(source.text[start : getattr(item, block)[0].span.start]).rfind("{"))
    if source.text[item.span.end - 1] != "}":
        return int(item.span.end)
    return int(start + blanked(source.text[start : item.span.end]).rfind("{"))
