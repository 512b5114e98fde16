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
from rbflang.proofs.algebra import Form, TooLarge, number_in
from rbflang.proofs.certain_values import certain_values
from rbflang.proofs.forms import Forms
from rbflang.ruleset.model import CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.usage import all_that_is_paid, is_sum_of_payouts
from rbflang.source import Span
from rbflang.syntax.expressions import Expression, Negative


def always_stopped(checked: CheckedRuleset) -> tuple[Fault, ...]:
    """The faults and warnings of what is paid, that hold for all data."""
    forms = Forms(checked)
    return (
        *(tuple(_sums_not_whole(forms)) or _not_rounded(forms)),
        *below_zero(checked),
        *_nothing(checked),
        *_assertions_that_fail(forms),
    )


def below_zero(checked: CheckedRuleset) -> Iterator[Fault]:
    """A fault where an assertion says that the payouts add up to less than nothing."""
    for total in _totals(checked):
        if total.amount < 0:
            yield appropriation_below_zero.fault_of(total.text, total.span, total.amount)
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
    ruleset, forms = checked.ruleset, Forms(checked)
    sides = tuple(_sides(ruleset))
    is_charge = any(isinstance(side, Negative) for side in sides)
    if ruleset.payout is None or is_charge or any(all_that_is_paid(ruleset)):
        return
    for side in sides:
        forms.prepare(side)
        amount = number_in(forms.of(side))
        if amount is not None:
            yield _Total(" ".join(side.span.text.split()), side.span, amount)


def _sides(ruleset: Ruleset) -> Iterator[Expression]:
    """What assertions equate with the sum of the payouts."""
    for assertion in ruleset.assertions:
        for side, other in ((assertion.left, assertion.right), (assertion.right, assertion.left)):
            if is_sum_of_payouts(ruleset, side):
                yield other


def _sums_not_whole(forms: Forms) -> Iterator[Fault]:
    """A fault for each formula behind the payout with a sum that is certainly no whole number of units."""
    payout = forms.ruleset.payout
    for name in forms.prepare_names([payout.name]) if payout else ():
        quantity = forms.ruleset.quantities[name]
        rounding = quantity.rounding
        if rounding is None or rounding.mode != "largest_remainder" or name not in forms.unrounded:
            continue
        kept = forms.ruleset.space.domain(one.text for one in rounding.per)
        scale = 10 ** int(rounding.decimals.value) if rounding.decimals else 1
        sums = certain_values(forms.algebra, _sum(forms, quantity), kept.sets) or ()
        amiss = [at for at, total in enumerate(sums) if (total * scale).denominator != 1]
        if amiss:
            whose = cell_words(forms.ruleset, kept, kept.keys[amiss[0]])
            yield sum_not_whole(forms.checked, name, whose, sums[amiss[0]], len(amiss) - 1)


def _sum(forms: Forms, quantity: Quantity) -> Form:
    """The sum that is kept; where it is too large to be written out, one that rests on the quantity itself."""
    try:
        return forms.sum_of(quantity, forms.unrounded[quantity.name], forms.kept_over(quantity))
    except TooLarge:
        return forms.known[quantity.name]


def _not_rounded(forms: Forms) -> tuple[Fault, ...]:
    """A fault for a payout without a rounding that certainly comes to what cannot be paid."""
    payout = forms.ruleset.payout
    if payout is None or payout.rounding is not None:
        return ()
    forms.prepare_names([payout.name])
    domain = forms.ruleset.space.domain(payout.sets)
    values = certain_values(forms.algebra, forms.known[payout.name], domain.sets) or ()
    return amounts_not_rounded(forms.ruleset, payout, dict(zip(domain.keys, values, strict=False)))


def _assertions_that_fail(forms: Forms) -> Iterator[Fault]:
    """A fault for each assertion of two sides that are numbers, and not the same."""
    for assertion in forms.ruleset.assertions:
        forms.prepare(assertion.left, assertion.right)
        left, right = map(number_in, forms.of_both(assertion)[:2])
        if left is not None and right is not None and left != right:
            yield assertion_of_other_numbers(forms.checked, assertion, left, right)
