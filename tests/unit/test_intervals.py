"""Exact intervals against brute sampling: what an operation gives holds every result, and no end is too wide."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbflang import intervals
from rbflang.intervals import EVERYTHING, Interval, above, below, point

NEAR = Fraction(1, 10**9)
FAR = Fraction(10**9)
CLOSE = Fraction(1, 10**6)

ends = st.none() | st.integers(-6, 6).map(lambda n: Fraction(n, 2))


@st.composite
def interval(draw: st.DrawFn) -> Interval:
    """Any interval that holds something: points, half-open, without bounds."""
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is not None and low == high:
        return point(low)
    return Interval(low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans()))


def samples(a: Interval) -> list[Fraction]:
    """Numbers of the interval: its included ends, numbers close to its ends, far out, zero and the middle."""
    low = a.low if a.low is not None else (a.high if a.high is not None else Fraction(0)) - FAR
    high = a.high if a.high is not None else (a.low if a.low is not None else Fraction(0)) + FAR
    tried = (low, low + NEAR, (low + high) / 2, Fraction(0), high - NEAR, high)
    return [x for x in dict.fromkeys(tried) if a.holds(x)]


BINARY: tuple[tuple[Callable[[Interval, Interval], Interval], Callable[[Fraction, Fraction], Fraction]], ...] = (
    (intervals.add, lambda x, y: x + y),
    (intervals.subtract, lambda x, y: x - y),
    (intervals.multiply, lambda x, y: x * y),
    (lambda a, b: intervals.least([a, b]), min),
    (lambda a, b: intervals.greatest([a, b]), max),
)


@pytest.mark.parametrize("at", range(len(BINARY)))
@given(a=interval(), b=interval())
def test_every_result_lies_in_it_and_its_ends_are_reached(at: int, a: Interval, b: Interval) -> None:
    over, work = BINARY[at]
    found = over(a, b)
    results = [work(x, y) for x, y in product(samples(a), samples(b))]
    assert all(found.holds(result) for result in results)
    _reached(found, results)


def _reached(found: Interval, results: list[Fraction]) -> None:
    """Each end is attained if it is included, approached if it is not, and passed by far where there is none."""
    for end, included, sign in ((found.low, found.low_included, 1), (found.high, found.high_included, -1)):
        best = min(results) if sign > 0 else max(results)
        if end is None:
            assert best * sign < -FAR / 10**3
        elif included:
            assert best == end
        else:
            assert best != end
            # A product of a number close to zero and one far out is not close to its limit.
            assert abs(best - end) < CLOSE or any(abs(x) >= FAR / 10 for x in results)


@given(interval(), interval())
def test_a_quotient_holds_every_result(a: Interval, b: Interval) -> None:
    found = intervals.divide(a, b)
    for x, y in product(samples(a), samples(b)):
        if y:
            assert found.holds(x / y)


@given(interval(), interval())
def test_a_quotient_through_zero_is_without_bounds(a: Interval, b: Interval) -> None:
    if b.holds(Fraction(0)):
        assert intervals.divide(a, b) == EVERYTHING


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [
        (Interval(Fraction(1), Fraction(2)), Interval(Fraction(4), Fraction(5), True, False),
         Interval(Fraction(1, 5), Fraction(1, 2), False, True)),
        (point(Fraction(1)), Interval(Fraction(0), Fraction(2), False, True), above(Fraction(1, 2))),
        (point(Fraction(1)), Interval(Fraction(-2), Fraction(0), True, False), below(Fraction(-1, 2), included=True)),
        (point(Fraction(1)), above(Fraction(4)), Interval(Fraction(0), Fraction(1, 4), False, True)),
        (Interval(Fraction(-1), Fraction(3)), point(Fraction(2)), Interval(Fraction(-1, 2), Fraction(3, 2))),
        (Interval(Fraction(0), Fraction(1)), Interval(Fraction(-1), Fraction(1)), EVERYTHING),
        (point(Fraction(0)), Interval(Fraction(0), Fraction(1), False, True), point(Fraction(0))),
    ],
)  # fmt: skip
def test_quotients_worked_out_by_hand(a: Interval, b: Interval, quotient: Interval) -> None:
    assert intervals.divide(a, b) == quotient


@given(interval(), interval())
def test_what_two_have_in_common_is_in_both(a: Interval, b: Interval) -> None:
    found = a.within(b)
    for x in {*samples(a), *samples(b)}:
        assert found.holds(x) == (a.holds(x) and b.holds(x))
    if found.is_empty:
        assert not [x for x in samples(a) if b.holds(x)]


@given(interval(), interval())
def test_one_covers_another_if_it_holds_all_of_it(a: Interval, b: Interval) -> None:
    if a.covers(b):
        assert all(a.holds(x) for x in samples(b))
    else:
        far = [b.low is None and a.low is not None, b.high is None and a.high is not None]
        assert any(far) or any(not a.holds(x) for x in samples(b))


@given(st.lists(interval(), min_size=1, max_size=4))
def test_the_hull_is_the_narrowest_that_holds_all(parts: list[Interval]) -> None:
    found = intervals.hull(parts)
    assert all(found.covers(part) for part in parts)
    assert found.low is None or any(p.low == found.low and p.low_included == found.low_included for p in parts)
    assert found.high is None or any(p.high == found.high and p.high_included == found.high_included for p in parts)


@given(interval())
def test_turning_the_sign_twice_changes_nothing(a: Interval) -> None:
    assert intervals.negative(intervals.negative(a)) == a


def test_an_interval_with_an_open_point_is_empty() -> None:
    assert Interval(Fraction(1), Fraction(1), True, False).is_empty
    assert Interval(Fraction(2), Fraction(1)).is_empty
    assert not point(Fraction(1)).is_empty
    assert point(Fraction(1)).is_point
