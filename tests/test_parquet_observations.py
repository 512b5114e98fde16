"""Observations in a Parquet file: the same as in a CSV file; what they cannot be read from is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import find
from rbflang.commands import main
from rbflang.library import read_table
from rbflang.source import Source

pa = pytest.importorskip("pyarrow")

from pyarrow import parquet as pq  # noqa: E402

from rbflang.workbooks import as_parquet_rows  # noqa: E402


def rows_of_the_round() -> tuple[list[str], list[list[str]]]:
    shelf = find("rbf2025")
    assert shelf
    lines = shelf.observations("forelopig").read_text("utf-8").splitlines()
    return lines[0].split(";"), [line.split(";") for line in lines[1:]]


def allocated(path: Path) -> str:
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--round", "foreløpig", "--data", str(path)])
    assert result.exit_code == 0, result.output
    return result.stdout.partition("Laget med")[0]


def test_the_figures_of_a_round_pay_the_same_from_parquet(tmp_path: Path) -> None:
    headings, rows = rows_of_the_round()
    path = tmp_path / "tall.parquet"
    path.write_bytes(as_parquet_rows(headings, rows, "tall"))
    assert "125 449 844" in allocated(path)
    assert pq.read_schema(path).metadata[b"rbflang"] == b"tall"


def test_a_text_with_a_semicolon_or_over_several_lines_stays_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "tall.parquet"
    path.write_bytes(as_parquet_rows(("verdi", "kilde"), [("1", 'a;b "c"\nd')], ""))
    found = read_table(path, 10**6)
    assert isinstance(found, Source)
    assert found.text == 'verdi;kilde\n1;"a;b ""c"" d"\n'


@pytest.mark.parametrize("language", ["nb", "en"])
def test_numbers_with_decimals_are_refused(tmp_path: Path, language: str) -> None:
    path = tmp_path / "tall.parquet"
    pq.write_table(pa.table({"størrelse": ["a"], "verdi": [float(Fraction(1, 4))]}), path)
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path), "--lang", language])
    assert result.exit_code == 1
    assert ("av typen double" if language == "nb" else "is of type double") in result.output


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tall.parquet"
    path.write_text("størrelse;verdi\n", "utf-8")
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(path)])
    assert result.exit_code == 1
    assert "kan ikke åpnes som en Parquet-fil" in result.output
