"""A calculation with something exchanged, all else as it was: other steps, or another start.

Takes a graph; gives a graph in which whatever read the old nodes reads the new ones, or the part of it that one node
is read by. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Constant, Node, Operand


def replaced(graph: Graph, new: Mapping[Node, Node]) -> Graph:
    """The graph with the new nodes, which read what the old ones could, in the place of the old."""
    standing: dict[Node, Node] = {}
    for node in graph.nodes:
        made = new.get(node, node)
        operands = tuple(Operand(standing.get(one.node, one.node), one.cells) for one in made.operands)
        changed = any(one.node is not other.node for one, other in zip(operands, made.operands, strict=True))
        standing[node] = evolve(made, operands=operands) if changed else made
    return Graph(graph.space, {name: standing[node] for name, node in graph.named.items()})


def from_here(graph: Graph, cells: Mapping[Node, Sequence[Cell]], name: str) -> Graph:
    """The part of a graph that a named node is read by; all else stands still, as it was computed."""
    moving = {graph.named[name]: graph.named[name]}
    still: dict[Node, Node] = {}
    for node in graph.nodes:
        if node in moving or all(one.node not in moving for one in node.operands):
            continue
        for one in node.operands:
            if one.node not in moving and one.node not in still:
                still[one.node] = Constant(domain=one.node.domain, values=tuple(cells[one.node]))
        operands = tuple(Operand(moving.get(one.node) or still[one.node], one.cells) for one in node.operands)
        moving[node] = evolve(node, operands=operands)
    return Graph(graph.space, {name: moving[node] for name, node in graph.named.items() if node in moving})
