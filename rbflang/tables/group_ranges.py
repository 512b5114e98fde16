"""What comes of groups of cells whatever the data: of sums and other aggregates, of places, of points that are shared.

Takes a node where it stands and the columns it reads. A member counts for certain, perhaps, or not at all; a member of
an open set stands for any number of members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from rbflang import intervals
from rbflang.graph.operators import IN_ORDER, in_order
from rbflang.intervals import Interval, above, hull, point, shortened
from rbflang.tables.possible_cells import MOST_BITS, NO, YES, Column, Possible, Standing, each_alike, one_of

ZERO, ONE = Fraction(0), Fraction(1)
NOT_NEGATIVE = above(ZERO)
PART = Interval(ZERO, ONE)


def aggregated(use: Standing, columns: Sequence[Column]) -> Column:
    """What a sum, mean, least, greatest or count can come to, group by group."""
    node, is_open = use.node, use.is_open
    out = []
    for group in node.groups:
        counted: dict[tuple[int, bool], tuple[Possible, bool, int]] = {}
        for at in group:
            answer = columns[1][at] if node.is_filtered else YES
            if answer == NO:
                continue
            cell, is_certain = columns[0][at], answer == YES and not is_open
            number = counted.get((id(cell), is_certain), (cell, is_certain, 0))[2]
            counted[id(cell), is_certain] = cell, is_certain, number + 1
        members = list(counted.values())
        if node.kind in IN_ORDER:
            out.append(_one_in_order(node.kind, node.place, members, is_open))
        else:
            out.append(AGGREGATES[node.kind](members, is_open))
    return out


Members = Sequence[tuple[Any, bool, int]]


def _counted(members: Members, is_open: bool) -> Possible:
    least = sum(number for _, is_certain, number in members if is_certain)
    most = sum(number for _, _, number in members)
    return Interval(Fraction(least), None if is_open else Fraction(most), True, not is_open)


def _summed(members: Members, is_open: bool) -> Possible:
    if any(cell is None and is_certain for cell, is_certain, _ in members):
        return None
    parts = (_times(cell, is_certain, number, is_open) for cell, is_certain, number in members if cell is not None)
    return shortened(intervals.total(parts), MOST_BITS)


def _times(cell: Interval, is_certain: bool, number: int, is_open: bool) -> Interval:
    """All sums of so many numbers of an interval, or of as many of them as count."""
    if is_open:
        return any_number(cell)
    part = cell if number == 1 else intervals.multiply(cell, point(Fraction(number)))
    return part if is_certain else hull([point(ZERO), part])


def any_number(one: Interval) -> Interval:
    """All sums of any number of numbers of an interval."""
    low = ZERO if NOT_NEGATIVE.covers(one) else None
    high = ZERO if intervals.below(ZERO, included=True).covers(one) else None
    return Interval(low, high, low is not None, high is not None)


def _averaged(members: Members, is_open: bool) -> Possible:
    total, number = _summed(members, is_open), sum(number for _, _, number in members)
    if not isinstance(total, Interval) or not all(is_certain for _, is_certain, _ in members) or not number:
        return one_of(cell for cell, _, _ in members) if total is not None else None
    return shortened(intervals.multiply(total, point(Fraction(1, number))), MOST_BITS)


def _one_in_order(kind: str, place: Fraction, members: Members, is_open: bool) -> Possible:
    """One of those that count, or between two of them; where all who do are certain, in order of their ends."""
    if any(cell is None and is_certain for cell, is_certain, _ in members):
        return None
    if is_open or not all(is_certain for _, is_certain, _ in members):
        return one_of(cell for cell, _, _ in members)
    cells = [cell for cell, _, number in members for _ in range(number)]
    places = in_order(kind, place, len(cells))
    return shortened(intervals.in_order(cells, places), MOST_BITS) if places else None


def _extreme_of(work: Callable[[Iterable[Interval]], Interval], members: Members) -> Possible:
    """The least or the greatest of those that count for certain, or one of those that perhaps count beyond it."""
    if any(cell is None and is_certain for cell, is_certain, _ in members):
        return None
    certain = [cell for cell, is_certain, _ in members if is_certain]
    perhaps = [cell for cell, is_certain, _ in members if not is_certain and cell is not None]
    if not certain:
        return one_of(perhaps)
    found = work(certain)
    return hull([found, *(work([found, one]) for one in perhaps)])


AGGREGATES: Mapping[str, Callable[[Members, bool], Possible]] = {
    "count": _counted,
    "sum": _summed,
    "mean": _averaged,
    "least": lambda members, is_open: _extreme_of(intervals.least, members),
    "greatest": lambda members, is_open: _extreme_of(intervals.greatest, members),
}


def ranked(use: Standing, columns: Sequence[Column]) -> Column:
    """The places that each can have in its group; none for those who are not ranked."""
    node = use.node
    out: list[Possible] = [None] * node.domain.size
    for group in node.groups:
        takers = [at for at in group if not node.is_filtered or columns[1][at] != NO]
        last = None if use.is_open else Fraction(len(takers))
        for at in takers:
            out[at] = Interval(ONE, last, True, last is not None)
    return out


def shared(use: Standing, columns: Sequence[Column]) -> Column:
    """What each can get of the points of its group."""
    out: list[Possible] = [point(ZERO)] * use.node.domain.size
    known: dict[Sequence[tuple[int, int]], Sequence[Interval | None]] = {}
    for group in use.node.groups:
        points = columns[0][group[0]] if group else None
        takers = [at for at in group if columns[2][at] != NO]
        alike = tuple((id(columns[1][at]), id(columns[2][at])) for at in takers)
        if alike not in known:
            parts = [_part_of(columns[1][at], columns[2][at]) for at in takers]
            known[alike] = [PART] * len(parts) if use.is_open else _shares(parts)
        takings = [columns[2][at] for at in takers]
        got = each_alike([known[alike], takings], partial(_got, points))
        for at, cell in zip(takers, got, strict=True):
            out[at] = cell
    return out


def _got(points: Possible, share: Interval | None, taking: Possible) -> Possible:
    found = intervals.multiply(points, share) if isinstance(points, Interval) and share is not None else None
    return found if taking == YES else one_of([found, point(ZERO)])


def _part_of(parts: Possible, taking: Possible) -> Interval | None:
    """The parts that count: none of those who take no part, and never less than nothing."""
    if not isinstance(parts, Interval):
        return None if taking == YES else point(ZERO)
    found = parts.within(NOT_NEGATIVE)
    found = NOT_NEGATIVE if found.is_empty else found
    return found if taking == YES else hull([point(ZERO), found])


def _shares(parts: Sequence[Interval | None]) -> Sequence[Interval | None]:
    """What each has of all parts; nothing where somebody's parts never have a value."""
    alike = Counter(parts)
    shares: dict[Interval | None, Interval | None] = {}
    for own in alike:
        rest = _summed([(other, True, number - (other is own)) for other, number in alike.items()], False)
        is_known = isinstance(rest, Interval) and own is not None
        shares[own] = intervals.part_of_all(own, rest) if is_known else None  # type: ignore[arg-type]
    return [shares[own] for own in parts]
