"""The payouts before they were rounded, and those among whom the units that are left over are shared.

Takes the cells of a valuation; gives amounts as the evaluator wrote them down.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.roles import Roles
from rbflang.graph.nodes import Apportion
from rbflang.ruleset.model import Member


@frozen(eq=False, repr=False)
class Leftover:
    """Those whose payouts keep their sum when they are rounded, what each is paid, and the amounts before that."""

    among: tuple[Member, ...]
    paid: Mapping[str, Fraction]
    exact: Mapping[str, Fraction]


def before_rounding(cells: Cells, roles: Roles) -> dict[str, Fraction]:
    """The payouts before they were rounded."""
    valuation = cells.computed.valuation
    node = valuation.graph.named[roles.payout.name].operands[0].node
    values = dict(zip(node.domain.keys, valuation.cells[node], strict=True))
    return {key[-1]: value for key, value in values.items() if isinstance(value, Fraction)}


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
    return Leftover(among, paid, before_rounding(cells, roles))
