"""Mutants tried: each in a process of its own, in which the tests that are asked about its module run one by one.

The tests are collected once, with the whole package loaded; a child of that process puts the mutant in its place and
runs them, the quick ones first, until one fails. A mutant of what a module computes when it is loaded is loaded afresh.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from attrs import frozen
from hypothesis import Phase, settings

from tests.mutation.killers import KILLERS
from tests.mutation.operators import Mutant, mutants_of
from tests.mutation.planting import Loaded, Mutated, file_of, loaded_functions, plant

TESTS = Path(__file__).parent.parent
MOST_SECONDS = 30
"""Of the processor; a mutant that takes longer counts as killed, since it would be noticed."""
OF_THE_MUTANT = 2
"""At least so many times as long as the tests take without a mutant is what a mutant may take."""
MOST_MEMORY = 4 << 30
PASSED, FAILED = 0, 1
OPTIONS = ("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov",
           "--hypothesis-seed=0", "-o", "addopts=")  # fmt: skip


@frozen
class Outcome:
    """Whether a mutant was killed, whether since the time ran out, and the seconds of the processor it took."""

    is_killed: bool
    ran_out: bool
    seconds: float


class Trials:
    """Asks for each mutant, once the tests are collected; the outcomes are told as they come."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int, are_tests_tried: bool) -> None:
        self.waiting = list(reversed(mutants))
        self.jobs = jobs
        self.tried_first = sorted({one.module for one in mutants}) if are_tests_tried else []
        self.outcomes: list[tuple[Mutant, Outcome]] = []
        self.unchanged: dict[str, float] = {}
        self.failed = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of running what was collected."""
        loaded = loaded_functions()
        gc.collect()
        gc.freeze()
        with tempfile.TemporaryDirectory() as folder:
            keep_grammar(Path(folder) / "kept")
            for module in self.tried_first:
                self._is_evidence(session, module, Path(folder))
            for mutant, outcome in self._tried(session, loaded, Path(folder)):
                if outcome.ran_out:
                    self._is_evidence(session, mutant.module, Path(folder))
                self.outcomes.append((mutant, outcome))
                if not outcome.is_killed:
                    print(f"survived: line {mutant.line}: {mutant.name}", flush=True)
        return True

    def _tried(self, session: pytest.Session, loaded: Loaded, folder: Path) -> Iterator[tuple[Mutant, Outcome]]:
        running: dict[int, Mutant] = {}
        while self.waiting or running:
            while self.waiting and len(running) < self.jobs:
                mutant = self.waiting.pop()
                running[_forked(session, mutant.module, folder, (mutant, loaded))] = mutant
            pid, outcome = _ended(-1)
            shutil.rmtree(folder / str(pid), ignore_errors=True)
            yield running.pop(pid), outcome

    def _is_evidence(self, session: pytest.Session, module: str, folder: Path) -> None:
        """Ends it all where the tests of a module fail, or need most of the time, without any mutant."""
        if module in self.unchanged:
            return
        _, unchanged = _ended(_forked(session, module, folder, None))
        self.unchanged[module] = unchanged.seconds
        if unchanged.is_killed or unchanged.seconds * OF_THE_MUTANT > MOST_SECONDS:
            self.failed = f"the tests of {module} fail, or take {unchanged.seconds:.0f} s, without any mutant"
            pytest.exit(self.failed)


def outcomes_of(mutants: Sequence[Mutant], jobs: int, are_tests_tried: bool) -> list[tuple[Mutant, Outcome]]:
    """What became of each mutant, so many at a time; the tests are tried first without any, if they were not before."""
    trials = Trials(mutants, jobs, are_tests_tried)
    status = _session({one.module for one in mutants}, trials)
    if len(trials.outcomes) < len(mutants):
        sys.exit(trials.failed or f"the tests could not be asked: pytest ends with {status}")
    return trials.outcomes


class Afresh:
    """Runs the tests of a module, in their order, until one fails."""

    def __init__(self, module: str) -> None:
        self.module = module

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of running what was collected."""
        os._exit(_run(tests_of(session, self.module)))


def load_afresh(name: str) -> None:
    """The tests with a mutant that is loaded as its module; ends the process."""
    module = name.split(":")[0]
    mutant = next(one for one in mutants_of(module, file_of(module).read_text("utf-8")) if one.name == name)
    sys.meta_path.insert(0, Mutated(mutant))
    _session({module}, Afresh(module))
    os._exit(FAILED)


def tests_of(session: pytest.Session, module: str) -> list[pytest.Item]:
    """The tests that are asked about a module, in the order in which they are named."""
    names = [f"tests/{name}" for name in KILLERS[module]]
    return list(dict.fromkeys(item for name in names for item in session.items if item.nodeid.startswith(name)))


def keep_grammar(kept: Path) -> None:
    """Leave the compiled grammar, which no mutant changes, in a folder and in this process, and nothing computed."""
    os.environ["RBFLANG_CACHE"] = str(kept)
    from rbflang.source import Source
    from rbflang.syntax.parse import parse

    parse(Source("a.rbf", "regelsett RBF 2026"))


def _session(modules: set[str], plugin: object) -> int:
    settings.register_profile(
        "mutants", database=None, phases=(Phase.explicit, Phase.generate), report_multiple_bugs=False
    )
    settings.load_profile("mutants")
    files = sorted({str(TESTS / name.split("::")[0]) for module in modules for name in KILLERS[module]})
    return int(pytest.main([*OPTIONS, *files], plugins=[plugin]))


def _forked(session: pytest.Session, module: str, folder: Path, mutant: tuple[Mutant, Loaded] | None) -> int:
    """The number of a child that runs the tests of a module, with a mutant or without."""
    child = os.fork()
    if child:
        return child
    _alone(folder / "kept", folder / str(os.getpid()))
    if mutant and not plant(*mutant):
        os.execv(sys.executable, [sys.executable, "-m", "tests.mutation", "--afresh", mutant[0].name])
    os._exit(_run(tests_of(session, module)))


def _alone(kept: Path, folder: Path) -> None:
    """In a child: little time, a silent terminal, and folders of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    shutil.copytree(kept, folder)
    for name in ("RBFLANG_CACHE", "HYPOTHESIS_STORAGE_DIRECTORY", "PYTEST_DEBUG_TEMPROOT"):
        os.environ[name] = str(folder)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)


def _run(items: Sequence[pytest.Item]) -> int:
    """Run tests until one fails."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            return FAILED
    return PASSED


def _ended(child: int) -> tuple[int, Outcome]:
    """The next child that ends, and its outcome."""
    number, status, used = os.wait4(child, 0)
    ran_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
    return number, Outcome(status != PASSED, ran_out, used.ru_utime + used.ru_stime)
