"""What the numbers of a table or a property add up to, and what their author promised.

Takes a ruleset, gives each group of numbers that should have a total, with the exact sum. It words nothing but the
numbers, which it spells as their author did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.graph.domain import Key
from rbflang.quantities import MARKS
from rbflang.ruleset.model import Given, Quantity, Ruleset
from rbflang.ruleset.values import ZERO, exact, is_number
from rbflang.syntax.expressions import Arithmetic, Between, Expression, Name, Number, Value
from rbflang.syntax.traversal import every
from rbflang.wording import Words, in_both, number, percent, plain, same

ONE = Fraction(1)
_BEHIND = {
    "per_mille": Words(" ‰", "‰"), "points": Words(" poeng", " points"), "parts": Words(" deler", " parts"),
}  # fmt: skip


@frozen(repr=False)
class Group:
    """Numbers that belong together: their quantity, the members they have in common, their cells and exact sum."""

    quantity: Quantity
    members: Key
    cells: tuple[tuple[Key, Given], ...]
    total: Fraction

    @property
    def values(self) -> tuple[Value, ...]:
        """The numbers as written."""
        return tuple(given.value for _, given in self.cells)


def promised(ruleset: Ruleset) -> Iterator[Group]:
    """The groups of every quantity whose total is promised; bounds have no sum."""
    for quantity in ruleset.quantities.values():
        typing = quantity.typing
        if typing and typing.total is not None:
            per = [name.text for name in typing.total_per]
            if set(per) <= set(ruleset.space.axes) and _is_whole(ruleset, quantity):
                yield from groups_of(ruleset, quantity, per)


def promised_of_input(quantity: Quantity) -> Fraction | None:
    """What the figures of an input add up to, for each member of the sets in `per`; checked in every run."""
    typing = quantity.typing
    if quantity.role != "input" or typing is None or typing.total is None or typing.is_optional:
        return None
    return None if typing.is_approximate else exact(typing.total)


def _is_whole(ruleset: Ruleset, quantity: Quantity) -> bool:
    """True if no member fell out of the quantity's sets because what it lies under is unknown."""
    axes = ruleset.space.axes
    return all(name in axes and len(axes[name].paths) == len(ruleset.sets[name].members) for name in quantity.sets)


def groups_of(ruleset: Ruleset, quantity: Quantity, per: Sequence[str] = ()) -> Iterator[Group]:
    """The numbers of a quantity, together for the same members of the sets in `per`."""
    sets = ruleset.space.closure(quantity.sets)
    at = [sets.index(name) for name in per if name in sets]
    together: dict[Key, list[tuple[Key, Given]]] = {}
    for key in ruleset.space.domain(quantity.sets).keys:
        if key in quantity.given:
            together.setdefault(tuple(key[i] for i in at), []).append((key, quantity.given[key]))
    for members, cells in together.items():
        values = [given.value for _, given in cells]
        if all(is_number(value) and not isinstance(value, Between) for value in values):
            yield Group(quantity, members, tuple(cells), sum(map(exact, values), ZERO))


def spelled(value: Fraction, like: Value) -> Words:
    """A number with the mark of another: `98 %`, `590 300 000 kr`, `0,9999`."""
    mark = like.mark if isinstance(like, Number) else ""
    if mark == "percent":
        return in_both(lambda language: percent(value, language=language))
    return _marked(in_both(lambda language: plain(value / _factor(mark), language)), like)


def as_printed(group: Group) -> Words:
    """The sum with as many decimals as the numbers it is the sum of have."""
    numbers = [value for value in group.values if isinstance(value, Number)]
    if len(numbers) < len(group.cells) or len({one.mark for one in numbers}) > 1:
        return in_both(lambda language: plain(group.total, language))
    mark, decimals = numbers[0].mark, max(one.decimals for one in numbers)
    if mark == "percent":
        return in_both(lambda language: percent(group.total, decimals, language))
    return _marked(in_both(lambda language: number(group.total / _factor(mark), decimals, language)), numbers[0])


def _factor(mark: str) -> Fraction:
    return MARKS[mark].factor if mark else ONE


def _marked(digits: Words, like: Value) -> Words:
    """The digits with the mark of a number."""
    mark = like.mark if isinstance(like, Number) else ""
    if isinstance(like, Number) and mark == "kr":
        return in_both(lambda language: like.currency.amount(digits.say(language), language))
    if isinstance(like, Number) and mark == "million_kr":
        return in_both(lambda language: f"{digits.say(language)} {like.currency.millions(language)}")
    behind = _BEHIND.get(mark, same(""))
    return Words(digits.nb + behind.nb, digits.en + behind.en)


def multiplied_with(ruleset: Ruleset, name: str, unit: str) -> Quantity | None:
    """A fixed number in a unit that some formula multiplies the quantity with, outside what only checks."""
    for quantity in ruleset.quantities.values():
        if quantity.expression is None or quantity.only_checks:
            continue
        for one in every(quantity.expression):
            factors = [factor.text for factor in _factors(one) if isinstance(factor, Name)]
            if name in factors:
                fixed = [ruleset.quantities[other] for other in factors if other in ruleset.quantities]
                found = next((other for other in fixed if is_fixed_in(other, unit)), None)
                if found:
                    return found
    return None


def is_fixed_in(quantity: Quantity, unit: str) -> bool:
    """True for a number that the rules fix in the unit of this mark."""
    value = quantity.given[()].value if quantity.role == "fixed" and () in quantity.given else None
    return isinstance(value, Number) and value.mark == unit


def _factors(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Arithmetic) and expression.operator == "*":
        yield from _factors(expression.left)
        yield from _factors(expression.right)
    else:
        yield expression
