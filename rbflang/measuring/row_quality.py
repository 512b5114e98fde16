"""What looks wrong in the rows: those that are there twice, and codes that nobody declared or that no row holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from rbflang.measuring.asked_columns import asked_codes
from rbflang.measuring.column_reading import READINGS
from rbflang.measuring.counts_found import CodeSeen
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import Episodes
from rbflang.measuring.kept_rows import PART, KeptRows, kept_rows, part_of
from rbflang.register.definitions import ColumnKind, RegisterColumn

CODED = (ColumnKind.CODE, ColumnKind.CODES)
MOST_CODES = 20
FEWEST_ROWS = 5
"""A code that fewer rows hold is not told: it might be something else than a code, and somebody's own."""
LONGEST_CODE, LONGEST_NUMBER = 12, 5
PLAIN = re.compile("[0-9A-ZÆØÅ]+")
EVERYDAY = re.compile("[ -~ÆØÅ]+")
"""Codes in capitals that every engine has the same small letters for; others are held as they are written, or not."""
BETWEEN = ("(^|[ |/+'\"\u00a0])", "([ |/+'\"\u00a0]|$)")
"""What stands before and after a code that is not parted from others by a sign that parts codes."""


def duplicate_rows(episodes: Episodes, secret: Sequence[int]) -> int:
    """Rows that say in each column of the register what an earlier row says."""
    engine, table = episodes.engine, episodes.raw
    rows = table.select(**episodes.dialect.fingerprint([table[column.name] for column in episodes.present], secret))
    if engine.parts == 1:
        return _more_than_one(rows, episodes)
    parted = rows.mutate(**{PART: part_of(rows["row"], engine.parts)})
    with kept_rows(engine, parted, range(engine.parts)) as kept:
        return sum(_of_part(kept, number, episodes) for number in range(engine.parts))


def _of_part(kept: KeptRows, number: int, episodes: Episodes) -> int:
    with kept.part(number) as rows:
        return 0 if rows is None else _more_than_one(rows, episodes)


def _more_than_one(rows: Expression, episodes: Episodes) -> int:
    """How many rows there are beside one of each kind."""
    alike = rows.group_by(*rows.columns).agg(n=rows.count())
    extra = alike.filter(alike.n > 1)
    return sum(int(row["n"] or 0) for row in episodes.fetched(extra.agg(n=(extra.n - 1).sum())))


@frozen
class AskedCodes:
    """The codes that are asked for, as rows hold them, with their columns.

    `never_seen` are those that no row holds in any way; `written_otherwise` those that rows hold in other letters or
    between other signs than the rules, where they do not count, and in how many rows.
    """

    never_seen: tuple[tuple[str, str], ...] = ()
    written_otherwise: tuple[CodeSeen, ...] = ()


def asked_codes_held(episodes: Episodes) -> AskedCodes:
    """How rows hold the codes that are asked for: as the rules write them, otherwise, or not at all."""
    asked = asked_codes(episodes.measurement)
    unseen, otherwise = [], []
    for column in (one for one in episodes.present if one.kind in CODED and one.name in asked):
        codes = asked[column.name]
        held = _held_or_nearly(episodes, column, codes)
        for code in codes:
            rows = sum(n for other, n in held.items() if other not in (*codes, *column.codes) and _is_in(code, other))
            otherwise += [CodeSeen(column.name, code, rows)] if rows else []
            unseen += [(column.name, code)] if code not in held and not rows else []
    return AskedCodes(tuple(unseen), tuple(otherwise))


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


def _held_or_nearly(episodes: Episodes, column: RegisterColumn, asked: Sequence[str]) -> dict[str, int]:
    """The codes asked for that a column holds, and those that hold one of them in other letters or between signs."""
    codes = _codes_with_rows(episodes, column)
    capital, wanted = codes.code.upper(), sorted({_capitals(one) for one in asked if _is_everyday(one)})
    near = capital.isin(wanted)
    if column.kind is ColumnKind.CODES:
        plain = [one for one in wanted if PLAIN.fullmatch(one)]
        near |= capital.re_search(f"{BETWEEN[0]}({'|'.join(plain)}){BETWEEN[1]}") if plain else False
    found = episodes.fetched(codes.filter(codes.code.isin(asked) | near))
    return {str(row["code"]): int(row["n"]) for row in found}


def _is_in(code: str, other: str) -> bool:
    between = f"{BETWEEN[0]}{re.escape(_capitals(code))}{BETWEEN[1]}"
    return _is_everyday(code) and re.search(between, _capitals(other)) is not None


def _is_everyday(code: str) -> bool:
    return EVERYDAY.fullmatch(_capitals(code)) is not None


def _capitals(code: str) -> str:
    """A code in capitals letter by letter: `ß` is not two, which some engines make of it and others do not."""
    return "".join(one.upper() if len(one.upper()) == 1 else one for one in code)


def _codes_with_rows(episodes: Episodes, column: RegisterColumn) -> Expression:
    """Each code of a column and how many rows hold it: cells alike are taken apart once."""
    raw = episodes.raw.group_by(cell=episodes.raw[column.name]).agg(n=episodes.raw.count())
    cell = READINGS[column.kind].cell(raw.cell, episodes.dialect)
    each = raw.select(code=cell.unique().unnest() if column.kind is ColumnKind.CODES else cell, n=raw.n)
    return each.filter(each.code.notnull()).group_by("code").agg(n=each.n.sum())
