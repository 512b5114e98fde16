"""Days of made-up episodes: within a period by the season and the day of the week, or outside it, near to its ends.

How common a month or a day of the week is, is made up too; nothing is taken from any register.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from rbflang.measuring.made_up.scattered import Whole, chosen
from rbflang.register.periods import Period

MONTHS = (106, 100, 104, 98, 97, 95, 58, 92, 106, 108, 106, 78)
WEEKDAYS = (20, 21, 21, 20, 17, 4, 3)
NEAR = 75
"""Days outside the period are at most so many days from it."""
EPOCH = date(1970, 1, 1)
A_YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
"""The days of episodes where no period says which count."""


def days_within(period: Period, drawn: Whole) -> Whole:
    """A day of the period for each number drawn, counted from the first day of 1970."""
    days = [period.first + timedelta(days=at) for at in range((period.last - period.first).days + 1)]
    up_to = np.cumsum([MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] for day in days], dtype=np.int64)
    return np.searchsorted(up_to, chosen(drawn, int(up_to[-1])), side="right") + _counted(period.first)


def days_outside(period: Period, drawn: Whole) -> Whole:
    """A day before or after the period for each number drawn."""
    away = chosen(drawn, 2 * NEAR)
    return np.where(away < NEAR, _counted(period.first) - 1 - away, _counted(period.last) + 1 + away - NEAR)


def _counted(day: date) -> int:
    return (day - EPOCH).days
