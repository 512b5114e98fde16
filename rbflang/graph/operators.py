"""What the operators of formulas do with exact values; whoever evaluates a formula takes them from here."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from rbflang import intervals

ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": intervals.plus,
    "-": intervals.minus,
    "*": intervals.times,
    "/": intervals.over,
}
COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
    "is": operator.eq,
    "is_not": operator.ne,
}


IN_ORDER = frozenset(("median", "percentile", "nth_least", "nth_greatest"))


def in_order(kind: str, place: Fraction, number: int) -> tuple[int, ...]:
    """Which of so many values, sorted from the least, are meant: two for a median in between; none where too few are.

    A percentile is the least value that at least that share of all values does not exceed.
    """
    if kind == "median":
        return ((number - 1) // 2, number // 2) if number else ()
    if kind == "percentile":
        at = (place * number).__ceil__() - 1
    else:
        at = int(place) - 1 if kind == "nth_least" else number - int(place)
    return (at,) if 0 <= at < number else ()


def gathered(kind: str, values: Sequence[Fraction], place: Fraction = Fraction(0)) -> Fraction:
    """The least, the greatest, the sum, the mean or one in order of values; only a sum has none to gather."""
    if kind in IN_ORDER:
        ordered = sorted(values)
        return gathered("mean", [ordered[at] for at in in_order(kind, place, len(values))])
    if kind in ("least", "greatest"):
        return min(values) if kind == "least" else max(values)
    if len(values) == 1:
        return values[0]
    ratios = [value.as_integer_ratio() for value in values]
    under = lcm(*[below for _, below in ratios])  # all over one denominator: nothing is reduced on the way
    total = Fraction(sum(above * (under // below) for above, below in ratios), under)
    return total / len(values) if kind == "mean" else total
