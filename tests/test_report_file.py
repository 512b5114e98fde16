"""A report written to a file with `-o`: whole or not at all, in the format that its name or `--format` says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from evidence import without_evidence

from rbflang.commands import main
from rbflang.render import FORMATS, encoding, endings, is_text

JOB = ("allocate", "rbf2025")
with_modes = pytest.mark.skipif(os.name == "nt", reason="files have no modes here")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def printed(*words: str) -> str:
    """The report as it is printed; by what command it was made differs from one that names a file."""
    return without_evidence(run(*JOB, *words).stdout)


@pytest.mark.parametrize(("ending", "form"), [one for one in endings().items() if is_text(one[1])])
def test_the_ending_says_the_format(ending: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"tildeling{ending}"
    result = run(*JOB, "-o", str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"Skrevet til {path}.\n")
    assert without_evidence(path.read_text(encoding(form))) == printed("--format", form)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_every_format_has_an_ending_of_its_own() -> None:
    assert tuple(endings().values()) == FORMATS


def test_the_format_that_is_asked_for_goes_before_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "tildeling.txt"
    run(*JOB, "-o", str(path), "--format", "json", "--lang", "en")
    assert path.read_text("utf-8").startswith("{")


def test_a_name_without_an_ending_is_the_report_as_it_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "tildeling"
    result = run(*JOB, "--output", str(path), "--lang", "en")
    assert result.stderr == f"Written to {path}.\n"
    assert without_evidence(path.read_text("utf-8")) == printed("--lang", "en")


@pytest.mark.parametrize(
    ("words", "name", "usable"),
    [(JOB, "t.pdf", ".txt, .md, .json, .csv, .html eller .xlsx"), (("check", "rbf2025"), "t.csv", ".txt eller .json")],
)
def test_an_ending_that_says_no_format_is_wrong_usage(
    words: tuple[str, ...], name: str, usable: str, tmp_path: Path
) -> None:
    result = run(*words, "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert f"Bruk {usable}, eller velg med --format." in result.stderr
    assert not list(tmp_path.iterdir())


def test_what_a_check_says_is_a_report_too(tmp_path: Path) -> None:
    rules = tmp_path / "feil.rbf"
    rules.write_text("regelsett RBF 2031\nformel x = y\n", "utf-8")
    path = tmp_path / "kontroll.txt"
    result = run("check", str(rules), "-o", str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert path.read_text("utf-8") == run("check", str(rules)).stdout


def test_nothing_is_written_where_there_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "tildeling.json"
    path.write_text("fra før", "utf-8")
    assert run("allocate", "kbf2021", "-o", str(path)).exit_code == 1
    assert path.read_text("utf-8") == "fra før"


def test_what_was_there_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tildeling.txt"
    path.write_text("fra før", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run(*JOB, "-o", str(path))
    assert (result.exit_code, result.stderr) == (
        1,
        "Feil: Rapporten kan ikke skrives ut: Det er ikke plass igjen på disken.\n",
    )
    assert path.read_text("utf-8") == "fra før"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("mangler/t.txt", "Mappen finnes ikke."),
        ("", "Skriv navnet på en fil."),
        ("fil/t.txt", "Mappen finnes ikke."),
    ],
)
def test_a_file_that_cannot_be_there(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", "utf-8")
    result = run(*JOB, "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert why in result.stderr


def test_an_empty_name_is_wrong_usage() -> None:
    result = run(*JOB, "-o", " ")
    assert (result.exit_code, result.stderr.split("\n")[0]) == (2, "Feil: -o er gitt, men er tom.")


@with_modes
def test_the_rights_of_a_file_stay_and_a_link_is_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "tildeling.txt", tmp_path / "lenke.txt"
    path.write_text("fra før", "utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    run(*JOB, "-o", str(link))
    assert link.is_symlink() and stat.S_IMODE(path.stat().st_mode) == 0o640
    assert without_evidence(path.read_text("utf-8")) == printed()


@with_modes
def test_a_device_is_written_and_not_replaced() -> None:
    assert run(*JOB, "-o", os.devnull).exit_code == 0
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
