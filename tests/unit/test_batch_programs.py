"""Programs of doubles: what is written with less, in another order or in more digits gives what it gave."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest

from rbflang.batch import by_llvm, by_numpy, wide
from rbflang.batch.program import Bit, Operator, Program
from rbflang.batch.schedule import needed
from rbflang.batch.simpler import Simplified
from rbflang.batch.thresholds import decimal_of

EXACT = {"add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv}


def ran(printer: Any, program: Program, results: Sequence[int], columns: Sequence[Any]) -> list[Any]:
    """What some operations give."""
    found = [np.empty(len(columns[0])) for _ in results]
    printer.compiled(program, results, False)(columns, found, np.empty(len(columns[0]), bool))
    return found


@pytest.mark.parametrize("work", [*EXACT, "floor", "absolute"])
def test_a_number_in_two_doubles_is_as_near_as_is_said(work: Operator) -> None:
    """Of decimals that are given and of fractions of the rules, some of which nearly are each other's opposite."""
    random, program, exact = Random(7), Program(), list[tuple[Fraction, Fraction]]()
    given = [round(random.uniform(-3, 3), random.choice((1, 3, 15))) for _ in range(40)]
    numbers = []
    for at, value in enumerate(given):
        a, b = decimal_of(value), Fraction(random.randint(-999, 999) or 1, random.choice((3, 7, 1000, 7919)))
        if at % 5 == 0:
            b = -a + Fraction(1, 10**17)
        if at % 7 == 0:
            a, b = a * 10**9, b / 10**9
        first = program.fraction(a) if at % 7 == 0 else program.emit("input", value=at)
        operands = (first, program.fraction(b)) if work in EXACT else (first,)
        numbers.append(program.emit(work, *operands))
        result = EXACT[work](a, b) if work in EXACT else abs(a) if work == "absolute" else Fraction(a // 1)
        size = abs(a) + abs(b) if work in ("add", "subtract") else abs(result)
        exact.append((result, size))
    made, pairs, _ = wide.widened(program, numbers, False, len(given))
    rests = [decimal_of(value) - Fraction(value) for value in given]
    columns = [np.array([float(one)]) for one in (*given, *rests)]
    found = ran(by_numpy, made, [one for pair in pairs for one in pair], columns)
    for at, (result, size) in enumerate(exact):
        told = Fraction(found[2 * at][0]) + Fraction(found[2 * at + 1][0])
        assert abs(told - result) <= size * Fraction(wide.HALF), (given[at], exact[at])
    if work not in ("floor", "absolute"):
        assert any(Fraction(high[0]) != result for high, (result, _) in zip(found[::2], exact, strict=True))


def test_two_numbers_that_print_as_one_double_are_told_apart() -> None:
    program = Program()
    third, limit = program.fraction(Fraction(1, 3)), program.constant(1 / 3)
    bits = [program.emit(one, third, limit) for one in ("is", "at_least", "more_than")]
    given = program.emit("input", value=0)
    bits.append(program.emit("at_least", given, program.constant(0.1)))
    results = [program.emit("select", one, program.constant(5.0), program.constant(2.0)) for one in bits]
    assert [one[0] for one in ran(by_numpy, program, results, [np.array([0.1])])] == [5.0, 5.0, 2.0, 5.0]
    made, pairs, _ = wide.widened(program, results, False, 1)
    rest = np.array([float(Fraction(1, 10) - Fraction(0.1))])
    # A third is more than the double nearest to it; what is given is compared as it was.
    found = ran(by_numpy, made, [high for high, _ in pairs], [np.array([0.1]), rest])
    assert [one[0] for one in found] == [2.0, 5.0, 5.0, 5.0]


def written(program: Program, seed: int) -> list[int]:
    """Counts, choices and sums of what is or is not, as ranks and shares are made of."""
    random = Random(seed)
    given = [program.emit("input", value=at) for at in range(5)]
    one, zero = program.constant(1.0), program.constant(0.0)
    bits: list[Bit] = [program.emit("at_least", value, program.constant(0.5)) for value in given]
    bits += [program.emit("more_than", a, b) for a in given[:3] for b in given[:3] if a != b]
    numbers = [zero, one, *given]
    for _ in range(60):
        kind = random.randrange(6)
        if kind == 0:
            bits.append(random.choice((program.both, program.either))(*random.choices(bits, k=2)))
        elif kind == 1:
            bits.append(program.opposite(random.choice(bits)))
        elif kind == 2:
            numbers.append(program.select(random.choice(bits), random.choice(numbers), random.choice((zero, one))))
        elif kind == 3:
            numbers.append(program.select(random.choice(bits), zero, random.choice(numbers)))
        elif kind == 4:
            numbers.append(program.emit(random.choice(("add", "multiply")), *random.choices(numbers, k=2)))
        else:
            pair = random.choice(numbers), random.choice((zero, one))
            bits.append(program.emit(random.choice(("is", "more_than")), *pair))
    return [*numbers, *(program.select(bit, one, zero) for bit in bits)]


@pytest.mark.parametrize("seed", range(30))
def test_what_is_written_with_less_is_the_same(seed: int) -> None:
    columns = [np.random.default_rng(seed + at).choice([0.0, 0.25, 0.5, 0.75, 1.0], 64) for at in range(5)]
    plain, simplified = Program(), Simplified()
    results, fewer = written(plain, seed), written(simplified, seed)
    assert len(results) == len(fewer)
    expected = ran(by_numpy, plain, results, columns)
    for printer in (by_numpy, by_llvm):
        for a, b in zip(expected, ran(printer, simplified, fewer, columns), strict=True):
            assert np.array_equal(a, b)
    assert {one.operator for one in simplified.operations} > {"tally"}


def test_a_share_among_those_who_are_let_in_is_a_choice_and_a_count() -> None:
    program = Simplified()
    zero, one, ten = (program.constant(value) for value in (0.0, 1.0, 10.0))
    bits = [program.emit("at_least", program.emit("input", value=at), zero) for at in range(2)]
    first, second = (program.select(bit, one, zero) for bit in bits)
    both = program.emit("add", first, second)
    assert program.operations[both].operator == "tally"
    assert program.operations[both].operands == tuple(bits)
    assert program.emit("is", both, zero) == program.opposite(program.either(*bits))
    assert program.emit("multiply", first, ten) == program.emit("select", bits[0], ten, zero)
    assert program.both(bits[0], program.opposite(bits[0])) is False
    assert program.either(bits[0], program.both(*bits)) == bits[0]
    place = program.emit("add", one, both)
    assert program.emit("is", place, one) == program.opposite(program.either(*bits))


def test_each_operation_comes_as_soon_as_it_can() -> None:
    program = Program()
    a, b = (program.emit("input", value=at) for at in range(2))
    limit = program.constant(0.5)
    of_b, of_a = (program.emit("multiply", one, one) for one in (b, a))
    total = program.emit("add", of_a, of_b)
    is_more = program.emit("more_than", a, limit)
    assert needed(program, (total, is_more)) == (limit, a, is_more, of_a, b, of_b, total)
    assert needed(program, (of_b,)) == (b, of_b)
