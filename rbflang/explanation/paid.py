"""How many decimals payouts have, and how they are written: as their rule rounds them.

Takes rulesets and what they were computed to. A payout without a rounding is paid as its formula gives it: in whole
units of money where all of them are whole, else with the decimals that the unit has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any

from rbflang.data.computed import Computed
from rbflang.explanation.payout_lines import PayoutLine
from rbflang.graph.nodes import printed_of
from rbflang.ruleset.model import Member, Quantity, Ruleset
from rbflang.wording import KRONE, Currency, Voice, Words, in_both, number, round_half_away


def paid_decimals(*rounds: Computed) -> int:
    """The decimals of the payouts of a round, or of several side by side: the most that any of them has."""
    return max(map(_of_one, rounds))


def _of_one(computed: Computed) -> int:
    return max((_decimals(computed, one) for one in computed.checked.ruleset.payouts), default=0)


def _decimals(computed: Computed, payout: Quantity) -> int:
    values = map(printed_of, computed.valuation.of(payout.name).values() if payout.rounding is None else ())
    amounts = (value for value in values if isinstance(value, Fraction))
    return _decimals_of(payout, amounts, computed.checked.ruleset.currency)


def decimals_in_all(ruleset: Ruleset, amounts: Sequence[Fraction]) -> int:
    """The decimals of what each who is paid gets in all, where it came to these amounts."""
    return max((_decimals_of(one, amounts, ruleset.currency) for one in ruleset.payouts), default=0)


def _decimals_of(payout: Quantity, amounts: Iterable[Fraction], currency: Currency) -> int:
    rounding = payout.rounding
    if rounding is not None and rounding.to == "nearest" and rounding.decimals:
        return max(rounding.decimals, currency.decimals)
    if rounding is not None:
        return rounding.decimals
    return 0 if all(amount.denominator == 1 for amount in amounts) else currency.decimals


def paying_voice(language: str, *rounds: Computed) -> Voice:
    """A voice that tells amounts as a round pays them, or several side by side."""
    return Voice(language, paid_decimals(*rounds), rounds[0].checked.ruleset.currency)


def paid_unit(computed: Computed) -> Fraction:
    """What payouts are a whole number of: what their rule rounds them to, else the least that they can differ by.

    Of lines, the greatest unit that each of them is a whole number of.
    """
    return reduce(_shared_by, (_unit(computed, one) for one in computed.checked.ruleset.payouts))


def _unit(computed: Computed, payout: Quantity) -> Fraction:
    return payout.rounding.unit if payout.rounding else Fraction(1, 10 ** _decimals(computed, payout))


def _shared_by(one: Fraction, other: Fraction) -> Fraction:
    """The greatest unit that both are a whole number of."""
    whole = one.denominator * other.denominator
    return Fraction(gcd(int(one * whole), int(other * whole)), whole)


def as_data(amount: Fraction, decimals: int) -> int | str:
    """An amount as JSON has it: a whole number where payouts are whole, else a string with their decimals."""
    if not decimals and amount.denominator != 1:
        decimals = KRONE.decimals
    if not decimals:
        return int(amount)
    scaled = int(round_half_away(amount, decimals) * 10**decimals)
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def lines_data(lines: Iterable[PayoutLine], payees: Sequence[Member], decimals: int) -> dict[str, dict[str, int | str]]:
    """The lines of what each who is paid gets, as JSON has them; nothing where it is told as one amount."""
    found: dict[str, dict[str, int | str]] = {}
    for line in lines:
        for payee, item in zip(payees, line.items, strict=True):
            if item is not None:
                found.setdefault(payee.name, {})[line.name] = as_data(item.number, decimals)
    return found


def currency_data(currency: Currency) -> dict[str, Any]:
    """What amounts are counted in, as JSON has it."""
    return {"name": currency.many, "sign": currency.sign, "decimals": currency.decimals}


def shown_as_paid(computed: Computed, amount: Fraction, sign: bool = False) -> Words:
    """An amount as messages about the figures write it."""
    decimals = paid_decimals(computed)
    return in_both(lambda language: number(amount, decimals, language, sign))
