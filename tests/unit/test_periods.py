"""The days that a round rests on, from how rulesets say it."""

from __future__ import annotations

from datetime import date

import pytest
from texts import RULESETS, read

from rbflang.register.periods import Period, period_of
from rbflang.ruleset.registers import unmarked
from rbflang.source import Source
from rbflang.syntax.expressions import Text
from rbflang.syntax.parse import parse
from rbflang.syntax.tree import RoundDecl

SAID = {
    "1. tertial 2024": (date(2024, 1, 1), date(2024, 4, 30)),
    "3. tertial 2024": (date(2024, 9, 1), date(2024, 12, 31)),
    "1. og 2. tertial 2024": (date(2024, 1, 1), date(2024, 8, 31)),
    "2.–3. tertial 2023": (date(2023, 5, 1), date(2023, 12, 31)),
    "årsdata 2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "Årsdata for 2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "hele 2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2. kvartal 2024": (date(2024, 4, 1), date(2024, 6, 30)),
    "siste kvartal 2024": (date(2024, 10, 1), date(2024, 12, 31)),
    "andre halvår 2023": (date(2023, 7, 1), date(2023, 12, 31)),
    "februar 2024": (date(2024, 2, 1), date(2024, 2, 29)),
    "februar 2023": (date(2023, 2, 1), date(2023, 2, 28)),
    "januar–april 2024": (date(2024, 1, 1), date(2024, 4, 30)),
    "mai til  august 2024": (date(2024, 5, 1), date(2024, 8, 31)),
    "January to April 2030": (date(2030, 1, 1), date(2030, 4, 30)),
    "the year 2030": (date(2030, 1, 1), date(2030, 12, 31)),
    "annual data 2030": (date(2030, 1, 1), date(2030, 12, 31)),
    "the first four months of 2024": (date(2024, 1, 1), date(2024, 4, 30)),
    "the last three months of 2024": (date(2024, 10, 1), date(2024, 12, 31)),
    "2nd quarter 2024": (date(2024, 4, 1), date(2024, 6, 30)),
    "the second half of 2024": (date(2024, 7, 1), date(2024, 12, 31)),
    "quarter 2 of 2024": (date(2024, 4, 1), date(2024, 6, 30)),
    "Q3 2024": (date(2024, 7, 1), date(2024, 9, 30)),
    "T1 2024": (date(2024, 1, 1), date(2024, 4, 30)),
    "tertial 2 2024": (date(2024, 5, 1), date(2024, 8, 31)),
    "the second third of 2024": (date(2024, 5, 1), date(2024, 8, 31)),
}
UNTOLD = ("publisert juni 2021", "4. tertial 2024", "3. halvår 2024", "1. tertial", "april–januar 2024", "", "1824",
          "2. og 1. tertial 2024", "våren 2024", "T4 2024", "x1 2024",
          "1. tertial 20244", "årsdata 2023 og 2024")  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_the_days_of_a_period(text: str) -> None:
    assert period_of(text) == Period(*SAID[text])


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_told_in_another_way_has_no_days(text: str) -> None:
    assert period_of(text) is None


def test_every_period_of_npr_in_the_shipped_rulesets_is_understood() -> None:
    found = [
        unmarked(basis)
        for path in RULESETS
        for one in parse(Source(path.name, read(path).text)).tree.declarations
        if isinstance(one, RoundDecl)
        for register, basis in one.basis
        if register.text == "NPR" and isinstance(basis, Text)
    ]
    assert len(found) >= 8
    assert not [text for text in found if period_of(text) is None]
