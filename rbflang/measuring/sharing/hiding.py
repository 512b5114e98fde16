"""Which counts are hidden so that no small one can be worked out: the fewest, and of those the smallest.

Takes the counts of one who is paid, and hides more of them until each small one can be every small number. A second
count is hidden first, the smallest of the same row. Where that is not enough, the small ones of the row are told like
the hidden ones, so that nobody knows which is which; then nothing is told of the row, nor of those beside it. The
totals, which decide what is paid, come last.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.measuring.sharing.told_counts import CountPlace, HowTold, TellableCounts
from rbflang.register.definitions import EpisodeCount


def hide(counts: TellableCounts) -> None:
    """Hide what must be hidden; then show again what turned out not to be needed: totals, then the largest."""
    for place in counts.small:
        _make_safe(counts, place)
    for place in sorted(_second(counts), key=lambda one: (one.unit != "", -counts.values[one])):
        counts.told[place] = HowTold.AS_IT_IS
        if not all(map(counts.is_safe, counts.small)):
            counts.told[place] = HowTold.HIDDEN


def _second(counts: TellableCounts) -> list[CountPlace]:
    """The counts that are hidden without being small."""
    return [place for place, told in counts.told.items() if told is HowTold.HIDDEN]


def _make_safe(counts: TellableCounts, place: CountPlace) -> None:
    """Hide more until a small count can be every small number."""
    while not counts.is_safe(place):
        left = list(_candidates(counts, place))
        if not left:
            break
        enough = next((one for one in left if _is_enough(counts, place, one)), None)
        counts.told[enough or left[0]] = HowTold.HIDDEN
    for places, told in _wider(counts, place):
        if counts.is_safe(place):
            return
        for one in places:
            counts.told[one] = told


def _wider(counts: TellableCounts, place: CountPlace) -> Iterator[tuple[list[CountPlace], HowTold]]:
    """What else is told less of, step by step: each step leaves more possible, and the last tells nothing."""
    row, beside = frozenset({place.count}), counts.beside(place.count)
    everything = frozenset(one.count for one in counts.values)
    for rows in (row, beside):
        yield _of(counts, rows, False, (HowTold.SMALL, HowTold.HIDDEN)), HowTold.BLURRED
    for rows in (row, beside):
        yield _of(counts, rows, False, tuple(HowTold)), HowTold.UNTOLD
    for rows in (row, beside):
        yield _of(counts, rows, True, (HowTold.SMALL,)), HowTold.BLURRED
        yield [one for one in _of(counts, rows, True, (HowTold.AS_IT_IS,)) if counts.values[one]], HowTold.HIDDEN
    for is_total in (False, True):
        yield _of(counts, everything, is_total, tuple(HowTold)), HowTold.UNTOLD


def _of(
    counts: TellableCounts, rows: frozenset[EpisodeCount], is_total: bool, told: tuple[HowTold, ...]
) -> list[CountPlace]:
    """The counts of some rows that are told in one of these ways: the totals, or those of units."""
    return [one for one, how in counts.told.items() if one.count in rows and (not one.unit) is is_total and how in told]


def _is_enough(counts: TellableCounts, place: CountPlace, other: CountPlace) -> bool:
    """True if a small count is safe with one more that is hidden; nothing is changed."""
    counts.told[other] = HowTold.HIDDEN
    is_safe = counts.is_safe(place)
    counts.told[other] = HowTold.AS_IT_IS
    return is_safe


def _candidates(counts: TellableCounts, place: CountPlace) -> Iterator[CountPlace]:
    """Counts of units that could be hidden too, the nearest first: of the same row, the same unit, and then of others.

    Among those of a row the smallest comes first.
    """
    shown = [
        one
        for one, told in counts.told.items()
        if told is HowTold.AS_IT_IS and one.unit and counts.values[one] >= counts.limit
    ]
    near = sorted(shown, key=lambda one: (one.count != place.count, one.unit != place.unit, counts.values[one]))
    return iter(near)
