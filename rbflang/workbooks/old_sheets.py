"""Sheets of the old Excel (.xls), looked through: how far they reach, and which cells hold an error.

Takes the path of a compound file; gives what calamine leaves out of each sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import iter_unpack, unpack_from

from rbflang.workbooks.binary_errors import ERRORS
from rbflang.workbooks.left_out import LeftOut, Place

FREE = 0xFFFFFFFA
IN_HEADER = 109
BOUNDSHEET, FORMULAS, BOOL_OR_ERROR, END, BEGIN = 0x85, (0x06, 0x206, 0x406), 0x205, 0x0A, (0x09, 0x209, 0x409, 0x809)
CELLS = (0x203, 0x204, 0x205, 0x27E, 0xFD, 0xD6, *FORMULAS)
SEVERAL = 0xBD


def left_out_of_xls(path: Path) -> Iterator[LeftOut]:
    """What is left out of each sheet."""
    book = _book(path.read_bytes())
    for kind, data in _records(book, 0):
        if kind == BOUNDSHEET:
            (start,) = unpack_from("<I", data)
            yield _sheet(book, start, _name(data[6:]))


def _name(data: bytes) -> str:
    """The name of a sheet: its length, then in newer files how its signs are stored."""
    length, is_wide = data[0], len(data) > data[0] + 1 and data[1] == 1
    if len(data) == length + 1:
        return data[1:].decode("cp1252", "replace")
    return data[2 : 2 + 2 * length].decode("utf-16-le") if is_wide else data[2 : 2 + length].decode("latin-1")


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on to the end of what begins there."""
    depth = 0
    while start + 4 <= len(book):
        kind, length = unpack_from("<HH", book, start)
        depth += kind in BEGIN
        depth -= kind == END
        yield kind, book[start + 4 : start + 4 + length]
        if not depth:
            return
        start += 4 + length


def _sheet(book: bytes, start: int, name: str) -> LeftOut:
    rows = columns = 0
    errors = {}
    for kind, data in _records(book, start):
        if kind not in CELLS and kind != SEVERAL:
            continue
        row, column = unpack_from("<HH", data)
        last = unpack_from("<H", data, len(data) - 2)[0] if kind == SEVERAL else column
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        code = _error(kind, data)
        if code is not None:
            errors[row + 1, column + 1] = (ERRORS.get(code, "#VALUE!"), None)
    return LeftOut(name, (rows, columns), errors)


def _error(kind: int, data: bytes) -> int | None:
    """The code of the error that a cell holds."""
    if kind == BOOL_OR_ERROR:
        return data[6] if data[7] else None
    return data[8] if kind in FORMULAS and data[12:14] == b"\xff\xff" and data[6] == 2 else None


# the compound file that the book lies in


def _book(file: bytes) -> bytes:
    """The stream of the book; sectors are chained by a table that lies in sectors itself."""
    size, small_size = 1 << unpack_from("<H", file, 30)[0], 1 << unpack_from("<H", file, 32)[0]
    directory, _, least, small_table = unpack_from("<IIII", file, 48)
    sectors = [one for one in unpack_from(f"<{IN_HEADER}I", file, 76) if one < FREE]
    following = unpack_from("<I", file, 68)[0]
    while following < FREE and len(sectors) * size < len(file):
        *more, following = (one for (one,) in iter_unpack("<I", _sector(file, following, size)))
        sectors += [one for one in more if one < FREE]
    table = _numbers(b"".join(_sector(file, one, size) for one in sectors))
    entries = _chained(file, directory, table, size, 1)
    found = {_entry(entries[at : at + 128]) for at in range(0, len(entries), 128)}
    start, length = next(place for wanted in ("Workbook", "Book") for name, place in found if name == wanted)
    if length >= least:
        return _chained(file, start, table, size, 1)[:length]
    root = next(place for name, place in found if name == "Root Entry")[0]
    small = _chained(file, root, table, size, 1)
    chain = _numbers(_chained(file, small_table, table, size, 1))
    return _chained(small, start, chain, small_size, 0)[:length]


def _entry(entry: bytes) -> tuple[str, Place]:
    length = unpack_from("<H", entry, 64)[0]
    start, size = unpack_from("<II", entry, 116)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), (start, size)


def _sector(file: bytes, at: int, size: int) -> bytes:
    return file[(at + 1) * size : (at + 2) * size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return tuple(one for (one,) in iter_unpack("<I", data[: len(data) // 4 * 4]))


def _chained(file: bytes, start: int, table: tuple[int, ...], size: int, skipped: int) -> bytes:
    """The sectors of a chain, each once; the header of the file counts as `skipped` sectors."""
    parts, passed = [], set()
    while start < len(table) and start not in passed:
        passed.add(start)
        parts.append(file[(start + skipped) * size : (start + skipped + 1) * size])
        start = table[start]
    return b"".join(parts)
