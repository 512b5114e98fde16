"""What a region is closest to losing: the amounts are what it would lose with the result right below the limit."""

from __future__ import annotations

import json

from click.testing import CliRunner

from rbflang.commands import main


def explained(*words: str) -> str:
    """What `explain` prints on a wide page."""
    result = CliRunner().invoke(main, ["explain", *words], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result.output


def _losses(text: str) -> list[str]:
    section = text.partition("Hva som lettest går tapt\n")[2].partition("\n\n")[0]
    return section.splitlines()


def _paid(*words: str) -> int:
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--format", "json", *words])
    return int(json.loads(result.stdout)["payouts"]["Vest"])


def test_what_is_most_easily_lost_is_what_the_region_would_lose() -> None:
    text = explained("rbf2025", "--rhf", "Vest")
    lines = _losses(text)
    assert len(lines) == 2
    assert "høyst ti prosent over grensen" in text
    for line, (setting, lost) in zip(
        lines,
        (("måloppnåelse.skjema.Vest=0,39 %", -3_888_089), ("måloppnåelse.epikrisetid.PHV.Vest=55,9 %", -1_748_513)),
        strict=True,
    ):
        assert f"{lost:,}".replace(",", " ").replace("-", "−") in line
        assert _paid("--set", setting) - _paid() == lost


def test_nothing_is_easily_lost_far_above_the_limits() -> None:
    settings = ("måloppnåelse.skjema.Vest=0,45 %", "måloppnåelse.epikrisetid.PHV.Vest=61,7 %")
    words = [word for setting in settings for word in ("--set", setting)]
    assert _losses(explained("rbf2025", "--rhf", "Vest", *words)) == []


def test_a_result_a_tenth_above_the_limit_is_still_close() -> None:
    words = ("--set", "måloppnåelse.epikrisetid.PHV.Vest=61,6 %", "--set", "måloppnåelse.skjema.Vest=0,45 %")
    (line,) = _losses(explained("rbf2025", "--rhf", "Vest", *words))
    assert line.startswith("  Epikriser sendt innen 1 dag, PHV  61,6 % → under 56,0 %")
