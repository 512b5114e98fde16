"""What figures can move, against the engine run whole with the figure set, and against amounts worked out by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from click.testing import CliRunner

from rbflang.commands import main

SCHEMAS = Path(__file__).parent.parent / "docs" / "schemas"


def printed(*words: str, schema: str = "incentives") -> Any:
    result = CliRunner().invoke(main, ["incentives", *words, "--format", "json"])
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    jsonschema.validate(data, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return data


def paid(payee: str, *settings: str) -> int:
    """What one is paid where figures are set, by the whole engine."""
    words = ["allocate", "rbf2025", *(word for one in settings for word in ("--set", one)), "--format", "json"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return int(json.loads(result.stdout)["payouts"][payee])


def per_cent(value: Fraction) -> str:
    """A share as it is set, exactly."""
    return f"{value.numerator}/{value.denominator}"


def test_every_limit_is_worth_what_the_engine_pays_on_it_less_right_below() -> None:
    data = printed("rbf2025", "--for", "Vest")
    assert len(data["figures"]) == 11
    figures = [one for one in data["figures"] if "video" in one["address"] or "skjema" in one["address"]]
    for one in figures:
        assert len(one["turns"]) == 4
        for turn in one["turns"]:
            assert turn["from"] == turn["to"]
            limit = Fraction(turn["to"])
            on, below = (
                paid("Vest", f"{one['address']}={per_cent(value)}") for value in (limit, limit - Fraction(1, 10**6))
            )
            assert abs(on - below - Fraction(turn["gained"])) < 1


def test_the_least_change_moves_so_much_and_a_smaller_one_does_not() -> None:
    (change,) = printed("rbf2025", "--for", "Nord", "--worth", "5 mill. kr")["least"]["Nord"]
    now = int(
        json.loads(CliRunner().invoke(main, ["allocate", "rbf2025", "--format", "json"]).stdout)["payouts"]["Nord"]
    )
    to, value = Fraction(change["to"]), Fraction(change["from"])
    assert not change["beside"]
    moved = paid("Nord", f"{change['address']}={per_cent(to)}") - now
    assert abs(moved - Fraction(change["gained"])) < 1
    assert moved >= 5_000_000
    nearer = to + (value - to) / 1000
    assert abs(paid("Nord", f"{change['address']}={per_cent(nearer)}") - now) < 5_000_000


RANKS = """regelsett Rang 2031 "Rang 2031"
kilde r "Regelverk"
region A "A"
region B "B"
region C "C"
fordeling endelig "Endelig" [r 1]
inndata nådd per region : antall fra 0 til 100
inndata tak : antall
formel plass per region = rang nådd høyest først like får beste plass over region [r 1]
formel poengene per region = minste av (nådd; tak) / plass [r 1]
utbetaling inntekt per region = 10 kr × poengene avrundet til hele kroner [r 1]
"""


def test_ranks_and_the_lesser_of_two_turn_where_the_others_stand(tmp_path: Path) -> None:
    """A has 30, B 20 and C 60: A is second. The cap is 50. A's amount rises to 20 as third, to 60 as second."""
    (tmp_path / "rang.rbf").write_text(RANKS, "utf-8")
    rows = "størrelse;region;verdi\nnådd;A;30\nnådd;B;20\nnådd;C;60\ntak;;50\n"
    (tmp_path / "endelig.csv").write_text(rows, "utf-8")
    data = printed(str(tmp_path / "rang.rbf"), "--for", "A")
    (figure,) = data["figures"]
    turns = [(one["from"], one["to"], one["above"], Fraction(one["gained"])) for one in figure["turns"]]
    assert turns == [
        ("0", "20", False, Fraction(200, 3)),  # third: a third of 10 kr each
        ("20", "20", False, Fraction(200, 2) - Fraction(200, 3)),  # equal to B: second
        ("20", "50", False, Fraction(500, 2) - Fraction(200, 2)),  # second: a half, up to the cap
        ("60", "60", False, Fraction(500, 1) - Fraction(500, 2)),  # equal to C: first
    ]
    assert figure["better"] is None


def test_lower_is_better_for_what_the_rules_turn_by_the_direction_alone() -> None:
    """Of infections fewer are better, and more complete data are no worse for that."""
    figures = {one["address"]: one for one in printed("kbf2021", "--data", "syntetisk", "--for", "Vest")["figures"]}
    result, complete = (figures[f"{name}.infeksjon_galle.Vest"] for name in ("måloppnåelse", "datakompletthet"))
    assert (result["better"], complete["better"]) == ("lower", None)
    assert not any(one["costs"] for name, one in figures.items() if name.startswith("datakompletthet"))
    assert [one["to"] for one in complete["turns"]] == ["1/2"]


@pytest.mark.parametrize("name", ["rbf2023", "rbf2024", "kbf2017", "kbf2021"])
def test_without_results_the_rules_are_told(name: str) -> None:
    data = printed(name, schema="incentive_limits")
    assert bool(data["steps"]) is name.startswith("rbf")


TOGETHER = """regelsett Liten 2026 "Liten 2026"
kilde v "Vedtak"
region A "A"
region B "B"
fordeling endelig "Endelig" [v 1]
indikator plan "Plan"
fastsatt pott = 100 poeng [v 1]
trapp t [v 3] { fra 0 % gir 0 deler  fra 20 % gir 1 del  fra 80 % gir 2 deler }
trapp u [v 3] { fra 0 % gir 0 deler  fra 50 % gir 1 del  fra 80 % gir 3 deler  fra 120 % gir 4 deler }
inndata nådd "Nådd" per indikator, region : andel fra 0 % til 100 %
inndata svar "Svar" per indikator, region : andel fra 0 % til 200 %
prestasjonsmål m "Mål" {
    poengandel 100 % [v 4]
    deler = t(nådd) + u(nådd) + u(svar) [v 4]
    poeng = fordel pott × poengandel mellom region etter deler, likt når ingen har deler [v 4]
}
utbetaling beløp "Beløp" per region = 10 kr / 1 poeng × sum poeng over indikator, prestasjonsmål
    avrundet til hele kroner, etter største rest [v 4]
"""


def test_limits_of_all_staircases_that_parts_are_added_from_are_told(tmp_path: Path) -> None:
    """20 and 80 % on the first, 50 and 80 % on the second, which nobody can follow to 120 %; another result apart."""
    (tmp_path / "r.rbf").write_text(TOGETHER, "utf-8")
    both = printed(str(tmp_path / "r.rbf"), schema="incentive_limits")["steps"]
    assert [(one["result"], one["limits"], one["out_of_reach"]) for one in both] == [
        ("nådd", ["1/5", "1/2", "4/5"], ["6/5"]),
        ("svar", ["1/2", "4/5", "6/5"], []),
    ]
    told = CliRunner().invoke(main, ["incentives", str(tmp_path / "r.rbf")]).output
    assert "Plan, nådd  20,0 % · 50,0 % · 80,0 %\n" in told
    assert "Ingen kan nå trinnet fra 120,0 % for Plan, nådd." in told


def test_a_figure_that_cannot_be_moved_is_told() -> None:
    """In 2022 the parts of one indicator are given directly, so its results are not moved."""
    data = printed("rbf2022", "--for", "Midt")
    assert any("epikrise" in one for one in data["left_out"])


def test_a_limit_known_within_bounds_is_met_where_the_step_is_certain() -> None:
    """Nord's 10.8 % stands below 20 per cent of 69.375 to 86.375 %: 13.875 to 17.275 %. It is worth what the next step
    is."""
    data = printed("rbf2022", "--for", "Nord")
    (plan,) = (one for one in data["figures"] if one["address"] == "måloppnåelse.plan.Nord")
    first = plan["turns"][0]
    assert (first["from"], first["to"], first["gap"]) == ("111/800", "691/4000", True)
    words = ["next-step", "rbf2022", "--for", "Nord", "--format", "json"]
    unknown = json.loads(CliRunner().invoke(main, words).stdout)["unknown"]
    (step,) = (one["next"] for one in unknown if one["indicator"] == "plan")
    assert abs(Fraction(first["gained"]) - step["change"]) < 1
    words = ["goal", "rbf2022", "--for", "Nord", "--more", "5 mill. kr", "--indicator", "plan", "--format", "json"]
    goal = json.loads(CliRunner().invoke(main, words).stdout)
    (result,) = (one for one in goal["results"] if one["address"] == "måloppnåelse.plan.Nord")
    assert (result["reached"]["value"], result["reached"]["change"]) == ("691/4000", step["change"])
    assert (result["gaps"][0]["from"], result["gaps"][0]["to"]) == ("111/800", "691/4000")
    assert all(Fraction(one["most"]) >= 0 for one in data["figures"])


STAIRS = """regelsett Trappen 2031 "Trappen 2031"
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
fordeling endelig "Endelig" [r 1]
inndata nådd "Nådd" per region : andel, nøyaktig
trapp uttelling [r 2] { fra 0 % gir 1 poeng  fra 50 % gir 2 poeng  fra 80 % gir 4 poeng }
formel poengene per region = uttelling(nådd) [r 2]
utbetaling inntekt per region = 1 000 kr × poengene / sum poengene over region avrundet til hele kroner [r 1]
"""


def test_the_picture_draws_the_steps_to_scale(tmp_path: Path) -> None:
    """Nord's 300 kr are 48 high, and 0 to 96 % its width: 166⅔ kr come at 50 %, all of it at 80 %. It has 60 %."""
    (tmp_path / "trappen.rbf").write_text(STAIRS, "utf-8")
    (tmp_path / "endelig.csv").write_text("størrelse;region;verdi\nnådd;Nord;60 %\nnådd;Vest;40 %\n", "utf-8")
    file = tmp_path / "bilde.svg"
    words = ["incentives", str(tmp_path / "trappen.rbf"), "--for", "Nord", "--picture", str(file)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    drawn = ElementTree.fromstring(file.read_text("utf-8"))
    lines = [one.attrib for one in drawn.iter("{http://www.w3.org/2000/svg}line")]
    curve = [(one["x1"], one["y1"], one["x2"], one["y2"]) for one in lines if one["stroke-width"] == "2"]
    assert curve == [
        ("0%", "48", "52.08%", "48"), ("52.08%", "48", "52.08%", "21"), ("52.08%", "21", "83.33%", "21"),
        ("83.33%", "21", "83.33%", "0"), ("83.33%", "0", "100%", "0"), ("62.5%", "-4", "62.5%", "51"),
    ]  # fmt: skip
    texts = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[-5:] == ["Nådd", "300 kr", "0,0 %", "96,0 %", "nå 60 %"]


def test_a_picture_is_of_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["incentives", "rbf2025", "--picture", str(tmp_path / "bilde.svg")])
    assert result.exit_code == 2
    assert "Velg også hvem det gjelder, med --for." in result.output


def test_answers_are_turned_round_and_told_exactly(tmp_path: Path) -> None:
    """Vest has 1 of 3.5 points of 1 000 kr, and 2 of 4.5 had it reported: 444 4/9 − 285 5/7 = 10 000/63."""
    rules = STAIRS.replace("trapp", "inndata meldt per region : ja/nei\ntrapp").replace(
        "uttelling(nådd)", "(hvis meldt er ja så 2 poeng ellers 1 poeng) + nådd × 1 poeng"
    )
    (tmp_path / "svar.rbf").write_text(rules, "utf-8")
    rows = "nådd;Nord;50 %\nnådd;Vest;0 %\nmeldt;Nord;ja\nmeldt;Vest;nei\n"
    (tmp_path / "endelig.csv").write_text(f"størrelse;region;verdi\n{rows}", "utf-8")
    words = ["incentives", str(tmp_path / "svar.rbf"), "--for", "Vest", "--format", "json"]
    data = json.loads(CliRunner().invoke(main, words).stdout)
    assert data["answers"] == [{"address": "meldt.Vest", "payee": "Vest", "value": False, "gained": "10000/63"}]
