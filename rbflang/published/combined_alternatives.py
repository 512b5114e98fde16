"""All combinations of the alternatives that a ruleset declares, and the least and the greatest that each payee gets.

Takes a computed ruleset; gives how many combinations pay, and what of each payee lies furthest apart, with the
alternatives that give it. Two that replace the same rule are never in one combination. A combination that does not pay
is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.failures.no_payout import failures_of
from rbflang.graph.domain import Key
from rbflang.published.declared_alternatives import computed_with
from rbflang.published.trial import payouts_of
from rbflang.ruleset.alternative_text import replaced_by, triable_alternatives
from rbflang.syntax.tree import AlternativeDecl

MOST_COMBINED = 8
Combination: TypeAlias = tuple[AlternativeDecl, ...]


@frozen(eq=False, repr=False)
class Reach:
    """The least and the greatest that a payee gets, and the alternatives of a combination that gives each."""

    least: Fraction
    greatest: Fraction
    least_with: Combination
    greatest_with: Combination


@frozen(eq=False, repr=False)
class Combined:
    """How many alternatives there are, how many combinations of them pay, the rules as they stand among them."""

    alternatives: int
    paying: int
    reaches: Mapping[Key, Reach]


def combined_alternatives(computed: Computed) -> Combined:
    """What the combinations pay; of more alternatives than are combined, nothing is tried."""
    declared = triable_alternatives(computed.checked.ruleset)
    if not 1 < len(declared) <= MOST_COMBINED:
        return Combined(len(declared), 0, {})
    paid: list[tuple[Combination, Mapping[Key, Fraction]]] = [((), payouts_of(computed))]
    for chosen in _combinations(declared):
        changed = computed_with(computed, chosen)
        if changed is not None and not failures_of(changed):
            paid.append((chosen, payouts_of(changed)))
    return Combined(len(declared), len(paid), {key: _reach(key, paid) for key in paid[0][1]})


def _combinations(declared: Sequence[AlternativeDecl]) -> Iterator[Combination]:
    """Each choice of alternatives of which no two replace the same rule, the small ones first."""
    for count in range(1, len(declared) + 1):
        for chosen in combinations(declared, count):
            rules = [rule for one in chosen for rule in replaced_by(one)]
            if len(rules) == len(set(rules)):
                yield chosen


def _reach(key: Key, paid: Sequence[tuple[Combination, Mapping[Key, Fraction]]]) -> Reach:
    found = [(payouts[key], chosen) for chosen, payouts in paid if key in payouts]
    least, greatest = (end(found, key=lambda one: one[0]) for end in (min, max))
    return Reach(least[0], greatest[0], least[1], greatest[1])
