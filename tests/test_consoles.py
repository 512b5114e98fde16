"""What leaves the product on consoles that lack signs, as data, and from where it cannot run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipapp
from pathlib import Path

import pytest

from rbflang.commands import PACKED, options
from rbflang.commands.narrow_console import readable

ROOT = Path(__file__).parent.parent
NARROW = {**os.environ, "COLUMNS": "120", "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT)}


def run(*words: str) -> bytes:
    return subprocess.run([sys.executable, "-m", "rbflang", *words], env=NARROW, capture_output=True, check=True).stdout


@pytest.mark.parametrize("form", ["json", "csv"])
def test_data_is_in_utf_8_whatever_the_console(form: str) -> None:
    text = run("allocate", "rbf2025", "--format", form).decode("utf-8")
    assert "ø" in text
    if form == "json":
        assert json.loads(text)["regions"] == ["Midt", "Nord", "SørØst", "Vest"]


def test_an_amount_keeps_its_minus() -> None:
    lines = run("explain", "rbf2025", "--rhf", "Vest", "--depth", "1").decode("cp1252").splitlines()
    assert "ned med 3 301 819 kr (-2,6 %)" in next(line for line in lines if "nøkkelen alene" in line).replace(
        "\xa0", " "
    )
    assert not any("?" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "told"),
    [("−3,5 %", "-3,5 %"), ("2 × 3 ≥ 5 …", "2 x 3 >= 5 ..."), ("«Sør-Øst»", '"Soer-Oest"'), ("é ☃", "e [U+2603]")],
)
def test_a_sign_that_is_lacking_has_a_readable_one_in_its_place(text: str, told: str) -> None:
    assert readable(text) == told


def test_what_is_packed_in_one_file_says_that_it_cannot_run(tmp_path: Path) -> None:
    zipapp.create_archive(
        ROOT, tmp_path / "r.pyz", main="rbflang.__main__:main", filter=lambda path: path.parts[0] == "rbflang"
    )
    result = subprocess.run([sys.executable, str(tmp_path / "r.pyz"), "list"], capture_output=True, text=True)
    assert (result.returncode, result.stderr.strip(), result.stdout) == (1, PACKED.nb, "")


@pytest.mark.parametrize(
    ("said", "terminal", "width"),
    [("80", 100, 80), ("500", 100, 120), ("", 100, 100), ("0", 100, 100), ("wide", 200, 120), ("", None, 120)],
)
def test_a_page_is_as_wide_as_the_terminal_and_at_most_120(
    monkeypatch: pytest.MonkeyPatch, said: str, terminal: int | None, width: int
) -> None:
    def size(_: int) -> os.terminal_size:
        if terminal is None:
            raise OSError
        return os.terminal_size((terminal, 24))

    monkeypatch.setenv("COLUMNS", said)
    monkeypatch.setattr("os.get_terminal_size", size)
    with open(os.devnull, "w", encoding="utf-8") as out:
        monkeypatch.setattr("sys.__stdout__", out)
        assert options.page_width() == width
        monkeypatch.undo()
