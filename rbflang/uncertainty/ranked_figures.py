"""Ranks that rest on figures that are missing: which of those who are ranked they decide between, and where those tie.

A rank is taken on numbers and leaves no decision open, whatever they may be. Takes a part of a calculation and the
missing figures; gives the pairs that are ranked against each other and that a missing figure moves. Along one figure
the difference of a pair is a quotient of two straight lines, as what a decision looks at is (see `open_decisions`), so
that the place where they tie follows from four runs. That nothing is left open between is told by what each can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from rbflang.graph.closure import behind
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Compare, HasFigure, Ranking, Staircase, printed_of
from rbflang.intervals import Interval
from rbflang.tables.node_ranges import Ranges
from rbflang.tables.possible_cells import Possible
from rbflang.tables.reads import Place, possible_reads, read_at
from rbflang.tables.valuation import Valuation
from rbflang.uncertainty.crossings import crossings, inner_points
from rbflang.uncertainty.not_yet_known import MissingFigure

MOST_PAIRS = 2_000
SETTLING = (Staircase, Compare, Ranking, HasFigure)
"""What looks at a figure and hands on something else: what a rank rests on by these alone is settled where they are."""


@frozen(repr=False)
class RankedPair:
    """The numbers of two that are ranked against each other, one or both of which missing figures move.

    `figures` are all the missing figures that they rest on, in whatever way.
    """

    first: Place
    second: Place
    figures: frozenset[Place] = field(eq=False)


def ranked_pairs(part: Graph, missing: Sequence[MissingFigure]) -> tuple[RankedPair, ...] | None:
    """The pairs that missing figures move; nothing where they are very many."""
    found: dict[RankedPair, None] = {}
    for pair in _pairs(part, frozenset(one.place for one in missing)):
        found[pair] = None
        if len(found) > MOST_PAIRS:
            return None
    return tuple(found)


def _pairs(part: Graph, missing: frozenset[Place]) -> Iterator[RankedPair]:
    for node in part.nodes:
        for group in node.groups if isinstance(node, Ranking) else ():
            ranked = [read_at(node, 0, cell) for cell in group]
            moved = {place: not missing.isdisjoint(_arithmetic(place)) for place in ranked}
            rests = {place: missing & behind([place], lambda one: possible_reads(*one)).keys() for place in ranked}
            for at, first in enumerate(ranked):
                for second in ranked[at + 1 :]:
                    if moved[first] or moved[second]:
                        yield RankedPair(first, second, rests[first] | rests[second])


def _arithmetic(place: Place) -> dict[Place, None]:
    """All cells that a number can follow without a decision between."""
    return behind([place], lambda one: () if isinstance(one[0], SETTLING) else possible_reads(*one))


def behind_pairs(graph: Graph, pairs: Sequence[RankedPair]) -> Graph:
    """The part of the calculation that ranked numbers rest on."""
    return graph.behind(dict.fromkeys(place[0] for pair in pairs for place in (pair.first, pair.second)))


def ties(
    valuation: Valuation, one: MissingFigure, piece: Interval, pairs: Sequence[RankedPair]
) -> tuple[Fraction, ...]:
    """Where in a piece of a figure pairs tie, as far as that follows."""
    if not pairs or piece.is_point:
        return ()
    samples = inner_points(piece)
    runs = [valuation.with_cells({one.at: x}, behind_pairs(valuation.graph, pairs)) for x in samples]
    found: set[Fraction] = set()
    for pair in pairs:
        known = [each for run in runs if (each := _apart(run, pair)) is not None]
        if len(known) == len(runs) and len(set(known)) > 1:
            found.update(at for at in crossings(samples, known, [Fraction(0)]) if piece.holds(at))
    return tuple(sorted(found - {piece.low, piece.high}))


def _apart(run: Valuation, pair: RankedPair) -> Fraction | None:
    first, second = (printed_of(run.cells[node][at]) for node, at in (pair.first, pair.second))
    return first - second if isinstance(first, Fraction) and isinstance(second, Fraction) else None


def undecided(ranges: Ranges, pairs: Sequence[RankedPair]) -> tuple[RankedPair, ...]:
    """The pairs of which it is not certain which is the greater, or that they are the same."""
    return tuple(
        one for one in pairs if not _is_certain(*(ranges.cells[node][at] for node, at in (one.first, one.second)))
    )


def _is_certain(first: Possible, second: Possible) -> bool:
    if not isinstance(first, Interval) or not isinstance(second, Interval):
        return True
    return not first.meets(second) or (first.is_point and second.is_point)


def every_order(
    valuation: Valuation, boxes: Mapping[MissingFigure, Interval], pairs: Sequence[RankedPair]
) -> tuple[Mapping[MissingFigure, Fraction], ...] | None:
    """Values of two figures for each order that undecided pairs can have; nothing where that does not follow.

    Where the differences of all pairs go alike, by one sum of the two figures, that sum says how the pairs stand. From
    the corner where it is least to the one where it is greatest it takes all its values.
    """
    resting = [one for one in boxes if any(one.place in pair.figures for pair in pairs)]
    ends = [(boxes[one].low, boxes[one].high) for one in resting]
    if len(resting) != 2 or any(low is None or high is None for low, high in ends):
        return None
    part = behind_pairs(valuation.graph, pairs)

    def apart(*values: Fraction) -> list[Fraction | None]:
        cells = {one.at: value for one, value in zip(resting, values, strict=True)}
        run = valuation.with_cells(cells, part)
        return [_apart(run, pair) for pair in pairs]

    (low, high), (least, most) = ends
    assert low is not None and high is not None and least is not None and most is not None
    corners = (apart(low, least), apart(high, least), apart(low, most), apart(high, most))
    middle = apart((low + high) / 2, (least + most) / 2)
    planes = [_plane(*each) for each in zip(*corners, middle, strict=True)]
    slopes = [one for one in planes if one is not None]
    steep = next((one for one in slopes if one[0] or one[1]), (Fraction(1), Fraction(1), Fraction(0)))
    if len(slopes) < len(planes) or any(a * steep[1] != b * steep[0] for a, b, _ in slopes):
        return None
    rising = steep[0] >= 0, steep[1] >= 0
    start = (low if rising[0] else high, least if rising[1] else most)
    end = (high if rising[0] else low, most if rising[1] else least)
    at_start, at_end = apart(*start), apart(*end)
    zeros = {-a / (b - a) for a, b in zip(at_start, at_end, strict=True) if a is not None and b is not None and a != b}
    marks = sorted({Fraction(0), Fraction(1), *(one for one in zeros if 0 < one < 1)})
    between = [(a + b) / 2 for a, b in pairwise(marks)]
    found: dict[tuple[bool | None, ...], Mapping[MissingFigure, Fraction]] = {}
    for at in (*between, *marks):
        values = dict(zip(resting, (a + (b - a) * at for a, b in zip(start, end, strict=True)), strict=True))
        if all(boxes[one].holds(value) for one, value in values.items()):
            found.setdefault(tuple(map(_sign, apart(*values.values()))), values)
    return tuple(found.values())


def _sign(apart: Fraction | None) -> bool | None:
    return None if not apart else apart > 0


def _plane(
    first: Fraction | None, right: Fraction | None, up: Fraction | None, far: Fraction | None, middle: Fraction | None
) -> tuple[Fraction, Fraction, Fraction] | None:
    """How much a difference rises to the right and upwards, and where it begins; nothing where it is no plane."""
    if first is None or right is None or up is None or far is None or middle is None:
        return None
    is_plane = far == right + up - first and middle * 2 == first + far
    return (right - first, up - first, first) if is_plane else None
