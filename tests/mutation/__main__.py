"""Makes mutants, tries them, and prints how many were killed, survived, or are the same as the original.

Ends with 1 where fewer than 95 of a hundred are killed of those that are not the same.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import attrs  # noqa: F401  # what the tests need beside the package is loaded once
import click.testing  # noqa: F401
import hypothesis  # noqa: F401
import lark  # noqa: F401

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.killers import KILLERS
from tests.mutation.operators import OPERATORS, Mutant, mutants_of
from tests.mutation.trial import file_of, is_killed, keep_grammar

LEAST_KILLED = 95


def main() -> int:
    """Read the options, try the mutants, and print."""
    options = _options()
    mutants = _chosen(options)
    print("operators:", *(f"\n  {one.__name__}: {one.__doc__}" for one in OPERATORS))
    print(f"{len(mutants)} mutants", flush=True)
    tried = [one for one in mutants if one.name not in EQUIVALENT]
    with TemporaryDirectory() as kept, ProcessPoolExecutor(options.jobs, get_context("fork")) as pool:
        keep_grammar(Path(kept))
        killed = list(pool.map(partial(_told, Path(kept)), tried))
    return _summary(mutants, tried, killed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument(
        "--module", action="append", choices=sorted(KILLERS), help="only this module, as tables.changes"
    )
    parser.add_argument("--sample", type=int, help="so many mutants drawn of all")
    parser.add_argument("--seed", type=int, default=0, help="which sample is drawn")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many at a time")
    return parser.parse_args()


def _chosen(options: argparse.Namespace) -> list[Mutant]:
    modules = options.module or sorted(KILLERS)
    found = [one for name in modules for one in mutants_of(name, file_of(name).read_text("utf-8"))]
    unknown = sorted(set(EQUIVALENT) - {one.name for one in found})
    if not options.module and unknown:
        sys.exit("no longer mutants, yet listed as equivalent:\n  " + "\n  ".join(unknown))
    return Random(options.seed).sample(found, options.sample) if options.sample else found


def _told(kept: Path, mutant: Mutant) -> bool:
    killed = is_killed(mutant, kept)
    if not killed:
        print(f"survived: line {mutant.line}: {mutant.name}", flush=True)
    return killed


def _summary(mutants: list[Mutant], tried: list[Mutant], killed: list[bool]) -> int:
    for one in mutants:
        if one.name in EQUIVALENT:
            print(f"equivalent: {one.name}: {EQUIVALENT[one.name]}")
    by_module = Counter(one.module for one in tried)
    of_module = Counter(one.module for one, is_dead in zip(tried, killed, strict=True) if is_dead)
    for module, count in by_module.items():
        print(f"{module}: {of_module[module]} of {count} killed")
    dead = sum(killed)
    print(f"{dead} killed, {len(tried) - dead} survived, {len(mutants) - len(tried)} equivalent")
    return 0 if 100 * dead >= LEAST_KILLED * len(tried) else 1


if __name__ == "__main__":
    sys.exit(main())
