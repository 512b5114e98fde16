"""Which cells a cell was computed from: only those that counted.

Takes a node, one of its cells and what every node holds; gives the cells of other nodes. Of a choice only the branch
that was chosen counts, of an aggregate only the members that were let in. Must not compute anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rbflang.graph import nodes as g
from rbflang.graph.nodes import Cell, Node

Cells = Mapping[Node, Sequence[Cell]]
Place = tuple[Node, int]


def reads(cells: Cells, node: Node, cell: int) -> tuple[Place, ...]:
    """The cells that a cell was computed from."""
    return tuple(READS[type(node)](cells, node, cell))


def read_at(node: Node, operand: int, cell: int) -> Place:
    """The cell of an operand that a cell of its user reads."""
    used = node.operands[operand]
    return used.node, cell if used.cells is None else used.cells[cell]


def possible_reads(node: Node, cell: int) -> Iterator[Place]:
    """The cells that a cell of a node can be computed from, whatever counts."""
    cells: Sequence[int] = (cell,)
    operands: Sequence[g.Operand] = node.operands
    if isinstance(node, g.Gather):
        which, at = node.sources[cell]
        cells, operands = (at,), node.operands[which : which + 1]
    elif isinstance(node, g.Reduce):
        cells = node.groups[cell]
    elif isinstance(node, g.GROUPED):
        cells = node.groups[node.group_of[cell]] if cell in node.group_of else ()
    for operand in operands:
        for at in cells:
            yield operand.node, at if operand.cells is None else operand.cells[at]


def _nothing(cells: Cells, node: Node, cell: int) -> Iterator[Place]:
    return iter(())


def _each(cells: Cells, node: Node, cell: int) -> Iterator[Place]:
    return (read_at(node, operand, cell) for operand in range(len(node.operands)))


def _chosen(cells: Cells, node: g.Choose, cell: int) -> Iterator[Place]:
    asked, at = read_at(node, 0, cell)
    yield asked, at
    answer = cells[asked][at]
    if not isinstance(answer, g.Failure):
        yield read_at(node, 1 if answer is True else 2, cell)


def _logic(cells: Cells, node: g.Connective, cell: int) -> Iterator[Place]:
    places = list(_each(cells, node, cell))
    if isinstance(cells[places[0][0]][places[0][1]], g.Failure):
        return iter(places[:1])
    settling = node.operator == "or"
    deciding = [place for place in places if cells[place[0]][place[1]] is settling]
    return iter(deciding[:1] if deciding and node.operator != "not" else places)


def _let_in(cells: Cells, node: Any, group: Sequence[int]) -> Iterator[Place]:
    for cell in group:
        if node.is_filtered:
            asked = read_at(node, 1, cell)
            yield asked
            if cells[asked[0]][asked[1]] is not True:
                continue
        yield read_at(node, 0, cell)


def _aggregate(cells: Cells, node: g.Reduce, cell: int) -> Iterator[Place]:
    return _let_in(cells, node, node.groups[cell])


def _rank(cells: Cells, node: g.Ranking, cell: int) -> Iterator[Place]:
    return _let_in(cells, node, node.groups[node.group_of[cell]])


def _share(cells: Cells, node: g.ShareOut, cell: int) -> Iterator[Place]:
    group = node.groups[node.group_of[cell]]
    yield read_at(node, 0, cell)
    for member in group:
        asked = read_at(node, 2, member)
        yield asked
        if cells[asked[0]][asked[1]] is True:
            yield read_at(node, 1, member)


def _gather(cells: Cells, node: g.Gather, cell: int) -> Iterator[Place]:
    which, at = node.sources[cell]
    yield read_at(node, which, at)


def _apportion(cells: Cells, node: g.Apportion, cell: int) -> Iterator[Place]:
    return (read_at(node, 0, at) for at in node.groups[node.group_of[cell]])


READS: dict[type[Node], Callable[[Cells, Any, int], Iterator[Place]]] = {
    g.Constant: _nothing,
    g.Observed: _nothing,
    g.Sum: _each,
    g.Difference: _each,
    g.Product: _each,
    g.Quotient: _each,
    g.Reduce: _aggregate,
    g.LeastOrGreatest: _each,
    g.Staircase: _each,
    g.Ramp: _each,
    g.Ranking: _rank,
    g.Compare: _each,
    g.Connective: _logic,
    g.Choose: _chosen,
    g.HasFigure: _each,
    g.Gather: _gather,
    g.ShareOut: _share,
    g.Round: _each,
    g.Apportion: _apportion,
}
