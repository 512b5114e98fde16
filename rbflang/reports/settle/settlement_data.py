"""A settlement as data: the contract «rbflang.settlement/1», exact numbers as strings.

Takes a settlement, gives what `settle --format json` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbflang.data.figures import Observation, address_of
from rbflang.explanation.paid import as_data, currency_data, paid_decimals
from rbflang.questions.moved_figures import COMMON, MovedFigure
from rbflang.questions.settlement import IndicatorPart, Settlement
from rbflang.reports.settle.corrections_moved import corrections_data
from rbflang.reports.settle.settlement_certainty import open_decisions

SCHEMA = "rbflang.settlement/1"


def data(found: Settlement, *regions: str) -> dict[str, Any]:
    """The settlement of the regions named; of all where none is named."""
    names = regions or tuple(one.name for one in found.regions)
    paid = {name: found.paid(name) for name in names}
    decimals = paid_decimals(found.earlier, found.later)
    return {
        "schema": SCHEMA,
        "ruleset": found.later.checked.ruleset.name,
        "rounds": {"earlier": found.earlier.written_round, "later": found.later.written_round},
        "synthetic": found.made_up.is_synthetic,
        "regions": list(names),
        "payees": list(names),
        "currency": currency_data(found.later.checked.ruleset.currency),
        "earlier": {name: str(as_data(amounts[0], decimals)) for name, amounts in paid.items()},
        "later": {name: str(as_data(amounts[1], decimals)) for name, amounts in paid.items()},
        "settlement": {name: str(as_data(found.due(name), decimals)) for name in names},
        "payout_lines": {name: _lines(found, name, decimals) for name in names} if found.lines else {},
        "open_decisions": dict(zip(("earlier", "later"), open_decisions(found), strict=True)),
        "changed": [
            _changed(found, one)
            for one in found.moved
            if not regions or one.of(found.roles.among) in (*regions, COMMON)
        ],
        "common": {
            "apart": [_address(found, one) for one in found.apart],
            "with_regions": [_address(found, one) for one in found.with_regions],
        },
        "corrections": corrections_data(found, names),
        "parts": {name: {part.indicator: _part(part) for part in found.parts[name]} for name in names}
        if found.parts
        else None,
        "by_measure": _by_measure(found, names),
        "rounding": {name: str(found.rounding(name)) for name in names} if found.parts else None,
    }


def _whose(found: Settlement, one: MovedFigure) -> str:
    return one.of(found.roles.among)


def _by_measure(found: Settlement, names: Sequence[str]) -> dict[str, dict[str, str]] | None:
    if found.by_measure is None:
        return None
    return {name: {measure: str(moved) for (measure, region), moved in found.by_measure.items() if region == name}
            for name in names}  # fmt: skip


def _lines(found: Settlement, region: str, decimals: int) -> dict[str, dict[str, str]]:
    """What a region is paid by each line in both rounds, and the difference."""
    at = [one.name for one in found.regions].index(region)
    each = {one.later.name: one.amounts[at] for one in found.lines}
    amounts = {name: (one[0], one[1], one[1] - one[0]) for name, one in each.items() if one}
    names = ("earlier", "later", "settlement")
    return {
        name: {when: str(as_data(amount, decimals)) for when, amount in zip(names, three, strict=True)}
        for name, three in amounts.items()
    }


def _changed(found: Settlement, one: MovedFigure) -> dict[str, Any]:
    return {
        "address": _address(found, one),
        "earlier": _printed(one.earlier),
        "later": _printed(one.later),
    }


def _address(found: Settlement, one: MovedFigure) -> str:
    quantity = found.later.checked.ruleset.quantities[one.place[0]]
    return address_of(quantity, found.later.checked, one.place[1])


def _printed(one: Observation | None) -> str | None:
    return f"{one.printed} {one.narrowing}".strip() if one else None


def _part(part: IndicatorPart) -> dict[str, Any]:
    return {
        "points": {"earlier": str(part.points[0]), "later": str(part.points[1])},
        "by_results": {region: str(value) for region, value in part.by_results.items()},
        "by_normalisation": str(part.by_normalisation),
        "total": str(part.total),
    }
