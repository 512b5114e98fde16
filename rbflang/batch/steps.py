"""On which step of each staircase many scenarios stand.

Takes a computed ruleset and the observations that vary, as `scenarios` does; gives what each staircase behind the
payout gives in each scenario, exactly: where the program is in doubt, the exact engine is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isfinite, nan

import numpy as np
from attrs import frozen

from rbflang.batch import by_numpy
from rbflang.batch.by_numpy import Column, Kernel
from rbflang.batch.lowering import Given, lowered
from rbflang.batch.thresholds import decimal_of
from rbflang.data.computed import Computed
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node, Observed, Staircase, reads_of
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation


@frozen(eq=False, repr=False)
class Steps:
    """The cells of staircases, and the program that gives what they give.

    Where they `tell_all`, scenarios on the same steps pay the same: nothing else looks at what varies.
    """

    valuation: Valuation
    part: Graph
    inputs: tuple[Given, ...]
    places: tuple[Place, ...]
    kernel: Kernel
    tell_all: bool

    def of(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """What each staircase gives in each scenario; NaN where it gives nothing."""
        found = tuple(np.empty(len(columns[0])) for _ in self.places)
        doubtful = np.empty(len(columns[0]), bool)
        self.kernel(columns, found, doubtful)
        for row in np.flatnonzero(doubtful):
            scenario = [float(one[row]) for one in columns]
            for column, value in zip(found, self._exactly(scenario), strict=True):
                column[row] = value
        return found

    def _exactly(self, scenario: Sequence[float]) -> Iterator[float]:
        cells = {
            given: decimal_of(value) if isfinite(value) else None
            for given, value in zip(self.inputs, scenario, strict=True)
        }
        found = self.valuation.with_cells(cells, self.part)
        for node, at in self.places:
            cell = found.cells[node][at]
            yield float(cell) if isinstance(cell, Fraction) else nan


def steps(computed: Computed, inputs: Sequence[Given]) -> Steps | None:
    """The steps of the scenarios that give these observations; nothing where no staircase reads them."""
    payout = computed.checked.ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payouts"
    graph, valuation = computed.valuation.graph, computed.valuation
    nodes = [node for node in graph.only([payout.name]).nodes if isinstance(node, Staircase)]
    places = tuple(
        (node, at) for node in nodes for at, cell in enumerate(valuation.cells[node]) if isinstance(cell, Fraction)
    )
    if not places:
        return None
    part = graph.behind(nodes)
    made = lowered(valuation, part, inputs, places)
    kernel = by_numpy.compiled(made.program, made.operations, made.doubt)
    return Steps(valuation, part, tuple(inputs), places, kernel, _tell_all(graph.only([payout.name]), inputs))


def _tell_all(part: Graph, inputs: Sequence[Given]) -> bool:
    """True if every way from what varies to the payout leads over a staircase."""
    names = {name for name, _ in inputs}
    seen: set[Node] = set()
    for node in part.nodes:
        is_varying = isinstance(node, Observed) and node.quantity in names
        if is_varying or (not isinstance(node, Staircase) and any(one in seen for one in reads_of(node))):
            seen.add(node)
    return part.nodes[-1] not in seen


def alike(columns: Sequence[Column]) -> tuple[Column, Column]:
    """Scenarios that have the same in every column: one of each kind, and for every scenario the number of its kind."""
    kinds = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        values, own = np.unique(column, return_inverse=True)
        if len(values) > 1:
            kinds = np.unique(kinds * len(values) + own, return_inverse=True)[1]
    firsts = np.unique(kinds, return_index=True)[1]
    return firsts, kinds
