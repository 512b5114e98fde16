"""Counts as they are written: `412/3850`, and those of which no more is told than a bound: `under 5/3850`.

Takes the text of a cell, gives the whole numbers that the numerator and the denominator can be; and the text of such
counts. It must not know what was counted.
"""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from rbflang.characters import in_one_space
from rbflang.intervals import Interval
from rbflang.numerals import CERTAIN, RUN_OF_DIGITS, Digits, Fashion, read_digits

FEW = 5
"""Fewer than so many patients is a small number: the rulebook of 2022 does not show it for a trust."""
_WORDS = r"under|below|minst|at least|over|above|høyst|at most"
_ONE = rf"(?:({_WORDS})\s+)?({RUN_OF_DIGITS}?)"
_COUNTS = re.compile(rf"{_ONE}\s*(?:/\s*{_ONE}\s*)?")


@frozen
class CountRange:
    """A whole number of which the least and the most is known; `most` is `None` without a bound."""

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        """True if it can be one number alone."""
        return self.least == self.most

    def written(self, language: str = "nb") -> str:
        """`412`, `under 5`, `minst 12`; a range that has two bounds is told by its upper one."""
        under, least = ("below", "at least") if language == "en" else ("under", "minst")
        if self.is_exact:
            return str(self.least)
        return f"{least} {self.least}" if self.most is None else f"{under} {self.most + 1}"


@frozen
class WrittenCounts:
    """A numerator and its denominator; a count alone has none."""

    numerator: CountRange
    denominator: CountRange | None

    @property
    def is_exact(self) -> bool:
        """True if both are known."""
        return self.numerator.is_exact and (self.denominator is None or self.denominator.is_exact)

    @property
    def has_few(self) -> bool:
        """True if one of them is known and so small that it may tell something of single persons."""
        known = (one.least for one in (self.numerator, self.denominator) if one is not None and one.is_exact)
        return any(0 < one < FEW for one in known)

    def share(self) -> Interval:
        """All that the first over the second can be; of a count alone all that it can be."""
        under = self.denominator or CountRange(1, 1)
        low = Fraction(self.numerator.least, under.most) if under.most else Fraction(0)
        high = self.numerator.most
        return Interval(low, Fraction(high, under.least) if high is not None and under.least else None)

    def written(self, language: str = "nb") -> str:
        """`412/3850`, `under 5/3850`, `under 5/under 5`."""
        both = filter(None, (self.numerator, self.denominator))
        return "/".join(one.written(language) for one in both)


def exactly(count: int) -> CountRange:
    """A count that is known."""
    return CountRange(count, count)


def read_counts(text: str, fashion: Fashion = CERTAIN) -> WrittenCounts | None:
    """The counts that a text says; nothing where it says something else."""
    match = _COUNTS.fullmatch(in_one_space(text).lower())
    if match is None:
        return None
    over, under = _range(match[1], match[2], fashion), _range(match[3], match[4], fashion) if match[4] else None
    if over is None or (match[4] and under is None):
        return None
    return WrittenCounts(over, under)


def _range(word: str | None, text: str, fashion: Fashion) -> CountRange | None:
    digits = read_digits(text.strip(), fashion)
    if not isinstance(digits, Digits) or digits.decimals:
        return None
    count = int(digits.value)
    if word in ("under", "below"):
        return CountRange(0, count - 1) if count else None
    if word in ("høyst", "at most"):
        return CountRange(0, count)
    if word in ("over", "above"):
        return CountRange(count + 1, None)
    return CountRange(count, None) if word else exactly(count)
