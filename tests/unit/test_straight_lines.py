"""Cells as quotients of straight lines, worked out by hand; what is none is a loose number of its own."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from rbflang.graph import nodes as g
from rbflang.graph.domain import Domain, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Failure, Figure, Node, Operand
from rbflang.intervals import Interval, point
from rbflang.tables.bounds import Enclosed, enclose, error_of
from rbflang.tables.reads import Place
from rbflang.tables.straight_lines import Straight, StraightCells, on_one_divisor, straight_lines

SPACE = Space(())
ONE_CELL = SPACE.domain(())
TWO = Domain(("s",), (("a",), ("b",)))
WITHIN = {"x": Interval(Fraction(1), Fraction(2)), "y": Interval(Fraction(3), Fraction(5))}
LOOSE = g.Constant(domain=TWO, values=tuple(Figure(one.low, one) for one in WITHIN.values()))
NAMES: dict[Place | None, str] = {(LOOSE, 0): "x", (LOOSE, 1): "y", None: "1"}
X, Y = ((LOOSE, at) for at in range(2))


def taken(*sources: tuple[Node, int], domain: Domain = ONE_CELL) -> g.Gather:
    """Cells of other nodes side by side."""
    operands = tuple(Operand(node) for node, _ in sources)
    return g.Gather(domain=domain, operands=operands, sources=tuple((at, cell) for at, (_, cell) in enumerate(sources)))


def made(step: type[Node], *operands: Node, domain: Domain = ONE_CELL, **more: Any) -> Node:
    return step(domain=domain, operands=tuple(map(Operand, operands)), **more)


def number(value: int | Fraction | bool, domain: Domain = ONE_CELL) -> Node:
    cell = value if isinstance(value, bool) else Fraction(value)
    return g.Constant(domain=domain, values=(cell,) * domain.size)


ONLY_X, ONLY_Y = taken(X), taken(Y)
BOX = {X: WITHIN["x"], Y: WITHIN["y"]}


def straight(node: Node, box: Mapping[Place, Interval] = BOX) -> StraightCells:
    graph = Graph(SPACE, {"node": node, "loose": LOOSE})
    errors = {(one, at): error_of(one) for one in graph.nodes if isinstance(one, g.Round) for at in range(1)}
    return straight_lines(graph, box, errors, enclose(graph, box))


def lines(node: Node, at: int = 0) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """The upper and the lower line of a cell; a loose number of its own is called `own`."""
    cell = straight(node).cells[node][at]
    assert isinstance(cell, Straight)
    over, under = (
        {NAMES.get(place, "own"): factor for place, factor in line.items()} for line in (cell.over, cell.under)
    )
    return over, under


ONE = {"1": Fraction(1)}
TOTAL = made(g.Reduce, LOOSE, kind="sum", groups=((0, 1),))
LEAST = made(g.LeastOrGreatest, ONLY_X, ONLY_Y, kind="least")


@pytest.mark.parametrize(
    ("node", "over", "under"),
    [
        (made(g.Sum, ONLY_X, number(3)), {"x": 1, "1": 3}, ONE),
        (made(g.Difference, ONLY_X, ONLY_Y), {"x": 1, "y": -1}, ONE),
        (made(g.Difference, ONLY_X, ONLY_X), {}, ONE),
        (made(g.Product, number(2), ONLY_X), {"x": 2}, ONE),
        (made(g.Product, number(0), ONLY_X), {}, ONE),
        (made(g.Quotient, ONLY_X, number(-4)), {"x": Fraction(-1, 4)}, ONE),
        (TOTAL, {"x": 1, "y": 1}, ONE),
        (made(g.Reduce, LOOSE, kind="mean", groups=((0, 1),)), {"x": Fraction(1, 2), "y": Fraction(1, 2)}, ONE),
        (made(g.Reduce, LOOSE, taken((number(True), 0), (number(False), 0), domain=TWO), kind="sum",
              groups=((0, 1),), is_filtered=True), {"x": 1}, ONE),
        (made(g.Choose, number(True), ONLY_X, ONLY_Y), {"x": 1}, ONE),
        (made(g.Choose, number(False), ONLY_X, ONLY_Y), {"y": 1}, ONE),
        # a share of the whole, and what is done with it
        (made(g.Quotient, ONLY_X, TOTAL), {"x": 1}, {"x": 1, "y": 1}),
        (made(g.Product, made(g.Quotient, number(6), TOTAL), ONLY_X), {"x": 6}, {"x": 1, "y": 1}),
        (made(g.Product, made(g.Quotient, ONLY_X, TOTAL), TOTAL), {"x": 1}, ONE),
        (made(g.Sum, made(g.Quotient, ONLY_X, TOTAL), number(2)), {"x": 3, "y": 2}, {"x": 1, "y": 1}),
        (made(g.Sum, number(2), made(g.Quotient, ONLY_X, TOTAL)), {"x": 3, "y": 2}, {"x": 1, "y": 1}),
        (made(g.Sum, made(g.Quotient, ONLY_X, TOTAL), made(g.Quotient, ONLY_Y, TOTAL)),
         {"x": 1, "y": 1}, {"x": 1, "y": 1}),
        # the lower lines are one line, twice as large in the second: x/t + y/2t = (x + y/2)/t
        (made(g.Sum, made(g.Quotient, ONLY_X, TOTAL), made(g.Quotient, ONLY_Y, made(g.Product, number(2), TOTAL))),
         {"x": 1, "y": Fraction(1, 2)}, {"x": 1, "y": 1}),
        # what is divided by is turned to be above zero: x/(y − x − 9)
        (made(g.Quotient, ONLY_X, made(g.Difference, made(g.Difference, ONLY_Y, ONLY_X), number(9))),
         {"x": -1}, {"x": 1, "y": -1, "1": 9}),
        # x − 5/2 is below zero, between −1 and it at the nearest; x − 1/2 is above it
        (made(g.Quotient, ONLY_Y, made(g.Difference, ONLY_X, number(Fraction(5, 2)))), {"y": -1},
         {"x": -1, "1": Fraction(5, 2)}),
        (made(g.Quotient, ONLY_Y, made(g.Difference, ONLY_X, number(Fraction(1, 2)))), {"y": 1},
         {"x": 1, "1": Fraction(-1, 2)}),
        # x − 2 may be zero at its upper end
        (made(g.Quotient, ONLY_Y, made(g.Difference, ONLY_X, number(2))), {"own": 1}, ONE),
        # no quotients of straight lines
        (made(g.Quotient, made(g.Quotient, number(1), ONLY_X), ONLY_Y), {"own": 1}, ONE),
        (made(g.Product, ONLY_X, ONLY_Y), {"own": 1}, ONE),
        (made(g.Sum, made(g.Quotient, number(1), ONLY_X), made(g.Quotient, number(1), ONLY_Y)), {"own": 1}, ONE),
        (LEAST, {"own": 1}, ONE),
        (made(g.Sum, LEAST, ONLY_X), {"own": 1, "x": 1}, ONE),
        # x − 3/2 may be zero
        (made(g.Quotient, ONLY_Y, made(g.Difference, ONLY_X, number(Fraction(3, 2)))), {"own": 1}, ONE),
        # rounded on the way, it is what it rounds and an error
        (made(g.Round, ONLY_X, unit=Fraction(1), mode="half_up"), {"x": 1, "own": 1}, ONE),
    ],
)  # fmt: skip
def test_a_cell_is_a_quotient_of_lines(node: Node, over: dict[str, int], under: dict[str, int]) -> None:
    assert lines(node) == (over, under)


def test_what_holds_nothing_loose_is_a_number() -> None:
    place = (LOOSE, 0)
    assert Straight({}).number == 0
    assert Straight({None: Fraction(3)}).number == 3
    assert Straight({None: Fraction(3), place: Fraction(1)}).number is None
    assert Straight({None: Fraction(3)}, {place: Fraction(1)}).number is None


def test_quotients_are_put_on_one_divisor() -> None:
    place, other = (LOOSE, 0), (LOOSE, 1)
    share = Straight({other: Fraction(1)}, {place: Fraction(1)})
    twice = Straight({other: Fraction(1)}, {place: Fraction(2)})
    found = on_one_divisor([Straight({None: Fraction(3)}), share, twice])
    assert found and [one.over for one in found] == [{place: 3}, {other: 1}, {other: Fraction(1, 2)}]
    assert [one.under for one in found] == [share.under] * 3
    # numbers alone have none to be put on
    assert [one.number for one in on_one_divisor([Straight({}), Straight({None: Fraction(2)})]) or ()] == [0, 2]
    # y/x and x/y, and x beside y/x
    assert on_one_divisor([share, Straight({place: Fraction(1)}, {other: Fraction(1)})]) is None
    assert on_one_divisor([Straight({place: Fraction(1)}), share]) is None


def shared(parts: Node, points: Node, nobody: str = "lapse", takes: bool = True) -> Node:
    """Points shared between two; the second takes part or not."""
    takers = taken((number(True), 0), (number(takes), 0), domain=TWO)
    return g.ShareOut(domain=TWO, operands=(Operand(points, (0, 0)), Operand(parts), Operand(takers)), per=ONE_CELL,
                      nobody=nobody, groups=((0, 1),))  # type: ignore[arg-type]  # fmt: skip


def test_shared_points_are_a_share_of_the_parts() -> None:
    assert lines(shared(LOOSE, number(10)), 1) == ({"y": 10}, {"x": 1, "y": 1})
    # the points are loose, the parts are not: half each
    even = shared(number(3, TWO), ONLY_X)
    assert lines(even, 0) == lines(even, 1) == ({"x": Fraction(1, 2)}, ONE)
    # alone, one gets all, and who takes no part nothing
    alone = shared(LOOSE, number(10), takes=False)
    assert lines(alone, 0) == ({"x": 10}, {"x": 1})
    assert lines(alone, 1) == ({}, ONE)
    # parts whose sum is no quotient of lines
    inverse = taken((made(g.Quotient, number(1), ONLY_X), 0), (made(g.Quotient, number(1), ONLY_Y), 0), domain=TWO)
    assert lines(shared(inverse, number(10)), 0) == ({"own": 1}, ONE)
    # both loose: no quotient of straight lines
    assert lines(shared(LOOSE, ONLY_X), 0) == ({"own": 1}, ONE)


def test_parts_that_may_all_be_zero_are_not_shortened() -> None:
    """Who is alone gets all the points, or none where it has no parts: not 10 whatever the parts."""
    box = {X: Interval(Fraction(0), Fraction(2)), Y: WITHIN["y"]}
    alone = shared(LOOSE, number(10), takes=False)
    found = straight(alone, box)
    cell = found.cells[alone][0]
    assert isinstance(cell, Straight) and list(cell.over) == [(alone, 0)]
    assert found.box[alone, 0] == Interval(Fraction(0), Fraction(10))
    # no parts at all: equally
    still = shared(number(0, TWO), ONLY_X, "equally")
    assert lines(still, 0) == ({"own": 1}, ONE)


def test_what_is_told_of_a_loose_number_is_its_interval() -> None:
    product = made(g.Product, ONLY_X, ONLY_Y)
    assert straight(product).box[product, 0] == Interval(Fraction(3), Fraction(10))
    # one that is held still is a number
    held = straight(made(g.Sum, ONLY_X, ONLY_Y), {X: point(Fraction(2)), Y: WITHIN["y"]})
    node = held.cells[LOOSE]
    assert [one.number for one in node] == [Fraction(2), None]


def test_words_answers_and_failures_are_what_they_are() -> None:
    failing = g.Constant(domain=TWO, values=(Failure("figure-missing", "x"), Fraction(1)))
    node = made(g.Sum, LOOSE, failing, domain=TWO)
    cells = straight(node).cells[node]
    assert isinstance(cells[0], Failure) and isinstance(cells[1], Straight)
    yes = number(True)
    assert straight(made(g.Choose, yes, ONLY_X, ONLY_Y)).cells[yes] == [True]
    # a failure among those that are added up
    total = made(g.Reduce, node, kind="sum", groups=((0, 1),))
    assert isinstance(straight(total).cells[total][0], Failure)


def test_every_cell_is_what_the_calculation_gives() -> None:
    """At x = 3/2 and y = 4, where nothing is loose but those two."""
    share = made(g.Quotient, made(g.Product, number(6), ONLY_X), TOTAL)
    node = made(g.Sum, share, number(2))
    cell, at = straight(node).cells[node][0], {X: Fraction(3, 2), Y: Fraction(4), None: Fraction(1)}
    over, under = (sum(factor * at[place] for place, factor in line.items()) for line in (cell.over, cell.under))
    assert over / under == 6 * Fraction(3, 2) / Fraction(11, 2) + 2
    still = enclose(Graph(SPACE, {"node": node, "loose": LOOSE}), {X: point(at[X]), Y: point(at[Y])})[node][0]
    assert isinstance(still, Enclosed) and still.value == point(over / under)
