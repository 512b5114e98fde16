"""The cells of each kind of node from those it reads, exact and within bounds, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from rbflang.graph import nodes as g
from rbflang.graph.domain import Space
from rbflang.graph.nodes import Cell, Failure, Figure, Node, Stair
from rbflang.intervals import EVERYTHING, Interval, above, below
from rbflang.tables.exact import STEPS, Notebook

DOMAIN = Space(()).domain(())
MISSING = Failure("figure-missing", "x.Nord")
OTHER = Failure("no-step", "trapp")


def n(text: str) -> Fraction:
    return Fraction(text)


def about(printed: str | None, low: str, high: str, ends: str = "[]") -> Figure:
    """A figure as it is printed, and what it may be."""
    return Figure(n(printed) if printed else None, Interval(n(low), n(high), ends[0] == "[", ends[1] == "]"))


ABOUT_2, ABOUT_3 = about("2", "1.5", "2.5", "[)"), about("3", "2.5", "3.5", "[)")
OVER_2 = Figure(None, above(n("2"), False))


def run(node: Node, *columns: Sequence[Cell], deciding: bool = True, notes: Notebook | None = None) -> list[Cell]:
    """Every cell of a node, with those that it reads as they come."""
    return STEPS[type(node)](node, columns, range(len(columns[0])), deciding, notes or Notebook())


def failure(slug: str, where: str = "", at: int = 0) -> Failure:
    return Failure(slug, where, cell=at)


# sums, differences, products and quotients

OF_TWO: tuple[tuple[type[Node], Cell, Cell, Cell], ...] = (
    (g.Sum, n("2"), n("3"), n("5")),
    (g.Difference, n("2"), n("3"), n("-1")),
    (g.Product, n("2"), n("3"), n("6")),
    (g.Quotient, n("2"), n("3"), n("2/3")),
    (g.Sum, ABOUT_2, ABOUT_3, about("5", "4", "6", "[)")),
    (g.Difference, ABOUT_3, ABOUT_2, about("1", "0", "2", "()")),
    (g.Product, ABOUT_2, n("3"), about("6", "4.5", "7.5", "[)")),
    (g.Product, n("3"), ABOUT_2, about("6", "4.5", "7.5", "[)")),
    (g.Quotient, n("6"), ABOUT_2, about("3", "2.4", "4", "(]")),
    (g.Quotient, ABOUT_3, n("2"), about("1.5", "1.25", "1.75", "[)")),
    (g.Quotient, n("0"), ABOUT_2, about("0", "0", "0")),
    (g.Sum, OVER_2, n("3"), Figure(None, above(n("5"), False))),
    (g.Sum, n("3"), OVER_2, Figure(None, above(n("5"), False))),
    (g.Quotient, OVER_2, n("2"), Figure(None, above(n("1"), False))),
    (g.Quotient, n("2"), OVER_2, Figure(None, Interval(n("0"), n("1"), False, False))),
    (g.Quotient, n("2"), n("0"), failure("division-by-zero")),
    (g.Quotient, ABOUT_2, n("0"), failure("division-by-zero")),
    (g.Quotient, n("2"), about("0", "-1", "1"), failure("division-by-zero")),
    (g.Quotient, n("2"), about("1/2", "-1", "1"), Figure(n("4"), EVERYTHING)),
    (g.Sum, MISSING, OTHER, MISSING),
    (g.Sum, n("1"), OTHER, OTHER),
    (g.Sum, ABOUT_2, OTHER, OTHER),
    (g.Quotient, MISSING, OTHER, MISSING),
    (g.Quotient, n("1"), OTHER, OTHER),
    (g.Quotient, MISSING, n("0"), MISSING),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "a", "b", "found"), OF_TWO)
def test_of_two_cells(kind: type[Node], a: Cell, b: Cell, found: Cell) -> None:
    assert run(kind(domain=DOMAIN), [a], [b]) == [found]


@pytest.mark.parametrize("kind", [g.Sum, g.Quotient])
def test_without_decisions_a_figure_is_what_was_printed(kind: type[Node]) -> None:
    found = {g.Sum: n("5"), g.Quotient: n("2/3")}[kind]  # type: ignore[index]
    bound = failure("known-only-by-a-bound")
    assert run(kind(domain=DOMAIN), [ABOUT_2], [ABOUT_3], deciding=False) == [found]
    assert run(kind(domain=DOMAIN), [ABOUT_2], [OVER_2], deciding=False) == [bound]
    assert run(kind(domain=DOMAIN), [OVER_2], [ABOUT_2], deciding=False) == [bound]


# groups


def reduce(kind: Any, *groups: tuple[int, ...], is_filtered: bool = False) -> Node:
    return g.Reduce(domain=DOMAIN, kind=kind, groups=groups, is_filtered=is_filtered)


def gathered(node: Node, *columns: Sequence[Cell], deciding: bool = True) -> list[Cell]:
    """Every group of a node that gathers."""
    return STEPS[type(node)](node, columns, range(len(node.groups)), deciding, Notebook())  # type: ignore[attr-defined]


OF_GROUPS = (
    ("sum", [n("5"), n("7")], about("6", "5.5", "6.5", "[)")),
    ("mean", [n("5/2"), n("7")], about("3", "2.75", "3.25", "[)")),
    ("least", [n("1"), n("7")], ABOUT_2),
    ("greatest", [n("4"), n("7")], about("4", "4", "4")),
    ("count", [n("2"), n("1")], n("2")),
)


@pytest.mark.parametrize(("kind", "exact", "uncertain"), OF_GROUPS)
def test_of_groups(kind: Any, exact: list[Cell], uncertain: Cell) -> None:
    """1 and 4 together, 7 alone; and 4 with about 2."""
    assert gathered(reduce(kind, (0, 2), (1,)), [n("1"), n("7"), n("4")]) == exact
    assert gathered(reduce(kind, (0, 1)), [n("4"), ABOUT_2]) == [uncertain]


def test_one_in_order_of_groups() -> None:
    """Of 1, 7 and 4 the median is 4 and the second greatest too; of 7 alone there is no second."""
    groups, cells = ((0, 1, 2), (1,)), [n("1"), n("7"), n("4")]
    too_few = Failure("too-few-to-aggregate", "1", None, 1)
    assert gathered(in_order("median", 0, *groups), cells) == [n("4"), n("7")]
    assert gathered(in_order("percentile", "1/3", *groups), cells) == [n("1"), n("7")]
    assert gathered(in_order("percentile", "2/3", *groups), cells) == [n("4"), n("7")]
    assert gathered(in_order("nth_least", 2, *groups), cells) == [n("4"), too_few]
    assert gathered(in_order("nth_greatest", 2, *groups), cells) == [n("4"), too_few]
    assert gathered(in_order("nth_least", 3, *groups), cells) == [n("7"), too_few]
    assert gathered(in_order("median", 0, (0, 1)), [n("4"), ABOUT_2]) == [about("3", "2.75", "3.25", "[)")]
    assert gathered(in_order("nth_least", 2, (0, 1)), [ABOUT_2, MISSING]) == [MISSING]
    assert gathered(in_order("median", 0, (0,)), [OVER_2]) == [Figure(None, OVER_2.interval)]


def in_order(kind: Any, place: int | str, *groups: tuple[int, ...]) -> Node:
    return g.Reduce(domain=DOMAIN, kind=kind, groups=groups, place=Fraction(place))


OF_NOTHING = (("sum", n("0")), ("count", n("0")), *((kind, failure("nothing-to-aggregate", kind))
              for kind in ("mean", "least", "greatest")))  # fmt: skip


@pytest.mark.parametrize(("kind", "found"), OF_NOTHING)
def test_of_nobody(kind: Any, found: Cell) -> None:
    assert gathered(reduce(kind, ()), [n("1")]) == [found]
    assert gathered(reduce(kind, (0,), is_filtered=True), [n("1")], [False]) == [found]


def test_only_those_that_are_let_in_count() -> None:
    node = reduce("sum", (0, 1, 2), (2,), is_filtered=True)
    assert gathered(node, [n("1"), MISSING, n("4")], [True, False, True]) == [n("5"), n("4")]
    assert gathered(node, [n("1"), n("2"), n("4")], [True, OTHER, True]) == [OTHER, n("4")]


def test_a_failure_in_a_group_is_passed_on() -> None:
    for kind in ("sum", "mean", "least", "greatest"):
        assert gathered(reduce(kind, (0, 1, 2)), [n("1"), OTHER, MISSING]) == [OTHER]
    bound = failure("known-only-by-a-bound")
    assert gathered(reduce("sum", (0, 1)), [OVER_2, n("1")]) == [Figure(None, above(n("3"), False))]
    assert gathered(reduce("sum", (0, 1)), [OVER_2, n("1")], deciding=False) == [bound]
    assert gathered(reduce("sum", (0, 1)), [ABOUT_2, n("1")], deciding=False) == [n("3")]


def test_the_least_and_the_greatest_of_operands() -> None:
    least, greatest = (g.LeastOrGreatest(domain=DOMAIN, kind=kind) for kind in ("least", "greatest"))  # type: ignore[arg-type]
    assert run(least, [n("1")], [n("4")], [n("2")]) == [n("1")]
    assert run(greatest, [n("1")], [n("4")], [n("2")]) == [n("4")]
    assert run(least, [ABOUT_2], [n("2")]) == [about("2", "1.5", "2")]
    assert run(greatest, [ABOUT_2], [n("2")]) == [about("2", "2", "2.5", "[)")]
    assert run(greatest, [ABOUT_2], [n("1")], deciding=False) == [n("2")]
    assert run(greatest, [OVER_2], [n("1")]) == [Figure(None, above(n("2"), False))]
    assert run(greatest, [OVER_2], [n("1")], deciding=False) == [failure("known-only-by-a-bound")]
    assert run(greatest, [ABOUT_2], [OTHER]) == [OTHER]
    assert run(greatest, [n("1")], [OTHER]) == [OTHER]


def ranking(ties: Any, highest_first: bool = True, is_filtered: bool = False) -> Node:
    groups = ((0, 1, 2, 3), (4,))
    return g.Ranking(
        domain=DOMAIN, per=DOMAIN, ties=ties, highest_first=highest_first, groups=groups, is_filtered=is_filtered
    )


FIGURES: tuple[Cell, ...] = (n("3"), n("5"), n("3"), n("1"), n("2"))


@pytest.mark.parametrize(
    ("ties", "highest", "lowest"),
    [
        ("best", "2 1 2 4 1", "2 4 2 1 1"),
        ("worst", "3 1 3 4 1", "3 4 3 1 1"),
        ("middle", "5/2 1 5/2 4 1", "5/2 4 5/2 1 1"),
    ],
)
def test_places(ties: str, highest: str, lowest: str) -> None:
    """5 before twice 3 before 1, and 2 in a group of its own."""
    assert run(ranking(ties), FIGURES) == [n(one) for one in highest.split()]
    assert run(ranking(ties, highest_first=False), FIGURES) == [n(one) for one in lowest.split()]


def test_places_of_those_that_take_part() -> None:
    node = ranking("best", is_filtered=True)
    assert run(node, [MISSING, *FIGURES[1:]], [False, True, True, True, False]) == [
        failure("not-ranked"), n("1"), n("2"), n("3"), failure("not-ranked", at=4),
    ]  # fmt: skip
    assert run(node, [MISSING, *FIGURES[1:]], [True] * 5) == [MISSING] * 4 + [n("1")]
    assert run(node, FIGURES, [True, OTHER, True, True, True]) == [OTHER] * 4 + [n("1")]
    assert run(ranking("best"), [OVER_2, *FIGURES[1:]])[3:] == [failure("known-only-by-a-bound"), n("1")]


# decisions


def stair(low: str, high: str, result: str) -> Stair:
    return Stair(Interval(n(low), n(high) if high else None, True, False), n(result))


STAIRS = g.Staircase(
    domain=DOMAIN,
    name="t",
    stairs=(stair("0", "2", "0"), stair("2", "5", "3"), stair("5", "7", "3"), stair("7", "", "4")),
)
NO_STEP = failure("no-step", "t")
ON_STAIRS: tuple[tuple[Cell, Cell, int], ...] = (
    (n("0"), n("0"), 0),
    (n("2"), n("3"), 0),
    (n("7"), n("4"), 0),
    (n("-1"), NO_STEP, 0),
    (MISSING, MISSING, 0),
    (about("3", "2", "4"), n("3"), 0),
    (about("1", "0", "2", "[)"), n("0"), 0),
    (about("5", "4", "6"), n("3"), 0),
    (about("2", "1", "3"), about("3", "0", "3"), 1),
    (about("8", "6", "9"), about("4", "3", "4"), 1),
    (about("-1", "-2", "1"), NO_STEP, 0),
    (about("-1", "-2", "-1"), NO_STEP, 0),
    # what decides is the number of the interval that is nearest to the print
    (about("9", "1", "3"), about("3", "0", "3"), 1),
    # known by a bound alone
    (Figure(None, above(n("8"))), n("4"), 0),
    (Figure(None, Interval(n("3"), n("6"))), n("3"), 0),
    (OVER_2, failure("bound-does-not-settle", "t"), 0),
    (Figure(None, below(n("-1"))), NO_STEP, 0),
)


@pytest.mark.parametrize(("cell", "found", "left_open"), ON_STAIRS)
def test_the_step_that_is_stood_on(cell: Cell, found: Cell, left_open: int) -> None:
    notes = Notebook()
    assert run(STAIRS, [cell], notes=notes) == [found]
    assert len(notes.open) == left_open
    if left_open:
        assert isinstance(cell, Figure) and isinstance(found, Figure)
        assert (notes.open[0].node, notes.open[0].cell) == (STAIRS, 0)
        assert (notes.open[0].interval, notes.open[0].taken) == (cell.interval, found.printed)


def test_without_decisions_the_step_of_the_printed_figure_is_given() -> None:
    assert run(STAIRS, [about("2", "1", "3")], deciding=False) == [n("3")]


def compare(operator: Any) -> Node:
    return g.Compare(domain=DOMAIN, operator=operator)


NEAR_1 = about("1", "0.5", "1.5", "[)")
COMPARED = (
    # the operator, and its answers: for 0, 1 and 2 against 1; for [½, 1½) against ½, 1½, 0 and 2
    ("at_least", "nyy", "ynyn"),
    ("at_most", "yyn", "?yny"),
    ("more_than", "nny", "?nyn"),
    ("less_than", "ynn", "nyny"),
    ("is", "nyn", "?nnn"),
    ("is_not", "yny", "?yyy"),
)
ANSWERS = {"y": True, "n": False}


@pytest.mark.parametrize(("operator", "exact", "within"), COMPARED)
def test_comparisons(operator: str, exact: str, within: str) -> None:
    assert run(compare(operator), [n("0"), n("1"), n("2")], [n("1")] * 3) == [ANSWERS[one] for one in exact]
    for limit, answer in zip(("1/2", "3/2", "0", "2"), within, strict=True):
        notes = Notebook()
        found = run(compare(operator), [NEAR_1], [n(limit)], notes=notes)
        assert len(notes.open) == (answer == "?"), limit
        if answer != "?":
            assert found == [ANSWERS[answer]], limit


@pytest.mark.parametrize(
    ("operator", "limit", "taken"),
    [("at_least", "1", True), ("at_most", "1", True), ("more_than", "1", False), ("less_than", "1", False),
     ("is", "1", True), ("is_not", "1", False), ("at_least", "5/4", False), ("less_than", "5/4", True)],
)  # fmt: skip
def test_an_open_comparison_is_decided_by_the_print(operator: str, limit: str, taken: bool) -> None:
    notes, node = Notebook(), compare(operator)
    assert run(node, [NEAR_1], [n(limit)], notes=notes) == [taken]
    apart = Interval(n("1/2") - n(limit), n("3/2") - n(limit), True, False)
    one = notes.open[0]
    assert (one.node, one.cell, one.interval, one.taken) == (node, 0, apart, taken)
    # the other way round, the difference has the other sign
    notes = Notebook()
    run(node, [n(limit)], [NEAR_1], notes=notes)
    assert notes.open[0].interval == Interval(n(limit) - n("3/2"), n(limit) - n("1/2"), False, True)


def test_comparisons_that_cannot_be_made() -> None:
    node = compare("at_least")
    assert run(node, [MISSING], [OTHER]) == [MISSING]
    assert run(node, [n("1")], [OTHER]) == [OTHER]
    assert run(node, [OVER_2], [n("1")]) == [True]
    assert run(node, [OVER_2], [n("3")]) == [failure("bound-does-not-settle")]
    assert run(node, [n("3")], [OVER_2]) == [failure("bound-does-not-settle")]
    assert run(compare("is"), ["ny"], ["ny"]) == [True]
    assert run(compare("is_not"), ["ny"], ["ny"]) == [False]


def test_both_one_of_two_and_the_opposite() -> None:
    both, one, opposite = (g.Connective(domain=DOMAIN, operator=name) for name in ("and", "or", "not"))  # type: ignore[arg-type]
    a, b = [True, True, False, False], [True, False, True, False]
    assert run(both, a, b) == [True, False, False, False]
    assert run(one, a, b) == [True, True, True, False]
    assert run(opposite, [True, False, OTHER]) == [False, True, OTHER]
    # what the first settles, the second is not looked at for
    assert run(both, [False, True, OTHER], [MISSING] * 3) == [False, MISSING, OTHER]
    assert run(one, [True, False, OTHER], [MISSING] * 3) == [True, MISSING, OTHER]


def test_what_is_not_chosen_is_not_looked_at() -> None:
    node = g.Choose(domain=DOMAIN)
    assert run(node, [True, False], [n("1"), MISSING], [MISSING, n("2")]) == [n("1"), n("2")]
    assert run(node, [OTHER], [n("1")], [n("2")]) == [OTHER]


def test_whether_there_is_a_figure() -> None:
    assert run(g.HasFigure(domain=DOMAIN), [n("0"), MISSING, OTHER, OVER_2]) == [True, False, OTHER, True]


def test_what_is_taken_from_several() -> None:
    node = g.Gather(domain=DOMAIN, sources=((1, 0), (0, 1)))
    step = STEPS[g.Gather]
    assert step(node, [[n("1"), n("2")], [n("3"), n("4")]], range(2), True, Notebook()) == [n("3"), n("2")]
    assert step(node, [[n("1"), n("2")], [n("3"), n("4")]], [1], True, Notebook()) == [n("2")]


def test_what_is_given_is_given() -> None:
    assert run(g.Constant(domain=DOMAIN, values=()), [n("1"), MISSING]) == [n("1"), MISSING]
    assert run(g.Observed(domain=DOMAIN, quantity="x"), [ABOUT_2]) == [ABOUT_2]


def test_rounding_gives_back_what_has_no_number() -> None:
    node = g.Round(domain=DOMAIN, unit=Fraction(1), mode="half_up")
    assert run(node, [n("5/2"), MISSING]) == [n("3"), MISSING]
    assert run(node, [OVER_2], deciding=False) == [failure("known-only-by-a-bound")]
    assert run(node, [OVER_2]) == [Figure(None, above(n("2")))]
    assert run(node, [about("1.4", "1.4", "1.6")]) == [about("1", "1", "2")]
