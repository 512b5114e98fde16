"""Tables of an engine to counts by unit: one look at all rows, one pass of bits for patients, passes for quality.

The same whichever engine it is. It must not know where a table came from.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

from rbflang.diagnostics import Fault
from rbflang.measuring.asked_columns import patient_column
from rbflang.measuring.counts_found import CountedEpisodes, FileRead, Period, UnitCounts
from rbflang.measuring.dialects import Expression
from rbflang.measuring.engines import Engine
from rbflang.measuring.episode_table import Episodes, episodes
from rbflang.measuring.look_faults import look_faults
from rbflang.measuring.made_up.mark import COLUMN as MADE_UP
from rbflang.measuring.one_look import Look, looked_at, rows_that
from rbflang.measuring.patients.patient_bits import Distinct
from rbflang.measuring.patients.patient_parts import distinct_in_parts
from rbflang.measuring.quality_found import quality_of
from rbflang.register.definitions import Measurement


def counted_tables(
    tables: Sequence[tuple[str, Expression]],
    measurement: Measurement,
    period: Period | None,
    engine: Engine,
    members: Mapping[str, Mapping[str, str]],
    with_quality: bool,
    files_read: Callable[[Look], tuple[FileRead, ...]],
) -> CountedEpisodes | tuple[Fault, ...]:
    """Count what a measurement says in tables of an engine, each with the name that a fault gives it."""
    found = episodes(tables, measurement, period is not None, engine, members)
    if not isinstance(found, Episodes):
        return found
    look = looked_at(found, period)
    faults = look_faults(look, tables[0][0])
    if faults:
        return faults
    secret = [secrets.randbits(64) for _ in range(4)]
    patient = patient_column(measurement) if with_quality else None
    columns = dict.fromkeys(count.distinct for count in measurement.counts if count.distinct)
    if patient and patient in found.present:
        columns[patient.name] = None
    distinct = [
        distinct_in_parts(look, column, secret, patient is not None and column == patient.name) for column in columns
    ]
    several = next((one.in_several for one in distinct if one.in_several), {})
    declared = dict.fromkeys(members.get(measurement.register.column(measurement.payee).of, {}).values())
    quality = quality_of(look, {payee: several[payee] for payee in declared if payee in several}, secret, with_quality)
    return CountedEpisodes(
        measurement, period, _units(look, distinct), files_read(look),
        quality, engine.name, any(_is_made_up(table) for _, table in tables), found.headings,
    )  # fmt: skip


def _is_made_up(table: Expression) -> bool:
    return any(one.strip().lower() == MADE_UP for one in table.columns)


def _units(look: Look, distinct: Sequence[Distinct]) -> tuple[UnitCounts, ...]:
    """The counts of each place in which a row counts, in order."""
    measurement = look.episodes.measurement
    found: dict[tuple[str, str], dict] = {}  # type: ignore[type-arg]
    for group in look.groups:
        place = look.place_of(group)
        if place and group.numbers["counting"]:
            own = found.setdefault(place, dict.fromkeys(measurement.counts, 0))
            for count in measurement.counts:
                if not count.distinct:
                    own[count] += group.numbers[rows_that(count)]
    for one in distinct:
        for place, counts in one.counts.items():
            found[place].update(counts)
    return tuple(UnitCounts(payee, unit, found[payee, unit]) for payee, unit in sorted(found))
