"""How long Spark takes to count the results of RBF 2025 in made-up episodes, beside the mask that a hand writes for it.

Both run by turns in one session on this machine, and give the same counts, or the run ends with 1. The one written by
hand groups once by region, trust and patient, with a bit for each condition on patients and a count for each on rows.
Prints the best time of each and how many times as long as the other it takes; with `--judge` it ends with 1 where that
is more than the goal.

    python benchmarks/register_on_spark.py [--rows 10^6] [--times 3] [--judge] [--file EPISODES.parquet]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from episodes_by_others import Counts, asked

from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.measure import measured
from rbflang.register.definitions import AllOf, AnyOf, ColumnKind, Condition, IsYes, Negated, OneOf

MOST_OF_BY_HAND = 1.1
ENGINE = "spark://local[2]"


def as_sql(condition: Condition) -> str:
    """A condition as somebody writes it by hand in Spark."""
    match condition:
        case OneOf(column, codes):
            if asked()[0].measurement.register.column(column).kind is ColumnKind.CODES:
                return " or ".join(f"array_contains(`{column}`, '{code}')" for code in codes)
            return f"`{column}` in ({', '.join(map(repr, codes))})"
        case IsYes(column):
            return f"`{column}`"
        case AllOf(parts):
            return " and ".join(f"({as_sql(part)})" for part in parts) or "true"
        case AnyOf(parts):
            return " or ".join(f"({as_sql(part)})" for part in parts)
        case Negated(part):
            return f"not coalesce({as_sql(part)}, false)"


def by_hand(session: Any, path: str) -> Counts:
    """A mask: rows and patients together, grouped once by region, trust and patient."""
    one, names = asked()
    assert one.period
    rows = [as_sql(count.where) for count in one.measurement.counts if not count.distinct]
    patients = [as_sql(count.where) for count in one.measurement.counts if count.distinct]
    mask = " | ".join(f"case when {held} then {1 << at}L else 0L end" for at, held in enumerate(patients))
    counted = "".join(f", count_if({held}) as s{at}" for at, held in enumerate(rows))
    sums = [*(f"sum(s{at})" for at in range(len(rows))), *(f"sum((m >> {at}) & 1)" for at in range(len(patients)))]
    found = session.sql(
        f"select region, foretak, {', '.join(sums)} from (select region, foretak, pasienter, "
        f"bit_or(case when pasienter is null then 0L else {mask} end) as m{counted} from parquet.`{path}` "
        f"where avsluttet between date'{one.period.first}' and date'{one.period.last}' and "
        f"{as_sql(one.measurement.where)} group by 1, 2, 3) group by 1, 2"
    ).collect()
    known = names["region"]
    return {(known[row[0]], row[1]): [int(one or 0) for one in row[2:]] for row in found if row[0] in known and row[1]}


def ours(session: Any, path: str, with_quality: bool = False) -> Counts:
    """What `rbflang measure` does, without what it tells of quality."""
    one, names = asked()
    found = measured(one.measurement, one.period, [path], ENGINE, members=names, with_quality=with_quality)
    assert isinstance(found, CountedEpisodes)
    counts = sorted(one.measurement.counts, key=lambda count: bool(count.distinct))
    return {(unit.payee, unit.unit): [unit.counts[count] for count in counts] for unit in found.units}


def with_quality(session: Any, path: str) -> Counts:
    """The same with all that it tells of quality."""
    return ours(session, path, with_quality=True)


WAYS = {"by hand, a mask": by_hand, "rbflang, counts": ours, "rbflang, with quality": with_quality}


def measure(path: str, times: int) -> dict[str, float]:
    """All ways by turns in one session, once before it counts; of each the best time."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
        .config("spark.ui.showConsoleProgress", "false").getOrCreate()
    )  # fmt: skip
    session.sparkContext.setLogLevel("ERROR")
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(times + 1):
        counted = set()
        for way, count in WAYS.items():
            begun = perf_counter()
            found = count(session, path)
            counted.add(repr(sorted(found.items())))
            if turn:
                seconds[way].append(perf_counter() - begun)
        if len(counted) != 1:
            raise SystemExit("the ways do not count the same")
    session.stop()
    return {way: min(some) for way, some in seconds.items()}


def main() -> int:
    """Measure and print; 1 where the goal is not met and it is told to judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", default="10^6")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--file")
    parser.add_argument("--judge", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or str(Path(folder) / "episodes.parquet")
        if not given.file:
            subprocess.run(
                [sys.executable, "-m", "rbflang", "make-episodes", "rbf2025", "--rows", given.rows, "--seed", "7",
                 "-o", path],
                check=True, capture_output=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )  # fmt: skip
        found = measure(path, given.times)
    for way, seconds in found.items():
        print(f"{way:24}{seconds:8.2f} s   {seconds / found['by hand, a mask']:5.2f} times the one by hand")
    is_met = found["rbflang, counts"] <= MOST_OF_BY_HAND * found["by hand, a mask"]
    if not is_met:
        print(f"not met: at most {MOST_OF_BY_HAND} times the one by hand")
    return 1 if given.judge and not is_met else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    sys.exit(main())
