"""The part of a calculation that moves with the inputs that are not known exactly.

Takes a valuation; gives a graph of plain arithmetic from those inputs up, in which all else stands still: decisions are
as they were taken, ranks as the printed figures give them. A rounding on the way becomes what is rounded plus an input
of its own, which says how far the rounding can move it. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Constant, Figure, Node, Observed, Operand, Reduce, reads_of
from rbflang.intervals import Interval, point
from rbflang.tables.bounds import ROUNDINGS, STEPS, error_of
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation

Leaf = tuple[str, Key]
MOVING = (*STEPS, *ROUNDINGS)


@frozen(eq=False, repr=False)
class LoosePart:
    """The graph, its loose inputs, and what stands there for each node that moves.

    `inputs` are the cells of the rules and the data that are not exact; `box` is what each of them may be, and where a
    pin holds a cell; `errors` is how far each rounding can move a number.
    """

    graph: Graph
    inputs: Mapping[Place, Leaf]
    box: Mapping[Place, Interval]
    errors: Mapping[Place, Interval]
    standing: Mapping[Node, Node]

    def printed(self, place: Place) -> Fraction:
        """The value that a loose input is computed with."""
        node, cell = place
        figure = node.values[cell] if isinstance(node, Constant) else None
        assert isinstance(figure, Figure) and figure.printed is not None
        return figure.printed


def loose_part(valuation: Valuation, wanted: Iterable[str]) -> LoosePart:
    """What moves of these quantities with the cells that are not exact."""
    whole, wanted = valuation.graph, frozenset(wanted)
    standing: dict[Node, Node] = {}
    for node in whole.only(wanted).nodes:
        made = _standing(valuation, node, standing)
        if made is not None:
            standing[node] = made
    ends = {node: made for node, made in standing.items() if whole.names.get(node) in wanted}
    # what is rounded last is asked for before it is rounded
    rounded = (made.operands[0].node if isinstance(node, ROUNDINGS) else made for node, made in ends.items())
    moving = behind(rounded, reads_of)
    named: dict[str, Node] = {}
    box: dict[Place, Interval] = {}
    errors: dict[Place, Interval] = {}
    for number, (node, made) in enumerate(standing.items()):
        if made not in moving:
            continue
        named[whole.names.get(node) or f" {number}"] = made
        if isinstance(made, ROUNDINGS):
            errors.update({(made, at): error_of(made) for at in range(made.domain.size)})
    inputs: dict[Place, Leaf] = {}
    for name, made in named.items():
        for at, cell in enumerate(made.values if isinstance(made, Constant) else ()):
            if isinstance(cell, Figure) and _is_loose(cell):
                inputs[made, at], box[made, at] = (name, made.domain.keys[at]), cell.interval
        for key, cell in valuation.pins.get(name, {}).items():
            if isinstance(cell, Fraction):
                box[made, made.domain.index[key]] = point(cell)
    return LoosePart(Graph(whole.space, named), inputs, box, errors, standing)


def _standing(valuation: Valuation, node: Node, standing: Mapping[Node, Node]) -> Node | None:
    """What stands for a node: the loose inputs, or the same step over what moves; nothing where it is still."""
    if isinstance(node, Constant | Observed):
        values = tuple(valuation.cells[node])
        is_loose = any(map(_is_loose, values))
        return Constant(domain=node.domain, values=values, span=node.span) if is_loose else None
    if not any(operand.node in standing for operand in node.operands):
        return None
    operands = tuple(_operand(valuation, operand, standing) for operand in node.operands)
    counts = isinstance(node, Reduce) and node.kind == "count"
    return evolve(node, operands=operands) if type(node) in MOVING and not counts else None


def _operand(valuation: Valuation, operand: Operand, standing: Mapping[Node, Node]) -> Operand:
    """The same cells of what moves, or of what stands still as it was computed."""
    node = operand.node
    if node in standing:
        return Operand(standing[node], operand.cells)
    values = tuple(one.printed if isinstance(one, Figure) and one.printed is not None else one
                   for one in valuation.cells[node])  # fmt: skip
    return Operand(Constant(domain=node.domain, values=values), operand.cells)


def _is_loose(cell: Cell) -> bool:
    return isinstance(cell, Figure) and cell.printed is not None and not cell.interval.is_point
