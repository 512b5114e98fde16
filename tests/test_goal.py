"""Where `goal` says an amount is reached it is, and nowhere nearer; and nothing gives more than it says is the most."""

from __future__ import annotations

from fractions import Fraction

import pytest
from test_next_step import computed, payouts

from rbflang.data.computed import Computed
from rbflang.explanation.account import account_of
from rbflang.questions.goal import ResultAsked, goal
from rbflang.questions.next_step import steps_ahead
from rbflang.ruleset.values import range_of

TRIED = 16


def paid_with(of: Computed, one: ResultAsked, value: Fraction, payee: str) -> Fraction | None:
    """What the payee is paid where the figure is exactly so much."""
    payout = of.checked.ruleset.payout
    assert payout
    valuation = of.valuation.with_cells({one.place: value}, of.valuation.graph.only((payout.name,)))
    return payouts(Computed(of.checked, of.round, of.figures, valuation)).get(payee)


@pytest.mark.parametrize(
    ("name", "round_name", "made_up", "indicator"),
    [("rbf2025", "forelopig", False, None), ("rbf2022", "forelopig", False, "samarbeid"),
     ("kbf2021", "endelig", True, "slagenhet"), ("kbf2021", "endelig", True, "infeksjon_bypass")],
    ids=lambda one: str(one),
)  # fmt: skip
@pytest.mark.parametrize("wanted", [50_000, 2_000_000])
def test_nothing_nearer_reaches_it_and_nothing_gives_more(
    name: str, round_name: str, made_up: bool, indicator: str | None, wanted: int
) -> None:
    of = computed(name, round_name, made_up)
    if indicator is not None and indicator not in of.checked.ruleset.sets["indikator"].by_name:
        indicator = next(one for one in of.checked.ruleset.sets["indikator"].by_name if one.startswith(indicator))
    found = goal(of, "Vest", indicator, Fraction(wanted))
    base = found.paid["Vest"]
    assert found.results
    for one in found.results:
        typing = of.checked.ruleset.quantities[one.place[0]].typing
        assert typing and one.is_certain and one.most
        possible = range_of(typing)
        assert possible.low is not None and possible.high is not None
        width = possible.high - possible.low
        for at in range(TRIED + 1):
            value = possible.low + width * Fraction(at, TRIED) + Fraction(1, 7_919) * (at < TRIED)
            paid = paid_with(of, one, value, "Vest")
            if paid is None:
                continue
            assert paid - base <= one.most.gained
            if paid - base >= wanted:
                assert one.reached
                assert abs(value - one.now) >= one.way
        if one.reached and one.reached.included:
            assert paid_with(of, one, one.reached.value, "Vest") == base + one.reached.gained >= base + wanted
            short = one.reached.value + (one.now - one.reached.value) * Fraction(1, 10**9)
            less = paid_with(of, one, short, "Vest")
            assert less is None or less < base + wanted


def test_what_the_next_step_gives_is_reached_there() -> None:
    of = computed("rbf2025", "forelopig", False)
    ahead = steps_ahead(of, account_of(of, "Vest"))
    assert ahead
    for step in (one.rise for one in ahead.results if one.rise):
        (one,) = (
            each for each in goal(of, "Vest", step.indicator.name, step.gained).results if each.place == step.place
        )
        assert one.reached and (one.reached.value, one.reached.gained) == (step.limit.at, step.gained)


def test_an_indicator_that_is_full_gives_no_more() -> None:
    of = computed("rbf2025", "forelopig", False)
    for one in goal(of, "Vest", "epikrisetid", Fraction(1)).results:
        assert one.reached is None and one.is_certain
        assert one.most and one.most.gained == 0
