"""How much memory scenarios of RBF 2025 take: in all from a Parquet file to another, and above input and output.

The first is what the operating system counts of `rbflang scenarios` in a process of its own, with all that is loaded;
the second what numpy asks for while ten million scenarios are paid. It judges nothing.

    python benchmarks/memory.py [rows of the file]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import rbflang
from rbflang.batch.scenarios import scenarios
from rbflang.data.figures import address_of

MANY, AT_A_TIME = 10_000_000, 250_000
ASKED = """
import resource, subprocess, sys
failed = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(failed, used.ru_maxrss, used.ru_utime + used.ru_stime)
"""
"""Asks how much a process has used, from a process that is small itself: the most of a child is at least as much as its
parent had when it began."""


def main(rows: int) -> None:
    """Measure and print."""
    computed = rbflang.compute(rbflang.prepare(rbflang.find("rbf2025")), "forelopig")  # type: ignore[arg-type]
    assert isinstance(computed, rbflang.Computed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder / "in.parquet", computed, rows)
        command = (sys.executable, "-m", "rbflang", "scenarios", "rbf2025", "--in", "in.parquet", "-o", "out.parquet")
        asked = (sys.executable, "-S", "-c", ASKED, *command)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(asked, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        failed, kilobytes, seconds = run.stdout.split()[-3:]
        told = f"{int(kilobytes) / 1000:.0f} MB in all, {rows / float(seconds) / 1e6:.2f} m/s"
        print(f"Parquet to Parquet, {rows} rows: {told}" if failed == "0" else "Parquet to Parquet failed")
    ready = scenarios(computed, ["måloppnåelse"])
    column = np.round(np.random.default_rng(1).random(MANY), 3)
    paid = [np.empty(MANY) for _ in ready.program.results]
    ready.payouts([column[:1000]] * len(ready.inputs))
    tracemalloc.start()
    ready.payouts([column] * len(ready.inputs), paid)
    print(f"{MANY} scenarios: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB above input and output")


def written(path: Path, computed: rbflang.Computed, rows: int) -> None:
    """Write random results, some rows at a time."""
    quantity, random = computed.checked.ruleset.quantities["måloppnåelse"], np.random.default_rng(1)
    names = [address_of(quantity, computed.checked, key) for key in computed.valuation.of("måloppnåelse")]
    schema = pa.schema([(name, pa.float64()) for name in names])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, AT_A_TIME):
            size = min(AT_A_TIME, rows - start)
            writer.write_table(pa.table({name: random.integers(0, 1000, size) / 1000 for name in names}, schema))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
