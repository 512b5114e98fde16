"""Which quantities the rules read, and what the payout is made of.

Takes a ruleset, gives names and quantities.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.graph.closure import behind
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.order import dependencies, resting_on
from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Call,
    Expression,
    Name,
)
from rbflang.syntax.traversal import every, names_read
from rbflang.syntax.tree import AssertionDecl


def expressions_in(ruleset: Ruleset) -> Iterator[Expression]:
    """Every expression of a ruleset."""
    yield from (one.expression for one in ruleset.quantities.values() if one.expression is not None)
    for measure in ruleset.measures.values():
        yield from (gate.condition for gate in measure.gates)
        yield from measure.applies or ()
    for assertion in ruleset.assertions:
        yield from (assertion.left, assertion.right)


def names_used(ruleset: Ruleset) -> frozenset[str]:
    """Every name that stands in an expression, and every staircase that is used."""
    used: set[str] = set()
    for expression in expressions_in(ruleset):
        used.update(name.text for name in names_read(expression))
        used.update(one.staircase.text for one in every(expression) if isinstance(one, Call))
    return frozenset(used)


def read_by_rules(ruleset: Ruleset) -> frozenset[str]:
    """The quantities that something other than a side calculation reads."""
    readers = [one for one in ruleset.quantities.values() if not one.only_checks]
    return frozenset(name for one in readers for name in dependencies(ruleset, one))


def in_assertions(ruleset: Ruleset) -> frozenset[str]:
    """The quantities that assertions are about, also as what a formula named there is the plain sum of."""
    return frozenset(name for one in ruleset.assertions for name in _told(ruleset, one))


def _told(ruleset: Ruleset, assertion: AssertionDecl) -> frozenset[str]:
    """The quantities that an assertion is about."""
    named = [name.text for side in (assertion.left, assertion.right) for name in names_read(side)]

    def summed(name: str) -> Iterator[str]:
        sum_of = ruleset.quantities[name].expression if name in ruleset.quantities else None
        if isinstance(sum_of, Aggregate) and sum_of.kind == "sum" and isinstance(sum_of.operand, Name):
            yield sum_of.operand.text

    return frozenset(behind(named, summed)) & frozenset(ruleset.quantities)


def tied_to_payout(ruleset: Ruleset) -> frozenset[str]:
    """The quantities that an assertion puts beside the payout, or beside an amount of each payee that it rests on."""
    payout = ruleset.payout
    if payout is None:
        return frozenset()
    amounts = {one for one in read_by(ruleset, payout.name) if ruleset.quantities[one].sets == payout.sets}
    told = (_told(ruleset, one) for one in ruleset.assertions)
    return frozenset(name for names in told if not amounts.isdisjoint(names) for name in names)


def read_by(ruleset: Ruleset, name: str) -> frozenset[str]:
    """The quantities that one rests on, itself with them."""
    return frozenset(resting_on(ruleset, [name]))


def normalises(ruleset: Ruleset, payout: Quantity, name: str) -> bool:
    """True if a payout divides by a sum that rests on the quantity."""
    for reader in resting_on(ruleset, [payout.name]):
        expression = ruleset.quantities[reader].expression
        for one in every(expression) if expression is not None else ():
            if isinstance(one, Arithmetic) and one.operator == "/" and _sums(ruleset, one.right, name):
                return True
    return False


def _sums(ruleset: Ruleset, divisor: Expression, name: str) -> bool:
    """True if the divisor, or a formula it names, is a sum of something that rests on the name."""
    parts = list(every(divisor))
    if isinstance(divisor, Name) and divisor.text in ruleset.quantities:
        own = ruleset.quantities[divisor.text].expression
        parts += list(every(own)) if own is not None else []
    sums = [one for one in parts if isinstance(one, Aggregate) and one.kind == "sum"]
    summed = [inner.text for one in sums for inner in names_read(one)]
    return name in summed or name in resting_on(ruleset, [one for one in summed if one in ruleset.quantities])


def optional_behind_payouts(ruleset: Ruleset) -> tuple[Quantity, ...]:
    """The inputs that may be left out and that a payout rests on, as the text has them."""
    used = resting_on(ruleset, [one.name for one in ruleset.payouts])
    return tuple(one for one in ruleset.quantities.values() if one.name in used and _may_be_left_out(one))


def _may_be_left_out(one: Quantity) -> bool:
    return one.role == "input" and one.typing is not None and one.typing.is_optional
