"""Open decisions as data: the figures they rest on, each outcome with its payouts, and the span of all combinations.

Takes a computed ruleset; where every decision is settled, nothing is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.paid import as_data, paid_decimals
from rbflang.graph.domain import Key
from rbflang.intervals import interval_data
from rbflang.uncertainty.open_decisions import OpenFigure, OpenRow, open_decisions


def open_data(computed: Computed) -> dict[str, Any]:
    """Rows, the number of open decisions, outcomes per row, and the least and greatest payout of each region."""
    if not computed.open_count:
        return {"rows": [], "decisions": 0, "outcomes": [], "payouts": {}}
    found, decimals = open_decisions(computed), paid_decimals(computed)
    outcomes = [outcome for row in found.rows for outcome in _outcomes(computed, row)]
    spans = {
        "|".join(key): {"least": as_data(low, decimals), "greatest": as_data(high, decimals)}
        for key, (low, high) in found.spans().items()
    }
    return {
        "rows": [_address(computed, row.figure) for row in found.rows],
        "decisions": computed.open_count,
        "outcomes": outcomes,
        "payouts": spans,
        "combined": found.is_combined,
        "combinations": {"possible": found.possible, "tried": found.tried},
    }


def _outcomes(computed: Computed, row: OpenRow) -> list[dict[str, Any]]:
    return [
        {
            "row": _address(computed, row.figure),
            "interval": interval_data(one.part),
            "is_base": one.is_base,
            "payouts": _payouts(computed, one.payouts),
        }
        for one in row.outcomes
    ]


def _payouts(computed: Computed, payouts: Mapping[Key, Fraction]) -> dict[str, int | str | None]:
    """The payout of each who is paid; `None` where it cannot be computed."""
    payout = computed.checked.ruleset.payout
    keys = computed.checked.ruleset.space.domain(payout.sets).keys if payout else ()
    decimals = paid_decimals(computed)
    return {"|".join(key): as_data(payouts[key], decimals) if key in payouts else None for key in keys}


def _address(computed: Computed, figure: OpenFigure) -> str:
    return address_of(computed.checked.ruleset.quantities[figure.quantity], computed.checked, figure.key)
