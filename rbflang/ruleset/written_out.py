"""Conditions with `deltar` written out as the requirements it stands for.

Takes a condition and the measure it stands in, gives a condition that tells more. Elsewhere than in its own measure
`deltar` is written out only where its requirements mean the same there.
"""

from __future__ import annotations

from attrs import evolve

from rbflang.ruleset.model import MEASURE, OWN_NAMES, Measure, Ruleset
from rbflang.ruleset.order import target_of
from rbflang.syntax.expressions import Expression, Logic, Name, Not, YesNo
from rbflang.syntax.traversal import names_read


def written_out(ruleset: Ruleset, condition: Expression, measure: str | None) -> Expression:
    """The condition with the requirements of a measure where it asks who takes part in that measure."""
    if isinstance(condition, Not):
        return evolve(condition, operand=written_out(ruleset, condition.operand, measure))
    if isinstance(condition, Logic):
        left, right = (written_out(ruleset, one, measure) for one in (condition.left, condition.right))
        return evolve(condition, left=left, right=right)
    asked = _asked_of(ruleset, condition, measure)
    if asked is None or not (asked.name == measure or all(_is_alike(ruleset, one) for one in asked.keeping_out)):
        return condition
    together: Expression = YesNo(condition.span, True)
    for one in asked.keeping_out:
        together = Logic(condition.span, "and", together, one)
    return together


def _asked_of(ruleset: Ruleset, condition: Expression, measure: str | None) -> Measure | None:
    """The measure that a name asks who takes part in."""
    target = target_of(ruleset, condition.text, measure) if isinstance(condition, Name) else None
    quantity = ruleset.quantities[target] if target else None
    return ruleset.measures[quantity.measure or ""] if quantity and quantity.role == "taking_part" else None


def _is_alike(ruleset: Ruleset, requirement: Expression) -> bool:
    """True for a requirement that reads nothing that is another quantity in another measure."""
    for name in names_read(requirement):
        quantity = ruleset.quantities.get(name.text)
        if name.text in OWN_NAMES or (quantity is not None and MEASURE in quantity.sets):
            return False
    return True
