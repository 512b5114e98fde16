"""For which numbers a goal is reached, in words: each kind of interval in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbflang.intervals import Interval
from rbflang.quantities import NUMBER, SHARE, Unit
from rbflang.reports.goal.goal_report import _where
from rbflang.wording import Voice


@pytest.mark.parametrize(
    ("low", "high", "unit", "nb", "en"),
    [
        ("0.8", "0.8", SHARE, "ved 80,0 %", "at 80.0%"),
        (None, "5", NUMBER, "opp til 5", "up to 5"),
        (None, None, NUMBER, "uansett tall", "for any number"),
        ("0.125", None, SHARE, "fra 12,5 %", "from 12.5%"),
        ("0.1", "0.2", SHARE, "fra 10,0 % til 20,0 %", "from 10.0% to 20.0%"),
    ],
)
def test_where_a_result_pays_the_most(low: str | None, high: str | None, unit: Unit, nb: str, en: str) -> None:
    interval = Interval(*(None if end is None else Fraction(end) for end in (low, high)))
    told = tuple(_where(interval, unit, Voice(language)).replace("\u00a0", " ") for language in ("nb", "en"))
    assert told == (nb, en)
