"""Reasons as data: each item with its value, unit and source, and what it was computed from, as a tree.

Takes a tree of reasons; `shown` is a decimal beside the exact value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rbflang.explanation.explain import Reason
from rbflang.explanation.item import Item
from rbflang.intervals import interval_data
from rbflang.quantities import Unit
from rbflang.reports.titles import title
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import Citation
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import KRONE, Voice, plain

# what stands for a value that is computed with and not shown
HIDDEN: Mapping[str, Any] = {"value": None, "hidden": True}


def reasons_data(reason: Reason, ruleset: Ruleset, say: Voice) -> dict[str, Any]:
    """The item, and its parts: its title in the language that is spoken, its unit as the ruleset writes it."""
    item, expression = reason.item, reason.item.quantity.expression
    return {
        "id": reason.address,
        "label": title(item.quantity, say),
        **(HIDDEN if item.is_hidden else _value(item)),
        "unit": "" if isinstance(item.value, bool | str) else _unit(item.unit, ruleset.tree.language),
        "operation": " ".join(expression.span.text.split()) if expression is not None else "",
        **({"taken_from": reason.taken_from} if reason.taken_from else {}),
        **({"stands_for": item.row.stands_for} if item.row and item.row.stands_for else {}),
        "citation": item.row.source if item.row else cited(item.citation),
        "place": str(item.row.span if item.row else item.span),
        "status": reason.status,
        "rests_on": dict(reason.rests_on),
        **({"repeated": True} if reason.is_repeated else {}),
        **({"cut": True} if reason.is_cut else {}),
        "parts": [reasons_data(one, ruleset, say) for one in reason.parts],
    }


def cited(citation: Citation | None) -> str:
    """A citation's places: `regelverk 4.1, 4.1.2`."""
    entries = citation.entries if citation else ()
    return "; ".join(" ".join(filter(None, (one.source, ", ".join(one.places)))) for one in entries if one.source)


def _unit(unit: Unit, language: str) -> str:
    """A unit as it is written in a ruleset."""
    money = {} if unit.currency == KRONE else {"kr": unit.currency.one}
    over, under = (
        [money.get(base) or written_name(base, language) for base, power in unit.powers if power * side > 0]
        for side in (1, -1)
    )
    return "/".join(["·".join(over) or written_name("andel" if unit.is_share else "tall", language), *under])


def _value(item: Item) -> dict[str, Any]:
    """The value as an exact string and as a decimal for show; of a figure not known exactly, its interval too."""
    found: dict[str, Any] = {"value": None}
    if isinstance(item.value, Fraction):
        found = {"value": str(item.value), "shown": plain(item.value, "en", 9).replace(",", "")}
    elif isinstance(item.value, bool | str):
        found = {"value": item.value}
    return found if item.interval is None else {**found, "interval": interval_data(item.interval)}
