"""What is offered to paste outside rules and rows: sheets, members, rounds, open figures, numbers that grow too long.

Each is pasted where its tip says, and what it was offered for is gone. A fault with such a cure and no test here makes
the last test fail.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from rbflang import library
from rbflang.commands import main

from .offering import offering
from .test_cures_of_counting import OF_COUNTS, OF_EPISODES

TRIED = {
    "data-not-understood", "file-not-readable", "members-not-understood", "printed-value-on-a-step",
    "round-without-observations",
}  # fmt: skip
OF_DATA = {"figure-without-percent", "setting-not-understood", "unknown-in-data"}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"COLUMNS": "500"})


def offered(slug: str, result: Result) -> str:
    """The last line to paste of the fault."""
    found = re.search(rf"\[{slug}\]\n(?:.*\n)*?  Tips: .*:\n\n((?:   +\S.*\n)+)", result.output)
    assert found, result.output
    return found[1].splitlines()[-1].strip()


def shipped(year: str) -> Path:
    """A copy of a ruleset that ships."""
    shelf = library.find(year)
    assert shelf
    folder = Path(year).resolve()
    shutil.copytree(shelf.path.parent, folder)
    return folder


def test_an_empty_file_gets_its_columns() -> None:
    Path("egne.csv").write_text("a;b;c\nx;y;z\n", "utf-8")
    asked = ("allocate", "rbf2025", "--data", "egne.csv")
    heading = offered("data-not-understood", run(*asked))
    Path("egne.csv").write_text(f"{heading}\nmåloppnåelse;video;;;Vest;1 %;;;x\n", "utf-8")
    assert "[data-not-understood]" not in run(*asked).output


def test_the_sheet_that_is_offered_is_read() -> None:
    book = openpyxl.Workbook()
    figures = (shipped("rbf2025") / "forelopig.csv").read_text("utf-8").splitlines()
    for name in ("Ark A", "Ark B"):
        sheet = book.create_sheet(name)
        for line in figures:
            sheet.append(line.split(";"))
    book.save("to ark.xlsx")
    found = run("allocate", "rbf2025", "--data", "to ark.xlsx")
    assert "[file-not-readable]" in found.output
    again = run("allocate", "rbf2025", *shlex.split(offered("file-not-readable", found)))
    assert again.exit_code == 0, again.output


def test_the_columns_of_members_are_taken() -> None:
    folder = shipped("rbf2022")
    members = folder / "medlemmer.csv"
    members.unlink()
    heading = offered("members-not-understood", run("allocate", str(folder)))
    members.write_text(f"{heading}\n", "utf-8")
    assert run("allocate", str(folder)).exit_code == 0


def test_a_round_is_settled_with_the_command_that_is_offered() -> None:
    folder = shipped("rbf2025")
    found = run("settle", str(folder))
    command = shlex.split(offered("round-without-observations", found))
    assert command[0] == "rbflang"
    shutil.copy(folder / "forelopig.csv", command[command.index("--data") + 1])
    assert run(*command[1:]).exit_code == 0


def test_a_row_says_on_which_side_an_open_figure_lies() -> None:
    """0,4 % is printed; the row that is offered says that it is less, and then nothing is open."""
    row = "måloppnåelse;skjema;;;Vest;0,4 %;;;beregninger tabell 1.3"
    text = (shipped("rbf2025") / "forelopig.csv").read_text("utf-8")
    text = re.sub(r"^måloppnåelse;skjema;;;Vest;.*$", row, text, flags=re.MULTILINE)
    Path("egne.csv").write_text(text, "utf-8")
    asked = ("allocate", "rbf2025", "--data", "egne.csv")
    pasted = offered("printed-value-on-a-step", run(*asked)).replace("…", "notat i saken")
    assert pasted.startswith("måloppnåelse;skjema;;;Vest;0,4 %;under 0,4 %;utledet;")
    Path("egne.csv").write_text(text.replace(row, pasted), "utf-8")
    again = run(*asked)
    assert again.exit_code == 0
    assert "[printed-value-on-a-step]" not in again.output


def test_rounding_on_the_way_keeps_numbers_short() -> None:
    """100/7 squared eleven times has more than 4 000 digits; rounded there and on, it has not."""
    chain = "".join(f"formel f{at} = f{at - 1} × f{at - 1} [r 5]\n" for at in range(1, 13))
    rules = f"""\
regelsett RBF 2031 "Prøve"
kilde r "Regler" {{ utgiver "Prøve" }}
region A "Helse A RHF"
fastsatt bevilgning = 1 000 kr [r 1]
tabell nøkkel per region : andel [r 2] {{ A: 100 % }}
formel f0 = 100 / 7 [r 5]
{chain}utbetaling beløp per region = bevilgning × nøkkel × f12 / f12 [r 4] avrundet til hele kroner [r 4]
"""
    Path("p.rbf").write_text(rules, "utf-8")
    Path("forelopig.csv").write_text("størrelse;region;verdi\n", "utf-8")
    asked = ("allocate", "p.rbf")
    found = run(*asked)
    pasted = offered("too-many-digits", found)
    name, _, rounding = pasted.partition(" … ")
    assert name == "formel f11"
    Path("p.rbf").write_text(rules.replace("f10 × f10 [r 5]", f"f10 × f10 [r 5] {rounding}"), "utf-8")
    assert "f11" not in offered_for(run(*asked))


def offered_for(result: Result) -> str:
    """What the fault of long numbers is about; nothing where there is none."""
    found = re.search(r"Feil: «(\w+)» får mer enn", result.output)
    return found[1] if found else ""


def test_no_cure_outside_the_rules_is_left_out() -> None:
    everywhere = offering("rbflang")
    of_rules = offering("rbflang/checks", "rbflang/syntax", "rbflang/failures")
    assert everywhere - of_rules - OF_DATA == TRIED | OF_COUNTS | OF_EPISODES
