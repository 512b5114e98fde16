"""How a measure's results were computed from the trusts of a region: a table of them, and the sums.

Takes the cells of a valuation, a measure, an indicator and a region; gives blocks of a report. It stands only where the
results were not given directly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.derivation import Below, Derivation, derivation, operation_of
from rbflang.explanation.roles import Roles, achievement, unit_of
from rbflang.graph.nodes import Cell as ComputedCell
from rbflang.graph.nodes import Difference, Node, Product, Quotient, Sum, printed_of
from rbflang.reports.cell_words import worded
from rbflang.reports.chain import title
from rbflang.reports.document import Block, Column, Heading, Ledger, LedgerLine, Paragraph, Table
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell
from rbflang.ruleset.model import INDICATOR, Measure, Member, Quantity
from rbflang.ruleset.nouns import SETS
from rbflang.ruleset.order import target_of
from rbflang.syntax.traversal import names_read
from rbflang.wording import Voice

SIGNS: dict[type[Node], str] = {Quotient: "/", Sum: "+", Difference: "−", Product: "×"}


def derivations(
    cells: Cells, roles: Roles, measures: Sequence[Measure], indicator: Member, region: Member, say: Voice
) -> Iterator[Block]:
    """How the results that the measures stand on or ask for came about, each once."""
    members = {INDICATOR: indicator.name, roles.among: region.name}
    for name in dict.fromkeys(name for measure in measures for name in _asked(cells, measure)):
        found = derivation(cells, name, members, roles.among)
        if found:
            yield from _blocks(cells, found, region, say)


def _asked(cells: Cells, measure: Measure) -> Iterator[str]:
    """What a measure's staircase stands on and its requirements read."""
    on = achievement(measure)
    read = [one.text for gate in measure.gates for one in names_read(gate.condition)]
    for text in ([on.observed] if on else []) + read:
        target = target_of(cells.ruleset, text, measure.name)
        if target and cells.ruleset.quantities[target].measure is None:
            yield target


def _blocks(cells: Cells, found: Derivation, region: Member, say: Voice) -> Iterator[Block]:
    about = lowered(title(found.quantity, say))
    who = region.spoken
    yield Heading(say(f"Slik er {about} regnet ut for {who}", f"How {about} was computed for {who}"))
    yield _table(cells, found, say)
    yield Ledger((*(_sum(cells, one, place, say) for one, place in found.sums), _result(cells, found, say)))
    if found.quantity.explanation:
        yield Paragraph(found.quantity.explanation)


def _table(cells: Cells, found: Derivation, say: Voice) -> Table:
    counted = any(line.counted for line in found.lines)
    noun = SETS.get(found.below)
    who = say(noun.many, noun.en_many) if noun else found.below
    columns = (
        Column(who[:1].upper() + who[1:], "left"),
        *(Column(title(one, say)) for one in found.columns),
        *((Column(say("Gjelder", "Which"), "left"),) if counted else ()),
    )
    return Table(columns, tuple(_line(cells, found, one, counted, say) for one in found.lines))


def _line(cells: Cells, found: Derivation, line: Below, counted: bool, say: Voice) -> tuple[Cell, ...]:
    values = [_value(cells, one, value, say) for one, value in zip(found.columns, line.values, strict=True)]
    return (Phrase(line.member.short), *values, *((Phrase(_counted(line, say)),) if counted else ()))


def _counted(line: Below, say: Voice) -> str:
    """`Sted B2: 1. tertial og 2. tertial; Sted B3: 3. tertial`."""
    together: dict[str, list[str]] = {}
    for first, *rest in line.counted:
        together.setdefault(first, []).extend(filter(None, [", ".join(rest)]))
    return "; ".join(f"{first}: {say.listing(rest)}" if rest else first for first, rest in together.items())


def _sum(cells: Cells, quantity: Quantity, place: tuple[Node, int], say: Voice) -> LedgerLine:
    value = cells.computed.valuation.cells[place[0]][place[1]]
    said = f"= {_said(cells, quantity, value, say)}"
    return LedgerLine(title(quantity, say), "", said, cells.place(quantity), cells.citation(quantity))


def _result(cells: Cells, found: Derivation, say: Voice) -> LedgerLine:
    step, values = operation_of(cells, found.place)
    text = ""
    if step in SIGNS and len(values) == 2:
        text = f" {SIGNS[step]} ".join(_said(cells, found.sums[0][0], one, say) for one in values)
    value = cells.computed.valuation.cells[found.place[0]][found.place[1]]
    said = f"= {_said(cells, found.quantity, value, say)}"
    return LedgerLine(
        title(found.quantity, say), text, said, cells.place(found.quantity), cells.citation(found.quantity)
    )


def _said(cells: Cells, quantity: Quantity, cell: ComputedCell | None, say: Voice) -> str:
    return worded(_value(cells, quantity, cell, say), say.language)


def _value(cells: Cells, quantity: Quantity, cell: ComputedCell | None, say: Voice) -> Cell:
    """A value as it is read: `67 %`, `2`, «ja»; that it is not shown, where it is small."""
    if cell is None:
        return Phrase(say("vises ikke", "not shown"))
    value = printed_of(cell)
    if isinstance(value, bool):
        return Phrase(say("ja", "yes") if value else say("nei", "no"))
    if not isinstance(value, Fraction):
        return DASH
    unit = unit_of(cells.computed.checked, quantity)
    return plain_cell(value, unit, is_named=unit.is_share)
