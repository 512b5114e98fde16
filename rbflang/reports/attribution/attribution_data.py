"""An attribution as data: the contract «rbflang.attribution/1», exact numbers as strings.

Takes an attribution, gives what `attribution --format json` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.figures import Observation, address_of
from rbflang.explanation.paid import as_data, currency_data
from rbflang.questions.attribution import Attribution
from rbflang.questions.moved_figures import MovedFigure
from rbflang.ruleset.model import Member
from rbflang.syntax.vocabulary import written_name

SCHEMA = "rbflang.attribution/1"


def data(found: Attribution, payees: Sequence[Member], decimals: int) -> dict[str, Any]:
    """The attribution of those who are asked for."""
    names = [one.name for one in payees]
    paid = {name: found.paid(name) for name in names}
    return {
        "schema": SCHEMA,
        "ruleset": found.later.checked.ruleset.name,
        "rounds": {"earlier": found.earlier.written_round, "later": found.later.written_round},
        "synthetic": found.made_up.is_synthetic,
        "payees": names,
        "currency": currency_data(found.later.checked.ruleset.currency),
        "over": written_name(found.over, found.later.checked.ruleset.tree.language),
        "earlier": {name: str(as_data(amounts[0], decimals)) for name, amounts in paid.items()},
        "later": {name: str(as_data(amounts[1], decimals)) for name, amounts in paid.items()},
        "difference": {name: str(as_data(found.difference(name), decimals)) for name in names},
        "orders": _orders(found),
        "parts": [_part(found, mover, names, decimals) for mover in found.movers] if found.mean else None,
        "rounding": {name: str(found.rounding(name)) for name in names} if found.mean else None,
        "with_movers": [_changed(found, one) for one in found.with_movers],
    }


def _orders(found: Attribution) -> dict[str, Any] | None:
    """Of which orders the parts are the mean."""
    if found.mean is None:
        return None
    return {"all": not found.is_drawn, "computed": str(found.mean.orders), "left_out": str(found.mean.left_out)}


def _part(found: Attribution, mover: str, names: Sequence[str], decimals: int) -> dict[str, Any]:
    unit = Fraction(1, 10**decimals)
    errors = {name: found.errors(name) for name in names}
    return {
        "mover": mover or None,
        "figures": [_changed(found, one) for one in found.figures_of(mover)],
        "amounts": {name: str(found.parts(name)[mover]) for name in names},
        "shown": {name: str(as_data(found.shown(name, unit)[0][mover], decimals)) for name in names},
        "standard_error": {name: str(errors[name][mover]) for name in names} if found.is_drawn else None,
    }


def _changed(found: Attribution, one: MovedFigure) -> dict[str, Any]:
    checked = found.later.checked
    address = address_of(checked.ruleset.quantities[one.place[0]], checked, one.place[1])
    return {"address": address, "earlier": _printed(one.earlier), "later": _printed(one.later)}


def _printed(one: Observation | None) -> str | None:
    return f"{one.printed} {one.narrowing}".strip() if one else None
