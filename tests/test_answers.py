"""What is recorded of made-up figures: written by scripts that share nothing with rbflang, equal to ours exactly."""

from __future__ import annotations

import ast
import json
import shutil
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main
from rbflang.data.computed import Computed
from rbflang.pipeline import Prepared, compute, prepare
from rbflang.published.recorded_results import RecordedResults, compared, data_files, read_recorded
from rbflang.source import Source
from tests.answers import kroner, rbf, tables
from tests.answers.written import RULESETS, folders, text_of
from tests.answers.written import data_files as made_up

ANSWERS = Path(__file__).parent / "answers"
SHELVES = {one.name: one for one in library.shelves()}


def run(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, list(words), env={"COLUMNS": "120"})
    return found.exit_code, found.output


@pytest.mark.parametrize("file", sorted(ANSWERS.glob("*.py")), ids=lambda one: one.name)
def test_the_scripts_import_nothing_but_the_standard_library_and_each_other(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.startswith("tests.answers") or name.partition(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("name", folders())
def test_what_is_recorded_is_what_the_scripts_give(name: str) -> None:
    assert SHELVES[name].recorded.read_text("utf-8") == text_of(name)


def test_each_file_of_made_up_figures_is_recorded() -> None:
    assert {name for name, shelf in SHELVES.items() if shelf.synthetic_rounds} <= set(folders())
    for name in folders():
        shelf = SHELVES[name]
        source = library.read(shelf.recorded)
        assert isinstance(source, Source)
        named = data_files(read_recorded(source).rows)
        assert set(named) == {one.relative_to(RULESETS / name).as_posix() for one in made_up(name)}
        for round_name in shelf.synthetic_rounds:
            assert shelf.synthetic(round_name).name in named


def test_the_scripts_by_hand() -> None:
    """A pot of 21 600 by 15, 11, 13 and 11 parts, as in table 5 of 2022; a krone left goes to the one who lost most."""
    parts = dict(zip(tables.REGIONS, map(Fraction, (15, 11, 13, 11)), strict=True))
    assert list(kroner.shared(Fraction(21_600), parts, equally=True).values()) == [6480, 4752, 5616, 4752]
    nobody = dict.fromkeys(tables.REGIONS, Fraction(0))
    assert list(kroner.shared(Fraction(100), nobody, equally=True).values()) == [25] * 4
    assert list(kroner.shared(Fraction(100), nobody, equally=False).values()) == [0] * 4
    exact = {"a": Fraction(11, 10), "b": Fraction(16, 10), "c": Fraction(13, 10)}
    assert tables.in_whole_kroner(exact) == {"a": 1, "b": 2, "c": 1}
    assert [rbf._step(rbf.PLACEMENT, Fraction(one, 1000)) for one in (0, 199, 200, 799, 800, 1500)] == [
        0,
        0,
        1,
        4,
        5,
        5,
    ]
    assert tables.value_of("99,6 mill. kr") == 99_600_000
    assert tables.value_of("13,45 %") == Fraction(1345, 10_000)


# what is made of it

DATA = "syntetisk-forelopig.csv"


@cache
def computed() -> Computed:
    shelf = SHELVES["rbf2024"]
    prepared = prepare(shelf, shelf.synthetic("forelopig"))
    assert isinstance(prepared, Prepared)
    found = compute(prepared, "forelopig", shelf.synthetic("forelopig"))
    assert isinstance(found, Computed)
    return found


def results_with(old: str, new: str) -> RecordedResults:
    """What is recorded of 2024, with another text in its place, beside ours."""
    text = SHELVES["rbf2024"].recorded.read_text("utf-8")
    assert old in text
    return compared(computed(), DATA, read_recorded(Source("fasit.csv", text.replace(old, new, 1))).rows)


def test_all_that_is_recorded_is_equal() -> None:
    found = results_with("", "")
    assert (found.data, found.round, found.differing) == (DATA, "forelopig", ())
    text = SHELVES["rbf2024"].recorded.read_text("utf-8")
    assert found.equal == text.count(f"\n{DATA};") > 400


@pytest.mark.parametrize(
    ("old", "new", "ours", "reason"),
    [
        ("deler;video;plassering;;Midt;5", "deler;video;plassering;;Midt;6", 5, "Vi får et annet tall."),
        ("andel_av_bevil", "andel", None, "Regelsettet har ingen størrelse «andelgningen»."),
        ("normeringsfaktor;;", "normeringsfaktor;video;", None, "video"),
        ("poengverdi;;;;;6462", "poengverdi;;;;;6462,0", None, "Verdien skal være et helt tall"),
        ("poengverdi;;;;;6462", "poengverdi;;;;;ja", 6462, "Vi får et annet tall."),
        ("deler;video;plassering;;Midt", "deler;video;plassering;;Øst", None, "Øst"),
    ],
)
def test_a_recorded_result_that_the_rules_do_not_give(old: str, new: str, ours: int | None, reason: str) -> None:
    found = results_with(f"\n{DATA};{old}", f"\n{DATA};{new}")
    assert len(found.differing) == 1
    assert found.differing[0].ours == ours
    assert reason in found.differing[0].reason.nb
    assert found.equal == results_with("", "").equal - 1


# what verify says of it


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A copy of RBF 2024."""
    there = tmp_path / "rbf2024"
    shutil.copytree(SHELVES["rbf2024"].path.parent, there)
    return there


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_recorded_results_are_counted_apart_from_what_is_published() -> None:
    status, text = run("verify", "rbf2024")
    assert status == 0
    assert "71 trykte tall" in " ".join(text.split())
    told = "resultater av syntetiske data: alle er som i fasiten. Hvert utfall, også avvikene, er som ført i filene;"
    assert told in " ".join(text.split())
    data = json.loads(run("verify", "rbf2024", "--format", "json")[1])
    assert data["holds"]
    assert sum(data["figures"].values()) == 71
    files = data["rulesets"][0]["recorded"]
    assert [one["round"] for one in files] == ["endelig", "forelopig", "endelig", "forelopig"]
    assert data["recorded"] == {"equal": sum(one["equal"] for one in files), "differing": 0}


def test_a_rule_that_no_published_figure_tells_from_another_is_noticed(year: Path) -> None:
    """Nothing is published that tells whether the overall result or each sub-area stands on the staircase."""
    old = "deler = sum uttelling(måloppnåelse / måltall) over delområde per indikator"
    new = "deler = 3 × uttelling((gjennomsnitt måloppnåelse over delområde per indikator) / måltall)"
    replaced(year / "rbf2024.rbf", old, new)
    status, told = run("verify", str(year / "rbf2024.rbf"))
    assert status == 1
    assert "Feil\n" not in told
    assert "Annerledes enn i fasiten\n" in told
    assert "annerledes enn i fasiten. Se under Annerledes enn i fasiten." in " ".join(told.split())
    data = json.loads(run("verify", str(year / "rbf2024.rbf"), "--format", "json")[1])
    assert not data["holds"]
    assert data["recorded"]["differing"] == sum(len(one["differing"]) for one in data["rulesets"][0]["recorded"]) > 0


def test_a_data_file_that_is_not_there(year: Path) -> None:
    replaced(year / "fasit.csv", "syntetisk-endelig.csv", "syntetisk-ukjent.csv")
    status, text = run("verify", str(year / "rbf2024.rbf"))
    assert status == 1
    assert "syntetisk-ukjent.csv" in text
    assert "[file-not-readable]" in text


def test_a_file_of_recorded_results_without_its_columns(year: Path) -> None:
    (year / "fasit.csv").write_text("a;b\n1;2\n", "utf-8")
    status, text = run("verify", str(year / "rbf2024.rbf"))
    assert status == 1
    assert "fasit.csv mangler kolonnene «data», «størrelse» og «verdi»" in text
