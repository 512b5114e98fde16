"""How long commands take on rulesets far larger than a year, and where very much is wrong.

Makes the rulesets in a temporary folder. Each command is a process of its own, with nothing kept from a run before;
what it takes of the processor is set beside a goal. Then `allocate` by the number of cells, and the exponent of the
growth. Prints; it judges no figure. A command that ends otherwise than it should is said to have failed, and then the
run has failed too.

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
    status: int = 0


@frozen
class Measured:
    """What a command took of the processor, and how it ended; neither where it was stopped by the clock."""

    busy: float | None
    status: int | None = None


A_PAYEE = ("--rhf", "r1")
HUNDRED = partial(large.exact, payees=100, indicators=100)
WITH_SUBAREAS = partial(large.with_subareas, payees=20, indicators=60, subareas=3)
PRINTED = partial(large.printed, payees=80, indicators=20, on_a_limit=11)
MANY = partial(large.many_payees, payees=3_000, indicators=20)
WITHIN = partial(large.within_steps, payees=4, indicators=6, within=6)
LARGE = (
    Row("allocate", "100 payees × 100 indicators, exact", 1.5, HUNDRED, "allocate"),
    Row("json", "the same as JSON", 3, HUNDRED, "allocate", ("--format", "json")),
    Row("explain", "the same, one payee explained", 3, HUNDRED, "explain", A_PAYEE),
    Row("subareas", "20 × 60 × 3 sub-areas, one payee", 1.5, WITH_SUBAREAS, "explain", A_PAYEE),
    Row("printed", "80 × 20, all printed, eleven on a limit, one payee", 3, PRINTED, "explain", A_PAYEE),
    Row("many", "3 000 payees × 20 indicators, 123 000 rows", 12, MANY, "allocate"),
    Row("manyjson", "the same as JSON", 20, MANY, "allocate", ("--format", "json")),
    Row("open", "six figures that may be on any of 21 steps", 1, WITHIN, "explain", A_PAYEE),
)
WRONG = (
    Row("word", "a wrong word in 20 000 rows", 3, partial(large.a_wrong_word, rows=20_000), "allocate", status=1),
    Row("names", "4 900 unknown names", 3, partial(large.unknown_names, formulas=4_900), "check", status=1),
    Row("brackets", "20 000 open brackets", 3, partial(large.open_brackets, brackets=20_000), "check", status=1),
    Row(
        "lines", "the same in a line each", 3, partial(large.open_brackets_in_lines, brackets=20_000), "check", status=1
    ),
)


def main(names: Sequence[str], is_quick: bool, at_most: int) -> bool:
    """Measure the rows asked for, or all of them, and print each when it is known; true if all ended as they should."""
    rows = [row for row in (*LARGE, *WRONG) if not names or row.name in names]
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"of the processor{'goal':>58}")
        for row in WRONG if is_quick and not names else rows:
            made = row.make(folder / row.name)
            found = measured(folder, at_most, row.command, str(made), *row.options)
            print(f"  {row.name:10}{row.about:52}{row.goal:>6} s  {shown(found, row.status, at_most)}", flush=True)
            failed = failed or found.status != row.status
        if not names or GROWTH in names:
            failed = not grown(folder, QUICK_SIDES if is_quick else SIDES, at_most) or failed
    return not failed


def measured(folder: Path, at_most: int, *arguments: str) -> Measured:
    """What a process takes of the processor with nothing kept from before, and its exit status."""
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": cache, "RBFLANG_CACHE": cache}
        before = os.times()
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "rbflang", *arguments],
                timeout=at_most,
                check=False,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            return Measured(None)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(busy, ended.returncode)


def shown(found: Measured, status: int, at_most: int) -> str:
    """The seconds; where the process was stopped, or ended otherwise than it should, that."""
    if found.busy is None:
        return f"   stopped after {at_most} s by the clock"
    failed = "" if found.status == status else f"   FAILED: exit status {found.status}, not {status}"
    return f"{found.busy:8.2f} s{failed}"


def grown(folder: Path, sides: Sequence[int], at_most: int) -> bool:
    """`allocate` for as many payees as indicators, and the exponent of what it takes in the number of cells."""
    print("allocate by cells")
    points, is_well = [], True
    for side in sides:
        made = large.exact(folder / f"{GROWTH}{side}", side, side)
        found = measured(folder, at_most, "allocate", str(made))
        print(f"  {side:3} × {side:<3} = {side * side:6} cells{'':40}{shown(found, 0, at_most)}", flush=True)
        is_well = is_well and found.status == 0
        if found.busy is not None and found.status == 0:
            points.append((log(side * side), log(found.busy)))
    if len(points) > 1:
        print(f"  exponent {slope(points):.2f}   goal: at most 1.1")
    return is_well


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
    sys.exit(0 if main(given.rows, given.quick, given.at_most) else 1)
