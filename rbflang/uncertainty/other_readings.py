"""What the narrowed figures would have given if they had been read otherwise.

Takes a computed ruleset. Each figure that was narrowed where its decimals decide a step is read both as it was narrowed
and as the rest of what it was printed for; the model runs once for each combination. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.data.printed import Printed, read_printed
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Figure
from rbflang.intervals import Interval
from rbflang.tables.valuation import Valuation

MOST = 4


@frozen(eq=False, repr=False)
class FigureReading:
    """One way to read a narrowed figure: the part of its interval, and whether it is the part it was narrowed to."""

    row: Observation
    part: Interval
    is_chosen: bool


@frozen(eq=False, repr=False)
class Alternative:
    """A reading of every narrowed figure, and what the asked quantity then is."""

    readings: tuple[FigureReading, ...]
    values: Mapping[Key, Fraction]
    valuation: Valuation

    @property
    def is_chosen(self) -> bool:
        """True for the readings that the data have."""
        return all(one.is_chosen for one in self.readings)


def alternatives(computed: Computed, quantity: str) -> tuple[Alternative, ...]:
    """Every combination of readings, the chosen one first; none where nothing is narrowed, or too much is."""
    rows = tuple(pair for pair in _readings(computed) if _matters(computed, quantity, pair))
    if not rows or len(rows) > MOST:
        return ()
    return tuple(_alternative(computed, quantity, readings) for readings in product(*rows))


def _alternative(computed: Computed, quantity: str, readings: tuple[FigureReading, ...]) -> Alternative:
    valuation = _valuation(computed, readings)
    return Alternative(readings, _values(valuation, quantity), valuation)


def _readings(computed: Computed) -> Iterator[tuple[FigureReading, FigureReading]]:
    """Both readings of each figure whose narrowing leaves a part of the printed interval out."""
    for row in computed.figures.observations.values():
        if not row.narrowing or not isinstance(row.cell, Figure):
            continue
        kind = computed.checked.inference.signatures[row.quantity].kind
        printed = read_printed(row.printed, kind)
        rest = _rest(printed.interval, row.cell.interval) if isinstance(printed, Printed) else None
        if rest is not None:
            yield FigureReading(row, row.cell.interval, True), FigureReading(row, rest, False)


def _rest(printed: Interval, narrowed: Interval) -> Interval | None:
    """What is left of the printed interval beside the narrowed one, where that is one piece."""
    below = Interval(printed.low, narrowed.low, printed.low_included, not narrowed.low_included)
    above = Interval(narrowed.high, printed.high, not narrowed.high_included, printed.high_included)
    has_below = narrowed.low is not None and not below.is_empty
    has_above = narrowed.high is not None and not above.is_empty
    if has_below == has_above:
        return None
    return below if has_below else above


def _matters(computed: Computed, quantity: str, pair: tuple[FigureReading, FigureReading]) -> bool:
    one, other = (_values(_valuation(computed, (reading,)), quantity) for reading in pair)
    return one != other


def _valuation(computed: Computed, readings: tuple[FigureReading, ...]) -> Valuation:
    parts = {(one.row.quantity, one.row.key): Figure(_inside(one.part), one.part) for one in readings}
    return computed.valuation.with_cells(parts)


def _values(valuation: Valuation, quantity: str) -> dict[Key, Fraction]:
    return {key: cell for key, cell in valuation.of(quantity).items() if isinstance(cell, Fraction)}


def _inside(part: Interval) -> Fraction:
    """A number in the part; arithmetic needs one, and decisions go by the interval."""
    assert part.low is not None and part.high is not None
    return (part.low + part.high) / 2


def other_readings(computed: Computed) -> Mapping[tuple[str, Key], Figure]:
    """What each narrowed figure is read as when it is read as the rest of what was printed."""
    pairs = _readings(computed)
    return {(other.row.quantity, other.row.key): Figure(_inside(other.part), other.part) for _, other in pairs}
