"""Which steps are the same, which read each cell where it is itself, and what two conditions tell together, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from rbflang.graph import nodes as g
from rbflang.graph.domain import Axis, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Failure, Operand
from rbflang.intervals import Interval, point
from rbflang.tables.guards import NOTHING_KNOWN, Guards, Known, Numbers, cut, is_projection, together
from rbflang.tables.node_ranges import STEPS, all_ranges
from rbflang.tables.possible_cells import EITHER, NO, YES, Standing
from rbflang.tables.promises import Promises

NOBODY = cast(Guards, None)
SPACE = Space([
    Axis("i", (), (("h",), ("j",))), Axis("r", (), (("a",), ("b",))), Axis("o", (), (("o",),), is_open=True),
])  # fmt: skip
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


def test_a_chain_of_steps_as_long_as_a_ruleset() -> None:
    steps: list[g.Node] = [Z]
    for _ in range(2_000):
        steps.append(g.Sum(domain=ALL, operands=(Operand(steps[-1]), Operand(constant(ALL, 1)))))
    graph = Graph(SPACE, {str(at): step for at, step in enumerate(steps)})
    assert all_ranges(graph, {Z: within(0, 1)}).of(steps[-1]) == within(2_000, 2_001)


# what is known where something is read

ZERO = Fraction(0)
OF_BOTH, OF_OPEN = observed("v", BY_BOTH), observed("u", SPACE.domain(("o",)))
LEAVES = (X, Y, Z, OF_I, OF_BOTH, OF_OPEN)
UP_TO_9 = Interval(ZERO, Fraction(9))


def guards_of(node: g.Node, **cells: Sequence[object]) -> Guards:
    """The guards of a step, each figure from 0 to 9 where nothing else is said, and each answer open."""
    graph = Graph(SPACE, {"f": node, **{one.quantity: one for one in LEAVES}})
    column: dict[g.Node, Sequence[object]] = {}
    for one in graph.nodes:
        name = one.quantity if isinstance(one, g.Observed) else ""
        given = (
            [point(value) for value in one.values if isinstance(value, Fraction)] if isinstance(one, g.Constant) else []
        )
        column[one] = cells.get(name, given or [UP_TO_9] * one.domain.size)
    return Guards(graph, graph.nodes, column)


def constant(domain: g.Domain, *values: int) -> g.Constant:
    return g.Constant(domain=domain, values=tuple(map(Fraction, values)))


def at_least_2(of: g.Observed) -> g.Compare:
    twos = constant(of.domain, *[2] * of.domain.size)
    return g.Compare(domain=of.domain, operator="at_least", operands=(Operand(of), Operand(twos)))


def chosen(condition: g.Node, step: g.Node) -> g.Choose:
    """The step where the condition holds, nothing elsewhere."""
    zeros = constant(step.domain, *[0] * step.domain.size)
    cells = SPACE.cells(step.domain, condition.domain)
    return g.Choose(domain=step.domain, operands=(Operand(condition, cells), Operand(step), Operand(zeros)))


def of_x(guards: Guards, node: g.Node) -> list[Interval]:
    """What x can be where it is read first by a node."""
    return list(guards.read(node, 0))


def test_what_is_known_behind_a_step_that_takes_cells_from_where_they_are() -> None:
    behind = total(Operand(X), Operand(Y))
    for sources, low in ((IN_PLACE, 2), (IN_PLACE[::-1], 0)):
        guards = guards_of(chosen(at_least_2(X), gather(BY_R, sources, Operand(behind))))
        assert of_x(guards, behind) == [within(low, 9)] * 2


def test_a_condition_that_is_laid_out_tells_the_same_where_each_cell_is_itself() -> None:
    for sources, low in ((IN_PLACE, 2), (IN_PLACE[::-1], 0)):
        behind = total(Operand(X), Operand(Y))
        guards = guards_of(chosen(gather(BY_R, sources, Operand(at_least_2(X))), behind))
        assert of_x(guards, behind) == [within(low, 9)] * 2


def test_a_condition_of_other_cells_tells_nothing() -> None:
    behind = total(Operand(X), Operand(Y))
    turned = g.Choose(domain=BY_R, operands=(Operand(at_least_2(X), (1, 0)), Operand(behind), Operand(Y)))
    assert of_x(guards_of(turned), behind) == [UP_TO_9] * 2


def ranking(of: g.Observed, *groups: tuple[int, ...]) -> g.Ranking:
    return g.Ranking(domain=of.domain, operands=(Operand(of),), per=ALL, highest_first=True, ties="best", groups=groups)


def test_what_is_known_of_whole_groups_is_known_in_a_ranking() -> None:
    """By i of both places ranked together, and of nobody else; by i and r where each is ranked alone."""
    together_by_i, alone = ((0, 1), (2, 3)), ((0,), (1,), (2,), (3,))
    for known_of, ranked, is_known in (
        (Z, ranking(OF_BOTH, *together_by_i), True),
        (OF_I, ranking(OF_BOTH, *together_by_i), True),
        (X, ranking(OF_BOTH, *together_by_i), False),
        (OF_BOTH, ranking(OF_BOTH, *together_by_i), False),
        (OF_BOTH, ranking(OF_BOTH, *alone), True),
        (OF_BOTH, ranking(OF_BOTH, (0, 1), (2,), (3,)), False),
        (X, ranking(OF_BOTH, *alone, ()), True),
        (X, ranking(X, (0,), (1,)), True),
        (X, ranking(X, (0, 1)), False),
        (OF_OPEN, ranking(OF_OPEN, (0,)), False),
    ):
        guards = guards_of(chosen(at_least_2(known_of), ranked))
        assert (guards.numbers.of[known_of] in guards.at(ranked, 0).within) is is_known


def test_what_is_known_of_others_is_not_known_in_a_ranking() -> None:
    """What w is at h and j tells nothing where a and b are ranked."""
    ranked = ranking(X, (0, 1))
    wide = gather(BY_BOTH, tuple((0, cell) for cell in SPACE.cells(BY_BOTH, BY_R) or ()), Operand(ranked))
    guards = guards_of(chosen(at_least_2(OF_I), wide))
    assert guards.numbers.of[OF_I] in guards.at(wide, 0).within
    assert not guards.at(ranked, 0).within


def test_words_tell_nothing_of_numbers() -> None:
    words = compare(Operand(X), Operand(Z, (0, 0)))
    guards = guards_of(words, x=[frozenset({"stor"}), None], z=[frozenset({"stor"})])
    assert guards.implied(words, True) is NOTHING_KNOWN
    numbers = guards_of(words, z=[point(TWO)]).implied(words, True)
    assert [point(TWO)] * 2 in numbers.within.values()


def test_what_is_not_zero() -> None:
    for others, found in (
        ((0, 0), [Interval(ZERO, TWO, low_included=False), None]),
        ((0, 3), [within(0, 2), point(ZERO)]),
        ((3, 0), [within(0, 2), point(ZERO)]),
    ):
        unlike = g.Compare(domain=BY_R, operator="is_not", operands=(Operand(X), Operand(constant(BY_R, *others))))
        behind = total(Operand(X), Operand(Y))
        assert of_x(guards_of(chosen(unlike, behind), x=[within(0, 2), point(ZERO)]), behind) == found


def test_an_interval_without_zero() -> None:
    unlike = g.Compare(domain=BY_R, operator="is_not", operands=(Operand(X), Operand(constant(BY_R, 0, 0))))
    behind = total(Operand(X), Operand(Y))
    for before, after in (
        (within(-2, 0), Interval(-TWO, ZERO, high_included=False)),
        (within(-2, 2), within(-2, 2)),
        (Interval(TWO, THREE, False, False), Interval(TWO, THREE, False, False)),
        (Interval(-THREE, TWO, False, True), Interval(-THREE, TWO, False, True)),
        (Interval(-THREE, TWO, True, False), Interval(-THREE, TWO, True, False)),
        (Interval(None, None), Interval(None, None)),
    ):
        assert of_x(guards_of(chosen(unlike, behind), x=[before, before]), behind) == [after] * 2
