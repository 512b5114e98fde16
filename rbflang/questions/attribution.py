"""Whose figures moved the payouts between two sets of figures, or figures of what: amounts that add up exactly.

Takes a ruleset computed on both and a set: those who are paid, the indicators, or any other that figures vary over. The
movers are its members, each with all the figures that moved and are of it, and the common figures, which are of none of
them; nothing that moved is left out. What a mover moved is what its figures do to what is paid when they take the place
of the earlier ones, in the mean over the orders in which all movers can (`orders`). Amounts are those before the
payouts are rounded; what their rounding moves is a part of its own. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.payments import before_rounding
from rbflang.explanation.roles import Roles, roles_of
from rbflang.graph.nodes import Observed
from rbflang.questions.moved_figures import COMMON, MovedFigure, moved_figures
from rbflang.questions.orders import MOST_MOVERS, MeanOfOrders, in_drawn_orders, in_every_order
from rbflang.questions.replaced_figures import replacing, rounds_asked
from rbflang.ruleset.model import Member
from rbflang.tables.apportion import in_whole_units
from rbflang.tables.valuation import Valuation

Amounts = Mapping[str, Fraction]


@frozen(eq=False, repr=False)
class Attribution:
    """Both sets of figures computed, the set that movers are members of, the figures that moved, and what each moved.

    `mean` is none where the amounts can be computed on the way of no order. `with_movers` are common figures that were
    replaced together with those of each mover, `apart` those that moved by themselves.
    """

    earlier: Computed
    later: Computed
    roles: Roles
    over: str
    moved: tuple[MovedFigure, ...]
    movers: tuple[str, ...]
    mean: MeanOfOrders[str] | None
    apart: tuple[MovedFigure, ...]
    with_movers: tuple[MovedFigure, ...]

    @property
    def payees(self) -> tuple[Member, ...]:
        """Those who are paid."""
        return self.later.checked.ruleset.sets[self.roles.among].members

    @property
    def made_up(self) -> Computed:
        """The one of both whose figures are made up, if one is; else the later one."""
        return self.earlier if self.earlier.is_synthetic else self.later

    @property
    def is_drawn(self) -> bool:
        """True if the orders were drawn, and amounts have standard errors."""
        return self.mean is not None and bool(self.mean.errors)

    def paid(self, payee: str) -> tuple[Fraction, Fraction]:
        """What is paid by the earlier figures, and by the later ones."""
        members, name = {self.roles.among: payee}, self.roles.payout.name
        return Cells(self.earlier).number(name, members), Cells(self.later).number(name, members)

    def difference(self, payee: str) -> Fraction:
        """What is paid more by the later figures."""
        before, after = self.paid(payee)
        return after - before

    def parts(self, payee: str) -> Amounts:
        """What each mover moved of what one is paid, exactly and before rounding."""
        return {mover: self.mean.moved[mover][payee] for mover in self.movers} if self.mean else {}

    def errors(self, payee: str) -> Amounts:
        """The standard error of each part, where orders were drawn."""
        return {mover: self.mean.errors[mover][payee] for mover in self.movers} if self.mean and self.is_drawn else {}

    def rounding(self, payee: str) -> Fraction:
        """What the rounding of both payouts moved: the difference less all parts."""
        return self.difference(payee) - sum(self.parts(payee).values(), Fraction(0))

    def shown(self, payee: str, unit: Fraction) -> tuple[Amounts, Fraction]:
        """The parts and the rounding in whole units, which add up to the difference: the largest remainders go up."""
        parts = self.parts(payee)
        whole = in_whole_units([*parts.values(), self.rounding(payee)], unit)
        assert whole is not None
        return dict(zip(parts, whole, strict=False)), whole[-1]

    def figures_of(self, mover: str) -> tuple[MovedFigure, ...]:
        """The figures that moved and are of one mover."""
        return self.apart if mover == COMMON else tuple(one for one in self.moved if one.of(self.over) == mover)


def attribution(earlier: Computed, later: Computed, over: str, orders: int, seed: int) -> Attribution:
    """What each member of a set moved of the payouts between two sets of figures of one ruleset that pays.

    Of more than nine movers, so many orders are drawn.
    """
    roles = roles_of(later.checked)
    moved = tuple(moved_figures(earlier, later))
    found = replacing(rounds_asked(earlier, later, roles.payout.name, over), moved)

    def worth(valuation: Valuation) -> Amounts:
        return before_rounding(valuation, roles)

    is_few = len(found.movers) <= MOST_MOVERS
    mean = in_every_order(found, worth) if is_few else in_drawn_orders(found, worth, orders, seed)
    movers = tuple(_in_order(later, over, found.movers))
    return Attribution(earlier, later, roles, over, moved, movers, mean, found.apart, found.with_movers)


def _in_order(computed: Computed, over: str, movers: tuple[str, ...]) -> Iterator[str]:
    """The movers as the ruleset lists them, the common figures last."""
    members = [one.name for one in computed.checked.ruleset.sets[over].members if one.name in movers]
    return iter(dict.fromkeys([*filter(None, members), *movers]))


def may_be_asked_over(computed: Computed) -> tuple[str, ...]:
    """The sets that figures behind the payouts vary over, as the ruleset declares them."""
    nodes = {node for node, _ in computed.behind_payouts if isinstance(node, Observed)}
    varying = {name for node in nodes for name in node.domain.sets}
    return tuple(name for name in computed.checked.ruleset.sets if name in varying)
