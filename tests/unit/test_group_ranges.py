"""What comes of groups of cells whatever the data, worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

import pytest

from rbflang.graph import nodes as g
from rbflang.graph.domain import Axis, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node, Operand
from rbflang.intervals import EVERYTHING, Interval, point
from rbflang.tables.group_ranges import aggregated, any_number, ranked, shared
from rbflang.tables.guards import Guards
from rbflang.tables.possible_cells import EITHER, NO, YES, Possible, Standing, one_of

SETS = tuple((name,) for name in "abcd")
CLOSED, OPEN = (Space([Axis("s", (), SETS, is_open)]) for is_open in (False, True))


def within(text: str) -> Interval:
    """An interval as it is written: `[1;3/2)`; without bound where nothing stands before or after the semicolon."""
    low, high = text[1:-1].split(";") if ";" in text else (text[1:-1],) * 2
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    return Interval(*ends, text[0] == "[", text[-1] == "]")


A, B, C = within("[1;2]"), within("[3;5]"), within("[3]")


def standing(of: type[Node], space: Space, operands: int, **told: Any) -> Standing:
    """A node of four cells, or of all together, that reads constants of four cells."""
    domain = space.domain(() if of is g.Reduce else ("s",))
    read = g.Constant(domain=space.domain(("s",)), values=())
    node = of(domain=domain, operands=(Operand(read),) * operands, **told)
    return Standing(node, Graph(space, {"node": node}), cast(Guards, None))


def gathered(kind: str, cells: Sequence[Possible], answers: Sequence[Possible] = (), space: Space = CLOSED) -> Possible:
    """What one group comes to: all cells, or those that are let in."""
    group = (tuple(range(len(cells))),)
    use = standing(g.Reduce, space, 1 + bool(answers), kind=kind, groups=group, is_filtered=bool(answers))
    return aggregated(use, [cells, answers] if answers else [cells])[0]


COUNTED = (
    ([A, B], [], "[2]"),
    ([A, B], [YES, EITHER], "[1;2]"),
    ([A, B], [NO, YES], "[1]"),
    ([A, A, B], [EITHER, EITHER, NO], "[0;2]"),
    ([], [], "[0]"),
)


@pytest.mark.parametrize(("cells", "answers", "count"), COUNTED)
def test_how_many_count(cells: list[Possible], answers: list[Possible], count: str) -> None:
    assert gathered("count", cells, answers) == within(count)


SUMS = (
    ([A, B], [], "[4;7]"),
    ([A, B], [YES, EITHER], "[1;7]"),
    ([A, B], [YES, NO], "[1;2]"),
    ([A, A], [], "[2;4]"),
    ([A, A, A], [EITHER, EITHER, YES], "[1;6]"),
    ([A, None], [YES, EITHER], "[1;2]"),
    ([A, None], [YES, YES], None),
    ([A, None], [], None),
    ([], [], "[0]"),
)


@pytest.mark.parametrize(("cells", "answers", "total"), SUMS)
def test_sums(cells: list[Possible], answers: list[Possible], total: str | None) -> None:
    assert gathered("sum", cells, answers) == (within(total) if total else None)


MEANS = (
    ([A, B], [], "[2;7/2]"),
    ([A, A], [], "[1;2]"),
    ([A, B], [YES, EITHER], "[1;5]"),
    ([A, B], [EITHER, EITHER], "[1;5]"),
    ([A, None], [YES, EITHER], "[1;2]"),
    ([A, None], [], None),
    ([], [], None),
)


@pytest.mark.parametrize(("cells", "answers", "mean"), MEANS)
def test_means(cells: list[Possible], answers: list[Possible], mean: str | None) -> None:
    assert gathered("mean", cells, answers) == (within(mean) if mean else None)


EXTREMES = (
    ([A, B], [], "[1;2]", "[3;5]"),
    ([A, B], [YES, EITHER], "[1;2]", "[1;5]"),
    ([A, B], [EITHER, YES], "[1;5]", "[3;5]"),
    ([A, B], [EITHER, EITHER], "[1;5]", "[1;5]"),
    ([A, None], [YES, EITHER], "[1;2]", "[1;2]"),
    ([A, None], [], None, None),
    ([], [], None, None),
)


@pytest.mark.parametrize(("cells", "answers", "least", "greatest"), EXTREMES)
def test_the_least_and_the_greatest(
    cells: list[Possible], answers: list[Possible], least: str | None, greatest: str | None
) -> None:
    assert gathered("least", cells, answers) == (within(least) if least else None)
    assert gathered("greatest", cells, answers) == (within(greatest) if greatest else None)


def test_of_an_open_set_any_number_count() -> None:
    assert gathered("count", [A], space=OPEN) == within("[0;)")
    assert gathered("sum", [A], space=OPEN) == within("[0;)")
    assert gathered("sum", [A, within("[-2;-1]")], space=OPEN) == EVERYTHING
    assert gathered("mean", [A, B], space=OPEN) == within("[1;5]")
    assert gathered("least", [A, B], space=OPEN) == within("[1;5]")
    assert gathered("sum", [A, None], space=OPEN) == within("[0;)")


ANY_NUMBER = (
    ("[1;2]", "[0;)"), ("[0;2]", "[0;)"), ("(0;)", "[0;)"), ("[-2;-1]", "(;0]"), ("[-2;0]", "(;0]"), ("[0]", "[0]"),
    ("[-1;2]", "(;)"), ("(;)", "(;)"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "sums"), ANY_NUMBER)
def test_any_number_of_numbers(one: str, sums: str) -> None:
    assert any_number(within(one)) == within(sums)


def test_ends_of_very_many_digits_are_moved() -> None:
    """2 000 bits are kept as they are, 2 001 are not."""
    for kind in ("sum", "mean"):
        kept, moved = point(Fraction(2**2000 - 1)), point(Fraction(2**2001 - 1))
        assert gathered(kind, [kept]) == kept
        found = gathered(kind, [moved])
        assert isinstance(found, Interval)
        assert found != moved
        assert found.covers(moved)


def test_places() -> None:
    groups = ((0, 1, 2), (3,))
    use = standing(g.Ranking, CLOSED, 1, per=CLOSED.domain(()), highest_first=True, ties="best", groups=groups)
    assert ranked(use, [[A, B, C, A]]) == [within("[1;3]")] * 3 + [within("[1]")]
    told = {"per": OPEN.domain(()), "highest_first": True, "ties": "best", "groups": groups, "is_filtered": True}
    use = standing(g.Ranking, CLOSED, 2, **told)
    assert ranked(use, [[A, B, C, A], [YES, EITHER, NO, NO]]) == [within("[1;2]"), within("[1;2]"), None, None]
    use = standing(g.Ranking, OPEN, 2, **told)
    assert ranked(use, [[A, B, C, A], [YES, EITHER, NO, NO]]) == [within("[1;)"), within("[1;)"), None, None]


def share(points: Possible, parts: list[Possible], takes: list[Possible], space: Space = CLOSED) -> list[Possible]:
    """What each of four can get, with as many in the group as there are parts."""
    groups = (tuple(range(len(parts))),)
    use = standing(g.ShareOut, space, 3, per=space.domain(()), nobody="equally", groups=groups)
    rest = 4 - len(parts)
    return list(shared(use, [[points] * 4, [*parts, *[None] * rest], [*takes, *[NO] * rest]]))


TEN, ZERO = point(Fraction(10)), point(Fraction(0))


def test_points_by_parts() -> None:
    # 1 to 2 parts beside 3 are from 1/4 to 2/5
    assert share(TEN, [A, C], [YES, YES]) == [within("[5/2;4]"), within("[6;15/2]"), ZERO, ZERO]
    assert share(within("[10;20]"), [A, C], [YES, YES])[0] == within("[5/2;8]")
    # 1 to 2 parts beside as many and 3: from 1/6 to 2/6; 3 beside 2 to 4: from 3/7 to 3/5
    assert share(TEN, [A, A, C], [YES] * 3)[:3] == [within("[5/3;10/3]")] * 2 + [within("[30/7;6]")]
    # who perhaps takes part has from nothing to 3 parts
    assert share(TEN, [A, C], [YES, EITHER])[:2] == [within("[5/2;10]"), within("[0;15/2]")]
    assert share(within("[-10]"), [A, C], [YES, EITHER])[1] == within("[-15/2;0]")
    assert share(TEN, [A, C], [YES, NO])[:2] == [TEN, ZERO]
    assert share(TEN, [A, C], [EITHER, NO])[:2] == [within("[0;10]"), ZERO]


def test_parts_are_never_below_zero() -> None:
    assert share(TEN, [within("[-1;2]"), C], [YES, YES])[0] == within("[0;4]")
    # where they certainly are, nothing is handed out, and nothing is known
    assert share(TEN, [within("[-2;-1]"), C], [YES, YES])[0] == within("[0;10)")


def test_parts_and_points_without_a_value() -> None:
    assert share(None, [A, C], [YES, EITHER])[:2] == [None, ZERO]
    assert share(TEN, [A, None], [YES, YES])[:2] == [None, None]
    assert share(TEN, [A, None], [YES, EITHER])[:2] == [TEN, ZERO]


def test_points_of_an_open_set() -> None:
    assert share(TEN, [A, C], [YES, EITHER], OPEN)[:2] == [within("[0;10]"), within("[0;10]")]


def test_each_group_has_its_own_points() -> None:
    node = {"per": CLOSED.domain(()), "nobody": "equally", "groups": ((0, 1), (2, 3), ())}
    use = standing(g.ShareOut, CLOSED, 3, **node)
    twenty = point(Fraction(20))
    assert shared(use, [[TEN, TEN, twenty, twenty], [A, C, A, C], [YES] * 4]) == [
        within("[5/2;4]"), within("[6;15/2]"), within("[5;8]"), within("[12;15]"),
    ]  # fmt: skip
    # with other parts, or others who take part, a group has shares of its own
    assert shared(use, [[TEN] * 4, [A, C, C, A], [YES] * 4]) == [
        within("[5/2;4]"), within("[6;15/2]"), within("[6;15/2]"), within("[5/2;4]"),
    ]  # fmt: skip
    assert shared(use, [[TEN] * 4, [A, C, A, C], [YES, YES, YES, EITHER]]) == [
        within("[5/2;4]"), within("[6;15/2]"), within("[5/2;10]"), within("[0;15/2]"),
    ]  # fmt: skip
    assert share(TEN, [A], [YES]) == [TEN, ZERO, ZERO, ZERO]


def test_all_that_several_cells_can_be() -> None:
    assert one_of([A, None, B]) == within("[1;5]")
    assert one_of([]) is None
    assert one_of([None]) is None
    assert one_of([YES, NO]) == EITHER
    assert one_of([YES, None, YES]) == YES


def in_order(kind: str, cells: Sequence[Possible], place: int = 0, **more: Any) -> Possible:
    """One in order of a group."""
    answers = more.get("answers", ())
    use = standing(
        g.Reduce, more.get("space", CLOSED), 1 + bool(answers), kind=kind, groups=(tuple(range(len(cells))),),
        is_filtered=bool(answers), place=Fraction(place),
    )  # fmt: skip
    return aggregated(use, [cells, answers] if answers else [cells])[0]


def test_one_in_order() -> None:
    """Of 1 to 2, 3 to 5 and 3 the second is 3 whatever they are, and the greatest 3 to 5."""
    assert in_order("median", [A, B, C]) == within("[3]")
    assert in_order("nth_least", [A, B, C], 2) == within("[3]")
    assert in_order("nth_greatest", [A, B, C], 1) == within("[3;5]")
    assert in_order("percentile", [A, B, C], 1) == within("[3;5]")
    assert in_order("median", [A, A, B, B]) == within("[2;7/2]")


def test_one_in_order_of_those_who_may_count() -> None:
    assert in_order("nth_least", [A, B, C], 4) is None  # there are never four
    assert in_order("median", [A, None, C]) is None
    assert in_order("median", []) is None
    assert in_order("median", [A, B], answers=[YES, NO]) == A
    assert in_order("median", [A, B], answers=[YES, EITHER]) == within("[1;5]")
    assert in_order("median", [A, None], answers=[YES, EITHER]) == A
    assert in_order("nth_greatest", [A], 3, space=OPEN) == A
