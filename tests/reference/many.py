"""Many drawn cases, counted: `python -m tests.reference.many --cases 10000 --seed 1` prints the tables.

Each case is tried by the engine and by the reference; where they differ the case is made as short as it gets.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from attrs import evolve, field, mutable

from .compared import Compared, compared
from .constructs import all_constructs, constructs_of
from .drawing import Case
from .drawn import RulesetDrawn
from .drawn_english import in_english

FROM_SEED_TO_SEED = 1_000_003


@mutable
class Tally:
    """What was drawn and how it went."""

    accepted: int = 0
    proved: int = 0
    refused: Counter[str] = field(factory=Counter)
    ended: Counter[str] = field(factory=Counter)
    constructs: Counter[str] = field(factory=Counter)
    differing: list[tuple[int, Case, Compared]] = field(factory=list)

    @property
    def drawn(self) -> int:
        return self.accepted + self.refused["all"]

    @property
    def never_drawn(self) -> list[str]:
        """Constructs of the grammar that no accepted text holds."""
        return sorted(all_constructs() - self.constructs.keys())

    def tables(self) -> Iterator[str]:
        """What there is to look at, line by line."""
        share = 100 * self.accepted // max(self.drawn, 1)
        yield f"{self.drawn} texts drawn, {self.accepted} accepted by check ({share} %)"
        yield from _table("refused for", self.refused)
        yield from _table("ended in", self.ended)
        told = Counter({name: self.constructs[name] for name in all_constructs()})
        yield from _table("construct", told)
        yield f"{self.proved} assertions proved without a condition"
        yield f"{len(self.differing)} differ"


def _table(heading: str, counted: Counter[str]) -> Iterator[str]:
    yield f"\n{heading}"
    yield from (f"  {count:7} {name}" for name, count in counted.most_common())


def drawn_case(number: int) -> Case:
    """The case of this number, always the same; every fourth is in English."""
    case = RulesetDrawn(Random(number)).drawn()
    return in_english(case) if number % 4 == 3 else case


def tried(seed: int, count: int) -> Tally:
    """So many accepted cases, compared; a text that `check` refuses is drawn again."""
    tally, number = Tally(), seed * FROM_SEED_TO_SEED
    while tally.accepted < count:
        case, number = drawn_case(number), number + 1
        found = compared(case)
        if found.refused:
            tally.refused.update({"all", *found.refused})
            continue
        tally.accepted += 1
        tally.ended[found.engine or "payouts"] += 1
        tally.proved += found.proved
        tally.constructs.update(constructs_of(case.text).keys())
        if found.differing:
            tally.differing.append((number - 1, case, found))
    return tally


# making a case short


def shortest(case: Case, how: Compared) -> Case:
    """The case with all lines taken away without which it differs just so."""
    for size in (8, 4, 2, 1):
        case = _without(case, how, "text", size)
        case = _without(case, how, "data", size)
    return case


def _without(case: Case, how: Compared, part: str, size: int) -> Case:
    lines = getattr(case, part).splitlines()
    at = 1
    while at < len(lines):
        fewer = evolve(case, **{part: "\n".join([*lines[:at], *lines[at + size :], ""])})
        if _differs(fewer, how):
            case, lines = fewer, getattr(fewer, part).splitlines()
        else:
            at += 1
    return case


def _differs(case: Case, how: Compared) -> bool:
    try:
        found = compared(case)
    except Exception:  # what is left of the text means nothing any more
        return False
    return bool(found.differing) and (found.engine, found.reference) == (how.engine, how.reference)


def told(differing: Iterable[tuple[int, Case, Compared]]) -> Iterator[str]:
    """Each case that differs, made short, with what differs."""
    for number, case, found in differing:
        yield f"\ncase {number}: " + "\n  ".join(found.differing[:4])
        short = shortest(case, found)
        yield f"{short.text}\n{short.data}\n{short.members}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tally = tried(arguments.seed, arguments.cases)
    print("\n".join(tally.tables()))
    print("\n".join(told(tally.differing[:5])))


if __name__ == "__main__":
    main()
