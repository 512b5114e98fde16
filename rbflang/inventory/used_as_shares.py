"""Whether the rules use the numbers of a table or a property as shares of a whole: something is divided by them.

Takes a ruleset and what is inferred of it. A number is a share of a whole where money or points are multiplied with it,
and where products with it are added up over those who have a share. A target, which results are divided by or held
against, is no share of anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Aggregate, Arithmetic, Expression, Name, Negative, Number
from rbflang.syntax.traversal import every

AMOUNTS = frozenset({"kr", "poeng"})


def are_shares_of_a_whole(ruleset: Ruleset, inference: Inference, quantity: Quantity) -> bool:
    """True if something is divided by the numbers of a quantity."""
    own = frozenset(ruleset.space.closure(quantity.sets))
    for one in (part for user in ruleset.quantities.values() if user.expression for part in every(user.expression)):
        if isinstance(one, Arithmetic) and one.operator == "*" and _divides_an_amount(inference, one, quantity.name):
            return True
        is_summed = isinstance(one, Aggregate) and one.kind == "sum" and one.operand is not None
        if is_summed and own & removed_by(ruleset.space, one) and _is_weighed(one.operand, quantity.name):  # type: ignore
            return True
    return False


def _divides_an_amount(inference: Inference, product: Arithmetic, name: str) -> bool:
    """True for a product of the quantity with money or points."""
    factors = tuple(_factors(product))
    if not any(isinstance(one, Name) and one.text == name for one in factors):
        return False
    known = (inference.expressions.get(id(one)) for one in factors)
    return any(one is not None and not AMOUNTS.isdisjoint(base for base, _ in one[1].kind.unit.powers) for one in known)


def _is_weighed(summed: Expression, name: str) -> bool:
    """True if a term of what is summed is a product with the quantity."""
    for term in _terms(summed):
        factors = tuple(_factors(term))
        others = [one for one in factors if not isinstance(one, Number)]
        if len(others) > 1 and any(isinstance(one, Name) and one.text == name for one in factors):
            return True
    return False


def _terms(one: Expression) -> Iterator[Expression]:
    if isinstance(one, Negative):
        yield from _terms(one.operand)
    elif isinstance(one, Arithmetic) and one.operator in "+-":
        yield from _terms(one.left)
        yield from _terms(one.right)
    else:
        yield one


def _factors(one: Expression) -> Iterator[Expression]:
    """What is multiplied; of a quotient, what is divided."""
    if isinstance(one, Arithmetic) and one.operator == "*":
        yield from _factors(one.left)
        yield from _factors(one.right)
    elif isinstance(one, Arithmetic) and one.operator == "/":
        yield from _factors(one.left)
    else:
        yield one
