"""What everybody is paid if figures or rules were otherwise: before, after, and what each change moves.

Takes two computed rulesets. Where they differ in numbers alone, every choice of the changes is computed from the first,
and what each moves is the mean over all orders in which they can be made (`explanation/shapley.py`), so that the parts
add up exactly. Numbers of one quantity of the rules are one change, for together they keep what they promise; so are
the figures of one indicator where many are otherwise. Where the rules have another shape nothing is told apart. It
words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import pinned_place
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.indicator_rows import IndicatorRow, indicator_rows
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.roles import Roles, roles_of
from rbflang.explanation.shapley import Amounts, ShapleyShare, of_two_orders, shares, subsets
from rbflang.graph.nodes import Cell, Constant, Failure, Observed, printed_of
from rbflang.questions.kroner_by_indicator import ByIndicator, kroner_of
from rbflang.questions.moved_figures import Named, behind_payouts, members_of
from rbflang.questions.moved_points import points_of
from rbflang.questions.next_step import amounts_of
from rbflang.ruleset.model import INDICATOR, Member, Quantity

MOST_CHANGES = 8
"""Of so many changes the mean is over all orders, of more over two opposite ones."""
MOST_ALONE = 6
"""Of so many figures each is a change by itself; of more, those of one indicator are one."""


@frozen(eq=False, repr=False)
class ChangedCell:
    """What is given otherwise: its place, how it was and is, and whether the payouts rest on it, before or after.

    `becomes` is what it is computed with after; nothing where it has no figure any more.
    """

    place: Named
    before: Item
    after: Item
    becomes: Cell | None
    is_of_rules: bool
    counts: bool


@frozen(eq=False, repr=False)
class ChangeMade:
    """Numbers that are changed together, and what that moves for each who is paid; nothing where it cannot be told.

    `indicator` is whose figures they are, where they are those of one indicator that are told together.
    """

    cells: tuple[ChangedCell, ...]
    indicator: str
    moved: ShapleyShare | None


@frozen(eq=False, repr=False)
class WhatIf:
    """Both calculations, what changed between them, and what each indicator gave in both, in kroner.

    `changes` is `None` where the rules have another shape. `of_indicators` is there where points become kroner by
    factors alone, before and after; an indicator that only one has gives nothing in the other. `factors` are those that
    all have in common and that are another after.
    """

    before: Computed
    after: Computed
    roles: Roles
    changes: tuple[ChangeMade, ...] | None
    of_all_orders: bool
    factors: tuple[tuple[Quantity, Fraction, Fraction], ...]
    of_indicators: Mapping[tuple[str, str], tuple[Fraction, Fraction]] | None

    @property
    def payees(self) -> tuple[Member, ...]:
        """Those who are paid before or after."""
        old, new = (_payees(one) for one in (self.before, self.after))
        return tuple({one.name: one for one in (*new, *old)}.values())

    @property
    def indicators(self) -> tuple[Member, ...]:
        """The indicators before or after."""
        sets = [one.checked.ruleset.sets.get(INDICATOR) for one in (self.after, self.before)]
        return tuple({one.name: one for found in sets if found for one in found.members}.values())

    def paid(self, payee: str) -> tuple[Fraction, Fraction]:
        """What one is paid before and after; nothing where one is not paid there."""
        old, new = (_paid(one) for one in (self.before, self.after))
        return old.get(payee, Fraction(0)), new.get(payee, Fraction(0))

    def rows(self, payee: str) -> Iterator[tuple[IndicatorRow, IndicatorRow]]:
        """What each indicator that both have gave one who is paid in both."""
        old, new = ({row.indicator.name: row for row in _rows(one, payee)} for one in (self.before, self.after))
        return ((old[name], row) for name, row in new.items() if name in old)


def what_if(before: Computed, after: Computed) -> WhatIf:
    """What becomes of the payouts of one calculation in another."""
    roles = roles_of(before.checked)
    cells = tuple(_changed(before, after)) if _are_of_one_shape(before, after) else None
    changes, of_all_orders = (None, True) if cells is None else _told_apart(before, after, roles, cells)
    factors = tuple(_factors(before, after, roles)) if cells is not None else ()
    return WhatIf(before, after, roles, changes, of_all_orders, factors, _of_indicators(before, after))


def _payees(computed: Computed) -> Sequence[Member]:
    return Cells(computed).members(roles_of(computed.checked).among)


def _paid(computed: Computed) -> Amounts:
    roles = roles_of(computed.checked)
    return amounts_of(Cells(computed), roles, roles.payout)


def _rows(computed: Computed, payee: str) -> Sequence[IndicatorRow]:
    roles = roles_of(computed.checked)
    is_paid = any(one.name == payee for one in _payees(computed))
    return indicator_rows(Cells(computed), roles, payee) if is_paid else ()


def _factors(before: Computed, after: Computed, roles: Roles) -> Iterator[tuple[Quantity, Fraction, Fraction]]:
    for one in roles.factors if roles.is_chain else ():
        if not one.quantity.sets:
            old, new = (Cells(each).number(one.quantity.name) for each in (before, after))
            if old != new:
                yield one.quantity, old, new


def _of_indicators(before: Computed, after: Computed) -> Mapping[tuple[str, str], tuple[Fraction, Fraction]] | None:
    old, new = (_kroner(one) for one in (before, after))
    if old is None or new is None:
        return None
    return {place: (old.get(place, Fraction(0)), new.get(place, Fraction(0))) for place in {**new, **old}}


def _kroner(computed: Computed) -> ByIndicator | None:
    roles = roles_of(computed.checked)
    return kroner_of(computed, roles, points_of(computed.valuation, roles.among))


# what changed


def _are_of_one_shape(before: Computed, after: Computed) -> bool:
    """True where both are the same rules but for their numbers: one text, with the same members."""
    old, new = (one.valuation.graph.named for one in (before, after))
    texts = {one.checked.ruleset.source.text for one in (before, after)}
    return len(texts) == 1 and {name: node.domain.keys for name, node in old.items()} == {
        name: node.domain.keys for name, node in new.items()
    }


def _changed(before: Computed, after: Computed) -> Iterator[ChangedCell]:
    """Each number that is another, in the order of the rules, and then what is given for formulas."""
    behind = behind_payouts(before) | behind_payouts(after)
    for name, node in before.valuation.graph.named.items():
        if isinstance(node, Observed | Constant):
            cells = [one.valuation.of(name) for one in (before, after)]
            for key, old in cells[0].items():
                new = cells[1][key]
                is_same = printed_of(old) == printed_of(new) if isinstance(node, Constant) else old == new
                if not is_same:
                    becomes = None if isinstance(new, Failure) else new
                    yield _cell(before, after, (name, key), becomes, isinstance(node, Constant), behind)
    old_pins, new_pins = (_pins(one) for one in (before, after))
    for place in dict.fromkeys((*old_pins, *new_pins)):
        if old_pins.get(place) != new_pins.get(place):
            yield _cell(before, after, place, new_pins.get(place), False, behind)


def _cell(
    before: Computed, after: Computed, place: Named, becomes: Cell | None, is_of_rules: bool, behind: set[Named]
) -> ChangedCell:
    members = members_of(before, place)
    old, new = (item_of(Cells(one), one.checked.ruleset.quantities[place[0]], members) for one in (before, after))
    return ChangedCell(place, old, new, becomes, is_of_rules, place in behind)


def _pins(computed: Computed) -> dict[Named, Cell]:
    ruleset = computed.checked.ruleset
    return {pinned_place(ruleset, *place): row.cell for place, row in computed.figures.pins.items()}


# what each change moves


def _told_apart(
    before: Computed, after: Computed, roles: Roles, cells: Sequence[ChangedCell]
) -> tuple[tuple[ChangeMade, ...], bool]:
    """The changes, with what each moves where all on the way can be computed; and whether that is of all orders."""
    counting = [one for one in cells if one.counts]
    groups = _grouped(before, counting)
    idle = tuple(ChangeMade((one,), "", None) for one in cells if not one.counts)
    is_whole = len(groups) <= MOST_CHANGES
    choices = subsets(len(groups)) if is_whole else of_two_orders(len(groups))
    part = before.valuation.graph.only((roles.payout.name,))
    values: dict[frozenset[int], Amounts] = {}
    for chosen in choices:
        taken = {one.place: one.becomes for at in chosen for one in groups[at][1]}
        changed = evolve(before, valuation=before.valuation.with_cells(taken, part))
        values[chosen] = amounts_of(Cells(changed), roles, roles.payout)
    ends = values[frozenset()], values[frozenset(range(len(groups)))]
    is_told = ends == (_paid(before), _paid(after)) and len({frozenset(one) for one in values.values()}) == 1
    moved = shares(values, len(groups)) if is_told else [None] * len(groups)
    made = (ChangeMade(own, indicator, one) for (indicator, own), one in zip(groups, moved, strict=True))
    return (*made, *idle), is_whole


def _grouped(computed: Computed, cells: Sequence[ChangedCell]) -> list[tuple[str, tuple[ChangedCell, ...]]]:
    """What is changed together, with the indicator that it is told by where figures are many."""
    are_many = sum(not one.is_of_rules for one in cells) > MOST_ALONE
    found: dict[tuple[str, ...], list[ChangedCell]] = {}
    for one in cells:
        name, key = one.place
        own = members_of(computed, one.place).get(INDICATOR, "") if are_many and not one.is_of_rules else ""
        mark = ("rules", name) if one.is_of_rules else ("figures", own or name) if are_many else (name, *key)
        found.setdefault((own, *mark), []).append(one)
    return [(mark[0], tuple(own)) for mark, own in found.items()]
