"""What DuckDB counts is what a plain loop counts, however episodes are written, ordered and parted into files."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from drawn_episodes import PAYEES, REGISTER, Drawn, drawn
from episodes_written import FORMS, Form, write_csv, write_parquet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_counts import Episode, duplicate_rows, patients_in_several_units, plain_counts

from rbflang.measuring.column_reading import READINGS
from rbflang.measuring.condition_expressions import JOINED, TESTS
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.measure import measured
from rbflang.register.definitions import ColumnKind, Condition, IsYes, OneOf

pytest.importorskip("ibis")
pytest.importorskip("duckdb")
MEMBERS = {"region": PAYEES}
OFTEN = settings(max_examples=20, deadline=None, suppress_health_check=[*HealthCheck])
SELDOM = settings(max_examples=5, deadline=None, suppress_health_check=[*HealthCheck])


def plain(one: Drawn, episodes: Sequence[Episode] | None = None) -> dict[tuple[str, str], object]:
    found = plain_counts(one.measurement, one.episodes if episodes is None else episodes, PAYEES, one.period)
    return {place: dict(counts) for place, counts in found.items()}


def counted(one: Drawn, *paths: Path) -> CountedEpisodes | None:
    """What is counted in files; None where none of their rows counts, which is told as a fault."""
    found = measured(one.measurement, one.period, paths, members=MEMBERS)
    if isinstance(found, tuple):
        assert [fault.slug for fault in found] == ["episodes-not-understood"]
        assert not plain(one)
        return None
    return found


def by_place(found: CountedEpisodes | None) -> dict[tuple[str, str], object]:
    return {(unit.payee, unit.unit): dict(unit.counts) for unit in found.units} if found else {}


@OFTEN
@given(drawn(), st.sampled_from(FORMS))
def test_any_definition_is_counted_as_in_a_plain_loop(one: Drawn, form: Form) -> None:
    with TemporaryDirectory() as folder:
        write_parquet(path := Path(folder) / "episodes.parquet", REGISTER, one.episodes, form)
        found = counted(one, path)
    assert by_place(found) == plain(one)
    if found:
        assert found.quality.patients_in_several_units == patients_in_several_units(
            one.measurement, one.episodes, PAYEES, one.period
        )
        assert found.quality.duplicate_rows == duplicate_rows(one.measurement, one.episodes)


@SELDOM
@given(drawn(), st.sampled_from(FORMS[1:]), st.sampled_from(";,\t"))
def test_csv_is_counted_as_parquet_is(one: Drawn, form: Form, sign: str) -> None:
    with TemporaryDirectory() as folder:
        write_csv(path := Path(folder) / "episodes.csv", REGISTER, one.episodes, form, sign)
        assert by_place(counted(one, path)) == plain(one)


@SELDOM
@given(drawn(), st.integers(1, 5), st.integers())
def test_order_and_files_change_nothing(one: Drawn, files: int, seed: int) -> None:
    rows = list(one.episodes)
    random.Random(seed).shuffle(rows)
    with TemporaryDirectory() as folder:
        for at in range(files):
            write_parquet(Path(folder) / f"part{at}.parquet", REGISTER, rows[at::files])
        assert by_place(counted(one, Path(folder))) == plain(one)


@SELDOM
@given(drawn())
def test_a_doubled_file_doubles_rows_and_no_patients(one: Drawn) -> None:
    with TemporaryDirectory() as folder:
        write_parquet(path := Path(folder) / "one.parquet", REGISTER, one.episodes)
        write_parquet(again := Path(folder) / "two.parquet", REGISTER, one.episodes)
        once, twice = by_place(counted(one, path)), by_place(counted(one, path, again))
    assert once.keys() == twice.keys()
    for place, counts in once.items():
        for count, number in counts.items():
            assert twice[place][count] == number * (1 if count.distinct else 2)


@SELDOM
@given(drawn(), st.integers(2, 4))
def test_parts_of_patients_add_up(one: Drawn, parts: int) -> None:
    with TemporaryDirectory() as folder:
        write_parquet(path := Path(folder) / "episodes.parquet", REGISTER, one.episodes)
        whole = measured(one.measurement, one.period, [path], members=MEMBERS)
        assert measured(one.measurement, one.period, [path], members=MEMBERS, parts=parts) == whole


def test_every_kind_of_column_and_condition_has_its_expression() -> None:
    assert set(READINGS) == set(ColumnKind)
    assert {OneOf, IsYes} | set(JOINED) == set(get_args(Condition))
    assert {test for test, _ in TESTS} == {OneOf, IsYes}
