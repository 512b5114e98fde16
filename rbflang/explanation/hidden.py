"""Which cells are computed with and never shown: small figures, and what is made of them before they are summed.

Takes a computed ruleset. A figure of a quantity that is `vises fra 5` is hidden where it is smaller, and so is every
cell made of it, until it is taken together with others. That a figure is small may be known, so decisions are shown.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from rbflang.data.computed import Computed
from rbflang.graph.nodes import Cell, Compare, Connective, Figure, HasFigure, Node, Reduce
from rbflang.intervals import below
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Number
from rbflang.tables.reads import Place

_TOGETHER = (Reduce, Compare, HasFigure, Connective)


@lru_cache(maxsize=4)
def hidden(computed: Computed) -> frozenset[Place]:
    """The cells that are not shown; none where the rules show every figure."""
    named = computed.valuation.graph.named
    typings = {name: one.typing for name, one in computed.checked.ruleset.quantities.items() if one.typing}
    limits = {named[name]: typing.shown_from for name, typing in typings.items() if typing.shown_from is not None}
    found: set[Place] = set()
    for node in computed.valuation.graph.nodes if limits else ():
        for cell, value in enumerate(computed.valuation.cells[node]):
            if _is_small(value, limits.get(node)) or _is_made_of(computed, found, node, cell):
                found.add((node, cell))
    return frozenset(found)


def _is_small(cell: Cell, limit: Number | None) -> bool:
    """True for a figure that may be smaller than what is shown."""
    if limit is None:
        return False
    if isinstance(cell, Figure):
        return cell.interval.meets(below(exact(limit)))
    return isinstance(cell, Fraction) and cell < exact(limit)


def _is_made_of(computed: Computed, found: set[Place], node: Node, cell: int) -> bool:
    if isinstance(node, _TOGETHER):
        return False
    return any(place in found for place in computed.valuation.reads(node, cell))
