"""Reports placed on a page: their headings under that of the page, their tables no longer than a page has room for.

Takes documents and blocks, gives blocks; it words nothing but what is left out of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.reports.document import Block, Chart, Heading, Paragraph, Table, Unfolding
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import Phrase
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

MOST_PAYEES = 200
"""So many of those who are paid have a place in a table."""


def placed(blocks: Iterable[Block], lowered_by: int) -> Iterator[Block]:
    """The blocks with their headings so many levels lower, without the commands to run next."""
    for block in blocks:
        if isinstance(block, Heading):
            yield evolve(block, level=block.level + lowered_by)
        elif isinstance(block, Unfolding):
            yield evolve(block, blocks=tuple(placed(block.blocks, lowered_by)))
        elif not (isinstance(block, Paragraph) and block.leads_on):
            yield block


def within_room(blocks: Iterable[Block], payees: Sequence[Member], say: Voice) -> Iterator[Block]:
    """The blocks, with as many of those who are paid in each table as there is room for; sums are of all of them."""
    names = [called(one, say) for one in payees]
    for block in blocks:
        if isinstance(block, Unfolding):
            yield evolve(block, blocks=tuple(within_room(block.blocks, payees, say)))
            continue
        shown = _narrowed(block, names) if len(names) > MOST_PAYEES else block
        yield shown
        if shown is not block:
            count, total = say.number(Fraction(MOST_PAYEES)), say.number(Fraction(len(names)))
            yield Paragraph(
                say(
                    f"Tabellen viser de {count} første av {total}. Summene er av alle.",
                    f"The table shows the first {count} of {total}. The sums are of all of them.",
                )
            )


def _narrowed(block: Block, names: Sequence[str]) -> Block:
    """A table, or that of a chart, without the payees that there is no room for; any other block as it is."""
    if isinstance(block, Chart):
        table = _shortened(block.table, names)
        return block if table is block.table else evolve(block, table=table)
    return _shortened(block, names) if isinstance(block, Table) else block


def _shortened(table: Table, names: Sequence[str]) -> Table:
    """The table without the columns, or the rows, of the payees that there is no room for."""
    kept = _kept([column.heading for column in table.columns], names)
    if kept:
        rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
        return evolve(table, columns=tuple(table.columns[at] for at in kept), rows=rows)
    kept = _kept([row[0].text if isinstance(row[0], Phrase) else "" for row in table.rows], names)
    return evolve(table, rows=tuple(table.rows[at] for at in kept)) if kept else table


def _kept(labels: Sequence[str], names: Sequence[str]) -> list[int]:
    """Which of the labels have room, where all the names stand beside each other among them; else none."""
    starts = (at for at in range(len(labels) - len(names) + 1) if labels[at : at + len(names)] == names)
    start = next(starts, None)
    if start is None:
        return []
    return [at for at in range(len(labels)) if not start + MOST_PAYEES <= at < start + len(names)]
