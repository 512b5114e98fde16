"""What a cell of a sheet holds: a text, a number as it is shown, an answer, or something that is none of these.

Takes the value that a reader gives and the number format, gives the content and, where there is one, its oddity.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from rbflang.source import Oddity
from rbflang.workbooks.grid import Content
from rbflang.workbooks.number_formats import Answer, shown

LONGEST_TEXT = 32_767
"""How long a text Excel lets a cell have."""


def content_of(value: Any, number_format: str = "General") -> tuple[Content, Oddity | None]:
    """The content of a cell that is not empty, and why it is no text or number, if it is none."""
    if isinstance(value, bool):
        return Answer(value), None
    if isinstance(value, timedelta):
        return _duration(value), Oddity.DURATION
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat(), Oddity.CLOCK
    if isinstance(value, date):
        return _written_date(value), Oddity.DATE
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise ValueError("longer than a cell can be")
        return value, None
    number = shown(value, number_format)
    return (number, None) if number else (str(value).replace(".", ","), Oddity.FORMAT)


def _written_date(value: date) -> str:
    """`2025-12-01`; the time of a date is left out where it is midnight."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat()


def _duration(value: timedelta) -> str:
    """`30:00:00`, as a sheet shows hours, minutes and seconds."""
    seconds = abs(value) // timedelta(seconds=1)
    sign = "−" if value < timedelta() else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def without_end(contents: list[Content]) -> list[Content]:
    """The contents of a row up to the last that holds something."""
    while contents and contents[-1] == "":
        contents.pop()
    return contents
