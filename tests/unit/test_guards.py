"""Which steps are the same, which read each cell where it is itself, and what two conditions tell together, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from rbflang.graph import nodes as g
from rbflang.graph.domain import Axis, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Failure, Operand
from rbflang.intervals import Interval, point
from rbflang.tables.guards import NOTHING_KNOWN, Guards, Known, Numbers, cut, is_projection, together
from rbflang.tables.node_ranges import STEPS
from rbflang.tables.possible_cells import EITHER, NO, YES, Standing
from rbflang.tables.promises import Promises

NOBODY = cast(Guards, None)
SPACE = Space([Axis("i", (), (("h",), ("j",))), Axis("r", (), (("a",), ("b",)))])
ALL, BY_I, BY_R, BY_BOTH = (SPACE.domain(sets) for sets in ((), ("i",), ("r",), ("i", "r")))
TWO, THREE = Fraction(2), Fraction(3)


def observed(name: str, domain: g.Domain = BY_R) -> g.Observed:
    return g.Observed(domain=domain, quantity=name)


X, Y, Z, OF_I = observed("x"), observed("y"), observed("z", ALL), observed("w", BY_I)


def compare(*operands: Operand) -> g.Compare:
    return g.Compare(domain=BY_R, operator="is", operands=operands)


def gather(domain: g.Domain, sources: tuple[tuple[int, int], ...], *operands: Operand) -> g.Gather:
    return g.Gather(domain=domain, operands=operands, sources=sources)


IN_PLACE = ((0, 0), (0, 1))


def test_each_cell_is_read_where_it_is_itself() -> None:
    everywhere = SPACE.cells(BY_R, ALL)
    assert is_projection(SPACE, compare(Operand(X), Operand(Y)))
    assert is_projection(SPACE, compare(Operand(X), Operand(Z, everywhere)))
    assert not is_projection(SPACE, compare(Operand(X), Operand(Y, (1, 0))))
    assert not is_projection(SPACE, compare(Operand(X, (1, 0)), Operand(Y)))
    assert not is_projection(SPACE, compare(Operand(X), Operand(OF_I, (0, 1))))
    assert not is_projection(SPACE, compare(Operand(X), Operand(OF_I)))


def test_what_is_taken_from_another_step_is_read_where_it_is_itself() -> None:
    wide = SPACE.cells(BY_BOTH, BY_R)
    assert wide == (0, 1, 0, 1)
    spread = tuple((0, cell) for cell in wide)
    assert is_projection(SPACE, gather(BY_R, IN_PLACE, Operand(X)))
    assert is_projection(SPACE, gather(BY_BOTH, spread, Operand(X)))
    assert not is_projection(SPACE, gather(BY_R, IN_PLACE[::-1], Operand(X)))
    assert not is_projection(SPACE, gather(BY_BOTH, spread[::-1], Operand(X)))
    assert not is_projection(SPACE, gather(BY_R, IN_PLACE, Operand(X), Operand(Y)))
    assert not is_projection(SPACE, gather(BY_R, IN_PLACE, Operand(X, (0, 1))))
    assert not is_projection(SPACE, gather(BY_R, IN_PLACE, Operand(OF_I)))


def total(*operands: Operand) -> g.Sum:
    return g.Sum(domain=BY_R, operands=operands)


def are_one(first: g.Node, second: g.Node, *before: g.Node) -> bool:
    """Whether two steps are the same step of the same things."""
    numbers = Numbers((X, Y, OF_I, *before, first, second)).of
    return numbers[first] == numbers[second]


def test_the_same_steps_of_the_same_things_are_one() -> None:
    assert are_one(total(Operand(X), Operand(Y)), total(Operand(X), Operand(Y)))
    assert not are_one(total(Operand(X), Operand(Y)), total(Operand(Y), Operand(X)))
    assert not are_one(total(Operand(X), Operand(Y)), total(Operand(X, (1, 0)), Operand(Y)))
    assert not are_one(total(Operand(X)), g.Difference(domain=BY_R, operands=(Operand(X),)))
    assert not are_one(total(Operand(X)), g.Sum(domain=BY_BOTH, operands=(Operand(X),)))
    assert are_one(compare(Operand(X)), compare(Operand(X)))
    assert not are_one(compare(Operand(X)), g.Compare(domain=BY_R, operator="at_least", operands=(Operand(X),)))
    assert not are_one(X, Y)
    assert are_one(X, observed("x"))


def test_numbers_that_the_rules_give_are_one_and_tables_are_not() -> None:
    def constant(*values: Fraction) -> g.Constant:
        return g.Constant(domain=BY_R, values=values)

    assert are_one(constant(TWO, TWO), constant(TWO, TWO))
    assert not are_one(constant(TWO, TWO), constant(THREE, THREE))
    assert not are_one(constant(TWO, THREE), constant(TWO, THREE))


def test_what_is_the_same_under_another_name_is_one() -> None:
    two = observed("two", BY_R)
    assert are_one(X, gather(BY_R, IN_PLACE, Operand(X)))
    assert not are_one(X, gather(BY_R, IN_PLACE[::-1], Operand(X)))
    assert not are_one(X, gather(BY_R, IN_PLACE, Operand(X), Operand(two)), two)
    assert not are_one(X, gather(BY_R, IN_PLACE, Operand(X, (0, 1))))
    assert not are_one(OF_I, gather(BY_R, IN_PLACE, Operand(OF_I)))


def test_the_difference_of_what_is_compared() -> None:
    one = g.Difference(domain=BY_R, operands=(Operand(X), Operand(Y)))
    numbers = Numbers((X, Y, one))
    assert numbers.of_difference(compare(Operand(X), Operand(Y)), False) == numbers.of[one]
    assert numbers.of_difference(compare(Operand(Y), Operand(X)), True) == numbers.of[one]
    assert numbers.of_difference(compare(Operand(X), Operand(Y)), True) is None
    assert numbers.of_difference(compare(Operand(X, (1, 0)), Operand(Y)), False) is None


def within(low: int, high: int) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def test_what_is_left_within_limits() -> None:
    assert cut(within(1, 3), within(2, 5)) == within(2, 3)
    assert cut(within(1, 2), within(3, 4)) is None
    assert cut(within(1, 2), None) is None
    assert cut(None, within(1, 2)) is None
    assert cut(frozenset({True}), within(1, 2)) == frozenset({True})
    assert cut(frozenset({True}), None) is None


def test_what_two_conditions_tell_together() -> None:
    first = Known({1: [within(1, 3), within(1, 3)]}, {7: BY_R})
    second = Known({1: [within(2, 5), within(4, 5)], 2: [point(TWO), None]}, {8: ALL})
    both = together(first, second)
    assert both.within == {1: [within(2, 3), None], 2: [point(TWO), None]}
    assert both.nonzero == {7: BY_R, 8: ALL}
    assert together(first, NOTHING_KNOWN) is first
    assert together(NOTHING_KNOWN, second).within == second.within
    assert together(NOTHING_KNOWN, Known({}, {8: ALL})).nonzero == {8: ALL}
    assert together(NOTHING_KNOWN, Known({2: [point(TWO)]})).within == {2: [point(TWO)]}


def test_what_is_known_of_some_domains() -> None:
    known = Known({1: [within(1, 3)], 2: [within(2, 4)]}, {3: ALL, 4: BY_R})
    kept = known.kept(lambda domain: domain is ALL, {1: ALL, 2: BY_R})
    assert (kept.within, kept.nonzero) == ({1: [within(1, 3)]}, {3: ALL})


def test_a_promise_is_kept_over_more_sets_once_for_each_of_their_members() -> None:
    """That x is above zero for a or b, is so at h and at j."""
    wide = gather(BY_BOTH, ((0, 0), (0, 1), (0, 0), (0, 1)), Operand(X))
    graph = Graph(SPACE, {"x": X, "wide": wide})
    promises = Promises(graph, {})
    promises.above[X] = (frozenset({0, 1}),)
    column = [within(0, 1)] * 4
    assert promises.kept(Standing(wide, graph, NOBODY), [column], column) == column
    assert set(promises.above[wide]) == {frozenset({0, 1}), frozenset({2, 3})}


def test_whether_there_is_a_figure_under_another_name() -> None:
    """The rules give one for a and none for b; of what is taken from two steps, nobody knows."""
    missing = Failure("figure-missing", "x")
    given = g.Constant(domain=BY_R, values=(TWO, missing))
    column = [point(TWO), None]
    for read, found in (
        (given, [YES, NO]),
        (gather(BY_R, IN_PLACE, Operand(given)), [YES, NO]),
        (gather(BY_R, IN_PLACE, Operand(given), Operand(X)), [EITHER, EITHER]),
        (X, [EITHER, EITHER]),
    ):
        node = g.HasFigure(domain=BY_R, operands=(Operand(read),))
        use = Standing(node, Graph(SPACE, {"node": node}), NOBODY)
        assert STEPS[g.HasFigure](use, [column]) == found


def test_a_failure_is_no_limit() -> None:
    missing = Failure("figure-missing", "x")
    constant = g.Constant(domain=BY_R, values=(missing, missing))
    assert are_one(constant, g.Constant(domain=BY_R, values=(missing, missing)))
