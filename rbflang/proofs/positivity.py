"""Which forms are above zero, or not below it, whatever the data.

Takes the forms of a ruleset. A sum over a set is above zero if all that it sums is; and a sum of something above zero
times something not below it is above zero if the latter alone comes to more than zero, as points handed out do.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.intervals import Interval
from rbflang.proofs.algebra import Factor, Form, Product, number_in
from rbflang.proofs.all_data import for_all_data
from rbflang.proofs.forms import Forms
from rbflang.ruleset.model import POINTS_NAME
from rbflang.syntax.expressions import Sharing

BELOW, NOT_BELOW, ABOVE = -1, 0, 1


def is_above(forms: Forms, form: Form) -> bool:
    """True if the form is above zero whatever the data."""
    return sign_of(forms, form) == ABOVE


def sign_of(forms: Forms, form: Form) -> int:
    """`ABOVE` zero, `NOT_BELOW` it, or perhaps `BELOW`, whatever the data."""
    signs = [sign_of_product(forms, product) if number > 0 else BELOW for product, number in form.items()]
    if BELOW in signs:
        return BELOW
    return ABOVE if ABOVE in signs else NOT_BELOW


def sign_of_product(forms: Forms, product: Product) -> int:
    """The sign of a product of factors."""
    signs = [ABOVE if power % 2 == 0 and power < 0 else _sign(forms, at, power) for at, power in product]
    return min(signs, default=ABOVE)


def _sign(forms: Forms, at: int, power: int) -> int:
    found = sign_of_factor(forms, at)
    if power % 2 == 0:
        return ABOVE if found == ABOVE else NOT_BELOW
    # What is divided by is not zero where there is a result at all.
    return ABOVE if power < 0 and found == NOT_BELOW else found


def sign_of_factor(forms: Forms, at: int) -> int:
    """The sign of one factor."""
    factor = forms.algebra.factors[at]
    if factor.values is not None:
        return _of_range(Interval(min(factor.values), None, True, False))
    if factor.terms:
        return sign_of(forms, dict(factor.terms))
    if factor.over:
        return _sign_of_sum(forms, factor)
    return _of_range(_range(forms, factor))


def _of_range(limits: Interval) -> int:
    if limits.low is None or limits.low < 0:
        return BELOW
    return ABOVE if limits.low > 0 or not limits.low_included else NOT_BELOW


def _range(forms: Forms, factor: Factor) -> Interval:
    what = factor.what
    if isinstance(what, tuple) and what[0] == "quantity":
        return _range_of_quantity(forms, what[1])
    if isinstance(what, tuple) and what[0] == "expression":
        found = forms.checked.inference.expressions.get(id(what[1]))
        if found and found[1].kind.what == "yes_no":
            return Interval(Fraction(0), Fraction(1))
        return forms.ranges.get((what[1], what[2]), Interval(None, None))
    return Interval(Fraction(0), None, True, False)


def _range_of_quantity(forms: Forms, name: str) -> Interval:
    quantity = forms.ruleset.quantities[name]
    shared = quantity.measure and isinstance(forms.ruleset.measures[quantity.measure].points, Sharing)
    if quantity.role == "points" and shared:
        limits = Interval(Fraction(0), None, True, False)
        total = forms.to_share(forms.ruleset.measures[quantity.measure or ""])
        return limits if total is not None and sign_of(forms, total) >= NOT_BELOW else Interval(None, None)
    return for_all_data(forms.checked).interval_of(name)


def _sign_of_sum(forms: Forms, factor: Factor) -> int:
    inside = sign_of_product(forms, factor.inside)
    if inside == BELOW:
        return BELOW
    somebody = all(forms.ruleset.space.axes[name].paths for name in factor.over)
    if inside == ABOVE:
        return ABOVE if somebody and _no_member_is_empty(forms, factor) else NOT_BELOW
    rest = tuple(one for one in factor.inside if _sign(forms, *one) != ABOVE)
    if rest == factor.inside:
        return NOT_BELOW
    # The least of what is above zero, times the sum of the rest, is above zero.
    alone = forms.algebra.sum_over(factor.over, {rest: Fraction(1)})
    value = number_in(alone)
    return ABOVE if (value is not None and value > 0) or (value is None and is_above(forms, alone)) else NOT_BELOW


def _no_member_is_empty(forms: Forms, factor: Factor) -> bool:
    """True if there is something to sum for every cell that the sum varies over."""
    space = forms.ruleset.space
    narrow = space.domain(factor.sets)
    wide = space.domain(factor.sets | factor.over)
    return bool(wide.size) and all(space.groups(wide, narrow))


def points_of(forms: Forms, product: Product) -> frozenset[str]:
    """The measures whose points make a product zero or not: all else in it is certainly above zero."""
    found: set[str] = set()
    for at, power in product:
        factor = forms.algebra.factors[at]
        if _sign(forms, at, power) == ABOVE:
            continue
        if factor.over and power == 1:
            found |= points_of(forms, factor.inside)
        elif isinstance(factor.what, tuple) and str(factor.what[1]).endswith(f".{POINTS_NAME}") and power == 1:
            found.add(forms.ruleset.quantities[str(factor.what[1])].measure or "")
        else:
            return frozenset()
    return frozenset(found) if len(found) == 1 else frozenset()
