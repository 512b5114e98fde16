"""Which of a measure's requirements a region does not meet for an indicator.

Takes the cells of a valuation and reads what each requirement came to there; computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbflang.explanation.cells import Cells
from rbflang.graph.nodes import Choose, Connective, Figure, Gather, Node
from rbflang.ruleset.model import PARTS_NAME, POINTS_NAME, Gate, Measure
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
    """The requirements that points lapse by: each chooses between the points and nothing."""
    by_place = {id(gate.span): gate for gate in measure.gates if gate.consequence == "lapse"}
    node = cells.computed.valuation.graph.named.get(f"{measure.name}.{POINTS_NAME}")
    while isinstance(node, Choose):
        if id(node.span) in by_place:
            yield by_place[id(node.span)], node.operands[0].node
        node = node.operands[1].node


def _excluding(cells: Cells, measure: Measure) -> Iterator[tuple[Gate, Node]]:
    """The requirements that keep a region out of the sharing: together they choose between its parts and none."""
    gates = [gate for gate in measure.gates if gate.consequence == "no_parts"]
    node = cells.computed.valuation.graph.named.get(f"{measure.name}.{PARTS_NAME}")
    while isinstance(node, Choose):
        found = _conditions(node.operands[0].node, len(gates))
        if found and found[0].span in [gate.condition.span for gate in gates]:
            yield from zip(gates, found, strict=True)
            return
        node = node.operands[1].node


def _conditions(node: Node, count: int) -> list[Node]:
    """The conditions that were joined two and two, in the order they are written."""
    joined: list[Node] = []
    if isinstance(node, Gather):
        node = node.operands[0].node
    while count > 1 and isinstance(node, Connective):
        joined.append(node.operands[1].node)
        node, count = node.operands[0].node, count - 1
    return [node, *reversed(joined)] if count == 1 else []


def _is_false(cells: Cells, node: Node, members: Mapping[str, str]) -> bool:
    cell = cells.computed.valuation.cells[node][_place(cells, node, members)[1]]
    return (cell.printed if isinstance(cell, Figure) else cell) is False


def _place(cells: Cells, node: Node, members: Mapping[str, str]) -> Place:
    return node, node.domain.index[cells.space.key_at(node.domain, members)]
