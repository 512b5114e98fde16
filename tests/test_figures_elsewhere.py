"""Figures of a round that are not counted: the report says which are in the file, where they are from, which lack."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from hand_counted import measured, prepared

from rbflang.commands import main
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.data.without_data import no_rows
from rbflang.from_episodes.lacking_figures import lacking_figures
from rbflang.graph.domain import Key
from rbflang.library import find
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.not_counted import Whence, not_counted
from rbflang.observations import ObservationFile, read_rows
from rbflang.pipeline import prepare, read_together, taken_over
from rbflang.render import rendered
from rbflang.reports.measure.measurement_report import measurement_report
from rbflang.reports.measure.observation_table import observation_table
from rbflang.ruleset.model import CheckedRuleset

LACKING = (
    "Mangler, og må gis: samarbeidsaktiviteter (somatikk) (4 tall), teambasert oppfølging (ACT/FACT) (4 tall), "
    "teambasert oppfølging (somatikk) (4 tall), digital skjemabasert oppfølging (4 tall), nettbasert "
    "behandlingsprogram (4 tall), digital hjemmeoppfølging (4 tall) og epikriser sendt innen 1 dag (12 tall). Ta dem "
    "med i filen med --data FIL, eller med --rest-of-data der de følger med fordelingen."
)
EARLIER = "fra forelopig.csv, for reglene sier at de er som i den fordelingen: epikriser sendt innen 1 dag (12 tall)."


def told(found: MeasuredRound, language: str = "nb") -> str:
    return " ".join(rendered(measurement_report(found, (), language), "terminal", 120).split())


def given(checked: CheckedRuleset, path: Path) -> Figures:
    (file,) = read_together([path])
    assert isinstance(file, ObservationFile)
    return figures_of(checked, file)


def forelopig() -> Figures:
    shelf = find("rbf2025")
    assert shelf
    return given(prepared().checked, shelf.observations("forelopig"))


def needed(name: str) -> frozenset[tuple[str, Key]]:
    """What a year needs of which nothing is given."""
    shelf = find(name)
    assert shelf
    year = prepare(shelf)
    assert not isinstance(year, tuple)
    nothing = read_rows(no_rows(year.checked))
    return lacking_figures(year, nothing, Figures({}, {}, (), year.checked))


def test_what_lacks_is_told_with_the_cure() -> None:
    """Two of the nine indicators are counted; epikrisetid has three sub-areas in each of four regions."""
    found = evolve(measured(), lacking=needed("rbf2025"))
    assert LACKING in told(found)
    english = told(found, "en")
    assert "Lacking, and must be given: " in english
    assert "Take them into the file with --data FILE" in english
    assert sum(one.count for one in not_counted(found)) == 6 * 4 + 12


def test_what_is_in_the_file_is_told_and_nothing_else() -> None:
    found = evolve(measured(), rest=forelopig())
    groups = not_counted(found)
    rows = [line for line in observation_table(found).as_csv().splitlines() if not line.startswith("#")][1:]
    assert {one.whence for one in groups} == {Whence.GIVEN}
    assert sum(one.count for one in groups) == sum("sha256" not in line for line in rows)
    assert "Tatt med i filen, fra forelopig.csv: samarbeidsaktiviteter (somatikk) (4 tall)" in told(found)
    assert "«Endelig fordeling 2024» (4 tall)" in told(found)
    assert "Mangler, og må gis" not in told(found)


def test_what_the_rules_take_over_later_is_not_lacking() -> None:
    found = evolve(measured(), taken_over=forelopig().observations)
    assert {one.whence for one in not_counted(found)} == {Whence.LATER}
    assert "Ikke i filen, men hentet fra forelopig.csv når beløpene regnes ut" in told(found)


def test_the_figures_that_a_year_came_with_lack_nothing() -> None:
    for name in ("rbf2022", "rbf2023", "rbf2024", "rbf2025"):
        shelf = find(name)
        assert shelf
        year = prepare(shelf)
        assert not isinstance(year, tuple)
        for round_name in year.shelf.rounds:
            (file,) = read_together([shelf.observations(round_name)])
            assert isinstance(file, ObservationFile)
            assert lacking_figures(year, file, taken_over(year, round_name)) == frozenset()
        assert "måloppnåelse" in {quantity for quantity, _ in needed(name)}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(scope="module", name="episodes")
def episodes_of_a_year(tmp_path_factory: pytest.TempPathFactory) -> str:
    pytest.importorskip("duckdb")
    path = str(tmp_path_factory.mktemp("episodes") / "episoder.csv")
    made = run("make-episodes", "rbf2025", "--rows", "2000", "--round", "endelig", "--any-results", "-o", path)
    assert made.exit_code == 0, made.output
    return path


def final(episodes: str, *more: str) -> Result:
    return run("measure", "rbf2025", "--episodes", episodes, "--round", "endelig", *more)


def results(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8-sig").splitlines() if ";epikrisetid;" in line]


def test_a_later_round_has_them_from_the_earlier(
    episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    without, taken_in = (final(episodes, *more) for more in (("-o", "uten.csv"), ("--rest-of-data", "-o", "med.csv")))
    assert f"Ikke i filen, men hentet {EARLIER}".replace(", for", " når beløpene regnes ut, for") in flat(without)
    assert f"Tatt med i filen, {EARLIER}" in flat(taken_in)
    assert (len(results(tmp_path / "uten.csv")), len(results(tmp_path / "med.csv"))) == (0, 12)
    paid = [run("allocate", "rbf2025", "--round", "endelig", "--data", one).stdout for one in ("uten.csv", "med.csv")]
    amounts = [next(line for line in one.splitlines() if "RBF-inntekt" in line) for one in paid]
    assert amounts[0] == amounts[1]


def test_the_earlier_round_is_the_one_that_lies_beside_the_file(
    episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `allocate` reads it: with all its figures, and with a region that lacks its own."""
    monkeypatch.chdir(tmp_path)
    shelf = find("rbf2025")
    assert shelf
    text = shelf.observations("forelopig").read_text("utf-8-sig")
    Path("forelopig.csv").write_text("".join(
        re.sub(r";\d+,\d %;", ";12,5 %;", line) for line in text.splitlines(keepends=True)
        if ";epikrisetid;" not in line or ";Vest;" not in line
    ), "utf-8")  # fmt: skip
    found = final(episodes, "--rest-of-data", "-o", "endelig.csv", "--format", "json")
    data: Any = json.loads(found.stdout)
    of_summaries = [one for one in data["not_counted"] if one["indicator"] == "epikrisetid"]
    assert [(one["whence"], one["figures"]) for one in of_summaries] == [("taken_over", 9), ("lacking", 3)]
    assert all(";12,5 %;" in line for line in results(tmp_path / "endelig.csv"))


def test_where_there_is_nothing_to_take_in_the_cure_is_told(
    episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = find("rbf2025")
    assert shelf
    text = shelf.path.read_text("utf-8").replace(", NKI som i foreløpig", "")
    (tmp_path / "rbf2025.rbf").write_text(text, "utf-8")
    (tmp_path / "forelopig.csv").write_bytes(shelf.observations("forelopig").read_bytes())
    monkeypatch.chdir(tmp_path)
    found = run("measure", "rbf2025.rbf", "--episodes", episodes, "--round", "endelig", "--rest-of-data")
    assert found.exit_code == 2
    assert "har ingen tall for «endelig» å ta med. Gi dem med --data FIL" in flat(found)


def flat(result: Result) -> str:
    return " ".join(result.output.split())
