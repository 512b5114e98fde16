"""Which forms are above zero, or not below it, whatever the data.

Takes the forms of a graph. A sum over a set is above zero if all that it sums is; and a sum of something above zero
times something not below it is above zero if the latter alone comes to more than zero, as points handed out do.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.intervals import EVERYTHING, Interval, above
from rbflang.tables.algebra import Factor, Form, Product
from rbflang.tables.forms import Forms, Unsplit

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
    signs = [ABOVE if power % 2 == 0 and power < 0 else sign_of_power(forms, at, power) for at, power in product]
    return min(signs, default=ABOVE)


def sign_of_power(forms: Forms, at: int, power: int) -> int:
    """The sign of a factor to a power."""
    found = sign_of_factor(forms, at)
    if power % 2 == 0:
        return ABOVE if found == ABOVE else NOT_BELOW
    # What is divided by is not zero where there is a result at all.
    return ABOVE if power < 0 and found == NOT_BELOW else found


def sign_of_factor(forms: Forms, at: int) -> int:
    """The sign of one factor."""
    factor = forms.algebra.factors[at]
    if factor.values is not None:
        return _of_range(above(min(factor.values)))
    if factor.terms:
        return sign_of(forms, dict(factor.terms))
    if factor.over:
        return _sign_of_sum(forms, factor)
    if not isinstance(factor.what, Unsplit):
        return NOT_BELOW  # how many there are
    found = _of_range(_range(forms, factor.what))
    shared = forms.shared.get(at)
    return found if shared is None or sign_of(forms, shared) == BELOW else max(found, NOT_BELOW)


def _of_range(limits: Interval) -> int:
    if limits.low is None or limits.low < 0:
        return BELOW
    return ABOVE if limits.low > 0 or not limits.low_included else NOT_BELOW


def _range(forms: Forms, step: Unsplit) -> Interval:
    found = forms.possible(step)
    if isinstance(found, frozenset):
        return above(Fraction(0))
    return found or EVERYTHING


def _sign_of_sum(forms: Forms, factor: Factor) -> int:
    inside = sign_of_product(forms, factor.inside)
    if inside == BELOW:
        return BELOW
    if inside == ABOVE:
        return ABOVE if _no_group_is_empty(forms, factor) else NOT_BELOW
    rest = tuple(one for one in factor.inside if sign_of_power(forms, *one) != ABOVE)
    if rest == factor.inside:
        return NOT_BELOW
    # The least of what is above zero, times the sum of the rest, is above zero.
    alone = forms.algebra.sum_over(factor.over, {rest: Fraction(1)})
    return ABOVE if is_above(forms, alone) else NOT_BELOW


def _no_group_is_empty(forms: Forms, factor: Factor) -> bool:
    """True if there is something to sum for every cell that the sum varies over."""
    space = forms.graph.space
    wide = space.domain(factor.sets | factor.over)
    is_known = bool(wide.size) and not space.is_open(factor.over)
    return is_known and all(space.groups(wide, space.domain(factor.sets)))
