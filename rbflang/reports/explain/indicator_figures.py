"""What is known and computed of one indicator where no measure hands out points: its figures, and what follows of them.

Takes the cells of a valuation, an indicator, and a region or none; gives a document. Every quantity that varies over
indicators is told, in the order of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.explain import explain
from rbflang.explanation.hidden import hidden
from rbflang.explanation.item import item_of
from rbflang.explanation.roles import Roles, unit_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, printed_of
from rbflang.quantities import KRONE_DECIMALS, Unit
from rbflang.reports.amounts import observed_cell
from rbflang.reports.cell_words import worded
from rbflang.reports.chain import title
from rbflang.reports.document import Block, Column, Document, Ledger, LedgerLine, Paragraph, Table
from rbflang.reports.explain.reasons import reasons_data
from rbflang.reports.foot import foot
from rbflang.reports.titles import called, notice, round_title
from rbflang.reports.typed_cells import DASH, Amount, Phrase, plain_cell
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.reports.whose_value import not_given, whose_value
from rbflang.ruleset.model import INDICATOR, Member, Quantity
from rbflang.wording import NO_FIGURE, Voice


def indicator_figures(
    cells: Cells, roles: Roles, indicator: Member, regions: Sequence[Member], about: dict[str, Any], say: Voice
) -> Document:
    """The figures of an indicator: of one region each with its formula, of several side by side."""
    what = lowered(called(indicator, say))
    who = say(f" til {regions[0].spoken}", f" of {regions[0].spoken}") if len(regions) == 1 else ""
    headline = say(
        f"Tallene{who} for {what} i {round_title(cells.computed, say)} av {cells.ruleset.title}.",
        f"The figures{who} for {what} in the {round_title(cells.computed, say)} of {cells.ruleset.title}.",
    )

    def data() -> dict[str, Any]:
        told: set[str] = set()
        parts = [
            reasons_data(explain(cells.computed, quantity.name, _members_of(cells, quantity, key), None, told))
            for quantity in _of_indicators(cells)
            for key in _keys(cells, roles, quantity, indicator, regions)
        ]
        region = regions[0].name if len(regions) == 1 else None
        return {**about, "region": region, "indicator": indicator.name, "parts": parts}

    blocks = (_ledger if len(regions) == 1 else _side_by_side)(cells, roles, indicator, regions, say)
    return Document(
        headline, (*blocks, _no_points(say)), data, notice(cells.computed, say), foot(say, cells.computed), say.language
    )


def _no_points(say: Voice) -> Paragraph:
    return Paragraph(
        say(
            "Regelsettet har ingen prestasjonsmål, så det deles ikke ut poeng for indikatoren.",
            "The ruleset has no measures, so no points are handed out for the indicator.",
        )
    )


def _of_indicators(cells: Cells) -> Iterator[Quantity]:
    """The quantities that have a figure for an indicator; what only checks a document tells nothing of the payout."""
    for quantity in cells.ruleset.quantities.values():
        if INDICATOR in _sets(cells, quantity) and not quantity.only_checks:
            yield quantity


def _sets(cells: Cells, quantity: Quantity) -> tuple[str, ...]:
    return cells.space.domain(quantity.sets).sets


def _members_of(cells: Cells, quantity: Quantity, key: Key) -> dict[str, str]:
    return dict(zip(_sets(cells, quantity), key, strict=True))


def _keys(
    cells: Cells, roles: Roles, quantity: Quantity, indicator: Member, regions: Sequence[Member]
) -> Iterator[Key]:
    """The cells of a quantity for the indicator and the regions, or for nobody where it varies over none."""
    domain = cells.space.domain(quantity.sets)
    names = {one.name for one in regions}
    for key in domain.keys:
        at = dict(zip(domain.sets, key, strict=True))
        if at[INDICATOR] == indicator.name and at.get(roles.among, regions[0].name) in names:
            yield key


def _ledger(cells: Cells, roles: Roles, indicator: Member, regions: Sequence[Member], say: Voice) -> tuple[Block, ...]:
    """A line for each figure of one region: as it is given, or the formula it follows of."""
    entries = []
    for quantity in _of_indicators(cells):
        for key in _keys(cells, roles, quantity, indicator, regions):
            members = dict(zip(_sets(cells, quantity), key, strict=True))
            text = " ".join(quantity.expression.span.text.split()) if quantity.expression is not None else ""
            shown = worded(_shown(cells, quantity, key, say), say.language) + whose_value(
                item_of(cells, quantity, members), cells.ruleset, say
            )
            row = cells.observation(quantity.name, members)
            source = row.source if row else cells.citation(quantity, members)
            line = (text, f"= {shown}") if text else (shown, "")
            entries.append(LedgerLine(_label(cells, quantity, key, say), *line, cells.place(quantity, members), source))
    return (Ledger(tuple(entries)),)


def _side_by_side(
    cells: Cells, roles: Roles, indicator: Member, regions: Sequence[Member], say: Voice
) -> tuple[Block, ...]:
    """The figures of all regions; what varies over no region stands alike for each."""
    rows: dict[str, list[TableCell]] = {}
    for quantity in _of_indicators(cells):
        keys = list(_keys(cells, roles, quantity, indicator, regions))
        varies = roles.among in _sets(cells, quantity)
        for key in keys:
            shown = _shown(cells, quantity, key, say)
            rows.setdefault(_label(cells, quantity, key, say), []).extend([shown] if varies else [shown] * len(regions))
    columns = (Column("", "left"), *(Column(region.short) for region in regions))
    return (Table(columns, tuple((Phrase(label), *figures) for label, figures in rows.items())),)


def _label(cells: Cells, quantity: Quantity, key: Key, say: Voice) -> str:
    """The quantity's title, with the sub-area or other member that the figure is of."""
    sets = _sets(cells, quantity)
    upper = {cells.ruleset.sets[INDICATOR].above, INDICATOR, *_paid(cells)}
    extra = [member for name, member in zip(sets, key, strict=True) if name not in upper and member]
    return title(quantity, say) + (f" ({', '.join(extra)})" if extra else "")


def _paid(cells: Cells) -> tuple[str, ...]:
    payout = cells.ruleset.payout
    return _sets(cells, payout) if payout else ()


def _shown(cells: Cells, quantity: Quantity, key: Key, say: Voice) -> TableCell:
    """A figure as it is printed in the data, else as it was computed, with its unit; a dash where there is none."""
    node = cells.computed.valuation.graph.named[quantity.name]
    at = node.domain.index[key]
    if (node, at) in hidden(cells.computed):
        return DASH
    row = cells.computed.figures.observations.get((quantity.name, key))
    if row and row.printed:
        return observed_cell(row, unit_of(cells.computed.checked, quantity))
    if item_of(cells, quantity, dict(zip(_sets(cells, quantity), key, strict=True))).is_not_given:
        return Phrase(not_given(say))
    return with_unit(cells.computed.valuation.cells[node][at], unit_of(cells.computed.checked, quantity), say)


def with_unit(cell: Cell, unit: Unit, say: Voice) -> TableCell:
    """A cell with its unit: a number, yes or no, or a word."""
    value = printed_of(cell)
    if isinstance(value, bool):
        return Phrase(say("ja", "yes") if value else say("nei", "no"))
    if isinstance(value, str):
        return Phrase(value or NO_FIGURE)
    if not isinstance(value, Fraction):
        return DASH
    if ("kr", 1) in unit.powers:
        return Amount(value, KRONE_DECIMALS, unit, is_named=True)
    return plain_cell(value, unit, is_named=True)
