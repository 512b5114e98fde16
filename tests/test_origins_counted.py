"""Whatever no source says as it stands and an amount rests on is counted among its premises: every origin of every cell
that the amount reaches, followed here by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from rbflang import library
from rbflang.commands import options
from rbflang.data.computed import Computed
from rbflang.explanation.rests_on import rests_on, shown_only
from rbflang.explanation.roles import roles_of
from rbflang.graph.nodes import Node
from rbflang.syntax.tree import Citation, MeasureDecl, MemberDecl, StaircaseDecl, SubareaList

Place = tuple[Node, int]
Origin = tuple[str, str]
NOT_CITED = ("unconfirmed", "assumed", "interpreted", "derived")
YEARS = [
    *((f"kbf{year}", "syntetisk-endelig") for year in range(2017, 2022)),
    ("rbf2022", "forelopig"),
    ("rbf2023", "syntetisk-endelig"),
    ("rbf2024", "syntetisk-endelig"),
    ("rbf2025", "forelopig"),
]


def computed_of(name: str, data: str) -> Computed:
    shelf = library.find(name)
    assert shelf
    computed = options.computed(name, data=(str(shelf.path.parent / f"{data}.csv"),), form="text", language="nb")
    assert isinstance(computed, Computed)
    return computed


def reached(computed: Computed, names: list[str]) -> set[Place]:
    """Every cell that the cells of these quantities were computed from."""
    named = computed.valuation.graph.named
    pending = [(named[name], cell) for name in names for cell in range(named[name].domain.size)]
    found: set[Place] = set()
    while pending:
        place = pending.pop()
        if place not in found:
            found.add(place)
            pending.extend(computed.valuation.reads(*place))
    return found


def citations(node: Any) -> Iterator[Citation]:
    """All citations in a piece of the text."""
    if isinstance(node, Citation):
        yield node
    elif attrs.has(type(node)):
        for one in attrs.fields(type(node)):
            yield from citations(getattr(node, one.name))
    elif isinstance(node, tuple):
        for one in node:
            yield from citations(one)


def not_cited(*found: Citation | None) -> Iterator[Origin]:
    """What of citations is not simply taken from a source: its status, and the places or the reason."""
    for citation in found:
        for one in citation.entries if citation else ():
            if one.status in NOT_CITED:
                yield one.status, " ".join(filter(None, (one.source, ", ".join(one.places)))) or one.reasoning


def origins(computed: Computed, places: set[Place]) -> Iterator[Origin]:
    """The origins of these cells, from the text and from the data."""
    ruleset, names = computed.checked.ruleset, computed.valuation.graph.names
    figures = {**computed.figures.observations, **computed.figures.pins}
    measures, looked_up, members, split = set(), set(), set(), set()
    for node, cell in places:
        looked_up.add(getattr(node, "name", ""))
        quantity, key = ruleset.quantities.get(names.get(node, "")), node.domain.keys[cell]
        if quantity is None:
            continue
        measures.add(quantity.measure)
        members |= set(zip(node.domain.sets, key, strict=True))
        if "delområde" in node.domain.sets:
            split.add(key[node.domain.sets.index("indikator")])
        row = figures.get((quantity.name, key))
        if row and row.status in NOT_CITED:
            yield row.status, row.source
        given = quantity.given.get(key)
        if given and not row:
            yield from not_cited(given.citation)
        if quantity.is_computed:
            yield from not_cited(quantity.citation, quantity.rounding and quantity.rounding.citation)
    for one in ruleset.tree.declarations:
        whole = {MeasureDecl: measures, StaircaseDecl: looked_up}.get(type(one), ())
        if whole and one.name.text in whole:
            yield from not_cited(*citations(one))
        elif isinstance(one, MemberDecl) and (one.set_name, one.name.text) in members:
            yield from not_cited(one.citation)
            subareas = [line for line in one.lines if isinstance(line, SubareaList) and one.name.text in split]
            yield from not_cited(*citations(tuple(subareas)))


@pytest.mark.parametrize(("name", "data"), YEARS, ids=[name for name, _ in YEARS])
def test_every_origin_that_an_amount_reaches_is_counted(name: str, data: str) -> None:
    computed = computed_of(name, data)
    roles, found = roles_of(computed.checked), rests_on(computed)
    paid = {(one.status, why) for one in found.premises for why in one.reasons}
    assert set(origins(computed, reached(computed, [roles.payout.name]))) <= paid
    beside = {(one.status, why) for one in shown_only(computed, roles, found) for why in one.reasons}
    shown = [one.name for one in (*roles.columns, *roles.facts)]
    behind = set(origins(computed, reached(computed, shown)))
    assert behind and behind <= paid | beside
