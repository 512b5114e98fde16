"""One table of episodes out of whatever was read: the columns of a register, each read as its kind.

Takes tables of ibis with the headings of a file; gives `Episodes`, or faults that say which column is missing or holds
something else. It must not count.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import ibis
from attrs import frozen

from rbflang.diagnostics import Fault
from rbflang.measuring import episode_faults
from rbflang.measuring.asked_columns import asked_columns
from rbflang.measuring.column_reading import READINGS, KindReading
from rbflang.measuring.columns_missing import columns_missing
from rbflang.measuring.condition_expressions import Columns
from rbflang.measuring.dialects import Dialect, Expression
from rbflang.measuring.engines import Engine
from rbflang.register.definitions import Measurement, RegisterColumn

FILE = "the file of a row"


@frozen(slots=False)
class Episodes:
    """The rows of all that was read: `raw` with the columns as they stand, by their names in the register.

    `present` are the columns of the register that every table has; the `engine` is asked for rows.
    `headings` are the columns that are asked for, each with its heading in the first of the tables.
    """

    raw: Expression
    present: tuple[RegisterColumn, ...]
    measurement: Measurement
    engine: Engine
    members: Mapping[str, Mapping[str, str]]
    headings: tuple[tuple[str, str], ...] = ()

    @property
    def dialect(self) -> Dialect:
        """What the engine says in its own way."""
        return self.engine.dialect

    def fetched(self, expression: Expression) -> list[dict[str, Any]]:
        """The rows of an expression over these, by the names of its columns: aggregates only."""
        return [dict(zip(expression.columns, row, strict=True)) for row in self.engine.rows(expression)]

    @cached_property
    def columns(self) -> Columns:
        """The cells of each column, as its kind is read."""
        cells = {one.name: READINGS[one.kind].cell(self.raw[one.name], self.dialect) for one in self.present}
        return Columns(self.measurement.register, cells, self.dialect, self.members)


def episodes(
    tables: Sequence[tuple[str, Expression]],
    measurement: Measurement,
    with_days: bool,
    engine: Engine,
    members: Mapping[str, Mapping[str, str]],
) -> Episodes | tuple[Fault, ...]:
    """The rows of the tables, each named as a fault names it; faults where a column that is asked for is not there."""
    asked = asked_columns(measurement, with_days)
    found = [{one.name: _heading(table, one) for one in measurement.register.columns} for _, table in tables]
    faults = tuple(
        fault for (name, table), headings in zip(tables, found, strict=True)
        for fault in _faults(name, table, asked, headings)
    )  # fmt: skip
    if faults:
        return faults
    present = tuple(one for one in measurement.register.columns if all(headings[one.name] for headings in found))
    parts = [_part(table, present, headings) for (_, table), headings in zip(tables, found, strict=True)]
    whole = parts[0] if len(parts) == 1 else ibis.union(*_alike(parts), distinct=False)
    present = tuple(one for one in present if _takes(READINGS[one.kind], whole[one.name]))
    used = tuple((one.name, found[0][one.name]) for one in asked)
    return Episodes(whole, present, measurement, engine, members, used)


def _heading(table: Expression, column: RegisterColumn) -> str:
    """The heading of a column in a table, whatever its case; empty where it has none."""
    spelled = {_plain(one): one for one in reversed(table.columns)}
    return next((spelled[_plain(one)] for one in column.headings if _plain(one) in spelled), "")


def _plain(heading: str) -> str:
    """A heading in small letters, with `å` as one sign also where it was saved as two."""
    return unicodedata.normalize("NFC", heading).strip().lower()


def _faults(
    name: str, table: Expression, asked: Sequence[RegisterColumn], headings: Mapping[str, str]
) -> Iterator[Fault]:
    """What is amiss in the columns of a table. Where few headings are known, they may be a row, and none is shown."""
    known = [one for one in headings.values() if one]
    if not known:
        yield episode_faults.no_known_headings(name, asked)
        return
    is_all = 2 * len(known) >= len(headings)
    shown = [one for one in table.columns if one != FILE] if is_all else known
    missing = [one for one in asked if not headings[one.name]]
    if missing:
        yield columns_missing(name, missing, shown, [one for one in shown if one not in known], is_all)
    for column in asked:
        heading = headings[column.name]
        if heading and not _takes(READINGS[column.kind], table[heading]):
            yield episode_faults.column_of_another_type(name, column, heading, str(table[heading].type()))


def _takes(reading: KindReading, column: Expression) -> bool:
    kind = column.type()
    if kind.is_decimal() and kind.scale == 0:
        return "decimal(38, 0)" in reading.takes
    if kind.is_timestamp() or kind.is_array():
        return (
            "timestamp" if kind.is_timestamp() else f"array<{kind.value_type.copy(nullable=True)}>"
        ) in reading.takes
    return str(kind.copy(nullable=True)) in reading.takes


def _part(table: Expression, present: Sequence[RegisterColumn], headings: Mapping[str, str]) -> Expression:
    cells = {one.name: table[headings[one.name]] for one in present}
    return table.select(**cells, **({FILE: table[FILE]} if FILE in table.columns else {}))


def _alike(parts: Sequence[Expression]) -> list[Expression]:
    """The parts with the same types: where two differ, a column is read as text."""
    names = [name for name in parts[0].columns if all(name in part.columns for part in parts)]
    texts = {name for name in names if len({part[name].type().copy(nullable=True) for part in parts}) > 1}
    return [
        part.select(**{name: _as_text(part[name]) if name in texts else part[name] for name in names}) for part in parts
    ]


def _as_text(column: Expression) -> Expression:
    if column.type().is_array():
        return column.join(";")
    return column.cast("string")


def unread(episodes: Episodes, columns: Sequence[RegisterColumn]) -> dict[str, Expression]:
    """By column, whether a cell holds something that is not of its kind; columns that hold anything are not named."""
    checks = {one.name: READINGS[one.kind].is_one(episodes.raw[one.name]) for one in columns}
    return {name: ~check for name, check in checks.items() if check is not None}


def undeclared(columns: Columns, column: RegisterColumn) -> Expression:
    """Whether a cell of several codes holds one that the register does not declare; an empty cell holds none."""
    return ~columns.dialect.has_only(columns.cells[column.name], (*column.codes, ""))
