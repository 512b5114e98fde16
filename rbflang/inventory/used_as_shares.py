"""Whether the rules use the numbers of a table or a property as shares of a whole: something is divided by them.

Takes a ruleset and what is inferred of it. A number is a share of a whole where money or points are multiplied with it,
and where products with it are added up over those who have a share, whether the product stands there or has a name. A
target, which results are divided by or held against, is no share of anything.
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
        is_product = isinstance(one, Arithmetic) and one.operator == "*"
        if is_product and _divides_an_amount(ruleset, inference, one, quantity):
            return True
        if isinstance(one, Aggregate) and one.kind == "sum" and one.operand is not None:
            takes_away = not own.isdisjoint(removed_by(ruleset.space, one))
            if takes_away and _is_weighed(ruleset, one.operand, quantity):
                return True
    return False


def _divides_an_amount(ruleset: Ruleset, inference: Inference, product: Expression, quantity: Quantity) -> bool:
    """True for a product of the quantity with money or points."""
    factors = tuple(_factors(ruleset, product))
    if not any(_names(one, quantity) for one in factors):
        return False
    known = (inference.expressions.get(id(one)) for one in factors)
    return any(one is not None and not AMOUNTS.isdisjoint(base for base, _ in one[1].kind.unit.powers) for one in known)


def _is_weighed(ruleset: Ruleset, summed: Expression, quantity: Quantity) -> bool:
    """True if a term of what is summed is a product with the quantity."""
    for term in _terms(ruleset, summed):
        factors = [one for one in _factors(ruleset, term) if not isinstance(one, Number)]
        if any(_names(one, quantity) for one in factors) and not all(_names(one, quantity) for one in factors):
            return True
    return False


def _names(one: Expression, quantity: Quantity) -> bool:
    return isinstance(one, Name) and one.text == quantity.name


def _terms(ruleset: Ruleset, one: Expression, around: tuple[str, ...] = ()) -> Iterator[Expression]:
    """What is added up, also under the name of a formula; `around` are the formulas gone into."""
    if isinstance(one, Negative):
        yield from _terms(ruleset, one.operand, around)
    elif isinstance(one, Arithmetic) and one.operator in "+-":
        yield from _terms(ruleset, one.left, around)
        yield from _terms(ruleset, one.right, around)
    elif isinstance(one, Name) and (formula := _formula(ruleset, one, around)) is not None:
        yield from _terms(ruleset, formula, (*around, one.text))
    else:
        yield one


def _factors(ruleset: Ruleset, one: Expression, around: tuple[str, ...] = ()) -> Iterator[Expression]:
    """What is multiplied, also under the name of a formula; of a quotient, what is divided."""
    if isinstance(one, Arithmetic) and one.operator == "*":
        yield from _factors(ruleset, one.left, around)
        yield from _factors(ruleset, one.right, around)
    elif isinstance(one, Arithmetic) and one.operator == "/":
        yield from _factors(ruleset, one.left, around)
    elif isinstance(one, Name) and (formula := _formula(ruleset, one, around)) is not None:
        yield from _factors(ruleset, formula, (*around, one.text))
    else:
        yield one


def _formula(ruleset: Ruleset, name: Name, around: tuple[str, ...]) -> Expression | None:
    """What a name is computed by; `None` where it is given, or where the formulas go in a circle."""
    quantity = ruleset.quantities.get(name.text)
    return quantity.expression if quantity is not None and name.text not in around else None
