"""No output that a spreadsheet opens holds a cell that it takes for a formula, whatever the titles are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang.commands import main
from rbflang.harmless import FORMULA_SIGNS

RULES = """regelsett Prøve 2031 "=1+1"
kilde regelverk "=2+2"
region Nord "=HYPERLINK(1)" kort "=Nord"
region Vest "@Vest RHF" kort "+Vest"
indikator video "-video" kort "-v"
indikator skjema "=skjema" kort "=s"
fordeling foreløpig "=F" [regelverk "=3"]
fordeling endelig "=E" [regelverk "=3"]
fastsatt pott "=pott" = 1 000 kr [regelverk 1]
fastsatt poengene "=poeng" = 1 000 poeng [regelverk 1]
inndata måloppnåelse "=Måloppnåelse" per indikator, region : andel
inndata ordet "=Ordet" per region : ord
prestasjonsmål plassering "=Plassering" {
    poengandel 100 % [regelverk 1]
    deler = måloppnåelse × 1 del [regelverk 1]
    poeng = fordel poengene / 2 mellom region etter deler, likt når ingen har deler [regelverk 1]
}
utbetaling inntekt "=Inntekt" per region = pott / poengene × sum poeng over indikator, prestasjonsmål [regelverk 1]
    avrundet til hele kroner, etter største rest [regelverk 1]
merknad [regelverk "=9"] "=merknad"
"""
FIGURES = """størrelse;indikator;region;verdi;presisering;status;kilde
måloppnåelse;video;Nord;13,4 %;;;=kilde
måloppnåelse;video;Vest;12,4 %;;;@kilde
måloppnåelse;skjema;Nord;13,4 %;;;-kilde
måloppnåelse;skjema;Vest;13,4 %;;;+kilde
ordet;;Nord;=1+1;;til opplysning;
ordet;;Vest;@x;;til opplysning;
"""
COMMANDS = (
    ("allocate",), ("explain",), ("explain", "--rhf", "Nord"), ("explain", "--rhf", "Nord", "--indicator", "video"),
    ("explain", "--measure", "plassering"), ("settle",), ("sources",),
    ("next-step", "--for", "Nord"), ("goal", "--for", "Nord", "--more", "1"),
    ("whatif", "--set", "måloppnåelse.video.Nord=14 %"), ("figures",), ("compare",),
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_cell_begins_as_a_formula_does(words: tuple[str, ...], tmp_path: Path) -> None:
    rules = tmp_path / "p.rbf"
    rules.write_text(RULES, "utf-8")
    (tmp_path / "forelopig.csv").write_text(FIGURES, "utf-8")
    (tmp_path / "endelig.csv").write_text(FIGURES.replace("12,4", "15,4"), "utf-8")
    (tmp_path / "q.rbf").write_text(RULES.replace("= 1 000 kr", "= 2 000 kr"), "utf-8")
    command, *more = words
    form = [] if command == "figures" else ["--format", "csv"]
    both = [str(rules), *([str(tmp_path / "q.rbf")] if command == "compare" else [])]
    result = CliRunner().invoke(main, [command, *both, *more, *form])
    assert result.exit_code == 0, result.output
    cells = [cell for row in csv.reader(result.stdout.splitlines(), delimiter=";") for cell in row]
    assert any("=" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(FORMULA_SIGNS) and not is_number(cell)]


def is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(",", "", 1).isdecimal()
