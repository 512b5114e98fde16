"""What everybody is paid, side by side: points, kroner, and the amount that adds up to nothing over all of them.

Takes the cells of a valuation and the parts that quantities play; gives items.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.roles import Roles
from rbflang.quantities import KRONER
from rbflang.ruleset.model import Member, Quantity


@frozen(eq=False, repr=False)
class Payments:
    """Those who are paid, in order, and an item for each of them: all points (where there are any) and what is paid.

    `balanced` is the first amount beside the payout that adds up to nothing, as who gains what from whom does.
    """

    payees: tuple[Member, ...]
    points: tuple[Item, ...]
    paid: tuple[Item, ...]
    balanced: tuple[Item, ...]

    @property
    def total(self) -> Fraction:
        """All that is paid."""
        return sum((one.number for one in self.paid), Fraction(0))


def payments_of(cells: Cells, roles: Roles) -> Payments:
    """What everybody is paid."""
    return Payments(
        tuple(cells.members(roles.among)),
        of_each(cells, roles, roles.total) if roles.has_points else (),
        of_each(cells, roles, roles.payout),
        _balanced(cells, roles),
    )


def of_each(cells: Cells, roles: Roles, quantity: Quantity) -> tuple[Item, ...]:
    """The item of each who is paid."""
    return tuple(item_of(cells, quantity, {roles.among: one.name}) for one in cells.members(roles.among))


def _balanced(cells: Cells, roles: Roles) -> tuple[Item, ...]:
    for fact in roles.facts:
        items = of_each(cells, roles, fact)
        known = [one.exact for one in items if one.exact is not None]
        if items and items[0].unit == KRONER and len(known) == len(items) and abs(sum(known, Fraction(0))) < 2:
            return items
    return ()
