"""What a region would get if one result were on the next step of the staircase, everything else as it is.

Takes a computed ruleset and one cell, runs the model again with that cell at the limit, and gives the new
valuation. It words nothing.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.tables.valuation import run


def with_figure(computed: Computed, graph: Graph, quantity: str, key: Key, value: Fraction) -> Computed:
    """The same ruleset and figures, but for one cell, observed or computed, which is exactly the value.

    Only the graph given is run: the part of the calculation that is asked for.
    """
    given = {name: dict(cells) for name, cells in computed.figures.given().items()}
    pinned = {name: dict(cells) for name, cells in computed.figures.pinned().items()}
    is_computed = computed.checked.ruleset.quantities[quantity].is_computed
    (pinned if is_computed else given).setdefault(quantity, {})[key] = value
    return evolve(computed, valuation=run(graph, given, pinned))
