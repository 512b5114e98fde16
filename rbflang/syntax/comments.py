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

_STRINGS = (  # as in the grammar
    r'"[^"]*"', r"«[^»]*»", r"“[^“”]*”", r"„[^„“”]*[“”]", r"”[^„“”]*”", r"‘[^‘’]*’", r"’[^‘’]*’", r"‚[^‚‘’]*[‘’]",
)  # fmt: skip
STRING = "|".join(_STRINGS)
_OPENING = re.compile(rf"[{''.join(one[0] for one in _STRINGS)}\[#]")
_CITATION = re.compile(r'\[(?:[^\]"\n]|\n(?![ \t]*#)|"[^"]*")*+(?P<closer>\]?)')  # as in the grammar, or not closed
_OPAQUE = {one[0]: re.compile(one) for one in (*_STRINGS, r"#[^\n]*")}
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
    for match in _opaque_in(source.text):
        if match.group().startswith("#"):
            yield Comment(match.start(), match.group().rstrip())


def _opaque_in(text: str) -> Iterator[re.Match[str]]:
    """The strings, citations and comments of a text in order; what is opened and never closed is none.

    A bracket that nothing closes is looked behind once, and so is every other that would look the same way: from
    there to where that ended, with as many quotation marks before them but for an even number.
    """
    at, counted, is_odd, last = 0, 0, False, text.rfind("»")
    hopeless_until = [0, 0]
    while begun := _OPENING.search(text, at):
        start, sign = begun.span()[0], begun.group()
        found = None
        if sign == "[":
            is_odd ^= text.count('"', counted, start) % 2 == 1
            counted = start
            if start >= hopeless_until[is_odd]:
                found = _CITATION.match(text, start)
                if found and not found["closer"]:
                    hopeless_until[is_odd], found = found.end(), None
        elif sign != "«" or start < last:
            found = _OPAQUE[sign].match(text, start)
        at = found.end() if found else start + 1
        if found:
            yield found


def blanked(text: str, ends_of_strings: str = " ") -> str:
    """The text with spaces for its strings, citations and comments, so that a sign found in it is a sign.

    Where a string ended there may be another sign than a space.
    """

    parts, at = [], 0
    for match in _opaque_in(text):
        plain = _NOT_A_LINE_BREAK.sub(" ", match.group())
        is_string = match.group()[0] not in "[#"
        parts += [text[at : match.start()], plain[:-1] + ends_of_strings if is_string else plain]
        at = match.end()
    return "".join((*parts, text[at:]))


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
