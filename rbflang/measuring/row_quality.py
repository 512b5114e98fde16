"""What looks wrong in the rows: those that are there twice, and codes that nobody declared or that no row holds."""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.measuring.asked_columns import asked_codes
from rbflang.measuring.column_reading import READINGS
from rbflang.measuring.counts_found import CodeSeen
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import Episodes
from rbflang.register.definitions import ColumnKind, RegisterColumn

CODED = (ColumnKind.CODE, ColumnKind.CODES)
MOST_CODES = 20
FEWEST_ROWS = 5
"""A code that fewer rows hold is not told: it might be something else than a code, and somebody's own."""
LONGEST_CODE, LONGEST_NUMBER = 12, 5


def duplicate_rows(episodes: Episodes) -> int:
    """Rows that say in each column of the register what an earlier row says."""
    table = episodes.raw
    cells = [table[column.name] for column in episodes.present]
    alike = table.group_by(episodes.dialect.fingerprint(cells)).agg(n=table.count())
    extra = alike.filter(alike.n > 1)
    return sum(int(row["n"] or 0) for row in episodes.fetched(extra.agg(n=(extra.n - 1).sum())))


def never_seen(episodes: Episodes) -> tuple[tuple[str, str], ...]:
    """Codes that are asked for and that no row holds, with their columns."""
    asked = asked_codes(episodes.measurement)
    return tuple(
        (column.name, code)
        for column in episodes.present
        if column.kind in CODED and column.name in asked
        for seen in [_held(episodes, column, asked[column.name])]
        for code in asked[column.name]
        if code not in seen
    )


def unknown_codes(episodes: Episodes, columns: Sequence[RegisterColumn]) -> tuple[CodeSeen, ...]:
    """The most frequent codes that a column holds beside those declared, but for what may be no code."""
    return tuple(
        CodeSeen(column.name, code, rows)
        for column in columns
        for code, rows in _unknown(episodes, column)
        if may_be_told(code)
    )


def may_be_told(code: str) -> bool:
    """False for what may be a key or a word about somebody: long, or with many digits."""
    return len(code) <= LONGEST_CODE and sum(map(str.isdigit, code)) <= LONGEST_NUMBER


def _unknown(episodes: Episodes, column: RegisterColumn) -> list[tuple[str, int]]:
    codes = _codes_with_rows(episodes, column)
    other = codes.filter(codes.code.notin((*column.codes, "")) & (codes.n >= FEWEST_ROWS))
    found = episodes.fetched(other.order_by(other.n.desc(), other.code).limit(MOST_CODES))
    return [(str(row["code"]), int(row["n"])) for row in found]


def _held(episodes: Episodes, column: RegisterColumn, asked: Sequence[str]) -> frozenset[str]:
    codes = _codes_with_rows(episodes, column)
    return frozenset(row["code"] for row in episodes.fetched(codes.filter(codes.code.isin(asked))))


def _codes_with_rows(episodes: Episodes, column: RegisterColumn) -> Expression:
    """Each code of a column and how many rows hold it: cells alike are taken apart once."""
    raw = episodes.raw.group_by(cell=episodes.raw[column.name]).agg(n=episodes.raw.count())
    cell = READINGS[column.kind].cell(raw.cell, episodes.dialect)
    each = raw.select(code=cell.unique().unnest() if column.kind is ColumnKind.CODES else cell, n=raw.n)
    return each.filter(each.code.notnull()).group_by("code").agg(n=each.n.sum())
