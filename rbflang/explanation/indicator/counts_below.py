"""The counts of the units behind a result: of each trust, its share, and what it contributes to that of its region.

Takes the cells of a valuation and what was achieved; reads what stands in the data, and divides one count by another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.counts.counts_written import WrittenCounts, read_counts
from rbflang.data.counts.unit_rows import CountsBehind, UnitRow
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.climbed import applies
from rbflang.explanation.indicator.placing import Placing, placings
from rbflang.explanation.roles import roles_of
from rbflang.ruleset.model import INDICATOR, Member, Ruleset


@frozen(eq=False, repr=False)
class UnitBelow:
    """A unit, its share, and how much of the whole's share is its own; nothing where a count is known by a bound."""

    row: UnitRow
    title: str
    share: Fraction | None
    contributes: Fraction | None


@frozen(eq=False, repr=False)
class CountsBelow:
    """The counts behind one result and those of its units; `counts` are the whole's, as they are written."""

    placing: Placing
    behind: CountsBehind
    counts: WrittenCounts
    units: tuple[UnitBelow, ...]


def counts_below(cells: Cells, placings: Iterable[Placing]) -> Iterator[CountsBelow]:
    """The units behind each result that is counted, once, as the data have them."""
    told = set()
    for placing in placings:
        row = placing.row
        cell = (row.quantity, row.key) if row else None
        behind = cells.computed.figures.behind.get(cell) if cell else None
        counts = read_counts(row.printed or row.narrowing) if row else None
        if behind is None or counts is None or counts.denominator is None or cell in told:
            continue
        told.add(cell)
        units = tuple(_unit(cells.ruleset, behind, one, counts) for one in behind.units)
        yield CountsBelow(placing, behind, counts, units)


def all_counts_below(computed: Computed, payee: str) -> Iterator[tuple[Member, CountsBelow]]:
    """The units behind all results of one who is paid, with the indicator of each."""
    cells, among = Cells(computed), roles_of(computed.checked).among
    for indicator in cells.members(INDICATOR) if cells.computed.figures.behind else ():
        measures = [one for one in cells.ruleset.measures.values() if applies(cells.ruleset, one, indicator.name)]
        stood = (placing for one in measures for placing in placings(cells, one, indicator.name, among, payee))
        yield from ((indicator, found) for found in counts_below(cells, stood))


def _unit(ruleset: Ruleset, behind: CountsBehind, row: UnitRow, whole: WrittenCounts) -> UnitBelow:
    members = ruleset.sets.get(behind.column.set_name)
    title = members[row.unit].title if members else row.unit
    over, under, all_of = row.counts.numerator, row.counts.denominator, whole.denominator
    if not over.is_exact or under is None or all_of is None:
        return UnitBelow(row, title, None, None)
    share = Fraction(over.least, under.least) if under.is_exact and under.least else None
    is_part = behind.column.adds_up and all_of.is_exact and all_of.least
    return UnitBelow(row, title, share, Fraction(over.least, all_of.least) if is_part else None)
