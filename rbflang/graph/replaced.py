"""The part of a calculation that moves when some of its steps are exchanged, all else standing still.

Takes a graph, what its cells are, and what some nodes are to be; gives a graph of those and of all that reads them.
What they read besides is held as it was computed. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Constant, Node, Operand


def replaced(graph: Graph, cells: Mapping[Node, Sequence[Cell]], new: Mapping[Node, Node]) -> Graph:
    """The new nodes, which read what the old ones could, and all nodes that read the old, from the new ones on."""
    moving: dict[Node, Node] = {}
    still: dict[Node, Node] = {}
    for node in graph.nodes:
        made = new.get(node, node)
        if node not in new and all(one.node not in moving for one in node.operands):
            continue
        for one in made.operands:
            if one.node in cells and one.node not in moving and one.node not in still:
                still[one.node] = Constant(domain=one.node.domain, values=tuple(cells[one.node]))
        operands = tuple(Operand(moving.get(one.node) or still.get(one.node, one.node), one.cells)
                         for one in made.operands)  # fmt: skip
        moving[node] = evolve(made, operands=operands)
    return Graph(graph.space, {name: moving[node] for name, node in graph.named.items() if node in moving})
