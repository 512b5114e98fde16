"""A Parquet file of observations as the CSV text it would be, and a table of texts as such a file.

Takes columns of texts and whole numbers; a number with decimals has lost how it was printed, and is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rbflang import workbook_faults
from rbflang.delimited import joined
from rbflang.diagnostics import Fault
from rbflang.source import Source

SEPARATOR = ";"


def read_parquet(path: Path, name: str) -> Source | Fault:
    """The rows of a Parquet file as CSV text with semicolons; or why it cannot be read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return workbook_faults.parquet_reader_missing(name)
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError, ValueError):
        return workbook_faults.parquet_damaged(name)
    for column in table.schema:
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)
                or pa.types.is_null(kind)):  # fmt: skip
            return workbook_faults.parquet_column_of_another_type(name, column.name, str(column.type))
    columns = [
        ["" if one is None else " ".join(str(one).split()) for one in column.to_pylist()] for column in table.columns
    ]
    lines = [joined(table.column_names, SEPARATOR), *(joined(row, SEPARATOR) for row in zip(*columns, strict=True))]
    return Source(name, "\n".join(lines) + "\n")


def as_parquet_rows(headings: Sequence[str], rows: Sequence[Sequence[str]], about: str) -> bytes:
    """A table of texts as a Parquet file; `about` says in the file what it is."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [pa.array([row[at] for row in rows], pa.string()) for at in range(len(headings))]
    table = pa.table(dict(zip(headings, columns, strict=True))).replace_schema_metadata({"rbflang": about})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    found: bytes = sink.getvalue().to_pybytes()
    return found
