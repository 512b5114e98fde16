"""What is known where a node stands: in the branch of a choice, behind a condition, among those a condition lets in.

Takes a graph, and while it is walked the cells found so far; gives for each use of a node the numbers that it can be
there. A node belongs to a place if nothing else uses it; what has a name, or is used twice, stands everywhere. Two
nodes with one number are the same step of the same things, so what a condition tells of the one holds of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
from attrs import field, frozen

from rbflang.graph import nodes as g
from rbflang.graph.domain import Domain, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node, Operand
from rbflang.intervals import EVERYTHING, Interval, above, below, hull, point

ZERO = Fraction(0)
GUARDING = (g.Choose, g.Connective, g.Reduce, g.Ranking)  # what tells something of what it reads
OPPOSITE = {
    "at_least": "less_than", "less_than": "at_least", "at_most": "more_than", "more_than": "at_most", "is": "is_not",
    "is_not": "is",
}  # fmt: skip
TURNED = {"at_least": "at_most", "at_most": "at_least", "more_than": "less_than", "less_than": "more_than"}
OF_ALL_NODES = frozenset(one.name for one in attrs.fields(Node))


Limits = Sequence[Interval | None]  # `None` where nothing is possible: nobody is at that place


@frozen(eq=False, repr=False)
class Known:
    """What is known at a place: by the number of a node where its cells lie, and which nodes are not zero."""

    within: Mapping[int, Limits] = field(factory=dict)
    nonzero: Mapping[int, Domain] = field(factory=dict)

    def kept(self, holds: Callable[[Domain], bool], domains: Mapping[int, Domain]) -> Known:
        """What is known of nodes whose domain is one that the rule lets through."""
        within = {number: cells for number, cells in self.within.items() if holds(domains[number])}
        return Known(within, {number: domain for number, domain in self.nonzero.items() if holds(domain)})


NOTHING_KNOWN = Known()


def together(first: Known, second: Known) -> Known:
    """Both."""
    if not _is_any(second):
        return first
    within = dict(first.within)
    for number, limits in second.within.items():
        before = within.get(number)
        within[number] = limits if before is None else [cut(a, b) for a, b in zip(before, limits, strict=True)]
    return Known(within, {**first.nonzero, **second.nonzero})


def cut(one: Any, limits: Interval | None) -> Any:
    """What a cell can be within limits; nothing where they contradict it, for then nobody looks at it."""
    if limits is None or not isinstance(one, Interval):
        return one if limits is not None else None
    found = one.within(limits)
    return None if found.is_empty else found


class Numbers:
    """The number of each node: one for all that are the same step of the same things."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.of: dict[Node, int] = {}
        self.domains: dict[int, Domain] = {}
        self._known: dict[tuple[Any, ...], int] = {}
        for node in nodes:
            self.of[node] = number = self._number(node)
            self.domains.setdefault(number, node.domain)

    def _number(self, node: Node) -> int:
        if isinstance(node, g.Gather) and _is_repeated(node):
            return self.of[node.operands[0].node]
        return self._known.setdefault(self._shape(type(node), node), len(self._known))

    def _shape(self, kind: type[Node], node: Node) -> tuple[Any, ...]:
        """All that tells a step from others; a table of several values, or of what is not exact, is like no other."""
        if isinstance(node, g.Constant) and any(
            value is not node.values[0] or isinstance(value, g.Figure) for value in node.values
        ):
            return (node,)
        own = [getattr(node, one.name) for one in attrs.fields(kind) if one.name not in OF_ALL_NODES]
        return kind, node.domain, *own, *((self.of[one.node], one.cells) for one in node.operands)

    def of_difference(self, compare: g.Compare, is_turned: bool) -> int | None:
        """The number of the difference of what is compared, if it is written somewhere."""
        operands = compare.operands[::-1] if is_turned else compare.operands
        shape = (g.Difference, compare.domain, *((self.of[one.node], one.cells) for one in operands))
        return self._known.get(shape)


def _is_repeated(node: g.Gather) -> bool:
    alike = len(node.operands) == 1 and node.operands[0].node.domain is node.domain and node.operands[0].cells is None
    return alike and node.sources == tuple((0, cell) for cell in range(node.domain.size))


def is_projection(space: Space, node: Node) -> bool:
    """True if each cell is read where it is itself: at its own members of the sets that are read."""
    if not isinstance(node, g.Gather):
        return all(_is_seen_from(space, node.domain, one) for one in node.operands)
    operand = node.operands[0]
    if len(node.operands) > 1 or operand.cells is not None or not _lies_in(operand.node.domain, node.domain):
        return False
    cells = space.cells(node.domain, operand.node.domain) or range(node.domain.size)
    return node.sources == tuple((0, cell) for cell in cells)


def _is_seen_from(space: Space, domain: Domain, operand: Operand) -> bool:
    return _lies_in(operand.node.domain, domain) and operand.cells == space.cells(domain, operand.node.domain)


def _lies_in(narrow: Domain, wide: Domain) -> bool:
    return set(narrow.sets) <= set(wide.sets)


Cells = Mapping[Node, Sequence[Any]]


class Guards:
    """Tells what is known at each use of a node, as far as the conditions have been met on the walk."""

    def __init__(self, graph: Graph, nodes: Sequence[Node], cells: Cells) -> None:
        self.space, self.cells, self.numbers = graph.space, cells, Numbers(nodes)
        self._use: dict[Node, tuple[Node, int] | None] = dict.fromkeys(graph.named.values())
        self._known: dict[Node, Known] = {}
        for node in nodes:
            for at, operand in enumerate(node.operands):
                self._use[operand.node] = None if operand.node in self._use else (node, at)

    def is_guarded(self, node: Node) -> bool:
        """True if something is known of what a node reads, or could be."""
        return isinstance(node, GUARDING) or _is_any(self.of(node))

    def is_anything_known(self, node: Node, operand: int) -> bool:
        """True if something is known where a node reads one of its operands."""
        return _is_any(self.at(node, operand))

    def stands_everywhere(self, node: Node) -> bool:
        """True for a node that has a name, or that several read."""
        return self._use.get(node) is None

    def of(self, node: Node) -> Known:
        """What is known wherever a node is looked at."""
        if node not in self._known:
            use = self._use.get(node)
            self._known[node] = NOTHING_KNOWN if use is None else self.at(*use)
        return self._known[node]

    def at(self, node: Node, operand: int) -> Known:
        """What is known where a node reads one of its operands."""
        around = self.of(node)
        if isinstance(node, g.Choose) and operand:
            return together(around, self._told(node, 0, operand == 1))
        if isinstance(node, g.Connective):
            return together(around, self._told(node, 0, node.operator == "and")) if operand else around
        if isinstance(node, g.Gather):
            return around if not _is_any(around) or is_projection(self.space, node) else NOTHING_KNOWN
        if isinstance(node, (g.Reduce, *g.GROUPED)):
            inside = around.kept(lambda domain: self._is_of_whole_groups(node, domain), self.numbers.domains)
            is_let_in = isinstance(node, g.Reduce | g.Ranking) and node.is_filtered and operand == 0
            return together(inside, self._told(node, 1, True)) if is_let_in else inside
        return around

    def _is_of_whole_groups(self, node: Any, domain: Domain) -> bool:
        """True for a domain with one cell for each group."""
        if isinstance(node, g.Reduce):
            return _lies_in(domain, node.domain)
        if not _lies_in(domain, node.domain) or self.space.is_open(domain.sets):
            return False
        cells = self.space.cells(node.domain, domain) or range(domain.size)
        return all(len({cells[at] for at in group}) <= 1 for group in node.groups)

    def read(self, node: Node, operand: int) -> Sequence[Any]:
        """The cells that a node reads of an operand, cut to what is known there."""
        used = node.operands[operand]
        column = self.narrowed(used.node, self.at(node, operand), self.cells[used.node])
        return column if used.cells is None else [column[cell] for cell in used.cells]

    def narrowed(self, node: Node, known: Known, column: Sequence[Any]) -> Sequence[Any]:
        """The cells of a node, cut to what is known of it."""
        number = self.numbers.of[node]
        limits = known.within.get(number)
        if limits is not None:
            column = [cut(a, b) for a, b in zip(column, limits, strict=True)]
        if number in known.nonzero:
            column = [_apart_from_zero(a) if isinstance(a, Interval) else a for a in column]
        return column

    # what a condition tells

    def _told(self, node: Node, operand: int, holds: bool) -> Known:
        """What is known where a condition that a node reads holds, or where it does not."""
        used = node.operands[operand]
        is_seen = isinstance(node, g.Reduce) or _is_seen_from(self.space, node.domain, used)
        return self.implied(used.node, holds) if is_seen else NOTHING_KNOWN

    def implied(self, condition: Node, holds: bool) -> Known:
        """What an answer to a condition tells."""
        if isinstance(condition, g.Compare):
            return self._compared(condition, condition.operator if holds else OPPOSITE[condition.operator])
        if isinstance(condition, g.Gather):
            is_seen = is_projection(self.space, condition)
            return self.implied(condition.operands[0].node, holds) if is_seen else NOTHING_KNOWN
        if not isinstance(condition, g.Connective) or not is_projection(self.space, condition):
            return NOTHING_KNOWN
        if condition.operator == "not":
            return self.implied(condition.operands[0].node, not holds)
        if holds is not (condition.operator == "and"):
            return NOTHING_KNOWN
        first, second = (self.implied(one.node, holds) for one in condition.operands)
        return together(first, second)

    def _compared(self, one: g.Compare, operator: str) -> Known:
        """Both sides, each against what the other can be, and their difference against zero."""
        columns = [self.read(one, operand) for operand in (0, 1)]
        are_numbers = all(cell is None or isinstance(cell, Interval) for column in columns for cell in column)
        if not are_numbers or not is_projection(self.space, one):
            return NOTHING_KNOWN
        found = NOTHING_KNOWN
        for at in (0, 1):
            turned = TURNED.get(operator, operator) if at else operator
            side, number = one.operands[at], self.numbers.of[one.operands[at].node]
            found = together(found, _against(number, side, side.node.domain, turned, columns[1 - at]))
            apart = self.numbers.of_difference(one, bool(at))
            if apart is not None:
                zeros = [point(ZERO)] * one.domain.size
                found = together(found, _against(apart, Operand(one), one.domain, turned, zeros))
        return found


def _is_any(known: Known) -> bool:
    return bool(known.within or known.nonzero)


def _against(number: int, side: Operand, domain: Domain, operator: str, others: Limits) -> Known:
    """What a side is known to be beside what the others can be, cell by cell of its domain."""
    if operator == "is_not":
        is_apart = all(other is None or other == point(ZERO) for other in others)
        return Known({}, {number: domain}) if is_apart else NOTHING_KNOWN
    limits = [other and _limit(operator, other) for other in others]
    if side.cells is None:
        return Known({number: limits})
    users = side.users
    return Known({number: [_any_of([limits[at] for at in users.get(cell, ())]) for cell in range(domain.size)]})


def _any_of(limits: Iterable[Interval | None]) -> Interval | None:
    possible = [one for one in limits if one is not None]
    return hull(possible) if possible else None


def _limit(operator: str, other: Interval) -> Interval:
    """The numbers that stand so to one of the others."""
    if operator == "is":
        return other
    if operator in ("at_least", "more_than"):
        return EVERYTHING if other.low is None else above(other.low, other.low_included and operator == "at_least")
    return EVERYTHING if other.high is None else below(other.high, other.high_included and operator == "at_most")


def _apart_from_zero(one: Interval) -> Interval | None:
    """The numbers of an interval without zero, where it is an end."""
    if one == point(ZERO):
        return None
    return Interval(one.low, one.high, one.low_included and one.low != ZERO, one.high_included and one.high != ZERO)
