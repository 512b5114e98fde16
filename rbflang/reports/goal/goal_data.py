"""The data of `goal`, the contract «rbflang.goal/1»: exact numbers as strings, payouts as they are paid."""

from __future__ import annotations

from typing import Any

from rbflang.data.figures import address_of
from rbflang.explanation.paid import as_data, currency_data
from rbflang.intervals import interval_data
from rbflang.questions.goal import Goal, GoalReached, MostToGain, ResultAsked
from rbflang.questions.opposite_answers import OppositeAnswers
from rbflang.reports.goal.answered_otherwise import answers_data

SCHEMA = "rbflang.goal/1"


def goal_data(found: Goal, answers: OppositeAnswers, decimals: int) -> dict[str, Any]:
    """For each figure where the amount is reached, and the most that it can give."""
    ruleset = found.computed.checked.ruleset
    quantities = ruleset.quantities
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "round": found.computed.written_round,
        "synthetic": found.computed.is_synthetic,
        "payee": found.payee.name,
        "currency": currency_data(ruleset.currency),
        "wanted": as_data(found.wanted, decimals),
        "payouts": {name: as_data(amount, decimals) for name, amount in found.paid.items()},
        "results": [_result(one, found, decimals) for one in found.results],
        "answers": answers_data(answers, found.computed, decimals),
        "given_in_place": [one.name for one in found.given_in_place],
        "not_given": [address_of(one.quantity, found.computed.checked, one.key) for one in found.not_given],
        "known_by_bound": [address_of(one.quantity, found.computed.checked, one.key) for one in found.known_by_bound],
        "untried": [address_of(quantities[name], found.computed.checked, key) for name, key in found.untried],
    }


def _result(one: ResultAsked, found: Goal, decimals: int) -> dict[str, Any]:
    return {
        "address": address_of(one.item.quantity, found.computed.checked, one.place[1]),
        "now": None if one.item.exact is None or one.item.is_hidden else str(one.item.exact),
        "reached": _reached(one.reached, found, decimals) if one.reached else None,
        "most": _most(one.most, decimals) if one.most else None,
        "certain": one.is_certain,
        "gaps": [interval_data(gap) for gap in one.gaps],
    }


def _reached(one: GoalReached, found: Goal, decimals: int) -> dict[str, Any]:
    return {
        "value": str(one.value),
        "included": one.included,
        "above": one.is_above,
        "change": as_data(one.gained, decimals),
        "changes": {name: as_data(amount - found.paid[name], decimals) for name, amount in one.paid_then.items()
                    if name in found.paid},
    }  # fmt: skip


def _most(one: MostToGain, decimals: int) -> dict[str, Any]:
    return {"change": as_data(one.gained, decimals), "where": interval_data(one.interval), "reached": one.reached}
