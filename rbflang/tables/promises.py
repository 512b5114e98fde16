"""What several cells promise together, whatever the data: that one of them is above zero, or what they come to at most.

Points that cannot lapse are handed out whole, so somebody gets more than nothing; and all together nobody hands out
more than there is to share. Takes each node with what its cells can be, operands first; gives what they can be by such
promises. Sums of them that are never below zero are above it; what is left of what was shared is not below zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang.graph import nodes as g
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node
from rbflang.intervals import Interval, above, hull, point
from rbflang.tables.guards import is_projection
from rbflang.tables.possible_cells import NO, YES, Column, Possible, Standing
from rbflang.tables.reads import Place, read_at

ZERO = Fraction(0)
POSITIVE, NOT_NEGATIVE = above(ZERO, included=False), above(ZERO)
Together = frozenset[int]  # cells of a node


@frozen(eq=False, repr=False)
class Handed:
    """Cells that are parts of one whole: together they lie between nothing and it."""

    cells: Together
    whole: Place
    limits: Interval


class Promises:
    """Keeps what the cells of each node promise, as the nodes are met on the walk."""

    def __init__(self, graph: Graph, cells: Mapping[Node, Column]) -> None:
        self.space, self.cells = graph.space, cells
        self.above: dict[Node, tuple[Together, ...]] = {}
        self.handed: dict[Node, tuple[Handed, ...]] = {}

    def kept(self, use: Standing, columns: Sequence[Column], column: Column) -> Column:
        """What the cells of a node can be by what is promised of those it reads; its own promises are kept."""
        node = use.node
        if isinstance(node, g.Reduce):
            column = self._summed(use, columns, column)
        elif isinstance(node, g.Difference):
            column = self._left(node, columns, column)
        elif isinstance(node, g.ShareOut):
            column = self._shared(use, columns, column)
        else:
            found = tuple(self._above(node, columns))
            if found:
                self.above[node] = found
            self._pass_on(node, columns)
        return column

    # points that are shared

    def _shared(self, use: Standing, columns: Sequence[Column], column: Column) -> Column:
        """What is handed out of each group: all of it, where it cannot lapse, and to the only one there is."""
        node, out = use.node, list(column)
        if use.is_open:
            return column
        somebody, handed = [], []
        for group in node.groups:
            points = columns[0][group[0]] if group else None
            if not isinstance(points, Interval):
                continue
            handed.append(
                Handed(frozenset(group), self._origin(*read_at(node, 0, group[0])), hull([point(ZERO), points]))
            )
            takers = frozenset(at for at in group if columns[2][at] != NO)
            if POSITIVE.covers(points) and self._cannot_lapse(node, columns, group):
                if len(takers) == 1:
                    out[next(iter(takers))] = points
                else:
                    somebody.append(takers)
        self.above[node], self.handed[node] = tuple(somebody), tuple(handed)
        return out

    def _cannot_lapse(self, node: g.ShareOut, columns: Sequence[Column], group: Sequence[int]) -> bool:
        certain = frozenset(at for at in group if columns[2][at] == YES)
        if node.nobody != "lapse":
            return bool(certain)
        return any(_is(POSITIVE, columns[1][at]) for at in certain) or any(
            one <= certain for one in self._seen(node, 1)
        )

    def _origin(self, node: Node, at: int) -> Place:
        """Where a cell is taken from as it is."""
        while True:
            if isinstance(node, g.Gather):
                operand, at = node.sources[at]
            elif isinstance(node, g.Choose):
                asked, cell = read_at(node, 0, at)
                answer = self.cells[asked][cell]
                if answer not in (YES, NO):
                    return node, at
                operand = 1 if answer == YES else 2
            else:
                return node, at
            node, at = read_at(node, operand, at)

    def _left(self, node: g.Difference, columns: Sequence[Column], column: Column) -> Column:
        """What is left of a whole when parts of it are taken away."""
        read = self.handed.get(node.operands[1].node, ())
        wholes = {next(iter(one.cells)): one.whole for one in read if len(one.cells) == 1}
        if not wholes:
            return column
        out: list[Possible] = []
        for at, cell in enumerate(column):
            _, part = read_at(node, 1, at)
            whole = columns[0][at]
            is_left = part in wholes and self._origin(*read_at(node, 0, at)) == wholes[part]
            is_left = is_left and isinstance(cell, Interval) and isinstance(whole, Interval)
            out.append(_within(cell, hull([point(ZERO), whole])) if is_left else cell)  # type: ignore[list-item]
        return out

    def _pass_on(self, node: Node, columns: Sequence[Column]) -> None:
        """Parts stay parts where each of them is what it was, or nothing."""
        found: tuple[Handed, ...] = ()
        if isinstance(node, g.Choose) and all(cell == point(ZERO) for cell in columns[2]):
            found = self.handed.get(node.operands[1].node, ()) if node.operands[1].cells is None else ()
        if isinstance(node, g.Gather):
            found = tuple(Handed(cells, one.whole, one.limits)
                          for at, operand in enumerate(node.operands) for one in self.handed.get(operand.node, ())
                          for cells in _taken(node, at, one.cells))  # fmt: skip
        if found:
            self.handed[node] = found

    # sums

    def _summed(self, use: Standing, columns: Sequence[Column], column: Column) -> Column:
        node, read = use.node, use.node.operands[0].node
        promised = self.above.get(read, ()), self.handed.get(read, ())
        if not any(promised) or node.kind != "sum" or node.is_filtered or use.is_open or node.operands[0].cells:
            return column
        group_of = {cell: number for number, group in enumerate(node.groups) for cell in group}
        out = list(column)
        whose = [frozenset(group_of[cell] for cell in cells) for cells in promised[0]]
        rising = {number for number in frozenset().union(*whose)
                  if all(_is(NOT_NEGATIVE, columns[0][at]) for at in node.groups[number])}  # fmt: skip
        somebody = {groups: None for groups in whose if groups <= rising}
        handed = list(_of_groups(node, promised[1]))
        for number, limits in handed:
            out[number] = _within(out[number], limits.limits)
        for only in somebody:
            if len(only) == 1:
                out[next(iter(only))] = _within(out[next(iter(only))], POSITIVE)
        self.above[node] = tuple(somebody)
        self.handed[node] = tuple(one for _, one in handed)
        return out

    # what stays above zero

    def _above(self, node: Node, columns: Sequence[Column]) -> Iterator[Together]:
        rule = PASSED_ON.get(type(node))
        if rule is not None:
            for at in range(len(node.operands)):
                others = [columns[other] for other in range(len(columns)) if other != at]
                yield from (one for one in self._seen(node, at) if rule(at, others, one))
        elif isinstance(node, g.Gather):
            if is_projection(self.space, node):
                (only,) = node.operands
                yield from self._spread(node, only.node, self.space.cells(node.domain, only.node.domain))
                return
            for at, operand in enumerate(node.operands):
                for one in self.above.get(operand.node, ()):
                    yield from _taken(node, at, one)

    def _seen(self, node: Node, at: int) -> Iterator[Together]:
        """The promises of an operand, over the cells of its user."""
        operand = node.operands[at]
        return self._spread(node, operand.node, operand.cells)

    def _spread(self, node: Node, read: Node, cells: Sequence[int] | None) -> Iterator[Together]:
        """The promises of a node over a wider domain: once for all members of the sets that it does not vary over."""
        known = self.above.get(read, ())
        if cells is None or not known:
            yield from known
            return
        rest = [at for at, name in enumerate(node.domain.sets) if name not in read.domain.sets]
        by_rest: dict[tuple[str, ...], dict[int, int]] = {}
        for at, key in enumerate(node.domain.keys):
            by_rest.setdefault(tuple(key[each] for each in rest), {})[cells[at]] = at
        for one in known:
            for places in by_rest.values():
                if one <= places.keys():
                    yield frozenset(places[cell] for cell in one)


def _taken(node: g.Gather, operand: int, cells: Together) -> Iterator[Together]:
    """Where cells of an operand are taken to, if each is taken."""
    takers = [node.takers.get((operand, cell), ()) for cell in cells]
    if node.operands[operand].cells is None and all(takers):
        yield frozenset(one[0] for one in takers)


def _of_groups(node: g.Reduce, handed: Iterable[Handed]) -> Iterator[tuple[int, Handed]]:
    """The sums that are of one whole: all parts of it, and nothing besides."""
    groups = {frozenset(group): number for number, group in enumerate(node.groups)}
    for one in handed:
        if one.cells in groups:
            number = groups[one.cells]
            yield number, Handed(frozenset((number,)), one.whole, one.limits)


def _is(limits: Interval, cell: Any) -> bool:
    """True if a cell certainly lies within limits, or has no value at all."""
    return cell is None or limits.covers(cell)


def _within(cell: Possible, limits: Interval) -> Possible:
    if not isinstance(cell, Interval):
        return cell
    found = cell.within(limits)
    return cell if found.is_empty else found


Rule = Callable[[int, Sequence[Column], Together], bool]


def _all(limits: Interval) -> Rule:
    """What is above zero stays so beside numbers within limits."""
    return lambda at, others, cells: all(_is(limits, column[cell]) for column in others for cell in cells)


def _is_chosen(at: int, others: Sequence[Column], cells: Together) -> bool:
    return all(others[0][cell] == (YES if at == 1 else NO) for cell in cells)


PASSED_ON: Mapping[type[Node], Rule] = {
    g.Sum: _all(NOT_NEGATIVE),
    g.Product: _all(POSITIVE),
    g.Quotient: lambda at, others, cells: at == 0 and _all(NOT_NEGATIVE)(at, others, cells),
    g.Choose: _is_chosen,
}
