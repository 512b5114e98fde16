"""How long it takes to count the results of RBF 2025 in made-up episodes, beside others that count the same.

Each way is a process of its own, by turns: the leanest plans for DuckDB that a hand can write (rows and patients in
one pass, or one for each, and that in as little memory as ours), count(distinct) as an analyst writes it, nunique of
ibis, a mask in polars, and reading alone. All that count give the same counts, or the run ends with 1. Prints for each
the best time, what it had of processors, its most memory, and how many times as long as the leanest it takes; and,
with several sizes, how the time grows. It ends with 1 where a goal is not met, if it is told to judge: beside other
work it means nothing.

    python benchmarks/register.py [--rows 10^6,10^7] [--times 3] [--folder FOLDER] [--judge]

10^8 rows take 1 GB for the file and up to 8 GB for what is spilled; what would take more memory than there is is left
out then.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from attrs import evolve
from episodes_by_others import BY_OTHERS, Counts, asked_once, members

MOST_OF_LEANEST, FEWEST_TIMES_FASTER, MOST_MEMORY, MOST_GROWTH = 1.1, 6, 1000, 1.05
FEWEST_ROWS = 10**7
"""With fewer rows what is planned in Python (0.05 s) weighs as much as what is counted: times are told, not judged."""


def ours(path: str) -> Counts:
    """The counts of `rbflang measure` alone, as all others count them: without quality, and without hashes of files."""
    from rbflang.measuring.engines import duckdb
    from rbflang.measuring.episode_sources import EpisodeFiles, table_of
    from rbflang.measuring.patients.patient_parts import parts_of
    from rbflang.measuring.tables_counted import counted_tables

    one, file = asked_once(), EpisodeFiles((Path(path),), is_parquet=True)
    with tempfile.TemporaryDirectory() as folder, duckdb(Path(folder)) as engine:
        tables, in_parts = [(path, table_of(file, engine.connection))], evolve(engine, parts=parts_of([file]))
        found = counted_tables(tables, one.measurement, one.period, in_parts, members(), False, lambda look: ())
    return by_place(found)


def by_place(found: object) -> Counts:
    """What was counted as the others say it."""
    from rbflang.measuring.counts_found import CountedEpisodes

    assert isinstance(found, CountedEpisodes)
    counts = sorted(found.measurement.counts, key=lambda count: bool(count.distinct))
    return {(unit.payee, unit.unit): [unit.counts[count] for count in counts] for unit in found.units}


def with_quality(path: str) -> Counts:
    """All that `rbflang measure` does: with its quality of data, and hashes of files."""
    from rbflang.measuring.measure import measured

    one = asked_once()
    return by_place(measured(one.measurement, one.period, [path], members=members()))


WAYS: dict[str, Callable[[str], Counts]] = {"rbflang, counts": ours, "rbflang, with quality": with_quality, **BY_OTHERS}
LOADED = {
    "rbflang": ("rbflang.measuring.measure", "ibis.backends.duckdb"),
    "polars": ("polars",),
    "as little room": ("duckdb", "rbflang.measuring.engines"),
    "ibis nunique": ("ibis.backends.duckdb", "pyarrow"),
    **dict.fromkeys(("reading alone", "by hand", "count(distinct)"), ("duckdb",)),
}
"""What a way needs loaded before it begins, which is not timed."""
SEEN_ONCE = ("count(distinct)", "ibis nunique")
"""Ways so slow that one run of each tells enough."""
HUNGRY, MOST_FOR_HUNGRY = (*SEEN_ONCE, "polars, a mask"), 2 * 10**7
"""Ways that take more memory than there is with more rows."""


def run_alone(way: str, path: str) -> None:
    """One way, timed in this process: what it took once all was loaded, and what it counted."""
    asked_once()
    for name in LOADED[way.partition(",")[0]]:
        import_module(name)
    gc.disable()  # as rbflang itself runs
    before, begun = os.times(), perf_counter()
    found = WAYS[way](path)
    seconds, after = perf_counter() - begun, os.times()
    processors = after.user + after.system - before.user - before.system
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1000
    told = sorted([*place, *counts] for place, counts in found.items())
    print(json.dumps({"seconds": seconds, "processors": processors, "peak": peak, "counts": told}))


def run(way: str, path: Path) -> dict[str, Any]:
    """One way in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--alone", way, str(path)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure(path: Path, rows: int, times: int) -> dict[str, dict[str, Any]]:
    """All ways that are installed and have room, by turns; of each its best time and its most memory."""
    ways = [way for way in WAYS if way not in HUNGRY or rows <= MOST_FOR_HUNGRY]
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in ways if way != "polars, a mask" or find_spec("polars")}
    for turn in range(times):
        for way in runs:
            if not (turn and way in SEEN_ONCE):
                runs[way].append(run(way, path))
    found = {
        way: {**min(some, key=lambda one: one["seconds"]), "peak": max(one["peak"] for one in some)}
        for way, some in runs.items()
    }
    counted = {json.dumps(one["counts"]) for one in found.values() if one["counts"]}
    if len(counted) != 1:
        raise SystemExit("the ways do not count the same")
    return found


def told(rows: int, found: dict[str, dict[str, Any]]) -> float:
    """Print what was measured, and give the time of the leanest plan that a hand wrote."""
    leanest = min(one["seconds"] for way, one in found.items() if way.startswith("by hand"))
    print(f"{rows:,} rows")
    for way, one in found.items():
        print(
            f"  {way:24}{one['seconds']:8.2f} s {one['processors']:8.2f} s of processors {one['peak']:7.0f} MB"
            f"   {one['seconds'] / leanest:5.2f} times the leanest"
        )
    own, by_hand = (found[way]["seconds"] for way in ("rbflang, counts", "as little room, by hand"))
    print(f"  ours takes {own / by_hand:.2f} times what the same takes by hand in as little room")
    return leanest


def missed(rows: int, found: dict[str, dict[str, Any]], leanest: float) -> list[str]:
    """The goals that are not met with so many rows."""
    own, slow = found["rbflang, counts"]["seconds"], [found[way]["seconds"] for way in SEEN_ONCE if way in found]
    goals = {f"at most {MOST_MEMORY} MB": found["rbflang, with quality"]["peak"] <= MOST_MEMORY}
    if rows >= FEWEST_ROWS:
        goals |= {
            f"at most {MOST_OF_LEANEST} times the leanest": own <= MOST_OF_LEANEST * leanest,
            f"{FEWEST_TIMES_FASTER} times faster than count(distinct) and nunique": all(
                one >= FEWEST_TIMES_FASTER * own for one in slow
            ),
        }
    return [goal for goal, is_met in goals.items() if not is_met]


def rows_asked(text: str) -> list[int]:
    """Numbers of rows, as 10^6 or in figures."""
    return [int(base) ** int(power or 1) for one in text.split(",") for base, _, power in [one.partition("^")]]


def main() -> int:
    """Measure and print; 1 where a goal is not met and it is told to judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", default="10^6,10^7")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--alone", nargs=2)
    given = parser.parse_args()
    if given.alone:
        run_alone(*given.alone)
        return 0
    sizes, failed, own = rows_asked(given.rows), [], {}
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for rows in sizes:
            path = Path(folder) / f"episodes{rows}.parquet"
            made = [sys.executable, "-m", "rbflang", "make-episodes", "rbf2025", "--rows", str(rows), "--seed", "7"]
            subprocess.run(
                [*made, "-o", str(path)], check=True, capture_output=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )  # fmt: skip
            found = measure(path, rows, given.times)
            failed += missed(rows, found, told(rows, found))
            own[rows] = found["rbflang, counts"]["seconds"]
    if len(sizes) > 1:
        growth = math.log(own[sizes[-1]] / own[sizes[0]]) / math.log(sizes[-1] / sizes[0])
        print(f"the time grows as the rows to the power of {growth:.2f}")
        failed += [f"growth of at most {MOST_GROWTH}"] if growth > MOST_GROWTH else []
    for goal in dict.fromkeys(failed):
        print(f"not met: {goal}")
    return 1 if failed and given.judge else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    sys.exit(main())
