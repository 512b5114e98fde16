"""How far a figure can move when some inputs are known only by their printed digits, or only within bounds.

Takes a computed ruleset and a cell; gives the interval that the cell certainly lies in, and whether it is all of it.

For each loose input the slope of the cell tells which way it goes, over all that the inputs may be (see
`tables/bounds.py`). Where no slope is on both sides of zero, the least and the greatest value lie at known ends,
and the model is run there: the span is exact. In a table that promises its total no number can move alone; there the
slopes are those of exchanges, one number raised and another lowered as much, and the total is filled up from the number
that gains most. Where a direction is not proved, or a rounding lies on the way, the span is a bound: the narrower of
what the whole box gives and what the slopes allow. It may be wider than what can happen, never narrower. Decisions are
held as they were taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, cmp_to_key
from itertools import combinations

from attrs import field, frozen

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Figure, Node
from rbflang.intervals import EVERYTHING, Interval, add, multiply, point, subtract
from rbflang.tables.bounds import NOTHING, ROUNDINGS, Enclosed, enclose, rounded
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation, run
from rbflang.uncertainty.kept_totals import Promise, promises
from rbflang.uncertainty.uncertain_part import Leaf, LoosePart, loose_part

MOST_PAIRED = 6
Way = tuple[Place, ...]
Box = Mapping[Place, Interval]


@frozen(repr=False)
class PossibleRange:
    """What a cell may be; with `is_exact` every number between the ends can come about, else it is a bound.

    `before` is the same before the cell was rounded. `moved_by` are the inputs that can move it. `ends` are the
    loose part of the model, run at the least and at the greatest value; `None` where an end is only a bound.
    """

    interval: Interval
    before: Interval
    is_exact: bool
    moved_by: tuple[Leaf, ...]
    ends: tuple[Valuation | None, Valuation | None] = field(default=(None, None), eq=False, repr=False)


@frozen(eq=False, repr=False)
class _End:
    """One end of a span: its value, whether it is reached, and the model run there unless it is only a bound."""

    value: Fraction | None
    is_reached: bool
    valuation: Valuation | None


@frozen(eq=False, repr=False)
class _Moving:
    """A cell that moves: where it stands in the loose part, what it is, its slopes, and what moves it."""

    place: Place
    base: Cell
    seen: Enclosed
    numbers: Mapping[Way, int]
    by: frozenset[Place]

    def gain(self, rising: Place, falling: Place | None = None) -> Interval:
        """The slope when one input rises, and another falls as much."""
        if falling is None:
            return self.seen.slopes.get(self.numbers[rising,], NOTHING)
        if (rising, falling) in self.numbers:
            return self.seen.slopes.get(self.numbers[rising, falling], NOTHING)
        if (falling, rising) in self.numbers:
            return subtract(NOTHING, self.seen.slopes.get(self.numbers[falling, rising], NOTHING))
        return subtract(self.gain(rising), self.gain(falling))


@frozen(eq=False, repr=False)
class Spans:
    """The spans of the cells of some quantities; what is worked out for one serves the next."""

    valuation: Valuation
    part: LoosePart
    box: Box
    promises: tuple[Promise, ...]
    unkept: frozenset[Place]
    numbers: Mapping[Way, int]
    enclosed: Mapping[Node, Sequence[object]]
    _runs: dict[frozenset[tuple[Place, Fraction | None]], Valuation] = field(factory=dict)

    def of(self, place: Place) -> PossibleRange | None:
        """The span of a cell; `None` where nothing moves it."""
        moving = self._moving(place)
        if moving is None:
            return None
        low, high = self._end(moving, -1), self._end(moving, 1)
        before = Interval(low.value, high.value, low.is_reached, high.is_reached)
        is_exact = low.valuation is not None and high.valuation is not None and moving.by.isdisjoint(self.unkept)
        leaves = tuple(leaf for at, leaf in self.part.inputs.items() if at in moving.by)
        return PossibleRange(rounded(place[0], before), before, is_exact, leaves, (low.valuation, high.valuation))

    def before_rounding(self, place: Place) -> Place | None:
        """What stands for a cell in the loose part, before it was rounded; `None` where nothing loose is in it."""
        node, cell = place
        if node not in self.part.standing:
            return None
        standing = self.part.standing[_unrounded(node)]
        return (standing, cell) if standing in self.enclosed else None

    def _moving(self, place: Place) -> _Moving | None:
        at = self.before_rounding(place)
        seen = self.enclosed[at[0]][at[1]] if at else None
        if at is None or not isinstance(seen, Enclosed):
            return None
        moves = {number for number, slope in seen.slopes.items() if _sign(slope) != 0}
        if not moves:
            return None
        by = frozenset(at for way, number in self.numbers.items() if number in moves for at in way)
        base = self.valuation.cells[_unrounded(place[0])][place[1]]
        return _Moving(at, base, seen, self.numbers, by)

    def _end(self, moving: _Moving, upwards: int) -> _End:
        """The cell where the inputs make it greatest (1) or least (-1)."""
        node, cell = moving.place
        box, is_reached, is_corner = dict(self.box), True, moving.by.isdisjoint(self.part.errors)
        for values, reached, proved in self._moved(moving, upwards):
            box.update({at: point(value) for at, value in values.items()})
            is_reached, is_corner = is_reached and reached, is_corner and proved
        if not is_corner:
            ended = enclose(self.part.graph, box, (), self.part.errors)[node][cell].value
            bound = self._around(moving).within(ended)
            return _End(bound.high if upwards > 0 else bound.low, True, None)
        valuation = self._run({at: found.low for at, found in box.items() if found is not self.box[at]})
        found = valuation.cells[node][cell]
        return _End(found if isinstance(found, Fraction) else None, is_reached, valuation)

    def _moved(self, moving: _Moving, upwards: int) -> Iterator[tuple[Mapping[Place, Fraction], bool, bool]]:
        """Where the inputs go to make the cell greatest or least, whether that is reached, and whether it is proved."""
        together = {at for promise in self.promises for at in promise.places}
        for way in self.numbers:
            if len(way) == 1 and way[0] in self.part.inputs and way[0] not in together:
                yield _corner(way[0], self.box, moving, upwards)
        for promise in self.promises:
            yield _filled(promise, self.box, moving, upwards)

    def _around(self, moving: _Moving) -> Interval:
        """A bound for both ends: what the whole box gives, and how far its slopes take the cell from where it is."""
        value = moving.base.printed if isinstance(moving.base, Figure) else moving.base
        found = point(value) if isinstance(value, Fraction) else EVERYTHING
        for way, number in self.numbers.items():
            if number in moving.seen.slopes:
                found = add(found, multiply(moving.seen.slopes[number], self._step(way)))
        return found.within(moving.seen.value)

    def _step(self, way: Way) -> Interval:
        """How far an input can go from where it is, or how much two can exchange."""
        if way[0] in self.part.errors:
            return subtract(self.part.errors[way[0]], self.part.errors[way[0]])
        away = [subtract(self.box[at], point(self.part.printed(at))) for at in way]
        return away[0] if len(way) == 1 else away[0].within(subtract(NOTHING, away[1]))

    def _run(self, values: Mapping[Place, Fraction | None]) -> Valuation:
        """The loose part with some inputs at these values, and the others where they are least."""
        wanted = frozenset(values.items())
        if wanted not in self._runs:
            names = self.part.graph.names
            cells = {(names[node], node.domain.keys[cell]): value for (node, cell), value in values.items()}
            self._runs[wanted] = self._least.with_cells(cells)
        return self._runs[wanted]

    @cached_property
    def _least(self) -> Valuation:
        """The loose part with its inputs where they are least."""
        graph = self.part.graph
        pins: dict[str, dict[Key, Cell]] = {}
        for (node, cell), within in self.box.items():
            if within.low is not None:
                pins.setdefault(graph.names[node], {})[node.domain.keys[cell]] = within.low
        return run(graph, {}, pins)


def spans_of(computed: Computed, wanted: Iterable[str]) -> Spans:
    """The spans of these quantities, and of all they rest on."""
    part = loose_part(computed.valuation, wanted)
    kept = tuple(promises(computed, part)) if part.inputs else ()
    box = dict(part.box)
    for promise in kept:
        box.update(promise.within(box))
    together = {at for promise in kept for at in promise.places}
    numbers = {way: number for number, way in enumerate(_ways(part, kept, box, together))}
    ways = [dict(zip(way, (1, -1), strict=False)) for way in numbers]
    enclosed = enclose(part.graph, box, ways) if part.inputs else {}
    unkept = frozenset(at for at in part.inputs if at not in together and _promises(computed, part.inputs[at]))
    return Spans(computed.valuation, part, box, kept, unkept, numbers, enclosed)


def span_at(computed: Computed, name: str, key: Key) -> PossibleRange | None:
    """How far one cell of a quantity can move; `None` where nothing moves it."""
    node = computed.valuation.graph.named[name]
    return spans_of(computed, [name]).of((node, node.domain.index[key]))


def _unrounded(node: Node) -> Node:
    """What a node rounds; itself where it does not."""
    return node.operands[0].node if isinstance(node, ROUNDINGS) else node


def _ways(part: LoosePart, kept: Sequence[Promise], box: Box, together: set[Place]) -> Iterator[Way]:
    """The directions: exchanges between numbers that keep a total, each free input, the error of each rounding."""
    for promise in kept:
        loose = [at for at in promise.places if not box[at].is_point]
        yield from combinations(loose, 2) if len(loose) <= MOST_PAIRED else ((at,) for at in loose)
    yield from ((at,) for at in (*part.inputs, *part.errors) if at not in together)


def _promises(computed: Computed, leaf: Leaf) -> bool:
    """True if the quantity promises a total, be it one that the printed numbers do not have."""
    typing = computed.checked.ruleset.quantities[leaf[0]].typing
    return bool(typing and typing.total is not None)


# ends


def _sign(slope: Interval) -> int | None:
    """1 where nothing of the slope is below zero, -1 where nothing is above it, 0 where it is zero; else `None`."""
    if slope.is_point and not slope.low:
        return 0
    if slope.low is not None and slope.low >= 0:
        return 1
    return -1 if slope.high is not None and slope.high <= 0 else None


def _corner(at: Place, box: Box, moving: _Moving, upwards: int) -> tuple[dict[Place, Fraction], bool, bool]:
    """The end of an input that is wanted; nothing where the direction is not proved."""
    slope = moving.gain(at)
    sign = _sign(slope)
    rises = sign is not None and sign * upwards > 0
    end, included = (box[at].high, box[at].high_included) if rises else (box[at].low, box[at].low_included)
    if sign is None or end is None:
        return {}, True, False
    return {at: end}, included or slope.holds(Fraction(0)), True


def _filled(promise: Promise, box: Box, moving: _Moving, upwards: int) -> tuple[dict[Place, Fraction], bool, bool]:
    """The numbers of a promise where they make the cell greatest or least; nothing where that is not proved."""
    loose = [at for at in promise.places if not box[at].is_point]
    slopes = {(a, b): moving.gain(a, b) for a in loose for b in loose if a != b}
    signs = {pair: _sign(slope) for pair, slope in slopes.items()}
    if None in signs.values():
        return {}, True, False

    def gains_more(a: Place, b: Place) -> int:
        return -(signs[a, b] or 0) * upwards

    still = [at for at in promise.places if at not in loose]
    values = promise.filled(box, [*still, *sorted(loose, key=cmp_to_key(gains_more))])
    is_strict = not any(slope.holds(Fraction(0)) for slope in slopes.values())
    return values, not is_strict or all(box[at].holds(value) for at, value in values.items()), True
