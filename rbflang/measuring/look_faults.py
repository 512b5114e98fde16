"""Why nothing can be counted, as the first look at all rows tells it."""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.diagnostics import Fault
from rbflang.measuring import episode_faults
from rbflang.measuring.asked_columns import asked_columns, day_column
from rbflang.measuring.one_look import Look
from rbflang.measuring.row_quality import unknown_codes


def look_faults(look: Look, name: str) -> tuple[Fault, ...]:
    """What a look tells of why nothing can be counted."""
    measurement, register = look.episodes.measurement, look.episodes.measurement.register
    if look.is_too_much:
        return (episode_faults.too_many_units(name, register.column(measurement.counted_per), len(look.groups) - 1),)
    asked = asked_columns(measurement, look.period is not None)
    numbers = {key for group in look.groups for key in group.numbers}
    unread = [one for one in asked if f"unread {one.name}" in numbers and look.total(f"unread {one.name}")]
    faults = [episode_faults.cells_of_another_kind(name, one, look.total(f"unread {one.name}")) for one in unread]
    unknown = [one for one in asked if f"undeclared {one.name}" in numbers]
    for column in unknown:
        rows, filled = look.total(f"undeclared {column.name}"), look.total(f"filled {column.name}")
        if 2 * rows > filled:
            examples = unknown_codes(look.episodes, (column,))
            faults.append(episode_faults.codes_unknown(name, column, rows, filled, examples))
    across = look.total("across") if "across" in numbers else 0
    day = day_column(measurement)
    if across and day and look.period:
        faults.append(episode_faults.periods_across(name, day, across, look.period))
    if faults:
        return tuple(faults)
    return tuple(_nothing_counts(look, name))


def _nothing_counts(look: Look, name: str) -> Sequence[Fault]:
    measurement = look.episodes.measurement
    rows = look.total("rows") if look.groups else 0
    if (look.period and look.groups and look.total("inside") == 0) or not rows:
        return [episode_faults.nothing_in_the_period(name, rows, look.period)]
    if not look.payees:
        column = measurement.register.column(measurement.payee)
        known = tuple(dict.fromkeys(look.episodes.members.get(column.of, {}).values()))
        return [episode_faults.payees_unknown(name, column, rows, known)]
    return []
