"""A model run again with some cells otherwise, all else as it is.

Takes a computed ruleset and the cells, gives the new valuation. It words nothing.
"""

from __future__ import annotations

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Observed
from rbflang.tables.valuation import Valuation, run

Values = dict[tuple[str, Key], Cell]


def rerun(computed: Computed, values: Values, graph: Graph | None = None) -> Valuation:
    """The valuation with other cells: observations given otherwise, numbers of the rules pinned.

    Where a graph is given it is run by itself: another calculation, or the part of this one that is asked for.
    """
    if graph is None:
        return computed.valuation.with_cells(values)
    given = {name: dict(cells) for name, cells in computed.figures.given().items()}
    pins = {name: dict(cells) for name, cells in computed.figures.pinned().items()}
    for (name, key), cell in values.items():
        is_observed = isinstance(computed.valuation.graph.named[name], Observed)
        (given if is_observed else pins).setdefault(name, {})[key] = cell
    return run(graph, given, pins)
