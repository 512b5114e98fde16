"""How much more or less is paid where numbers of the rules are printed rounded: before, after, and of what moves.

Takes the computed combinations of the changes; each is computed again with such numbers at the ends of what they may
have been rounded from: an amount at either end, the numbers of a table that promises its total at the corners that keep
it, those of several together. An appropriation printed in millions, or a key printed with four decimals, leaves no
payout known to the krone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

from attrs import field, frozen

from rbflang.comparison.counterparts import Counterparts
from rbflang.data.computed import Computed
from rbflang.explanation.shapley import Amounts, Chosen, shares
from rbflang.graph.domain import Key
from rbflang.intervals import Interval
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation
from rbflang.uncertainty.kept_totals import Promise, promises
from rbflang.uncertainty.uncertain_part import Leaf, LoosePart, loose_part

ZERO = Fraction(0)
MOST_TOGETHER = 8
"""Of so many numbers that keep a total the corners are found."""
MOST_CORNERS = 100
"""So many corners of all rounded numbers together are tried."""


@frozen(repr=False)
class RoundedNumbers:
    """Numbers that are printed rounded, by shared names: one that moves alone, or those that keep a total together."""

    quantity: str
    keys: tuple[Key, ...]
    printed: tuple[Fraction, ...]
    may_be: tuple[Interval, ...]
    total: Fraction | None

    def corners(self) -> tuple[tuple[Fraction, ...], ...]:
        """The ends of what they may be, all but one at an end where they keep a total; none where that is too many."""
        ends = [(one.low, one.high) for one in self.may_be if one.low is not None and one.high is not None]
        if len(ends) < len(self.may_be) or len(ends) > MOST_TOGETHER:
            return ()
        if self.total is None:
            return tuple(product(*ends))
        found = {
            (*some[:at], last, *some[at:]): None
            for at, (low, high) in enumerate(ends)
            for some in product(*ends[:at], *ends[at + 1 :])
            if low <= (last := self.total - sum(some, ZERO)) <= high
        }
        return tuple(found)


Numbers: TypeAlias = Mapping[RoundedNumbers, Sequence[Leaf]]
"""The rounded numbers that are computed with, and their own addresses."""

AtCorners: TypeAlias = Mapping[tuple[int, ...], Amounts]
"""What is paid at each choice of corners, one of each of the rounded numbers that are computed with."""


@frozen(eq=False, repr=False)
class Within:
    """How much each amount may be more or less, in kroner, and the sum of them; nothing where all is known."""

    each: Amounts = field(factory=dict)
    total: Fraction = field(default=ZERO)


@frozen(eq=False, repr=False)
class LeftOpen:
    """The numbers that are printed rounded, and how far they leave open what is paid and what each part moves.

    Those that are not `counted` have too many corners.
    """

    counted: tuple[RoundedNumbers, ...]
    uncounted: tuple[RoundedNumbers, ...]
    before: Within
    after: Within
    share: tuple[Within, ...]
    alone: tuple[Within, ...]
    whole: Within
    interaction: Within


def rounded_numbers(computed: Computed, names: Counterparts) -> Numbers:
    """The numbers of the rules that are printed rounded and move what is paid."""
    ruleset = computed.checked.ruleset
    assert ruleset.payout is not None
    part = loose_part(computed.valuation, [ruleset.payout.name])
    of_rules = {at for at, leaf in part.inputs.items() if ruleset.quantities[leaf[0]].role != "input"}
    kept = [one for one in promises(computed, part) if of_rules.issuperset(one.places)]
    together = {at for one in kept for at in one.places}
    alone = [Promise((at,), ZERO) for at in part.inputs if at in of_rules - together]
    return {
        _numbers(computed, part, one.places, one.total if one in kept else None, names): [
            part.inputs[at] for at in one.places
        ]
        for one in (*kept, *alone)
    }


def _numbers(
    computed: Computed, part: LoosePart, places: Sequence[Place], total: Fraction | None, names: Counterparts
) -> RoundedNumbers:
    leaves = [part.inputs[at] for at in places]
    sets = computed.checked.ruleset.quantities[leaves[0][0]].sets
    keys = tuple(tuple(map(names.member, sets, key)) for _, key in leaves)
    may_be = tuple(part.box[at] for at in places)
    return RoundedNumbers(names.quantity(leaves[0][0]), keys, tuple(map(part.printed, places)), may_be, total)


def counted_of(numbers: Iterable[RoundedNumbers]) -> tuple[RoundedNumbers, ...]:
    """Those whose corners can all be tried together, as many of the first as can."""
    found: list[RoundedNumbers] = []
    for one in numbers:
        if one.corners() and prod(len(each.corners()) for each in (*found, one)) <= MOST_CORNERS:
            found.append(one)
    return tuple(found)


def at_corners(
    computed: Computed, numbers: Numbers, counted: Sequence[RoundedNumbers], paid: Callable[[Valuation], Amounts]
) -> tuple[tuple[RoundedNumbers, ...], AtCorners]:
    """The counted numbers that are computed with, and what is paid at each choice of their corners."""
    own = tuple(one for one in counted if one in numbers)
    corners = [one.corners() for one in own]
    found = {}
    for choice in product(*(range(len(some)) for some in corners)) if own else ():
        values = {
            leaf: value
            for one, some, at in zip(own, corners, choice, strict=True)
            for leaf, value in zip(numbers[one], some[at], strict=True)
        }
        found[choice] = paid(computed.valuation.with_cells(values))
    return own, found


def left_open(
    values: Mapping[Chosen, Amounts],
    tried: Mapping[Chosen, tuple[Sequence[RoundedNumbers], AtCorners]],
    numbers: Sequence[RoundedNumbers],
    counted: tuple[RoundedNumbers, ...],
    count: int,
) -> LeftOpen:
    """How far rounded numbers leave open what is paid with every choice of so many changes, and what they move."""
    again = [(found, shares(found, count)) for found in _each_choice(values, tried, counted)]
    base, parts = shares(values, count), range(count)
    nothing, everything = frozenset[int](), frozenset(parts)
    whole = _less(values[everything], values[nothing])
    moved = [_less(found[everything], found[nothing]) for found, _ in again]
    return LeftOpen(
        counted,
        tuple(one for one in numbers if one not in counted),
        _within(values[nothing], [found[nothing] for found, _ in again]),
        _within(values[everything], [found[everything] for found, _ in again]),
        tuple(_within(base[at].share, [each[at].share for _, each in again]) for at in parts),
        tuple(_within(base[at].alone, [each[at].alone for _, each in again]) for at in parts),
        _within(whole, moved),
        _within(
            _less(whole, *(one.alone for one in base)),
            [_less(one, *(own.alone for own in each)) for one, (_, each) in zip(moved, again, strict=True)],
        ),
    )


def _each_choice(
    values: Mapping[Chosen, Amounts],
    tried: Mapping[Chosen, tuple[Sequence[RoundedNumbers], AtCorners]],
    counted: Sequence[RoundedNumbers],
) -> Iterator[Mapping[Chosen, Amounts]]:
    """What is paid with every choice of changes, for each choice of corners of all rounded numbers."""
    for choice in product(*(range(len(one.corners())) for one in counted)) if counted else ():
        at = dict(zip(counted, choice, strict=True))
        yield {
            some: tried[some][1][tuple(at[one] for one in tried[some][0])] if tried[some][0] else paid
            for some, paid in values.items()
        }


def _less(amounts: Amounts, *others: Amounts) -> Amounts:
    return {one: value - sum(other[one] for other in others) for one, value in amounts.items()}


def _within(base: Amounts, tried: Sequence[Amounts]) -> Within:
    """The farthest from the base."""
    each = {one: _farthest(value, [found[one] for found in tried]) for one, value in base.items()}
    return Within(each, _farthest(sum(base.values(), ZERO), [sum(found.values(), ZERO) for found in tried]))


def _farthest(value: Fraction, others: Sequence[Fraction]) -> Fraction:
    return max((abs(one - value) for one in others), default=ZERO)
