"""What a sheet shows of a number: the digits that its number format gives.

Takes a stored number and a format code (`0.0%`, `# ##0;[Red]-# ##0`, `General`), gives the number as it is shown. It
must not know which cell the number stands in.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from attrs import frozen

from rbflang.characters import MINUSES
from rbflang.wording import round_half_away
from rbflang.workbooks.format_codes import Pattern, patterns

TRUE_DIGITS = 15
"""A stored number is binary, and true to so many digits; what comes behind is noise."""
DASHES = ("-", "–", "−")
_NEGATIVE_SIGNS = str.maketrans("", "", "()" + MINUSES)
_known = cache(patterns)


@frozen(repr=False)
class ShownNumber:
    """A number as a sheet shows it: its digits, and the words around them; and all of the number, in the same unit."""

    value: Fraction
    decimals: int
    lead: str = ""
    tail: str = ""
    is_grouped: bool = False
    least_whole: int = 1
    exact: Fraction | None = None

    @property
    def is_cut(self) -> bool:
        """True if more digits are stored than shown."""
        return self.exact is not None and self.exact != self.value

    def text(self, decimal_sign: str) -> str:
        """The number as text: `13,4 %`, `−450 000 kr`."""
        scaled = abs(self.value) * 10**self.decimals
        digits = str(scaled.numerator // scaled.denominator).rjust(self.decimals + self.least_whole, "0")
        at = len(digits) - self.decimals
        whole = _grouped(digits[:at]) if self.is_grouped else digits[:at]
        number = whole + (decimal_sign + digits[at:] if self.decimals else "")
        return " ".join(f"{self.lead} {'−' if self.value < 0 else ''}{number} {self.tail}".split())


@frozen(repr=False)
class Answer:
    """Yes or no as a sheet shows it: `SANN` and `USANN`, where decimals have a point `TRUE` and `FALSE`."""

    is_yes: bool

    def text(self, decimal_sign: str) -> str:
        """The answer as text."""
        yes, no = ("TRUE", "FALSE") if decimal_sign == "." else ("SANN", "USANN")
        return yes if self.is_yes else no


def stored(number: Any) -> tuple[Fraction, int]:
    """The value of the true digits of a stored number, and how many decimals they have."""
    if isinstance(number, int):
        return Fraction(number), 0
    written = format(number, f".{TRUE_DIGITS}g")
    mantissa, _, exponent = written.partition("e")
    return Fraction(written), max(0, len(mantissa.partition(".")[2]) - int(exponent or 0))


def shown(number: Any, code: str) -> ShownNumber | None:
    """What a format shows of a number; nothing where it shows it as something else, or hides it."""
    value, decimals = stored(number)
    pattern = _pattern(_known(code), value)
    if pattern is None or not pattern.is_clear:
        return None
    lead, tail = _words(pattern, value)
    if pattern.is_general:
        return ShownNumber(value, decimals, lead, tail)
    if pattern.scale and not (pattern.scale == 2 and tail.lower().startswith("mill")):
        return None  # «450» for 450 000, and no word that says so
    exact = value * 100**pattern.percents / 1000**pattern.scale
    rounded = round_half_away(exact, len(pattern.decimals))
    is_grouped = "," in pattern.whole
    least = max(1, pattern.whole.count("0"))
    return ShownNumber(rounded, _decimals(rounded, pattern.decimals), lead, tail, is_grouped, least, exact)


def _pattern(sections: tuple[Pattern, ...], value: Fraction) -> Pattern | None:
    """The section that is for the value: by its condition, else by its sign."""
    if any(one.condition for one in sections):
        return next((one for one in sections if one.is_for(value)), None)
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        zero = sections[2]
        is_dash = "0" not in zero.digits and (zero.lead + zero.tail).strip() in DASHES
        return sections[0] if is_dash else zero
    return sections[0]


def _words(pattern: Pattern, value: Fraction) -> tuple[str, str]:
    """The words around the digits; a sign or brackets for «below zero» go, and «kr» stands behind."""
    lead, tail = pattern.lead.replace("+", ""), pattern.tail
    if value < 0:
        lead, tail = lead.translate(_NEGATIVE_SIGNS), tail.translate(_NEGATIVE_SIGNS)
    lead, tail = lead.strip(), tail.strip()
    return ("", f"kr {tail}".strip()) if lead.lower().rstrip(".") == "kr" else (lead, tail)


def _decimals(value: Fraction, signs: str) -> int:
    """How many decimals are shown: `0` always, `#` and `?` where they are needed."""
    count = len(signs)
    while count and signs[count - 1] != "0" and (value * 10 ** (count - 1)).denominator == 1:
        count -= 1
    return count


def _grouped(digits: str) -> str:
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return " ".join([*groups, *(digits[at : at + 3] for at in range(first, len(digits), 3))])
