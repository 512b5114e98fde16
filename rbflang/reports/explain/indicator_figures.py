"""What is known and computed of one indicator where no measure hands out points: its figures, and what follows of them.

Takes the account of the indicator; gives a document.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.explanation.indicator.figures_account import FiguresAccount, reasons_for_figures
from rbflang.explanation.item import Item
from rbflang.graph.nodes import Cell
from rbflang.quantities import Unit
from rbflang.reports.amounts import observed_cell
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Document, Ledger, LedgerLine, Paragraph, Table
from rbflang.reports.explain.reasons import reasons_data
from rbflang.reports.foot import foot
from rbflang.reports.titles import called, notice, round_title, spoken, the_round, title
from rbflang.reports.typed_cells import DASH, Amount, Phrase, plain_cell
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.reports.whose_value import not_given, whose_value
from rbflang.reports.worked_lines import worked_text
from rbflang.ruleset.model import INDICATOR, Ruleset
from rbflang.wording import NO_FIGURE, Voice, lowered


def indicator_figures(account: FiguresAccount, computed: Computed, about: dict[str, Any], say: Voice) -> Document:
    """The figures of an indicator: of one region each with its formula, of several side by side."""
    what, regions = lowered(called(account.indicator, say)), account.regions
    who = say(f" til {spoken(regions[0], say)}", f" of {spoken(regions[0], say)}") if len(regions) == 1 else ""
    headline = say(
        f"Tallene{who} for {what} i {round_title(computed, say)} av {account.ruleset.title}.",
        f"The figures{who} for {what} in {the_round(round_title(computed, say))} of {account.ruleset.title}.",
    )

    def data() -> dict[str, Any]:
        parts = [reasons_data(one, computed.checked.ruleset, say) for one in reasons_for_figures(computed, account)]
        region = regions[0].name if len(regions) == 1 else None
        return {**about, "region": region, "indicator": account.indicator.name, "parts": parts}

    block = (_ledger if len(regions) == 1 else _side_by_side)(account, say)
    is_given = any(item.unit.powers for items in account.figures for item in items if item.quantity.role == "formula")
    blocks = (block,) if is_given else (block, _no_points(say))
    return Document(headline, blocks, data, notice(computed, say), foot(say, computed), say.language)


def _no_points(say: Voice) -> Paragraph:
    return Paragraph(
        say(
            "Regelsettet har ingen prestasjonsmål, så det deles ikke ut poeng for indikatoren.",
            "The ruleset has no measures, so no points are handed out for the indicator.",
        )
    )


def _ledger(account: FiguresAccount, say: Voice) -> Block:
    """A line for each figure of one region: as it is given, or the formula it follows of."""
    entries = []
    for item in (one for items in account.figures for one in items):
        made = account.workings.get((item.quantity.name, item.key))
        text = worked_text(made, say) if made else ""
        shown = worded(_shown(item, say), say.language) + whose_value(item, account.ruleset, say)
        source = item.row.source if item.row else item.source
        line = (text, f"= {shown}") if text else (shown, "")
        entries.append(LedgerLine(_label(item, account.ruleset, say), *line, item.place, say.cited(source)))
    return Ledger(tuple(entries))


def _side_by_side(account: FiguresAccount, say: Voice) -> Block:
    """The figures of all regions; what varies over no region stands alike for each."""
    rows: dict[str, list[TableCell]] = {}
    for item in (one for items in account.figures for one in items):
        each = 1 if account.among in item.members(account.ruleset) else len(account.regions)
        rows.setdefault(_label(item, account.ruleset, say), []).extend([_shown(item, say)] * each)
    columns = (Column("", "left"), *(Column(called(region, say)) for region in account.regions))
    return Table(columns, tuple((Phrase(label), *figures) for label, figures in rows.items()))


def _label(item: Item, ruleset: Ruleset, say: Voice) -> str:
    """The quantity's title, with the sub-area or other member that the figure is of."""
    paid = ruleset.space.domain(ruleset.payout.sets).sets if ruleset.payout else ()
    upper = {ruleset.sets[INDICATOR].above, INDICATOR, *paid}
    extra = [member for name, member in item.members(ruleset).items() if name not in upper and member]
    return title(item.quantity, say) + (f" ({', '.join(extra)})" if extra else "")


def _shown(item: Item, say: Voice) -> TableCell:
    """A figure as it is printed in the data, else as it was computed, with its unit; a dash where there is none."""
    if item.is_hidden:
        return DASH
    if item.row and item.row.printed and item.quantity.role == "input":
        return observed_cell(item.row, item.unit)
    if item.is_not_given:
        return Phrase(not_given(say))
    return with_unit(item.value, item.unit, say)


def with_unit(value: Cell | None, unit: Unit, say: Voice) -> TableCell:
    """A value with its unit: a number, yes or no, or a word."""
    if isinstance(value, bool):
        return Phrase(say("ja", "yes") if value else say("nei", "no"))
    if isinstance(value, str):
        return Phrase(value or NO_FIGURE)
    if not isinstance(value, Fraction):
        return DASH
    if unit.counts_money:
        return Amount(value, unit.currency.decimals, unit, is_named=True)
    return plain_cell(value, unit, is_named=True)
