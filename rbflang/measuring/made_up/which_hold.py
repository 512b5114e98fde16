"""Whether a condition holds for a row that is being thought out: two-valued, empty cells hold nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from rbflang.register.definitions import AllOf, AnyOf, Condition, IsYes, Negated, OneOf

Held: TypeAlias = str | bool | tuple[str, ...] | None
"""What a cell holds: a code, a truth, several codes, or nothing."""
Sketch: TypeAlias = Mapping[str, Held]
"""A row by column; a column that is not named is empty."""


def holds(condition: Condition, row: Sketch) -> bool:
    """Whether a condition holds for a row."""
    if isinstance(condition, OneOf):
        return not set(condition.codes).isdisjoint(codes_in(row.get(condition.column)))
    if isinstance(condition, IsYes):
        return row.get(condition.column) is True
    if isinstance(condition, AllOf):
        return all(holds(part, row) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, row) for part in condition.parts)
    return not holds(condition.part, row)


def codes_in(held: Held) -> tuple[str, ...]:
    """The codes of a cell."""
    return held if isinstance(held, tuple) else (held,) if isinstance(held, str) else ()


def tests_in(condition: Condition) -> Iterator[OneOf | IsYes]:
    """The tests of single columns that a condition is made of, in order."""
    if isinstance(condition, OneOf | IsYes):
        yield condition
    elif isinstance(condition, Negated):
        yield from tests_in(condition.part)
    else:
        for part in condition.parts:
            yield from tests_in(part)
