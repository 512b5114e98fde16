"""Lines of arithmetic that a pocket calculator repeats: how many digits each figure is shown with.

Takes the exact operands and results, gives the decimals with which the result shown follows from the operands shown.
The figures are the evaluator's; only their digits are chosen here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.wording import decimals_needed, round_half_away

MOST_DECIMALS = 15
Work = Callable[[Sequence[Fraction]], Fraction]


@frozen
class Shown:
    """A figure and the number of decimals it is shown with."""

    exact: Fraction
    decimals: int

    @property
    def value(self) -> Fraction:
        """The figure as the reader sees it."""
        return round_half_away(self.exact, self.decimals)

    def plain(self) -> Shown:
        """The figure without zeros at its end."""
        needed = decimals_needed(self.value)
        return Shown(self.exact, self.decimals if needed is None else min(needed, self.decimals))

    def finer(self) -> Shown:
        """The figure with one decimal more, as long as that says more."""
        return self if self.value == self.exact else Shown(self.exact, self.decimals + 1)


def shown(exact: Fraction, most: int) -> Shown:
    """A figure with at most so many decimals, fewer where fewer write it exactly."""
    return Shown(exact, most).plain()


def product(values: Sequence[Fraction]) -> Fraction:
    """All values multiplied."""
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def follows(operands: Sequence[Shown], result: Shown, work: Work) -> bool:
    """True if the result shown is what the operands shown give, rounded to the result's decimals."""
    return round_half_away(work([one.value for one in operands]), result.decimals) == result.value


def settled(
    operands: Sequence[Shown], exact: Fraction, work: Work, most: int, least: int = 0
) -> tuple[tuple[Shown, ...], Shown]:
    """The operands with as many digits as are needed, and the result with as many decimals as then hold.

    The result has at most `most` decimals and at least `least`; operands get more digits only where they must.
    """
    current = tuple(operands)
    while True:
        for decimals in range(shown(exact, most).decimals, least - 1, -1):
            result = Shown(exact, decimals).plain()
            if follows(current, result, work):
                return current, result
        finer = tuple(one.finer() for one in current)
        if finer == current or max(one.decimals for one in finer) > MOST_DECIMALS:
            return current, Shown(exact, least)
        current = finer


def rounding(total: Fraction, parts: Sequence[Fraction]) -> Fraction:
    """What is shown below the line minus the sum of what is shown above it."""
    return total - sum(parts, Fraction(0))
