"""The normal form of every node, for proofs: formulas unfolded as far as they are arithmetic.

Takes a graph, what its cells can be, and what the rules tell that its nodes do not. What is no arithmetic (a staircase,
a choice, a rounding) stays one factor; so does a named node whose form grows beyond what a proof is worth, which is
sound, since a factor may have any value. Two nodes that are the same step of the same things are one factor. Points
that are shared are a factor whose sum over those who share is the points to share, where none can lapse; largest
remainders keep the sum of what they round. A choice by what the rules alone decide, with nothing otherwise, is a factor
of ones and zeros times what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from rbflang.graph import nodes as g
from rbflang.graph.closure import before, behind
from rbflang.graph.domain import Domain, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node, printed_of
from rbflang.graph.walk import followed
from rbflang.intervals import Interval
from rbflang.tables.algebra import Algebra, Factor, Form, Sets, TooLarge, Total, constant, number_in, plus
from rbflang.tables.guards import is_projection
from rbflang.tables.node_ranges import Ranges
from rbflang.tables.possible_cells import Possible, one_of
from rbflang.tables.valuation import valuate_constant

MOST_KEPT, DEEPEST_KEPT, MOST_BITS = 200, 8, 4_000
ZERO, ONE = Fraction(0), Fraction(1)


@frozen(eq=False, repr=False)
class Promised:
    """What the rules tell that nodes do not.

    The set whose members are written out one by one, where it lies under no other and none under it; what leaves add up
    to over some sets; and the sharings in which nothing can lapse.
    """

    written_out: str
    totals: Mapping[Node, tuple[Sets, Fraction]]
    whole: frozenset[Node]


@frozen(repr=False)
class Unsplit:
    """A node as a factor, or its cells at one member of the set that is written out."""

    node: Node
    member: str | None = None


class Forms:
    """The forms of all nodes of a graph, and the algebra they are made in."""

    def __init__(self, graph: Graph, ranges: Ranges, told: Promised) -> None:
        self.graph, self.ranges, self.told = graph, ranges, told
        self.written_out = told.written_out if _stands_alone(graph.space, told.written_out) else ""
        self.algebra = Algebra(graph.space, self.written_out, self._at_member)
        self.known: dict[Node, Form] = {}
        self.divisors: dict[Node, Form] = {}
        self.shared: dict[int, Form] = {}  # what is handed out as a factor, at most
        self._rounded = followed(graph.nodes, _is_rounded)
        self._given = followed(graph.nodes, self._is_given)

    def of(self, node: Node) -> Form:
        """The form of a node."""
        for one in before([node], lambda one: () if one in self.known else _needed(one)):
            if one not in self.known:
                self.known[one] = self._form(one)
        return self.known[node]

    def _form(self, node: Node) -> Form:
        try:
            step = STEPS.get(type(node))
            found = step(self, node, *(self.known[one] for one in _needed(node))) if step else None
        except TooLarge:
            found = None
        if found is None or (node in self.graph.names and self._is_beyond(found)):
            return self.factor(node)
        return found

    def _is_beyond(self, form: Form) -> bool:
        """True if a form is larger than a proof is worth."""
        return len(form) > MOST_KEPT or self.algebra.depth_of(form) > DEEPEST_KEPT or _is_long(form)

    def behind(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The nodes that these rest on where they are arithmetic, themselves included, operands first."""
        nodes = tuple(nodes)
        for node in nodes:
            self.of(node)
        return tuple(sorted(behind(nodes, self._unfolded), key=self.graph.order.__getitem__))

    def is_computed(self, nodes: Iterable[Node]) -> bool:
        """False if something that these rest on is divided by zero whatever the data: then there is no result."""
        return all(self.divisors.get(node) != {} for node in self.behind(nodes))

    def _unfolded(self, node: Node) -> tuple[Node, ...]:
        if not isinstance(node, g.Choose):
            return _needed(node)
        asked, chosen = node.operands[0].node, node.operands[1].node
        return (chosen,) if isinstance(asked, g.Constant) or single(self.known[chosen]) in self.shared else ()

    def sum_of(self, node: Node, form: Form, over: Iterable[str] | None = None) -> Form:
        """The sum of a form over all sets of a node, or over some of them, in its simplest shape."""
        sets = node.domain.sets if over is None else over
        return self.algebra.reduced(self.algebra.sum_over(frozenset(sets), form))

    # factors

    @cached_property
    def _alike(self) -> Mapping[int, Sequence[Node]]:
        """By number the nodes that are the same step of the same things."""
        found: dict[int, list[Node]] = {}
        for node in self.graph.nodes:
            found.setdefault(self.ranges.guards.numbers.of[node], []).append(node)
        return found

    def alike(self, node: Node) -> Sequence[Node]:
        """The nodes that are the same step of the same things."""
        return self._alike[self.ranges.guards.numbers.of[node]]

    def possible(self, step: Unsplit) -> Possible:
        """All that the cells of a factor can be, wherever it stands."""
        return one_of(self.ranges.of(node) for node in self.alike(step.node))

    def factor(self, node: Node, member: str | None = None) -> Form:
        """A node as a factor, or its cells at one member, with its values where the rules give them all."""
        node = self.alike(node)[0]
        domain, values = node.domain, self._values(node)
        if member is not None:
            at = domain.sets.index(self.written_out)
            values = values and tuple(v for v, key in zip(values, domain.keys, strict=True) if key[at] == member)
            domain = self._without(domain)
        return self.algebra.form_of(Factor(Unsplit(node, member), frozenset(domain.sets), values=values))

    def _without(self, domain: Domain) -> Domain:
        return self.graph.space.domain([name for name in domain.sets if name != self.written_out])

    def _is_given(self, node: Node, read: Sequence[bool]) -> bool:
        """True if the rules alone give all cells of a node, and everybody who has one is known."""
        is_known = not isinstance(node, g.Observed) and not self.graph.space.is_open(node.domain.sets)
        return is_known and all(read)

    def _values(self, node: Node) -> tuple[Fraction, ...] | None:
        """The cells of a node as numbers, a yes as one; nothing where they are not known whatever the data.

        What is rounded on the way is for a run to tell.
        """
        if self._rounded[node] or not self._given[node]:
            return None if self._rounded[node] else self._certain(node)
        cells = tuple(map(printed_of, node.values)) if isinstance(node, g.Constant) else valuate_constant(node)
        values = tuple(Fraction(cell) for cell in cells if isinstance(cell, Fraction | bool))
        return values if values and len(values) == len(cells) else None

    def _certain(self, node: Node) -> tuple[Fraction, ...] | None:
        """The cells of a step that can be one number each; of members that nobody knows, the number all have."""
        if isinstance(node, g.Constant):
            return None
        columns = [self.ranges.cells[one] for one in self.alike(node)]
        cells = [one_of(some) for some in zip(*columns, strict=True)]
        points = [cell for cell in cells if isinstance(cell, Interval) and cell.is_point]
        values = tuple(cell.low for cell in points if cell.low is not None)
        is_alike = not self.graph.space.is_open(node.domain.sets) or len(set(values)) == 1
        return values if values and len(values) == len(cells) and is_alike else None

    # members that are written out

    def _at_member(self, factor: Factor, member: str) -> Form:
        """What a factor that varies over the set that is written out is at one of its members."""
        assert isinstance(factor.what, Unsplit)
        for node in self.alike(factor.what.node):
            put_together = self._put_together(node, member) if isinstance(node, g.Gather) else None
            if put_together in self.known:
                return self.known[put_together]
        return self.factor(factor.what.node, member)

    def _put_together(self, node: g.Gather, member: str) -> Node | None:
        """The node that all cells at a member are those of, each at its own members of all other sets."""
        at = node.domain.sets.index(self.written_out)
        found = {
            which if node.operands[which].node.domain.keys[cell] == key[:at] + key[at + 1 :] else None
            for key, (which, cell) in zip(node.domain.keys, node.sources, strict=True)
            if key[at] == member
        }
        which = found.pop() if len(found) == 1 else None
        if which is None or node.operands[which].cells is not None:
            return None
        return node.operands[which].node

    def member_taken(self, node: g.Gather) -> str | None:
        """The member of the set that is written out that all cells are taken from, each at its own members else."""
        read = node.operands[0]
        sets, name = read.node.domain.sets, self.written_out
        if name not in sets or read.cells is not None or self._without(read.node.domain) is not node.domain:
            return None
        at = sets.index(name)
        keys = [read.node.domain.keys[cell] for _, cell in node.sources]
        members = {key[at] for key in keys}
        is_plain = [key[:at] + key[at + 1 :] for key in keys] == list(node.domain.keys)
        return members.pop() if is_plain and len(members) == 1 else None

    # what is nothing but for some

    def where(self, condition: Form, form: Form) -> Form:
        """A form where a condition of the rules holds, nothing elsewhere."""
        at = single(condition)
        found: Form = {}
        for product, number in form.items():
            term = {product: number}
            is_so = at is not None and any(power > 0 and self._is_nothing_but(at, one) for one, power in product)
            found = plus(found, term if is_so else self.algebra.times(condition, term))
        return found

    def _is_nothing_but(self, condition: int, factor: int) -> bool:
        """True if a factor is nothing wherever the condition does not hold."""
        space, both = self.graph.space, [self.algebra.factors[at] for at in (condition, factor)]
        wide = space.domain(name for one in both for name in one.sets)
        asked, given = (
            one.values and [one.values[at] for at in space.cells(wide, space.domain(one.sets)) or range(wide.size)]
            for one in both
        )
        return bool(asked and given) and all(a or not b for a, b in zip(asked or (), given or (), strict=True))


def _stands_alone(space: Space, name: str) -> bool:
    """True for a set that lies under no other, with none under it."""
    axes = space.axes
    return name in axes and not axes[name].above and not any(name in one.above for one in axes.values())


def _is_rounded(node: Node, read: Sequence[bool]) -> bool:
    """True if a node is rounded, or anything that it rests on."""
    return isinstance(node, g.Round | g.Apportion) or any(read)


def _needed(node: Node) -> tuple[Node, ...]:
    """The nodes whose forms the form of a node is made of, or that its factor promises something of."""
    if isinstance(node, g.Sum | g.Difference | g.Product | g.Quotient | g.Gather):
        return g.reads_of(node)
    if isinstance(node, g.Choose):
        return g.reads_of(node)[1:]
    return g.reads_of(node)[:1] if isinstance(node, g.Reduce | g.ShareOut | g.Round | g.Apportion) else ()


def single(form: Form) -> int | None:
    """The number of the factor that a form is, if it is one and nothing more."""
    for product, number in form.items():
        for at, power in product:
            if number == 1 and power == len(product) == len(form) == 1:
                return at
    return None


def _is_long(form: Form) -> bool:
    """True if a number has more digits than any rulebook's."""
    return any(max(abs(one.numerator), one.denominator).bit_length() > MOST_BITS for one in form.values())


# the steps: nothing where a node is a factor


def _sum(forms: Forms, node: Node, a: Form, b: Form) -> Form | None:
    return plus(a, b)


def _difference(forms: Forms, node: Node, a: Form, b: Form) -> Form | None:
    return plus(a, b, -1)


def _product(forms: Forms, node: Node, a: Form, b: Form) -> Form | None:
    return forms.algebra.times(a, b)


def _quotient(forms: Forms, node: Node, over: Form, under: Form) -> Form | None:
    if number_in(under) in (None, ZERO):
        forms.divisors[node] = under
    return forms.algebra.times(over, forms.algebra.inverse(under)) if under else None


def _leaf(forms: Forms, node: Node) -> Form | None:
    found, total = forms.factor(node), forms.told.totals.get(node)
    at = single(found)
    if total is not None and at is not None:
        forms.algebra.totals[at] = Total(total[0], constant(total[1]))
    return found


def _reduce(forms: Forms, node: g.Reduce, summed: Form) -> Form | None:
    over = frozenset(name for one in node.operands for name in one.node.domain.sets) - frozenset(node.domain.sets)
    is_mean = node.kind == "mean" and not node.is_filtered
    if not is_mean and node.kind not in ("sum", "count"):
        return None
    if node.kind == "count":
        summed = constant(ONE)
    if node.is_filtered:
        summed = forms.algebra.times(summed, forms.factor(node.operands[1].node))
    found = forms.algebra.sum_over(over, summed)
    if not is_mean:
        return found
    count = forms.algebra.sum_over(over, constant(ONE))
    return forms.algebra.times(found, forms.algebra.inverse(count)) if count else None


def _gather(forms: Forms, node: g.Gather, *read: Form) -> Form | None:
    if len(read) > 1:
        return None
    (only,) = read
    if is_projection(forms.graph.space, node):
        return only
    member = forms.member_taken(node)
    return None if member is None else forms.algebra.at_member(only, member)


def _choose(forms: Forms, node: g.Choose, chosen: Form, otherwise: Form) -> Form | None:
    """What is chosen or nothing; shared points stay one factor, for whoever gets them or does not."""
    condition, at = node.operands[0].node, single(chosen)
    is_decided = isinstance(condition, g.Constant)
    if otherwise or (at not in forms.shared and not is_decided):
        return None
    where = forms.factor(condition) if is_decided else constant(ONE)
    total = forms.algebra.totals.get(at) if at is not None else None
    is_for_all = total is None or forms.algebra.sets_of(where).isdisjoint(total.over)
    if at not in forms.shared or not is_for_all:
        return forms.where(where, chosen)
    found = forms.factor(node)
    only = single(found)
    if only is not None:
        forms.shared[only] = forms.where(where, forms.shared[at])
        if total and is_decided:
            forms.algebra.totals[only] = Total(total.over, forms.where(where, total.form))
    return found


def _share(forms: Forms, node: g.ShareOut, points: Form) -> Form | None:
    found = forms.factor(node)
    at = single(found)
    if at is not None:
        forms.shared[at] = points
        if node in forms.told.whole:
            forms.algebra.totals[at] = Total(frozenset(node.domain.sets) - frozenset(node.per.sets), points)
    return found


def _kept_sum(forms: Forms, node: g.Apportion, rounded: Form) -> Form | None:
    found, over = forms.factor(node), frozenset(node.domain.sets) - frozenset(node.per.sets)
    at = single(found)
    if at is not None:
        forms.algebra.totals[at] = Total(over, forms.algebra.sum_over(over, rounded))
    return found


STEPS: dict[type[Node], Callable[..., Form | None]] = {
    g.Observed: _leaf,
    g.Sum: _sum,
    g.Difference: _difference,
    g.Product: _product,
    g.Quotient: _quotient,
    g.Reduce: _reduce,
    g.Choose: _choose,
    g.Gather: _gather,
    g.ShareOut: _share,
    g.Apportion: _kept_sum,
}
