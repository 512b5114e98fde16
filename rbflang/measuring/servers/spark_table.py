"""A table or files of Spark as ibis sees them, in a session of its own that logs nothing and spills into one folder.

Takes an address and either the name of a table or files; gives whatever is worked out of them, or the fault.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from rbflang.diagnostics import Fault
from rbflang.measuring.column_reading import LOCAL_ZONE
from rbflang.measuring.episode_sources import EpisodeFiles, alike, csv_form
from rbflang.measuring.episode_table import FILE
from rbflang.measuring.servers import engine_faults
from rbflang.measuring.servers.engine_address import EngineAddress, table_parts
from rbflang.measuring.servers.served_table import ServedTable

Found = TypeVar("Found")
EXTRA = "register,spark"
# What Spark logs of a task that fails holds the value that it failed on.
SILENT = """status = off
appender.none.type = Null
appender.none.name = none
rootLogger.level = off
rootLogger.appenderRef.none.ref = none
"""
PLACES_ELSEWHERE = ("SPARK_LOCAL_DIRS", "SPARK_EXECUTOR_DIRS")
SECONDS_TO_ANSWER = 15
WHOLE_NUMBERS = ("tinyint", "smallint", "int")
TEXTS = ("string", "char", "varchar", "binary")


def with_spark(
    address: EngineAddress,
    sources: Sequence[EpisodeFiles] | Sequence[str],
    folder: Path,
    work: Callable[[ServedTable], Found | Fault],
) -> Found | Fault:
    """What `work` makes of files or of a table of Spark, or why they cannot be read. Spark spills into the folder."""
    try:
        import pyspark
        from ibis import pyspark as backend  # noqa: F401
        from py4j.protocol import Py4JError
    except ImportError:
        return engine_faults.engine_not_installed("Spark", EXTRA)
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return engine_faults.java_missing()
    place = address.url.partition("://")[2]
    if place and not place.startswith("local") and not _answers(place):
        return engine_faults.nobody_answers(address.shown)
    try:
        with _session(address, folder) as session:
            found = _tables(address, session, sources)
            return found if isinstance(found, Fault) else work(found)
    except pyspark.errors.PySparkException as wrong:
        return engine_faults.stopped_counting(address.shown, _code(wrong))
    except Py4JError:
        return engine_faults.stopped_counting(address.shown, "Py4JError")


def _code(wrong: Any) -> str:
    named = wrong.getCondition() if hasattr(wrong, "getCondition") else wrong.getErrorClass()
    return str(named or type(wrong).__name__)


@contextmanager
def _session(address: EngineAddress, folder: Path) -> Iterator[Any]:
    """A session; one that is there already is used and left running."""
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    (quiet := folder / "log4j2.properties").write_text(SILENT, "utf-8")
    place = address.url.partition("://")[2]
    builder = SparkSession.builder.appName("rbflang").config(map={
        **({"spark.master": place if place.startswith("local") else f"spark://{place}"} if place else {}),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "false",
        "spark.io.encryption.enabled": "true",
        "spark.local.dir": str(folder / "spilled"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet} -Dderby.system.home={folder}",
    })  # fmt: skip
    with _unheard():
        session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


@contextmanager
def _unheard() -> Iterator[None]:
    """What is started meanwhile writes its errors nowhere, and keeps what it spills where it is told."""
    places = {name: os.environ.pop(name) for name in PLACES_ELSEWHERE if name in os.environ}
    logging.getLogger("SQLQueryContextLogger").disabled = True
    sys.stderr.flush()
    heard, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(heard, 2)
        os.close(heard)
        os.close(nowhere)
        os.environ.update(places)


def _answers(place: str) -> bool:
    """Whether somebody listens at one of the places of a cluster, which Spark would ask for a minute."""
    for one in place.split(","):
        host, _, port = one.rpartition(":")
        with suppress(OSError, ValueError), socket.create_connection((host, int(port)), SECONDS_TO_ANSWER):
            return True
    return False


def _tables(
    address: EngineAddress, session: Any, sources: Sequence[EpisodeFiles] | Sequence[str]
) -> ServedTable | Fault:
    from ibis import pyspark as backend
    from pyspark.errors import AnalysisException

    connection = backend.connect(session)
    tables: list[tuple[str, Any]] = []
    rows_of_files: dict[str, int] = {}
    for source in (part for one in sources for part in _parted(session, one)):
        name = source.name if isinstance(source, EpisodeFiles) else source
        try:
            read = _frame(session, source)
            if isinstance(read, Fault):
                return read
            if isinstance(source, EpisodeFiles) and source.is_parquet:
                each = {str(path.resolve()): session.read.parquet(_uri(path)) for path in source.paths}
                rows_of_files |= {path: frame.count() for path, frame in each.items()}
            view = "episodes_" + os.urandom(8).hex()
            read.select([_as_read(one) for one in read.schema.fields]).createOrReplaceTempView(view)
        except AnalysisException:
            return engine_faults.no_such_table(address.shown, name)
        tables.append((name, connection.table(view)))

    def rows(expression: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in session.sql(connection.compile(expression)).collect()]

    return ServedTable(tuple(tables), rows, rows_of_files)


def _parted(session: Any, source: EpisodeFiles | str) -> Sequence[EpisodeFiles | str]:
    """Parquet files in groups that have the same columns: one that a file lacks is not taken for empty."""
    if isinstance(source, str) or not source.is_parquet or not source.are_several:
        return (source,)
    try:
        heads = {str(path): tuple(sorted(session.read.parquet(_uri(path)).columns)) for path in source.paths}
    except Exception:  # it is told by whoever reads the files
        return (source,)
    return alike(source, heads)


def _frame(session: Any, source: EpisodeFiles | str) -> Any:
    """The rows of files or of a table as Spark reads them: a row of CSV that has more or fewer fields stops it."""
    if isinstance(source, str):
        return session.table(".".join("`" + part.replace("`", "``") + "`" for part in table_parts(source)))
    paths = [_uri(path) for path in source.paths]
    if source.is_parquet:
        return session.read.option("mergeSchema", str(len(paths) > 1).lower()).parquet(*paths)
    form = csv_form(source)
    if isinstance(form, Fault):
        return form
    if form["skip"]:
        return engine_faults.lines_above(source.name)
    read = session.read.csv(
        paths, header=True, sep=form["delim"], quote=form["quote"], escape=form["escape"], multiLine=True,
        encoding={"latin-1": "ISO-8859-1"}.get(form["encoding"], form["encoding"]), mode="FAILFAST",
        enforceSchema=False,
    )  # fmt: skip
    return read.selectExpr("*", f"_metadata.file_path as `{FILE}`")


def _uri(path: Path) -> str:
    """A path as Spark takes it, in which signs that would be a pattern are none."""
    return path.resolve().as_uri()


def _as_read(field: Any) -> Any:
    """How a column is read: whole numbers as long ones, texts byte by byte, a time with a zone as clocks of Norway."""
    from pyspark.sql import functions

    column, kind = functions.col("`" + field.name.replace("`", "``") + "`"), field.dataType.simpleString()
    if kind in WHOLE_NUMBERS:
        column = column.cast("bigint")
    elif kind == "timestamp":
        as_utc = functions.to_utc_timestamp(column, functions.current_timezone())
        column = functions.from_utc_timestamp(as_utc, LOCAL_ZONE)
    elif kind.startswith("array<"):
        column = column.cast("array<string>")
    elif kind.startswith(TEXTS):
        column = column.cast("string")
    return column.alias(field.name)
