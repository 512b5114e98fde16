"""What the foot of a report says of how the data file was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main

SHELF = library.find("rbf2025")
assert SHELF
DATA = SHELF.observations("forelopig").read_text("utf-8").rstrip() + "\n"
LINES = DATA.count("\n")
EMPTY = "måloppnåelse;video;;;Vest;;;;\n"
REPORTS = (
    ("allocate", "rbf2025"), ("explain", "rbf2025"), ("explain", "rbf2025", "--rhf", "Vest"),
    ("explain", "rbf2025", "--indicator", "video"), ("explain", "rbf2025", "--indicator", "video", "--rhf", "Vest"),
)  # fmt: skip


def told(folder: Path, text: str, *arguments: str) -> str:
    (folder / "egne.csv").write_text(text, "utf-8")
    result = CliRunner().invoke(main, [*arguments, "--data", str(folder / "egne.csv")])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_rows_without_a_value_are_counted(tmp_path: Path, report: tuple[str, ...]) -> None:
    assert "tom verdi" not in told(tmp_path, DATA, *report)
    last = told(tmp_path, DATA + EMPTY, *report).rstrip().rpartition("\n")[2]
    assert last == f"Én rad i egne.csv har tom verdi og er ikke brukt: linje {LINES + 1}."


def test_many_rows_are_counted_and_the_first_named(tmp_path: Path) -> None:
    found = told(tmp_path, DATA + EMPTY * 20, "allocate", "rbf2025")
    shown = ", ".join(str(LINES + at) for at in range(1, 9))
    assert f"20 rader i egne.csv har tom verdi og er ikke brukt: linjene {shown} og 12 til." in " ".join(found.split())
    found = told(tmp_path, DATA + EMPTY * 3, "allocate", "rbf2025", "--lang", "en")
    at = LINES
    assert f"3 rows of egne.csv have no value and are not used: lines {at + 1}, {at + 2} and {at + 3}." in found


def test_the_foot_as_data(tmp_path: Path) -> None:
    data = json.loads(told(tmp_path, DATA + EMPTY, "allocate", "rbf2025", "--format", "json"))
    assert data["foot"] == [f"Én rad i egne.csv har tom verdi og er ikke brukt: linje {LINES + 1}."]
    assert json.loads(told(tmp_path, DATA, "allocate", "rbf2025", "--format", "json"))["foot"] == []
