"""RBF 2025 by hand in numba, polars, DuckDB and OpenFisca: the same rules as in `batch.py`, in plain doubles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from by_openfisca import in_openfisca

GIVES = (1.0, 1.0, 2.0, 1.0)
Columns = Sequence[Any]
Work = Callable[[Columns, Columns], None]


class Numbers(Protocol):
    """The numbers of the year, in the order of the columns."""

    points: list[float]
    areas: list[int]
    limits: list[list[float]]
    key: list[float]


def by_others(year: Numbers, money: float) -> dict[str, Work]:
    """Each that is installed."""
    made = {"numba": in_numba, "polars": in_polars, "duckdb": in_duckdb, "openfisca_core": in_openfisca}
    return {name: make(year, money) for name, make in made.items() if find_spec(name)}


def in_numba(year: Numbers, money: float) -> Work:
    """Scenario by scenario, as numba likes it; compiled before it is measured."""
    import numba

    points, key, limits = np.array(year.points), np.array(year.key), np.array(year.limits)
    areas = np.array(year.areas)

    @numba.njit(fastmath=False, nogil=True, error_model="numpy")  # type: ignore[untyped-decorator]
    def run(given: Any, paid: Any) -> None:
        for row in range(len(given[0])):
            sums, column = np.zeros(4), 0
            for n in range(len(points)):
                parts = np.zeros(4)
                for _ in range(areas[n]):
                    for region in range(4):
                        x = given[column][row]
                        parts[region] += (
                            (1.0 if x >= limits[n, 0] else 0.0)
                            + (1.0 if x >= limits[n, 1] else 0.0)
                            + (2.0 if x >= limits[n, 2] else 0.0)
                            + (1.0 if x >= limits[n, 3] else 0.0)
                        )
                        column += 1
                total = parts[0] + parts[1] + parts[2] + parts[3]
                each = points[n] / (total if total > 0 else 4.0)
                for region in range(4):
                    sums[region] += (parts[region] if total > 0 else 1.0) * each
            weighted = sums * key
            factor = money / (weighted[0] + weighted[1] + weighted[2] + weighted[3])
            down, rest, left = np.zeros(4), np.zeros(4), money
            for region in range(4):
                amount = weighted[region] * factor
                down[region] = np.floor(amount)
                rest[region] = amount - down[region]
                left -= down[region]
            for region in range(4):
                ahead = 0
                for other in range(4):
                    if rest[other] > rest[region] or (rest[other] == rest[region] and other < region):
                        ahead += 1
                paid[region][row] = down[region] + (1.0 if ahead < left else 0.0)

    def work(given: Columns, paid: Columns) -> None:
        run(tuple(given), tuple(paid))

    columns = sum(year.areas) * 4
    work([np.zeros(1) for _ in range(columns)], [np.zeros(1) for _ in range(4)])
    return work


def in_polars(year: Numbers, money: float) -> Work:
    """Expressions over columns."""
    import polars as pl

    def amounts() -> list[Any]:
        sums: list[Any] = [pl.lit(0.0)] * 4
        column = 0
        for points, areas, limits in zip(year.points, year.areas, year.limits, strict=True):
            parts: list[Any] = [pl.lit(0.0)] * 4
            for _ in range(areas):
                for region in range(4):
                    x = pl.col(str(column))
                    for limit, gives in zip(limits, GIVES, strict=True):
                        parts[region] = parts[region] + (x >= limit).cast(pl.Float64) * gives
                    column += 1
            total = parts[0] + parts[1] + parts[2] + parts[3]
            for region in range(4):
                shared = pl.when(total > 0).then(parts[region] * (points / total)).otherwise(points / 4)
                sums[region] = sums[region] + shared
        return [sums[region] * year.key[region] for region in range(4)]

    weighted = amounts()

    def work(given: Columns, paid: Columns) -> None:
        table = pl.DataFrame({str(at): column for at, column in enumerate(given)})
        found = table.lazy().select(**{f"w{region}": weighted[region] for region in range(4)})
        factor = money / (pl.col("w0") + pl.col("w1") + pl.col("w2") + pl.col("w3"))
        found = found.with_columns((pl.col(f"w{r}") * factor).alias(f"a{r}") for r in range(4))
        found = found.with_columns(pl.col(f"a{r}").floor().alias(f"d{r}") for r in range(4))
        found = found.with_columns((pl.col(f"a{r}") - pl.col(f"d{r}")).alias(f"r{r}") for r in range(4))
        left = money - (pl.col("d0") + pl.col("d1") + pl.col("d2") + pl.col("d3"))
        whole = [pl.col(f"d{r}") + (_ahead(pl.col, r) < left).cast(pl.Float64) for r in range(4)]
        rows = found.select(**{f"p{r}": one for r, one in enumerate(whole)}).collect()
        for region in range(4):
            paid[region][:] = rows[f"p{region}"].to_numpy()

    return work


def _ahead(column: Callable[[str], Any], own: int) -> Any:
    """How many remainders come before one."""
    found: Any = 0
    for other in range(4):
        if other != own:
            a, b = column(f"r{other}"), column(f"r{own}")
            found = found + ((a >= b) if other < own else (a > b)).cast(int)
    return found


def in_duckdb(year: Numbers, money: float) -> Work:
    """One statement of SQL over the columns as they lie in memory."""
    import duckdb
    import pyarrow as pa

    column, parts, sums = 0, list[str](), [list[str]() for _ in range(4)]
    for n, (points, areas, limits) in enumerate(zip(year.points, year.areas, year.limits, strict=True)):
        each: list[list[str]] = [[] for _ in range(4)]
        for _ in range(areas):
            for region in range(4):
                each[region] += [
                    f"{gives} * (c{column} >= {limit!r})::INT" for limit, gives in zip(limits, GIVES, strict=True)
                ]
                column += 1
        parts += [f"({' + '.join(terms)}) AS p{n}_{region}" for region, terms in enumerate(each)]
        total = " + ".join(f"p{n}_{region}" for region in range(4))
        for region in range(4):
            sums[region].append(
                f"CASE WHEN {total} > 0 THEN p{n}_{region} * ({points} / ({total})) ELSE {points / 4} END"
            )
    weighted = ", ".join(
        f"({' + '.join(terms)}) * {year.key[region]!r} AS w{region}" for region, terms in enumerate(sums)
    )
    amounts = ", ".join(f"w{r} * ({money} / (w0 + w1 + w2 + w3)) AS a{r}" for r in range(4))
    downs = ", ".join(f"floor(a{r}) AS d{r}, a{r} - floor(a{r}) AS r{r}" for r in range(4))
    ahead = [" + ".join(f"(r{s} {'>=' if s < r else '>'} r{r})::INT" for s in range(4) if s != r) for r in range(4)]
    paid_of = ", ".join(f"d{r} + (({ahead[r]}) < {money} - (d0 + d1 + d2 + d3))::INT AS paid{r}" for r in range(4))
    query = (
        f"WITH parts AS (SELECT {', '.join(parts)} FROM given), weighted AS (SELECT {weighted} FROM parts),"
        f" amounts AS (SELECT {amounts} FROM weighted), downs AS (SELECT {downs} FROM amounts)"
        f" SELECT {paid_of} FROM downs"
    )

    def work(given: Columns, paid: Columns) -> None:
        with duckdb.connect() as connection:
            connection.execute("SET threads = 1")
            connection.register("given", pa.table({f"c{at}": pa.array(one) for at, one in enumerate(given)}))
            rows = connection.execute(query).fetchnumpy()
        for region in range(4):
            paid[region][:] = rows[f"paid{region}"]

    return work
