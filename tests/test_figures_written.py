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
    replaced = {at: (one.replaces.printed, one.replaces.reason) for at, one in rows if one.replaces}
    return {at: (one.cell, one.printed, one.narrowing, one.status, one.source, replaced.get(at)) for at, one in rows}


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


OPTIONAL = """regelsett Prøve 2031 "Prøve"
kilde s "S"
region A "A"
region B "B"
fordeling q1 "Første kvartal" [s 1]
fordeling q2 "Andre kvartal" [s 1]
inndata grunn per region : kr
inndata tillegg per region : kr, valgfri
inndata annet per region : kr, valgfri
utbetaling beløp per region = grunn + (hvis finnes(tillegg) så tillegg ellers 0 kr) [s 1]
    avrundet til hele kroner, halve opp [s 1]
"""
Q1 = "størrelse;region;verdi\ngrunn;A;100 kr\ngrunn;B;200 kr\ntillegg;A;5 kr\n"


@pytest.fixture(name="rules")
def write_rules(tmp_path: Path) -> Path:
    (tmp_path / "p.rbf").write_text(OPTIONAL, "utf-8")
    (tmp_path / "q1.csv").write_text(Q1, "utf-8")
    return tmp_path / "p.rbf"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_correction_says_what_it_replaces_and_why(rules: Path, ending: str) -> None:
    """The row that is corrected is gone: the correction holds its figure. An amount may be below 0."""
    extra = "størrelse;region;verdi;erstatter;begrunnelse\ngrunn;A;100 kr;−5 kr;feil fortegn\n"
    rules.with_name("q1.csv").write_text(Q1.replace("grunn;A;100 kr", "grunn;A;−5 kr"), "utf-8")
    rules.with_name("rettet.csv").write_text(extra, "utf-8")
    again = rules.with_name(f"igjen.{ending}")
    data = [word for name in ("q1.csv", "rettet.csv") for word in ("--data", str(rules.with_name(name)))]
    assert run(str(rules), *data, "-o", str(again)).exit_code == 0
    shelf = library.find(str(rules))
    assert shelf
    found = told(figures(shelf, again))
    assert found["grunn", ("A",)][1:] == ("100 kr", "", "documented", "", ("−5 kr", "feil fortegn"))
    assert found["grunn", ("B",)][1:] == ("200 kr", "", "documented", "", None)
    heading = run(str(rules), *data).stdout.splitlines()[0]
    assert heading == "størrelse;region;verdi;presisering;status;kilde;erstatter;begrunnelse;enhet"


def test_what_is_optional_and_paid_by_has_a_row(rules: Path) -> None:
    lines = run(str(rules), "--round", "q1").stdout.splitlines()
    assert [line for line in lines if line.startswith("tillegg")] == ["tillegg;A;5 kr;;;;kr", "tillegg;B;;;;;kr"]
    assert not [line for line in lines if line.startswith("annet")]


def test_a_round_without_figures_has_an_empty_form(rules: Path) -> None:
    result = run(str(rules), "--round", "q2")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:3] == ["grunn;A;;;;;kr", "grunn;B;;;;;kr"]
    unknown = run(str(rules), "--round", "q3")
    assert (unknown.exit_code, "har ingen observasjoner for «q3»" in unknown.stderr) == (2, True)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_somebody_has_filled_in_is_not_written_over(rules: Path, ending: str) -> None:
    form = rules.with_name(f"skjema.{ending}")
    assert run(str(rules), "--round", "q2", "-o", str(form)).exit_code == 0
    before = form.read_bytes()
    again = run(str(rules), "--round", "q1", "-o", str(form))
    assert again.exit_code == 2
    assert "finnes allerede, og kan ha tall som noen har fylt inn. Den blir ikke skrevet over." in again.stderr
    assert form.read_bytes() == before


@pytest.mark.parametrize("command", ["allocate", "explain"])
def test_an_optional_figure_that_is_not_given_is_told(rules: Path, command: str) -> None:
    told = CliRunner().invoke(main, [command, str(rules)], env={"COLUMNS": "400"}).stdout
    assert "Valgfritt og ikke gitt: tillegg.B. Da gjelder det reglene sier når tallet mangler." in told
    rules.with_name("q1.csv").write_text(Q1 + "tillegg;B;7 kr\n", "utf-8")
    assert "Valgfritt og ikke gitt" not in CliRunner().invoke(main, [command, str(rules)]).stdout
    rules.with_name("q1.csv").write_text(Q1.replace("tillegg;A;5 kr\n", ""), "utf-8")
    told = CliRunner().invoke(main, [command, str(rules)], env={"COLUMNS": "400"}).stdout
    assert "Valgfritt og ikke gitt: tillegg. " in told


def test_partial_does_not_say_that_nothing_is_missing_where_something_optional_is(rules: Path) -> None:
    told = CliRunner().invoke(main, ["allocate", str(rules), "--partial"]).stdout
    assert "Ingen tall som må gis, mangler. Beløpene vises av rbflang allocate uten --partial." in told
    rules.with_name("q1.csv").write_text(Q1 + "tillegg;B;7 kr\n", "utf-8")
    assert "Ingen tall mangler." in CliRunner().invoke(main, ["allocate", str(rules), "--partial"]).stdout
