"""The steps that go cell by cell: arithmetic, comparisons, choices, staircases."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import evolve

from rbflang.batch.arithmetic import added, divided, multiplied, selected, subtracted
from rbflang.batch.decisions import compared
from rbflang.batch.making import Lowering, Made, NotServed, as_truth
from rbflang.batch.program import Bit, Program
from rbflang.batch.simpler import MOST_TALLIED
from rbflang.batch.symbols import ZERO, Numeric, Symbol, Truth, Word, bare, constant
from rbflang.intervals import Interval


def summed(at: Lowering, a: Numeric, b: Numeric) -> Numeric:
    """The first number plus the second."""
    return added(at.program, a, b)


def difference_of(at: Lowering, a: Numeric, b: Numeric) -> Numeric:
    """The first number minus the second."""
    return subtracted(at.program, a, b)


def product_of(at: Lowering, a: Numeric, b: Numeric) -> Numeric:
    """The first number times the second."""
    return multiplied(at.program, a, b)


def quotient_of(at: Lowering, a: Numeric, b: Numeric) -> Numeric:
    """The first number divided by the second."""
    return divided(at.program, a, b)


def extreme(at: Lowering, *numbers: Numeric) -> Numeric:
    """The least or the greatest of the operands."""
    return least_or_greatest(at, numbers, [Truth(True)] * len(numbers))


def least_or_greatest(at: Lowering, numbers: Sequence[Numeric], inside: Sequence[Truth]) -> Numeric:
    """The least or greatest of those let in, found by comparing."""
    program, operator = at.program, "more_than" if at.node.kind == "greatest" else "less_than"
    found = constant(program, ZERO)
    has_one: Bit = False
    doubt: Bit = False
    missing: Bit = False
    for number, let_in in zip(numbers, inside, strict=True):
        own = bare(number)
        better = compared(program, operator, own, found)
        taken = program.both(let_in.bit, program.either(program.opposite(has_one), better.bit))
        doubt = program.either(doubt, program.both(program.both(let_in.bit, has_one), better.doubt))
        found = bare(selected(program, Truth(taken), own, found))
        has_one = program.either(has_one, let_in.bit)
        doubt = program.either(doubt, let_in.doubt, program.both(let_in.bit, number.doubt))
        missing = program.either(missing, program.both(let_in.bit, number.missing))
        if number.ends is not None:
            doubt = True
    return evolve(found, doubt=program.either(doubt, program.opposite(has_one)), missing=missing)


def on_ramp(at: Lowering, argument: Numeric, *points: Numeric) -> Numeric:
    """What straight lines between points give; where a point is not beyond the one before, there is no saying."""
    program, value = at.program, bare(argument)
    places, gives = [bare(one) for one in points[0::2]], [bare(one) for one in points[1::2]]
    found, amiss = gives[0], list[Bit]()
    for (low, high), (first, last) in zip(pairwise(places), pairwise(gives), strict=True):
        steep = quotient_of(at, difference_of(at, last, first), difference_of(at, high, low))
        along = summed(at, first, product_of(at, steep, difference_of(at, value, low)))
        beyond, rises = compared(program, "more_than", value, low), compared(program, "more_than", high, low)
        found = bare(selected(program, beyond, bare(along), found))
        amiss += [beyond.doubt, program.opposite(rises.bit), rises.doubt]
    beyond = compared(program, "more_than", value, places[-1])
    found = bare(selected(program, beyond, gives[-1], found))
    amiss.append(beyond.doubt)
    numbers = (argument, *points)
    doubt = program.either(*amiss, *(one.doubt for one in numbers))
    missing = program.either(*(one.missing for one in numbers))
    return evolve(found, doubt=True if any(one.ends is not None for one in numbers) else doubt, missing=missing)


def compared_cells(at: Lowering, a: Symbol, b: Symbol) -> Truth:
    """Whether the first operand stands so to the second."""
    if isinstance(a, Numeric) and isinstance(b, Numeric):
        return compared(at.program, at.node.operator, a, b)
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


def chosen_of(at: Lowering, asked: Symbol, chosen: Symbol, otherwise: Symbol) -> Symbol:
    """What a condition chooses."""
    condition = as_truth(at.program, asked)
    if condition.bit is True and condition.doubt is False:
        return chosen
    if condition.bit is False and condition.doubt is False:
        return otherwise
    if isinstance(chosen, Numeric) and isinstance(otherwise, Numeric):
        return selected(at.program, condition, chosen, otherwise)
    if isinstance(chosen, Truth) and isinstance(otherwise, Truth):
        return _choose_truth(at, condition, chosen, otherwise)
    if isinstance(chosen, Numeric) or isinstance(otherwise, Numeric):
        return _one_has_failed(at, condition, chosen, otherwise)
    return Word((condition, chosen, otherwise))  # type: ignore[arg-type]


def _one_has_failed(at: Lowering, condition: Truth, chosen: Symbol, otherwise: Symbol) -> Symbol:
    """A truth value or a word beside a cell that has failed, which is told as a number without value."""
    kept, failed = (chosen, otherwise) if isinstance(otherwise, Numeric) else (otherwise, chosen)
    assert isinstance(failed, Numeric)
    unsure = at.program.either(*failed.unsure)
    chosen_failed = condition.bit if failed is chosen else at.program.opposite(condition.bit)
    if not isinstance(kept, Truth):
        raise NotServed(at.node, "a word that may be missing")
    return Truth(kept.bit, at.program.either(condition.doubt, kept.doubt, at.program.both(chosen_failed, unsure)))


def connected(at: Lowering, *symbols: Symbol) -> Truth:
    """Both, at least one, or the opposite."""
    program = at.program
    truths = [as_truth(program, one) for one in symbols]
    first = truths[0]
    if at.node.operator == "not":
        return Truth(program.opposite(first.bit), first.doubt)
    second = truths[1]
    is_or = at.node.operator == "or"
    bit = program.either(first.bit, second.bit) if is_or else program.both(first.bit, second.bit)
    asked = program.opposite(first.bit) if is_or else first.bit
    return Truth(bit, program.either(first.doubt, program.both(asked, second.doubt)))


def has_figure(at: Lowering, cell: Symbol) -> Truth:
    """Whether there is a figure."""
    if not isinstance(cell, Numeric):
        return Truth(True)
    return Truth(at.program.opposite(cell.missing), at.program.both(at.program.opposite(cell.missing), cell.doubt))


def stood_on(at: Lowering, number: Numeric) -> Numeric:
    """What the step gives that a number stands on, by both ends of what is known of it."""
    if number.ends is None:
        return _stood(at, number)
    low, high = (_stood(at, end) for end in number.ends)
    alike = compared(at.program, "is", low, high).bit
    edge = at.program.either(*(_on_an_edge(at, end) for end in number.ends))
    doubt = at.program.either(low.doubt, high.doubt, edge, number.doubt, *(end.missing for end in number.ends))
    unlike = at.program.opposite(alike)
    if number.missing is True:  # known by bounds alone, and they do not settle it: there is no figure
        return evolve(low, doubt=doubt, missing=unlike, branches=None)
    return evolve(low, doubt=at.program.either(doubt, unlike), missing=False, branches=None)


def _on_an_edge(at: Lowering, number: Numeric) -> Bit:
    """Whether a number is where a step begins: whether the end of what is known is known itself then matters."""
    bare = evolve(number, doubt=False, missing=False)
    starts = {stair.interval.low for stair in at.node.stairs if stair.interval.low is not None}
    found = [compared(at.program, "is", bare, constant(at.program, start)) for start in sorted(starts)]
    return at.program.either(*(bit for one in found for bit in (one.bit, one.doubt)))


def _stood(at: Lowering, number: Numeric) -> Numeric:
    """What the step gives that a number stands on: from the lowest step up, each that it has reached."""
    program = at.program
    stairs = sorted(at.node.stairs, key=lambda stair: _start(stair.interval))
    found = constant(program, stairs[0].result)
    doubt = _outside(program, number, stairs[0].interval, stairs[-1].interval)
    climbed: list[tuple[Bit, Fraction]] = []
    for before, stair in pairwise(stairs):
        end, start = before.interval, stair.interval
        if start.low is None or end.high != start.low or end.high_included is start.low_included:
            raise NotServed(at.node, "a staircase with a gap")
        if stair.result == before.result:
            continue
        operator = "at_least" if start.low_included else "more_than"
        reached = compared(program, operator, evolve(number, doubt=False, missing=False), constant(program, start.low))
        doubt = program.either(doubt, reached.doubt)
        found = selected(program, Truth(reached.bit), constant(program, stair.result), found)
        climbed.append((reached.bit, stair.result - before.result))
    if stairs[0].result == 0:
        found = evolve(found, operation=_tallied(program, climbed) or found.operation)
    return evolve(found, doubt=program.either(doubt, number.doubt), missing=number.missing)


def _tallied(program: Program, climbed: Sequence[tuple[Bit, Fraction]]) -> int | None:
    """The steps that are reached, each as often as it gives more than the one before; none where they are no tally."""
    if any(rise.denominator > 1 or rise < 0 for _, rise in climbed) or sum(rise for _, rise in climbed) > MOST_TALLIED:
        return None
    bits = [bit for bit, rise in climbed for _ in range(int(rise))]
    return None if any(isinstance(bit, bool) for bit in bits) or not bits else program.emit("tally", *bits)


def _start(interval: Interval) -> tuple[bool, Fraction, bool]:
    return interval.low is not None, interval.low or ZERO, not interval.low_included


def _outside(program: Program, number: Numeric, first: Interval, last: Interval) -> Bit:
    found: Bit = False
    bare = evolve(number, doubt=False, missing=False)
    if first.low is not None and not (number.is_positive and first.low == 0 and first.low_included):
        inside = compared(
            program, "at_least" if first.low_included else "more_than", bare, constant(program, first.low)
        )
        found = program.either(program.opposite(inside.bit), inside.doubt)
    if last.high is not None:
        inside = compared(program, "at_most" if last.high_included else "less_than", bare, constant(program, last.high))
        found = program.either(found, program.opposite(inside.bit), inside.doubt)
    return found


def gathered(at: Lowering, asked: Sequence[int]) -> Made:
    """Each cell from a cell of one of the operands."""
    return {cell: at.columns[at.node.sources[cell][0]][at.node.sources[cell][1]] for cell in asked}
