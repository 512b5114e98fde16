"""The servers that other tests count on: what they are, and who may do what there."""

from __future__ import annotations

from typing import Any

import pytest
from real_servers import PostgreSQL, left_out


def test_a_reader_of_postgresql_may_make_nothing(postgresql: PostgreSQL) -> None:
    from psycopg.errors import InsufficientPrivilege

    with postgresql.connect("reader") as reader:
        for made in ("table one (at int)", "temporary table one (at int)", "temporary view one as select 1"):
            with pytest.raises(InsufficientPrivilege):
                reader.execute(f"create {made}")


def test_postgresql_sorts_as_norwegians_do_and_asks_for_a_password(postgresql: PostgreSQL) -> None:
    from psycopg import OperationalError, connect

    with postgresql.connect() as owner:
        assert owner.execute("select 'å' > 'z' and 'Aa' > 'Z' and 'a' < 'B'").fetchone() == (True,)
    with pytest.raises(OperationalError, match="password authentication failed"):
        connect(postgresql.url("reader", "another"))


def test_spark_keeps_what_it_spills_in_its_own_folder(
    spark_session: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert spark_session.range(1000).selectExpr("sum(id)").collect() == [(499_500,)]
    spilled = spark_session.conf.get("spark.local.dir")
    assert spilled.startswith(str(tmp_path_factory.getbasetemp()))


def test_where_servers_must_run_leaving_out_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVERS", "required")
    with pytest.raises(pytest.fail.Exception, match="no server"):
        left_out("no server")
    monkeypatch.setenv("SERVERS", "")
    with pytest.raises(pytest.skip.Exception, match="no server"):
        left_out("no server")
