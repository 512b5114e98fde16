"""What the rules alone say cannot be paid, whatever the data: it is told before anything is run.

Takes a checked ruleset, gives the faults a run would give: a sum that largest remainders cannot keep, a payout that is
no amount, payouts that add up to less than nothing, an assertion of two numbers; and a warning where they add up to 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.checks import appropriation_below_zero, appropriation_is_zero
from rbflang.data.shown import cell_words
from rbflang.diagnostics import Fault
from rbflang.failures.assertions import assertion_of_other_numbers
from rbflang.failures.unpayable import amounts_not_rounded, sum_not_whole
from rbflang.graph.nodes import Apportion, Node
from rbflang.proofs.unfolding import Unfolded, before_rounding, unfolded
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.payouts import all_that_is_paid, is_sum_of_payouts
from rbflang.source import Span
from rbflang.syntax.expressions import Expression, Negative
from rbflang.tables.algebra import Form, TooLarge, number_in
from rbflang.tables.certain_values import certain_values


def always_stopped(checked: CheckedRuleset) -> tuple[Fault, ...]:
    """The faults and warnings of what is paid, that hold for all data."""
    return (
        *(tuple(_sums_not_whole(checked)) or _not_rounded(checked)),
        *below_zero(checked),
        *_nothing(checked),
        *_assertions_that_fail(checked),
    )


def below_zero(checked: CheckedRuleset) -> Iterator[Fault]:
    """A fault where an assertion says that the payouts add up to less than nothing."""
    for total in _totals(checked):
        if total.amount < 0:
            yield appropriation_below_zero.fault_of(total.text, total.span, total.amount, checked.ruleset.currency)
            return


def _nothing(checked: CheckedRuleset) -> Iterator[Fault]:
    """A warning where assertions say that the payouts add up to nothing."""
    totals = list(_totals(checked))
    if totals and not any(total.amount for total in totals):
        yield appropriation_is_zero.fault_of(totals[0].text, totals[0].span)


@frozen
class _Total:
    """What an assertion says that the payouts add up to, and where."""

    text: str
    span: Span
    amount: Fraction


def _totals(checked: CheckedRuleset) -> Iterator[_Total]:
    """What assertions equate the payouts with, where that is a number.

    Nothing where that is a fixed number by its name, which has a check of its own, nor where an assertion itself turns
    the sign: then a charge is what the author says.
    """
    ruleset, rules = checked.ruleset, unfolded(checked)
    sides = tuple(_sides(rules))
    is_charge = any(isinstance(side, Negative) for side, _ in sides)
    if ruleset.payout is None or is_charge or any(all_that_is_paid(ruleset)):
        return
    for side, node in sides:
        amount = number_in(rules.form_of(node))
        if amount is not None:
            yield _Total(" ".join(side.span.text.split()), side.span, amount)


def _sides(rules: Unfolded) -> Iterator[tuple[Expression, Node]]:
    """What assertions equate with the sum of the payouts."""
    for assertion in rules.ruleset.assertions:
        nodes = rules.sides(assertion)
        for at, side in enumerate((assertion.left, assertion.right) if nodes else ()):
            if nodes and is_sum_of_payouts(rules.ruleset, side):
                yield (assertion.right, assertion.left)[at], nodes[1 - at]


def _sums_not_whole(checked: CheckedRuleset) -> Iterator[Fault]:
    """A fault for each formula behind the payout with a sum that is certainly no whole number of units."""
    rules, payout = unfolded(checked), checked.ruleset.payout
    paid = rules.named(payout.name) if payout else None
    for node in rules.forms.behind([paid] if paid and rules.forms.is_computed([paid]) else []):
        if not isinstance(node, Apportion) or node.origin is None:
            continue
        sums = certain_values(rules.forms.algebra, _sum(rules, node), node.per.sets) or ()
        amiss = [at for at, total in enumerate(sums) if (total / node.unit).denominator != 1]
        if amiss:
            whose = cell_words(checked.ruleset, node.per, node.per.keys[amiss[0]])
            yield sum_not_whole(checked, node.origin.of, whose, sums[amiss[0]], len(amiss) - 1)


def _sum(rules: Unfolded, node: Apportion) -> Form:
    """The sum that is kept; where it is too large to be written out, one that rests on the quantity itself."""
    over = frozenset(node.domain.sets) - frozenset(node.per.sets)
    try:
        return rules.forms.sum_of(node, rules.form_of(before_rounding(node)), over)
    except TooLarge:
        return rules.form_of(node)


def _not_rounded(checked: CheckedRuleset) -> tuple[Fault, ...]:
    """A fault for each payout without a rounding that certainly comes to what cannot be paid."""
    not_rounded = (one for one in checked.ruleset.payouts if one.rounding is None)
    return tuple(fault for one in not_rounded for fault in _amounts_not_rounded(unfolded(checked), one))


def _amounts_not_rounded(rules: Unfolded, payout: Quantity) -> tuple[Fault, ...]:
    node = rules.named(payout.name)
    if node is None or not rules.forms.is_computed([node]):
        return ()
    values = certain_values(rules.forms.algebra, rules.form_of(node), node.domain.sets) or ()
    return amounts_not_rounded(rules.ruleset, payout, dict(zip(node.domain.keys, values, strict=False)))


def _assertions_that_fail(checked: CheckedRuleset) -> Iterator[Fault]:
    """A fault for each assertion of two sides that are numbers, and not the same."""
    rules = unfolded(checked)
    for assertion in checked.ruleset.assertions:
        sides = rules.sides(assertion) or ()
        numbers = [number_in(rules.form_of(side)) for side in sides if rules.forms.is_computed(sides)]
        left, right = numbers or (None, None)
        if left is not None and right is not None and left != right:
            yield assertion_of_other_numbers(checked, assertion, left, right)
