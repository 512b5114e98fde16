"""Many drawn rulesets, counted: `python -m tests.properties.claims.many --rulesets 10000 --seed 1` prints the tables.

A ruleset of which nothing is claimed is drawn again, and counted. Where a claim does not hold, the text is made as
short as it gets.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from random import Random

from attrs import evolve, field, mutable

from .rulesets import DrawnRuleset, drawn_ruleset
from .tried import Checked, Claims, checked_of, claims_of, false_claims

FROM_SEED_TO_SEED = 1_000_003
TIMES = 12
# What must be drawn now and then: each is something that a proof may take for another thing.
CONSTRUCTS = {
    "falling staircase": r"trapp \w+ \[r 1\] \{ under \S+ gir ([1-9]) .* gir (?!\1)0 ", "square": r"(\w+) × \1\b",
    "below zero": r"\(−\d|: −\d|−1 × ", "zero": r": 0 |= 0 |\(0[;)]", "hvis": "hvis ", "rang": "rang ", "krav": "krav ",
    "cap": "minste av", "from data": "fra data", "der": " der ", "etter største rest": "etter største rest",
    "retning": "retning er", "finnes": "finnes", "deltar": "der deltar",
    "rampe": "rampe t", "in order": r"\((median|persentil|nest|2\.) ", "groups": r"sum e\d+ over gruppe",
    "of some": r"(gjennomsnitt|minste|største) (?!av)[^\n]* der ",
}  # fmt: skip


@mutable
class Tally:
    """What was drawn, what was claimed of it, and what did not hold."""

    rulesets: int = 0
    claiming_nothing: int = 0
    refused: Counter[str] = field(factory=Counter)
    claims: Claims = field(factory=Claims)
    constructs: Counter[str] = field(factory=Counter)
    false: list[tuple[int, DrawnRuleset, str]] = field(factory=list)

    def tables(self) -> Iterator[str]:
        """What there is to look at, line by line."""
        yield f"{self.rulesets} rulesets with claims, {self.claiming_nothing} without, {self.refused['all']} refused"
        yield from (f"  refused: {count:7} {slug}" for slug, count in self.refused.most_common() if slug != "all")
        for kind, count in self.claims.claimed.most_common():
            yield f"  claimed: {count:7}, tried {self.claims.tried[kind]:7} times: {kind}"
        yield f"  ranges tried: {self.claims.tried['range']}"
        yield from (f"  drawn:   {count:7} {name}" for name, count in self.constructs.most_common())
        yield f"{len(self.false)} false"


def tried(seed: int, count: int) -> Tally:
    """So many rulesets of which something is claimed, each tried on several sets of figures."""
    tally, number = Tally(), seed * FROM_SEED_TO_SEED
    while tally.rulesets < count:
        drawn, number = drawn_ruleset(number), number + 1
        found = checked_of(drawn)
        if not isinstance(found, Checked):
            tally.refused.update({"all", *found})
            continue
        claims = claims_of(found)
        if not claims:
            tally.claiming_nothing += 1
            continue
        tally.rulesets += 1
        tally.claims.claimed.update(claims)
        tally.constructs.update(name for name, sign in CONSTRUCTS.items() if re.search(sign, drawn.text))
        wrong = next(false_claims(found, Random(number), TIMES, tally.claims.tried), None)
        if wrong:
            tally.false.append((number - 1, drawn, wrong))
    return tally


# making a ruleset short


def shortest(drawn: DrawnRuleset, number: int) -> tuple[DrawnRuleset, str]:
    """The ruleset with all lines taken away without which something false is claimed all the same."""
    lines, wrong, at = drawn.text.splitlines(), "", 0
    while at < len(lines):
        fewer = evolve(drawn, text="\n".join([*lines[:at], *lines[at + 1 :], ""]))
        found = _false(fewer, number)
        if found:
            drawn, wrong, lines = fewer, found, fewer.text.splitlines()
        else:
            at += 1
    return drawn, wrong


def _false(drawn: DrawnRuleset, number: int) -> str:
    try:
        found = checked_of(drawn)
        known = isinstance(found, Checked)
        return next(false_claims(found, Random(number), 60, Counter()), "") if known else ""  # type: ignore[arg-type]
    except Exception:  # what is left of the text means nothing any more
        return ""


def told(tally: Tally) -> Iterator[str]:
    """Each false claim, made short."""
    for number, drawn, wrong in tally.false[:5]:
        short, still = shortest(drawn, number)
        yield f"\nruleset {number}: {wrong}\nshort: {still}\n{short.text}\n{short.members}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rulesets", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally = tried(arguments.seed, arguments.rulesets)
    print("\n".join(tally.tables()))
    print("\n".join(told(tally)))


if __name__ == "__main__":
    main()
