"""A number of a scenario on its way into the program: exactly where it can be followed exactly, else with its error.

What depends on one input alone, and in a straight line, keeps its exact coefficients, so that a decision on it is a
comparison of the input itself. Whatever else is computed in doubles has a bound on how far it can be from the truth,
and a decision nearer than that is doubtful: the scenario is then computed exactly. Where a figure of the rules or the
data is known within bounds alone, both ends are followed, and what they decide unlike is doubtful too.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.batch.program import Bit, Operator, Program
from rbflang.batch.thresholds import equal_to, first_not_below

# Half a unit in the last place, as a share of the number.
HALF = 2.0**-53
ZERO, ONE = Fraction(0), Fraction(1)
# A choice of choices is followed into its branches so far, and no further.
MOST_BRANCHES = 64
MOST_TERMS = 4
# Decimals of so many places are told as whole numbers, of at most so many bits.
PLACES, BITS = 10.0**6, 31


@frozen(repr=False)
class Line:
    """The sum of inputs, each times its slope, and a start, exactly; in the order of the inputs, none with slope 0."""

    terms: tuple[tuple[int, Fraction], ...]
    start: Fraction

    def plus(self, other: Line) -> Line:
        """The sum of two lines."""
        slopes = dict(self.terms)
        for base, slope in other.terms:
            slopes[base] = slopes.get(base, ZERO) + slope
        return Line(tuple((base, slopes[base]) for base in sorted(slopes) if slopes[base]), self.start + other.start)

    def times(self, factor: Fraction) -> Line:
        """The line with every slope and its start so many times as large; the factor is not zero."""
        return Line(tuple((base, slope * factor) for base, slope in self.terms), self.start * factor)


@frozen(eq=False, repr=False)
class Number:
    """A number: the operation that computes it, and what is known of it.

    The truth is no farther from it than `relative` of it, where that is known; else it follows from the `parts` that
    it is made of. `doubt` is true where it may be another number altogether, `missing` where it has no value.
    """

    operation: int
    exact: Fraction | None = None
    line: Line | None = None
    relative: float | None = 0.0
    is_positive: bool = False
    is_whole: bool = False
    doubt: Bit = False
    missing: Bit = False
    branches: tuple[Bit, Number, Number] | None = None
    parts: tuple[Operator, Number, Number] | None = None
    ends: tuple[Number, Number] | None = None

    @property
    def unsure(self) -> tuple[Bit, Bit]:
        """Where it may be another number, or none."""
        return self.doubt, self.missing


@frozen(eq=False, repr=False)
class Truth:
    """A truth value, and where it is doubtful."""

    bit: Bit
    doubt: Bit = False


@frozen(eq=False, repr=False)
class Word:
    """A word that a truth value chooses."""

    branches: tuple[Truth, str | Word, str | Word]


Symbol: TypeAlias = "Number | Truth | Word | str"


def constant(program: Program, value: Fraction) -> Number:
    """A number that is the same in every scenario."""
    double = float(value)
    return Number(
        program.constant(double),
        exact=value,
        relative=0.0 if Fraction(double) == value else HALF,
        is_positive=value >= 0,
        is_whole=value.denominator == 1 and abs(value) < 2**50,
    )


def observed(program: Program, number: int, is_positive: bool, may_be_missing: bool) -> Number:
    """What a scenario gives: the decimal that its double prints as."""
    operation = program.emit("input", value=number)
    if is_positive:
        program.positive.add(operation)
    return Number(
        operation,
        line=Line(((operation, ONE),), ZERO),
        relative=HALF,
        is_positive=is_positive,
        missing=program.emit("missing", operation) if may_be_missing else False,
    )


def within(program: Program, printed: Fraction | None, low: Number, high: Number) -> Number:
    """A figure known within bounds: amounts are computed with what is printed, decisions with both ends."""
    value = constant(program, ZERO if printed is None else printed)
    return evolve(value, missing=printed is None, ends=(low, high))


# arithmetic


def added(program: Program, a: Number, b: Number) -> Number:
    """The sum of two numbers."""
    return _with_ends(program, a, b, _added, (0, 1), (0, 1))


def negative(program: Program, a: Number) -> Number:
    """The number with its sign turned."""
    return multiplied(program, constant(program, Fraction(-1)), a)


def subtracted(program: Program, a: Number, b: Number) -> Number:
    """The difference of two numbers."""

    def difference(program: Program, one: Number, other: Number) -> Number:
        return _added(program, one, _multiplied(program, constant(program, Fraction(-1)), other))

    return _with_ends(program, a, b, difference, (0, 1), (1, 0))


def multiplied(program: Program, a: Number, b: Number) -> Number:
    """The product of two numbers."""
    return _with_ends(program, a, b, _multiplied, (0, 1), (0, 1), needs_sign=True)


def divided(program: Program, a: Number, b: Number) -> Number:
    """The quotient of two numbers; where the divisor is zero it has no value."""
    return _with_ends(program, a, b, _divided, (0, 1), (1, 0), needs_sign=True)


def _with_ends(
    program: Program,
    a: Number,
    b: Number,
    work: Callable[[Program, Number, Number], Number],
    of_a: tuple[int, int],
    of_b: tuple[int, int],
    needs_sign: bool = False,
) -> Number:
    """The number with both its ends, where an operand has them; doubtful where the ends cannot be followed."""
    if a.ends is None and b.ends is None:
        return work(program, a, b)
    unsure = program.either(a.doubt, b.doubt)
    a_ends, b_ends = a.ends or (a, a), b.ends or (b, b)
    value = constant(program, ZERO) if True in (a.missing, b.missing) else work(program, a, b)
    missing = program.either(a.missing, b.missing)
    if needs_sign and not all(one.is_positive for one in (*a_ends, *b_ends)):
        return evolve(value, doubt=True, missing=missing)
    low, high = (work(program, a_ends[of_a[at]], b_ends[of_b[at]]) for at in (0, 1))
    doubt = unsure if True in (a.missing, b.missing) else value.doubt
    return evolve(
        value, exact=None, line=None, branches=None, parts=None, ends=(low, high), doubt=doubt, missing=missing
    )


def _known(number: Number) -> Line | None:
    """A number as a line, of a constant with a start alone."""
    return Line((), number.exact) if number.exact is not None else number.line


def _drawn(program: Program, line: Line, *of: Number) -> Number:
    """The number that a line of inputs gives, which are what these numbers are made of."""
    doubt, missing = (program.either(*(getattr(one, name) for one in of)) for name in ("doubt", "missing"))
    if not line.terms:
        return evolve(constant(program, line.start), doubt=doubt, missing=missing)
    parts = [
        base if slope == 1 else program.emit("multiply", base, program.constant(float(slope)))
        for base, slope in line.terms
    ]
    total = parts[0]
    for part in (*parts[1:], *((program.constant(float(line.start)),) if line.start else ())):
        total = program.emit("add", total, part)
    rises = line.start >= 0 and all(slope > 0 for _, slope in line.terms)
    is_positive = rises and all(program.is_positive(base) for base, _ in line.terms)
    is_alone = len(line.terms) == 1 and not line.start
    return Number(
        total,
        line=line,
        relative=(3 + len(line.terms)) * HALF if is_positive or is_alone else None,
        is_positive=is_positive,
        doubt=doubt,
        missing=missing,
    )


def _added(program: Program, a: Number, b: Number) -> Number:
    one, other = _known(a), _known(b)
    if one and other:
        line = one.plus(other)
        if len(line.terms) <= MOST_TERMS:
            return _drawn(program, line, a, b)
    doubt, missing = program.either(a.doubt, b.doubt), program.either(a.missing, b.missing)
    if a.exact == 0 or b.exact == 0:
        return evolve(b if a.exact == 0 else a, doubt=doubt, missing=missing, ends=None)
    is_positive, is_whole = a.is_positive and b.is_positive, a.is_whole and b.is_whole
    is_exact = is_whole and not a.relative and not b.relative
    return Number(
        program.emit("add", min(a.operation, b.operation), max(a.operation, b.operation)),
        relative=0.0 if is_exact else _shares(max, a, b) if is_positive else None,
        is_positive=is_positive,
        is_whole=is_exact,
        doubt=doubt,
        missing=missing,
        parts=("add", a, b),
    )


def _shares(work: Callable[[float, float], float], a: Number, b: Number) -> float | None:
    """How far off what two numbers make is, as a share, and half a unit more; unknown where it is of one of them."""
    if a.relative is None or b.relative is None:
        return None
    return work(a.relative, b.relative) + 1.01 * HALF


def _multiplied(program: Program, a: Number, b: Number) -> Number:
    doubt, missing = program.either(a.doubt, b.doubt), program.either(a.missing, b.missing)
    if a.exact is not None and b.exact is not None:
        return evolve(constant(program, a.exact * b.exact), doubt=doubt, missing=missing)
    if a.exact is not None or b.exact is not None:
        factor, other = (a.exact, b) if a.exact is not None else (b.exact, a)
        assert factor is not None
        return evolve(_scaled(program, factor, other), doubt=doubt, missing=missing)
    return Number(
        program.emit("multiply", min(a.operation, b.operation), max(a.operation, b.operation)),
        relative=_shares(float.__add__, a, b),
        parts=("multiply", a, b),
        is_positive=a.is_positive and b.is_positive,
        doubt=doubt,
        missing=missing,
    )


def _scaled(program: Program, factor: Fraction, number: Number) -> Number:
    if not factor:
        return constant(program, ZERO)
    if factor == 1:
        return evolve(number, ends=None)
    if number.line is not None:
        return _drawn(program, number.line.times(factor), number)
    by = constant(program, factor)
    branches = None
    if number.branches is not None:
        bit, chosen, otherwise = number.branches
        branches = (bit, _scaled(program, factor, chosen), _scaled(program, factor, otherwise))
    return Number(
        program.emit("multiply", min(by.operation, number.operation), max(by.operation, number.operation)),
        relative=_shares(float.__add__, number, by),
        is_positive=number.is_positive and factor > 0,
        branches=branches,
        parts=("multiply", number, by),
    )


def _divided(program: Program, a: Number, b: Number) -> Number:
    doubt, missing = program.either(a.doubt, b.doubt), program.either(a.missing, b.missing)
    if b.exact is not None:
        if not b.exact:
            return evolve(a, doubt=True, line=None, branches=None)
        return evolve(_multiplied(program, a, constant(program, 1 / b.exact)), doubt=doubt, missing=missing)
    near = _is_near(program, b, constant(program, ZERO))
    return Number(
        program.emit("divide", a.operation, b.operation),
        relative=_shares(float.__add__, a, b),
        parts=("divide", a, b),
        is_positive=a.is_positive and b.is_positive,
        doubt=program.either(doubt, near),
        missing=missing,
    )


def selected(program: Program, condition: Truth, chosen: Number, otherwise: Number) -> Number:
    """The one number where a condition holds, else the other; what is not chosen is not asked about."""
    bit = condition.bit
    doubt = program.either(condition.doubt, program.choice(bit, chosen.doubt, otherwise.doubt))
    missing = program.choice(bit, chosen.missing, otherwise.missing)
    if isinstance(bit, bool):
        return evolve(chosen if bit else otherwise, doubt=doubt, missing=missing)
    if _is_the_same(chosen, otherwise):
        return evolve(chosen, doubt=doubt, missing=missing)
    ends = None
    if chosen.ends or otherwise.ends:
        both = chosen.ends or (chosen, chosen), otherwise.ends or (otherwise, otherwise)
        low, high = (selected(program, condition, both[0][at], both[1][at]) for at in (0, 1))
        ends = low, high
    return Number(
        program.select(bit, chosen.operation, otherwise.operation),
        relative=None if None in (chosen.relative, otherwise.relative) else max(chosen.relative, otherwise.relative),  # type: ignore[type-var]
        is_positive=chosen.is_positive and otherwise.is_positive,
        is_whole=chosen.is_whole and otherwise.is_whole,
        doubt=doubt,
        missing=missing,
        branches=(bit, chosen, otherwise),
        ends=ends,
    )


def _is_the_same(a: Number, b: Number) -> bool:
    """True if two numbers are one, whatever is doubtful of them."""
    return (a.operation, a.exact, a.line) == (b.operation, b.exact, b.line) and a.ends is None and b.ends is None


# decisions

HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda a, b: a >= b,
    "more_than": lambda a, b: a > b,
    "is": lambda a, b: a == b,
}


def compared(program: Program, operator: str, a: Number, b: Number) -> Truth:
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


def _by_both_ends(program: Program, operator: str, a: Number, b: Number) -> Truth:
    """What both ends of what is known decide alike; where they do not, it is doubtful."""
    if operator == "is":
        return Truth(False, True)
    a_ends, b_ends = a.ends or (a, a), b.ends or (b, b)
    low = _compared(program, operator, a_ends[0], b_ends[1], MOST_BRANCHES)
    high = _compared(program, operator, a_ends[1], b_ends[0], MOST_BRANCHES)
    unlike = program.choice(low.bit, program.opposite(high.bit), high.bit)
    missing = [one.missing for one in (*a_ends, *b_ends)]
    return Truth(low.bit, program.either(low.doubt, high.doubt, unlike, a.doubt, b.doubt, *missing))


def _compared(program: Program, operator: str, a: Number, b: Number, most: int) -> Truth:
    one, other = _known(a), _known(b)
    if one and other:
        apart = one.plus(other.times(Fraction(-1)) if other.terms or other.start else other)
        if len(apart.terms) <= 2 * MOST_TERMS:
            return _by_line(program, operator, apart)
    for number, is_first in ((a, True), (b, False)):
        if number.branches is not None and most > 1:
            bit, chosen, otherwise = number.branches
            pairs = ((chosen, b), (otherwise, b)) if is_first else ((a, chosen), (a, otherwise))
            yes, no = (_compared(program, operator, *pair, most // 2) for pair in pairs)
            return Truth(program.choice(bit, yes.bit, no.bit), program.choice(bit, yes.doubt, no.doubt))
    if b.exact is not None and a.parts is not None and a.parts[0] == "divide" and a.parts[2].is_positive:
        return _compared(program, operator, a.parts[1], _multiplied(program, b, a.parts[2]), most)
    if a.exact is not None and b.parts is not None and b.parts[0] == "divide" and b.parts[2].is_positive:
        return _compared(program, operator, _multiplied(program, a, b.parts[2]), b.parts[1], most)
    if a.is_whole and b.is_whole and not (a.relative or b.relative):
        return Truth(program.emit(operator, a.operation, b.operation))  # type: ignore[arg-type]
    zero = next((x for x, y in ((a, b), (b, a)) if y.exact == 0 and x.is_positive and x.relative is not None), None)
    if zero is not None and operator in ("is", "more_than"):
        if operator == "is" or zero is a:
            return Truth(program.emit(operator, zero.operation, program.constant(0.0)))  # type: ignore[arg-type]
        return Truth(False)
    bit = program.emit("at_least" if operator == "is" else operator, a.operation, b.operation)  # type: ignore[arg-type]
    return Truth(False if operator == "is" else bit, _is_near(program, a, b))


def _by_line(program: Program, operator: str, apart: Line) -> Truth:
    """Whether a line stands so to zero: of one input a comparison with a double, of two one of both with each other."""
    if not apart.terms:
        return Truth(HOLDS[operator](apart.start, ZERO))
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


def _by_decimals(program: Program, operator: str, apart: Line) -> Truth:
    """Whether a line of several inputs stands so to zero.

    Where doubles do not tell, it is told in whole numbers, if every input has few decimals; else it is doubtful.
    """
    number, zero = _drawn(program, apart), program.constant(0.0)
    near = _is_near(program, number, constant(program, ZERO))
    bit = False if operator == "is" else program.emit(operator, number.operation, zero)  # type: ignore[arg-type]
    whole = lcm(*(slope.denominator for _, slope in apart.terms), (apart.start * int(PLACES)).denominator)
    factors = [int(slope * whole) for _, slope in apart.terms]
    start = int(apart.start * int(PLACES) * whole)
    if sum(map(abs, factors)) * 2**BITS + abs(start) >= 2**53:
        return Truth(bit, near)
    total, are_decimals = program.constant(float(start)), True
    for (base, _), factor in zip(apart.terms, factors, strict=True):
        count, is_decimal = program.places(base, PLACES, 2.0**BITS)
        total = program.emit("add", total, program.emit("multiply", count, program.constant(float(factor))))
        are_decimals = program.both(are_decimals, is_decimal)
    exactly = program.emit(operator, total, zero)  # type: ignore[arg-type]
    return Truth(program.choice(near, exactly, bit), program.both(near, program.opposite(are_decimals)))


def _from(program: Program, base: int, limit: Fraction, is_open: bool) -> Bit:
    """Whether an operation is at or above a limit, or, with `is_open`, above it."""
    return program.emit("at_least", base, program.constant(first_not_below(limit, is_open)))


def error_of(program: Program, number: Number) -> int:
    """How far a number may be from the truth, as an operation."""
    more = program.constant(1 + 16 * HALF)

    def sized(number: Number) -> int:
        return number.operation if number.is_positive else program.emit("absolute", number.operation)

    if number.relative is not None:
        return program.emit("multiply", sized(number), program.constant((number.relative + HALF) * (1 + 16 * HALF)))
    if number.line is not None:
        size = program.constant(abs(float(number.line.start)))
        for base, slope in number.line.terms:
            part = program.emit("absolute", program.emit("multiply", base, program.constant(float(slope))))
            size = program.emit("add", size, part)
        return program.emit("multiply", size, program.constant((4 + len(number.line.terms)) * HALF))
    if number.branches is not None:
        bit, chosen, otherwise = number.branches
        return program.select(bit, error_of(program, chosen), error_of(program, otherwise))
    assert number.parts is not None
    operator, a, b = number.parts
    of_a, of_b = error_of(program, a), error_of(program, b)
    own = program.emit("multiply", sized(number), program.constant(2 * HALF))
    if operator == "add":
        found = program.emit("add", of_a, of_b)
    elif operator == "multiply":
        crossed = program.emit(
            "add", program.emit("multiply", sized(a), of_b), program.emit("multiply", sized(b), of_a)
        )
        found = program.emit("add", crossed, program.emit("multiply", of_a, of_b))
    else:
        over = program.emit("add", of_a, program.emit("multiply", sized(number), of_b))
        under = program.emit("subtract", sized(b), program.emit("add", of_b, of_b))
        found = program.emit("divide", over, under)
    return program.emit("multiply", program.emit("add", found, own), more)


def _is_near(program: Program, a: Number, b: Number) -> Bit:
    """Whether two numbers are nearer each other than what is known of them tells apart."""
    apart = program.emit("absolute", program.emit("subtract", a.operation, b.operation))
    error = error_of(program, a)
    if b.exact != 0:
        error = program.emit("add", error, error_of(program, b))
    return program.opposite(program.emit("more_than", apart, error))
