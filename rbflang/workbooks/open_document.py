"""Sheets of LibreOffice (.ods), looked through: how far they reach, errors, merged cells, numbers as they are shown.

Takes the path of a package that was looked at before; gives what calamine leaves out of each sheet.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

from rbflang.source import Oddity
from rbflang.spreadsheet_errors import is_error
from rbflang.workbooks.grid import Content
from rbflang.workbooks.left_out import LeftOut, Place
from rbflang.workbooks.limits import MOST_AREA, MOST_COLUMNS
from rbflang.workbooks.shown_numbers import as_shown

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}office:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

_TEXT = f"{{{_NAMES}text:1.0}}"

_HIDDEN = ("collapse", "filter")

Odd = tuple[Content, Oddity | None]


def left_out_of_ods(path: Path) -> Iterator[LeftOut]:
    """What is left out of each sheet."""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        row, last, odd, hidden, has_formats = 0, (0, 0), dict[Place, Odd](), list[int](), True
        for event, element in iterparse(file, ("start", "end")):
            if element.tag == f"{_TABLE}table" and event == "start":
                row, last, odd, hidden, has_formats = 0, (0, 0), {}, [], True
            elif element.tag == f"{_TABLE}table" and event == "end":
                yield LeftOut(element.get(f"{_TABLE}name", ""), last, odd, has_formats, tuple(hidden))
                element.clear()
            elif element.tag == f"{_TABLE}table-row" and event == "end":
                times = int(element.get(f"{_TABLE}number-rows-repeated", 1))
                found, width = _look(element)
                has_formats = has_formats and not any(map(_shows_nothing, element))
                last = (row + times, max(width, last[1])) if width else last
                if width and times * width <= MOST_AREA:
                    odd.update({(row + at, column): one for at in range(1, times + 1) for column, one in found.items()})
                    hidden += range(row + 1, row + times + 1) if element.get(f"{_TABLE}visibility") in _HIDDEN else ()
                row += times
                element.clear()


def _look(row: Any) -> tuple[dict[int, Odd], int]:
    """What is odd in a row, by column, and the last column that holds anything."""
    found: dict[int, Odd] = {}
    column = width = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        formula, kind = cell.get(f"{_TABLE}formula"), cell.get(f"{_OFFICE}value-type")
        width = column + times if formula or kind else width
        odd = (_of_formula(cell, formula, kind) if formula else None) or _number(cell)
        if cell.tag == _CELLS[1] and not formula and not kind:
            odd = ("", Oddity.MERGED)
        if odd:
            found.update(dict.fromkeys(range(column + 1, column + 1 + min(times, MOST_COLUMNS)), odd))
        column += times
    return found, width


def _of_formula(cell: Any, formula: str, kind: str | None) -> Odd | None:
    """What a formula did not give."""
    text = _text(cell)
    if is_error(text):
        return text, None
    is_broken = cell.get(f"{_CALC}value-type") == "error" or kind is None
    return ("=" + formula.partition("=")[2], Oddity.FORMULA) if is_broken else None


def _number(cell: Any) -> Odd | None:
    """A number as the sheet shows it; nothing for one whose text was not saved, which stands as it is stored."""
    text, value = _text(cell), cell.get(f"{_OFFICE}value", "")
    if not text or not value:
        return None
    if is_error(text):
        return text, None
    number = as_shown(text, value)
    return (number, None) if number else (value.replace(".", ","), Oddity.FORMAT)


def _shows_nothing(cell: Any) -> bool:
    """True for a number without the text that the sheet shows for it."""
    return f"{_OFFICE}value" in cell.attrib and not _text(cell)


def _text(cell: Any) -> str:
    """What the sheet shows in a cell; a remark that hangs on it is none of that."""
    return " ".join("".join(part.itertext()) for part in cell if part.tag == f"{_TEXT}p").strip()
