"""The first pass over all rows: by the payee and the unit they name, how many there are, count, and hold what is asked.

Rows are counted here; patients are not. It gives texts of payees and units, and numbers; no key leaves the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import ibis
from attrs import frozen

from rbflang.measuring.asked_columns import asked_columns, day_column, patient_column
from rbflang.measuring.column_reading import is_filled, is_within
from rbflang.measuring.condition_expressions import holds
from rbflang.measuring.counts_found import Period
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import FILE, Episodes, undeclared, unread
from rbflang.measuring.period_texts import texts_across
from rbflang.register.definitions import ColumnKind, EpisodeCount

MOST_UNITS = 5000
"""A column that names more is no column of units: it is not looked at further."""


@frozen
class RowGroup:
    """The rows that name a payee and a unit so, and those of one file where files are told apart."""

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
        measurement = self.episodes.measurement
        known = self.episodes.members.get(measurement.register.column(measurement.payee).of, {})
        folded = {_folded(text): member for text, member in known.items()}
        texts = {group.payee for group in self.groups if group.payee is not None}
        found = {text: known.get(text, folded.get(_folded(text))) for text in sorted(texts)}
        return {text: member for text, member in found.items() if member is not None}

    def unit_of(self, text: str | None) -> str | None:
        """The unit that a text means, or none where it means none; empty where all is counted for payees."""
        measurement = self.episodes.measurement
        if measurement.counted_per == measurement.payee:
            return ""
        column = measurement.register.column(measurement.counted_per)
        if not text or column.kind is not ColumnKind.MEMBER:
            return text or None
        known = self.episodes.members.get(column.of, {})
        return known.get(text, {_folded(one): member for one, member in known.items()}.get(_folded(text)))

    def place_of(self, group: RowGroup) -> tuple[str, str] | None:
        """Payee and unit of a group; none where either is not known."""
        payee, unit = self.payees.get(group.payee or ""), self.unit_of(group.unit)
        return None if payee is None or unit is None else (payee, unit)


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


def looked_at(episodes: Episodes, period: Period | None) -> Look:
    """Look at all rows once."""
    numbers = _numbers(episodes, period)
    columns, table, measurement = episodes.columns, episodes.raw, episodes.measurement
    keys = {"payee": columns.cells[measurement.payee]}
    if measurement.counted_per != measurement.payee:
        keys["unit"] = columns.cells[measurement.counted_per]
    if FILE in table.columns:
        keys["file"] = table[FILE]
    counted = {f"n{at}": table.count(where=one) for at, one in enumerate(numbers.values())}
    found = episodes.fetched(table.group_by(**keys).agg(**counted).limit(MOST_UNITS + 1))
    groups = (
        RowGroup(
            row["payee"], row.get("unit"), row.get("file") or "",
            {name: row[f"n{at}"] for at, name in enumerate(numbers)},
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


def _numbers(episodes: Episodes, period: Period | None) -> dict[str, Expression]:
    """What is counted of the rows of a group, by name."""
    columns, measurement = episodes.columns, episodes.measurement
    within, counts = inside(episodes, period), counting(episodes, period)
    patient, day = patient_column(measurement), day_column(measurement)
    found: dict[str, Expression] = {"rows": ibis.literal(True), "inside": within, "counting": counts}
    has_key = patient is not None and patient.name in columns.cells
    found["nobody"] = counts & ~is_filled(columns.cells[patient.name]) if patient and has_key else ibis.literal(False)
    for count in measurement.counts:
        if not count.distinct:
            found[rows_that(count)] = counts & holds(count.where, columns)
    asked = asked_columns(measurement, period is not None)
    found |= {f"unread {name}": one for name, one in unread(episodes, asked).items()}
    for column in asked:
        if column.codes:
            found[f"undeclared {column.name}"] = undeclared(columns, column)
            found[f"filled {column.name}"] = is_filled(columns.cells[column.name])
    if period and day and day.kind is ColumnKind.PERIOD:
        found["across"] = columns.cells[day.name].upper().isin(texts_across(period))
    return found
