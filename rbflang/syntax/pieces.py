"""A text cut into its declarations, for parsing each by itself when the whole does not parse.

A piece begins where a declaration word comes first on its line outside any block. Inside a block, or where a list or
an expression goes on, such a word begins nothing, unless it can only mean that the block was never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from rbflang.source import Source, Span
from rbflang.syntax.comments import blanked
from rbflang.syntax.vocabulary import BY_NAME

_STARTERS = (
    "SOURCE", "REGION", "INDICATOR", "GROUP", "TRUST", "MEASURE", "SET", "ROUND", "FIXED", "TABLE", "PROPERTY", "INPUT",
    "FORMULA", "PAYOUT", "STAIRCASE", "ASSERTION", "SIDE_CALCULATION", "NOTE",
)  # fmt: skip
_GOES_ON = re.compile(r"(?:[,=×*/+\-−–(;:|]|\b(?:per|over|mellom|between|under|etter|by|og|and))\s*$")


@frozen
class Piece:
    """One declaration's text: its words up to the first sign, whether its blocks close, and where it lies."""

    source: Source
    start: int
    end: int
    open_brace: int | None

    @property
    def head(self) -> Span:
        """The first line of the piece up to its block."""
        text = self.source.text[self.start : self.end]
        line = re.split(r"[{\n\[=]", text, maxsplit=1)[0].rstrip()
        return Span(self.source, self.start, self.start + len(line))


def pieces_of(source: Source, language: str) -> tuple[Piece, ...]:
    """The pieces of a text in order; what stands before the first declaration is a piece too."""
    return tuple(_cut(source, language))


def _cut(source: Source, language: str) -> Iterator[Piece]:
    plain = blanked(source.text)
    words = {BY_NAME[name].spelled(language): name for name in _STARTERS}
    pattern = re.compile(r"[{}]|^[ \t]*(?P<word>" + "|".join(map(re.escape, words)) + r")\b(?!\s*=)", re.MULTILINE)
    start, braces, inside = 0, [], ""
    for match in pattern.finditer(plain):
        sign = match.group()
        if sign == "{":
            braces.append(match.start())
        elif sign == "}":
            braces = braces[:-1]
        elif not _begins(words[match.group("word")], inside, bool(braces), plain[start : match.start()]):
            continue
        else:
            if source.text[start : match.start()].strip():
                yield Piece(source, start, match.start(), braces[0] if braces else None)
            start, braces, inside = match.start("word"), [], words[match.group("word")]
    if source.text[start:].strip():
        yield Piece(source, start, len(source.text), braces[0] if braces else None)


def _begins(word: str, inside: str, in_block: bool, before: str) -> bool:
    if _GOES_ON.search(before):
        return False
    return not (in_block and inside == "SIDE_CALCULATION" and word == "FORMULA")
