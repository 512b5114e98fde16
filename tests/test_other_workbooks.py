"""Workbooks of LibreOffice and of Excel's other kinds: errors at their cells, and what their reader does not know."""

# ruff: noqa: E501 - the parts of a package stand as they are written

from __future__ import annotations

import base64
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from test_failures import RULES

from rbflang import library
from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.observations import LARGEST_FILE, read_rows
from rbflang.pipeline import compute, prepare
from rbflang.reports.foot import foot
from rbflang.source import Source
from rbflang.wording import Voice

pytest.importorskip("python_calamine")

HEADINGS = ("størrelse", "indikator", "region", "verdi")


def faults_of(path: Path) -> list[tuple[str, str]]:
    """What is amiss in a file: the kind of fault, and its cell."""
    source = library.read_table(path, LARGEST_FILE)
    if isinstance(source, Fault):
        return [(source.title.nb, "")]
    return [(fault.slug, fault.labels[0].span.cell) for fault in read_rows(source).faults]


# .ods

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def ods(path: Path, *rows: str) -> Path:
    names = f'xmlns:office="{NAMES}office:1.0" xmlns:table="{NAMES}table:1.0" xmlns:text="{NAMES}text:1.0" xmlns:calcext="{CALC}"'
    table = f'<table:table table:name="Tall">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest xmlns="{NAMES}manifest:1.0"/>')
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return path


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(attributes: str, text: str, times: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}" {attributes}><text:p>{text}</text:p></table:table-cell>'


def word(text: str) -> str:
    return cell('office:value-type="string"', text)


def number(value: str, text: str) -> str:
    return cell(f'office:value-type="percentage" office:value="{value}"', text)


TOP = row(*map(word, HEADINGS))
ERROR = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
OLD_ERROR = 'table:formula="of:=1/0" office:value-type="float" office:value="0"'
REST = row('<table:table-cell table:number-columns-repeated="16384"/>', times=1_048_000)


def line(region: str, value: str) -> str:
    return row(word("resultat"), word("x"), word(region), value)


def test_a_sheet_of_libreoffice(tmp_path: Path) -> None:
    path = ods(tmp_path / "tall.ods", TOP, line("A", number("0.6", "60 %")), line("B", number("0.1", "10 %")), REST)
    (tmp_path / "regler.rbf").write_text(RULES, "utf-8")
    prepared = prepare(library.Shelf("regler", tmp_path / "regler.rbf"))
    assert not isinstance(prepared, tuple)
    source = library.read_table(path, LARGEST_FILE)
    assert isinstance(source, Source)
    assert source.text == "størrelse;indikator;region;verdi\nresultat;x;A;60 %\nresultat;x;B;10 %"
    found = compute(prepared, "forelopig", path)
    assert isinstance(found, Computed)
    assert not foot(Voice(), found)


def test_errors_formulas_and_merged_cells_of_libreoffice(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "tall.ods",
        TOP,
        line("A", cell(ERROR, "#DIV/0!")),
        line("B", cell(OLD_ERROR, "Err:502")),
        line("C", '<table:table-cell table:formula="of:=1/2"/>'),
        line("D", cell('office:value-type="date" office:date-value="2025-12-01"', "1/12")),
        row(word("resultat"), "<table:covered-table-cell/>", word("E"), number("0.1", "10 %")),
        row(word("resultat"), word("x"), word("F"), cell(ERROR, "#I/T"), times=2),
    )
    assert faults_of(path) == [
        ("error-in-cell", "Tall!D2"), ("error-in-cell", "Tall!D3"), ("formula-without-value", "Tall!D4"),
        ("date-in-cell", "Tall!D5"), ("merged-cell", "Tall!B6"), ("error-in-cell", "Tall!D7"),
        ("error-in-cell", "Tall!D8"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ((REST, row(word("x"))), "A1048002"),
        ((row(cell('office:value-type="float" office:value="1"', "1", 16_000), times=90_000),), "WQJ90001"),
    ],
    ids=["a cell far away", "a number everywhere"],
)
def test_a_sheet_of_libreoffice_that_claims_too_much(tmp_path: Path, rows: Sequence[str], last: str) -> None:
    column = max(last.rstrip("0123456789"), "D", key=lambda letters: (len(letters), letters))
    shown = column + last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    path = ods(tmp_path / "stort.ods", TOP, *rows)
    assert faults_of(path) == [(f"stort.ods: arket sier at det når til Tall!{shown}", "")]


# .xlsb


def record(kind: int, data: bytes = b"") -> bytes:
    return _seven_bits(kind) + _seven_bits(len(data)) + data


def _seven_bits(value: int) -> bytes:
    more = value >> 7
    return bytes([value & 0x7F | (0x80 if more else 0)]) + (_seven_bits(more) if more else b"")


def stored(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(at: int, *cells: tuple[int, str | float]) -> bytes:
    """A row with texts (kind 6), numbers (kind 5) and `#DIV/0!` (kind 3), each in its column."""
    body = record(0, struct.pack("<II", at, 0) + bytes(9))
    for column, content in cells:
        if content == "#DIV/0!":
            kind, data = 3, b"\x07"
        elif isinstance(content, str):
            kind, data = 6, stored(content)
        else:
            kind, data = 5, struct.pack("<d", content)
        body += record(kind, struct.pack("<II", column, 0) + data)
    return body


def xlsb(path: Path, *rows: bytes) -> Path:
    sheets = record(143) + record(156, struct.pack("<II", 0, 1) + stored("rId1") + stored("Tall")) + record(144)
    target = 'Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", record(131) + sheets + record(132))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}"><Relationship {target}/></Relationships>'
        )
        reach = record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 3))
        cells = reach + record(145) + b"".join(rows) + record(146)
        archive.writestr("xl/worksheets/sheet1.bin", record(129) + cells + record(130))
    return path


def test_errors_of_a_binary_workbook(tmp_path: Path) -> None:
    path = xlsb(
        tmp_path / "tall.xlsb",
        binary_row(0, *enumerate(HEADINGS)),
        binary_row(1, (0, "resultat"), (1, "x"), (2, "A"), (3, 0.6)),
        binary_row(2, (0, "resultat"), (1, "#DIV/0!"), (2, "B"), (3, "#DIV/0!")),
    )
    assert faults_of(path) == [("error-in-cell", "Tall!B3"), ("error-in-cell", "Tall!D3")]


def test_a_binary_workbook_that_claims_too_much(tmp_path: Path) -> None:
    path = xlsb(tmp_path / "stort.xlsb", binary_row(0, *enumerate(HEADINGS)), binary_row(1048575, (16383, 1.0)))
    assert faults_of(path) == [("stort.xlsb: arket sier at det når til Tall!XFD1048576", "")]


# .xls

OLD_BOOK = """
eNrtWE1oE0EU/maz+Sv9SWsrtGIIBavWXsSLl7pa0J4s1UMVETQ1i4TEpGyDqAet1hwFQRAUL4VevFS9+IMe7EHwIFRUEAShVXoQT0KFHtqu77
3djYnm0IAWK/vCvHnz5s03b+e9mZ3s65nm2YkHHXP4hfYggBU7ilCZTlGJeo0YqN+2WfTqCBXbp3VF0QgFMhTE04ZXYY4hx3sOGu7r08SBT1SO
YwQD+ZyZWEPqEx+Sin3oVTrlnoY7VBrRLn61CD8lfIPwe2L7TPhe0VwT3ku2s+oYZoyB7t1uHh/VOqWvkbjCIxnzQTQ70YaXnMeXrivHNoh9Vj
qZ/Tc74no9JkGR6zdzppXMzqKVQjiJ73YCWPD26vOEr19bvQLpFyv14Sr6G5oOjME+qTgRi2hAVOceDm8m8aJI5+3NkBPxviUMod49ZukYHi0s
WpaZHTVJTudS6UyykLfI1jJPp/O5IHDWtFJpGnBmPpsfGcnNsy2r0ykzT5MMmaMFqgbyVqqOEeUgiFUcBA2yPeqJp9AkcrNskhj5sHT325uDw4
PGCdGMiVfOK2ILPxNsXOYRNLgRzhMxcU+3jNgh/IqgbhK5Q3grWVLdNdjmCgfGxeaq9HbRPLuE3hpby+RtJBe/HnocL342tpM81T93oXXqvTGB
TlqrFI3n3zh6VI+6fYvpieHVyj1MPgpv/+1giWgx13fbfQ82YRl1IjYLd1q8OqrU0ty1cloBagVcLFUFSwmW7torwQqWWozF8QjQWirBWlh+d+
5L17TBeFoVPK0CT6vA0wSPgxzUIiQzXlgxUqAKUqCEFMJmanlPwq96xzCMuEKc+hlCrwKhlyAuatxiiBa+Y2gteMie0nn9k9YiGVWJr9dkVGVr
zKvqJGPIW1VUW1WffPLJJ5988skn7w6kyQXVuZwH3dtW2P2us0xlxf9M8t/SYeTpV6C/pfuRo9rC+ZryZyOCysNSqxzjfS9kOkKzW8hgWPzI1J
y/dFtW5c+z6oGxP7eFap1/pRY///L8PwDSdhVo
"""
"""A small workbook of the old kind: the headings, a row with 0.134, and one with #DIV/0! in D3."""


def test_errors_of_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "tall.xls"
    path.write_bytes(zlib.decompress(base64.b64decode(OLD_BOOK)))
    assert faults_of(path)[0] == ("error-in-cell", "'Ark Å'!D3")
    source = library.read_table(path, LARGEST_FILE)
    assert isinstance(source, Source)
    assert source.text.split("\n")[:2] == ["størrelse;indikator;region;verdi", "måloppnåelse;video;Vest;0,134"]


def test_an_old_workbook_that_claims_too_much(tmp_path: Path) -> None:
    """The same workbook with the row of one number changed to the last there can be: 65 536 rows, 256 columns."""
    whole = zlib.decompress(base64.b64decode(OLD_BOOK))
    number_at = whole.index(struct.pack("<d", 0.134)) - 10
    kind, _, row_at, column = struct.unpack_from("<HHHH", whole, number_at)
    assert (kind, row_at, column) == (0x203, 1, 3)
    path = tmp_path / "stort.xls"
    path.write_bytes(whole[: number_at + 4] + struct.pack("<HH", 65535, 255) + whole[number_at + 8 :])
    assert faults_of(path) == [("stort.xls: arket sier at det når til 'Ark Å'!IV65536", "")]
