"""What formulas, values and staircases mean, so that two of them can be compared whatever words they are written in.

Takes nodes of a tree and how names are taken; gives tuples that are equal where the meaning is: the order of terms and
factors, the side a comparison is written from, spaces and spelling of numbers do not count. It proves nothing deeper;
two formulas that only algebra shows equal are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from rbflang.ruleset.staircases import limit_unit, result_unit, stairs_of
from rbflang.ruleset.values import exact, is_number, unit_of
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import parts_of
from rbflang.syntax.tree import Rounding, StaircaseDecl, Typing
from rbflang.wording import KRONE, Currency

Meaning: TypeAlias = tuple[Any, ...]


def _as_written(name: str) -> str:
    return name


@frozen(eq=False, repr=False)
class Sense:
    """How names are taken: the name that two rulesets share for each, and the formulas that stand for their names."""

    name: Callable[[str], str] = _as_written
    staircase: Callable[[str], str] = _as_written
    behind: Mapping[str, ex.Expression] = field(factory=dict)


AS_WRITTEN = Sense()


def meaning(one: ex.Expression, sense: Sense = AS_WRITTEN) -> Meaning:
    """What an expression means."""
    match one:
        case ex.Name():
            behind = sense.behind.get(one.text)
            return meaning(behind, sense) if behind is not None else ("name", sense.name(one.text))
        case ex.Number():
            return value_meaning(one)
        case ex.YesNo():
            return "yes_no", one.value
        case ex.Arithmetic() | ex.Negative():
            return _arithmetic(one, sense)
        case ex.Comparison():
            return _comparison(one, sense)
        case ex.Logic():
            return one.operator, in_any_order(_chained(one, one.operator, sense))
        case _:
            return _of_parts(one, sense)


def _of_parts(one: ex.Expression, sense: Sense) -> Meaning:
    match one:
        case ex.Not() | ex.Exists():
            return type(one).__name__, meaning(one.operand, sense)
        case ex.Choice():
            return "choice", *(meaning(part, sense) for part in (one.condition, one.chosen, one.otherwise))
        case ex.Call():
            return "call", sense.staircase(one.staircase.text), meaning(one.argument, sense)
        case ex.RampOf():
            return "ramp", *(meaning(part, sense) for part in parts_of(one))
        case ex.Extreme():
            return one.kind, in_any_order(meaning(part, sense) for part in one.arguments)
        case ex.Aggregate():
            return "aggregate", one.kind, one.place and one.place.value, *_gathered(one, sense)
        case ex.Rank():
            return "rank", one.highest_first, one.ties, *_gathered(one, sense)
        case _:
            assert isinstance(one, ex.Sharing)
            points, parts = meaning(one.points, sense), meaning(one.parts, sense)
            return "sharing", points, one.among.text, parts, one.nobody or "lapse"


def _gathered(one: ex.Aggregate | ex.Rank, sense: Sense) -> Iterable[Meaning]:
    for part in (one.operand, one.where):
        yield ("nothing",) if part is None else meaning(part, sense)
    for names in (one.over, one.per):
        yield tuple(sorted(name.text for name in names))


def _arithmetic(one: ex.Arithmetic | ex.Negative, sense: Sense) -> Meaning:
    if isinstance(one, ex.Arithmetic) and one.operator in "*/":
        return "product", in_any_order(_factors(one, 1, sense))
    return "sum", in_any_order(_terms(one, 1, sense))


def _terms(one: ex.Expression, sign: int, sense: Sense) -> Iterable[Meaning]:
    """What is added up, each with its sign."""
    if isinstance(one, ex.Name) and one.text in sense.behind:
        yield from _terms(sense.behind[one.text], sign, sense)
    elif isinstance(one, ex.Negative):
        yield from _terms(one.operand, -sign, sense)
    elif isinstance(one, ex.Arithmetic) and one.operator in "+-":
        yield from _terms(one.left, sign, sense)
        yield from _terms(one.right, sign if one.operator == "+" else -sign, sense)
    else:
        yield sign, meaning(one, sense)


def _factors(one: ex.Expression, power: int, sense: Sense) -> Iterable[Meaning]:
    """What is multiplied, each with the power 1 or −1."""
    if isinstance(one, ex.Name) and one.text in sense.behind:
        yield from _factors(sense.behind[one.text], power, sense)
    elif isinstance(one, ex.Arithmetic) and one.operator in "*/":
        yield from _factors(one.left, power, sense)
        yield from _factors(one.right, power if one.operator == "*" else -power, sense)
    else:
        yield power, meaning(one, sense)


_TURNED = {"at_most": "at_least", "less_than": "more_than"}


def _comparison(one: ex.Comparison, sense: Sense) -> Meaning:
    left, right = meaning(one.left, sense), meaning(one.right, sense)
    if one.operator in ("is", "is_not"):
        return one.operator, in_any_order((left, right))
    return (_TURNED[one.operator], right, left) if one.operator in _TURNED else (one.operator, left, right)


def _chained(one: ex.Expression, operator: str, sense: Sense) -> Iterable[Meaning]:
    if isinstance(one, ex.Logic) and one.operator == operator:
        yield from _chained(one.left, operator, sense)
        yield from _chained(one.right, operator, sense)
    else:
        yield meaning(one, sense)


def in_any_order(meanings: Iterable[Meaning]) -> Meaning:
    """Meanings whose order says nothing."""
    return tuple(sorted(meanings, key=repr))


# values, rounding, staircases


def value_meaning(value: ex.Value) -> Meaning:
    """What a literal means: 24,0 % and 0,24 are the same, and so are a fraction and the same fraction reduced."""
    if isinstance(value, ex.Between):
        return "between", value_meaning(value.low), value_meaning(value.high)
    if is_number(value):
        unit = unit_of(value)
        return "number", exact(value), unit.powers if unit else (), *(_money(unit.currency) if unit else ())
    if isinstance(value, ex.Name | ex.Text):
        return "text" if isinstance(value, ex.Text) else "word", value.text
    return ("yes_no", value.value) if isinstance(value, ex.YesNo) else ("missing",)


def typing_meaning(typing: Typing | None) -> Meaning:
    """What is said of a quantity's values: unit, range, and what its author promises of it."""
    if typing is None:
        return ()
    numbers = (typing.least, typing.most, typing.total, typing.shown_from)
    ends = tuple(() if one is None else value_meaning(one) for one in numbers)
    per = tuple(name.text for name in typing.total_per)
    kinds = typing.is_rounded, typing.is_exact, typing.is_optional, typing.is_approximate
    return typing.words, ends, per, *kinds, *_money(typing.currency)


def _money(currency: Currency) -> tuple[str, ...]:
    """What money is counted in where that is not kroner: £5 is another amount than 5 kr."""
    return () if currency == KRONE else (currency.many,)


def rounding_meaning(rounding: Rounding | None) -> Meaning:
    """How a formula ends."""
    if rounding is None:
        return ()
    return rounding.unit, rounding.mode or "half_up", tuple(sorted(name.text for name in rounding.per))


def staircase_meaning(staircase: StaircaseDecl) -> Meaning:
    """Where a staircase changes what it gives, and to what; a step that gives the same as the one below is none."""
    steps: list[Meaning] = []
    if staircase.is_ramp:
        return ("ramp", *((value_meaning(one.limit), value_meaning(one.result)) for one in staircase.steps))
    stairs = stairs_of(staircase)
    for stair in stairs:
        if not steps or steps[-1][-1] != stair.result:
            steps.append((stair.interval.low, stair.interval.low_included, stair.result))
    units = [unit.powers if unit else () for unit in (limit_unit(staircase), result_unit(staircase))]
    return (*steps, stairs[-1].interval.high, *units)
