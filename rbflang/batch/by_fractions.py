"""The program printed as exact arithmetic, for the few scenarios that doubles do not tell.

Takes a program in which nothing is farther from the truth than nothing. What looks at what is given alone looks at the
doubles, as everywhere; whatever is computed is computed of the decimals that they stand for. A number is two whole
numbers: so many parts, and how many parts a whole has; over no parts stands what is endless or no number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import repeat
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
# Decimals of so many places have the same parts; such a double has no more digits than it prints.
PLACES, MOST_COUNTED = 10**6, 10.0**15
Number: TypeAlias = "tuple[int, int]"
Numbers: TypeAlias = "Sequence[Number]"
NO_NUMBER = (0, 0)


def _sum(a: Numbers, b: Numbers) -> Numbers:
    """What is nothing is most of what is added, then what has the same parts."""
    return [
        (other, own)
        if not count and parts
        else (count + other, parts)
        if parts == own
        else _together(other, own, count, parts)
        for (count, parts), (other, own) in zip(a, b, strict=True)
    ]


def _together(count: int, parts: int, other: int, own: int) -> Number:
    """The sum of two numbers over the fewest parts that both have; the first mostly is a sum already."""
    if not parts or not own:
        return NO_NUMBER
    if not parts % own:
        return count + other * (parts // own), parts
    more = own // gcd(parts, own)
    return count * more + other * (parts * more // own), parts * more


def _difference(a: Numbers, b: Numbers) -> Numbers:
    return _sum(a, [(-count, parts) for count, parts in b])


def _product(a: Numbers, b: Numbers) -> Numbers:
    return [(count * other, parts * own) for (count, parts), (other, own) in zip(a, b, strict=True)]


def _quotient(a: Numbers, b: Numbers) -> Numbers:
    return [_lowest(count * own, parts * other) for (count, parts), (other, own) in zip(a, b, strict=True)]


def _lowest(count: int, parts: int) -> Number:
    """In lowest terms, so that numbers do not grow; by nothing nothing is divided."""
    if not parts:
        return NO_NUMBER
    common = gcd(count, parts) if parts > 0 else -gcd(count, parts)
    return count // common, parts // common


def _floor(a: Numbers) -> Numbers:
    return [(count // parts, 1) if parts else NO_NUMBER for count, parts in a]


def _size(a: Numbers) -> Numbers:
    return [(abs(count), parts) for count, parts in a]


def _is_at_least(a: Numbers, b: Numbers) -> Sequence[bool]:
    return [
        count * own >= other * parts and parts != 0 != own for (count, parts), (other, own) in zip(a, b, strict=True)
    ]


def _is_more_than(a: Numbers, b: Numbers) -> Sequence[bool]:
    return [count * own > other * parts for (count, parts), (other, own) in zip(a, b, strict=True)]


def _is(a: Numbers, b: Numbers) -> Sequence[bool]:
    return [
        count * own == other * parts and parts != 0 != own for (count, parts), (other, own) in zip(a, b, strict=True)
    ]


def _select(bits: Sequence[bool], chosen: Numbers, otherwise: Numbers) -> Numbers:
    return [one if bit else other for bit, one, other in zip(bits, chosen, otherwise, strict=True)]


def _tally(*bits: Sequence[bool]) -> Numbers:
    return [(sum(row), 1) for row in zip(*bits, strict=True)]


WORK: dict[Operator, Callable[..., Sequence[Any]]] = {
    "add": _sum,
    "subtract": _difference,
    "multiply": _product,
    "divide": _quotient,
    "floor": _floor,
    "absolute": _size,
    "at_least": _is_at_least,
    "more_than": _is_more_than,
    "is": _is,
    "select": _select,
    "tally": _tally,
}
BY_NUMPY: frozenset[Operator] = frozenset(("missing", "outer", "ordinary", "and", "or", "not"))
"""What is asked of what is given alone, and of truth values: as with doubles."""
COMPARED: frozenset[Operator] = frozenset(("at_least", "more_than", "is"))


def compiled(program: Program, results: Sequence[int], doubt: Bit) -> Kernel:
    """The program as a function of columns. It is made for few scenarios: each number is two of Python's own."""
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    steps = _steps(program, wanted)

    def kernel(columns: Sequence[Column], outputs: Sequence[Column], doubtful: Column) -> None:
        for start in range(0, len(doubtful), BLOCK):
            part = slice(start, start + BLOCK)
            with np.errstate(all="ignore"):
                found = _ran(steps, [column[part] for column in columns], len(doubtful[part]))
            for output, result in zip(outputs, results, strict=True):
                output[part] = [nearest(Fraction(*one)) if one[1] else nan for one in found[result]]
            doubtful[part] = doubt if isinstance(doubt, bool) else found[doubt]

    return kernel


@frozen
class _Step:
    """An operation, what does it, whether numbers are made of it, and of which none are read after it.

    What is asked of doubles and of truth values is done `by_numpy`.
    """

    at: int
    operation: Operation
    work: Callable[..., Any]
    by_numpy: bool
    is_read: bool
    done: tuple[int, ...]


def _steps(program: Program, wanted: Sequence[int]) -> list[_Step]:
    order = needed(program, wanted)
    of_arrays = {at for at in order if _is_by_numpy(program, program.operations[at])}
    last = {one: at for at in order if at not in of_arrays for one in program.operations[at].operands}
    last |= dict.fromkeys(wanted, -1)
    done: dict[int, list[int]] = {}
    for one, at in last.items():
        done.setdefault(at, []).append(one)
    found = []
    for at in order:
        operation = program.operations[at]
        work = (by_numpy.WORK if at in of_arrays else WORK).get(operation.operator, _known)
        found.append(_Step(at, operation, work, at in of_arrays, at in last, tuple(done.get(at, ()))))
    return found


def _is_by_numpy(program: Program, operation: Operation) -> bool:
    """True also for comparing what is given with each other, and with limits that were chosen for that."""
    made_of = [program.operations[one] for one in operation.operands]
    is_given = all(one.operator in ("input", "constant") and one.exact is None for one in made_of)
    return operation.operator in BY_NUMPY or (operation.operator in COMPARED and is_given)


def _ran(steps: Sequence[_Step], columns: Sequence[Column], rows: int) -> Mapping[int, Sequence[Any]]:
    """What each operation that is wanted gives in each scenario.

    Numbers are let go as soon as nobody reads them: what is kept for long is looked through for rubbish time and again.
    """
    arrays: dict[int, Any] = {}
    found: dict[int, Sequence[Any]] = {}
    for step in steps:
        at, operation = step.at, step.operation
        if step.by_numpy:
            arrays[at] = made = step.work(*[arrays[one] for one in operation.operands])
            if step.is_read:
                found[at] = made.tolist()
        elif operation.operator == "input":
            arrays[at] = columns[int(operation.value)]
            if step.is_read:
                found[at] = _decimals(arrays[at])
        elif operation.operator == "constant":
            arrays[at], found[at] = operation.value, [_known(operation)] * rows
        else:
            found[at] = step.work(*[found[one] for one in operation.operands])
            if operation.operator in TRUTHS:
                arrays[at] = np.array(found[at], bool)
        for one in step.done:
            del found[one]
    return found


def _known(operation: Operation) -> Number:
    """A constant."""
    if not isfinite(operation.value):
        return (0 if isnan(operation.value) else 1 if operation.value > 0 else -1), 0
    return (operation.exact or Fraction(operation.value)).as_integer_ratio()


def _decimals(column: Column) -> Numbers:
    """The decimals that doubles stand for: where all are of few places as they are, over the same parts."""
    counts = np.rint(column * PLACES)
    if ((counts / PLACES == column) & (np.absolute(counts) < MOST_COUNTED)).all():
        return [*zip(counts.astype(np.int64).tolist(), repeat(PLACES))]
    return [decimal_of(one).as_integer_ratio() if isfinite(one) else NO_NUMBER for one in column.tolist()]
