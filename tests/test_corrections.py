"""Rows that replace figures: in any order, one after another, and in both rounds of a settlement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_schemas import printed

from rbflang.commands import main

LITE = Path(__file__).parent / "language" / "preambles" / "lite.rbf"
HEADING = "størrelse;indikator;region;verdi;erstatter;begrunnelse"
REST = (
    "måloppnåelse;video;Nord;9,4 %;;", "måloppnåelse;epikrise;Nord;40,1 %;;", "måloppnåelse;epikrise;Vest;40,1 %;;",
)  # fmt: skip
OLD, NEW = "måloppnåelse;video;Vest;9,2 %;;", "måloppnåelse;video;Vest;10,2 %;9,2 %;to avdelinger manglet"
NEWER = "måloppnåelse;video;Vest;20,4 %;10,2 %;teller og nevner var byttet om"


def written(folder: Path, **rounds: tuple[str, ...]) -> str:
    """A small year with rounds of these rows: the path of its text."""
    declared = "".join(f'fordeling {name} "{name.capitalize()}" [regelverk 1]\n' for name in ("foreløpig", "endelig"))
    text = LITE.read_text("utf-8").replace('fordeling foreløpig "Foreløpig fordeling" [regelverk 1]\n', declared)
    (folder / "regelsett.rbf").write_text(text, "utf-8")
    for name, rows in rounds.items():
        (folder / f"{name}.csv").write_text("\n".join((HEADING, *REST, *rows)), "utf-8")
    return str(folder / "regelsett.rbf")


def allocated(path: str) -> Any:
    result = CliRunner().invoke(main, ["allocate", path, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("rows", [(OLD, NEW), (NEW, OLD), (NEW,)], ids=["after", "before", "alone"])
def test_a_correction_takes_the_place_of_what_it_corrects(rows: tuple[str, ...], tmp_path: Path) -> None:
    data = allocated(written(tmp_path, forelopig=rows))
    assert data["payouts"] == {"Nord": 86_957, "Vest": 913_043}
    line = 5 + rows.index(NEW)
    assert data["foot"] == [
        f"måloppnåelse.video.Vest er rettet fra 9,2 % til 10,2 %: to avdelinger manglet (forelopig.csv, linje {line})."
    ]


@pytest.mark.parametrize("rows", [(OLD, NEW, NEWER), (OLD, NEWER, NEW)])
def test_a_correction_may_be_corrected(rows: tuple[str, ...], tmp_path: Path) -> None:
    if rows[1] is NEWER:  # what it corrects is not there yet
        data = printed("faults", "allocate", written(tmp_path, forelopig=rows), status=1)
        assert [one["slug"] for one in data["faults"]] == ["correction-does-not-fit"]
    else:
        data = allocated(written(tmp_path, forelopig=rows))
        assert "er rettet fra 10,2 % til 20,4 %" in data["foot"][0]


def test_a_row_given_twice_is_a_fault_still(tmp_path: Path) -> None:
    data = printed("faults", "allocate", written(tmp_path, forelopig=(OLD, OLD)), status=1)
    assert [one["slug"] for one in data["faults"]] == ["row-twice"]


def test_what_was_corrected_in_both_rounds_moves_what_it_moves_in_each(tmp_path: Path) -> None:
    """The same row in both: it moves the earlier round as much as the later one, but for what else is another there."""
    path = written(tmp_path, forelopig=(NEW,), endelig=(NEW,))
    (one, two) = printed("settlement", "settle", path)["corrections"]
    assert one["moves"] == {"Nord": "313043", "Vest": "-313043"}  # of the earlier round, which is subtracted
    assert two["moves"] == {"Nord": "-313043", "Vest": "313043"}
    assert (one["address"], one["from"], one["to"]) == ("måloppnåelse.video.Vest", "9,2 %", "10,2 %")
    assert one["reason"] == "to avdelinger manglet"
