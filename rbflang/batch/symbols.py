"""A cell of a scenario on its way into the program: exactly where it can be followed exactly, else with its error.

What depends on inputs alone, and in a straight line, keeps its exact coefficients. Whatever else is computed in doubles
is told with how far it can be from the truth. Of a figure of the rules or the data that is known within bounds alone,
both ends are followed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.batch.program import Bit, Operator, Program

# Whole numbers up to here are doubles, each of them.
MOST_WHOLE = 2.0**53
ZERO, ONE = Fraction(0), Fraction(1)
Symbol: TypeAlias = "Numeric | Truth | Word | str"


@frozen(repr=False)
class Linear:
    """The sum of inputs, each times its slope, and a start, exactly; in the order of the inputs, none with slope 0."""

    terms: tuple[tuple[int, Fraction], ...]
    start: Fraction

    def plus(self, other: Linear) -> Linear:
        """The sum of two lines."""
        slopes = dict(self.terms)
        for base, slope in other.terms:
            slopes[base] = slopes.get(base, ZERO) + slope
        return Linear(tuple((base, slopes[base]) for base in sorted(slopes) if slopes[base]), self.start + other.start)

    def times(self, factor: Fraction) -> Linear:
        """The line with every slope and its start so many times as large; the factor is not zero."""
        return Linear(tuple((base, slope * factor) for base, slope in self.terms), self.start * factor)


@frozen(eq=False, repr=False)
class Numeric:
    """A number: the operation that computes it, and what is known of it.

    The truth is no farther from it than `relative` of it, where that is known; else it follows from the `parts` that
    it is made of. `doubt` is true where it may be another number altogether, `missing` where it has no value.
    """

    operation: int
    exact: Fraction | None = None
    line: Linear | None = None
    relative: float | None = 0.0
    is_positive: bool = False
    whole_up_to: float | None = None
    doubt: Bit = False
    missing: Bit = False
    branches: tuple[Bit, Numeric, Numeric] | None = None
    parts: tuple[Operator, Numeric, Numeric] | None = None
    ends: tuple[Numeric, Numeric] | None = None

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


def constant(program: Program, value: Fraction) -> Numeric:
    """A number that is the same in every scenario."""
    operation = program.fraction(value)
    made = program.operations[operation]
    return Numeric(
        operation,
        exact=value,
        relative=0.0 if made.exact is None else program.half,
        is_positive=value >= 0,
        whole_up_to=abs(made.value) if value.denominator == 1 and abs(value) < MOST_WHOLE else None,
    )


def observed(program: Program, number: int, is_positive: bool, may_be_missing: bool) -> Numeric:
    """What a scenario gives: the decimal that its double prints as."""
    operation = program.emit("input", value=number)
    if is_positive:
        program.positive.add(operation)
    return Numeric(
        operation,
        line=Linear(((operation, ONE),), ZERO),
        relative=program.half,
        is_positive=is_positive,
        missing=program.emit("missing", operation) if may_be_missing else False,
    )


def within(program: Program, printed: Fraction | None, low: Numeric, high: Numeric) -> Numeric:
    """A figure known within bounds: amounts are computed with what is printed, decisions with both ends."""
    value = constant(program, ZERO if printed is None else printed)
    return evolve(value, missing=printed is None, ends=(low, high))


def known(number: Numeric) -> Linear | None:
    """A number as a line, of a constant with a start alone."""
    return Linear((), number.exact) if number.exact is not None else number.line


def bare(number: Numeric) -> Numeric:
    """The number without where it is doubtful, which is told of the whole."""
    return evolve(number, doubt=False, missing=False, ends=None)
