"""Which way every node goes when one figure of one member improves, at one member of another set.

Takes a graph, what its cells can be, and the two sets; follows the signs from the input that improves through
arithmetic, staircases, ranks, choices and sharing. What it cannot follow is `UNKNOWN`, never guessed. Where a domain
does not vary over a set, its cells are everybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from attrs import frozen

from rbflang.graph import nodes as g
from rbflang.graph.domain import Domain
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node
from rbflang.graph.walk import followed
from rbflang.intervals import EVERYTHING, Interval
from rbflang.tables import changes
from rbflang.tables.changes import ANY_CHANGE, NO_CHANGE, STILL, UNKNOWN, UP, Change, join, scaled, turned
from rbflang.tables.guards import is_projection
from rbflang.tables.node_ranges import Ranges
from rbflang.tables.possible_cells import NO, YES, Possible, one_of
from rbflang.tables.reads import read_at

Answers = tuple[Possible, ...]


@frozen(eq=False, repr=False, slots=False)
class Directions:
    """A calculation in which a figure can improve: of a member of the set `whose`, at a member of the set `where`."""

    graph: Graph
    ranges: Ranges
    whose: str
    where: str

    def changes(self, improved: Node, member: str, better: int) -> Mapping[Node, Change]:
        """How every node moves when a cell of one of them gets better, at this member."""
        here = dict(zip(self._choices, self.answers(member), strict=True))

        def change(node: Node, read: Sequence[Change]) -> Change:
            if node is improved:
                return Change(own=better)
            is_still = all(one.is_still for one in read)
            return NO_CHANGE if is_still else STEPS[type(node)](Following(self, node, here.get(node)), *read)

        return followed(self.graph.nodes, change)

    def answers(self, member: str) -> Answers:
        """What each choice is certainly made by at a member; members with the same answers are alike to all steps."""
        sets = self.graph.space.closure((self.where,))
        keys = [key for key in self.graph.space.domain(sets).keys if key[sets.index(self.where)] == member]
        return tuple(
            one_of(asked.get(tuple(one for one, name in zip(key, sets, strict=True) if name in node.domain.sets))
                   for key in keys)
            for node, asked in self._choices.items()
        )  # fmt: skip

    @cached_property
    def _choices(self) -> Mapping[Node, Mapping[tuple[str, ...], Possible]]:
        """The answers to the condition of each choice, by the members of the set and of those above it."""
        found: dict[Node, Mapping[tuple[str, ...], Possible]] = {}
        for node in self.graph.nodes:
            if isinstance(node, g.Choose):
                sets = [name for name in self.graph.space.closure((self.where,)) if name in node.domain.sets]
                at = [node.domain.sets.index(name) for name in sets]
                cells: dict[tuple[str, ...], list[Possible]] = {}
                for key, cell in zip(node.domain.keys, self.ranges.guards.read(node, 0), strict=True):
                    cells.setdefault(tuple(key[place] for place in at), []).append(cell)
                found[node] = {key: one_of(some) for key, some in cells.items()}
        return found

    def gathered(self, change: Change, taken: Iterable[str]) -> Change:
        """The change of a sum, a mean or one in order over these sets."""
        space, over = self.graph.space, frozenset(taken)
        found = change if over.isdisjoint(space.closure((self.whose,))) else change.over_regions()
        return found if over.isdisjoint(space.closure((self.where,))) else found.over_indicators()

    def is_between_members(self, domain: Domain, per: Domain) -> bool:
        """True if a group has one cell of each member of the set `whose`: nothing but that set is told apart in it."""
        taken = frozenset(domain.sets) - frozenset(per.sets)
        return self.whose in taken and taken <= frozenset(self.graph.space.closure((self.whose,)))

    @cached_property
    def in_place(self) -> frozenset[Node]:
        """The nodes each of whose cells is taken from where it is itself, at the members of both sets."""
        return frozenset(node for node in self.graph.nodes if isinstance(node, g.Gather) and self._is_in_place(node))

    def _is_in_place(self, node: g.Gather) -> bool:
        space = self.graph.space
        if is_projection(space, node):
            return True
        both = space.closure((self.whose, self.where))
        for key, (which, cell) in zip(node.domain.keys, node.sources, strict=True):
            read, at = read_at(node, which, cell)
            members = dict(zip(node.domain.sets, key, strict=True))
            taken = zip(read.domain.sets, read.domain.keys[at], strict=True)
            if any(name in both and members.get(name) != one for name, one in taken):
                return False
        return True


@frozen(eq=False, repr=False)
class Following:
    """A node that something moves, among its directions; of a choice, the answers where the figure improves."""

    directions: Directions
    node: Any
    here: Possible = None

    def read(self, operand: int) -> Possible:
        """All that the node reads of an operand."""
        return self.directions.ranges.read(self.node, operand)

    def numbers(self, operand: int) -> Interval:
        """The numbers that the node reads of an operand; everything where none are known."""
        found = self.read(operand)
        return found if isinstance(found, Interval) else EVERYTHING

    def sign(self, operand: int) -> int:
        """The sign of what the node reads of an operand."""
        return changes.sign_of(self.numbers(operand))


def _together(use: Following, *read: Change) -> Change:
    return join(read)


def _difference(use: Following, first: Change, second: Change) -> Change:
    return join((first, second.each(turned)))


def _times(change: Change, sign: int) -> Change:
    return change.each(lambda move: scaled(move, sign))


def _unclear(*read: Change) -> Change:
    """What may go either way where any of these moves."""
    return _times(join(read), UNKNOWN)


def _product(use: Following, first: Change, second: Change) -> Change:
    return join((_times(first, use.sign(1)), _times(second, use.sign(0))))


def _quotient(use: Following, over: Change, under: Change) -> Change:
    """A divisor that can have both signs may jump from one to the other."""
    sign = use.sign(1)
    return join((_times(over, sign), _times(under.each(turned), UNKNOWN if sign == UNKNOWN else use.sign(0))))


def _reduce(use: Following, summed: Change, let_in: Change = NO_CHANGE) -> Change:
    """Whoever is let in adds what is no less than nothing; what else that does to others is not known."""
    node, found = use.node, summed
    if not let_in.is_still:
        is_added = node.kind == "count" or (node.kind == "sum" and use.sign(0) == UP)
        found = join((summed, let_in)) if is_added else _unclear(summed, let_in)
    wide = {name for one in node.operands for name in one.node.domain.sets}
    return use.directions.gathered(found, wide - set(node.domain.sets))


def _staircase(use: Following, change: Change) -> Change:
    results = [one.result for one in use.node.stairs]
    rises = all(a <= b for a, b in pairwise(results))
    falls = all(a >= b for a, b in pairwise(results))
    return _times(change, STILL if rises and falls else UP if rises else changes.DOWN if falls else UNKNOWN)


def _ramp(use: Following, argument: Change, *points: Change) -> Change:
    """More of what a point gives is never less; a place further out is as less of the argument."""
    given = [use.numbers(at) for at in range(2, len(points) + 1, 2)]
    sign = UP if _in_turn(given) else changes.DOWN if _in_turn(given[::-1]) else UNKNOWN
    if all(one.is_point and one == given[0] for one in given):
        sign = STILL
    moved = join((argument, *(one.each(turned) for one in points[0::2])))
    return join((_times(moved, sign), *points[1::2]))


def _in_turn(given: Sequence[Interval]) -> bool:
    """True if each is certainly no less than the one before."""
    ends = [(before.high, after.low) for before, after in pairwise(given)]
    return all(high is not None and low is not None and high <= low for high, low in ends)


def _rank(use: Following, ranked: Change, let_in: Change = NO_CHANGE) -> Change:
    """Where a member has several places in a ranking, they are places against each other too."""
    node = use.node
    if not let_in.is_still or not use.directions.is_between_members(node.domain, node.per):
        return ANY_CHANGE
    here = changes.ranked(ranked.own, ranked.others, node.highest_first)
    return Change(*here, *changes.ranked(ranked.own_away, ranked.others_away, node.highest_first))


def _compare(use: Following, first: Change, second: Change) -> Change:
    """Of an answer, `UP` is from no to yes."""
    operator = use.node.operator
    if operator in ("is", "is_not"):
        found = _equality(use, first, second)
        return found if operator == "is" else found.each(turned)
    apart = _difference(use, first, second)
    return apart if operator in ("at_least", "more_than") else apart.each(turned)


def _equality(use: Following, first: Change, second: Change) -> Change:
    """Whether something is the least or the greatest that it can be moves one way only."""
    answer, value, limits = use.read(1), use.numbers(1), use.numbers(0)
    if second.is_still and answer in (YES, NO):
        return first if answer == YES else first.each(turned)
    if second.is_still and value.is_point and value.low in (limits.low, limits.high):
        return first if value.low == limits.high else first.each(turned)
    return _unclear(first, second)


def _logic(use: Following, *read: Change) -> Change:
    found = join(read)
    return found.each(turned) if use.node.operator == "not" else found


def _choose(use: Following, asked: Change, chosen: Change, otherwise: Change) -> Change:
    both = join((chosen, otherwise, _times(asked, _step(use))))
    here, everywhere = (chosen if one == YES else otherwise if one == NO else both for one in (use.here, use.read(0)))
    return Change(here.own, here.others, everywhere.own_away, everywhere.others_away)


def _step(use: Following) -> int:
    """`UP` if what is chosen is never less than the other, `DOWN` if it is never more."""
    chosen, otherwise = use.numbers(1), use.numbers(2)
    if chosen.low is not None and otherwise.high is not None and chosen.low >= otherwise.high:
        return UP
    if chosen.high is not None and otherwise.low is not None and chosen.high <= otherwise.low:
        return changes.DOWN
    return UNKNOWN


def _exists(use: Following, change: Change) -> Change:
    """A figure that is better is a figure; of what is computed of it, nothing is known."""
    (asked,) = use.node.operands
    return NO_CHANGE if isinstance(asked.node, g.Observed) else _unclear(change)


def _gather(use: Following, *read: Change) -> Change:
    return join(read) if use.node in use.directions.in_place else ANY_CHANGE


def _share(use: Following, points: Change, parts: Change, taking_part: Change) -> Change:
    """Points that stay as they are, in proportion to the parts of those who take part."""
    is_followed = points.is_still and use.sign(0) == UP
    if not is_followed or not use.directions.is_between_members(use.node.domain, use.node.per):
        return ANY_CHANGE
    found = join((parts, taking_part))
    here = changes.in_proportion(found.own, found.others)
    return Change(*here, *changes.in_proportion(found.own_away, found.others_away))


def _kept_sum(use: Following, change: Change) -> Change:
    """A unit may go to another, whatever moves."""
    return ANY_CHANGE


STEPS: dict[type[Node], Callable[..., Change]] = {
    g.Sum: _together,
    g.Difference: _difference,
    g.Product: _product,
    g.Quotient: _quotient,
    g.Reduce: _reduce,
    g.LeastOrGreatest: _together,
    g.Staircase: _staircase,
    g.Ramp: _ramp,
    g.Ranking: _rank,
    g.Compare: _compare,
    g.Connective: _logic,
    g.Choose: _choose,
    g.HasFigure: _exists,
    g.Gather: _gather,
    g.ShareOut: _share,
    g.Round: _together,
    g.Apportion: _kept_sum,
}
