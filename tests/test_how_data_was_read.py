"""What the foot of a report says of how the data file was read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from evidence import without_evidence

from rbflang import library
from rbflang.commands import main
from rbflang.observations import LARGEST_FILE, read_rows
from rbflang.source import Source

SHELF = library.find("rbf2025")
assert SHELF
DATA = SHELF.observations("forelopig").read_text("utf-8").rstrip() + "\n"
LINES = DATA.count("\n")
EMPTY = "måloppnåelse;video;;;Vest;;;;\n"
REPORTS = (
    ("allocate", "rbf2025"), ("explain", "rbf2025"), ("explain", "rbf2025", "--rhf", "Vest"),
    ("explain", "rbf2025", "--indicator", "video"), ("explain", "rbf2025", "--indicator", "video", "--rhf", "Vest"),
)  # fmt: skip


def told(folder: Path, text: str, *arguments: str) -> str:
    (folder / "egne.csv").write_text(text, "utf-8")
    result = CliRunner().invoke(main, [*arguments, "--data", str(folder / "egne.csv")])
    assert result.exit_code == 0, result.output
    return without_evidence(result.stdout)


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
def test_rows_without_a_value_are_counted(tmp_path: Path, report: tuple[str, ...]) -> None:
    assert "tom verdi" not in told(tmp_path, DATA, *report)
    last = told(tmp_path, DATA + EMPTY, *report).rstrip().rpartition("\n")[2]
    assert last == f"Én rad i egne.csv har tom verdi og er ikke brukt: linje {LINES + 1}."


def test_many_rows_are_counted_and_the_first_named(tmp_path: Path) -> None:
    found = told(tmp_path, DATA + EMPTY * 20, "allocate", "rbf2025")
    shown = ", ".join(str(LINES + at) for at in range(1, 9))
    assert f"20 rader i egne.csv har tom verdi og er ikke brukt: linjene {shown} og 12 til." in " ".join(found.split())
    found = told(tmp_path, DATA + EMPTY * 3, "allocate", "rbf2025", "--lang", "en")
    at = LINES
    assert f"3 rows of egne.csv have no value and are not used: lines {at + 1}, {at + 2} and {at + 3}." in found


def test_the_foot_as_data(tmp_path: Path) -> None:
    data = json.loads(told(tmp_path, DATA + EMPTY, "allocate", "rbf2025", "--format", "json"))
    assert data["foot"] == [f"Én rad i egne.csv har tom verdi og er ikke brukt: linje {LINES + 1}."]
    assert json.loads(told(tmp_path, DATA, "allocate", "rbf2025", "--format", "json"))["foot"] == []


@pytest.mark.parametrize(("codec", "name"), [("cp1252", "Windows-1252"), ("mac_roman", "MacRoman")])
def test_an_encoding_without_a_mark_is_told(tmp_path: Path, codec: str, name: str) -> None:
    as_it_is = told(tmp_path, DATA, "allocate", "rbf2025", "--format", "json")
    (tmp_path / "lagret.csv").write_bytes(DATA.encode(codec))
    words = ("allocate", "rbf2025", "--format", "json", "--data", str(tmp_path / "lagret.csv"))
    found = json.loads(CliRunner().invoke(main, list(words)).stdout)
    assert found["foot"] == [f"lagret.csv er ikke lagret i UTF-8. Filen er lest som {name}."]
    assert found["payouts"] == json.loads(as_it_is)["payouts"]


def test_utf_16_and_the_lines_of_an_old_mac_are_read(tmp_path: Path) -> None:
    as_it_is = json.loads(told(tmp_path, DATA, "allocate", "rbf2025", "--format", "json"))
    (tmp_path / "lagret.csv").write_bytes(DATA.replace("\n", "\r").encode("utf-16"))
    words = ("allocate", "rbf2025", "--format", "json", "--data", str(tmp_path / "lagret.csv"))
    found = json.loads(CliRunner().invoke(main, list(words)).stdout)
    assert (found["payouts"], found["foot"]) == (as_it_is["payouts"], [])


def test_what_may_be_in_either_encoding_is_refused(tmp_path: Path) -> None:
    """The byte 9A is ö on a Mac and š under Windows."""
    (tmp_path / "lagret.csv").write_bytes("størrelse;region;verdi".encode("ascii", "ignore") + b";Bj\x9arn\n")
    result = CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(tmp_path / "lagret.csv")])
    assert result.exit_code == 1
    assert "lagret.csv kan være lagret i Windows-1252 eller MacRoman" in result.output


def test_lines_above_the_headings_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, f"Tall for 2025;;;;;;;;\n\nKlinikk Ø;;;;;;;;\n{DATA}", "allocate", "rbf2025")
    last = found.rstrip().rpartition("\n")[2]
    assert last == "Linjene 1 og 3 i egne.csv står over overskriftene og er ikke lest."


def in_two(folder: Path) -> tuple[str, ...]:
    """The options that give the figures in two files."""
    heading, *rows = DATA.splitlines(keepends=True)
    for name, part in (("a.csv", rows[:30]), ("b.csv", rows[30:])):
        (folder / name).write_text("".join((heading, *part)), "utf-8")
    return "--data", str(folder / "a.csv"), "--data", str(folder / "b.csv")


def test_several_files_are_read_together(tmp_path: Path) -> None:
    whole = json.loads(told(tmp_path, DATA, "allocate", "rbf2025", "--format", "json"))
    options = in_two(tmp_path)
    found = CliRunner().invoke(main, ["allocate", "rbf2025", "--format", "json", *options])
    assert json.loads(found.stdout)["payouts"] == whole["payouts"]
    offered = CliRunner().invoke(main, ["explain", "rbf2025", "--rhf", "Vest", *options]).stdout
    assert " ".join(options) in " ".join(offered.split())


def test_a_cell_in_two_files_is_named_with_both_places(tmp_path: Path) -> None:
    options = in_two(tmp_path)
    with (tmp_path / "b.csv").open("a", encoding="utf-8") as file:
        file.write("måloppnåelse;video;;;Vest;10 %;;;\n")
    result = CliRunner().invoke(main, ["allocate", "rbf2025", *options])
    assert result.exit_code == 1
    assert result.stderr.startswith("Feil: «måloppnåelse.video.Vest» er gitt to ganger  [row-twice]")
    assert all(f"{name}:" in result.stderr for name in ("a.csv", "b.csv"))


@pytest.fixture
def unread() -> Iterator[None]:
    """Standard input that nobody has read."""
    library._standard_input.cache_clear()
    yield
    library._standard_input.cache_clear()


def test_what_is_piped_in_is_read(tmp_path: Path, unread: None) -> None:
    whole = json.loads(told(tmp_path, DATA, "allocate", "rbf2025", "--format", "json"))
    words = ["allocate", "rbf2025", "--format", "json", "--data", "-"]
    found = json.loads(CliRunner().invoke(main, words, input=DATA).stdout)
    assert (found["payouts"], found["round"]) == (whole["payouts"], "stdin")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("check", "-"), "er i orden"), (("fmt", "-"), SHELF.path.read_text("utf-8")),
        (("fmt", "--check", "-"), "stdin er uendret\n"),
    ],
    ids=("check", "fmt", "fmt --check"),
)  # fmt: skip
def test_rules_that_are_piped_in(words: tuple[str, ...], outcome: str, unread: None) -> None:
    result = CliRunner().invoke(main, list(words), input=SHELF.path.read_text("utf-8"))
    assert result.exit_code == 0
    assert outcome in result.stdout


def test_a_file_of_many_rows_is_read_and_a_cell_is_found_where_it_stands(tmp_path: Path) -> None:
    rows = 60_000
    lines = [f"m;i{at % 20};r{at // 20};{at % 100},5 %" for at in range(rows)]
    (tmp_path / "stor.csv").write_text("\n".join(("størrelse;indikator;region;verdi", *lines)), "utf-8")
    source = library.read_table(tmp_path / "stor.csv", LARGEST_FILE)
    assert isinstance(source, Source)
    assert len(source.text) > 1_000_000
    found = read_rows(source).rows
    assert len(found) == rows
    last = found[-1]
    assert (last.text("value"), last.member("region"), last.member("gruppe")) == ("99,5 %", "r2999", "")
    assert (last.place("value").line, last.place("value").text) == (rows + 1, "99,5 %")
    assert sorted(last.members) == ["indikator", "region"]
