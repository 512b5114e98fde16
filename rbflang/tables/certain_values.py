"""What a form comes to in each cell, whatever the data: only where the rules give every factor of it.

Takes the algebra of a proof and a form, gives exact numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rbflang.tables.algebra import Algebra, Form


def certain_values(algebra: Algebra, form: Form, sets: Iterable[str]) -> tuple[Fraction, ...] | None:
    """The value in each cell of these sets, in their order.

    `None` where one rests on the data or varies over more, or where nobody knows the members of a set.
    """
    wide = algebra.space.domain(sets)
    if algebra.space.is_open(wide.sets) or not algebra.sets_of(form) <= frozenset(wide.sets):
        return None
    totals = [Fraction(0)] * wide.size
    for product, number in form.items():
        terms = [number] * wide.size
        for at, power in product:
            factor = algebra.factors[at]
            if factor.values is None or (power < 0 and not all(factor.values)):
                return None
            cells = algebra.space.cells(wide, algebra.space.domain(factor.sets)) or range(wide.size)
            terms = [term * factor.values[cell] ** power for term, cell in zip(terms, cells, strict=True)]
        totals = [total + term for total, term in zip(totals, terms, strict=True)]
    return tuple(totals)
