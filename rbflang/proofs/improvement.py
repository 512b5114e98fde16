"""Whether a region can lose by improving an indicator: proved by following signs from the input to the payout.

Takes a checked ruleset; gives one claim for each input and indicator: proved, or not proved, never the opposite. It is
about the payout before it is rounded, and about figures given exactly. Higher is better, unless the ruleset has a
property `retning` that says `lavere` for the indicator. Where a normalisation makes the payouts a fixed sum, a payout
is that sum times a region's own part of all parts: it does not fall if its own part does not, and no other part rises.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from attrs import frozen

from rbflang.graph.nodes import Node
from rbflang.proofs.positivity import BELOW, sign_of, sign_of_factor
from rbflang.proofs.unfolding import Unfolded, before_rounding, unfolded
from rbflang.ruleset.model import INDICATOR, CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.order import resting_on
from rbflang.ruleset.values import quantity_kind
from rbflang.syntax.expressions import Name
from rbflang.tables.algebra import Factor, Form, Product, TooLarge, number_in
from rbflang.tables.changes import ANY_CHANGE, DOWN, NO_CHANGE, STILL, UP, Change, join
from rbflang.tables.directions import Answers, Directions
from rbflang.tables.forms import Unsplit

DIRECTION_NAMES, LOWER_WORDS = ("retning", "direction"), ("lavere", "lower")


@frozen
class Improvement:
    """A claim: no region's payout falls when its figure of this input for this indicator gets better."""

    quantity: str
    indicator: str
    better: Literal["higher", "lower"]
    is_proved: bool


def prove_improvements(checked: CheckedRuleset) -> tuple[Improvement, ...]:
    """A claim for each input that the payout rests on and each indicator; none where no one set is paid."""
    ruleset, payout = checked.ruleset, checked.ruleset.payout
    among = payout.sets[0] if payout and len(payout.sets) == 1 else INDICATOR
    if payout is None or among == INDICATOR:
        return ()
    found: list[Improvement] = []
    rules = unfolded(checked)
    node = rules.named(payout.name)
    paid = None if node is None else _Paid(rules, node, among)
    proved: dict[tuple[str, bool, Answers], bool] = {}
    for name in _reached(checked, payout):
        quantity = ruleset.quantities[name]
        if _can_be_better(quantity) and {among, INDICATOR} <= {*ruleset.space.closure(quantity.sets)}:
            for one in ruleset.sets[INDICATOR].members:
                lower = _is_lower(ruleset, one.name)
                alike = name, lower, paid.directions.answers(one.name) if paid else ()
                if alike not in proved:
                    proved[alike] = paid is not None and paid.never_falls(name, one.name, DOWN if lower else UP)
                found.append(Improvement(name, one.name, "lower" if lower else "higher", proved[alike]))
    return tuple(found)


def _can_be_better(quantity: Quantity) -> bool:
    """True for what is observed and has a direction: a number, or yes rather than no; no word is better."""
    return quantity.role == "input" and quantity_kind(quantity).what in ("number", "yes_no")


def _reached(checked: CheckedRuleset, payout: Quantity) -> tuple[str, ...]:
    """The quantities that the payout rests on, each after those it reads."""
    found = resting_on(checked.ruleset, [payout.name])
    return tuple(name for name in checked.order if name in found)


def _is_lower(ruleset: Ruleset, indicator: str) -> bool:
    for name in DIRECTION_NAMES:
        quantity = ruleset.quantities.get(name)
        if quantity is not None and quantity.sets == (INDICATOR,):
            given = next((one.value for key, one in quantity.given.items() if key[-1] == indicator), None)
            return isinstance(given, Name) and given.text in LOWER_WORDS
    return False


@frozen(eq=False, repr=False, slots=False)
class _Paid:
    """What is paid, and how it moves when a figure improves."""

    rules: Unfolded
    paid: Node
    among: str

    @cached_property
    def directions(self) -> Directions:
        """The directions of all that the payout rests on."""
        data = self.rules.data
        return Directions(data.graph.only([data.graph.names[self.paid]]), data.ranges, self.among, INDICATOR)

    def never_falls(self, name: str, indicator: str, better: int) -> bool:
        """True if it is certain that a region is paid no less when its figure gets better."""
        changes = self.directions.changes(self.rules.data.graph.named[name], indicator, better)
        if changes[before_rounding(self.paid)].own in (STILL, UP):
            return True
        if self._parts is None:
            return False
        change = self._of_form(changes, self._parts)
        return change.own in (STILL, UP) and change.others in (STILL, DOWN)

    @cached_property
    def _parts(self) -> Form | None:
        """What the payouts are in proportion to, if they add up to the same for all data, and none is below zero."""
        try:
            parts = _parts_of_a_fixed_sum(self.rules, self.paid)
        except TooLarge:
            return None
        return None if parts is None or sign_of(self.rules.forms, parts) == BELOW else parts

    def _of_form(self, changes: Mapping[Node, Change], form: Form) -> Change:
        """The change of a form that is never below zero: all its products are added."""
        return join(self._of_product(changes, product) for product in form)

    def _of_product(self, changes: Mapping[Node, Change], product: Product) -> Change:
        """The change of a product: of factors that are never below zero, what they do together."""
        forms = self.rules.forms
        found = [self._of_factor(changes, forms.algebra.factors[at]) for at, _ in product]
        if all(one.is_still for one in found):
            return NO_CHANGE
        rises = all(power > 0 and sign_of_factor(forms, at) != BELOW for at, power in product)
        return join(found) if rises else ANY_CHANGE

    def _of_factor(self, changes: Mapping[Node, Change], factor: Factor) -> Change:
        if factor.values is not None:
            return NO_CHANGE
        if factor.over:
            return self.directions.gathered(self._of_product(changes, factor.inside), factor.over)
        what = factor.what
        if not isinstance(what, Unsplit):
            return NO_CHANGE if isinstance(what, tuple) else ANY_CHANGE
        nodes = [node for node in self.rules.forms.alike(what.node) if node in changes]
        return join(changes[node] for node in nodes) if nodes else ANY_CHANGE


def _parts_of_a_fixed_sum(rules: Unfolded, paid: Node) -> Form | None:
    """What the payouts are in proportion to, if they add up to the same for all data."""
    form = rules.form_of(before_rounding(paid))
    total = number_in(rules.forms.sum_of(paid, form))
    if total is None or total < 0:
        return None
    divisors = {tuple(one for one in product if one[1] < 0) for product in form}
    common = divisors.pop() if len(divisors) == 1 else ()
    if any(rules.forms.algebra.factors[at].sets for at, _ in common):
        return None
    return {tuple(one for one in product if one not in common): number for product, number in form.items()}
