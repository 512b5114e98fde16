"""Workbooks count as they are shown: number formats, and cells that hold no figure, each told at its place."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from evidence import without_evidence
from test_failures import RULES

from rbflang import library
from rbflang.commands import main
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault
from rbflang.graph.nodes import Figure
from rbflang.intervals import Interval
from rbflang.observations import LARGEST_FILE, read_rows
from rbflang.pipeline import prepare
from rbflang.source import Oddity, Source

openpyxl = pytest.importorskip("openpyxl")

SHELF = library.find("rbf2025")
assert SHELF
ROWS = [line.split(";") for line in SHELF.observations("forelopig").read_text("utf-8").strip().split("\n")]
VALUE, NARROWING = ROWS[0].index("verdi"), ROWS[0].index("presisering")
PAID = ("99 092 353", "77 631 402", "369 457 401", "125 449 844")


# whole rulesets


def saved(path: Path, rows: list[list[Any]], change: Callable[[Any], None] | None = None, title: str = "Tall") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    if change:
        change(sheet)
    book.save(path)
    return path


def with_percents(sheet: Any) -> None:
    """The figures as real numbers, formatted as they are printed."""
    for row in sheet.iter_rows(min_row=2):
        cell = row[VALUE]
        text = str(cell.value)
        if text.endswith(" %"):
            decimals = len(text.partition(",")[2]) - len(" %") if "," in text else 0
            cell.value = float(Fraction(text.removesuffix(" %").replace(",", ".")) / 100)
            cell.number_format = "0." + "0" * decimals + "%" if decimals else "0%"


def allocated(path: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path), *more])


def shown_faults(path: Path) -> str:
    result = allocated(path)
    assert result.exit_code == 1, result.output
    return result.stderr


def test_percents_of_a_sheet_give_what_the_csv_gives(tmp_path: Path) -> None:
    own = allocated(saved(tmp_path / "tall.xlsx", ROWS, with_percents))
    assert own.exit_code == 0
    assert own.stderr == ""
    (tmp_path / "tall.csv").write_text(SHELF.observations("forelopig").read_text("utf-8"), "utf-8")
    assert without_evidence(own.stdout) == without_evidence(allocated(tmp_path / "tall.csv").stdout)
    assert all(amount in own.stdout for amount in PAID)


def test_without_the_narrowings_the_two_they_settle_are_open(tmp_path: Path) -> None:
    rows = [[cell for at, cell in enumerate(row) if at != NARROWING] for row in ROWS]
    with_narrowings = [row[NARROWING] for row in ROWS[1:] if row[NARROWING]]
    for name, change in (("tall.xlsx", with_percents), ("tekst.xlsx", None)):
        own = allocated(saved(tmp_path / name, rows, change), "--format", "json")
        assert len(own_open(own)) == len(with_narrowings) == 2


def own_open(result: Result) -> list[Any]:
    assert result.exit_code == 0, result.output
    found: list[Any] = json.loads(result.stdout)["open"]["rows"]
    return found


@pytest.mark.parametrize(
    ("number", "code", "interval"),
    [
        (0.134, "0.0%", Interval(Fraction(1335, 10000), Fraction(1345, 10000), True, False)),
        (0, "0.0%", Interval(Fraction(0), Fraction(5, 10000), True, False)),
        (0.5, "0%", Interval(Fraction(495, 1000), Fraction(505, 1000), True, False)),
        (0.28, "0.00%", Interval(Fraction(27995, 100000), Fraction(28005, 100000), True, False)),
        (0.13449, "0.0%", Interval(Fraction(1335, 10000), Fraction(1345, 10000), True, False)),
    ],
)
def test_a_figure_stands_for_what_prints_so(tmp_path: Path, number: float, code: str, interval: Interval) -> None:
    def change(sheet: Any) -> None:
        sheet["D2"].value, sheet["D2"].number_format = number, code

    found = figures_of_two(saved(tmp_path / "tall.xlsx", [*TWO, ["resultat", "x", "B", "10 %"]], change), tmp_path)
    cell = found.given()["resultat"]["x", "A"]
    assert isinstance(cell, Figure)
    assert cell.interval == interval


TWO = [["størrelse", "indikator", "region", "verdi"], ["resultat", "x", "A", "60 %"]]


def figures_of_two(data: Path, folder: Path) -> Figures:
    (folder / "regler.rbf").write_text(RULES, "utf-8")
    prepared = prepare(library.Shelf("regler", folder / "regler.rbf"))
    source = library.read_table(data, LARGEST_FILE)
    assert not isinstance(prepared, tuple), prepared
    assert isinstance(source, Source), source
    found = figures_of(prepared.checked, read_rows(source))
    assert not found.faults
    return found


def test_numbers_with_more_digits_than_shown_are_told_in_the_foot(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        with_percents(sheet)
        sheet["F5"].value += 0.0001

    told = " ".join(allocated(saved(tmp_path / "tall.xlsx", ROWS, change)).stdout.split())
    assert "Ett tall i tall.xlsx har flere sifre lagret enn arket viser." in told
    assert "Det er regnet med tallet slik det vises: Tall!F5." in told
    assert all(amount in told for amount in PAID)


@pytest.mark.parametrize("headings", ["størrelse;indikator;region;verdi", "quantity;indicator;region;value"])
def test_a_number_with_three_zeros_is_no_text_and_cannot_be_a_thousand(tmp_path: Path, headings: str) -> None:
    rows = [headings.split(";"), ["resultat", "x", "A", 0], ["resultat", "x", "B", 0.25]]

    def change(sheet: Any) -> None:
        sheet["D2"].number_format = "0.000"

    found = figures_of_two(saved(tmp_path / "tall.xlsx", rows, change), tmp_path).observations["resultat", ("x", "A")]
    assert found.printed == "0,000"
    assert isinstance(found.cell, Figure)
    assert (found.cell.printed, found.cell.interval.holds(Fraction(4, 10_000))) == (0, True)
    assert not found.cell.interval.holds(Fraction(6, 10_000))  # 0,0005 is half of the last digit


def test_a_text_with_three_zeros_may_be_a_thousand(tmp_path: Path) -> None:
    rows = [["størrelse", "indikator", "region", "verdi"], ["resultat", "x", "A", "1,000"]]
    with pytest.raises(AssertionError):
        figures_of_two(saved(tmp_path / "tall.xlsx", rows), tmp_path)


def test_comparisons_tell_how_a_workbook_was_read(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        with_percents(sheet)
        sheet["F5"].value += 0.0001

    path = saved(tmp_path / "tall.xlsx", ROWS, change)
    other = tmp_path / "annet.rbf"
    other.write_text(SHELF.path.read_text("utf-8").replace("= 100 000 poeng", "= 50 000 poeng", 1), "utf-8")
    found = CliRunner().invoke(main, ["compare", "rbf2025", str(other), "--data", str(path)])
    assert "Det er regnet med tallet slik det vises: Tall!F5." in " ".join(found.stdout.split())


# cells that hold no figure


def test_errors_in_whatever_column_are_told_at_their_cells(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for place, error in (("F2", "#DIV/0!"), ("A60", "#REF!"), ("G7", "#N/A"), ("I9", "#NAME?"), ("B4", "#VALUE!")):
            sheet[place].value = error
            sheet[place].data_type = "e"

    told = shown_faults(saved(tmp_path / "tall.xlsx", ROWS, change))
    assert told.startswith("Feil: 5 celler holder en feil fra regnearket  [error-in-cell]\n")
    for place, error in (("F2", "#DIV/0!"), ("A60", "#REF!"), ("G7", "#N/A"), ("I9", "#NAME?"), ("B4", "#VALUE!")):
        assert f"tall.xlsx:Tall!{place} " in told
        assert error in told


def test_a_formula_without_a_stored_value(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F2"].value = "=134/1000"

    told = shown_faults(saved(tmp_path / "tall.xlsx", ROWS, change))
    assert told.startswith("Feil: Formelen i Tall!F2 er ikke regnet ut  [formula-without-value]\n  tall.xlsx:Tall!F2\n")
    assert "=134/1000" in told
    assert "Tips: Åpne filen i Excel og lagre den." in told


def test_all_formulas_and_dates_of_a_sheet_are_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F2"].value, sheet["F3"].value, sheet["D4"].value = "=1/2", "=1/3", "=A1"
        sheet["F5"].value, sheet["F6"].value = date(2025, 12, 1), time(1, 12)

    told = shown_faults(saved(tmp_path / "tall.xlsx", ROWS, change))
    assert "3 celler holder en formel som ikke er regnet ut" in told
    assert "2 celler holder en dato" in told
    assert all(f"Tall!{place} " in told for place in ("F2", "F3", "D4", "F5", "F6"))


def test_a_date_is_told_as_what_it_may_have_been(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F12"].value = date(2025, 12, 1)

    told = shown_faults(saved(tmp_path / "tall.xlsx", ROWS, change))
    assert told.startswith("Feil: Tall!F12 holder en dato: 2025-12-01  [date-in-cell]\n  tall.xlsx:Tall!F12\n")
    assert "Excel har gjort innholdet om til en dato. 1/12 kan ha vært 1 av 12." in told
    assert "Formater cellen som tekst" in told


def test_dates_may_stand_beside_the_figures(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["I3"].value = date(2025, 3, 1)
        sheet["J1"].value, sheet["J3"].value = "oppdatert", date(2025, 3, 1)

    assert allocated(saved(tmp_path / "tall.xlsx", ROWS, change)).exit_code == 0


def test_a_format_that_hides_the_number(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        with_percents(sheet)
        sheet["F2"].number_format = ";;;"

    told = shown_faults(saved(tmp_path / "tall.xlsx", ROWS, change))
    assert told.startswith("Feil: Tallformatet i Tall!F2 viser ikke tallet  [format-without-digits]\n")


def test_merged_cells_are_empty_but_for_the_first(tmp_path: Path) -> None:
    told = shown_faults(saved(tmp_path / "tall.xlsx", ROWS, lambda sheet: sheet.merge_cells("B2:B3")))
    assert told.startswith("Feil: Tall!B3 er tom, for den er slått sammen med en annen celle  [merged-cell]\n")


def test_a_row_that_does_not_fit_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [[cell.replace("Vest", "Vset") if at == 5 else cell for cell in row] for at, row in enumerate(ROWS, 1)]
    rows[4][-1] = 'tabell "1.3"; side 4'
    told = shown_faults(saved(tmp_path / "tall.xlsx", rows, title="Tall 2025"))
    assert "\n  tall.xlsx:'Tall 2025'!E5\n" in told
    assert "\n  5 │ " in told


def test_an_empty_value_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [*ROWS, ["måloppnåelse", "video", "", "", "Vest", "", "", "", ""]]
    found = allocated(saved(tmp_path / "tall.xlsx", rows))
    assert f"Én rad i tall.xlsx har tom verdi og er ikke brukt: Tall!F{len(rows)}." in found.stdout


def test_a_formula_that_gave_an_empty_text_is_empty(tmp_path: Path) -> None:
    rows = [*ROWS, ["måloppnåelse", "video", "", "", "Vest", '=IF(1,"",2)', "", "", ""]]
    path = saved(tmp_path / "tall.xlsx", rows)
    in_parts(
        path,
        lambda text: (
            text.replace("</f><v></v>", "</f><v></v>")
            .replace(f'<c r="F{len(rows)}">', f'<c r="F{len(rows)}" t="str">')
            .replace(f'<c r="F{len(rows)}" t="n">', f'<c r="F{len(rows)}" t="str">')
        ),
    )
    found = allocated(path)
    assert found.exit_code == 0, found.output
    assert f"Én rad i tall.xlsx har tom verdi og er ikke brukt: Tall!F{len(rows)}." in found.stdout


def in_parts(path: Path, change: Callable[[str], str]) -> None:
    """The sheets of a workbook rewritten as text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data.decode()) if "worksheets/" in name else data)


def test_yes_and_no_are_answers(tmp_path: Path) -> None:
    rows = [["størrelse", "region", "verdi"], ["rapportert", "Nord", False], ["rapportert", "Vest", True]]
    source = library.read_table(saved(tmp_path / "tall.xlsx", rows), LARGEST_FILE)
    assert isinstance(source, Source)
    assert source.text == "størrelse;region;verdi\nrapportert;Nord;USANN\nrapportert;Vest;SANN"
    source = library.read_table(
        saved(tmp_path / "tall.xlsx", [["quantity", "value"], ["reported", True]]), LARGEST_FILE
    )
    assert isinstance(source, Source)
    assert source.text == "quantity;value\nreported;TRUE"


def test_an_answer_is_read_as_the_sheet_shows_it(tmp_path: Path) -> None:
    (tmp_path / "x.rbf").write_text(
        'regelsett X 2025 "X"\nkilde s "S"\nregion A "A"\nregion B "B"\ninndata rapportert per region : ja/nei\n'
        "utbetaling beløp per region = hvis rapportert er ja så 5 kr ellers 2 kr [s 1]\n"
        "    avrundet til hele kroner, halve opp [s 1]\n",
        "utf-8",
    )
    saved(tmp_path / "x.xlsx", [HEAD, ["rapportert", "A", True], ["rapportert", "B", False]])
    result = CliRunner().invoke(
        main, ["allocate", str(tmp_path / "x.rbf"), "--data", str(tmp_path / "x.xlsx"), "--format", "json"]
    )
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["payouts"] == {"A": 5, "B": 2}


HEAD = ["størrelse", "region", "verdi"]


def test_a_place_as_data(tmp_path: Path) -> None:
    rows = [[cell.replace("10,7 %", "ca. 11 %") for cell in row] for row in ROWS]
    result = allocated(saved(tmp_path / "tall.xlsx", rows), "--format", "json")
    (fault,) = json.loads(result.stdout)["faults"]
    assert [(one["line"], one["cell"]) for one in fault["labels"]] == [(5, "Tall!F5")]


# where the table stands


def test_the_first_sheet_that_has_the_headings_is_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "tall.xlsx", ROWS))
    book.create_sheet("Forside", 0)["A1"].value = "Tall til Helsedirektoratet"
    book.save(tmp_path / "tall.xlsx")
    assert all(amount in allocated(tmp_path / "tall.xlsx").stdout for amount in PAID)


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "tall.xlsx", ROWS))
    hidden = book.create_sheet("Gammelt", 0)
    hidden.append(["størrelse", "verdi"])
    hidden.append(["tull", 1])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "tall.xlsx")
    assert all(amount in allocated(tmp_path / "tall.xlsx").stdout for amount in PAID)


def merged(path: Path, inside: int, outside: int) -> Source | Fault:
    """A table of so many rows whose first two cells are merged, and so many merged cells below it."""

    def change(sheet: Any) -> None:
        for row in range(2, inside + outside + 2):
            sheet.merged_cells.add(f"A{row + (5 if row > inside + 1 else 0)}:B{row + (5 if row > inside + 1 else 0)}")

    rows = [["størrelse", "verdi", "kilde"], *[["x", "", "k"]] * inside]
    return library.read_table(saved(path / "tall.xlsx", rows, change), LARGEST_FILE)


def test_merged_cells_below_the_table_are_none_of_it(tmp_path: Path) -> None:
    found = merged(tmp_path, 1000, 1000)
    assert isinstance(found, Source)
    assert found.sheet
    assert found.sheet.odd[1001, 2] is Oddity.MERGED
    assert len(found.sheet.odd) == 1000


def test_more_merged_cells_than_a_table_has_are_told(tmp_path: Path) -> None:
    found = merged(tmp_path, 1001, 0)
    assert isinstance(found, Fault)
    assert found.title.nb == "tall.xlsx: over 1 000 celler i arket er slått sammen"


def test_titles_above_and_room_beside_the_table(tmp_path: Path) -> None:
    rows = [["Tall for 2025"], [], *([None, *row] for row in ROWS)]
    found = allocated(saved(tmp_path / "tall.xlsx", rows, lambda sheet: sheet.merge_cells("A1:I1")))
    assert all(amount in found.stdout for amount in PAID)


def test_english_headings_make_english_numbers(tmp_path: Path) -> None:
    rows = [["quantity", "indicator", "region", "value"], ["resultat", "x", "A", 0.134], ["resultat", "x", "B", 0.25]]
    found = figures_of_two(saved(tmp_path / "tall.xlsx", rows), tmp_path)
    assert found.observations["resultat", ("x", "A")].printed == "0,134"


@pytest.mark.parametrize("library_name", ["openpyxl", "python_calamine"])
def test_without_the_reader_the_fault_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_name: str
) -> None:
    path = saved(tmp_path / "tall.xlsx", ROWS)
    if library_name == "python_calamine":
        path = path.with_suffix(".xls")
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    monkeypatch.setitem(sys.modules, library_name, None)
    told = shown_faults(path)
    assert told.startswith(f"Feil: {path.name} er et regneark, og leseren for regneark er ikke installert")
    assert 'pip install "rbflang[xlsx]"' in told
