"""Every printed explanation adds up: each line follows from the digits shown, and a wrong digit is noticed."""

from __future__ import annotations

import re
from functools import cache

import pytest
from click.testing import CliRunner
from pocket_calculator import NUMBER, recompute

from rbflang.commands import main

REGIONS = ("Midt", "Nord", "SørØst", "Vest")
INDICATORS = {
    "rbf2022": ("video", "samarbeid", "team", "skjema", "nettbehandling", "plan", "epikrisetid"),
    "rbf2025": (
        "video", "samarbeid_phv_tsb", "samarbeid_somatikk", "team_phv_tsb", "team_somatikk", "skjema", "nettbehandling",
        "hjemmeoppfølging", "epikrisetid",
    ),
}  # fmt: skip


@cache
def printed(*words: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(main, ["explain", *words], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("ruleset", INDICATORS)
@pytest.mark.parametrize("region", REGIONS)
def test_a_region_adds_up(ruleset: str, region: str) -> None:
    calculator = recompute(printed(ruleset, "--rhf", region))
    assert calculator.wrong == []
    assert calculator.looked_at >= 15


@pytest.mark.parametrize(("ruleset", "indicator"), [(one, two) for one in INDICATORS for two in INDICATORS[one]])
@pytest.mark.parametrize("region", REGIONS)
def test_an_indicator_adds_up(ruleset: str, indicator: str, region: str) -> None:
    calculator = recompute(printed(ruleset, "--rhf", region, "--indicator", indicator))
    assert calculator.wrong == []
    assert calculator.looked_at >= 4


@pytest.mark.parametrize("ruleset", INDICATORS)
def test_an_overview_adds_up(ruleset: str) -> None:
    calculator = recompute(printed(ruleset))
    assert calculator.wrong == []
    assert calculator.looked_at >= 3


def _results(text: str) -> list[tuple[int, int]]:
    """Where the figures stand that the calculator must notice a change in: results of lines and sums of columns."""
    found = [match.span(1) for match in re.finditer(rf"  = ({NUMBER})", text)]
    return found + [
        match.span(1) for match in re.finditer(rf"^  (?:Sum|Kroner) [^=×]*?  ({NUMBER})$", text, re.MULTILINE)
    ]


@pytest.mark.parametrize("words", [("rbf2025", "--rhf", "Vest"), ("rbf2022", "--rhf", "Nord", "--indicator", "plan")])
def test_a_wrong_digit_is_noticed(words: tuple[str, ...]) -> None:
    text = printed(*words)
    places = _results(text)
    assert len(places) >= 6
    for start, end in places:
        digit = next(at for at in range(start, end) if text[at].isdigit())
        other = str((int(text[digit]) + 1) % 10)
        tampered = text[:digit] + other + text[digit + 1 :]
        assert recompute(tampered).wrong, f"{text[start:end]} with {other} first passes unnoticed"
