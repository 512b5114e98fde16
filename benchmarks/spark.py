"""How long Spark takes for the scenarios of RBF 2025, beside a step that does nothing: one machine, all processors.

Each partition makes its own rows of 44 results; what is paid is written as Parquet. The step that does nothing gets the
same rows and gives four of their columns. Results are any doubles from 0 to 1, so that both write as many different
numbers: few different ones are almost nothing in Parquet. Prints both, the ratio and what a row costs; it judges
nothing.

    python benchmarks/spark.py [rows]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

import rbflang
from rbflang.batch.on_spark import paid
from rbflang.data.figures import address_of


def computed() -> rbflang.Computed:
    """RBF 2025 with its preliminary results."""
    shelf = rbflang.find("rbf2025")
    prepared = rbflang.prepare(shelf) if shelf else ()
    found = rbflang.compute(prepared, "forelopig") if isinstance(prepared, rbflang.Prepared) else ()
    assert isinstance(found, rbflang.Computed)
    return found


def columns() -> list[str]:
    """The name of each result."""
    found = computed()
    quantity = found.checked.ruleset.quantities["måloppnåelse"]
    return [address_of(quantity, found.checked, key) for key in found.valuation.of("måloppnåelse")]


def main(rows: int) -> None:
    """Measure by turns and print."""
    names = columns()
    plain = [f"c{at}" for at in range(len(names))]
    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    ids = spark.range(rows, numPartitions=max(8, rows // 1_000_000))

    def made(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            random = np.random.default_rng(batch.column(0)[0].as_py())
            size = batch.num_rows
            yield pa.RecordBatch.from_arrays([pa.array(random.random(size)) for _ in names], plain)

    def nothing(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            yield batch.select(plain[:4])

    table = ids.mapInArrow(made, ", ".join(f"{name} double" for name in plain))
    empty = table.mapInArrow(nothing, ", ".join(f"{name} double" for name in plain[:4]))
    steps = {"nothing": empty, "paid": paid(table.toDF(*names), computed)}
    times: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(2):
        for name, step in steps.items():
            times[name].append(seconds(step))
    spark.stop()
    for name, own in times.items():
        print(f"{name:10} {min(own):7.1f} s   {min(own) / rows * 1e6:5.2f} s a million rows")
    ratio = min(times["paid"]) / min(times["nothing"])
    print(f"ratio      {ratio:7.2f}   goal: at most 1.15; {os.cpu_count()} processors")


def seconds(table: DataFrame) -> float:
    """How long it takes to compute and to write."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        table.write.parquet(f"{folder}/out")
        return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000)
