"""Commands that an English report offers speak English too, and what was written in Norwegian is quoted."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from rbflang.commands import main


def printed(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--lang", "en"], env={"COLUMNS": "200"})
    return result.stdout.partition("\nMade with")[0]


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "rbf2025", "--rhf", "Vest"),
        ("explain", "rbf2025"),
        ("explain", "rbf2022", "--measure", "plassering"),
        ("sources", "rbf2025"),
        ("compare", "rbf2024", "rbf2025"),
        ("settle", "rbf2025", "--data", "syntetisk"),
        ("sources", "rbf2024", "--alternatives"),
        ("compare", "kbf2017", "kbf2018"),
    ],
)
def test_a_command_that_is_offered_speaks_the_same_language(words: tuple[str, ...]) -> None:
    offered = re.findall(
        r"rbflang (?:explain|sources|verify|settle|compare|allocate) .*?(?=    rbflang|\n|$|\. )", printed(*words)
    )
    assert offered
    assert all(" --lang en" in one for one in offered), offered


def test_reasons_that_were_written_in_norwegian_are_quoted() -> None:
    told = " ".join(printed("explain", "rbf2022", "--rhf", "Nord").split())
    assert "at least 50% (regelverk table 5 datakompletthet: “bare summen er trykt, 2 500 poeng" in told
    team = " ".join(printed("explain", "rbf2022", "--rhf", "Midt", "--indicator", "team").split())
    assert "assumed (regelverk table 5 datakompletthet): “bare summen er trykt, 2 500 poeng til hver region." in team
    assert "The narrowing is derived from regelverk table 5: “Midt-Norge har 1 500 poeng og Vest 1 875," in team
    kbf = printed("explain", "kbf2017", "--data", "syntetisk", "--rhf", "Nord")
    assert "that 9 of the indicators are there (“gruppen har 10 indikatorer i 2017" in " ".join(kbf.split())
    one = printed("explain", "kbf2017", "--data", "syntetisk", "--rhf", "Nord", "--indicator", "resultat_1")
    assert "made up for trial" in one and "laget for prøving" not in one
