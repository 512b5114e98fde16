"""Scenarios as Arrow: batches in, batches out, and Parquet and Arrow files that are read and written a batch at a time.

Takes scenarios with named columns; gives what they pay. The one door to pyarrow. Nothing holds more than a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from fractions import Fraction
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rbflang.batch.by_numpy import Column
from rbflang.batch.column_files import ColumnFile, ColumnPart, Paid
from rbflang.batch.named_columns import BATCH, ColumnsRefused, NamedScenarios
from rbflang.wording import Words

BUFFER = 2**16
"""So many bytes of a column are read at a time, not the whole column of a row group."""
TOGETHER = 65_536
"""So many rows are written as one row group: each has its place in the memory of the writer and of whoever reads it."""


def paid_batches(
    named: NamedScenarios, batches: Iterable[pa.RecordBatch], kept: Sequence[str] = ()
) -> Iterator[pa.RecordBatch]:
    """What the scenarios of each batch pay, beside the columns that are kept; `null` where there is no payout."""
    for batch in batches:
        given = {name: _doubles(name, batch.column(name)) for name in named.names}
        paid = named.payouts(given)
        arrays = [*(batch.column(name) for name in kept), *(_amounts(one, named.is_whole) for one in paid.values())]
        yield pa.RecordBatch.from_arrays(arrays, [*kept, *paid])


def _doubles(name: str, array: pa.Array) -> Column:
    if not (pa.types.is_floating(array.type) or pa.types.is_integer(array.type) or pa.types.is_decimal(array.type)):
        raise ColumnsRefused(
            Words(
                f"Kolonnen «{name}» er av typen {array.type}. Lagre den som tall (float64).",
                f"The column “{name}” is of type {array.type}. Store it as numbers (float64).",
            )
        )
    # To cast, pyarrow loads all that it can compute with; to make a column of numpy's, all of pandas where it is there.
    doubles = array if array.type == pa.float64() else array.cast(pa.float64())
    place = slice(doubles.offset, doubles.offset + len(doubles))
    present, values = doubles.buffers()
    if not len(doubles):
        return np.empty(0)
    found: Column = np.frombuffer(values, np.float64)[place]
    if not doubles.null_count:
        return found
    return np.where(np.unpackbits(np.frombuffer(present, np.uint8), bitorder="little")[place], found, nan)


def _amounts(column: Column, is_whole: bool) -> pa.Array:
    missing = np.isnan(column)
    values = np.where(missing, 0, column).astype(np.int64 if is_whole else np.float64)
    present = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    kind = pa.int64() if is_whole else pa.float64()
    return pa.Array.from_buffers(kind, len(column), [present, pa.py_buffer(values)])


def opened(path: Path) -> ColumnFile:
    """The columns of a Parquet or an Arrow file."""
    try:
        if path.suffix.lower() == ".parquet":
            return _parquet(pq.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER))
        return _arrow(pa.ipc.open_file(pa.memory_map(str(path))))
    except pa.ArrowInvalid as problem:
        raise ColumnsRefused(
            Words(f"{path.name} kan ikke leses: {problem}", f"{path.name} cannot be read: {problem}")
        ) from None


def _parquet(file: pq.ParquetFile) -> ColumnFile:
    def parts(names: Sequence[str], kept: Sequence[str]) -> Iterator[ColumnPart]:
        # The reader of data sets reads far ahead, and so do threads; this one keeps to a batch.
        return _parts(
            file.iter_batches(BATCH, columns=list(dict.fromkeys((*names, *kept))), use_threads=False), names, kept
        )

    return ColumnFile(tuple(file.schema_arrow.names), file.metadata.num_rows, parts)


def _arrow(file: pa.ipc.RecordBatchFileReader) -> ColumnFile:
    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(file.num_record_batches):
            batch = file.get_batch(number)
            for start in range(0, batch.num_rows, BATCH):
                yield batch.slice(start, BATCH)

    rows = sum(file.get_batch(number).num_rows for number in range(file.num_record_batches))
    return ColumnFile(tuple(file.schema.names), rows, lambda names, kept: _parts(batches(), names, kept))


def _parts(batches: Iterable[pa.RecordBatch], names: Sequence[str], kept: Sequence[str]) -> Iterator[ColumnPart]:
    for batch in batches:
        given = {name: _doubles(name, batch.column(name)) for name in names}
        yield ColumnPart(batch.num_rows, given, {name: batch.column(name) for name in kept})


def written(path: Path, parts: Iterable[Paid], is_whole: bool, is_parquet: bool) -> None:
    """Write an answer as a Parquet or an Arrow file, as it comes."""
    with ExitStack() as open_until_then:
        writer: Any = None
        for table in _together(_tables(parts, is_whole)):
            if writer is None:
                made = _parquet_writer if is_parquet else pa.ipc.new_file
                writer = open_until_then.enter_context(made(str(path), table.schema))
            writer.write_table(table)


def _parquet_writer(path: str, schema: pa.Schema) -> pq.ParquetWriter:
    """Amounts are seldom alike, so that a dictionary of them is memory for nothing."""
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    return pq.ParquetWriter(path, schema, use_dictionary=texts)


def _tables(parts: Iterable[Paid], is_whole: bool) -> Iterator[pa.Table]:
    for kept, paid in parts:
        columns = {name: one if isinstance(one, pa.Array) else pa.array(one) for name, one in kept.items()}
        yield pa.table(columns | {name: _amounts(one, is_whole) for name, one in paid.items()})


def _together(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows, many at a time."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(one.num_rows for one in waiting) >= TOGETHER:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def as_parquet(columns: Mapping[str, Sequence[Fraction | str | None]]) -> bytes:
    """A whole table as a Parquet file, its numbers as doubles."""
    sink = pa.BufferOutputStream()
    values = {
        name: [float(one) if isinstance(one, Fraction) else one for one in column] for name, column in columns.items()
    }
    pq.write_table(pa.table({name: pa.array(one) for name, one in values.items()}), sink)
    found: bytes = sink.getvalue().to_pybytes()
    return found
