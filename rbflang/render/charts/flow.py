"""A flow as SVG: what some give as parts of a bar, arrows down, and what others get as parts of a bar of that scale."""

from __future__ import annotations

from fractions import Fraction

from rbflang.render.charts.pen import SIZE, Drawing, Pen, Scale, below_each_other, box, labelled, line, text
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Flow, FlowSide

HIGH, ARROW, GAP, ARROWS = 26, 30, 8, 5
WITH_NUMBER = Fraction(8, 100)
"""So wide a part has room for its number."""
WEAK = Fraction(1, 3)


def drawn_flow(picture: Flow, pen: Pen) -> Drawing:
    """Those who give above, those who get below; the numbers of the parts stand before the names."""
    greatest = max(abs(side.total.value) for side in (picture.givers, picture.takers))
    place = Scale(Fraction(0), greatest)
    count = len(picture.givers.amounts)
    above, below = _bar(picture.givers, 1, WEAK, place), _bar(picture.takers, count + 1, Fraction(1), place)
    return below_each_other(
        (_names(picture.givers, 1, pen), above, _arrows(place(_least_total(picture))), below,
         _names(picture.takers, count + 1, pen)), GAP
    )  # fmt: skip


def _least_total(picture: Flow) -> Fraction:
    """As much as goes from the one side to the other."""
    return min(abs(picture.givers.total.value), abs(picture.takers.total.value))


def _names(side: FlowSide, first: int, pen: Pen) -> Drawing:
    """The side with its sum, and each amount behind its number."""
    head = labelled(side.heading, worded(side.total, pen.language), True)
    rows = (labelled(f"{number} {name}", worded(amount, pen.language))
            for number, (name, amount) in enumerate(side.amounts, first))  # fmt: skip
    return below_each_other((head, *rows))


def _bar(side: FlowSide, first: int, strength: Fraction, place: Scale) -> Drawing:
    """The amounts as parts that follow each other."""
    marks: list[str] = []
    before = Fraction(0)
    for number, (_, amount) in enumerate(side.amounts, first):
        start, end = place(before), place(before + abs(amount.value))
        before += abs(amount.value)
        marks.append(box(start, end, 0, HIGH, strength))
        if end - start >= WITH_NUMBER:
            marks.append(text((start + end) / 2, (HIGH + SIZE) // 2 - 2, str(number), "middle"))
    return Drawing(HIGH, tuple(marks))


def _arrows(wide: Fraction) -> Drawing:
    """Arrows down over so much of the width."""
    places = [wide * (2 * at + 1) / (2 * ARROWS) for at in range(ARROWS)] if wide else []
    marks = [mark for at in places for mark in (line(at, 0, at, ARROW - 8), text(at, ARROW, "▼", "middle"))]
    return Drawing(ARROW, tuple(marks))
