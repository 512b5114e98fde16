"""Drawn rows as columns of Arrow, each of the kind and heading that the register says.

Columns that no condition asks for are filled too. A last column says that the rows are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa

from rbflang.measuring.made_up import mark
from rbflang.measuring.made_up.codes_in_cells import cells_of_codes, cells_of_one_code
from rbflang.measuring.made_up.day_chances import A_YEAR, days_outside, days_within
from rbflang.measuring.made_up.drawn_rows import DrawnRows
from rbflang.measuring.made_up.scattered import Whole, chosen, salt_of, scattered
from rbflang.measuring.made_up.unit_numbers import UnitNumbers
from rbflang.measuring.made_up.which_hold import Held
from rbflang.register.definitions import ColumnKind, RegisterColumn

UNKNOWN = "ukjent"
"""What stands for a payee that nobody knows, and for its unit."""
TYPES: Mapping[ColumnKind, pa.DataType] = {
    ColumnKind.PATIENT: pa.int64(),
    ColumnKind.DATE: pa.date32(),
    ColumnKind.YES_NO: pa.bool_(),
    ColumnKind.CODES: pa.list_(pa.string()),
}


def schema_of(numbers: UnitNumbers) -> pa.Schema:
    """The headings and kinds of the columns, the last of which says that the rows are made up, and so does the rest."""
    asked = numbers.plan.asked
    fields = [pa.field(column.headings[0], TYPES.get(column.kind, pa.string())) for column in _columns(numbers)]
    told = {mark.METADATA: str(asked.seed).encode()}
    return pa.schema([*fields, pa.field(mark.COLUMN, pa.bool_())], metadata=told)


def columns_of(numbers: UnitNumbers, rows: DrawnRows) -> list[pa.Array]:
    """The columns of some rows, in the order of the schema."""
    found = [COLUMNS[column.kind](numbers, rows, column) for column in _columns(numbers)]
    return [*found, pa.array(np.ones(len(rows.place), np.bool_))]


def _columns(numbers: UnitNumbers) -> Sequence[RegisterColumn]:
    return numbers.plan.asked.measurement.register.columns


def _patients(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    return pa.array(rows.patient, mask=rows.lacks == 1)


def _members(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    asked = numbers.plan.asked
    if column.name == asked.measurement.payee:
        names = [*(payee.written for payee in asked.payees), UNKNOWN]
        return _by_number(np.where(rows.lacks == 3, len(names) - 1, numbers.payee[rows.unit]), names)
    if column.name == asked.measurement.counted_per:
        return _units(numbers, rows, column)
    return pa.nulls(len(rows.place), pa.string())


def _units(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    names = [*(unit.name for unit in numbers.plan.units), UNKNOWN, None]
    lacking = np.where(rows.lacks == 3, len(names) - 2, rows.unit)
    return _by_number(np.where(rows.lacks == 2, len(names) - 1, lacking), names)


def _days(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    drawn = scattered(rows.place, salt_of(numbers.plan.asked.seed, "day", column.name))
    period = numbers.plan.asked.period or A_YEAR
    days = np.where(rows.outside, days_outside(period, drawn), days_within(period, drawn))
    return pa.array(days.astype(np.int32)).cast(pa.date32())


def _periods(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    return pa.array(pa.compute.strftime(_days(numbers, rows, column), format="%Y-%m"))


def _told_apart(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    """What the value of the patient or the kind of the row has in a column; in one that nobody asks for, anything."""
    kinds = numbers.plan.kinds
    if column.name in kinds.values[0]:
        return _by_number(rows.value, [value[column.name] for value in kinds.values])
    if column.name in kinds.kinds[0]:
        return _by_number(rows.kind, [kind[column.name] for kind in (*kinds.kinds, *kinds.aside)])
    if column.kind is not ColumnKind.YES_NO:
        return cells_of_one_code(numbers, rows, column)
    drawn = scattered(rows.place, salt_of(numbers.plan.asked.seed, "free", column.name))
    return _by_number(chosen(drawn, 3), (True, False, None))


def _by_number(number: Whole, cells: Sequence[Held]) -> pa.Array:
    return pa.array(cells).take(pa.array(number.astype(np.int32)))


COLUMNS: Mapping[ColumnKind, Callable[[UnitNumbers, DrawnRows, RegisterColumn], pa.Array]] = {
    ColumnKind.PATIENT: _patients,
    ColumnKind.MEMBER: _members,
    ColumnKind.UNIT: _units,
    ColumnKind.DATE: _days,
    ColumnKind.PERIOD: _periods,
    ColumnKind.CODE: _told_apart,
    ColumnKind.CODES: cells_of_codes,
    ColumnKind.YES_NO: _told_apart,
    ColumnKind.WORDS: _told_apart,
}
