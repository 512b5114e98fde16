"""How many amounts may be computed again to answer one question: a bound that is the same on every machine.

A run of the calculation counts as many amounts as there are payees. What lies beyond the bound is not tried, and the
answer says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.data.computed import Computed
from rbflang.explanation.roles import Roles

MOST_AMOUNTS = 1_000_000


class TooMuch(Exception):
    """More amounts would have to be computed than the bound allows."""


def runs_of(computed: Computed, roles: Roles) -> Iterator[int]:
    """The runs that one question may take."""
    return iter(range(MOST_AMOUNTS // max(1, len(computed.checked.ruleset.sets[roles.among].members))))


def take(runs: Iterator[int]) -> None:
    """Take a run of those that are left; `TooMuch` where none is."""
    if next(runs, None) is None:
        raise TooMuch
