"""The evaluator: every node once, in order, each cell written down.

Takes a graph, the observations and the pins; gives a valuation. There is no other interpreter: what-if questions run
this one again with one thing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import GROUPED, Cell, Constant, Failure, Node, Observed
from rbflang.tables.digits import kept_short
from rbflang.tables.exact import STEPS, Notebook, OpenDecision
from rbflang.tables.reads import Place, reads

Cells = Mapping[str, Mapping[Key, Cell]]


@frozen(eq=False, repr=False)
class Valuation:
    """Every cell of every node, the decisions that were left open, and what formulas gave where a pin stands."""

    graph: Graph
    cells: Mapping[Node, Sequence[Cell]]
    open: tuple[OpenDecision, ...]
    pins: Cells = field(factory=dict)
    unpinned: Mapping[Place, Cell] = field(factory=dict)

    def of(self, name: str) -> Mapping[Key, Cell]:
        """The cells of a named quantity by their keys."""
        node = self.graph.named[name]
        return dict(zip(node.domain.keys, self.cells[node], strict=True))

    def is_pinned(self, node: Node, cell: int) -> bool:
        """True if the cell has its pin, whatever the formula gives."""
        name = self.graph.names.get(node)
        return name is not None and name in self.pins and node.domain.keys[cell] in self.pins[name]

    def reads(self, node: Node, cell: int) -> tuple[Place, ...]:
        """The cells that a cell was computed from; a pinned cell rests on none."""
        return () if self.is_pinned(node, cell) else reads(self.cells, node, cell)

    def behind(self, places: Iterable[Place]) -> dict[Place, None]:
        """All cells that these cells rest on, themselves included, each once."""
        opened: set[Place] = set()

        def read(place: Place) -> tuple[Place, ...]:
            node, cell = place
            if isinstance(node, GROUPED) and not self.is_pinned(node, cell):
                group = node, node.group_of[cell]
                if group in opened:
                    return ()
                opened.add(group)
            return self.reads(node, cell)

        return behind(places, read)

    def behind_each(self, places: Sequence[Place]) -> dict[int, list[Place]]:
        """All cells that these cells rest on, by whose they are: a number whose bit n says that the nth rests on it."""
        whose: dict[Node, dict[int, int]] = {}
        for number, (node, cell) in enumerate(places):
            own = whose.setdefault(node, {})
            own[cell] = own.get(cell, 0) | 1 << number
        found: dict[int, list[Place]] = {}
        for node in reversed(self.graph.nodes):
            reading: dict[int, tuple[int, int]] = {}
            for cell, these in whose.get(node, {}).items():
                found.setdefault(these, []).append((node, cell))
                if not self.is_pinned(node, cell):
                    group = node.group_of[cell] if isinstance(node, GROUPED) else cell
                    reading[group] = cell, these | reading.get(group, (cell, 0))[1]
            for cell, these in reading.values():
                for read, at in self.reads(node, cell):
                    own = whose.setdefault(read, {})
                    own[at] = own.get(at, 0) | these
        return found


def run(graph: Graph, given: Cells, pins: Cells | None = None) -> Valuation:
    """The valuation of a graph on the given observations; a pinned cell has its pin whatever the formula gives."""
    pins = pins or {}
    notes = Notebook()
    cells: dict[Node, Sequence[Cell]] = {}
    unpinned: dict[Place, Cell] = {}
    deciding, names = graph.deciding, graph.names
    for node in graph.nodes:
        if isinstance(node, Observed):
            column = _observed(node, given.get(node.quantity, {}))
        elif isinstance(node, Constant):
            column = list(node.values)
        else:
            columns = [
                cells[operand.node] if operand.cells is None else [cells[operand.node][cell] for cell in operand.cells]
                for operand in node.operands
            ]
            column = kept_short(node, STEPS[type(node)](node, columns, node in deciding, notes))
        name = names.get(node)
        if name is not None and name in pins:
            for key, cell in pins[name].items():
                at = node.domain.index[key]
                unpinned[node, at] = column[at]
                column[at] = cell
        cells[node] = column
    return Valuation(graph, cells, tuple(notes.open), pins, unpinned)


def _observed(node: Observed, given: Mapping[Key, Cell]) -> list[Cell]:
    return [given.get(key) or _absent(node, given, key) for key in node.domain.keys]


def _absent(node: Observed, given: Mapping[Key, Cell], key: Key) -> Cell:
    """The figure itself where it is zero or no; a failure with its address where there is none."""
    if key in given:
        return given[key]
    return Failure("figure-missing", ".".join((node.quantity, *filter(None, key))), node, node.domain.index[key])


def valuate_constant(node: Node) -> Sequence[Cell]:
    """The cells of a node that rests on constants alone."""
    from rbflang.graph.domain import Space

    return run(Graph(Space(()), {"": node}), {}).cells[node]
