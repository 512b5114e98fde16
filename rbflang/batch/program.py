"""A straight line of operations on doubles and truth values: what lowering makes, and what every printer prints.

An operation is written once, however often it is asked for, and comes after what it reads. It knows no rules.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import frozen

Operator: TypeAlias = Literal[
    "input", "constant", "add", "subtract", "multiply", "divide", "floor", "absolute",
    "at_least", "more_than", "is", "missing", "and", "or", "not", "select", "tally", "outer", "ordinary",
]  # fmt: skip
"""A `tally` is how many of at most 255 truth values are true, one that is named twice counting twice. Of two
numbers the `outer` is that whose bits are the greater as a whole number, and `ordinary` is what is so small in that
order that it is neither below zero nor endless nor no number."""
TRUTHS: frozenset[Operator] = frozenset(("at_least", "more_than", "is", "missing", "and", "or", "not", "ordinary"))
HALF = 2.0**-53
"""Half a unit in the last place of a double, as a share of the number."""
ENDLESS_BITS = 0x7FF0000000000000
Bit: TypeAlias = bool | int
"""A truth value: known, or the number of the operation that gives it. (`True` and `False` are no operations.)"""


@frozen
class Operation:
    """What is done, with what; `value` is the number of the input, or the constant.

    `exact` is the number that a constant stands for, where it is another than the double itself.
    """

    operator: Operator
    operands: tuple[int, ...] = ()
    value: float = 0.0
    exact: Fraction | None = None


class Program:
    """Operations in an order in which each comes after what it reads.

    No operation is farther from the truth than `half` of what it gives; of nothing, where all is computed exactly.
    """

    def __init__(self, half: float = HALF) -> None:
        self.half = half
        self.operations: list[Operation] = []
        self.positive: set[int] = set()
        self._numbers: dict[tuple[object, ...], int] = {}

    @property
    def is_exact(self) -> bool:
        """True if whatever is computed is computed exactly."""
        return self.half == 0

    def emit(self, operator: Operator, *operands: int, value: float = 0.0, exact: Fraction | None = None) -> int:
        """The number of an operation; the same one where it was asked for before."""
        # repr tells −0 from 0 and names the one not-a-number.
        known = (operator, operands, repr(value), exact)
        if known not in self._numbers:
            self._numbers[known] = len(self.operations)
            self.operations.append(Operation(operator, operands, value, exact))
        return self._numbers[known]

    def constant(self, value: float) -> int:
        """A number that is the same in every scenario."""
        return self.emit("constant", value=value)

    def fraction(self, value: Fraction) -> int:
        """A number that is the same in every scenario, as the double nearest to it."""
        double = float(value)
        return self.emit("constant", value=double, exact=None if Fraction(double) == value else value)

    def is_positive(self, number: int) -> bool:
        """True for an input that is never below zero."""
        return number in self.positive

    def places(self, base: int, places: float, most: float) -> tuple[int, Bit]:
        """How many of a decimal place an input is, and whether it is that many, so that whole numbers tell it.

        A double is the nearest to so many of a place if and only if it prints as them.
        """
        unit = self.constant(places)
        scaled = self.emit("add", self.emit("multiply", base, unit), self.constant(0.5))
        count = self.emit("floor", scaled)
        is_that = self.emit("is", self.emit("divide", count, unit), base)
        is_small = self.emit("more_than", self.constant(most), self.emit("absolute", count))
        return count, self.both(is_that, is_small)

    def both(self, a: Bit, b: Bit) -> Bit:
        """True where both are."""
        if isinstance(a, bool):
            return b if a else False
        if isinstance(b, bool):
            return a if b else False
        return a if a == b else self.together("and", a, b)

    def either(self, *bits: Bit) -> Bit:
        """True where one is."""
        found: Bit = False
        for bit in bits:
            if bit is True or found is True:
                return True
            if not isinstance(bit, bool) and bit != found:
                found = bit if isinstance(found, bool) else self.together("or", found, bit)
        return found

    def together(self, operator: Literal["and", "or"], a: int, b: int) -> Bit:
        """Two truth values that are not the same, put together."""
        return self.emit(operator, min(a, b), max(a, b))

    def opposite(self, bit: Bit) -> Bit:
        """True where it is not."""
        if isinstance(bit, bool):
            return not bit
        operation = self.operations[bit]
        return operation.operands[0] if operation.operator == "not" else self.emit("not", bit)

    def opposite_of(self, bit: int) -> int | None:
        """The opposite of a truth value, if it was asked for already."""
        operation = self.operations[bit]
        return operation.operands[0] if operation.operator == "not" else self._numbers.get(("not", (bit,), "0.0", None))

    def choice(self, bit: Bit, chosen: Bit, otherwise: Bit) -> Bit:
        """The one truth value where a bit is true, else the other."""
        if isinstance(bit, bool):
            return chosen if bit else otherwise
        if chosen is otherwise or (not isinstance(chosen, bool) and chosen == otherwise):
            return chosen
        return self.either(self.both(bit, chosen), self.both(self.opposite(bit), otherwise))

    def select(self, bit: Bit, chosen: int, otherwise: int) -> int:
        """The one number where a bit is true, else the other."""
        if isinstance(bit, bool):
            return chosen if bit else otherwise
        return chosen if chosen == otherwise else self.emit("select", bit, chosen, otherwise)
