"""Rows alike in all that conditions ask of them, as one row with how many they are: there are few of those.

Conditions are then asked of them and not of each row. A column whose codes are declared stays as it is; another of one
code becomes the place of its code among those that are asked for, so that however many codes it holds there are few
rows alike; a column of several becomes what is asked of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import ibis
from attrs import evolve, frozen

from rbflang.measuring.asked_columns import patient_column, tests_of
from rbflang.measuring.column_reading import READINGS, as_text, is_filled
from rbflang.measuring.condition_expressions import Columns, texts_of
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import Episodes
from rbflang.register.definitions import ColumnKind, IsYes, RegisterColumn


@frozen
class RowsAlike:
    """A table of rows alike: `n` of them, of which `nobody` have no patient, `inside` the period or not.

    `columns` answers conditions as those of each row do; `numbers` are of cells, by what was counted.
    """

    table: Expression
    columns: Columns
    numbers: Mapping[str, Expression]


@frozen
class AmongAsked:
    """A cell as the place of its code among those that are asked for, from 1."""

    place: Expression
    asked: tuple[str, ...]

    def isin(self, codes: Sequence[str]) -> Expression:
        """Whether the cell holds one of some codes, all of them asked for."""
        return self.place.isin([self.asked.index(code) + 1 for code in codes])


def rows_alike(
    episodes: Episodes,
    keys: Mapping[str, Expression],
    inside: Expression,
    of_cells: Mapping[str, Expression],
    declared_columns: Sequence[RegisterColumn],
) -> RowsAlike:
    """The rows alike in keys and in all that is asked of them, with numbers of what holds of their cells.

    Of columns whose codes are declared it is counted how many rows hold something, and how many another code.
    """
    table, columns = episodes.raw, episodes.columns
    declared = {one.name: one for one in declared_columns if one.kind is not ColumnKind.CODES}
    asked = _asked(episodes, declared)
    found = {f"k{at}": one for at, one in enumerate(asked.values())}
    numbers = {f"c{at}": table.count(where=one) for at, one in enumerate(of_cells.values())}
    alike = table.group_by(**keys, **found, inside=inside).agg(
        n=table.count(), nobody=table.count(where=_is_nobody(episodes)), **numbers
    )
    cells: dict[str, Any] = {}
    for own, (column, codes) in zip(found, asked, strict=True):
        kind = columns.register.column(column).kind
        if kind is ColumnKind.CODES:
            cells.setdefault(column, {})[codes] = alike[own]
        elif column in declared:
            cells[column] = READINGS[kind].cell(alike[own], columns.dialect)
        else:
            cells[column] = alike[own] if kind is ColumnKind.YES_NO else AmongAsked(alike[own], codes)
    has_any = evolve(columns.dialect, has_any=lambda held, codes: held[tuple(codes)])
    sums = {name: alike[own] for name, own in zip(of_cells, numbers, strict=True)}
    for name, one in declared.items():
        filled = is_filled(cells[name])
        sums[f"undeclared {name}"] = ibis.ifelse(filled & ~cells[name].isin(one.codes), alike.n, 0)
        sums[f"filled {name}"] = ibis.ifelse(filled, alike.n, 0)
    return RowsAlike(alike, evolve(columns, cells=cells, dialect=has_any), sums)


def _asked(episodes: Episodes, declared: Collection[str]) -> dict[tuple[str, tuple[str, ...]], Expression]:
    """What rows must be alike in: a test of several codes, a truth, a text, or a place among all codes asked of it."""
    columns, measurement = episodes.columns, episodes.measurement
    conditions = [measurement.where, *(count.where for count in measurement.counts if not count.distinct)]
    found: dict[tuple[str, tuple[str, ...]], Expression] = {}
    found |= {(name, ()): as_text(episodes.raw[name]) for name in declared}
    of_one: dict[str, dict[str, None]] = {}
    for test in (test for condition in conditions for test in tests_of(condition)):
        cell = columns.cells[test.column]
        if isinstance(test, IsYes):
            found[test.column, ()] = cell
        elif test.column not in declared and (codes := tuple(texts_of(test, columns))):
            if columns.register.column(test.column).kind is ColumnKind.CODES:
                found[test.column, codes] = columns.dialect.has_any(cell, codes)
            else:
                of_one.setdefault(test.column, {}).update(dict.fromkeys(codes))
    for column, texts in of_one.items():
        found[column, tuple(texts)] = columns.dialect.number(columns.cells[column], tuple(texts))
    return found


def _is_nobody(episodes: Episodes) -> Expression:
    """Whether a row has no patient; in a table without patients none is looked for."""
    patient = patient_column(episodes.measurement)
    cells = episodes.columns.cells
    return ~is_filled(cells[patient.name]) if patient and patient.name in cells else ibis.literal(False)
