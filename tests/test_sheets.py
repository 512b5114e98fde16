"""Which sheet of a workbook is read, what is said of the others, and numbers by the text that a sheet shows."""

from __future__ import annotations

import os
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rbflang.commands import main
from rbflang.workbooks.shown_numbers import as_shown

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")

from test_other_workbooks import HEADINGS, ods, row, word  # noqa: E402
from test_workbooks import PAID, ROWS, saved, with_percents  # noqa: E402


def told(path: Path, *more: str) -> str:
    """The report on one line; it pays what the figures of the round pay."""
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path), *more])
    assert result.exit_code == 0, result.output
    amounts = [amount.replace(" ", ",") for amount in PAID] if "en" in more else PAID
    assert all(amount in result.stdout for amount in amounts)
    return " ".join(result.stdout.split())


def changed(path: Path, change: Any) -> Path:
    book = openpyxl.load_workbook(saved(path, ROWS, with_percents))
    change(book)
    book.save(path)
    return path


def with_a_chart(book: Any) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.add_data(Reference(book["Tall"], min_col=VALUE, min_row=2, max_row=5))
    book.create_chartsheet("Diagram", 0).add_chart(chart)


VALUE = ROWS[0].index("verdi") + 1


@pytest.mark.parametrize(
    "change", [with_a_chart, lambda book: book.create_chartsheet("Tomt", 0)], ids=["chart", "empty"]
)
def test_a_sheet_that_is_a_chart_is_passed_by(tmp_path: Path, change: Any) -> None:
    assert "ikke lest" not in told(changed(tmp_path / "tall.xlsx", change))


def test_a_workbook_of_charts_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Diagram")
    book["Sheet"].sheet_state = "hidden"
    book.active = 1
    book.save(tmp_path / "tall.xlsx")
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(tmp_path / "tall.xlsx")])
    assert "har ikke noe ark med celler" in result.stderr


def twice(book: Any) -> None:
    book.copy_worksheet(book["Tall"]).title = "Kopi"
    book["Kopi"].cell(2, VALUE).value = 0


def test_of_several_tables_one_is_asked_for(tmp_path: Path) -> None:
    path = changed(tmp_path / "tall.xlsx", twice)
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path)])
    assert result.exit_code == 1
    assert "tall.xlsx har to ark med en tabell: «Tall» og «Kopi»" in result.stderr
    assert '--data "tall.xlsx#Tall"' in result.stderr
    assert "125 449 844" in told(Path(f"{path}#Tall"))
    other = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", f"{path}#kopi"])
    assert other.exit_code == 0
    assert "125 449 844" not in other.stdout


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    path = changed(tmp_path / "tall.xlsx", twice)
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", f"{path}#Ark1"])
    assert "tall.xlsx har ikke noe ark som heter «Ark1»" in result.stderr
    assert "Arkene er «Tall» og «Kopi»." in result.stderr


def test_a_file_of_the_very_name_comes_before_a_sheet(tmp_path: Path) -> None:
    changed(tmp_path / "tall.xlsx", twice)
    only = changed(tmp_path / "tall.xlsx#Kopi.xlsx", lambda book: None)
    assert "125 449 844" in told(only)


def test_another_table_in_a_sheet_that_is_not_shown_is_told(tmp_path: Path) -> None:
    def hidden(book: Any) -> None:
        twice(book)
        book["Kopi"].sheet_state = "hidden"

    path = changed(tmp_path / "tall.xlsx", hidden)
    assert "Arket «Kopi» i tall.xlsx har også en tabell og er ikke lest. Det er lest fra «Tall»." in told(path)
    english = told(path, "--lang", "en")
    assert "The sheet “Kopi” of tall.xlsx has a table too and is not read. It is read from “Tall”." in english


def test_a_sheet_without_all_headings_is_no_table(tmp_path: Path) -> None:
    def summary(book: Any) -> None:
        book.create_sheet("Oversikt", 0).append(["region", "indikator"])

    assert "ikke lest" not in told(changed(tmp_path / "tall.xlsx", summary))


def test_rows_that_are_not_shown_are_told(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        for at in (23, 24, 9000):
            book["Tall"].row_dimensions[at].hidden = True

    assert "To rader i tall.xlsx er skjult i arket, men lest: radene 23 og 24." in told(
        changed(tmp_path / "tall.xlsx", hide)
    )


def test_a_sheet_of_libreoffice_counts_as_it_is_shown(tmp_path: Path) -> None:
    lines = [row(*map(shown_cell, line)) for line in ROWS]
    lines[22] = lines[22].replace("<table:table-row ", '<table:table-row table:visibility="filter" ')
    found = told(ods(tmp_path / "tall.ods", *lines))
    assert "Én rad i tall.ods er skjult i arket, men lest: rad 23." in found
    assert "tallformater" not in found
    assert "Prosenttegn mangler" not in found


def shown_cell(text: str) -> str:
    """A cell as LibreOffice saves it, a share as the number it is beside what is shown, and with a remark on it."""
    if not text.endswith(" %") or text[0] in "um":
        return word(text) if text else "<table:table-cell/>"
    value = f"{float(text.removesuffix(' %').replace(',', '.')) / 100!r}"
    kind = f'<table:table-cell office:value-type="percentage" office:value="{value}">'
    return (
        f"{kind}<office:annotation><text:p>99 %</text:p></office:annotation><text:p>{text}</text:p></table:table-cell>"
    )


def test_a_sheet_of_libreoffice_with_an_impossible_number_of_rows(tmp_path: Path) -> None:
    path = ods(tmp_path / "stort.ods", row(*map(word, HEADINGS)), row(word("x"), times=99_999_999_999_999))
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path)])
    assert "stort.ods: arket «Tall» sier at det har 100 000 000 000 000 rader" in result.stderr


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("13,4 %", "0.134", "13,4 %"),
        ("13.4%", "0.134", "13,4 %"),
        ("13,4 %", "0.13400000000000001", "13,4 %"),
        ("0,1 %", "0.00125", "0,1 %"),
        ("0,0 %", "0", "0,0 %"),
        ("1,337", "1337", "1 337"),
        ("1,337", "1.337", "1,337"),
        ("1 337", "1337", "1 337"),
        ("-5,00", "-5", "−5,00"),
        ("(450 000) kr", "-450000", "−450 000 kr"),
        ("kr 450 000", "450000", "450 000 kr"),
        ("450,0 mill. kr", "450000000", "450,0 mill. kr"),
        ("–", "0", "0"),
        ("1,34E-01", "0.134", None),
        ("1/12", "0.0833333333333333", None),
        ("450", "450000", None),
        ("skjult", "450000", None),
        ("1", "1E999999999", None),
    ],
)
def test_a_number_is_what_the_sheet_shows(text: str, number: str, shown: str | None) -> None:
    found = as_shown(text, number)
    assert (found and found.text(",")) == shown


@pytest.mark.parametrize(
    ("value", "code", "title", "tip"),
    [
        (timedelta(hours=30), "[h]:mm:ss", "holder et tidsrom: 30:00:00", "velg et prosentformat"),
        (time(1, 2), "hh:mm", "holder et klokkeslett: 01:02:00", "Ellers formater cellen som tekst"),
        (0.1337, "hh:mm:ss", "holder et klokkeslett: 03:12:31", "velg et prosentformat"),
        (45000.25, "yyyy-mm-dd", "holder en dato: 2023-03-15 06:00:00", "velg et prosentformat"),
    ],
)
def test_a_time_is_told_as_one(tmp_path: Path, value: Any, code: str, title: str, tip: str) -> None:
    def change(sheet: Any) -> None:
        with_percents(sheet)
        sheet.cell(2, VALUE).value = value
        sheet.cell(2, VALUE).number_format = code

    path = saved(tmp_path / "tall.xlsx", ROWS, change)
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path)])
    found = " ".join(result.stderr.split())
    assert f"Feil: Tall!F2 {title} [date-in-cell]" in found
    assert tip in found


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("13,4 prosent", "Mente du %? Skriv 13,4 %."),
        ("13,4 pst", "Mente du %? Skriv 13,4 %."),
        ("13,4 pst.", "Mente du %? Skriv 13,4 %."),
        ("7 promille", "Mente du ‰? Skriv 7 ‰."),
        ("700 mill", "Mente du mill. kr? Skriv 700 mill. kr."),
        ("700 MNOK", "Mente du mill. kr? Skriv 700 mill. kr."),
        ("7 xyz", "Enheten er ukjent."),
    ],
)
def test_a_unit_spelled_otherwise_is_offered_as_it_is_written(tmp_path: Path, text: str, cure: str) -> None:
    lines = [[text if at == VALUE - 1 and row is ROWS[1] else one for at, one in enumerate(row)] for row in ROWS]
    (tmp_path / "tall.csv").write_text("\n".join(map(";".join, lines)), "utf-8")
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(tmp_path / "tall.csv")])
    assert cure in " ".join(result.stderr.split())


@pytest.mark.skipif(os.name == "nt", reason="devices have no paths there")
def test_a_device_is_named_by_its_path() -> None:
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", os.devnull])
    assert result.stderr.startswith(f"Feil: {os.devnull} kan ikke leses ")
