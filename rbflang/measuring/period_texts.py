"""How a cell says a month, a tertial or a year: `2024-01`, `2024T1`, `2024`.

Gives the texts that lie within a period, and those that lie only partly in it; it must know no engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rbflang.measuring.counts_found import Period

PERIOD_PATTERN = r"^[0-9]{4}(-?(0[1-9]|1[0-2])|[- ]?T[1-3])?$"
MONTHS_OF_A_TERTIAL = 4


def texts_within(period: Period) -> tuple[str, ...]:
    """Every text that says a month, a tertial or a year of which each day is in the period."""
    return tuple(
        text for first, last, texts in _spans(period) if period.first <= first and last <= period.last for text in texts
    )


def texts_across(period: Period) -> tuple[str, ...]:
    """Every text that says a span of which only a part is in the period: nobody can tell whether its rows count."""
    return tuple(
        text
        for first, last, texts in _spans(period)
        if first <= period.last and period.first <= last and not (period.first <= first and last <= period.last)
        for text in texts
    )


def months_said(text: str, period: Period) -> tuple[date, ...]:
    """The first day of each month that such a text says, of the years that a period touches."""
    for first, last, texts in _spans(period):
        if text in texts:
            return tuple(date(first.year, month, 1) for month in range(first.month, last.month + 1))
    return ()


def _spans(period: Period) -> Iterator[tuple[date, date, tuple[str, ...]]]:
    """Each month, tertial and year of the years that a period touches: its days, and how it may be written."""
    for year in range(period.first.year, period.last.year + 1):
        yield *_days(year, 1, 12), (f"{year}",)
        for tertial in range(3):
            first = tertial * MONTHS_OF_A_TERTIAL + 1
            texts = tuple(f"{year}{sign}T{tertial + 1}" for sign in ("", "-", " "))
            yield *_days(year, first, first + MONTHS_OF_A_TERTIAL - 1), texts
        for month in range(1, 13):
            yield *_days(year, month, month), (f"{year}-{month:02}", f"{year}{month:02}")


def _days(year: int, first: int, last: int) -> tuple[date, date]:
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)
