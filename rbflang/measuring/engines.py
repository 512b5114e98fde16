"""The engines that count, and how each is begun: DuckDB comes along and counts in this process.

Gives a connection of ibis with the dialect it speaks. Nothing of a message of an engine is ever said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import ibis
from attrs import frozen

from rbflang.measuring.dialects import DIALECTS, Dialect

MEMORY = "700MB"
"""What DuckDB may use before it writes to its folder: with Python and ibis beside it, less than 1 GB in all."""

PATIENCE_IN_THOUSANDTHS = 200
"""Of a second, between two words on how much is done."""


SETTINGS = (
    # Beside what is grouped, whose keys are replaced, DuckDB writes pages of a file as they were read where memory is
    # short: all of it is encrypted, with a key that this process alone has. The library that comes along draws that key
    # by a generator that DuckDB does not call secure, which is why keys are replaced too.
    "force_mbedtls_unsafe = 'true'",
    "temp_file_encryption = true",
    "enable_progress_bar = true",
    "enable_progress_bar_print = false",
)


def _keeps_nothing(expression: Any, folder: Path, by: str) -> None:
    raise NotImplementedError("an engine that counts elsewhere keeps nothing here")


@frozen
class Engine:
    """An engine that is begun: its name as it is told, what it says in its own way, and how it is asked for rows.

    `rows` gives the rows of an expression of ibis as tuples; `connection` is that of ibis where files are read.
    Patients are counted in so many `parts`: `keep` writes rows to a folder, by the value of a column; what is counted
    of a part is kept in the `folder`, under a hash of all that it is counted in.
    """

    name: str
    dialect: Dialect
    rows: Callable[[Any], list[tuple[Any, ...]]]
    connection: Any = None
    keep: Callable[[Any, Path, str], None] = _keeps_nothing
    parts: int = 1
    folder: Path | None = None
    counts_in: str = ""


@contextmanager
def duckdb(folder: Path, memory: str = MEMORY, told: Callable[[int], None] | None = None) -> Iterator[Engine]:
    """DuckDB in this process; what does not fit in memory lies in a folder, and nothing is fetched.

    `told` hears how many hundredths of all questions so far are answered.
    """
    connection = ibis.duckdb.connect(
        ":memory:",
        temp_directory=str(folder),
        memory_limit=memory,
        preserve_insertion_order=False,
        autoinstall_known_extensions=False,
    )
    for setting in SETTINGS:
        connection.con.execute(f"set {setting}")
    answered = 0

    def rows(expression: Any) -> list[tuple[Any, ...]]:
        return answer_to(connection.compile(expression))

    def keep(expression: Any, folder: Path, by: str) -> None:
        form = f"format parquet, compression uncompressed, partition_by ({by})"
        place = str(folder).replace("'", "''")
        answer_to(f"copy ({connection.compile(expression)}) to '{place}' ({form})")

    def answer_to(question: str) -> list[tuple[Any, ...]]:
        nonlocal answered
        found = answer_of(connection.con, question, told_so_far)
        answered += 1
        return found

    def told_so_far(share: int) -> None:
        if told:
            told(100 * answered + share)

    try:
        yield Engine("duckdb", DIALECTS["duckdb"], rows, connection, keep, folder=folder)
    finally:
        connection.disconnect()


def answer_of(connection: Any, question: str, told: Callable[[int], None]) -> list[tuple[Any, ...]]:
    """The rows that answer a question; while they are worked out it is told how many hundredths are done.

    The question is asked beside, so that whoever waits can be told, and can break it off.
    """
    with ThreadPoolExecutor(1) as beside:
        answer = beside.submit(lambda: list(connection.execute(question).fetchall()))
        try:
            while True:
                with suppress(TimeoutError):
                    return answer.result(PATIENCE_IN_THOUSANDTHS / 1000)
                told(max(0, min(99, int(connection.query_progress()))))
        except BaseException:
            connection.interrupt()
            raise
