"""One mutant tried: its module is made wrong in a process of its own, and the tests that are asked about it run there.

The parent has loaded whatever the tests need beside the package, but nothing of the package: a child loads the mutant.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutation.killers import KILLERS
from tests.mutation.operators import Mutant

TESTS = Path(__file__).parent.parent
PACKAGE = TESTS.parent / "rbflang"
MOST_SECONDS = 90
"""Of the processor; a mutant that takes longer counts as killed, since it would be noticed."""
PASSED = 0


class Mutated(MetaPathFinder, Loader):
    """Finds the one module that is made wrong, before any other finder does."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != f"rbflang.{self.mutant.module}":
            return None
        return spec_from_file_location(name, file_of(self.mutant.module), loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.text, str(file_of(self.mutant.module)), "exec"), module.__dict__)


def file_of(module: str) -> Path:
    """The file of a module of the package."""
    return PACKAGE / f"{module.replace('.', '/')}.py"


def is_killed(mutant: Mutant, kept: Path) -> bool:
    """Whether a test fails or the time runs out; `kept` is a folder with the grammar, which no mutant changes."""
    left = float(MOST_SECONDS)
    for name in KILLERS[mutant.module]:
        before = _used()
        if not _passes(mutant, name, kept, left):
            return True
        left -= _used() - before
    return False


def keep_grammar(kept: Path) -> None:
    """Leave the compiled grammar in a folder, and nothing that was computed."""
    code = (
        "from rbflang.source import Source; from rbflang.syntax.parse import parse; "
        "parse(Source('a.rbf', 'regelsett RBF 2026'))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "RBFLANG_CACHE": str(kept)})


def _passes(mutant: Mutant, name: str, kept: Path, seconds: float) -> bool:
    """Whether the tests of a file hold for a mutant, within so many seconds of the processor."""
    child = os.fork()
    if not child:
        os._exit(_tested(mutant, name, kept, max(1, round(seconds))))
    _, status = os.waitpid(child, 0)
    return status == PASSED


def _tested(mutant: Mutant, name: str, kept: Path, seconds: int) -> int:
    """In a child: the exit status of the tests."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        os.environ["RBFLANG_CACHE"] = folder
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        sys.meta_path.insert(0, Mutated(mutant))
        options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "--hypothesis-seed=0")
        return int(pytest.main([*options, "-o", "addopts=", str(TESTS / name)]))


def _used() -> float:
    """Seconds of the processor that the children have used."""
    times = os.times()
    return times.children_user + times.children_system
