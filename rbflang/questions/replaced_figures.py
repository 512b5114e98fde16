"""Rounds that are mixed: the figures of some movers from the later round, those of the others from the earlier one.

Takes a ruleset computed on both rounds, a quantity that is asked about, and a set: the movers are its members, and the
common figures, which belong to none of them.

A common figure may say which of a mover's figures count: with three thirds of a year to look at, the reports of one
third are not enough. Such a figure cannot be replaced by itself, so it goes with the figures of each mover: a cell
that rests on one mover's figures is that of the later round, or of the earlier one, as a whole. What it does by other
ways, and what the other common figures do, is theirs. Where every common figure can be replaced by itself, so are all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import pinned_place
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Failure
from rbflang.questions.moved_figures import COMMON, MovedFigure, Named, members_of
from rbflang.tables.owned import Owners, owners, reached
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation, Values

Group = frozenset[str]


@frozen(eq=False, repr=False)
class Rounds:
    """Both rounds, what is asked about, its calculation with a name for every step, and whose each of its cells is."""

    earlier: Computed
    later: Computed
    asked: str
    among: str
    graph: Graph
    owners: Owners

    @cached_property
    def moved(self) -> Mapping[Named, tuple[Cell | None, Cell | None]]:
        """The figures and pins of the calculation that are another in the later round, as they were and as they are."""
        before, after = (
            {(name, key): cell for cells in (one.given(), one.pinned()) for name, column in cells.items()
             for key, cell in column.items() if name in self.graph.named}
            for one in (self.earlier.figures, self.later.figures)
        )  # fmt: skip
        pairs = {place: (before.get(place), after.get(place)) for place in dict.fromkeys((*before, *after))}
        return {place: (old, new) for place, (old, new) in pairs.items() if old != new}

    @cached_property
    def _of_the_later(self) -> Valuation:
        return self.later.valuation.with_cells({}, self.graph)

    def mixed(self, is_later: Callable[[Named], bool]) -> Valuation:
        """The calculation with some figures of the later round, the others of the earlier one."""
        return self._of_the_later.with_cells({at: old for at, (old, _) in self.moved.items() if not is_later(at)})

    def of(self, mover: str) -> Values:
        """The later figures of a mover."""
        return {place: new for place, (_, new) in self.moved.items() if self.mover(place) == mover}

    def mover(self, place: Named) -> str:
        """The mover that a figure belongs to."""
        return members_of(self.later, place).get(self.among, COMMON)

    @cached_property
    def owned(self) -> Mapping[Place, str]:
        """The cells that rest on the figures of one member, and whose they are."""
        found = self.owners.items()
        return {(node, cell): owner for node, column in found for cell, owner in enumerate(column) if owner}


def rounds_asked(earlier: Computed, later: Computed, asked: str, among: str) -> Rounds:
    """Both rounds, as far as a quantity rests on them."""
    graph = _all_named(later.valuation.graph.only([asked]))
    return Rounds(earlier, later, asked, among, graph, owners(graph, among))


def _all_named(graph: Graph) -> Graph:
    """The same calculation, each step of which can be pinned; no quantity has a space in its name."""
    steps = {f"step {at}": node for at, node in enumerate(graph.nodes) if node not in graph.names}
    return Graph(graph.space, {**graph.named, **steps})


@frozen(eq=False, repr=False)
class Replacing:
    """The movers, the calculation when nobody has later figures, and the cells that are others when one joins a group.

    `apart` are the common figures that may move something by themselves, `with_movers` those that are replaced together
    with the figures of each mover; one that reaches what is asked about by both ways is among both.
    """

    movers: tuple[str, ...]
    apart: tuple[MovedFigure, ...]
    with_movers: tuple[MovedFigure, ...]
    nobody: Valuation
    values: Callable[[Group, str], Values]

    def joined(self, valuation: Valuation, group: Group, mover: str) -> Valuation:
        """The calculation of a group with one mover more."""
        return valuation.with_cells(self.values(group, mover))

    def groups(self) -> Iterator[tuple[Group, Valuation]]:
        """Every group of the movers, each computed from the one that its last mover joined."""

        def from_group(group: Group, valuation: Valuation, left: Sequence[str]) -> Iterator[tuple[Group, Valuation]]:
            yield group, valuation
            for at, mover in enumerate(left):
                yield from from_group(group | {mover}, self.joined(valuation, group, mover), left[at + 1 :])

        return from_group(frozenset(), self.nobody, self.movers)


def replacing(rounds: Rounds, moved: Sequence[MovedFigure]) -> Replacing:
    """How the figures that moved are replaced, mover by mover."""
    common = tuple(one for one in moved if one.of(rounds.among) == COMMON)
    with_movers = tuple(one for one in common if _is_inseparable(rounds, _places(rounds, [one])))
    apart = tuple(_apart(rounds, common, with_movers)) if with_movers else common
    members = dict.fromkeys(one.of(rounds.among) for one in moved if one.of(rounds.among) != COMMON)
    if with_movers:
        members |= dict.fromkeys(_whose_cells_moved(rounds))
    movers = (*members, *((COMMON,) if apart else ()))
    if with_movers:
        return Replacing(movers, apart, with_movers, *_by_cells(rounds, _places(rounds, with_movers)))
    return Replacing(movers, apart, (), rounds.mixed(lambda _: False), lambda _, mover: rounds.of(mover))


# common figures that go with those of the movers


def _places(rounds: Rounds, moved: Sequence[MovedFigure]) -> frozenset[Named]:
    return frozenset(pinned_place(rounds.later.checked.ruleset, *one.place) for one in moved)


def _is_inseparable(rounds: Rounds, places: frozenset[Named]) -> bool:
    """True if these, replaced or kept by themselves, leave a mover without what its own cells are made from."""
    alone, left_behind = rounds.mixed(lambda place: place in places), rounds.mixed(lambda place: place not in places)
    return _lacks_own(rounds, alone) or _lacks_own(rounds, left_behind)


def _lacks_own(rounds: Rounds, valuation: Valuation) -> bool:
    """True if what is asked about cannot be computed because a cell of one mover cannot."""
    failures = [one for one in valuation.of(rounds.asked).values() if isinstance(one, Failure)]
    return any(one.node in rounds.owners and rounds.owners[one.node][one.cell] for one in failures if one.node)


def _apart(rounds: Rounds, common: Sequence[MovedFigure], with_movers: Sequence[MovedFigure]) -> Iterator[MovedFigure]:
    """The common figures that are replaced by themselves, and those that do something past the movers' cells."""
    asked = rounds.graph.named[rounds.asked]
    cells = ((asked, cell) for cell in range(asked.domain.size))
    beside = {(rounds.graph.names[node], node.domain.keys[cell]) for node, cell in reached(cells, rounds.owned)}
    for one in common:
        if one not in with_movers or _places(rounds, [one]) & beside:
            yield one


def _whose_cells_moved(rounds: Rounds) -> Iterator[str]:
    """The owners of the cells that are others in the later round."""
    before, after = rounds.mixed(lambda _: False), rounds.mixed(lambda _: True)
    for (node, cell), owner in rounds.owned.items():
        if before.cells[node][cell] != after.cells[node][cell]:
            yield owner


def _by_cells(rounds: Rounds, with_movers: frozenset[Named]) -> tuple[Valuation, Callable[[Group, str], Values]]:
    """Each mover's own cells of one round as a whole, with the common figures that go with them."""

    @cache
    def whole(is_later: bool, common: bool) -> Valuation:
        return rounds.mixed(lambda place: is_later if place in with_movers or rounds.mover(place) != COMMON else common)

    def owned(group: Group, asked: Callable[[str], bool]) -> Values:
        """The cells of the movers that are asked for, of their rounds."""
        return {
            (rounds.graph.names[node], node.domain.keys[cell]): whole(owner in group, COMMON in group).cells[node][cell]
            for (node, cell), owner in rounds.owned.items() if asked(owner)
        }  # fmt: skip

    def joining(group: Group, mover: str) -> Values:
        return {**rounds.of(mover), **owned(group | {mover}, lambda owner: mover in (owner, COMMON))}

    nobody = rounds.mixed(lambda _: False).with_cells(owned(frozenset(), lambda _: True))
    return nobody, joining
