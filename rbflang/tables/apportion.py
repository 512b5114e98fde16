"""Exact arithmetic of what is handed out: points shared by parts, and amounts in whole units with their sum kept.

Takes a node and the cells it reads, gives its cells. Where a decision rests on what is handed out, the interval that it
certainly lies in goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang import intervals
from rbflang.graph import nodes as g
from rbflang.graph.nodes import Cell, Failure, Figure
from rbflang.graph.operators import gathered
from rbflang.intervals import Interval, above, part_of_all, point

ZERO = Fraction(0)
NOT_NEGATIVE = above(ZERO)
BOUND = "known-only-by-a-bound"
Columns = Sequence[Sequence[Cell]]


def interval_of(cell: Cell) -> Interval:
    """What a cell may stand for."""
    return cell.interval if isinstance(cell, Figure) else point(cell)  # type: ignore[arg-type]


def value_of(cell: Cell, node: g.Node, at: int) -> Cell:
    """The number that a cell comes to by the printed figures; a figure known only by a bound has none."""
    if not isinstance(cell, Figure):
        return cell
    return Failure(BOUND, "", node, at) if cell.printed is None else cell.printed


def groups_of(node: g.Ranking | g.ShareOut | g.Apportion, asked: Sequence[int]) -> Iterator[Sequence[int]]:
    """The groups that cells are in, each once."""
    numbers = dict.fromkeys(node.group_of[at] for at in asked if at in node.group_of)
    return (node.groups[number] for number in numbers)


# sharing


def share(node: g.ShareOut, columns: Columns, asked: Sequence[int], deciding: bool) -> list[Cell]:
    """Points in proportion to parts, group by group."""
    out: dict[int, Cell] = {}
    for group in groups_of(node, asked):
        taking = [columns[2][cell] for cell in group]
        parts = [columns[1][cell] if take is True else ZERO if take is False else take
                 for cell, take in zip(group, taking, strict=True)]  # fmt: skip
        points = columns[0][group[0]]
        found = _shared(node, points, parts, taking, group)
        if deciding and any(isinstance(one, Figure) for one in (points, *parts)):
            found = _uncertain(node, group, points, parts, taking, found)
        out.update(zip(group, found, strict=True))
    return [out.get(at, ZERO) for at in asked]


def _shared(
    node: g.ShareOut, points: Cell, parts: Sequence[Cell], taking: Sequence[Cell], group: Sequence[int]
) -> list[Cell]:
    whole: Any = value_of(points, node, group[0])
    values: list[Any] = [value_of(part, node, cell) for part, cell in zip(parts, group, strict=True)]
    failure = next((cell for cell in (whole, *values) if isinstance(cell, Failure)), None)
    if failure:
        return [ZERO if take is False else failure for take in taking]
    below = next((at for at, part in enumerate(values) if part.numerator < 0), None)
    if below is not None:
        failure = Failure("parts-below-zero", "", node, group[below])
        return [ZERO if take is False else failure for take in taking]
    total = gathered("sum", values)
    if total:
        each = intervals.over(whole, total)
        return [intervals.times(each, part) for part in values]
    takers = sum(1 for take in taking if take is True)
    if node.nobody == "lapse" or not takers:
        return [ZERO] * len(group)
    return [whole / takers if take is True else ZERO for take in taking]


def _uncertain(
    node: g.ShareOut,
    group: Sequence[int],
    points: Cell,
    parts: Sequence[Cell],
    taking: Sequence[Cell],
    found: Sequence[Cell],
) -> list[Cell]:
    """What was handed out, with what it may be; a failure other than that a figure is known by a bound stays."""
    failures = (one for one in (*found, points, *parts) if isinstance(one, Failure))
    failure = next((one for one in failures if one.slug != BOUND), None)
    if not failure:
        own = [interval_of(part).within(NOT_NEGATIVE) for part in parts]
        below = next((cell for cell, one in zip(group, own, strict=True) if one.is_empty), None)
        failure = None if below is None else Failure("parts-below-zero", "", node, below)
    if failure:
        return [ZERO if take is False else failure for take in taking]
    whole = interval_of(points)
    out: list[Cell] = []
    for at, (given, take) in enumerate(zip(found, taking, strict=True)):
        rest = point(ZERO)
        for other in (*own[:at], *own[at + 1 :]):
            rest = intervals.add(rest, other)
        part = part_of_all(own[at], rest) if take is True else point(ZERO)
        value = None if isinstance(given, Failure) else given
        out.append(Figure(value, intervals.multiply(whole, part)))  # type: ignore[arg-type]
    return out


# whole units


def apportion(node: g.Apportion, columns: Columns, asked: Sequence[int], deciding: bool) -> list[Cell]:
    """Every cell in whole units, group by group; the units left go to the largest remainders."""
    out: dict[int, Cell] = {}
    for group in groups_of(node, asked):
        given = [columns[0][cell] for cell in group]
        found = _apportioned(node, given, group)
        if deciding and any(isinstance(cell, Figure) for cell in given):
            found = [_in_whole_units(cell, made, node.unit) for cell, made in zip(given, found, strict=True)]
        out.update(zip(group, found, strict=True))
    return [out.get(at, ZERO) for at in asked]


def _apportioned(node: g.Apportion, given: Sequence[Cell], group: Sequence[int]) -> list[Cell]:
    """The cells of a group in whole units, or why there are none."""
    values = [value_of(value, node, cell) for value, cell in zip(given, group, strict=True)]
    failures = [cell for cell in values if isinstance(cell, Failure)]
    if failures:
        return [next((one for one in failures if one.slug != BOUND), failures[0])] * len(values)
    exact = [Fraction(value) for value in values]  # type: ignore[arg-type]
    whole = in_whole_units(exact, node.unit)
    if whole is None:
        return [Failure("sum-is-not-whole", str(sum(exact, ZERO)), node, group[0])] * len(values)
    return list(whole)


def in_whole_units(values: Sequence[Fraction], unit: Fraction) -> list[Fraction] | None:
    """The values in whole units, the sum kept; `None` where the sum is no whole number of them."""
    exact = [value / unit for value in values]
    total = sum(exact, ZERO)
    if total.denominator != 1:
        return None
    down = [value.__floor__() for value in exact]
    for at in _by_remainder(exact)[: int(total) - sum(down)]:
        down[at] += 1
    return [one * unit for one in down]


def _by_remainder(exact: Sequence[Fraction]) -> list[int]:
    """Who gets the units left over, in turn: the largest remainder, of equal ones the larger value, then the first."""
    return sorted(range(len(exact)), key=lambda at: (exact[at].__floor__() - exact[at], -exact[at], at))


def is_decided_by_order(values: Sequence[Fraction], unit: Fraction) -> bool:
    """True if equal values stand on both sides of the last unit left over, so that the order of the text decides."""
    exact = [value / unit for value in values]
    left = int(sum(exact, ZERO)) - sum(value.__floor__() for value in exact)
    order = _by_remainder(exact)
    return 0 < left < len(exact) and exact[order[left - 1]] == exact[order[left]]


def _in_whole_units(cell: Cell, found: Cell, unit: Fraction) -> Cell:
    if isinstance(cell, Failure) or (isinstance(found, Failure) and found.slug != BOUND):
        return found
    return Figure(found if isinstance(found, Fraction) else None, around(interval_of(cell), unit))


def around(interval: Interval, unit: Fraction) -> Interval:
    """All whole units that the largest remainder can make of a number of the interval."""
    low = None if interval.low is None else (interval.low / unit).__floor__() * unit
    high = None if interval.high is None else (interval.high / unit).__ceil__() * unit
    return Interval(low, high, low is not None, high is not None)
