"""Every corner of what straight limits leave, found by trying all: slow, and another way than the package's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

Limit = tuple[Sequence[Fraction], Fraction]
"""Factors of the numbers, and what they may come to at most, or must come to."""


def every_corner(equal: Sequence[Limit], at_most: Sequence[Limit]) -> Iterator[list[Fraction]]:
    """The points where as many limits as there are numbers are met exactly, and none is broken."""
    size = len((*equal, *at_most)[0][0])
    for met in combinations(at_most, size - len(equal)):
        point = solved([*equal, *met])
        if point and all(sum(map(_product, factors, point)) <= end for factors, end in at_most):
            yield point


def solved(limits: Sequence[Limit]) -> list[Fraction] | None:
    """The one point that meets as many limits as there are numbers exactly; nothing where there is none, or several."""
    rows = [[*factors, end] for factors, end in limits]
    for at in range(len(rows)):
        found = next((row for row in range(at, len(rows)) if rows[row][at]), None)
        if found is None:
            return None
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [entry / rows[at][at] for entry in rows[at]]
        for row, entries in enumerate(rows):
            if row != at:
                rows[row] = [one - entries[at] * other for one, other in zip(entries, rows[at], strict=True)]
    return [row[-1] for row in rows]


def _product(a: Fraction, b: Fraction) -> Fraction:
    return a * b
