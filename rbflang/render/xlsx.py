"""A report as a workbook: each table on a sheet of its own, numbers as numbers; the first sheet holds what is said.

Takes a document, gives the bytes of a file, the same each time. A number is the one that the report shows, so that what
adds up there adds up here; per cents are shown as that, other units stand in the headings. What is stored is the
nearest number that a spreadsheet can hold, and nothing is computed with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rbflang.harmless import harmless
from rbflang.quantities import NUMBER, Unit
from rbflang.render.filled import filled
from rbflang.render.flat_columns import FlatColumn, flat_columns
from rbflang.reports.cell_words import in_measure, worded
from rbflang.reports.document import (
    Block,
    Chart,
    Document,
    Heading,
    Ledger,
    Lines,
    Notes,
    Paragraph,
    RuleText,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.reports.typed_cells import (
    Amount,
    Cell,
    ExactNumber,
    FromTo,
    Marked,
    Nothing,
    Phrase,
    Quoted,
    StatedFigure,
)
from rbflang.wording import Words, decimals_needed, digits

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ENDING = ".xlsx"
IS_DATA = True
IS_TEXT = False
NEEDS = ("xlsxwriter", "xlsx")
"""The package that writes workbooks, and the extra that brings it."""
REPORT, TABLE = Words("Rapport", "Report"), Words("Tabell", "Table")
SEE = Words("Se arket «{}».", "See the sheet “{}”.")
MADE = datetime(2000, 1, 1)
LONGEST_NAME, MOST_LETTERS, DEEPEST = 31, 32_000, 7
NARROWEST, WIDEST, LINE = 8, 60, 110
MOST_DECIMALS = 15


@frozen
class _Text:
    """A row of what is said: texts beside each other, how deep it lies, and whether it is a heading."""

    texts: tuple[str, ...]
    depth: int = 0
    is_heading: bool = False


@frozen(eq=False)
class _Sheet:
    """A table and the name of its sheet."""

    name: str
    table: Table


def render(document: Document, width: int = 0) -> bytes:
    """The report as the bytes of a workbook."""
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": document.title, "created": MADE})
        sheets: list[_Sheet] = []
        rows = [
            *_paragraph(document.notice, 0),
            *([_Text((document.title,), is_heading=True)] if document.title else []),
            *_rows(document.blocks, document.language, sheets, 0),
            *(row for text in document.foot or () for row in _paragraph(text, 0)),
            *_rows(document.last, document.language, sheets, 0),
        ]
        _write_texts(book, REPORT.say(document.language), rows)
        for one in sheets:
            _write_table(book, one, document.language)
    return written.getvalue()


# what is said


def _rows(
    blocks: Iterable[Block], language: str, sheets: list[_Sheet], depth: int, heading: str = ""
) -> Iterator[_Text]:
    """The rows of blocks; tables are put among the sheets, named by what stands above them, and the row says where."""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Table):
            name = _name(heading or TABLE.say(language), [REPORT.say(language), *(one.name for one in sheets)])
            sheets.append(_Sheet(name, block))
            yield _Text((SEE.say(language).format(name),), depth)
        elif isinstance(block, Chart):
            yield from _paragraph(block.title, depth)
            yield from _rows((block.table,), language, sheets, depth, block.title)
        elif isinstance(block, Unfolding):
            yield _Text((block.label, worded(block.result, language), block.place), depth)
            yield from _rows(block.blocks, language, sheets, depth + 1, block.label)
        else:
            yield from SAID[type(block)](block, depth)


def _paragraph(text: str, depth: int) -> Iterator[_Text]:
    """A text in lines that fit a page."""
    return (_Text((line,), depth) for line in filled(harmless(text), LINE)) if text else iter(())


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A name that no other sheet has, as long as a sheet's may be and without signs that it may not have."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ") or "-"
    for number in range(1, len(taken) + 2):
        ending = f" {number}" if number > 1 else ""
        name = shorten(plain, LONGEST_NAME - len(ending), placeholder="") or plain[: LONGEST_NAME - len(ending)]
        name = name.rstrip() + ending
        if name.lower() not in {one.lower() for one in taken}:
            return name
    raise AssertionError(wanted)


SAID: dict[type, Callable[[Any, int], Iterable[_Text]]] = {
    Heading: lambda block, depth: (_Text((block.text,), depth, is_heading=True),),
    Paragraph: lambda block, depth: _paragraph(block.text, depth),
    Lines: lambda block, depth: (_Text((one.label, one.text, one.origin), depth) for one in block.lines),
    Notes: lambda block, depth: (row for text in block.texts for row in _paragraph(text, depth)),
    Ledger: lambda block, depth: (
        _Text((one.label, one.text, one.result, one.place, one.citation), depth) for one in block.entries
    ),
    Verbatim: lambda block, depth: (_Text((line,), depth) for line in block.lines),
    RuleText: lambda block, depth: (_Text((one.text,), depth) for one in block.lines),
}


def _write_texts(book: Workbook, name: str, rows: Sequence[_Text]) -> None:
    sheet = book.add_worksheet(name)
    sheet.outline_settings(symbols_below=False)
    bold = book.add_format({"bold": True})
    for at, row in enumerate(rows):
        for column, text in enumerate(row.texts):
            _write_text(sheet, at, column, text, bold if row.is_heading else None)
        if row.depth:
            sheet.set_row(at, None, None, {"level": min(row.depth, DEEPEST), "hidden": False})
    labels = [row.texts[0] for row in rows if len(row.texts) > 1]
    sheet.set_column(0, 0, _width(labels))


def _write_text(sheet: Worksheet, row: int, column: int, text: str, style: Any) -> None:
    """A text as it stands, never a formula; a longer one than a cell can hold goes on in the cells beside it."""
    shown = harmless(text)
    for number in range(0, max(1, len(shown)), MOST_LETTERS):
        part = shown[number : number + MOST_LETTERS]
        if part:
            sheet.write_string(row, column + number // MOST_LETTERS, part, style)


# tables


def _write_table(book: Workbook, one: _Sheet, language: str) -> None:
    sheet = book.add_worksheet(one.name)
    columns = flat_columns(one.table, language, shows_per_cent=True)
    styles: dict[tuple[str, bool], Any] = {}

    def style(number_format: str, is_bold: bool) -> Any:
        if (number_format, is_bold) not in styles:
            styles[number_format, is_bold] = book.add_format({"num_format": number_format, "bold": is_bold})
        return styles[number_format, is_bold]

    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom"})
    first_total = len(one.table.rows) - one.table.totals
    for at, column in enumerate(columns):
        _write_text(sheet, 0, at, column.heading, heading)
        for row, cell in enumerate(column.cells):
            number = NUMBERS[type(cell)](cell)
            is_total = row >= first_total
            if number is None:
                _write_text(sheet, row + 1, at, _text(cell, language), style("@", is_total))
            else:
                sheet.write_number(row + 1, at, _nearest(number.value), style(number.shown_as, is_total))
        sheet.set_column(at, at, _width([*column.heading.split(), *_texts(column, language)]))
    sheet.freeze_panes(1, 1)


def _texts(column: FlatColumn, language: str) -> Iterator[str]:
    return (worded(cell, language) for cell in column.cells)


def _width(texts: Iterable[str]) -> int:
    return min(WIDEST, 2 + max(map(len, texts), default=NARROWEST))


def _text(cell: Cell, language: str) -> str:
    """What stands in a cell without a number; nothing where there is no figure."""
    return "" if isinstance(cell, Nothing) else worded(cell, language)


@frozen
class _Number:
    """A number as a spreadsheet holds it, and how it is shown."""

    value: Fraction
    shown_as: str


def _number(value: Fraction, decimals: int, unit: Unit = NUMBER, signed: bool = False) -> _Number:
    shown = f"#,##0{'.' if decimals else ''}{'0' * decimals}{'%' if unit.is_share else ''}"
    measure = in_measure(Fraction(1), unit)
    written = Fraction(digits(value * measure, decimals, "en")) / measure
    return _Number(written, f"+{shown};-{shown};{shown}" if signed else shown)


def _nearest(value: Fraction) -> Any:
    """The number that a spreadsheet stores."""
    return value.numerator / value.denominator


def _all_decimals(value: Fraction, unit: Unit) -> _Number:
    needed = decimals_needed(in_measure(value, unit))
    return _number(value, MOST_DECIMALS if needed is None else min(needed, MOST_DECIMALS), unit)


NUMBERS: dict[type, Callable[[Any], _Number | None]] = {
    Amount: lambda cell: _number(cell.value, cell.decimals, cell.unit, cell.signed),
    ExactNumber: lambda cell: _all_decimals(cell.value, cell.unit),
    Quoted: lambda cell: None if cell.value is None else _all_decimals(cell.value, cell.unit),
    StatedFigure: lambda cell: _number(cell.value, cell.decimals),
    Phrase: lambda cell: None,
    Nothing: lambda cell: None,
    FromTo: lambda cell: None,
    Marked: lambda cell: None,
}
