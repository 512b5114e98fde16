"""A figure's interval always holds the number that decisions are taken on, whatever was printed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbflang.graph.domain import Space
from rbflang.graph.nodes import Cell, Compare, Figure, Node, ShareOut, Stair, Staircase
from rbflang.intervals import EVERYTHING, Interval, above, below, point
from rbflang.tables.exact import STEPS, Notebook

DOMAIN = Space(()).domain(())
numbers = st.fractions(min_value=-3, max_value=3, max_denominator=20)


def run(node: Node, *cells: Cell) -> tuple[Cell, Notebook]:
    notes = Notebook()
    return STEPS[type(node)](node, [[cell] for cell in cells], range(1), True, notes)[0], notes


def test_a_figure_that_can_be_no_number_is_refused() -> None:
    for empty in (Interval(Fraction(2), Fraction(1)), Interval(Fraction(1), Fraction(1), True, False)):
        with pytest.raises(ValueError, match="no number"):
            Figure(Fraction(1), empty)


@given(numbers, numbers, numbers, st.booleans(), st.booleans())
def test_decisions_are_taken_inside_the_interval(
    printed: Fraction, a: Fraction, b: Fraction, has_low: bool, has_high: bool
) -> None:
    interval = point(a) if a == b else Interval(min(a, b), max(a, b), has_low, has_high)
    figure = Figure(printed, interval)
    assert figure.value is not None
    assert interval.holds(figure.value)
    assert figure.value == printed or not interval.holds(printed)


@pytest.mark.parametrize(
    ("interval", "printed", "value"),
    (
        (Interval(Fraction("0.55"), Fraction("0.6"), True, True), "0.6", "0.6"),
        (Interval(Fraction("0.5"), Fraction("0.6"), True, True), "0.7", "0.6"),
        (Interval(Fraction("0.5"), Fraction("0.6"), True, False), "0.6", "0.5999999999999"),
        (Interval(Fraction("0.5"), Fraction("0.6"), False, True), "0.4", "0.5000000000001"),
        (below(Fraction(2)), "3", "1.999999999999"),
        (above(Fraction(2), False), "1", "2.000000000001"),
        (above(Fraction(2), False), "2", "2.000000000001"),
        (below(Fraction(2)), "2", "1.999999999999"),
        (EVERYTHING, "1", "1"),
    ),
)
def test_the_number_nearest_to_the_print(interval: Interval, printed: str, value: str) -> None:
    assert Figure(Fraction(printed), interval).value == Fraction(value)


def test_a_figure_known_only_by_a_bound_has_no_number() -> None:
    assert Figure(None, above(Fraction(2))).value is None


def step(low: str, high: str | None, result: int) -> Stair:
    return Stair(Interval(Fraction(low), high and Fraction(high), True, False), Fraction(result))  # type: ignore[arg-type]


def test_no_step_is_taken_that_is_ruled_out() -> None:
    """19,6 printed and narrowed to under 19,58: it is not known which step it stands on, but not the one from 19,59."""
    node = Staircase(
        domain=DOMAIN, stairs=(step("0", "19.56", 1), step("19.56", "19.59", 2), step("19.59", None, 3)), name="t"
    )
    found, notes = run(node, Figure(Fraction("19.6"), Interval(Fraction("19.55"), Fraction("19.58"), True, False)))
    assert found == Figure(Fraction(2), Interval(Fraction(1), Fraction(2)))
    assert [one.taken for one in notes.open] == [Fraction(2)]


@pytest.mark.parametrize(
    ("operator", "answer"), (("is", True), ("is_not", False), ("at_least", True), ("more_than", False))
)
def test_no_comparison_is_answered_as_is_ruled_out(operator: str, answer: bool) -> None:
    """The figure is 1 at most, whatever was printed; that it is more than 1 is ruled out, and that it is 1 is not."""
    node = Compare(domain=DOMAIN, operator=operator)  # type: ignore[arg-type]
    figure = Figure(Fraction(2), Interval(Fraction(0), Fraction(1)))
    found, _ = run(node, figure, Fraction(1))
    assert found is answer


def test_parts_that_are_certainly_below_zero_are_refused_however_they_print() -> None:
    node = ShareOut(domain=DOMAIN, per=DOMAIN, nobody="equally", groups=((0,),))
    found, _ = run(node, Fraction(10), Figure(Fraction(0), Interval(Fraction(-1), Fraction(0), True, False)), True)
    assert getattr(found, "slug", "") == "parts-below-zero"
