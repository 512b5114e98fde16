"""Where a quotient of two straight lines meets given limits, found from four exact points of it.

Takes arguments and values, gives arguments. It must not know what is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from rbflang.intervals import Interval

POINTS = 4


def inner_points(piece: Interval) -> tuple[Fraction, ...]:
    """Four points inside the interval; where it has no end, beyond the end it has."""
    low, high = piece.low, piece.high
    if low is None:
        low = (high if high is not None else Fraction(0)) - POINTS - 1
    if high is None:
        high = low + POINTS + 1
    return tuple(low + (high - low) * Fraction(at, POINTS + 1) for at in range(1, POINTS + 1))


def crossings(xs: Sequence[Fraction], ys: Sequence[Fraction], limits: Sequence[Fraction]) -> Iterator[Fraction]:
    """The arguments at which the curve through the points takes each limit; none where it is no such curve."""
    curve = _curve(xs, ys)
    if curve is None:
        return
    a, b, c, d = curve
    for limit in limits:
        under = a - limit * c
        if under:
            yield (limit * d - b) / under


def curve_through(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Callable[[Fraction], Fraction | None] | None:
    """The curve through the points: what it is at an argument, nothing at a pole; none where it is no such curve."""
    curve = _curve(xs, ys)
    if curve is None:
        return None
    a, b, c, d = curve
    return lambda x: (a * x + b) / (c * x + d) if c * x + d else None


def _curve(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    """The numbers of (a x + b) / (c x + d) through three points, if the fourth lies on it too."""
    one, none = Fraction(1), Fraction(0)
    (x1, x2, x3, x4), (y1, y2, y3, y4) = xs, ys
    slope = (y2 - y1) / (x2 - x1)
    if (y3 - y1) == slope * (x3 - x1):
        line = (slope, y1 - slope * x1, none, one)
        return line if y4 == slope * x4 + line[1] else None
    # With d = 1: a x + b - c x y = y at three points; c follows from the two differences.
    under = (x1 * y1 - x2 * y2) * (x1 - x3) - (x1 * y1 - x3 * y3) * (x1 - x2)
    over = (y1 - y2) * (x1 - x3) - (y1 - y3) * (x1 - x2)
    found = _with_constant(xs, ys, under, over)
    a, b, c, d = found
    return found if c * x4 + d and (a * x4 + b) == y4 * (c * x4 + d) else None


def _with_constant(
    xs: Sequence[Fraction], ys: Sequence[Fraction], under: Fraction, over: Fraction
) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The curve by its third number; where the constant below is zero, the other form."""
    (x1, x2, *_), (y1, y2, *_) = xs, ys
    if under:
        c, d = -over / under, Fraction(1)
    else:
        c, d = Fraction(1), Fraction(0)
    a = (y1 * (c * x1 + d) - y2 * (c * x2 + d)) / (x1 - x2)
    return a, y1 * (c * x1 + d) - a * x1, c, d
