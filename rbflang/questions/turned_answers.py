"""What an answer is worth: each yes or no of those who are paid, turned round while all else is as it is.

Takes a computed ruleset that pays; gives, for each answer that the payouts rest on, what its owner is paid more or less
with the opposite one, before payouts are rounded. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.payments import before_rounding
from rbflang.explanation.roles import Roles
from rbflang.graph.nodes import Observed
from rbflang.questions.moved_figures import Named, members_of
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.values import quantity_kind


@frozen(eq=False, repr=False)
class TurnedAnswer:
    """A yes or no of one who is paid, and what the opposite gives; nothing where no payout can be computed then."""

    place: Named
    payee: str
    quantity: Quantity
    members: Mapping[str, str]
    answer: bool
    gained: Fraction | None


def turned_answers(computed: Computed, roles: Roles, payees: Sequence[str]) -> Iterator[TurnedAnswer]:
    """Each answer of these that their payouts rest on."""
    graph = computed.valuation.graph.only([roles.payout.name])
    now = before_rounding(computed.valuation, roles)
    for node in dict.fromkeys(node for node, _ in computed.behind_payouts if isinstance(node, Observed)):
        quantity = computed.checked.ruleset.quantities[node.quantity]
        if quantity_kind(quantity).what != "yes_no":
            continue
        for key, answer in zip(node.domain.keys, computed.valuation.cells[node], strict=True):
            place = quantity.name, key
            members = members_of(computed, place)
            payee = members.get(roles.among, "")
            if payee in payees and isinstance(answer, bool):
                then = before_rounding(computed.valuation.with_cells({place: not answer}, graph), roles)
                gained = then[payee] - now[payee] if payee in then and payee in now else None
                yield TurnedAnswer(place, payee, quantity, members, answer, gained)
