"""What a measurement counts, said once more: a loop over episodes, sharing nothing with any engine.

An episode is a mapping from the name of a column of the register to its cell: a text, a number (the key of a patient),
a truth, a day, a tuple of codes, or None where it is empty. The codes of a cell are not split here and nothing is
trimmed: whoever writes episodes to a file writes these cells in the form that the file has.

A row is left out where its day lies outside the period, where the condition of the whole measurement does not hold, or
where it names no known payee or no unit. A row without a patient is a row, and no patient.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from rbflang.measuring.counts_found import Period
from rbflang.register.definitions import (
    AllOf,
    AnyOf,
    ColumnKind,
    Condition,
    EpisodeCount,
    IsYes,
    Measurement,
    Negated,
    OneOf,
)

Cell: TypeAlias = str | int | bool | date | tuple[str, ...] | None
Episode: TypeAlias = Mapping[str, Cell]
Place: TypeAlias = tuple[str, str]


def holds(condition: Condition, episode: Episode) -> bool:
    """Whether a condition holds for an episode: it does or it does not."""
    match condition:
        case OneOf(column, codes):
            cell = episode[column]
            held = cell if isinstance(cell, tuple) else () if cell is None else (cell,)
            return any(code in codes for code in held)
        case IsYes(column):
            return episode[column] is True
        case AllOf(parts):
            return all(holds(part, episode) for part in parts)
        case AnyOf(parts):
            return any(holds(part, episode) for part in parts)
        case Negated(part):
            return not holds(part, episode)


def is_empty(cell: Cell) -> bool:
    """Nothing stands in a cell."""
    return cell is None or cell in ("", ())


def key_of(cell: Cell) -> Cell:
    """The key of a patient without the spaces around it; None where nothing else stands in the cell."""
    key = cell.strip(" ") if isinstance(cell, str) else cell
    return None if is_empty(key) else key


def is_within(measurement: Measurement, episode: Episode, period: Period | None) -> bool:
    """Whether the day of an episode is in the period; where there is no period, or no column of days, it is."""
    days = measurement.register.of_kind(ColumnKind.DATE)
    if period is None or not days:
        return True
    day = episode[days[0].name]
    return isinstance(day, date) and period.first <= day <= period.last


def place_of(measurement: Measurement, episode: Episode, payees: Mapping[str, str]) -> Place | None:
    """Payee and unit of an episode (no unit where it is counted per payee), or None where one is not known."""
    payee = payees.get(str(episode[measurement.payee]))
    if payee is None:
        return None
    if measurement.counted_per == measurement.payee:
        return payee, ""
    unit = episode[measurement.counted_per]
    return None if is_empty(unit) else (payee, str(unit))


def counted_rows(
    measurement: Measurement, episodes: Iterable[Episode], payees: Mapping[str, str], period: Period | None = None
) -> dict[Place, list[Episode]]:
    """The episodes that count, by payee and unit."""
    found: dict[Place, list[Episode]] = defaultdict(list)
    for episode in episodes:
        place = place_of(measurement, episode, payees)
        if place and is_within(measurement, episode, period) and holds(measurement.where, episode):
            found[place].append(episode)
    return dict(found)


def plain_counts(
    measurement: Measurement, episodes: Iterable[Episode], payees: Mapping[str, str], period: Period | None = None
) -> dict[Place, dict[EpisodeCount, int]]:
    """Each count of a measurement, by payee and unit; places where no row counts are not named.

    `payees` gives the member of each spelling that a cell of the payee's column may have.
    """
    placed = counted_rows(measurement, episodes, payees, period)
    return {place: {one: _number(one, rows) for one in measurement.counts} for place, rows in placed.items()}


def _number(count: EpisodeCount, rows: Sequence[Episode]) -> int:
    held = [row for row in rows if holds(count.where, row)]
    if not count.distinct:
        return len(held)
    return len({key_of(row[count.distinct]) for row in held} - {None})


def duplicate_rows(measurement: Measurement, episodes: Iterable[Episode]) -> int:
    """How many rows say in every column of the register what an earlier row says."""
    names = [column.name for column in measurement.register.columns]
    rows = [tuple(episode[name] for name in names) for episode in episodes]
    return len(rows) - len(set(rows))


def patients_in_several_units(
    measurement: Measurement, episodes: Iterable[Episode], payees: Mapping[str, str], period: Period | None = None
) -> dict[str, int]:
    """By payee: patients with rows that count in two of its units or more; payees without any are not named."""
    patient = measurement.register.of_kind(ColumnKind.PATIENT)[0].name
    units: dict[tuple[str, Cell], set[str]] = defaultdict(set)
    for (payee, unit), rows in counted_rows(measurement, episodes, payees, period).items():
        for row in rows:
            if (key := key_of(row[patient])) is not None:
                units[payee, key].add(unit)
    found: dict[str, int] = defaultdict(int)
    for (payee, _), own in units.items():
        found[payee] += len(own) > 1
    return {payee: number for payee, number in found.items() if number}
