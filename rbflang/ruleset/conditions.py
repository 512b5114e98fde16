"""What a condition tells about quantities where it is true or false: that a figure exists, that it is not zero.

The checks about division and optional inputs rest on it.
"""

from __future__ import annotations

from rbflang.syntax import expressions as ex

Facts = frozenset[tuple[str, ex.Expression]]
NONE: Facts = frozenset()


def is_known(facts: Facts, what: str, expression: ex.Expression) -> bool:
    """True if the fact is known of the expression."""
    return (what, expression) in facts


def facts_if_true(condition: ex.Expression) -> Facts:
    """What holds where the condition is true."""
    if isinstance(condition, ex.Exists):
        return frozenset({("exists", condition.operand)})
    if isinstance(condition, ex.Logic) and condition.operator == "and":
        return facts_if_true(condition.left) | facts_if_true(condition.right)
    if isinstance(condition, ex.Not):
        return facts_if_false(condition.operand)
    if isinstance(condition, ex.Comparison) and isinstance(condition.right, ex.Number):
        value, operator = condition.right.value, condition.operator
        above = (operator == "more_than" and value >= 0) or (operator == "at_least" and value > 0)
        beneath = (operator == "less_than" and value <= 0) or (operator == "at_most" and value < 0)
        apart = (operator == "is_not" and value == 0) or (operator == "is" and value != 0)
        if above or beneath or apart:
            return frozenset({("nonzero", condition.left)})
    return NONE


def facts_if_false(condition: ex.Expression) -> Facts:
    """What holds where the condition is false."""
    if isinstance(condition, ex.Not):
        return facts_if_true(condition.operand)
    if isinstance(condition, ex.Logic) and condition.operator == "or":
        return facts_if_false(condition.left) | facts_if_false(condition.right)
    if isinstance(condition, ex.Comparison) and isinstance(condition.right, ex.Number):
        value, operator = condition.right.value, condition.operator
        if (operator == "is" and value == 0) or (operator == "at_most" and value >= 0):
            return frozenset({("nonzero", condition.left)})
        if (operator == "less_than" and value > 0) or (operator == "at_least" and value <= 0):
            return frozenset({("nonzero", condition.left)})
    return NONE
