"""What is divided by, member for member, as far as the rules alone say: no hull over members is taken.

Takes a ruleset and a division with the quantity it stands in; gives the cells of its divisor that are divided by, and
what each comes to. A cell is left out where the rules show that the division is never made for it: in a measure that
does not apply, and behind a condition that they settle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rbflang.inventory.needed import Around, inside
from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.known_values import Known, known_value
from rbflang.ruleset.model import INDICATOR, Quantity, Ruleset
from rbflang.ruleset.order import expressions_of
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Arithmetic, Expression


def is_never_zero(ruleset: Ruleset, inference: Inference, user: Quantity | None, division: Arithmetic) -> bool:
    """True if the rules alone say what is divided by for each member, and it is never zero."""
    values = [value for _, value in divisors(ruleset, inference, user, division)]
    return all(isinstance(value, Fraction) and value for value in values)


def zeros_divided_by(
    ruleset: Ruleset, inference: Inference, user: Quantity | None, division: Arithmetic
) -> tuple[Mapping[str, str], ...]:
    """The members for which the rules alone say that what is divided by is zero."""
    return tuple(at for at, value in divisors(ruleset, inference, user, division) if value == 0 and value is not False)


def divisors(
    ruleset: Ruleset, inference: Inference, user: Quantity | None, division: Arithmetic
) -> Iterator[tuple[Mapping[str, str], Known]]:
    """The members that the division is made for, as far as its divisor varies, with what it is divided by."""
    around = _around(ruleset, user, division)
    applying = applies_to(ruleset, ruleset.measures[user.measure]) if user and user.measure else None
    parts = (division.right, *(condition for condition, _ in around.conditions))
    domain = ruleset.space.domain(name for one in parts for name in _sets(inference, one))
    for key in domain.keys:
        at = dict(zip(domain.sets, key, strict=True))
        is_outside = applying is not None and INDICATOR in at and at[INDICATOR] not in applying
        conditions = around.conditions
        if not is_outside and not any(known_value(ruleset, one, at) is (not answer) for one, answer in conditions):
            yield at, known_value(ruleset, division.right, at)


def _around(ruleset: Ruleset, user: Quantity | None, division: Arithmetic) -> Around:
    """What stands around a division where it is written."""
    expressions = expressions_of(ruleset, user) if user else _sides(ruleset)
    found = (around for root in expressions for one, around in inside(ruleset, root) if _is(one, division))
    return next(found, Around())


def _sides(ruleset: Ruleset) -> Iterator[Expression]:
    for assertion in ruleset.assertions:
        yield from (assertion.left, assertion.right)


def _is(one: Expression, division: Arithmetic) -> bool:
    return one.span == division.span and one == division


def _sets(inference: Inference, one: Expression) -> tuple[str, ...]:
    found = inference.expressions.get(id(one))
    return found[1].sets if found else ()
