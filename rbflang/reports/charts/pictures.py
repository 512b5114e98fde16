"""What charts draw: each kind with its exact figures, labelled in the reader's language; nothing of how it is drawn.

A figure is a cell, as in a table; where there is none, the cell says why. Numbers are drawn as they are and written as
their cells are worded.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, Union

from attrs import frozen

from rbflang.reports.typed_cells import Amount, Cell, Quoted


def number_in(cell: Cell) -> Fraction | None:
    """The number that a cell draws; `None` where there is none, as of a figure that is printed as a bound."""
    return cell.value if isinstance(cell, Amount | Quoted) else None


@frozen(eq=False, repr=False)
class Bar:
    """A bar from zero: what it is, how long, what is said beside it, and between which ends it may lie."""

    label: str
    value: Cell
    details: tuple[str, ...] = ()
    ends: tuple[Fraction, Fraction] | None = None


@frozen(eq=False, repr=False)
class Bars:
    """Bars below each other on one scale from zero; `zero` is what that is, where it needs to be said."""

    rows: tuple[Bar, ...]
    zero: str = ""


@frozen(eq=False, repr=False)
class Waterfall:
    """Steps that lead from one amount to another; the scale is the difference from where it starts."""

    start: tuple[str, Cell]
    steps: tuple[tuple[str, Amount], ...]
    end: tuple[str, Cell]


@frozen(eq=False, repr=False)
class HeatMap:
    """A figure for each row and column, as strong as it is a part of the greatest of its row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@frozen(eq=False, repr=False)
class StackedBars:
    """Bars of parts that follow each other, on one scale from zero; each bar has its sum, the parts are named once."""

    parts: tuple[str, ...]
    bars: tuple[tuple[str, tuple[Amount, ...], Amount], ...]


@frozen(eq=False, repr=False)
class Tread:
    """A stretch of a staircase: from where to where, open at an end that is `None`, and what it gives.

    A stretch of a ramp goes `on_to` what it gives at its end.
    """

    start: Fraction | None
    end: Fraction | None
    gives: Amount
    on_to: Amount | None = None


@frozen(eq=False, repr=False)
class Climber:
    """Who stands on a staircase: the result, where that is along it, the limits beside, and how far off they are.

    `ends` are between which places it is, where that is not known exactly.
    """

    label: str
    result: Cell
    told: str
    place: Fraction | None
    below: Fraction | None = None
    above: Fraction | None = None
    ends: tuple[Fraction, Fraction] | None = None


@frozen(eq=False, repr=False)
class Climb:
    """A staircase or a ramp with all who stand on it; `limits` are where treads begin, `along` is what these are of."""

    treads: tuple[Tread, ...]
    limits: tuple[tuple[Fraction, Cell], ...]
    along: str
    climbers: tuple[Climber, ...]


@frozen(eq=False, repr=False)
class FlowSide:
    """One side of a flow: what it is, its sum, and the amounts that make it up."""

    heading: str
    total: Amount
    amounts: tuple[tuple[str, Amount], ...]


@frozen(eq=False, repr=False)
class Flow:
    """Amounts that go from some, together, to others: no amount goes from a certain one to a certain other."""

    givers: FlowSide
    takers: FlowSide


@frozen(eq=False, repr=False)
class Development:
    """A figure of several over the same times, in order, on one scale from zero; there may be none at a time."""

    times: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]


@frozen(eq=False, repr=False)
class Spread:
    """How often amounts are drawn: counts in stretches of equal width from the least to the greatest, and one amount.

    `marked` is that one, with what it is.
    """

    label: str
    counts: tuple[int, ...]
    least: Amount
    greatest: Amount
    marked: tuple[str, Amount]


@frozen(eq=False, repr=False)
class Histogram:
    """Spreads below each other, each on a scale of its own."""

    rows: tuple[Spread, ...]


@frozen(eq=False, repr=False)
class Curve:
    """What something gives for each value of a figure: points of lines that have gaps between them, from start to end.

    `most` is what the label says beside it; `now` is where the figure is, with how that is told.
    """

    label: str
    most: Amount
    lines: tuple[tuple[tuple[Fraction, Fraction], ...], ...]
    ends: tuple[tuple[Fraction, Cell], tuple[Fraction, Cell]]
    now: tuple[Fraction, str]


@frozen(eq=False, repr=False)
class Curves:
    """Curves below each other: each along its own figure, all as high on one scale up to the greatest."""

    greatest: Fraction
    rows: tuple[Curve, ...]


Picture: TypeAlias = Union[Bars, Waterfall, HeatMap, StackedBars, Climb, Flow, Development, Histogram, Curves]
PICTURES: tuple[type, ...] = (Bars, Waterfall, HeatMap, StackedBars, Climb, Flow, Development, Histogram, Curves)
