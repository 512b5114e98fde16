"""Whatever a command does not need, it does not import."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEVER = ("numpy", "hypothesis", "pytest", "jsonschema", "python_calamine", "email", "http", "asyncio", "unittest")
WITHOUT_LARK: tuple[tuple[str, ...], ...] = (("--help",), ("list",), ("describe", "unknown-name"))
COMMANDS: tuple[tuple[str, ...], ...] = (*WITHOUT_LARK, ("allocate",), ("explain", "--rhf", "Vest"))


@cache
def imported_by(*arguments: str) -> frozenset[str]:
    """The modules that a command imports in a process of its own."""
    command = [sys.executable, "-X", "importtime", "-m", "rbflang", *arguments]
    found = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert found.returncode == 0, found.stderr[-2000:]
    lines = [line for line in found.stderr.splitlines() if line.startswith("import time:")]
    return frozenset(line.rsplit("|", 1)[1].strip() for line in lines)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_imports_nothing_it_does_not_need(arguments: tuple[str, ...]) -> None:
    assert not {name for name in imported_by(*arguments) if name.split(".")[0] in NEVER}


@pytest.mark.parametrize("arguments", WITHOUT_LARK, ids=" ".join)
def test_no_grammar_where_no_text_is_read(arguments: tuple[str, ...]) -> None:
    assert not {name for name in imported_by(*arguments) if name.split(".")[0] == "lark"}


def test_an_explanation_imports_no_other_command() -> None:
    found = imported_by("explain", "--rhf", "Vest")
    assert {name for name in found if name.endswith("_command")} == {"rbflang.commands.explain_command"}
    assert not {"rbflang.render.html", "rbflang.render.json", "rbflang.syntax.format", "difflib", "csv"} & found
