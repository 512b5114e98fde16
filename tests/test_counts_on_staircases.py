"""Explanations of results that are no shares: a staircase over a number of visits, told in visits."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang.commands import main
from rbflang.quantities import NUMBER, SHARE
from rbflang.reports.cell_words import worded
from rbflang.reports.typed_cells import DASH, mean_cell

RULES = """regelsett Liten 2026 "Liten 2026"
kilde v "Vedtak"
region A "A"
region B "B"
fordeling foreløpig "Foreløpig" [v 1]
egenskap vekt "Vekt" per indikator : andel, til sammen 100 %
{extra}
indikator plan "Plan" {{ vekt 60 % [v 2] {of_plan} }}
indikator svar "Svar" {{ vekt 40 % [v 2] {of_plan} }}
fastsatt pott "Pott" = 100 poeng [v 1]
fastsatt ramme "Ramme" = 100 000 kr [v 1]
trapp t "Trinnvis" [v 3] {{ {steps} }}
inndata besøk "Besøk" per indikator, region : antall
inndata klager "Klager" per indikator, region : antall
prestasjonsmål m "Mål" {{
    poengandel 100 % [v 4]
    krav klager {limit}, ellers ingen deler [v 4]
    deler = t({result}) [v 4]
    poeng = fordel pott × vekt × poengandel mellom region etter deler, likt når ingen har deler [v 4]
}}
utbetaling beløp "Beløp" per region = ramme × (sum poeng over indikator, prestasjonsmål) / pott
    avrundet til hele kroner, etter største rest [v 4]
"""
VISITS = "fra 0 gir 0 deler  fra 5 gir 1 del  fra 20 gir 3 deler"
OF_A_TARGET = "fra 0 % gir 0 deler  fra 20 % gir 1 del  fra 80 % gir 3 deler"
DATA = """størrelse;indikator;region;verdi
besøk;plan;A;7
besøk;plan;B;22
besøk;svar;A;7
besøk;svar;B;22
klager;plan;A;{complaints}
klager;plan;B;2
klager;svar;A;0
klager;svar;B;0
"""


def told(
    folder: Path, payee: str, *words: str, limit: str = "høyst 4", complaints: int = 1, target: bool = False
) -> str:
    """The words of an explanation, each once spaced."""
    extra, of_plan = ("egenskap mål per indikator : antall", "mål 25 [v 2]") if target else ("", "")
    steps, result = (OF_A_TARGET, "besøk / mål") if target else (VISITS, "besøk")
    (folder / "r.rbf").write_text(
        RULES.format(limit=limit, extra=extra, of_plan=of_plan, steps=steps, result=result), "utf-8"
    )
    (folder / "forelopig.csv").write_text(DATA.format(complaints=complaints), "utf-8")
    found = CliRunner().invoke(main, ["explain", str(folder / "r.rbf"), "--for", payee, *words])
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


def test_steps_of_a_count_are_told_as_counts(tmp_path: Path) -> None:
    """7 of 20 visits: 13 away. B has 3 of 4 parts of 60 points, A 1; with equal parts A has 30: 15 000 kr more."""
    text = told(tmp_path, "A", "--indicator", "plan")
    assert "Trinn fra 5 til 20: 1 del" in text
    assert "Neste trinn begynner på 20 (mangler 13): 3 av 6 deler, 15 000 kr mer." in text
    assert "%" not in text.partition("Laget med")[0]
    english = told(tmp_path, "A", "--indicator", "plan", "--lang", "en")
    assert "The next step begins at 20 (13 away): 3 of 6 parts, 15,000 kr more." in english
    assert "Full uttelling, 3 deler (fra 20): plan og svar." in told(tmp_path, "B")


def test_a_target_that_is_a_count_is_told_as_one(tmp_path: Path) -> None:
    """7 of 25 visits are 28 per cent of the target; 80 per cent of it are 20 visits, 13 more."""
    text = told(tmp_path, "A", "--indicator", "plan", target=True)
    assert "25. A har 28 prosent av måltallet" in text
    assert "Trinn fra 20 til 80 prosent av måltallet: 1 del" in text
    assert "Neste trinn begynner på 20 (mangler 13): 3 av 6 deler, 15 000 kr mer." in text
    whole = told(tmp_path, "B", target=True)
    assert "Full uttelling, 3 deler (fra 80 prosent av måltallet): plan (88 prosent av måltallet) og svar (88)" in whole


@pytest.mark.parametrize(
    ("limit", "complaints", "said"),
    [("høyst 4", 6, "Til og med 4 er kravet «klager høyst 4» oppfylt: 15 000 kr mer."),
     ("minst 2", 1, "Fra 2 er kravet «klager minst 2» oppfylt: 15 000 kr mer."),
     ("mindre enn 5", 6, "")],
)  # fmt: skip
def test_a_requirement_is_met_from_a_number_or_up_to_it(tmp_path: Path, limit: str, complaints: int, said: str) -> None:
    """Without parts A has nothing of plan; with its one of four, a quarter of 60 points: 15 000 kr.

    A number that itself does not meet a requirement is not told as one that does.
    """
    text = told(tmp_path, "A", "--indicator", "plan", limit=limit, complaints=complaints)
    assert said in text
    assert ("oppfylt:" in text) is bool(said)


def test_incentives_divide_by_what_the_figures_count(tmp_path: Path) -> None:
    """13 visits more give 15 000 kr: 1 154 kr a visit."""
    told(tmp_path, "A")
    text = " ".join(CliRunner().invoke(main, ["incentives", str(tmp_path / "r.rbf"), "--for", "A"]).output.split())
    assert "+15 000 +1 154" in text
    assert "Per enhet er beløpet delt på veien" in text
    assert "prosentpoeng" not in text


def test_a_mean_is_in_the_unit_of_the_results() -> None:
    assert worded(mean_cell(Fraction(15, 2), NUMBER), "nb") == "7,5"
    assert worded(mean_cell(Fraction(1, 2), SHARE), "nb") == "50,0 %"
    assert mean_cell(None, NUMBER) == DASH
