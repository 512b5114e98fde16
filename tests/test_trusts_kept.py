"""Counts of trusts behind a figure are kept where figures are written again, and left out of what is shared."""

from __future__ import annotations

import stat
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_register import EPISODES, rules

from rbflang import library
from rbflang.commands import main
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, prepare, read_together

HEADING = "størrelse;indikator;region;foretak;verdi;presisering;status;kilde"
GIVEN = (
    "måloppnåelse;video;Nord;;94/1000;;;npr",
    "måloppnåelse;video;Nord;UNN;90/600;;utledet;npr",
    "måloppnåelse;video;Nord;Finnmark;;under 5/400;;npr",
    "måloppnåelse;video;Vest;Bergen;300/2850;;;npr",
    "måloppnåelse;video;Vest;Fonna;112/1000;;;npr",
    "måloppnåelse;epikrise;Nord;;71 %;;;npr",
    "måloppnåelse;epikrise;Nord;Finnmark;71/100;;;npr",
    "måloppnåelse;epikrise;Vest;;71 %;;;npr",
)


@pytest.fixture(name="folder")
def folder_of_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "regelsett.rbf").write_text(rules(), "utf-8")
    (tmp_path / "npr.csv").write_text("\n".join((HEADING, *GIVEN)) + "\n", "utf-8")
    (tmp_path / "episoder.csv").write_text(EPISODES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def figures(path: Path, rules_of: str = "regelsett.rbf") -> Figures:
    shelf = library.find(rules_of)
    assert isinstance(shelf, Shelf)
    ready = prepare(shelf, path)
    assert isinstance(ready, Prepared)
    found = figures_of(ready.checked, *read_together([path]))  # type: ignore[arg-type]
    assert not found.faults
    return found


def told(found: Figures) -> dict[object, object]:
    units = {
        (at, unit.unit): (unit.counts, unit.status, unit.source)
        for at, one in found.behind.items()
        for unit in one.units
    }
    return units | {at: (one.cell, one.printed, one.narrowing, one.status) for at, one in found.observations.items()}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_trusts_are_written_with_the_figures_and_read_again(folder: Path, ending: str) -> None:
    path = folder / f"igjen.{ending}"
    assert run("figures", "regelsett.rbf", "--data", "npr.csv", "-o", str(path)).exit_code == 0
    assert told(figures(path)) == told(figures(folder / "npr.csv"))
    assert len(told(figures(path))) == 9
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_trust_stands_below_its_region_and_a_sum_is_made_again(folder: Path) -> None:
    lines = run("figures", "regelsett.rbf", "--data", "npr.csv").stdout.splitlines()
    assert lines[:6] == [
        f"{HEADING};enhet",
        "måloppnåelse;video;Nord;;94/1000;;;npr;%",
        "måloppnåelse;video;Nord;UNN;90/600;;utledet;npr;%",
        "måloppnåelse;video;Nord;Finnmark;;under 5/400;;npr;%",
        "måloppnåelse;video;Vest;Bergen;300/2850;;;npr;%",
        "måloppnåelse;video;Vest;Fonna;112/1000;;;npr;%",
    ]


def test_trusts_of_a_region_that_cannot_be_their_sum_are_kept_with_a_row_to_fill_in(folder: Path) -> None:
    (folder / "npr.csv").write_text("\n".join((HEADING, GIVEN[2])) + "\n", "utf-8")
    lines = run("figures", "regelsett.rbf", "--data", "npr.csv").stdout.splitlines()
    assert lines[1:3] == [
        "måloppnåelse;video;Nord;;;;;;%", "måloppnåelse;video;Nord;Finnmark;;under 5/400;;npr;%",
    ]  # fmt: skip


def test_an_english_form_names_trusts_and_bounds_in_english(folder: Path) -> None:
    assert run("fmt", "regelsett.rbf", "--vocabulary", "en").exit_code == 0
    lines = run("figures", "regelsett.rbf", "--data", "npr.csv").stdout.splitlines()
    assert lines[0] == "quantity;indicator;region;trust;value;narrowing;status;source;unit"
    assert lines[2].endswith(";video;Nord;UNN;90/600;;derived;npr;%")
    assert lines[3].endswith(";video;Nord;Finnmark;;below 5/400;;npr;%")


needs_an_engine = pytest.mark.skipif(
    not (find_spec("ibis") and find_spec("duckdb")), reason="episodes are counted by ibis and duckdb"
)


@needs_an_engine
def test_trusts_of_what_is_not_counted_are_in_the_file_of_what_is(folder: Path) -> None:
    words = ("measure", "regelsett.rbf", "--episodes", "episoder.csv", "--round", "foreløpig", "--data", "npr.csv")
    assert run(*words, "-o", "malt.csv").exit_code == 0
    lines = (folder / "malt.csv").read_text("utf-8-sig").splitlines()
    assert "måloppnåelse;epikrise;Nord;Finnmark;71/100;;;npr" in lines
    assert not [line for line in lines if "Fonna" in line]


@needs_an_engine
def test_corrections_of_what_is_not_counted_are_in_the_file_too(folder: Path) -> None:
    rows = ("måloppnåelse;epikrise;Nord;;71 %;;;npr;70 %;sent", "måloppnåelse;epikrise;Vest;;71 %;;;npr;;")
    given = "\n".join((f"{HEADING};erstatter;begrunnelse", *rows)) + "\n"
    (folder / "npr.csv").write_text(given, "utf-8")
    words = ("measure", "regelsett.rbf", "--episodes", "episoder.csv", "--round", "foreløpig", "--data", "npr.csv")
    assert run(*words, "-o", "malt.csv").exit_code == 0
    lines = (folder / "malt.csv").read_text("utf-8-sig").splitlines()
    assert set(rows) <= set(lines)
    assert all(line.count(";") == 9 for line in lines if not line.startswith("#"))


@needs_an_engine
def test_they_are_not_in_a_file_to_share_and_that_is_said(folder: Path) -> None:
    words = ("measure", "regelsett.rbf", "--episodes", "episoder.csv", "--round", "foreløpig", "--data", "npr.csv")
    shared = run(*words, "--share", "-o", "delt.csv")
    assert shared.exit_code == 0
    assert "Finnmark" not in (folder / "delt.csv").read_text("utf-8-sig")
    told_in_one_line = " ".join(shared.stdout.split())
    assert "1 rad med foretak er ikke tatt med, for de kan ha små tall." in told_in_one_line
    assert "er ikke tatt med" not in run(*words).stdout


def written_by(*command: str, folder: Path, name: str) -> tuple[int, str]:
    """The rights of the file that a command writes, though one that all may read lay there, and what it holds."""
    path = folder / name
    path.write_text("", "utf-8")
    path.chmod(0o644)
    found = CliRunner().invoke(main, [*command, "-o", str(path)])
    assert found.exit_code == 0, found.output
    return stat.S_IMODE(path.stat().st_mode), path.read_text("utf-8")


@pytest.mark.parametrize("few", ["3/400", "under 5/400"])
def test_a_report_of_small_counts_is_for_its_owner(folder: Path, few: str) -> None:
    """Three patients of Finnmark may be known by their number; that there are fewer than five is no number."""
    path = folder / "npr.csv"
    path.write_text(path.read_text("utf-8").replace(";;under 5/400", f";{few};").replace(
        ";under 5/400;;", ";;under 5/400;").replace("94/1000", "93/1000"), "utf-8")  # fmt: skip
    asked = ("explain", "regelsett.rbf", "--data", "npr.csv", "--rhf", "Nord")
    rights, held = written_by(*asked, folder=folder, name="forklaring.txt")
    is_small = few == "3/400"
    assert rights == (0o600 if is_small else 0o644)
    assert ("Rapporten kan inneholde små tall." in held) is is_small
