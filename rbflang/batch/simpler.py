"""What an operation is the same as, in fewer operations: for every scenario, and to the last digit.

What is asked of ranks, shares and requirements is mostly a count of truth values, where a truth value is asked about
twice. Each entry gives the operation to take instead, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from rbflang.batch.program import Bit, Operation, Operator, Program

MOST_TALLIED = 255
# So many truth values are looked at as one, and no more: a check of every scenario has hundreds.
MOST_LOOKED_AT = 8


def sum_of(program: Program, a: int, b: int) -> int | None:
    """One count, where one of two is of a single truth value."""
    for one, other in ((a, b), (b, a)):
        bits, (start, more) = _tallied(program, one), _start_of(program, other)
        if bits and more and 1 in (len(bits), len(more)) and len(bits) + len(more) <= MOST_TALLIED:
            count = program.emit("tally", *sorted((*bits, *more)))
            return count if start is None else program.emit("add", start, count)
    return None


def product_of(program: Program, a: int, b: int) -> int | None:
    """A number, or nothing of it."""
    for one, other in ((a, b), (b, a)):
        bits = _tallied(program, one)
        if len(bits) == 1:
            return program.select(bits[0], other, program.constant(0.0))
    return None


def sameness_of(program: Program, a: int, b: int) -> int | None:
    """A count is nothing where none is true."""
    for one, other in ((a, b), (b, a)):
        start, bits = _start_of(program, other)
        if bits and one == (program.constant(0.0) if start is None else start):
            return _number(program.opposite(program.either(*bits)))
    return None


def excess_of(program: Program, a: int, b: int) -> int | None:
    """A count is more than nothing where one is true."""
    bits = _tallied(program, a)
    return _number(program.either(*bits)) if bits and _is_zero(program, b) else None


def choice_of(program: Program, bit: int, chosen: int, otherwise: int) -> int | None:
    """A choice of choices on one truth value, or between something and nothing."""
    first, second = program.operations[chosen], program.operations[otherwise]
    if first.operator == "select" and first.operands[0] == bit:
        return program.select(bit, first.operands[1], otherwise)
    if second.operator == "select" and second.operands[0] == bit:
        return program.select(bit, chosen, second.operands[2])
    if _is_zero(program, otherwise):
        return _if_all(program, bit, first, chosen)
    if _is_zero(program, chosen):
        return _if_all(program, program.opposite(bit), second, otherwise, is_needed=False)
    return None


def _if_all(program: Program, bit: Bit, operation: Operation, number: int, is_needed: bool = True) -> int | None:
    """Something where a truth value is true, and nothing else; it may itself be something or nothing."""
    zero = program.constant(0.0)
    if number == program.constant(1.0) and not isinstance(bit, bool):
        return program.emit("tally", bit)
    if operation.operator == "tally" and len(operation.operands) == 1:
        both = program.both(bit, operation.operands[0])
        return (number if both else zero) if isinstance(both, bool) else program.emit("tally", both)
    if operation.operator == "select" and operation.operands[2] == zero:
        return program.select(program.both(bit, operation.operands[0]), operation.operands[1], zero)
    return None


SIMPLER: dict[Operator, Callable[..., int | None]] = {
    "add": sum_of,
    "multiply": product_of,
    "is": sameness_of,
    "more_than": excess_of,
    "select": choice_of,
}


class Simplified(Program):
    """A program that writes nothing that it can say with less."""

    def emit(self, operator: Operator, *operands: int, value: float = 0.0, exact: Fraction | None = None) -> int:
        """The number of an operation, or of a simpler one."""
        simpler = SIMPLER[operator](self, *operands) if operator in SIMPLER else None
        return super().emit(operator, *operands, value=value, exact=exact) if simpler is None else simpler

    def together(self, operator: Literal["and", "or"], a: int, b: int) -> Bit:
        """Two truth values put together, where it is one of them, or the same whatever they are."""
        one, two = (frozenset(_parts(self, bit, operator)) for bit in (a, b))
        if one <= two or two <= one:
            return b if one <= two else a
        if any(self.opposite_of(bit) in two for bit in one):
            return operator == "or"
        for bit, against in ((a, b), (b, a)):
            if bit in _parts(self, against, "or" if operator == "and" else "and"):
                return bit
        return super().together(operator, a, b)


def _parts(program: Program, bit: int, operator: Operator) -> tuple[int, ...]:
    """The truth values that one is put together of, as far as they are few."""
    found = [bit]
    for _ in range(MOST_LOOKED_AT):
        at = next((at for at, one in enumerate(found) if program.operations[one].operator == operator), None)
        if at is None:
            return tuple(found)
        found[at : at + 1] = program.operations[found[at]].operands
    return (bit,)


def _tallied(program: Program, number: int) -> tuple[int, ...]:
    operation = program.operations[number]
    return operation.operands if operation.operator == "tally" else ()


def _start_of(program: Program, number: int) -> tuple[int | None, tuple[int, ...]]:
    """A count, or a number and a count."""
    operation = program.operations[number]
    if operation.operator == "add":
        for start, count in _both_ways(operation):
            if program.operations[start].operator == "constant" and _tallied(program, count):
                return start, _tallied(program, count)
    return None, _tallied(program, number)


def _both_ways(operation: Operation) -> Iterator[tuple[int, int]]:
    yield operation.operands[0], operation.operands[1]
    yield operation.operands[1], operation.operands[0]


def _is_zero(program: Program, number: int) -> bool:
    return number == program.constant(0.0)


def _number(bit: Bit) -> int | None:
    return None if isinstance(bit, bool) else bit
