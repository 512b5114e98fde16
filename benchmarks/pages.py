"""What pages cost beside an explanation: the report of each year, a workbook, and the whole site; times and sizes.

Each is a process of its own, with the rules read before and no answer kept. Prints seconds of the processor, kilobytes
and multiples of `explain --rhf Vest`; it judges nothing. The site is measured where mkdocs is installed.

    python benchmarks/pages.py [repetitions]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import rbflang

ROOT = Path(__file__).parent.parent
RUN = ("-m", "rbflang")
EXPLAIN = (*RUN, "explain", "--rhf", "Vest")


def main(repetitions: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown, written = folder / "vest.txt", folder / "page.html"
        explained = seconds((*EXPLAIN, "-o", str(shown)), folder, repetitions)
        told("explain --rhf Vest", explained, explained, shown.stat().st_size)
        for shelf in rbflang.shelves():
            figures = () if shelf.rounds else ("--data", "syntetisk")
            spent = seconds((*RUN, "report", shelf.name, *figures, "-o", str(written)), folder, repetitions)
            told(f"report {shelf.name}", spent, explained, written.stat().st_size)
        book = folder / "allocation.xlsx"
        spent = seconds((*RUN, "allocate", "rbf2025", "-o", str(book)), folder, repetitions)
        told("allocate as a workbook", spent, explained, book.stat().st_size)
        if find_spec("mkdocs"):
            site = folder / "site"
            spent = seconds(("-m", "mkdocs", "build", "--quiet", "--strict", "-d", str(site)), folder, 1)
            told("site", spent, explained, sum(one.stat().st_size for one in site.rglob("*") if one.is_file()))
    print("goals: a report under 2 s and 1 000 kB")


def seconds(arguments: Sequence[str], folder: Path, repetitions: int) -> float:
    """How long one process keeps the processor busy: the median, after a run that is not counted."""
    cache, times = folder / "cache", []
    environment = {**os.environ, "RBFLANG_CACHE": str(cache), "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    for number in range(repetitions + (repetitions > 1)):
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        after = os.times()
        busy = after.children_user + after.children_system - before.children_user - before.children_system
        times += [busy] if number or repetitions == 1 else []
        for answer in cache.rglob("answer-*"):
            answer.unlink()
    return median(times)


def told(what: str, spent: float, beside: float, size: int) -> None:
    """One line."""
    print(f"{what:26}{spent:7.2f} s  {spent / beside:6.2f} ×  {size / 1000:9.0f} kB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
