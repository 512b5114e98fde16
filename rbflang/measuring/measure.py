"""The door: a measurement, a period and where episodes lie, to counts by unit; or faults, and never a row.

One look at all rows says what each unit has and counts rows; one pass counts patients. What is asked of quality comes
beside, in passes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from attrs import evolve

from rbflang import __version__
from rbflang.diagnostics import Fault
from rbflang.measuring import episode_faults
from rbflang.measuring.counts_found import CountedEpisodes, FileRead, Period
from rbflang.measuring.engines import MEMORY, Engine, duckdb
from rbflang.measuring.episode_sources import (
    EpisodeFiles,
    files_behind,
    given_twice,
    hashed,
    not_counted,
    parted,
    rows_of_parquet,
    table_of,
)
from rbflang.measuring.one_look import Look
from rbflang.measuring.patients.patient_parts import parts_of, questions
from rbflang.measuring.servers.engine_address import EngineKind, engine_address
from rbflang.measuring.servers.served_counts import counted_there
from rbflang.measuring.tables_counted import counted_tables
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
    parts: int = 0,
) -> CountedEpisodes | tuple[Fault, ...]:
    """Count what a measurement says in the episodes of some files; faults where they cannot be counted.

    `members` gives, by the name of a set, the member that each spelling in a file means. Another engine than DuckDB
    counts in a table of its own, which `sources` name. Patients are counted in `parts`, in as many as their files are
    large where none is said. `progress` hears how many hundredths of all questions are answered, and of how many.
    """
    address = engine_address(engine)
    if isinstance(address, Fault):
        return (address,)
    if address.kind is not EngineKind.DUCKDB:
        return counted_there(address, [str(one) for one in sources], measurement, period, members, with_quality)
    groups = [one for source in sources for one in _listed(files_behind(str(source)))]
    faults = tuple(one for one in groups if isinstance(one, Fault))
    if faults:
        return faults
    files = [one for one in groups if isinstance(one, EpisodeFiles)]
    twice = given_twice(files)
    if twice:
        return tuple(episode_faults.file_given_twice(path.name) for path in twice)
    with working_folder() as folder:
        if folder is None:
            return (episode_faults.no_place(),)
        parts = parts or parts_of(files)
        expected = questions(measurement, parts, with_quality)
        with duckdb(folder, memory, _telling(progress, expected)) as begun:
            if parts > 1:
                begun = evolve(begun, parts=parts, counts_in=_hash_of(measurement, period, members, files))
            try:
                return _counted(measurement, period, files, begun, members, with_quality)
            except Exception as wrong:
                if not is_of_engine(wrong):
                    raise
                return (not_counted(wrong, files),)


def _telling(progress: Progress | None, expected: int) -> Callable[[int], None] | None:
    """How a run is told of: no more than all of it is done."""
    return None if progress is None else lambda done: progress(min(done, 100 * expected), 100 * expected)


def _hash_of(measurement: Measurement, period: Period | None, members: Members, files: Sequence[EpisodeFiles]) -> str:
    """A hash of all that counts depend on: what is counted, in which files, and by what."""
    spelled = sorted((of, *one) for of, names in members.items() for one in names.items())
    held = [(str(path), hashed(path)) for one in files for path in one.paths]
    whole = repr((__version__, version("duckdb"), measurement, period, spelled, held))
    return sha256(whole.encode()).hexdigest()


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
    files = [one for group in files for one in parted(group, engine.connection)]
    tables = [(one.name, table_of(one, engine.connection)) for one in files]
    faults = tuple(table for _, table in tables if isinstance(table, Fault))
    return faults or counted_tables(
        tables, measurement, period, engine, members, with_quality, lambda look: _files_read(files, look, engine)
    )


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
