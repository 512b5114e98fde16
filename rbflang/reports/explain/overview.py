"""The explanation without a region: what all regions get and why they differ.

Takes a computed ruleset, gives a document that leads on to each region's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.explain import explain
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payments import of_each, payments_of
from rbflang.explanation.rests_on import rests_on
from rbflang.explanation.roles import Roles, roles_of, unit_of
from rbflang.quantities import KRONER
from rbflang.reports.amounts import exact_cell
from rbflang.reports.chain import title
from rbflang.reports.document import Block, Column, Document, Heading, Lines, Paragraph, Table
from rbflang.reports.explain.foundations import foundations
from rbflang.reports.explain.reasons import reasons_data
from rbflang.reports.explain.region import SCHEMA, others
from rbflang.reports.foot import foot
from rbflang.reports.titles import called, data_used, notice, round_title
from rbflang.reports.typed_cells import Phrase, paid_cell
from rbflang.ruleset.model import INDICATOR, Quantity
from rbflang.wording import Voice, counted


def overview(computed: Computed, depth: int | None, exact: bool, language: str) -> Document:
    """What every region gets, and which indicators make the difference."""
    say, cells = Voice(language, paid_decimals(computed)), Cells(computed)
    roles = roles_of(computed.checked)
    regions = cells.members(roles.among)
    total = sum((cells.number(roles.payout.name, {roles.among: one.name}) for one in regions), Fraction(0))
    amount, round_name, model = say.kroner(total), round_title(computed, say), cells.ruleset.title
    headline = say(
        f"{amount} er fordelt på {counted(len(regions))} regioner i {round_name} av {model}.",
        f"{amount} are shared by {len(regions)} regions in the {round_name} of {model}.",
    )

    def data() -> dict[str, Any]:
        told: set[str] = set()
        reasons = [explain(computed, roles.payout.name, {roles.among: one.name}, depth, told) for one in regions]
        return {
            "schema": SCHEMA,
            "ruleset": cells.ruleset.name,
            "round": computed.round,
            "synthetic": computed.is_synthetic,
            "region": None,
            "parts": list(map(reasons_data, reasons)),
        }

    return Document(
        headline,
        tuple(_blocks(cells, roles, exact, say)),
        data,
        notice(computed, say),
        foot(say, computed),
        say.language,
    )


def _blocks(cells: Cells, roles: Roles, exact: bool, say: Voice) -> Iterator[Block]:
    yield others(payments_of(cells, roles), say)
    difference = _difference(cells, roles)
    if difference:
        yield Heading(say("Hvor forskjellene kommer fra", "Where the differences come from"))
        yield _differences(cells, roles, difference, say)
        if difference.documentation and say.language == "nb":
            text = " ".join(difference.documentation.split())
            yield Paragraph(f"{title(difference, say)}: {text[:1].lower()}{text[1:]}")
    if exact:
        yield Heading(say("Nøyaktige verdier", "Exact values"))
        yield _exact(cells, roles, say)
    yield Heading(say("Hva tallene bygger på", "What the figures rest on"))
    yield Lines(tuple(foundations(rests_on(cells.computed), cells.computed, say)))
    last, name = cells.members(roles.among)[-1].name, cells.ruleset.argument
    more = f" rbflang explain {name} --rhf {last}{data_used(cells.computed)}    rbflang sources {name}"
    yield Paragraph(say("Mer:", "More:") + more, 0)


def _difference(cells: Cells, roles: Roles) -> Quantity | None:
    """The column per indicator that adds up to nothing over the regions: who gains what from whom."""
    for one in roles.columns:
        values = [value for value in cells.computed.valuation.of(one.name).values() if isinstance(value, Fraction)]
        if unit_of(cells.computed.checked, one) == KRONER and values and not sum(values) and any(values):
            return one
    return None


def _differences(cells: Cells, roles: Roles, column: Quantity, say: Voice) -> Table:
    regions = cells.members(roles.among)
    columns = (Column("", "left"), *(Column(one.short) for one in regions))
    rows = []
    for indicator in cells.members(INDICATOR):
        members = {INDICATOR: indicator.name}
        values = [cells.value(column.name, {**members, roles.among: one.name}) for one in regions]
        rows.append((Phrase(called(indicator, say)), *(paid_cell(value, say, True) for value in values)))
    return Table(columns, tuple(rows))


def _exact(cells: Cells, roles: Roles, say: Voice) -> Table:
    regions = cells.members(roles.among)
    names = [link.quantity for link in roles.chain]
    rows = [(Phrase(title(one, say)), *(exact_cell(item) for item in of_each(cells, roles, one))) for one in names]
    return Table((Column("", "left"), *(Column(one.short) for one in regions)), tuple(rows))
