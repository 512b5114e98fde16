"""How many digits a computed number may have: beyond that it is a failure, found where it arises.

Exact numbers double their digits with each multiplication of a number by itself; a chain of such formulas would never
be done, and no such number can be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.graph import nodes as g
from rbflang.graph.nodes import Cell, Failure, Figure, Node

MOST_DIGITS = 4_000
LIMIT = 10**MOST_DIGITS
BITS = LIMIT.bit_length()
GROWING: tuple[type[Node], ...] = (g.Sum, g.Difference, g.Product, g.Quotient, g.Reduce, g.ShareOut)


def kept_short(node: Node, column: list[Cell], asked: Sequence[int]) -> list[Cell]:
    """The cells of a node, with a failure for each that has too many digits."""
    if not isinstance(node, GROWING):
        return column
    return [
        cell
        if type(cell) is Fraction and cell.numerator.bit_length() + cell.denominator.bit_length() < BITS
        else Failure("too-many-digits", "", node, at)
        if _is_long(cell)
        else cell
        for at, cell in zip(asked, column, strict=True)
    ]


def _is_long(cell: Cell) -> bool:
    if isinstance(cell, Figure):
        return any(end is not None and _is_long(end) for end in (cell.printed, cell.interval.low, cell.interval.high))
    return isinstance(cell, Fraction) and max(abs(cell.numerator), cell.denominator) >= LIMIT
