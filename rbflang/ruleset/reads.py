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
    """The fixed amount that a `kontroll` equates with the sum of the payouts."""
    payout = ruleset.payout
    for assertion in ruleset.assertions if payout else ():
        for one, other in ((assertion.left, assertion.right), (assertion.right, assertion.left)):
            is_sum = isinstance(one, Aggregate) and one.kind == "sum" and one.where is None
            if is_sum and isinstance(one.operand, Name) and one.operand.text == payout.name and isinstance(other, Name):  # type: ignore[union-attr]
                fixed = ruleset.quantities.get(other.text)
                if fixed and (is_fixed_in(fixed, "kr") or is_fixed_in(fixed, "million_kr")):
                    return fixed
    return None


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
