"""Whether all that can be paid has no more decimals than the unit of money, whatever the data.

Takes a checked ruleset. A figure that is a count is whole; what the rules give is what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.graph.nodes import Node
from rbflang.proofs.all_data import AllData, for_all_data
from rbflang.quantities import COUNT
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.values import exact, is_number, quantity_kind
from rbflang.syntax.expressions import Between
from rbflang.tables.smallest_steps import ONE, Step, smallest_steps, together


def can_always_be_paid(checked: CheckedRuleset) -> bool:
    """True if no payout has more decimals than the unit of money, whatever the data."""
    data = for_all_data(checked)
    names = [one.name for one in checked.ruleset.payouts]
    if not names or any(name not in data.graph.named for name in names):
        return False
    found = smallest_steps(data.graph.only(names), data.ranges, dict(_leaves(checked, data)))
    steps = [found[data.graph.named[name]] for name in names]
    scale = 10**checked.ruleset.currency.decimals
    return all(step is not None and (step * scale).denominator == 1 for step in steps)


def _leaves(checked: CheckedRuleset, data: AllData) -> Iterator[tuple[Node, Step]]:
    for name, node in data.graph.named.items():
        quantity = checked.ruleset.quantities.get(name)
        if quantity is not None and quantity.role == "input":
            yield node, ONE if quantity_kind(quantity).unit == COUNT else None
        elif quantity is not None and quantity.role in ("fixed", "table", "property"):
            yield node, _of_given(quantity)


def _of_given(quantity: Quantity) -> Step:
    """The step of all that the rules give, to members that come with the data too."""
    values = [given.value for given in quantity.given.values()]
    is_exact = all(is_number(one) and not isinstance(one, Between) for one in values)
    return together(map(exact, values)) if is_exact and values else None
