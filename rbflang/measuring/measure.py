"""The door: a measurement, a period and where episodes lie, to counts by unit; or faults, and never a row.

One look at all rows says what each unit has and counts rows; one pass counts patients. What is asked of quality comes
beside, in passes of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from rbflang.diagnostics import Fault
from rbflang.measuring import episode_faults
from rbflang.measuring.asked_columns import patient_column
from rbflang.measuring.counts_found import CountedEpisodes, FileRead, Period, UnitCounts
from rbflang.measuring.dialects import Expression
from rbflang.measuring.engines import MEMORY, Engine, duckdb
from rbflang.measuring.episode_sources import EpisodeFiles, files_behind, hashed, reason_of, rows_of_parquet, table_of
from rbflang.measuring.episode_table import Episodes, episodes
from rbflang.measuring.look_faults import look_faults
from rbflang.measuring.made_up.mark import COLUMN as MADE_UP
from rbflang.measuring.one_look import Look, looked_at, rows_that
from rbflang.measuring.patient_bits import Distinct, distinct_values
from rbflang.measuring.quality_found import quality_of
from rbflang.measuring.working_folder import working_folder
from rbflang.register.definitions import Measurement

Members: TypeAlias = Mapping[str, Mapping[str, str]]
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many steps of how many are done."""


def measured(
    measurement: Measurement,
    period: Period | None,
    sources: Sequence[str | Path],
    engine: str = "duckdb",
    *,
    members: Members,
    progress: Progress | None = None,
    memory: str = MEMORY,
    with_quality: bool = True,
) -> CountedEpisodes | tuple[Fault, ...]:
    """Count what a measurement says in the episodes of some files; faults where they cannot be counted.

    `members` gives, by the name of a set, the member that each spelling in a file means.
    """
    groups = [one for source in sources for one in _listed(files_behind(str(source)))]
    faults = tuple(one for one in groups if isinstance(one, Fault))
    if faults:
        return faults
    files = [one for one in groups if isinstance(one, EpisodeFiles)]
    with working_folder() as folder:
        if folder is None:
            return (episode_faults.no_place(),)
        with duckdb(folder, memory) as begun:
            try:
                return _counted(measurement, period, files, begun, members, with_quality)
            except Exception as wrong:
                if not is_of_engine(wrong):
                    raise
                return (episode_faults.file_not_counted(files[0].name, reason_of(wrong)),)


def _listed(found: tuple[EpisodeFiles, ...] | Fault) -> tuple[EpisodeFiles | Fault, ...]:
    return (found,) if isinstance(found, Fault) else found


def is_of_engine(wrong: Exception) -> bool:
    """Whether an exception is one that an engine or what speaks to it raises: its message is never shown."""
    return type(wrong).__module__.split(".")[0] in ("duckdb", "_duckdb", "ibis", "pyarrow")


def _counted(
    measurement: Measurement,
    period: Period | None,
    files: Sequence[EpisodeFiles],
    engine: Engine,
    members: Members,
    with_quality: bool,
) -> CountedEpisodes | tuple[Fault, ...]:
    """Read, look, count."""
    tables = [(one.name, table_of(one, engine.connection)) for one in files]
    faults = tuple(table for _, table in tables if isinstance(table, Fault))
    found = faults or episodes(tables, measurement, period is not None, engine, members)
    if not isinstance(found, Episodes):
        return found
    look = looked_at(found, period)
    faults = look_faults(look, files[0].name)
    if faults:
        return faults
    secret = [secrets.randbits(64) for _ in range(4)]
    patient = patient_column(measurement) if with_quality else None
    columns = dict.fromkeys(count.distinct for count in measurement.counts if count.distinct)
    if patient and patient in found.present:
        columns[patient.name] = None
    distinct = [
        distinct_values(look, column, secret, with_several=patient is not None and column == patient.name)
        for column in columns
    ]
    several = next((one.in_several for one in distinct if one.in_several), {})
    return CountedEpisodes(
        measurement, period, _units(look, distinct), _files_read(files, look, engine),
        quality_of(look, several, with_quality), engine.name, any(_is_made_up(table) for _, table in tables),
        found.headings,
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


def _files_read(files: Sequence[EpisodeFiles], look: Look, engine: Engine) -> tuple[FileRead, ...]:
    rows: dict[str, int] = {}
    for group in look.groups:
        if group.file:
            rows[group.file] = rows.get(group.file, 0) + group.numbers["rows"]
    for one in files:
        if one.is_parquet:
            rows |= rows_of_parquet(engine.connection, one.paths)
    return tuple(
        FileRead(path.name, rows.get(str(path), rows.get(str(path.absolute()), 0)), path.stat().st_size, hashed(path))
        for one in files
        for path in one.paths
    )
