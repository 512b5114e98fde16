"""What is paid along a figure, stretch by stretch, is what the engine pays with the figure there: for drawn rulesets.

Figures move over all they can be; values are drawn inside stretches, on their ends, and right beside these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from random import Random

from claims.figures import drawn_figures
from claims.rulesets import drawn_ruleset
from claims.tried import Checked, checked_of

from rbflang.data.computed import Computed
from rbflang.data.figures import Figures
from rbflang.explanation.payments import before_rounding
from rbflang.explanation.roles import Roles, roles_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Observed
from rbflang.questions.response import Response, response
from rbflang.ruleset.values import given_range, quantity_kind
from rbflang.tables.valuation import run

RULESETS, BESIDE = 60, Fraction(1, 10**9)
Place = tuple[str, Key]


def places_of(computed: Computed) -> Iterator[Place]:
    """The figures that payouts rest on and that are numbers."""
    for node in dict.fromkeys(node for node, _ in computed.behind_payouts if isinstance(node, Observed)):
        if quantity_kind(computed.checked.ruleset.quantities[node.quantity]).what == "number":
            yield from ((node.quantity, key) for key in node.domain.keys)


def values_of(found: Response, random: Random) -> Iterator[Fraction]:
    """Values on the ends of stretches, right beside them, and between."""
    for one in found.stretches:
        ends = [end for end in (one.part.low, one.part.high) if end is not None]
        for end in ends:
            yield from (end, end - BESIDE, end + BESIDE)
        low, high = ends[0] if ends else Fraction(-3), ends[-1] if ends else Fraction(3)
        yield low + (high - low) * Fraction(random.randrange(1, 10**6), 10**6)


def differing(computed: Computed, roles: Roles, found: Response, random: Random, tried: Counter[str]) -> Iterator[str]:
    """Where the engine pays something else."""
    quantity = computed.checked.ruleset.quantities[found.place[0]]
    for value in values_of(found, random):
        if not given_range(quantity).holds(value):
            continue
        paid = before_rounding(computed.valuation.with_cells({found.place: value}), roles)
        stretch = next((one for one in found.stretches if one.part.holds(value)), None)
        if stretch is None or stretch.is_curve:
            tried["not paid" if stretch is None else "curved"] += 1
            if stretch is None and paid:
                yield f"{found.place} at {value}: is paid"
            continue
        tried["point" if stretch.part.is_point else "inside"] += 1
        told = {one: stretch.low[one] if stretch.part.is_point else stretch.paid_at(one, value) for one in stretch.low}
        if paid != told:
            yield f"{found.place} at {value}: {paid} not {told}"


def test_what_is_told_along_a_figure_is_paid_there() -> None:
    tried: Counter[str] = Counter()
    false: list[str] = []
    for number in range(RULESETS):
        one, random = checked_of(drawn_ruleset(number)), Random(number)
        if not isinstance(one, Checked) or one.checked.ruleset.payout is None:
            continue
        given = drawn_figures(one.checked, random)
        computed = Computed(one.checked, "", Figures({}, {}, (), one.checked), run(one.graph, given))
        roles = roles_of(one.checked)
        places = list(places_of(computed))
        for place in random.sample(places, min(3, len(places))):
            quantity = one.checked.ruleset.quantities[place[0]]
            found = response(computed, roles, place, "", given_range(quantity), count())
            if found is not None:
                false += [f"{number}: {text}" for text in differing(computed, roles, found, random, tried)]
    assert not false, "\n".join(false[:5])
    assert min(tried[one] for one in ("point", "inside", "curved")) > 20, tried
