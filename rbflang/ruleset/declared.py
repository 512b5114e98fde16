"""Everything a text gives a name or a value, with the place: what the check for double declarations goes through.

Takes a ruleset, gives names grouped by where they must be different, and the places of every cell. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rbflang.ruleset.model import MEASURE, POINT_SHARE_NAME, SUBAREA, Ruleset
from rbflang.ruleset.unresolved import members_of
from rbflang.source import Span
from rbflang.syntax.expressions import Missing, Name
from rbflang.syntax.tree import (
    ColumnsDecl,
    Declaration,
    FormulaDecl,
    MeasureDecl,
    QuantityDecl,
    RoundDecl,
    RulesetTree,
    SetDecl,
    Setting,
    SideCalculationDecl,
    SourceDecl,
    StaircaseDecl,
    SubareaList,
)


@frozen(repr=False)
class Named:
    """A name where it is declared: the title beside it, what it is a name of, and which set's member it is, if any."""

    name: Name
    title: str
    what: str
    set_name: str = ""
    inside: str = ""


@frozen(repr=False)
class Cell:
    """A value where it is given: its quantity, the members it is for, and the place."""

    quantity: str
    members: tuple[str, ...]
    span: Span


def names_of(tree: RulesetTree) -> Iterator[Named]:
    """Every declared name, in the order of the text."""
    for one in tree.declarations:
        yield from _names(one)


def _names(one: Declaration) -> Iterator[Named]:
    if isinstance(one, QuantityDecl | FormulaDecl):
        yield Named(one.name, one.titles.title, "quantity")
    elif isinstance(one, SideCalculationDecl):
        yield from (Named(formula.name, formula.titles.title, "quantity") for formula in one.formulas)
    elif isinstance(one, SourceDecl):
        yield Named(one.name, one.title, "source")
    elif isinstance(one, RoundDecl):
        yield Named(one.name, one.titles.title, "round")
    elif isinstance(one, StaircaseDecl):
        yield Named(one.name, one.titles.title, "staircase")
    elif isinstance(one, SetDecl):
        yield Named(one.name, one.titles.title, "set")
    elif isinstance(one, MeasureDecl):
        yield Named(one.name, one.titles.title, "member", MEASURE)
    for set_name, member in members_of(one):
        yield Named(member.name, member.titles.title, "member", set_name)
        for line in member.lines:
            if isinstance(line, SubareaList):
                for name, titles in line.members:
                    yield Named(name, titles.title, "member", SUBAREA, member.name.text)


def cells_of(ruleset: Ruleset) -> Iterator[Cell]:
    """Every value that is given to a member, in the order of the text."""
    for one in ruleset.tree.declarations:
        if isinstance(one, QuantityDecl):
            for row in one.rows:
                yield Cell(one.name.text, tuple(name.text for name in row.key), row.span)
        elif isinstance(one, ColumnsDecl):
            yield from _cells_of_columns(one)
        elif isinstance(one, MeasureDecl):
            for row in (row for clause in one.clauses for row in clause.rows):
                yield Cell(POINT_SHARE_NAME, (*(name.text for name in row.key), one.name.text), row.span)
        for _, member in members_of(one):
            for line in member.lines:
                if isinstance(line, Setting):
                    yield Cell(line.name.text, (member.name.text,), line.span)


def dashes_of(ruleset: Ruleset) -> Iterator[Cell]:
    """Every dash that stands where a value could."""
    for one in ruleset.tree.declarations:
        if isinstance(one, QuantityDecl) and isinstance(one.value, Missing):
            yield Cell(one.name.text, (), one.value.span)
        columns = [one.name] if isinstance(one, QuantityDecl) else []
        if isinstance(one, ColumnsDecl):
            columns = [name for name, _ in one.columns]
        for row in one.rows if isinstance(one, QuantityDecl | ColumnsDecl) else ():
            for column, (value, _) in zip(columns, row.values, strict=False):
                if isinstance(value, Missing):
                    yield Cell(column.text, tuple(name.text for name in row.key), value.span)
        for _, member in members_of(one):
            for line in member.lines:
                if isinstance(line, Setting) and isinstance(line.value, Missing):
                    yield Cell(line.name.text, (member.name.text,), line.value.span)


def _cells_of_columns(one: ColumnsDecl) -> Iterator[Cell]:
    for row in one.rows:
        for (column, _), (value, _) in zip(one.columns, row.values, strict=False):
            if not isinstance(value, Missing):
                yield Cell(column.text, tuple(name.text for name in row.key), value.span)
