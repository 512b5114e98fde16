"""The published figures of a cell, beside what is computed here.

Takes a computed ruleset and the rows of `publisert.csv`; gives each print of the cell and whether it is true of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.statements import Print, PublishedRow, read_statement


@frozen(eq=False, repr=False)
class PrintedCell:
    """A printed figure of one cell: the print, where it stands, and ours."""

    statement: Print
    document: str
    place: str
    ours: Fraction

    @property
    def agrees(self) -> bool:
        """Whether ours prints so."""
        return self.statement.is_true_of(self.ours)


def published_beside(
    computed: Computed, rows: Sequence[PublishedRow], quantity: str, key: Key
) -> tuple[PrintedCell, ...]:
    """Every print of the cell that is no marked deviation, in the order of the file, each figure once."""
    return prints_by_cell(computed, rows, quantity).get(key, ())


def prints_by_cell(
    computed: Computed, rows: Sequence[PublishedRow], quantity: str
) -> Mapping[Key, tuple[PrintedCell, ...]]:
    """Of every cell of a quantity that is printed alone, its prints that are no marked deviations, each figure once."""
    found: dict[Key, dict[tuple[Fraction, str], PrintedCell]] = {}
    for row in rows:
        if row.text("quantity") != quantity or row.text("deviation") or row.text("kind"):
            continue
        target, statement = target_of_row(computed, row), read_statement(row, computed.checked.ruleset.currency)
        if not isinstance(target, Target) or not isinstance(statement, Print) or len(target.keys) != 1:
            continue
        ours = target.values[0]
        if isinstance(ours, Fraction):
            one = PrintedCell(statement, row.text("document"), row.text("place"), ours)
            found.setdefault(target.keys[0], {}).setdefault((statement.value, statement.unit), one)
    return {key: tuple(prints.values()) for key, prints in found.items()}


def printed_at(computed: Computed, rows: Sequence[PublishedRow], quantity: str, key: Key) -> str:
    """`regelverk tabell 4`: where the cell alone is printed first; nothing where it is not."""
    for row in rows:
        if row.text("quantity") == quantity and not (row.text("kind") or row.text("deviation")):
            target = target_of_row(computed, row)
            if isinstance(target, Target) and target.keys == (key,):
                return f"{row.text('document')} {row.text('place')}"
    return ""


def agrees_with_published(
    computed: Computed, rows: Sequence[PublishedRow], quantity: str, values: Mapping[Key, Fraction]
) -> bool | None:
    """Whether every published figure of the quantity is true of these values; `None` where none is published."""
    prints = prints_by_cell(computed, rows, quantity)
    agreeing = [one.statement.is_true_of(value) for key, value in values.items() for one in prints.get(key, ())]
    return all(agreeing) if agreeing else None
