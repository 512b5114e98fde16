"""How far a calculation can move over a whole box of inputs: what each cell may be, and which way it goes.

Takes a graph of plain arithmetic whose loose cells are intervals, and directions in the box (one input raised, or one
raised and another lowered as much); gives each cell the interval it certainly lies in and its slopes: for each
direction an interval that holds every quotient of what the cell moves by what the input moves, between any two points
of the box. A slope that is nowhere below zero is a proof that the cell does not fall in that direction. Nothing is
estimated: where the arithmetic cannot tell, the interval is wide. Decisions have no place here. A rounding moves as
what it rounds, plus an error of its own, which is a direction too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from rbflang import intervals
from rbflang.graph import nodes as g
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Failure, Figure
from rbflang.graph.operators import IN_ORDER, in_order
from rbflang.graph.walk import walked
from rbflang.intervals import (
    EVERYTHING,
    Interval,
    add,
    divide,
    hull,
    multiply,
    negative,
    part_of_all,
    point,
    shortened,
    subtract,
)
from rbflang.tables.apportion import around
from rbflang.tables.ramps import all_on_the_line, slopes
from rbflang.tables.reads import Place
from rbflang.tables.rounding import rounded_interval

ZERO = Fraction(0)
NOTHING = point(ZERO)
MOST_BITS = 160

ROUNDINGS = (g.Round, g.Apportion)
Slopes = Mapping[int, Interval]
Way = Mapping[Place, int]


@frozen(eq=False, repr=False)
class Enclosed:
    """What a cell may be, and its slope along each direction that moves it."""

    value: Interval
    slopes: Slopes = field(factory=dict)


Column = Sequence[Any]
Step = Callable[[Any, Sequence[Column]], "list[Enclosed | Cell]"]


def enclose(
    graph: Graph,
    box: Mapping[Place, Interval],
    ways: Sequence[Way] = (),
    errors: Mapping[Place, Interval] | None = None,
) -> dict[g.Node, Column]:
    """Every cell of every node: an `Enclosed`, or the word, answer or failure that it is.

    `box` holds the cells that are not computed here: inputs that are not exact, and cells held still. `ways` are the
    directions: which inputs, and errors of roundings, rise (1) and fall (-1). With `errors` a rounding is what it
    rounds plus its error, as it must be where inputs were moved to ends; else it is what the interval rounds to.
    """

    def cells(node: g.Node, columns: Sequence[Column], asked: Sequence[int]) -> Column:
        if isinstance(node, g.Constant):
            return [_leaf(node, at, cell, box, ways) for at, cell in enumerate(node.values)]
        if isinstance(node, ROUNDINGS):
            column = [_rounding(node, at, one, ways, errors) for at, one in enumerate(columns[0])]
        else:
            column = STEPS[type(node)](node, columns)
        return [Enclosed(box[node, at]) if (node, at) in box else _short(one) for at, one in enumerate(column)]

    return walked(graph, cells)


def _leaf(node: g.Node, at: int, cell: Cell, box: Mapping[Place, Interval], ways: Sequence[Way]) -> Enclosed | Cell:
    if (node, at) in box:
        return Enclosed(box[node, at], _along(ways, (node, at)))
    if isinstance(cell, Figure):
        return Failure("known-only-by-a-bound", "", node, at)
    return Enclosed(point(cell)) if isinstance(cell, Fraction) else cell


def _along(ways: Sequence[Way], place: Place) -> dict[int, Interval]:
    """The slope of an input along each direction that moves it."""
    return {number: point(Fraction(way[place])) for number, way in enumerate(ways) if place in way}


def _rounding(
    node: g.Node, at: int, cell: Enclosed | Cell, ways: Sequence[Way], errors: Mapping[Place, Interval] | None
) -> Enclosed | Cell:
    if not isinstance(cell, Enclosed):
        return cell
    value = rounded(node, cell.value) if errors is None else add(cell.value, errors[node, at])
    return Enclosed(value, {**cell.slopes, **_along(ways, (node, at))})


def rounded(node: g.Node, interval: Interval) -> Interval:
    """What a rounding can make of the numbers of an interval; any other step leaves them as they are."""
    if isinstance(node, g.Round):
        return rounded_interval(interval, node.unit, node.mode)
    return around(interval, node.unit) if isinstance(node, g.Apportion) else interval


def error_of(node: g.Node) -> Interval:
    """How far a rounding can move a number.

    Of n remainders, one that is rounded up is at least 1/n of a unit: those left together are whole units, one for each
    that is rounded up; were it less, so would all be that are not, and they would not come up to that. So it is with
    what is rounded down.
    """
    assert isinstance(node, ROUNDINGS)
    unit = node.unit
    if isinstance(node, g.Apportion):
        most = unit - unit / max(map(len, node.groups), default=1)
        return Interval(-most, most)
    nearest = node.mode in ("half_up", "half_even")
    return Interval(-unit / 2, unit / 2) if nearest else Interval(-unit, unit, False, False)


# slopes


def _each(a: Enclosed, b: Enclosed, work: Callable[[Interval, Interval], Interval]) -> dict[int, Interval]:
    """The slope along each direction that moves either."""
    ways = dict.fromkeys((*a.slopes, *b.slopes))
    return {one: work(a.slopes.get(one, NOTHING), b.slopes.get(one, NOTHING)) for one in ways}


def plus(a: Enclosed, b: Enclosed) -> Enclosed:
    """The sum."""
    return Enclosed(add(a.value, b.value), _each(a, b, add))


def opposite(a: Enclosed) -> Enclosed:
    """The same with the other sign."""
    return Enclosed(negative(a.value), {one: negative(slope) for one, slope in a.slopes.items()})


def times(a: Enclosed, b: Enclosed) -> Enclosed:
    """The product: each moves by what it is itself, times what the other moves."""
    if not b.slopes:
        return Enclosed(multiply(a.value, b.value), {one: multiply(s, b.value) for one, s in a.slopes.items()})
    if not a.slopes:
        return times(b, a)
    slopes = _each(a, b, lambda x, y: add(multiply(b.value, x), multiply(a.value, y)))
    return Enclosed(multiply(a.value, b.value), slopes)


def over(a: Enclosed, b: Enclosed) -> Enclosed:
    """The quotient: it moves by what the upper moves less the quotient times what the lower moves, over the lower."""
    value = divide(a.value, b.value)
    if not b.slopes:
        return Enclosed(value, {one: divide(slope, b.value) for one, slope in a.slopes.items()})
    slopes = _each(a, b, lambda x, y: divide(subtract(x, multiply(value, y)), b.value))
    return Enclosed(value, slopes)


def _any_of(cells: Sequence[Enclosed], value: Interval) -> Enclosed:
    """One of several, or between two of them: it moves no faster and no slower than one of them."""
    ways = dict.fromkeys(way for cell in cells for way in cell.slopes)
    return Enclosed(value, {one: hull(cell.slopes.get(one, NOTHING) for cell in cells) for one in ways})


def _short(cell: Any) -> Any:
    """The cell with ends of few digits, each moved out a little where it had many: a bound stays a bound."""
    if not isinstance(cell, Enclosed):
        return cell
    slopes = {one: shortened(slope, MOST_BITS) for one, slope in cell.slopes.items()}
    return Enclosed(shortened(cell.value, MOST_BITS), slopes)


# the steps


def _pairwise(work: Callable[[Enclosed, Enclosed], Enclosed]) -> Step:
    def step(node: g.Node, columns: Sequence[Column]) -> list[Enclosed | Cell]:
        return [_first_failure(pair) or work(*pair) for pair in zip(*columns, strict=True)]

    return step


def _first_failure(cells: Sequence[Any]) -> Failure | None:
    return next((cell for cell in cells if isinstance(cell, Failure)), None)


def _aggregate(node: g.Reduce, columns: Sequence[Column]) -> list[Enclosed | Cell]:
    return [_aggregated(node, columns, group) for group in node.groups]


def _aggregated(node: g.Reduce, columns: Sequence[Column], group: Sequence[int]) -> Enclosed | Cell:
    let_in = [cell for cell in group if not node.is_filtered or columns[1][cell] is True]
    asked = _first_failure([columns[1][cell] for cell in group]) if node.is_filtered else None
    cells = [columns[0][cell] for cell in let_in]
    failure = asked or _first_failure(cells)
    if failure or not cells:
        return failure or Enclosed(NOTHING)
    if node.kind in ("least", "greatest"):
        return _extreme_of(node.kind, cells)
    if node.kind in IN_ORDER:
        places = in_order(node.kind, node.place, len(cells))
        failure = None if places else Failure("too-few-to-aggregate", str(len(cells)), node)
        return failure or _any_of(cells, intervals.in_order([cell.value for cell in cells], places))
    total: Enclosed = cells[0]
    for one in cells[1:]:
        total = plus(total, one)
    return times(total, Enclosed(point(Fraction(1, len(cells))))) if node.kind == "mean" else total


def _extreme(node: g.LeastOrGreatest, columns: Sequence[Column]) -> list[Enclosed | Cell]:
    return [_first_failure(cells) or _extreme_of(node.kind, cells) for cells in zip(*columns, strict=True)]


def _extreme_of(kind: str, cells: Sequence[Enclosed]) -> Enclosed:
    work = intervals.least if kind == "least" else intervals.greatest
    return _any_of(cells, work(cell.value for cell in cells))


PART = Interval(ZERO, Fraction(1))


def _ramp(node: g.Ramp, columns: Sequence[Column]) -> list[Enclosed | Cell]:
    return [_first_failure(cells) or _on_ramp(*cells) for cells in zip(*columns, strict=True)]


def _on_ramp(argument: Enclosed, *points: Enclosed) -> Enclosed:
    """It moves with the argument as steeply as some line, against the places so, and by a part of what points give."""
    places, gives = [one.value for one in points[0::2]], [one.value for one in points[1::2]]
    steep = hull([NOTHING, *slopes(places, gives)])
    parts = [
        (argument, steep),
        *((one, negative(steep)) for one in points[0::2]),
        *((one, PART) for one in points[1::2]),
    ]
    moved: dict[int, Interval] = {}
    for cell, by in parts:
        for way, slope in cell.slopes.items():
            moved[way] = add(moved.get(way, NOTHING), multiply(slope, by))
    return Enclosed(all_on_the_line(argument.value, places, gives), moved)


def _choose(node: g.Choose, columns: Sequence[Column]) -> list[Enclosed | Cell]:
    return [asked if isinstance(asked, Failure) else chosen if asked is True else otherwise
            for asked, chosen, otherwise in zip(*columns, strict=True)]  # fmt: skip


def _gather(node: g.Gather, columns: Sequence[Column]) -> list[Enclosed | Cell]:
    return [columns[which][cell] for which, cell in node.sources]


def _share(node: g.ShareOut, columns: Sequence[Column]) -> list[Enclosed | Cell]:
    out: list[Enclosed | Cell] = [Enclosed(NOTHING)] * node.domain.size
    for group in node.groups:
        takers = [cell for cell in group if columns[2][cell] is True]
        points, parts = columns[0][group[0]], [columns[1][cell] for cell in takers]
        failure = _first_failure([points, *parts, *(columns[2][cell] for cell in group)])
        for at, cell in enumerate(takers):
            out[cell] = failure or times(points, _part(node, parts, at))
        if failure:
            for cell in group:
                out[cell] = failure
    return out


def _part(node: g.ShareOut, parts: Sequence[Enclosed], at: int) -> Enclosed:
    """What one has of all parts: it rises with its own parts and falls with the others'."""
    own, rest = parts[at], Enclosed(NOTHING)
    for other in (*parts[:at], *parts[at + 1 :]):
        rest = plus(rest, other)
    together = add(own.value, rest.value)
    if together.is_point and together.low == ZERO:
        return Enclosed(point(Fraction(1, len(parts)) if node.nobody == "equally" else ZERO))
    value = part_of_all(own.value, rest.value)
    if together.holds(ZERO):
        return Enclosed(value, dict.fromkeys((*own.slopes, *rest.slopes), EVERYTHING))
    both = multiply(together, together)
    slopes = _each(own, rest, lambda x, y: divide(subtract(multiply(x, rest.value), multiply(own.value, y)), both))
    return Enclosed(value, slopes)


STEPS: dict[type[g.Node], Step] = {
    g.Sum: _pairwise(plus),
    g.Difference: _pairwise(lambda a, b: plus(a, opposite(b))),
    g.Product: _pairwise(times),
    g.Quotient: _pairwise(over),
    g.Reduce: _aggregate,
    g.LeastOrGreatest: _extreme,
    g.Ramp: _ramp,
    g.Choose: _choose,
    g.Gather: _gather,
    g.ShareOut: _share,
}
