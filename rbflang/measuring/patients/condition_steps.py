"""Conditions as steps that must all hold, so that what several of them ask first is asked of a row once.

Tests of one cell come before those of a cell of several codes, which take most of the time; and a row that has no codes
is asked for none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import TypeAlias

import ibis
from attrs import frozen

from rbflang.measuring.asked_columns import tests_of
from rbflang.measuring.condition_expressions import Columns, holds
from rbflang.measuring.dialects import Expression
from rbflang.register.definitions import AllOf, ColumnKind, Condition, OneOf, Register


@frozen
class HoldsSomething:
    """Whether a cell of a column holds anything."""

    column: str


Steps: TypeAlias = "tuple[Condition | HoldsSomething, ...]"


def steps_of(condition: Condition, register: Register) -> Steps:
    """What must hold, one after the other, for a condition to hold: the cheapest first."""
    parts = sorted(_parts(condition), key=lambda part: bool(_columns_of_codes(part, register)))
    found: dict[Condition | HoldsSomething, None] = {}
    for part in parts:
        if isinstance(part, OneOf):
            found |= {HoldsSomething(column): None for column in _columns_of_codes(part, register)}
        found[part] = None
    return tuple(found)


def gathered(bits: Mapping[int, Steps], columns: Columns) -> Expression:
    """The bits whose steps all hold, in one number of 64 bits: for each row, or for all where nothing is asked."""
    first: dict[Condition | HoldsSomething, dict[int, Steps]] = {}
    for bit, steps in bits.items():
        if steps:
            first.setdefault(steps[0], {})[bit] = steps[1:]
    nothing = ibis.literal(0, type="int64")
    found = [ibis.ifelse(_step(one, columns), gathered(rest, columns), nothing) for one, rest in first.items()]
    always = sum(bit for bit, steps in bits.items() if not steps)
    return reduce(or_, [*found, ibis.literal(always, type="int64")] if always or not found else found)


def _step(step: Condition | HoldsSomething, columns: Columns) -> Expression:
    return columns.cells[step.column].notnull() if isinstance(step, HoldsSomething) else holds(step, columns)


def _parts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _parts(part)
    else:
        yield condition


def _columns_of_codes(condition: Condition, register: Register) -> dict[str, None]:
    tested = dict.fromkeys(test.column for test in tests_of(condition))
    return {name: None for name in tested if register.column(name).kind is ColumnKind.CODES}
