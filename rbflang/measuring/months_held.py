"""Months of the period that no row lies in: the file may end before the period does, or lack some of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rbflang.measuring.asked_columns import day_column
from rbflang.measuring.column_reading import is_within
from rbflang.measuring.counts_found import Period
from rbflang.measuring.episode_table import Episodes
from rbflang.measuring.period_texts import months_said
from rbflang.register.definitions import ColumnKind


def months_without_rows(episodes: Episodes, period: Period | None) -> tuple[date, ...]:
    """The first day of each month of the period in which no row is dated, whether it counts or not."""
    day = day_column(episodes.measurement)
    if period is None or day is None:
        return ()
    cell = episodes.columns.cells[day.name]
    inside = episodes.raw.filter(is_within(cell, day.kind, period))
    if day.kind is ColumnKind.PERIOD:
        said = cell.upper()
    else:
        said = cell.substr(0, 7) if cell.type().is_string() else cell.year() * 100 + cell.month()
    held = {
        month
        for row in episodes.fetched(inside.select(said=said).distinct())
        for month in months_said(str(row["said"]), period)
    }
    return tuple(month for month in _months(period) if month not in held)


def _months(period: Period) -> Iterator[date]:
    for year in range(period.first.year, period.last.year + 1):
        for month in range(1, 13):
            if period.first <= (first := date(year, month, 1)) <= period.last:
                yield first
