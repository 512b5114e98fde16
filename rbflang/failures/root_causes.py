"""Where failures arose: failing cells followed down through failing cells alone.

A cell that is wanted and known only within bounds has failed too: a decision may go by its bounds, nothing else.
Takes a valuation and the cells that are wanted, gives each failure at the cell where it arose. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from rbflang.graph.closure import behind
from rbflang.graph.nodes import Constant, Failure, Figure, Observed, ShareOut
from rbflang.tables.reads import Place, read_at
from rbflang.tables.valuation import Valuation


@frozen(repr=False)
class Arisen:
    """A failure where it arose, the quantity it arose in, and the shared points that cannot be handed out for it."""

    place: Place
    failure: Failure
    inside: str
    shares: frozenset[Place] = field(factory=frozenset)


def arisen(valuation: Valuation, places: Iterable[Place], is_all_told: bool = False) -> Iterator[Arisen]:
    """Where the failures under these cells arose: failing cells that read no failing cell.

    All is told where what a requirement lets through is looked at too, though it is not known whether the requirement
    is met: the parts of all are needed either way.
    """
    inside, uses = _failing(valuation, places, is_all_told)
    shares = _shares(uses)
    for place, used in uses.items():
        cell = valuation.cells[place[0]][place[1]]
        if not used:
            failure = cell if isinstance(cell, Failure) else Failure("known-only-by-a-bound", "", *place)
            yield Arisen(place, failure, inside[place], shares[place])


Uses = dict[Place, tuple[Place, ...]]


def _failing(valuation: Valuation, places: Iterable[Place], is_all_told: bool) -> tuple[Mapping[Place, str], Uses]:
    """The failing cells under these, in which quantity each stands, and which failing cells each reads."""
    inside: dict[Place, str] = {}
    uses: Uses = {}
    pending = [(place, "") for place in reversed(tuple(places))]
    while pending:
        place, above = pending.pop()
        node, cell = place
        is_bounded = _is_bounded(valuation, place)
        if place in uses or not (is_bounded or _is_failing(valuation, place)):
            continue
        inside[place] = valuation.graph.names.get(node, above)
        read = dict.fromkeys(valuation.reads(node, cell))
        if is_all_told and node.origin is not None and node.origin.what == "lapsing":
            read[read_at(node, 1, cell)] = None
        uses[place] = tuple(
            one for one in read if _is_failing(valuation, one) or (is_bounded and _is_bounded(valuation, one))
        )
        pending.extend((one, inside[place]) for one in reversed(uses[place]))
    return inside, uses


def _is_failing(valuation: Valuation, place: Place) -> bool:
    return isinstance(valuation.cells[place[0]][place[1]], Failure)


def _is_bounded(valuation: Valuation, place: Place) -> bool:
    """True for a cell that was computed from figures known only by bounds, and is itself known only so."""
    node, cell = place
    found = valuation.cells[node][cell]
    return isinstance(found, Figure) and found.printed is None and not isinstance(node, Constant | Observed)


def _shares(uses: Uses) -> Mapping[Place, frozenset[Place]]:
    """For each failing cell, the first cell of every group of shared points above it."""
    found: dict[Place, set[Place]] = {place: set() for place in uses}
    groups: dict[Place, list[Place]] = {}
    for place in uses:
        node, cell = place
        if isinstance(node, ShareOut):
            groups.setdefault((node, node.groups[node.group_of[cell]][0]), []).append(place)
    for first, shares in groups.items():
        for place in behind(shares, lambda one: uses[one]):
            found[place].add(first)
    return {place: frozenset(one) for place, one in found.items()}
