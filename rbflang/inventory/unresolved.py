"""The names outside formulas that mean nothing: unknown sets, members, properties and rounds.

Takes a ruleset, gives each such name with what it should have been a name of. Names inside formulas are found where
formulas are inferred. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from attrs import frozen

from rbflang.inventory.measured_texts import MeasuredText, measured_texts, tested_column, tests_of
from rbflang.ruleset.model import GROUP, INDICATOR, REGION, TRUST, Ruleset
from rbflang.ruleset.said import has_place, is_for, members_of, settings_of
from rbflang.source import Span
from rbflang.syntax.expressions import Name, Sharing
from rbflang.syntax.tree import (
    ColumnsDecl,
    Declaration,
    FormulaDecl,
    MeasureDecl,
    MemberDecl,
    QuantityDecl,
    RegisterDecl,
    RoundDecl,
    Row,
    SetDecl,
    SideCalculationDecl,
)

COLUMN = "column"
"""The mark of a set whose members a column of a register holds."""
UPPERS = {INDICATOR: GROUP, TRUST: REGION}


@frozen
class Among:
    """What a name should have been a name of; `sets` says which set's members, or what the properties are per, or of
    which register the columns are."""

    what: Literal[
        "quantities", "staircases", "sets", "members", "properties", "rounds", "words", "registers", "columns"
    ]
    sets: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


Found = Iterator[tuple[Name, Among]]


def unresolved(ruleset: Ruleset) -> Found:
    """Every name outside formulas that means nothing, in the order of the text."""
    for one in ruleset.tree.declarations:
        yield from _in(ruleset, one)
    for measured in measured_texts(ruleset):
        yield from _measured(ruleset, measured)


def upper_of(ruleset: Ruleset, set_name: str) -> str | None:
    """The set whose members a set's members lie under when they say `under`."""
    return ruleset.sets[set_name].above or UPPERS.get(set_name)


def _in(ruleset: Ruleset, one: Declaration) -> Found:
    if isinstance(one, QuantityDecl):
        yield from _sets(ruleset, (*one.per, *(one.typing.total_per if one.typing else ())))
        yield from _keys(ruleset, one.per, one.rows)
    elif isinstance(one, FormulaDecl):
        yield from _sets(ruleset, (*one.per, *(one.rounding.per if one.rounding else ())))
    elif isinstance(one, SideCalculationDecl):
        yield from (found for formula in one.formulas for found in _in(ruleset, formula))
    elif isinstance(one, ColumnsDecl):
        yield from _columns(ruleset, one)
    elif isinstance(one, MeasureDecl):
        yield from _measure(ruleset, one)
    elif isinstance(one, RoundDecl):
        others = [basis for _, basis in one.basis if isinstance(basis, Name)]
        yield from ((name, Among("rounds")) for name in others if name.text not in ruleset.rounds)
    elif isinstance(one, SetDecl) and one.under:
        yield from _sets(ruleset, (one.under,))
    elif isinstance(one, RegisterDecl):
        yield from _register(ruleset, one)
    for set_name, member in members_of(one):
        yield from _member(ruleset, set_name, member)
    for members, line, _ in settings_of(one):
        yield from _unless_property(ruleset, tuple(set_name for set_name, _ in members), line.name)


def _sets(ruleset: Ruleset, names: Iterable[Name]) -> Found:
    yield from ((name, Among("sets")) for name in names if name.text not in ruleset.sets)


def _keys(ruleset: Ruleset, per: Sequence[Name], rows: Iterable[Row]) -> Found:
    for row in rows:
        for set_name, name in zip(per, row.key, strict=False):
            yield from _unless_member(ruleset, set_name.text, name)


def _unless_member(ruleset: Ruleset, set_name: str, name: Name) -> Found:
    known = ruleset.sets.get(set_name)
    if known and not known.from_data and all(one.name != name.text for one in known.members):
        yield name, Among("members", (set_name,))


def _columns(ruleset: Ruleset, one: ColumnsDecl) -> Found:
    yield from _sets(ruleset, one.per)
    per = tuple(name.text for name in one.per)
    for name, _ in one.columns:
        yield from _unless_property(ruleset, per, name)
    yield from _keys(ruleset, one.per, one.rows)


def _unless_property(ruleset: Ruleset, per: tuple[str, ...], name: Name) -> Found:
    quantity = ruleset.quantities.get(name.text)
    is_given = quantity is not None and quantity.role in ("property", "table")
    if quantity is None or not is_given or not is_for(ruleset.space, quantity, per):
        yield name, Among("properties", per)


def _measure(ruleset: Ruleset, one: MeasureDecl) -> Found:
    for clause in one.clauses:
        yield from (found for row in clause.rows for found in _row_of_shares(ruleset, row))
        if isinstance(clause.value, Sharing):
            yield from _sets(ruleset, (clause.value.among,))


def _register(ruleset: Ruleset, one: RegisterDecl) -> Found:
    """Columns of members of no set, and those that lie under no column."""
    named = {column.name.text for column in one.columns}
    for column in one.columns:
        if column.of and column.kind == "member":
            if column.of.text not in ruleset.sets:
                yield column.of, Among("sets", words=(COLUMN,))
        elif column.of and column.of.text not in named:
            yield column.of, Among("columns", (one.name.text,))


def _measured(ruleset: Ruleset, one: MeasuredText) -> Found:
    """The quantity, the register, its columns and the members of each row."""
    written = one.written
    if one.quantity is None:
        yield written.name, Among("quantities")
    if one.register is None:
        yield written.register, Among("registers")
        return
    asked = [line.column for line in written.counted_per]
    asked += [count.unique for _, count in one.counts if count.unique]
    asked += [tested_column(test) for condition in one.conditions for test in tests_of(condition)]
    for name in asked:
        if name.text not in one.columns:
            yield name, Among("columns", (one.register.name,))
    for row in written.rows if one.has_place else ():
        for set_name, name in zip(one.sets, row.key, strict=False):
            yield from _unless_member(ruleset, set_name, name)


def _row_of_shares(ruleset: Ruleset, row: Row) -> Found:
    for name in row.key:
        yield from _unless_member(ruleset, INDICATOR, name)


def _member(ruleset: Ruleset, set_name: str, member: MemberDecl) -> Found:
    upper = upper_of(ruleset, set_name)
    if member.under and (upper not in ruleset.sets):
        yield member.under, Among("members", (upper,) if upper else ())
    elif member.under and upper:
        yield from _unless_member(ruleset, upper, member.under)


def uncertain(ruleset: Ruleset) -> tuple[frozenset[str], frozenset[str]]:
    """The quantities and the members whose values may be missing only because a name or a row is misspelt."""
    lost = {name.span for name, _ in unresolved(ruleset)}
    quantities: set[str] = set()
    members: set[str] = set()
    for one in ruleset.tree.declarations:
        if isinstance(one, QuantityDecl) and _is_misfit(ruleset, one, 1, lost):
            quantities.add(one.name.text)
        elif isinstance(one, ColumnsDecl) and _is_misfit(ruleset, one, len(one.columns), lost):
            quantities.update(name.text for name, _ in one.columns)
        if isinstance(one, ColumnsDecl) and any(name.span in lost for name, _ in one.columns):
            members.update(name.text for row in one.rows for name in row.key)
        for whose, line, _ in settings_of(one):
            if line.name.span in lost:
                members.add(whose[-1][1])
    return frozenset(quantities), frozenset(members)


def _is_misfit(ruleset: Ruleset, one: QuantityDecl | ColumnsDecl, columns: int, lost: set[Span]) -> bool:
    """True if some row of a table has too many or too few values, or is for members that are no cell of it."""
    return any(
        len(row.values) != columns
        or any(name.span in lost for name in row.key)
        or not has_place(ruleset.space, ruleset.quantities, one, row)
        for row in one.rows
    )
