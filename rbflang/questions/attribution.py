"""Whose figures moved the points between two rounds: the mean over all orders in which they can be replaced.

Takes a ruleset computed on both rounds and the figures that moved; gives points by mover. The movers are the regions,
and the common figures, which belong to no region.

A common figure may say which of a region's figures count: with three thirds of a year to look at, the reports of one
third are not enough. Such a figure cannot be replaced by itself, so it goes with the figures of each region: a cell
that rests on one region's figures is that of the later round, or of the earlier one, as a whole. What it does by other
ways, and what the other common figures do, is theirs. Where every common figure can be replaced by itself, so are all.

Orders on whose way the points cannot be computed are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, cached_property

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation, pinned_place
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Failure, printed_of
from rbflang.ruleset.model import INDICATOR, POINTS_NAME
from rbflang.tables.owned import Owners, owners, reached
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation, Values

MOST_MOVERS = 8
COMMON = ""  # what belongs to no region, or to no indicator
Points = Mapping[tuple[str, str], Fraction]
Group = frozenset[str]
Named = tuple[str, Key]


@frozen(eq=False, repr=False)
class MovedFigure:
    """A figure that is another in the later round, and the region and the indicator it belongs to."""

    place: Named
    region: str
    indicator: str
    earlier: Observation | None
    later: Observation | None


@frozen(eq=False, repr=False)
class MovedShares:
    """What each mover moved of every indicator's points for every region; `None` where that cannot be told.

    `apart` are the common figures that may have moved points by themselves, `with_regions` those that were replaced
    together with the figures of each region; one that reaches the points by both ways is among both.
    """

    moved: Mapping[str, Points] | None
    apart: tuple[MovedFigure, ...] = ()
    with_regions: tuple[MovedFigure, ...] = ()


@frozen(eq=False, repr=False)
class Rounds:
    """Both rounds, the calculation of the points with a name for every step, and whose each of its cells is."""

    earlier: Computed
    later: Computed
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
        """The points with some figures of the later round, the others of the earlier one."""
        return self._of_the_later.with_cells({at: old for at, (old, _) in self.moved.items() if not is_later(at)})

    def of(self, mover: str) -> Values:
        """The later figures of a region, or the common ones."""
        return {place: new for place, (_, new) in self.moved.items() if self.member(place) == mover}

    def member(self, place: Named) -> str:
        """The region that a figure belongs to."""
        return member_of(self.later, place, self.among)


def member_of(computed: Computed, place: Named, set_name: str) -> str:
    """The member of a set that a figure belongs to; nobody in particular where its quantity does not vary over it."""
    ruleset = computed.checked.ruleset
    sets = ruleset.space.domain(ruleset.quantities[place[0]].sets).sets
    return place[1][sets.index(set_name)] if set_name in sets else COMMON


def points_of(valuation: Valuation, among: str) -> Points:
    """The points per indicator and region, of all measures together; empty where some could not be computed."""
    if POINTS_NAME not in valuation.graph.named:
        return {}
    sets = valuation.graph.named[POINTS_NAME].domain.sets
    if INDICATOR not in sets or among not in sets:
        return {}
    at = (sets.index(INDICATOR), sets.index(among))
    found: dict[tuple[str, str], Fraction] = {}
    for key, cell in valuation.of(POINTS_NAME).items():
        value = printed_of(cell)
        if not isinstance(value, Fraction):
            return {}
        place = (key[at[0]], key[at[1]])
        found[place] = found.get(place, Fraction(0)) + value
    return found


def shares(earlier: Computed, later: Computed, among: str, moved: Sequence[MovedFigure]) -> MovedShares:
    """What each mover moved; `None` where too many did, or where in every order the way is barred."""
    graph = _all_named(later.valuation.graph.only([POINTS_NAME]))
    rounds = Rounds(earlier, later, among, graph, owners(graph, among))
    common = tuple(one for one in moved if one.region == COMMON)
    with_regions = tuple(one for one in common if _is_inseparable(rounds, _places(rounds, [one])))
    apart = tuple(_apart(rounds, common, with_regions)) if with_regions else common
    regions = dict.fromkeys(one.region for one in moved if one.region != COMMON)
    if with_regions:
        regions |= dict.fromkeys(_whose_cells_moved(rounds))
    movers = (*regions, *((COMMON,) if apart else ()))
    if len(movers) > MOST_MOVERS:
        return MovedShares(None)
    if with_regions:
        joined = _by_cells(rounds, _places(rounds, with_regions))
    else:
        joined = _Joined(rounds.mixed(lambda _: False), lambda _, mover: rounds.of(mover))
    mean = _mean(joined, movers, among)
    return MovedShares(mean, apart, with_regions) if mean is not None else MovedShares(None)


def _all_named(graph: Graph) -> Graph:
    """The same calculation, each step of which can be pinned; no quantity has a space in its name."""
    steps = {f"step {at}": node for at, node in enumerate(graph.nodes) if node not in graph.names}
    return Graph(graph.space, {**graph.named, **steps})


# common figures that go with those of the regions


def _places(rounds: Rounds, moved: Sequence[MovedFigure]) -> frozenset[Named]:
    return frozenset(pinned_place(rounds.later.checked.ruleset, *one.place) for one in moved)


def _is_inseparable(rounds: Rounds, places: frozenset[Named]) -> bool:
    """True if these, replaced or kept by themselves, leave a region without what its own cells are made from."""
    alone, left_behind = rounds.mixed(lambda place: place in places), rounds.mixed(lambda place: place not in places)
    return _lacks_own(rounds, alone) or _lacks_own(rounds, left_behind)


def _lacks_own(rounds: Rounds, valuation: Valuation) -> bool:
    """True if points cannot be computed because a cell of one region cannot."""
    failures = [one for one in valuation.of(POINTS_NAME).values() if isinstance(one, Failure)]
    return any(one.node in rounds.owners and rounds.owners[one.node][one.cell] for one in failures if one.node)


def _apart(rounds: Rounds, common: Sequence[MovedFigure], with_regions: Sequence[MovedFigure]) -> Iterator[MovedFigure]:
    """The common figures that are replaced by themselves, and those that reach the points past the regions' cells."""
    points = rounds.graph.named[POINTS_NAME]
    cells = ((points, cell) for cell in range(points.domain.size))
    beside = {(rounds.graph.names[node], node.domain.keys[cell]) for node, cell in reached(cells, _owned(rounds))}
    for one in common:
        if one not in with_regions or _places(rounds, [one]) & beside:
            yield one


def _whose_cells_moved(rounds: Rounds) -> Iterator[str]:
    """The owners of the cells that are others in the later round."""
    before, after = rounds.mixed(lambda _: False), rounds.mixed(lambda _: True)
    for (node, cell), owner in _owned(rounds).items():
        if before.cells[node][cell] != after.cells[node][cell]:
            yield owner


def _owned(rounds: Rounds) -> dict[Place, str]:
    """The cells that rest on the figures of one region, and whose they are."""
    found = rounds.owners.items()
    return {(node, cell): owner for node, column in found for cell, owner in enumerate(column) if owner}


# the points when a group has its later figures, and the others their earlier ones


@frozen(eq=False, repr=False)
class _Joined:
    """The points when nobody has later figures, and the cells that are others when a mover joins a group."""

    nobody: Valuation
    values: Callable[[Group, str], Values]

    def groups(self, movers: Sequence[str]) -> Iterator[tuple[Group, Valuation]]:
        """Every group of these movers, each computed from the one that its last mover joined."""

        def from_group(group: Group, valuation: Valuation, left: Sequence[str]) -> Iterator[tuple[Group, Valuation]]:
            yield group, valuation
            for at, mover in enumerate(left):
                joined = valuation.with_cells(self.values(group, mover))
                yield from from_group(group | {mover}, joined, left[at + 1 :])

        return from_group(frozenset(), self.nobody, movers)


def _by_cells(rounds: Rounds, with_regions: frozenset[Named]) -> _Joined:
    """Each region's own cells of one round as a whole, with the common figures that go with them."""

    @cache
    def whole(is_later: bool, common: bool) -> Valuation:
        return rounds.mixed(
            lambda place: is_later if place in with_regions or rounds.member(place) != COMMON else common
        )

    def owned(group: Group, asked: Callable[[str], bool]) -> Values:
        """The cells of the regions that are asked for, of their rounds."""
        return {
            (rounds.graph.names[node], node.domain.keys[cell]): whole(owner in group, COMMON in group).cells[node][cell]
            for (node, cell), owner in _owned(rounds).items() if asked(owner)
        }  # fmt: skip

    def joining(group: Group, mover: str) -> Values:
        return {**rounds.of(mover), **owned(group | {mover}, lambda owner: mover in (owner, COMMON))}

    nobody = rounds.mixed(lambda _: False).with_cells(owned(frozenset(), lambda _: True))
    return _Joined(nobody, joining)


# the mean over all orders


def _mean(joined: _Joined, movers: Sequence[str], among: str) -> Mapping[str, Points] | None:
    """For each mover, what it moved: the mean over all possible orders; `None` where there is none."""
    points_by_group = ((group, points_of(valuation, among)) for group, valuation in joined.groups(movers))
    worth: dict[Group, Points] = {group: points for group, points in points_by_group if points}
    before, after = _orders(worth, movers)
    total = after.get(frozenset(), 0)
    if not total:
        return None
    shares: dict[str, Points] = {}
    for mover in movers:
        moved = dict.fromkeys(worth[frozenset()], Fraction(0))
        for moved_before, points in worth.items():
            with_it = moved_before | {mover}
            if mover not in moved_before and with_it in worth:
                weight = Fraction(before[moved_before] * after[with_it], total)
                moved = {place: value + weight * (worth[with_it][place] - points[place])
                         for place, value in moved.items()}  # fmt: skip
        shares[mover] = moved
    return shares


def _orders(worth: Mapping[Group, Points], movers: Sequence[str]) -> tuple[Mapping[Group, int], Mapping[Group, int]]:
    """In how many orders each group can be reached from nobody, and everybody from each group."""
    by_size = sorted(worth, key=len)
    before, after = dict.fromkeys(worth, 0), dict.fromkeys(worth, 0)
    before[frozenset()] = 1
    for group in by_size[1:]:
        before[group] = sum(before.get(group - {mover}, 0) for mover in group)
    for group in reversed(by_size):
        left = [mover for mover in movers if mover not in group]
        after[group] = sum(after.get(group | {mover}, 0) for mover in left) if left else 1
    return before, after
