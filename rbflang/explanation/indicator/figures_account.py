"""The account of an indicator where no measure hands out points: its figures, and what follows of them.

Takes a computed ruleset; every quantity that varies over indicators is told, in the order of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.explain import Reason, explain
from rbflang.explanation.item import Item, item_at
from rbflang.explanation.roles import roles_of
from rbflang.explanation.workings import Working, working_of
from rbflang.graph.domain import Key
from rbflang.ruleset.model import INDICATOR, Member, Quantity, Ruleset


@frozen(eq=False, repr=False)
class FiguresAccount:
    """The figures of an indicator for those who are paid, quantity by quantity; `among` is their set.

    `workings` tell how those that formulas give came about, by quantity and key.
    """

    ruleset: Ruleset
    indicator: Member
    regions: tuple[Member, ...]
    among: str
    figures: tuple[tuple[Item, ...], ...]
    workings: Mapping[tuple[str, Key], Working]


def figures_account(computed: Computed, indicator: Member, regions: Sequence[Member]) -> FiguresAccount:
    """The figures of an indicator for the regions, or for nobody where they vary over none."""
    cells, among = Cells(computed), roles_of(computed.checked).among
    each = (tuple(_items(cells, among, one, indicator, regions)) for one in _of_indicators(cells))
    figures = tuple(filter(None, each))
    workings = {(one.quantity.name, one.key): working_of(cells, one) for items in figures for one in items
                if one.quantity.expression is not None and one.row is None}  # fmt: skip
    return FiguresAccount(cells.ruleset, indicator, tuple(regions), among, figures, workings)


def _of_indicators(cells: Cells) -> Iterator[Quantity]:
    """The quantities that have a figure for an indicator; what only checks a document tells nothing of the payout."""
    for quantity in cells.ruleset.quantities.values():
        if INDICATOR in cells.space.domain(quantity.sets).sets and not quantity.only_checks:
            yield quantity


def _items(
    cells: Cells, among: str, quantity: Quantity, indicator: Member, regions: Sequence[Member]
) -> Iterator[Item]:
    node, names = cells.computed.valuation.graph.named[quantity.name], {one.name for one in regions}
    for at, key in enumerate(node.domain.keys):
        members = dict(zip(node.domain.sets, key, strict=True))
        if members[INDICATOR] == indicator.name and members.get(among, regions[0].name) in names:
            yield item_at(cells, (node, at))


def reasons_for_figures(computed: Computed, account: FiguresAccount) -> list[Reason]:
    """The trees of the figures, each cell told once."""
    told: set[str] = set()
    every = (one for items in account.figures for one in items)
    return [explain(computed, one.quantity.name, one.members(account.ruleset), None, told) for one in every]
