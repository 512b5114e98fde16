"""What each cell rests on: the places its rules and data were derived from, what they are, and which were rounded.

Takes a computed ruleset and follows what was really read, operands first, each cell once. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.basis import row_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import (
    GROUPED,
    Compare,
    Connective,
    Constant,
    Figure,
    HasFigure,
    Node,
    Observed,
    Ramp,
    Ranking,
    Staircase,
    printed_of,
)
from rbflang.ruleset.model import PARTS_NAME, Quantity
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.tree import Citation
from rbflang.tables.reads import Place

# What comes out of these is a decision, so the decimals of what goes in are lost.
_DECIDING = (Staircase, Compare, Ranking, HasFigure, Connective)
DocumentPlace = tuple[str, str]
CHOSEN = ("derived", "interpreted", "assumed")
"""How sure a figure of the data is that somebody chose by what is printed where it cites."""


@frozen
class Rest:
    """What a cell rests on.

    `derived`: documents and places from which a rule was derived, or a figure chosen. `leaves`: what the figures are
    (`rule`, `observed`, `recorded`, `pinned`). `rounded`: cells known only by their printed digits that go into the
    arithmetic. `is_open`: whether a decision was left open.
    """

    derived: frozenset[DocumentPlace] = frozenset()
    leaves: frozenset[str] = frozenset()
    rounded: frozenset[tuple[str, Key]] = frozenset()
    is_open: bool = False


NOTHING = Rest()


def resting(computed: Computed) -> Mapping[Place, Rest]:
    """What every cell of the calculation rests on."""
    valuation = computed.valuation
    open_places = {(one.node, one.cell) for one in valuation.open}
    found: dict[Place, Rest] = {}
    for node in valuation.graph.nodes:
        name = valuation.graph.names.get(node)
        for cell in range(node.domain.size):
            behind = [found[place] for place in valuation.reads(node, cell)]
            own = _own(computed, node, name, cell)
            rounded = [] if isinstance(node, _DECIDING) else [one.rounded for one in behind]
            found[node, cell] = Rest(
                own.derived.union(*(one.derived for one in behind)),
                own.leaves.union(*(one.leaves for one in behind)),
                own.rounded.union(*rounded),
                (node, cell) in open_places or any(one.is_open for one in behind),
            )
    return found


def _own(computed: Computed, node: Node, name: str | None, cell: int) -> Rest:
    """What a cell adds to what it read."""
    quantity = computed.checked.ruleset.quantities.get(name or "")
    if name is None or quantity is None:
        is_looked_up = isinstance(node, Staircase | Ramp) and bool(node.name)
        return rest_of_staircase(computed, node.name) if is_looked_up else NOTHING  # type: ignore[attr-defined]
    key = node.domain.keys[cell]
    row = row_of(computed, name, key) if quantity.role != "gathered" else None
    if row:
        leaf = "pinned" if quantity.role != "input" else "recorded" if row.status == "recorded" else "observed"
        derived = cited_by_row(row.source) if row.status in CHOSEN else frozenset()
        return Rest(derived, frozenset([leaf]), _rounded(computed, node, name, cell))
    derived = frozenset(place for one in _citations(computed, quantity, key) for place in _derived(one))
    if _is_shared_alike(computed, quantity, key):
        derived |= places_of(quantity.citation)
    is_leaf = isinstance(node, Constant | Observed)
    leaves = frozenset(["rule" if isinstance(node, Constant) else "observed"]) if is_leaf else frozenset()
    return Rest(derived, leaves, _rounded(computed, node, name, cell) if is_leaf else frozenset())


def _rounded(computed: Computed, node: Node, name: str, cell: int) -> frozenset[tuple[str, Key]]:
    value = computed.valuation.cells[node][cell]
    known = isinstance(value, Figure) and value.printed is not None and not value.interval.is_point
    return frozenset([(name, node.domain.keys[cell])]) if known else frozenset()


def _citations(computed: Computed, quantity: Quantity, key: Key) -> Iterator[Citation | None]:
    ruleset = computed.checked.ruleset
    if quantity.role == "point_share":
        for measure in ruleset.measures.values():
            if measure.name in key:
                yield measure.share_citation
    elif quantity.given:
        yield quantity.given[key].citation if key in quantity.given else None
    else:
        yield quantity.citation
    if quantity.rounding:
        yield quantity.rounding.citation
    if quantity.role in ("points", "taking_part") and quantity.measure:
        yield from (gate.citation for gate in ruleset.measures[quantity.measure].gates)


def rest_of_staircase(computed: Computed, name: str) -> Rest:
    """What the steps of a staircase rest on."""
    staircase = computed.checked.ruleset.staircases[name]
    citations = (staircase.citation, *(step.citation for step in staircase.steps))
    return Rest(frozenset(place for citation in citations for place in _derived(citation)))


def _is_shared_alike(computed: Computed, quantity: Quantity, key: Key) -> bool:
    """True for points that were shared equally because nobody had parts, as the rules say of that case."""
    measure = computed.checked.ruleset.measures.get(quantity.measure or "") if quantity.role == "points" else None
    if measure is None or not isinstance(measure.points, Sharing) or measure.points.nobody != "equally":
        return False
    node = computed.valuation.graph.named[quantity.name]
    parts = computed.valuation.graph.named[f"{measure.name}.{PARTS_NAME}"]
    group = next(group for group in node.groups if node.domain.index[key] in group) if isinstance(node, GROUPED) else ()
    cells = [computed.valuation.cells[parts][parts.domain.index[node.domain.keys[at]]] for at in group]
    return bool(cells) and not any(map(printed_of, cells))


def places_of(citation: Citation | None) -> frozenset[DocumentPlace]:
    """The documents and places that a rule is taken from."""
    entries = citation.entries if citation else ()
    return frozenset((one.source, place) for one in entries for place in one.places)


def _derived(citation: Citation | None) -> Iterator[DocumentPlace]:
    for entry in citation.entries if citation else ():
        if entry.status == "derived":
            yield from ((entry.source, place) for place in entry.places or ("",))


def cited_by_row(source: str) -> frozenset[DocumentPlace]:
    """The document and places before the colon of a source in the data."""
    document, _, places = source.partition(":")[0].strip().partition(" ")
    return frozenset((document, place.strip()) for place in places.split(","))
