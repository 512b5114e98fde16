"""Workbooks that claim more than they hold are refused before they cost anything: one fault, little work and memory."""

# ruff: noqa: E501 - the parts of a package stand as they are written

from __future__ import annotations

import sys
import tracemalloc
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import define

from rbflang import library
from rbflang.diagnostics import Fault
from rbflang.observations import LARGEST_FILE
from rbflang.workbooks import excel
from rbflang.workbooks.limits import MOST_EMPTY_ROWS

pytest.importorskip("openpyxl.worksheet._read_only")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADINGS = "".join(
    f'<c r="{letter}1" t="inlineStr"><is><t>{word}</t></is></c>'
    for letter, word in (("A", "størrelse"), ("B", "verdi"))
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def sheet(rows: str = "", before: str = "", after: str = "", lead: str = "") -> str:
    cells = f'<sheetData><row r="1">{HEADINGS}</row>{rows}</sheetData>'
    return f'{lead}<worksheet xmlns="{MAIN}">{before}{cells}{after}</worksheet>'


def package(path: Path, worksheet: str | bytes, others: Mapping[str, str | bytes] | None = None) -> Path:
    """A workbook made by hand, part by part."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{KINDS}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Tall" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
        "xl/worksheets/sheet1.xml": worksheet,
        **(others or {}),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@define
class Work:
    """What reading a file took: bytes unpacked, rows and cells looked at."""

    unpacked: int = 0
    rows: int = 0
    cells: int = 0


@contextmanager
def counted() -> Iterator[Work]:
    """The work that is done inside; loading openpyxl is no part of it."""
    work, row, unpack = Work(), excel._row, zipfile.ZipExtFile.read

    def counting_row(at: int, cells: Sequence[object], *others: Any) -> list[Any]:
        work.rows, work.cells = work.rows + 1, work.cells + len(cells)
        return row(at, cells, *others)

    def counting_unpack(file: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        piece = unpack(file, size)
        work.unpacked += len(piece)
        return piece

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excel, "_row", counting_row)
        patch.setattr(zipfile.ZipExtFile, "read", counting_unpack)
        yield work


@contextmanager
def held(most: int) -> Iterator[None]:
    """No more than so many bytes of memory are held at once inside."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def refused(path: Path, rows: int = 0) -> str:
    """What is said of a file that is refused after so many rows of its sheet, whatever it claims to hold.

    Each part is looked through once, and then read at most three times.
    """
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    with counted() as work:
        found = library.read_table(path, LARGEST_FILE)
    assert isinstance(found, Fault)
    assert work.rows == rows
    assert work.cells <= 2 * rows
    assert work.unpacked <= 4 * size
    return found.title.nb


GIVEN_UP = MOST_EMPTY_ROWS + 2  # the headings, and one empty row more than may be
FAR = "stort.xlsx: arket sier at det når til Tall!XFD1048576"
STYLED = "".join(f'<row r="{at}" s="1" customFormat="1"/>' for at in range(2, 25_000))
CELLS = "".join(f'<row r="{at}"><c r="A{at}" s="0"/><c r="B{at}" s="0"/></row>' for at in range(2, 25_000))
LONG = {"rows of formats": STYLED, "cells of formats": CELLS}
SHEETS = {
    "a cell far away": (sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), FAR, GIVEN_UP),
    "a claim alone": (sheet(before='<dimension ref="A1:XFD1048576"/>'), FAR, 0),
    "a row far away": (
        sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "stort.xlsx: arket sier at det når til Tall!A1048576",
        GIVEN_UP,
    ),
    "a column far away": (
        sheet('<row r="2"><c r="XFD2"><v>1</v></c></row>'), "stort.xlsx: arket sier at det når til Tall!XFD2", 1
    ),
    "a row beyond all rows": (
        sheet('<row r="99999999999999"><c><v>1</v></c></row>'), "stort.xlsx: over 20000 rader på rad er tomme", GIVEN_UP
    ),
    "one text that unpacks to much": (
        sheet(f'<row r="2"><c t="inlineStr"><is><t>{"a" * 40_000_000}</t></is></c></row>'),
        "stort.xlsx er for stor når den pakkes ut", 0,
    ),
    "a row of very many cells": (
        sheet(f'<row r="2">{"<c/>" * 2_000_000}</row>'), "stort.xlsx er for stor når den pakkes ut", 0
    ),
    "entities": (
        sheet('<row r="2"><c t="inlineStr"><is><t>&b;</t></is></c></row>', lead=ENTITIES),
        "stort.xlsx er ikke laget av et regnearkprogram", 0,
    ),
    "entities behind a long remark": (
        sheet(lead="<!--" + "x" * 2_000_000 + "-->" + ENTITIES), "stort.xlsx er ikke laget av et regnearkprogram", 0
    ),
    "entities in another encoding": (
        ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(lead=ENTITIES)).encode("utf-16"),
        "stort.xlsx er ikke laget av et regnearkprogram", 0,
    ),
    "entities in an encoding that hides them": (
        b'<?xml version="1.0" encoding="cp037"?>' + sheet(lead=ENTITIES).encode("cp037", "replace"),
        "stort.xlsx er ikke laget av et regnearkprogram", 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("worksheet", "title", "rows"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_that_claims_too_much(tmp_path: Path, worksheet: str | bytes, title: str, rows: int) -> None:
    path = package(tmp_path / "stort.xlsx", worksheet)
    with held(10_000_000):
        assert refused(path, rows) == title


@pytest.mark.parametrize("rows", LONG.values(), ids=LONG)
def test_rows_that_hold_formats_alone(tmp_path: Path, rows: str) -> None:
    path = package(tmp_path / "stort.xlsx", sheet(rows))
    assert refused(path, GIVEN_UP) == "stort.xlsx: over 20000 rader på rad er tomme"


def test_entities_among_the_shared_texts(tmp_path: Path) -> None:
    shared = f'{ENTITIES}<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
    path = package(tmp_path / "stort.xlsx", sheet(), {"xl/sharedStrings.xml": shared})
    assert refused(path) == "stort.xlsx er ikke laget av et regnearkprogram"


def test_merged_cells_over_the_whole_sheet_cost_nothing(tmp_path: Path) -> None:
    ranges = '<mergeCell ref="A2:XFD1048576"/>' * 5_000
    path = package(
        tmp_path / "slått sammen.xlsx",
        sheet('<row r="2"><c r="A2"><v>1</v></c></row>', after=f"<mergeCells>{ranges}</mergeCells>"),
    )
    with held(10_000_000), counted() as work:
        assert not isinstance(library.read_table(path, LARGEST_FILE), Fault)
    assert (work.rows, work.cells) == (2, 3)


def test_files_that_are_no_workbook(tmp_path: Path) -> None:
    whole = package(tmp_path / "hel.xlsx", sheet()).read_bytes()
    table = b"<html><table><tr><td>x</td></tr></table></html>"
    files: dict[str, tuple[bytes, str]] = {
        "tom.xlsx": (b"", "tom.xlsx kan ikke åpnes som et regneark"),
        "halv.xlsx": (whole[: len(whole) // 2], "halv.xlsx kan ikke åpnes som et regneark"),
        "tull.xlsx": (b"PK\x03\x04" + b"x" * 500, "tull.xlsx kan ikke åpnes som et regneark"),
        "låst.xlsx": (OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "låst.xlsx er låst med passord"),
        "gammel.xlsx": (OLD + bytes(2000), "gammel.xlsx er et regneark av den gamle typen .xls"),
        "side.xls": (table, "side.xls er en nettside (HTML)"),
        "tekst.xlsx": ("størrelse;verdi\n".encode(), "tekst.xlsx er en tekstfil (CSV)"),
        "ark.csv": (whole, "ark.csv er et regneark av typen .xlsx"),
        "ark.ods": (whole, "ark.ods er et regneark av typen .xlsx"),
    }
    for name, (data, title) in files.items():
        (tmp_path / name).write_bytes(data)
        found = library.read_table(tmp_path / name, LARGEST_FILE)
        assert isinstance(found, Fault)
        assert found.title.nb == title


def test_nothing_is_unpacked_to_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package(tmp_path / "stort.xlsx", sheet(f'<row r="2"><c><v>{"1" * 40_000_000}</v></c></row>'))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert refused(path) == "stort.xlsx er for stor når den pakkes ut"
    assert "rbflang.workbooks" in sys.modules


@pytest.mark.parametrize("part", ["xl/sharedStrings.dat", "xl/strings"])
@pytest.mark.parametrize("lead", ["", "\ufeff \n"], ids=["at once", "after a mark"])
def test_entities_in_a_part_whatever_it_is_called(tmp_path: Path, part: str, lead: str) -> None:
    path = package(tmp_path / "tall.xlsx", sheet(), {part: f'{lead}{ENTITIES}<sst xmlns="{MAIN}"/>'})
    assert "er ikke laget av et regnearkprogram" in refused(path)
