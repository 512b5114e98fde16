"""Makes each ruleset wrong in one small place at a time, and prints the share that `check` or `verify` notices.

`python -m tests.rule_mutants` tries all of them, `--year rbf2025` those of one year, and `--sample 60 --seed 1` so many
drawn of all. Ends with 1 where fewer than 92 of a hundred of a year are noticed, and where one is not that
`mutated_rules/untestable.py` does not list or one is noticed that it lists; of a sample only the last.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from rbflang import library
from tests.mutated_rules.mutants import KINDS, RuleMutant, mutants_of
from tests.mutated_rules.noticing import Noticing, noticing
from tests.mutated_rules.untestable import reason_of

YEARS = tuple(one.name for one in library.shelves())
LEAST_NOTICED = 92
Outcome = tuple[RuleMutant, str]

_copies: dict[str, Noticing] = {}


def main() -> int:
    """Read the options, try the mutants, and print."""
    options = _options()
    mutants = [one for year in options.year or YEARS for one in mutants_of(year, _text(year))]
    if options.kind:
        mutants = [one for one in mutants if one.kind in options.kind]
    if options.sample:
        mutants = sorted(mutants, key=partial(_drawn, options.seed))[: options.sample]
    print(f"{len(mutants)} mutants", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(_tried(mutants, Path(folder), options.jobs))
    return _summary(outcomes, is_sample=bool(options.sample or options.kind))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.rule_mutants", description=__doc__)
    parser.add_argument("--year", action="append", choices=YEARS, help="only this year")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="only this kind")
    parser.add_argument("--sample", type=int, help="so many mutants drawn of all")
    parser.add_argument("--seed", type=int, default=0, help="which sample is drawn")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many at a time")
    return parser.parse_args()


def _text(year: str) -> str:
    shelf = library.find(year)
    assert shelf
    return shelf.path.read_text("utf-8")


def _drawn(seed: int, mutant: RuleMutant) -> bytes:
    """By what a sample is drawn: a mutant that becomes another leaves the others of the sample in it."""
    return sha256(f"{seed} {mutant.name}".encode()).digest()


def _tried(mutants: Sequence[RuleMutant], folder: Path, jobs: int) -> Iterator[Outcome]:
    """What notices each; nothing is kept of a text that is checked, for none is checked twice."""
    os.environ["RBFLANG_CACHE"] = os.devnull
    with get_context("fork").Pool(jobs, _alone, (folder,)) as pool:
        yield from zip(mutants, pool.imap(_noticed, mutants, chunksize=8), strict=True)


def _alone(folder: Path) -> None:
    """In a process of the pool: folders of its own."""
    global _folder
    _folder = folder / str(os.getpid())
    _folder.mkdir()


_folder = Path()


def _noticed(mutant: RuleMutant) -> str:
    if mutant.year not in _copies:
        _copies[mutant.year] = noticing(mutant.year, _folder)
    try:
        return _copies[mutant.year].by(mutant.applied(_text(mutant.year)))
    except Exception as wrong:  # whatever a ruleset says, it is a fault that is told, never an exception
        raise AssertionError(mutant.name) from wrong


def _summary(outcomes: Sequence[Outcome], is_sample: bool) -> int:
    by_kind: Counter[tuple[str, str, str]] = Counter((one.year, one.kind, how) for one, how in outcomes)
    untold = 0
    for mutant, how in outcomes:
        if not how:
            reason = reason_of(mutant)
            untold += not reason
            print(f"{'not noticed' if reason else 'NOT NOTICED'}: {mutant.name}{f': {reason}' if reason else ''}")
        elif reason_of(mutant):
            untold += 1
            print(f"NOTICED, yet listed: {mutant.name}: {reason_of(mutant)}")
    years = list(dict.fromkeys(one.year for one, _ in outcomes))
    few = []
    for year in years:
        for kind in KINDS:
            _line(f"{year} {kind}", [by_kind[year, kind, how] for how in ("check", "verify", "")])
        share = _line(year, [sum(by_kind[year, kind, how] for kind in KINDS) for how in ("check", "verify", "")])
        if share < LEAST_NOTICED:
            few.append(year)
    return 1 if untold or (few and not is_sample) else 0


def _line(about: str, counts: Sequence[int]) -> float:
    """The share that is noticed, printed with the counts."""
    by_check, by_verify, not_noticed = counts
    if not sum(counts):
        return 100.0
    share = 100 * (by_check + by_verify) / sum(counts)
    print(f"{about}: {share:.1f} % of {sum(counts)}: {by_check} by check, {by_verify} by verify, {not_noticed} not")
    return share


if __name__ == "__main__":
    sys.exit(main())
