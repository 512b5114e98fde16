"""The units that numbers are in, and what a printed number may stand for.

Takes exact rational numbers, knows which interval a printed figure may stand for. It must not know rules, and it never
uses floating point.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rbflang.intervals import Interval
from rbflang.wording import KRONE, Currency


def rounding_interval(value: Fraction, unit_of_last_digit: Fraction) -> Interval:
    """All numbers that print as `value` when rounded half away from zero at the given last digit."""
    half = unit_of_last_digit / 2
    if value == 0:
        return Interval(-half, half, False, False)
    return Interval(value - half, value + half, value > 0, value < 0)


@frozen(repr=False)
class Unit:
    """A product of powers of kr, poeng, del and antall; without any of them a share (`andel`) or a plain number.

    `kr` is money, whatever `currency` it is counted in; where there is none, the currency is no other than kroner.
    """

    powers: tuple[tuple[str, int], ...] = ()
    is_share: bool = False
    currency: Currency = KRONE

    @property
    def is_dimensionless(self) -> bool:
        """True for shares and plain numbers."""
        return not self.powers

    @property
    def is_money(self) -> bool:
        """True for an amount of money."""
        return self.powers == KRONER.powers

    @property
    def counts_money(self) -> bool:
        """True for amounts, and for amounts per something."""
        return ("kr", 1) in self.powers

    def counted_in(self, currency: Currency) -> Unit:
        """The same unit, its money counted in a currency."""
        return self if not self.powers or currency == KRONE else _unit(dict(self.powers), self.is_share, currency)

    def __mul__(self, other: Unit) -> Unit:
        return _product(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        if self == other:
            return self if self.is_share else NUMBER
        return _product(self, other, -1)

    def fits(self, other: Unit) -> bool:
        """True if the two can be added or compared."""
        return self.powers == other.powers


def _product(a: Unit, b: Unit, sign: int) -> Unit:
    powers = dict(a.powers)
    for base, power in b.powers:
        powers[base] = powers.get(base, 0) + sign * power
    currency = b.currency if a.currency == KRONE else a.currency
    return _unit(powers, not any(powers.values()) and (a.is_share or b.is_share), currency)


def _unit(powers: dict[str, int], is_share: bool, currency: Currency) -> Unit:
    kept = tuple(sorted((base, power) for base, power in powers.items() if power))
    return Unit(kept, is_share, currency if powers.get("kr") else KRONE)


KRONER = Unit((("kr", 1),))
POINTS = Unit((("poeng", 1),))
PARTS = Unit((("del", 1),))
COUNT = Unit((("antall", 1),))
SHARE = Unit((), True)
NUMBER = Unit()


@frozen(repr=False)
class Mark:
    """What may stand behind a number: its meaning as a factor, and the unit it gives (`None`: the place decides)."""

    word: str
    factor: Fraction
    unit: Unit


MARKS: dict[str, Mark] = {
    "percent": Mark("percent", Fraction(1, 100), SHARE),
    "per_mille": Mark("per_mille", Fraction(1, 1000), SHARE),
    "percentage_points": Mark("percentage_points", Fraction(1, 100), SHARE),
    "kr": Mark("kr", Fraction(1), KRONER),
    "million_kr": Mark("million_kr", Fraction(1_000_000), KRONER),
    "points": Mark("points", Fraction(1), POINTS),
    "parts": Mark("parts", Fraction(1), PARTS),
}
