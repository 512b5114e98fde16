"""JSON about payouts that are no whole kroner, or whose sum is not proved, held to the schemas in the documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_schemas import printed, refused

RULES = """regelsett RBF 2031 "Resultatbasert finansiering 2031"
kilde regelverk "Regelverk 2031"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
fordeling foreløpig
fordeling endelig
inndata bevilgning : kr, nøyaktig
inndata andelen per region : andel
trapp satser [regelverk 2] { fra 0 % gir 1 del  fra 50 % gir 2 deler }
formel deler_i_alt = sum satser(andelen) over region [regelverk 2]
utbetaling inntekt per region = bevilgning × satser(andelen) / deler_i_alt [regelverk 3]
    avrundet til 2 desimaler, ROUNDING [regelverk 3]
kontroll sum inntekt over region = bevilgning, før avrunding
"""
WHOLE = "så lenge summen av «inntekt» før avrunding, se linje 12, er et helt antall enheter"
HEADINGS = "størrelse;region;verdi;presisering\n"


def written(folder: Path, rounding: str, *rows: str) -> str:
    """A ruleset that pays two decimals, and its figures."""
    path = folder / "regelsett.rbf"
    path.write_text(RULES.replace("ROUNDING", rounding), "utf-8")
    (folder / "forelopig.csv").write_text(HEADINGS + "".join(f"{row}\n" for row in rows), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("rounding", "proved", "before", "words"),
    [("halve opp", False, True, []), ("etter største rest", True, False, [WHOLE])],
)
def test_check_tells_what_is_proved_only_before_rounding(
    rounding: str, proved: bool, before: bool, words: list[str], tmp_path: Path
) -> None:
    (one,) = printed("check", "check", written(tmp_path, rounding))["rulesets"]
    total = {
        "proved": proved,
        "kroner": None,
        "before_rounding": {"proved": before, "kroner": None},
        "conditions": [{"line": 12, "words": one, "proved": False} for one in words],
    }
    assert one["proofs"]["total"] == total


def test_a_sum_that_is_proved_of_payouts_without_rounding_rests_on_whole_amounts(tmp_path: Path) -> None:
    path = written(tmp_path, "etter største rest")
    text = Path(path).read_text("utf-8").replace("    avrundet til 2 desimaler, etter største rest [regelverk 3]\n", "")
    Path(path).write_text(text, "utf-8")
    (one,) = printed("check", "check", path)["rulesets"]
    found = one["proofs"]["total"]
    assert found["proved"] and [each["words"] for each in found["conditions"]] == [
        "så lenge hvert beløp går opp i hele øre"
    ]


def test_open_steps_with_payouts_of_two_decimals(tmp_path: Path) -> None:
    """1 000 kr; Nord, printed as 50 %, may stand below the limit: 1 and 1 part of 2, else 2 and 1 of 3."""
    rows = ("bevilgning;;1 000 kr;", "andelen;Nord;50 %;", "andelen;Vest;10 %;")
    path = written(tmp_path, "etter største rest", *rows)
    data = printed("allocation", "allocate", path)
    found = data["open"]
    assert data["payouts"] == {"Nord": "666.67", "Vest": "333.33"}
    payouts: list[Any] = [one["payouts"] for one in found["outcomes"]]
    assert {"Nord": "500.00", "Vest": "500.00"} in payouts and data["payouts"] in payouts
    assert found["payouts"]["Nord"] == {"least": "500.00", "greatest": "666.67"}
    found["payouts"]["Nord"]["least"] = 0.5
    assert refused("allocation", data)
