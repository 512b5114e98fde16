"""An answer that was made before is given again where all that it was made of is the same, and only there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rbflang import cache, library, pipeline
from rbflang.commands import kept_answers, main
from rbflang.commands.kept_answers import KEEPING
from rbflang.own_files import VARIABLE

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("explain", "--rhf", "Vest"),
    ("explain", "rbf2022", "--rhf", "Nord", "--format", "json"),
    ("explain", "kbf2021", "--data", "syntetisk", "--rhf", "Nord", "--indicator", "slagenhet", "--lang", "en"),
    ("allocate", "rbf2025", "--set", "måloppnåelse.video.Vest=12,1 %", "--format", "csv"),
    ("settle", "rbf2025", "--data", "syntetisk"),
    ("compare", "rbf2022", "rbf2025", "--format", "markdown"),
)
# Prints the files that a command opens for reading, and is else as `python -m rbflang`.
WATCHED = """
import json, runpy, sys
opened = set()
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and "w" not in (arguments[1] or "r"):
        opened.add(arguments[0])
sys.addaudithook(watch)
try:
    runpy.run_module("rbflang", run_name="__main__", alter_sys=True)
finally:
    print(json.dumps(sorted(opened)), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept" / "rbflang"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own with a ruleset and its data."""
    target = tmp_path / "own"
    shutil.copytree(library.home() / "rbf2025", target)
    return target


def ask(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(main, words, obj=KEEPING, input=given)


def again(monkeypatch: pytest.MonkeyPatch, *words: str, given: str = "") -> Result:
    """The answer, which may not be computed again."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("computed again")

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "prepare", refuse)
        patch.setattr("rbflang.commands.two_rounds.prepare", refuse)
        patch.setattr("rbflang.commands.compare_command.prepare", refuse)
        return ask(*words, given=given)


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_the_same_question_has_the_same_answer(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = CliRunner().invoke(main, words)
    first, second = ask(*words), again(monkeypatch, *words)
    assert plain.exit_code == 0
    assert len(plain.stdout) > 100
    for one in (first, second):
        assert (one.exit_code, one.stdout, one.stderr) == (0, plain.stdout, plain.stderr)


def test_what_is_told_beside_a_report_is_told_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = own / "forelopig.csv"
    data.write_text(data.read_text("utf-8").replace("under 0,6 %", ""), "utf-8")
    words = ("allocate", str(own))
    told = ask(*words).stderr
    assert "Varsel" in told
    assert again(monkeypatch, *words).stderr == told


def test_the_page_at_hand_decides_how_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ask("explain", "--rhf", "Vest").stdout
    monkeypatch.setenv("COLUMNS", "70")
    narrow = again(monkeypatch, "explain", "--rhf", "Vest").stdout
    assert narrow == CliRunner().invoke(main, ("explain", "--rhf", "Vest")).stdout
    assert len(narrow.splitlines()) > len(wide.splitlines())


def test_every_file_beside_the_rules_counts(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("explain", str(own / "rbf2025.rbf"), "--rhf", "Vest")
    ask(*words)
    assert again(monkeypatch, *words).exit_code == 0
    files = [one for one in own.iterdir() if one.is_file()]
    assert len(files) > 4
    for file in files:
        before = file.read_bytes()
        file.write_bytes(before + b"\n")
        assert again(monkeypatch, *words).exit_code == 1, file.name
        file.write_bytes(before)
        assert again(monkeypatch, *words).exit_code == 0
    (own / "medlemmer.csv").write_text("", "utf-8")
    assert again(monkeypatch, *words).exit_code == 1


def test_a_digit_in_the_data_is_another_answer(own: Path, tmp_path: Path) -> None:
    data = tmp_path / "mine" / "tall.csv"
    data.parent.mkdir()
    text = (own / "forelopig.csv").read_text("utf-8")
    data.write_text(text, "utf-8")
    words = ("allocate", str(own), "--data", str(data), "--format", "json")
    first = json.loads(ask(*words).stdout)["payouts"]
    data.write_text(text.replace("video;;;Vest;10,7 %", "video;;;Vest;16,7 %"), "utf-8")
    second = json.loads(ask(*words).stdout)["payouts"]
    assert first != second
    data.write_text(text, "utf-8")
    assert json.loads(ask(*words).stdout)["payouts"] == first


@pytest.mark.parametrize(
    "words", [("explain", "--rhf", "Nord"), ("explain", "--rhf", "Vest", "--depth", "1")], ids=" ".join
)
def test_another_question_is_another_answer(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    ask("explain", "--rhf", "Vest")
    assert again(monkeypatch, *words).exit_code == 1


def test_another_folder_or_another_code_is_another_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("explain", "--rhf", "Vest")
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path)
        assert again(monkeypatch, "explain", "--rhf", "Vest").exit_code == 1
    with monkeypatch.context() as patch:
        patch.setattr(cache, "code", lambda: (("another", 1, 1),))
        assert again(monkeypatch, "explain", "--rhf", "Vest").exit_code == 1
    assert again(monkeypatch, "explain", "--rhf", "Vest").exit_code == 0


def test_what_is_not_in_files_or_too_much_is_not_kept(own: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (own / "forelopig.csv").read_text("utf-8")
    assert ask("allocate", "rbf2025", "--data", "-", given=data).exit_code == 0
    assert ask("allocate", "finnes_ikke").exit_code == 2
    assert ask("allocate", "--data", "finnes-ikke.csv").exit_code == 1
    monkeypatch.setattr(kept_answers, "MOST_FILES", 3)
    assert ask("allocate", str(own)).exit_code == 0
    monkeypatch.setattr(kept_answers, "MOST_FILES", 100)
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 1000)
    assert ask("allocate", str(own)).exit_code == 0
    assert not list(folder.glob("answer-*"))


def test_an_answer_made_while_a_file_was_saved_is_not_kept(
    own: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, data = pipeline.prepare, own / "forelopig.csv"

    def saving(*arguments: Any) -> Any:
        data.write_text(data.read_text("utf-8").replace("Vest;10,7 %", "Vest;16,7 %"), "utf-8")
        return prepare(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "prepare", saving)
        assert ask("allocate", str(own)).exit_code == 0
    assert not list(folder.glob("answer-*"))


def test_a_link_that_leads_elsewhere_is_another_answer(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, link = (own.parent / name for name in ("a.csv", "b.csv", "link/tall.csv"))
    link.parent.mkdir()
    for one in (first, second):
        shutil.copy(own / "forelopig.csv", one)
    link.symlink_to(first)
    words = ("allocate", str(own), "--data", str(link))
    assert ask(*words).exit_code == 0
    assert again(monkeypatch, *words).exit_code == 0
    link.unlink()
    link.symlink_to(second)
    assert again(monkeypatch, *words).exit_code == 1


def test_damage_of_a_single_bit_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("allocate", "--format", "json")
    ask(*words)
    (file,) = folder.glob("answer-*")
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 20):
        file.write_bytes(whole[:at] + bytes((whole[at] ^ 1 << at % 8,)) + whole[at + 1 :])
        assert again(monkeypatch, *words).exit_code == 1
    file.write_bytes(whole)
    assert again(monkeypatch, *words).exit_code == 0


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_a_run_reads_no_file_that_is_not_looked_at(words: tuple[str, ...], folder: Path) -> None:
    found = subprocess.run([sys.executable, "-c", WATCHED, *words], capture_output=True, text=True, check=True)
    opened = {Path(name) for name in json.loads(found.stderr.splitlines()[-1])}
    read = {one for one in opened if one.suffix in (".rbf", ".csv", ".xlsx")}
    assert {one.suffix for one in read} == {".rbf", ".csv"}
    command = main.get_command(None, words[0])
    assert command is not None
    with command.make_context(words[0], list(words[1:])) as context:
        asked = kept_answers._asked(context)
    assert asked is not None
    assert read <= {Path(name) for name, *_ in asked[1]}
    assert not {one for one in opened - read if one.is_relative_to(library.home())}
