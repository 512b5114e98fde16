"""Makes mutants, tries them, and prints how many were killed, survived, or are the same as the original.

Ends with 1 where fewer than 95 of a hundred are killed of those that are not the same.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.killers import KILLERS
from tests.mutation.operators import OPERATORS, Mutant, mutants_of
from tests.mutation.planting import file_of
from tests.mutation.trial import Outcome, load_afresh, outcomes_of

LEAST_KILLED = 95


def main() -> int:
    """Read the options, try the mutants, and print."""
    options = _options()
    if options.afresh:
        load_afresh(options.afresh)
    mutants = _chosen(options)
    print("operators:", *(f"\n  {one.__name__}: {one.__doc__}" for one in OPERATORS))
    print(f"{len(mutants)} mutants", flush=True)
    tried = [one for one in mutants if one.name not in EQUIVALENT]
    outcomes = outcomes_of(tried, options.jobs, are_tests_tried=not options.sample)
    return _summary(mutants, outcomes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument(
        "--module", action="append", choices=sorted(KILLERS), help="only this module, as tables.changes"
    )
    parser.add_argument("--sample", type=int, help="so many mutants drawn of all")
    parser.add_argument("--seed", type=int, default=0, help="which sample is drawn")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many at a time")
    parser.add_argument("--afresh", help=argparse.SUPPRESS)
    return parser.parse_args()


def _chosen(options: argparse.Namespace) -> list[Mutant]:
    modules = options.module or sorted(KILLERS)
    found = [one for name in modules for one in mutants_of(name, file_of(name).read_text("utf-8"))]
    unknown = sorted(set(EQUIVALENT) - {one.name for one in found})
    if not options.module and unknown:
        sys.exit("no longer mutants, yet listed as equivalent:\n  " + "\n  ".join(unknown))
    return sorted(found, key=partial(_drawn, options.seed))[: options.sample] if options.sample else found


def _drawn(seed: int, mutant: Mutant) -> bytes:
    """By what a sample is drawn: a mutant that becomes another, or one more, leaves the others of the sample in it."""
    return sha256(f"{seed} {mutant.name}".encode()).digest()


def _summary(mutants: Sequence[Mutant], outcomes: Sequence[tuple[Mutant, Outcome]]) -> int:
    equivalent = [one.name for one in mutants if one.name in EQUIVALENT]
    print(*(f"equivalent: {name}: {EQUIVALENT[name]}" for name in equivalent), sep="\n")
    for module in sorted({one.module for one in mutants}):
        print(f"{module}: {_told([how for one, how in outcomes if one.module == module])}")
    told = [how for _, how in outcomes]
    print(f"{_told(told)}, {len(equivalent)} equivalent")
    return 0 if 100 * sum(one.is_killed for one in told) >= LEAST_KILLED * len(told) else 1


def _told(outcomes: Sequence[Outcome]) -> str:
    """How many were killed, and the seconds of the processor that it took."""
    killed = [one.seconds for one in outcomes if one.is_killed]
    survived = [one.seconds for one in outcomes if not one.is_killed]
    out_of_time = sum(one.ran_out for one in outcomes)
    return (
        f"{len(killed)} killed in {sum(killed):.0f} s ({out_of_time} of them out of time), "
        f"{len(survived)} survived in {sum(survived):.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
