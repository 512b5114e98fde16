"""A sheet as it was read, whatever the reader; and the text it is told as.

Takes the cells of a sheet, gives a source with a line for each row and semicolons between the cells. It must not know
which reader read them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, Union

from attrs import evolve, frozen

from rbflang.column_names import COLUMNS, ENGLISH_HEADINGS, HEADINGS, MEMBER_COLUMNS, TABLES
from rbflang.diagnostics import Fault
from rbflang.source import SHEET_SEPARATOR, Oddity, Sheet, Source
from rbflang.wording import plain
from rbflang.workbooks.limits import MOST_AREA, MOST_MERGED
from rbflang.workbooks.number_formats import Answer, ShownNumber

HEADINGS_WITHIN = 20
ENOUGH_HEADINGS = 2

Content: TypeAlias = Union[str, ShownNumber, Answer]
Range: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@frozen(eq=False, repr=False)
class Grid:
    """The cells of a sheet by rows, empty ones as empty texts; `odd` are those that are no text or number.

    `hidden` are the rows that are not shown, and `unread` the other sheets of the workbook that hold a table.
    """

    name: str
    rows: Sequence[Sequence[Content]]
    odd: Mapping[tuple[int, int], Oddity]
    has_formats: bool = True
    hidden: Sequence[int] = ()
    unread: tuple[str, ...] = ()

    @property
    def table(self) -> int | None:
        """Which row names all columns that a table must have, counted from 0."""
        return next((at for at, row in enumerate(self.rows[:HEADINGS_WITHIN]) if names_a_table(row)), None)

    @property
    def heading(self) -> int | None:
        """Which row names the columns: that of a table, else the first that holds two known headings.

        Of a wide table none does: what stands above it may name its quantity.
        """
        if self.table is not None or self.is_wide:
            return self.table
        for at, row in enumerate(self.rows[:HEADINGS_WITHIN]):
            if sum(isinstance(one, str) and one.lower() in HEADINGS for one in row) >= ENOUGH_HEADINGS:
                return at
        return None

    @property
    def is_wide(self) -> bool:
        """True for what looks like a wide table: words that are no headings of rows, and figures below two of them."""
        top, more = self.rows[:HEADINGS_WITHIN], self.rows[: 2 * HEADINGS_WITHIN]
        return any(_heads_figures(row, below) for at, row in enumerate(top) for below in more[at + 1 :])


def _heads_figures(row: Sequence[Content], below: Sequence[Content]) -> bool:
    names = [at for at, one in enumerate(row) if isinstance(one, str) and one and one.lower() not in HEADINGS]
    under = [below[at] for at in names if at < len(below)]
    return sum(_is_figure(one) for one in under) >= ENOUGH_HEADINGS


def _is_figure(content: Content) -> bool:
    return any(map(str.isdigit, content)) if isinstance(content, str) else True


def names_a_table(row: Sequence[object]) -> bool:
    """True for a row that holds the headings that a table must have."""
    headings = [one.strip().lower() for one in row if isinstance(one, str)]
    columns = {columns.get(one) for one in headings for columns in (COLUMNS, MEMBER_COLUMNS)}
    return any(needed <= columns for needed in TABLES)


def with_the_table(sheets: Iterable[Grid | Fault]) -> Grid | Fault | None:
    """The first sheet that holds a table, else the first with headings, else the first; nothing where there is none."""
    first: Grid | Fault | None = None
    headed: Grid | None = None
    for sheet in sheets:
        if isinstance(sheet, Grid):
            if sheet.table is not None:
                return sheet
            headed = headed or (sheet if sheet.heading is not None else None)
        first = first or sheet
    return headed or first


def as_source(grid: Grid, name: str) -> Source:
    """The text of a sheet from its headings on; the lines above are empty, so that lines are rows of the sheet.

    Numbers are written in the language of the headings.
    """
    first = grid.heading or 0
    is_english = any(isinstance(one, str) and one.lower() in ENGLISH_HEADINGS for one in _row(grid, first))
    width = max(map(len, grid.rows[first:]), default=0)
    lines = [_line(row, width, "." if is_english else ",") for row in grid.rows[first:]]
    numbers = {
        (at, column): one
        for at, row in enumerate(grid.rows, 1)
        for column, one in enumerate(row, 1)
        if isinstance(one, ShownNumber)
    }
    language = "en" if is_english else "nb"
    cut = {place: plain(one.exact or one.value, language) for place, one in numbers.items() if one.is_cut}
    odd = {place: kind for place, kind in grid.odd.items() if place[0] > first}
    hidden = tuple(row for row in grid.hidden if first + 1 < row <= len(grid.rows) and any(grid.rows[row - 1]))
    text = unicodedata.normalize("NFC", "\n" * first + "\n".join(lines))
    sheet = Sheet(grid.name, odd, cut, grid.has_formats, hidden, grid.unread, frozenset(numbers))
    return Source(name, text, sheet)


def _row(grid: Grid, at: int) -> Sequence[Content]:
    return grid.rows[at] if at < len(grid.rows) else ()


def _line(row: Sequence[Content], width: int, decimal_sign: str) -> str:
    """The cells with semicolons between; a row that holds one remark alone has none, as a comment in a CSV file."""
    fields = [_field(one if isinstance(one, str) else one.text(decimal_sign)) for one in row]
    if fields and fields[0].startswith("#") and not any(fields[1:]):
        return fields[0]
    return SHEET_SEPARATOR.join(fields + [""] * (width - len(fields))) if any(fields) else ""


def _field(content: str) -> str:
    text = " ".join(content.split())
    return '"' + text.replace('"', '""') + '"' if SHEET_SEPARATOR in text or '"' in text else text


def within(ranges: Iterable[Range], grid: Grid) -> Grid | None:
    """The grid, with the empty cells of merged ranges marked; nothing where more ranges reach into it than a table has.

    What a range has outside the cells that were read says nothing of them.
    """
    clipped = (_clipped(one, grid) for one in ranges if one[0] <= len(grid.rows))
    reaching = [one for one in clipped if _size(one) > 1]
    if len(reaching) > MOST_MERGED or sum(map(_size, reaching)) > MOST_AREA:
        return None
    odd = dict(grid.odd)
    for top, left, bottom, right in reaching:
        for row in range(top, bottom + 1):
            cells = grid.rows[row - 1]
            for column in range(left, min(right, len(cells)) + 1):
                if (row, column) != (top, left) and cells[column - 1] == "":
                    odd[row, column] = Oddity.MERGED
    return evolve(grid, odd=odd)


def _clipped(one: Range, grid: Grid) -> Range:
    top, left, bottom, right = one
    last = min(bottom, len(grid.rows))
    return top, left, last, min(right, max(map(len, grid.rows[top - 1 : last]), default=0))


def _size(one: Range) -> int:
    top, left, bottom, right = one
    return (bottom - top + 1) * max(0, right - left + 1)
