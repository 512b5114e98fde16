"""What one question may compute again is bounded, the bound keeps what is told true, and what is not tried is told."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from test_schemas import schema_of

from rbflang.commands import main
from rbflang.questions import effort
from rbflang.questions.effort import TooMuch, take

GOAL = ("goal", "rbf2025", "--for", "Vest", "--more", "1 mill. kr")
LITTLE = ("incentives", "rbf2025")
PAYEES = 4


def told(*words: str) -> str:
    result = CliRunner().invoke(main, [*words])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def data(*words: str) -> Any:
    found = json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).stdout)
    jsonschema.validate(found, schema_of(words[0]))
    return found


def test_no_run_is_begun_where_none_is_left() -> None:
    runs = iter(range(1))
    take(runs)
    for _ in range(2):
        with pytest.raises(TooMuch):
            take(runs)


def test_a_goal_tells_of_what_was_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = data(*GOAL)
    assert whole["untried"] == []
    monkeypatch.setattr(effort, "MOST_AMOUNTS", 100 * PAYEES)
    some = data(*GOAL)
    tried = len(some["results"])
    assert 0 < tried < len(whole["results"])
    assert some["results"] == whole["results"][:tried]
    assert some["untried"] == [one["address"] for one in whole["results"][tried:]]


@pytest.mark.parametrize(
    ("language", "begins", "says"),
    [("nb", "Ikke noe resultat som kan prøves for noen indikator, gir Helse Vest 1 000 000 kr mer i foreløpig ",
      "Elleve tall er ikke prøvd: Da måtte over en million beløp regnes ut på nytt. Spør om færre med --indicator."),
     ("en", "No result that can be tried for any indicator gives Western Norway 1,000,000 kr more in the provisional ",
      "11 figures are not tried: more than a million amounts would have to be computed again. Ask about fewer with "
      "--indicator.")],
)  # fmt: skip
def test_a_goal_without_anything_tried(language: str, begins: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_AMOUNTS", 0)
    text = told(*GOAL, "--lang", language)
    assert text.startswith(begins)
    assert says in text


def test_incentives_claim_nothing_of_what_was_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = data(*LITTLE)
    assert whole["untried"] == []
    assert "Ingen taper på å bli bedre" in told(*LITTLE)
    monkeypatch.setattr(effort, "MOST_AMOUNTS", 200 * PAYEES)
    some, text = data(*LITTLE), told(*LITTLE)
    tried = len(some["figures"])
    assert tried > 0
    assert some["figures"] == whole["figures"][:tried]
    assert len(some["untried"]) == len(whole["figures"]) + len(whole["left_out"]) - tried
    assert not some["never_costly"]
    assert text.startswith("Lite er verdt mest av tallene som er prøvd for ")
    assert "Ingen taper på å bli bedre" not in text
    assert "Spør om færre med --for." in text
