"""Months of the period that a file has no row of are told: whoever hands in half a period gets to know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

from small_register import EPISODES, written
from test_odd_episodes import HEAD, found, turned

from rbflang.register.periods import told_months
from rbflang.reports.measure.data_quality import quality_notes
from rbflang.wording import Voice


def months(folder: Path, *names: str) -> list[str]:
    measured = found(folder, *names)
    assert not isinstance(measured, tuple), measured
    return [f"{one:%Y-%m}" for one in measured.counted[0].quality.months_without_rows]


@pytest.mark.parametrize("how", [str, turned])
def test_months_without_rows_are_told(how, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The rows lie in January, February, March, April and May of 2030; those of March and April are taken away."""
    written(tmp_path)
    assert months(tmp_path, "episoder.csv") == []
    left = [line for line in EPISODES.splitlines(keepends=True) if "-03-" not in line and "-04-" not in line]
    (tmp_path / "half.csv").write_text(how("".join(left)), "utf-8")
    assert months(tmp_path, "half.csv") == ["2030-03", "2030-04"]
    measured = found(tmp_path, "half.csv")
    assert next(quality_notes(measured, measured.counted[0], Voice("nb"))).startswith(
        "Ingen rader er datert i mars–april 2030, som er med i perioden."
    )


def test_days_of_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import csv, parquet

    written(tmp_path)
    table = csv.read_csv(tmp_path / "episoder.csv", parse_options=csv.ParseOptions(delimiter=";"))
    is_early = pa.array([day.as_py().month < 3 for day in table["avsluttet"]])
    assert table.schema.field("avsluttet").type == pa.date32()
    parquet.write_table(table.filter(is_early), tmp_path / "early.parquet")
    assert months(tmp_path, "early.parquet") == ["2030-03", "2030-04"]


def test_months_of_a_column_of_periods(tmp_path: Path) -> None:
    """A row of a month is of it alone, one of a tertial of four months."""
    path = written(tmp_path)
    text = path.read_text("utf-8").replace("avsluttet : dato", "avsluttet : periode")
    path.write_text(text, "utf-8")
    row = "{at};Vest;Helse Bergen;{said};ja;video\n"
    (tmp_path / "odd.csv").write_text(HEAD + "".join(
        row.format(at=at, said=said) for at, said in enumerate(("2030-02", "203004", "2029T3"))
    ), "utf-8")  # fmt: skip
    assert months(tmp_path, "odd.csv") == ["2030-01", "2030-03"]
    (tmp_path / "odd.csv").write_text(HEAD + row.format(at=1, said="2030t1"), "utf-8")
    assert months(tmp_path, "odd.csv") == []


def test_months_are_told_as_runs() -> None:
    some = [date(2029, 12, 1), *(date(2030, month, 1) for month in (1, 2, 3, 6, 9, 10))]
    assert told_months(some, Voice("nb")) == "desember 2029, januar–mars, juni og september–oktober 2030"
    assert told_months(some[:1], Voice("en")) == "December 2029"
