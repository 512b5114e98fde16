"""Reports as workbooks: every table on a sheet, numbers as numbers with their formats, what is said on the first."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from rbflang.commands import main, report_file
from rbflang.quantities import KRONER, POINTS, SHARE
from rbflang.render import content
from rbflang.reports.charts.pictures import Bars
from rbflang.reports.document import (
    BLOCKS,
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Ledger,
    LedgerLine,
    Line,
    Lines,
    Notes,
    Paragraph,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.reports.typed_cells import DASH, Amount, Cell, ExactNumber, FromTo, Marked, Phrase, Quoted

HEADINGS = (Column("Navn", "left"), Column("Beløp"))


def book(*blocks: Block, language: str = "nb", title: str = "T") -> Any:
    made = content(Document(title, blocks, language=language), "xlsx")
    return openpyxl.load_workbook(io.BytesIO(made))


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def table(*figures: Cell, totals: int = 0) -> Table:
    return Table(HEADINGS, tuple((Phrase(chr(97 + at)), one) for at, one in enumerate(figures)), totals)


def shown(*figures: Cell) -> list[tuple[Any, str]]:
    """The value and the format of each figure of a column."""
    sheet = book(Heading("Beløp"), table(*figures))["Beløp"]
    return [(row[1].value, row[1].number_format) for row in sheet.iter_rows(min_row=2)]


def test_numbers_are_those_shown_with_their_formats() -> None:
    """−1 234 567,891 with two decimals is −1 234 567,89; 13,44 % with one decimal is 0,134 shown as per cents."""
    assert shown(
        Amount(Fraction(-1234567891, 1000), 2, KRONER),
        Amount(Fraction(1344, 10000), 1, SHARE, is_named=True),
        Amount(Fraction(5), 0, POINTS, signed=True),
        DASH,
        Quoted("minst 0,4 %"),
        ExactNumber(Fraction(1, 8)),
    ) == [
        (-1234567.89, "#,##0.00"),
        (0.134, "#,##0.0%"),
        (5, "+#,##0;-#,##0;#,##0"),
        (None, "General"),
        ("minst 0,4 %", "@"),
        (0.125, "#,##0.000"),
    ]


def test_two_ends_and_a_note_are_columns_of_their_own() -> None:
    ends = FromTo(Amount(Fraction(1, 100), 0, SHARE), " → ", Amount(Fraction(2, 100), 0, SHARE))
    assert cells(book(Heading("X"), table(ends))["X"]) == [["Navn", "Beløp fra", "Beløp til"], ["a", 0.01, 0.02]]
    marked = Marked(Amount(Fraction(7), 0, KRONER), "a")
    assert cells(book(Heading("X"), table(marked))["X"]) == [["Navn", "Beløp (kr)", "Beløp merknad"], ["a", 7, "a"]]


def test_a_unit_that_the_heading_names_is_not_named_again() -> None:
    one = Table(
        (Column("Faller (kr)"), Column("Poeng")), ((Amount(Fraction(7), 0, KRONER), Amount(Fraction(2), 0, POINTS)),)
    )
    assert cells(book(one)["Tabell"])[0] == ["Faller (kr)", "Poeng"]


def test_sheets_are_named_after_the_headings() -> None:
    """At most 31 letters, cut between words; two of one name are told apart, without signs that may not be there."""
    long = "Hvor resultatene ligger på trappene"
    named = book(
        Heading(long), table(DASH), table(DASH), Heading("A/B: [c]?"), table(DASH), Heading("Rapport"), table(DASH)
    )
    assert named.sheetnames == [
        "Rapport",
        "Hvor resultatene ligger på",
        "Hvor resultatene ligger på 2",
        "A B c",
        "Rapport 2",
    ]
    assert all(len(one) <= 31 for one in book(Heading("x" * 40), table(DASH)).sheetnames)
    assert book(table(DASH), language="en").sheetnames == ["Report", "Table"]


def test_what_is_said_stands_on_the_first_sheet() -> None:
    said = book(
        Heading("H"),
        Paragraph("P"),
        Lines((Line("L", "t", "o"),)),
        Notes(("a N",)),
        Ledger((LedgerLine("x", "1 + 1", "2", "r.rbf:3", "regelverk 4"),)),
        Verbatim(("rbflang list",)),
        Unfolding("U", (Paragraph("under"), table(DASH)), Amount(Fraction(3), 0, KRONER, is_named=True), "r.rbf:1"),
    )
    assert cells(said["Rapport"]) == [
        ["T", None, None, None, None],
        ["H", None, None, None, None],
        ["P", None, None, None, None],
        ["L", "t", "o", None, None],
        ["a N", None, None, None, None],
        ["x", "1 + 1", "2", "r.rbf:3", "regelverk 4"],
        ["rbflang list", None, None, None, None],
        ["U", "3 kr", "r.rbf:1", None, None],
        ["under", None, None, None, None],
        ["Se arket «U».", None, None, None, None],
    ]
    assert [said["Rapport"].row_dimensions[row].outlineLevel for row in (8, 9, 10)] == [0, 1, 1]


def test_every_block_is_laid_out() -> None:
    from rbflang.render.xlsx import SAID

    assert {*SAID, Table, Chart, Unfolding} >= set(BLOCKS)


def test_a_chart_is_its_sentence_and_a_sheet_of_its_figures() -> None:
    found = book(Chart("A får 5 kr", Bars(()), table(Amount(Fraction(5)))))
    assert ["A får 5 kr"] in [row[:1] for row in cells(found["Rapport"])]
    assert cells(found["A får 5 kr"])[-1] == ["a", 5]


def test_nothing_is_a_formula_and_no_text_is_lost() -> None:
    sheet = book(Paragraph("=1+1"), Lines((Line("=A1", "=cmd|x" + "y" * 40_000),)))["Rapport"]
    assert [row[0].data_type for row in sheet.iter_rows()] == ["s", "s", "s"]
    assert "".join(cell.value or "" for cell in list(sheet.iter_rows())[2][1:]) == "=cmd|x" + "y" * 40_000


def test_totals_stand_out() -> None:
    sheet = book(Heading("X"), table(Amount(Fraction(1)), Amount(Fraction(1)), totals=1))["X"]
    assert [row[1].font.bold for row in sheet.iter_rows()] == [True, False, True]


def test_the_table_of_an_allocation(tmp_path: Path) -> None:
    """What adds up in the report adds up in the workbook, with what rounding leaves."""
    path = tmp_path / "t.xlsx"
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "-o", str(path)])
    assert (result.exit_code, result.stderr) == (0, f"Skrevet til {path}.\n")
    read = openpyxl.load_workbook(path)
    points = cells(read["Poeng"])
    assert points[1] == ["Video- og telefonkonsultasjoner", 6316, 6316, 6316, 5053, -1, 24000]
    for column in zip(*(row[1:] for row in points[1:]), strict=True):
        assert sum(column[:-1]) == column[-1]
    way = {row[0]: row[1:] for row in cells(read["Fra poeng til kroner"])}
    assert way["RBF-inntekt"] == [99092353, 77631402, 369457401, 125449844, 0, 671631000, "kr"]
    told = [row[0] for row in cells(read["Rapport"])]
    assert told[0] == "RBF 2025, foreløpig fordeling"
    assert [one for one in told if str(one).startswith("rbflang allocate rbf2025 ")]


def test_the_same_report_is_the_same_file() -> None:
    first, second = (CliRunner().invoke(main, ["list", "--format", "xlsx"]).stdout_bytes for _ in range(2))
    assert first == second
    assert first.startswith(b"PK")


def test_a_terminal_gets_no_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(report_file.sys, "stdout", Terminal())
    with pytest.raises(report_file.Misuse) as wrong, main.make_context("rbflang", ["list"]):
        report_file.put(b"PK", "xlsx", "nb")
    assert wrong.value.words.nb == "Formatet xlsx er ikke tekst. Gi filen et navn med -o."
