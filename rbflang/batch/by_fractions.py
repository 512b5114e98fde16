"""The program printed as exact arithmetic, for the few scenarios that doubles do not tell.

Takes a program in which nothing is farther from the truth than nothing. What looks at what is given alone looks at the
doubles, as everywhere; whatever is computed is computed of the decimals that they stand for. A number is two whole
numbers: so many parts, and how many parts a whole has; over no parts stands what is endless or no number.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import gcd, isfinite, isnan, nan
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen

from rbflang.batch import by_numpy
from rbflang.batch.by_numpy import Column, Kernel
from rbflang.batch.program import TRUTHS, Bit, Operation, Operator, Program
from rbflang.batch.schedule import needed
from rbflang.batch.thresholds import decimal_of, nearest

BLOCK = 256
PLACES = 10**6
Number: TypeAlias = "tuple[int, int]"
NO_NUMBER = (0, 0)


def _sum(a: Number, b: Number) -> Number:
    (count, parts), (other, own) = a, b
    if parts == own:
        return count + other, parts
    return count * own + other * parts, parts * own


def _difference(a: Number, b: Number) -> Number:
    return _sum(a, (-b[0], b[1]))


def _product(a: Number, b: Number) -> Number:
    return a[0] * b[0], a[1] * b[1]


def _quotient(a: Number, b: Number) -> Number:
    """In lowest terms, so that numbers do not grow; by zero nothing is divided."""
    count, parts = a[0] * b[1], a[1] * b[0]
    if not parts:
        return NO_NUMBER
    common = gcd(count, parts) if parts > 0 else -gcd(count, parts)
    return count // common, parts // common


def _floor(a: Number) -> Number:
    return (a[0] // a[1], 1) if a[1] else a


def _size(a: Number) -> Number:
    return abs(a[0]), a[1]


def _is_at_least(a: Number, b: Number) -> bool:
    return a[0] * b[1] >= b[0] * a[1] and a[1] != 0 != b[1]


def _is_more_than(a: Number, b: Number) -> bool:
    return a[0] * b[1] > b[0] * a[1]


def _is(a: Number, b: Number) -> bool:
    return a[0] * b[1] == b[0] * a[1] and a[1] != 0 != b[1]


def _select(bit: bool, chosen: Number, otherwise: Number) -> Number:
    return chosen if bit else otherwise


def _tally(*bits: bool) -> Number:
    return sum(bits), 1


OF_DOUBLES: frozenset[Operator] = frozenset(("missing", "outer", "ordinary"))
"""What is asked of what is given alone."""
COMPARED: frozenset[Operator] = frozenset(("at_least", "more_than", "is"))
WORK: dict[Operator, Callable[..., Any]] = {
    "add": _sum,
    "subtract": _difference,
    "multiply": _product,
    "divide": _quotient,
    "floor": _floor,
    "absolute": _size,
    "at_least": _is_at_least,
    "more_than": _is_more_than,
    "is": _is,
    "and": operator.and_,
    "or": operator.or_,
    "not": operator.not_,
    "select": _select,
    "tally": _tally,
}


def compiled(program: Program, results: Sequence[int], doubt: Bit) -> Kernel:
    """The program as a function of columns. It is made for few scenarios: each operation is a list of numbers."""
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    steps = _steps(program, wanted)

    def kernel(columns: Sequence[Column], outputs: Sequence[Column], doubtful: Column) -> None:
        for start in range(0, len(doubtful), BLOCK):
            part = slice(start, start + BLOCK)
            found = _ran(steps, [column[part] for column in columns], len(doubtful[part]))
            for output, result in zip(outputs, results, strict=True):
                output[part] = [nearest(Fraction(*one)) if one[1] else nan for one in found[result]]
            doubtful[part] = doubt if isinstance(doubt, bool) else found[doubt]

    return kernel


@frozen
class _Step:
    """An operation, whether doubles tell it, whether its number is asked for, and what nobody reads after it."""

    at: int
    operation: Operation
    is_by_doubles: bool
    is_read: bool
    done: tuple[int, ...]


def _steps(program: Program, wanted: Sequence[int]) -> list[_Step]:
    order = needed(program, wanted)
    by_doubles = {at for at in order if _is_told_by_doubles(program, program.operations[at])}
    reads = {at: program.operations[at].operands for at in order if at not in by_doubles}
    last = {one: at for at, operands in reads.items() for one in operands} | dict.fromkeys(wanted, -1)
    done: dict[int, list[int]] = {}
    for one, at in last.items():
        done.setdefault(at, []).append(one)
    return [_Step(at, program.operations[at], at in by_doubles, at in last, tuple(done.get(at, ()))) for at in order]


def _is_told_by_doubles(program: Program, operation: Operation) -> bool:
    """True for what looks at what is given, and at limits that were chosen for it to be compared with."""
    made_of = [program.operations[one] for one in operation.operands]
    is_given = all(one.operator in ("input", "constant") and one.exact is None for one in made_of)
    return operation.operator in OF_DOUBLES or (operation.operator in COMPARED and is_given)


def _ran(steps: Sequence[_Step], columns: Sequence[Column], rows: int) -> Mapping[int, list[Any]]:
    """What each operation that is wanted gives in each scenario.

    A list is let go as soon as nobody reads it: what is kept for long is looked through for rubbish again and again.
    """
    doubles: dict[int, Any] = {}
    found: dict[int, list[Any]] = {}
    for step in steps:
        operation, operands = step.operation, step.operation.operands
        if operation.operator in ("input", "constant"):
            is_given = operation.operator == "input"
            doubles[step.at] = columns[int(operation.value)] if is_given else operation.value
            if step.is_read:
                found[step.at] = [*map(_given, doubles[step.at].tolist())] if is_given else [_known(operation)] * rows
        elif step.is_by_doubles:
            room = np.empty(rows, bool if operation.operator in TRUTHS else np.float64)
            doubles[step.at] = by_numpy.WORK[operation.operator](*(doubles[one] for one in operands), out=room)
            if step.is_read:
                found[step.at] = room.tolist()
        else:
            found[step.at] = [*map(WORK[operation.operator], *(found[one] for one in operands))]
        for one in step.done:
            del found[one]
    return found


def _known(operation: Operation) -> Number:
    """A constant."""
    if not isfinite(operation.value):
        return (0 if isnan(operation.value) else 1 if operation.value > 0 else -1), 0
    return (operation.exact or Fraction(operation.value)).as_integer_ratio()


def _given(value: float) -> Number:
    """The decimal that a double stands for: of few places as it is, so that most have the same parts."""
    if not isfinite(value):
        return NO_NUMBER
    count = round(value * PLACES) if abs(value) < PLACES else 0
    return (count, PLACES) if count / PLACES == value else decimal_of(value).as_integer_ratio()
