"""The days that a round rests on, read from how a ruleset says it: `1. tertial 2024`, `årsdata 2023`, `the year 2024`.

Takes a text, gives the first and the last day; nothing where it is told in another way. It must not know any ruleset.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen

from rbflang.wording import Voice, Words

_MONTHS = (
    "januar|january|jan", "februar|february|feb", "mars|march|mar", "april|apr", "mai|may", "juni|june|jun",
    "juli|july|jul", "august|aug", "september|sept|sep", "oktober|october|okt|oct", "november|nov",
    "desember|december|des|dec",
)  # fmt: skip
_NAMES = {
    "nb": ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
# How many months the parts of a year have that are numbered, and how many parts there are.
_PARTS: Mapping[str, int] = {
    "tertial": 4, "tertials": 4, "third": 4, "thirds": 4, "kvartal": 3, "quarter": 3, "quarters": 3,
    "t": 4, "q": 3, "k": 3, "halvår": 6, "half": 6, "four months": 4, "three months": 3, "six months": 6,
}  # fmt: skip
_ORDINALS: Mapping[str, int] = {
    "første": 1, "first": 1, "andre": 2, "annet": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4,
    "siste": -1, "last": -1,
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TO = r"\s*(?:[-–—]|til(?: og med)?|to|up to and including|og|and)\s*"
_MONTH = "|".join(f"(?:{one})" for one in _MONTHS)
_ORDINAL = rf"(?:[1-4](?:\.|st|nd|rd|th)?|{'|'.join(_ORDINALS)})"
_PART = "|".join(sorted((re.escape(one) for one in _PARTS if len(one) > 1), key=len, reverse=True))
_OF = r"\s*(?:of|av|i|in)?\s*"
_CALLED_YEAR = r"(?:the |hele |full )?(?:year|calendar year|annual data|årsdata|året|hele|kalenderåret)(?: for)?"
_WHOLE_YEAR = re.compile(rf"(?:{_CALLED_YEAR}{_OF})?{_YEAR}")
_PARTS_OF_A_YEAR = re.compile(
    rf"(?:the )?(?P<first>{_ORDINAL})(?:{_TO}(?P<last>{_ORDINAL}))?\s*(?P<part>{_PART})(?: of the year)?{_OF}{_YEAR}"
)
_NUMBERED_PART = re.compile(
    rf"(?P<part>{_PART}|[tqk](?=[1-4]))\s*(?P<first>[1-4])(?:{_TO}(?P<last>[1-4]))?(?: of the year)?{_OF}{_YEAR}"
)
_MONTHS_OF_A_YEAR = re.compile(rf"(?P<first>{_MONTH})(?:{_TO}(?P<last>{_MONTH}))?{_OF}{_YEAR}")


@frozen
class Period:
    """The days that count: from `first` up to and with `last`."""

    first: date
    last: date


def told_day(day: date) -> Words:
    """`1. januar 2024`, `1 January 2024`."""
    nb, en = (_NAMES[language][day.month - 1] for language in ("nb", "en"))
    return Words(f"{day.day}. {nb} {day.year}", f"{day.day} {en} {day.year}")


def told_months(months: Sequence[date], say: Voice) -> str:
    """Months in order, those that follow each other as the first to the last: `mars og juni–desember 2024`."""
    runs: list[list[date]] = []
    for month in months:
        before = runs[-1][-1] if runs else None
        if before and (before.year, before.month + 1) == (month.year, month.month):
            runs[-1].append(month)
        else:
            runs.append([month])
    told = ["–".join(dict.fromkeys(_NAMES[say.language][one.month - 1] for one in (run[0], run[-1]))) for run in runs]
    for at, run in enumerate(runs):
        if at + 1 == len(runs) or runs[at + 1][0].year != run[0].year:
            told[at] += f" {run[0].year}"
    return say.listing(told)


def period_of(text: str) -> Period | None:
    """The first and the last day of a period; `None` where the text says none of the kinds that are known."""
    said = " ".join(text.casefold().split())
    for pattern, months in WAYS:
        found = pattern.fullmatch(said)
        if found:
            first, last = months(found)
            return _between(int(found["year"]), first, last) if 1 <= first <= last <= 12 else None
    return None


def _between(year: int, first: int, last: int) -> Period:
    """From the beginning of a month to the end of another."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _all_year(found: re.Match[str]) -> tuple[int, int]:
    return 1, 12


def _of_parts(found: re.Match[str]) -> tuple[int, int]:
    """The months from the first part to the last; no months where the year has fewer parts."""
    length = _PARTS[found["part"]]
    first, last = (_number(one, 12 // length) for one in (found["first"], found["last"] or found["first"]))
    return (first - 1) * length + 1, last * length


def _number(ordinal: str, parts: int) -> int:
    known = _ORDINALS.get(ordinal) or int(ordinal[0])
    return parts if known < 0 else known


def _of_months(found: re.Match[str]) -> tuple[int, int]:
    return _month(found["first"], _MONTHS), _month(found["last"] or found["first"], _MONTHS)


def _month(name: str, months: Sequence[str]) -> int:
    return next(at for at, names in enumerate(months, 1) if name in names.split("|"))


WAYS = (
    (_WHOLE_YEAR, _all_year),
    (_PARTS_OF_A_YEAR, _of_parts),
    (_NUMBERED_PART, _of_parts),
    (_MONTHS_OF_A_YEAR, _of_months),
)
