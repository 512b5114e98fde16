"""Plans that count the results of RBF 2025 in episodes, written as well by hand as we can: for `register.py`.

Each takes the path of a Parquet file and gives the counts of each trust, in one order: rows first, then patients.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, reduce
from operator import and_, or_
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import rbflang
from rbflang.measuring.patients.condition_steps import HoldsSomething, Steps, steps_of
from rbflang.measuring.rounds.round_to_count import RoundToCount, names_of_members, round_to_count
from rbflang.register.definitions import AllOf, AnyOf, ColumnKind, Condition, IsYes, Negated, OneOf

Counts: TypeAlias = "dict[tuple[str, str], list[int]]"


@cache
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
    return asked()[0]


def members() -> dict[str, dict[str, str]]:
    """The members of each set by what rows may call them."""
    return asked()[1]


def regions() -> dict[str, str]:
    """The regions of the ruleset by what rows may call them."""
    return members()["region"]


def within() -> str:
    """Which rows count, by hand."""
    one = asked_once()
    assert one.period
    days = f"avsluttet between date '{one.period.first}' and date '{one.period.last}'"
    known = ", ".join(f"'{name}'" for name in regions())
    return f"{days} and {as_sql(one.measurement.where)} and region in ({known}) and foretak is not null"


def split_counts() -> tuple[list[str], list[str]]:
    """The conditions of counts of rows, and of patients."""
    counts = asked_once().measurement.counts
    rows = [as_sql(count.where) for count in counts if not count.distinct]
    return rows, [as_sql(count.where) for count in counts if count.distinct]


def by_duckdb(*questions: str, settings: Sequence[str] = ()) -> list[list[tuple[Any, ...]]]:
    """What DuckDB answers, with all that it takes by itself unless it is set otherwise."""
    import duckdb

    connection = duckdb.connect()
    for one in settings:
        connection.execute(f"set {one}")
    return [connection.execute(question).fetchall() for question in questions]


def scanned(path: str) -> Counts:
    """Reading alone: the greatest of each column that is needed."""
    columns = [one.headings[0] for one in asked_once().measurement.register.columns]
    by_duckdb(f"select {', '.join(f'max({one})' for one in columns)} from '{path}'")
    return {}


def mask_of_patients() -> str:
    """A number with a bit for each count of patients."""
    measurement = asked_once().measurement
    wheres = [count.where for count in measurement.counts if count.distinct]
    return nested({1 << at: steps_of(where, measurement.register) for at, where in enumerate(wheres)})


def nested(bits: dict[int, Steps]) -> str:
    """A number with a bit for each condition, in which what several of them begin with is asked once."""
    first: dict[Any, dict[int, Steps]] = {}
    for bit, steps in bits.items():
        if steps:
            first.setdefault(steps[0], {})[bit] = steps[1:]
    asked = [
        f"case when {f'{one.column} is not null' if isinstance(one, HoldsSomething) else as_sql(one)} "
        f"then {nested(rest)} else 0 end"
        for one, rest in first.items()
    ]
    return " | ".join([*asked, str(sum(bit for bit, steps in bits.items() if not steps))])


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
        f"bit_or(case when pasienter is null then 0 else {mask_of_patients()} end) as m, {counted} "
        f"from '{path}' where {within()} group by 1, 2, 3) group by 1, 2"
    )
    return as_counts(found)


def two_passes(path: str, settings: Sequence[str] = ()) -> Counts:
    """Rows by what they are asked for; patients by a mask, with the place of their unit in a list."""
    rows, patients = split_counts()
    counted = ", ".join(f"sum(n) filter (where {one})" for one in rows)
    asked_of_rows = "region, foretak, tjenestetype, kontakt"
    first, units = (
        f"select region, foretak, {counted} from (select {asked_of_rows}, count(*) as n from '{path}' "
        f"where {within()} group by all) group by 1, 2",
        f"select distinct foretak, region from '{path}' where {within()}",
    )
    of_rows, places = by_duckdb(first, units, settings=settings)
    texts = ", ".join(f"'{unit}'" for unit, _ in places)
    (of_patients,) = by_duckdb(
        f"select u, {bits(len(patients))} from (select list_position([{texts}], foretak)::utinyint as u, pasienter, "
        f"bit_or({mask_of_patients()}) as m from '{path}' where {within()} and pasienter is not null group by 1, 2) "
        "group by 1",
        settings=settings,
    )
    masks = {places[row[0] - 1]: row[1:] for row in of_patients}
    nothing = (0,) * len(patients)
    return as_counts([(*row[:2], *row[2:], *masks.get((row[1], row[0]), nothing)) for row in of_rows])


def in_as_little(path: str) -> Counts:
    """The same in as little memory as ours, with what is spilled as well kept: that the two may be compared."""
    from rbflang.measuring.engines import MEMORY, SETTINGS

    with TemporaryDirectory() as folder:
        return two_passes(path, (f"memory_limit = '{MEMORY}'", f"temp_directory = '{folder}'", *SETTINGS))


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


def as_counts(rows: list[tuple[Any, ...]]) -> Counts:
    """Counts by region and trust, the regions by the names that the ruleset has."""
    names = regions()
    return {
        (names[region], unit): [int(one or 0) for one in counts]
        for region, unit, *counts in rows
        if region in names and unit
    }


BY_OTHERS: dict[str, Callable[[str], Counts]] = {
    "reading alone": scanned,
    "by hand, one pass": one_pass,
    "by hand, two passes": two_passes,
    "as little room, by hand": in_as_little,
    "polars, a mask": by_polars,
    "count(distinct)": as_an_analyst,
    "ibis nunique": by_ibis,
}
