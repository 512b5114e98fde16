"""The greatest quotient of two straight lines, where numbers keep to limits that are straight lines too.

Takes limits as rows of numbers, gives corners of what they leave: the simplex method, by Bland's rule, which ends
whatever the limits are. All is exact: rows are whole numbers over one divisor that they share, and each exchange
divides without a rest (Edmonds' integer pivots). It must not know what the numbers stand for.

Every number is at least 0, and a limit says that factors times the numbers are at most something; what is left up to
that is a number too, counted after the others. At a corner some numbers are 0, and each of the rest is the last entry
of its row less the other entries times those. Of one corner and the next, one number of each kind change places.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from attrs import frozen

Row = tuple[Fraction, ...]
"""A factor for each number, and a constant last."""
Whole = tuple[int, ...]


@frozen(repr=False)
class Corner:
    """A corner: the rows of the numbers that are not held at 0 over a divisor, which they are, and which are held."""

    rows: tuple[Whole, ...]
    divisor: int
    standing: tuple[int, ...]
    at_zero: tuple[int, ...]


@frozen(repr=False)
class Greatest:
    """The greatest quotient, the corner where it is, and the limits that it follows from: all others could be any."""

    value: Fraction
    corner: Corner
    binding: tuple[int, ...]


def some_corner(limits: Sequence[Row]) -> Corner | None:
    """A corner of what the limits leave; `None` where they leave nothing."""
    size = len(limits[0]) - 1
    rows = tuple(_whole(row)[0] for row in limits)
    corner = Corner(rows, 1, tuple(range(size, size + len(rows))), tuple(range(size)))
    while True:
        beyond = [(number, at) for at, number in enumerate(corner.standing) if corner.rows[at][-1] < 0]
        if not beyond:
            return corner
        row = min(beyond)[1]
        raising = [(number, at) for at, number in enumerate(corner.at_zero) if corner.rows[row][at] < 0]
        if not raising:
            return None
        corner = _exchanged(corner, row, min(raising)[1])


def greatest_quotient(corner: Corner, over: Row, under: Row) -> Greatest:
    """The greatest quotient of two lines, the lower one above 0 within the limits, which let no number be without end.

    The quotient at a corner is the greatest if the upper line is nowhere above that quotient times the lower one;
    where it is, there is a corner with a greater one.
    """
    above, below = _whole(over, under)
    size = len(above) - 1
    while True:
        a, b = _seen(corner, above)[-1], _seen(corner, below)[-1]
        gain = tuple(b * one - a * other for one, other in zip(above, below, strict=True))
        corner = _climbed(corner, gain)
        slopes = _seen(corner, gain)
        if not slopes[-1]:
            binding = [number - size for number, slope in zip(corner.at_zero, slopes, strict=False) if slope]
            return Greatest(Fraction(a, b), corner, tuple(limit for limit in binding if limit >= 0))


def _whole(*rows: Row) -> tuple[Whole, ...]:
    """Rows as whole numbers, all of them as many times as large."""
    factor = lcm(*(one.denominator for row in rows for one in row))
    return tuple(tuple(one.numerator * (factor // one.denominator) for one in row) for row in rows)


def _climbed(corner: Corner, line: Whole) -> Corner:
    """The corner where a line is greatest."""
    while True:
        slopes = _seen(corner, line)
        rising = [(number, at) for at, number in enumerate(corner.at_zero) if slopes[at] > 0]
        if not rising:
            return corner
        column = min(rising)[1]
        ends = [
            (Fraction(row[-1], row[column]), number, at)
            for at, (number, row) in enumerate(zip(corner.standing, corner.rows, strict=True))
            if row[column] > 0
        ]
        corner = _exchanged(corner, min(ends)[2], column)


def _seen(corner: Corner, line: Whole) -> list[int]:
    """A line by the numbers that are 0 at the corner, times the divisor: what each adds to it, and what it is there."""
    size = len(line) - 1
    found = [line[number] * corner.divisor if number < size else 0 for number in corner.at_zero]
    found.append(line[-1] * corner.divisor)
    for number, row in zip(corner.standing, corner.rows, strict=True):
        factor = line[number] if number < size else 0
        if factor:
            found = [known - factor * one for known, one in zip(found, row, strict=True)]
            found[-1] += 2 * factor * row[-1]
    return found


def _exchanged(corner: Corner, row: int, column: int) -> Corner:
    """The corner where the number of a row is 0, and the one of a column has a row."""
    own = corner.rows[row]
    pivot = own[column]
    sign = 1 if pivot > 0 else -1
    rows = []
    for at, one in enumerate(corner.rows):
        if at == row:
            made = list(own)
            made[column] = corner.divisor
        else:
            factor = one[column]
            made = [(pivot * known - factor * other) // corner.divisor for known, other in zip(one, own, strict=True)]
            made[column] = -factor
        rows.append(tuple(sign * entry for entry in made))
    standing, at_zero = list(corner.standing), list(corner.at_zero)
    standing[row], at_zero[column] = at_zero[column], standing[row]
    return Corner(tuple(rows), sign * pivot, tuple(standing), tuple(at_zero))
