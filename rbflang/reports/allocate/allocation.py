"""The report of `allocate`: points, weighted points, factor and payouts of a round.

Takes a computed ruleset, gives a document; its data are the contract «rbflang.allocation/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.basis import assumptions, unconfirmed
from rbflang.explanation.cells import Cells
from rbflang.explanation.hidden import hidden
from rbflang.explanation.paid import as_data, paid_decimals
from rbflang.explanation.payments import payments_of
from rbflang.explanation.roles import Roles, roles_of, unit_of
from rbflang.graph.nodes import Cell, Figure
from rbflang.published.statements import PublishedRow
from rbflang.quantities import COUNT, KRONER, NUMBER, PARTS, POINTS, Unit
from rbflang.reports.allocate.against import compared
from rbflang.reports.certainty import certainty_blocks, spans_data
from rbflang.reports.chain import chain_heading
from rbflang.reports.document import Block, Column, Document, Heading, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.open_data import open_data
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.standing import standing_data
from rbflang.reports.titles import called, notice, round_title
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.reports.typed_cells import Phrase, plain_cell
from rbflang.ruleset.model import INDICATOR, LAPSED_NAME, MEASURE, POINTS_NAME, Quantity
from rbflang.wording import Voice, counted, decimals_needed

SCHEMA = "rbflang.allocation/1"
MOST_DIGITS, FACTOR_DECIMALS = 6, 9


def allocation(computed: Computed, language: str = "nb", published: Sequence[PublishedRow] = ()) -> Document:
    """Points and kroner of all regions; what is published of them cuts what else they may be."""
    say, cells = Voice(language, paid_decimals(computed)), Cells(computed)
    roles = roles_of(computed.checked)
    title = f"{cells.ruleset.title}, {round_title(computed, say)}"
    return Document(
        title,
        tuple(_blocks(cells, roles, published, say)),
        partial(data, computed, published),
        notice(computed, say),
        foot(say, computed),
        language,
    )


def _blocks(cells: Cells, roles: Roles, published: Sequence[PublishedRow], say: Voice) -> Iterator[Block]:
    regions = cells.members(roles.among)
    if roles.points:
        yield Heading(say("Poeng", "Points"))
        yield side_by_side(regions, _points(cells, roles, say), say, 1)
    key = next((one.quantity for one in roles.factors if one.quantity.sets), None)
    if key:
        yield Heading(_title(key, say))
        values = [cells.number(key.name, {roles.among: one.name}) for one in regions]
        yield side_by_side(regions, (FigureRow(_title(key, say), values, 4),), say)
    yield Heading(chain_heading(roles, say))
    yield side_by_side(regions, tuple(_chain(cells, roles, say)), say)
    factors = [one.quantity for one in roles.factors if not one.quantity.sets]
    yield Table(
        (Column("", "left"), Column(""), Column("", "left")),
        tuple((Phrase(_title(one, say)), _factor(cells, one), Phrase(cells.citation(one))) for one in factors),
    )
    yield from compared(cells, roles, say)
    yield from certainty_blocks(cells.computed, published, payments_of(cells, roles), say)
    count, _ = assumptions(cells.computed)
    if count:
        text = say(
            f"Utbetalingene forutsetter {counted(count)} {'antakelse' if count == 1 else 'antakelser'}.",
            f"The payouts rest on {count} {'assumption' if count == 1 else 'assumptions'}.",
        )
        yield Paragraph(text)
    count = unconfirmed(cells.computed)
    if count:
        yield Paragraph(
            say(f"Utbetalingene bygger på {count} henvisninger som ikke er bekreftet: tall og regler fra et annet år. "
                "Se rbflang check.",
                f"The payouts rest on {count} citations that are not confirmed: numbers and rules of another year. See "
                "rbflang check.")
        )  # fmt: skip


def _points(cells: Cells, roles: Roles, say: Voice) -> tuple[FigureRow, ...]:
    points = roles.points
    assert points is not None
    regions = [one.name for one in cells.members(roles.among)]
    rows = []
    for indicator in cells.members(INDICATOR):
        row = [cells.value(points.name, {INDICATOR: indicator.name, roles.among: region}) for region in regions]
        rows.append(FigureRow(called(indicator, say), row, lapsed=_lapsed(cells, indicator.name), unit=POINTS))
    totals = [cells.number(roles.total.name, {roles.among: region}) for region in regions]
    below = FigureRow("Sum", totals, lapsed=sum((row.lapsed for row in rows), Fraction(0)), unit=POINTS)
    return (*rows, *left_below(rows, below, say), below)


def _lapsed(cells: Cells, indicator: str) -> Fraction:
    """The points of an indicator that nobody got."""
    if LAPSED_NAME not in cells.ruleset.quantities:
        return Fraction(0)
    keys = [{INDICATOR: indicator, MEASURE: measure.name} for measure in cells.members(MEASURE)]
    return sum((cells.value(LAPSED_NAME, key) or Fraction(0) for key in keys), Fraction(0))


def _chain(cells: Cells, roles: Roles, say: Voice) -> Iterator[FigureRow]:
    for link in roles.chain:
        values = [cells.number(link.quantity.name, {roles.among: one.name}) for one in cells.members(roles.among)]
        yield _link(_title(link.quantity, say), values, unit_of(cells.computed.checked, link.quantity), say)


def _link(label: str, values: Sequence[Fraction], unit: Unit, say: Voice) -> FigureRow:
    """Kroner with the decimals of what is paid, points whole, all else with its digits; only amounts are added up."""
    if unit in (KRONER, POINTS):
        return FigureRow(label, values, say.decimals if unit == KRONER else 0, unit=unit)
    scaled = [value * 100 if unit.is_share else value for value in values]
    needed = [decimals_needed(value) for value in scaled]
    decimals = max(MOST_DIGITS if each is None else min(each, MOST_DIGITS) for each in needed)
    return FigureRow(label, values, decimals, is_added=unit in (COUNT, PARTS), unit=unit)


def _title(quantity: Quantity, say: Voice) -> str:
    english = quantity.titles.english
    return english if say.language == "en" and english else quantity.title


def _factor(cells: Cells, quantity: Quantity) -> TableCell:
    """A factor with its digits and what stands behind it; a share as the plain number that it multiplies by."""
    value, unit = cells.number(quantity.name, {}), unit_of(cells.computed.checked, quantity)
    return plain_cell(value, NUMBER if unit.is_share else unit, FACTOR_DECIMALS, True)


# the contract


def data(computed: Computed, published: Sequence[PublishedRow] = ()) -> dict[str, Any]:
    """The allocation as data: exact numbers as strings, payouts as they are paid."""
    cells, ruleset = Cells(computed), computed.checked.ruleset
    roles = roles_of(computed.checked)
    regions = [one.name for one in cells.members(roles.among)]
    count, texts = assumptions(computed)
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "round": computed.round,
        "synthetic": computed.is_synthetic,
        "regions": regions,
        "points": {region: _by_indicator(cells, POINTS_NAME, {roles.among: region}) for region in regions},
        "lapsed": _by_indicator(cells, LAPSED_NAME, {}),
        "point_totals": {
            one: str(cells.number(roles.total.name, {roles.among: one})) for one in regions if roles.has_points
        },
        "payouts": {
            one: as_data(cells.number(roles.payout.name, {roles.among: one}), paid_decimals(computed))
            for one in regions
        },
        "quantities": {
            name: _cells_of(computed, one)
            for name, one in ruleset.quantities.items()
            if one.is_computed and not one.measure
        },
        "assumptions": {"count": count, "list": texts},
        "rests_on": standing_data(computed),
        "open": open_data(computed),
        "spans": spans_data(computed, published),
    }


def _by_indicator(cells: Cells, name: str, members: dict[str, str]) -> dict[str, dict[str, str | None]]:
    if name not in cells.ruleset.quantities:
        return {}
    return {
        indicator.name: {
            measure.name: exact(cells.cell(name, {**members, INDICATOR: indicator.name, MEASURE: measure.name}))
            for measure in cells.members(MEASURE)
        }
        for indicator in cells.members(INDICATOR)
    }


def _cells_of(computed: Computed, quantity: Quantity) -> dict[str, Any]:
    node = computed.valuation.graph.named[quantity.name]
    kept_back = hidden(computed)
    return {
        address_of(quantity, computed.checked, key): None if (node, at) in kept_back else exact(cell)
        for at, (key, cell) in enumerate(computed.valuation.of(quantity.name).items())
    }


def exact(cell: Cell) -> Any:
    """A cell as data: the exact number as a string, words and yes/no as they are, `None` where there is none."""
    if isinstance(cell, Figure):
        cell = cell.printed if cell.printed is not None else ""
    if isinstance(cell, Fraction):
        return str(cell)
    return cell if isinstance(cell, bool | str) and cell != "" else None
