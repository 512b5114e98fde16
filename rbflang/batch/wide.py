"""The same program with every number as the sum of two doubles, for the few scenarios that doubles alone do not tell.

The second double is what the first leaves out, so that a number has some 106 binary digits. What is decided exactly in
doubles stays as it is; sums, products and quotients become several operations each, of the same few operators.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from rbflang.batch.program import TRUTHS, Bit, Operation, Program
from rbflang.batch.schedule import needed

HALF = 2.0**-100
"""No sum, product or quotient of two such numbers is farther from the truth, as a share: of quotients 15 × 2⁻¹⁰⁶."""
SPLIT = 2.0**27 + 1
Pair: TypeAlias = "tuple[int, int]"
"""The operation that gives the double nearest to a number, and that which gives what is left."""


def widened(program: Program, results: Sequence[int], doubt: Bit, inputs: int) -> tuple[Program, list[Pair], Bit]:
    """The program in pairs of doubles, its results, and where they are doubtful.

    Behind its inputs come as many again: what each double leaves out of the decimal that it stands for.
    """
    wide = _Wide(program, inputs, Program(), {}, {})
    wanted = (*results, *(() if isinstance(doubt, bool) else (doubt,)))
    for number in needed(program, wanted):
        wide.take(number)
    return wide.to, [wide.pairs[one] for one in results], doubt if isinstance(doubt, bool) else wide.truths[doubt]


@frozen(eq=False)
class _Wide:
    program: Program
    inputs: int
    to: Program
    pairs: dict[int, Pair]
    truths: dict[int, int]

    @property
    def zero(self) -> int:
        return self.to.constant(0.0)

    def take(self, number: int) -> None:
        """Keep the pair, or the truth value, that an operation becomes."""
        operation = self.program.operations[number]
        if operation.operator in TRUTHS:
            self.truths[number] = self._truth(operation)
        else:
            self.pairs[number] = self._number(operation)

    def _number(self, operation: Operation) -> Pair:
        to = self.to
        match operation.operator:
            case "input":
                return to.emit("input", value=operation.value), to.emit("input", value=operation.value + self.inputs)
            case "constant":
                return to.constant(operation.value), to.constant(operation.rest)
            case "tally":
                return to.emit("tally", *(self.truths[one] for one in operation.operands)), self.zero
            case "outer":
                first, second = (self.pairs[one][0] for one in operation.operands)
                return to.emit("outer", first, second), self.zero
            case "select":
                bit, chosen, otherwise = operation.operands
                ends = zip(self.pairs[chosen], self.pairs[otherwise], strict=True)
                high, low = (to.select(self.truths[bit], *end) for end in ends)
                return high, low
        given = [self.pairs[one] for one in operation.operands]
        match operation.operator:
            case "add":
                return self._sum(*given)
            case "subtract":
                return self._sum(given[0], self._opposite(given[1]))
            case "multiply":
                return self._product(*given)
            case "divide":
                return self._quotient(*given)
            case "floor":
                return self._floor(*given)
        assert operation.operator == "absolute"
        return self._size(*given)

    def _truth(self, operation: Operation) -> int:
        to, operands = self.to, operation.operands
        if operation.operator in ("and", "or", "not"):
            return to.emit(operation.operator, *(self.truths[one] for one in operands))
        given = [self.pairs[one] for one in operands]
        if operation.operator in ("missing", "ordinary") or all(map(self._is_told_by_its_double, operands)):
            return to.emit(operation.operator, *(high for high, _ in given))
        (first, of_first), (second, of_second) = given
        same, rest = to.emit("is", first, second), to.emit(operation.operator, of_first, of_second)
        by_rest = to.emit("and", same, rest)
        return by_rest if operation.operator == "is" else to.emit("or", to.emit("more_than", first, second), by_rest)

    def _is_told_by_its_double(self, number: int) -> bool:
        """True for what is given, and for a limit that was chosen for it to be compared with."""
        operation = self.program.operations[number]
        return operation.operator == "input" or (operation.operator == "constant" and not operation.rest)

    def _opposite(self, pair: Pair) -> Pair:
        high, low = pair
        less = self.zero if low == self.zero else self.to.emit("subtract", self.zero, low)
        return self.to.emit("subtract", self.zero, high), less

    def _size(self, pair: Pair) -> Pair:
        below = self.to.emit("more_than", self.zero, pair[0])
        high, low = (self.to.select(below, *both) for both in zip(self._opposite(pair), pair, strict=True))
        return high, low

    def _floor(self, pair: Pair) -> Pair:
        """Of a whole double what is left decides; of another it cannot reach the next whole number."""
        high, low = pair
        floor = self.to.emit("floor", high)
        rest = self.to.select(self.to.emit("is", floor, high), self.to.emit("floor", low), self.zero)
        return self._two_in_order(floor, rest)

    def _two(self, a: int, b: int) -> Pair:
        """The sum of two doubles, and what it leaves out."""
        emit = self.to.emit
        total = emit("add", a, b)
        of_a = emit("subtract", total, b)
        of_b = emit("subtract", total, of_a)
        return total, emit("add", emit("subtract", a, of_a), emit("subtract", b, of_b))

    def _two_in_order(self, a: int, b: int) -> Pair:
        """The same, where the first is not the smaller."""
        total = self.to.emit("add", a, b)
        return total, self.to.emit("subtract", b, self.to.emit("subtract", total, a))

    def _sum(self, a: Pair, b: Pair) -> Pair:
        if a[0] == self.zero or b[0] == self.zero:
            return b if a[0] == self.zero else a
        if self.zero in (a[1], b[1]):
            high, rest = self._two(a[0], b[0])
            low = b[1] if a[1] == self.zero else a[1]
            return (high, rest) if low == self.zero else self._two_in_order(high, self.to.emit("add", rest, low))
        high, rest = self._two(a[0], b[0])
        low, least = self._two(a[1], b[1])
        high, rest = self._two_in_order(high, self.to.emit("add", rest, low))
        return self._two_in_order(high, self.to.emit("add", rest, least))

    def _split(self, a: int) -> Pair:
        """A double as the sum of two of half its digits."""
        emit = self.to.emit
        known = self.to.operations[a]
        if known.operator == "constant":
            half = known.value * SPLIT - (known.value * SPLIT - known.value)
            return self.to.constant(half), self.to.constant(known.value - half)
        large = emit("multiply", a, self.to.constant(SPLIT))
        high = emit("subtract", large, emit("subtract", large, a))
        return high, emit("subtract", a, high)

    def _times(self, a: int, b: int) -> Pair:
        """The product of two doubles, and what it leaves out."""
        emit = self.to.emit
        product, (a_high, a_low), (b_high, b_low) = emit("multiply", a, b), self._split(a), self._split(b)
        rest = emit("subtract", emit("multiply", a_high, b_high), product)
        rest = emit("add", rest, emit("multiply", a_high, b_low))
        rest = emit("add", rest, emit("multiply", a_low, b_high))
        return product, emit("add", rest, emit("multiply", a_low, b_low))

    def _product(self, a: Pair, b: Pair) -> Pair:
        emit = self.to.emit
        high, rest = self._times(a[0], b[0])
        for one, other in ((a, b), (b, a)):
            if other[1] != self.zero:
                rest = emit("add", rest, emit("multiply", one[0], other[1]))
        return self._two_in_order(high, rest)

    def _quotient(self, a: Pair, b: Pair) -> Pair:
        emit = self.to.emit
        first = emit("divide", a[0], b[0])
        taken, rest = self._times(b[0], first)
        if b[1] != self.zero:
            taken, rest = self._two_in_order(taken, emit("add", rest, emit("multiply", b[1], first)))
        left, least = self._two(a[0], emit("subtract", self.zero, taken))
        least = emit("add", least, emit("subtract", a[1], rest))
        return self._two_in_order(first, emit("divide", emit("add", left, least), b[0]))
