"""Whole numbers that print as wanted: numerators for a denominator, and denominators that have a numerator each.

Exact: an interval holds all numbers that print so and fit what is known, and only quotients within it are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from attrs import frozen

from rbflang.intervals import Interval
from rbflang.tables.apportion import in_whole_units

REACH = 400
"""A denominator is moved by at most so many."""
TRIALS = 60_000
"""So many denominators are tried together at most."""


@frozen
class Wish:
    """What a quotient is to be: its interval, the parts that add up to its denominator, and those that may be counted.

    A numerator is at most the sum of the latter.
    """

    interval: Interval
    parts: tuple[int, ...]
    countable: tuple[int, ...]

    def numerators(self, parts: Sequence[int]) -> range:
        """The numerators that give a quotient as wanted."""
        most, whole = sum(parts[at] for at in self.countable), sum(parts[at] for at in self.parts)
        return numerators(self.interval, whole, most)


def numerators(interval: Interval, denominator: int, most: int) -> range:
    """The whole numbers from 0 to `most` that divided by the denominator lie in the interval; may be none."""
    if not denominator:
        return range(0)
    low = Fraction(0) if interval.low is None else interval.low * denominator
    first = max(0, -(-low.numerator // low.denominator))
    if Fraction(first, denominator) == interval.low and not interval.low_included:
        first += 1
    if interval.high is None:
        return range(first, most + 1)
    high = interval.high * denominator
    last = high.numerator // high.denominator
    if Fraction(last, denominator) == interval.high and not interval.high_included:
        last -= 1
    return range(first, min(last, most) + 1)


def parts_that_fit(parts: Sequence[int], wishes: Sequence[Wish]) -> tuple[int, ...] | None:
    """Numbers near to the parts for which every wish has a numerator; `None` where none of those tried are so.

    Of each group of parts that stand in the same denominators the largest is moved.
    """
    if _all_fit(parts, wishes):
        return tuple(parts)
    groups: dict[tuple[bool, ...], int] = {}
    for at, part in enumerate(parts):
        held = tuple(at in wish.parts for wish in wishes)
        if any(held) and (held not in groups or part > parts[groups[held]]):
            groups[held] = at
    for moves in _moves(len(groups)):
        moved = list(parts)
        for at, move in zip(groups.values(), moves, strict=True):
            moved[at] += move
        if min(moved) >= 0 and _all_fit(moved, wishes):
            return tuple(moved)
    return None


def _all_fit(parts: Sequence[int], wishes: Sequence[Wish]) -> bool:
    return all(wish.numerators(parts) for wish in wishes)


def _moves(groups: int) -> Iterator[tuple[int, ...]]:
    """How far each group is moved, the shortest way first."""
    if not groups:
        return
    reach = next(reach for reach in range(REACH, -1, -1) if (2 * reach + 1) ** groups <= TRIALS)
    steps = range(-reach, reach + 1)
    yield from sorted(product(steps, repeat=groups), key=lambda moves: (sum(map(abs, moves)), moves))


def shared_out(total: int, weights: Sequence[int], most: Sequence[int] | None = None) -> list[int]:
    """A whole number shared out by weights, by the largest remainder, none above its most.

    The most must have room for the total. Where all weights are zero they count as alike.
    """
    if not weights:
        return []
    weighed = weights if any(weights) else [1] * len(weights)
    exact = [Fraction(total * weight, sum(weighed)) for weight in weighed]
    whole = in_whole_units(exact, Fraction(1))
    assert whole is not None, "a whole number is a sum of whole numbers"
    found = list(map(int, whole))
    if most is None or all(own <= top for own, top in zip(found, most, strict=True)):
        return found
    kept = [min(own, top) for own, top in zip(found, most, strict=True)]
    room = [top - own for own, top in zip(kept, most, strict=True)]
    return [own + more for own, more in zip(kept, shared_out(total - sum(kept), room), strict=True)]
