"""A heat map as SVG: each figure in a box that is as strong as its part of the row's greatest, and a line as long."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.render.charts.pen import (
    LINE,
    ROOM,
    SIZE,
    SMALL,
    SMALL_SIZE,
    Drawing,
    Pen,
    below_each_other,
    box,
    lines_of,
    text,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import HeatMap, number_in
from rbflang.reports.typed_cells import Cell

HIGH, GAP, MARK, MOST_BESIDE, BESIDE = 30, 8, 4, 4, 3
"""How high a box is, what is between rows, and how many boxes have room beside each other under headings, and else."""
INSET = Fraction(1, 100)
"""What is free at each end of a box, so that a full line does not run into the next one."""


def drawn_heat_map(picture: HeatMap, pen: Pen) -> Drawing:
    """The rows below each other; of many columns, each box has its own name, and a row has several lines."""
    are_few = len(picture.columns) <= MOST_BESIDE
    beside = len(picture.columns) if are_few else BESIDE
    names = [[] if are_few else lines_of(name, ROOM // BESIDE) for name in picture.columns]
    rows = [_row(label, cells, names, beside, pen) for label, cells in picture.rows]
    return below_each_other((_headings(picture.columns), *rows) if are_few else rows, GAP)


def _headings(columns: Sequence[str]) -> Drawing:
    lines = [lines_of(name, ROOM // len(columns) * SIZE // SMALL_SIZE) for name in columns]
    most = max(map(len, lines))
    marks = (
        text(_middle(at, len(columns)), (most - len(of) + number) * SMALL + SMALL_SIZE, one, "middle", is_small=True)
        for at, of in enumerate(lines)
        for number, one in enumerate(of)
    )
    return Drawing(most * SMALL, tuple(marks))


def _row(label: str, cells: Sequence[Cell], names: Sequence[list[str]], beside: int, pen: Pen) -> Drawing:
    values = [number_in(cell) or Fraction(0) for cell in cells]
    most = max((one for one in values if one > 0), default=Fraction(1))
    head = [text(Fraction(0), at * LINE + SIZE, one) for at, one in enumerate(lines_of(label))]
    lines = [
        _line(cells[at : at + beside], values[at : at + beside], most, names[at : at + beside], beside, pen)
        for at in range(0, len(cells), beside)
    ]
    return below_each_other((Drawing(len(head) * LINE, tuple(head)), *lines))


def _line(
    cells: Sequence[Cell], values: Sequence[Fraction], most: Fraction, names: Sequence[list[str]], beside: int, pen: Pen
) -> Drawing:
    """Boxes beside each other."""
    above = max(map(len, names)) * SMALL
    marks: list[str] = []
    for at, (cell, value, name) in enumerate(zip(cells, values, names, strict=True)):
        start, strength = Fraction(at, beside), max(Fraction(0), value / most)
        marks.append(box(start, start + Fraction(1, beside), 0, above + HIGH, strength))
        marks += (text(_middle(at, beside), number * SMALL + SMALL_SIZE + 2, one, "middle", is_small=True)
                  for number, one in enumerate(name))  # fmt: skip
        marks.append(text(_middle(at, beside), above + HIGH - MARK - 7, worded(cell, pen.language), "middle"))
        if value > 0:
            left, longest = start + INSET, Fraction(1, beside) - 2 * INSET
            marks.append(pen.bar(left, left + strength * longest, above + HIGH - MARK - 2, MARK, "filled"))
    return Drawing(above + HIGH, tuple(marks))


def _middle(at: int, count: int) -> Fraction:
    return Fraction(2 * at + 1, 2 * count)
