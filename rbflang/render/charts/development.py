"""A development as SVG: a line for each, below each other on one scale, with a dot for each time that has a figure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.render.charts.pen import (
    SMALL,
    SMALL_SIZE,
    Drawing,
    Pen,
    Scale,
    below_each_other,
    dot,
    labelled,
    line,
    scale_of,
    small_lines,
    text,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Development, number_in
from rbflang.reports.typed_cells import Cell

HIGH, GAP, MOST_WRITTEN = 44, 14, 3
"""How high a line can go, what is between lines, and how many figures have room beside each other."""
MARGIN = Fraction(2, 100)


def drawn_development(picture: Development, pen: Pen) -> Drawing:
    """The lines, and what the numbers of the times are."""
    values = (number_in(cell) for _, cells in picture.lines for cell in cells)
    scale = scale_of(one for one in values if one is not None)
    lines = [_line(label, cells, scale, pen) for label, cells in picture.lines]
    times = below_each_other(small_lines(f"{number} {name}") for number, name in enumerate(picture.times, 1))
    return below_each_other((*lines, times), GAP)


def _line(label: str, cells: Sequence[Cell], scale: Scale, pen: Pen) -> Drawing:
    """The dots with lines between those that follow each other; figures above, the numbers of the times below zero."""
    written = [worded(cell, pen.language) for cell in cells]
    values = [number_in(cell) for cell in cells]
    places = [_place(at, len(cells)) for at in range(len(cells))]
    heights = [None if one is None else SMALL + HIGH - int(HIGH * scale(one)) for one in values]
    zero = SMALL + HIGH - int(HIGH * scale(Fraction(0)))
    marks = [line(Fraction(0), zero, Fraction(1), zero)]
    for at, height in enumerate(heights):
        before = heights[at - 1] if at else None
        if height is not None and before is not None:
            marks.append(line(places[at - 1], before, places[at], height, 2))
    for at, height in enumerate(heights):
        marks.append(
            text(places[at], SMALL + HIGH + SMALL_SIZE + 4, str(at + 1), _anchor(at, len(cells)), is_small=True)
        )
        if height is not None:
            marks.append(dot(places[at], height))
        if len(cells) <= MOST_WRITTEN or at in (0, len(cells) - 1):
            foot = zero - 8 if height is None else height - 8
            marks.append(text(places[at], foot, written[at], _anchor(at, len(cells)), is_small=True))
    return below_each_other((labelled(label, "", True), Drawing(2 * SMALL + HIGH + 4, tuple(marks))))


def _place(at: int, count: int) -> Fraction:
    """Where a time is: the first at the left and the last at the right, one alone in the middle."""
    return Fraction(1, 2) if count == 1 else MARGIN + (1 - 2 * MARGIN) * Fraction(at, count - 1)


def _anchor(at: int, count: int) -> str:
    return "middle" if count == 1 or 0 < at < count - 1 else "end" if at else "start"
