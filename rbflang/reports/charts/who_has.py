"""Who has an amount, as a sentence begins with them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.reports.titles import spoken
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

Amounts = Sequence[tuple[Member, Fraction]]
MOST_NAMED = 3


def who_has(amounts: Amounts, amount: Fraction, say: Voice) -> tuple[str, str]:
    """The names of those who have an amount, and the English verb; of many, how many they are."""
    names = [spoken(one, say) for one, own in amounts if own == amount]
    if len(names) > MOST_NAMED:
        told = say.number(Fraction(len(names)))
        every = len(names) == len(amounts)
        return say(f"Alle {told}", f"All {told}") if every else say(f"{told} av dem", f"{told} of them"), "get"
    return say.listing(names), "get" if len(names) > 1 else "gets"


def with_others(first: str, others: Sequence[tuple[str, str, str]], say: Voice) -> str:
    """A sentence that goes on with others: the names, the English verb and what they get."""
    told = [say(f"{names} {gets}", f"{names} {verb} {gets}") for names, verb, gets in others]
    joint = ", " if len(told) > 1 else say(", og ", ", and ")
    return f"{first}{joint if told else ''}{say.listing(told)}."
