"""Numbers that are moved over their range: what bends on the way to a decision is not said to be tried."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from rbflang.commands import main

RULES = """\
regelsett RBF 2031 "P"
kilde r "R" { utgiver "H" }
region M "Helse Midt"
region N "Helse Nord"
fordeling foreløpig "Foreløpig" [r 1]
fastsatt gulv : andel = 60 % [antatt: gulvet er ikke oppgitt]
inndata x per region : andel
trapp tr "T" [r 1] { fra 0 % gir 0 deler fra 50 % gir 1 del fra 120 % gir 2 deler }
formel h per region = tr(største av (gulv; 5 × gulv − 350 %) × x) [r 1]
utbetaling u per region = 1 000 kr × h / 1 del avrundet til hele kroner [r 1]
"""
RESULTS = "størrelse;region;verdi\nx;M;1/1\nx;N;0/1\n"
PUBLISHED = "størrelse;region;trykt;enhet;avrunding;dokument;sted\nu;M;1000;kr;;r;1\nu;N;0;kr;;r;1\n"


def said(folder: Path, rules: str) -> str:
    for name, text in (("a.rbf", rules), ("forelopig.csv", RESULTS), ("publisert.csv", PUBLISHED)):
        (folder / name).write_text(text, encoding="utf-8")
    words = ["sources", str(folder / "a.rbf"), "--alternatives"]
    return CliRunner().invoke(main, words, env={"COLUMNS": "120"}).stdout


def test_a_bend_beyond_the_samples_is_not_tried(tmp_path: Path) -> None:
    """At 95 % the argument is 5 × 95 % − 350 % = 125 %: two parts, 2 000 kr, though 1 000 is printed."""
    assert "gulv = 60 %  Ikke prøvd: 0 % til 100 %" in said(tmp_path, RULES)


def test_a_straight_line_is_tried(tmp_path: Path) -> None:
    straight = RULES.replace("største av (gulv; 5 × gulv − 350 %)", "gulv")
    assert "gulv = 60 %  Alle publiserte tall stemmer: 50 % til 100 %; ellers ikke" in said(tmp_path, straight)
