"""What everybody is paid, side by side: points, kroner, the amount that adds up to nothing, and what rounding leaves.

Takes the cells of a valuation and the parts that quantities play; gives items, and amounts as the evaluator wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    """A payout, those whose parts of it keep their sum when they are rounded to so many units, what each is paid by it,
    and the amounts before that."""

    payout: Quantity
    unit: Fraction
    among: tuple[Member, ...]
    paid: Mapping[str, Fraction]
    exact: Mapping[str, Fraction]


def before_rounding(valuation: Valuation, roles: Roles) -> dict[str, Fraction]:
    """What everybody is paid, before it is rounded; empty where that cannot be computed for somebody."""
    found: dict[str, Fraction] = {}
    for node in (valuation.graph.named[one.name] for one in roles.written):
        at = node.domain.sets.index(roles.among)
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


def leftovers_of(cells: Cells, roles: Roles, payee: str) -> tuple[Leftover, ...]:
    """What is left over where one is paid, of each payout that is rounded so; none of one that pools two sets."""
    found = (one for payout in roles.written for one in _leftovers(cells, payout, roles.among, payee))
    return tuple(found)


def _leftovers(cells: Cells, payout: Quantity, among: str, payee: str) -> Iterator[Leftover]:
    node = cells.computed.valuation.graph.named[payout.name]
    if not isinstance(node, Apportion):
        return
    keys, at = node.domain.keys, node.domain.sets.index(among)
    for group in node.groups:
        if not any(keys[cell][at] == payee for cell in group):
            continue
        sets = [name for place, name in enumerate(node.domain.sets) if len({keys[cell][place] for cell in group}) > 1]
        lowest = [name for name in sets if not any(name in cells.space.axes[one].above for one in sets)]
        if len(lowest) == 1:
            yield _leftover(cells, payout, node, lowest[0], group)


def _leftover(cells: Cells, payout: Quantity, node: Apportion, among: str, group: Sequence[int]) -> Leftover:
    place, valuation = node.domain.sets.index(among), cells.computed.valuation
    names, members = [node.domain.keys[cell][place] for cell in group], cells.ruleset.sets[among]
    paid = _numbers(names, [valuation.cells[node][cell] for cell in group])
    exact = _numbers(names, [_exact(valuation, node, cell) for cell in group])
    return Leftover(payout, node.unit, tuple(members[name] for name in names), paid, exact)


def _numbers(names: Sequence[str], found: Sequence[Cell]) -> dict[str, Fraction]:
    values = zip(names, map(printed_of, found), strict=True)
    return {name: value for name, value in values if isinstance(value, Fraction)}
