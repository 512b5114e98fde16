"""A staircase as SVG, and below it a line for each who stands on it: its step, its place there, and the distances."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.render.charts.bars import whisker
from rbflang.render.charts.pen import (
    SMALL,
    SMALL_SIZE,
    Drawing,
    Pen,
    Scale,
    below_each_other,
    box,
    dot,
    labelled,
    line,
    side_of,
    small_lines,
    text,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Climb, Climber, Tread

HIGH, TRACK, GAP = 96, 14, 12
BEYOND = Fraction(11, 10)
"""How far the drawing goes on beyond the last limit or result."""
NEAR, NARROW = Fraction(14, 100), Fraction(5, 100)
"""Limits nearer to each other than this are not both written, nor what a narrower tread gives."""


def drawn_climb(picture: Climb, pen: Pen) -> Drawing:
    """The staircase over its limits, and those who stand on it."""
    place = _scale(picture)
    along = small_lines(picture.along) if picture.along else Drawing(0, ())
    rows = [_row(one, place, pen) for one in picture.climbers]
    staircase = below_each_other((_staircase(picture, place, pen), _limits(picture, place, pen), along))
    return below_each_other((staircase, *rows), GAP)


def _scale(picture: Climb) -> Scale:
    """From zero, or from below it, to a little beyond the last limit and the greatest result."""
    found = [one for climber in picture.climbers for one in (climber.place, climber.below, climber.above)]
    ends = [end for climber in picture.climbers for end in climber.ends or ()]
    places = [*(one for one in found if one is not None), *ends, *(limit for limit, _ in picture.limits)]
    return Scale(min([Fraction(0), *places]), max([Fraction(0), *places]) * BEYOND)


def _staircase(picture: Climb, place: Scale, pen: Pen) -> Drawing:
    """The treads with what they give above them, and the risers between them."""
    given = (amount for one in picture.treads for amount in (one.gives, one.on_to) if amount is not None)
    most = max((abs(one.value) for one in given), default=Fraction(0)) or Fraction(1)
    marks: list[str] = []
    before: int | None = None
    for one in picture.treads:
        start, end = _ends(one, place)
        height, on_to = (SMALL + HIGH - int(HIGH * max(Fraction(0), each.value) / most)
                         for each in (one.gives, one.on_to or one.gives))  # fmt: skip
        if end <= start:
            continue
        if before not in (None, height):
            marks.append(line(start, before, start, height, 2))
        marks.append(line(start, height, end, on_to, 2))
        if end - start >= NARROW and one.on_to is None:
            marks.append(text((start + end) / 2, height - 5, worded(one.gives, pen.language), "middle", is_small=True))
        before = on_to
    return Drawing(SMALL + HIGH + 4, tuple(marks))


def _ends(tread: Tread, place: Scale) -> tuple[Fraction, Fraction]:
    """Where a tread begins and ends in the drawing."""
    start = Fraction(0) if tread.start is None else max(Fraction(0), place(tread.start))
    return start, Fraction(1) if tread.end is None else min(Fraction(1), place(tread.end))


def _limits(picture: Climb, place: Scale, pen: Pen) -> Drawing:
    """The limits in words below where they are; of those too near to each other the first."""
    marks, last = [line(Fraction(0), 0, Fraction(1), 0)], Fraction(-1)
    for limit, cell in picture.limits:
        at = place(limit)
        if 0 <= at <= 1:
            marks.append(line(at, 0, at, 4))
            if at - last >= NEAR:
                marks.append(text(at, SMALL_SIZE + 4, worded(cell, pen.language), side_of(at), is_small=True))
                last = at
    return Drawing(SMALL + 4, tuple(marks))


def _row(one: Climber, place: Scale, pen: Pen) -> Drawing:
    track = Drawing(TRACK, tuple(_track(one, place)))
    return below_each_other((labelled(one.label, worded(one.result, pen.language)), track, small_lines(one.told)))


def _track(one: Climber, place: Scale) -> Iterator[str]:
    """The step between its limits, and where the result is on it."""
    start = Fraction(0) if one.below is None else place(one.below)
    end = Fraction(1) if one.above is None else place(one.above)
    middle = TRACK // 2
    yield line(Fraction(0), middle, Fraction(1), middle, 1, "1 3")
    if end > start:
        yield box(start, end, 2, TRACK - 4, Fraction(1, 2))
    if one.ends:
        yield from whisker(place(one.ends[0]), place(one.ends[1]), middle)
    if one.place is not None:
        yield dot(place(one.place), middle)
