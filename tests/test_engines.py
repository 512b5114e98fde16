"""Engines: which address names which, what is never said of one, and what a table is there. Each fault is an
`engine-not-reached`, and says neither a password nor what a server answered.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import astuple
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from real_servers import PostgreSQL

from rbflang.diagnostics import Fault
from rbflang.measuring.servers.engine_address import EngineAddress, EngineKind, engine_address, table_parts
from rbflang.wording import Words

ROOT = Path(__file__).parent.parent
SECRET = "s3cr3t"


def said(fault: object) -> str:
    """All words of a fault in both languages."""
    return " ".join(_words(fault))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Words):
        yield from (value.nb, value.en)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif isinstance(value, Fault):
        assert value.slug == "engine-not-reached"
        yield from _words(astuple(value, recurse=False)[1:])


def refused(text: str) -> str:
    fault = engine_address(text)
    assert isinstance(fault, Fault)
    return said(fault)


@pytest.mark.parametrize(
    ("text", "kind", "shown", "table"),
    [
        ("duckdb", EngineKind.DUCKDB, "duckdb", ""),
        ("postgresql://anna:pw@db.hf.no:5433/npr#aktivitet.episoder", EngineKind.POSTGRESQL,
         "postgresql://anna@db.hf.no:5433/npr", "aktivitet.episoder"),
        ("postgres://anna@/npr?host=/run/x&password=pw", EngineKind.POSTGRESQL, "postgres://anna@/npr", ""),
        ("postgresql://[::1]/npr", EngineKind.POSTGRESQL, "postgresql://[::1]/npr", ""),
        ("spark://local[2]#t", EngineKind.SPARK, "spark://local[2]", "t"),
        ("spark://", EngineKind.SPARK, "spark://", ""),
        ("spark://vert:7077", EngineKind.SPARK, "spark://vert:7077", ""),
        ("trino://anna@vert:8080/hive/npr#t", EngineKind.TRINO, "trino://anna@vert:8080/hive/npr", "t"),
    ],
)  # fmt: skip
def test_an_address_names_an_engine_and_perhaps_a_table(text: str, kind: EngineKind, shown: str, table: str) -> None:
    found = engine_address(text)
    assert isinstance(found, EngineAddress)
    assert (found.kind, found.shown, found.table) == (kind, shown, table)
    assert found.url == (text.rpartition("#")[0] or text if kind is not EngineKind.DUCKDB else "")


def test_what_is_no_engine_is_told_with_those_there_are() -> None:
    assert "«mysql://anna@vert/npr» er ingen motor som kan telle" in refused("mysql://anna:pw@vert/npr")
    assert "--engine duckdb" in refused("mysql")
    assert "Det står ikke hvor «spark» er" in refused("spark")
    assert "spark-submit" in refused("spark://yarn")
    assert "DuckDB har ingen adresse" in refused("duckdb:///fil.db")


@settings(max_examples=150)
@given(
    st.sampled_from(("postgresql", "spark", "mysql", "trino", "duckdb", "")),
    st.text(":/?#@[]%&= ab'", max_size=6),
    st.text(":/?#@[]%&= ab'", max_size=6),
    st.sampled_from(("@", "@host/db", "@host/db#t", "", "#t", "@host?sslmode=require")),
    st.sampled_from(("u:", ":", "u@h/db?password=", "u@h/db?user=a&sslpassword=", "host:")),
)
def test_a_password_is_never_shown(scheme: str, before: str, after: str, behind: str, front: str) -> None:
    """Wherever an address, rightly written or not, has its password; without a host, no @ of its own divides it."""
    assume("@" in behind or "@" not in before)
    text = f"{scheme}://{front}{before}{SECRET}{after}{behind}"
    found = engine_address(text)
    shown = said(found) if isinstance(found, Fault) else f"{found!r} {found.shown} {found.table}"
    assert SECRET not in shown


def test_a_table_has_parts() -> None:
    assert table_parts("aktivitet.episoder") == ("aktivitet", "episoder")
    assert table_parts('"Min ""egen"".del".Tabell') == ('Min "egen".del', "Tabell")
    assert table_parts("a..b") == table_parts('a"b') == table_parts("") == ()


# PostgreSQL


@pytest.fixture(scope="module")
def table(postgresql: PostgreSQL) -> PostgreSQL:
    """A table of one row that compares its texts without looking at capital letters."""
    with postgresql.connect() as owner:
        owner.execute("create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
        owner.execute("""create table "Odd" (code text collate any_case, padded char(5), codes varchar(9)[],
            ended timestamptz, naive timestamp, key numeric(12, 2), number smallint, "a%b" boolean, owner name)""")
        owner.execute("""insert into "Odd" values ('TS', 'ab', '{ts}', '2024-04-30 22:30Z', '2024-04-30 23:59', 7.10, 3,
            true, 'x')""")
        owner.execute('grant select on "Odd" to reader')
        owner.execute("create table secret (at int)")
    return postgresql


def asked(server: PostgreSQL, name: str, work: Any, url: str = "") -> Any:
    from rbflang.measuring.servers.postgresql_table import with_postgresql

    address = engine_address(url or server.url())
    assert isinstance(address, EngineAddress)
    found = with_postgresql(address, name, work)
    if isinstance(found, Fault):
        assert server.password not in said(found) and "hemmelig" not in said(found)
        return said(found)
    return found


def test_texts_of_postgresql_are_compared_byte_by_byte(table: PostgreSQL) -> None:
    with table.connect() as owner:
        assert owner.execute("""select count(*) from "Odd" where code = 'ts'""").fetchone() == (1,)

    def work(served: Any) -> Any:
        own = served.table
        sums = {
            "upper": own.code == "TS",
            "lower": own.code == "ts",
            "pad": own.padded == "ab",
            "in": own.codes.contains("ts"),
        }
        return served.rows(own.aggregate(**{name: one.sum().cast("int64") for name, one in sums.items()}))

    assert asked(table, '"Odd"', work) == [(1, 0, 1, 1)]


def test_a_time_with_a_zone_is_of_the_day_that_norwegian_clocks_showed(table: PostgreSQL) -> None:
    """22:30 in Greenwich on 30 April 2024 was half past twelve at night on 1 May in Norway."""

    def work(served: Any) -> Any:
        own = served.table
        return served.rows(own.select(own.ended.date(), own.naive.date(), own.key, own.number, own["a%b"], own.owner))

    assert asked(table, '"Odd"', work) == [(date(2024, 5, 1), date(2024, 4, 30), "7.1", 3, True, "x")]


def test_nothing_can_be_written_by_whoever_may(table: PostgreSQL) -> None:
    def work(served: Any) -> Any:
        return served.table.get_backend().raw_sql("create table written (at int)")

    # 25006: read_only_sql_transaction
    assert "25006" in asked(table, '"Odd"', work, table.url("owner"))


def test_all_is_of_one_state_of_the_table(table: PostgreSQL) -> None:
    def work(served: Any) -> Any:
        before = served.rows(served.table.count().as_table())
        with table.connect() as owner:
            owner.execute("""insert into "Odd" (code) values ('later')""")
        return before, served.rows(served.table.count().as_table())

    try:
        assert asked(table, '"Odd"', work) == ([(1,)], [(1,)])
    finally:
        with table.connect() as owner:
            owner.execute("""delete from "Odd" where code = 'later'""")


def test_a_server_that_refuses_is_told_with_its_cure_and_without_what_it_said(table: PostgreSQL) -> None:
    def work(served: Any) -> Any:
        return served.rows(served.table)

    assert "har ingen tabell «none»" in asked(table, "none", work)
    assert "har ingen tabell «a..b»" in asked(table, "a..b", work)
    assert "får ikke lese «secret»" in asked(table, "secret", work)
    assert "slipper ingen inn" in asked(table, "secret", work, table.url("reader", "hemmelig"))
    assert "slipper ingen inn" in asked(table, "secret", work, table.url(database="other"))
    for url in ("postgresql://u:hemmelig@127.0.0.1:1/x", "postgresql://u:hemmelig@no.such.invalid/x"):
        assert "Ingen svarer på postgresql://u@" in asked(table, "secret", work, url)
    for url in ("postgresql://u:hemmelig%zz@h/x", "postgresql://u:hemmelig@h/x?wrong=1"):
        assert "Adressen til PostgreSQL kan ikke forstås" in asked(table, "secret", work, url)


def test_what_stops_a_query_is_told_by_its_code_alone(table: PostgreSQL) -> None:
    def work(served: Any) -> Any:
        return served.rows(served.table.select(at=served.table.code.cast("int64")))

    found = asked(table, '"Odd"', work)
    assert "22P02" in found and "TS" not in found


# Spark

FAILS = """
import sys
from pathlib import Path
from rbflang.measuring.servers.engine_address import engine_address
from rbflang.measuring.episode_sources import files_behind
from rbflang.measuring.servers.spark_table import with_spark

def failing(served):
    print(served.rows(served.table.count().as_table())[0][0])
    return served.rows(served.table.select(at=served.table.key.cast("date")))

folder = Path(sys.argv[1])
address = engine_address("spark://local[2]")
fault = with_spark(address, files_behind(str(folder / "episodes.parquet")), folder / "run", failing)
print(fault.slug, fault.story[0].nb)
print(with_spark(address, ["no_such_table"], folder / "run", failing).title.nb)
print(with_spark(engine_address("spark://127.0.0.1:1"), ["x"], folder / "run", failing).title.nb)
"""


@pytest.mark.usefixtures("spark_session")
def test_spark_says_nothing_of_a_row_and_keeps_all_in_one_folder(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "run").mkdir(mode=0o700)
    pq.write_table(pa.table({"key": ["a key of somebody", "b"]}), tmp_path / "episodes.parquet")
    (tmp_path / "here").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FAILS, str(tmp_path)], cwd=tmp_path / "here", capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SPARK_LOCAL_DIRS": str(tmp_path / "elsewhere")},
        timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "2",
        "engine-not-reached Grunnen har koden CAST_INVALID_INPUT. Meldingen gjengis ikke, for den kan inneholde "
        "verdier fra en rad.",
        "spark://local[2] har ingen tabell «no_such_table»",
        "Ingen svarer på spark://127.0.0.1:1",
    ]
    assert done.stderr == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["episodes.parquet", "here", "run"]
    assert not [*(tmp_path / "here").iterdir()]
