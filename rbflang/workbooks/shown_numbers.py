"""A number by the text that a sheet shows for it, where the format is not known.

Takes the text and the stored number, gives the number as shown. The text alone would not do: `1,337` is more than a
thousand in a sheet of one language, and little more than one in a sheet of another. The stored number says which.
"""

from __future__ import annotations

import re
from fractions import Fraction

from rbflang.characters import MINUSES, SPACES
from rbflang.wording import round_half_away
from rbflang.workbooks.number_formats import DASHES, TRUE_DIGITS, ShownNumber

_DIGITS = re.compile(rf"\d(?:[\d.,'’{SPACES}]*\d)?")
_SEPARATORS = re.compile(r"[^\d]")
_STORED = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,2})?")
LONGEST = 100
_SIGNS = str.maketrans("", "", "()+" + MINUSES)
_MILLIONS = re.compile(r"mill|mio", re.IGNORECASE)


def as_shown(text: str, number: str) -> ShownNumber | None:
    """The number that the text shows; nothing where its digits are not those of the number."""
    if len(text) > LONGEST or not _STORED.fullmatch(number):
        return None
    value = _true(Fraction(number))
    if value == 0 and text in DASHES:
        return ShownNumber(value, 0)
    found = _DIGITS.findall(text)
    if len(found) != 1:
        return None
    lead, _, tail = (part.translate(_SIGNS).strip() for part in text.partition(found[0]))
    lead, tail = ("", f"kr {tail}".strip()) if lead.lower().rstrip(".") == "kr" else (lead, tail)
    exact = value * 100 ** text.count("%") * 1000 ** text.count("‰")
    if _MILLIONS.match(tail):
        exact /= 1_000_000
    decimals = _decimals(found[0], exact)
    if decimals is None:
        return None
    rounded = round_half_away(exact, decimals)
    whole = found[0][: len(found[0]) - decimals].rstrip(".,")
    digits = _SEPARATORS.sub("", whole)
    return ShownNumber(rounded, decimals, lead, tail, digits != whole, len(digits), exact)


def _true(value: Fraction) -> Fraction:
    """The value without the digits that a stored number is not true to."""
    return round_half_away(value, max(0, TRUE_DIGITS - len(str(int(abs(value))))))


def _decimals(digits: str, exact: Fraction) -> int | None:
    """How many of the digits are decimals: as many as make them the number."""
    whole = int(_SEPARATORS.sub("", digits))
    behind = len(re.split(r"[.,]", digits)[-1]) if re.search(r"[.,]", digits) else 0
    possible = (count for count in dict.fromkeys((behind, 0)))
    return next((one for one in possible if abs(round_half_away(exact, one)) * 10**one == whole), None)
