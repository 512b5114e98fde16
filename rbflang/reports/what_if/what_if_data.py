"""The data of `whatif`, the contract «rbflang.what_if/1»: exact numbers as strings, payouts as they are paid."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbflang.data.figures import address_of
from rbflang.explanation.item import Item
from rbflang.explanation.paid import as_data, currency_data
from rbflang.questions.what_if import ChangedCell, ChangeMade, WhatIf

SCHEMA = "rbflang.what_if/1"


def what_if_data(found: WhatIf, decimals: int) -> dict[str, Any]:
    """What everybody is paid before and after, what each change moves, and what each indicator gave."""
    paid = {one.name: found.paid(one.name) for one in found.payees}
    before, after = found.before, found.after
    return {
        "schema": SCHEMA,
        "ruleset": before.checked.ruleset.name,
        "changed_ruleset": after.checked.ruleset.name,
        "round": before.written_round,
        "synthetic": before.is_synthetic or after.is_synthetic,
        "currency": currency_data(after.checked.ruleset.currency),
        "payees": list(paid),
        "before": {name: as_data(amounts[0], decimals) for name, amounts in paid.items()},
        "after": {name: as_data(amounts[1], decimals) for name, amounts in paid.items()},
        "change": {name: as_data(new - old, decimals) for name, (old, new) in paid.items()},
        "changes": None if found.changes is None else [_change(one, found) for one in found.changes],
        "of_all_orders": found.of_all_orders,
        "factors": {one.name: {"before": str(old), "after": str(new)} for one, old, new in found.factors},
        "indicators": _indicators(found),
    }


def _change(one: ChangeMade, found: WhatIf) -> dict[str, Any]:
    moved = one.moved
    return {
        "cells": [_cell(each, found) for each in one.cells],
        "indicator": one.indicator or None,
        "share": {name: str(amount) for name, amount in moved.share.items()} if moved else None,
        "alone": {name: str(amount) for name, amount in moved.alone.items()} if moved else None,
    }


def _cell(one: ChangedCell, found: WhatIf) -> dict[str, Any]:
    return {
        "address": address_of(one.after.quantity, found.after.checked, one.place[1]),
        "before": _value(one.before),
        "after": _value(one.after),
        "of_rules": one.is_of_rules,
        "counts": one.counts,
    }


def _value(item: Item) -> str | bool | None:
    """The exact number, the word or the answer; nothing where there is none, or it is not shown."""
    value = None if item.is_hidden else item.value
    if isinstance(value, Fraction):
        return str(value)
    return value if isinstance(value, str | bool) else None


def _indicators(found: WhatIf) -> dict[str, Any] | None:
    amounts = found.of_indicators
    if amounts is None:
        return None
    data: dict[str, dict[str, Any]] = {}
    for (indicator, payee), (before, after) in amounts.items():
        data.setdefault(indicator, {})[payee] = {
            "before": str(before), "after": str(after), "change": str(after - before)
        }  # fmt: skip
    return data
