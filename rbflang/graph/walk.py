"""The one loop over a calculation: every node in order, or only the cells that depend on what changed.

Takes a graph and how the cells of a node follow from those it reads; gives the cells of every node. What a cell is it
does not know, only whether two are alike: what comes out as it was is not followed further. What is told of a node as
a whole, and not of each of its cells, is followed in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

from rbflang.graph.graph import Graph
from rbflang.graph.nodes import GROUPED, Failure, Gather, Node, Operand, Reduce

T = TypeVar("T")
Column = Sequence[Any]
Work = Callable[[Node, Sequence[Column], Sequence[int]], Sequence[T]]
"""The cells of a node at some places. Of what is read cell by cell the columns hold those places alone; a node that
reads groups, or gathers, finds in them what each of its cells could read."""

BY_PLACE = (Reduce, Gather, *GROUPED)
NONE: Mapping[Node, Node] = {}


@frozen(eq=False, repr=False)
class Mapped:
    """A column as an operand reads it: at each place the cell that it leads to."""

    column: Column
    cells: Sequence[int]

    def __getitem__(self, at: int) -> Any:
        return self.column[self.cells[at]]


def walked(
    graph: Graph, work: Work[T], nodes: Iterable[Node] = (), known: dict[Node, Sequence[T]] | None = None
) -> dict[Node, Sequence[T]]:
    """The cells of every node, operands first; in the order of `nodes`, where one is given.

    Where cells are known already, those of the other nodes come beside them.
    """
    found: dict[Node, Sequence[T]] = {} if known is None else known
    for node in nodes or graph.nodes:
        if node in found:
            continue
        columns = [
            found[operand.node] if operand.cells is None else [found[operand.node][cell] for cell in operand.cells]
            for operand in node.operands
        ]
        found[node] = work(node, columns, range(node.domain.size))
    return found


def followed(nodes: Iterable[Node], work: Callable[[Node, Sequence[T]], T]) -> dict[Node, T]:
    """What is known of each node as a whole, each after those it reads: what follows from what is known of them."""
    found: dict[Node, T] = {}
    for node in nodes:
        found[node] = work(node, [found[operand.node] for operand in node.operands])
    return found


def walked_again(
    graph: Graph,
    before: Mapping[Node, Sequence[T]],
    seeds: Mapping[Node, Iterable[int]],
    work: Work[T],
    steps: Mapping[Node, Node] = NONE,
) -> dict[Node, Sequence[T]]:
    """The cells of every node where those of the seeds may come out otherwise, and all else that was given is alike.

    A step that stands in the place of a node is a seed with all its cells, and reads what was known before.
    """
    found = dict(before)
    moved: dict[Node, Sequence[int]] = {}
    for node in graph.nodes:
        step = steps.get(node, node)
        asked = set(seeds.get(node, ()) if step is node else range(node.domain.size))
        for number, operand in enumerate(node.operands):
            if operand.node in moved:
                asked.update(_reading(node, number, moved[operand.node]))
        if not asked:
            continue
        places, old = sorted(asked), found[node]
        columns = [_column(step, operand, found[operand.node], places) for operand in step.operands]
        new = work(node, columns, places)
        other = {at: cell for at, cell in zip(places, new, strict=True) if not _is_alike(cell, old[at])}
        if other:
            made = list(old)
            for at, cell in other.items():
                made[at] = cell
            found[node], moved[node] = made, tuple(other)
    return {node: found[node] for node in graph.nodes}


def _column(node: Node, operand: Operand, column: Column, places: Sequence[int]) -> Any:
    if isinstance(node, BY_PLACE):
        return column if operand.cells is None else Mapped(column, operand.cells)
    cells = places if operand.cells is None else [operand.cells[at] for at in places]
    return [column[cell] for cell in cells]


def _reading(node: Node, operand: int, moved: Iterable[int]) -> Iterator[int]:
    """The cells of a node that could read these cells of an operand."""
    used = node.operands[operand]
    places = moved if used.cells is None else (at for cell in moved for at in used.users.get(cell, ()))
    if isinstance(node, Reduce):
        return (group for at in places for group in node.groups_with.get(at, ()))
    if isinstance(node, GROUPED):
        numbers = {node.group_of[at] for at in places if at in node.group_of}
        return (at for number in numbers for at in node.groups[number])
    if isinstance(node, Gather):
        return (taker for at in places for taker in node.takers.get((operand, at), ()))
    return iter(places)


def _is_alike(a: object, b: object) -> bool:
    """True if nobody could tell the cells apart: of two failures, also where they arose."""
    if a is b:
        return True
    if type(a) is not type(b) or a != b:
        return False
    return not isinstance(a, Failure) or not isinstance(b, Failure) or (a.node, a.cell) == (b.node, b.cell)
