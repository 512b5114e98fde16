"""From expressions to nodes: each piece of a formula becomes one step of the graph, which knows what it is a piece of.

Takes the nodes of the quantities known so far. Inside a measure, a quantity per measure is read at this measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

from rbflang.graph.domain import Domain
from rbflang.graph.nodes import (
    Choose,
    Compare,
    Connective,
    Constant,
    Difference,
    Gather,
    HasFigure,
    LeastOrGreatest,
    Node,
    Operand,
    Product,
    Quotient,
    Ramp,
    Ranking,
    Reduce,
    Staircase,
    Sum,
)
from rbflang.graph.origin import Origin
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.model import MEASURE, TAKING_PART_NAME, Ruleset
from rbflang.ruleset.order import target_of
from rbflang.ruleset.staircases import stairs_of
from rbflang.ruleset.values import ZERO, exact, is_word_quantity
from rbflang.source import Span
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import parts_of

OPERATIONS: dict[str, type[Node]] = {"+": Sum, "-": Difference, "*": Product, "/": Quotient}


class Builder:
    """Makes the nodes of expressions; what is looked up on staircases is counted in the order it is written."""

    def __init__(self, ruleset: Ruleset, nodes: dict[str, Node], origin: Origin, measure: str | None = None) -> None:
        self.ruleset, self.space, self.nodes, self.measure = ruleset, ruleset.space, nodes, measure
        self.origin, self.of, self.results = origin, origin.of, 0
        self.taking_part: Node | None = None
        self._builders: dict[type, Callable[[Any], Node]] = {
            ex.Name: self._name, ex.Number: self._number, ex.YesNo: self._yes_no, ex.Negative: self._negative,
            ex.Arithmetic: self._arithmetic, ex.Comparison: self._comparison, ex.Logic: self._logic, ex.Not: self._not,
            ex.Choice: self._choice, ex.Call: self._call, ex.Exists: self._exists, ex.Aggregate: self._aggregate,
            ex.Extreme: self._extreme, ex.RampOf: self._ramp, ex.Rank: self._rank,
        }  # fmt: skip

    def node(self, expression: ex.Expression) -> Node:
        """The node that computes an expression, over the sets the expression varies over."""
        return self._builders[type(expression)](expression)

    def whole(self, expression: ex.Expression, domain: Domain, origin: Origin) -> Node:
        """The node of an expression that is a thing of its own where it is written, laid out over a domain."""
        around, self.origin = self.origin, origin
        node = self.in_domain(self.node(expression), domain)
        if node.origin != origin:  # what is named elsewhere is what it is there
            node = repeated(node, origin)
        self.origin = around
        return node

    def in_domain(self, node: Node, domain: Domain) -> Node:
        """The node's cells laid out over a wider domain."""
        if node.domain is domain:
            return node
        cells = self.space.cells(domain, node.domain) or ()
        sources = tuple((0, cell) for cell in cells)
        return Gather(domain=domain, operands=(Operand(node),), sources=sources, span=node.span, origin=self.origin)

    def zero(self, domain: Domain) -> Node:
        """Nothing in every cell."""
        return Constant(domain=domain, values=(ZERO,) * domain.size, origin=self.origin)

    def only_where(self, condition: Node, node: Node, origin: Origin) -> Node:
        """The node where the condition holds, nothing elsewhere."""
        if isinstance(condition, Constant) and all(value is True for value in condition.values):
            return node
        cells = self.space.cells(node.domain, condition.domain)
        operands = (Operand(condition, cells), Operand(node), Operand(self.zero(node.domain)))
        return Choose(domain=node.domain, operands=operands, span=origin.span or condition.span, origin=origin)

    def _joint(self, nodes: Iterable[Node]) -> Domain:
        return self.space.domain([name for node in nodes for name in node.domain.sets])

    def _together(
        self, step: Any, span: Span | None, *nodes: Node, places: Iterable[Span | None] = repeat(None), **more: Any
    ) -> Node:
        domain = self._joint(nodes)
        operands = tuple(
            Operand(node, self.space.cells(domain, node.domain), place)
            for node, place in zip(nodes, places, strict=False)
        )
        return step(domain=domain, operands=operands, span=span, **{"origin": self.origin, **more})  # type: ignore[no-any-return]

    def _constant(self, value: Any, span: Span) -> Node:
        return Constant(domain=self.space.domain(()), values=(value,), span=span, origin=self.origin)

    def _name(self, name: ex.Name) -> Node:
        target = target_of(self.ruleset, name.text, self.measure)
        assert target is not None
        if self.taking_part is not None and target == f"{self.measure}.{TAKING_PART_NAME}":
            return self.taking_part
        node = self.nodes[target]
        return self._at_this_measure(node) if self.measure and MEASURE in node.domain.sets else node

    def _at_this_measure(self, node: Node) -> Node:
        at = node.domain.sets.index(MEASURE)
        narrow = self.space.domain([name for name in node.domain.sets if name != MEASURE])
        measure = (self.measure or "",)
        cells = [node.domain.index[key[:at] + measure + key[at:]] for key in narrow.keys]
        sources = tuple((0, cell) for cell in cells)
        return Gather(domain=narrow, operands=(Operand(node),), sources=sources, span=node.span, origin=self.origin)

    def _number(self, number: ex.Number) -> Node:
        return self._constant(number.value, number.span)

    def _yes_no(self, one: ex.YesNo) -> Node:
        return self._constant(one.value, one.span)

    def _negative(self, one: ex.Negative) -> Node:
        return self._together(Difference, one.span, self._constant(ZERO, one.span), self.node(one.operand))

    def _arithmetic(self, one: ex.Arithmetic) -> Node:
        sides, places = (self.node(one.left), self.node(one.right)), (one.left.span, one.right.span)
        return self._together(OPERATIONS[one.operator], one.span, *sides, places=places)

    def _comparison(self, one: ex.Comparison) -> Node:
        return self._together(Compare, one.span, *self._sides(one), operator=one.operator)

    def _sides(self, one: ex.Comparison) -> tuple[Node, Node]:
        """Both sides; what a quantity of words is compared with is a word, whatever else has that name."""
        left, right = (is_word_quantity(self.ruleset, side, self.measure) for side in (one.left, one.right))
        if left and not right and isinstance(one.right, ex.Name):
            return self.node(one.left), self._constant(one.right.text, one.right.span)
        if right and not left and isinstance(one.left, ex.Name):
            return self._constant(one.left.text, one.left.span), self.node(one.right)
        return self.node(one.left), self.node(one.right)

    def _logic(self, one: ex.Logic) -> Node:
        return self._together(Connective, one.span, self.node(one.left), self.node(one.right), operator=one.operator)

    def _not(self, one: ex.Not) -> Node:
        return self._together(Connective, one.span, self.node(one.operand), operator="not")

    def _choice(self, one: ex.Choice) -> Node:
        nodes = self.node(one.condition), self.node(one.chosen), self.node(one.otherwise)
        return self._together(Choose, one.span, *nodes)

    def _call(self, one: ex.Call) -> Node:
        name, declared = one.staircase.text, self.ruleset.staircases[one.staircase.text]
        if declared.is_ramp:
            points = [part for step in declared.steps for part in (step.limit, step.result)]
            given = [self._constant(exact(part), part.span) for part in points]
            return self._together(Ramp, one.span, self.node(one.argument), *given, name=name)
        origin = Origin("result", self.of, self.results, one.span)
        self.results += 1
        stairs, argument = stairs_of(declared), self.node(one.argument)
        return self._together(Staircase, one.span, argument, stairs=stairs, name=name, origin=origin)

    def _exists(self, one: ex.Exists) -> Node:
        return self._together(HasFigure, one.span, self.node(one.operand))

    def _extreme(self, one: ex.Extreme) -> Node:
        return self._together(LeastOrGreatest, one.span, *map(self.node, one.arguments), kind=one.kind)

    def _ramp(self, one: ex.RampOf) -> Node:
        return self._together(Ramp, one.span, *map(self.node, parts_of(one)))

    def _grouped(self, one: ex.Aggregate | ex.Rank) -> tuple[Domain, Domain, list[Node]]:
        nodes = [self.node(part) for part in (one.operand, one.where) if part is not None]
        counted = [name.text for name in one.over if one.operand is None]
        wide = self.space.domain([*counted, *(name for node in nodes for name in node.domain.sets)])
        gone = removed_by(self.space, one)
        return wide, self.space.domain(name for name in wide.sets if name not in gone), nodes

    def _aggregate(self, one: ex.Aggregate) -> Node:
        wide, narrow, nodes = self._grouped(one)
        if one.operand is None:
            nodes.insert(0, Constant(domain=wide, values=(ZERO + 1,) * wide.size, origin=self.origin))
        return Reduce(
            domain=narrow, operands=tuple(Operand(node, self.space.cells(wide, node.domain)) for node in nodes),
            kind=one.kind, groups=self.space.groups(wide, narrow), is_filtered=one.where is not None,
            place=one.place.value if one.place else ZERO, span=one.span, origin=self.origin,
        )  # fmt: skip

    def _rank(self, one: ex.Rank) -> Node:
        wide, narrow, nodes = self._grouped(one)
        return Ranking(
            domain=wide, operands=tuple(Operand(node, self.space.cells(wide, node.domain)) for node in nodes),
            per=narrow, highest_first=one.highest_first, ties=one.ties, groups=self.space.groups(wide, narrow),
            is_filtered=len(nodes) > 1, span=one.span, origin=self.origin,
        )  # fmt: skip


def repeated(node: Node, origin: Origin) -> Node:
    """A node with the cells of another: it is another thing, and what is pinned of the one is not pinned of it."""
    sources = tuple((0, cell) for cell in range(node.domain.size))
    return Gather(domain=node.domain, operands=(Operand(node),), sources=sources, span=node.span, origin=origin)
