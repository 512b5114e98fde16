"""How far a figure can move when the inputs are known only by their printed digits.

Takes a computed ruleset and a cell; runs the model again with the rounded inputs at the ends of what they stand for.
A table that promises its total keeps it: then the ends are the corners where the total still holds. Each other input
is moved the way that raises the cell, and the way that lowers it, so the span holds where the cell follows each input
one way, as sums, products, quotients and shares do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from attrs import field, frozen

from rbflang.evaluation.computed import Computed
from rbflang.evaluation.run import Valuation, run
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Figure, Node
from rbflang.graph.reads import Place
from rbflang.intervals import EVERYTHING, Interval
from rbflang.ruleset.values import exact

Leaf = tuple[str, Key]
Assignment = Mapping[Leaf, Fraction]


@frozen(eq=False)
class Variations:
    """The model run again with rounded inputs moved; each variation is run once."""

    computed: Computed
    _runs: dict[tuple[Node, frozenset[tuple[Leaf, Fraction]]], Valuation] = field(factory=dict, repr=False)
    _parts: dict[Node, Graph] = field(factory=dict, repr=False)

    def span(self, place: Place, leaves: frozenset[Leaf]) -> Interval:
        """The least and the greatest value that a cell can have."""
        ends = {leaf: self._figure(leaf).interval for leaf in leaves}
        if any(end.low is None or end.high is None for end in ends.values()):
            return EVERYTHING
        tables = self._tables_with_total(leaves)
        single = [leaf for leaf in leaves if leaf[0] not in tables]
        corners = [dict(pair for part in parts for pair in part.items()) for parts in self._corners(tables)]
        raised, lowered = self._ways(place, single, ends)
        moved = [self._value(place, {**corner, **way}) for corner in corners for way in (raised, lowered)]
        values = [value for value in (self._value(place, {}), *moved) if value is not None]
        if len(values) <= len(moved):
            return EVERYTHING
        closed = all(end.low_included and end.high_included for end in ends.values()) or min(values) == max(values)
        return Interval(min(values), max(values), closed, closed)

    def _ways(
        self, place: Place, single: Sequence[Leaf], ends: Mapping[Leaf, Interval]
    ) -> tuple[Assignment, Assignment]:
        """Each input at the end that raises the cell, and each at the end that lowers it."""
        base = self._value(place, {})
        raised: dict[Leaf, Fraction] = {}
        lowered: dict[Leaf, Fraction] = {}
        for leaf in single:
            low, high = ends[leaf].low, ends[leaf].high
            assert low is not None and high is not None
            risen = self._value(place, {leaf: high})
            rises = risen is None or base is None or risen >= base
            raised[leaf], lowered[leaf] = (high, low) if rises else (low, high)
        return raised, lowered

    def _figure(self, leaf: Leaf) -> Figure:
        found = self.computed.valuation.of(leaf[0])[leaf[1]]
        assert isinstance(found, Figure)
        return found

    def _tables_with_total(self, leaves: frozenset[Leaf]) -> dict[str, list[Leaf]]:
        """The rounded tables among the inputs that promise an exact total."""
        quantities = self.computed.checked.ruleset.quantities
        found: dict[str, list[Leaf]] = {}
        for name in sorted({name for name, _ in leaves}):
            typing = quantities[name].typing
            if typing and typing.total is not None and not typing.is_approximate and not typing.total_per:
                figures = self.computed.valuation.of(name)
                found[name] = [(name, key) for key, cell in figures.items() if isinstance(cell, Figure)]
        return found

    def _corners(self, tables: Mapping[str, list[Leaf]]) -> Iterator[tuple[Assignment, ...]]:
        yield from product(*(list(self._corners_of(name, leaves)) for name, leaves in tables.items()))

    def _corners_of(self, name: str, leaves: Sequence[Leaf]) -> Iterator[Assignment]:
        """All inputs of a table at an end but one, which makes up the total where it can."""
        typing = self.computed.checked.ruleset.quantities[name].typing
        assert typing is not None and typing.total is not None
        sure = [cell for cell in self.computed.valuation.of(name).values() if isinstance(cell, Fraction)]
        total = exact(typing.total) - sum(sure, Fraction(0))
        intervals = [self._figure(leaf).interval for leaf in leaves]
        seen: set[tuple[Fraction, ...]] = set()
        for free, own in enumerate(intervals):
            others = [(one.low, one.high) for at, one in enumerate(intervals) if at != free]
            for chosen in product(*others):
                rest = total - sum((one for one in chosen if one is not None), Fraction(0))
                values = (*chosen[:free], rest, *chosen[free:])
                if own.low is not None and own.high is not None and own.low <= rest <= own.high and values not in seen:
                    seen.add(values)  # type: ignore[arg-type]
                    yield dict(zip(leaves, values, strict=True))  # type: ignore[arg-type]

    def _value(self, place: Place, assignment: Assignment) -> Fraction | None:
        node, cell = place
        found = self._run(node, assignment).cells[node][cell]
        value = found.value if isinstance(found, Figure) else found
        return value if isinstance(value, Fraction) else None

    def _run(self, node: Node, assignment: Assignment) -> Valuation:
        """The part of the model that a node needs, with the inputs at these values."""
        computed = self.computed
        if not assignment:
            return computed.valuation
        wanted = (node, frozenset(assignment.items()))
        if wanted not in self._runs:
            pins = {name: dict(cells) for name, cells in computed.valuation.pins.items()}
            for (name, key), value in assignment.items():
                pins.setdefault(name, {})[key] = value
            self._runs[wanted] = run(self._part(node), computed.figures.given(), pins)
        return self._runs[wanted]

    def _part(self, node: Node) -> Graph:
        if node not in self._parts:
            whole = self.computed.valuation.graph
            behind: dict[Node, None] = {}
            pending = [node]
            while pending:
                one = pending.pop()
                if one not in behind:
                    behind[one] = None
                    pending.extend(operand.node for operand in one.operands)
            named = {name: one for name, one in whole.named.items() if one in behind}
            self._parts[node] = Graph(whole.space, named)
        return self._parts[node]
