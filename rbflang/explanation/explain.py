"""Why a cell has its value: the cells it was computed from, each with its own reasons, as a tree.

Takes a computed ruleset and a cell, reads what the evaluator wrote down, and computes nothing. Steps without a name
are told inside the named cell they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.basis import ORDER, basis_of, row_of
from rbflang.explanation.hidden import hidden
from rbflang.explanation.premises import counts, premises_in
from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Figure
from rbflang.intervals import interval_data
from rbflang.quantities import Unit
from rbflang.ruleset.model import Quantity
from rbflang.syntax.tree import Citation
from rbflang.tables.reads import Place
from rbflang.wording import plain

DEPTH = 12
# what stands for a value that is computed with and not shown
HIDDEN: Mapping[str, Any] = {"value": None, "hidden": True}


def explain(
    computed: Computed,
    name: str,
    members: Mapping[str, str],
    depth: int | None = None,
    told: set[str] | None = None,
) -> dict[str, Any]:
    """The tree of a named cell, at most so many levels of named cells deep.

    A cell that many rest on is told once; where it comes again it is `repeated`, with its value and without parts.
    `told` holds the addresses that were told already, and grows.
    """
    node = computed.valuation.graph.named[name]
    key = computed.checked.ruleset.space.key_at(node.domain, members)
    return _tree(computed, (node, node.domain.index[key]), depth or DEPTH, set() if told is None else told)


def _tree(computed: Computed, place: Place, depth: int, told: set[str]) -> dict[str, Any]:
    node, cell = place
    name = computed.valuation.graph.names[node]
    quantity, key = computed.checked.ruleset.quantities[name], node.domain.keys[cell]
    row = row_of(computed, name, key)
    given = quantity.given.get(key)
    signature = computed.checked.inference.signatures.get(name)
    address = address_of(quantity, computed.checked, key)
    found = {
        "id": address,
        "label": quantity.title,
        **(HIDDEN if place in hidden(computed) else _value(computed.valuation.cells[node][cell])),
        "unit": unit_words(signature.kind.unit) if signature else "",
        "operation": _operation(quantity),
        **_taken_from(computed, quantity, key),
        "citation": row.source if row else cited(given.citation if given else quantity.citation),
        "place": str(row.span if row else given.span if given else quantity.span),
        **_standing(computed, place),
    }
    behind = named_behind(computed, place) if depth > 1 else []
    if behind and address in told:
        return {**found, "repeated": True, "parts": []}
    told.add(address)
    return {**found, "parts": [_tree(computed, one, depth - 1, told) for one in behind]}


def _taken_from(computed: Computed, quantity: Quantity, key: Key) -> dict[str, Any]:
    """The address of the member above whose value the cell has; nothing where it has its own."""
    given = quantity.given.get(key)
    if given is None or not given.taken_from:
        return {}
    sets = computed.checked.ruleset.space.domain(quantity.sets).sets
    above = {name: member if name in given.taken_from else "" for name, member in zip(sets, key, strict=True)}
    return {"taken_from": address_of(quantity, computed.checked, tuple(above.values()))}


def named_behind(computed: Computed, place: Place) -> list[Place]:
    """The nearest named cells that a cell was computed from."""
    names = computed.valuation.graph.names

    def read(one: Place) -> Iterable[Place]:
        return reversed(computed.valuation.reads(*one))

    followed = behind(read(place), lambda one: () if one[0] in names else read(one))
    return [one for one in followed if one[0] in names]


def _operation(quantity: Quantity) -> str:
    """The formula as it is written."""
    return " ".join(quantity.expression.span.text.split()) if quantity.expression is not None else ""


def cited(citation: Citation | None) -> str:
    """A citation's places: `regelverk 4.1, 4.1.2`."""
    entries = citation.entries if citation else ()
    return "; ".join(" ".join(filter(None, (one.source, ", ".join(one.places)))) for one in entries if one.source)


def unit_words(unit: Unit) -> str:
    """A unit as it is written in a ruleset."""
    over = [base for base, power in unit.powers if power > 0]
    under = [base for base, power in unit.powers if power < 0]
    word = "·".join(over) or ("andel" if unit.is_share else "tall")
    return "/".join([word, *under])


def _standing(computed: Computed, place: Place) -> dict[str, Any]:
    """The weakest status of all that a cell rests on, and how many premises of each status that is not documented."""
    basis = basis_of(computed, [place])
    statuses: list[str] = [entry.status for _, citation in basis.citations() for entry in citation.entries]
    statuses += [row.status for row in basis.observations if row.status in ORDER]
    weakest = max(statuses, key=ORDER.index, default="documented")
    return {"status": weakest, "rests_on": dict(counts(premises_in(basis)))}


def _value(cell: Cell) -> dict[str, Any]:
    """The value as an exact string and as a decimal for show; of a figure not known exactly, its interval too."""
    if isinstance(cell, Figure):
        known = _value(cell.printed) if cell.printed is not None else {"value": None}
        return {**known, "interval": interval_data(cell.interval)}
    if isinstance(cell, Fraction):
        return {"value": str(cell), "shown": plain(cell, "en", 9).replace(",", "")}
    return {"value": cell if isinstance(cell, bool | str) else None}
