"""Many cases by hand: `python -m tests.reference.many --cases 10000 --seed 1`."""
from __future__ import annotations
import argparse
from collections import Counter
from random import Random
from .compared import compared
from .drawn import RulesetDrawn

def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    c = Counter(); ref = Counter()
    for n in range(a.cases):
        case = RulesetDrawn(Random(a.seed * 1_000_003 + n)).drawn()
        try:
            r = compared(case)
        except BaseException as e:
            print("CRASH", n, type(e), str(e)[:300]); c["crash"] += 1
            if c["crash"] < 4:
                import traceback; traceback.print_exc(); print(case.text)
            continue
        if r.refused:
            c["refused"] += 1; ref.update(set(r.refused)); continue
        c["engine " + (r.engine or "pays")] += 1
        if r.differing:
            c["DIFFER"] += 1
            if c["DIFFER"] < 6: print("DIFFER", n, r.engine, r.reference, *r.differing[:3], sep="\n   ")
    print(c); print(ref)

if __name__ == "__main__":
    main()
