"""How far what is computed in doubles can be from the truth, as operations of the program."""

from __future__ import annotations

from rbflang.batch.program import Bit, Program
from rbflang.batch.symbols import Numeric

# Below this, doubles have fewer digits than the bounds count on.
VANISHING = 1e-250


def error_of(program: Program, number: Numeric) -> int:
    """How far a number may be from the truth, as an operation."""
    if program.is_exact:
        return program.constant(0.0)
    more = program.constant(1 + 16 * program.half)

    def sized(number: Numeric) -> int:
        return number.operation if number.is_positive else program.emit("absolute", number.operation)

    if number.relative is not None:
        return program.emit(
            "multiply", sized(number), program.constant((number.relative + program.half) * (1 + 16 * program.half))
        )
    if number.line is not None:
        size = program.constant(abs(float(number.line.start)))
        for base, slope in number.line.terms:
            part = program.emit("absolute", program.emit("multiply", base, program.constant(float(slope))))
            size = program.emit("add", size, part)
        return program.emit("multiply", size, program.constant((4 + len(number.line.terms)) * program.half))
    if number.branches is not None:
        bit, chosen, otherwise = number.branches
        return program.select(bit, error_of(program, chosen), error_of(program, otherwise))
    assert number.parts is not None
    operator, a, b = number.parts
    of_a, of_b = error_of(program, a), error_of(program, b)
    own = program.emit("multiply", sized(number), program.constant(2 * program.half))
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


def is_near(program: Program, a: Numeric, b: Numeric) -> Bit:
    """Whether two numbers are nearer each other than what is known of them tells apart: exact ones only if equal."""
    if program.is_exact:
        return program.emit("is", a.operation, b.operation)
    apart = program.emit("absolute", program.emit("subtract", a.operation, b.operation))
    error = program.emit("add", error_of(program, a), program.constant(VANISHING))
    if b.exact != 0:
        error = program.emit("add", error, error_of(program, b))
    return program.opposite(program.emit("more_than", apart, error))
