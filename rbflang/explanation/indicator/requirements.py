"""Which of a measure's requirements a region does not meet for an indicator.

Takes the cells of a valuation and reads what each requirement came to there; computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbflang.explanation.cells import Cells
from rbflang.graph.nodes import Node, printed_of
from rbflang.ruleset.model import Gate, Measure
from rbflang.tables.reads import Place


def unmet(cells: Cells, measure: Measure, members: Mapping[str, str]) -> tuple[Gate, ...]:
    """The requirements with a consequence that are not met at these members."""
    return (
        *(gate for gate, node in _lapsing(cells, measure) if _is_false(cells, node, members)),
        *(gate for gate, node in _excluding(cells, measure) if _is_false(cells, node, members)),
    )


def uncertain(cells: Cells, measure: Measure, members: Mapping[str, str]) -> tuple[Gate, ...]:
    """The requirements whose answer hangs on decimals that were not printed."""
    valuation = cells.computed.valuation
    opened = {(one.node, one.cell) for one in valuation.open}
    return tuple(
        gate
        for gate, node in (*_lapsing(cells, measure), *_excluding(cells, measure))
        if not opened.isdisjoint(valuation.behind([_place(cells, node, members)]))
    )


def _lapsing(cells: Cells, measure: Measure) -> Iterator[tuple[Gate, Node]]:
    """The requirements that points lapse by, the last first, and whether each is met."""
    choices = cells.computed.valuation.graph.written("lapsing", measure.name)
    for number in sorted(choices, reverse=True):
        yield measure.gates[number], choices[number].operands[0].node


def _excluding(cells: Cells, measure: Measure) -> Iterator[tuple[Gate, Node]]:
    """The requirements that keep a region out of the sharing, and whether each is met."""
    nodes = cells.computed.valuation.graph.written("requirement", measure.name)
    return ((gate, nodes[at]) for at, gate in enumerate(measure.gates) if gate.consequence == "no_parts")


def _is_false(cells: Cells, node: Node, members: Mapping[str, str]) -> bool:
    cell = cells.computed.valuation.cells[node][_place(cells, node, members)[1]]
    return printed_of(cell) is False


def _place(cells: Cells, node: Node, members: Mapping[str, str]) -> Place:
    return node, node.domain.index[cells.space.key_at(node.domain, members)]
