"""What each indicator gave everybody in kroner, where points become kroner by factors alone.

Takes a computed ruleset and its points, gives exact amounts that add up to what is paid, but for its rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.paid import paid_unit
from rbflang.explanation.roles import Roles

ByIndicator: TypeAlias = Mapping[tuple[str, str], Fraction]
"""By indicator and who is paid."""


def kroner_of(computed: Computed, roles: Roles, points: ByIndicator) -> ByIndicator | None:
    """The kroner of these points; `None` where they are not all that is paid."""
    if not _adds_up(computed, roles, points):
        return None
    rates = {one.name: rate_of(computed, roles, one.name) for one in Cells(computed).members(roles.among)}
    return {place: amount * rates[place[1]] for place, amount in points.items()}


def rate_of(computed: Computed, roles: Roles, region: str) -> Fraction:
    """Kroner per point of a region: all factors of the chain."""
    cells, rate = Cells(computed), Fraction(1)
    for factor in roles.factors:
        rate *= factor.of(cells.number(factor.quantity.name, {roles.among: region}))
    return rate


def _adds_up(computed: Computed, roles: Roles, points: ByIndicator) -> bool:
    """True if the points of a region's indicators are all its points, and its factors make them its kroner."""
    cells, unit = Cells(computed), paid_unit(computed)
    if not (points and roles.is_chain):
        return False
    for member in cells.members(roles.among):
        own = [value for (_, region), value in points.items() if region == member.name]
        paid = cells.number(roles.payout.name, {roles.among: member.name})
        if abs(rate_of(computed, roles, member.name) * sum(own, Fraction(0)) - paid) >= unit:
            return False
    return True
