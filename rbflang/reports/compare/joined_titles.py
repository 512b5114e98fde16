"""Titles that differ in a number alone, told as one: `Resultatindikator 1–10 (ukjent)`.

Takes titles in their order, gives words. Titles with no number, or several, stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rbflang.wording import Voice

_NUMBER = re.compile(r"\d+")


def around_number(title: str) -> tuple[str, ...]:
    """What stands before and behind the one number of a title; nothing where there is none, or several."""
    around = tuple(_NUMBER.split(title))
    return around if len(around) == 2 else ()


def joined_titles(titles: Sequence[str], say: Voice) -> str:
    """All titles in a sentence, those of a row with their first number and their last."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for title in titles:
        around = around_number(title)
        rows.setdefault(around or (title,), []).extend(map(int, _NUMBER.findall(title) if around else ()))
    return say.listing([_row(around, numbers, say) for around, numbers in rows.items()])


def _row(around: tuple[str, ...], numbers: Sequence[int], say: Voice) -> str:
    return say.listing(list(_runs(numbers))).join(around)


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """`1–10`, `12`: numbers that follow each other by their ends."""
    ordered = sorted(set(numbers))
    starts = [one for one in ordered if one - 1 not in ordered]
    ends = [one for one in ordered if one + 1 not in ordered]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}–{end}"
