"""Exact intervals with open and closed ends: what a printed figure may stand for.

Takes and gives rational numbers; an end may be missing (`None`: without bound). It must not know what the figures are.
Multiplication and division follow the ends; a division whose divisor may be zero gives the unbounded interval.

Ends are computed in whole numbers and made at once, which gives what `+`, `-`, `*` and `/` of fractions give, in two
thirds of the time: what the standard library does to keep long numbers short on the way is longer than these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from attrs import frozen

BESIDE = Fraction(1, 10**12)
KEPT_BITS, FARTHEST = 96, 4_000
ZERO = Fraction(0)


def plus(a: Fraction, b: Fraction) -> Fraction:
    """The first number plus the second."""
    count, parts = a.as_integer_ratio()
    other, own = b.as_integer_ratio()
    return Fraction(count * own + other * parts, parts * own)


def minus(a: Fraction, b: Fraction) -> Fraction:
    """The first number minus the second."""
    count, parts = a.as_integer_ratio()
    other, own = b.as_integer_ratio()
    return Fraction(count * own - other * parts, parts * own)


def times(a: Fraction, b: Fraction) -> Fraction:
    """The first number times the second."""
    count, parts = a.as_integer_ratio()
    other, own = b.as_integer_ratio()
    return Fraction(count * other, parts * own)


def over(a: Fraction, b: Fraction) -> Fraction:
    """The first number divided by the second. Raises `ZeroDivisionError`."""
    count, parts = a.as_integer_ratio()
    other, own = b.as_integer_ratio()
    return Fraction(count * own, parts * other)


@frozen
class Interval:
    """All numbers from `low` to `high`; each end is included or not, and `None` is no bound."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

    @property
    def is_empty(self) -> bool:
        """True if no number lies in the interval."""
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return not (self.low_included and self.high_included)
        return self.low > self.high

    @property
    def is_point(self) -> bool:
        """True if exactly one number lies in the interval."""
        return self.low_included and self.high_included and self.low is not None and self.low == self.high

    def holds(self, value: Fraction) -> bool:
        """True if the value lies in the interval."""
        own, under, low, high = value.numerator, value.denominator, self.low, self.high
        if low is not None:
            beyond = own * low.denominator - low.numerator * under
            if beyond < 0 or (not beyond and not self.low_included):
                return False
        if high is None:
            return True
        beyond = own * high.denominator - high.numerator * under
        return beyond < 0 or (not beyond and self.high_included)

    def nearest(self, value: Fraction) -> Fraction:
        """The number of the interval that is nearest to a value.

        Beside an end that is not itself in the interval there is no nearest number; it is then a trillionth of the
        width inside, nearer than any limit is written.
        """
        if self.holds(value):
            return value
        is_below = self.low is not None and value <= self.low
        end, has_end = (self.low, self.low_included) if is_below else (self.high, self.high_included)
        assert end is not None, "an interval that holds nothing"
        if has_end:
            return end
        beside = BESIDE * (1 if self.low is None or self.high is None else self.high - self.low)
        return end + beside if is_below else end - beside

    def within(self, other: Interval) -> Interval:
        """What the two have in common; may be empty."""
        low, low_included = _stricter(self.low, self.low_included, other.low, other.low_included, True)
        high, high_included = _stricter(self.high, self.high_included, other.high, other.high_included, False)
        return Interval(low, high, low_included, high_included)

    def meets(self, other: Interval) -> bool:
        """True if the two have a number in common; neither may be empty."""
        return _reaches(self.low, other.high, self.low_included and other.high_included) and _reaches(
            other.low, self.high, other.low_included and self.high_included
        )

    def covers(self, other: Interval) -> bool:
        """True if every number of the other lies in this one."""
        return _is_as_wide(self.low, self.low_included, other.low, other.low_included, True) and _is_as_wide(
            self.high, self.high_included, other.high, other.high_included, False
        )


EVERYTHING = Interval(None, None, False, False)


def point(value: Fraction) -> Interval:
    """The interval that holds one number alone."""
    return Interval(value, value)


def below(limit: Fraction, included: bool = False) -> Interval:
    """Every number under the limit, and the limit itself if it is included."""
    return Interval(None, limit, False, included)


def above(limit: Fraction, included: bool = True) -> Interval:
    """Every number over the limit, and the limit itself if it is included."""
    return Interval(limit, None, included, False)


def add(a: Interval, b: Interval) -> Interval:
    """All sums of a number of each."""
    low = None if a.low is None or b.low is None else plus(a.low, b.low)
    if low is not None and _is_one_number(a) and _is_one_number(b):
        return Interval(low, low)
    high = None if a.high is None or b.high is None else plus(a.high, b.high)
    return Interval(low, high, a.low_included and b.low_included, a.high_included and b.high_included)


def total(intervals: Iterable[Interval]) -> Interval:
    """All sums of a number of each; nothing but zero where there are none."""
    known = list(intervals)
    low, low_included = _total_of([(one.low, one.low_included) for one in known])
    if all(map(_is_one_number, known)):
        return Interval(low, low)
    high, high_included = _total_of([(one.high, one.high_included) for one in known])
    return Interval(low, high, low_included, high_included)


def negative(a: Interval) -> Interval:
    """All numbers of the interval with the other sign."""
    low = None if a.high is None else -a.high
    high = low if a.low is a.high else None if a.low is None else -a.low
    return Interval(low, high, a.high_included, a.low_included)


def subtract(a: Interval, b: Interval) -> Interval:
    """All differences of a number of each."""
    return add(a, negative(b))


def multiply(a: Interval, b: Interval) -> Interval:
    """All products of a number of each."""
    if b.is_point and b.low and b.low > 0:
        return _scaled(a, b.low)
    ends = [_times(x, y) for x in _ends(a) for y in _ends(b)]
    return _hull(ends)


def divide(a: Interval, b: Interval) -> Interval:
    """All quotients of a number of each; everything if the divisor may be zero."""
    if b.is_point and b.low and b.low > 0:
        return _scaled(a, 1 / b.low)
    return EVERYTHING if b.holds(Fraction(0)) else multiply(a, _inverse(b))


def part_of_all(own: Interval, rest: Interval) -> Interval:
    """All quotients own / (own + rest) of numbers not below zero; from 0 to 1 where both may be zero."""
    if own.holds(Fraction(0)) and rest.holds(Fraction(0)):
        return Interval(Fraction(0), Fraction(1))
    low, low_included = _least_part(own, rest)
    high, high_included = _least_part(rest, own)
    return Interval(low, 1 - high, low_included, high_included)


def _least_part(own: Interval, rest: Interval) -> tuple[Fraction, bool]:
    """The least that one can be of the two together, and whether it is reached."""
    if not own.low or rest.high is None:
        return Fraction(0), not own.low and own.low_included
    return over(own.low, plus(own.low, rest.high)), own.low_included and rest.high_included


def least(intervals: Iterable[Interval]) -> Interval:
    """All numbers that can be the least when one is taken of each."""
    return negative(greatest(negative(one) for one in intervals))


def greatest(intervals: Iterable[Interval]) -> Interval:
    """All numbers that can be the greatest when one is taken of each."""
    known = list(intervals)
    low, low_included = known[0].low, known[0].low_included
    high, high_included = known[0].high, known[0].high_included
    for one in known[1:]:
        low, low_included = _stricter(low, low_included, one.low, one.low_included, True)
        high, high_included = _wider(high, high_included, one.high, one.high_included)
    return Interval(low, high, low_included, high_included)


def in_order(intervals: Sequence[Interval], places: Sequence[int]) -> Interval:
    """All numbers that can stand at a place when one is taken of each and they are sorted; the mean of several places.

    The least is so of the lower ends, the greatest of the upper ones.
    """
    lows = sorted(intervals, key=lambda one: (one.low is not None, one.low or ZERO, not one.low_included))
    highs = sorted(intervals, key=lambda one: (one.high is None, one.high or ZERO, one.high_included))
    ends = [Interval(lows[at].low, highs[at].high, lows[at].low_included, highs[at].high_included) for at in places]
    return multiply(total(ends), point(Fraction(1, len(ends))))


def hull(intervals: Iterable[Interval]) -> Interval:
    """The narrowest interval that holds all of them."""
    known = iter(intervals)
    first = next(known)
    low, low_included, high, high_included = first.low, first.low_included, first.high, first.high_included
    for one in known:
        if low is not one.low:
            low, low_included = _lower(low, low_included, one.low, one.low_included)
        elif one.low_included:
            low_included = True
        if high is not one.high:
            high, high_included = _wider(high, high_included, one.high, one.high_included)
        elif one.high_included:
            high_included = True
    return Interval(low, high, low_included, high_included)


def shortened(one: Interval, most_bits: int) -> Interval:
    """The interval with ends of few digits, each moved out a little where it had many: a bound stays a bound.

    An end that is very far away, or very near zero, is moved to where squares of it are no farther, and keeps its sign.
    """
    low, high = _short_end(one.low, 1, most_bits), _short_end(one.high, -1, most_bits)
    if low is one.low and high is one.high:
        return one
    return Interval(
        low, high, one.low_included and _has_sign(one.low, low), one.high_included and _has_sign(one.high, high)
    )


def _has_sign(end: Fraction | None, moved: Fraction | None) -> bool:
    """True unless an end was moved to where no number of the interval is."""
    return moved is not None and (end == ZERO or moved != ZERO)


def _short_end(end: Fraction | None, down: int, most_bits: int) -> Fraction | None:
    if end is None or max(end.numerator.bit_length(), end.denominator.bit_length()) <= most_bits:
        return end
    size = abs(end.numerator).bit_length() - end.denominator.bit_length()
    if abs(size) > FARTHEST:
        is_inward = (end > 0) is (down > 0)  # towards zero, where the interval goes on
        if size > 0:
            return down * Fraction(2) ** FARTHEST if is_inward else None
        return ZERO if is_inward else -down * Fraction(1, 2**FARTHEST)
    shift = KEPT_BITS - size
    scaled = end * down * (1 << shift if shift >= 0 else Fraction(1, 1 << -shift))
    whole = down * (scaled.numerator // scaled.denominator)
    return Fraction(whole, 1 << shift) if shift >= 0 else Fraction(whole << -shift)


def _reaches(low: Fraction | None, high: Fraction | None, both_included: bool) -> bool:
    return low is None or high is None or low < high or (both_included and low == high)


def _total_of(ends: Sequence[tuple[Fraction | None, bool]]) -> tuple[Fraction | None, bool]:
    """The sum of ends, all over one denominator: nothing is reduced on the way."""
    values = [end for end, _ in ends if end is not None]
    if len(values) < len(ends):
        return None, False
    under = lcm(*[value.denominator for value in values])
    above_it = sum(value.numerator * (under // value.denominator) for value in values)
    return Fraction(above_it, under), all(is_included for _, is_included in ends)


def _is_one_number(a: Interval) -> bool:
    """True for a number as it was made, which need not be compared."""
    return a.low is a.high and a.low_included and a.high_included


def _scaled(a: Interval, factor: Fraction) -> Interval:
    low = None if a.low is None else times(a.low, factor)
    high = low if a.low is a.high else None if a.high is None else times(a.high, factor)
    return Interval(low, high, a.low_included, a.high_included)


def _stricter(
    a: Fraction | None, a_in: bool, b: Fraction | None, b_in: bool, is_low: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return (b, b_in) if a is None else (a, a_in)
    if a == b:
        return a, a_in and b_in
    return (a, a_in) if (a > b) is is_low else (b, b_in)


def _is_as_wide(a: Fraction | None, a_in: bool, b: Fraction | None, b_in: bool, is_low: bool) -> bool:
    if a is None or b is None:
        return a is None
    beyond = _beyond(a, b)
    return (a_in or not b_in) if not beyond else (beyond < 0) is is_low


def _wider(a: Fraction | None, a_in: bool, b: Fraction | None, b_in: bool) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    beyond = _beyond(a, b)
    return (a, a_in or b_in) if not beyond else (a, a_in) if beyond > 0 else (b, b_in)


def _lower(a: Fraction | None, a_in: bool, b: Fraction | None, b_in: bool) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    beyond = _beyond(a, b)
    return (a, a_in or b_in) if not beyond else (a, a_in) if beyond < 0 else (b, b_in)


def _beyond(a: Fraction, b: Fraction) -> int:
    """Above zero where the first is the larger, below it where the second is, zero where they are equal."""
    return a.numerator * b.denominator - b.numerator * a.denominator


# An end is (whether there is no bound, value, included); where there is no bound, the value tells its sign alone.
_End = tuple[bool, Fraction, bool]


def _ends(a: Interval) -> tuple[_End, _End]:
    low: _End = (True, Fraction(-1), False) if a.low is None else (False, a.low, a.low_included)
    high: _End = (True, Fraction(1), False) if a.high is None else (False, a.high, a.high_included)
    return low, high


def _times(a: _End, b: _End) -> _End:
    value = times(a[1], b[1])
    if not value:
        return False, value, (not a[1] and a[2]) or (not b[1] and b[2])
    return a[0] or b[0], value, a[2] and b[2]


def _hull(ends: list[_End]) -> Interval:
    finite = [end for end in ends if not end[0]]
    low: Fraction | None = None
    high: Fraction | None = None
    low_in = high_in = False
    if finite and not any(far and value < 0 for far, value, _ in ends):
        low = min(end[1] for end in finite)
        low_in = any(end[2] for end in finite if end[1] == low)
    if finite and not any(far and value > 0 for far, value, _ in ends):
        high = max(end[1] for end in finite)
        high_in = any(end[2] for end in finite if end[1] == high)
    return Interval(low, high, low_in, high_in)


def _inverse(b: Interval) -> Interval:
    """One divided by each number of an interval that does not hold zero."""
    zero = Fraction(0)
    low_end = None if b.high == zero else (zero if b.high is None else 1 / b.high)
    high_end = None if b.low == zero else (zero if b.low is None else 1 / b.low)
    return Interval(
        low_end,
        high_end,
        b.high is not None and low_end is not None and b.high_included,
        b.low is not None and high_end is not None and b.low_included,
    )


def interval_data(interval: Interval) -> dict[str, str | bool | None]:
    """An interval as data: its ends as exact strings, and whether they are included."""
    ends = {"from": interval.low, "to": interval.high}
    exact = {name: None if end is None else str(end) for name, end in ends.items()}
    return {**exact, "from_included": interval.low_included, "to_included": interval.high_included}
