"""Which numbers a cell can come to: the greatest step that all cells of a node are whole numbers of.

Takes a graph, what its cells can be, and the steps of its leaves. Sums keep the steps of their terms, products multiply
them, and what is rounded has its decimals. Where no step is known, there is none; of what is always zero it is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Any, TypeAlias

from rbflang.graph import nodes as g
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Node
from rbflang.graph.walk import followed
from rbflang.intervals import Interval
from rbflang.tables.node_ranges import Ranges

ONE = Fraction(1)
Step: TypeAlias = "Fraction | None"


def smallest_steps(graph: Graph, ranges: Ranges, given: Mapping[Node, Step]) -> Mapping[Node, Step]:
    """The step of every node, where those of some of them are given."""

    def step(node: Node, read: Sequence[Step]) -> Step:
        found = STEPS.get(type(node))
        return given[node] if node in given else found(node, read, ranges) if found else None

    return followed(graph.nodes, step)


def together(steps: Iterable[Step]) -> Step:
    """The greatest step that all are whole numbers of."""
    found = Fraction(0)
    for step in steps:
        if step is None:
            return None
        over = gcd(found.numerator * step.denominator, step.numerator * found.denominator)
        found = Fraction(over, found.denominator * step.denominator)
    return found


def _constant(node: g.Constant, read: Sequence[Step], ranges: Ranges) -> Step:
    return together(_of_cell(cell) for cell in node.values if not isinstance(cell, g.Failure))


def _of_cell(cell: Cell) -> Step:
    return abs(cell) if isinstance(cell, Fraction) else None


def _all(node: Node, read: Sequence[Step], ranges: Ranges) -> Step:
    return together(read)


def _product(node: g.Product, read: Sequence[Step], ranges: Ranges) -> Step:
    first, second = read
    return None if first is None or second is None else first * second


def _quotient(node: g.Quotient, read: Sequence[Step], ranges: Ranges) -> Step:
    divisor, over = ranges.read(node, 1), read[0]
    number = divisor.low if isinstance(divisor, Interval) and divisor.is_point else None
    return over / abs(number) if over is not None and number else None


def _reduce(node: g.Reduce, read: Sequence[Step], ranges: Ranges) -> Step:
    if node.kind == "count":
        return ONE
    if node.kind == "median":
        return None if read[0] is None else read[0] / 2
    return None if node.kind == "mean" else read[0]


def _staircase(node: g.Staircase, read: Sequence[Step], ranges: Ranges) -> Step:
    return together(abs(one.result) for one in node.stairs)


def _rank(node: g.Ranking, read: Sequence[Step], ranges: Ranges) -> Step:
    return ONE / 2 if node.ties == "middle" else ONE


def _choose(node: g.Choose, read: Sequence[Step], ranges: Ranges) -> Step:
    return together(read[1:])


def _round(node: g.Round | g.Apportion, read: Sequence[Step], ranges: Ranges) -> Step:
    return node.unit


STEPS: dict[type[Node], Callable[[Any, Sequence[Step], Ranges], Step]] = {
    g.Constant: _constant,
    g.Sum: _all,
    g.Difference: _all,
    g.Product: _product,
    g.Quotient: _quotient,
    g.Reduce: _reduce,
    g.LeastOrGreatest: _all,
    g.Staircase: _staircase,
    g.Ranking: _rank,
    g.Choose: _choose,
    g.Gather: _all,
    g.Round: _round,
    g.Apportion: _round,
}
