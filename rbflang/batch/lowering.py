"""From a valuation to a program: for each kind of node, how its cells are computed from what a scenario gives.

What no input that varies can change is taken from the exact valuation as it stands, with every decision that was taken
there. The rest becomes operations, cell by cell. A step that no operation serves is a `NotServed` with its node, never
a wrong figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import nan
from typing import Any, TypeAlias

from attrs import evolve, frozen

from rbflang.batch import numbers as n
from rbflang.batch.numbers import Number, Symbol, Truth, Word
from rbflang.batch.program import Bit, Program
from rbflang.graph import nodes as g
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Failure, Figure, Node
from rbflang.intervals import Interval
from rbflang.tables.valuation import Valuation

ZERO, ONE = Fraction(0), Fraction(1)
Given: TypeAlias = "tuple[str, Key]"
# Each pair of a group that is ranked or apportioned is compared.
MOST_IN_A_GROUP = 64


class NotServed(Exception):
    """A step of the calculation that scenarios cannot be computed with: its node, and why."""

    def __init__(self, node: Node, why: str) -> None:
        super().__init__(why)
        self.node = node


@frozen(eq=False, repr=False)
class Lowered:
    """A program with its inputs in order, and what each result is."""

    program: Program
    inputs: tuple[Given, ...]
    results: tuple[Number, ...]
    strange: Bit

    @property
    def doubt(self) -> Bit:
        """Where a result may be another."""
        return self.program.either(self.strange, *(one.doubt for one in self.results))

    @property
    def operations(self) -> tuple[int, ...]:
        """What computes each result; where it has none, it is no number."""
        nothing = self.program.constant(nan)
        return tuple(self.program.select(one.missing, nothing, one.operation) for one in self.results)


@frozen(eq=False, repr=False)
class Lowering:
    """What the cells of a node are made with."""

    program: Program
    node: Any
    columns: Sequence[Sequence[Symbol]]

    def member(self, group: Sequence[int], operand: int) -> list[Any]:
        """The cells of an operand that a group reads."""
        return [self.columns[operand][cell] for cell in group]


def lowered(
    valuation: Valuation,
    part: Graph,
    inputs: Sequence[Given],
    results: Sequence[tuple[Node, int]],
    optional: frozenset[str] = frozenset(),
    positive: frozenset[str] = frozenset(),
) -> Lowered:
    """The program that computes some cells from the inputs; all else is as in the valuation.

    A scenario may leave out what is `optional`, by the name of its quantity; what is `positive` is never below zero.
    """
    program = Program(len(inputs))
    made: dict[Node, list[Symbol | None]] = {}
    numbers = {given: at for at, given in enumerate(inputs)}
    for node in part.nodes:
        made[node] = _cells(program, valuation, node, made, numbers, optional, positive)
    found = []
    for node, cell in results:
        symbol = made[node][cell] or _settled(program, valuation.cells[node][cell])
        if not isinstance(symbol, Number):
            raise NotServed(node, "not a number")
        found.append(symbol)
    return Lowered(program, tuple(inputs), tuple(found), _strange(program, inputs, found, optional, positive))


def _strange(
    program: Program,
    inputs: Sequence[Given],
    results: Sequence[Number],
    optional: frozenset[str],
    positive: frozenset[str],
) -> Bit:
    """Where a scenario gives what was not to be expected, of what matters: nothing, or a number below zero."""
    bits = (bit for one in results for bit in one.unsure if not isinstance(bit, bool))
    read = set(program.needed((*(one.operation for one in results), *bits)))
    found: Bit = False
    zero = program.constant(0.0)
    for at, (name, _) in enumerate(inputs):
        value = program.emit("input", value=at)
        if value not in read:
            continue
        if name not in positive:
            strange: Bit = False if name in optional else program.emit("missing", value)
        elif name in optional:
            strange = program.emit("more_than", zero, value)
        else:
            strange = program.opposite(program.emit("at_least", value, zero))
        found = program.either(found, strange)
    return found


def _cells(
    program: Program,
    valuation: Valuation,
    node: Node,
    made: Mapping[Node, list[Symbol | None]],
    numbers: Mapping[Given, int],
    optional: frozenset[str],
    positive: frozenset[str],
) -> list[Symbol | None]:
    """The cells of a node that vary; nothing in the place of those that do not."""
    if isinstance(node, g.Observed):
        places = [numbers.get((node.quantity, key)) for key in node.domain.keys]
        return [
            None if at is None else n.observed(program, at, node.quantity in positive, node.quantity in optional)
            for at in places
        ]
    varying = _varying(node, made)
    pinned = valuation.pins.get(valuation.graph.names.get(node, ""), {})
    varying = [at for at in varying if node.domain.keys[at] not in pinned]
    found: list[Symbol | None] = [None] * node.domain.size
    if not varying:
        return found
    columns = [
        [
            made[operand.node][cell] or _settled(program, valuation.cells[operand.node][cell])
            for cell in (range(operand.node.domain.size) if operand.cells is None else operand.cells)
        ]
        for operand in node.operands
    ]
    work = LOWERED[type(node)]
    for at, symbol in work(Lowering(program, node, columns), varying).items():
        found[at] = symbol
    return found


def _varying(node: Node, made: Mapping[Node, list[Symbol | None]]) -> list[int]:
    """The cells of a node that read a cell that varies."""
    found: set[int] = set()
    for number, operand in enumerate(node.operands):
        cells = made[operand.node]
        if not any(cells):
            continue
        places = range(len(cells)) if operand.cells is None else operand.cells
        moved = [at for at, cell in enumerate(places) if cells[cell] is not None]
        if isinstance(node, g.Reduce):
            found.update(group for at in moved for group in node.groups_with.get(at, ()))
        elif isinstance(node, g.GROUPED):
            groups = {node.group_of[at] for at in moved if at in node.group_of}
            found.update(at for group in groups for at in node.groups[group])
        elif isinstance(node, g.Gather):
            found.update(taker for at in moved for taker in node.takers.get((number, at), ()))
        else:
            found.update(moved)
    return sorted(found)


def _settled(program: Program, cell: Cell) -> Symbol:
    """A cell that no input can change."""
    if isinstance(cell, bool):
        return Truth(cell)
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Failure):
        missing = cell.slug == "figure-missing"
        return evolve(n.constant(program, ZERO), exact=None, missing=missing, doubt=not missing)
    if isinstance(cell, Figure):
        ends = cell.interval.low, cell.interval.high
        if ends[0] is None or ends[1] is None:
            return evolve(n.constant(program, cell.printed or ZERO), doubt=True, missing=cell.printed is None)
        return n.within(program, cell.printed, n.constant(program, ends[0]), n.constant(program, ends[1]))
    return n.constant(program, cell)


# cell by cell

Made: TypeAlias = "dict[int, Symbol]"
Work: TypeAlias = "Callable[[Lowering, Sequence[int]], Made]"


def _each(work: Callable[..., Symbol]) -> Work:
    def cells(at: Lowering, asked: Sequence[int]) -> Made:
        return {cell: work(at, *(column[cell] for column in at.columns)) for cell in asked}

    return cells


def _sum(at: Lowering, a: Number, b: Number) -> Number:
    return n.added(at.program, a, b)


def _difference(at: Lowering, a: Number, b: Number) -> Number:
    return n.subtracted(at.program, a, b)


def _product(at: Lowering, a: Number, b: Number) -> Number:
    return n.multiplied(at.program, a, b)


def _quotient(at: Lowering, a: Number, b: Number) -> Number:
    return n.divided(at.program, a, b)


def _extreme(at: Lowering, *numbers: Number) -> Number:
    return _least_or_greatest(at, at.node.kind, numbers)


def _least_or_greatest(at: Lowering, kind: str, numbers: Sequence[Number]) -> Number:
    """The least or greatest of numbers, found by comparing; two that are near each other are as good as one."""
    found, *rest = numbers
    for other in rest:
        is_less = n.compared(at.program, "at_least" if kind == "greatest" else "at_most", found, other)
        doubt = at.program.either(found.doubt, other.doubt)
        chosen = n.selected(at.program, Truth(is_less.bit), found, other)
        found = evolve(chosen, doubt=doubt, missing=at.program.either(found.missing, other.missing))
    return found


def _compare(at: Lowering, a: Symbol, b: Symbol) -> Truth:
    if isinstance(a, Number) and isinstance(b, Number):
        return n.compared(at.program, at.node.operator, a, b)
    found = _alike(at, a, b)
    return found if at.node.operator == "is" else Truth(at.program.opposite(found.bit), found.doubt)


def _alike(at: Lowering, a: Symbol, b: Symbol) -> Truth:
    """Whether two words, or two truth values, are the same."""
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Word):
            condition, chosen, otherwise = one.branches
            return _choose_truth(at, condition, _alike(at, chosen, other), _alike(at, otherwise, other))
    if isinstance(a, Truth) and isinstance(b, Truth):
        same = at.program.choice(a.bit, b.bit, at.program.opposite(b.bit))
        return Truth(same, at.program.either(a.doubt, b.doubt))
    if isinstance(a, str) and isinstance(b, str):
        return Truth(a == b)
    raise NotServed(at.node, "compares what are not of one kind")


def _choose_truth(at: Lowering, condition: Truth, chosen: Truth, otherwise: Truth) -> Truth:
    doubt = at.program.choice(condition.bit, chosen.doubt, otherwise.doubt)
    bit = at.program.choice(condition.bit, chosen.bit, otherwise.bit)
    return Truth(bit, at.program.either(condition.doubt, doubt))


def _choose(at: Lowering, asked: Symbol, chosen: Symbol, otherwise: Symbol) -> Symbol:
    condition = _as_truth(at.program, asked)
    if condition.bit is True and condition.doubt is False:
        return chosen
    if condition.bit is False and condition.doubt is False:
        return otherwise
    if isinstance(chosen, Number) and isinstance(otherwise, Number):
        return n.selected(at.program, condition, chosen, otherwise)
    if isinstance(chosen, Truth) and isinstance(otherwise, Truth):
        return _choose_truth(at, condition, chosen, otherwise)
    if isinstance(chosen, Number) or isinstance(otherwise, Number):
        return _one_has_failed(at, condition, chosen, otherwise)
    return Word((condition, chosen, otherwise))  # type: ignore[arg-type]


def _one_has_failed(at: Lowering, condition: Truth, chosen: Symbol, otherwise: Symbol) -> Symbol:
    """A truth value or a word beside a cell that has failed, which is told as a number without value."""
    kept, failed = (chosen, otherwise) if isinstance(otherwise, Number) else (otherwise, chosen)
    assert isinstance(failed, Number)
    unsure = at.program.either(*failed.unsure)
    chosen_failed = condition.bit if failed is chosen else at.program.opposite(condition.bit)
    if not isinstance(kept, Truth):
        raise NotServed(at.node, "a word that may be missing")
    return Truth(kept.bit, at.program.either(condition.doubt, kept.doubt, at.program.both(chosen_failed, unsure)))


def _as_truth(program: Program, symbol: Symbol) -> Truth:
    """A truth value; where the cell has failed, which is told as a number without value, a doubtful one."""
    if isinstance(symbol, Number):
        return Truth(False, program.either(*symbol.unsure) or True)
    assert isinstance(symbol, Truth)
    return symbol


def _connective(at: Lowering, *symbols: Symbol) -> Truth:
    program = at.program
    truths = [_as_truth(program, one) for one in symbols]
    first = truths[0]
    if at.node.operator == "not":
        return Truth(program.opposite(first.bit), first.doubt)
    second = truths[1]
    is_or = at.node.operator == "or"
    bit = program.either(first.bit, second.bit) if is_or else program.both(first.bit, second.bit)
    asked = program.opposite(first.bit) if is_or else first.bit
    return Truth(bit, program.either(first.doubt, program.both(asked, second.doubt)))


def _has_figure(at: Lowering, cell: Symbol) -> Truth:
    if not isinstance(cell, Number):
        return Truth(True)
    return Truth(at.program.opposite(cell.missing), at.program.both(at.program.opposite(cell.missing), cell.doubt))


def _staircase(at: Lowering, number: Number) -> Number:
    if number.ends is None:
        return _stood_on(at, number)
    low, high = (_stood_on(at, end) for end in number.ends)
    alike = n.compared(at.program, "is", low, high).bit
    edge = at.program.either(*(_on_an_edge(at, end) for end in number.ends))
    doubt = at.program.either(low.doubt, high.doubt, edge, number.doubt, *(end.missing for end in number.ends))
    unlike = at.program.opposite(alike)
    if number.missing is True:  # known by bounds alone, and they do not settle it: there is no figure
        return evolve(low, doubt=doubt, missing=unlike, branches=None)
    return evolve(low, doubt=at.program.either(doubt, unlike), missing=False, branches=None)


def _on_an_edge(at: Lowering, number: Number) -> Bit:
    """Whether a number is where a step begins: whether the end of what is known is known itself then matters."""
    bare = evolve(number, doubt=False, missing=False)
    starts = {stair.interval.low for stair in at.node.stairs if stair.interval.low is not None}
    found = [n.compared(at.program, "is", bare, n.constant(at.program, start)) for start in sorted(starts)]
    return at.program.either(*(bit for one in found for bit in (one.bit, one.doubt)))


def _stood_on(at: Lowering, number: Number) -> Number:
    """What the step gives that a number stands on: from the lowest step up, each that it has reached."""
    program = at.program
    stairs = sorted(at.node.stairs, key=lambda stair: _start(stair.interval))
    found = n.constant(program, stairs[0].result)
    doubt = _outside(program, number, stairs[0].interval, stairs[-1].interval)
    for before, stair in pairwise(stairs):
        end, start = before.interval, stair.interval
        if start.low is None or end.high != start.low or end.high_included is start.low_included:
            raise NotServed(at.node, "a staircase with a gap")
        operator = "at_least" if start.low_included else "more_than"
        reached = n.compared(
            program, operator, evolve(number, doubt=False, missing=False), n.constant(program, start.low)
        )
        doubt = program.either(doubt, reached.doubt)
        found = n.selected(program, Truth(reached.bit), n.constant(program, stair.result), found)
    return evolve(found, doubt=program.either(doubt, number.doubt), missing=number.missing)


def _start(interval: Interval) -> tuple[bool, Fraction, bool]:
    return interval.low is not None, interval.low or ZERO, not interval.low_included


def _outside(program: Program, number: Number, first: Interval, last: Interval) -> Bit:
    found: Bit = False
    bare = evolve(number, doubt=False, missing=False)
    if first.low is not None and not (number.is_positive and first.low == 0 and first.low_included):
        inside = n.compared(
            program, "at_least" if first.low_included else "more_than", bare, n.constant(program, first.low)
        )
        found = program.either(program.opposite(inside.bit), inside.doubt)
    if last.high is not None:
        inside = n.compared(
            program, "at_most" if last.high_included else "less_than", bare, n.constant(program, last.high)
        )
        found = program.either(found, program.opposite(inside.bit), inside.doubt)
    return found


def _gather(at: Lowering, asked: Sequence[int]) -> Made:
    return {cell: at.columns[at.node.sources[cell][0]][at.node.sources[cell][1]] for cell in asked}


# groups


def _let_in(at: Lowering, group: Sequence[int]) -> list[Truth]:
    """Which members of a group the condition lets in."""
    if not at.node.is_filtered:
        return [Truth(True)] * len(group)
    return [_as_truth(at.program, one) for one in at.member(group, 1)]


def _reduce(at: Lowering, asked: Sequence[int]) -> Made:
    return {cell: _reduced(at, at.node.groups[cell]) for cell in asked}


def _reduced(at: Lowering, group: Sequence[int]) -> Number:
    program, node = at.program, at.node
    inside = _let_in(at, group)
    doubt = program.either(*(one.doubt for one in inside))
    counted = _counted(program, inside)
    if node.kind == "count":
        return evolve(counted, doubt=program.either(doubt, counted.doubt))
    numbers = at.member(group, 0)
    if node.kind in ("sum", "mean"):
        zero = n.constant(program, ZERO)
        total = zero
        for one, number in zip(inside, numbers, strict=True):
            total = n.added(program, total, n.selected(program, one, number, zero))
        found = total if node.kind == "sum" else n.divided(program, total, counted)
        return evolve(found, doubt=program.either(doubt, found.doubt))
    if all(one.bit is True for one in inside) and numbers:
        return _least_or_greatest(at, node.kind, numbers)
    raise NotServed(node, f"{node.kind} of those that a condition lets in")


def _counted(program: Program, inside: Sequence[Truth]) -> Number:
    """How many are let in."""
    one, zero = n.constant(program, ONE), n.constant(program, ZERO)
    found = zero
    for truth in inside:
        found = n.added(program, found, n.selected(program, Truth(truth.bit), one, zero))
    return found


def _ranking(at: Lowering, asked: Sequence[int]) -> Made:
    found: Made = {}
    for number in dict.fromkeys(at.node.group_of[cell] for cell in asked if cell in at.node.group_of):
        group = at.node.groups[number]
        _small_enough(at, group)
        places = _placed(at, at.member(group, 0), _let_in(at, group))
        found.update(zip(group, places, strict=True))
    return found


def _placed(at: Lowering, figures: Sequence[Number], inside: Sequence[Truth]) -> list[Number]:
    program, node = at.program, at.node
    tie = {"best": ZERO, "worst": ONE, "middle": Fraction(1, 2)}[node.ties]
    found = []
    everybody = program.either(*(one.doubt for one in inside))
    for own, figure in enumerate(figures):
        place, doubt = n.constant(program, ONE), program.either(everybody, program.opposite(inside[own].bit))
        for other, against in enumerate(figures):
            if other == own:
                continue
            better = n.compared(program, "more_than" if node.highest_first else "less_than", against, figure)
            place = n.added(program, place, _if(program, program.both(inside[other].bit, better.bit), ONE))
            doubt = program.either(doubt, program.both(inside[other].bit, better.doubt))
            if tie:
                equal = n.compared(program, "is", against, figure)
                place = n.added(program, place, _if(program, program.both(inside[other].bit, equal.bit), tie))
                doubt = program.either(doubt, program.both(inside[other].bit, equal.doubt))
        found.append(evolve(place, doubt=doubt))
    return found


def _if(program: Program, bit: Bit, value: Fraction) -> Number:
    return n.selected(program, Truth(bit), n.constant(program, value), n.constant(program, ZERO))


def _small_enough(at: Lowering, group: Sequence[int]) -> None:
    if len(group) > MOST_IN_A_GROUP:
        raise NotServed(at.node, f"more than {MOST_IN_A_GROUP} that are compared with each other")


def _share_out(at: Lowering, asked: Sequence[int]) -> Made:
    found: Made = {}
    for number in dict.fromkeys(at.node.group_of[cell] for cell in asked if cell in at.node.group_of):
        group = at.node.groups[number]
        found.update(zip(group, _shared(at, group), strict=True))
    return found


def _shared(at: Lowering, group: Sequence[int]) -> list[Number]:
    program, zero = at.program, n.constant(at.program, ZERO)
    points: Number = at.columns[0][group[0]]  # type: ignore[assignment]
    taking = [_as_truth(program, one) for one in at.member(group, 2)]
    parts = [n.selected(program, take, part, zero) for take, part in zip(taking, at.member(group, 1), strict=True)]
    below = [Truth(False) if one.is_positive else n.compared(program, "less_than", one, zero) for one in parts]
    doubt = program.either(*(bit for one in below for bit in (one.bit, one.doubt)))
    total = zero
    for part in parts:
        total = n.added(program, total, part)
    nobody = n.compared(program, "is", _bare(total), zero)
    doubt = program.either(doubt, nobody.doubt, *(one.doubt for one in taking), total.doubt)
    missing = program.either(points.missing, total.missing)
    each = _bare(n.divided(program, _bare(points), _bare(total)))
    takers = _counted(program, taking)
    equal = _bare(n.divided(program, _bare(points), takers)) if at.node.nobody == "equally" else zero
    found = []
    for take, part in zip(taking, parts, strict=True):
        shared = n.multiplied(program, each, _bare(part))
        otherwise = n.selected(program, Truth(take.bit), equal, zero)
        chosen = n.selected(program, Truth(nobody.bit), otherwise, shared)
        found.append(evolve(chosen, doubt=program.either(doubt, points.doubt), missing=missing, branches=None))
    return found


def _bare(number: Number) -> Number:
    """The number without where it is doubtful, which is told of the whole."""
    return evolve(number, doubt=False, missing=False, ends=None)


# whole units


def _round(at: Lowering, number: Number) -> Number:
    program, node = at.program, at.node
    units = _bare(n.divided(program, number, n.constant(program, node.unit)))
    half = n.constant(program, Fraction(1, 2))
    value = units.operation
    if node.mode in ("downwards", "upwards"):
        limit = program.emit("floor", value)
        rest = program.emit("subtract", value, limit)
        up = program.emit("more_than", rest, program.constant(0.0)) if node.mode == "upwards" else False
        near = _near_whole(program, units, rest)
    else:
        size = value if units.is_positive else program.emit("absolute", value)
        limit = program.emit("floor", size)
        rest = program.emit("subtract", size, limit)
        up = program.emit("at_least", rest, half.operation)
        near = _near(program, units, rest, 0.5)
    whole = program.select(up, program.emit("add", limit, program.constant(1.0)), limit)
    if node.mode not in ("downwards", "upwards") and not units.is_positive:
        is_below = program.emit("more_than", program.constant(0.0), value)
        whole = program.select(is_below, program.emit("subtract", program.constant(0.0), whole), whole)
    found = Number(whole, is_positive=units.is_positive, is_whole=True)
    rounded = _of_units(program, found, node.unit)
    return evolve(rounded, doubt=program.either(number.doubt, near), missing=number.missing)


def _near(program: Program, number: Number, rest: int, limit: float) -> Bit:
    """Whether what is left above a whole number is so near a limit that the truth may be on its other side."""
    apart = program.emit("absolute", program.emit("subtract", rest, program.constant(limit)))
    return program.opposite(program.emit("more_than", apart, n.error_of(program, number)))


def _near_whole(program: Program, number: Number, rest: int) -> Bit:
    """Whether a number is so near a whole one that the truth may be on its other side; zero is zero."""
    error = n.error_of(program, number)
    upper = program.emit("subtract", program.constant(1.0), error)
    inside = program.both(program.emit("at_least", rest, error), program.emit("more_than", upper, rest))
    return program.opposite(inside)


def _apportion(at: Lowering, asked: Sequence[int]) -> Made:
    found: Made = {}
    for number in dict.fromkeys(at.node.group_of[cell] for cell in asked if cell in at.node.group_of):
        group = at.node.groups[number]
        _small_enough(at, group)
        found.update(zip(group, _in_whole_units(at, at.member(group, 0)), strict=True))
    return found


def _in_whole_units(at: Lowering, numbers: Sequence[Number]) -> list[Number]:
    """Each rounded down, and the units left over to the largest remainders; doubtful where two are near."""
    program, unit = at.program, n.constant(at.program, at.node.unit)
    doubt, missing = program.either(*(one.doubt for one in numbers)), program.either(*(one.missing for one in numbers))
    units = [_bare(n.divided(program, _bare(one), unit)) for one in numbers]
    down = [program.emit("floor", one.operation) for one in units]
    rests = [program.emit("subtract", one.operation, low) for one, low in zip(units, down, strict=True)]
    total, sure = units[0].operation, down[0]
    for one, low in zip(units[1:], down[1:], strict=True):
        total, sure = program.emit("add", total, one.operation), program.emit("add", sure, low)
    left = program.emit("floor", program.emit("add", program.emit("subtract", total, sure), program.constant(0.5)))
    errors = [n.error_of(program, one) for one in units]
    doubt = program.either(doubt, _is_not_whole(program, program.emit("subtract", total, sure), left, errors))
    doubt = program.either(doubt, *(_near_whole(program, one, rest) for one, rest in zip(units, rests, strict=True)))
    ahead = [program.constant(0.0)] * len(units)
    unity, zero = program.constant(1.0), program.constant(0.0)
    for first in range(len(units)):
        for second in range(first + 1, len(units)):
            apart = program.emit("subtract", rests[first], rests[second])
            error = program.emit("add", errors[first], errors[second])
            doubt = program.either(
                doubt, program.opposite(program.emit("more_than", program.emit("absolute", apart), error))
            )
            is_first = program.emit("more_than", apart, zero)
            ahead[second] = program.emit("add", ahead[second], program.select(is_first, unity, zero))
            ahead[first] = program.emit("add", ahead[first], program.select(is_first, zero, unity))
    found = []
    for low, before, number in zip(down, ahead, units, strict=True):
        gets = program.emit("more_than", left, before)
        whole = Number(
            program.emit("add", low, program.select(gets, unity, zero)), is_whole=True, is_positive=number.is_positive
        )
        found.append(evolve(_of_units(program, whole, at.node.unit), doubt=doubt, missing=missing))
    return found


def _of_units(program: Program, whole: Number, unit: Fraction) -> Number:
    """So many units, as the double that is nearest: a hundredth is divided by, for no double is one."""
    if unit.numerator != 1:
        return n.multiplied(program, whole, n.constant(program, unit))
    if unit == 1:
        return whole
    per = program.constant(float(unit.denominator))
    return evolve(whole, operation=program.emit("divide", whole.operation, per), relative=n.HALF, is_whole=False)


def _is_not_whole(program: Program, over: int, left: int, errors: Sequence[int]) -> Bit:
    """Whether what is to be handed out may be no whole number of units."""
    error = errors[0]
    for one in errors[1:]:
        error = program.emit("add", error, one)
    apart = program.emit("absolute", program.emit("subtract", over, left))
    return program.emit("more_than", apart, program.emit("multiply", error, program.constant(2.0)))


LOWERED: dict[type[Node], Work] = {
    g.Sum: _each(_sum),
    g.Difference: _each(_difference),
    g.Product: _each(_product),
    g.Quotient: _each(_quotient),
    g.Reduce: _reduce,
    g.LeastOrGreatest: _each(_extreme),
    g.Staircase: _each(_staircase),
    g.Ranking: _ranking,
    g.Compare: _each(_compare),
    g.Connective: _each(_connective),
    g.Choose: _each(_choose),
    g.HasFigure: _each(_has_figure),
    g.Gather: _gather,
    g.ShareOut: _share_out,
    g.Round: _each(_round),
    g.Apportion: _apportion,
}
