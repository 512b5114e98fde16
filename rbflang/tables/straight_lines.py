"""Cells as quotients of straight lines in what is loose: how payouts hang together, exactly.

Takes a graph of plain arithmetic, what its loose cells may be, and the interval of every cell (see `tables/bounds.py`);
gives each cell as a quotient of two sums of loose numbers times factors. Where the arithmetic makes something else, the
cell is a loose number of its own, of which its interval alone is known: what is proved with it holds, though more may
be true. So it is with the error of each rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from rbflang.graph import nodes as g
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell
from rbflang.graph.walk import walked
from rbflang.intervals import Interval, add, multiply, point
from rbflang.tables.bounds import ROUNDINGS, Enclosed
from rbflang.tables.reads import Place

ZERO, MINUS = Fraction(0), Fraction(-1)
Line = Mapping[Place | None, Fraction]
"""The factor of each loose number, none of them 0; under `None` the constant."""
ONE: Line = {None: Fraction(1)}


@frozen(eq=False, repr=False)
class Straight:
    """A quotient of two straight lines, the lower one above 0 whatever the loose numbers are."""

    over: Line
    under: Line = field(factory=lambda: ONE)

    @property
    def number(self) -> Fraction | None:
        """The number that it is, if nothing loose is in it."""
        is_still = self.under is ONE and set(self.over) <= {None}
        return self.over.get(None, ZERO) if is_still else None


Column = Sequence[Any]
Step = Callable[[Any, Sequence[Column]], "Sequence[Straight | None]"]


@frozen(eq=False, repr=False)
class StraightCells:
    """The cells of every node, and what each loose number in them may be."""

    cells: Mapping[g.Node, Column]
    box: Mapping[Place, Interval]


def straight_lines(
    graph: Graph,
    box: Mapping[Place, Interval],
    errors: Mapping[Place, Interval],
    enclosed: Mapping[g.Node, Column],
) -> StraightCells:
    """Every cell of every node: a `Straight`, or the word, answer or failure that it is."""
    loose = {**box, **errors}

    def cell(node: g.Node, at: int, found: Straight | Cell | None) -> Straight | Cell:
        seen = enclosed[node][at]
        if not isinstance(seen, Enclosed):
            return seen  # type: ignore[no-any-return]
        if (node, at) in box:
            within = box[node, at]
            return Straight(_constant(within.low)) if within.is_point and within.low is not None else _alone(node, at)
        if isinstance(node, ROUNDINGS) and isinstance(found, Straight):
            found = plus(found, _alone(node, at))
        if isinstance(node, g.Quotient | g.ShareOut) and isinstance(found, Straight):
            found = _upright(found, loose)
        if isinstance(found, Straight):
            return found
        loose[node, at] = seen.value
        return _alone(node, at)

    def cells(node: g.Node, columns: Sequence[Column], asked: Sequence[int]) -> Column:
        if isinstance(node, g.Constant):
            found: Column = [Straight(_constant(one)) if isinstance(one, Fraction) else None for one in node.values]
        elif isinstance(node, ROUNDINGS):
            found = columns[0]
        else:
            step = STEPS.get(type(node))
            found = step(node, columns) if step else [None] * node.domain.size
        return [cell(node, at, one) for at, one in enumerate(found)]

    return StraightCells(walked(graph, cells), loose)


def _upright(cell: Straight, box: Mapping[Place, Interval]) -> Straight | None:
    """The same quotient with a divisor that is above 0 everywhere; nothing where it is not on one side of it."""
    if cell.under is ONE:
        return cell
    within = _range_of(cell.under, box)
    if within.high is not None and within.high < 0:
        return Straight(scaled(cell.over, MINUS), scaled(cell.under, MINUS))
    return cell if within.low is not None and within.low > 0 else None


def _range_of(line: Line, box: Mapping[Place, Interval]) -> Interval:
    """What a line may be where each loose number is as it may be."""
    found = point(line.get(None, ZERO))
    for place, factor in line.items():
        if place is not None:
            found = add(found, multiply(box[place], point(factor)))
    return found


# lines


def _constant(value: Fraction) -> Line:
    return {None: value} if value else {}


def _alone(node: g.Node, at: int) -> Straight:
    return Straight({(node, at): Fraction(1)})


def scaled(line: Line, factor: Fraction) -> Line:
    """A line a number of times."""
    return {place: factor * one for place, one in line.items()} if factor else {}


def added(*lines: Line) -> Line:
    """The sum of lines."""
    found: dict[Place | None, Fraction] = {}
    for line in lines:
        for place, factor in line.items():
            found[place] = found.get(place, ZERO) + factor
    return {place: factor for place, factor in found.items() if factor}


def _times_as_large(line: Line, other: Line) -> Fraction | None:
    """How many times another line a line is; nothing where it is not."""
    if line is other:
        return Fraction(1)
    if not line or line.keys() != other.keys():
        return None
    factors = {factor / other[place] for place, factor in line.items()}
    return factors.pop() if len(factors) == 1 else None


# quotients


def plus(a: Straight, b: Straight) -> Straight | None:
    """The sum, where both have one divisor or one of them is a number."""
    for one, other in ((a, b), (b, a)):
        if one.number is not None:
            return Straight(added(other.over, scaled(other.under, one.number)), other.under)
    factor = _times_as_large(a.under, b.under)
    return None if factor is None else Straight(added(a.over, scaled(b.over, factor)), a.under)


def on_one_divisor(cells: Sequence[Straight]) -> list[Straight] | None:
    """The same quotients with one divisor; nothing where their divisors are no multiples of one."""
    under = next((cell.under for cell in cells if cell.number is None), ONE)
    found = [made for cell in cells if (made := plus(Straight({}, under), cell)) and made.under is under]
    return found if len(found) == len(cells) else None


def _reduced(over: Sequence[Line], under: Sequence[Line]) -> Straight | None:
    """Lines times each other, divided by others; nothing where two of them are left on one side."""
    factor, above, below = Fraction(1), [], list(under)
    for line in over:
        if not line:
            return Straight({})
        shared = [(at, times) for at, other in enumerate(below) if (times := _times_as_large(line, other)) is not None]
        if shared:
            factor *= shared[0][1]
            del below[shared[0][0]]
        elif line.keys() == {None}:
            factor *= line[None]
        else:
            above.append(line)
    for line in [line for line in below if line.keys() == {None}]:
        factor /= line[None]
        below.remove(line)
    if len(above) > 1 or len(below) > 1:
        return None
    return Straight(scaled(above.pop() if above else ONE, factor), below.pop() if below else ONE)


def times(a: Straight, b: Straight) -> Straight | None:
    """The product."""
    return _reduced((a.over, b.over), (a.under, b.under))


def divided(a: Straight, b: Straight) -> Straight | None:
    """The quotient."""
    return _reduced((a.over, b.under), (a.under, b.over)) if b.over else None


# the steps


def _pairwise(work: Callable[[Straight, Straight], Straight | None]) -> Step:
    def step(node: g.Node, columns: Sequence[Column]) -> list[Straight | None]:
        return [
            work(a, b) if isinstance(a, Straight) and isinstance(b, Straight) else None
            for a, b in zip(*columns, strict=True)
        ]

    return step


def _difference(a: Straight, b: Straight) -> Straight | None:
    return plus(a, Straight(scaled(b.over, MINUS), b.under))


def _sum_of(cells: Sequence[Any]) -> Straight | None:
    found: Straight | None = Straight({})
    for cell in cells:
        found = plus(found, cell) if found and isinstance(cell, Straight) else None
    return found


def _aggregate(node: g.Reduce, columns: Sequence[Column]) -> list[Straight | None]:
    return [_aggregated(node, columns, group) for group in node.groups]


def _aggregated(node: g.Reduce, columns: Sequence[Column], group: Sequence[int]) -> Straight | None:
    let_in = [columns[0][cell] for cell in group if not node.is_filtered or columns[1][cell] is True]
    total = _sum_of(let_in) if node.kind in ("sum", "mean") else None
    if total is None or node.kind == "sum":
        return total
    return times(total, Straight({None: Fraction(1, len(let_in))})) if let_in else None


def _choose(node: g.Choose, columns: Sequence[Column]) -> Column:
    return [chosen if asked is True else otherwise for asked, chosen, otherwise in zip(*columns, strict=True)]


def _gather(node: g.Gather, columns: Sequence[Column]) -> Column:
    return [columns[which][cell] for which, cell in node.sources]


def _share(node: g.ShareOut, columns: Sequence[Column]) -> list[Straight | None]:
    out: list[Straight | None] = [Straight({})] * node.domain.size
    for group in node.groups:
        takers = [cell for cell in group if columns[2][cell] is True]
        total = _sum_of([columns[1][cell] for cell in takers])
        for cell in takers:
            out[cell] = _shared(columns[0][group[0]], columns[1][cell], total)
    return out


def _shared(points: Any, part: Any, total: Straight | None) -> Straight | None:
    """Points times own parts, divided by all parts as they are: where those may be 0, nothing is shortened."""
    if total is None or not isinstance(points, Straight):
        return None
    if total.number is not None:
        return times(points, Straight(scaled(part.over, 1 / total.number), part.under)) if total.number else None
    if points.number is None or part.under is not ONE or total.under is not ONE:
        return None
    return Straight(scaled(part.over, points.number), total.over)


STEPS: dict[type[g.Node], Step] = {
    g.Sum: _pairwise(plus),
    g.Difference: _pairwise(_difference),
    g.Product: _pairwise(times),
    g.Quotient: _pairwise(divided),
    g.Reduce: _aggregate,
    g.Choose: _choose,
    g.Gather: _gather,
    g.ShareOut: _share,
}
