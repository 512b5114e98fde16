"""What a spreadsheet makes of counts that look like a date: `01.des`, `des.12`, `01.12.2025`, `2025-12-01`."""

from __future__ import annotations

import re
from functools import cache

_MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec"


def is_date(text: str) -> bool:
    """True for a text that is a date and no number."""
    return len(text) <= 30 and _date().fullmatch(text.strip().lower()) is not None


@cache
def _date() -> re.Pattern[str]:
    month, apart = rf"(?:{_MONTHS})[a-zæøå]*\.?", r"[.\-/ ]?\s?"
    return re.compile(
        rf"\d{{1,2}}{apart}{month}(?:{apart}\d{{2,4}})?|{month}{apart}\d{{2,4}}"
        r"|\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}-\d{2}-\d{2}"
    )
