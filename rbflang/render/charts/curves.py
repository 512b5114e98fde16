"""Curves below each other as SVG: what is given for each value of a figure, and where the figure is now."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rbflang.render.charts.pen import (
    SMALL,
    SMALL_SIZE,
    Drawing,
    Pen,
    Scale,
    below_each_other,
    labelled,
    line,
    side_of,
    text,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Curve, Curves

HIGH, GAP = 48, 16


def drawn_curves(picture: Curves, pen: Pen) -> Drawing:
    """The curves, each under its label and the most that it gives."""
    return below_each_other((_curve(one, picture.greatest, pen) for one in picture.rows), GAP)


def _curve(one: Curve, greatest: Fraction, pen: Pen) -> Drawing:
    marks = Drawing(HIGH + 2 * SMALL + 8, tuple(_marks(one, greatest, pen)))
    return below_each_other((labelled(one.label, worded(one.most, pen.language)), marks))


def _marks(one: Curve, greatest: Fraction, pen: Pen) -> Iterator[str]:
    """The lines, where the figure is with a dashed line, and both ends of the scale where they are apart."""
    (start, first), (end, last) = one.ends
    yield line(Fraction(0), HIGH, Fraction(1), HIGH)
    if end <= start:
        return
    place = Scale(start, end)
    for points in one.lines:
        for (x, y), (next_x, next_y) in pairwise(points):
            heights = [HIGH - round(HIGH * each / greatest) for each in (y, next_y)]
            if (x, y) != (next_x, next_y):
                yield line(place(x), heights[0], place(next_x), heights[1], 2)
    value, told = one.now
    at = place(min(max(value, start), end))
    yield line(at, -4, at, HIGH + 3, 2, "5 3")
    yield text(Fraction(0), HIGH + SMALL_SIZE + 3, worded(first, pen.language), is_small=True)
    yield text(Fraction(1), HIGH + SMALL_SIZE + 3, worded(last, pen.language), "end", is_small=True)
    yield text(at, HIGH + SMALL + SMALL_SIZE + 5, told, side_of(at), True, True)
