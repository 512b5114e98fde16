"""How long the whole process of `rbflang explain --rhf Vest` takes, beside importing its dependencies alone.

Builds a wheel of this checkout, installs it with compiled bytecode in an environment of its own, runs both by turns.
Prints medians and ratios: with the answer kept from the run before, for a question that was not asked before, and with
nothing kept, as on the first run after the installation; it judges nothing.

    python benchmarks/start_up.py [repetitions]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
IMPORTS = "import attrs, click, fractions"
Times = tuple[int, int]
ARGUMENTS = ("-m", "rbflang", "explain", "--rhf", "Vest")


def main(repetitions: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = installed(folder)
        kept, fresh = folder / "kept", folder / "fresh"
        timed(python, kept, *ARGUMENTS)
        runs: dict[str, list[Times]] = {
            "dependencies": [],
            "explain, answer kept": [],
            "explain, rules kept": [],
            "explain, nothing kept": [],
        }
        for _ in range(repetitions):
            runs["dependencies"].append(timed(python, kept, "-c", IMPORTS))
            runs["explain, answer kept"].append(timed(python, kept, *ARGUMENTS))
            for answer in kept.rglob("answer-*"):
                answer.unlink()
            runs["explain, rules kept"].append(timed(python, kept, *ARGUMENTS))
            runs["explain, nothing kept"].append(timed(python, fresh, *ARGUMENTS))
            shutil.rmtree(fresh, ignore_errors=True)
        show("by the clock", {name: [clock for clock, _ in times] for name, times in runs.items()})
        show("of the processor", {name: [processor for _, processor in times] for name, times in runs.items()})
        print("goals: 2.2 × with the answer kept (1.6 × at best), 5 × with nothing kept")


def installed(folder: Path) -> Path:
    """The Python of a new environment with the package in it, compiled."""
    venv.create(folder / "env", with_pip=True)
    binaries = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([binaries / "pip", "install", "-q", "--compile", ROOT], check=True)
    return binaries / "python"


def timed(python: Path, cache: Path, *arguments: str) -> Times:
    """How long one process takes in microseconds: by the clock, and of the processor."""
    environment = {**os.environ, "RBFLANG_CACHE": str(cache), "NO_COLOR": "1", "PYTHONPATH": ""}
    began, before = time.perf_counter_ns(), os.times()
    subprocess.run([python, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL, cwd=cache.parent)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return (time.perf_counter_ns() - began) // 1000, round(busy * 1_000_000)


def show(heading: str, runs: dict[str, list[int]]) -> None:
    """The medians beside each other, as multiples of the first."""
    first = median(next(iter(runs.values())))
    print(heading)
    for name, times in runs.items():
        middle = median(times)
        ratio = middle / first if first else 0
        print(f"  {name:26}{middle / 1000:8.1f} ms  {ratio:5.2f} ×   least {min(times) / 1000:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
