"""Which cells of a table or a property the rules need: every cell that anything reads, whatever it is read for.

Takes a ruleset, gives for a quantity and some members a place that reads it. A cell is not needed where the rules
alone show that it is never read: in a measure that does not apply, and in a branch whose condition they settle. What
the data decide counts as read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.known_values import known_value
from rbflang.ruleset.model import INDICATOR, Quantity, Ruleset
from rbflang.ruleset.order import expressions_of, target_of
from rbflang.syntax.expressions import Aggregate, Choice, Expression, Logic, Name, Rank
from rbflang.syntax.traversal import names_read, parts_of


@frozen(eq=False, repr=False)
class Around:
    """What stands around a name: conditions, each with the answer it must have, and the sets that are gathered over."""

    conditions: tuple[tuple[Expression, bool], ...] = ()
    gathered: frozenset[str] = frozenset()

    def under(self, condition: Expression, answer: bool) -> Around:
        """The same, in a branch besides."""
        return Around((*self.conditions, (condition, answer)), self.gathered)


NOTHING_AROUND = Around()


@frozen(eq=False, repr=False)
class NameInPlace:
    """A name where it is read: by which quantity, if it is one for its members alone, and what stands around it."""

    name: Name
    reader: Quantity | None
    around: Around


@frozen(eq=False, repr=False)
class Readings:
    """All places that read a quantity, by its name, and the indicators that each measure applies to, where known."""

    ruleset: Ruleset
    by_name: Mapping[str, Sequence[NameInPlace]]
    applying: Mapping[str, frozenset[str] | None]


def readings_of(ruleset: Ruleset) -> Readings:
    """The places that read each quantity of a ruleset."""
    found: dict[str, list[NameInPlace]] = {}
    for expression, reader in _expressions(ruleset):
        for name, around in inside(ruleset, expression):
            measure = reader.measure if reader else None
            target = target_of(ruleset, name.text, measure) if isinstance(name, Name) else None
            if target and isinstance(name, Name):
                found.setdefault(target, []).append(NameInPlace(name, reader, around))
    applying = {name: applies_to(ruleset, one) for name, one in ruleset.measures.items()}
    return Readings(ruleset, found, applying)


def _expressions(ruleset: Ruleset) -> Iterator[tuple[Expression, Quantity | None]]:
    """Every expression, with the quantity that is computed by it; whom a measure applies to is asked of everybody."""
    for quantity in ruleset.quantities.values():
        applies = ruleset.measures[quantity.measure].applies if quantity.measure else None
        for expression in expressions_of(ruleset, quantity):
            yield expression, None if expression in (applies or ()) else quantity
    for assertion in ruleset.assertions:
        yield assertion.left, None
        yield assertion.right, None


def inside(
    ruleset: Ruleset, expression: Expression, around: Around = NOTHING_AROUND
) -> Iterator[tuple[Expression, Around]]:
    """The expression and all expressions inside it, each with what stands around it."""
    yield expression, around
    if isinstance(expression, Choice):
        yield from inside(ruleset, expression.condition, around)
        for branch, answer in ((expression.chosen, True), (expression.otherwise, False)):
            yield from inside(ruleset, branch, around.under(expression.condition, answer))
    elif isinstance(expression, Logic):
        yield from inside(ruleset, expression.left, around)
        yield from inside(ruleset, expression.right, around.under(expression.left, expression.operator == "and"))
    elif isinstance(expression, Aggregate | Rank):
        within = _inside(ruleset, expression, around)
        if expression.where is not None:
            yield from inside(ruleset, expression.where, within)
            within = within.under(expression.where, True)
        if expression.operand is not None:
            yield from inside(ruleset, expression.operand, within)
    else:
        for part in parts_of(expression):
            yield from inside(ruleset, part, around)


def _inside(ruleset: Ruleset, one: Aggregate | Rank, around: Around) -> Around:
    """What stands in an aggregate is read for all its members: a condition outside it says nothing of each of them."""
    gone = removed_by(ruleset.space, one)
    kept = tuple(pair for pair in around.conditions if not gone & _sets_of(ruleset, pair[0]))
    return Around(kept, around.gathered | gone)


def _sets_of(ruleset: Ruleset, expression: Expression) -> frozenset[str]:
    quantities = (ruleset.quantities.get(name.text) for name in names_read(expression))
    known = set(ruleset.space.axes)
    return frozenset(name for one in quantities if one for name in ruleset.space.closure(known & set(one.sets)))


def needing(readings: Readings, name: str, at: Mapping[str, str]) -> NameInPlace | None:
    """A place that needs a quantity for these members; `None` where the rules show that nothing does."""
    pending: list[tuple[str, Mapping[str, str], NameInPlace | None]] = [(name, at, None)]
    seen: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    while pending:
        read, members, first = pending.pop()
        if (read, frozenset(members.items())) in seen:
            continue
        seen.add((read, frozenset(members.items())))
        for one in readings.by_name.get(read, ()):
            if _is_ruled_out(readings, one, members):
                continue
            reader = one.reader
            if reader is None or reader.measure or reader.role == "payout" or reader.name not in readings.by_name:
                return first or one
            sets = readings.ruleset.space.closure(set(reader.sets) & set(readings.ruleset.space.axes))
            left = {name: member for name, member in _left(one, members).items() if name in sets}
            pending.append((reader.name, left, first or one))
    return None


def _is_ruled_out(readings: Readings, one: NameInPlace, members: Mapping[str, str]) -> bool:
    """True where the rules show that the place does not read these members."""
    conditions = one.around.conditions
    if any(known_value(readings.ruleset, condition, members) is (not answer) for condition, answer in conditions):
        return True
    applying = readings.applying[one.reader.measure] if one.reader and one.reader.measure else None
    return applying is not None and _left(one, members).get(INDICATOR, "") not in (*applying, "")


def _left(one: NameInPlace, members: Mapping[str, str]) -> Mapping[str, str]:
    """The members that are not gathered over where the place stands."""
    return {name: member for name, member in members.items() if name not in one.around.gathered}
