"""What a condition tells where it is true or false: that a figure exists, that it is not zero, that it holds.

Takes a condition and the signatures of its parts; gives facts that hold for the same expression, written again, in
the branch that the condition guards. A fact about one cell says nothing of the others: inside an aggregate it holds
only for what does not vary over the sets that are aggregated. `deltar` tells more when it is written out as the
requirements it stands for: in its own measure, and elsewhere where its requirements mean the same there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Literal

from attrs import evolve, frozen

from rbflang.graph.operators import COMPARISONS
from rbflang.ruleset.model import MEASURE, OWN_NAMES, Measure, Ruleset
from rbflang.ruleset.order import target_of
from rbflang.ruleset.signatures import Signature
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import names_read

ZERO = Fraction(0)
Lookup = Callable[[ex.Expression], Signature | None]


@frozen(repr=False)
class Fact:
    """One thing known of an expression, which varies over these sets."""

    what: Literal["exists", "nonzero", "holds"]
    expression: ex.Expression
    sets: tuple[str, ...] = ()


Facts = tuple[Fact, ...]
NONE: Facts = ()

_OPPOSITE = {
    "at_least": "less_than", "less_than": "at_least", "at_most": "more_than", "more_than": "at_most", "is": "is_not",
    "is_not": "is",
}  # fmt: skip
_TURNED = {"at_least": "at_most", "at_most": "at_least", "more_than": "less_than", "less_than": "more_than"}


def is_known(facts: Facts, what: str, expression: ex.Expression) -> bool:
    """True if the fact is known of the expression."""
    return any(fact.what == what and fact.expression == expression for fact in facts)


def outside(facts: Facts, gone: Iterable[str]) -> Facts:
    """The facts that hold inside an aggregate over these sets."""
    removed = set(gone)
    return tuple(fact for fact in facts if not removed & set(fact.sets))


def facts_if_true(condition: ex.Expression, of: Lookup) -> Facts:
    """What holds where the condition is true."""
    if isinstance(condition, ex.Exists):
        return (Fact("exists", condition.operand, _sets(of(condition.operand))),)
    if isinstance(condition, ex.Logic) and condition.operator == "and":
        return facts_if_true(condition.left, of) + facts_if_true(condition.right, of)
    found = of(condition)
    held = (Fact("holds", condition, found.sets),) if found else NONE
    if isinstance(condition, ex.Not):
        return held + facts_if_false(condition.operand, of)
    return held + _compared(condition, condition.operator, of) if isinstance(condition, ex.Comparison) else held


def facts_if_false(condition: ex.Expression, of: Lookup) -> Facts:
    """What holds where the condition is false."""
    if isinstance(condition, ex.Not):
        return facts_if_true(condition.operand, of)
    if isinstance(condition, ex.Logic) and condition.operator == "or":
        return facts_if_false(condition.left, of) + facts_if_false(condition.right, of)
    return _compared(condition, _OPPOSITE[condition.operator], of) if isinstance(condition, ex.Comparison) else NONE


def _compared(one: ex.Comparison, operator: str, of: Lookup) -> Facts:
    """Which side is not zero, by the number that is written on the other."""
    left, right = of(one.left), of(one.right)
    if left is None or right is None or left.kind.what != "number" or right.kind.what != "number":
        return NONE
    return (
        *_against(one.left, _sets(left), operator, one.right),
        *_against(one.right, _sets(right), _TURNED.get(operator, operator), one.left),
    )


def _against(expression: ex.Expression, sets: tuple[str, ...], operator: str, other: ex.Expression) -> Facts:
    """That an expression is not zero, where what it is compared with tells."""
    if not isinstance(other, ex.Number) or COMPARISONS[operator](ZERO, other.value):
        return NONE
    return (Fact("nonzero", expression, sets),)


def _sets(found: Signature | None) -> tuple[str, ...]:
    return found.sets if found else ()


# `deltar` written out


def written_out(ruleset: Ruleset, condition: ex.Expression, measure: str | None) -> ex.Expression:
    """The condition with the requirements of a measure where it asks who takes part in that measure."""
    if isinstance(condition, ex.Not):
        return evolve(condition, operand=written_out(ruleset, condition.operand, measure))
    if isinstance(condition, ex.Logic):
        left, right = (written_out(ruleset, one, measure) for one in (condition.left, condition.right))
        return evolve(condition, left=left, right=right)
    asked = _asked_of(ruleset, condition, measure)
    if asked is None or not (asked.name == measure or all(_is_alike(ruleset, one) for one in asked.keeping_out)):
        return condition
    together: ex.Expression = ex.YesNo(condition.span, True)
    for one in asked.keeping_out:
        together = ex.Logic(condition.span, "and", together, one)
    return together


def _asked_of(ruleset: Ruleset, condition: ex.Expression, measure: str | None) -> Measure | None:
    """The measure that a name asks who takes part in."""
    target = target_of(ruleset, condition.text, measure) if isinstance(condition, ex.Name) else None
    quantity = ruleset.quantities[target] if target else None
    return ruleset.measures[quantity.measure or ""] if quantity and quantity.role == "taking_part" else None


def _is_alike(ruleset: Ruleset, requirement: ex.Expression) -> bool:
    """True for a requirement that reads nothing that is another quantity in another measure."""
    for name in names_read(requirement):
        quantity = ruleset.quantities.get(name.text)
        if name.text in OWN_NAMES or (quantity is not None and MEASURE in quantity.sets):
            return False
    return True
