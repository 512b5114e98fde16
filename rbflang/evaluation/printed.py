"""A figure as printed in a document or a data file: digits and a mark, or counts.

Takes the text and the kind of its quantity, gives its value and the interval of all numbers that print so.
"""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from rbflang.intervals import Interval, point
from rbflang.quantities import (
    COUNT,
    KRONER,
    MARKS,
    MOST_DIGITS,
    PARTS,
    POINTS,
    Digits,
    Misprint,
    Unit,
    read_digits,
    rounding_interval,
)
from rbflang.ruleset.signatures import Kind
from rbflang.wording import Words

LONGEST = 200
_MARKS = {
    "%": "percent", "‰": "per_mille", "prosentpoeng": "percentage_points", "percentage points": "percentage_points",
    "kr": "kr", "mill. kr": "million_kr", "million kr": "million_kr", "poeng": "points", "points": "points",
    "deler": "parts", "del": "parts", "parts": "parts", "part": "parts",
}  # fmt: skip
_NUMBER = re.compile(r"(?P<sign>[-−–]?)\s*(?P<digits>\d[\d., \u00a0\u202f]*?)\s*(?P<mark>[%‰]|[a-zæøå][a-zæøå. ]*)?")
_COUNTS = re.compile(r"(\d[\d \u00a0\u202f]*)\s*/\s*(\d[\d \u00a0\u202f]*)")


@frozen(eq=False, repr=False)
class Printed:
    """A printed figure: its value, what it may stand for, and the size of one unit in its last digit."""

    value: Fraction
    interval: Interval
    last_digit: Fraction
    is_exact: bool = False
    decimals: int = 0
    mark: str = ""


def read_printed(text: str, kind: Kind) -> Printed | Words:
    """The figure that a text prints, or in words why it prints none; its digits have no `misprint_of`."""
    counts = _COUNTS.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if counts:
        return _counts(counts)
    match = _NUMBER.fullmatch(text.strip().lower()) if len(text) <= LONGEST else None
    if not match:
        return Words(
            "Skriv et tall som det er trykt, for eksempel 13,4 %.", "Write a number as printed, such as 13,4 %."
        )
    digits = read_digits(match.group("digits").strip())
    assert isinstance(digits, Digits)
    word = _MARKS.get((match.group("mark") or "").strip()) if match.group("mark") else ""
    wrong = _wrong_unit(word, kind)
    if wrong:
        return wrong
    factor = MARKS[word].factor if word else Fraction(1)
    value = digits.value * factor * (-1 if match.group("sign") else 1)
    last = factor / 10**digits.decimals
    return Printed(value, rounding_interval(value, last), last, False, digits.decimals, word or "")


def misprint_of(text: str) -> tuple[str, Misprint] | None:
    """The digits of a text and why they are no number; nothing where they are one, or where there are none."""
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return text, Misprint.TOO_LONG
    match = _NUMBER.fullmatch(text.strip().lower()) if len(text) <= LONGEST else None
    digits = match.group("digits").strip() if match else ""
    found = read_digits(digits) if digits else None
    return (digits, found) if isinstance(found, Misprint) else None


def _counts(match: re.Match[str]) -> Printed | Words:
    over, under = (read_digits(text.strip()) for text in match.groups())
    if not isinstance(over, Digits) or not isinstance(under, Digits) or not under.value:
        return Words("Teller og nevner skrives som hele tall, og nevneren kan ikke være 0.", "Write whole counts.")
    value = over.value / under.value
    return Printed(value, point(value), Fraction(0), True)


UNIT_WORDS: dict[Unit, str] = {KRONER: "kr", POINTS: "poeng", PARTS: "deler", COUNT: "antall"}


def _wrong_unit(word: str | None, kind: Kind) -> Words | None:
    """In words, what unit the figure should have had."""
    if word is None:
        return Words("Enheten er ukjent. Bruk %, ‰, kr, mill. kr, poeng eller deler.", "The unit is unknown.")
    unit = MARKS[word].unit if word else None
    if unit is None and (kind.unit.is_dimensionless or kind.unit == COUNT):
        return None
    if unit is not None and unit.fits(kind.unit):
        return None
    wanted = UNIT_WORDS.get(kind.unit, "%")
    return Words(f"Tallet skal være i {wanted}.", f"The figure must be in {wanted}.")
