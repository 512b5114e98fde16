"""The engines that count, and how each is begun: DuckDB comes along and counts in this process.

Gives a connection of ibis with the dialect it speaks. Nothing of a message of an engine is ever said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
from attrs import frozen

from rbflang.measuring.dialects import DIALECTS, Dialect

MEMORY = "600MB"
"""What DuckDB may use before it writes to its folder: with Python and ibis beside it, less than 1 GB in all."""


@frozen
class Engine:
    """An engine that is begun: its name as it is told, what it says in its own way, and how it is asked for rows.

    `rows` gives the rows of an expression of ibis as tuples; `connection` is that of ibis where files are read.
    """

    name: str
    dialect: Dialect
    rows: Callable[[Any], list[tuple[Any, ...]]]
    connection: Any = None


@contextmanager
def duckdb(folder: Path, memory: str = MEMORY) -> Iterator[Engine]:
    """DuckDB in this process; what does not fit in memory lies in a folder, and nothing is fetched."""
    connection = ibis.duckdb.connect(
        ":memory:",
        temp_directory=str(folder),
        memory_limit=memory,
        preserve_insertion_order=False,
        autoinstall_known_extensions=False,
    )

    def rows(expression: Any) -> list[tuple[Any, ...]]:
        return list(connection.con.execute(connection.compile(expression)).fetchall())

    try:
        yield Engine("duckdb", DIALECTS["duckdb"], rows, connection)
    finally:
        connection.disconnect()
