"""From a valuation to a program: for each kind of node, how its cells are computed from what a scenario gives.

What no input that varies can change is taken from the exact valuation as it stands, with every decision that was taken
there. The rest becomes operations, cell by cell. A step that no operation serves is a `NotServed` with its node, never
a wrong figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, nan
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.batch import cellwise, groupwise, whole_units
from rbflang.batch.making import Lowering, NotServed, Work, each_cell
from rbflang.batch.program import HALF, Bit, Program
from rbflang.batch.schedule import inputs_of
from rbflang.batch.simpler import Simplified
from rbflang.batch.symbols import ZERO, Numeric, Symbol, Truth, constant, observed, within
from rbflang.graph import nodes as g
from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Failure, Figure, Node
from rbflang.tables.reads import possible_reads
from rbflang.tables.valuation import Valuation

Given: TypeAlias = "tuple[str, Key]"
LOWERED: dict[type[Node], Work] = {
    g.Sum: each_cell(cellwise.summed),
    g.Difference: each_cell(cellwise.difference_of),
    g.Product: each_cell(cellwise.product_of),
    g.Quotient: each_cell(cellwise.quotient_of),
    g.Reduce: groupwise.reduced,
    g.LeastOrGreatest: each_cell(cellwise.extreme),
    g.Staircase: each_cell(cellwise.stood_on),
    g.Ramp: each_cell(cellwise.on_ramp),
    g.Ranking: groupwise.ranked,
    g.Compare: each_cell(cellwise.compared_cells),
    g.Connective: each_cell(cellwise.connected),
    g.Choose: each_cell(cellwise.chosen_of),
    g.HasFigure: each_cell(cellwise.has_figure),
    g.Gather: cellwise.gathered,
    g.ShareOut: groupwise.shared_out,
    g.Round: each_cell(whole_units.rounded),
    g.Apportion: whole_units.apportioned,
}


@frozen(eq=False, repr=False)
class Lowered:
    """A program with its inputs in order, and what each result is."""

    program: Program
    inputs: tuple[Given, ...]
    results: tuple[Numeric, ...]
    strange: Bit

    @property
    def doubt(self) -> Bit:
        """Where a result may be another."""
        return self.program.either(self.strange, *(one.doubt for one in self.results))

    @property
    def operations(self) -> tuple[int, ...]:
        """What computes each result; where it has none, it is no number."""
        nothing = self.program.constant(nan)
        return tuple(self.program.select(one.missing, nothing, one.operation) for one in self.results)


def lowered(
    valuation: Valuation,
    part: Graph,
    inputs: Sequence[Given],
    results: Sequence[tuple[Node, int]],
    optional: frozenset[str] = frozenset(),
    positive: frozenset[str] = frozenset(),
    whole: frozenset[Node] = frozenset(),
    half: float = HALF,
) -> Lowered:
    """The program that computes some cells from the inputs; all else is as in the valuation.

    A scenario may leave out what is `optional`, by the name of its quantity; what is `positive` is never below zero.
    What `whole` nodes hand out in whole units is known to add up to whole units; of others it is doubtful.
    No operation is farther from the truth than `half` of what it gives.
    """
    program = Simplified(half)
    made: dict[Node, list[Symbol | None]] = {}
    numbers = {given: at for at, given in enumerate(inputs)}
    for node in part.nodes:
        made[node] = _cells(program, valuation, node, made, numbers, optional, positive, whole)
    found = []
    for node, cell in results:
        symbol = made[node][cell] or settled(program, valuation.cells[node][cell])
        if not isinstance(symbol, Numeric):
            raise NotServed(node, "not a number")
        found.append(symbol)
    operations = tuple(one.operation for one in found)
    asked = (int(program.operations[at].value) for at in inputs_of(program, operations))
    # In the order in which they are read, behind which come those that only decide.
    rests_on = tuple(dict.fromkeys((*asked, *sorted(_rests_on(results, made, numbers)))))
    return Lowered(program, tuple(inputs), tuple(found), _strange(program, inputs, rests_on, optional, positive))


def _strange(
    program: Program,
    inputs: Sequence[Given],
    rests_on: Sequence[int],
    optional: frozenset[str],
    positive: frozenset[str],
) -> Bit:
    """Where a scenario gives what was not to be expected, of what matters: no number, or one below zero."""
    found: Bit = False
    zero = program.constant(0.0)
    total: int | None = None
    outer: int | None = None
    for at in rests_on:
        name, _ = inputs[at]
        value = program.emit("input", value=at)
        if name in optional:
            found = program.either(found, name in positive and program.emit("more_than", zero, value))
        elif name in positive:
            outer = value if outer is None else program.emit("outer", outer, value)
        else:
            total = value if total is None else program.emit("add", total, value)
    if outer is not None:
        found = program.either(found, program.opposite(program.emit("ordinary", outer)))
    if total is not None:
        size = program.emit("absolute", total)
        found = program.either(found, program.opposite(program.emit("more_than", program.constant(inf), size)))
    return found


def _rests_on(
    results: Sequence[tuple[Node, int]], made: Mapping[Node, list[Symbol | None]], numbers: Mapping[Given, int]
) -> frozenset[int]:
    """The inputs that some cells can read, whatever becomes of them there: one that is missing is missing."""

    def varying(place: tuple[Node, int]) -> tuple[tuple[Node, int], ...]:
        return tuple(one for one in possible_reads(*place) if made[one[0]][one[1]] is not None)

    places = behind([one for one in results if made[one[0]][one[1]] is not None], varying)
    leaves = ((node, cell) for node, cell in places if isinstance(node, g.Observed))
    return frozenset(numbers[node.quantity, node.domain.keys[cell]] for node, cell in leaves)


def _cells(
    program: Program,
    valuation: Valuation,
    node: Node,
    made: Mapping[Node, list[Symbol | None]],
    numbers: Mapping[Given, int],
    optional: frozenset[str],
    positive: frozenset[str],
    whole: frozenset[Node],
) -> list[Symbol | None]:
    """The cells of a node that vary; nothing in the place of those that do not."""
    if isinstance(node, g.Observed):
        places = [numbers.get((node.quantity, key)) for key in node.domain.keys]
        return [
            None if at is None else observed(program, at, node.quantity in positive, node.quantity in optional)
            for at in places
        ]
    varying = _varying(node, made)
    pinned = valuation.pins.get(valuation.graph.names.get(node, ""), {})
    varying = [at for at in varying if node.domain.keys[at] not in pinned]
    found: list[Symbol | None] = [None] * node.domain.size
    if not varying:
        return found
    columns = [
        [
            made[operand.node][cell] or settled(program, valuation.cells[operand.node][cell])
            for cell in (range(operand.node.domain.size) if operand.cells is None else operand.cells)
        ]
        for operand in node.operands
    ]
    work = LOWERED[type(node)]
    for at, symbol in work(Lowering(program, node, columns, node in whole), varying).items():
        found[at] = symbol
    return found


def _varying(node: Node, made: Mapping[Node, list[Symbol | None]]) -> list[int]:
    """The cells of a node that read a cell that varies."""
    found: set[int] = set()
    for number, operand in enumerate(node.operands):
        cells = made[operand.node]
        if not any(cells):
            continue
        places = range(len(cells)) if operand.cells is None else operand.cells
        moved = [at for at, cell in enumerate(places) if cells[cell] is not None]
        if isinstance(node, g.Reduce):
            found.update(group for at in moved for group in node.groups_with.get(at, ()))
        elif isinstance(node, g.GROUPED):
            groups = {node.group_of[at] for at in moved if at in node.group_of}
            found.update(at for group in groups for at in node.groups[group])
        elif isinstance(node, g.Gather):
            found.update(taker for at in moved for taker in node.takers.get((number, at), ()))
        else:
            found.update(moved)
    return sorted(found)


def settled(program: Program, cell: Cell) -> Symbol:
    """A cell that no input can change."""
    if isinstance(cell, bool):
        return Truth(cell)
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Failure):
        missing = cell.slug == "figure-missing"
        return evolve(constant(program, ZERO), exact=None, missing=missing, doubt=not missing)
    if isinstance(cell, Figure):
        ends = cell.interval.low, cell.interval.high
        if ends[0] is None or ends[1] is None:
            return evolve(constant(program, cell.printed or ZERO), doubt=True, missing=cell.printed is None)
        return within(program, cell.printed, constant(program, ends[0]), constant(program, ends[1]))
    return constant(program, cell)
