"""How long an evaluation of a year takes with every node written down, beside a script of fractions written by hand.

So does the part that the payout rests on, with what the printed figures may stand for and for plain numbers, and what
is computed again when one result is another. All are warm: the ruleset is read, checked and built, and the figures are
read. Prints medians and ratios; it judges nothing.

    python benchmarks/evaluation.py [repetitions]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from fractions import Fraction
from statistics import median

import by_hand

from rbflang import Computed, Prepared, compute, find, prepare
from rbflang.graph.nodes import Cell, Figure
from rbflang.tables.valuation import Cells, run

CHANGED = ("måloppnåelse", ("video", "", "Vest"))


def main(repetitions: int) -> None:
    """Measure by turns and print."""
    shelf = find("rbf2025")
    prepared = prepare(shelf) if shelf else ()
    computed = compute(prepared, "forelopig") if isinstance(prepared, Prepared) else ()
    assert isinstance(prepared, Prepared) and isinstance(computed, Computed)
    graph, given, pinned = prepared.graph, computed.figures.given(), computed.figures.pinned()
    part, numbers, valuation = graph.only(["rbf_inntekt"]), plain(given), computed.valuation
    moved, stays = ({CHANGED: Fraction(value, 1000)} for value in (120, 108))
    works: dict[str, Callable[[], object]] = {
        "by hand": by_hand.year,
        "evaluation": lambda: run(graph, given, pinned),
        "of the payout alone": lambda: run(part, given, pinned),
        "of it, plain numbers": lambda: run(part, numbers, pinned),
        "a result on another step": lambda: valuation.with_cells(moved),
        "of the payout alone ": lambda: valuation.with_cells(moved, part),
        "a result on the same step": lambda: valuation.with_cells(stays),
    }
    runs: dict[str, list[int]] = {name: [] for name in works}
    for _ in range(repetitions):
        for name, work in works.items():
            runs[name].append(microseconds(work))
    first = median(runs["by hand"])
    for name, times in runs.items():
        middle = median(times)
        print(f"{name:26}{middle / 1000:8.3f} ms  {middle / first:5.2f} ×   least {min(times) / 1000:.3f} ms")
    cells = sum(len(column) for column in computed.valuation.cells.values())
    told = [run(*one, pinned).of("rbf_inntekt") for one in ((graph, given), (part, given), (part, numbers))]
    alike = all(list(one.values()) == by_hand.year() for one in told)
    print(f"{len(graph.nodes)} nodes, {cells} cells; the payouts are {'the same' if alike else 'OTHERS'}")
    print("goal: at most 2.2 ×, of the payout alone 0.7 ×")


def plain(given: Cells) -> Cells:
    """The figures without what they may stand for besides; what is known by a bound alone stays."""

    def number(cell: Cell) -> Cell:
        is_plain = isinstance(cell, Figure) and cell.printed is not None and cell.interval.holds(cell.printed)
        return cell.printed if is_plain else cell  # type: ignore[return-value, union-attr]

    return {name: {key: number(cell) for key, cell in column.items()} for name, column in given.items()}


def microseconds(work: Callable[[], object]) -> int:
    """How long the work takes of the processor's time, so that other work on the machine does not count."""
    began = time.process_time_ns()
    work()
    return (time.process_time_ns() - began) // 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 51)
