"""How long it takes to count the results of RBF 2025 in made-up episodes, beside others that count the same.

Each way is a process of its own, by turns: the leanest plans for DuckDB that a hand can write (rows and
patients in one pass, or one for each), count(distinct) as an analyst writes it, nunique of ibis, a mask in polars, and
reading alone. All that count give the same counts, or the run ends with 1. Prints for each the best time, what it had
of processors, its most memory, and how many times as long as the leanest it takes; and, with several sizes, how the
time grows. It ends with 1 where a goal is not met, if it is told to judge: beside other work it means nothing.

    python benchmarks/register.py [--rows 10^6,10^7] [--times 3] [--folder FOLDER] [--judge]

10^8 rows take 2 GB for the file and up to 8 GB for what is spilled.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import reduce
from importlib import import_module
from importlib.util import find_spec
from operator import and_, or_
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

import rbflang
from rbflang.measuring.rounds.round_to_count import RoundToCount, names_of_members, round_to_count
from rbflang.register.definitions import AllOf, AnyOf, ColumnKind, Condition, IsYes, Negated, OneOf

MOST_OF_LEANEST, FEWEST_TIMES_FASTER, MOST_MEMORY, MOST_GROWTH = 1.1, 6, 1000, 1.05
Counts = dict[tuple[str, str], list[int]]


def asked() -> tuple[RoundToCount, dict[str, dict[str, str]]]:
    """The measurement of RBF 2025, and the regions by what they may be called."""
    shelf = rbflang.find("rbf2025")
    prepared = rbflang.prepare(shelf) if shelf else ()
    assert isinstance(prepared, rbflang.Prepared)
    (found,) = round_to_count(prepared.checked, "forelopig")
    assert isinstance(found, RoundToCount)
    names = names_of_members(prepared.checked.ruleset, found.measurement.register)
    return found, {name: dict(one) for name, one in names.items()}


def as_sql(condition: Condition) -> str:
    """A condition as somebody writes it by hand, for a table whose cells of several codes are lists."""
    measurement = asked_once().measurement
    match condition:
        case OneOf(column, codes):
            if measurement.register.column(column).kind is ColumnKind.CODES:
                return " or ".join(f"list_contains({column}, '{code}')" for code in codes)
            return f"{column} in ({', '.join(map(repr, codes))})"
        case IsYes(column):
            return column
        case AllOf(parts):
            return " and ".join(f"({as_sql(part)})" for part in parts) or "true"
        case AnyOf(parts):
            return " or ".join(f"({as_sql(part)})" for part in parts)
        case Negated(part):
            return f"not coalesce({as_sql(part)}, false)"


def asked_once() -> RoundToCount:
    """The measurement, read from the ruleset once."""
    if not _ASKED:
        _ASKED.extend(asked())
    return _ASKED[0]  # type: ignore[no-any-return]


_ASKED: list[Any] = []


def within() -> str:
    """Which rows count, by hand."""
    one = asked_once()
    assert one.period
    days = f"avsluttet between date '{one.period.first}' and date '{one.period.last}'"
    known = ", ".join(f"'{name}'" for name in _ASKED[1]["region"])
    return f"{days} and {as_sql(one.measurement.where)} and region in ({known}) and foretak is not null"


def split_counts() -> tuple[list[str], list[str]]:
    """The conditions of counts of rows, and of patients."""
    counts = asked_once().measurement.counts
    rows = [as_sql(count.where) for count in counts if not count.distinct]
    return rows, [as_sql(count.where) for count in counts if count.distinct]


def by_duckdb(*questions: str) -> list[list[tuple[Any, ...]]]:
    """What DuckDB answers, with all that it takes by itself."""
    import duckdb

    connection = duckdb.connect()
    return [connection.execute(question).fetchall() for question in questions]


def scanned(path: str) -> Counts:
    """Reading alone: the greatest of each column that is needed."""
    columns = [one.headings[0] for one in asked_once().measurement.register.columns]
    by_duckdb(f"select {', '.join(f'max({one})' for one in columns)} from '{path}'")
    return {}


def mask_of(conditions: list[str]) -> str:
    """A number with a bit for each condition."""
    return " | ".join(f"case when {one} then {1 << at} else 0 end" for at, one in enumerate(conditions))


def bits(number: int) -> str:
    """The sums of the bits of a mask."""
    return ", ".join(f"sum((m >> {at}) & 1)" for at in range(number))


def one_pass(path: str) -> Counts:
    """Rows and patients together, grouped once by unit and patient."""
    rows, patients = split_counts()
    counted = ", ".join(f"count(*) filter (where {one}) as s{at}" for at, one in enumerate(rows))
    sums = ", ".join(f"sum(s{at})" for at in range(len(rows)))
    (found,) = by_duckdb(
        f"select region, foretak, {sums}, {bits(len(patients))} from (select region, foretak, pasienter, "
        f"bit_or(case when pasienter is null then 0 else {mask_of(patients)} end) as m, {counted} "
        f"from '{path}' where {within()} group by 1, 2, 3) group by 1, 2"
    )
    return as_counts(found)


def two_passes(path: str) -> Counts:
    """Rows by what they are asked for; patients by a mask, with the place of their unit in a list."""
    rows, patients = split_counts()
    counted = ", ".join(f"sum(n) filter (where {one})" for one in rows)
    asked_of_rows = "region, foretak, tjenestetype, kontakt"
    first, units = (
        f"select region, foretak, {counted} from (select {asked_of_rows}, count(*) as n from '{path}' "
        f"where {within()} group by all) group by 1, 2",
        f"select distinct foretak, region from '{path}' where {within()}",
    )
    of_rows, places = by_duckdb(first, units)
    texts = ", ".join(f"'{unit}'" for unit, _ in places)
    (of_patients,) = by_duckdb(
        f"select u, {bits(len(patients))} from (select list_position([{texts}], foretak)::utinyint as u, pasienter, "
        f"bit_or({mask_of(patients)}) as m from '{path}' where {within()} and pasienter is not null group by 1, 2) "
        "group by 1"
    )
    masks = {places[row[0] - 1]: row[1:] for row in of_patients}
    nothing = (0,) * len(patients)
    return as_counts([(*row[:2], *row[2:], *masks.get((row[1], row[0]), nothing)) for row in of_rows])


def as_an_analyst(path: str) -> Counts:
    """A count(distinct) for each count of patients."""
    rows, patients = split_counts()
    counted = [f"count(*) filter (where {one})" for one in rows]
    counted += [f"count(distinct pasienter) filter (where {one})" for one in patients]
    (found,) = by_duckdb(
        f"select region, foretak, {', '.join(counted)} from '{path}' where {within()} group by region, foretak"
    )
    return as_counts(found)


def by_ibis(path: str) -> Counts:
    """A nunique of ibis for each count of patients."""
    import ibis

    one = asked_once()
    assert one.period
    table = ibis.duckdb.connect().read_parquet(path)
    table = table.filter(
        table.avsluttet.between(one.period.first, one.period.last), in_ibis(table, one.measurement.where)
    )
    sums = {}
    for at, count in enumerate(sorted(one.measurement.counts, key=lambda count: bool(count.distinct))):
        where = in_ibis(table, count.where)
        sums[f"n{at}"] = table.pasienter.nunique(where=where) if count.distinct else table.count(where=where)
    found = table.group_by("region", "foretak").agg(**sums).to_pyarrow().to_pylist()
    return as_counts([tuple(row.values()) for row in found])


def in_ibis(table: Any, condition: Condition) -> Any:
    """A condition in ibis, as somebody writes it by hand."""
    import ibis

    match condition:
        case OneOf(column, codes):
            if asked_once().measurement.register.column(column).kind is ColumnKind.CODES:
                return reduce(or_, (table[column].contains(code) for code in codes))
            return table[column].isin(codes)
        case IsYes(column):
            return table[column]
        case AllOf(parts):
            return reduce(and_, (in_ibis(table, part) for part in parts), ibis.literal(True))
    raise ValueError("RBF 2025 asks for nothing else")


def by_polars(path: str) -> Counts:
    """The mask in polars, row group by row group."""
    import polars as pl

    one = asked_once()
    assert one.period
    counts = sorted(one.measurement.counts, key=lambda count: bool(count.distinct))
    rows = [in_polars(count.where) for count in counts if not count.distinct]
    patients = [in_polars(count.where) for count in counts if count.distinct]
    mask = reduce(or_, (held.fill_null(False).cast(pl.Int64) * (1 << at) for at, held in enumerate(patients)))
    table = pl.scan_parquet(path).filter(
        pl.col("avsluttet").is_between(one.period.first, one.period.last) & in_polars(one.measurement.where)
    )
    held = pl.when(pl.col("pasienter").is_null()).then(0).otherwise(mask)
    grouped = table.group_by("region", "foretak", "pasienter").agg(
        held.bitwise_or().alias("m"), *(held.sum().alias(f"s{at}") for at, held in enumerate(rows))
    )
    found = grouped.group_by("region", "foretak").agg(
        *(pl.col(f"s{at}").sum() for at in range(len(rows))),
        *((pl.col("m") & (1 << at) > 0).sum().alias(f"n{at}") for at in range(len(patients))),
    )
    return as_counts(found.collect(engine="streaming").rows())


def in_polars(condition: Condition) -> Any:
    """A condition in polars, as somebody writes it by hand."""
    import polars as pl

    match condition:
        case OneOf(column, codes):
            if asked_once().measurement.register.column(column).kind is ColumnKind.CODES:
                return reduce(or_, (pl.col(column).list.contains(code) for code in codes))
            return pl.col(column).is_in(list(codes))
        case IsYes(column):
            return pl.col(column)
        case AllOf(parts):
            return reduce(and_, (in_polars(part) for part in parts), pl.lit(True))
    raise ValueError("RBF 2025 asks for nothing else")


def ours(path: str) -> Counts:
    """The counts of `rbflang measure` alone, as all others count them: without quality, and without hashes of files."""
    from rbflang.measuring.engines import duckdb
    from rbflang.measuring.episode_sources import EpisodeFiles, table_of
    from rbflang.measuring.tables_counted import counted_tables

    one, file = asked_once(), EpisodeFiles((Path(path),), is_parquet=True)
    with tempfile.TemporaryDirectory() as folder, duckdb(Path(folder)) as engine:
        tables = [(path, table_of(file, engine.connection))]
        found = counted_tables(tables, one.measurement, one.period, engine, _ASKED[1], False, lambda look: ())
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
    return by_place(measured(one.measurement, one.period, [path], members=_ASKED[1]))


def as_counts(rows: list[tuple[Any, ...]]) -> Counts:
    """Counts by region and trust, the regions by the names that the ruleset has."""
    names = _ASKED[1]["region"]
    return {
        (names[region], unit): [int(one or 0) for one in counts]
        for region, unit, *counts in rows
        if region in names and unit
    }


WAYS: dict[str, Callable[[str], Counts]] = {
    "reading alone": scanned,
    "by hand, one pass": one_pass,
    "by hand, two passes": two_passes,
    "rbflang, counts": ours,
    "rbflang, with quality": with_quality,
    "polars, a mask": by_polars,
    "count(distinct)": as_an_analyst,
    "ibis nunique": by_ibis,
}
LOADED = {
    "rbflang": ("rbflang.measuring.measure", "ibis.backends.duckdb"),
    "polars": ("polars",),
    "ibis nunique": ("ibis.backends.duckdb", "pyarrow"),
    **dict.fromkeys(("reading alone", "by hand", "count(distinct)"), ("duckdb",)),
}
"""What a way needs loaded before it begins, which is not timed."""
SEEN_ONCE = ("count(distinct)", "ibis nunique")
"""Ways so slow that one run of each tells enough."""


def run_alone(way: str, path: str) -> None:
    """One way, timed in this process: what it took once all was loaded, and what it counted."""
    asked_once()
    for name in LOADED[way.partition(",")[0]]:
        import_module(name)
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


def measure(path: Path, times: int) -> dict[str, dict[str, Any]]:
    """All ways that are installed by turns; of each its best time and its most memory."""
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS if way != "polars, a mask" or find_spec("polars")}
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
    return leanest


def missed(found: dict[str, dict[str, Any]], leanest: float) -> list[str]:
    """The goals that are not met."""
    own, slow = found["rbflang, counts"], min(found[way]["seconds"] for way in SEEN_ONCE)
    goals = {
        f"at most {MOST_OF_LEANEST} times the leanest": own["seconds"] <= MOST_OF_LEANEST * leanest,
        f"{FEWEST_TIMES_FASTER} times faster than count(distinct) and nunique": (
            slow >= FEWEST_TIMES_FASTER * own["seconds"]
        ),
        f"at most {MOST_MEMORY} MB": found["rbflang, with quality"]["peak"] <= MOST_MEMORY,
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
            found = measure(path, given.times)
            failed += missed(found, told(rows, found))
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
