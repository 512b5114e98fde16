"""Whatever a check claims as certain is true, for rulesets and figures drawn at random.

A ruleset of which nothing is claimed is drawn again, and counted. By hand, for many more of them:
`python -m tests.properties.claims.many --rulesets 10000 --seed 2`.
"""

from __future__ import annotations

import pytest
from claims.many import CONSTRUCTS, Tally, told, tried

RULESETS, SEED = 600, 1
# Of a hundred rulesets, in so many at least something of the kind is claimed.
CLAIMED = {
    "no division by zero": 80, "somewhere above zero": 40, "improvement": 40, "can be paid": 30, "one answer": 15,
    "step never reached": 20, "assertion": 20, "kroner": 15, "measure hands out all": 8, "points": 5,
    "divisor never zero": 5, "kroner before rounding": 1, "never paid": 1,
    "as long as somebody counts": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def tally() -> Tally:
    return tried(SEED, RULESETS)


def test_whatever_is_claimed_is_true(tally: Tally) -> None:
    print("\n".join(tally.tables()))
    assert not tally.false, "\n".join(told(tally))


def test_there_is_much_that_is_claimed(tally: Tally) -> None:
    """And each kind of claim was tried, on figures by which it can be told whether it holds."""
    few = {kind: tally.claims.claimed[kind] for kind, least in CLAIMED.items()
           if tally.claims.claimed[kind] * 100 < least * RULESETS}  # fmt: skip
    assert not few
    untried = [kind for kind in CLAIMED if tally.claims.tried[kind] < tally.claims.claimed[kind] * 2]
    assert not untried, tally.claims.tried


def test_few_are_drawn_again(tally: Tally) -> None:
    assert tally.claiming_nothing * 100 <= 5 * RULESETS
    assert tally.refused["all"] * 100 <= 10 * RULESETS, tally.refused


def test_what_is_drawn_is_worth_the_name(tally: Tally) -> None:
    """Each construct by which a proof may go wrong stands in one ruleset of a hundred at least."""
    rare = {name: tally.constructs[name] for name in CONSTRUCTS if tally.constructs[name] * 100 < RULESETS}
    assert not rare
