"""Whose figures moved what is paid is the mean of whole runs over every order that can be paid, for drawn rulesets.

Two sets of figures are drawn for each ruleset; each group of movers is a calculation of its own, run from the start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from random import Random

from claims.figures import drawn_figures
from claims.rulesets import drawn_ruleset
from claims.tried import Checked, checked_of

from rbflang.data.computed import Computed
from rbflang.data.figures import Figures, Observation
from rbflang.explanation.payments import before_rounding
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell
from rbflang.questions.attribution import Attribution, attribution, may_be_asked_over
from rbflang.questions.moved_figures import members_of
from rbflang.source import Source, Span
from rbflang.tables.valuation import run

RULESETS, MOST = 70, 5
NOWHERE = Span(Source("tall.csv", ""), 0, 0)
Given = Mapping[str, Mapping[Key, Cell]]


def computed_on(one: Checked, given: Given) -> Computed:
    """The ruleset computed on drawn figures, each a row of its own."""
    rows = {
        (name, key): Observation(name, key, cell, "", "", "documented", "", NOWHERE)
        for name, cells in given.items()
        for key, cell in cells.items()
    }
    return Computed(one.checked, "", Figures(rows, {}, (), one.checked), run(one.graph, given))


def mixed(found: Attribution, over: str, group: frozenset[str]) -> Given:
    """The later figures of a group of movers, the earlier ones of all others."""
    made: dict[str, dict[Key, Cell]] = {}
    before, after = found.earlier.figures.given(), found.later.figures.given()
    places = dict.fromkeys((one, key) for given in (before, after) for one in given for key in given[one])
    for name, key in places:
        is_later = members_of(found.later, (name, key)).get(over, "") in group
        cells = (after if is_later else before).get(name, {})
        if key in cells:
            made.setdefault(name, {})[key] = cells[key]
    return made


def mean_of_whole_runs(one: Checked, found: Attribution, over: str) -> Mapping[str, Mapping[str, Fraction]] | None:
    """What each moved, order by order; none where no order can be paid."""
    movers = found.movers
    groups = [frozenset(some) for size in range(len(movers) + 1) for some in combinations(movers, size)]
    worth = {group: before_rounding(run(one.graph, mixed(found, over, group)), found.roles) for group in groups}
    sums: dict[str, dict[str, Fraction]] = {}
    count = 0
    for order in permutations(movers):
        way = [frozenset(order[:at]) for at in range(len(order) + 1)]
        if all(worth[group] for group in way):
            count += 1
            for mover, (before, after) in zip(order, pairwise(way), strict=True):
                own = sums.setdefault(mover, dict.fromkeys(worth[after], Fraction(0)))
                for payee, amount in worth[after].items():
                    own[payee] += amount - worth[before][payee]
    return (
        {mover: {payee: value / count for payee, value in own.items()} for mover, own in sums.items()}
        if count
        else None
    )


def test_parts_are_those_of_whole_runs() -> None:
    tried: Counter[str] = Counter()
    for number in range(RULESETS):
        one, random = checked_of(drawn_ruleset(number)), Random(number)
        if not isinstance(one, Checked) or one.checked.ruleset.payout is None:
            continue
        earlier, later = (computed_on(one, drawn_figures(one.checked, random)) for _ in range(2))
        for over in may_be_asked_over(later):
            found = attribution(earlier, later, over, 4, 1)
            ends = [before_rounding(each.valuation, found.roles) for each in (earlier, later)]
            if found.mean is not None and found.movers:
                for payee in ends[0]:
                    assert sum(found.parts(payee).values()) == ends[1][payee] - ends[0][payee], number
            if len(found.movers) > MOST or found.with_movers:
                tried["together" if found.with_movers else "many"] += 1
                continue
            expected = mean_of_whole_runs(one, found, over)
            if found.mean is None or expected is None:
                assert found.mean is None and expected is None, (number, over)
                tried["not paid"] += 1
                continue
            assert found.mean.moved == expected, (number, over)
            tried["left out" if found.mean.left_out else "all"] += 1
    assert min(tried[one] for one in ("all", "not paid")) > 5, tried
