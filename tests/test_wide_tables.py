"""Wide tables in workbooks: which sheet is one, what its numbers are, and where its faults are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main

openpyxl = pytest.importorskip("openpyxl")

RULES = """regelsett Prøve 2031 "Prøve 2031"
kilde r "Regelverk"
region Nord "Helse Nord RHF" kort "Nord"
region Vest "Helse Vest RHF" kort "Vest"
indikator video "Video"
indikator skjema "Skjema"
inndata resultat "Måloppnåelse" per indikator, region : andel
utbetaling beløp per region = 1 000 kr × sum resultat over indikator [r 1] avrundet til hele kroner, halve opp [r 1]
"""
ENGLISH = """ruleset Trial 2031 "Trial 2031"
source r "Rules"
region North "North"
region West "West"
indicator video "Video"
indicator forms "Forms"
input result "Result" per indicator, region : proportion
payout amount per region = 1,000 kr × sum result over indicator [r 1] rounded to whole kroner, halves up [r 1]
"""
TITLE: list[list[Any]] = [["Tabell 1 Måloppnåelse"], []]
HEAD: list[list[Any]] = [[None, "Nord", "Helse Vest RHF"]]
FIGURES: list[list[Any]] = [["Video", 0.134, 0.1], ["Skjema", 0.2, 0.05]]


def book(folder: Path, sheets: dict[str, list[list[Any]]], rules: str = RULES, shown: str = "0.0%") -> Path:
    """The rules and a workbook in a folder; numbers are shown in a format."""
    (folder / "x.rbf").write_text(rules, "utf-8")
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, float):
                    cell.number_format = shown
    made.save(folder / "tall.xlsx")
    return folder / "x.rbf"


def said(rules: Path, *words: str, data: str = "tall.xlsx") -> str:
    """What `allocate` prints, on one line."""
    named, _, file = data.rpartition("=")
    data = f"{named}={rules.parent / file}" if named else str(rules.parent / file)
    result = CliRunner().invoke(main, ["allocate", str(rules), "--data", data, *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return " ".join((result.stdout + result.stderr).split())


def test_the_sheet_that_looks_like_a_wide_table_is_read_with_the_name_above_it(tmp_path: Path) -> None:
    """334 = 134 + 200, and 150 = 100 + 50."""
    rules = book(tmp_path, {"Forside": [["Tall til direktoratet"]], "Tall": [*TITLE, *HEAD, *FIGURES]})
    assert "Beløp 334 150 484" in said(rules)


def test_numbers_of_a_sheet_are_not_read_in_another_language(tmp_path: Path) -> None:
    """0.134 in a sheet is 134 of a thousand, also where `0,134` would be refused in a text."""
    head: list[list[Any]] = [["Result", "North", "West"]]
    rules = book(tmp_path, {"Data": [*head, ["Video", 0.134, 0.1], ["Forms", 0.2, 0.05]]}, ENGLISH, "General")
    assert "Amount 334 150 484" in said(rules, "--lang", "en")


def test_of_several_wide_tables_one_is_asked_for(tmp_path: Path) -> None:
    other: list[list[Any]] = [["Video", 0.5, 0.5], ["Skjema", 0.5, 0.5]]
    rules = book(tmp_path, {"Nå": [*HEAD, *FIGURES], "Før": [*HEAD, *other]})
    assert "tall.xlsx har to ark med en tabell: «Nå» og «Før»" in said(rules)
    assert "Beløp 1 000 1 000 2 000" in said(rules, data="resultat=tall.xlsx#Før")


def test_a_table_of_rows_comes_before_a_wide_one(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["størrelse", "indikator", "region", "verdi"]]
    rows += [["resultat", one, region, 0.25] for one in ("video", "skjema") for region in ("Nord", "Vest")]
    rules = book(tmp_path, {"Bred": [*TITLE, *HEAD, *FIGURES], "Rader": rows})
    assert "Beløp 500 500 1 000" in said(rules)


def test_a_cell_that_is_missing_is_told_and_counted(tmp_path: Path) -> None:
    rules = book(tmp_path, {"Tall": [*TITLE, *HEAD, ["Video", 0.134, None], FIGURES[1]]})
    told = said(rules)
    assert "Det mangler et tall: video, Helse Vest RHF" in told
    assert "tall.xlsx:Tall!C4" in told
    assert "Fyll ut cellen i tabellen med tallet" in told
    assert "Én celle i tall.xlsx er tom og ikke brukt: Tall!C4." in said(rules, "--set", "resultat.video.Vest=1,0 %")
    both = book(tmp_path, {"Tall": [*TITLE, *HEAD, ["Video", None, None], FIGURES[1]]})
    assert "Fyll ut cellene i tabellen med tallene, eller gi dem på kommandolinjen" in said(both)
    given = ("--set", "resultat.video.Vest=1,0 %", "--set", "resultat.video.Nord=1,0 %", "--lang", "en")
    assert "2 cells of tall.xlsx are empty and not used: Tall!B4 and Tall!C4." in said(both, *given)


def test_an_error_and_a_number_twice_are_told_at_their_cells(tmp_path: Path) -> None:
    def row(name: str, *cells: Any) -> list[Any]:
        return [name, *cells]

    told = said(book(tmp_path, {"Tall": [*TITLE, *HEAD, row("Video", "#REF!", 0.1), FIGURES[1]]}))
    assert "Regnearket fikk ikke til å regne ut cellen: #REF! [error-in-cell] tall.xlsx:Tall!B4" in told
    told = said(book(tmp_path, {"Tall": [*TITLE, *HEAD, *FIGURES, row("video", 0.2, None)]}))
    assert "tall.xlsx:Tall!B6" in told
    assert "[row-twice]" in told


def test_shares_without_signs_are_one_fault_with_the_corner_as_its_cure(tmp_path: Path) -> None:
    figures: list[list[Any]] = [["Video", 13.4, 10.0], ["Skjema", 20.0, 5.0]]
    told = said(book(tmp_path, {"Tall": [*TITLE, *HEAD, *figures]}, shown="0.0"))
    assert told.count("[figure-without-percent]") == 1
    assert "Er alle tallene i tabellen prosent, kan det i stedet stå i hjørnet: resultat (%)" in told
    corner: list[list[Any]] = [["resultat (%)", "Nord", "Helse Vest RHF"]]
    assert "Beløp 334 150 484" in said(book(tmp_path, {"Tall": [*corner, *figures]}, shown="0.0"))
    assert "Beløp 334 150 484" in said(
        book(tmp_path, {"Tall": [*corner, *figures]}, shown="0.0"), data="resultat=tall.xlsx"
    )


def test_a_set_that_the_quantity_has_no_figures_for(tmp_path: Path) -> None:
    more = RULES + "inndata satt per indikator : andel, valgfri\nkontroll antall over indikator = 2\n"
    rules = book(tmp_path, {"Tall": [["satt", "Nord", "Vest"], *FIGURES]}, more)
    assert "«satt» har ikke tall for «Nord»" in said(rules)


def test_what_holds_separators_above_a_table_is_told(tmp_path: Path) -> None:
    rules = book(tmp_path, {"Tall": [["x", "y", "z"], *FIGURES]})
    (tmp_path / "tall.csv").write_text("a;b;c\nresultat;Nord;Vest\nvideo;1 %;2 %\nskjema;1 %\n", "utf-8")
    assert "Over overskriftene står det mer enn en tittel" in (told := said(rules, data="tall.csv"))
    assert "Det gjelder tall.csv, linje 1." in told and "a;b;c" not in told
    (tmp_path / "tall.csv").write_text("resultat;Nord;Vest\nvideo;1 %;2 %\nskjema;1 %\n", "utf-8")
    assert "Linjen har feil antall felt" in said(rules, data="tall.csv")
    assert "tall.xlsx mangler kolonnene «størrelse» og «verdi»" in said(rules)


def test_a_name_before_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert library.asked(Path("a=b/tall.xlsx#Ark")) == library.Asked(Path("b/tall.xlsx"), "a", "Ark")
    assert library.asked(Path("b/a=tall.csv")) == library.Asked(Path("b/a=tall.csv"))
    assert library.round_of_file(Path("resultat=endelig.csv")) == "endelig"
    Path("a=tall.csv").write_text("", "utf-8")
    assert library.asked(Path("a=tall.csv")) == library.Asked(Path("a=tall.csv"))


def test_wide_tables_are_compared_under_both_rulesets(tmp_path: Path) -> None:
    rules = book(tmp_path, {"Tall": [*TITLE, *HEAD, *FIGURES]})
    later = tmp_path / "y.rbf"
    later.write_text(RULES.replace("1 000 kr", "2 000 kr"), "utf-8")
    result = CliRunner().invoke(main, ["compare", str(rules), str(later), "--data", str(tmp_path / "tall.xlsx")])
    assert result.exit_code == 0, result.output
    assert "334" in result.stdout
