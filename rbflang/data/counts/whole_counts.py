"""Which whole counts a figure can be that is known by a bound of counts alone: `under 5/3850` is 0, 1, 2, 3 or 4.

Takes the narrowing of a row and what the figure can be; where no denominator is known, it gives nothing.
"""

from __future__ import annotations

from math import ceil, floor

from rbflang.data.counts.counts_written import read_counts
from rbflang.intervals import Interval


def counted_of(narrowing: str) -> int | None:
    """The denominator that a bound of counts says; nothing for another bound, or one that has a bound there too."""
    counts = read_counts(narrowing)
    under = counts.denominator if counts else None
    return (under.least or None) if under and under.is_exact else None


def whole_numerators(possible: Interval, of: int) -> tuple[int, int]:
    """The least and the greatest numerator over `of` within an interval; the first is greater where there is none."""
    low, high = possible.low, possible.high
    assert low is not None and high is not None, "counts that are known by a bound are shares"
    least = ceil(low * of) if possible.low_included else floor(low * of) + 1
    most = floor(high * of) if possible.high_included else ceil(high * of) - 1
    return least, most
