"""Which quantities the rules read, and where they are read for certain.

Takes a ruleset, gives names and readers. A branch of a choice, and what stands under `der` or `finnes`, is read only
for some members, so nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.model import INDICATOR, Quantity, Ruleset
from rbflang.ruleset.order import dependencies, target_of
from rbflang.ruleset.totals import is_fixed_in
from rbflang.ruleset.values import is_number
from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Call,
    Choice,
    Exists,
    Expression,
    Logic,
    Name,
    Rank,
)
from rbflang.syntax.walk import every, names_read, parts_of

Reader = tuple[Quantity, Name]


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


def readers_of(ruleset: Ruleset) -> dict[str, list[Reader]]:
    """For each quantity, the quantities that read it for certain, each with the place."""
    found: dict[str, list[Reader]] = {}
    for quantity in ruleset.quantities.values():
        expressions = [quantity.expression] if quantity.expression is not None else []
        if quantity.measure and quantity.role == "points":
            expressions += [gate.condition for gate in ruleset.measures[quantity.measure].gates]
        for name in (name for expression in expressions for name in _surely(expression)):
            target = target_of(ruleset, name.text, quantity.measure)
            if target:
                found.setdefault(target, []).append((quantity, name))
    return found


def _surely(expression: Expression) -> Iterator[Name]:
    if isinstance(expression, Name):
        yield expression
    elif isinstance(expression, Choice):
        yield from _surely(expression.condition)
    elif isinstance(expression, Logic):
        yield from _surely(expression.left)
    elif isinstance(expression, Exists) or (isinstance(expression, Aggregate | Rank) and expression.where is not None):
        return
    else:
        for part in parts_of(expression):
            yield from _surely(part)


def needing(ruleset: Ruleset, readers: dict[str, list[Reader]], name: str, at: dict[str, str]) -> Name | None:
    """The place that needs a quantity for these members, whatever the data; `None` where nothing surely does."""
    return _needing(ruleset, readers, name, at, frozenset())


def _needing(
    ruleset: Ruleset, readers: dict[str, list[Reader]], name: str, at: dict[str, str], seen: frozenset[str]
) -> Name | None:
    for reader, place in readers.get(name, ()):
        if reader.only_checks or reader.name in seen:
            continue
        if reader.measure:
            applying = applies_to(ruleset, ruleset.measures[reader.measure])
            needs = applying is not None and at.get(INDICATOR, "") in (*applying, "")
        else:
            is_last = reader.role == "payout" or reader.name not in readers
            needs = is_last or bool(_needing(ruleset, readers, reader.name, at, seen | {name}))
        if needs:
            return place
    return None


def paid_in_full(ruleset: Ruleset) -> Quantity | None:
    """The fixed amount above zero that a `kontroll` equates with the sum of the payouts."""
    found = all_that_is_paid(ruleset)
    return next((one for one in found if is_fixed_in(one, "kr") or is_fixed_in(one, "million_kr")), None)


def all_that_is_paid(ruleset: Ruleset) -> Iterator[Quantity]:
    """Each fixed amount that a `kontroll` equates with the sum of the payouts."""
    names: dict[str, None] = {}
    for assertion in ruleset.assertions if ruleset.payout else ():
        for side, other in ((assertion.left, assertion.right), (assertion.right, assertion.left)):
            if is_sum_of_payouts(ruleset, side) and isinstance(other, Name):
                names[other.text] = None
    fixed = (ruleset.quantities[name] for name in names if name in ruleset.quantities)
    yield from (one for one in fixed if one.role == "fixed" and () in one.given and is_number(one.given[()].value))


def is_sum_of_payouts(ruleset: Ruleset, side: Expression) -> bool:
    """True for the sum of all payouts, as it is written in a `kontroll`."""
    is_sum = isinstance(side, Aggregate) and side.kind == "sum" and side.where is None and not side.per
    operand = side.operand if is_sum and isinstance(side, Aggregate) else None
    return isinstance(operand, Name) and ruleset.payout is not None and operand.text == ruleset.payout.name


def in_assertions(ruleset: Ruleset) -> frozenset[str]:
    """The quantities that assertions are about, also as what a formula named there is the plain sum of."""
    pending = [name.text for one in ruleset.assertions for side in (one.left, one.right) for name in names_read(side)]
    found: set[str] = set()
    while pending:
        name = pending.pop()
        quantity = ruleset.quantities.get(name)
        if quantity and name not in found:
            found.add(name)
            sum_of = quantity.expression
            if isinstance(sum_of, Aggregate) and sum_of.kind == "sum" and isinstance(sum_of.operand, Name):
                pending.append(sum_of.operand.text)
    return frozenset(found)


def read_by(ruleset: Ruleset, name: str) -> frozenset[str]:
    """The quantities that one rests on, itself with them."""
    return frozenset(_reached({one.name: set(dependencies(ruleset, one)) for one in ruleset.quantities.values()}, name))


def normalises(ruleset: Ruleset, payout: Quantity, name: str) -> bool:
    """True if a payout divides by a sum that rests on the quantity."""
    reads = {one.name: set(dependencies(ruleset, one)) for one in ruleset.quantities.values()}
    for reader in _reached(reads, payout.name):
        expression = ruleset.quantities[reader].expression
        for one in every(expression) if expression is not None else ():
            if isinstance(one, Arithmetic) and one.operator == "/" and _sums(ruleset, reads, one.right, name):
                return True
    return False


def _reached(reads: dict[str, set[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for name in reads.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found


def _sums(ruleset: Ruleset, reads: dict[str, set[str]], divisor: Expression, name: str) -> bool:
    """True if the divisor, or a formula it names, is a sum of something that rests on the name."""
    parts = list(every(divisor))
    if isinstance(divisor, Name) and divisor.text in ruleset.quantities:
        own = ruleset.quantities[divisor.text].expression
        parts += list(every(own)) if own is not None else []
    sums = [one for one in parts if isinstance(one, Aggregate) and one.kind == "sum"]
    return any(name in _reached(reads, inner.text) for one in sums for inner in names_read(one))
