"""Made-up episodes written to a file, some rows at a time: Parquet, or CSV with a semicolon between columns.

Parquet has a row group for each part. CSV has `ja` and `nei`, days as 2024-03-28, and a comma between codes in a cell.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from rbflang.measuring.made_up.drawn_rows import drawn_rows
from rbflang.measuring.made_up.episode_columns import columns_of, schema_of
from rbflang.measuring.made_up.episode_plan import EpisodePlan
from rbflang.measuring.made_up.unit_numbers import unit_numbers

TOGETHER = 131_072
"""So many rows are made at a time."""
ENDINGS = (".parquet", ".csv")


def parts(plan: EpisodePlan, together: int = TOGETHER, workers: int = 1) -> Iterator[pa.RecordBatch]:
    """The table of a plan, some rows at a time; each part is the same whoever makes it, and they come in order.

    So many parts as there are workers are made ahead, and no more.
    """
    numbers, rows = unit_numbers(plan), plan.asked.rows
    columns = schema_of(numbers)

    def part(first: int) -> pa.RecordBatch:
        drawn = drawn_rows(numbers, first, min(first + together, rows))
        return pa.RecordBatch.from_arrays(columns_of(numbers, drawn), schema=columns)

    with ThreadPoolExecutor(workers) as pool:
        ahead: deque[Future[pa.RecordBatch]] = deque()
        for first in range(0, rows, together):
            ahead.append(pool.submit(part, first))
            if len(ahead) > workers:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def schema(plan: EpisodePlan) -> pa.Schema:
    """The columns of a plan's table."""
    return schema_of(unit_numbers(plan))


def written_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    """Write batches as Parquet.

    Codes and names are written once in each part, keys as they are: these are hardly ever the same twice. Compressed as
    is usual for Parquet, which is larger and faster to read than with zstd.
    """
    repeated = [column.name for column in schema if not pa.types.is_integer(column.type)]
    lists = [f"{name}.list.{inner}" for name in repeated for inner in ("element", "item")]
    with pq.ParquetWriter(path, schema, compression="snappy", use_dictionary=[*repeated, *lists]) as file:
        for batch in batches:
            file.write_batch(batch)


def written_csv(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    """Write batches as CSV in UTF-8."""
    options = pyarrow.csv.WriteOptions(include_header=False, delimiter=";", quoting_style="needed")
    with path.open("wb") as file:
        file.write((";".join(schema.names) + "\n").encode())
        for batch in batches:
            pyarrow.csv.write_csv(_in_words(batch), file, options)


def _in_words(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([_as_written(column) for column in batch.columns], batch.schema.names)


def _as_written(column: pa.Array) -> pa.Array:
    if pa.types.is_boolean(column.type):
        return pc.if_else(column, "ja", "nei")
    return pc.binary_join(column, ",") if pa.types.is_list(column.type) else column
