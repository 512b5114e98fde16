"""One in order of a group: a median, a percentile, the second greatest.

Of each number it is counted how many of those let in stand before it. Where two are so near each other that it is not
known which comes first, it is doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.batch.arithmetic import added, divided, selected
from rbflang.batch.decisions import compared
from rbflang.batch.making import Lowering, counted, one_if, small_enough
from rbflang.batch.program import Bit
from rbflang.batch.symbols import ZERO, Numeric, Truth, bare, constant
from rbflang.graph.operators import in_order


def one_in_order(at: Lowering, numbers: Sequence[Numeric], inside: Sequence[Truth]) -> Numeric:
    """What stands where the node asks among those let in; where they are too few, the exact engine says so."""
    small_enough(at, numbers)
    program, node = at.program, at.node
    count, (places, doubt) = counted(program, inside), _places(at, numbers, inside)
    found, doubt = constant(program, ZERO), program.either(doubt, *(one.doubt for one in inside))
    is_known: Bit = False
    for size in _sizes(inside):
        asked = in_order(node.kind, node.place, size)
        is_so: Bit = (
            True
            if len(numbers) == size == _least(inside)
            else program.emit("is", count.operation, constant(program, Fraction(size)).operation)
        )
        if not asked:
            continue
        value = _mean(at, [_standing(at, numbers, places, place, inside) for place in dict.fromkeys(asked)])
        found = selected(program, Truth(is_so), value, found)
        is_known = program.either(is_known, is_so)
    for number, let_in in zip(numbers, inside, strict=True):
        doubt = program.either(doubt, program.both(let_in.bit, number.doubt))
        doubt = True if number.ends is not None else doubt
    missing = program.either(
        *(program.both(one.bit, number.missing) for one, number in zip(inside, numbers, strict=True))
    )
    return evolve(found, doubt=program.either(doubt, program.opposite(is_known)), missing=missing)


def _least(inside: Sequence[Truth]) -> int:
    return sum(1 for one in inside if one.bit is True)


def _sizes(inside: Sequence[Truth]) -> range:
    """How many may be let in."""
    return range(_least(inside), sum(1 for one in inside if one.bit is not False) + 1)


def _places(at: Lowering, numbers: Sequence[Numeric], inside: Sequence[Truth]) -> tuple[list[Numeric], Bit]:
    """How many of those let in stand before each, of equals the first; and where that is doubtful."""
    program = at.program
    doubt: Bit = False
    found = [constant(program, ZERO)] * len(numbers)
    for second in range(len(numbers)):
        for first in range(second):
            is_later = compared(program, "at_least", bare(numbers[second]), bare(numbers[first]))
            together = program.both(inside[first].bit, inside[second].bit)
            doubt = program.either(doubt, program.both(together, is_later.doubt))
            one = one_if(program, program.both(inside[first].bit, is_later.bit), Fraction(1))
            other = one_if(program, program.both(inside[second].bit, program.opposite(is_later.bit)), Fraction(1))
            found[second], found[first] = added(program, found[second], one), added(program, found[first], other)
    return found, doubt


def _standing(
    at: Lowering, numbers: Sequence[Numeric], places: Sequence[Numeric], place: int, inside: Sequence[Truth]
) -> Numeric:
    """The number that has so many of those let in before it."""
    program = at.program
    wanted = constant(program, Fraction(place))
    found = constant(program, ZERO)
    for number, own, let_in in zip(numbers, places, inside, strict=True):
        is_there: Bit = (
            own.exact == place if own.exact is not None else program.emit("is", own.operation, wanted.operation)
        )
        found = selected(program, Truth(program.both(let_in.bit, is_there)), bare(number), found)
    return found


def _mean(at: Lowering, numbers: Sequence[Numeric]) -> Numeric:
    total = numbers[0]
    for one in numbers[1:]:
        total = added(at.program, total, one)
    return divided(at.program, total, constant(at.program, Fraction(len(numbers))))
