"""The calculation of a ruleset as it is for all data: its graph, and all that the leaves can be.

Of a set whose members come with the data, a member stands under each member above it, for any number of members. A
figure is all that its type allows; what the rules give is what it is, but for members that nobody knows yet: of those
it is all that the rules give anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TypeVar

from attrs import frozen

from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Choose, Node, Observed, Reduce
from rbflang.intervals import EVERYTHING, Interval, above, point
from rbflang.lowering.build import lowered
from rbflang.lowering.sensible import sensible_assertions, sensible_quantities
from rbflang.ruleset.model import PARTS_NAME, CheckedRuleset, Member, MemberSet, Quantity, Ruleset
from rbflang.ruleset.resolve import resolve
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import promised_of_input
from rbflang.ruleset.values import fits_type, given_range, quantity_kind
from rbflang.source import Span
from rbflang.syntax.tree import Titles
from rbflang.tables.node_ranges import Ranges, all_ranges
from rbflang.tables.possible_cells import EITHER, Possible, one_of

LEFT_OUT = ("applies", "taking_part")
POSITIVE = above(Fraction(0), included=False)
Kind = TypeVar("Kind", bound=Node)


@frozen(eq=False, repr=False, slots=False)
class AllData:
    """The graph of a ruleset for all data, and what its leaves can be."""

    graph: Graph
    leaves: Mapping[Node, Possible]

    @cached_property
    def ranges(self) -> Ranges:
        """What every cell of the graph can be."""
        return all_ranges(self.graph, self.leaves)

    @cached_property
    def _at(self) -> Mapping[Span, Sequence[Node]]:
        found: dict[Span, list[Node]] = {}
        for node in self.graph.nodes:
            if node.span is not None:
                found.setdefault(node.span, []).append(node)
        return found

    def written(self, span: Span, kind: type[Kind]) -> tuple[Kind, ...]:
        """The steps of a kind that are written at a place: several, where what stands there is read more than once."""
        return tuple(node for node in self._at.get(span, ()) if isinstance(node, kind))

    def read(self, span: Span, kind: type[Node], operand: int) -> Possible:
        """All that can be read, as an operand, by the steps of a kind that are written at a place."""
        return one_of(self.ranges.read(node, operand) for node in self.written(span, kind))

    def interval_read(self, span: Span, kind: type[Node] | tuple[type[Node], ...], operand: int) -> Interval:
        """The numbers that the steps of a kind which are written at a place read; everything where none is known."""
        found = one_of(self.ranges.read(node, operand) for node in self._at.get(span, ()) if isinstance(node, kind))
        return found if isinstance(found, Interval) else EVERYTHING

    def interval_of(self, name: str) -> Interval:
        """The numbers that a quantity can be; everything where none is known."""
        node = self.graph.named.get(name)
        found = self.ranges.of(node) if node is not None else None
        return found if isinstance(found, Interval) else EVERYTHING

    def parts_of(self, measure: str) -> Possible:
        """What the parts of a measure can be for those it applies to who take part."""
        node = self.graph.named.get(f"{measure}.{PARTS_NAME}")
        found = self.ranges.of(node) if node is not None else None
        while isinstance(node, Choose) and node.origin is not None and node.origin.what in LEFT_OUT:
            found, node = self.ranges.read(node, 1), node.operands[1].node
        return found

    def is_somewhere_above_zero(self, name: str) -> bool:
        """True if some cells of a quantity are above zero, one by one or one of several."""
        node = self.graph.named.get(name)
        if node is None:
            return False
        cells = self.ranges.cells[node]  # with them is worked out what they promise
        above_zero = (isinstance(cell, Interval) and POSITIVE.covers(cell) for cell in cells)
        return any(above_zero) or bool(self.ranges.promises.above.get(node))


def for_all_data(checked: CheckedRuleset) -> AllData:
    """The calculation of a checked ruleset whatever the data."""
    return as_far_as_sensible(checked.ruleset, checked.inference)


@lru_cache(maxsize=8)
def as_far_as_sensible(ruleset: Ruleset, inference: Inference) -> AllData:
    """The calculation of a ruleset whatever the data, without what makes no sense in it."""
    names = sensible_quantities(ruleset, inference)
    assertions = sensible_assertions(ruleset, inference, names)
    graph = lowered(_with_any_members(ruleset), inference, names, assertions)
    return AllData(graph, dict(_leaves(ruleset, graph)))


def _with_any_members(ruleset: Ruleset) -> Ruleset:
    """The ruleset where a member stands for all that the data may bring under each member above."""
    members: dict[str, tuple[Member, ...]] = {}
    for name, one in ruleset.sets.items():
        above = members.get(one.above or "") or (ruleset.sets[one.above].members if one.above else ())
        if one.from_data:
            members[name] = tuple(_any_member(one, upper.name) for upper in above) or (_any_member(one, None),)
    return resolve(ruleset.tree, (one for some in members.values() for one in some)) if members else ruleset


def _any_member(of: MemberSet, above: str | None) -> Member:
    assert of.span is not None  # a set whose members come with the data is declared
    return Member(f"{of.name} {above or ''}", of.name, Titles(), above, of.span)


def _leaves(ruleset: Ruleset, graph: Graph) -> Iterator[tuple[Node, Possible]]:
    totals: dict[Node, Possible] = {}
    for quantity in ruleset.quantities.values():
        node = graph.named.get(quantity.name)
        if node is None:
            continue
        is_of_anybody = quantity.role in ("table", "property") and graph.space.is_open(node.domain.sets)
        if quantity.role == "input" or is_of_anybody or _is_ill_given(quantity):
            is_number = quantity_kind(quantity).what == "number"
            yield node, given_range(quantity) if is_number else EITHER
        total = promised_of_input(quantity)
        if total is not None and isinstance(node, Observed):
            totals[node] = point(total)
    for node in graph.nodes:
        read = node.operands[0].node if isinstance(node, Reduce) else node
        if read in totals and isinstance(node, Reduce) and node.kind == "sum" and not node.is_filtered:
            quantity = ruleset.quantities[graph.names[read]]
            if node.domain is graph.space.domain(_kept_in_total(quantity)):
                yield node, totals[read]


def _is_ill_given(quantity: Quantity) -> bool:
    """True where the rules give a value of another kind, a fault of its own: what is right of the rest is known."""
    kind = quantity_kind(quantity)
    return not all(fits_type(given.value, kind) for given in quantity.given.values())


def _kept_in_total(quantity: Quantity) -> tuple[str, ...]:
    assert quantity.typing is not None
    return tuple(name.text for name in quantity.typing.total_per)
