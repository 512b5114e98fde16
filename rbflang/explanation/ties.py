"""Equal remainders on the way to what is paid: there the order of the text decides, which no source says.

Takes a computed ruleset, gives the formulas that it was so in. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.graph.nodes import Apportion, printed_of
from rbflang.tables.apportion import is_decided_by_order
from rbflang.tables.reads import Place


def decided_by_order(computed: Computed, behind: Iterable[Place]) -> tuple[str, ...]:
    """The formulas among what is rested on whose last unit went to the first in the text of equal values."""
    graph = computed.valuation.graph
    rounded = {node for node, _ in behind if isinstance(node, Apportion)}
    return tuple(graph.names[node] for node in graph.nodes if node in rounded and _is_tied(computed, node))


def _is_tied(computed: Computed, node: Apportion) -> bool:
    cells = computed.valuation.cells[node.operands[0].node]
    for group in node.groups:
        given = (printed_of(cells[at]) for at in group)
        values = [value for value in given if isinstance(value, Fraction)]
        if len(values) == len(group) and is_decided_by_order(values, node.unit):
            return True
    return False
