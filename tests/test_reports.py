"""Reports of real years, to the letter: `pytest --update-golden` rewrites them, and the diff is the review."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from evidence import without_evidence

from rbflang import library
from rbflang.commands import main
from rbflang.comparison.differences import compare
from rbflang.pipeline import Prepared, prepare
from rbflang.render.terminal import render
from rbflang.reports.compare.difference import difference

GOLDEN = Path(__file__).parent / "golden"
REPORTS: dict[str, tuple[str, ...]] = {
    "explain-rbf2025-vest.txt": ("explain", "rbf2025", "--rhf", "Vest"),
    "explain-rbf2025-vest.en.txt": ("explain", "rbf2025", "--rhf", "Vest", "--lang", "en"),
    "explain-rbf2025-vest.md": ("explain", "rbf2025", "--rhf", "Vest", "--format", "markdown"),
    "explain-rbf2025-vest-samarbeid_somatikk.txt": (
        "explain",
        "rbf2025",
        "--rhf",
        "Vest",
        "--indicator",
        "samarbeid_som",
    ),
    "explain-rbf2025-vest-video.txt": ("explain", "rbf2025", "--rhf", "Vest", "--indicator", "video"),
    "explain-rbf2025-vest-epikrisetid.txt": ("explain", "rbf2025", "--rhf", "Vest", "--indicator", "epikrise"),
    "explain-rbf2025-video.txt": ("explain", "rbf2025", "--indicator", "video"),
    "explain-rbf2025-vest-depth-1.txt": ("explain", "rbf2025", "--rhf", "Vest", "--depth", "1"),
    "explain-rbf2025-vest-exact.txt": ("explain", "rbf2025", "--rhf", "Vest", "--exact"),
    "explain-rbf2025.txt": ("explain", "rbf2025"),
    "explain-rbf2022-vest.txt": ("explain", "rbf2022", "--rhf", "Vest"),
    "explain-rbf2022-nord-epikrisetid.txt": ("explain", "rbf2022", "--rhf", "Nord", "--indicator", "epikrise"),
    "explain-rbf2022-vest-plan.txt": ("explain", "rbf2022", "--rhf", "Vest", "--indicator", "plan"),
    "explain-rbf2022-datakompletthet.txt": ("explain", "rbf2022", "--measure", "datakompletthet"),
    "allocate-kbf2021.txt": ("allocate", "kbf2021", "--data", "syntetisk"),
    "explain-kbf2021-vest.txt": ("explain", "kbf2021", "--rhf", "Vest", "--data", "syntetisk"),
    "explain-kbf2021-vest-slagenhet.txt": (
        "explain",
        "kbf2021",
        "--rhf",
        "Vest",
        "--indicator",
        "slagenhet",
        "--data",
        "syntetisk",
    ),
    "explain-kbf2021-nord-erfaring_bup.txt": (
        "explain",
        "kbf2021",
        "--rhf",
        "Nord",
        "--indicator",
        "erfaring_bup",
        "--data",
        "syntetisk",
    ),
    "verify-kbf2019.txt": ("verify", "kbf2019"),
    "verify-kbf.txt": ("verify", "kbf2017", "kbf2018", "kbf2019", "kbf2020", "kbf2021"),
    "sources-kbf2019.txt": ("sources", "kbf2019"),
    "explain-kbf2017-nord-sengepost.en.txt": (
        "explain",
        "kbf2017",
        "--rhf",
        "Nord",
        "--indicator",
        "sengepost_2",
        "--data",
        "syntetisk",
        "--lang",
        "en",
    ),
    "allocate-rbf2025.txt": ("allocate", "rbf2025"),
    "allocate-rbf2022.txt": ("allocate", "rbf2022"),
    "allocate-rbf2022.json": ("allocate", "rbf2022", "--format", "json"),
    "allocate-rbf2025.json": ("allocate", "rbf2025", "--format", "json"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_report(name: str, golden: Callable[[Path, str], None]) -> None:
    result = CliRunner().invoke(main, list(REPORTS[name]), env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    golden(GOLDEN / name, result.output)


def test_narrow_page(golden: Callable[[Path, str], None]) -> None:
    result = CliRunner().invoke(main, ["explain", "rbf2025", "--rhf", "Vest"], env={"COLUMNS": "80"})
    assert max(map(len, without_evidence(result.output).splitlines())) <= 80
    golden(GOLDEN / "explain-rbf2025-vest.80.txt", result.output)


COMPARISONS: dict[str, tuple[str, ...]] = {
    "compare-rbf2024-rbf2025.txt": ("rbf2024", "rbf2025"),
    "compare-kbf2019-kbf2020.txt": ("kbf2019", "kbf2020", "--data", "syntetisk"),
    "compare-rbf2022-rbf2025.txt": ("rbf2022", "rbf2025"),
    "compare-rbf2022-rbf2025.en.txt": ("rbf2022", "rbf2025", "--lang", "en"),
    "compare-rbf2022-rbf2025.md": ("rbf2022", "rbf2025", "--format", "markdown"),
    "compare-rbf2022-rbf2025.json": ("rbf2022", "rbf2025", "--format", "json"),
}


@pytest.mark.parametrize("name", COMPARISONS)
def test_comparison(name: str, golden: Callable[[Path, str], None]) -> None:
    """Without the lines of the rules: they move whenever something is written above them."""
    result = CliRunner().invoke(main, ["compare", *COMPARISONS[name]], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    golden(GOLDEN / name, re.sub(r"(?<=\.rbf:)\d+", "…", result.output))


def test_any_two_years_can_be_compared() -> None:
    """What is new one way is gone the other, nothing is both, and a year does not differ from itself."""
    checked = [one.checked for shelf in library.shelves() if isinstance(one := prepare(shelf), Prepared)]
    assert len(checked) > 1
    for first, second in product(checked, repeat=2):
        there, back = compare(first, second), compare(second, first)
        assert there.is_empty == (first is second)
        assert len(there.differences) == len(back.differences)
        assert render(difference(there, None, ""))


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_sources(name: str, golden: Callable[[Path, str], None]) -> None:
    """Without the lines of the rules: they move whenever something is written above them."""
    result = CliRunner().invoke(main, ["sources", name], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    golden(GOLDEN / f"sources-{name}.txt", re.sub(r"^ +\d+(–\d+)?(?=  \w\S+  )", "      …", result.output, flags=re.M))


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_alternatives(name: str, golden: Callable[[Path, str], None]) -> None:
    result = CliRunner().invoke(main, ["sources", name, "--alternatives"], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    text = re.sub(r"(rbf\d+\.rbf:|på linje )\d+", r"\1…", result.output)
    golden(GOLDEN / f"alternatives-{name}.txt", text)
