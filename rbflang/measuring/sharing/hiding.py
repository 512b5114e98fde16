"""Which counts are hidden so that no small one can be worked out: the fewest, and of those the smallest.

Takes the counts of one who is paid, and tells less and less of them until each small one can be every small number: a
second count of the same row is hidden first, the smallest; then the small ones of the row are told like the hidden ones
so that nobody knows which is which; then nothing is told of the row; then it is the turn of the rows beside it. The
totals, which decide what is paid, come last. In the end all is told again that turned out not to be needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.measuring.sharing.told_counts import CountPlace, HowTold, TellableCounts
from rbflang.register.definitions import EpisodeCount

Rows = frozenset[EpisodeCount]
ALL = tuple(HowTold)


def hide(counts: TellableCounts) -> None:
    """Tell less of what must not be known; then again what turned out not to be needed: totals, then the largest."""
    first = dict(counts.told)
    for place in counts.small:
        _make_safe(counts, place)
    changed = [place for place, told in counts.told.items() if told is not first[place]]
    for place in sorted(changed, key=lambda one: (one.unit != "", -counts.values[one])):
        told, counts.told[place] = counts.told[place], first[place]
        if not all(map(counts.is_safe, counts.small)):
            counts.told[place] = told


def _make_safe(counts: TellableCounts, place: CountPlace) -> None:
    """Tell less, step by step, until a small count can be every small number."""
    row, beside = frozenset({place.count}), counts.beside(place.count)
    _hide_second(counts, place, row)
    for rows in (row, beside):
        for places, told in _less_of_units(counts, rows):
            if counts.is_safe(place):
                return
            _tell(counts, places, told)
        _hide_second(counts, place, beside)
    for places, told in _less_of_totals(counts, (row, beside)):
        if counts.is_safe(place):
            return
        _tell(counts, places, told)


def _tell(counts: TellableCounts, places: list[CountPlace], told: HowTold) -> None:
    for one in places:
        counts.told[one] = told


def _hide_second(counts: TellableCounts, place: CountPlace, rows: Rows) -> None:
    """Hide counts of units that are not small: one that is enough, else the nearest, and so on while there are any.

    Nearest are those of the same row, then of the same unit, and of these the smallest.
    """
    while not counts.is_safe(place):
        shown = [one for one in _of(counts, rows, False, (HowTold.AS_IT_IS,)) if counts.values[one] >= counts.limit]
        left = sorted(shown, key=lambda one: (one.count != place.count, one.unit != place.unit, counts.values[one]))
        if not left:
            return
        counts.told[next((one for one in left if _is_enough(counts, place, one)), left[0])] = HowTold.HIDDEN


def _is_enough(counts: TellableCounts, place: CountPlace, other: CountPlace) -> bool:
    """True if a small count is safe with one more that is hidden; nothing is changed."""
    counts.told[other] = HowTold.HIDDEN
    is_safe = counts.is_safe(place)
    counts.told[other] = HowTold.AS_IT_IS
    return is_safe


def _less_of_units(counts: TellableCounts, rows: Rows) -> Iterator[tuple[list[CountPlace], HowTold]]:
    """What is told less of in the units of some rows: the small ones like the hidden ones, then all of them."""
    yield _of(counts, rows, False, (HowTold.SMALL, HowTold.HIDDEN)), HowTold.BLURRED
    yield _of(counts, rows, False, ALL), HowTold.UNTOLD


def _less_of_totals(counts: TellableCounts, each: tuple[Rows, ...]) -> Iterator[tuple[list[CountPlace], HowTold]]:
    """What is told less of in totals, row by row; the last step tells nothing at all."""
    everything = frozenset(one.count for one in counts.values)
    for rows in each:
        yield _of(counts, rows, True, (HowTold.SMALL,)), HowTold.BLURRED
        yield [one for one in _of(counts, rows, True, (HowTold.AS_IT_IS,)) if counts.values[one]], HowTold.HIDDEN
    for is_total in (False, True):
        yield _of(counts, everything, is_total, ALL), HowTold.UNTOLD


def _of(counts: TellableCounts, rows: Rows, is_total: bool, told: tuple[HowTold, ...]) -> list[CountPlace]:
    """The counts of some rows that are told in one of these ways: the totals, or those of units."""
    return [one for one, how in counts.told.items() if one.count in rows and (not one.unit) is is_total and how in told]
