"""The greatest quotient within straight limits: by hand, and beside every corner tried."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from rbflang.uncertainty.linear_programme import Row, greatest_quotient, some_corner
from tests.every_corner import Limit, every_corner

ONE = (Fraction(0), Fraction(0), Fraction(1))


def row(*entries: int) -> Row:
    return tuple(map(Fraction, entries))


# x at most 4, y at most 3, both together at most 5
LIMITS = (row(1, 0, 4), row(0, 1, 3), row(1, 1, 5))


def greatest(limits: tuple[Row, ...], over: Row, under: Row = ONE) -> tuple[Fraction, tuple[int, ...]] | None:
    corner = some_corner(limits)
    if corner is None:
        return None
    found = greatest_quotient(corner, over, under)
    return found.value, tuple(sorted(found.binding))


def test_a_line_is_greatest_at_a_corner_and_the_limits_that_make_it_so_are_told() -> None:
    # 2x + y + 1 is greatest at (4, 1), by the first limit and the last; x at (4, 0) or above, by the first alone
    assert greatest(LIMITS, row(2, 1, 1)) == (10, (0, 2))
    assert greatest(LIMITS, row(1, 0, 0)) == (4, (0,))
    # what all falls with is 0, and no limit is needed for that
    assert greatest(LIMITS, row(-1, -1, 0)) == (0, ())
    assert greatest(LIMITS, row(0, 0, 7)) == (7, ())


def test_a_quotient_is_greatest_at_a_corner_too() -> None:
    # (x + 1) / (y + 2): at (4, 0) it is 5/2; (y + 1) / (x + y + 1) is 1 wherever x is 0
    assert greatest(LIMITS, row(1, 0, 1), row(0, 1, 2)) == (Fraction(5, 2), (0,))
    assert greatest(LIMITS, row(0, 1, 1), row(1, 1, 1)) == (1, ())
    # the upper line is 0 at best: -x / (x + 1)
    assert greatest(LIMITS, row(-1, 0, 0), row(1, 0, 1)) == (0, ())


def test_limits_that_ask_for_at_least_something_are_kept() -> None:
    # x + y at least 2: the least of x + 3y is at (2, 0), the least of x at (0, 2)
    at_least = (*LIMITS, row(-1, -1, -2))
    assert greatest(at_least, row(-1, -3, 0)) == (-2, (3,))
    assert greatest(at_least, row(-1, 0, 0)) == (0, ())
    # x at least 1, the least by which whole numbers can be beyond
    assert greatest((*LIMITS, row(-1, 0, -1)), row(-1, 0, 0)) == (-1, (3,))
    # an equation is two limits: x + y = 2
    equal = (*at_least, row(1, 1, 2))
    assert greatest(equal, row(2, 1, 0)) == (4, (4,))


def test_limits_that_rule_each_other_out_leave_nothing() -> None:
    assert greatest((*LIMITS, row(-1, -1, -6)), row(1, 0, 0)) is None
    assert greatest((row(1, 0, -1),), row(1, 0, 0)) is None


def test_fractions_are_exact() -> None:
    # x/3 + y/7 at most 1/11
    found = greatest(
        (*LIMITS, (Fraction(1, 3), Fraction(1, 7), Fraction(1, 11))), (Fraction(1, 5), Fraction(0), Fraction(0))
    )
    assert found == (Fraction(3, 55), (3,))


def test_it_is_what_the_best_of_all_corners_gives() -> None:
    """Three numbers from 0 to 6, and limits drawn at random, of which some leave nothing and many meet in one point."""
    random, empty, held = Random(7), 0, 0
    for _ in range(20):
        drawn = [tuple(Fraction(random.randint(-3, 3)) for _ in range(3)) for _ in range(4)]
        limits: list[Limit] = [(factors, Fraction(random.randint(-2, 5), random.choice((1, 2)))) for factors in drawn]
        limits += [(tuple(Fraction(at == own) for at in range(3)), Fraction(6)) for own in range(3)]
        over, under = (tuple(Fraction(random.randint(0, 5)) for _ in range(4)) for _ in range(2))
        over, under = (*over[:3], over[3] - 3), (*under[:3], under[3] + 1)
        not_below = [(tuple(-Fraction(at == own) for at in range(3)), Fraction(0)) for own in range(3)]
        values = [
            (sum((a * b for a, b in zip(over, point, strict=False)), over[3]))
            / sum((a * b for a, b in zip(under, point, strict=False)), under[3])
            for point in every_corner((), [*limits, *not_below])
        ]
        rows = tuple((*factors, end) for factors, end in limits)
        found = greatest(rows, over, under)
        assert (found and found[0]) == (max(values) if values else None)
        if found:
            # the limits that are named are enough: all others taken away, it is no greater
            kept = tuple(rows[at] for at in range(len(rows)) if at in found[1] or at >= 4)
            alone = greatest(kept, over, under)
            assert alone and alone[0] == found[0]
            held += any(at < 4 for at in found[1])
        empty += not values
    assert empty > 2 and held > 8
