"""The figures that the payouts of a round need, and that are neither counted nor given.

Takes what is written of a round and what the rules take over from an earlier one; gives quantities and keys.
"""

from __future__ import annotations

from attrs import evolve

from rbflang.data.computed import Computed, payout_places
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.failures.root_causes import arisen
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Observed
from rbflang.observations import ObservationFile
from rbflang.pipeline import Prepared
from rbflang.tables.valuation import run


def lacking_figures(prepared: Prepared, file: ObservationFile, taken_over: Figures) -> frozenset[tuple[str, Key]]:
    """The figures for want of which the payouts cannot be computed."""
    own = figures_of(prepared.checked, file)
    figures = evolve(own, observations={**own.observations, **taken_over.observations})
    valuation = run(prepared.graph, figures.given(), figures.pinned())
    computed = Computed(prepared.checked, "", figures, valuation)
    return frozenset(
        (one.place[0].quantity, one.place[0].domain.keys[one.place[1]])
        for one in arisen(valuation, payout_places(computed), is_all_told=True)
        if isinstance(one.place[0], Observed) and one.failure.slug == "figure-missing"
    )
