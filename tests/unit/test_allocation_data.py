"""Open decisions in the data of an allocation: the figures they rest on and what each outcome pays."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from rbflang.commands import main


def _allocated(*words: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["allocate", *words, "--format", "json"])
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_nothing_is_open_where_the_data_settle_everything() -> None:
    assert _allocated("rbf2025")["open"] == {"rows": [], "decisions": 0, "outcomes": [], "payouts": {}}


def test_a_figure_on_a_step_is_told_with_both_outcomes() -> None:
    """As printed, 0,6 % of Vest may lie under or on the step at 0,6 %; the kroner are those of the rulebook's model."""
    data = _allocated("rbf2025", "--set", "måloppnåelse.samarbeid_somatikk.Vest=0,6 %")
    found = data["open"]
    assert found["rows"] == ["måloppnåelse.samarbeid_somatikk.Vest"]
    assert [(one["is_base"], one["payouts"]["Vest"]) for one in found["outcomes"]] == [
        (False, 125_449_844),
        (True, 129_126_395),
    ]
    under, at_least = (one["interval"] for one in found["outcomes"])
    assert under == {"from": "11/2000", "to": "3/500", "from_included": True, "to_included": False}
    assert at_least == {"from": "3/500", "to": "13/2000", "from_included": True, "to_included": False}
    assert found["payouts"]["Vest"] == {"least": 125_449_844, "greatest": 129_126_395}
    assert data["payouts"]["Vest"] == 129_126_395


def test_two_open_figures_are_told_alone_and_combined() -> None:
    """The four combinations of 2025: Vest gets least where both lie under their step, most where both lie on it."""
    settings = ("måloppnåelse.samarbeid_somatikk.Vest=0,6 %", "måloppnåelse.skjema.Vest=0,4 %")
    data = _allocated("rbf2025", *(word for one in settings for word in ("--set", one)))
    found = data["open"]
    assert (found["rows"], found["combined"]) == ([one.partition("=")[0] for one in settings], True)
    assert len(found["outcomes"]) == 4
    assert found["payouts"]["Vest"]["greatest"] == 129_126_395
