"""Arithmetic on the numbers of a scenario: straight lines of inputs stay exact, all else is told with its error."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve

from rbflang.batch.errors import is_near
from rbflang.batch.program import Program
from rbflang.batch.symbols import MOST_WHOLE, ZERO, Linear, Numeric, Truth, constant, known

MOST_TERMS = 4


def added(program: Program, a: Numeric, b: Numeric) -> Numeric:
    """The sum of two numbers."""
    return _with_ends(program, a, b, _added, (0, 1), (0, 1))


def subtracted(program: Program, a: Numeric, b: Numeric) -> Numeric:
    """The difference of two numbers."""

    def difference(program: Program, one: Numeric, other: Numeric) -> Numeric:
        return _added(program, one, multiplied_bare(program, constant(program, Fraction(-1)), other))

    return _with_ends(program, a, b, difference, (0, 1), (1, 0))


def multiplied(program: Program, a: Numeric, b: Numeric) -> Numeric:
    """The product of two numbers."""
    return _with_ends(program, a, b, multiplied_bare, (0, 1), (0, 1), needs_sign=True)


def divided(program: Program, a: Numeric, b: Numeric) -> Numeric:
    """The quotient of two numbers; where the divisor is zero it has no value."""
    return _with_ends(program, a, b, _divided, (0, 1), (1, 0), needs_sign=True)


def _with_ends(
    program: Program,
    a: Numeric,
    b: Numeric,
    work: Callable[[Program, Numeric, Numeric], Numeric],
    of_a: tuple[int, int],
    of_b: tuple[int, int],
    needs_sign: bool = False,
) -> Numeric:
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
    return evolve(value, ends=(low, high), doubt=doubt, missing=missing)


def drawn(program: Program, line: Linear, *of: Numeric) -> Numeric:
    """The number that a line of inputs gives, which are what these numbers are made of."""
    doubt, missing = (program.either(*(getattr(one, name) for one in of)) for name in ("doubt", "missing"))
    if not line.terms:
        return evolve(constant(program, line.start), doubt=doubt, missing=missing)
    parts = [
        base if slope == 1 else program.emit("multiply", base, program.fraction(slope)) for base, slope in line.terms
    ]
    total = parts[0]
    for part in (*parts[1:], *((program.fraction(line.start),) if line.start else ())):
        total = program.emit("add", total, part)
    rises = line.start >= 0 and all(slope > 0 for _, slope in line.terms)
    is_positive = rises and all(program.is_positive(base) for base, _ in line.terms)
    is_alone = len(line.terms) == 1 and not line.start
    return Numeric(
        total,
        line=line,
        relative=(3 + len(line.terms)) * program.half if is_positive or is_alone else None,
        is_positive=is_positive,
        doubt=doubt,
        missing=missing,
    )


def _added(program: Program, a: Numeric, b: Numeric) -> Numeric:
    one, other = known(a), known(b)
    if one and other:
        line = one.plus(other)
        if len(line.terms) <= MOST_TERMS:
            return drawn(program, line, a, b)
    doubt, missing = program.either(a.doubt, b.doubt), program.either(a.missing, b.missing)
    if a.exact == 0 or b.exact == 0:
        return evolve(b if a.exact == 0 else a, doubt=doubt, missing=missing, ends=None)
    is_positive = a.is_positive and b.is_positive
    most = None if a.whole_up_to is None or b.whole_up_to is None else a.whole_up_to + b.whole_up_to
    is_exact = most is not None and most < MOST_WHOLE
    return Numeric(
        program.emit("add", min(a.operation, b.operation), max(a.operation, b.operation)),
        relative=0.0 if is_exact else _shares(program, max, a, b) if is_positive else None,
        is_positive=is_positive,
        whole_up_to=most if is_exact else None,
        doubt=doubt,
        missing=missing,
        parts=("add", a, b),
    )


def _shares(program: Program, work: Callable[[float, float], float], a: Numeric, b: Numeric) -> float | None:
    """How far off what two numbers make is, as a share, and half a unit more; unknown where it is of one of them."""
    if a.relative is None or b.relative is None:
        return None
    return work(a.relative, b.relative) + 1.01 * program.half


def multiplied_bare(program: Program, a: Numeric, b: Numeric) -> Numeric:
    """The product of two numbers as they are printed, whatever else is known of them."""
    doubt, missing = program.either(a.doubt, b.doubt), program.either(a.missing, b.missing)
    if a.exact is not None and b.exact is not None:
        return evolve(constant(program, a.exact * b.exact), doubt=doubt, missing=missing)
    if a.exact is not None or b.exact is not None:
        factor, other = (a.exact, b) if a.exact is not None else (b.exact, a)
        assert factor is not None
        return evolve(_scaled(program, factor, other), doubt=doubt, missing=missing)
    return Numeric(
        program.emit("multiply", min(a.operation, b.operation), max(a.operation, b.operation)),
        relative=_shares(program, float.__add__, a, b),
        parts=("multiply", a, b),
        is_positive=a.is_positive and b.is_positive,
        doubt=doubt,
        missing=missing,
    )


def _scaled(program: Program, factor: Fraction, number: Numeric) -> Numeric:
    if not factor:
        return constant(program, ZERO)
    if factor == 1:
        return evolve(number, ends=None)
    if number.line is not None:
        return drawn(program, number.line.times(factor), number)
    by = constant(program, factor)
    branches = None
    if number.branches is not None:
        bit, chosen, otherwise = number.branches
        branches = (bit, _scaled(program, factor, chosen), _scaled(program, factor, otherwise))
    return Numeric(
        program.emit("multiply", min(by.operation, number.operation), max(by.operation, number.operation)),
        relative=_shares(program, float.__add__, number, by),
        is_positive=number.is_positive and factor > 0,
        branches=branches,
        parts=("multiply", number, by),
    )


def _divided(program: Program, a: Numeric, b: Numeric) -> Numeric:
    doubt, missing = program.either(a.doubt, b.doubt), program.either(a.missing, b.missing)
    if b.exact is not None:
        if not b.exact:
            return evolve(constant(program, ZERO), doubt=True, missing=missing)
        return evolve(multiplied_bare(program, a, constant(program, 1 / b.exact)), doubt=doubt, missing=missing)
    near = is_near(program, b, constant(program, ZERO))
    return Numeric(
        program.emit("divide", a.operation, b.operation),
        relative=_shares(program, float.__add__, a, b),
        parts=("divide", a, b),
        is_positive=a.is_positive and b.is_positive,
        doubt=program.either(doubt, near),
        missing=missing,
    )


def selected(program: Program, condition: Truth, chosen: Numeric, otherwise: Numeric) -> Numeric:
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
    return Numeric(
        program.select(bit, chosen.operation, otherwise.operation),
        relative=None if None in (chosen.relative, otherwise.relative) else max(chosen.relative, otherwise.relative),  # type: ignore[type-var]
        is_positive=chosen.is_positive and otherwise.is_positive,
        whole_up_to=None
        if chosen.whole_up_to is None or otherwise.whole_up_to is None
        else max(chosen.whole_up_to, otherwise.whole_up_to),
        doubt=doubt,
        missing=missing,
        branches=(bit, chosen, otherwise),
        ends=ends,
    )


def _is_the_same(a: Numeric, b: Numeric) -> bool:
    """True if two numbers are one, whatever is doubtful of them."""
    return (a.operation, a.exact, a.line) == (b.operation, b.exact, b.line) and a.ends is None and b.ends is None
