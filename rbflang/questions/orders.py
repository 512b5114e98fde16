"""What each of several movers moved, where it hangs on the others: the mean over the orders in which they can move.

Takes the movers, how each joins a group, and what is asked of a calculation; gives amounts by mover. The mean over all
orders is the Shapley value: it depends on no order, gives nothing to who moves nothing, the same to two that do the
same, and adds up to the whole difference. (L. S. Shapley, «A Value for n-Person Games», 1953.) Where there are too many
movers for all orders, it is the mean over orders that are drawn, each beside the opposite one: what moves along one
order adds up, and so does the mean. How far it may be from the mean over all is estimated from how the pairs differ.

Orders on whose way something cannot be computed are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from math import factorial, isqrt
from random import Random
from typing import Generic, TypeAlias, TypeVar

from attrs import field, frozen

from rbflang.questions.replaced_figures import Group, Replacing
from rbflang.tables.valuation import Valuation

MOST_MOVERS = 9
"""So many are replaced in every order: 2⁹ groups are computed."""
FINENESS = 1_000_000
"""A standard error is a whole number of this part of a unit, rounded up."""
MOST_LEFT_OUT = 10
"""So many times as many pairs as are asked for are drawn, where some cannot be computed."""
K = TypeVar("K", bound=Hashable)
Worth: TypeAlias = Callable[[Valuation], Mapping[K, Fraction]]
"""What is asked of a calculation; nothing where that cannot be computed."""


@frozen(eq=False, repr=False)
class MeanOfOrders(Generic[K]):
    """What each mover moved, of how many orders it is the mean, and the standard error of each where they were drawn.

    `left_out` counts the orders on whose way something cannot be computed: of all, or of those drawn.
    """

    moved: Mapping[str, Mapping[K, Fraction]]
    orders: int
    left_out: int = 0
    errors: Mapping[str, Mapping[K, Fraction]] = field(factory=dict)


def in_every_order(replacing: Replacing, worth: Worth[K]) -> MeanOfOrders[K] | None:
    """The mean over all orders; `None` where none can be computed."""
    movers = replacing.movers
    by_group = ((group, worth(valuation)) for group, valuation in replacing.groups())
    worths = {group: amounts for group, amounts in by_group if amounts}
    before, after = _orders_through(worths, movers)
    total = after.get(frozenset(), 0)
    if not total:
        return None
    means: dict[str, Mapping[K, Fraction]] = {}
    for mover in movers:
        moved = dict.fromkeys(worths[frozenset()], Fraction(0))
        for moved_before, amounts in worths.items():
            with_it = moved_before | {mover}
            if mover not in moved_before and with_it in worths:
                weight = Fraction(before[moved_before] * after[with_it], total)
                moved = {place: value + weight * (worths[with_it][place] - amounts[place])
                         for place, value in moved.items()}  # fmt: skip
        means[mover] = moved
    return MeanOfOrders(means, total, factorial(len(movers)) - total)


def _orders_through(
    worths: Mapping[Group, object], movers: Sequence[str]
) -> tuple[Mapping[Group, int], Mapping[Group, int]]:
    """In how many orders each group can be reached from nobody, and everybody from each group."""
    by_size = sorted(worths, key=len)
    before, after = dict.fromkeys(worths, 0), dict.fromkeys(worths, 0)
    before[frozenset()] = 1
    for group in by_size[1:]:
        before[group] = sum(before.get(group - {mover}, 0) for mover in group)
    for group in reversed(by_size):
        left = [mover for mover in movers if mover not in group]
        after[group] = sum(after.get(group | {mover}, 0) for mover in left) if left else 1
    return before, after


# drawn orders


def in_drawn_orders(replacing: Replacing, worth: Worth[K], count: int, seed: int) -> MeanOfOrders[K] | None:
    """The mean over so many orders, an even number of four or more; `None` where too few can be computed."""
    found = list(islice(_pairs(replacing, worth, count // 2, seed), MOST_LEFT_OUT * count // 2))
    pairs = [one for one in found if one is not None]
    if len(pairs) < 2:
        return None
    whom = [(mover, place) for mover, moved in pairs[0].items() for place in moved]
    means = {at: sum((one[at[0]][at[1]] for one in pairs), Fraction(0)) / len(pairs) for at in whom}
    errors = {at: _standard_error([one[at[0]][at[1]] for one in pairs], means[at]) for at in whom}
    return MeanOfOrders(_by_mover(means), 2 * len(pairs), 2 * (len(found) - len(pairs)), _by_mover(errors))


Moved: TypeAlias = Mapping[str, Mapping[K, Fraction]]


def _by_mover(found: Mapping[tuple[str, K], Fraction]) -> Moved[K]:
    made: dict[str, dict[K, Fraction]] = {}
    for (mover, place), value in found.items():
        made.setdefault(mover, {})[place] = value
    return made


def _pairs(replacing: Replacing, worth: Worth[K], count: int, seed: int) -> Iterator[Moved[K] | None]:
    """The mean over an order and the opposite one, for orders that are drawn until so many can be computed."""
    drawn, made = Random(seed), 0
    while made < count:
        order = list(replacing.movers)
        drawn.shuffle(order)
        there, back = (_along(replacing, worth, one) for one in (order, order[::-1]))
        if there is None or back is None:
            yield None
            continue
        made += 1
        yield {
            mover: {place: (value + back[mover][place]) / 2 for place, value in there[mover].items()}
            for mover in replacing.movers
        }


def _along(replacing: Replacing, worth: Worth[K], order: Sequence[str]) -> Moved[K] | None:
    """What each moves when they move in this order; `None` where something on the way cannot be computed."""
    valuation, group = replacing.nobody, frozenset[str]()
    worths = [worth(valuation)]
    for mover in order:
        valuation = replacing.joined(valuation, group, mover)
        group |= {mover}
        worths.append(worth(valuation))
    if not all(worths):
        return None
    steps = zip(order, pairwise(worths), strict=True)
    return {mover: {place: after[place] - before[place] for place in after} for mover, (before, after) in steps}


def _standard_error(values: Sequence[Fraction], mean: Fraction) -> Fraction:
    """The standard error of a mean of values that were drawn, rounded up; each difference is taken rounded."""
    count = len(values)
    squares = sum(round((value - mean) * FINENESS) ** 2 for value in values)
    root = isqrt(squares // (count * (count - 1)))
    return Fraction(root + (root * root * count * (count - 1) < squares), FINENESS)
