"""Programs of doubles: what is written with less, in another order or as fractions gives what it gave."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any, get_args

import numpy as np
import pytest

from rbflang.batch import by_fractions, by_llvm, by_numpy
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


def in_fractions(program: Program, results: Sequence[int], columns: Sequence[Any]) -> list[list[float]]:
    """What some operations give where all is computed exactly."""
    return [one.tolist() for one in ran(by_fractions, program, results, columns)]


def test_every_operation_is_printed_as_exact_arithmetic() -> None:
    by_itself: set[Operator] = {"input", "constant"}
    assert {*by_fractions.WORK} | by_fractions.BY_NUMPY | by_itself == {*get_args(Operator)}
    assert {*by_fractions.WORK}.isdisjoint(by_fractions.BY_NUMPY)


@pytest.mark.parametrize("work", [*EXACT, "floor", "absolute"])
def test_what_is_computed_of_decimals_and_fractions_is_exact(work: Operator) -> None:
    """It is compared with the number that it is, with one a little greater and with one a little less."""
    random, program = Random(7), Program(0.0)
    given = [round(random.uniform(-3, 3), random.choice((1, 3, 15))) for _ in range(40)]
    little, bits = Fraction(1, 10**40), list[int]()
    for at, value in enumerate(given):
        a, b = decimal_of(value), Fraction(random.randint(-999, 999) or 1, random.choice((3, 7, 1000, 7919)))
        operands = (program.emit("input", value=at), program.fraction(b))[: 2 if work in EXACT else 1]
        made = program.emit(work, *operands)
        result = EXACT[work](a, b) if work in EXACT else abs(a) if work == "absolute" else Fraction(a // 1)
        for asked in ("is", "at_least", "more_than"):
            bits += [program.emit(asked, made, program.fraction(result + apart)) for apart in (-little, 0, little)]
    results = [program.select(bit, program.constant(1.0), program.constant(0.0)) for bit in bits]
    found = in_fractions(program, results, [np.array([value]) for value in given])
    assert [one for (one,) in found] == [0, 1, 0, 1, 1, 0, 1, 0, 0] * len(given)


def test_two_numbers_that_print_as_one_double_are_told_apart() -> None:
    program = Program(0.0)
    third, limit = program.fraction(Fraction(1, 3)), program.constant(1 / 3)
    given = program.emit("input", value=0)
    bits = [program.emit(one, third, limit) for one in ("is", "at_least", "more_than")]
    bits += [
        program.emit("at_least", given, limit) for limit in (program.constant(0.1), program.fraction(Fraction(1, 10)))
    ]
    results = [program.select(one, program.constant(5.0), program.constant(2.0)) for one in bits]
    assert [one[0] for one in ran(by_numpy, program, results, [np.array([0.1])])] == [5.0, 5.0, 2.0, 5.0, 5.0]
    # A third is more than the double nearest to it. What is given is compared with a double as it was, and with a
    # tenth as the decimal that it stands for.
    assert in_fractions(program, results, [np.array([0.1])]) == [[2.0], [5.0], [5.0], [5.0], [5.0]]


def test_what_is_missing_or_endless_is_nothing_that_is_computed_with() -> None:
    program = Program(0.0)
    given, other, two = program.emit("input", value=0), program.emit("input", value=1), program.constant(2.0)
    more, over, floor = (
        program.emit("add", given, two),
        program.emit("divide", two, given),
        program.emit("floor", given),
    )
    asked: tuple[Operator, ...] = ("is", "at_least", "more_than")
    bits = [program.emit(one, *pair) for one in asked for pair in ((more, two), (two, more), (more, more))]
    bits.append(program.emit("more_than", program.constant(math.inf), more))
    bits += [program.emit("missing", given), program.emit("ordinary", program.emit("outer", given, other))]
    results = [program.select(bit, two, program.constant(1.0)) for bit in bits]
    columns = [np.array([math.nan, math.inf, -math.inf, 0.0, 0.5, -0.5]), np.full(6, 0.25)]
    computed = [[None if math.isnan(one) else one for one in column]
                for column in in_fractions(program, [more, over, floor], columns)]  # fmt: skip
    assert computed[0] == [None, None, None, 2.0, 2.5, 1.5]
    assert computed[1] == [None, None, None, None, 4.0, -4.0]
    assert computed[2] == [None, None, None, 0.0, 0.0, -1.0]
    *compared, is_less_than_endless, missing, ordinary = in_fractions(program, results, columns)
    assert all(one[:3] == [1.0, 1.0, 1.0] for one in compared)
    assert is_less_than_endless == [1.0, 1.0, 1.0, 2.0, 2.0, 2.0]
    assert missing == [2.0, 1.0, 1.0, 1.0, 1.0, 1.0] and ordinary == [1.0, 1.0, 1.0, 2.0, 2.0, 1.0]


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


@pytest.mark.parametrize("count", [1, 64, 65, 200])
def test_few_columns_where_they_are_and_many_laid_side_by_side_give_the_same(count: int) -> None:
    """For every number of scenarios, of which eight are one step and sixteen steps are laid out at once."""
    program, random = Program(), np.random.default_rng(count)
    given = [program.emit("input", value=at) for at in range(0, 2 * count, 2)]
    total = given[0]
    for at, one in enumerate(given[1:]):
        total = program.emit("add" if at % 3 else "multiply", total, one)
    for rows in (1, 7, 8, 9, 127, 128, 129, 136, 300, 1000):
        columns = [random.uniform(0.5, 1.5, rows + 1)[1:] for _ in range(2 * count)]
        results = [total, given[-1]]
        for a, b in zip(*(ran(printer, program, results, columns) for printer in (by_numpy, by_llvm)), strict=True):
            assert np.array_equal(a, b)


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
