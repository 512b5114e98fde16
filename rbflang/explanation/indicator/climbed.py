"""Which staircase a result stands on, of those that a measure's parts may be looked up in: decided here alone.

Takes the cells of a valuation. The way is followed from the parts of one who is paid for an indicator: of a choice the
branch that was taken, of a measure that does not apply nothing, and through formulas of the author's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.graph import nodes as g
from rbflang.graph.closure import before
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import printed_of
from rbflang.quantities import PARTS
from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.model import PARTS_NAME, SUBAREA, Measure, Ruleset
from rbflang.ruleset.staircases import result_unit
from rbflang.tables.reads import Place, possible_reads, read_at

CARRYING = (g.Gather, g.Reduce, g.Sum, g.Difference, g.Product, g.Quotient, g.LeastOrGreatest, g.Round, g.Staircase)
"""Steps that carry what a staircase gives on to the parts; what asks, ranks or shares does not."""


@frozen(repr=False)
class Achievement:
    """What a staircase stands on where parts are looked up: the observed quantity, the target it is divided by."""

    node: g.Staircase
    observed: str
    target: str | None

    @property
    def staircase(self) -> str:
        """The staircase's name."""
        return self.node.name


def applies(ruleset: Ruleset, measure: Measure, indicator: str) -> bool:
    """True unless the rules alone say that a measure does not apply to the indicator."""
    applying = applies_to(ruleset, measure)
    return applying is None or indicator in applying


def climbed(cells: Cells, measure: Measure, members: Mapping[str, str]) -> dict[str, Achievement]:
    """The staircase that the result of each sub-area stands on at these members; of several together the first."""
    return {subarea: those[0] for subarea, those in climbed_together(cells, measure, members).items()}


def climbed_together(cells: Cells, measure: Measure, members: Mapping[str, str]) -> dict[str, tuple[Achievement, ...]]:
    """The staircases that the parts of each sub-area are looked up in together at these members, as they are written.

    Without sub-areas it has no name. Nothing where no staircase was reached, or where it cannot be told which.
    """
    graph = cells.computed.valuation.graph
    node = graph.named[f"{measure.name}.{PARTS_NAME}"]
    start = node, node.domain.index[cells.space.key_at(node.domain, members)]
    reached = before([start], lambda place: tuple(_carried(cells, *place)))
    found: dict[str, list[Achievement]] = {}
    for one, at in _own_first(measure, ((node, at) for node, at in reached if isinstance(node, g.Staircase))):
        on, key = _stands_on(cells.computed, measure, one), dict(zip(one.domain.sets, one.domain.keys[at], strict=True))
        if on and all(members.get(name, member) == member for name, member in key.items()):
            found.setdefault(key.get(SUBAREA, ""), []).append(on)
    if any(isinstance(one, g.Choose) and len(_ways(cells, one, at)) > 1 for one, at in reached):
        found = {subarea: those for subarea, those in found.items() if len(those) == 1}
    has_areas = bool(next(iter(found), ""))
    return {subarea: tuple(those) for subarea, those in found.items() if bool(subarea) is has_areas}


@lru_cache(maxsize=64)
def all_climbed(computed: Computed, measure: Measure) -> tuple[Achievement, ...]:
    """What the measure's staircases stand on, whichever of them anybody reaches."""
    start = computed.valuation.graph.named[f"{measure.name}.{PARTS_NAME}"]
    nodes = before([start], lambda node: tuple(_carrying(node)))
    found = _own_first(measure, ((one, 0) for one in nodes if isinstance(one, g.Staircase)))
    return tuple(filter(None, (_stands_on(computed, measure, one) for one, _ in found)))


def main_measure(computed: Computed, indicator: str | None = None) -> Measure | None:
    """The measure with a staircase against a target; else the last one with a staircase.

    Of an indicator, among those that apply to it.
    """
    ruleset = computed.checked.ruleset
    measures = [one for one in ruleset.measures.values() if indicator is None or applies(ruleset, one, indicator)]
    found = [(one, all_climbed(computed, one)) for one in measures]
    climbing = [one for one, on in found if on]
    against = [one for one, on in found if on and on[0].target]
    return (against or climbing or [None])[-1]  # type: ignore[list-item]


def is_the_result(computed: Computed, observed: str) -> bool:
    """True if all staircases of measures stand on this quantity; of those with a target, if there are any."""
    found = [one for each in computed.checked.ruleset.measures.values() for one in all_climbed(computed, each)]
    against = [one for one in found if one.target]
    return {one.observed for one in against or found} == {observed}


def _own_first(measure: Measure, found: Iterable[tuple[g.Staircase, int]]) -> list[tuple[g.Staircase, int]]:
    """In the order they are written: those of the measure's own parts before those of formulas."""
    own = f"{measure.name}.{PARTS_NAME}"
    return sorted(found, key=lambda one: (not _is_of(one[0], own), one[0].origin.number if one[0].origin else 0))


def _is_of(node: g.Node, name: str) -> bool:
    return node.origin is not None and node.origin.of == name


def _carried(cells: Cells, node: g.Node, cell: int) -> Iterator[Place]:
    """The cells whose value a cell carries on, as it was or with others."""
    if isinstance(node, g.Choose):
        yield from (read_at(node, way, cell) for way in _ways(cells, node, cell))
    elif isinstance(node, CARRYING):
        carrying = frozenset(_carrying(node))
        yield from (place for place in possible_reads(node, cell) if place[0] in carrying)


def _ways(cells: Cells, node: g.Choose, cell: int) -> tuple[int, ...]:
    """The branch that was taken; both where that is not known. Whoever takes no part stands on a step all the same."""
    if node.origin is not None and node.origin.what == "taking_part":
        return (1,)
    asked, at = read_at(node, 0, cell)
    answer = printed_of(cells.computed.valuation.cells[asked][at])
    return (1,) if answer is True else (2,) if answer is False else (1, 2)


def _carrying(node: g.Node) -> Iterator[g.Node]:
    """The nodes whose values a node carries on, as they were or with others."""
    if isinstance(node, g.Choose):
        yield from (one.node for one in node.operands[1:])
    elif isinstance(node, g.Reduce):
        yield node.operands[0].node
    elif isinstance(node, CARRYING):
        yield from g.reads_of(node)


def _stands_on(computed: Computed, measure: Measure, node: g.Staircase) -> Achievement | None:
    """What a staircase stands on; `None` where that is no quantity, or where it gives something else than the parts."""
    graph = computed.valuation.graph
    argument, own = node.operands[0].node, f"{measure.name}.{PARTS_NAME}"
    if not _is_of(node, own):
        unit, sets = result_unit(computed.checked.ruleset.staircases[node.name]), set(graph.named[own].domain.sets)
        if unit not in (None, PARTS) or not sets <= {*node.domain.sets}:
            return None
    name = _named(graph, argument)
    if name is not None:
        return Achievement(node, name, None)
    if isinstance(argument, g.Quotient):
        over, under = (_named(graph, one.node) for one in argument.operands)
        if over is not None and under is not None:
            return Achievement(node, over, under)
    return None


def _named(graph: Graph, node: g.Node) -> str | None:
    """The quantity that a node is, as it is or laid out over more members."""
    while node not in graph.names and isinstance(node, g.Gather) and len(node.operands) == 1:
        node = node.operands[0].node
    return graph.names.get(node)
