"""The compiled grammar is kept in the user's own folder, and nothing depends on what is found there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = """
from rbflang.source import Source
from rbflang.syntax.parse import parse
parsed = parse(Source("a", "regelsett RBF 2026\\nformel a = 1 + 2\\nformel b = 1.000"))
print([fault.slug for fault in parsed.faults], len(parsed.tree.declarations))
"""
ANSWER = "['ambiguous-number'] 2\n"


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RBFLANG_CACHE": str(folder)}
    root = Path(__file__).parent.parent.parent
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, cwd=root, check=False
    )


def _kept(folder: Path) -> Path:
    (file,) = (folder / "rbflang").glob("grammar-*.cache")
    return file


def test_the_grammar_is_kept_and_read_again(tmp_path: Path) -> None:
    assert _run(tmp_path).stdout == ANSWER
    written = _kept(tmp_path).stat().st_mtime_ns
    assert _run(tmp_path).stdout == ANSWER
    assert _kept(tmp_path).stat().st_mtime_ns == written


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "cut short": lambda whole: whole[: len(whole) // 2],
    "cut after the first line": lambda whole: whole[: whole.index(b"\n") + 1],
    "garbage": lambda whole: b"\x00\xff" * 1000,
    "one bit of a word": lambda whole: whole.replace(b"__subareas_star", b"__subarebs_star", 1),
    "garbage behind a right first line": lambda whole: whole[: whole.index(b"\n") + 1] + b"no pickle at all",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_does_no_harm(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    _run(tmp_path)
    _kept(tmp_path).write_bytes(damage(_kept(tmp_path).read_bytes()))
    result = _run(tmp_path)
    assert (result.stdout, result.stderr, result.returncode) == (ANSWER, "", 0)


def test_a_folder_that_is_a_file_does_no_harm(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    result = _run(blocked)
    assert (result.stdout, result.stderr, result.returncode) == (ANSWER, "", 0)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = _run(tmp_path)
    tmp_path.chmod(0o700)
    assert (result.stdout, result.stderr, result.returncode) == (ANSWER, "", 0)


def test_a_file_that_is_a_folder_does_no_harm(tmp_path: Path) -> None:
    _run(tmp_path)
    file = _kept(tmp_path)
    file.unlink()
    file.mkdir()
    result = _run(tmp_path)
    assert (result.stdout, result.stderr, result.returncode) == (ANSWER, "", 0)
