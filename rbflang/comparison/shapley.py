"""What each of several changes moves, when they work on each other: alone, together, and its share of the whole.

The share of a change is its Shapley value: what it moves, averaged over every order in which the changes can be made.
The shares add up to the whole difference exactly, two changes that do the same get the same, and no order has to be
chosen. (L. S. Shapley, «A Value for n-Person Games», 1953.) Numbers are exact fractions.
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


def shares(values: Mapping[Chosen, Amounts], count: int) -> tuple[ShapleyShare, ...]:
    """The shares of so many changes; `values` has what is paid with every choice of them made."""
    whom = tuple(values[frozenset()])
    return tuple(
        ShapleyShare(
            {one: values[frozenset((at,))][one] - values[frozenset()][one] for one in whom},
            {one: _shapley(values, count, at, one) for one in whom},
        )
        for at in range(count)
    )


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
