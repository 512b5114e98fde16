"""Whether a region can lose by improving an indicator: proved by following signs from the input to the payout.

Takes a checked ruleset; gives one claim for each input and indicator: proved, or not proved, never the opposite. It is
about the payout before it is rounded, and about figures given exactly. Higher is better, unless the ruleset has a
property `retning` that says `lavere` for the indicator. Where a normalisation makes the payouts a fixed sum, a payout
is that sum times a region's own part of all parts: it does not fall if its own part does not, and no other part rises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from rbflang.proofs.algebra import Factor, Form, Product, TooLarge, number_in
from rbflang.proofs.changes import ANY_CHANGE, DOWN, NO_CHANGE, STILL, UP, Change, join
from rbflang.proofs.directions import Directions
from rbflang.proofs.forms import Forms
from rbflang.proofs.positivity import BELOW, sign_of, sign_of_factor
from rbflang.ruleset.known_values import At, Known, known_value
from rbflang.ruleset.model import INDICATOR, REGION, CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.order import expressions_of, resting_on
from rbflang.ruleset.values import quantity_kind
from rbflang.syntax.expressions import Choice, Expression, Name
from rbflang.syntax.traversal import every

DIRECTION_NAMES, LOWER_WORDS = ("retning", "direction"), ("lavere", "lower")


@frozen
class Improvement:
    """A claim: no region's payout falls when its figure of this input for this indicator gets better."""

    quantity: str
    indicator: str
    better: Literal["higher", "lower"]
    is_proved: bool


def prove_improvements(checked: CheckedRuleset) -> tuple[Improvement, ...]:
    """A claim for each input that the payout rests on and each indicator; none where nothing is paid to regions."""
    ruleset, payout = checked.ruleset, checked.ruleset.payout
    if payout is None or payout.sets != (REGION,) or INDICATOR not in ruleset.sets:
        return ()
    reached = _reached(checked, payout)
    forms = Forms(checked)
    forms.prepare_names([payout.name])
    conditions = tuple(_conditions(ruleset, reached))
    proved: dict[tuple[str, bool, tuple[Known, ...]], bool] = {}
    found: list[Improvement] = []
    for name in reached:
        quantity = ruleset.quantities[name]
        if _can_be_better(quantity) and {REGION, INDICATOR} <= forms.sets_of(name):
            for one in ruleset.sets[INDICATOR].members:
                lower = _is_lower(ruleset, one.name)
                at = _down_to(ruleset, one.name)
                alike = name, lower, tuple(known_value(ruleset, condition, at) for condition in conditions)
                if alike not in proved:
                    directions = Directions(checked, name, at, DOWN if lower else UP)
                    directions.take_in(reached)
                    proved[alike] = _never_loses(forms, directions, payout)
                found.append(Improvement(name, one.name, "lower" if lower else "higher", proved[alike]))
    return tuple(found)


def _can_be_better(quantity: Quantity) -> bool:
    """True for what is observed and has a direction: a number, or yes rather than no; no word is better."""
    return quantity.role == "input" and quantity_kind(quantity).what in ("number", "yes_no")


def _reached(checked: CheckedRuleset, payout: Quantity) -> tuple[str, ...]:
    """The quantities that the payout rests on, each after those it reads."""
    found = resting_on(checked.ruleset, [payout.name])
    return tuple(name for name in checked.order if name in found)


def _conditions(ruleset: Ruleset, names: Iterable[str]) -> Iterator[Expression]:
    """What the quantities choose by; indicators with the same answers are alike to every choice."""
    for name in names:
        for expression in expressions_of(ruleset, ruleset.quantities[name]):
            yield from (part.condition for part in every(expression) if isinstance(part, Choice))


def _down_to(ruleset: Ruleset, indicator: str) -> At:
    """An indicator with what it lies under."""
    domain = ruleset.space.domain((INDICATOR,))
    return dict(zip(domain.sets, ruleset.space.key_at(domain, {INDICATOR: indicator}), strict=True))


def _is_lower(ruleset: Ruleset, indicator: str) -> bool:
    for name in DIRECTION_NAMES:
        quantity = ruleset.quantities.get(name)
        if quantity is not None and quantity.sets == (INDICATOR,):
            given = next((one.value for key, one in quantity.given.items() if key[-1] == indicator), None)
            return isinstance(given, Name) and given.text in LOWER_WORDS
    return False


def _never_loses(forms: Forms, directions: Directions, payout: Quantity) -> bool:
    if directions.known[payout.name].own in (STILL, UP):
        return True
    try:
        parts = _parts_of_a_fixed_sum(forms, payout)
    except TooLarge:
        return False
    if parts is None or sign_of(forms, parts) == BELOW:
        return False
    change = _of_form(forms, directions, parts)
    return change.own in (STILL, UP) and change.others in (STILL, DOWN)


def _parts_of_a_fixed_sum(forms: Forms, payout: Quantity) -> Form | None:
    """What the payouts are in proportion to, if they add up to the same for all data."""
    form = forms.unrounded.get(payout.name, forms.known[payout.name])
    total = number_in(forms.sum_of(payout, form))
    if total is None or total <= 0:
        return None
    divisors = {tuple(one for one in product if one[1] < 0) for product in form}
    common = divisors.pop() if len(divisors) == 1 else ()
    if divisors or any(forms.algebra.factors[at].sets for at, _ in common):
        return None
    return {tuple(one for one in product if one not in common): number for product, number in form.items()}


def _of_form(forms: Forms, directions: Directions, form: Form) -> Change:
    """The change of a form that is never below zero: all its products are added."""
    return join(_of_product(forms, directions, product) for product in form)


def _of_product(forms: Forms, directions: Directions, product: Product) -> Change:
    """The change of a product: of factors that are never below zero, what they do together."""
    found = [_of_factor(forms, directions, forms.algebra.factors[at]) for at, _ in product]
    if all(one.is_still for one in found):
        return NO_CHANGE
    powers_rise = all(power > 0 for _, power in product)
    return join(found) if powers_rise and all(sign_of_factor(forms, at) != BELOW for at, _ in product) else ANY_CHANGE


def _of_factor(forms: Forms, directions: Directions, factor: Factor) -> Change:
    if factor.values is not None:
        return NO_CHANGE
    if factor.over:
        return directions.summed(_of_product(forms, directions, factor.inside), factor.over)
    what = factor.what
    if isinstance(what, tuple) and what[0] == "quantity":
        return directions.known.get(what[1], ANY_CHANGE)
    if isinstance(what, tuple) and what[0] == "expression":
        expression, place, _ = what[1:]
        return directions.of(expression, place.measure)
    return NO_CHANGE if isinstance(what, tuple) else ANY_CHANGE
