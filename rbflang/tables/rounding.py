"""Rounding to whole numbers of a unit, of numbers and of intervals.

Takes exact numbers and the ends of intervals, gives what they round to. It must not know what is rounded.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.intervals import Interval


def rounded(value: Fraction, unit: Fraction, mode: str) -> Fraction:
    """The whole number of units that a number is rounded to."""
    return round_to_whole(value / unit, mode) * unit


def round_to_whole(value: Fraction, mode: str) -> int:
    """The whole number by the mode; `half_up` takes halves away from zero."""
    down = value.numerator // value.denominator
    rest = value - down
    if mode == "downwards" or not rest:
        return down
    if mode == "upwards":
        return down + 1
    if rest != Fraction(1, 2):
        return down + (rest > Fraction(1, 2))
    if mode == "half_even":
        return down + down % 2
    return down + 1 if value > 0 else down


def rounded_interval(interval: Interval, unit: Fraction, mode: str) -> Interval:
    """What the numbers of an interval round to: from the least to the greatest, both of which are reached.

    Rounding never falls and is constant between one half and the next, so an end that is not itself in the interval
    rounds as the numbers just inside it do.
    """
    low, high = interval.low, interval.high
    if low is not None:
        low = rounded(low if interval.low_included else _just_inside(low / unit, 1) * unit, unit, mode)
    if high is not None:
        high = rounded(high if interval.high_included else _just_inside(high / unit, -1) * unit, unit, mode)
    return Interval(low, high, low is not None, high is not None)


def _just_inside(end: Fraction, direction: int) -> Fraction:
    """A number between the end and the next half in that direction."""
    doubled = end * 2 * direction
    following = Fraction(doubled.numerator // doubled.denominator + 1, 2) * direction
    return (end + following) / 2
