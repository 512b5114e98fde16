"""Which published figures and claims would no longer come out as published, were something else than it is.

Takes a computed ruleset and the rows of `publisert.csv`; gives those of what is computed that are true of it, and
counts those that are not true of other cells. Marked deviations are not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from attrs import frozen

from rbflang import intervals
from rbflang.data.computed import Computed
from rbflang.graph.nodes import Cell, Node, printed_of
from rbflang.intervals import Interval
from rbflang.published.agreement import agrees
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.rounds_printed import other_round_printed
from rbflang.published.statements import CLAIM, IN_PRINT, Print, PublishedRow, Statement, read_statement
from rbflang.tables.reads import Place
from rbflang.wording import Words

Values: TypeAlias = Sequence[Fraction | bool]


@frozen(eq=False, repr=False)
class TruePrints:
    """The prints and claims that are true of a ruleset's cells: of which cells each is, and what it asks of them."""

    names: tuple[str, ...]
    prints: tuple[tuple[Callable[[Values], bool], tuple[Place, ...]], ...]

    def broken(self, cells: Mapping[Node, Sequence[Cell]]) -> int:
        """How many of them are not true of these cells."""
        return sum(1 for holds, places in self.prints if not _is_true(holds, places, cells))


def true_prints(computed: Computed, rows: Sequence[PublishedRow]) -> TruePrints | None:
    """The prints of what is computed; `None` where the figures are not those that were printed for."""
    if not rows or not computed.is_of_own_figures or other_round_printed(computed, rows) is not None:
        return None
    found = tuple(_true(computed, rows))
    names = computed.valuation.graph.names
    return TruePrints(tuple(dict.fromkeys(names[node] for _, places in found for node, _ in places)), found)


def _true(
    computed: Computed, rows: Sequence[PublishedRow]
) -> Iterator[tuple[Callable[[Values], bool], tuple[Place, ...]]]:
    for row in rows:
        if row.text("kind") not in IN_PRINT or row.text("deviation") or row.text("missing") or not row.text("quantity"):
            continue
        statement, target = read_statement(row, computed.checked.ruleset.currency), target_of_row(computed, row)
        if isinstance(statement, Words) or not isinstance(target, Target) or target.is_given or not target.places:
            continue
        holds = _what_holds(statement, target, row.text("kind") == CLAIM)
        if _is_true(holds, target.places, computed.valuation.cells):
            yield holds, target.places


def _what_holds(statement: Statement, target: Target, is_claim: bool) -> Callable[[Values], bool]:
    """What a print asks of values; a number that equals its print is within what it stands for."""
    if isinstance(statement, Print) and statement.relation == "equals":
        return partial(_are_within, intervals.multiply(statement.stands_for(), intervals.point(statement.factor)))
    return partial(_agree, statement, target, is_claim)


def _are_within(allowed: Interval, values: Values) -> bool:
    return all(allowed.holds(Fraction(value)) for value in values)


def _agree(statement: Statement, target: Target, is_claim: bool, values: Values) -> bool:
    return agrees(statement, target, values, is_claim)


def _is_true(holds: Callable[[Values], bool], places: Sequence[Place], cells: Mapping[Node, Sequence[Cell]]) -> bool:
    values = [value for node, at in places if isinstance(value := printed_of(cells[node][at]), Fraction | bool)]
    return len(values) == len(places) and holds(values)
