"""Lines of arithmetic that a pocket calculator repeats: how many digits each figure is shown with.

Takes the exact operands and results, gives the decimals with which the result shown follows from the operands shown.
The figures are the evaluator's; only their digits are chosen here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.wording import decimals_needed, round_half_away

MOST_EXTRA = 12
Work = Callable[[Sequence[Fraction]], Fraction]


@frozen(repr=False)
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


def result_of(operands: Sequence[Shown], exact: Fraction, work: Work, most: int, least: int = 0) -> Shown | None:
    """The result with as many decimals, at most `most`, as follow from the operands shown; `None` below `least`."""
    first = shown(exact, most).decimals
    for decimals in range(first, min(least, first) - 1, -1):
        result = Shown(exact, decimals).plain()
        if follows(operands, result, work):
            return result
    return None


def digits_for(operand: Fraction, result: Shown, work: Work) -> int:
    """So many decimals of an operand, six or a few more, that the result shown follows from it."""
    fitting = (at for at in range(6, 6 + MOST_EXTRA) if follows([Shown(operand, at)], result, work))
    return next(fitting, 6)


def digits_of_a_rate(rate: Fraction, count: Shown, result: Shown, least: int) -> int:
    """So many decimals of a rate, at least `least`, that the count shown times the rate shown gives the result shown.

    As many more as there may be where no number of decimals does.
    """
    fitting = (at for at in range(least, least + MOST_EXTRA) if follows([count, Shown(rate, at)], result, product))
    return next(fitting, least + MOST_EXTRA)


def rounding(total: Fraction | None, parts: Sequence[Fraction | None]) -> Fraction:
    """What is shown below the line minus the sum of what is shown above it; nothing where one of them has no figure."""
    above = sum_of(parts)
    return Fraction(0) if total is None or above is None else total - above


def sum_of(parts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum; `None` where one of the parts has no figure."""
    known = list(parts)
    return None if any(part is None for part in known) else sum(filter(None, known), Fraction(0))


def at_decimals(value: Fraction | None, decimals: int) -> Fraction | None:
    """The figure as it is shown with so many decimals, halves away from zero; `None` where there is none."""
    return None if value is None else round_half_away(value, decimals)
