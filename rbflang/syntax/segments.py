"""A text cut into its declarations, for parsing each by itself when the whole does not parse.

A piece begins where a declaration word comes first on its line outside any block. Inside a block, or where a list or
an expression goes on, such a word begins nothing, unless it can only mean that the block was never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from rbflang.characters import end_before
from rbflang.source import Source, Span
from rbflang.syntax.comments import blanked
from rbflang.syntax.vocabulary import BY_NAME, KEYWORDS

STARTERS = (
    "SOURCE", "REGION", "INDICATOR", "GROUP", "TRUST", "MEASURE", "SET", "ROUND", "FIXED", "TABLE", "PROPERTY", "INPUT",
    "FORMULA", "PAYOUT", "STAIRCASE", "RAMP", "ASSERTION", "SIDE_CALCULATION",
    "ALTERNATIVE", "NOTE", "CURRENCY", "REGISTER", "MEASUREMENT",
)  # fmt: skip
# What may stand inside the block of another declaration.
_WITHIN = {
    "SIDE_CALCULATION": ("FORMULA",),
    "ALTERNATIVE": ("FIXED", "TABLE", "FORMULA", "PAYOUT", "STAIRCASE", "RAMP", "MEASURE", "MEASUREMENT"),
}
# In a block `register` is the name of a property, unless a block of its own follows.
_OPENS_A_REGISTER = re.compile(r'register[ \t]+\w+(?:[\s"]|på engelsk|in english|kort|short|også kalt|also called)*\{')
_GOES_ON = re.compile(r"(?:[,=×*/+\-−–(;:|]|\b(?:per|over|mellom|between|under|etter|by|og|and))$")
_LONGEST_END = 10
_SEVERAL_WORDS = re.compile(r"\s*\S+\s+\S")

_WORDS = {word: name for name in STARTERS for word in (BY_NAME[name].nb, BY_NAME[name].en)}
_WORDS_WITHIN = frozenset(spelled.split()[0] for one in KEYWORDS for spelled in (one.nb, one.en))
_SIGNS = re.compile(
    rf"[{{}}]|^[ \t]*(?P<word>{'|'.join(map(re.escape, _WORDS))})\b(?!\s*[=:,])|^(?P<unknown>[^\W\d_]\w*)(?=[ \t]+\w)",
    re.MULTILINE,
)


@frozen
class Segment:
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


def pieces_of(source: Source) -> tuple[Segment, ...]:
    """The pieces of a text in order; what stands before the first declaration is a piece too."""
    return tuple(_cut(source))


def _cut(source: Source) -> Iterator[Segment]:
    plain = blanked(source.text, ends_of_strings='"')
    start, braces, inside = 0, [], ""
    for match in _SIGNS.finditer(plain):
        sign, word = match.group(), match.group("word") or match.group("unknown")
        if sign == "{":
            braces.append(match.start())
        elif sign == "}":
            del braces[-1:]
        elif _goes_on(plain, start, match.start()) or not _may_begin(plain, start, match, inside, bool(braces)):
            continue
        else:
            if source.text[start : match.start()].strip():
                yield Segment(source, start, match.start(), braces[0] if braces else None)
            start, braces, inside = match.end() - len(word), [], _WORDS.get(word, "")
    if source.text[start:].strip():
        yield Segment(source, start, len(source.text), braces[0] if braces else None)


def _goes_on(plain: str, start: int, place: int) -> bool:
    """True if what a piece has before a place goes on there."""
    end = max(start, end_before(plain, place))
    return _GOES_ON.search(plain, max(start, end - _LONGEST_END), end) is not None


def _may_begin(plain: str, start: int, match: re.Match[str], inside: str, in_block: bool) -> bool:
    """True if a word may begin a piece where the one before began at the start."""
    word = match["word"] or match["unknown"]
    if word in _WORDS:
        if in_block and _WORDS[word] == "REGISTER":
            return _OPENS_A_REGISTER.match(plain, match.start("word")) is not None
        return not (in_block and _WORDS[word] in _WITHIN.get(inside, ()))
    # an unknown word at the very beginning of a line may be meant to declare something
    is_alone = in_block and plain.find("=", match.end(), _end_of_line(plain, match.end())) < 0
    return not is_alone and word not in _WORDS_WITHIN and bool(_SEVERAL_WORDS.match(plain, start, match.start()))


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
