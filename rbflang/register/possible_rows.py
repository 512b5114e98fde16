"""Whether any row can be as a condition has it, and one that is: cells are tried until one fits or none can.

Takes a condition and which columns hold several codes. A column of one code holds one of those that the condition
names, or none of them; a column of several holds each code or does not. It gives up where too much is to be tried, and
claims nothing then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from rbflang.register.definitions import AllOf, AnyOf, Condition, IsYes, Negated, OneOf

MOST_TRIED = 20_000
NONE_OF_THEM = ""
Question: TypeAlias = tuple[str, str]
"""A column, and which of several codes it is asked for; for a column of one code or of yes and no, nothing."""
Row: TypeAlias = Mapping[Question, str]


class TooManyRows(Exception):
    """More rows than are tried."""


def possible_row(condition: Condition, several: Collection[str] = ()) -> Row | None:
    """A row for which a condition holds, with the code of each question; `None` where no row is so."""
    questions = tuple(_questions(condition, several).items())
    tried = [0]

    def search(at: int, row: dict[Question, str]) -> Row | None:
        tried[0] += 1
        if tried[0] > MOST_TRIED:
            raise TooManyRows
        answer = _holds(condition, row, several)
        if answer is not None or at == len(questions):
            return dict(row) if answer else None
        question, codes = questions[at]
        for code in codes:
            found = search(at + 1, {**row, question: code})
            if found is not None:
                return found
        return None

    return search(0, {})


def can_hold(condition: Condition, several: Collection[str] = ()) -> bool:
    """False only where no row at all is as the condition has it."""
    try:
        return possible_row(condition, several) is not None
    except TooManyRows:
        return True


def left_open(condition: Condition, known: Mapping[str, Collection[str]]) -> Condition:
    """The condition where a code that its column is not known to hold may be any: whether a row has it is open."""
    match condition:
        case OneOf(column, codes) if known.get(column) and not set(codes) <= set(known[column]):
            declared = tuple(code for code in codes if code in known[column])
            unknown = tuple(IsYes(f"{column} {code}") for code in codes if code not in known[column])
            return AnyOf((*((OneOf(column, declared),) if declared else ()), *unknown))
        case AllOf(parts):
            return AllOf(tuple(left_open(part, known) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(left_open(part, known) for part in parts))
        case Negated(part):
            return Negated(left_open(part, known))
    return condition


def readings(condition: Condition, known: Mapping[str, Sequence[str]]) -> tuple[Condition, ...]:
    """The condition with a code that its column is not known to hold read as each that it is; itself without such."""
    most = max(map(len, known.values()), default=0)
    return tuple(dict.fromkeys(_read_as(condition, known, at) for at in range(max(most, 1))))


def _read_as(condition: Condition, known: Mapping[str, Sequence[str]], at: int) -> Condition:
    match condition:
        case OneOf(column, codes) if known.get(column):
            held = known[column]
            return OneOf(column, tuple(one if one in held else held[at % len(held)] for one in codes))
        case AllOf(parts):
            return AllOf(tuple(_read_as(part, known, at) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_read_as(part, known, at) for part in parts))
        case Negated(part):
            return Negated(_read_as(part, known, at))
    return condition


def _questions(condition: Condition, several: Collection[str]) -> dict[Question, tuple[str, ...]]:
    """What a row can be asked, with the answers that differ: the codes that are named, and none of them."""
    found: dict[Question, tuple[str, ...]] = {}
    for column, codes in _asked(condition):
        for name, answers in ((code, (code,)) for code in codes) if column in several else (("", codes),):
            known = found.get((column, name), (NONE_OF_THEM,))
            found[column, name] = tuple(dict.fromkeys((*known, *answers)))
    return found


def _asked(condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    match condition:
        case OneOf(column, codes):
            yield column, codes
        case IsYes(column):
            yield column, ("ja",)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _asked(part)
        case Negated(part):
            yield from _asked(part)


def _holds(condition: Condition, row: Row, several: Collection[str]) -> bool | None:
    """Whether a condition holds for a row of which some is known; `None` where that is not enough."""
    match condition:
        case OneOf(column, codes):
            return _any(_cell(row, column, code, column in several) for code in codes)
        case IsYes(column):
            return _cell(row, column, "ja", False)
        case AllOf(parts):
            none = _any(_turned(_holds(part, row, several)) for part in parts)
            return _turned(none)
        case AnyOf(parts):
            return _any(_holds(part, row, several) for part in parts)
        case Negated(part):
            return _turned(_holds(part, row, several))


def _cell(row: Row, column: str, code: str, is_one_of_several: bool) -> bool | None:
    found = row.get((column, code if is_one_of_several else ""))
    return None if found is None else found == code


def _turned(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _any(answers: Iterator[bool | None]) -> bool | None:
    found = tuple(answers)
    return True if True in found else None if None in found else False
