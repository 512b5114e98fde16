"""Rulesets smaller than a year, as data: what has no points, and what is not rounded, is told as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from literate import printed_by

KEY_ALONE = """
regelsett KBF 2030 "Ramme uten mål 2030"
kilde regelverk "Regelverk"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
fordeling foreløpig "Foreløpig fordeling" [regelverk 1]
fastsatt bevilgning = 1 000 001 kr [regelverk 1]
tabell nøkkel per region : andel, til sammen 100 % [regelverk 1] { Nord: 40 %  Vest: 60 % }
utbetaling beløp per region = bevilgning × nøkkel [regelverk 1]
"""


def given(folder: Path, rules: str, data: str) -> str:
    (folder / "regelsett.rbf").write_text(rules, "utf-8")
    (folder / "forelopig.csv").write_text(data, "utf-8")
    return str(folder / "regelsett.rbf")


def test_payouts_that_the_rules_leave_unrounded_are_paid_as_they_are(tmp_path: Path) -> None:
    """40 per cent of 1 000 001 kr is 400 000,40 kr, and 60 per cent 600 000,60 kr: nobody said that it is rounded."""
    path = given(tmp_path, KEY_ALONE, "størrelse;region;verdi\n")
    data = json.loads("\n".join(printed_by(["allocate", path, "--format", "json"])))
    assert data["payouts"] == {"Nord": "400000.40", "Vest": "600000.60"}
    assert data["quantities"]["beløp"] == {"beløp.Nord": "2000002/5", "beløp.Vest": "3000003/5"}
    assert data["points"] == {"Nord": {}, "Vest": {}}
    assert data["lapsed"] == {}
    assert data["point_totals"] == {}


@pytest.mark.parametrize(
    ("rounding", "payouts"),
    [
        ("avrundet til hele kroner, etter største rest", {"Nord": 400_000, "Vest": 600_001}),
        ("avrundet til hele kroner, oppover", {"Nord": 400_001, "Vest": 600_001}),
        ("avrundet til 0 desimaler, nedover", {"Nord": 400_000, "Vest": 600_000}),
        ("avrundet til 1 desimaler, halve opp", {"Nord": "400000.4", "Vest": "600000.6"}),
        ("avrundet til 2 desimaler, etter største rest", {"Nord": "400000.40", "Vest": "600000.60"}),
    ],
)
def test_payouts_are_written_as_their_rule_rounds_them(
    rounding: str, payouts: dict[str, int | str], tmp_path: Path
) -> None:
    """400 000,40 and 600 000,60 kr: in whole kroner one is left, and Vest has the larger remainder."""
    rules = KEY_ALONE.replace("bevilgning × nøkkel [regelverk 1]", f"bevilgning × nøkkel {rounding} [regelverk 1]")
    path = given(tmp_path, rules, "størrelse;region;verdi\n")
    data = json.loads("\n".join(printed_by(["allocate", path, "--format", "json"])))
    assert data["payouts"] == payouts
    assert data["language"] == 2


def test_a_payout_below_zero_is_written_with_its_sign(tmp_path: Path) -> None:
    """Minus 40 per cent of 1 000 001 kr is −400 000,40 kr, and of 1 kr it is −0,40 kr."""
    for pot, payouts in (("1 000 001", {"Nord": "-400000.40", "Vest": "-600000.60"}),
                         ("1", {"Nord": "-0.40", "Vest": "-0.60"})):  # fmt: skip
        rules = KEY_ALONE.replace("= bevilgning × nøkkel", "= −bevilgning × nøkkel").replace("1 000 001", pot)
        path = given(tmp_path, rules, "størrelse;region;verdi\n")
        data = json.loads("\n".join(printed_by(["allocate", path, "--format", "json"])))
        assert data["payouts"] == payouts


REPORTED = """
regelsett KBF 2031 "Kvalitetsbasert finansiering 2031"
kilde regelverk "Regelverk"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
fordeling foreløpig "Foreløpig fordeling" [regelverk 1]
inndata levert per region : ja/nei
inndata ordning per region : ord
fastsatt sats = 500 kr [regelverk 1]
utbetaling beløp per region = hvis levert er ja og ordning er ny så sats ellers 0 kr
    avrundet til hele kroner [regelverk 1]
"""


def values(node: object) -> list[object]:
    """All values of an explanation's tree, as data."""
    if isinstance(node, list):
        return [one for part in node for one in values(part)]
    if not isinstance(node, dict):
        return []
    return [*([node["value"]] if "value" in node else []), *values(list(node.values()))]


def test_words_and_yes_and_no_stand_in_an_explanation_as_they_are(tmp_path: Path) -> None:
    """Vest has not delivered and gets nothing; Nord has, under the new scheme, and gets 500 kr."""
    data = "størrelse;region;verdi\nlevert;Nord;ja\nlevert;Vest;nei\nordning;Nord;ny\nordning;Vest;ny\n"
    path = given(tmp_path, REPORTED, data)
    nord = values(json.loads("\n".join(printed_by(["explain", path, "--rhf", "Nord", "--format", "json"]))))
    assert "500" in nord and True in nord and "ny" in nord
    vest = values(json.loads("\n".join(printed_by(["explain", path, "--rhf", "Vest", "--format", "json"]))))
    assert "0" in vest and False in vest and "500" not in vest


def test_a_divisor_is_shown_with_the_digits_that_it_takes(tmp_path: Path) -> None:
    """Nord has 0,001 kr and Vest 0,002: of 1 kr, divided by 0,003 kr, a third and two thirds; never by 0,00 kr."""
    rules = """
regelsett KBF 2030 "Deling"
kilde r "Regelverk"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
tabell grunn per region : kr [r 1] { Nord: 1 kr  Vest: 2 kr }
formel lite per region = grunn / 1000 [r 1]
utbetaling beløp per region = 1 kr × lite / sum lite over region [r 1] avrundet til 2 desimaler [r 1]
"""
    path = given(tmp_path, rules, "størrelse;region;verdi\n")
    shown = "\n".join(printed_by(["explain", path, "--rhf", "Nord"]))
    assert "1 kr × lite 0,001 kr / summen av lite 0,003 kr  = 0,3333 kr" in shown


def test_a_formula_that_the_data_give_is_not_told_by_its_rule(tmp_path: Path) -> None:
    """Nord's key is put to 50 per cent directly, 500 of 1 000 kr, whatever the formula gives."""
    rules = KEY_ALONE.replace("1 000 001", "1 000").replace("= bevilgning × nøkkel", "= bevilgning × andel_av")
    rules = rules.replace("utbetaling", "formel andel_av per region = nøkkel × 1 [regelverk 1]\nutbetaling")
    row = "andel_av;Nord;50 %;nøyaktig;overstyrer;vedtak 4: rettet\n"
    path = given(tmp_path, rules, "størrelse;region;verdi;presisering;status;kilde\n" + row)
    shown = "\n".join(printed_by(["explain", path, "--rhf", "Nord"]))
    assert "Andel av  gitt direkte" in shown
    assert "bevilgning 1 000 kr × andel av 50 %  = 500 kr" in shown
    assert "nøkkel 40 %" not in shown


def test_a_staircase_may_stand_on_a_number_of_each_measure(tmp_path: Path) -> None:
    """The rules give 60 per cent for the only measure: one part each, so 50 of 100 points."""
    rules = """
regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
indikator a "A"
tabell grense per prestasjonsmål : andel [r 1] { m: 60 % }
trapp t [r 1] { fra 0 % gir 0 deler fra 50 % gir 1 del }
prestasjonsmål m "M" {
    poengandel 100 % [r 1]
    deler = t(grense) [r 1]
    poeng = fordel 100 poeng × poengandel mellom region etter deler, likt når ingen har deler [r 1]
}
utbetaling inntekt per region = 10 kr × (sum poeng over indikator, prestasjonsmål) / 1 poeng [r 1]
"""
    path = given(tmp_path, rules, "størrelse;region;verdi\n")
    shown = "\n".join(printed_by(["explain", path, "--rhf", "Nord"]))
    assert "Nord får 500 kr" in shown


def test_kroner_per_part_are_told_as_that(tmp_path: Path) -> None:
    """Of 100 parts Nord has 30 at 5 kr: 150 kr. What one is worth has the unit that it has."""
    rules = """
regelsett RBF 2031 "Satser"
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
fastsatt sats "Sats" = 500 kr / 100 deler [r 1]
tabell andeler "Andeler" per region : deler [r 1] { Nord: 30 deler  Vest: 70 deler }
utbetaling inntekt "Inntekt" per region = sats × andeler [r 1]
"""
    path = given(tmp_path, rules, "størrelse;region;verdi\n")
    shown = "\n".join(printed_by(["explain", path, "--rhf", "Nord"]))
    assert "Inntekt  sats 5 kr per del × andeler 30  = 150 kr" in shown
    assert "Sats  5 kr per del" in "\n".join(printed_by(["allocate", path]))


ON_A_RAMP = KEY_ALONE.replace(
    "utbetaling beløp per region = bevilgning × nøkkel [regelverk 1]",
    """
inndata dekning "Dekning" per region : andel
inndata senger "Senger" per region : antall
rampe r [regelverk 2] { ved 0 % gir 0 kr  ved 50 % gir 60 kr  ved 100 % gir 60 kr }
rampe s [regelverk 2] { ved 10 gir 7 kr  ved 20 gir 0 kr }
formel ledd "Ledd" per region = r(dekning) [regelverk 2]
formel plass "Plass" per region = s(senger) [regelverk 2]
utbetaling beløp per region = ledd + plass avrundet til nærmeste 0,30 kr [regelverk 1]
""",
)


def test_a_ramp_tells_what_one_more_is_worth_there_and_money_has_the_digits_of_its_rounding(tmp_path: Path) -> None:
    """60 kr over 50 points are 1,20 kr each, 7 kr over 10 beds 0,70 kr less each: 36,12 kr and 2,10 kr are 38,22 kr.

    That is 127,4 times 0,30 kr, so 38,10 kr are paid. Beyond the last point, and on a point, nothing is told.
    """
    rows = "dekning;Nord;30,1 %\ndekning;Vest;50 %\nsenger;Nord;17\nsenger;Vest;25\n"
    path = given(tmp_path, ON_A_RAMP, f"størrelse;region;verdi\n{rows}")
    told = " ".join(" ".join(printed_by(["explain", path, "--for", "Nord"])).split())
    assert "30,1 %, mellom 0 og 50 %: 36,12 av 60 kr. Her er ett prosentpoeng verdt 1,20 kr = 36,12 kr" in told
    assert "17, mellom 10 og 20: 2,1 av 7 kr. Her er 1 til verdt −0,70 kr" in told
    assert "Helse Nord RHF får 38,10 kr " in told
    english = " ".join(" ".join(printed_by(["explain", path, "--for", "Nord", "--lang", "en"])).split())
    assert "36.12 of 60 kr. Here one percentage point is worth 1.20 kr" in english
    assert "Here 1 more is worth −0.70 kr" in english
    assert "verdt" not in " ".join(printed_by(["explain", path, "--for", "Vest"]))
