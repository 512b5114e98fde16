"""How long an evaluation of a year takes with every node written down, beside a script of fractions written by hand.

Both are warm: the ruleset is read, checked and built, and the figures are read. Prints medians and the ratio; it judges
nothing.

    python benchmarks/evaluation.py [repetitions]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

import by_hand

from rbflang import Computed, Prepared, compute, find, prepare
from rbflang.tables.valuation import run


def main(repetitions: int) -> None:
    """Measure by turns and print."""
    shelf = find("rbf2025")
    prepared = prepare(shelf) if shelf else ()
    computed = compute(prepared, "forelopig") if isinstance(prepared, Prepared) else ()
    assert isinstance(prepared, Prepared) and isinstance(computed, Computed)
    graph, given, pinned = prepared.graph, computed.figures.given(), computed.figures.pinned()
    runs: dict[str, list[int]] = {"by hand": [], "evaluation": []}
    for _ in range(repetitions):
        runs["by hand"].append(microseconds(by_hand.year))
        runs["evaluation"].append(microseconds(lambda: run(graph, given, pinned)))
    first = median(runs["by hand"])
    for name, times in runs.items():
        middle = median(times)
        print(f"{name:12}{middle / 1000:8.3f} ms  {middle / first:5.2f} ×   least {min(times) / 1000:.3f} ms")
    cells = sum(len(column) for column in computed.valuation.cells.values())
    paid = list(run(graph, given, pinned).of("rbf_inntekt").values())
    print(
        f"{len(graph.nodes)} nodes, {cells} cells; the payouts are {'the same' if paid == by_hand.year() else 'OTHERS'}"
    )
    print("goal: at most 2.5 ×")


def microseconds(work: Callable[[], object]) -> int:
    """How long the work takes of the processor's time, so that other work on the machine does not count."""
    began = time.process_time_ns()
    work()
    return (time.process_time_ns() - began) // 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 51)
