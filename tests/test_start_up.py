"""Whatever a command does not need, it does not import."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEVER = ("numpy", "hypothesis", "pytest", "jsonschema", "python_calamine", "email", "http", "asyncio", "unittest")
WITHOUT_LARK: tuple[tuple[str, ...], ...] = (("--help",), ("describe", "unknown-name"))
COMMANDS: tuple[tuple[str, ...], ...] = (*WITHOUT_LARK, ("list",), ("allocate",), ("explain", "--rhf", "Vest"))


# Runs a command as `python -m rbflang` does, and says on the way out which modules there are.
RUN = """
import atexit, runpy, sys
atexit.register(lambda: print("MODULES", *sys.modules, file=sys.stderr))
runpy.run_module("rbflang", run_name="__main__", alter_sys=True)
"""


@cache
def imported_by(*arguments: str) -> frozenset[str]:
    """The modules that a command imports in a process of its own."""
    command = [sys.executable, "-c", RUN, *arguments]
    found = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert found.returncode == 0, found.stderr[-2000:]
    return frozenset(found.stderr.rsplit("MODULES", 1)[1].split())


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_imports_nothing_it_does_not_need(arguments: tuple[str, ...]) -> None:
    assert not {name for name in imported_by(*arguments) if name.split(".")[0] in NEVER}


@pytest.mark.parametrize("arguments", WITHOUT_LARK, ids=" ".join)
def test_no_grammar_where_no_text_is_read(arguments: tuple[str, ...]) -> None:
    assert not {name for name in imported_by(*arguments) if name.split(".")[0] == "lark"}


def test_an_explanation_imports_no_other_command() -> None:
    found = imported_by("explain", "--rhf", "Vest")
    assert {name for name in found if name.endswith("_command")} == {"rbflang.commands.explain_command"}
    unasked = (
        "render.html", "render.json", "syntax.format", "syntax.format_words", "syntax.shape", "ruleset.findings",
        "reports.charts.pictures", "data.lost_signs", "share_faults",
    )  # fmt: skip
    assert not {"difflib", *(f"rbflang.{name}" for name in unasked)} & found
