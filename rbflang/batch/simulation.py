"""Many draws of uncertain figures: how likely each step is, and how the payouts are distributed.

Takes a computed ruleset and how its figures are drawn; the payouts of every draw are those of the exact engine (see
`scenarios`). Each chunk of draws has a stream of random numbers of its own, by the seed and its number, so that the
result is the same for any number of workers.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import count

import numpy as np
from attrs import evolve, frozen

from rbflang.batch.by_numpy import Column
from rbflang.batch.draws import Draw
from rbflang.batch.lowering import Given
from rbflang.batch.scenarios import Scenarios, scenarios
from rbflang.batch.steps import Steps, alike, steps
from rbflang.batch.thresholds import decimal_of
from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.failures.stopped import not_computed, not_payable
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, printed_of
from rbflang.tables.reads import Place

CHUNK = 65_536
PERCENTILES = (5, 25, 50, 75, 95)
BARS = 40


@frozen(eq=False, repr=False)
class Distribution:
    """What one is paid over all draws: the least, the greatest, the mean, percentiles, and bars of equal width.

    `now` is what the figures as they are give. A percentile is the least amount that at least so many of a hundred
    draws do not exceed.
    """

    now: Fraction | None
    least: Fraction
    greatest: Fraction
    mean: Fraction
    percentiles: Mapping[int, Fraction]
    bars: tuple[int, ...]


@frozen(eq=False, repr=False)
class StepChances:
    """A cell of a staircase, and in how many draws it gave each result; most often first."""

    place: Place
    results: Mapping[Fraction, int]


@frozen(eq=False, repr=False)
class Simulation:
    """What came of the draws; in those that are `unpaid` the payout cannot be computed, and `why` is told of the first
    of them."""

    count: int
    seed: int
    payouts: Mapping[Key, Distribution]
    steps: tuple[StepChances, ...]
    unpaid: int
    why: tuple[Fault, ...]


@frozen(eq=False, repr=False)
class _Ready:
    """What a worker needs: the draws in the order of the inputs, and the two programs."""

    draws: Sequence[Draw]
    scenarios: Scenarios
    steps: Steps | None
    seed: int

    def chunk(self, number: int, size: int) -> tuple[Sequence[Column], list[Counter[float]]]:
        """The payouts of one chunk, and how often each staircase gave what."""
        columns = self.drawn(number, size)
        given = self.steps.of(columns) if self.steps else ()
        return self._paid(columns, given), [_counted(column) for column in given]

    def drawn(self, number: int, size: int) -> Sequence[Column]:
        """The figures of one chunk."""
        random = np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(number,)))
        return [one.draw(random, size) for one in self.draws]

    def _paid(self, columns: Sequence[Column], given: Sequence[Column]) -> Sequence[Column]:
        """The payouts; where the steps tell all, once for each kind of scenario."""
        if not self.steps or not self.steps.tell_all:
            return self.scenarios.payouts(columns).columns
        firsts, kinds = alike(given)
        return [paid[kinds] for paid in self.scenarios.payouts([one[firsts] for one in columns]).columns]


def _counted(column: Column) -> Counter[float]:
    values, counts = np.unique(column[~np.isnan(column)], return_counts=True)
    return Counter(dict(zip(values.tolist(), counts.tolist(), strict=True)))


def simulate(
    computed: Computed,
    drawn: Mapping[Given, Draw],
    size: int,
    seed: int,
    workers: int = 1,
    told: Callable[[Fraction], None] = lambda _: None,
) -> Simulation:
    """So many draws of the figures; `told` is called with the share that is done."""
    ready = scenarios(computed, dict.fromkeys(quantity for quantity, _ in drawn))
    prepared = _Ready([drawn[given] for given in ready.inputs], ready, steps(computed, ready.inputs), seed)
    sizes = [min(CHUNK, size - start) for start in range(0, size, CHUNK)]
    payout = computed.checked.ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payouts"
    base = computed.valuation.of(payout.name)
    keys = tuple(base)
    amounts = np.empty((len(keys), size))
    counters: list[Counter[float]] = [Counter() for _ in (prepared.steps.places if prepared.steps else ())]
    done = 0
    for chunk, (paid, given) in zip(sizes, _worked(prepared, sizes, workers), strict=True):
        amounts[:, done : done + chunk] = paid
        for counter, own in zip(counters, given, strict=True):
            counter.update(own)
        done += chunk
        told(Fraction(done, size))
    is_paid = ~np.isnan(amounts).any(axis=0)
    return Simulation(
        size,
        seed,
        {key: _distribution(base[key], row[is_paid]) for key, row in zip(keys, amounts, strict=True)}
        if is_paid.any()
        else {},
        tuple(_chances(prepared, counters)),
        int(size - is_paid.sum()),
        () if is_paid.all() else _why(computed, _drawn_at(prepared, int(is_paid.argmin()), sizes)),
    )


def _drawn_at(ready: _Ready, place: int, sizes: Sequence[int]) -> Mapping[Given, Fraction]:
    """The figures of one draw."""
    number, at = divmod(place, CHUNK)
    columns = ready.drawn(number, sizes[number])
    found = {given: float(column[at]) for given, column in zip(ready.scenarios.inputs, columns, strict=True)}
    return {given: decimal_of(value) for given, value in found.items() if value == value}


def _why(computed: Computed, given: Mapping[Given, Fraction]) -> tuple[Fault, ...]:
    """Why nobody can be paid with these figures, as it is told of data."""
    drawn = evolve(computed, valuation=computed.valuation.with_cells(given))
    return (*not_computed(drawn), *not_payable(drawn))


def _worked(
    ready: _Ready, sizes: Sequence[int], workers: int
) -> Iterator[tuple[Sequence[Column], list[Counter[float]]]]:
    """The chunks in their order, worked on by so many threads."""
    if workers == 1 or len(sizes) == 1:
        yield from (ready.chunk(number, size) for number, size in enumerate(sizes))
        return
    numbers = count()
    with ThreadPoolExecutor(workers, initializer=lambda: _pinned(next(numbers))) as pool:
        yield from pool.map(ready.chunk, range(len(sizes)), sizes)


def _pinned(number: int) -> None:
    """Keep a thread on a processor of its own: those that may run anywhere have been seen to share one."""
    if hasattr(os, "sched_setaffinity"):
        places = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {places[number % len(places)]})


def _distribution(base: Cell, paid: Column) -> Distribution:
    amounts = np.sort(paid)
    size = len(amounts)
    least, greatest = float(amounts[0]), float(amounts[-1])
    bars, _ = np.histogram(amounts, BARS, (least, greatest)) if least < greatest else (np.array([size]), None)
    places = {each: max(-(-each * size // 100) - 1, 0) for each in PERCENTILES}
    now = printed_of(base)
    return Distribution(
        now if isinstance(now, Fraction) else None,
        decimal_of(least),
        decimal_of(greatest),
        Fraction(float(amounts.sum())) / size,
        {each: decimal_of(float(amounts[at])) for each, at in places.items()},
        tuple(bars.tolist()),
    )


def _chances(ready: _Ready, counters: Sequence[Counter[float]]) -> Iterator[StepChances]:
    for place, counter in zip(ready.steps.places if ready.steps else (), counters, strict=True):
        results = sorted(counter.items(), key=lambda one: (-one[1], one[0]))
        yield StepChances(place, {decimal_of(value): times for value, times in results})
