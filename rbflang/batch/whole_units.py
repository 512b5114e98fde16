"""The steps that end in whole units: doubtful where the truth may lie on the other side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.batch.arithmetic import divided, multiplied
from rbflang.batch.errors import error_of
from rbflang.batch.making import Lowering, Made, small_enough
from rbflang.batch.program import Bit, Program
from rbflang.batch.symbols import Numeric, bare, constant


def rounded(at: Lowering, number: Numeric) -> Numeric:
    """A number as a whole number of units."""
    program, node = at.program, at.node
    units = bare(divided(program, number, constant(program, node.unit)))
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
        up = _is_nearer_the_next(program, rest, limit, node.mode)
        near = _near(program, units, rest, 0.5)
    whole = program.select(up, program.emit("add", limit, program.constant(1.0)), limit)
    if node.mode not in ("downwards", "upwards") and not units.is_positive:
        is_below = program.emit("more_than", program.constant(0.0), value)
        whole = program.select(is_below, program.emit("subtract", program.constant(0.0), whole), whole)
    found = Numeric(whole, is_positive=units.is_positive)
    rounded = _of_units(program, found, node.unit)
    return evolve(rounded, doubt=program.either(number.doubt, near), missing=number.missing)


def _is_nearer_the_next(program: Program, rest: int, below: int, mode: str) -> Bit:
    """Whether a number is rounded away from zero to the nearest; a half, which doubles do not tell, by the mode."""
    half = program.constant(0.5)
    if mode == "half_up" or not program.is_exact:
        return program.emit("at_least", rest, half)
    of_below = program.emit("multiply", below, half)
    is_even = program.emit("is", of_below, program.emit("floor", of_below))
    return program.choice(is_even, program.emit("more_than", rest, half), program.emit("at_least", rest, half))


def _near(program: Program, number: Numeric, rest: int, limit: float) -> Bit:
    """Whether what is left above a whole number is so near a limit that the truth may be on its other side."""
    if program.is_exact:
        return False
    apart = program.emit("absolute", program.emit("subtract", rest, program.constant(limit)))
    return program.opposite(program.emit("more_than", apart, error_of(program, number)))


def _near_whole(program: Program, number: Numeric, rest: int) -> Bit:
    """Whether a number is so near a whole one that the truth may be on its other side; zero is zero."""
    if program.is_exact:
        return False
    error = error_of(program, number)
    upper = program.emit("subtract", program.constant(1.0), error)
    inside = program.both(program.emit("at_least", rest, error), program.emit("more_than", upper, rest))
    return program.opposite(inside)


def apportioned(at: Lowering, asked: Sequence[int]) -> Made:
    """The numbers of each group in whole units."""
    found: Made = {}
    for number in dict.fromkeys(at.node.group_of[cell] for cell in asked if cell in at.node.group_of):
        group = at.node.groups[number]
        small_enough(at, group)
        found.update(zip(group, _in_whole_units(at, at.member(group, 0)), strict=True))
    return found


def _in_whole_units(at: Lowering, numbers: Sequence[Numeric]) -> list[Numeric]:
    """Each rounded down, and the units left over to the largest remainders.

    It is doubtful where two remainders are so near each other that either may be the larger, and the one is given a
    unit and the other not. A number that may be a whole one is no matter: what it lacks of it is the largest
    remainder, which is given a unit, and what it has above it is the least, which is given none.
    """
    program, unit = at.program, constant(at.program, at.node.unit)
    doubt, missing = program.either(*(one.doubt for one in numbers)), program.either(*(one.missing for one in numbers))
    units = [bare(divided(program, bare(one), unit)) for one in numbers]
    down = [program.emit("floor", one.operation) for one in units]
    rests = [program.emit("subtract", one.operation, low) for one, low in zip(units, down, strict=True)]
    total, sure = units[0].operation, down[0]
    for one, low in zip(units[1:], down[1:], strict=True):
        total, sure = program.emit("add", total, one.operation), program.emit("add", sure, low)
    left = program.emit("floor", program.emit("add", program.emit("subtract", total, sure), program.constant(0.5)))
    doubt = program.either(doubt, not at.adds_up and _is_in_parts(program, total))
    ahead = [program.constant(0.0)] * len(units)
    unity, zero = program.constant(1.0), program.constant(0.0)
    for first in range(len(units)):
        for second in range(first + 1, len(units)):
            is_first = _stands_before(program, *((rests[one], down[one]) for one in (first, second)))
            ahead[second] = program.emit("add", ahead[second], program.select(is_first, unity, zero))
            ahead[first] = program.emit("add", ahead[first], program.select(is_first, zero, unity))
    gets = [program.emit("more_than", left, before) for before in ahead]
    doubt = program.either(doubt, _may_be_others(program, units, rests, gets))
    found = []
    for low, given, number in zip(down, gets, units, strict=True):
        whole = Numeric(program.emit("add", low, program.select(given, unity, zero)), is_positive=number.is_positive)
        found.append(evolve(_of_units(program, whole, at.node.unit), doubt=doubt, missing=missing))
    return found


def _is_in_parts(program: Program, total: int) -> Bit:
    """Whether a sum is no whole number of units; doubles cannot tell one from what is nearly that."""
    return program.opposite(program.emit("is", total, program.emit("floor", total))) if program.is_exact else True


def _stands_before(program: Program, one: tuple[int, int], other: tuple[int, int]) -> Bit:
    """Whether the remainder above so many units comes first: the larger, of equal ones that of more, then the first."""
    is_larger = program.emit("more_than", one[0], other[0])
    if not program.is_exact:
        return is_larger
    is_equal = program.emit("is", one[0], other[0])
    return program.either(is_larger, program.both(is_equal, program.emit("at_least", one[1], other[1])))


def _may_be_others(program: Program, units: Sequence[Numeric], rests: Sequence[int], gets: Sequence[int]) -> Bit:
    """Whether others may be given the units left over: the least remainder given one is near the largest given none.

    Neither is it known who is, where numbers are so large that what is uncertain adds up to a part of a unit.
    """
    if program.is_exact:
        return False
    unity, zero = program.constant(1.0), program.constant(0.0)
    error = program.constant(8 * program.half)
    lacking, above = zero, zero
    for number, rest, given in zip(units, rests, gets, strict=True):
        error = program.emit("add", error, error_of(program, number))
        lacking = _larger(program, lacking, program.select(given, program.emit("subtract", unity, rest), zero))
        above = _larger(program, above, program.select(given, zero, rest))
    apart = program.emit("subtract", unity, program.emit("add", lacking, above))
    is_known = program.emit("more_than", program.constant(1 / (4 * (len(units) + 1))), error)
    return program.opposite(program.both(is_known, program.emit("more_than", apart, error)))


def _larger(program: Program, a: int, b: int) -> int:
    return program.select(program.emit("more_than", a, b), a, b)


def _of_units(program: Program, whole: Numeric, unit: Fraction) -> Numeric:
    """So many units, as the double that is nearest: a hundredth is divided by, for no double is one."""
    if unit.denominator == 1:
        return multiplied(program, whole, constant(program, unit))
    times = program.emit("multiply", whole.operation, program.fraction(Fraction(unit.numerator)))
    per = program.fraction(Fraction(unit.denominator))
    return evolve(whole, operation=program.emit("divide", times, per), relative=2 * program.half)
