"""The first pass over all rows: by the payee and the unit they name, how many there are, count, and hold what is asked.

Rows are counted here; patients are not. It gives texts of payees and units, and numbers; no key leaves the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import ibis
from attrs import frozen

from rbflang.measuring.asked_columns import asked_columns, day_column
from rbflang.measuring.column_reading import as_text, is_filled, is_within
from rbflang.measuring.condition_expressions import holds
from rbflang.measuring.counts_found import Period
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import FILE, Episodes, undeclared, unread
from rbflang.measuring.period_texts import texts_across
from rbflang.measuring.rows_alike import RowsAlike, rows_alike
from rbflang.register.definitions import ColumnKind, EpisodeCount

MOST_UNITS = 5000
"""A column that names more is no column of units: it is not looked at further."""


@frozen
class RowGroup:
    """The rows that name a payee and a unit so, letter by letter, and those of one file where files are told apart."""

    payee: str | None
    unit: str | None
    file: str
    numbers: Mapping[str, int]


@frozen(slots=False)
class Look:
    """All groups, and how the rows of a table are told to count."""

    episodes: Episodes
    period: Period | None
    groups: tuple[RowGroup, ...]

    @property
    def is_too_much(self) -> bool:
        """True where there are more units than there can be."""
        return len(self.groups) > MOST_UNITS

    def total(self, name: str) -> int:
        """The sum of a number over all rows."""
        return sum(group.numbers[name] for group in self.groups)

    @cached_property
    def payees(self) -> Mapping[str, str]:
        """The payee that each text means, of the texts that mean one."""
        texts = sorted({group.payee for group in self.groups if group.payee})
        known = self._spelled(self.episodes.measurement.payee)
        return {text: known[_small(text)] for text in texts if _small(text) in known}

    def unit_of(self, text: str | None) -> str | None:
        """The unit that a text means, or none where it means none; empty where all is counted for payees."""
        measurement = self.episodes.measurement
        if measurement.counted_per == measurement.payee:
            return ""
        plain = (text or "").strip(" ")
        if not plain or measurement.register.column(measurement.counted_per).kind is not ColumnKind.MEMBER:
            return plain or None
        return self._spelled(measurement.counted_per).get(_small(plain))

    def _spelled(self, column: str) -> Mapping[str, str]:
        """The member that each text means, in small letters and without spaces around it."""
        of = self.episodes.measurement.register.column(column).of
        return {_small(text.strip()): member for text, member in self.episodes.members.get(of, {}).items()}

    def place_of(self, group: RowGroup) -> tuple[str, str] | None:
        """Payee and unit of a group; none where either is not known."""
        payee, unit = self.payees.get(group.payee or ""), self.unit_of(group.unit)
        return None if payee is None or unit is None else (payee, unit)


def _small(text: str) -> str:
    return text.strip(" ").lower()


def looked_at(episodes: Episodes, period: Period | None) -> Look:
    """Look at all rows once."""
    table, measurement = episodes.raw, episodes.measurement
    keys = {"payee": as_text(table[measurement.payee])}
    if measurement.counted_per != measurement.payee:
        keys["unit"] = as_text(table[measurement.counted_per])
    if FILE in table.columns:
        keys["file"] = table[FILE]
    declared = [one for one in asked_columns(measurement, period is not None) if one.codes]
    alike = rows_alike(episodes, keys, inside(episodes, period), _of_cells(episodes, period), declared)
    numbers = _numbers(alike, episodes)
    sums = {f"n{at}": one.sum() for at, one in enumerate(numbers.values())}
    found = episodes.fetched(alike.table.group_by(*keys).agg(**sums).limit(MOST_UNITS + 1))
    groups = (
        RowGroup(
            row["payee"], row.get("unit"), row.get("file") or "",
            {name: int(row[f"n{at}"] or 0) for at, name in enumerate(numbers)},
        )
        for row in found
    )  # fmt: skip
    return Look(episodes, period, tuple(groups))


def inside(episodes: Episodes, period: Period | None) -> Expression:
    """Whether a row lies in the period."""
    day = day_column(episodes.measurement)
    if period is None or day is None:
        return ibis.literal(True)
    return is_within(episodes.columns.cells[day.name], day.kind, period)


def counting(episodes: Episodes, period: Period | None) -> Expression:
    """Whether a row counts, but for what it says of payee and unit."""
    return inside(episodes, period) & holds(episodes.measurement.where, episodes.columns)


def rows_that(count: EpisodeCount) -> str:
    """The name of the number of rows of a count."""
    return f"rows that {count!r}"


def _of_cells(episodes: Episodes, period: Period | None) -> dict[str, Expression]:
    """What is counted of the cells of rows, whether the rows count or not, by name."""
    columns, measurement = episodes.columns, episodes.measurement
    day = day_column(measurement)
    asked = asked_columns(measurement, period is not None)
    found = {f"unread {name}": one for name, one in unread(episodes, asked).items()}
    for column in asked:
        if column.codes and column.kind is ColumnKind.CODES:
            found[f"undeclared {column.name}"] = undeclared(columns, column)
            found[f"filled {column.name}"] = is_filled(columns.cells[column.name])
    if period and day and day.kind is ColumnKind.PERIOD:
        found["across"] = columns.cells[day.name].upper().isin(texts_across(period))
    return found


def _numbers(alike: RowsAlike, episodes: Episodes) -> dict[str, Expression]:
    """What is summed over rows alike, by name."""
    table, measurement = alike.table, episodes.measurement
    counts = table.inside & holds(measurement.where, alike.columns)
    found = {"rows": table.n, "inside": _where(table.inside, table.n), "counting": _where(counts, table.n)}
    found["nobody"] = _where(counts, table.nobody)
    for count in measurement.counts:
        if not count.distinct:
            found[rows_that(count)] = _where(counts & holds(count.where, alike.columns), table.n)
    return found | dict(alike.numbers)


def _where(condition: Expression, number: Expression) -> Expression:
    return ibis.ifelse(condition, number, 0)
