"""Many trials by hand: `python -m tests.fuzz --count 100000 --seed 1`; `--only 17` tries that one of them again.

Prints how the trials ended, the slowest, and where any broke. Ends with 1 where one broke, or took over ten seconds
or a gigabyte.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from .trial import drawn, tried

MOST_SECONDS, MOST_BYTES = 10, 1_000_000_000
MOST_SHOWN = 20
TOLD_EACH = 5_000


def memory() -> int:
    """The most bytes that this process has had; nothing where the system does not say."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(seed: int, numbers: range, folder: Path) -> bool:
    """Try them all; true if none broke or took too much."""
    ended: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    slowest = (0.0, 0)
    for at in numbers:
        name = f"{seed}-{at}"
        faulthandler.dump_traceback_later(6 * MOST_SECONDS, exit=True)
        try:
            found = tried(drawn(name), folder, Random(name))
        except Exception as wrong:
            last = traceback.extract_tb(wrong.__traceback__)[-1]
            where = f"{type(wrong).__name__} at {Path(last.filename).name}:{last.lineno}"
            broken[where] += 1
            if broken[where] == 1 and len(broken) <= MOST_SHOWN:
                print(f"--only {at}: {where}", flush=True)
                traceback.print_exc()
            continue
        ended[found.ended] += 1
        slowest = max(slowest, (found.seconds, at))
        if at % TOLD_EACH == TOLD_EACH - 1:
            print(f"  {at + 1}: {dict(ended)}, slowest {slowest[0]:.1f} s, {memory() // 1_000_000} MB", flush=True)
    faulthandler.cancel_dump_traceback_later()
    for what, count in (*ended.most_common(), *broken.most_common()):
        print(f"{count:8} {what}")
    print(f"slowest {slowest[0]:.2f} s (--only {slowest[1]}), at most {memory() // 1_000_000} MB")
    return not broken and slowest[0] <= MOST_SECONDS and memory() <= MOST_BYTES


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    given = parser.parse_args()
    chosen = range(given.count) if given.only is None else range(given.only, given.only + 1)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if main(given.seed, chosen, Path(folder)) else 1)
