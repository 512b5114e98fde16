"""A calculation as a graph: nodes in an order in which each comes after what it reads.

Named nodes can be looked up, pinned and explained. Must not know what the names mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from attrs import field, frozen

from rbflang.graph.closure import before
from rbflang.graph.domain import Space
from rbflang.graph.nodes import DECISIONS, Node, reads_of
from rbflang.graph.origin import Written


@frozen(eq=False, slots=False)
class Graph:
    """All nodes of a calculation, and those that have a name."""

    space: Space = field(repr=False)
    named: Mapping[str, Node]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node once, operands first."""
        return tuple(before(self.named.values(), reads_of))

    @cached_property
    def order(self) -> Mapping[Node, int]:
        """Where each node stands in the order."""
        return {node: at for at, node in enumerate(self.nodes)}

    @cached_property
    def names(self) -> Mapping[Node, str]:
        """The name of each named node."""
        return {node: name for name, node in self.named.items()}

    @cached_property
    def _written(self) -> Mapping[tuple[Written, str], dict[int, Node]]:
        found: dict[tuple[Written, str], dict[int, Node]] = {}
        for node in self.nodes:
            if node.origin is not None:
                found.setdefault((node.origin.what, node.origin.of), {})[node.origin.number] = node
        return found

    def written(self, what: Written, of: str) -> Mapping[int, Node]:
        """The nodes that compute the whole of what is written in a measure, a quantity or an assertion, by number."""
        return self._written.get((what, of), {})

    def only(self, names: Iterable[str]) -> Graph:
        """The part of the calculation that these quantities rest on; whatever has a name there keeps it."""
        return _part(self, tuple(self.named[name] for name in names))

    def behind(self, nodes: Iterable[Node]) -> Graph:
        """The part of the calculation that these nodes rest on, whether they have a name or not."""
        return _part(self, tuple(nodes))

    @cached_property
    def deciding(self) -> frozenset[Node]:
        """The nodes that a decision rests on: only their intervals are needed."""
        found: set[Node] = set()
        for node in reversed(self.nodes):
            if isinstance(node, DECISIONS) or node in found:
                found.update(operand.node for operand in node.operands)
        return frozenset(found)


@lru_cache(maxsize=16)
def _part(graph: Graph, nodes: tuple[Node, ...]) -> Graph:
    kept = before(nodes, reads_of)
    nameless = {f" {at}": node for at, node in enumerate(nodes) if node not in graph.names}
    return Graph(graph.space, {**{name: node for name, node in graph.named.items() if node in kept}, **nameless})
