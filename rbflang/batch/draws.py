"""What a simulation draws for each figure: any number of an interval, any that prints alike, or so many of a count.

Takes a computed ruleset; gives for each observation of some quantities how its doubles are drawn. A figure that is
known exactly is the same in every draw. One that is known by a bound alone is any number within it, of counts any of
the whole ones. Shares that must make up a total are not drawn by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import nan, nextafter
from typing import TypeAlias, Union

import numpy as np
from attrs import frozen

from rbflang.batch.by_numpy import Column
from rbflang.batch.lowering import Given
from rbflang.batch.thresholds import first_not_below
from rbflang.data.computed import Computed
from rbflang.data.counts.whole_counts import counted_of, whole_numerators
from rbflang.data.printed import counts_printed
from rbflang.graph.nodes import Cell, Figure, Observed
from rbflang.intervals import Interval
from rbflang.quantities import COUNT
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.values import quantity_kind


class SaidBy(Enum):
    """What says where a figure lies: that all else prints otherwise, a bound that is all that is known, or the user."""

    PRINT = "print"
    BOUND = "bound"
    RANGE = "range"


@frozen
class Same:
    """The same double in every draw; NaN where there is no figure."""

    value: float

    def draw(self, random: np.random.Generator, size: int) -> Column:
        """So many of it."""
        return np.full(size, self.value)


@frozen
class Anywhere:
    """Any number of an interval, each as likely, and what says the interval."""

    interval: Interval
    said_by: SaidBy
    is_whole: bool

    def draw(self, random: np.random.Generator, size: int) -> Column:
        """Doubles whose decimals lie in the interval."""
        low, high = self.interval.low, self.interval.high
        assert low is not None and high is not None
        if self.is_whole:
            first, last = low.__ceil__(), high.__floor__()
            return random.integers(first, last, size, endpoint=True).astype(np.float64)
        least = first_not_below(low, not self.interval.low_included)
        most = nextafter(first_not_below(high, self.interval.high_included), float("-inf"))
        return np.clip(float(low) + float(high - low) * random.random(size), least, most)


@frozen
class WithinABound:
    """Any of the whole numbers from `least` to `most`, each as likely, as a share of so many."""

    least: int
    most: int
    of: int

    def draw(self, random: np.random.Generator, size: int) -> Column:
        """Which share it is."""
        return random.integers(self.least, self.most, size, endpoint=True).astype(np.float64) / self.of


@frozen
class OfACount:
    """The share, or with `is_share` false the number, of so many trials that succeed, each as likely as it was seen."""

    trials: int
    chance: Fraction
    is_share: bool

    def draw(self, random: np.random.Generator, size: int) -> Column:
        """How many of them succeed, or which share."""
        found = random.binomial(self.trials, float(self.chance), size).astype(np.float64)
        return found / self.trials if self.is_share else found


Draw: TypeAlias = Union[Same, Anywhere, WithinABound, OfACount]


def draws(
    computed: Computed,
    given: Mapping[Given, Interval],
    counts: Sequence[tuple[str, str]] = (),
) -> Mapping[Given, Draw]:
    """How each observation that the payout rests on is drawn; nothing where none of a quantity is.

    An interval that is given goes before what is printed. `counts` are pairs of quantities: how many of how many.
    """
    payout = computed.checked.ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payouts"
    part = computed.valuation.graph.only([payout.name])
    found: dict[Given, Draw] = {}
    of = dict(counts)
    for node in part.nodes:
        if isinstance(node, Observed) and quantity_kind(_quantity(computed, node)).what == "number":
            own = dict(_of_node(computed, node, given, of.get(node.quantity, "")))
            if any(not isinstance(one, Same) for one in own.values()):
                found.update(own)
    return found


def _quantity(computed: Computed, node: Observed) -> Quantity:
    return computed.checked.ruleset.quantities[node.quantity]


def _of_node(
    computed: Computed, node: Observed, given: Mapping[Given, Interval], under: str
) -> Iterator[tuple[Given, Draw]]:
    quantity, valuation = _quantity(computed, node), computed.valuation
    is_whole = quantity_kind(quantity).unit == COUNT
    is_total = quantity.typing is not None and quantity.typing.total is not None
    for at, key in enumerate(node.domain.keys):
        cell, place = valuation.cells[node][at], (node.quantity, key)
        trials = _number(valuation.of(under).get(key)) if under else None
        counted = _counted(computed, place)
        if place in given:
            yield place, Anywhere(given[place], SaidBy.RANGE, is_whole)
        elif trials and (seen := _number(cell)) is not None:
            yield place, OfACount(int(trials), seen / trials, False)
        elif counted and not is_total:
            yield place, OfACount(int(counted[1]), counted[0] / counted[1], True)
        elif isinstance(cell, Figure) and _can_be_drawn(cell) and not is_total:
            yield place, _within(computed, place, cell, is_whole)
        else:
            value = _number(cell)
            yield place, Same(nan if value is None else float(value))


def _can_be_drawn(cell: Figure) -> bool:
    """True for a figure that several numbers print as, or that lies between two bounds."""
    return not cell.interval.is_point and None not in (cell.interval.low, cell.interval.high)


def _within(computed: Computed, place: Given, cell: Figure, is_whole: bool) -> Draw:
    """How a figure is drawn that prints as several numbers, or that is known by a bound alone."""
    if cell.printed is not None:
        return Anywhere(cell.interval, SaidBy.PRINT, is_whole)
    row = computed.figures.observations.get(place)
    of = counted_of(row.narrowing) if row else None
    least, most = whole_numerators(cell.interval, of) if of else (1, 0)
    return WithinABound(least, most, of) if of and least <= most else Anywhere(cell.interval, SaidBy.BOUND, is_whole)


def _number(cell: Cell | None) -> Fraction | None:
    """The number that a figure is decided on."""
    found = cell.value if isinstance(cell, Figure) else cell
    return found if isinstance(found, Fraction) else None


def _counted(computed: Computed, place: Given) -> tuple[Fraction, Fraction] | None:
    """How many of how many, where the figure is written so."""
    row = computed.figures.observations.get(place)
    return counts_printed(row.printed) if row else None
