"""What one cell can be whatever the data: an interval of numbers, a set of answers, or nothing.

A column holds what each cell of a node can be; nothing stands where a cell never has a value. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from rbflang.graph import nodes as g
from rbflang.graph.graph import Graph
from rbflang.intervals import Interval, hull
from rbflang.tables.guards import Guards

MOST_BITS = 2_000

Answers: TypeAlias = "frozenset[bool | str]"
Possible: TypeAlias = "Interval | Answers | None"
Column: TypeAlias = Sequence[Possible]
EITHER: Answers = frozenset((True, False))
YES, NO = frozenset((True,)), frozenset((False,))


def one_of(column: Iterable[Possible]) -> Possible:
    """All that several cells can be; nothing where none of them has a value."""
    cells = list({id(cell): cell for cell in column if cell is not None}.values())
    numbers = [cell for cell in cells if isinstance(cell, Interval)]
    if numbers:
        return hull(numbers)
    return frozenset().union(*(cell for cell in cells if isinstance(cell, frozenset))) if cells else None


def each_alike(columns: Sequence[Column], work: Callable[..., Possible]) -> Column:
    """What comes of the cells of the columns side by side; the same cells are worked on once."""
    known: dict[tuple[int, ...], Possible] = {}
    out: list[Possible] = []
    for cells in zip(*columns, strict=True):
        alike = tuple(map(id, cells))
        if alike not in known:
            known[alike] = work(*cells)
        out.append(known[alike])
    return out


@frozen(eq=False, repr=False)
class Standing:
    """A node where it stands: in its graph, among its guards."""

    node: Any
    graph: Graph
    guards: Guards

    @property
    def is_of_itself(self) -> bool:
        """True if both operands are the same step of the same things."""
        first, second = self.node.operands
        numbers = self.guards.numbers.of
        return numbers[first.node] == numbers[second.node] and first.cells == second.cells

    @property
    def is_open(self) -> bool:
        """True if nothing is known of how many cells there are in a group."""
        wide = {name for one in self.node.operands for name in one.node.domain.sets}
        kept = set(self.node.domain.sets) if isinstance(self.node, g.Reduce) else set()
        return any(self.graph.space.axes[name].is_open for name in wide - kept)
