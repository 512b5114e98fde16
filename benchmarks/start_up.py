"""How long the whole process of `rbflang explain --rhf Vest` takes, beside importing its dependencies alone.

Builds a wheel of this checkout, installs it with compiled bytecode in an environment of its own, runs both by turns.
Prints medians and ratios, with the grammar kept from the run before and without it; it judges nothing.

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
IMPORTS = "import lark, attrs, click, fractions"
ARGUMENTS = ("-m", "rbflang", "explain", "--rhf", "Vest")


def main(repetitions: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = installed(folder)
        kept = folder / "kept"
        runs: dict[str, list[int]] = {"dependencies": [], "explain, grammar kept": [], "explain, no grammar kept": []}
        microseconds(python, kept, *ARGUMENTS)
        for _ in range(repetitions):
            runs["dependencies"].append(microseconds(python, kept, "-c", IMPORTS))
            runs["explain, grammar kept"].append(microseconds(python, kept, *ARGUMENTS))
            fresh = folder / "fresh"
            runs["explain, no grammar kept"].append(microseconds(python, fresh, *ARGUMENTS))
            shutil.rmtree(fresh, ignore_errors=True)
        show(runs)


def installed(folder: Path) -> Path:
    """The Python of a new environment with the package in it, compiled."""
    venv.create(folder / "env", with_pip=True)
    binaries = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([binaries / "pip", "install", "-q", "--compile", ROOT], check=True)
    return binaries / "python"


def microseconds(python: Path, cache: Path, *arguments: str) -> int:
    """How long one process takes."""
    environment = {**os.environ, "RBFLANG_CACHE": str(cache), "NO_COLOR": "1"}
    began = time.perf_counter_ns()
    subprocess.run([python, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL, cwd=cache.parent)
    return (time.perf_counter_ns() - began) // 1000


def show(runs: dict[str, list[int]]) -> None:
    """The medians beside each other, as multiples of the first."""
    first = median(next(iter(runs.values())))
    for name, times in runs.items():
        middle = median(times)
        print(f"{name:28}{middle / 1000:8.1f} ms  {middle / first:5.2f} ×   least {min(times) / 1000:.1f} ms")
    print("goals: 2.5 × with the grammar kept, 5 × without")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
