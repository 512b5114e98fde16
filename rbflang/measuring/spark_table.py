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
from rbflang.measuring import engine_faults
from rbflang.measuring.engine_address import EngineAddress, table_parts
from rbflang.measuring.served_table import LOCAL_ZONE, ServedTable

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
FILES = {".parquet": "parquet", ".csv": "csv"}
WHOLE_NUMBERS = ("tinyint", "smallint", "int")
TEXTS = ("string", "char", "varchar", "binary")


def with_spark(
    address: EngineAddress, episodes: Sequence[str], folder: Path, work: Callable[[ServedTable], Found | Fault]
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
            found = _table(address, session, episodes)
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


def _table(address: EngineAddress, session: Any, episodes: Sequence[str]) -> ServedTable | Fault:
    from ibis import pyspark as backend
    from pyspark.errors import AnalysisException

    try:
        read = _frame(session, episodes)
    except AnalysisException:
        return engine_faults.no_such_table(address.shown, ", ".join(episodes))
    connection = backend.connect(session)
    frame = read.select([_as_read(field) for field in read.schema.fields])
    name = "episodes_" + os.urandom(8).hex()
    frame.createOrReplaceTempView(name)

    def rows(expression: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in session.sql(connection.compile(expression)).collect()]

    return ServedTable(connection.table(name), rows)


def _frame(session: Any, episodes: Sequence[str]) -> Any:
    kinds = {FILES.get(Path(one).suffix.lower(), "") for one in episodes}
    if kinds == {"parquet"}:
        return session.read.parquet(*episodes)
    if kinds == {"csv"}:
        return session.read.csv(list(episodes), header=True, sep=";", quote='"', escape='"', multiLine=True)
    return session.table(".".join("`" + part.replace("`", "``") + "`" for part in table_parts(episodes[0])))


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
