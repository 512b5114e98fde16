"""Commands that a report offers to go on with: they ask for the same case, and a shell reads them as they stand."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from evidence import without_evidence

from rbflang.commands import main
from rbflang.reports.offered import for_shell

ROOT = Path(__file__).parent.parent


def offered(*words: str) -> list[str]:
    """The arguments of the first command that `explain` offers."""
    result = CliRunner().invoke(main, ["explain", "rbf2025", "--rhf", "Vest", *words])
    assert result.exit_code == 0, result.output
    text = re.split(r"\nMer:\s+rbflang ", result.stdout)[1]
    return read_by_a_shell(re.split(r" {4}|\s+rbflang verify", text)[0].replace("\n", " "))


def read_by_a_shell(text: str) -> list[str]:
    """The arguments that a shell makes of a line."""
    command = ["sh", "-c", f"printf '%s\\0' {text}"]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout.split("\0")[:-1]


def headline(*words: str) -> str:
    """What a region is said to get for an indicator."""
    return next(line for line in CliRunner().invoke(main, [*words]).stdout.split("\n") if "får" in line)


@pytest.mark.parametrize(
    "case",
    [
        (),
        ("--set", "måloppnåelse.video.Vest=12 %;minst 12 %"),
        ("--set", "måloppnåelse.video.Vest=12,1 %", "--set", "måloppnåelse.skjema.Nord=0,9 %"),
        ("--data", "syntetisk"),
        ("--round", "endelig", "--data", "syntetisk"),
    ],
)
def test_the_same_case_is_asked_for(case: tuple[str, ...]) -> None:
    command = offered(*case)
    asked = headline("explain", "rbf2025", "--rhf", "Vest", "--indicator", "video", *case)
    assert headline(*command) == asked


def settling(*words: str) -> list[str]:
    """The arguments of the command that `settle` offers."""
    result = CliRunner().invoke(main, ["settle", "rbf2025", *words])
    assert result.exit_code == 0, result.output
    return read_by_a_shell(
        re.split(r"\n(?:Mer|More):\s+rbflang ", without_evidence(result.stdout))[1].replace("\n", " ")
    )


def test_a_settlement_is_asked_for_again_with_the_figures_of_both_rounds(tmp_path: Path) -> None:
    """The earlier file is never offered as the later one; where it is found beside the later, it is not named."""
    folder = ROOT / "rulesets" / "rbf2025"
    first, last = tmp_path / "f1.csv", tmp_path / "s1.csv"
    first.write_text((folder / "forelopig.csv").read_text("utf-8"), "utf-8")
    last.write_text((folder / "syntetisk-endelig.csv").read_text("utf-8"), "utf-8")
    both = ["--earlier", str(first), "--data", str(last)]
    region = ["settle", "rbf2025", "--rhf", "Midt"]
    assert settling(*both) == [*region, *both]
    assert CliRunner().invoke(main, [*region, *both]).exit_code == 0
    assert settling("--data", "syntetisk", "--lang", "en") == [*region, "--data", "syntetisk", "--lang", "en"]
    (tmp_path / "forelopig.csv").write_text(first.read_text("utf-8"), "utf-8")
    assert settling("--data", str(last)) == [*region, "--data", str(last)]


def test_a_file_of_ones_own_is_named_as_it_was_and_quoted(tmp_path: Path) -> None:
    path = tmp_path / "mine $tall.csv"
    path.write_text((ROOT / "rulesets" / "rbf2025" / "forelopig.csv").read_text("utf-8"), "utf-8")
    command = offered("--data", str(path))
    assert command[-2:] == ["--data", str(path)]


def test_what_documents_say_of_the_published_allocation_does_not_stand_under_ones_own_figures() -> None:
    words = ("explain", "rbf2022", "--rhf", "Nord", "--indicator", "epikrise")
    own = (*words, "--set", "måloppnåelse.video.Nord=8,1 %")
    assert "\nMerk\n" in CliRunner().invoke(main, [*words]).stdout
    assert "\nMerk\n" not in CliRunner().invoke(main, [*own]).stdout


pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no sh here")


@pytest.mark.parametrize("text", ["a b", "12 %", 'a"b', "a$b", "a`b", "a\\b", "a;b", "å=1"])
def test_a_text_is_one_argument_of_a_shell(text: str) -> None:
    assert read_by_a_shell(for_shell(text)) == [text]


def test_a_data_file_beside_the_rules_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = ROOT / "rulesets" / "rbf2025"
    Path("r.rbf").write_text((folder / "rbf2025.rbf").read_text("utf-8"), "utf-8")
    Path("tall.csv").write_text((folder / "forelopig.csv").read_text("utf-8"), "utf-8")
    result = CliRunner().invoke(main, ["explain", "r.rbf", "--rhf", "Vest", "--data", "tall.csv"])
    assert "\nMer: rbflang explain r.rbf --rhf Vest --indicator video --data tall.csv " in result.stdout


def test_edge_cases_are_named_where_there_are_no_other_made_up_figures() -> None:
    result = CliRunner().invoke(main, ["settle", "rbf2022", "--data", "syntetisk"])
    files = [f"rulesets/rbf2022/grensetilfeller/syntetisk-{one}.csv" for one in ("endelig", "forelopig")]
    assert f"Grensetilfeller med syntetiske data: {' og '.join(files)}. Gi en av dem med --data." in result.stderr
    assert "medlemmer" not in result.stderr
