"""Files as a table of DuckDB, in the types that it finds in them, without reading a row of them.

What ibis has for this loads a library of tables to be told the names of the columns, which takes longer than to count
a million rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from rbflang.measuring.dialects import Expression


def viewed(connection: Any, function: str, paths: Sequence[str], options: Mapping[str, bool | int | str]) -> Expression:
    """The rows that a function of DuckDB, such as `read_parquet`, reads from files; whatever it raises is let through.

    `connection` is one of ibis.
    """
    engine = connection.con
    name = f"files {engine.execute('select count(*) from duckdb_views() where not internal').fetchall()[0][0]}"
    said = ", ".join(f"{key} = {_literal(option)}" for key, option in options.items())
    files = ", ".join(map(_literal, paths))
    engine.execute(f'create temp view "{name}" as select * from {function}([{files}], {said})')
    columns = engine.execute(f'describe "{name}"').fetchall()
    types = connection.compiler.type_mapper
    return ibis.table({column: types.from_string(kind) for column, kind, *_ in columns}, name=name)


def _literal(value: bool | int | str) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value).lower()
