"""What PostgreSQL and Spark count is what DuckDB and a plain loop count, and so are all words on quality."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from drawn_episodes import PAYEES, PERIOD, REGISTER, Drawn, drawn
from episodes_written import FORMS, Form, cell_of, write_csv, write_parquet
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plain_counts import duplicate_rows, patients_in_several_units, plain_counts
from real_servers import PostgreSQL

from rbflang.diagnostics import Fault
from rbflang.measuring.counts_found import CodeSeen, CountedEpisodes
from rbflang.measuring.measure import measured
from rbflang.register.definitions import ALWAYS, ColumnKind, EpisodeCount, MeasuredCell, Measurement, OneOf

pytest.importorskip("ibis")
pytest.importorskip("duckdb")
MEMBERS = {"region": PAYEES}
Counted = CountedEpisodes | tuple[Fault, ...]


def often(examples: int) -> Callable[[Any], Any]:
    quick = (Phase.explicit, Phase.reuse, Phase.generate)  # a table made shorter takes a server as long
    return settings(max_examples=examples, deadline=None, suppress_health_check=[*HealthCheck], phases=quick)


def same(one: Drawn, found: Counted, by_duckdb: Counted) -> None:
    """Counts and quality are those of DuckDB, and the counts those of a plain loop; or both say the same fault."""
    plain = plain_counts(one.measurement, one.episodes, PAYEES, one.period)
    if isinstance(by_duckdb, tuple) or isinstance(found, tuple):
        assert isinstance(by_duckdb, tuple) and isinstance(found, tuple), told(found)
        assert told(found) == told(by_duckdb)
        assert not plain
        return
    assert {(unit.payee, unit.unit): dict(unit.counts) for unit in found.units} == plain
    assert found.units == by_duckdb.units
    assert found.quality == by_duckdb.quality
    assert quality_in_a_loop(one) == (found.quality.duplicate_rows, found.quality.patients_in_several_units)


def quality_in_a_loop(one: Drawn) -> tuple[int, dict[str, int]]:
    several = patients_in_several_units(one.measurement, one.episodes, PAYEES, one.period)
    return duplicate_rows(one.measurement, one.episodes), several


def told(found: Counted) -> list[tuple[str, str]]:
    return (
        [(one.slug, one.title.nb.replace("episodes.parquet", "episodes")) for one in found]
        if isinstance(found, tuple)
        else []
    )


def fill(server: PostgreSQL, one: Drawn, form: Form) -> None:
    """A table `episodes` that the reader may read."""
    numbered = all(isinstance(row["patient"], int | None) for row in one.episodes)
    types = {
        **({} if form.separator else {ColumnKind.CODES: "text[]"}),
        **({} if form.day else {ColumnKind.DATE: "date"}),
        ColumnKind.YES_NO: {bool: "boolean", int: "smallint", str: "varchar(5)"}[type(form.yes_no[0])],
        ColumnKind.PATIENT: "bigint" if numbered else "text",
    }
    columns = ", ".join(f'"{column.headings[0]}" {types.get(column.kind, "text")}' for column in REGISTER.columns)
    cells = [[cell_of(row[column.name], column.kind, form) for column in REGISTER.columns] for row in one.episodes]
    with server.connect() as owner, owner.cursor() as cursor:
        cursor.execute(f"drop table if exists episodes; create table episodes ({columns})")
        cursor.execute("grant select on episodes to reader")
        cursor.executemany(f"insert into episodes values ({', '.join(['%s'] * len(REGISTER.columns))})", cells)


def by_duckdb(one: Drawn, form: Form, folder: Path) -> Counted:
    write_parquet(path := folder / "episodes.parquet", REGISTER, one.episodes, form)
    return measured(one.measurement, one.period, [path], members=MEMBERS)


def test_postgresql_counts_as_duckdb_does(postgresql: PostgreSQL) -> None:
    @often(25)
    @given(drawn(), st.sampled_from(FORMS))
    def try_one(one: Drawn, form: Form) -> None:
        fill(postgresql, one, form)
        found = measured(one.measurement, one.period, ["episodes"], postgresql.url(), members=MEMBERS)
        with TemporaryDirectory() as folder:
            same(one, found, by_duckdb(one, form, Path(folder)))

    try_one()


def test_spark_counts_as_duckdb_does(spark_session: Any) -> None:
    @often(3)
    @given(drawn(), st.sampled_from(FORMS))
    def try_one(one: Drawn, form: Form) -> None:
        with TemporaryDirectory() as folder:
            expected = by_duckdb(one, form, Path(folder))
            found = measured(one.measurement, one.period, [folder], "spark://local[2]", members=MEMBERS)
            same(one, found, expected)

    try_one()


# Tables made to be mistaken for others.


def of_cells(*rows: dict[str, object]) -> Drawn:
    """A table that has these cells beside those that make a row count, and a measurement of all its rows."""
    base = {column.name: None for column in REGISTER.columns} | {"region": "Midt", "trust": "UNN", "patient": "p"}
    cell = MeasuredCell(("i",), EpisodeCount(OneOf("groups", ("a",)), "patient"), EpisodeCount(OneOf("note", ("b",))))
    measurement = Measurement("result", REGISTER, "region", "trust", ALWAYS, (cell,))
    return Drawn(measurement, tuple({**base, **row} for row in rows), None)  # type: ignore[dict-item]


DIFFERENT = of_cells(
    {"groups": ("a",)},
    {"procedures": ("a",)},
    {"groups": ("a", "b"), "procedures": ("c",)},
    {"groups": ("a",), "procedures": ("b", "c")},
    {"groups": ("c",), "procedures": ("a", "b")},
    {"counting": True},
    {"acute": True},
    {"contact": "a", "note": "b"},
    {"contact": "b", "note": "a"},
    {"contact": "a"},
    {"note": "a"},
    {"area": "a"},
)


def test_rows_that_differ_are_no_duplicates(tmp_path: Path) -> None:
    assert quality_in_a_loop(DIFFERENT)[0] == 0
    found = by_duckdb(DIFFERENT, FORMS[0], tmp_path)
    assert isinstance(found, CountedEpisodes)
    assert found.quality.duplicate_rows == 0


def test_nor_are_they_on_servers(postgresql: PostgreSQL, spark_session: Any, tmp_path: Path) -> None:
    expected = by_duckdb(DIFFERENT, FORMS[0], tmp_path)
    fill(postgresql, DIFFERENT, FORMS[0])
    same(DIFFERENT, measured(DIFFERENT.measurement, None, ["episodes"], postgresql.url(), members=MEMBERS), expected)
    same(DIFFERENT, measured(DIFFERENT.measurement, None, [tmp_path], "spark://local[2]", members=MEMBERS), expected)


def test_codes_in_other_letters_are_the_same_whatever_an_engine_makes_of_a_letter(
    postgresql: PostgreSQL, spark_session: Any, tmp_path: Path
) -> None:
    """`ß` is two letters in capitals to some engines, and one to others; only STRASSE is strasse in other letters."""
    rows = of_cells(*({"groups": (code,)} for code in ("straße", "Straße", "Straße b", "STRASSE", "strasse"))).episodes
    asked = EpisodeCount(OneOf("groups", ("strasse", "straße")), "patient")
    streets = Drawn(
        Measurement("result", REGISTER, "region", "trust", ALWAYS, (MeasuredCell(("i",), asked, None),)), rows, None
    )
    expected = by_duckdb(streets, FORMS[0], tmp_path)
    assert isinstance(expected, CountedEpisodes)
    assert expected.quality.written_otherwise == (CodeSeen("groups", "strasse", 1),)
    assert expected.quality.never_seen == ()
    fill(postgresql, streets, FORMS[0])
    same(streets, measured(streets.measurement, None, ["episodes"], postgresql.url(), members=MEMBERS), expected)
    same(streets, measured(streets.measurement, None, [tmp_path], "spark://local[2]", members=MEMBERS), expected)


def test_a_time_with_a_zone_is_of_the_day_of_norwegian_clocks(spark_session: Any, tmp_path: Path) -> None:
    """22:30 in Greenwich on 30 April is 1 May in Norway, and 23:30 on 31 December is 1 January: one of three counts."""
    import pyarrow as pa
    from pyarrow import parquet

    times = [datetime(2024, 4, 30, 22, 30), datetime(2023, 12, 31, 23, 30), datetime(2023, 12, 31, 22, 30)]
    cells = {column.headings[0]: pa.array([None] * 3, pa.string()) for column in REGISTER.columns}
    cells |= {"region": pa.array(["MIDT"] * 3), "trust": pa.array(["UNN"] * 3)}
    cells["ended"] = pa.array([one.replace(tzinfo=UTC) for one in times])
    parquet.write_table(pa.table(cells), tmp_path / "episodes.parquet")
    for engine in ("duckdb", "spark://local[2]"):
        found = measured(DIFFERENT.measurement, PERIOD, [tmp_path], engine, members=MEMBERS)
        assert isinstance(found, CountedEpisodes), told(found)
        assert (found.quality.counted_rows, found.quality.outside_period) == (1, 2)


def test_more_conditions_than_a_number_has_bits(postgresql: PostgreSQL, spark_session: Any, tmp_path: Path) -> None:
    """Seventy counts of patients, of which each but the last has one patient."""
    codes = [f"c{at}" for at in range(70)]
    rows = of_cells(*({"groups": (code,), "patient": at} for at, code in enumerate(codes[:-1]))).episodes
    cells = [MeasuredCell((code,), EpisodeCount(OneOf("groups", (code,)), "patient"), None) for code in codes]
    many = Drawn(Measurement("result", REGISTER, "region", "trust", ALWAYS, tuple(cells)), rows, None)
    expected = by_duckdb(many, FORMS[0], tmp_path)
    assert isinstance(expected, CountedEpisodes)
    assert [sum(unit.counts[cell.numerator] for unit in expected.units) for cell in cells] == [1] * 69 + [0]
    fill(postgresql, many, FORMS[0])
    same(many, measured(many.measurement, None, ["episodes"], postgresql.url(), members=MEMBERS), expected)
    same(many, measured(many.measurement, None, [tmp_path], "spark://local[2]", members=MEMBERS), expected)


def test_more_codes_than_are_looked_for_one_at_a_time(
    postgresql: PostgreSQL, spark_session: Any, tmp_path: Path
) -> None:
    """Twenty codes of one count: patient 0 has the last of them, patient 1 another code beside, patient 2 none."""
    codes = tuple(f"c{at}" for at in range(20))
    cells = [("x", codes[-1]), ("x",), None]
    rows = of_cells(*({"groups": one, "patient": at} for at, one in enumerate(cells))).episodes
    asked = EpisodeCount(OneOf("groups", codes), "patient")
    many = Drawn(
        Measurement("result", REGISTER, "region", "trust", ALWAYS, (MeasuredCell(("i",), asked, None),)), rows, None
    )
    expected = by_duckdb(many, FORMS[0], tmp_path)
    assert isinstance(expected, CountedEpisodes)
    assert [unit.counts[asked] for unit in expected.units] == [1]
    fill(postgresql, many, FORMS[0])
    same(many, measured(many.measurement, None, ["episodes"], postgresql.url(), members=MEMBERS), expected)
    same(many, measured(many.measurement, None, [tmp_path], "spark://local[2]", members=MEMBERS), expected)


def test_spark_reads_csv_and_tables(spark_session: Any, tmp_path: Path) -> None:
    expected = by_duckdb(DIFFERENT, FORMS[2], tmp_path)
    spark_session.read.parquet(str(tmp_path / "episodes.parquet")).createOrReplaceTempView("some_episodes")
    write_csv(path := tmp_path / "episodes.csv", REGISTER, DIFFERENT.episodes, FORMS[2], "\t")
    for source, sha256 in ((path, 64), ("some_episodes", 0)):
        found = measured(DIFFERENT.measurement, None, [source], "spark://local[2]", members=MEMBERS)
        assert isinstance(found, CountedEpisodes), told(found)
        same(DIFFERENT, found, expected)
        assert [(one.rows, len(one.sha256)) for one in found.files] == [(12, sha256)]
