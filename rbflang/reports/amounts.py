"""Figures and amounts of an account as cells of a table: as they are printed, as those of a column, as fractions."""

from __future__ import annotations

from fractions import Fraction

from rbflang.data.figures import Observation
from rbflang.explanation.indicator.indicator_columns import AmountColumn
from rbflang.explanation.item import Item
from rbflang.graph.nodes import Figure, printed_of
from rbflang.quantities import Unit
from rbflang.reports.typed_cells import DASH, Cell, ExactNumber, Quoted, amount_cell


def observed_cell(row: Observation, unit: Unit, is_narrowed: bool = False) -> Cell:
    """A figure of the data as it is printed; the bound that is known where it stands in for another, or nothing is
    printed; as it is narrowed where that is asked for, but for one that is exactly as it is printed."""
    is_bound = isinstance(row.cell, Figure) and not row.cell.interval.is_point
    if row.stands_for or (is_narrowed and is_bound) or not row.printed:
        return Quoted(row.stands_for or row.narrowing)
    value = printed_of(row.cell)
    return Quoted(row.printed, value if isinstance(value, Fraction) else None, unit)


def exact_cell(item: Item) -> Cell:
    """A number of the ruleset as the fraction that it is; a dash where there is none."""
    return DASH if item.exact is None else ExactNumber(item.exact, item.unit)


def of_column(column: AmountColumn, value: Fraction | None) -> Cell:
    """A figure as those of the column are shown, with its sign where some of them are below zero."""
    return amount_cell(value, column.decimals, column.unit, column.is_signed)
