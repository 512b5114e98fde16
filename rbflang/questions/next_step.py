"""What a region would get if one result were on the next step of the staircase, everything else as it is.

Takes a computed ruleset and one cell, computes what depends on that cell again with it at the limit, and gives the new
valuation. It words nothing.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key


def with_figure(computed: Computed, quantity: str, key: Key, value: Fraction, asked: tuple[str, ...]) -> Computed:
    """The same ruleset and figures, but for one cell, observed or computed, which is exactly the value.

    The valuation is of the quantities that are asked for, and what they rest on.
    """
    valuation = computed.valuation
    return evolve(computed, valuation=valuation.with_cells({(quantity, key): value}, valuation.graph.only(asked)))
