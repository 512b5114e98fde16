"""Incentives as data: the contract «rbflang.incentives/1», exact numbers as strings.

Takes incentives, gives what `incentives --format json` prints.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbflang.data.figures import address_of
from rbflang.explanation.paid import as_data, currency_data
from rbflang.questions.incentives import Incentive, Incentives, LeastChange, Turn, UnreachedStep

SCHEMA = "rbflang.incentives/1"


def data(found: Incentives, decimals: int) -> dict[str, Any]:
    """The figures and what they can move."""
    ruleset = found.computed.checked.ruleset
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "round": found.computed.written_round,
        "synthetic": found.computed.is_synthetic,
        "payees": list(dict.fromkeys(one.payee for one in found.found)),
        "currency": currency_data(ruleset.currency),
        "figures": [_figure(found, one) for one in found.found],
        "left_out": [_address(found, *one.place) for one in found.left_out],
        "untried": [_address(found, *one.place) for one in found.beyond],
        "answers": [
            {
                "address": _address(found, *one.place),
                "payee": one.payee,
                "value": one.answer,
                "gained": _exact(one.gained),
            }
            for one in found.answers
        ],
        "unreached": [_unreached(one) for one in found.unreached],
        "never_costly": found.is_never_costly,
        "worth": None if found.worth is None else str(as_data(found.worth, decimals)),
        "least": {payee: [_least(found, one) for one in changes] for payee, changes in found.least.items()},
    }


def _figure(found: Incentives, one: Incentive) -> dict[str, Any]:
    claim = one.claim
    return {
        "address": _address(found, *one.response.place),
        "payee": one.payee,
        "value": str(one.response.value),
        "most": _exact(one.most),
        "approximate": one.is_nearly,
        "moves_nothing": one.response.moves_nothing,
        "better": claim.better if claim else None,
        "never_costly": claim.is_proved if claim else None,
        "turns": [_turn(turn) for turn in one.turns],
        "costs": [_turn(turn) for turn in one.costs],
    }


def _turn(one: Turn) -> dict[str, Any]:
    return {
        "from": _exact(one.begins),
        "to": str(one.ends),
        "above": one.is_above,
        "gap": one.is_gap,
        "gained": str(one.gained),
        "per_unit": _exact(one.per_unit),
    }


def _least(found: Incentives, one: LeastChange) -> dict[str, Any]:
    return {
        "address": _address(found, *one.incentive.response.place),
        "from": str(one.incentive.response.value),
        "to": str(one.to),
        "beside": one.is_beside,
        "gained": str(one.gained),
    }


def _unreached(one: UnreachedStep) -> dict[str, Any]:
    return {
        "staircase": one.staircase, "step": one.step + 1, "from": _exact(one.limit), "indicator": one.indicator or None
    }  # fmt: skip


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _address(found: Incentives, name: str, key: tuple[str, ...]) -> str:
    checked = found.computed.checked
    return address_of(checked.ruleset.quantities[name], checked, key)
