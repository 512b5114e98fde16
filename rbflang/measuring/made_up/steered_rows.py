"""How many rows of each kind count, so that quotients of rows come out as wanted.

Takes how many rows of each kind there would be; gives numbers with the same sum. A quotient is steered by making rows
of its denominator into rows of its numerator, or the other way round, where no other count of rows tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.intervals import Interval
from rbflang.measuring.made_up.whole_numbers import REACH, numerators, shared_out


@frozen
class RowWish:
    """What a quotient of rows is to lie in: the kinds of its denominator, and those of them that its numerator has."""

    interval: Interval
    whole: frozenset[int]
    counted: frozenset[int]

    def is_met(self, rows: Sequence[int]) -> bool:
        """Whether rows by kind give a quotient as wanted."""
        whole, counted = (sum(rows[at] for at in part) for part in (self.whole, self.counted))
        return whole > 0 and self.interval.holds(Fraction(counted, whole))


def are_steerable(wishes: Sequence[RowWish]) -> bool:
    """Whether rows of each denominator can be counted or not without any other quotient noticing."""
    return all(all(_exchangeable(wish, _others(wish, wishes))) for wish in wishes)


def _others(wish: RowWish, wishes: Sequence[RowWish]) -> list[RowWish]:
    return [other for other in wishes if other is not wish]


def steered(rows: Sequence[int], wishes: Sequence[RowWish], chance: int) -> list[int] | None:
    """Rows by kind as wanted; `None` where none were found: there are too few, or what is wanted cannot be together.

    Of wishes within each other the narrow one may have to be met first, or the wide one.
    """
    narrow = sorted(wishes, key=lambda wish: len(wish.counted))
    orders = (wishes, narrow, narrow[::-1])
    return next((found for order in orders if (found := _in_order(rows, order, chance))), None)


def _in_order(rows: Sequence[int], wishes: Sequence[RowWish], chance: int) -> list[int] | None:
    found = list(rows)
    for at, wish in enumerate(wishes):
        tried = _steered(found, wish, _others(wish, wishes), chance)
        fitting = next((rows for rows in tried if all(earlier.is_met(rows) for earlier in wishes[:at])), None)
        if fitting is None:
            return None
        found = fitting
    return found


def _steered(rows: Sequence[int], wish: RowWish, others: Sequence[RowWish], chance: int) -> Iterator[list[int]]:
    """Rows that meet a wish, those moved least first: a denominator takes rows from outside or gives them."""
    counted, rest = _exchangeable(wish, others)
    outside = [at for at in range(len(rows)) if not any(at in one.whole | one.counted for one in (wish, *others))]
    fixed = sum(rows[at] for at in wish.counted - {*counted})
    for move in sorted(range(-REACH, REACH + 1), key=abs):
        whole = sum(rows[at] for at in wish.whole) + move
        free = sum(rows[at] for at in counted + rest) + move
        if free < 0 or (move and move > sum(rows[at] for at in outside)) or (move < 0 and not outside):
            continue
        fitting = numerators(wish.interval, whole, whole)
        wanted = range(max(fitting.start, fixed), min(fitting.stop, fixed + free + 1))
        if wanted:
            own, found = wanted[chance % len(wanted)] - fixed, list(rows)
            _set(found, outside, sum(rows[at] for at in outside) - move)
            _set(found, counted, own)
            _set(found, rest, free - own)
            yield found


def _set(rows: list[int], places: Sequence[int], total: int) -> None:
    """Let the rows of some kinds add up to a number, as they are to each other."""
    for at, number in zip(places, shared_out(total, [rows[at] for at in places]), strict=True):
        rows[at] = number


def _exchangeable(wish: RowWish, others: Sequence[RowWish]) -> tuple[list[int], list[int]]:
    """Kinds that are counted, and kinds that are not, among which all other wishes see no difference."""

    def seen(at: int) -> tuple[bool, ...]:
        return tuple(at in part for other in others for part in (other.whole, other.counted))

    sides: dict[tuple[bool, ...], tuple[list[int], list[int]]] = {}
    for at in sorted(wish.whole):
        sides.setdefault(seen(at), ([], []))[at not in wish.counted].append(at)
    both = [side for side in sides.values() if all(side)]
    return max(both, key=lambda side: len(side[0]) + len(side[1]), default=([], []))
