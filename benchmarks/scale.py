"""How long commands take on rulesets far larger than a year, and where very much is wrong.

Makes the rulesets in a temporary folder. Each command is a process of its own, with nothing kept from a run before;
what it takes of the processor is set beside a goal. Then `allocate` by the number of cells, and the exponent of the
growth. Prints; it judges nothing.

    python benchmarks/scale.py [--quick] [--at-most SECONDS] [ROW …]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from math import log
from pathlib import Path

import large_rulesets as large
from attrs import frozen

ROOT = Path(__file__).parent.parent
GROWTH = "growth"
SIDES = (25, 50, 100, 200)
QUICK_SIDES = (25, 50)


@frozen
class Row:
    """A command on a ruleset that is made for it, and the seconds that it should take at most."""

    name: str
    about: str
    goal: float
    make: Callable[[Path], Path]
    command: str
    options: tuple[str, ...] = ()


A_PAYEE = ("--rhf", "r1")
HUNDRED = partial(large.exact, payees=100, indicators=100)
WITH_SUBAREAS = partial(large.with_subareas, payees=20, indicators=60, subareas=3)
PRINTED = partial(large.printed, payees=80, indicators=20, on_a_limit=11)
WITHIN = partial(large.within_steps, payees=4, indicators=6, within=6)
LARGE = (
    Row("allocate", "100 payees × 100 indicators, exact", 1.5, HUNDRED, "allocate"),
    Row("json", "the same as JSON", 3, HUNDRED, "allocate", ("--format", "json")),
    Row("explain", "the same, one payee explained", 3, HUNDRED, "explain", A_PAYEE),
    Row("subareas", "20 × 60 × 3 sub-areas, one payee", 1.5, WITH_SUBAREAS, "explain", A_PAYEE),
    Row("printed", "80 × 20, all printed, eleven on a limit, one payee", 3, PRINTED, "explain", A_PAYEE),
    Row("open", "six figures that may be on any of 21 steps", 1, WITHIN, "explain", A_PAYEE),
)
WRONG = (
    Row("word", "a wrong word in 20 000 rows", 3, partial(large.a_wrong_word, rows=20_000), "allocate"),
    Row("names", "4 900 unknown names", 3, partial(large.unknown_names, formulas=4_900), "check"),
    Row("brackets", "20 000 open brackets", 3, partial(large.open_brackets, brackets=20_000), "check"),
    Row("lines", "the same in a line each", 3, partial(large.open_brackets_in_lines, brackets=20_000), "check"),
)


def main(names: Sequence[str], is_quick: bool, at_most: int) -> None:
    """Measure the rows asked for, or all of them, and print each when it is known."""
    rows = [row for row in (*LARGE, *WRONG) if not names or row.name in names]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"of the processor{'goal':>58}")
        for row in WRONG if is_quick and not names else rows:
            made = row.make(folder / row.name)
            busy = seconds(folder, at_most, row.command, str(made), *row.options)
            print(f"  {row.name:10}{row.about:52}{row.goal:>6} s  {shown(busy, at_most)}", flush=True)
        if not names or GROWTH in names:
            grown(folder, QUICK_SIDES if is_quick else SIDES, at_most)


def seconds(folder: Path, at_most: int, *arguments: str) -> float | None:
    """What a process takes of the processor with nothing kept from before; nothing where it was stopped."""
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": cache, "RBFLANG_CACHE": cache}
        before = os.times()
        try:
            subprocess.run(
                [sys.executable, "-m", "rbflang", *arguments],
                timeout=at_most,
                check=False,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            return None
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def shown(busy: float | None, at_most: int) -> str:
    """The seconds; where the process was stopped, that."""
    return f"{busy:8.2f} s" if busy is not None else f"   stopped after {at_most} s by the clock"


def grown(folder: Path, sides: Sequence[int], at_most: int) -> None:
    """`allocate` for as many payees as indicators, and the exponent of what it takes in the number of cells."""
    print("allocate by cells")
    points = []
    for side in sides:
        made = large.exact(folder / f"{GROWTH}{side}", side, side)
        busy = seconds(folder, at_most, "allocate", str(made))
        print(f"  {side:3} × {side:<3} = {side * side:6} cells{'':40}{shown(busy, at_most)}", flush=True)
        if busy is not None:
            points.append((log(side * side), log(busy)))
    if len(points) > 1:
        print(f"  exponent {slope(points):.2f}   goal: at most 1.1")


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line through the points with the least squares."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((one - x) * (other - y) for one, other in points) / sum((one - x) ** 2 for one, _ in points)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*(row.name for row in (*LARGE, *WRONG)), GROWTH]
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(names)}; all if none is named")
    parser.add_argument("--quick", action="store_true", help="only what is wrong, and the two smallest sizes")
    parser.add_argument("--at-most", type=int, default=120, help="seconds by the clock after which a row is stopped")
    given = parser.parse_args()
    if not set(given.rows) <= set(names):
        parser.error(f"the rows are {', '.join(names)}")
    main(given.rows, given.quick, given.at_most)
