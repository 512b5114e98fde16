"""What a payout rests on: the basis and premises of all payouts, and values of the rules that are absent or shared.

Takes the cells of a valuation; follows what was really read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.basis import Basis, basis_of_payouts, open_behind_payout, unconfirmed
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.premises import Premise, premises, premises_in
from rbflang.explanation.roles import Roles
from rbflang.explanation.ties import decided_by_order
from rbflang.graph.nodes import Constant, Node
from rbflang.ruleset.model import INDICATOR, Quantity
from rbflang.ruleset.usage import read_by
from rbflang.tables.reads import Place


@frozen(eq=False, repr=False)
class RestsOn:
    """What all payouts rest on: rows, numbers and rules, what no source says as it stands, and how much is not sure.

    `unconfirmed` citations nobody has looked up, `open_decisions` were left open by what is printed, and in the
    formulas `decided_by_order` equal remainders were told apart by the order of the text.
    """

    basis: Basis
    premises: tuple[Premise, ...]
    unconfirmed: int
    open_decisions: int
    decided_by_order: tuple[str, ...]

    @property
    def assumed(self) -> Mapping[str, Sequence[Premise]]:
        """What no source says at all: each reason once, with all that it stands on."""
        found: dict[str, list[Premise]] = {}
        for one in self.premises:
            for why in one.reasons if one.status == "assumed" else ():
                found.setdefault(why, []).append(one)
        return found

    @property
    def only_stands_in(self) -> bool:
        """True if all that is assumed are figures that stand in for unpublished ones."""
        those = (one for each in self.assumed.values() for one in each)
        return not self.decided_by_order and all(one.row and one.row.stands_for for one in those)

    @property
    def assumptions(self) -> int:
        """How many assumptions there are, with those that the order of the text made."""
        return len(self.assumed) + len(self.decided_by_order)


def rests_on(computed: Computed) -> RestsOn:
    """What the payouts rest on."""
    basis = basis_of_payouts(computed)
    return RestsOn(
        basis,
        premises_in(basis),
        unconfirmed(computed),
        open_behind_payout(computed),
        decided_by_order(computed, computed.behind_payouts),
    )


def shown_only(computed: Computed, roles: Roles, found: RestsOn) -> tuple[Premise, ...]:
    """The premises of what is shown beside the payout, of each who is paid and by indicator, but for the payout's own.

    What the payout is made of is not beside it, whether this round needed it or not.
    """
    named, made_of = computed.valuation.graph.named, read_by(computed.checked.ruleset, roles.payout.name)
    shown = [named[one.name] for one in (*roles.columns, *roles.facts) if one.name not in made_of]
    places = [(node, cell) for node in shown for cell in range(node.domain.size)]
    own = frozenset(found.premises)
    return tuple(one for one in premises(computed, places) if one not in own)


@frozen(eq=False, repr=False)
class ValuesBehind:
    """Values of the rules behind a cell: those that are asked for and not given, and those of a member above."""

    not_given: tuple[Item, ...]
    taken: tuple[Item, ...]


def values_behind_payout(cells: Cells, payout: Quantity, members: Mapping[str, str]) -> ValuesBehind:
    """Those behind one payout; what indicators have is told where they are."""
    of_indicators = {
        one.name for one in cells.ruleset.quantities.values() if INDICATOR in cells.space.domain(one.sets).sets
    }
    node = cells.computed.valuation.graph.named[payout.name]
    behind = cells.computed.valuation.behind([(node, node.domain.index[cells.key(payout.name, members)])])
    return ValuesBehind(
        tuple(one for one in _given(cells, behind, members) if one.is_not_given),
        taken_behind(cells, behind, members, of_indicators),
    )


def taken_behind(
    cells: Cells, behind: Iterable[Place], members: Mapping[str, str], told: Collection[str]
) -> tuple[Item, ...]:
    """The values of members above the cells asked about, but of the quantities told elsewhere."""
    return tuple(one for one in _given(cells, behind, members) if one.taken_from and one.quantity.name not in told)


def _given(cells: Cells, behind: Iterable[Place], members: Mapping[str, str]) -> Iterator[Item]:
    """The values of the rules among these cells that are of the members asked about, or of all."""
    for node, cell in behind:
        quantity = _quantity(cells, node)
        if quantity is not None and isinstance(node, Constant):
            key = dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))
            if all(key.get(name, member) == member for name, member in members.items()):
                yield item_of(cells, quantity, key)


def _quantity(cells: Cells, node: Node) -> Quantity | None:
    name = cells.computed.valuation.graph.names.get(node)
    return cells.ruleset.quantities.get(name) if name is not None else None
