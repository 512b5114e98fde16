"""What stands last in every report: the version, the command, and the SHA-256 of the files that were read."""

from __future__ import annotations

import json
import shlex
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from evidence import without_evidence

from rbflang import LANGUAGE, __version__, library
from rbflang.commands import main
from rbflang.files_read import files_read, note, noting
from rbflang.render import texts

SHELF = library.find("rbf2025")
assert SHELF
MADE = f"Laget med rbflang {__version__}, språket i {LANGUAGE}. utgave:"
REPORTS: dict[str, tuple[str, ...]] = {
    "allocate": ("allocate", "rbf2025"),
    "explain": ("explain", "rbf2025", "--rhf", "Vest"),
    "settle": ("settle", "rbf2025", "--data", "syntetisk"),
    "attribution": ("attribution", "rbf2025", "--data", "syntetisk"),
    "next-step": ("next-step", "rbf2025", "--for", "Vest"),
    "goal": ("goal", "rbf2025", "--for", "Vest", "--indicator", "video", "--more", "5000000"),
    "whatif": ("whatif", "rbf2025", "--set", "samlet_antall_poeng=100000poeng"),
    "incentives": ("incentives", "rbf2025", "--for", "Vest"),
    "sources": ("sources", "rbf2025"),
    "verify": ("verify", "rbf2025"),
    "compare": ("compare", "rbf2022", "rbf2025"),
}


def answered(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_ends_with_what_it_was_made_by(name: str) -> None:
    lines = answered(*REPORTS[name]).split("\n")
    at = lines.index(MADE)
    assert lines[at + 1] == f"  {shlex.join(('rbflang', *REPORTS[name]))}"
    files = dict(reversed(line.split()) for line in lines[at + 2 :] if line.startswith("  "))
    assert "rulesets/rbf2025/rbf2025.rbf" in files
    assert all(sha == hash_of(library.home().parent / file) for file, sha in files.items())


def test_allocate_names_its_rules_its_figures_and_what_is_printed_beside() -> None:
    files = json.loads(answered("allocate", "rbf2025", "--format", "json"))["evidence"]["files"]
    names = ["rulesets/rbf2025/rbf2025.rbf", "rulesets/rbf2025/forelopig.csv", "rulesets/rbf2025/publisert.csv"]
    assert [one["name"] for one in files] == names


@pytest.mark.parametrize("form", texts())
def test_the_command_that_stands_there_makes_the_same_report(form: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Also where it has to be quoted, and whatever the folder is called."""
    monkeypatch.chdir(tmp_path)
    figures = SHELF.observations("forelopig").read_text("utf-8") if SHELF else ""
    Path("mine tall.csv").write_text(figures, "utf-8")
    words = ("allocate", "rbf2025", "--data", "mine tall.csv", "--set", "bevilgning=5 kr", "--format", form)
    report = answered(*words)
    command = 'rbflang allocate rbf2025 --data "mine tall.csv" --set "bevilgning=5 kr" --format ' + form
    said = json.loads(report)["evidence"]["command"] if form == "json" else command
    assert said == command
    assert command in report.replace('""', '"') or form == "json"
    assert answered(*shlex.split(said)[1:]) == report
    assert hash_of(Path("mine tall.csv")) in report
    assert str(tmp_path) not in report


def test_every_answer_as_data_carries_it() -> None:
    answers = (("check", "rbf2025"), ("list",), ("describe",), ("describe", "unknown-name"))
    for words in answers:
        evidence = json.loads(answered(*words, "--format", "json"))["evidence"]
        assert evidence["version"] == __version__
        assert evidence["command"] == shlex.join(("rbflang", *words, "--format", "json"))
    refused = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", "nei.csv", "--format", "json"])
    evidence = json.loads(refused.stdout)["evidence"]
    assert [one["name"] for one in evidence["files"]] == ["rulesets/rbf2025/rbf2025.rbf"]


def test_a_report_of_no_files_says_nothing_of_it() -> None:
    assert "Laget med" not in answered("list")


def test_a_workbook_and_what_is_piped_in_are_read_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert SHELF
    figures = SHELF.observations("forelopig").read_bytes()
    book = openpyxl.Workbook()
    for line in figures.decode().strip().split("\n"):
        book.active.append(line.split(";"))
    book.save(tmp_path / "tall.xlsx")
    found = json.loads(answered("allocate", "rbf2025", "--data", str(tmp_path / "tall.xlsx"), "--format", "json"))
    assert {"name": "tall.xlsx", "sha256": hash_of(tmp_path / "tall.xlsx")} in found["evidence"]["files"]
    library._standard_input.cache_clear()
    piped = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", "-", "--format", "json"], input=figures)
    library._standard_input.cache_clear()
    files = json.loads(piped.stdout)["evidence"]["files"]
    assert {"name": "stdin", "sha256": sha256(figures).hexdigest()} in files


def test_transcripts_are_held_without_it() -> None:
    for form in texts():
        report = answered("allocate", "rbf2025", "--format", form)
        assert __version__ in report
        assert not any(
            one in without_evidence(report) for one in (__version__, "SHA", hash_of(SHELF.path if SHELF else Path()))
        )


def test_nothing_is_noted_where_nobody_asks() -> None:
    note("a", b"x")
    assert files_read() == ()
    with noting():
        note("a", b"x")
        note("a", b"y")
        assert files_read() == (("a", sha256(b"y").hexdigest()),)
        large = b"z" * 2_000_000
        note("a", large)
        assert files_read() == (("a", sha256(large).hexdigest()),)
    assert files_read() == ()
