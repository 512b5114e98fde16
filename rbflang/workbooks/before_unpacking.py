"""A look at a workbook before it is unpacked: what kind of file it is, and whether it is what it says.

Takes the path of a file, gives a fault for one that is something else, locked, damaged, or would unpack to far more
than it holds. Nothing is kept of what is looked at.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from attrs import frozen

from rbflang import workbook_faults
from rbflang.diagnostics import Fault
from rbflang.source import column_number

MOST_UNPACKED = 60_000_000
MOST_OPENINGS = 1_500_000
MOST_RATIO, RATIO_COUNTS_FROM = 200, 5_000_000
CHUNK, LEAD = 1 << 20, 1024
OVERLAP = 512
_ENCODING = re.compile(rb"encoding\s*=\s*['\"]\s*(?!utf-8|us-ascii|iso-8859-1)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s(?=[^>]{0,400}?\bhidden=\"(?:1|true)\")[^>]{0,400}?\br=\"(\d{1,7})\"")
_CELL = re.compile(rb"\sr=\"([A-Z]{1,3}\d{1,7})\"")

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")


@frozen(repr=False)
class PackagePart:
    """What is seen of one part of a package in passing; `hidden` are the rows that the sheet does not show."""

    has_formulas: bool
    merged: tuple[tuple[int, int, int, int], ...]
    last_cell: str
    hidden: tuple[int, ...] = ()


def named_otherwise(path: Path, name: str) -> Fault | None:
    """A file that is no workbook of the kind its name says, or that is locked."""
    suffix = path.suffix.lower().lstrip(".")
    kind = kind_of_file(path)
    if kind == "locked":
        return workbook_faults.locked(name)
    if not kind:
        return workbook_faults.damaged(name)
    return None if kind == suffix or {kind, suffix} == {"xlsx", "xlsm"} else workbook_faults.another_kind(name, kind)


def kind_of_file(path: Path) -> str:
    """What a file is by what it holds, by the customary ending of its name; `locked` for a workbook with a password."""
    with path.open("rb") as file:
        lead = file.read(LEAD)
        if lead.startswith(OLD):
            return "locked" if LOCKED in lead + file.read() else "xls"
    if lead.startswith(b"PK"):
        return _kind_of_package(path)
    start = lead.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        return "html" if b"<html" in start or b"<table" in start else "xml"
    return "csv" if lead and not any(sign < 9 or 13 < sign < 32 for sign in lead) else ""


def _kind_of_package(path: Path) -> str:
    """Which workbook a zip file holds; empty for a damaged one, `zip` for something else."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    if "content.xml" in names:
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    return "xlsx" if "[Content_Types].xml" in names and any("sheet" in name for name in names) else "zip"


def amiss_inside(path: Path, name: str) -> Fault | None:
    """Why a package is not unpacked: too much in too little, entities of its own, or parts that cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                return workbook_faults.locked(name)
            if sum(part.file_size for part in parts) > MOST_UNPACKED or any(map(_is_swollen, parts)):
                return workbook_faults.swollen(name)
            openings = 0
            for part in parts:
                found = _openings(archive, part)
                if found is None:
                    return workbook_faults.own_entities(name)
                openings += found
            return workbook_faults.swollen(name) if openings > MOST_OPENINGS else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error):
        return workbook_faults.damaged(name)


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_COUNTS_FROM and part.file_size > MOST_RATIO * part.compress_size


def _openings(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int | None:
    """How many tags a part of XML has, the closing ones too; none for one that declares entities or hides its signs.

    What a part is called says nothing of what it is read as; what does not begin as XML does, has no tags.
    """
    count = 0
    with archive.open(part) as file:
        for at, chunk in enumerate(_chunks(file)):
            if not at and not _begins_as_xml(part.filename, chunk):
                return 0
            if b"<!DOCTYPE" in chunk or (not at and (b"\0" in chunk[:CHUNK] or _ENCODING.search(chunk[:200]))):
                return None
            count += chunk.count(b"<")
            if count > MOST_OPENINGS:
                return count
    return count


def _begins_as_xml(name: str, chunk: bytes) -> bool:
    start = chunk.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")
    return start.startswith(b"<") or name.lower().endswith((".xml", ".rels"))


def seen_in(path: Path, part: str) -> PackagePart:
    """What one sheet of a package holds of formulas, merged cells and hidden rows, and its last cell."""
    has_formulas, merged, hidden, last = False, [], dict[int, None](), b""
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        for chunk in _chunks(file):
            has_formulas = has_formulas or _FORMULA.search(chunk) is not None
            merged += [_corners(*match.groups()) for match in _MERGED.finditer(chunk)]
            if b"hidden" in chunk:
                hidden.update((int(row), None) for row in _HIDDEN.findall(chunk))
            last = next((one for one in reversed(_CELL.findall(chunk[-4096:]))), last)
    return PackagePart(has_formulas, tuple(dict.fromkeys(merged)), last.decode(), tuple(hidden))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part, each piece with the end of the one before it."""
    end = b""
    while piece := file.read(CHUNK):
        yield end + piece
        end = piece[-OVERLAP:]


def _corners(left: bytes, top: bytes, right: bytes, bottom: bytes) -> tuple[int, int, int, int]:
    return int(top), column_number(left.decode()), int(bottom), column_number(right.decode())
