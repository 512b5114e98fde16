"""Whether computed values are as a document prints them, and how we would print them ourselves.

Takes a statement (a number at its printed digits, yes or no, an order) and the cells it is about. It has no tolerance.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from rbflang.published.published_cells import Target
from rbflang.published.statements import Order, Print, Statement
from rbflang.wording import Words

Exact = Sequence[Fraction | bool]


def agrees(statement: Statement, target: Target, exact: Exact, is_claim: bool) -> bool:
    """Whether the cells are as printed; a bound that is a figure must be the nearest at its last digit."""
    if isinstance(statement, bool):
        return all(value is statement for value in exact)
    if isinstance(statement, Order):
        return in_order(statement, target, [(Fraction(value), Fraction(value)) for value in exact])
    numbers = [Fraction(value) for value in exact]
    true = all(statement.is_true_of(value) for value in numbers)
    return true and (is_claim or statement.is_tight(outermost(statement, numbers)))


def outermost(statement: Print, numbers: Sequence[Fraction]) -> Fraction:
    """The number that a bound has to hold for most of all; of others the first."""
    if statement.relation in ("under", "at_most"):
        return max(numbers)
    return min(numbers) if statement.relation in ("over", "at_least") else numbers[0]


def is_of_members(order: Order, target: Target) -> bool:
    """Whether an order names the members of the cells, each once."""
    names = [name for group in order.groups for name in group]
    return len(names) == len(target.keys) and set(names) == {key[_set_of(order, target)] for key in target.keys}


def _set_of(order: Order, target: Target) -> int:
    """Which of the sets of the cells the order is about: the one with most of its names."""
    names = {name for group in order.groups for name in group}
    return max(range(len(target.sets)), key=lambda at: len(names & {key[at] for key in target.keys}), default=0)


def in_order(order: Order, target: Target, spans: Sequence[tuple[Fraction, Fraction]]) -> bool:
    """Whether each group lies wholly above the next, and is equal within."""
    if not is_of_members(order, target):
        return False
    at = _set_of(order, target)
    by_name = {key[at]: span for key, span in zip(target.keys, spans, strict=True)}
    groups = [[by_name[name] for name in group] for group in order.groups]
    equal = all(low == group[0][0] and high == group[0][1] for group in groups for low, high in group)
    return equal and all(a[0][0] > b[0][1] for a, b in pairwise(groups))


def ours_in_words(statement: Statement, target: Target, exact: Exact) -> Words:
    """What we get, worded as the row is printed."""
    if isinstance(statement, bool):
        said = all(value is statement for value in exact) is statement
        return Words("ja", "yes") if said else Words("nei", "no")
    if isinstance(statement, Order):
        order = _order_of(statement, target, exact)
        return Words(order, order)
    shown = statement.rounded(outermost(statement, [Fraction(value) for value in exact]))
    return Words(statement.say(shown), statement.say(shown, "en"))


def _order_of(order: Order, target: Target, exact: Exact) -> str:
    """The members in the order of our values."""
    names = {name for group in order.groups for name in group}
    named = [
        (next((one for one in key if one in names), ""), value) for key, value in zip(target.keys, exact, strict=True)
    ]
    levels = sorted({Fraction(value) for _, value in named}, reverse=True)
    return " > ".join(" = ".join(name for name, value in named if value == level) for level in levels)
