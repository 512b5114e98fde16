"""Figures and amounts of an account as cells of a table: as they are printed, as those of a column, as fractions."""

from __future__ import annotations

import re
from fractions import Fraction

from rbflang.data.counts.counts_written import read_counts
from rbflang.data.figures import Observation
from rbflang.explanation.indicator.indicator_columns import AmountColumn
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.item import Item
from rbflang.graph.nodes import Figure, printed_of
from rbflang.quantities import Unit
from rbflang.reports.typed_cells import DASH, MOST_DECIMALS, Cell, ExactNumber, Quoted, amount_cell, share_cell
from rbflang.wording import decimals_that_tell, number

_DIGITS = re.compile(r"\d{4,}")


def observed_cell(row: Observation, unit: Unit, is_narrowed: bool = False) -> Cell:
    """A figure of the data as it is printed; the bound that is known where it stands in for another, or nothing is
    printed; as it is narrowed where that is asked for, but for one that is exactly as it is printed."""
    is_bound = isinstance(row.cell, Figure) and not row.cell.interval.is_point
    if row.stands_for or (is_narrowed and is_bound) or not row.printed:
        return Quoted(_grouped(row.stands_for or row.narrowing))
    value = printed_of(row.cell)
    return Quoted(_grouped(row.printed), value if isinstance(value, Fraction) else None, unit)


def _grouped(text: str) -> str:
    """Counts with their digits in groups, `1 316/12 269`; any other text as it is."""
    counts = read_counts(text)
    return text if counts is None or counts.denominator is None else _DIGITS.sub(_in_groups, text)


def _in_groups(found: re.Match[str]) -> str:
    return number(Fraction(found[0]))


def result_cell_of(placing: Placing, is_narrowed: bool = False) -> Cell | None:
    """A result as `observed_cell` has it; one that the rules count as its share. Nothing where the data have none."""
    if placing.what and placing.counted and placing.value is not None:
        return share_cell(placing.value, decimals_on_step(placing, placing.value))
    return observed_cell(placing.row, placing.unit, is_narrowed) if placing.row else None


def decimals_on_step(placing: Placing, value: Fraction) -> int:
    """So many decimals of per cent that what is shown is on the step that the result is on."""
    on, target = placing.stood_on, placing.target if placing.target is not None else Fraction(1)

    def is_there(shown: Fraction) -> bool:
        return on is None or not target or on.holds(shown / 100 / target)

    return decimals_that_tell(value * 100, is_there, most=MOST_DECIMALS)


def exact_cell(item: Item) -> Cell:
    """A number of the ruleset as the fraction that it is; a dash where there is none."""
    return DASH if item.exact is None else ExactNumber(item.exact, item.unit)


def of_column(column: AmountColumn, value: Fraction | None) -> Cell:
    """A figure as those of the column are shown, with its sign where some of them are below zero."""
    return amount_cell(value, column.decimals, column.unit, column.is_signed)
