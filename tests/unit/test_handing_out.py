"""What is handed out, by parts and in whole units, exact and within bounds, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from rbflang.graph.domain import Space
from rbflang.graph.nodes import Apportion, Cell, Failure, Figure, ShareOut
from rbflang.intervals import Interval, above, below
from rbflang.tables.apportion import around, in_whole_units, is_decided_by_order
from rbflang.tables.exact import STEPS, Notebook

DOMAIN = Space(()).domain(())
MISSING = Failure("figure-missing", "x.Nord")
OTHER = Failure("no-step", "trapp")
Y, N = True, False


def n(text: str) -> Fraction:
    return Fraction(text)


def about(printed: str | None, low: str, high: str, ends: str = "[]") -> Figure:
    """A figure as it is printed, and what it may be."""
    return Figure(n(printed) if printed else None, Interval(n(low), n(high), ends[0] == "[", ends[1] == "]"))


def failure(slug: str, where: str = "", at: int = 0) -> Failure:
    return Failure(slug, where, cell=at)


def numbers(*texts: str) -> list[Cell]:
    return [n(one) for one in texts]


def shared(
    points: Sequence[Cell], parts: Sequence[Cell], takes: Sequence[Cell], nobody: Any = "equally", deciding: bool = True
) -> list[Cell]:
    """Points to all cells in one group."""
    everybody = range(len(parts))
    node = ShareOut(domain=DOMAIN, per=DOMAIN, nobody=nobody, groups=(tuple(everybody),))
    return STEPS[ShareOut](node, [points, parts, takes], everybody, deciding, Notebook())


def test_points_in_proportion_to_parts() -> None:
    ten = numbers("10", "10", "10")
    assert shared(ten, numbers("1", "3", "0"), [Y, Y, Y]) == numbers("5/2", "15/2", "0")
    assert shared(ten, numbers("1", "3", "5"), [Y, Y, N]) == numbers("5/2", "15/2", "0")
    assert shared(ten, [n("1"), n("3"), MISSING], [Y, Y, N]) == numbers("5/2", "15/2", "0")


def test_points_where_nobody_has_parts() -> None:
    ten, none = numbers("10", "10", "10"), numbers("0", "0", "0")
    assert shared(ten, none, [Y, Y, Y]) == numbers("10/3", "10/3", "10/3")
    assert shared(ten, none, [Y, Y, N]) == numbers("5", "5", "0")
    assert shared(ten, none, [N, N, N]) == none
    assert shared(ten, none, [Y, Y, Y], "lapse") == none


def test_groups_are_shared_among_by_themselves() -> None:
    """Of three groups, two are asked for: 10 points by 1 to 4, and 6 points alone."""
    node = ShareOut(domain=DOMAIN, per=DOMAIN, nobody="equally", groups=((0, 2), (1,), (3,)))
    columns = [numbers("10", "6", "10", "7"), numbers("1", "5", "4", "1"), [Y, Y, Y, Y]]
    assert STEPS[ShareOut](node, columns, [0, 1, 2], True, Notebook()) == numbers("2", "6", "8")
    assert STEPS[ShareOut](node, columns, [0, 1, 4], True, Notebook()) == numbers("2", "6", "0")


def test_why_nothing_is_shared() -> None:
    ten = numbers("10", "10")
    assert shared([MISSING, MISSING], numbers("1", "1"), [Y, N]) == [MISSING, n("0")]
    assert shared(ten, [n("1"), OTHER], [Y, Y]) == [OTHER, OTHER]
    assert shared(ten, numbers("1", "1"), [Y, OTHER]) == [OTHER, OTHER]
    refused = failure("parts-below-zero", at=1)
    assert shared(ten, numbers("1", "-1"), [Y, Y]) == [refused, refused]
    assert shared(numbers("9", "9", "9"), numbers("1", "-1", "0"), [N, Y, N]) == [n("0"), refused, n("0")]
    assert shared(ten, numbers("1", "-1"), [Y, N]) == numbers("10", "0")


def test_points_by_parts_within_bounds() -> None:
    """Of 10 points, 1 part of 1 and 3 at least is at most a quarter; of 1 and 4 at most, at least a fifth."""
    about_3 = about("3", "3", "4", "[)")
    ten = numbers("10", "10")
    assert shared(ten, [n("1"), about_3], [Y, Y]) == [
        about("5/2", "2", "5/2", "(]"), about("15/2", "15/2", "8", "[)"),
    ]  # fmt: skip
    assert shared(ten, [n("1"), about_3], [Y, Y], deciding=False) == numbers("5/2", "15/2")
    # with one of 5 parts beside them: from 5/10 to 5/9 of 10 points
    assert shared(numbers("10", "10", "10"), [n("1"), about_3, n("5")], [Y, Y, Y])[2] == about(
        "50/9", "5", "50/9", "(]"
    )
    assert shared(ten, [n("1"), about_3], [N, Y]) == [about("0", "0", "0"), about("10", "10", "10")]
    assert shared([about("10", "8", "12"), about("10", "8", "12")], numbers("1", "3"), [Y, Y]) == [
        about("5/2", "2", "3"), about("15/2", "6", "9"),
    ]  # fmt: skip


def test_points_by_parts_known_by_a_bound_alone() -> None:
    over_3 = Figure(None, above(n("3")))
    ten = numbers("10", "10")
    assert shared(ten, [n("1"), over_3], [Y, Y]) == [
        about(None, "0", "5/2", "(]"), about(None, "15/2", "10", "[)"),
    ]  # fmt: skip
    bound = failure("known-only-by-a-bound", at=1)
    assert shared(ten, [n("1"), over_3], [Y, Y], deciding=False) == [bound, bound]
    of_points = failure("known-only-by-a-bound", at=0)
    assert shared([over_3, over_3], numbers("1", "1"), [Y, Y], deciding=False) == [of_points, of_points]
    assert shared(ten, [n("1"), over_3], [Y, OTHER]) == [OTHER, OTHER]
    assert shared([over_3, over_3], [n("1"), MISSING], [Y, Y]) == [MISSING, MISSING]
    assert shared(numbers("9", "9", "9"), [over_3, MISSING, n("1")], [Y, Y, N]) == [MISSING, MISSING, n("0")]


def test_parts_that_are_certainly_below_zero_are_refused() -> None:
    ten = numbers("10", "10")
    refused = failure("parts-below-zero", at=1)
    assert shared(ten, [n("1"), Figure(None, below(n("0")))], [Y, Y]) == [refused, refused]
    assert shared(ten, [n("1"), about("0", "-1", "0", "[)")], [Y, Y]) == [refused, refused]
    # that can be zero, it is zero where it is not above
    assert shared(ten, [n("1"), about("0", "-1", "1")], [Y, Y]) == [about("10", "5", "10"), about("0", "0", "5")]
    assert shared(ten, [n("1"), about("-1", "-1", "1")], [Y, Y]) == [refused, refused]


# whole units


def apportioned(cells: Sequence[Cell], unit: str = "1", deciding: bool = True) -> list[Cell]:
    everybody = range(len(cells))
    node = Apportion(domain=DOMAIN, per=DOMAIN, unit=n(unit), groups=(tuple(everybody),))
    return STEPS[Apportion](node, [cells], everybody, deciding, Notebook())


UNITS = (
    # the largest remainders are rounded up until the sum is kept
    ("3/2 3/2 1", "2 1 1"),
    ("1/4 3/4 1", "0 1 1"),
    ("1/3 1/3 1/3", "1 0 0"),
    ("4/3 10/3 1/3", "1 4 0"),
    ("-1/4 5/4", "0 1"),
    ("-5/4 1/4", "-1 0"),
    ("2 3", "2 3"),
    ("1/2 3/2 5/2 7/2", "0 1 3 4"),
    ("9/10 9/10 1/5", "1 1 0"),
)


@pytest.mark.parametrize(("exact", "whole"), UNITS)
def test_whole_units(exact: str, whole: str) -> None:
    assert apportioned(numbers(*exact.split())) == numbers(*whole.split())
    hundredths = [n(one) / 100 for one in exact.split()]
    assert apportioned(hundredths, unit="1/100") == [n(one) / 100 for one in whole.split()]


def test_a_sum_that_is_not_whole_is_not_handed_out() -> None:
    assert in_whole_units([n("1/2"), n("1/4")], n("1")) is None
    assert in_whole_units([n("1/2"), n("1/4")], n("1/4")) == [n("1/2"), n("1/4")]
    refused = failure("sum-is-not-whole", "3/4")
    assert apportioned(numbers("1/2", "1/4")) == [refused, refused]


def test_why_nothing_is_handed_out() -> None:
    assert apportioned([n("1/2"), OTHER, MISSING]) == [OTHER, OTHER, OTHER]


def test_each_group_keeps_its_sum() -> None:
    """1½ and ½ come to 2; 2¼ and ¾, to 3; a cell of no group gets nothing."""
    node = Apportion(domain=DOMAIN, per=DOMAIN, unit=n("1"), groups=((0, 2), (1, 3)))
    cells = numbers("3/2", "9/4", "1/2", "3/4")
    assert STEPS[Apportion](node, [cells], range(4), True, Notebook()) == numbers("2", "2", "0", "1")
    assert STEPS[Apportion](node, [cells], [1, 3, 4], True, Notebook()) == numbers("2", "1", "0")


def test_whole_units_within_bounds() -> None:
    assert apportioned([about("1.4", "1.3", "1.5"), n("1.6")]) == [about("1", "1", "2"), about("2", "1", "2")]
    assert apportioned([about("1.4", "1.3", "1.5"), n("1.6")], deciding=False) == numbers("1", "2")
    assert apportioned([about("1", "1", "2"), n("1")]) == [about("1", "1", "2"), about("1", "1", "1")]
    bound = Figure(None, above(n("3/2")))
    assert apportioned([bound, n("1.6")]) == [Figure(None, above(n("1"))), about(None, "1", "2")]
    assert apportioned([bound, MISSING]) == [MISSING, MISSING]
    unknown = failure("known-only-by-a-bound", at=0)
    assert apportioned([bound, n("1.6")], deciding=False) == [unknown, unknown]
    assert apportioned([bound, bound], deciding=False) == [unknown, unknown]
    assert apportioned([about("0.14", "0.13", "0.15"), n("0.16")], unit="1/10") == [
        about("0.1", "0.1", "0.2"), about("0.2", "0.1", "0.2"),
    ]  # fmt: skip


def test_all_that_the_largest_remainder_can_make_of_a_number() -> None:
    assert around(Interval(n("1.26"), n("1.31")), n("1")) == Interval(n("1"), n("2"))
    assert around(Interval(n("1.26"), n("1.31")), n("1/10")) == Interval(n("1.2"), n("1.4"))
    assert around(Interval(n("1"), n("2"), False, False), n("1")) == Interval(n("1"), n("2"))
    assert around(above(n("1.5"), False), n("1")) == above(n("1"))
    assert around(below(n("1.5"), False), n("1")) == below(n("2"), True)


@pytest.mark.parametrize(
    ("values", "units", "decided"),
    [
        ("1/2 1/2", 1, True),
        ("1/2 3/2", 1, False),
        ("3/2 3/2", 1, True),
        ("1/3 1/3 1/3", 1, True),
        ("2/3 2/3 2/3", 1, True),
        ("1 1", 1, False),
        ("3/4 3/4 1/2", 1, False),
        ("1/4 1/4 1/2", 1, False),
        ("5/4 3/4", 1, False),
        ("1/20 1/20", 10, True),
        ("1/2 1/2", 10, False),
    ],
)
def test_whether_the_order_of_the_text_decides(values: str, units: int, decided: bool) -> None:
    assert is_decided_by_order([n(one) for one in values.split()], Fraction(1, units)) is decided
