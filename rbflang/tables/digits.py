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
    if not isinstance(node, GROWING) or _are_short(column):
        return column
    return [
        Failure("too-many-digits", "", node, at) if _is_long(cell) else cell
        for at, cell in zip(asked, column, strict=True)
    ]


def _are_short(column: Sequence[Cell]) -> bool:
    """True if no cell is long; fractions, of which there are most, are looked at here."""
    for cell in column:
        if type(cell) is Fraction:
            above, below = cell.as_integer_ratio()
            if below >= LIMIT or not -LIMIT < above < LIMIT:
                return False
        elif _is_long(cell):
            return False
    return True


def _is_long(cell: Cell | None) -> bool:
    if type(cell) is Fraction:
        above, below = cell.as_integer_ratio()
        return below >= LIMIT or not -LIMIT < above < LIMIT
    if isinstance(cell, Figure):
        return _is_long(cell.printed) or _is_long(cell.interval.low) or _is_long(cell.interval.high)
    return False
