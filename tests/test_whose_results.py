"""Whose figures moved the points where a figure changed that belongs to no region. Points are worked out by hand.

200 points for completeness go by parts, 3 where no report is missing in the thirds that count, else 1; 600 points go by
the staircase. A point is worth 1 000 kr in both rounds.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rbflang.commands import main

ROOT = Path(__file__).parent.parent
POT = "200 poeng"
RULES = f"""regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
fordeling foreløpig "Foreløpig fordeling"
fordeling endelig "Endelig fordeling"
inndeling tertial "Tertial" {{
    t1 "1. tertial"
    t2 "2. tertial"
}}
indikator a "Indikator A"
fastsatt bevilgning = 800 000 kr [r 1]
fastsatt samlet = 800 poeng [r 1]
tabell nummer per tertial : antall [r 1] {{
    t1: 1
    t2: 2
}}
inndata antall_tertialer "Tertialer i datagrunnlaget" : antall fra 1 til 2
inndata rapportert per region, tertial : ja/nei
inndata resultat per indikator, region : andel
inndata måltall "Måltall" : andel fra 1 % til 100 %
trapp uttelling [r 2] {{
    fra   0 % gir 0 deler
    fra  50 % gir 1 del
    fra 100 % gir 2 deler
}}
formel mangler per region
    = antall der nummer høyst antall_tertialer og rapportert er nei over tertial [r 2]
prestasjonsmål komplett "Kompletthet" {{
    poengandel 25 % [r 2]
    deler = hvis mangler er 0 så 3 deler ellers 1 del [r 2]
    poeng = fordel {POT} mellom region etter deler, likt når ingen har deler [r 2]
}}
prestasjonsmål plassering "Plassering" {{
    poengandel 75 % [r 3]
    deler = uttelling(resultat / måltall) [r 3]
    poeng = fordel 600 poeng mellom region etter deler, likt når ingen har deler [r 3]
}}
formel poengsum per region = sum poeng over prestasjonsmål, indikator [r 4]
formel faktor = samlet / sum poengsum over region [r 4]
utbetaling beløp per region = poengsum × faktor / samlet × bevilgning [r 5]
    avrundet til hele kroner, etter største rest [r 5]
"""
EARLIER = {
    "antall_tertialer;;;": "1",
    "rapportert;;Nord;t1": "ja",
    "rapportert;;Vest;t1": "ja",
    "resultat;a;Nord;": "21 %",
    "resultat;a;Vest;": "11 %",
    "måltall;;;": "20 %",
}
LATER = EARLIER | {"antall_tertialer;;;": "2", "rapportert;;Nord;t2": "ja", "rapportert;;Vest;t2": "nei"}
LOWER = {"måltall;;;": "10 %"}
By = dict[str, dict[str, int]]


def settled(
    folder: Path, earlier: dict[str, str], later: dict[str, str], rules: str = RULES, *more: str, width: int = 120
) -> str:
    (folder / "prøve.rbf").write_text(rules, "utf-8")
    for name, figures in (("forelopig", earlier), ("endelig", later)):
        rows = "".join(f"{place};{value}\n" for place, value in figures.items())
        (folder / f"{name}.csv").write_text(f"størrelse;indikator;region;tertial;verdi\n{rows}", "utf-8")
    words = ["settle", str(folder / "prøve.rbf"), *more]
    result = CliRunner().invoke(main, words, env={"COLUMNS": str(width)})
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def split(folder: Path, earlier: dict[str, str], later: dict[str, str], rules: str = RULES) -> tuple[Any, By]:
    """The data, and kroner by region and mover."""
    found = json.loads(settled(folder, earlier, later, rules, "--format", "json"))
    jsonschema.validate(found, json.loads((ROOT / "docs" / "schemas" / "settlement.json").read_text("utf-8")))
    by = {region: found["parts"][region]["a"]["by_results"] for region in ("Nord", "Vest")}
    for region, movers in by.items():
        total = sum(map(Fraction, movers.values()), Fraction(found["parts"][region]["a"]["by_normalisation"]))
        assert total == Fraction(found["parts"][region]["a"]["total"])
    return found["common"], {
        region: {mover: int(one) for mover, one in movers.items() if Fraction(one)} for region, movers in by.items()
    }


def test_which_of_a_regions_figures_count_is_its_own(tmp_path: Path) -> None:
    """Vest lacks a report: 3 of 6 parts, 100 points, become 1 of 4, 50 points; Nord goes from 100 to 150."""
    common, by = split(tmp_path, EARLIER, LATER)
    assert common == {"apart": [], "with_regions": ["antall_tertialer"]}
    assert by == {"Nord": {"Vest": 50_000}, "Vest": {"Vest": -50_000}}


def test_the_same_the_other_way(tmp_path: Path) -> None:
    """Two thirds, then one, whose reports alone are given."""
    common, by = split(tmp_path, LATER, EARLIER)
    assert common == {"apart": [], "with_regions": ["antall_tertialer"]}
    assert by == {"Nord": {"Vest": -50_000}, "Vest": {"Vest": 50_000}}


def test_a_common_figure_that_can_be_replaced_alone_stands_apart(tmp_path: Path) -> None:
    """With a target of 10 %, not 20 %, Vest has 2 parts, not 1: 300 points each, where Nord had 400 and Vest 200."""
    common, by = split(tmp_path, EARLIER, EARLIER | LOWER)
    assert common == {"apart": ["måltall"], "with_regions": []}
    assert by == {"Nord": {"": -100_000}, "Vest": {"": 100_000}}


def test_both_at_once(tmp_path: Path) -> None:
    """Two measures, each as above."""
    common, by = split(tmp_path, EARLIER, LATER | LOWER)
    assert common == {"apart": ["måltall"], "with_regions": ["antall_tertialer"]}
    assert by == {"Nord": {"Vest": 50_000, "": -100_000}, "Vest": {"Vest": -50_000, "": 100_000}}


def test_common_figures_that_need_each_other_belong_to_no_region(tmp_path: Path) -> None:
    """The target that is used now is another figure, which there was none of before."""
    rules = RULES.replace("resultat / måltall", "resultat / brukt").replace(
        "trapp uttelling",
        'inndata bruk_nytt "Nytt måltall" : ja/nei\ninndata nytt "Måltall i år" : andel fra 1 % til 100 %\n'
        "formel brukt = hvis bruk_nytt er ja så nytt ellers måltall [r 2]\ntrapp uttelling",
    )
    later = EARLIER | {"bruk_nytt;;;": "ja", "nytt;;;": "10 %"}
    common, by = split(tmp_path, EARLIER | {"bruk_nytt;;;": "nei"}, later, rules)
    assert common["with_regions"] == []
    assert by == {"Nord": {"": -100_000}, "Vest": {"": 100_000}}


def test_where_every_report_is_known_beforehand_the_common_figure_stands_apart(tmp_path: Path) -> None:
    """Then one can tell what it moves alone: no report is another one."""
    common, by = split(tmp_path, LATER | {"antall_tertialer;;;": "1"}, LATER)
    assert common == {"apart": ["antall_tertialer"], "with_regions": []}
    assert by == {"Nord": {"": 50_000}, "Vest": {"": -50_000}}


def test_a_region_whose_reports_were_known_is_counted_with_what_they_move(tmp_path: Path) -> None:
    """Nord's missing report stood there before it counted: 1 of 4 parts, 50 points, where it had 100."""
    known = {"rapportert;;Nord;t2": "nei"}
    common, by = split(tmp_path, EARLIER | known, LATER | known | {"rapportert;;Vest;t2": "ja"})
    assert common == {"apart": [], "with_regions": ["antall_tertialer"]}
    assert by == {"Nord": {"Nord": -50_000}, "Vest": {"Nord": 50_000}}


def test_a_common_figure_that_also_decides_how_many_points_there_are(tmp_path: Path) -> None:
    """100 points for each third. Nord has 50, 100 with two thirds, 75 with Vest's parts, 150 with both.

    So the thirds gave it (50 + 75) / 2 = 62,5 points and Vest (25 + 50) / 2 = 37,5; Vest has 50, 100, 25 and 50. The
    factor takes 800 / 700 of all points before and makes 800 / 800 after: 1 071,43 kr a point on the mean.
    """
    rules = RULES.replace(f"fordel {POT}", "fordel pott").replace(
        "prestasjonsmål komplett",
        "formel pott = hvis antall_tertialer er 1 så 100 poeng ellers 200 poeng [r 2]\nprestasjonsmål komplett",
    )
    found = json.loads(settled(tmp_path, EARLIER, LATER, rules, "--format", "json"))
    assert found["common"] == {"apart": ["antall_tertialer"], "with_regions": ["antall_tertialer"]}
    rate = (Fraction(800_000, 700) + 1000) / 2
    by = {region: found["parts"][region]["a"]["by_results"] for region in ("Nord", "Vest")}
    points = {region: {mover: Fraction(one) / rate for mover, one in movers.items()} for region, movers in by.items()}
    assert points["Nord"] == {"Nord": 0, "Vest": Fraction(75, 2), "": Fraction(125, 2)}
    assert points["Vest"] == {"Nord": 0, "Vest": Fraction(-75, 2), "": Fraction(75, 2)}


def test_what_rests_on_several_regions_is_no_regions_own(tmp_path: Path) -> None:
    """Parts against the worst of both: 1 each, then 2 of 3 for Nord, whose own figures give what they gave."""
    rules = RULES.replace(
        "hvis mangler er 0 så 3 deler ellers 1 del", "hvis mangler er verst så 1 del ellers 2 deler"
    ).replace("prestasjonsmål komplett", "formel verst = største mangler over region [r 2]\nprestasjonsmål komplett")
    found = json.loads(settled(tmp_path, EARLIER, LATER, rules, "--format", "json"))
    assert found["common"] == {"apart": [], "with_regions": ["antall_tertialer"]}
    for region, kroner in (("Nord", Fraction(100_000, 3)), ("Vest", Fraction(-100_000, 3))):
        by = {mover: Fraction(one) for mover, one in found["parts"][region]["a"]["by_results"].items()}
        assert by == {"Nord": 0, "Vest": kroner}


@pytest.mark.parametrize(
    ("region", "row"), [("Nord", "0 +50 000 −100 000 0 −50 000"), ("Vest", "−50 000 0 +100 000 0 +50 000")]
)
def test_common_figures_have_a_column_of_their_own(tmp_path: Path, region: str, row: str) -> None:
    printed = settled(tmp_path, EARLIER, LATER | LOWER, RULES, "--rhf", region)
    lines = [" ".join(line.split()) for line in printed.split("\n")]
    assert f"Sum {row}" in lines
    assert any(line.endswith("Egne De andres Felles tall Normeringen Sum") for line in lines)
    said = " ".join(lines)
    assert "Av dem er «Måltall» endret" in said
    assert "«Tertialer i datagrunnlaget» er endret og er felles for regionene" in said
    assert ("De andres resultater, etter hvem" in said) is (region == "Nord")


def test_common_figures_have_a_line_of_their_own(tmp_path: Path) -> None:
    every = [" ".join(line.split()) for line in settled(tmp_path, EARLIER, LATER | LOWER).split("\n")]
    assert "Felles tall −100 000 +100 000 0" in every
    assert "De andres resultater +50 000 0 +50 000" in every
    one = settled(tmp_path, EARLIER, LATER | LOWER, RULES, "--rhf", "Nord", "--indicator", "a")
    lines = [" ".join(line.split()) for line in one.split("\n")]
    assert "Felles tall −100 poeng × 1 000 kr = −100 000 kr" in lines
    assert "Vest +50 poeng × 1 000 kr = +50 000 kr" in lines
