"""What everybody is paid, side by side: points, kroner, the amount that adds up to nothing, and what rounding leaves.

Takes the cells of a valuation and the parts that quantities play; gives items, and amounts as the evaluator wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.payout_lines import PayoutLine, payout_lines
from rbflang.explanation.roles import Roles
from rbflang.graph.nodes import Apportion, Cell, Node, Round, printed_of
from rbflang.ruleset.model import Member, Quantity
from rbflang.tables.reads import read_at
from rbflang.tables.valuation import Valuation


@frozen(eq=False, repr=False)
class Payments:
    """Those who are paid, in order, and an item for each of them: all points (where there are any) and what is paid.

    `lines` are what it is made of, where that is told in lines.

    `balanced` is the first amount beside the payout that adds up to nothing, as who gains what from whom does.
    """

    payees: tuple[Member, ...]
    points: tuple[Item, ...]
    paid: tuple[Item, ...]
    balanced: tuple[Item, ...]
    lines: tuple[PayoutLine, ...]

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
        payout_lines(cells, roles),
    )


def of_each(cells: Cells, roles: Roles, quantity: Quantity) -> tuple[Item, ...]:
    """The item of each who is paid."""
    return tuple(item_of(cells, quantity, {roles.among: one.name}) for one in cells.members(roles.among))


def totals_of(computed: Computed, roles: Roles) -> tuple[Item, ...]:
    """All points of each who is paid, in a model that was computed otherwise."""
    return of_each(Cells(computed), roles, computed.checked.ruleset.quantities[roles.total.name])


def _balanced(cells: Cells, roles: Roles) -> tuple[Item, ...]:
    for fact in roles.facts:
        items = of_each(cells, roles, fact)
        known = [one.exact for one in items if one.exact is not None]
        if items and items[0].unit.is_money and len(known) == len(items) and abs(sum(known, Fraction(0))) < 2:
            return items
    return ()


# what rounding leaves over


@frozen(eq=False, repr=False)
class Leftover:
    """Those whose payouts keep their sum when they are rounded to so many units, what each is paid, and the amounts
    before that."""

    unit: Fraction
    among: tuple[Member, ...]
    paid: Mapping[str, Fraction]
    exact: Mapping[str, Fraction]


def before_rounding(valuation: Valuation, roles: Roles) -> dict[str, Fraction]:
    """What everybody is paid, before it is rounded; empty where that cannot be computed for somebody."""
    node = valuation.graph.named[roles.payout.name]
    at = node.domain.sets.index(roles.among)
    found: dict[str, Fraction] = {}
    for cell, key in enumerate(node.domain.keys):
        value = printed_of(_exact(valuation, node, cell))
        if not isinstance(value, Fraction):
            return {}
        found[key[at]] = found.get(key[at], Fraction(0)) + value
    return found


def _exact(valuation: Valuation, node: Node, cell: int) -> Cell:
    """The cell that a payout rounds; its own where it rounds none, or is given directly."""
    is_rounded = isinstance(node, Round | Apportion) and not valuation.is_pinned(node, cell)
    read, at = read_at(node, 0, cell) if is_rounded else (node, cell)
    return valuation.cells[read][at]


def leftover_of(cells: Cells, roles: Roles, payee: str) -> Leftover | None:
    """What is left over where one is paid; `None` where the payout is not rounded so."""
    node = cells.computed.valuation.graph.named[roles.payout.name]
    if not isinstance(node, Apportion):
        return None
    at = node.domain.index[cells.key(roles.payout.name, {roles.among: payee})]
    group = next(group for group in node.groups if at in group)
    names = {node.domain.keys[cell][-1] for cell in group}
    among = tuple(one for one in cells.members(roles.among) if one.name in names)
    paid = {one.name: cells.number(roles.payout.name, {roles.among: one.name}) for one in among}
    return Leftover(node.unit, among, paid, before_rounding(cells.computed.valuation, roles))
