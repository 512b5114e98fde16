"""What a calculation can be over a box of inputs, and how fast it moves along each direction, worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from rbflang.graph import nodes as g
from rbflang.graph.domain import Domain, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Failure, Node, Operand
from rbflang.intervals import EVERYTHING, Interval, above
from rbflang.tables.bounds import STEPS, Enclosed, enclose, error_of, opposite, over, plus, rounded, times

SPACE = Space(())
ONE_CELL = SPACE.domain(())
TWO_CELLS = Domain(("s",), (("a",), ("b",)))
MISSING, OTHER = Failure("figure-missing", "x.Nord"), Failure("no-step", "trapp")
Told = tuple[str, dict[int, str]]


def within(text: str) -> Interval:
    """An interval as it is written: `[1;3/2)`; without bound where nothing stands before or after the semicolon."""
    low, high = text[1:-1].split(";") if ";" in text else (text[1:-1],) * 2
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    return Interval(*ends, text[0] == "[", text[-1] == "]")


def moving(value: str, **slopes: str) -> Enclosed:
    """A cell with its slopes along directions: `moving("[1;2]", _0="[1]")`."""
    return Enclosed(within(value), {int(name[1:]): within(slope) for name, slope in slopes.items()})


def told(cell: Any) -> tuple[Interval, Mapping[int, Interval]]:
    assert isinstance(cell, Enclosed)
    return cell.value, dict(cell.slopes)


def is_told(cell: Any, value: str, **slopes: str) -> bool:
    return told(cell) == told(moving(value, **slopes))


A, B = moving("[1;2]", _0="[1]"), moving("[3;5]", _0="[2]", _1="[-1]")
STILL = moving("[3;5]")


def test_sums_and_the_other_sign() -> None:
    assert is_told(plus(A, B), "[4;7]", _0="[3]", _1="[-1]")
    assert is_told(opposite(B), "[-5;-3]", _0="[-2]", _1="[1]")
    assert is_told(plus(A, opposite(B)), "[-4;-1]", _0="[-1]", _1="[1]")


def test_products() -> None:
    # of the one, 3 to 5 times 1; of the other, 1 to 2 times 2 and times −1
    assert is_told(times(A, B), "[3;10]", _0="[5;9]", _1="[-2;-1]")
    assert is_told(times(A, STILL), "[3;10]", _0="[3;5]")
    assert is_told(times(STILL, A), "[3;10]", _0="[3;5]")
    assert is_told(times(STILL, STILL), "[9;25]")


def test_quotients() -> None:
    assert is_told(over(A, STILL), "[1/5;2/3]", _0="[1/5;1/3]")
    # (1 − q · 2) / b with q from 1/5 to 2/3: from −1/3 / 3 to 3/5 / 3; and (0 − q · (−1)) / b from 1/25 to 2/9
    assert is_told(over(A, B), "[1/5;2/3]", _0="[-1/9;1/5]", _1="[1/25;2/9]")
    assert is_told(over(STILL, A), "[3/2;5]", _0="[-5;-3/4]")
    assert is_told(over(A, moving("[-1;1]")), "(;)", _0="(;)")


def step(of: type[Node], *columns: Sequence[Any], **told_of_it: Any) -> Sequence[Any]:
    """The cells of a node."""
    return STEPS[of](of(domain=told_of_it.pop("domain", TWO_CELLS), **told_of_it), columns)


def test_steps_of_two() -> None:
    assert is_told(step(g.Sum, [A], [B])[0], "[4;7]", _0="[3]", _1="[-1]")
    assert is_told(step(g.Difference, [A], [B])[0], "[-4;-1]", _0="[-1]", _1="[1]")
    assert is_told(step(g.Product, [A], [STILL])[0], "[3;10]", _0="[3;5]")
    assert is_told(step(g.Quotient, [A], [STILL])[0], "[1/5;2/3]", _0="[1/5;1/3]")
    assert step(g.Sum, [A, MISSING], [MISSING, OTHER]) == [MISSING, MISSING]


def test_groups() -> None:
    column = [A, moving("[3;5]", _1="[2]"), OTHER]
    groups = ((0, 1), ())
    total, nobody = step(g.Reduce, column, kind="sum", groups=groups)
    assert is_told(total, "[4;7]", _0="[1]", _1="[2]")
    assert is_told(nobody, "[0]")
    assert is_told(step(g.Reduce, column, kind="mean", groups=groups)[0], "[2;7/2]", _0="[1/2]", _1="[1]")
    # the least moves as one of them, or not at all
    assert is_told(step(g.Reduce, column, kind="least", groups=groups)[0], "[1;2]", _0="[0;1]", _1="[0;2]")
    assert is_told(step(g.Reduce, column, kind="greatest", groups=groups)[0], "[3;5]", _0="[0;1]", _1="[0;2]")
    assert step(g.Reduce, column, kind="sum", groups=((0, 2),)) == [OTHER]
    # so does one in order; the median of two is halfway between them
    second = step(g.Reduce, column, kind="nth_greatest", place=Fraction(2), groups=groups[:1])[0]
    assert is_told(second, "[1;2]", _0="[0;1]", _1="[0;2]")
    assert is_told(step(g.Reduce, column, kind="median", groups=groups[:1])[0], "[2;7/2]", _0="[0;1]", _1="[0;2]")
    assert (
        step(g.Reduce, column, kind="nth_least", place=Fraction(3), groups=groups[:1])[0].slug == "too-few-to-aggregate"
    )


def test_groups_of_those_that_are_let_in() -> None:
    column, groups = [A, B, OTHER], ((0, 1, 2),)
    assert is_told(
        step(g.Reduce, column, [True, False, False], kind="sum", groups=groups, is_filtered=True)[0], "[1;2]", _0="[1]"
    )
    assert step(g.Reduce, column, [True, MISSING, True], kind="sum", groups=groups, is_filtered=True) == [MISSING]
    assert is_told(step(g.Reduce, column, [False] * 3, kind="sum", groups=groups, is_filtered=True)[0], "[0]")


def test_the_least_and_the_greatest_of_operands() -> None:
    assert is_told(step(g.LeastOrGreatest, [A], [STILL], kind="least")[0], "[1;2]", _0="[0;1]")
    assert is_told(step(g.LeastOrGreatest, [A], [STILL], kind="greatest")[0], "[3;5]", _0="[0;1]")
    assert step(g.LeastOrGreatest, [A], [OTHER], kind="least") == [OTHER]


def test_choices_and_what_is_taken_from_several() -> None:
    asked = [True, False, MISSING]
    assert step(g.Choose, asked, [A, MISSING, A], [MISSING, B, B]) == [A, B, MISSING]
    assert step(g.Gather, [A, B], [STILL, OTHER], sources=((1, 0), (0, 1))) == [STILL, B]


def share(points: Any, parts: Sequence[Any], takes: Sequence[Any], nobody: str = "equally") -> Sequence[Any]:
    domain = Domain(("s",), tuple((str(at),) for at in range(len(parts))))
    everybody = (tuple(range(len(parts))),)
    columns = [points] * len(parts), parts, takes
    return step(g.ShareOut, *columns, domain=domain, per=ONE_CELL, nobody=nobody, groups=everybody)


TEN = moving("[10]")


def test_points_that_are_shared() -> None:
    """Of 10 points, 1 to 2 parts beside 3: from 10/4 to 20/5; they rise by 10 · 3 / 25 to 10 · 3 / 16."""
    parts = [A, moving("[3]"), OTHER]
    first, second, third = share(TEN, parts, [True, True, False])
    assert is_told(first, "[5/2;4]", _0="[6/5;15/8]")
    # the other has 3 of 4 to 5, and falls by what the first rises
    assert is_told(second, "[6;15/2]", _0="[-15/8;-6/5]")
    assert is_told(third, "[0]")
    first, second, third = share(TEN, [A, moving("[3]"), moving("[5]")], [True] * 3)
    assert is_told(third, "[5;50/9]", _0="[-50/81;-50/100]")
    # points that move themselves
    assert is_told(share(moving("[10]", _1="[1]"), [moving("[1]"), moving("[3]")], [True] * 2)[0], "[5/2]", _1="[1/4]")


def test_points_of_the_only_one() -> None:
    assert is_told(share(TEN, [A], [True])[0], "[10]", _0="[0]")


def test_points_where_nobody_has_parts() -> None:
    none = moving("[0]", _0="[1]")
    assert is_told(share(TEN, [none, none], [True, True])[1], "[5]")
    assert is_told(share(TEN, [none, none], [True, True], "lapse")[1], "[0]")
    perhaps = share(TEN, [moving("[0;1]", _0="[1]"), moving("[0;1]")], [True, True])
    assert is_told(perhaps[0], "[0;10]", _0="(;)")
    assert is_told(perhaps[1], "[0;10]", _0="(;)")


def test_why_nothing_is_shared() -> None:
    assert share(MISSING, [A, A], [True, False]) == [MISSING, MISSING]
    assert share(TEN, [A, OTHER], [True, True]) == [OTHER, OTHER]
    assert share(TEN, [A, B], [True, OTHER]) == [OTHER, OTHER]


# roundings


def rounding(mode: str, decimals: int = 1) -> Any:
    return g.Round(domain=ONE_CELL, unit=Fraction(1, 10**decimals), mode=mode)  # type: ignore[arg-type]


WHOLE, TENTHS = (
    g.Apportion(domain=ONE_CELL, per=ONE_CELL, unit=unit, groups=((0,),)) for unit in (Fraction(1), Fraction(1, 10))
)


def test_what_a_rounding_can_make_and_how_far_it_moves() -> None:
    assert rounded(rounding("half_up"), within("[1/4;1/3]")) == within("[3/10;3/10]")
    assert rounded(rounding("downwards"), within("[1/4;1/3]")) == within("[1/5;3/10]")
    assert rounded(WHOLE, within("[5/4;4/3]")) == within("[1;2]")
    assert rounded(TENTHS, within("[5/4;4/3]")) == within("[6/5;7/5]")
    assert rounded(g.Sum(domain=ONE_CELL), within("[1/4;1/3]")) == within("[1/4;1/3]")
    for mode in ("half_up", "half_even"):
        assert error_of(rounding(mode)) == within("[-1/20;1/20]")
    for mode in ("downwards", "upwards"):
        assert error_of(rounding(mode)) == within("(-1/10;1/10)")
    # alone, a whole sum is what it is; of three that leave one whole unit, the greatest remainder is at least 1/3
    assert error_of(WHOLE) == within("[0]")
    three = g.Apportion(domain=TWO_CELLS, per=ONE_CELL, unit=Fraction(1, 10), groups=((0,), (1, 2, 3)))
    assert error_of(three) == within("[-1/15;1/15]")


def test_every_cell_of_a_graph() -> None:
    """x from 1 to 2 and y from 3 to 5, of which one rises as the other falls; their sum is rounded, and doubled."""
    inputs = g.Constant(domain=TWO_CELLS, values=(Fraction(1), Fraction(4)))
    total = g.Reduce(domain=ONE_CELL, operands=(Operand(inputs),), kind="sum", groups=((0, 1),))
    nearest = g.Round(domain=ONE_CELL, operands=(Operand(total),), unit=Fraction(1), mode="half_up")
    double = g.Sum(domain=ONE_CELL, operands=(Operand(nearest), Operand(nearest)))
    graph = Graph(SPACE, {"double": double})
    box = {(inputs, 0): within("[1;2]"), (inputs, 1): within("[3;19/4]")}
    ways = [{(inputs, 0): 1, (inputs, 1): -1}, {(inputs, 1): 1}, {(nearest, 0): 1}]
    found = enclose(graph, box, ways)
    assert is_told(found[inputs][0], "[1;2]", _0="[1]")
    assert is_told(found[inputs][1], "[3;19/4]", _0="[-1]", _1="[1]")
    assert is_told(found[total][0], "[4;27/4]", _0="[0]", _1="[1]")
    assert is_told(found[nearest][0], "[4;7]", _0="[0]", _1="[1]", _2="[1]")
    assert is_told(found[double][0], "[8;14]", _0="[0]", _1="[2]", _2="[2]")
    # with an error of its own, a rounding is what it rounds and the error
    found = enclose(graph, box, ways, {(nearest, 0): within("[-1/2;1/2]")})
    assert is_told(found[nearest][0], "[7/2;29/4]", _0="[0]", _1="[1]", _2="[1]")
    # held still, it is what it is held at
    found = enclose(graph, {**box, (total, 0): within("[5]")}, ways)
    assert is_told(found[double][0], "[10]", _2="[2]")


def test_leaves() -> None:
    bound = g.Figure(None, above(Fraction(2)))
    leaf = g.Constant(domain=Domain(("s",), (("a",), ("b",), ("c",), ("d",))), values=(Fraction(1), bound, True, OTHER))
    found = enclose(Graph(SPACE, {"leaf": leaf}), {})[leaf]
    assert is_told(found[0], "[1]")
    assert found[1] == Failure("known-only-by-a-bound", "", cell=1)
    assert list(found[2:]) == [True, OTHER]
    nearest = g.Round(domain=leaf.domain, operands=(Operand(leaf),), unit=Fraction(1), mode="half_up")
    assert list(enclose(Graph(SPACE, {"nearest": nearest}), {})[nearest][2:]) == [True, OTHER]


def test_ends_of_very_many_digits_are_moved_out_a_little() -> None:
    """160 bits are kept as they are; of 161, and a denominator of as many, 96 after the first."""
    for bits, is_kept in ((160, True), (161, False)):
        value = Fraction(2**bits - 1, 2 ** (bits - 1))
        leaf = g.Constant(domain=ONE_CELL, values=(Fraction(1),))
        node = g.Product(domain=ONE_CELL, operands=(Operand(leaf), Operand(leaf)))
        graph = Graph(SPACE, {"node": node})
        found = enclose(graph, {(leaf, 0): Interval(value, value)}, [{(leaf, 0): 1}])[node][0].slopes[0]
        assert (found == Interval(2 * value, 2 * value)) is is_kept
        assert found.holds(2 * value)


@pytest.mark.parametrize("kind", ["least", "greatest"])
def test_everything_is_nothing_known(kind: str) -> None:
    found = step(g.LeastOrGreatest, [Enclosed(EVERYTHING, {0: EVERYTHING})], [A], kind=kind)[0]
    assert found.slopes == {0: EVERYTHING}
