"""Conditions of the language as expressions of an engine: one table, keyed by what can be asked of which columns.

What an empty cell does not say may be empty too, which counts as false; `ikke` of it is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_

import ibis
from attrs import frozen

from rbflang.measuring.dialects import Dialect, Expression
from rbflang.register.definitions import (
    AllOf,
    AnyOf,
    ColumnKind,
    Condition,
    IsYes,
    Negated,
    OneOf,
    Register,
)


@frozen
class Columns:
    """The columns of a table of episodes by their names in the register, as `READINGS` reads them.

    `members` gives the member of each spelling, by the name of a set.
    """

    register: Register
    cells: Mapping[str, Expression]
    dialect: Dialect
    members: Mapping[str, Mapping[str, str]]


def texts_of(test: OneOf, columns: Columns) -> list[str]:
    """The texts of which a cell must be one, or hold one: never an empty one."""
    column = columns.register.column(test.column)
    texts = [code for code in test.codes if code]
    if column.kind is ColumnKind.MEMBER:
        spelled = (text for text, member in columns.members.get(column.of, {}).items() if member in test.codes)
        texts = list(dict.fromkeys(text.strip().lower() for text in (*texts, *spelled)))
    return texts


def _is_one_of(test: OneOf, columns: Columns) -> Expression:
    texts = texts_of(test, columns)
    return columns.cells[test.column].isin(texts) if texts else ibis.literal(False)


def _holds_one_of(test: OneOf, columns: Columns) -> Expression:
    texts = texts_of(test, columns)
    return columns.dialect.has_any(columns.cells[test.column], texts) if texts else ibis.literal(False)


def _is_yes(test: IsYes, columns: Columns) -> Expression:
    return columns.cells[test.column]


TESTS: dict[tuple[type, ColumnKind], Callable[..., Expression]] = {
    (OneOf, ColumnKind.CODE): _is_one_of,
    (OneOf, ColumnKind.WORDS): _is_one_of,
    (OneOf, ColumnKind.UNIT): _is_one_of,
    (OneOf, ColumnKind.PERIOD): _is_one_of,
    (OneOf, ColumnKind.MEMBER): _is_one_of,
    (OneOf, ColumnKind.CODES): _holds_one_of,
    (IsYes, ColumnKind.YES_NO): _is_yes,
}
"""What may be asked of a column, by its kind."""


def _all(condition: AllOf, columns: Columns) -> Expression:
    parts = [holds(part, columns) for part in condition.parts]
    return reduce(and_, parts) if parts else ibis.literal(True)


def _any(condition: AnyOf, columns: Columns) -> Expression:
    parts = [holds(part, columns) for part in condition.parts]
    return reduce(or_, parts) if parts else ibis.literal(False)


def _not(condition: Negated, columns: Columns) -> Expression:
    return ~holds(condition.part, columns).fill_null(False)


JOINED: dict[type, Callable[..., Expression]] = {AllOf: _all, AnyOf: _any, Negated: _not}
"""What conditions are made of conditions."""


def holds(condition: Condition, columns: Columns) -> Expression:
    """Whether a condition holds for a row: true, or false or empty where it does not."""
    if isinstance(condition, OneOf | IsYes):
        test = TESTS[type(condition), columns.register.column(condition.column).kind]
        return test(condition, columns)
    return JOINED[type(condition)](condition, columns)
