"""How a column of each kind is read: which types of columns hold it, what a cell means, and what is no such cell.

One table keyed by the kinds that the language has. Takes and gives expressions of ibis.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ibis
from attrs import frozen

from rbflang.measuring.counts_found import Period
from rbflang.measuring.dialects import Dialect, Expression, called
from rbflang.measuring.period_texts import PERIOD_PATTERN
from rbflang.register.definitions import ColumnKind

YES = ("ja", "j", "yes", "y", "true", "sann", "1")
NO = ("nei", "n", "no", "false", "usann", "0")
LOCAL_ZONE = "Europe/Oslo"
"""A time that knows its zone is of the day that the clocks of Norway showed."""
NORWEGIAN_DAY = r"^[0-9]{2}\.[0-9]{2}\.[0-9]{4}$"
IN_CALENDAR = (
    r"^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)([ T].*)?$"
)
"""A day that there is, as `2024-01-31`, with or without a time: no 31 of April, and 29 of February every leap year."""


def _anything(column: Expression) -> Expression | None:
    return None


@frozen
class KindReading:
    """How cells of a kind are read.

    `takes` are the types of a column that may hold it, as ibis names them; `cell` makes of a column what is asked of
    it; `is_one` is false for a cell that holds something else, and nothing for a column that cannot.
    """

    takes: tuple[str, ...]
    cell: Callable[[Expression, Dialect], Expression]
    is_one: Callable[[Expression], Expression | None] = _anything


def is_filled(cell: Expression) -> Expression:
    """Whether anything stands in a cell: an empty text is nothing, as no text is."""
    return cell.notnull() & (cell != "") if cell.type().is_string() else cell.notnull()


def trimmed(column: Expression) -> Expression:
    """A text without the spaces around it."""
    return called("trim", "string", "string")(column) if column.type().is_string() else column


def _key(column: Expression, dialect: Dialect) -> Expression:
    if column.type().is_string():
        return trimmed(column)
    return column.cast("int64") if column.type().is_integer() and not _is_beyond(column) else column.cast("string")


def _is_beyond(column: Expression) -> bool:
    return column.type().is_uint64()  # type: ignore[no-any-return]


def as_text(column: Expression) -> Expression:
    """A column of texts as it stands, and a number as its text."""
    return column if column.type().is_string() else column.cast("string")


def _text(column: Expression, dialect: Dialect) -> Expression:
    return trimmed(column) if column.type().is_string() else column.cast("string")


def _lowered_text(column: Expression, dialect: Dialect) -> Expression:
    return _text(column, dialect).lower()


def _codes(column: Expression, dialect: Dialect) -> Expression:
    return column if column.type().is_array() else dialect.split(_text(column, dialect))


def _truth(column: Expression, dialect: Dialect) -> Expression:
    if column.type().is_boolean():
        return column
    return _lowered(column).isin(YES) if column.type().is_string() else column == 1


def _lowered(column: Expression) -> Expression:
    return trimmed(column).lower()


def _is_truth(column: Expression) -> Expression | None:
    if column.type().is_boolean():
        return None
    return _lowered(column).isin((*YES, *NO, "")) if column.type().is_string() else column.isin((0, 1))


def _day(column: Expression, dialect: Dialect) -> Expression:
    """A day, or where the column holds texts the text `2024-01-31`, which is in the order of days."""
    if column.type().is_string():
        return _turned(column).substr(0, 10)
    if column.type().is_timestamp() and column.type().timezone:
        column = called("timezone", "timestamp", "string", "timestamp('UTC')")(LOCAL_ZONE, column)
    return column.date() if column.type().is_timestamp() else column


def _turned(column: Expression) -> Expression:
    """A text with the year first, also where the day stands first: `31.01.2024`."""
    text = trimmed(column)
    turned = text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2)
    return ibis.ifelse(text.re_search(NORWEGIAN_DAY), turned, text)


def _is_day(column: Expression) -> Expression | None:
    if not column.type().is_string():
        return None
    text = _turned(column)
    return (text == "") | text.re_search(IN_CALENDAR)


def _is_period(column: Expression) -> Expression | None:
    text = trimmed(column) if column.type().is_string() else column.cast("string")
    return (text == "") | text.upper().re_search(PERIOD_PATTERN)


WHOLE = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
READINGS: dict[ColumnKind, KindReading] = {
    ColumnKind.PATIENT: KindReading((*WHOLE, "string", "uuid", "decimal(38, 0)"), _key),
    ColumnKind.MEMBER: KindReading((*WHOLE, "string"), _lowered_text),
    ColumnKind.UNIT: KindReading((*WHOLE, "string"), _text),
    ColumnKind.DATE: KindReading(("date", "timestamp", "string"), _day, _is_day),
    ColumnKind.PERIOD: KindReading((*WHOLE, "string"), _text, _is_period),
    ColumnKind.CODE: KindReading((*WHOLE, "string"), _text),
    ColumnKind.CODES: KindReading((*WHOLE, "string", "array<string>"), _codes),
    ColumnKind.YES_NO: KindReading((*WHOLE, "string", "boolean"), _truth, _is_truth),
    ColumnKind.WORDS: KindReading((*WHOLE, "string"), _text),
}


def is_within(cell: Expression, kind: ColumnKind, period: Period) -> Expression:
    """Whether the day or the period of a cell lies within a period."""
    if kind is ColumnKind.PERIOD:
        from rbflang.measuring.period_texts import texts_within

        return cell.upper().isin(texts_within(period))
    first, last = _days_of(cell, period)
    return cell.between(first, last)


def _days_of(cell: Expression, period: Period) -> tuple[date | str, date | str]:
    if cell.type().is_string():
        return period.first.isoformat(), period.last.isoformat()
    return period.first, period.last
