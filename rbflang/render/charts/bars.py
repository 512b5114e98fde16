"""Bars below each other as SVG: each under its label and its figure, all on one scale from zero."""

from __future__ import annotations

from fractions import Fraction

from rbflang.render.charts.pen import (
    Drawing,
    Pen,
    Scale,
    below_each_other,
    labelled,
    line,
    scale_of,
    small_lines,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Bar, Bars, number_in

HIGH, BELOW, GAP = 14, 4, 14
"""How high a bar is, what is free below it, and between rows."""


def drawn_bars(picture: Bars, pen: Pen) -> Drawing:
    """The bars; what is below zero goes to the left of it and is hatched."""
    values = [number_in(row.value) for row in picture.rows]
    ends = [end for row in picture.rows for end in row.ends or ()]
    place = scale_of([*(one for one in values if one is not None), *ends])
    rows = [_row(row, value, place, pen) for row, value in zip(picture.rows, values, strict=True)]
    zero = small_lines(picture.zero) if picture.zero else Drawing(0, ())
    return below_each_other((*rows, zero), GAP)


def _row(row: Bar, value: Fraction | None, place: Scale, pen: Pen) -> Drawing:
    """Label and figure, the bar with where it may end, and what is said beside it."""
    zero = place(Fraction(0))
    marks = [line(zero, -2, zero, HIGH + 2)]
    if value is not None:
        marks.append(pen.bar(zero, place(value), 0, HIGH, "hatched" if value < 0 else "filled"))
    if row.ends:
        marks += whisker(place(row.ends[0]), place(row.ends[1]), HIGH // 2)
    return below_each_other(
        (labelled(row.label, worded(row.value, pen.language)), Drawing(HIGH + BELOW, tuple(marks)),
         *map(small_lines, row.details))
    )  # fmt: skip


def whisker(low: Fraction, high: Fraction, middle: int) -> tuple[str, ...]:
    """Between which ends something lies: a line with an end at each."""
    ends = (line(at, middle - 4, at, middle + 4, 2) for at in (low, high))
    return (line(low, middle, high, middle, 2), *ends)
