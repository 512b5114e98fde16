"""What is offered to paste where results are counted in episodes, or counts stand behind a figure, cures if pasted."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_register import EPISODES, GIVEN, REGISTER, rules, written

from rbflang.commands import main

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

OF_COUNTS = {"counts-do-not-add-up"}
OF_EPISODES = {"engine-not-reached", "episodes-not-understood", "nothing-is-measured", "period-of-round-unknown"}
RULES, FILE = "regelsett.rbf", "episoder.csv"
PERIOD = ' { datagrunnlag NPR "1. tertial 2030" }'


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"COLUMNS": "500"})


def measured(*more: str) -> Result:
    return run("measure", RULES, "--episodes", FILE, *more)


def offered(slug: str, result: Result) -> list[str]:
    """The lines to paste of the fault."""
    found = re.search(rf"\[{slug}\]\n(?:.*\n)*?  Tips: .*(?:\n +\S.*)*:\n\n((?:   +\S.*\n)+)", result.output)
    assert found, result.output
    return [line.strip() for line in found[1].splitlines()]


def test_the_row_of_the_region_that_is_offered_adds_up() -> None:
    rows = "".join(f"måloppnåelse;video;{one};1/2\n" for one in ("Nord;UNN", "Nord;Nordlandssykehuset", "Vest;"))
    head, wrong = "størrelse;indikator;region;foretak;verdi\n", "måloppnåelse;video;Nord;;3/5"
    Path("malt.csv").write_text(f"{head}{wrong}\n{rows}", "utf-8")
    Path("epikrise.csv").write_text(GIVEN, "utf-8")
    asked = ("allocate", RULES, "--data", "malt.csv", "--data", "epikrise.csv")
    (right,) = offered("counts-do-not-add-up", run(*asked))
    assert right == "måloppnåelse;video;Nord;;2/4"
    Path("malt.csv").write_text(f"{head}{right}\n{rows}", "utf-8")
    assert run(*asked).exit_code == 0


def test_a_heading_that_the_register_is_told_of_is_read() -> None:
    Path(FILE).write_text(EPISODES.replace("kontakt", "kontakttype", 1), "utf-8")
    (pasted,) = offered("episodes-not-understood", measured())
    told = pasted.replace("…", "kontakttype")
    text = rules().replace("én kode av video, telefon, fremmøte", f"én kode av video, telefon, fremmøte {told}")
    Path(RULES).write_text(text, "utf-8")
    assert measured().exit_code == 0


def test_so_are_several_each_in_its_line() -> None:
    renamed = {"foretak": "foretaket", "kontakt": "kontakttype"}
    text, episodes = rules(), EPISODES
    for old, new in renamed.items():
        episodes = episodes.replace(old, new, 1)
    Path(FILE).write_text(episodes, "utf-8")
    pasted = offered("episodes-not-understood", measured())
    assert [line.split(" : … ")[0] for line in pasted] == list(renamed)
    for line in pasted:
        column, told = line.split(" : … ")
        text = re.sub(rf"(?m)^( +{column} +: .*)$", rf"\1 {told}", text)
    Path(RULES).write_text(text, "utf-8")
    assert measured().exit_code == 0


def test_the_register_and_the_measurement_that_are_offered_are_taken() -> None:
    Path(RULES).write_text(rules().replace(REGISTER, ""), "utf-8")
    found = measured()
    pasted = "\n".join(offered("nothing-is-measured", found)).replace("samarbeid:", "video:")
    Path(RULES).write_text(rules().replace(REGISTER, f"{pasted}\n"), "utf-8")
    again = measured().output
    assert "[nothing-is-measured]" not in again
    assert "[not-understood]" not in again


def test_a_round_is_given_the_period_that_is_offered() -> None:
    text = rules().replace(PERIOD, "")
    other = 'fordeling senere "Senere fordeling" [regelverk 1] { datagrunnlag NPR "2. tertial 2030" }\n'
    Path(RULES).write_text(text + other, "utf-8")
    (pasted,) = offered("period-of-round-unknown", measured("--round", "foreløpig"))
    head = 'fordeling foreløpig "Foreløpig fordeling" [regelverk 1]'
    Path(RULES).write_text(text.replace(head, f"{head} {pasted.replace('2024', '2030')}") + other, "utf-8")
    assert measured("--round", "foreløpig").exit_code == 0


def test_an_engine_that_is_offered_counts() -> None:
    pasted = offered("engine-not-reached", measured("--engine", "oracle://x"))
    assert pasted[0] == "--engine duckdb"
    assert measured(*shlex.split(pasted[0])).exit_code == 0
