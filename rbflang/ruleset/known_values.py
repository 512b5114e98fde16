"""What an expression comes to by the rules alone, before any figure is known.

Takes a ruleset, an expression and members; gives a number, a yes/no or a word, and `None` where the rules do not say
it exactly: where an observation, a rounded number or a rank goes into it. It reports nothing; the checks do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from rbflang.graph.operators import ARITHMETIC, COMPARISONS, IN_ORDER, gathered, in_order
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.model import Given, Quantity, Ruleset
from rbflang.ruleset.staircases import stairs_of
from rbflang.ruleset.values import exact, interval_of, is_number
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import parts_of
from rbflang.tables.ramps import on_the_line, rises

Known: TypeAlias = "Fraction | bool | str | None"
At: TypeAlias = Mapping[str, str]


def known_value(ruleset: Ruleset, one: ex.Expression, at: At) -> Known:
    """What an expression comes to at these members, with all sets above them."""
    match one:
        case ex.Number() | ex.YesNo():
            return one.value
        case ex.Name():
            return _of_name(ruleset, one.text, at)
        case ex.Negative():
            value = known_value(ruleset, one.operand, at)
            return -value if isinstance(value, Fraction) else None
        case ex.Arithmetic():
            return _together(ruleset, ARITHMETIC[one.operator], one.left, one.right, at)
        case ex.Comparison():
            return _together(ruleset, COMPARISONS[one.operator], one.left, one.right, at)
        case ex.Choice():
            asked = known_value(ruleset, one.condition, at)
            chosen = one.chosen if asked is True else one.otherwise
            return None if asked is None else known_value(ruleset, chosen, at)
        case _:
            return _of_several(ruleset, one, at)


def _of_several(ruleset: Ruleset, one: ex.Expression, at: At) -> Known:
    match one:
        case ex.Not():
            value = known_value(ruleset, one.operand, at)
            return None if value is None else not value
        case ex.Logic():
            answers = (known_value(ruleset, one.left, at), known_value(ruleset, one.right, at))
            settling = one.operator == "or"
            return settling if settling in answers else None if None in answers else not settling
        case ex.Extreme():
            values = [known_value(ruleset, each, at) for each in one.arguments]
            return _gathered(one.kind, values)
        case ex.Call():
            value, declared = known_value(ruleset, one.argument, at), ruleset.staircases[one.staircase.text]
            if declared.is_ramp:
                points = [exact(part) for step in declared.steps for part in (step.limit, step.result)]
                return on_ramp([value, *points])
            stairs = stairs_of(declared)
            return next((s.result for s in stairs if isinstance(value, Fraction) and s.interval.holds(value)), None)
        case ex.RampOf():
            return on_ramp([known_value(ruleset, part, at) for part in parts_of(one)])
        case ex.Exists():
            quantity = ruleset.quantities.get(one.operand.text)
            is_given = quantity is not None and quantity.role in ("fixed", "table", "property")
            return _given(ruleset, quantity, at) is not None if quantity and is_given else None
        case ex.Aggregate():
            return _aggregate(ruleset, one, at)
        case _:
            return None


def on_ramp(values: Sequence[Known]) -> Known:
    """What a ramp gives for the first value, the places of its points and what they give in turn behind it."""
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) < len(values) or not rises(numbers[1::2]):
        return None
    return on_the_line(numbers[0], list(zip(numbers[1::2], numbers[2::2], strict=True)))


def _together(
    ruleset: Ruleset, work: Callable[[Any, Any], Any], left: ex.Expression, right: ex.Expression, at: At
) -> Known:
    """Two values put together; the name of no quantity, beside a word, is a word."""
    a, b = (_side(ruleset, one, at) for one in (left, right))
    if a is None or b is None or type(a) is not type(b) or (work is ARITHMETIC["/"] and not b):
        return None
    return work(a, b)  # type: ignore[no-any-return]


def _side(ruleset: Ruleset, one: ex.Expression, at: At) -> Known:
    is_word = isinstance(one, ex.Name) and one.text not in ruleset.quantities
    return one.text if is_word else known_value(ruleset, one, at)  # type: ignore[union-attr]


def _of_name(ruleset: Ruleset, name: str, at: At) -> Known:
    quantity = ruleset.quantities.get(name)
    given = _given(ruleset, quantity, at) if quantity else None
    return _of_given(quantity, given) if quantity and given else None


def _given(ruleset: Ruleset, quantity: Quantity, at: At) -> Given | None:
    sets = ruleset.space.closure(quantity.sets)
    return None if any(each not in at for each in sets) else quantity.given.get(tuple(at[each] for each in sets))


def _of_given(quantity: Quantity, given: Given) -> Known:
    value = given.value
    if is_number(value):
        return exact(value) if interval_of(value, quantity).is_point else None
    if isinstance(value, ex.YesNo):
        return value.value
    return value.text if isinstance(value, ex.Name) else None


def _aggregate(ruleset: Ruleset, one: ex.Aggregate, at: At) -> Known:
    space = ruleset.space
    gone = removed_by(space, one)
    # A set under one that is gathered over says nothing of what is gathered: `antall over region` is the same for each.
    kept = {name: member for name, member in at.items() if name not in gone and gone.isdisjoint(space.axes[name].above)}
    wide = space.domain((*(name.text for name in one.over), *kept))
    cells = [dict(zip(wide.sets, key, strict=True)) for key in wide.keys]
    cells = [cell for cell in cells if all(cell[name] == member for name, member in kept.items())]
    if one.where is not None:
        let_in = [known_value(ruleset, one.where, cell) for cell in cells]
        if None in let_in:
            return None
        cells = [cell for cell, answer in zip(cells, let_in, strict=True) if answer]
    if one.operand is None:
        return Fraction(len(cells))
    values = [known_value(ruleset, one.operand, cell) for cell in cells]
    place = one.place.value if one.place else Fraction(0)
    too_few = one.kind in IN_ORDER and not in_order(one.kind, place, len(values))
    return None if too_few else _gathered(one.kind, values, place)


def _gathered(kind: str, values: list[Known], place: Fraction = Fraction(0)) -> Known:
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) < len(values) or not (numbers or kind == "sum"):
        return None
    return gathered(kind, numbers, place)
