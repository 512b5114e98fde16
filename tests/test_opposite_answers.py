"""Yes or no in `next-step` and `goal`: the opposite answer is the one step it has; what is not shown is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from test_schemas import closed, schema_of

from rbflang.commands import main
from rbflang.questions import opposite_answers

NAMES = tuple(f"i{at}" for at in range(1, 15))
RULES = """regelsett Prøve 2031 "Prøve 2031"
kilde r "Regler"
region Nord "Helse Nord RHF" kort "Nord"
region Vest "Helse Vest RHF" kort "Vest"
{indicators}
fordeling foreløpig "Foreløpig fordeling" [r 1]
inndata rapportert "Rapportert i tide" per indikator, region : ja/nei
formel poengene per region = 1 poeng + sum (hvis rapportert er ja så 1 poeng ellers 0 poeng) over indikator [r 2]
utbetaling inntekt per region = 900 kr × poengene / sum poengene over region [r 1]
    avrundet til hele kroner, etter største rest [r 1]
"""


@pytest.fixture(name="rules")
def rules_of_answers(tmp_path: Path) -> str:
    """Fourteen answers of each region, all no: each has 1 of 2 points, and 450 kr; with a yes 2 of 3, and 600 kr."""
    indicators = "\n".join(f'indikator {name} "Indikator {name[1:]}"' for name in NAMES)
    (tmp_path / "p.rbf").write_text(RULES.format(indicators=indicators), "utf-8")
    rows = [f"rapportert;{name};{region};nei" for name in NAMES for region in ("Nord", "Vest")]
    (tmp_path / "forelopig.csv").write_text("\n".join(("størrelse;indikator;region;verdi", *rows)), "utf-8")
    return str(tmp_path / "p.rbf")


def told(*words: str) -> str:
    result = CliRunner().invoke(main, [*words])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def data_of(command: str, *words: str) -> Any:
    data = json.loads(told(command, *words, "--format", "json"))
    jsonschema.validate(data, closed(schema_of({"next-step": "next_step"}.get(command, command))))
    return data


def test_the_first_dozen_stand_in_the_table_and_the_rest_are_counted(rules: str) -> None:
    text = told("next-step", rules, "--rhf", "Vest")
    assert "Indikator 12, rapportert i tide nei +150" in text
    assert "Indikator 13, rapportert i tide nei" not in text
    assert "To svar med ja eller nei er også prøvd. Snus de, gir de ikke mer enn det siste i tabellen." in text
    answers = data_of("next-step", rules, "--rhf", "Vest")["answers"]
    assert answers[0] == {"address": "rapportert.i1.Vest", "now": False, "change": 150}
    assert len(answers) == 14


def test_a_goal_asks_of_its_indicator_alone(rules: str) -> None:
    found = data_of("goal", rules, "--rhf", "Vest", "--indicator", "i3", "--more", "150")
    assert found["answers"] == [{"address": "rapportert.i3.Vest", "now": False, "change": 150}]
    more = told("goal", rules, "--rhf", "Vest", "--indicator", "i3", "--more", "151")
    assert "Ikke noe resultat for indikator 3 gir Helse Vest RHF 151 kr mer" in more
    assert "Ett svar med ja eller nei er også prøvd. Snus det, gir det ikke så mye." in more


def test_very_many_are_not_tried_and_that_is_said(rules: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten amounts are room for five answers of two regions."""
    monkeypatch.setattr(opposite_answers, "MOST_WORK", 10)
    text = told("next-step", rules, "--rhf", "Nord", "--lang", "en")
    assert "9 answers of yes or no were not tried, for they are too many." in text
    assert "Indicator 5" not in text and "Indikator 5, rapportert i tide no +150" in text
    assert "Indikator 6" not in text


def test_an_answer_with_which_nobody_can_be_paid_gives_nothing(rules: str) -> None:
    path = Path(rules)
    counted = "formel ja_svar = sum (hvis rapportert er ja så 1 ellers 0) over indikator, region [r 2]\nutbetaling"
    text = path.read_text("utf-8").replace("utbetaling", counted).replace("900 kr ×", "900 kr / (1 − ja_svar) ×")
    path.write_text(text, "utf-8")
    answers = data_of("next-step", rules, "--rhf", "Vest")["answers"]
    assert [one["change"] for one in answers] == [0] * 14
    assert "14 svar med ja eller nei er også prøvd. Snus de, gir de ikke mer." in told(
        "next-step", rules, "--rhf", "Vest"
    )
