"""Texts and places in them: the ground every message stands on.

Takes the bytes of a file, gives a `Source` whose text is Unicode in composed form (NFC), and `Span`s that know which
text they point into. It must not know what any text means.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from attrs import field, frozen


@frozen(eq=False, repr=False)
class Source:
    """A text and the name it is shown under; lines and columns are counted from 1, in characters."""

    name: str
    text: str
    _starts: tuple[int, ...] = field(init=False)

    @_starts.default
    def _line_starts(self) -> tuple[int, ...]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, without its line break."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return len(self._starts)


@frozen
class Span:
    """A stretch of a source, from `start` up to and without `end`."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line the span begins on."""
        return self.source.place(self.start)[0]

    @property
    def column(self) -> int:
        """The column the span begins in."""
        return self.source.place(self.start)[1]

    @property
    def text(self) -> str:
        """The words the span covers."""
        return self.source.text[self.start : self.end]

    def to(self, other: Span) -> Span:
        """The stretch from the beginning of this span to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"


def decode(name: str, data: bytes) -> Source | int:
    """The source that the bytes spell in UTF-8 (a byte order mark is accepted), or the offset of the first bad byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return fault.start
    zero = data.find(b"\0")
    return zero if zero >= 0 else Source(name, unicodedata.normalize("NFC", text))
