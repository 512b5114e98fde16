"""How many decimals payouts have, and how they are written: as their rule rounds them.

Takes rulesets and what they were computed to. A payout without a rounding is paid as its formula gives it: in whole
units of money where all of them are whole, else with the decimals that the unit has.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.graph.nodes import printed_of
from rbflang.ruleset.model import Quantity
from rbflang.wording import KRONE, Currency, Voice, Words, in_both, number, round_half_away


def paid_decimals(*rounds: Computed) -> int:
    """The decimals of the payouts of a round, or of several side by side: the most that any of them has."""
    return max(map(_of_one, rounds))


def _of_one(computed: Computed) -> int:
    payout, currency = computed.checked.ruleset.payout, computed.checked.ruleset.currency
    if payout is None or payout.rounding is not None:
        return decimals_of(payout, (), currency) if payout else 0
    cells = computed.valuation.of(payout.name).values()
    values = [printed_of(cell) for cell in cells]
    return decimals_of(payout, (value for value in values if isinstance(value, Fraction)), currency)


def decimals_of(payout: Quantity, amounts: Iterable[Fraction], currency: Currency) -> int:
    """The decimals of a payout that came to these amounts."""
    rounding = payout.rounding
    if rounding is not None:
        return rounding.decimals
    return 0 if all(amount.denominator == 1 for amount in amounts) else currency.decimals


def paying_voice(language: str, *rounds: Computed) -> Voice:
    """A voice that tells amounts as a round pays them, or several side by side."""
    return Voice(language, paid_decimals(*rounds), rounds[0].checked.ruleset.currency)


def paid_unit(computed: Computed) -> Fraction:
    """What payouts are a whole number of: what their rule rounds them to, else the least that they can differ by."""
    payout = computed.checked.ruleset.payout
    return payout.rounding.unit if payout and payout.rounding else Fraction(1, 10 ** paid_decimals(computed))


def as_data(amount: Fraction, decimals: int) -> int | str:
    """An amount as JSON has it: a whole number where payouts are whole, else a string with their decimals."""
    if not decimals and amount.denominator != 1:
        decimals = KRONE.decimals
    if not decimals:
        return int(amount)
    scaled = int(round_half_away(amount, decimals) * 10**decimals)
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def currency_data(currency: Currency) -> dict[str, Any]:
    """What amounts are counted in, as JSON has it."""
    return {"name": currency.many, "sign": currency.sign, "decimals": currency.decimals}


def shown_as_paid(computed: Computed, amount: Fraction, sign: bool = False) -> Words:
    """An amount as messages about the figures write it."""
    decimals = paid_decimals(computed)
    return in_both(lambda language: number(amount, decimals, language, sign))
