"""A cure that a fault of data offers as text to paste is pasted into the file, or given on the command line, and cures.

A fault of data that offers one and has no case here makes the test of completeness fail.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner, Result

from rbflang.commands import main

from .offering import offering
from .test_cures_of_counting import OF_COUNTS
from .trial import base

ROWS = base("nb", "csv")
WIDE = "måloppnåelse (%);Nord;Vest\nvideo;16,2;20,4\nskjema;31,0;52,5\n"


@frozen
class Case:
    """Figures with something amiss, what else was asked, the cure that is offered, and what stands in its place."""

    figures: str
    cure: str
    replaced: str = ""
    asked: tuple[str, ...] = ("--data", "egne.csv")
    filled: str = "16,2"


# by the name of the fault; a cure that replaces nothing is a line more, and one that begins with -- is an option
CASES: dict[str, tuple[Case, ...]] = {
    "figure-missing": (
        Case(ROWS.replace("måloppnåelse;video;Nord;16,2 %;;;tabell 1\n", ""), "måloppnåelse;video;Nord;… %;;;"),
        Case(ROWS.replace("måloppnåelse;video;Nord;16,2 %;;;tabell 1\n", ""), '--set "måloppnåelse.video.Nord=… %"'),
    ),
    "figure-without-percent": (
        Case(ROWS.replace("16,2 %", "16,2"), "16,2 %", "16,2"),
        Case(ROWS.replace(" %", ""), "verdi (%)", "verdi"),
        Case(ROWS, '--set "måloppnåelse.video.Nord=16,2 %"', asked=(
            "--data", "egne.csv", "--set", "måloppnåelse.video.Nord=16,2",
        )),
    ),
    "data-not-understood": (
        Case("", "størrelse;indikator;delområde;prestasjonsmål;region;verdi;presisering;status;kilde"),
        Case(ROWS, '--data "egne.csv"', asked=("--data", "måloppnåelse=egne.csv")),
    ),
    "unknown-in-data": (
        Case(WIDE, '--data "måloppnåelse=egne.csv"', asked=("--data", "måloppnålse=egne.csv")),
    ),
    "setting-not-understood": (
        Case(ROWS, '--set "måloppnåelse.skjema.Vest=0,4 %"', asked=(
            "--data", "egne.csv", "--set", "måloppnåelse.skjema.Vest",
        )),
    ),
}  # fmt: skip
WITH_CASES = [(slug, case) for slug, cases in CASES.items() for case in cases]


def allocated(*options: str) -> Result:
    return CliRunner().invoke(main, ["allocate", "p.rbf", *options], env={"COLUMNS": "500"})


def cured(case: Case) -> Result:
    """What is answered when the cure is pasted; an option comes in place of the one of its kind that was amiss."""
    cure = case.cure.replace("…", case.filled)
    if not cure.startswith("--"):
        text = case.figures.replace(case.replaced, cure, 1) if case.replaced else f"{case.figures}{cure}\n"
        Path("egne.csv").write_text(text, "utf-8")
        return allocated(*case.asked)
    option, value = shlex.split(cure)
    at = {name: case.asked[n + 1] for n, name in enumerate(case.asked) if name.startswith("--")} | {option: value}
    return allocated(*(word for pair in at.items() for word in pair))


@pytest.mark.parametrize(("slug", "case"), WITH_CASES, ids=lambda one: one if isinstance(one, str) else one.cure)
def test_the_cure_is_offered_and_cures(slug: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.rbf").write_text(base("nb", "rbf"), "utf-8")
    Path("egne.csv").write_text(case.figures, "utf-8")
    before = allocated(*case.asked)
    assert f"[{slug}]" in before.output
    assert case.cure in before.output
    assert f"[{slug}]" not in cured(case).output


def test_no_fault_of_data_that_offers_a_cure_is_left_out() -> None:
    assert set(CASES) | OF_COUNTS >= offering("rbflang/data", "rbflang/share_faults.py", "rbflang/data_faults.py")
