"""Texts and places in them: the ground every message stands on.

Takes the bytes of a file, gives a `Source` whose text is Unicode in composed form (NFC), and `Span`s that know which
text they point into. The text of a sheet has a line for each of its rows, and its places are told as cells. It must
not know what any text means.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum
from typing import Literal

from attrs import field, frozen

UTF8 = "UTF-8"
_FIRST_WORD = re.compile(r"(?:\s|#[^\n]*(?:\n|$))*+([^\s#]+)")
_OF_OLD_MACS = re.compile("\r(?!\n)")
SHEET_SEPARATOR = ";"


class Oddity(Enum):
    """Why a cell of a sheet is no text, number or answer."""

    FORMULA = "a formula whose value was never stored"
    DATE = "a date"
    CLOCK = "a time of the day"
    DURATION = "a length of time"
    FORMAT = "a number that its format does not show as one"
    MERGED = "an empty part of a merged cell"


@frozen(eq=False, repr=False)
class Sheet:
    """What is known of the sheet that a text was made from.

    `odd` are the cells that are no text, number or answer, by row and column from 1. `cut` are the cells whose format
    shows fewer digits than are stored, and what is stored. Without `has_formats` the reader did not know the number
    formats. `hidden` are rows that are read though the sheet does not show them, and `unread` other sheets of the
    workbook that hold a table. `numbers` are the cells that hold a number and no text.
    """

    name: str
    odd: Mapping[tuple[int, int], Oddity]
    cut: Mapping[tuple[int, int], str] = field(factory=dict)
    has_formats: bool = True
    hidden: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    numbers: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> str:
        """The name of a cell: `Tall!F18`."""
        plain = self.name.replace("_", "").isalnum() and not self.name[:1].isdigit()
        sheet = self.name if plain else "'" + self.name.replace("'", "''") + "'"
        return f"{sheet}!{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column of a sheet, counted from 1: A, …, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@frozen(eq=False, repr=False)
class Source:
    """A text and the name it is shown under; lines and columns are counted from 1, in characters.

    `encoding` is what the file was saved in.
    """

    name: str
    text: str
    sheet: Sheet | None = None
    encoding: str = UTF8
    _starts: array[int] = field(init=False)

    @_starts.default
    def _line_starts(self) -> array[int]:
        starts = array("L", (0,))
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @property
    def language(self) -> Literal["nb", "en"]:
        """The vocabulary that the first word of a ruleset chooses; Norwegian where it chooses none."""
        found = _FIRST_WORD.match(self.text)
        return "en" if found and found[1] == "ruleset" else "nb"

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, without its line break."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def sheet_place(self, offset: int) -> tuple[int, int]:
        """Row and column, in the sheet that the text was made from, of the cell at an offset."""
        line, column = self.place(offset)
        before = self.line(line)[: column - 1]
        outside = before.split('"')[::2] if '"' in before else (before,)
        return line, 1 + sum(part.count(SHEET_SEPARATOR) for part in outside)

    @property
    def lines(self) -> int:
        """How many lines the text has."""
        return len(self._starts)


@frozen(repr=False, weakref_slot=False)
class Span:
    """A stretch of a source, from `start` up to and without `end`; there are as many as rows, so it is kept small."""

    source: Source = field(repr=False)
    start: int
    end: int

    def __reduce__(self) -> tuple[type[Span], tuple[Source, int, int]]:
        """Kept as its three parts: there are more spans than all else of a ruleset that is kept."""
        return Span, (self.source, self.start, self.end)

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

    @property
    def cell(self) -> str:
        """The cell of a sheet that the span begins in, `Tall!F18`; empty where the text was made from none."""
        sheet = self.source.sheet
        return sheet.cell(*self.source.sheet_place(self.start)) if sheet else ""

    @property
    def oddity(self) -> Oddity | None:
        """Why the cell of a sheet that the span begins in is no text, number or answer, if it is none."""
        sheet = self.source.sheet
        return sheet.odd.get(self.source.sheet_place(self.start)) if sheet and sheet.odd else None

    @property
    def stored(self) -> str:
        """The number that the cell of a sheet holds, where its format shows fewer digits of it; else nothing."""
        sheet = self.source.sheet
        return sheet.cut.get(self.source.sheet_place(self.start), "") if sheet and sheet.cut else ""

    @property
    def is_number(self) -> bool:
        """True for the cell of a sheet that holds a number, which no text has to be read as."""
        sheet = self.source.sheet
        return sheet is not None and self.source.sheet_place(self.start) in sheet.numbers

    @property
    def short(self) -> str:
        """The file without its folder, and the line or the cell: `rbf2025.rbf:113`, `tall.xlsx:Tall!F18`."""
        return f"{self.source.name.rpartition('/')[2]}:{self.cell or self.line}"

    def __str__(self) -> str:
        return f"{self.source.name}:{self.cell or f'{self.line}:{self.column}'}"


def decode(name: str, data: bytes) -> Source | int:
    """The source that the bytes spell in UTF-8 (a byte order mark is accepted), or the offset of the first bad byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return fault.start
    zero = data.find(b"\0")
    return zero if zero >= 0 else composed(name, text)


def composed(name: str, text: str, encoding: str = UTF8) -> Source:
    """The source of a text: its signs composed, and each line ended as others are that an old Mac ended."""
    return Source(name, unicodedata.normalize("NFC", _OF_OLD_MACS.sub("\n", text)), None, encoding)
