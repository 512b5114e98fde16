"""What every cell can be, whatever the data: the numbers it certainly lies among, or the answers it can give.

Takes a graph and what its leaves can be; gives for each cell an interval, a set of answers, or nothing where it never
has a value. What stands in a branch, behind a condition or among those a condition lets in is given as it is where it
is looked at (see `guards`). Nothing is estimated: where the arithmetic cannot tell, the interval is wide. A divisor is
taken to be apart from zero, for else there is no quotient. Members of an open set stand for any number of members.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from rbflang import intervals
from rbflang.graph import nodes as g
from rbflang.graph.closure import before
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Node, reads_of
from rbflang.graph.walk import walked
from rbflang.intervals import EVERYTHING, Interval, above, hull, point, shortened
from rbflang.tables import group_ranges, ramps
from rbflang.tables.bounds import rounded
from rbflang.tables.exact import HOLDING
from rbflang.tables.guards import Guards
from rbflang.tables.possible_cells import (
    EITHER,
    MOST_BITS,
    NO,
    YES,
    Answers,
    Column,
    Possible,
    Standing,
    each_alike,
    one_of,
)
from rbflang.tables.promises import Promises
from rbflang.tables.reads import Place

ZERO = Fraction(0)
NO_CELLS: Mapping[Place, Possible] = {}
NOT_NEGATIVE, POSITIVE, NEGATIVE = above(ZERO), above(ZERO, included=False), intervals.below(ZERO)


@frozen(eq=False, repr=False, slots=False)
class Ranges:
    """What each cell of each node can be, and what is known where it is used."""

    graph: Graph
    cells: Mapping[Node, Column]
    guards: Guards
    promises: Promises

    def of(self, node: Node) -> Possible:
        """All that the cells of a node can be."""
        return one_of(self.cells[node])

    def read(self, node: Node, operand: int) -> Possible:
        """All that the cells can be that a node reads of an operand."""
        return one_of(self.guards.read(node, operand))

    def anywhere(self, node: Node, operand: int) -> Possible:
        """The same, with nothing known of where the node stands; nothing where only what is read there is known."""
        if not self.guards.is_anything_known(node, operand):
            return self.read(node, operand)
        read = node.operands[operand].node
        is_known = isinstance(read, g.Constant) or self.guards.stands_everywhere(read)
        return self.of(read) if is_known else None

    def can_be_zero(self, node: Node, operand: int) -> bool:
        """True unless what a node reads of an operand is certainly apart from zero, by itself or by what is known."""
        read = node.operands[operand].node
        cells = self.guards.read(node, operand)
        is_apart = self.guards.numbers.of[read] in self.guards.at(node, operand).nonzero
        if is_apart or not any(isinstance(cell, Interval) and cell.holds(ZERO) for cell in cells):
            return False
        if isinstance(read, g.Product):
            return self.can_be_zero(read, 0) or self.can_be_zero(read, 1)
        if isinstance(read, g.Quotient | g.Gather):
            return self.can_be_zero(read, 0)
        is_negative = isinstance(read, g.Difference) and self.read(read, 0) == point(ZERO)
        return not is_negative or self.can_be_zero(read, 1)

    @cached_property
    def intervals(self) -> Mapping[Node, Interval]:
        """The interval of each node whose cells are numbers; everything where it has none."""
        found = {node: self.of(node) for node in self.guards.numbers.of}
        return {node: one or EVERYTHING for node, one in found.items() if not isinstance(one, frozenset)}


def ranges_of(graph: Graph, given: Mapping[Node, Possible]) -> Mapping[Node, Interval]:
    """The interval that the cells of each node certainly lie in; see `all_ranges`."""
    return all_ranges(graph, given).intervals


def all_ranges(graph: Graph, given: Mapping[Node, Possible], known: Mapping[Place, Possible] = NO_CELLS) -> Ranges:
    """What every cell can be, where all cells of the leaves lie in what is given.

    An observed leaf that is not given is a yes/no or a word. Of any other node that is given, the cells lie there too.
    A cell that is `known` is that, whatever its node gives.
    """
    told: dict[Node, dict[int, Possible]] = {}
    for (node, at), cell in known.items():
        told.setdefault(node, {})[at] = cell
    nodes = tuple(before(graph.named.values(), _conditions_first))
    found = _WhenAsked(graph)
    guards, promises = Guards(graph, nodes, found), Promises(graph, found)

    def cells(node: Node, columns: Sequence[Column], asked: Sequence[int]) -> Column:
        if columns and guards.is_guarded(node):
            columns = [guards.read(node, operand) for operand in range(len(columns))]
        if isinstance(node, LEAVES):
            column = _leaf(node, given)
        else:
            use = Standing(node, graph, guards)
            column = promises.kept(use, columns, STEPS[type(node)](use, columns))
            column = [_both(cell, given[node]) for cell in column] if node in given else column
        if node in told:
            column = [told[node].get(at, cell) for at, cell in enumerate(column)]
        return guards.narrowed(node, guards.of(node), column)

    found.work = cells
    return Ranges(graph, found, guards, promises)


class _WhenAsked(dict[Node, Column]):
    """The cells of nodes, worked out when somebody looks at them; with those of all that they rest on."""

    work: Callable[[Node, Sequence[Column], Sequence[int]], Column]

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        self._graph = graph

    def __missing__(self, node: Node) -> Column:
        behind = before([node], lambda one: () if one in self else _conditions_first(one))
        return walked(self._graph, self.work, behind, self)[node]


def _conditions_first(node: Node) -> tuple[Node, ...]:
    """The nodes that a node reads: what is let in before what it lets in."""
    return reads_of(node)[::-1] if isinstance(node, g.Reduce | g.Ranking) else reads_of(node)


def _both(cell: Possible, other: Possible) -> Possible:
    if not isinstance(cell, Interval) or not isinstance(other, Interval):
        return cell
    found = cell.within(other)
    return cell if found.is_empty else found


# the leaves

LEAVES = (g.Constant, g.Observed)


def _leaf(node: g.Constant | g.Observed, given: Mapping[Node, Possible]) -> Column:
    if node in given or isinstance(node, g.Observed):
        return [given.get(node, EITHER)] * node.domain.size
    alike: dict[Cell, Possible] = {}
    return [alike.setdefault(cell, _of_cell(cell)) for cell in node.values]


def _of_cell(cell: Cell) -> Possible:
    if isinstance(cell, g.Failure):
        return None
    if isinstance(cell, g.Figure):
        return cell.interval
    return point(cell) if isinstance(cell, Fraction) else frozenset((cell,))


# the steps


Step = Callable[[Standing, Sequence[Column]], Column]


def _numbers(work: Callable[[Interval, Interval], Interval | None]) -> Step:
    def step(use: Standing, columns: Sequence[Column]) -> Column:
        def both(a: Possible, b: Possible) -> Possible:
            found = work(a, b) if isinstance(a, Interval) and isinstance(b, Interval) else None
            return found and shortened(found, MOST_BITS)

        return each_alike(columns, both)

    return step


def _difference(use: Standing, columns: Sequence[Column]) -> Column:
    if use.is_of_itself:
        return each_alike(columns[:1], lambda cell: cell and point(ZERO))
    return _numbers(intervals.subtract)(use, columns)


def _product(use: Standing, columns: Sequence[Column]) -> Column:
    found = _numbers(intervals.multiply)(use, columns)
    return each_alike([found], lambda cell: cell and cell.within(NOT_NEGATIVE)) if use.is_of_itself else found


def _quotient(over: Interval, under: Interval) -> Interval | None:
    """All quotients; a divisor that ends at zero is taken to be apart from it, for else there is no quotient."""
    if under.low == ZERO:
        under = under.within(POSITIVE)
    elif under.high == ZERO:
        under = under.within(NEGATIVE)
    return None if under.is_empty else intervals.divide(over, under)


def _extreme(use: Standing, columns: Sequence[Column]) -> Column:
    work = intervals.least if use.node.kind == "least" else intervals.greatest
    return each_alike(columns, lambda *cells: None if None in cells else work(cells))


def _staircase(use: Standing, columns: Sequence[Column]) -> Column:
    def step(cell: Possible) -> Possible:
        if not isinstance(cell, Interval):
            return None
        stairs = [one for one in use.node.stairs if one.interval.meets(cell)] or use.node.stairs
        return hull([point(one.result) for one in stairs] or [point(ZERO)])

    return each_alike(columns, step)


def _compare(use: Standing, columns: Sequence[Column]) -> Column:
    operator, is_same = use.node.operator, use.is_of_itself

    def compared(a: Possible, b: Possible) -> Possible:
        if a is None or b is None:
            return None
        if isinstance(a, Interval) and isinstance(b, Interval):
            return _stands_so(operator, point(ZERO) if is_same else intervals.subtract(a, b))
        if len(a) != 1 or len(b) != 1:  # type: ignore[arg-type]
            return EITHER
        return frozenset(((a == b) is (operator == "is"),))

    return each_alike(columns, compared)


def _stands_so(operator: str, apart: Interval) -> Answers:
    """The answers that a difference of two numbers can give."""
    is_negated = operator == "is_not"
    holding = HOLDING["is" if is_negated else operator]
    if holding.covers(apart):
        return NO if is_negated else YES
    return EITHER if holding.meets(apart) else YES if is_negated else NO


def _logic(use: Standing, columns: Sequence[Column]) -> Column:
    settling = use.node.operator == "or"

    def both(a: Answers | None, b: Answers | None) -> Possible:
        first = a or ()
        found = {settling} & set(first)
        return frozenset(found | (set(b or ()) if (not settling) in first else set())) or None

    if use.node.operator == "not":
        return each_alike(columns, lambda cell: cell and frozenset(not answer for answer in cell))
    return each_alike(columns, both)


def _choose(use: Standing, columns: Sequence[Column]) -> Column:
    def chosen(asked: Answers | None, first: Possible, second: Possible) -> Possible:
        return one_of([*([first] if asked and True in asked else ()), *([second] if asked and False in asked else ())])

    return each_alike(columns, chosen)


def _exists(use: Standing, columns: Sequence[Column]) -> Column:
    """A figure that the rules give is there or is not; of any other, nobody knows."""
    asked = use.node.operands[0].node
    while isinstance(asked, g.Gather) and len(asked.operands) == 1:
        asked = asked.operands[0].node
    is_given = isinstance(asked, g.Constant) and not use.graph.space.is_open(asked.domain.sets)
    return each_alike(columns, lambda cell: (NO if cell is None else YES) if is_given else EITHER)


def _ramp(use: Standing, columns: Sequence[Column]) -> Column:
    return each_alike(columns, _on_ramp)


def _on_ramp(*cells: Possible) -> Possible:
    spans = [cell for cell in cells if isinstance(cell, Interval)]
    if len(spans) < len(cells):
        return None
    return shortened(ramps.all_on_the_line(spans[0], spans[1::2], spans[2::2]), MOST_BITS)


def _gather(use: Standing, columns: Sequence[Column]) -> Column:
    return [columns[which][cell] for which, cell in use.node.sources]


# sharing and rounding


def _round(use: Standing, columns: Sequence[Column]) -> Column:
    return each_alike(columns, lambda cell: rounded(use.node, cell) if isinstance(cell, Interval) else None)


STEPS: dict[type[Node], Step] = {
    g.Sum: _numbers(intervals.add),
    g.Difference: _difference,
    g.Product: _product,
    g.Quotient: _numbers(_quotient),
    g.Reduce: group_ranges.aggregated,
    g.LeastOrGreatest: _extreme,
    g.Staircase: _staircase,
    g.Ramp: _ramp,
    g.Ranking: group_ranges.ranked,
    g.Compare: _compare,
    g.Connective: _logic,
    g.Choose: _choose,
    g.HasFigure: _exists,
    g.Gather: _gather,
    g.ShareOut: group_ranges.shared,
    g.Round: _round,
    g.Apportion: _round,
}
