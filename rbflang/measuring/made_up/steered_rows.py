"""How many rows of each kind count, so that quotients of rows come out as wanted.

Takes how many rows of each kind there would be; gives numbers with the same sum. A quotient is steered by making rows
of its denominator into rows of its numerator, or the other way round, where no other count of rows tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from rbflang.intervals import Interval
from rbflang.measuring.made_up.whole_numbers import REACH, numerators, shared_out


@frozen
class RowWish:
    """What a quotient of rows is to lie in: the kinds of its denominator, and those of them that its numerator has."""

    interval: Interval
    whole: frozenset[int]
    counted: frozenset[int]


def are_steerable(wishes: Sequence[RowWish]) -> bool:
    """Whether rows of each denominator can be counted or not without any other quotient noticing."""
    return all(all(_exchangeable(wish, _others(wish, wishes))) for wish in wishes)


def _others(wish: RowWish, wishes: Sequence[RowWish]) -> list[RowWish]:
    return [other for other in wishes if other is not wish]


def steered(rows: Sequence[int], wishes: Sequence[RowWish], chance: int) -> list[int] | None:
    """Rows by kind as wanted; `None` where there are too few of them."""
    found = list(rows)
    for wish in wishes:
        if not _steer(found, wish, _others(wish, wishes), chance):
            return None
    return found


def _steer(rows: list[int], wish: RowWish, others: Sequence[RowWish], chance: int) -> bool:
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
            own = wanted[chance % len(wanted)] - fixed
            _set(rows, outside, sum(rows[at] for at in outside) - move)
            _set(rows, counted, own)
            _set(rows, rest, free - own)
            return True
    return False


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
