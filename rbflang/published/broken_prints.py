"""Which printed figures would no longer come out as printed, were something else than it is.

Takes a computed ruleset and the rows of `publisert.csv`; gives the printed figures of what is computed that are true of
it, and counts those that are not true of other cells. Claims in words and marked deviations are no figures here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang import intervals
from rbflang.data.computed import Computed
from rbflang.graph.nodes import Cell, Node, printed_of
from rbflang.intervals import Interval
from rbflang.published.published_beside import other_round_printed
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.statements import Print, PublishedRow, read_statement
from rbflang.tables.reads import Place


@frozen(eq=False, repr=False)
class TruePrints:
    """The prints that are true of a ruleset's cells: what each allows, in the measure of the cells that it is of."""

    names: tuple[str, ...]
    prints: tuple[tuple[Interval, tuple[Place, ...]], ...]

    def broken(self, cells: Mapping[Node, Sequence[Cell]]) -> int:
        """How many of them are not true of these cells."""
        return sum(1 for allowed, places in self.prints if not _is_true(allowed, places, cells))


def true_prints(computed: Computed, rows: Sequence[PublishedRow]) -> TruePrints | None:
    """The prints of what is computed; `None` where the figures are not those that were printed for."""
    if not rows or not computed.is_of_own_figures or other_round_printed(computed) is not None:
        return None
    found = tuple(_true(computed, rows))
    names = computed.valuation.graph.names
    return TruePrints(tuple(dict.fromkeys(names[node] for _, places in found for node, _ in places)), found)


def _true(computed: Computed, rows: Sequence[PublishedRow]) -> Iterator[tuple[Interval, tuple[Place, ...]]]:
    for row in rows:
        if row.text("kind") or row.text("deviation") or not row.text("quantity"):
            continue
        statement, target = read_statement(row, computed.checked.ruleset.currency), target_of_row(computed, row)
        if not isinstance(statement, Print) or not isinstance(target, Target) or target.is_given or not target.places:
            continue
        allowed = intervals.multiply(statement.stands_for(), intervals.point(statement.factor))
        if _is_true(allowed, target.places, computed.valuation.cells):
            yield allowed, target.places


def _is_true(allowed: Interval, places: Sequence[Place], cells: Mapping[Node, Sequence[Cell]]) -> bool:
    values = (printed_of(cells[node][at]) for node, at in places)
    return all(isinstance(value, Fraction) and allowed.holds(value) for value in values)
