"""Every ramp that payouts are looked up on, with all who lie on it and the points beside each.

Takes a computed ruleset; gives values for reports to word. A ramp whose points are not the same for all is left out:
there are as many as there are who lie on one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed, payout_places
from rbflang.explanation.cells import Cells
from rbflang.explanation.roles import roles_of
from rbflang.explanation.workings import OnRamp, Term, term_at
from rbflang.graph.closure import behind
from rbflang.graph.nodes import Node, Ramp, printed_of, reads_of
from rbflang.quantities import Unit
from rbflang.ruleset.model import Member
from rbflang.tables.reads import read_at


@frozen(eq=False, repr=False)
class StandingOnRamp:
    """Where one who is paid lies on a ramp, and what that gives."""

    payee: Member
    on: OnRamp
    gives: Fraction


@frozen(eq=False, repr=False)
class ClimbedRamp:
    """A ramp, as it is written where it has no name; of which other members it is, its points, and all who lie on it.

    `unit` is that of what it gives, `None` where that is not known.
    """

    name: str
    members: tuple[Member, ...]
    points: tuple[tuple[Fraction, Fraction], ...]
    unit: Unit | None
    standings: tuple[StandingOnRamp, ...]


def climbed_ramps(computed: Computed) -> Iterator[ClimbedRamp]:
    """The ramps behind the payouts, in the order they are reached from there."""
    cells, among = Cells(computed), roles_of(computed.checked).among
    starts = dict.fromkeys(node for node, _ in payout_places(computed))
    for node in behind(list(starts), reads_of):
        if isinstance(node, Ramp) and among in node.domain.sets:
            yield from _of_node(cells, among, node)


def _of_node(cells: Cells, among: str, node: Ramp) -> Iterator[ClimbedRamp]:
    """A ramp for each choice of other members."""
    found: dict[tuple[str, ...], list[int]] = {}
    at = node.domain.sets.index(among)
    for cell, key in enumerate(node.domain.keys):
        found.setdefault((*key[:at], *key[at + 1 :]), []).append(cell)
    others = [cells.ruleset.sets[name] for name in node.domain.sets if name != among]
    for key, of_one in found.items():
        points = {_points(cells, node, cell) for cell in of_one}
        terms = {cell: term_at(cells, (node, cell), True) for cell in of_one}
        one = next(iter(points))
        if len(points) == 1 and one is not None:
            members = tuple(own[name] for own, name in zip(others, key, strict=True))
            standings = tuple(_standings(cells, among, node, terms))
            unit = next((term.unit for term in terms.values()), None)
            yield ClimbedRamp(node.name, members, one, unit, standings)


def _standings(cells: Cells, among: str, node: Node, terms: Mapping[int, Term]) -> Iterator[StandingOnRamp]:
    at = node.domain.sets.index(among)
    for cell, term in terms.items():
        if term.on_ramp is not None and term.value is not None:
            payee = cells.ruleset.sets[among][node.domain.keys[cell][at]]
            yield StandingOnRamp(payee, term.on_ramp, term.value)


def _points(cells: Cells, node: Ramp, cell: int) -> tuple[tuple[Fraction, Fraction], ...] | None:
    """The places and what they give; `None` where some of that is no number."""
    read = [read_at(node, operand, cell) for operand in range(1, len(node.operands))]
    values = [printed_of(cells.computed.valuation.cells[each][place]) for each, place in read]
    numbers = [one for one in values if isinstance(one, Fraction)]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True)) if len(numbers) == len(values) else None
