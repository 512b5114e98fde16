"""Options and fixtures of all tests."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from coverage import Coverage
from evidence import without_evidence
from real_servers import PostgreSQL, started_postgresql, started_spark

import rbflang


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites transcripts and golden files; the diff is the review. `--scenarios` asks for more."""
    parser.addoption("--update-golden", action="store_true", help="rewrite transcripts and golden files")
    parser.addoption(
        "--scenarios", type=int, default=200, help="so many scenarios of each year are computed exactly too"
    )


# Tests that take the same ways again and again, for more draws or more years: counting the branches trebles their time.
SAME_WAYS = (
    "properties", "reference", "test_every_report_is_the_same_from_what_was_kept", "test_kbf_years.py",
    "test_format.py", "test_two_languages.py", "test_proofs.py", "test_grammar_cache.py", "test_house.py",
    "test_documents.py", "test_english_outputs.py", "test_every_cure_to_paste_in_the_language_documents_cures",
    "test_a_number_means_one_figure_in_all_rulesets_and_a_figure_has_one_number",
    "test_what_several_rulesets_hold_counts_once_in_all", "test_plain_counts.py", "test_measure_privacy.py",
)  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_sessionstart(session: pytest.Session) -> Generator[None, None, None]:
    """Everything is loaded before any test, so that what loading runs is counted whichever test comes first.

    A process of several begins to count twice, when it reads its options and when it starts: the first is stopped,
    since it would go on where the second is paused.
    """
    if hasattr(session.config, "workerinput") and (counting := Coverage.current()) is not None:
        counting.stop()
    yield
    for module in walk_packages(rbflang.__path__, "rbflang."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


def pytest_collection_finish() -> None:
    """Cycles are looked for seldom, and not among what is loaded: that took a third of the time of many tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Branches are not counted while such tests run; they come first, so that no processor waits for one at the end."""
    items.sort(key=lambda item: not _takes_the_same_ways(item))
    for item in filter(_takes_the_same_ways, items):
        item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Nor are they counted while what such tests share is made; the marker speaks of the call of a test alone."""
    counting = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if counting is None or not _takes_the_same_ways(item):
        return (yield)
    counting.pause()
    try:
        return (yield)
    finally:
        counting.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    """No test leaves the collector of cycles off, as a command does: those after it would take gigabytes."""
    try:
        yield
        assert gc.isenabled()
    finally:
        gc.enable()


def _takes_the_same_ways(item: pytest.Item) -> bool:
    return not {*SAME_WAYS}.isdisjoint((*item.path.parts, getattr(item, "originalname", "")))


@pytest.fixture(autouse=True, scope="session")
def _same_width_everywhere() -> None:
    """What is printed is as wide as without a terminal, whatever window or worker the tests run in."""
    os.environ["COLUMNS"] = "120"


@pytest.fixture(autouse=True, scope="session")
def _same_language_everywhere() -> None:
    """What is not said in the language of a ruleset is Norwegian, whatever locale the tests run in."""
    os.environ.pop("LC_ALL", None)
    os.environ["LC_MESSAGES"] = "C"


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """True if transcripts and golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(update_golden: bool) -> Callable[[Path, str], None]:
    """Compares a text with a golden file, to the letter but for what it was made by; or rewrites the file."""

    def compare(path: Path, text: str) -> None:
        text = without_evidence(text)
        if update_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path.name} is missing; run pytest --update-golden and read what it writes"
        assert text == path.read_text(encoding="utf-8"), f"{path.name} differs; pytest --update-golden rewrites it"

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, for tests that look at pages; they are left out where there is none, or nothing to drive it with."""
    playwright, chromium = pytest.importorskip("playwright.sync_api"), shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server of these tests alone; they are left out where it is not installed."""
    with started_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session of Spark on this machine; tests are left out where it or Java is not installed."""
    with started_spark(tmp_path_factory.mktemp("spark")) as session:
        yield session
