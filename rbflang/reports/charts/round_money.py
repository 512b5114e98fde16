"""Amounts as the sentence of a chart tells them: in millions with a decimal, less than a million in full.

Takes exact amounts; gives text and cells. What is exact stands in the chart and its table.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.wording import Voice

MILLION = 1_000_000


def in_round(amount: Fraction, say: Voice) -> str:
    """The size of an amount: `5,2 mill. kr`, and below a million `792 419 kr`."""
    size = abs(amount)
    return f"{say.number(size / MILLION, 1)} {say.millions}" if size >= MILLION else say.kroner(size)


def more_or_less(amount: Fraction, say: Voice) -> str:
    """An amount and its direction: `5,2 mill. kr mindre`."""
    more = say("mer", "more") if amount > 0 else say("mindre", "less")
    return f"{in_round(amount, say)} {more}"
