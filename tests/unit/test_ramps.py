"""Straight lines between points, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from rbflang.graph import nodes as g
from rbflang.graph.domain import Space
from rbflang.graph.nodes import Cell, Failure, Figure
from rbflang.intervals import EVERYTHING, Interval, above, point
from rbflang.tables.bounds import STEPS as BOUNDS
from rbflang.tables.bounds import Enclosed
from rbflang.tables.exact import STEPS, Notebook
from rbflang.tables.node_ranges import _on_ramp
from rbflang.tables.ramps import all_on_the_line, around, on_the_line, rises

DOMAIN = Space(()).domain(())


def n(text: str) -> Fraction:
    return Fraction(text)


def within(text: str) -> Interval:
    """An interval as it is written: `[1;3/2)`; without bound where nothing stands before or after the semicolon."""
    low, high = text[1:-1].split(";") if ";" in text else (text[1:-1],) * 2
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    return Interval(*ends, text[0] == "[", text[-1] == "]")


RISING = ((n("0"), n("1")), (n("2"), n("2")), (n("4"), n("8")))
UP_AND_DOWN = ((n("0"), n("0")), (n("1"), n("5")), (n("3"), n("1")))
POINTS = {"rising": RISING, "up and down": UP_AND_DOWN}


@pytest.mark.parametrize(
    ("argument", "rising", "up_and_down"),
    [("-1", "1", "0"), ("0", "1", "0"), ("1", "3/2", "5"), ("2", "2", "3"), ("3", "5", "1"), ("9", "8", "1")],
)
def test_what_the_lines_give(argument: str, rising: str, up_and_down: str) -> None:
    assert on_the_line(n(argument), RISING) == n(rising)
    assert on_the_line(n(argument), UP_AND_DOWN) == n(up_and_down)


def test_between_which_points() -> None:
    places = [n("0"), n("2"), n("4")]
    assert [around(n(one), places) for one in ("-1", "0", "1", "2", "3", "4", "5")] == [
        (0, 0), (0, 0), (0, 1), (0, 1), (1, 2), (2, 2), (2, 2),
    ]  # fmt: skip
    assert rises(places)
    assert not rises([n("0"), n("0")])
    assert not rises([n("0"), n("1"), n("1")])


ALL = (
    ("rising", "[1;3]", "[3/2;5]"),
    ("rising", "(1;3)", "(3/2;5)"),
    ("rising", "(3;5)", "(5;8]"),  # flat from 4 on, so 8 is reached
    ("rising", "(-3;0)", "[1]"),
    ("rising", "[4;)", "[8]"),
    ("rising", "(;)", "[1;8]"),
    ("rising", "(0;2]", "(1;2]"),
    ("up and down", "(0;3)", "(0;5]"),
    ("up and down", "[2;3)", "(1;3]"),
    ("up and down", "(1;2]", "[3;5)"),
    ("up and down", "(;9]", "[0;5]"),
)


@pytest.mark.parametrize(("points", "argument", "gives"), ALL)
def test_all_that_the_lines_give(points: str, argument: str, gives: str) -> None:
    places, given = ([point(one[at]) for one in POINTS[points]] for at in (0, 1))
    assert all_on_the_line(within(argument), places, given) == within(gives)


def test_points_that_are_no_numbers() -> None:
    """A place further out gives less where the line rises, and more where it falls."""
    places, rising = [within("[0;1]"), within("[2;3]")], [within("[0]"), within("[10;20]")]
    assert all_on_the_line(within("[1;2]"), places, rising) == within("[0;20]")
    assert all_on_the_line(within("[2]"), places, rising) == within("[5;20]")  # 1 to 3: halfway to 10
    falling = [within("[10]"), within("[0]")]
    assert all_on_the_line(within("[2]"), places, falling) == within("[0;5]")
    assert all_on_the_line(EVERYTHING, places, falling) == within("[0;10]")
    mixed = [within("[0;20]"), within("[10]"), within("[0;20]")]
    assert all_on_the_line(within("[1]"), [*places, point(n("9"))], mixed) == within("[0;20]")
    crossed = [within("[0;5]"), within("[2;3]")]
    assert all_on_the_line(within("[2]"), crossed, rising) == within("[0;20]")
    unknown = [within("[0;)"), within("[2;)")]
    assert all_on_the_line(within("[2]"), unknown, rising) == within("[0;20]")
    assert all_on_the_line(within("[2]"), places, [point(n("0")), above(n("1"))]) == within("[0;)")


@pytest.mark.parametrize(
    ("argument", "first", "last", "gives"),
    [
        (
            "[3/2]",
            "[10;20]",
            "[0;1]",
            "[5/2;61/4]",
        ),  # 10 to 0 from 0 to 2 at the least, 20 to 1 from 1 to 3 at the most
        ("(;3/2]", "[10;20]", "[0;1]", "[5/2;20]"),
        ("[3/2;)", "[10;20]", "[0;1]", "[0;61/4]"),
        ("(;3/2]", "[0;1]", "[10;20]", "[0;61/4]"),
        ("[3/2;)", "[0;1]", "[10;20]", "[5/2;20]"),
        ("[3/2]", "[0;20]", "[10;15]", "[0;20]"),  # the one end rises and the other falls
        ("[3/2]", "[10;15]", "[0;20]", "[0;20]"),
        ("[3/2]", "[0;1]", "[0;2]", "[0;7/4]"),
        ("[3/2]", "[0;2]", "[0;1]", "[0;7/4]"),  # 2 to 1 from 1 to 3
    ],
)
def test_points_that_are_no_numbers_by_both_ends(argument: str, first: str, last: str, gives: str) -> None:
    places = [within("[0;1]"), within("[2;3]")]
    assert all_on_the_line(within(argument), places, [within(first), within(last)]) == within(gives)


def test_without_end_the_last_of_several_points_is_meant() -> None:
    places = [within("[0;1]"), within("[2;3]"), within("[4;5]")]
    rising, falling = (
        [within(one) for one in ends] for ends in (("[0;1]", "[2;3]", "[6;9]"), ("[6;9]", "[2;3]", "[0;1]"))
    )
    assert all_on_the_line(EVERYTHING, places, rising) == within("[0;9]")
    assert all_on_the_line(within("[5;)"), places, rising) == within("[6;9]")
    assert all_on_the_line(within("[5;)"), places, falling) == within("[0;1]")


def ramp(*cells: Cell, deciding: bool = True) -> Cell:
    node = g.Ramp(domain=DOMAIN)
    return STEPS[g.Ramp](node, [[cell] for cell in cells], (0,), deciding, Notebook())[0]


def test_cells() -> None:
    known = [n("0"), n("0"), n("2"), n("10")]
    missing = Failure("figure-missing", "x")
    about_1 = Figure(n("1"), within("[1/2;3/2)"))
    over_1 = Figure(None, above(n("1"), False))
    assert ramp(n("1"), *known) == n("5")
    assert ramp(missing, *known) == missing
    assert ramp(n("1"), n("0"), n("0"), n("0"), n("10")) == Failure("points-do-not-rise", "")
    assert ramp(n("1"), n("0"), n("10"), n("2"), n("0")) == n("5")  # what it gives may fall
    assert ramp(about_1, *known) == Figure(n("5"), within("[5/2;15/2)"))
    assert ramp(about_1, *known, deciding=False) == n("5")
    assert ramp(over_1, *known) == Figure(None, within("(5;10]"))
    assert ramp(over_1, *known, deciding=False) == Failure("known-only-by-a-bound", "")


def test_what_a_ramp_can_give() -> None:
    """From 1 on a ramp from 0 at 0 to 10 at 2 gives 5 at the least, and 10 from 2 on."""
    known = [point(n(one)) for one in ("0", "0", "2", "10")]
    assert _on_ramp(within("[1;3]"), *known) == within("[5;10]")
    assert _on_ramp(within("[1;3]"), *known[:3], None) is None


def test_slopes() -> None:
    """From 0 at 0 to 10 at 2 what is from 1/2 to 1 gives 5/2 to 5, and moves it five times as much, or not at all."""
    argument = Enclosed(within("[1/2;1]"), {0: point(n("1"))})
    still = [Enclosed(point(n(one))) for one in ("0", "0", "2")]
    top = Enclosed(within("[10]"), {1: point(n("1"))})
    place = Enclosed(point(n("2")), {2: point(n("1"))})
    step: Any = BOUNDS[g.Ramp]
    (found,) = step(g.Ramp(domain=DOMAIN), [[argument], *([one] for one in still), [top]])
    assert (found.value, found.slopes) == (within("[5/2;5]"), {0: within("[0;5]"), 1: within("[0;1]")})
    (moved,) = step(g.Ramp(domain=DOMAIN), [[argument], [still[0]], [still[1]], [place], [Enclosed(point(n("10")))]])
    assert moved.slopes[2] == within("[-5;0]")
    missing = Failure("figure-missing", "x")
    assert step(g.Ramp(domain=DOMAIN), [[missing], *([one] for one in still), [top]]) == [missing]
