"""How many amounts may be computed again to answer one question: a bound that is the same on every machine.

A run of the calculation counts as many amounts as there are payees. What lies beyond the bound is not tried, and the
answer says so.
"""

from __future__ import annotations

from attrs import define

MOST_AMOUNTS = 1_000_000


class TooMuch(Exception):
    """More amounts would have to be computed than the bound allows."""


@define
class Effort:
    """What is left of the bound."""

    left: int

    @property
    def is_spent(self) -> bool:
        """True if nothing more is tried."""
        return self.left <= 0

    def take(self, amounts: int) -> None:
        """Count a run; `TooMuch` where so many amounts are no longer left, and then nothing is."""
        if self.left < amounts:
            self.left = 0
            raise TooMuch
        self.left -= amounts
