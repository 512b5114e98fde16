"""Counts from engines that keep the episodes, or reach them, themselves: PostgreSQL, and files or tables of Spark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import unquote

from rbflang.diagnostics import Fault
from rbflang.measuring import episode_faults
from rbflang.measuring.counts_found import CountedEpisodes, FileRead, Period
from rbflang.measuring.dialects import Dialect
from rbflang.measuring.engines import Engine
from rbflang.measuring.episode_sources import EpisodeFiles, files_behind, given_twice, hashed
from rbflang.measuring.one_look import Look
from rbflang.measuring.servers import engine_faults
from rbflang.measuring.servers.engine_address import EngineAddress, EngineKind
from rbflang.measuring.servers.postgresql_table import with_postgresql
from rbflang.measuring.servers.served_table import ServedTable
from rbflang.measuring.servers.server_dialects import POSTGRESQL, SPARK
from rbflang.measuring.servers.spark_table import with_spark
from rbflang.measuring.tables_counted import counted_tables
from rbflang.measuring.working_folder import working_folder
from rbflang.register.definitions import Measurement

Counted: TypeAlias = CountedEpisodes | tuple[Fault, ...]
Work: TypeAlias = Callable[[ServedTable, Dialect, Sequence[EpisodeFiles]], Counted]


def counted_there(
    address: EngineAddress,
    sources: Sequence[str],
    measurement: Measurement,
    period: Period | None,
    members: Mapping[str, Mapping[str, str]],
    with_quality: bool,
) -> Counted:
    """Count in a table of an engine, named by its address or by `sources`; Spark reads files too."""
    names = [*sources, *([address.table] if address.table else [])]
    if not names:
        return (engine_faults.no_table_named(address.shown),)
    if address.kind not in ENGINES:
        return (engine_faults.engine_not_tried(address.kind.value),)
    count = ENGINES[address.kind]

    def work(served: ServedTable, dialect: Dialect, files: Sequence[EpisodeFiles]) -> Counted:
        engine = Engine(address.shown, dialect, served.rows)
        return counted_tables(
            served.tables, measurement, period, engine, members, with_quality,
            lambda look: _files_read(look, served, files, names),
        )  # fmt: skip

    return count(address, names, work)


def _in_postgresql(address: EngineAddress, names: Sequence[str], work: Work) -> Counted:
    if len(names) > 1:
        return (engine_faults.several_tables(address.shown),)
    return _told(with_postgresql(address, names[0], lambda served: work(served, POSTGRESQL, ())))


def _in_spark(address: EngineAddress, names: Sequence[str], work: Work) -> Counted:
    """Files where every name is one, else the tables that they name."""
    found = [files_behind(name) for name in names]
    files = tuple(one for group in found if not isinstance(group, Fault) for one in group)
    if files and any(isinstance(group, Fault) for group in found):
        return tuple(group for group in found if isinstance(group, Fault))
    if twice := given_twice(files):
        return tuple(episode_faults.file_given_twice(path.name) for path in twice)
    with working_folder() as folder:
        if folder is None:
            return (episode_faults.no_place(),)
        return _told(with_spark(address, files or names, folder, lambda served: work(served, SPARK, files)))


def _told(found: Counted | Fault) -> Counted:
    return (found,) if isinstance(found, Fault) else found


def _files_read(
    look: Look, served: ServedTable, files: Sequence[EpisodeFiles], names: Sequence[str]
) -> tuple[FileRead, ...]:
    """The files with what they hold; a table of an engine has only its rows."""
    if not files:
        return (FileRead(", ".join(names), look.total("rows"), 0, ""),)
    rows = dict(served.rows_of_files)
    for group in look.groups:
        if group.file:
            path = "/" + unquote(group.file.partition(":")[2]).lstrip("/")
            rows[path] = rows.get(path, 0) + group.numbers["rows"]
    return tuple(
        FileRead(path.name, rows.get(str(path.resolve()), 0), path.stat().st_size, hashed(path))
        for one in files
        for path in one.paths
    )


ENGINES: dict[EngineKind, Callable[[EngineAddress, Sequence[str], Work], Counted]] = {
    EngineKind.POSTGRESQL: _in_postgresql,
    EngineKind.SPARK: _in_spark,
}
"""The engines that count elsewhere, and how each is asked."""
