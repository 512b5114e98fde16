"""A waterfall as SVG: each step begins where the last one ended, and the whole way is drawn last."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

from rbflang.render.charts.pen import (
    Drawing,
    Fill,
    Pen,
    Scale,
    below_each_other,
    labelled,
    line,
    scale_of,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Waterfall
from rbflang.reports.typed_cells import Cell

HIGH, BELOW = 14, 10


def drawn_waterfall(picture: Waterfall, pen: Pen) -> Drawing:
    """The start, the steps and the end, each with its label and its figure."""
    ends = tuple(accumulate((amount.value for _, amount in picture.steps), initial=Fraction(0)))
    place, language = scale_of(ends), pen.language
    start = _bar(Fraction(0), Fraction(0), place, "faint", pen)
    rows = [_row(picture.start, start, place(Fraction(0)), language, True)]
    for (label, amount), before, after in zip(picture.steps, ends[:-1], ends[1:], strict=True):
        bar = _bar(before, after, place, "hatched" if amount.value < 0 else "filled", pen)
        rows.append(_row((label, amount), bar, place(after), language))
    whole = _bar(Fraction(0), ends[-1], place, "faint", pen)
    rows.append(_row(picture.end, whole, None, language, True))
    return below_each_other(rows)


def _bar(before: Fraction, after: Fraction, place: Scale, fill: Fill, pen: Pen) -> tuple[str, ...]:
    """A bar from where the last step ended, and where zero is."""
    zero = place(Fraction(0))
    return line(zero, -2, zero, HIGH + 2), pen.bar(place(before), place(after), 0, HIGH, fill)


def _row(
    labels: tuple[str, Cell], bar: tuple[str, ...], on_from: Fraction | None, language: str, is_strong: bool = False
) -> Drawing:
    """A label with its figure above its bar, and a line on to the next one."""
    on = () if on_from is None else (line(on_from, HIGH, on_from, HIGH + BELOW, 1, "2 2"),)
    label, cell = labels
    return below_each_other((labelled(label, worded(cell, language), is_strong), Drawing(HIGH + BELOW, (*bar, *on))))
