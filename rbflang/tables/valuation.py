"""The evaluator: every node once, in order, each cell written down.

Takes a graph, the observations and the pins; gives a valuation. There is no other interpreter: what-if questions start
from a valuation and compute again what depends on the cells that they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import DECISIONS, GROUPED, Cell, Constant, Failure, Node, Observed, reads_of
from rbflang.graph.walk import NONE, walked, walked_again
from rbflang.tables.digits import kept_short
from rbflang.tables.exact import STEPS, Notebook, OpenDecision
from rbflang.tables.reads import Place, reads

Cells = Mapping[str, Mapping[Key, Cell]]
Values = Mapping[tuple[str, Key], Cell | None]
"""Cells that are to be otherwise, by quantity and key; nothing where an observation or a pin is taken away."""


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
        name = self.graph.names.get(node) if self.pins else None
        return name is not None and name in self.pins and node.domain.keys[cell] in self.pins[name]

    def reads(self, node: Node, cell: int) -> tuple[Place, ...]:
        """The cells that a cell was computed from; a pinned cell rests on none."""
        return () if self.is_pinned(node, cell) else reads(self.cells, node, cell)

    def behind(self, places: Iterable[Place]) -> dict[Place, None]:
        """All cells that these cells rest on, themselves included, each once."""
        opened: set[Place] = set()

        def read(place: Place) -> tuple[Place, ...]:
            node, cell = place
            if not node.operands:
                return ()
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

    def with_cells(self, values: Values, part: Graph | None = None) -> Valuation:
        """The valuation with other cells: observations given otherwise, all else pinned.

        It is what `run` gives of all figures with these among them; only what depends on these is computed again. Where
        a part of the calculation is asked for, it is of that alone.
        """
        graph = part or self.graph
        given: dict[str, dict[Key, Cell | None]] = {}
        pinned: dict[str, dict[Key, Cell | None]] = {}
        seeds: dict[Node, list[int]] = {}
        for (name, key), cell in values.items():
            node = self.graph.named[name]
            new = given.setdefault(node.quantity, {}) if isinstance(node, Observed) else pinned.setdefault(name, {})
            new[key] = cell
            seeds.setdefault(node, []).append(node.domain.index[key])
        unpinned = {(node, at): cell for (node, at), cell in self.unpinned.items()
                    if pinned.get(self.graph.names[node], {}).get(node.domain.keys[at], cell) is not None}  # fmt: skip
        pins = {**self.pins, **{name: _laid_on(self.pins.get(name, {}), new) for name, new in pinned.items()}}
        running = _Running(
            self.graph, {name: _laid_on({}, new) for name, new in given.items()}, pins, Notebook(), unpinned, {}
        )
        cells = walked_again(graph, self.cells, seeds, running.cells)
        kept = (one for one in self.open if one.node in cells and one.cell not in running.decided.get(one.node, ()))
        order = graph.order
        opened = sorted((*kept, *running.notes.open), key=lambda one: (order[one.node], one.cell))
        unpinned = {place: cell for place, cell in running.unpinned.items() if place[0] in cells}
        return Valuation(graph, cells, tuple(opened), pins, unpinned)

    def with_steps(self, steps: Mapping[Node, Node], part: Graph) -> Mapping[Node, Sequence[Cell]]:
        """The cells of a part of the calculation where other steps stand in the place of some.

        A step reads what the one whose place it takes could read, and constants of its own. Only what depends on the
        steps is computed again.
        """
        own: dict[Node, Sequence[Cell]] = {
            read: read.values for step in steps.values() for read in reads_of(step) if isinstance(read, Constant)
        }
        running = _Running(self.graph, {}, self.pins, Notebook(), {}, {}, steps)
        return walked_again(part, {**own, **self.cells}, {}, running.cells, steps)


def _laid_on(cells: Mapping[Key, Cell], new: Mapping[Key, Cell | None]) -> dict[Key, Cell]:
    """The cells with the new ones among them, less what is taken away."""
    return {key: cell for key, cell in {**cells, **new}.items() if cell is not None}


def run(graph: Graph, given: Cells, pins: Cells | None = None) -> Valuation:
    """The valuation of a graph on the given observations; a pinned cell has its pin whatever the formula gives."""
    running = _Running(graph, given, pins or {}, Notebook(), {}, {})
    cells = walked(graph, running.cells)
    return Valuation(graph, cells, tuple(running.notes.open), running.pins, running.unpinned)


@frozen(eq=False, repr=False)
class _Running:
    """What a run computes with, and what it writes down besides the cells."""

    graph: Graph
    given: Cells
    pins: Cells
    notes: Notebook
    unpinned: dict[Place, Cell]
    decided: dict[Node, frozenset[int]]
    steps: Mapping[Node, Node] = NONE

    def cells(self, node: Node, columns: Sequence[Sequence[Cell]], asked: Sequence[int]) -> list[Cell]:
        """The cells of a node at the places asked for."""
        name = self.graph.names.get(node)
        found = self._formula(node, columns, asked)
        pins = self.pins.get(name, {}) if name is not None else {}
        for number, at in enumerate(asked if pins else ()):
            key = node.domain.keys[at]
            if key in pins:
                self.unpinned[node, at] = found[number]
                found[number] = pins[key]
        return found

    def _formula(self, node: Node, columns: Sequence[Sequence[Cell]], asked: Sequence[int]) -> list[Cell]:
        if isinstance(node, Observed):
            given = self.given.get(node.quantity, {})
            return [given.get(key) or _absent(node, given, key) for key in map(node.domain.keys.__getitem__, asked)]
        if isinstance(node, Constant):
            return [node.values[at] for at in asked]
        if isinstance(node, DECISIONS):
            self.decided[node] = frozenset(asked)
        step = self.steps.get(node, node)
        found = STEPS[type(step)](step, columns, asked, node in self.graph.deciding, self.notes)
        return kept_short(step, found, asked)


def _absent(node: Observed, given: Mapping[Key, Cell], key: Key) -> Cell:
    """The figure itself where it is zero or no; a failure with its address where there is none."""
    if key in given:
        return given[key]
    return Failure("figure-missing", ".".join((node.quantity, *filter(None, key))), node, node.domain.index[key])


def valuate_constant(node: Node) -> Sequence[Cell]:
    """The cells of a node that rests on constants alone."""
    from rbflang.graph.domain import Space

    return run(Graph(Space(()), {"": node}), {}).cells[node]
