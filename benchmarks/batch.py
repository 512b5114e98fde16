"""How many scenarios of RBF 2025 a second: ours beside what is written by hand, in one run.

All take the same columns of doubles and give whole kroner. Those by hand round in plain doubles, and how many of their
kroner are wrong is printed. Ours has what is computed again in its time. In C there are two: loops that the compiler
makes vectors of, and vectors written out. numba, polars, DuckDB and OpenFisca, whose numbers have single precision, are
beside it where they are installed. Prints millions a second and ratios, on one core and on two, each pinned; then a
sweep of one result beside numpy by hand, and KBF 2021, which has ten times the columns. A second is one of the
processor's for each core, so that other work on the machine does not count. It judges nothing.

    python benchmarks/batch.py [scenarios] [repetitions]
"""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from by_others import by_others

from rbflang import Computed, Prepared, compute, find, prepare
from rbflang.batch.scenarios import Scenarios, scenarios, scenarios_of_cells
from rbflang.graph.nodes import Cell, Figure, printed_of

HERE = Path(__file__).parent
STEPS, GIVES = (0.2, 0.4, 0.6, 0.8), (1.0, 1.0, 2.0, 1.0)
MONEY, ALL_POINTS = 671_631_000.0, 100_000.0
BLOCK = 4096
Columns = Sequence[Any]
Work = Callable[[Columns, Columns], None]


class Year:
    """The numbers of RBF 2025 as doubles, in the order of the columns: an indicator, its sub-areas, the regions."""

    def __init__(self, computed: Computed) -> None:
        def numbers(name: str) -> list[float]:
            return [float(printed_of(cell)) for cell in computed.valuation.of(name).values()]  # type: ignore[arg-type]

        self.weights, self.targets, self.key = numbers("vekt"), numbers("måltall"), numbers("fordelingsnøkkel")
        areas: dict[str, int] = {}
        for key in computed.valuation.of("måloppnåelse"):
            areas[key[0]] = areas.get(key[0], 0) + 1
        self.areas = [count // 4 for count in areas.values()]
        self.points = [ALL_POINTS * weight for weight in self.weights]
        self.limits = [[target * step for step in STEPS] for target in self.targets]


def plain(year: Year, given: Columns, paid: Columns) -> None:
    """Numpy over whole columns."""
    rows = len(given[0])
    sums, column = np.zeros((4, rows)), 0
    for points, areas, limits in zip(year.points, year.areas, year.limits, strict=True):
        parts = np.zeros((4, rows))
        for _ in range(areas):
            for region in range(4):
                x = given[column]
                for limit, gives in zip(limits, GIVES, strict=True):
                    parts[region] += gives * (x >= limit)
                column += 1
        total = parts.sum(axis=0)
        nobody = total == 0
        parts[:, nobody] = 1.0
        sums += parts * (points / np.where(nobody, 4.0, total))
    weighted = sums * np.array(year.key)[:, None]
    amounts = weighted * (MONEY / weighted.sum(axis=0))
    down = np.floor(amounts)
    rest = amounts - down
    left = MONEY - down.sum(axis=0)
    for region in range(4):
        ahead = sum(
            (rest[other] > rest[region]) | ((rest[other] == rest[region]) & (other < region)) for other in range(4)
        )
        paid[region][:] = down[region] + (ahead < left)


def blocked(year: Year, given: Columns, paid: Columns) -> None:
    """The same, a block of scenarios at a time."""
    for start in range(0, len(given[0]), BLOCK):
        part = slice(start, start + BLOCK)
        plain(year, [one[part] for one in given], [one[part] for one in paid])


def in_c(year: Year, folder: Path, name: str) -> Work:
    """The same in C, made by the compiler of the machine."""

    def listed(numbers: Sequence[float]) -> str:
        return "{" + ", ".join(float(one).hex() for one in numbers) + "}"

    head = (
        f"#define INDICATORS {len(year.points)}\n#define MONEY {MONEY.hex()}\n"
        f"static const int AREAS[] = {{{', '.join(map(str, year.areas))}}};\n"
        f"static const double POINTS[] = {listed(year.points)};\n"
        f"static const double KEY[] = {listed(year.key)};\n"
        f"static const double LIMITS[][4] = {{{', '.join(map(listed, year.limits))}}};\n"
    )
    source, library = folder / f"{name}.c", folder / f"{name}.so"
    source.write_text(head + (HERE / f"{name}.c").read_text("utf-8"), "utf-8")
    options = ("-O3", "-march=native", "-mprefer-vector-width=512", "-fno-math-errno", "-shared", "-fPIC")
    subprocess.run(["cc", *options, "-o", library, source, "-lm"], check=True)
    run = ctypes.CDLL(str(library)).by_hand
    run.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]

    def work(given: Columns, paid: Columns) -> None:
        ins, outs = ((ctypes.c_void_p * len(some))(*(one.ctypes.data for one in some)) for some in (given, paid))
        run(ins, outs, len(given[0]), 1)

    return work


def copied(given: Columns, paid: Columns) -> None:
    """No more than reading every input and writing every result: what memory allows."""
    for start in range(0, len(given[0]), BLOCK):
        part = slice(start, start + BLOCK)
        total = given[0][part].copy()
        for one in given[1:]:
            total += one[part]
        for one in paid:
            one[part] = total


def ours(ready: Scenarios) -> Work:
    """Ours, with what is computed again."""

    def work(given: Columns, paid: Columns) -> None:
        ready.payouts(given, paid)

    return work


def seconds(work: Work, given: Columns, paid: Columns, cores: Sequence[int]) -> float:
    """How long each core works on its part of the rows."""
    rows = len(given[0])
    parts = [slice(rows * at // len(cores), rows * (at + 1) // len(cores)) for at in range(len(cores))]

    def run(core: int, part: slice) -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {core})
        work([one[part] for one in given], [one[part] for one in paid])

    threads = [threading.Thread(target=run, args=pair) for pair in zip(cores, parts, strict=True)]
    began = time.process_time()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return (time.process_time() - began) / len(cores)


def main(rows: int, repetitions: int) -> None:
    """Measure by turns and print."""
    computed = of_year("rbf2025", "forelopig")
    began = time.process_time()
    ready = scenarios(computed, ["måloppnåelse"])
    made = time.process_time() - began
    with_numpy = scenarios(computed, ["måloppnåelse"], only_numpy=True)
    year, random = Year(computed), np.random.default_rng(1)
    highest = [target for target, areas in zip(year.targets, year.areas, strict=True) for _ in range(areas * 4)]
    given = [np.round(random.random(rows) * 1.2 * top, 3) for top in highest]
    with tempfile.TemporaryDirectory() as name:
        works: dict[str, Work] = {
            "ours": ours(ready),
            "C in loops": in_c(year, Path(name), "in_loops"),
            "C in vectors": in_c(year, Path(name), "in_vectors"),
            **by_others(year, MONEY),
            "numpy in blocks": lambda given, paid: blocked(year, given, paid),
            "numpy": lambda given, paid: plain(year, given, paid),
            "ours with numpy": ours(with_numpy),
            "copy": copied,
        }
        print(f"{platform.processor() or platform.machine()}, {rows} scenarios, compiled in {made:.2f} s")
        measured(works, ready, given, repetitions)
    swept(computed, year, given, repetitions)
    of_many_columns(rows, repetitions)


def of_year(name: str, round_name: str, data: Path | None = None) -> Computed:
    """A ruleset with the results of a round, or of a file."""
    shelf = find(name)
    prepared = prepare(shelf, data) if shelf else ()
    computed = compute(prepared, round_name, data) if isinstance(prepared, Prepared) else ()
    assert isinstance(computed, Computed)
    return computed


def swept(computed: Computed, year: Year, given: Columns, repetitions: int) -> None:
    """Print a sweep of one result, all else as it is, beside numpy by hand that computes all for each value."""
    cell = next(iter(computed.valuation.of("måloppnåelse")))
    held = [decided_on(one) for one in computed.valuation.of("måloppnåelse").values()]
    rows = len(given[0])
    all_given = [given[0], *(np.broadcast_to(np.float64(value), rows) for value in held[1:])]
    works: dict[str, tuple[Work, Columns]] = {
        "numpy in blocks": (lambda one, paid: blocked(year, one, paid), all_given)
    }
    for name, only_numpy in (("ours", False), ("ours with numpy", True)):
        works[name] = ours(scenarios_of_cells(computed, [("måloppnåelse", cell)], only_numpy)), given[:1]
    times: dict[str, list[float]] = {name: [] for name in works}
    paid = {name: [np.empty(rows) for _ in year.key] for name in works}
    for _ in range(repetitions):
        for name, (work, columns) in works.items():
            times[name].append(seconds(work, columns, paid[name], CORES[:1]))
    print("a sweep of one result, 1 core")
    by_hand = median(times["numpy in blocks"])
    for name, own in times.items():
        alike = all(np.array_equal(*pair) for pair in zip(paid["ours"], paid[name], strict=True))
        told = "" if alike else "   OTHER KRONER"
        print(f"  {name:16}{rows / median(own) / 1e6:8.2f} m/s   {by_hand / median(own):6.2f} × numpy in blocks{told}")


def decided_on(cell: Cell) -> float:
    """The double of a figure; of one that is below a limit, as “under 0.6 %”, the one before it."""
    value = float(printed_of(cell))  # type: ignore[arg-type]
    is_below = isinstance(cell, Figure) and cell.interval.high == cell.printed and not cell.interval.high_included
    return float(np.nextafter(value, 0.0)) if is_below else value


def of_many_columns(rows: int, repetitions: int) -> None:
    """Print KBF 2021 on made-up results: what a core does with what is computed again, and the program alone."""
    shelf = find("kbf2021")
    assert shelf is not None
    last = shelf.synthetic_rounds[-1]
    computed = of_year("kbf2021", last, shelf.synthetic(last))
    began = time.process_time()
    ready = scenarios(computed, ["måloppnåelse", "i_fjor", "datakompletthet"])
    made, random = time.process_time() - began, np.random.default_rng(1)
    given = [np.round(random.random(rows), 3) for _ in ready.inputs]
    paid, doubtful = [np.empty(rows) for _ in ready.program.results], np.empty(rows, bool)
    times: list[list[float]] = [[], []]
    for _ in range(repetitions):
        times[0].append(seconds(ours(ready), given, paid, CORES[:1]))
        times[1].append(seconds(lambda one, out: ready.kernel(one, out, doubtful), given, paid, CORES[:1]))
    found = ready.payouts(given)
    print(f"KBF 2021, {len(ready.inputs)} columns, {rows} scenarios, compiled in {made:.2f} s, 1 core")
    print(f"  doubtful: {found.again} scenarios, of which computed again exactly: {found.exactly}")
    for name, own in zip(("ours", "the program alone"), times, strict=True):
        print(f"  {name:18}{rows / median(own) / 1e6:8.2f} m/s")


def measured(works: dict[str, Work], ready: Scenarios, given: Columns, repetitions: int) -> None:
    """Print each on one core and on two, beside ours, with the kroner that are wrong."""
    rows = len(given[0])
    found = ready.payouts(given)
    print(f"doubtful: {found.again} scenarios, of which computed again exactly: {found.exactly}")
    for cores in (CORES[:1], CORES[:2]):
        times: dict[str, list[float]] = {name: [] for name in works}
        wrong: dict[str, int] = {}
        for _ in range(repetitions):
            for name, work in works.items():
                paid = [np.empty(rows) for _ in found.columns]
                times[name].append(seconds(work, given, paid, cores))
                wrong[name] = sum(int((a != b).sum()) for a, b in zip(paid, found.columns, strict=True))
        first = median(times["ours"])
        print(f"{len(cores)} core{'s' if len(cores) > 1 else ''}")
        for name, own in times.items():
            middle = median(own)
            off = "" if name == "copy" else f"   {wrong[name]} kroner wrong"
            print(f"  {name:16}{rows / middle / 1e6:8.2f} m/s   ours is {middle / first:6.2f} ×{off}")


CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
