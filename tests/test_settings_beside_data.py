"""`--set` beside a data file: narrowings with the sign of their figure, errors of a spreadsheet, addresses in order."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from rbflang.commands import main

ADDRESS = "måloppnåelse.skjema.Vest"


def told(setting: str) -> str:
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--set", setting])
    assert result.exit_code == 1, result.output
    return " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("setting", "means"),
    [
        ("=0,5 %;minst 0,5", "50 %"),
        ("=0,6 %;under 1", "100 %"),
        ("=;under 0,6", "60 %"),
        ("=0;under 0,1", "10 %"),
    ],
)
def test_a_narrowing_without_the_sign_of_its_figure(setting: str, means: str) -> None:
    found = told(ADDRESS + setting)
    assert "«måloppnåelse» har et tall uten prosenttegn blant tall med [figure-without-percent]" in found
    assert f"uten prosenttegn er dette {means}" in found


def test_a_narrowing_with_the_sign_of_its_figure_is_taken() -> None:
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--set", f"{ADDRESS}=0,5 %;minst 0,5 %"])
    assert result.exit_code == 0, result.output
    assert "Egne tall: måloppnåelse.skjema.Vest = 0,5 %, minst 0,5 %." in result.stdout


@pytest.mark.parametrize("setting", ["=#DIV/0!", "=0,5 %;#I/T", "=Err:502"])
def test_an_error_of_a_spreadsheet_is_told_as_that(setting: str) -> None:
    found = told(ADDRESS + setting)
    assert "[error-in-cell]" in found
    assert "Tips: Skriv verdien bak likhetstegnet." in found


@pytest.mark.parametrize(
    "address", ["måloppnåelse.Vest.skjema", "Vest.skjema.måloppnåelse", "skjema.måloppnåelse.Helse Vest"]
)
def test_an_address_in_another_order(address: str) -> None:
    assert f"mente du «{ADDRESS}»?" in told(f"{address}=0,5 %")
