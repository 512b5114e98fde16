"""Sheets of Excel's binary kind (.xlsb), looked through: how far they reach, and which cells hold an error.

Takes the path of a package that was looked at before; gives what calamine leaves out of each sheet.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from xml.etree.ElementTree import fromstring

from rbflang.workbooks.binary_errors import ERRORS
from rbflang.workbooks.left_out import LeftOut

SHEET, ROW = 156, 0
CELLS = range(2, 12)
WITH_ERROR = (3, 11)
MOST_RECORDS = 1_500_000


def left_out_of_xlsb(path: Path) -> Iterator[LeftOut]:
    """What is left out of each sheet."""
    with zipfile.ZipFile(path) as archive:
        relations = fromstring(archive.read("xl/_rels/workbook.bin.rels"))
        parts = {one.get("Id", ""): one.get("Target", "") for one in relations}
        for kind, data in _records(archive.read("xl/workbook.bin")):
            if kind == SHEET:
                relation, at = _text(data, 8)
                name, _ = _text(data, at)
                part = parts[relation]
                yield _sheet(name, archive.read(part.lstrip("/") if part.startswith("/") else f"xl/{part}"))


def _sheet(name: str, sheet: bytes) -> LeftOut:
    row = rows = columns = 0
    errors = {}
    for kind, data in _records(sheet):
        if kind == ROW:
            (row,) = unpack_from("<I", data)
        elif kind in CELLS:
            (column,) = unpack_from("<I", data)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind in WITH_ERROR:
                errors[row + 1, column + 1] = (ERRORS.get(data[8], "#VALUE!"), None)
    return LeftOut(name, (rows, columns), errors)


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text that begins with its length, and where the next thing begins."""
    end = at + 4 + 2 * int(unpack_from("<I", data, at)[0])
    return data[at + 4 : end].decode("utf-16-le"), end


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: the kind and the length in seven bits a byte, then the content."""
    at = count = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        count += 1
        if count > MOST_RECORDS:
            raise ValueError("more records than any table has")
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        number |= (data[at] & 0x7F) << 7 * place
        at += 1
        if not data[at - 1] & 0x80:
            break
    return number, at
