"""Everything a text gives a name or a value, with the place: what the check for double declarations goes through.

Takes a ruleset, gives names grouped by where they must be different, and the places of every cell. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rbflang.inventory.measured_texts import measured_texts
from rbflang.ruleset.model import MEASURE, POINT_SHARE_NAME, SUBAREA, Place, Ruleset
from rbflang.ruleset.said import Said, members_of, place_of, said_in
from rbflang.source import Span
from rbflang.syntax.expressions import Name
from rbflang.syntax.tree import (
    Declaration,
    FormulaDecl,
    MeasureDecl,
    QuantityDecl,
    RegisterDecl,
    RoundDecl,
    RulesetTree,
    SetDecl,
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
    """A value where it is given: its quantity, the members it is for, what that is in the quantity, and the place."""

    quantity: str
    members: tuple[str, ...]
    at: Place
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
    elif isinstance(one, RegisterDecl):
        yield Named(one.name, one.titles.title, "register")
        yield from (Named(column.name, "", "column", inside=str(one.span.start)) for column in one.columns)
    for set_name, member in members_of(one):
        yield Named(member.name, member.titles.title, "member", set_name)
        for line in member.lines:
            if isinstance(line, SubareaList):
                for area in line.areas:
                    yield Named(area.name, area.titles.title, "member", SUBAREA, member.name.text)


def cells_of(ruleset: Ruleset) -> Iterator[Cell]:
    """Every value that is given to a member, or withheld from it: those of measures last."""
    for one in said_in(ruleset.tree):
        if one.members and not (one.is_dash and one.is_beside_others):
            yield _cell(ruleset, one)
    for measured in measured_texts(ruleset):
        name = measured.written.name.text
        for counted in measured.written.rows:
            members = tuple(key.text for key in counted.key)
            yield Cell(name, members, (measured.sets, members), counted.span)
    for measure in ruleset.tree.declarations:
        if isinstance(measure, MeasureDecl):
            for row in (row for clause in measure.clauses for row in clause.rows):
                members = (*(name.text for name in row.key), measure.name.text)
                yield Cell(POINT_SHARE_NAME, members, ((), members), row.span)


def dashes_of(ruleset: Ruleset) -> Iterator[Cell]:
    """Every dash that stands where a value could."""
    return (_cell(ruleset, one) for one in said_in(ruleset.tree) if one.is_dash)


def _cell(ruleset: Ruleset, said: Said) -> Cell:
    quantity = ruleset.quantities.get(said.quantity.text)
    members = tuple(name for _, name in said.members)
    place = place_of(ruleset.space, quantity, said.members) if quantity else None
    return Cell(said.quantity.text, members, place or (said.sets, members), said.place)
