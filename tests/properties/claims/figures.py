"""Figures drawn at random for the inputs of a ruleset: zeros, ties, both ends of what is allowed, and far beyond."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell
from rbflang.intervals import Interval
from rbflang.quantities import COUNT
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.totals import promised_of_input
from rbflang.ruleset.values import quantity_kind, range_of

Figures = dict[str, dict[Key, Cell]]
COMMON = tuple(Fraction(one) for one in ("0", "1", "-1", "1/2", "-1/2", "2", "1/5", "4/5", "3", "-2", "3/10"))
FAR = tuple(Fraction(one) for one in ("1/1000", "-1/1000", "1000", "-1000", "7/3"))


def drawn_figures(checked: CheckedRuleset, random: Random) -> Figures:
    """A figure for each cell of each input; some of what need not be given is not."""
    ruleset = checked.ruleset
    inputs = [one for one in ruleset.quantities.values() if one.role == "input"]
    return {one.name: dict(_cells(one, ruleset.space.domain(one.sets).keys, random)) for one in inputs}


def _cells(quantity: Quantity, keys: Sequence[Key], random: Random) -> Iterator[tuple[Key, Cell]]:
    total = promised_of_input(quantity)
    if total is not None:
        yield from zip(keys, _parts(total, len(keys), random), strict=True)
        return
    pool = [figure_of(quantity, random) for _ in range(random.choice((1, 2, 2, 4, 9)))]
    is_optional = quantity.typing is not None and quantity.typing.is_optional
    for key in keys:
        if not (is_optional and random.random() < Fraction(2, 5)):
            yield key, random.choice(pool)


def _parts(total: Fraction, count: int, random: Random) -> list[Cell]:
    """So many numbers from zero up that come to the total, some of them nothing."""
    weights = [random.choice((0, 1, 1, 2, 5)) for _ in range(count)]
    whole = sum(weights) or count
    return [total * (weight if sum(weights) else 1) / whole for weight in weights]


def figure_of(quantity: Quantity, random: Random, above: Fraction | None = None, below: Fraction | None = None) -> Cell:
    """A figure that the quantity may have; above or below a number where that is said and possible."""
    kind = quantity_kind(quantity)
    if kind.what == "yes_no":
        return random.choice((True, False))
    assert quantity.typing is not None
    limits = range_of(quantity.typing)
    if above is not None:
        limits = limits.within(Interval(above, None, True, False))
    if below is not None:
        limits = limits.within(Interval(None, below, False, True))
    if kind.unit == COUNT:
        least, most = limits.low or Fraction(0), limits.high
        some = (least, least + 1, least + random.choice((0, 1, 2, 3, 40)) if most is None else most)
        return random.choice([one for one in some if limits.holds(one)])
    return random.choice(_possible(limits, random))


def _possible(limits: Interval, random: Random) -> list[Fraction]:
    ends = [end for end in (limits.low, limits.high) if end is not None]
    between = [ends[0] + (ends[1] - ends[0]) * random.choice(COMMON[3:4] + COMMON[6:8])] if len(ends) == 2 else []
    near = [end + step for end in ends for step in COMMON]
    return [one for one in (*ends, *between, *near, *COMMON, *random.sample(FAR, 1)) if limits.holds(one)]


def improved(given: Mapping[str, Mapping[Key, Cell]], name: str, key: Key, figure: Cell) -> Figures:
    """The same figures but for one."""
    return {one: {**cells, key: figure} if one == name else dict(cells) for one, cells in given.items()}
