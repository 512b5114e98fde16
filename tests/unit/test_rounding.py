"""What the numbers of an interval round to, against the rounding of many numbers in it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from rbflang.graph.domain import Domain
from rbflang.graph.nodes import Constant, Figure, Operand, Round
from rbflang.intervals import EVERYTHING, Interval
from rbflang.tables.exact import STEPS, Notebook
from rbflang.tables.rounding import rounded, rounded_interval

ONE, TENTH, HUNDREDTH = Fraction(1), Fraction(1, 10), Fraction(1, 100)

MODES = ("half_up", "half_even", "downwards", "upwards")
ENDS = tuple(Fraction(n, 4) for n in range(-10, 11, 3))


ROUNDED = {
    "half_up": "2 3 3 4 -2 -3 -3 2 1 -1", "half_even": "2 2 3 4 -2 -2 -3 2 0 0",
    "downwards": "2 2 2 3 -3 -3 -3 2 0 -1", "upwards": "3 3 3 4 -2 -2 -2 2 1 0",
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_numbers_rounded_by_hand(mode: str) -> None:
    values = [Fraction(one) for one in ("2.4", "2.5", "2.6", "3.5", "-2.4", "-2.5", "-2.6", "2", "0.5", "-0.5")]
    assert [rounded(one, ONE, mode) for one in values] == [Fraction(one) for one in ROUNDED[mode].split()]
    assert [rounded(one / 10, TENTH, mode) for one in values] == [Fraction(one) / 10 for one in ROUNDED[mode].split()]
    assert [rounded(one * 30, 30 * ONE, mode) for one in values] == [
        Fraction(one) * 30 for one in ROUNDED[mode].split()
    ]
    assert [rounded(one / 100, HUNDREDTH, mode) for one in values] == [
        Fraction(one) / 100 for one in ROUNDED[mode].split()
    ]


def test_what_open_ends_round_to_by_hand() -> None:
    one = Interval(Fraction(1, 2), Fraction(5, 2), False, False)
    assert rounded_interval(one, ONE, "half_up") == Interval(Fraction(1), Fraction(2))
    assert rounded_interval(one, ONE, "downwards") == Interval(Fraction(0), Fraction(2))
    assert rounded_interval(one, ONE, "upwards") == Interval(Fraction(1), Fraction(3))
    whole = Interval(Fraction(1), Fraction(3), False, False)
    assert rounded_interval(whole, ONE, "downwards") == Interval(Fraction(1), Fraction(2))
    assert rounded_interval(whole, ONE, "upwards") == Interval(Fraction(2), Fraction(3))
    assert rounded_interval(Interval(None, Fraction(1, 4), False, True), TENTH, "upwards") == Interval(
        None, Fraction(3, 10), False, True
    )
    assert rounded_interval(Interval(Fraction(1, 4), None, True, False), TENTH, "downwards") == Interval(
        Fraction(1, 5), None, True, False
    )


def test_open_ends_close_to_a_half_round_to_its_side_of_it_by_hand() -> None:
    near = Interval(Fraction("0.249"), Fraction("0.251"), False, False)
    assert rounded_interval(near, TENTH, "half_up") == Interval(Fraction("0.2"), Fraction("0.3"))
    assert rounded_interval(near, HUNDREDTH, "half_up") == Interval(Fraction("0.25"), Fraction("0.25"))
    over, under = (Interval(*ends, False, False) for ends in ((Fraction("0.25"), Fraction("0.3")),
                                                             (Fraction("0.2"), Fraction("0.25"))))  # fmt: skip
    assert rounded_interval(over, TENTH, "half_up") == Interval(Fraction("0.3"), Fraction("0.3"))
    assert rounded_interval(under, TENTH, "half_up") == Interval(Fraction("0.2"), Fraction("0.2"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("low_in", "high_in"), tuple(product((True, False), repeat=2)))
def test_both_ends_are_what_some_number_rounds_to_and_none_goes_beyond(mode: str, low_in: bool, high_in: bool) -> None:
    for low, high in product(ENDS, ENDS):
        if low < high:
            inside = [low + (high - low) * Fraction(n, 1000) for n in range(1, 1000)]
            inside += [low] * low_in + [high] * high_in
            reached = [rounded(one, ONE, mode) for one in inside]
            found = rounded_interval(Interval(low, high, low_in, high_in), ONE, mode)
            assert found == Interval(min(reached), max(reached))


def test_a_figure_printed_at_the_last_digit_of_the_rounding_stays_one_number() -> None:
    printed = Interval(Fraction("0.495"), Fraction("0.505"), True, False)
    assert rounded_interval(printed, HUNDREDTH, "half_up") == Interval(Fraction("0.5"), Fraction("0.5"))
    assert rounded_interval(printed, HUNDREDTH, "downwards") == Interval(Fraction("0.49"), Fraction("0.5"))
    assert rounded_interval(EVERYTHING, HUNDREDTH, "half_up") == EVERYTHING


def test_rounding_keeps_what_a_decision_needs() -> None:
    domain = Domain((), ((),))
    node = Round(domain=domain, operands=(Operand(Constant(domain=domain, values=())),), unit=ONE, mode="half_up")
    wide = Figure(Fraction("1.4"), Interval(Fraction("1.35"), Fraction("1.65")))
    alone = Figure(None, Interval(Fraction("1.35"), Fraction("1.45")))
    step = STEPS[Round]
    assert step(node, [[wide]], range(1), True, Notebook()) == [Figure(Fraction(1), Interval(Fraction(1), Fraction(2)))]
    assert step(node, [[wide]], range(1), False, Notebook()) == [Fraction(1)]
    assert step(node, [[alone]], range(1), True, Notebook()) == [Figure(None, Interval(Fraction(1), Fraction(1)))]
