"""Decisions on the numbers of a scenario: exact where they can be followed exactly, else doubtful where they are near.

On one input a decision is a comparison with one double, on two of one slope that of the one with the other. Where more
inputs come together and doubles do not tell, whole numbers do, if every input has few decimals.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from rbflang.batch.arithmetic import MOST_TERMS, drawn, multiplied_bare
from rbflang.batch.errors import VANISHING, is_near
from rbflang.batch.program import Bit, Program
from rbflang.batch.symbols import ZERO, Linear, Numeric, Truth, constant, known
from rbflang.batch.thresholds import equal_to, first_not_below
from rbflang.graph.operators import COMPARISONS

# A choice of choices is followed into its branches so far, and no further.
MOST_BRANCHES = 64
# Decimals of so many places are told as whole numbers, of at most so many bits.
PLACES, BITS = 10.0**6, 31


def compared(program: Program, operator: str, a: Numeric, b: Numeric) -> Truth:
    """Whether one number stands so to another."""
    if operator in ("at_most", "less_than"):
        return compared(program, "at_least" if operator == "at_most" else "more_than", b, a)
    if operator == "is_not":
        found = compared(program, "is", a, b)
        return Truth(program.opposite(found.bit), found.doubt)
    unsure = program.either(*a.unsure, *b.unsure)
    if a.ends is None and b.ends is None:
        found = _compared(program, operator, a, b, MOST_BRANCHES)
        return Truth(found.bit, program.either(found.doubt, unsure))
    return _by_both_ends(program, operator, a, b)


def _by_both_ends(program: Program, operator: str, a: Numeric, b: Numeric) -> Truth:
    """What both ends of what is known decide alike; where they do not, it is doubtful."""
    if operator == "is":
        return Truth(False, True)
    a_ends, b_ends = a.ends or (a, a), b.ends or (b, b)
    low = _compared(program, operator, a_ends[0], b_ends[1], MOST_BRANCHES)
    high = _compared(program, operator, a_ends[1], b_ends[0], MOST_BRANCHES)
    unlike = program.choice(low.bit, program.opposite(high.bit), high.bit)
    missing = [one.missing for one in (*a_ends, *b_ends)]
    return Truth(low.bit, program.either(low.doubt, high.doubt, unlike, a.doubt, b.doubt, *missing))


def _compared(program: Program, operator: str, a: Numeric, b: Numeric, most: int) -> Truth:
    one, other = known(a), known(b)
    if one and other:
        apart = one.plus(other.times(Fraction(-1)) if other.terms or other.start else other)
        if len(apart.terms) <= 2 * MOST_TERMS:
            return _by_line(program, operator, apart)
    if program.is_exact:
        return Truth(program.emit(operator, a.operation, b.operation))  # type: ignore[arg-type]
    for number, is_first in ((a, True), (b, False)):
        if number.branches is not None and most > 1:
            bit, chosen, otherwise = number.branches
            pairs = ((chosen, b), (otherwise, b)) if is_first else ((a, chosen), (a, otherwise))
            yes, no = (_compared(program, operator, *pair, most // 2) for pair in pairs)
            return Truth(program.choice(bit, yes.bit, no.bit), program.choice(bit, yes.doubt, no.doubt))
    if b.exact is not None and a.parts is not None and a.parts[0] == "divide" and a.parts[2].is_positive:
        return _compared(program, operator, a.parts[1], multiplied_bare(program, b, a.parts[2]), most)
    if a.exact is not None and b.parts is not None and b.parts[0] == "divide" and b.parts[2].is_positive:
        return _compared(program, operator, multiplied_bare(program, a, b.parts[2]), b.parts[1], most)
    if a.whole_up_to is not None and b.whole_up_to is not None:
        return Truth(program.emit(operator, a.operation, b.operation))  # type: ignore[arg-type]
    zero = next((x for x, y in ((a, b), (b, a)) if y.exact == 0 and x.is_positive and x.relative is not None), None)
    if zero is not None and operator in ("is", "more_than"):
        if operator == "is" or zero is a:
            bit = program.emit(operator, zero.operation, program.constant(0.0))  # type: ignore[arg-type]
            tiny = program.opposite(program.emit("more_than", zero.operation, program.constant(VANISHING)))
            return Truth(bit, False if _is_firm(zero) else tiny)
        return Truth(False)
    bit = program.emit("at_least" if operator == "is" else operator, a.operation, b.operation)  # type: ignore[arg-type]
    return Truth(False if operator == "is" else bit, is_near(program, a, b))


def _is_firm(number: Numeric) -> bool:
    """True if the number is zero where its double is: it is put together of numbers of the rules alone."""
    if number.exact is not None or number.whole_up_to is not None:
        return True
    made_of = (
        number.branches[1:]
        if number.branches
        else number.parts[1:]
        if number.parts and number.parts[0] == "add"
        else ()
    )
    return bool(made_of) and all(map(_is_firm, made_of))


def _by_line(program: Program, operator: str, apart: Linear) -> Truth:
    """Whether a line stands so to zero: of one input a comparison with a double, of two one of both with each other."""
    if not apart.terms:
        return Truth(COMPARISONS[operator](apart.start, ZERO))
    (base, slope), *others = apart.terms
    if others:
        if len(others) == 1 and others[0][1] == -slope and not apart.start:
            first, second = (base, others[0][0]) if slope > 0 else (others[0][0], base)
            return Truth(program.emit(operator, first, second))  # type: ignore[arg-type]
        return _by_decimals(program, operator, apart)
    limit = -apart.start / slope
    if operator == "is":
        double = equal_to(limit)
        return Truth(False if double is None else program.emit("is", base, program.constant(double)))
    if slope > 0:
        return Truth(_from(program, base, limit, operator == "more_than"))
    return Truth(program.opposite(_from(program, base, limit, operator == "at_least")))


def _by_decimals(program: Program, operator: str, apart: Linear) -> Truth:
    """Whether a line of several inputs stands so to zero.

    Where doubles do not tell, it is told in whole numbers, if every input has few decimals; else it is doubtful.
    """
    number, zero = drawn(program, apart), program.constant(0.0)
    if program.is_exact:
        return Truth(program.emit(operator, number.operation, zero))  # type: ignore[arg-type]
    near = is_near(program, number, constant(program, ZERO))
    bit = False if operator == "is" else program.emit(operator, number.operation, zero)  # type: ignore[arg-type]
    whole = lcm(*(slope.denominator for _, slope in apart.terms), (apart.start * int(PLACES)).denominator)
    factors = [int(slope * whole) for _, slope in apart.terms]
    start = int(apart.start * int(PLACES) * whole)
    if sum(map(abs, factors)) * 2**BITS + abs(start) >= 2**53:
        return Truth(bit, near)
    total = program.constant(float(start))
    are_decimals: Bit = True
    for (base, _), factor in zip(apart.terms, factors, strict=True):
        count, is_decimal = program.places(base, PLACES, 2.0**BITS)
        total = program.emit("add", total, program.emit("multiply", count, program.constant(float(factor))))
        are_decimals = program.both(are_decimals, is_decimal)
    exactly = program.emit(operator, total, zero)  # type: ignore[arg-type]
    return Truth(program.choice(near, exactly, bit), program.both(near, program.opposite(are_decimals)))


def _from(program: Program, base: int, limit: Fraction, is_open: bool) -> Bit:
    """Whether an operation is at or above a limit, or, with `is_open`, above it."""
    if not limit and is_open:
        # The first double above zero is one that a processor may be told to take for zero.
        return program.emit("more_than", base, program.constant(0.0))
    return program.emit("at_least", base, program.constant(first_not_below(limit, is_open)))
