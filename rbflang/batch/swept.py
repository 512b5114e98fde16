"""What is paid where some observations have each of several values, for all of them at once.

Takes a computed ruleset, which cells vary and the values at each point; gives the payouts of every point that needs no
check of its own. Only what depends on those cells is computed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from rbflang.batch.lowering import Given
from rbflang.batch.making import NotServed
from rbflang.batch.scenarios import Scenarios, scenarios_of_cells
from rbflang.batch.thresholds import decimal_of
from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.proofs.guarantees import prove


def paid_at_each(
    computed: Computed, cells: Sequence[Given], points: Sequence[Sequence[Fraction]]
) -> Sequence[Mapping[Key, Fraction] | None]:
    """The payouts at each point, the values of which are in the order of the cells.

    Nothing for a point that must be computed by itself: no double stands for one of its values, it cannot be paid, or
    the payouts add up to less than nothing. Nothing for any where a check of the run may turn out otherwise than for
    the data as they are, or a step of the calculation has no operation.
    """
    nothing: list[Mapping[Key, Fraction] | None] = [None] * len(points)
    units = [one.rounding.unit for one in computed.checked.ruleset.payouts if one.rounding]
    if len(units) < len(computed.checked.ruleset.payouts) or not _needs_no_check(computed, cells):
        return nothing
    try:
        ready = scenarios_of_cells(computed, cells)
    except (NotServed, ValueError):
        return nothing
    doubles = [[float(value) for value in point] for point in points]
    at = [
        row for row, point in enumerate(points)
        if all(decimal_of(double) == value for double, value in zip(doubles[row], point, strict=True))
    ]  # fmt: skip
    columns = [np.array([doubles[row][cells.index(one)] for row in at]) for one in ready.inputs]
    for row, amounts in zip(at, _amounts(ready, columns, lcm(*(one.denominator for one in units))), strict=True):
        nothing[row] = amounts
    return nothing


def _amounts(ready: Scenarios, columns: Sequence[np.ndarray], parts: int) -> Sequence[Mapping[Key, Fraction] | None]:
    keys = ready.part.named[ready.name].domain.keys
    rows = zip(*(column.tolist() for column in ready.payouts(columns).columns), strict=True)
    # No number is not above or at nothing.
    return [
        {key: Fraction(round(amount * parts), parts) for key, amount in zip(keys, row, strict=True)}
        if sum(row) >= 0
        else None
        for row in rows
    ]


def _needs_no_check(computed: Computed, cells: Sequence[Given]) -> bool:
    """True if no check of the run can turn out otherwise: its assertions are proved, and its sums do not vary."""
    ruleset = computed.checked.ruleset
    typings = [ruleset.quantities[name].typing for name, _ in cells]
    if computed.valuation.pins or any(one is not None and one.total is not None for one in typings):
        return False
    return all(one.is_proved and not one.open_conditions for one in prove(computed.checked))
