"""Histograms below each other as SVG: how often amounts are drawn, with both ends and one amount that is marked."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.render.charts.pen import (
    LINE,
    SIZE,
    SMALL,
    SMALL_SIZE,
    Drawing,
    Pen,
    Scale,
    below_each_other,
    line,
    lines_of,
    side_of,
    text,
)
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Histogram, Spread

HIGH, GAP = 48, 16


def drawn_histogram(picture: Histogram, pen: Pen) -> Drawing:
    """The spreads, each under its label."""
    return below_each_other((_spread(one, pen) for one in picture.rows), GAP)


def _spread(one: Spread, pen: Pen) -> Drawing:
    labels = tuple(text(Fraction(0), at * LINE + SIZE, words) for at, words in enumerate(lines_of(one.label)))
    marks = Drawing(HIGH + 2 * SMALL + 8, tuple(_marks(one, pen)))
    return below_each_other((Drawing(len(labels) * LINE, labels), marks))


def _marks(one: Spread, pen: Pen) -> Iterator[str]:
    """The bars, the marked amount with a dashed line, and both ends where they are apart."""
    yield from _bars(one.counts, pen)
    word, amount = one.marked
    is_apart = one.greatest.value > one.least.value
    at = Scale(one.least.value, one.greatest.value)(amount.value) if is_apart else Fraction(1, 2)
    yield line(Fraction(0), HIGH, Fraction(1), HIGH)
    yield line(at, -4, at, HIGH + 3, 2, "5 3")
    if is_apart:
        yield text(Fraction(0), HIGH + SMALL_SIZE + 3, worded(one.least, pen.language), is_small=True)
        yield text(Fraction(1), HIGH + SMALL_SIZE + 3, worded(one.greatest, pen.language), "end", is_small=True)
    told = f"{word} {worded(amount, pen.language)}"
    yield text(at, HIGH + SMALL + SMALL_SIZE + 5, told, side_of(at), True, True)


def _bars(counts: tuple[int, ...], pen: Pen) -> Iterator[str]:
    """A bar for each stretch in which anything was drawn; none where all draws are one amount."""
    most = max(counts)
    for number, count in enumerate(counts):
        if count and len(counts) > 1:
            high = max(1, HIGH * count // most)
            ends = Fraction(number, len(counts)), Fraction(number + 1, len(counts))
            yield pen.bar(*ends, HIGH - high, high, "filled")
