"""What each of several changes moves, when they work on each other: alone, together, and its share of the whole.

The share of a change is its Shapley value: what it moves, averaged over every order in which the changes can be made.
The shares add up to the whole difference exactly, two changes that do the same get the same, and no order has to be
chosen. (L. S. Shapley, «A Value for n-Person Games», 1953.) Of more changes than can be made in every order, it is the
average over the order they stand in and the opposite one, which is the same where they work on each other two by two.
The shares add up then too. Numbers are exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

from attrs import frozen

Amounts = Mapping[str, Fraction]
Chosen = frozenset[int]


@frozen(eq=False, repr=False)
class ShapleyShare:
    """What a change moves for each: alone, when nothing else is changed, and as its share of the whole."""

    alone: Amounts
    share: Amounts


def subsets(count: int) -> tuple[Chosen, ...]:
    """Every choice among so many, the smaller ones first."""
    return tuple(frozenset(some) for size in range(count + 1) for some in combinations(range(count), size))


def of_two_orders(count: int) -> tuple[Chosen, ...]:
    """The choices on the way when so many changes are made in their order and in the opposite one, and each alone."""
    first = [frozenset(range(at)) for at in range(count + 1)]
    last = [frozenset(range(at, count)) for at in range(count + 1)]
    return tuple(dict.fromkeys([*first, *last, *(frozenset((at,)) for at in range(count))]))


def shares(values: Mapping[Chosen, Amounts], count: int) -> tuple[ShapleyShare, ...]:
    """The shares of so many changes; `values` has what is paid with every choice made, or with those of two orders."""
    whom = tuple(values[frozenset()])
    share = _shapley if len(values) == 1 << count else _of_two_orders
    return tuple(
        ShapleyShare(
            {one: values[frozenset((at,))][one] - values[frozenset()][one] for one in whom},
            {one: share(values, count, at, one) for one in whom},
        )
        for at in range(count)
    )


def _of_two_orders(values: Mapping[Chosen, Amounts], count: int, at: int, whom: str) -> Fraction:
    before, after = (values[frozenset(range(end))][whom] for end in (at, at + 1))
    with_later, later = (values[frozenset(range(start, count))][whom] for start in (at, at + 1))
    return (after - before + with_later - later) / 2


def _shapley(values: Mapping[Chosen, Amounts], count: int, at: int, whom: str) -> Fraction:
    total = Fraction(0)
    for some in values:
        if at not in some:
            orders = factorial(len(some)) * factorial(count - len(some) - 1)
            total += orders * (values[some | {at}][whom] - values[some][whom])
    return total / factorial(count)


def most_parted(failed: Sequence[Chosen], count: int) -> tuple[int, int]:
    """The two changes that are made one without the other most often among the choices that failed."""
    pairs = tuple(combinations(range(count), 2))
    return max(pairs, key=lambda pair: sum(1 for some in failed if len(some & set(pair)) == 1))


def fewest(count: int, holds: Callable[[Chosen], bool]) -> Chosen | None:
    """The smallest choice for which something holds; `None` where it holds for none."""
    return next((some for some in subsets(count) if holds(some)), None)


def few(count: int, holds: Callable[[Chosen], bool]) -> Chosen | None:
    """A choice for which something holds, and for none with one less; `None` where it does not hold for all either."""
    if holds(frozenset()):
        return frozenset()
    found = frozenset(range(count))
    if not holds(found):
        return None
    for at in range(count):
        if holds(found - {at}):
            found -= {at}
    return found
