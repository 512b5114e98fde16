"""Stacked bars as SVG: parts with their numbers, one after another, and below all bars what the numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.render.charts.pen import SIZE, Drawing, Pen, Scale, below_each_other, box, labelled, small_lines, text
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import StackedBars
from rbflang.reports.typed_cells import Amount

HIGH, BELOW, GAP = 24, 2, 12
WITH_NUMBER = Fraction(8, 100)
"""So wide a part has room for its number."""
STRENGTHS = (Fraction(1, 4), Fraction(1))
"""How strong parts are, in turn, so that neighbours are told apart."""


def drawn_stacked_bars(picture: StackedBars, pen: Pen) -> Drawing:
    """The bars, each under its label and its sum."""
    place = Scale(Fraction(0), max((total.value for *_, total in picture.bars), default=Fraction(0)))
    bars = [_bar(label, amounts, total, place, pen) for label, amounts, total in picture.bars]
    names = below_each_other(small_lines(f"{number} {name}") for number, name in enumerate(picture.parts, 1))
    return below_each_other((*bars, names), GAP)


def _bar(label: str, amounts: Sequence[Amount], total: Amount, place: Scale, pen: Pen) -> Drawing:
    marks: list[str] = []
    before = Fraction(0)
    for number, amount in enumerate(amounts, 1):
        start, end = place(before), place(before + amount.value)
        before += amount.value
        if end > start:
            marks.append(box(start, end, 0, HIGH, STRENGTHS[number % len(STRENGTHS)]))
        if end - start >= WITH_NUMBER:
            marks.append(text((start + end) / 2, (HIGH + SIZE) // 2 - 2, str(number), "middle"))
    return below_each_other((labelled(label, worded(total, pen.language)), Drawing(HIGH + BELOW, tuple(marks))))
