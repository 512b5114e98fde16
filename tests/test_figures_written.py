"""The figures of a round, or an empty form: written as they are read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from rbflang import library
from rbflang.commands import main
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, prepare, read_together

SHELVES = list(library.shelves())


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["figures", *words])


def figures(shelf: Shelf, path: Path) -> Figures:
    prepared = prepare(shelf, path)
    assert isinstance(prepared, Prepared)
    found = figures_of(prepared.checked, *read_together([path]))  # type: ignore[arg-type]
    assert not found.faults
    return found


def told(found: Figures) -> dict[object, tuple[object, ...]]:
    rows = (*found.observations.items(), *found.pins.items())
    return {at: (one.cell, one.printed, one.narrowing, one.status, one.source) for at, one in rows}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("shelf", SHELVES, ids=lambda one: one.name)
def test_what_is_written_is_read_as_the_same_figures(tmp_path: Path, shelf: Shelf, ending: str) -> None:
    own = shelf.observations(shelf.rounds[0]) if shelf.rounds else shelf.synthetic(shelf.synthetic_rounds[0])
    path = tmp_path / f"tall{ending}"
    if shelf.members(own).is_file():
        (tmp_path / "medlemmer.csv").write_bytes(shelf.members(own).read_bytes())
    result = run(shelf.name, "--data", str(own), "-o", str(path))
    assert (result.exit_code, result.stderr) == (0, f"Skrevet til {path}.\n")
    assert told(figures(shelf, path)) == told(figures(shelf, own))


def test_an_empty_form_has_a_row_for_each_cell_and_says_its_unit(tmp_path: Path) -> None:
    """KBF 2021 came without results: every cell is there, and none has a value."""
    lines = run("kbf2021").stdout.splitlines()
    heading = "størrelse;gruppe;indikator;region;verdi;presisering;status;kilde;enhet"
    assert lines[0] == heading
    assert lines[1] == "måloppnåelse;resultat;infeksjon_bypass;Midt;;;;;%"
    assert all(line.split(";")[4] == "" for line in lines[1:])
    assert len(lines) == len(set(lines))


def test_a_workbook_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "skjema.xlsx"
    run("kbf2021", "-o", str(path))
    sheet = openpyxl.load_workbook(path)["Tall"]
    value = sheet["E2"]
    assert (value.value, value.number_format, value.fill.fgColor.rgb[-6:]) == (None, "0.0%", "FFF2CC")
    offered = {one.formula1 for one in sheet.data_validations.dataValidation}
    assert '"utledet,tolket,antatt,gjengitt,til opplysning,overstyrer,syntetisk"' in offered


def test_an_english_ruleset_has_an_english_form(tmp_path: Path) -> None:
    (tmp_path / "scheme.rbf").write_text(
        'ruleset Scheme 2031 "Scheme 2031"\nsource rules "Rules"\nregion North "North"\n'
        'allocation provisional "Provisional" [rules 1]\ninput result per region : proportion\n'
        "input reported per region : yes/no\n"
        "fixed pot = 1,000 kr [rules 1]\n"
        "payout income per region = if reported is yes then pot × result else 0 kr [rules 1]\n"
        "    rounded to whole kroner, halves up [rules 1]\n",
        "utf-8",
    )
    empty = run(str(tmp_path / "scheme.rbf"))
    assert empty.stdout.splitlines() == [
        "quantity;region;value;narrowing;status;source;unit",
        "result;North;;;;;%",
        "reported;North;;;;;yes or no",
    ]


@pytest.mark.parametrize("formula", ["=1+1", "-1+1", "@SUM(A1)"])
def test_a_text_that_a_spreadsheet_would_compute_is_none(tmp_path: Path, formula: str) -> None:
    (tmp_path / "egne.csv").write_text(
        library.find("rbf2025")
        .observations("forelopig")
        .read_text("utf-8")
        .replace(  # type: ignore[union-attr]
            "måloppnåelse;video;;;Midt;13,4 %;;;beregninger tabell 1.3", f"måloppnåelse;video;;;Midt;13,4 %;;;{formula}"
        ),
        "utf-8",
    )
    path = tmp_path / "tall.xlsx"
    run("rbf2025", "--data", str(tmp_path / "egne.csv"), "-o", str(path))
    cells = [cell for row in openpyxl.load_workbook(path)["Tall"].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert f";'{formula};" in run("rbf2025", "--data", str(tmp_path / "egne.csv")).stdout


def test_rules_and_figures_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "r.rbf").write_text('regelsett Prøve 2031 "Prøve"\nfomel x = 1 kr\n', "utf-8")
    result = run(str(tmp_path / "r.rbf"))
    assert (result.exit_code, "Ingen regel begynner med «fomel»" in result.stderr) == (1, True)
    (tmp_path / "tall.csv").write_text("størrelse;indikator;region;verdi\nmåloppnåelse;video;Vest;mye\n", "utf-8")
    result = run("rbf2025", "--data", str(tmp_path / "tall.csv"))
    assert (result.exit_code, "«mye» kan ikke leses som en verdi" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rbf2025", "-o", "tall.txt"), "Feil: Endelsen .txt kan ikke brukes. Bruk .csv eller .xlsx."),
        (("rbf2025", "-o", "mangler/tall.csv"), "Feil: mangler/tall.csv kan ikke skrives: Mappen finnes ikke."),
    ],
    ids=str,
)
def test_where_it_cannot_be_written(words: tuple[str, ...], message: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, message)
