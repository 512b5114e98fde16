"""How much more or less is paid where an amount of the rules is printed rounded: before, after, and of what moves.

Takes the computed combinations of the changes; each is computed again with such an amount at either end of what it may
have been rounded from. An appropriation printed in millions leaves no payout known to the krone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from rbflang.comparison.shapley import Amounts, Chosen, shares
from rbflang.data.computed import Computed
from rbflang.intervals import Interval
from rbflang.quantities import KRONER
from rbflang.ruleset.values import exact, interval_of
from rbflang.tables.valuation import Valuation

PrintedAmount: TypeAlias = tuple[str, Fraction, Interval]
"""The name of an amount that is printed rounded, its value in kroner, and what it may have been rounded from."""

Ends: TypeAlias = Mapping[PrintedAmount, tuple[Amounts, Amounts]]
"""What is paid with each such amount at its lower end, and at its upper end."""

ZERO = Fraction(0)


@frozen(eq=False, repr=False)
class Within:
    """How much each amount may be more or less, in kroner, and the sum of them; nothing where all is known."""

    each: Amounts = field(factory=dict)
    total: Fraction = field(default=ZERO)


@frozen(eq=False, repr=False)
class PrintedAmounts:
    """The amounts that are printed rounded, and how far they leave open what is paid and what each part moves."""

    amounts: tuple[PrintedAmount, ...]
    before: Within
    after: Within
    share: tuple[Within, ...]
    alone: tuple[Within, ...]
    whole: Within
    interaction: Within


def printed_amounts(computed: Computed) -> Iterator[PrintedAmount]:
    """The amounts of kroner that a ruleset has printed rounded, and its payout rests on."""
    ruleset, named = computed.checked.ruleset, computed.valuation.graph.named
    for name, quantity in ruleset.quantities.items():
        is_rounded = quantity.typing is not None and quantity.typing.is_rounded
        if quantity.role != "fixed" or not is_rounded or name not in named:
            continue
        if computed.checked.inference.signatures[name].kind.unit == KRONER:
            value = quantity.given[()].value
            yield name, exact(value), interval_of(value, quantity)


def at_ends(computed: Computed) -> Iterator[tuple[PrintedAmount, tuple[Valuation, Valuation]]]:
    """Each such amount, and the valuations with it at either end."""
    for one in printed_amounts(computed):
        low, high = one[2].low, one[2].high
        if low is not None and high is not None:
            first, second = (computed.valuation.with_cells({(one[0], ()): end}) for end in (low, high))
            yield one, (first, second)


def left_open(values: Mapping[Chosen, Amounts], ends: Mapping[Chosen, Ends], count: int) -> PrintedAmounts:
    """How far the printed amounts leave open what is paid with every choice of so many changes, and what they move."""
    amounts = tuple(dict.fromkeys(one for found in ends.values() for one in found))
    nothing, everything = frozenset[int](), frozenset(range(count))
    base = shares(values, count)
    tried = [[_with_end(values, ends, one, at) for at in (0, 1)] for one in amounts]
    again = [[(found, shares(found, count)) for found in pair] for pair in tried]
    parts = range(count)
    whole = _less(values[everything], values[nothing])
    return PrintedAmounts(
        amounts,
        _within(values[nothing], [[found[nothing] for found, _ in pair] for pair in again]),
        _within(values[everything], [[found[everything] for found, _ in pair] for pair in again]),
        tuple(_within(base[at].share, [[each[at].share for _, each in pair] for pair in again]) for at in parts),
        tuple(_within(base[at].alone, [[each[at].alone for _, each in pair] for pair in again]) for at in parts),
        _within(whole, [[_less(found[everything], found[nothing]) for found, _ in pair] for pair in again]),
        _within(
            _less(whole, *(one.alone for one in base)),
            [
                [_less(_less(found[everything], found[nothing]), *(one.alone for one in each)) for found, each in pair]
                for pair in again
            ],
        ),
    )


def _with_end(
    values: Mapping[Chosen, Amounts], ends: Mapping[Chosen, Ends], one: PrintedAmount, at: int
) -> Mapping[Chosen, Amounts]:
    """What is paid with an amount at one end, wherever it is what is computed with."""
    return {some: ends[some][one][at] if one in ends[some] else paid for some, paid in values.items()}


def _less(amounts: Amounts, *others: Amounts) -> Amounts:
    return {one: value - sum(other[one] for other in others) for one, value in amounts.items()}


def _within(base: Amounts, tried: Sequence[Sequence[Amounts]]) -> Within:
    """The farthest from the base at either end, for each printed amount, and these together."""
    each = {one: sum((_farthest(value, [found[one] for found in pair]) for pair in tried), ZERO)
            for one, value in base.items()}  # fmt: skip
    whole = sum(base.values(), ZERO)
    total = sum((_farthest(whole, [sum(found.values(), ZERO) for found in pair]) for pair in tried), ZERO)
    return Within(each, total)


def _farthest(value: Fraction, others: Sequence[Fraction]) -> Fraction:
    return max((abs(one - value) for one in others), default=ZERO)
