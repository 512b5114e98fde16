"""A short run of the damaged files in the tests, and what a long one found."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from .damages import DAMAGES, damaged, saved
from .trial import Damaged, drawn, tried
from .whole import documented, sound, years

RULES = """regelsett X 2031 "X"
kilde r "R"
region A "A"
region B "B"
indikator i "I" { vekt 100 % [r 1] }
egenskap vekt per indikator : andel, til sammen 100 %
"""


@pytest.mark.parametrize("number", range(150))
def test_nothing_breaks(number: int, tmp_path: Path) -> None:
    found = tried(drawn(f"short-{number}"), tmp_path, Random(number))
    assert found.seconds < 10


def ended(rules: str, figures: str, folder: Path) -> str:
    return tried(Damaged(rules.encode(), figures.encode()), folder, Random(1)).ended


def test_a_sum_over_what_is_no_set_is_one_fault_among_others(tmp_path: Path) -> None:
    rules = RULES + "formel a = 1 / (sum vekt over indikatr) [r 1]\nformel b per regin = 1 / a [r 1]\n"
    assert ended(rules, "størrelse;verdi\n", tmp_path) == "refused"


def test_a_word_per_what_is_no_set_is_one_fault_among_others(tmp_path: Path) -> None:
    rules = RULES + (
        "egenskap retning per indikatr : ord\nformel a per indikator = hvis retning er lavere så 1 ellers 2 [r 1]\n"
    )
    assert ended(rules, "størrelse;verdi\n", tmp_path) == "refused"


def test_a_long_row_of_words_behind_a_declaration_is_told_at_once(tmp_path: Path) -> None:
    words = "a " * 300
    assert tried(Damaged(f"{RULES}formel x {words}\n".encode(), b"x"), tmp_path, Random(1)).seconds < 2


def test_points_beside_the_payout_that_cannot_be_computed(tmp_path: Path) -> None:
    rules = RULES + (
        "inndata resultat per region : andel\n"
        'prestasjonsmål p "P" {\n'
        "    poengandel 100 % [r 1]\n"
        "    deler = resultat × 10 deler × vekt [r 1]\n"
        "    poeng = fordel 100 poeng × vekt × poengandel mellom region etter deler, likt når ingen har deler [r 1]\n"
        "}\n"
        "formel alle per region = sum poeng over indikator, prestasjonsmål [r 1]\n"
        "kontroll sum alle over region = 100 poeng\n"
        "tabell nøkkel per region : andel, til sammen 100 % [r 1] { A: 50 %  B: 50 % }\n"
        "utbetaling u per region = 10 kr × nøkkel [r 1] avrundet til hele kroner, etter største rest [r 1]\n"
    )
    figures = "størrelse;region;verdi;presisering;status;kilde\nresultat;A;;over 90 %;utledet;r 5\nresultat;B;2/10;;;\n"
    assert ended(rules, figures, tmp_path) == "paid"


def test_payouts_of_figures_as_printed_leave_something_over(tmp_path: Path) -> None:
    rules = RULES + (
        "inndata beløp per region : kr\n"
        "utbetaling u per region = beløp [r 1] avrundet til nærmeste 100 kr, etter største rest [r 1]\n"
        "kontroll sum u over region = sum beløp over region\n"
    )
    assert ended(rules, "størrelse;region;verdi\nbeløp;A;30 kr\nbeløp;B;70 kr\n", tmp_path) == "paid"


def test_a_step_below_which_nobody_can_be_paid(tmp_path: Path) -> None:
    """B alone has parts that count; were its result a step lower, nobody would have any, and all would lapse."""
    rules = RULES + (
        "inndata resultat per indikator, region : andel\n"
        "inndata komplett per indikator, region : andel\n"
        "trapp t [r 1] { fra 0 % gir 0 deler  fra 10 % gir 1 del }\n"
        'prestasjonsmål p "P" {\n'
        "    poengandel 100 % [r 1]\n"
        "    krav komplett minst 50 %, ellers bortfaller poengene [r 1]\n"
        "    deler = t(resultat) [r 1]\n"
        "    poeng = fordel 10 poeng × vekt mellom region etter deler, bortfaller når ingen har deler [r 1]\n"
        "}\n"
        "formel alle per region = sum poeng over indikator, prestasjonsmål [r 1]\n"
        "formel faktor = 10 kr / sum alle over region [r 1]\n"
        "utbetaling u per region = faktor × alle [r 1] avrundet til hele kroner, etter største rest [r 1]\n"
    )
    rows = "resultat;i;A;5/100\nresultat;i;B;21/200\nkomplett;i;A;5/10\nkomplett;i;B;5/10\n"
    for seed in range(4):
        files = Damaged(rules.encode(), f"størrelse;indikator;region;verdi\n{rows}".encode())
        assert tried(files, tmp_path, Random(seed)).ended == "paid"


def test_each_damage_is_one(tmp_path: Path) -> None:
    """Each changes some text, and none breaks on a text of nothing."""
    text, other = sound()[0].rules, years()[0].rules
    for damage in DAMAGES:
        assert any(damage(Random(seed), text, other) != text for seed in range(20)), damage.__name__
        for nothing in ("", "\n", "a"):
            assert isinstance(damage(Random(1), nothing, other), str)
    assert damaged(Random(1), text, other) == damaged(Random(1), text, other) != text
    assert len({saved(Random(seed), text) for seed in range(40)}) > 5
    assert len(documented()) > len(sound()) > 50
