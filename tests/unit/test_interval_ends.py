"""The ends of intervals, each of all small intervals against each: which number an end is, and whether it is included.

What two intervals have in common, the greatest of them and what holds both are told from the numbers they hold on a
grid; sums, products and quotients are worked out by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from rbflang import intervals
from rbflang.intervals import BESIDE, EVERYTHING, Interval, above, below, point

HALVES = tuple(Fraction(one, 2) for one in range(-6, 7))
"""From −3 to 3; an interval without a bound goes on to the last of them, and every other ends at −1, 0 or 1."""
Numbers = frozenset[Fraction]


def numbers(one: Interval) -> Numbers:
    """The halves that lie in an interval."""
    return frozenset(
        x
        for x in HALVES
        if (one.low is None or x > one.low or (one.low_included and x == one.low))
        and (one.high is None or x < one.high or (one.high_included and x == one.high))
    )


def _small() -> dict[Numbers, Interval]:
    """Every interval that ends at −1, 0 or 1 or has no bound, by its numbers: open ends leave the half beside them."""
    ends = [(None, False), *((Fraction(one), is_in) for one in (-1, 0, 1) for is_in in (False, True))]
    every = [Interval(low, high, low_in, high_in) for (low, low_in), (high, high_in) in product(ends, ends)]
    return {numbers(one): one for one in every if numbers(one)}


SMALL = _small()
PAIRS = list(product(SMALL.values(), SMALL.values()))


def of(low: str, high: str, ends: str = "[]") -> Interval:
    """An interval as it is written: `("1/2", "3", "[)")`, with nothing for an end that is missing."""
    return Interval(Fraction(low) if low else None, Fraction(high) if high else None, ends[0] == "[", ends[1] == "]")


def between(found: Numbers) -> Numbers:
    """All halves from the least to the greatest."""
    return frozenset(x for x in HALVES if min(found) <= x <= max(found))


def test_there_are_28_small_intervals() -> None:
    """3 points, 4 kinds between each of 3 pairs of ends, 6 without a bound at either side, and all numbers."""
    assert len(SMALL) == 3 + 4 * 3 + 2 * 6 + 1


def test_an_interval_holds_its_numbers() -> None:
    for one in SMALL.values():
        assert [x for x in HALVES if one.holds(x)] == sorted(numbers(one))
        assert one.is_point == (len(numbers(one)) == 1 and one.low == one.high)


def test_ends_and_numbers_need_not_be_whole() -> None:
    one = of("2/3", "3/4", "[)")
    inside = ("2/3", "7/10", "5/7", "74/100")
    outside = ("0", "1", "-1", "13/20", "3/5", "3/4", "4/5", "-7/10")
    assert [one.holds(Fraction(value)) for value in inside] == [True] * 4
    assert [one.holds(Fraction(value)) for value in outside] == [False] * 8


def test_what_two_have_in_common() -> None:
    for a, b in PAIRS:
        both = numbers(a) & numbers(b)
        assert a.within(b) == SMALL[both] if both else a.within(b).is_empty
        assert a.meets(b) == bool(both)
        assert a.covers(b) == (numbers(a) >= numbers(b))


PICKED: tuple[tuple[Callable[[list[Interval]], Interval], Callable[[Fraction, Fraction], Fraction]], ...] = (
    (intervals.least, min),
    (intervals.greatest, max),
)


@pytest.mark.parametrize("at", range(len(PICKED)), ids=("least", "greatest"))
def test_the_least_and_the_greatest_of_two(at: int) -> None:
    over, picked = PICKED[at]
    for a, b in PAIRS:
        expected = SMALL[frozenset(picked(x, y) for x, y in product(numbers(a), numbers(b)))]
        assert over([a, b]) == expected


@pytest.mark.parametrize("at", (0, 1))
def test_the_first_and_the_last_in_order_of_two(at: int) -> None:
    for a, b in PAIRS:
        expected = SMALL[frozenset((min, max)[at](x, y) for x, y in product(numbers(a), numbers(b)))]
        assert intervals.in_order([a, b], (at,)) == expected


def test_one_in_order_of_three() -> None:
    """Of 1 to 4, 2 to 3 and over 2 to under 9 the lower ends are 1, 2 and over 2, the upper 3, 4 and under 9."""
    three = [of("1", "4"), of("2", "9", "()"), of("2", "3")]
    assert intervals.in_order(three, (0,)) == of("1", "3")
    assert intervals.in_order(three, (1,)) == of("2", "4")
    assert intervals.in_order(three, (2,)) == of("2", "9", "()")
    assert intervals.in_order(three, (1, 2)) == of("2", "13/2", "()")
    assert intervals.in_order([of("", "4", "(]"), of("2", "", "[)")], (1,)) == of("2", "", "[)")
    assert intervals.in_order([of("", "4", "(]"), of("2", "", "[)")], (0,)) == of("", "4", "(]")


def test_what_holds_both() -> None:
    for a, b in PAIRS:
        assert intervals.hull([a, b]) == SMALL[between(numbers(a) | numbers(b))]


def test_the_nearer_of_ends_that_are_not_whole() -> None:
    half, two_thirds = point(Fraction(1, 2)), point(Fraction(2, 3))
    for both in ([half, two_thirds], [two_thirds, half]):
        assert intervals.hull(both) == of("1/2", "2/3")
        assert intervals.least(both) == half
        assert intervals.greatest(both) == two_thirds


def test_the_other_sign() -> None:
    for one in SMALL.values():
        assert intervals.negative(one) == SMALL[frozenset(-x for x in numbers(one))]


SUMS = (
    (of("1", "2"), of("3", "5"), of("4", "7")),
    (of("1", "2", "[)"), of("3", "5"), of("4", "7", "[)")),
    (of("1", "2"), of("3", "5", "(]"), of("4", "7", "(]")),
    (of("", "2", "(]"), of("3", "5"), of("", "7", "(]")),
    (of("1", "", "[)"), of("3", "5"), of("4", "", "[)")),
    (of("1", "2"), of("", "5", "(]"), of("", "7", "(]")),
    (point(Fraction(1)), point(Fraction(3)), point(Fraction(4))),
    (point(Fraction(1)), of("3", "5"), of("4", "6")),
    (of("3", "5"), point(Fraction(1)), of("4", "6")),
    (of("1", "2", "()"), EVERYTHING, EVERYTHING),
)


@pytest.mark.parametrize(("a", "b", "found"), SUMS)
def test_sums_worked_out_by_hand(a: Interval, b: Interval, found: Interval) -> None:
    assert intervals.add(a, b) == found
    assert intervals.total([a, b]) == found
    assert intervals.total([a, b, point(Fraction(1, 3))]) == intervals.add(found, point(Fraction(1, 3)))


def test_the_sum_of_nothing_is_zero() -> None:
    assert intervals.total([]) == point(Fraction(0))
    assert intervals.total([of("1/2", "2/3"), of("1/6", "1/4")]) == of("2/3", "11/12")


def test_a_difference_worked_out_by_hand() -> None:
    assert intervals.subtract(of("1", "2", "[)"), of("3", "5", "[)")) == of("-4", "-1", "()")


PRODUCTS = (
    (of("2", "3"), of("5", "7"), of("10", "21")),
    (of("2", "3", "[)"), of("5", "7", "(]"), of("10", "21", "()")),
    (of("-3", "2"), of("5", "7"), of("-21", "14")),
    (of("-3", "2", "(]"), of("5", "7"), of("-21", "14", "(]")),
    (of("-3", "-2"), of("-7", "-5"), of("10", "21")),
    (of("-3", "2"), of("-7", "5"), of("-15", "21")),
    (of("-3", "2", "[)"), of("-7", "5", "(]"), of("-15", "21", "[)")),
    (of("2", "3"), point(Fraction(-2)), of("-6", "-4")),
    (of("2", "3", "[)"), point(Fraction(4)), of("8", "12", "[)")),
    (of("2", "3", "(]"), point(Fraction(0)), point(Fraction(0))),
    # a number that is zero gives zero whatever the other is, without a bound too
    (EVERYTHING, point(Fraction(0)), point(Fraction(0))),
    (of("0", "1"), of("2", "", "[)"), of("0", "", "[)")),
    (of("0", "1", "(]"), of("2", "", "[)"), of("0", "", "()")),
    (of("0", "1", "(]"), of("0", "1"), of("0", "1")),
    (of("0", "1"), of("0", "1", "(]"), of("0", "1")),
    (of("0", "1", "(]"), of("0", "1", "(]"), of("0", "1", "(]")),
    (of("-1", "0", "[)"), of("2", "3"), of("-3", "0", "[)")),
    (of("2", "", "[)"), of("3", "", "()"), of("6", "", "()")),
    (of("2", "", "[)"), of("", "-3", "(]"), of("", "-6", "(]")),
    (of("", "-2", "(]"), of("", "-3", "(]"), of("6", "", "[)")),
    (of("-1", "", "[)"), of("2", "3"), of("-3", "", "[)")),
    (of("", "1", "(]"), of("2", "3"), of("", "3", "(]")),
    (of("2", "", "[)"), of("1/4", "1/2"), of("1/2", "", "[)")),
    (of("", "-2", "(]"), of("1/4", "1/2"), of("", "-1/2", "(]")),
    (of("-2", "", "[)"), of("-1", "4"), EVERYTHING),
    (EVERYTHING, of("0", "", "()"), EVERYTHING),
    (EVERYTHING, point(Fraction(3)), EVERYTHING),
    (of("2", "", "[)"), point(Fraction(3)), of("6", "", "[)")),
    # the same product is reached by two pairs of ends, of which one is included
    (of("-2", "2", "[)"), of("-3", "3"), of("-6", "6")),
    (of("-2", "2", "()"), of("-3", "3"), of("-6", "6", "()")),
)


@pytest.mark.parametrize(("a", "b", "found"), PRODUCTS)
def test_products_worked_out_by_hand(a: Interval, b: Interval, found: Interval) -> None:
    assert intervals.multiply(a, b) == found
    assert intervals.multiply(b, a) == found


QUOTIENTS = (
    (of("1", "2"), of("4", "5"), of("1/5", "1/2")),
    (of("1", "2"), of("-5", "-4"), of("-1/2", "-1/5")),
    (of("1", "2"), of("-5", "-4", "[)"), of("-1/2", "-1/5", "(]")),
    (of("1", "2"), of("4", "5", "(]"), of("1/5", "1/2", "[)")),
    (of("1", "2"), of("0", "4", "(]"), of("1/4", "", "[)")),
    (of("1", "2"), of("-4", "0", "[)"), of("", "-1/4", "(]")),
    (of("1", "2"), of("4", "", "[)"), of("0", "1/2", "(]")),
    (of("1", "2"), of("", "-4", "(]"), of("-1/2", "0", "[)")),
    (of("1", "2"), of("0", "", "()"), of("0", "", "()")),
    (of("1", "2"), of("", "0", "()"), of("", "0", "()")),
    (of("1", "2", "(]"), point(Fraction(4)), of("1/4", "1/2", "(]")),
    (of("1", "2", "(]"), point(Fraction(-4)), of("-1/2", "-1/4", "[)")),
    (of("1", "2", "(]"), of("-1/2", "-1/2"), of("-4", "-2", "[)")),
    (of("1", "2"), of("0", "4"), EVERYTHING),
    (of("1", "2"), of("-4", "0"), EVERYTHING),
    (of("1", "2"), point(Fraction(0)), EVERYTHING),
    (of("1", "2"), EVERYTHING, EVERYTHING),
    (point(Fraction(0)), of("0", "", "()"), point(Fraction(0))),
)


@pytest.mark.parametrize(("a", "b", "found"), QUOTIENTS)
def test_quotients_worked_out_by_hand(a: Interval, b: Interval, found: Interval) -> None:
    assert intervals.divide(a, b) == found


PARTS = (
    (of("1", "2"), of("3", "5"), of("1/6", "2/5")),
    (of("1", "2", "(]"), of("3", "5"), of("1/6", "2/5", "(]")),
    (of("1", "2", "[)"), of("3", "5"), of("1/6", "2/5", "[)")),
    (of("1", "2"), of("3", "5", "(]"), of("1/6", "2/5", "[)")),
    (of("1", "2"), of("3", "5", "[)"), of("1/6", "2/5", "(]")),
    (of("0", "2"), of("3", "5"), of("0", "2/5")),
    (of("0", "2", "(]"), of("3", "5"), of("0", "2/5", "(]")),
    (of("1", "2"), of("0", "5"), of("1/6", "1")),
    (of("1", "2"), of("0", "5", "(]"), of("1/6", "1", "[)")),
    (of("1", "", "[)"), of("3", "5"), of("1/6", "1", "[)")),
    (of("1", "2"), of("3", "", "[)"), of("0", "2/5", "(]")),
    (of("0", "2"), of("0", "5"), of("0", "1")),
    (of("0", "2", "(]"), of("0", "5"), of("0", "1", "(]")),
    (of("0", "2"), of("0", "5", "(]"), of("0", "1", "[)")),
    (of("0", "2", "(]"), of("0", "", "()"), of("0", "1", "()")),
    (of("-1/2", "2"), of("-1/2", "5"), of("0", "1")),
)


@pytest.mark.parametrize(("own", "rest", "found"), PARTS)
def test_parts_of_all_worked_out_by_hand(own: Interval, rest: Interval, found: Interval) -> None:
    assert intervals.part_of_all(own, rest) == found


NEAREST = (
    (of("1", "3"), "2", Fraction(2)),
    (of("1", "3"), "0", Fraction(1)),
    (of("1", "3"), "4", Fraction(3)),
    (of("1", "3", "(]"), "0", 1 + 2 * BESIDE),
    (of("1", "3", "(]"), "1", 1 + 2 * BESIDE),
    (of("1", "3", "[)"), "4", 3 - 2 * BESIDE),
    (of("1", "3", "[)"), "3", 3 - 2 * BESIDE),
    (of("1", "", "()"), "0", 1 + BESIDE),
    (of("", "3", "()"), "5", 3 - BESIDE),
)


@pytest.mark.parametrize(("one", "value", "nearest"), NEAREST)
def test_the_nearest_number_worked_out_by_hand(one: Interval, value: str, nearest: Fraction) -> None:
    assert Fraction(1, 1_000_000_000_000) == BESIDE
    assert one.nearest(Fraction(value)) == nearest


def test_limits() -> None:
    assert below(Fraction(3)) == Interval(None, Fraction(3), False, False)
    assert below(Fraction(3), True) == Interval(None, Fraction(3), False, True)
    assert above(Fraction(3)) == Interval(Fraction(3), None, True, False)
    assert above(Fraction(3), False) == Interval(Fraction(3), None, False, False)
    assert Interval(Fraction(1), Fraction(3)) == Interval(Fraction(1), Fraction(3), True, True)
    assert Interval(Fraction(3), Fraction(1)).is_empty
    assert Interval(Fraction(3), Fraction(3), False, True).is_empty
    assert not Interval(Fraction(1), Fraction(3), False, False).is_empty
    assert not any(one.is_empty for one in (EVERYTHING, below(Fraction(3)), above(Fraction(3))))
    assert not EVERYTHING.is_point


# ends of many digits: 96 bits are kept, 2^95 ≤ what is kept < 2^97


def test_an_end_of_many_digits_is_moved_out_a_little() -> None:
    third = of("1/3", "2/3")
    assert intervals.shortened(third, 2) == third
    # 1/3 has −1 bits before the point, so 97 after it are kept: ⌊2^97 / 3⌋ = (2^97 − 2) / 3, as 2^97 leaves 2
    low = Fraction((2**97 - 2) // 3, 2**97)
    # 2/3 has 0 bits before the point, and 96 after it: ⌈2^97 / 3⌉ = (2^97 + 1) / 3 parts of 2^96
    high = Fraction((2**97 + 1) // 3, 2**96)
    assert intervals.shortened(third, 1) == Interval(low, high)
    assert intervals.shortened(of("1/3", "2/3", "()"), 1) == Interval(low, high, False, False)
    assert intervals.shortened(of("-2/3", "-1/3"), 1) == Interval(-high, -low)


def test_a_large_end_is_moved_to_a_round_number() -> None:
    # 2^200 + 1 has 201 bits, its denominator 1: 200 more, so the last 104 of them are left out
    end = Fraction(2**200 + 1)
    assert intervals.shortened(Interval(end, end + 2), 96) == Interval(
        Fraction(2**200), Fraction(2**200 + 2**104), True, True
    )
    assert intervals.shortened(Interval(end, end + 2), 201) == Interval(end, end + 2)
    assert intervals.shortened(Interval(None, end), 96) == Interval(None, Fraction(2**200 + 2**104), False)


def test_an_end_with_one_bit_too_many_before_the_point() -> None:
    # 2^97 + 1 has 98 bits: 97 more than its denominator, so that the last one is left out, and the numbers are even
    end = Fraction(2**97 + 1)
    assert intervals.shortened(Interval(end, end), 96) == Interval(Fraction(2**97), Fraction(2**97 + 2))


def test_one_end_alone_is_moved() -> None:
    half, far = Fraction(1, 2), Fraction(2**200 + 1)
    assert intervals.shortened(Interval(half, far), 96) == Interval(half, Fraction(2**200 + 2**104))
    assert intervals.shortened(Interval(-far, half), 96) == Interval(Fraction(-(2**200) - 2**104), half)


def test_an_end_that_is_very_far_away_is_moved_to_where_its_square_is_no_farther() -> None:
    farthest, beyond = Fraction(2) ** 4_000, Fraction(2) ** 4_001
    one = Fraction(1)
    # 2^3999 is 4 000 bits against the one of 1, so 3 999 more; 2^4000 is 4 000 more, and stays
    assert intervals.shortened(Interval(farthest, farthest), 96) == Interval(farthest, farthest)
    assert intervals.shortened(Interval(beyond, None), 96) == Interval(farthest, None, True, False)
    assert intervals.shortened(Interval(one, beyond), 96) == Interval(one, None, True, False)
    assert intervals.shortened(Interval(-beyond, one), 96) == Interval(None, one, False, True)
    assert intervals.shortened(Interval(None, -beyond), 96) == Interval(None, -farthest, False, True)


def test_an_end_that_is_very_near_zero_keeps_its_sign() -> None:
    nearest, nearer = Fraction(1, 2**4_000), Fraction(1, 2**4_001)
    zero, one = Fraction(0), Fraction(1)
    assert intervals.shortened(Interval(nearest, one), 96) == Interval(nearest, one)
    assert intervals.shortened(Interval(nearer, one), 96) == Interval(zero, one, False, True)
    assert intervals.shortened(Interval(-one, nearer), 96) == Interval(-one, nearest)
    assert intervals.shortened(Interval(-nearer, one), 96) == Interval(-nearest, one)
    assert intervals.shortened(Interval(-one, -nearer), 96) == Interval(-one, zero, True, False)


def test_an_interval_as_data() -> None:
    assert intervals.interval_data(of("1/3", "", "[)")) == {
        "from": "1/3", "to": None, "from_included": True, "to_included": False,
    }  # fmt: skip
