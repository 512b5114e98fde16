"""The evaluator: every node once, in order, each cell written down.

Takes a graph, the observations and the pins; gives a valuation. There is no other interpreter: what-if questions run
this one again with one thing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Constant, Failure, Node, Observed
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

    def reads(self, node: Node, cell: int) -> tuple[Place, ...]:
        """The cells that a cell was computed from; a pinned cell rests on none."""
        name = self.graph.names.get(node)
        if name is not None and name in self.pins and node.domain.keys[cell] in self.pins[name]:
            return ()
        return reads(self.cells, node, cell)

    def behind(self, places: Iterable[Place]) -> dict[Place, None]:
        """All cells that these cells rest on, themselves included, each once."""
        done: dict[Place, None] = {}
        pending = list(places)
        while pending:
            place = pending.pop()
            if place not in done:
                done[place] = None
                pending.extend(self.reads(*place))
        return done


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
