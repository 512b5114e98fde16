"""How large what is computed can be, before any figure is known.

Takes the ranges and promises of the parts, gives those of the whole. It works on intervals alone; what an expression
is and which facts are known where it stands is the reader's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rbflang import intervals
from rbflang.intervals import Interval, above, below, hull, point
from rbflang.ruleset.signatures import Signature
from rbflang.syntax.tree import Rounding

ZERO, ONE = Fraction(0), Fraction(1)
POSITIVE = above(ZERO, included=False)
NOT_NEGATIVE = above(ZERO)
NEGATIVE = below(ZERO)
MOST_BITS = 2_000


def bounded(found: Interval) -> Interval:
    """The range, without ends of more digits than anybody asks about: only their sign is kept.

    Exact ends double their digits with each square; a chain of squares would never be done.
    """
    low, high = found.low, found.high
    if low is not None and _is_long(low):
        found = Interval(ZERO if low > 0 else None, found.high, False, found.high_included)
    if high is not None and _is_long(high):
        found = Interval(found.low, ZERO if high < 0 else None, found.low_included, False)
    return found


def _is_long(value: Fraction) -> bool:
    return max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS


def is_positive(range_: Interval) -> bool:
    """True if every number of the range is above zero."""
    return POSITIVE.covers(range_)


def is_not_negative(range_: Interval) -> bool:
    """True if no number of the range is below zero."""
    return NOT_NEGATIVE.covers(range_)


def somewhere_of(found: Signature) -> tuple[str, ...] | None:
    """The sets over which some cell is above zero and none below; none are needed where all cells are above."""
    if is_positive(found.range):
        return ()
    return found.somewhere if is_not_negative(found.range) else None


def quotient(over: Interval, under: Interval) -> Interval:
    """All quotients; a divisor whose range ends at zero is taken to be apart from it, for else there is no quotient.

    One that is nothing but zero has none, and that alone is told: it bounds its user like one above zero.
    """
    if under.low == ZERO or is_not_negative(under):
        under = under.within(POSITIVE)
    elif under.high == ZERO:
        under = under.within(NEGATIVE)
    return intervals.divide(over, POSITIVE if under.is_empty else under)


def product_somewhere(a: Signature, b: Signature) -> tuple[str, ...] | None:
    """What is above zero everywhere, times what is so somewhere, is above zero there too."""
    first, second = somewhere_of(a), somewhere_of(b)
    if first == ():
        return second
    return first if second == () else None


def sum_somewhere(a: Signature, b: Signature) -> tuple[str, ...] | None:
    """Of two addends that are never below zero, one that is above it somewhere is enough."""
    if not (is_not_negative(a.range) and is_not_negative(b.range)):
        return None
    first, second = somewhere_of(a), somewhere_of(b)
    return first if first is not None and (second is None or len(first) <= len(second)) else second


def total(inner: Interval, least: int, most: int | None) -> Interval:
    """All sums of from `least` to `most` numbers (`None`: any number of them) of the range."""
    few = intervals.multiply(inner, point(Fraction(least))) if least else point(ZERO)
    if most is not None:
        return hull([few, intervals.multiply(inner, point(Fraction(most)))])
    low = few.low if is_not_negative(inner) else None
    high = few.high if below(ZERO, included=True).covers(inner) else None
    low_in = low is not None and few.low_included
    return Interval(low, high, low_in, high is not None and few.high_included)


def rounded(found: Interval, rounding: Rounding) -> Interval:
    """The range after rounding: each end moved out to the nearest number that rounding can give."""
    scale = Fraction(10) ** (int(rounding.decimals.value) if rounding.decimals else 0)
    low = None if found.low is None else Fraction((found.low * scale).__floor__()) / scale
    high = None if found.high is None else Fraction((found.high * scale).__ceil__()) / scale
    return Interval(low, high, low is not None, high is not None)


def with_zero(ranges: Iterable[Interval]) -> Interval:
    """The hull of the ranges and zero."""
    return hull([point(ZERO), *ranges])
