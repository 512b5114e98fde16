"""What the operators of formulas do with exact values; whoever evaluates a formula takes them from here."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
    "is": operator.eq,
    "is_not": operator.ne,
}


def gathered(kind: str, values: Sequence[Fraction]) -> Fraction:
    """The least, the greatest, the sum or the mean of values; only a sum has none to gather."""
    if kind in ("least", "greatest"):
        return min(values) if kind == "least" else max(values)
    if len(values) == 1:
        return values[0]
    ratios = [value.as_integer_ratio() for value in values]
    under = lcm(*[below for _, below in ratios])  # all over one denominator: nothing is reduced on the way
    total = Fraction(sum(above * (under // below) for above, below in ratios), under)
    return total / len(values) if kind == "mean" else total
