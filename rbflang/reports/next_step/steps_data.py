"""The data of `next-step`, the contract «rbflang.next_step/1»: exact numbers as strings, payouts as they are paid."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.account import Account
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.paid import as_data, currency_data
from rbflang.intervals import interval_data, multiply, point
from rbflang.questions.fewest_steps import FewestSteps, StepsTaken, share_of_target
from rbflang.questions.next_step import NextStep, OnStaircase, StepsAhead
from rbflang.questions.other_limits import OtherLimits
from rbflang.reports.goal.answered_otherwise import answers_data
from rbflang.reports.next_step.other_figures import other_data

SCHEMA = "rbflang.next_step/1"
NOTHING_AHEAD = StepsAhead((), (), ())


def steps_data(
    ahead: StepsAhead | None,
    enough: FewestSteps | None,
    others: OtherLimits,
    account: Account,
    computed: Computed,
) -> dict[str, Any]:
    """The next step of each result, by what it is worth; who has full score, and what cannot be told."""
    found = ahead or NOTHING_AHEAD
    measures = account.indicators.measures
    results = sorted(found.results, key=lambda one: -one.rise.gained if one.rise else Fraction(1))
    return {
        "schema": SCHEMA,
        "ruleset": account.ruleset.name,
        "round": computed.written_round,
        "synthetic": computed.is_synthetic,
        "payee": account.payee.name,
        "currency": currency_data(account.ruleset.currency),
        "measure": measures[0].name if len(measures) == 1 else None,
        "payouts": {
            one.name: as_data(paid.number, account.decimals)
            for one, paid in zip(account.payments.payees, account.payments.paid, strict=True)
        },
        "results": [_result(one, account, computed) for one in results],
        "unknown": [
            {
                "indicator": one.indicator.name,
                "why": one.why,
                "next": _next(one.rise, account, computed) if one.rise else None,
                "begins_from": None if one.begins_from is None else str(one.begins_from),
            }
            for one in found.unknown
        ],
        "requirements": [
            {
                "indicator": one.indicator.name,
                "quantity": one.name,
                "least": str(one.least),
                "change": as_data(one.gained, account.decimals),
            }
            for one in found.opened
        ],
        "others": other_data(others.giving, account, computed),
        "answers": answers_data(others.answers, computed, account.decimals),
        "not_tried": others.not_tried,
        "not_given": [address_of(one.quantity, computed.checked, one.key) for one in others.not_given],
        "worth": _enough(enough, account, computed) if enough else None,
    }


def _result(one: OnStaircase, account: Account, computed: Computed) -> dict[str, Any]:
    placing = one.placing
    return {
        "indicator": one.indicator.name,
        "subarea": placing.subarea or None,
        "result": None if placing.value is None else str(placing.value),
        "interval": interval_data(placing.achieved) if placing.achieved else None,
        "target": None if placing.target is None else str(placing.target),
        "counts": _counts(placing),
        "open": placing.is_open,
        "parts": None if placing.parts is None else str(placing.parts),
        "step": _step(placing),
        "full": placing.is_on_top,
        "out_of_reach": str(one.out_of_reach.at) if one.out_of_reach else None,
        "next": _next(one.rise, account, computed) if one.rise else None,
    }


def _counts(placing: Placing) -> dict[str, str] | None:
    counts = placing.counted
    return {"numerator": str(counts.numerator), "denominator": str(counts.denominator)} if counts else None


def _step(placing: Placing) -> dict[str, Any] | None:
    """Which results stand on the same step; `None` where the target is not known exactly."""
    if placing.stood_on is None or (placing.has_target and placing.target is None):
        return None
    scale = point(placing.target if placing.target is not None else Fraction(1))
    return dict(interval_data(multiply(placing.stood_on, scale)))


def _next(one: NextStep, account: Account, computed: Computed) -> dict[str, Any]:
    placing, payee = one.placing, account.payee.name
    counts, quantity = placing.counted, computed.checked.ruleset.quantities[one.place[0]]
    after = one.after.parts[payee]
    return {
        "address": address_of(quantity, computed.checked, one.place[1]),
        "from": str(one.limit.at),
        "value": str(one.value),
        "included": not one.is_beyond,
        "distance": None if placing.value is None else str(one.value - placing.value),
        "share_of_target": str(share_of_target(one)),
        "numerator": str(counts.needed(one.limit.at, one.limit.included)) if counts else None,
        "parts": None if after is None else str(after),
        "points": {name: str(then - one.points[name]) for name, then in one.points_then.items() if name in one.points},
        "change": as_data(one.gained, account.decimals),
        "changes": _changes(one.paid, one.paid_then, account),
    }


def _changes(before: Mapping[str, Fraction], then: Mapping[str, Fraction], account: Account) -> dict[str, Any]:
    """What each who is paid gets more or less; `None` where it cannot be computed."""
    names = [one.name for one in account.payments.payees]
    return {
        name: as_data(then[name] - before[name], account.decimals) if name in then and name in before else None
        for name in names
    }


def _enough(one: FewestSteps, account: Account, computed: Computed) -> dict[str, Any]:
    return {
        "wanted": as_data(one.worth, account.decimals),
        "settled": one.is_settled,
        "tried": one.tried,
        "found": _taken(one.found, account, computed) if one.found else None,
        "most": _taken(one.most, account, computed) if one.most else None,
    }


def _taken(one: StepsTaken, account: Account, computed: Computed) -> dict[str, Any]:
    quantities = computed.checked.ruleset.quantities
    return {
        "addresses": [address_of(quantities[step.place[0]], computed.checked, step.place[1]) for step in one.steps],
        "indicators": one.indicators,
        "share_of_targets": str(one.way),
        "change": as_data(one.gained, account.decimals),
        "changes": _changes(one.steps[0].paid, one.paid_then, account),
    }
