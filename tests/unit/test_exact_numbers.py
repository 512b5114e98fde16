"""What is computed in whole numbers at once is what the standard library gives, in lowest terms."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from rbflang import intervals


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        (intervals.plus, operator.add),
        (intervals.minus, operator.sub),
        (intervals.times, operator.mul),
        (intervals.over, operator.truediv),
    ],
)
def test_it_is_what_the_standard_library_gives(own: Callable[..., Fraction], theirs: Callable[..., Any]) -> None:
    random = Random(3)
    numbers = [Fraction(random.randint(-40, 40), random.choice((1, 2, 6, 7, 10**20))) for _ in range(60)]
    for a in numbers:
        for b in numbers:
            if b or own is not intervals.over:
                found, expected = own(a, b), theirs(a, b)
                assert (found.numerator, found.denominator) == (expected.numerator, expected.denominator)
    if own is intervals.over:
        with pytest.raises(ZeroDivisionError):
            own(Fraction(1), Fraction(0))
