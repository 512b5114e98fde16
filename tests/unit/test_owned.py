"""Whose cells are, asked once for each group of cells that are computed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from test_next_step import computed

from rbflang.graph import nodes as g
from rbflang.graph.nodes import Node
from rbflang.tables import owned
from rbflang.tables.reads import Place


def test_cells_of_a_group_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = computed("rbf2025", "forelopig", False).valuation.graph
    asked: Counter[Node] = Counter()
    readable = owned.readable

    def counted(node: Node, cell: int) -> Iterator[Place]:
        asked[node] += 1
        return readable(node, cell)

    monkeypatch.setattr(owned, "readable", counted)
    owners = owned.owners(graph, "region")
    grouped = [node for node in graph.nodes if isinstance(node, g.GROUPED)]
    assert grouped
    for node in grouped:
        assert asked[node] == len(node.groups) < node.domain.size
    parts = next(node for name, node in graph.named.items() if name == "plassering.deler")
    at = parts.domain.sets.index("region")
    assert [*owners[parts]] == [key[at] for key in parts.domain.keys]
    assert set(owners[graph.named["rbf_inntekt"]]) == {None}
