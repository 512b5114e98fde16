"""Which amounts a payout can come to: the smallest step that all of them are whole numbers of, where one is known.

Takes a checked ruleset. Every figure that is a count is whole, what is rounded has its decimals, and what the rules
give is what it is; sums keep the steps of their terms, products multiply them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd
from typing import TypeAlias

from rbflang.quantities import COUNT, KRONE_DECIMALS
from rbflang.ruleset.known_values import known_value
from rbflang.ruleset.model import CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.values import exact, is_number, quantity_kind
from rbflang.syntax import expressions as ex

ONE = Fraction(1)
Step: TypeAlias = "Fraction | None"
KEEPING = ("sum", "least", "greatest")


def can_always_be_paid(checked: CheckedRuleset) -> bool:
    """True if no payout has more decimals than kroner, whatever the data."""
    payout = checked.ruleset.payout
    step = _steps(checked).get(payout.name) if payout else None
    return step is not None and (step * 10**KRONE_DECIMALS).denominator == 1


def _steps(checked: CheckedRuleset) -> Mapping[str, Step]:
    """The step of each quantity, each after those it reads."""
    found: dict[str, Step] = {}
    for name in checked.order:
        found[name] = _of_quantity(checked.ruleset, checked.ruleset.quantities[name], found)
    return found


def _of_quantity(ruleset: Ruleset, quantity: Quantity, known: Mapping[str, Step]) -> Step:
    if quantity.rounding is not None:
        decimals = quantity.rounding.decimals
        return ONE / 10 ** int(decimals.value) if decimals else ONE
    if quantity.role in ("fixed", "table", "property"):
        values = [given.value for given in quantity.given.values()]
        is_exact = all(is_number(one) and not isinstance(one, ex.Between) for one in values)
        return _together(map(exact, values)) if is_exact and values else None
    if quantity.role == "input":
        return ONE if quantity_kind(quantity).unit == COUNT else None
    is_formula = quantity.role in ("formula", "payout") and quantity.expression is not None
    return _of(ruleset, quantity.expression, known) if is_formula else None  # type: ignore[arg-type]


def _of(ruleset: Ruleset, one: ex.Expression, known: Mapping[str, Step]) -> Step:
    """The step of an expression."""
    match one:
        case ex.Number():
            return abs(one.value)
        case ex.Name():
            return known.get(one.text)
        case ex.Negative():
            return _of(ruleset, one.operand, known)
        case ex.Arithmetic():
            return _of_arithmetic(ruleset, one, known)
        case ex.Choice():
            return _together(_of(ruleset, each, known) for each in (one.chosen, one.otherwise))
        case ex.Extreme():
            return _together(_of(ruleset, each, known) for each in one.arguments)
        case ex.Aggregate():
            if one.operand is None:
                return ONE
            return _of(ruleset, one.operand, known) if one.kind in KEEPING else None
        case _:
            return None


def _of_arithmetic(ruleset: Ruleset, one: ex.Arithmetic, known: Mapping[str, Step]) -> Step:
    left, right = (_of(ruleset, each, known) for each in (one.left, one.right))
    if one.operator == "/":
        divisor = known_value(ruleset, one.right, {})
        return left / abs(divisor) if left is not None and isinstance(divisor, Fraction) and divisor else None
    if one.operator == "*":
        return None if left is None or right is None else left * right
    return _together((left, right))


def _together(steps: Iterable[Step]) -> Step:
    """The greatest step that all are whole numbers of."""
    found = Fraction(0)
    for step in steps:
        if step is None:
            return None
        over = gcd(found.numerator * step.denominator, step.numerator * found.denominator)
        found = Fraction(over, found.denominator * step.denominator)
    return found
