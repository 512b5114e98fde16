"""Straight lines between points: what they give for a number, and for all numbers of an interval.

Takes the places of points and what each gives; the places must rise. Outside the points the line is flat. It must not
know what is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from rbflang.intervals import Interval, above, below, divide, hull, point, subtract

Point = tuple[Fraction, Fraction]


def rises(places: Sequence[Fraction]) -> bool:
    """True if each place is beyond the one before it."""
    return all(low < high for low, high in pairwise(places))


def on_the_line(value: Fraction, points: Sequence[Point]) -> Fraction:
    """What the lines give for a number."""
    if value <= points[0][0]:
        return points[0][1]
    for (low, first), (high, last) in pairwise(points):
        if value <= high:
            return first + (value - low) * (last - first) / (high - low)
    return points[-1][1]


def around(value: Fraction, places: Sequence[Fraction]) -> tuple[int, int]:
    """The points that a number lies between; the same one twice outside them."""
    last = len(places) - 1
    at = next((number for number, place in enumerate(places) if value <= place), last)
    return (at, at) if at == 0 or value >= places[last] else (at - 1, at)


def all_on_the_line(value: Interval, places: Sequence[Interval], gives: Sequence[Interval]) -> Interval:
    """All that the lines can give for the numbers of an interval; points that are no numbers leave it wider."""
    if all(one.is_point for one in (*places, *gives)):
        return _exactly(value, [(_low(place), _low(given)) for place, given in zip(places, gives, strict=True)])
    lows, highs = [one.low for one in gives], [one.high for one in gives]
    whole = hull(gives)
    if None in lows or None in highs:
        return whole
    to_the_right, to_the_left = [one.high for one in places], [one.low for one in places]
    if _never_falls(lows) and _never_falls(highs):
        low, high = _end(value.low, to_the_right, lows, 0), _end(value.high, to_the_left, highs, -1)
    elif _never_falls(lows[::-1]) and _never_falls(highs[::-1]):
        low, high = _end(value.high, to_the_left, lows, -1), _end(value.low, to_the_right, highs, 0)
    else:
        return whole
    return whole if low is None or high is None else Interval(low, high)


Ends = Sequence[Fraction | None]


def _never_falls(ends: Ends) -> bool:
    known = [one for one in ends if one is not None]
    return all(before <= after for before, after in pairwise(known))


def _end(value: Fraction | None, places: Ends, gives: Ends, outside: int) -> Fraction | None:
    """What the lines between these ends of points give at an end of the argument; nothing where they do not rise."""
    known = [one for one in places if one is not None]
    given = [one for one in gives if one is not None]
    if len(known) < len(places) or not rises(known):
        return None
    return given[outside] if value is None else on_the_line(value, list(zip(known, given, strict=True)))


def _low(one: Interval) -> Fraction:
    assert one.low is not None
    return one.low


def _exactly(value: Interval, points: Sequence[Point]) -> Interval:
    """The lines between the points one by one, each over what the interval has in common with it."""
    found: list[Interval] = []
    first, last = points[0], points[-1]
    if value.meets(below(first[0], included=True)):
        found.append(point(first[1]))
    for (low, start), (high, end) in pairwise(points):
        part = value.within(Interval(low, high))
        if not part.is_empty:
            found.append(_along(part, points) if start != end else point(start))
    if value.meets(above(last[0])):
        found.append(point(last[1]))
    return hull(found)


def _along(part: Interval, points: Sequence[Point]) -> Interval:
    assert part.low is not None
    assert part.high is not None
    ends = [(on_the_line(part.low, points), part.low_included), (on_the_line(part.high, points), part.high_included)]
    (low, low_in), (high, high_in) = sorted(ends, key=lambda end: end[0])
    return Interval(low, high, low_in, high_in)


def slopes(places: Sequence[Interval], gives: Sequence[Interval]) -> Iterator[Interval]:
    """How steep each line can be."""
    for (low, high), (first, last) in zip(pairwise(places), pairwise(gives), strict=True):
        yield divide(subtract(last, first), subtract(high, low))
