"""How a measure's results were computed from the trusts of a region: a table of them, and the sums.

Takes the account of an indicator; gives blocks of a report. It stands only where the results were not given directly.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.indicator.derivation import Below, Derivation
from rbflang.explanation.indicator.points_account import PointsAccount
from rbflang.explanation.item import Item
from rbflang.graph.nodes import Cell as ComputedCell
from rbflang.quantities import Unit
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Heading, Ledger, LedgerLine, Paragraph, Table
from rbflang.reports.titles import called, spoken, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell
from rbflang.reports.worked_lines import worked_figures
from rbflang.ruleset.nouns import SETS
from rbflang.wording import Voice, lowered


def derivations(account: PointsAccount, say: Voice) -> Iterator[Block]:
    """How the results that the measures stand on or ask for came about, each once."""
    for found in account.derivations:
        quantity = found.result.quantity
        about, who = lowered(title(quantity, say)), spoken(account.region, say)
        yield Heading(say(f"Slik er {about} regnet ut for {who}", f"How {about} was computed for {who}"))
        yield _table(found, say)
        yield Ledger((*(_sum(one, say) for one in found.sums), _result(found, say)))
        if quantity.explanation:
            yield Paragraph(quantity.explanation)


def _table(found: Derivation, say: Voice) -> Table:
    counted = any(line.counted for line in found.lines)
    noun = SETS.get(found.below)
    who = say(noun.many, noun.en_many) if noun else found.below
    columns = (
        Column(who[:1].upper() + who[1:], "left"),
        *(Column(title(one, say)) for one in found.columns),
        *((Column(say("Gjelder", "Which"), "left"),) if counted else ()),
    )
    return Table(columns, tuple(_line(one, counted, say) for one in found.lines))


def _line(line: Below, counted: bool, say: Voice) -> tuple[Cell, ...]:
    values = [
        Phrase(say("vises ikke", "not shown")) if one.is_hidden else _value(one.value, one.unit, say)
        for one in line.values
    ]
    return (Phrase(called(line.member, say)), *values, *((Phrase(_counted(line, say)),) if counted else ()))


def _counted(line: Below, say: Voice) -> str:
    """`Sted B2: 1. tertial og 2. tertial; Sted B3: 3. tertial`."""
    together: dict[str, list[str]] = {}
    for first, *rest in line.counted:
        together.setdefault(first, []).extend(filter(None, [", ".join(rest)]))
    return "; ".join(f"{first}: {say.listing(rest)}" if rest else first for first, rest in together.items())


def _sum(item: Item, say: Voice) -> LedgerLine:
    return LedgerLine(
        title(item.quantity, say), "", f"= {_said(item.value, item.unit, say)}", item.place, say.cited(item.source)
    )


def _result(found: Derivation, say: Voice) -> LedgerLine:
    result = found.result
    text = worked_figures(found.working, say)
    said = f"= {_said(result.value, result.unit, say)}"
    return LedgerLine(title(result.quantity, say), text, said, result.place, say.cited(result.source))


def _said(value: ComputedCell | None, unit: Unit, say: Voice) -> str:
    return worded(_value(value, unit, say), say.language)


def _value(value: ComputedCell | None, unit: Unit, say: Voice) -> Cell:
    """A value as it is read: `67 %`, `2`, «ja»; a dash where there is none."""
    if isinstance(value, bool):
        return Phrase(say("ja", "yes") if value else say("nei", "no"))
    if not isinstance(value, Fraction):
        return DASH
    return plain_cell(value, unit, is_named=unit.is_share)
