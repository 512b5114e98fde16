"""A ruleset taken apart: one piece for each thing that can be changed by itself, each at an address.

Takes a ruleset and what its names are called in both of two rulesets; gives pieces by address, each with its meaning,
the node that says it (in the shared names) and where it stands. Two rulesets differ where their pieces do. Notes,
documents and side calculations are no pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from rbflang.comparison.counterparts import THE_SAME, Counterparts
from rbflang.inventory.meaning import (
    Meaning,
    Sense,
    in_any_order,
    meaning,
    rounding_meaning,
    staircase_meaning,
    typing_meaning,
    value_meaning,
)
from rbflang.inventory.respelled import respelled
from rbflang.ruleset.model import (
    INDICATOR,
    MEASURE,
    SUBAREA,
    TAKING_PART_NAME,
    Given,
    Measure,
    Member,
    Quantity,
    Ruleset,
)
from rbflang.ruleset.registers import unmarked
from rbflang.ruleset.resolve import formulas_of
from rbflang.source import Span
from rbflang.syntax.expressions import Expression, Name, Text
from rbflang.syntax.tree import (
    Citation,
    FormulaDecl,
    MeasureDecl,
    MemberDecl,
    QuantityDecl,
    RoundDecl,
    SetDecl,
    SubareaList,
)

Address: TypeAlias = tuple[str, ...]
Members: TypeAlias = tuple[tuple[str, str], ...]


@frozen(eq=False, repr=False)
class Component:
    """What stands at an address: its meaning, its node in shared names, and the members it is about, with their set."""

    address: Address
    meaning: Meaning
    node: Any
    span: Span
    citation: Citation | None = field(default=None)
    members: Members = ()


Pieces: TypeAlias = Mapping[Address, Component]


def pieces_of(
    ruleset: Ruleset, names: Counterparts = THE_SAME, behind: Mapping[str, Expression] | None = None
) -> Pieces:
    """All pieces of a ruleset; formulas in `behind` count as written out where they are named."""
    sense = names.sense(behind)
    found = (
        *_sets(ruleset, names),
        *_heads(ruleset, names, sense),
        *_cells(ruleset, names),
        *_staircases(ruleset, names, sense),
        *(piece for one in ruleset.measures.values() for piece in _measure(ruleset, one, names, sense)),
        *_rounds(ruleset),
    )
    return {one.address: one for one in found}


def quantity_of(address: Address) -> str:
    """The quantity that an address is about; nothing for addresses of other things."""
    return address[1] if address[0] in ("quantity", "cell") else ""


# sets and members


def _sets(ruleset: Ruleset, names: Counterparts) -> Iterator[Component]:
    for one in ruleset.tree.declarations:
        if isinstance(one, SetDecl):
            above = one.under.text if one.under else ""
            bare = evolve(one, members=())
            yield Component(("set", one.name.text), (above, one.from_data), bare, one.name.span)
            for member in one.members:
                yield from _member(ruleset, member, one.name.text, names)
        elif isinstance(one, MemberDecl):
            yield from _member(ruleset, one, one.set_name, names)


def _member(ruleset: Ruleset, one: MemberDecl, set_name: str, names: Counterparts) -> Iterator[Component]:
    name = names.member(set_name, one.name.text)
    upper = ruleset.sets[set_name].above
    above = names.member(upper, one.under.text) if one.under and upper else ""
    under = evolve(one.under, text=above) if one.under else None
    bare = evolve(one, name=evolve(one.name, text=name), under=under, lines=())
    yield Component(("member", set_name, name), (above,), bare, one.name.span, one.citation, ((set_name, name),))
    for line in one.lines:
        if isinstance(line, SubareaList):
            areas = tuple(_bare_area(each, names) for each in line.areas)
            said = in_any_order((each.name.text,) for each in areas)
            node = evolve(line, areas=areas)
            yield Component(("subareas", name), said, node, line.span, line.citation, ((set_name, name),))


def _bare_area(one: MemberDecl, names: Counterparts) -> MemberDecl:
    """A sub-area without the values it has, which are pieces of their own."""
    return evolve(one, name=evolve(one.name, text=names.member(SUBAREA, one.name.text)), lines=())


def members_from_data(ruleset: Ruleset, names: Counterparts = THE_SAME) -> tuple[Member, ...]:
    """The members that came with the data, in shared names."""
    return tuple(
        evolve(
            one,
            name=names.member(one.set_name, one.name),
            above=names.member(members.above, one.above) if one.above and members.above else one.above,
        )
        for members in ruleset.sets.values()
        if members.from_data
        for one in members.members
    )


# quantities


def _heads(ruleset: Ruleset, names: Counterparts, sense: Sense) -> Iterator[Component]:
    plain = names.sense()
    for one in ruleset.tree.declarations:
        if isinstance(one, QuantityDecl):
            node = respelled(evolve(one, value=None, rows=()), plain)
            said: Meaning = (one.kind, tuple(name.text for name in one.per), typing_meaning(one.typing))
            yield Component(("quantity", node.name.text), said, node, one.name.span, one.citation)
    for formula, _ in formulas_of(ruleset.tree):
        per = tuple(name.text for name in formula.per)
        said = (formula.kind, per, meaning(formula.expression, sense), rounding_meaning(formula.rounding))
        spelled: FormulaDecl = respelled(formula, plain)
        yield Component(("quantity", spelled.name.text), said, spelled, formula.name.span, formula.citation)


def _cells(ruleset: Ruleset, names: Counterparts) -> Iterator[Component]:
    for one in ruleset.quantities.values():
        for members, given in _written(ruleset, one, names):
            address = ("cell", names.quantity(one.name), *(name for _, name in members))
            yield Component(address, value_meaning(given.value), given.value, given.span, given.citation, members)


def _written(ruleset: Ruleset, quantity: Quantity, names: Counterparts) -> Iterator[tuple[Members, Given]]:
    """The values of a quantity where they are written: those that stand above the cells for the members there."""
    above = {id(one): sets for (sets, _), one in quantity.upper.items()}
    for key, given in quantity.written:
        sets = above.get(id(given))
        if sets is None:
            yield members_at(ruleset, quantity, key, names), given
        else:
            at = dict(zip(sets, key, strict=True))
            order = [name for name in quantity.sets if name in at] or sets[-1:]
            yield tuple((name, names.member(name, at[name])) for name in order), given


def members_at(ruleset: Ruleset, quantity: Quantity, key: tuple[str, ...], names: Counterparts) -> Members:
    """The members of a cell in the quantity's declared order, each with its set, in shared names."""
    at = dict(zip(ruleset.space.domain(quantity.sets).sets, key, strict=True))
    return tuple((name, names.member(name, at[name])) for name in quantity.sets)


# staircases, measures, rounds


def _staircases(ruleset: Ruleset, names: Counterparts, sense: Sense) -> Iterator[Component]:
    for one in ruleset.staircases.values():
        name = sense.staircase(one.name.text)
        node = evolve(one, name=evolve(one.name, text=name))
        yield Component(("staircase", name), staircase_meaning(one), node, one.name.span, one.citation)


def _measure(ruleset: Ruleset, one: Measure, names: Counterparts, outside: Sense) -> Iterator[Component]:
    name = names.member(MEASURE, one.name)
    declared = next(
        each for each in ruleset.tree.declarations if isinstance(each, MeasureDecl) and each.name.text == one.name
    )
    plain, own = names.sense(), ((MEASURE, name),)
    sense = evolve(outside, name=lambda each: f"{name}.{each}" if each == TAKING_PART_NAME else outside.name(each))
    head = evolve(declared, name=evolve(declared.name, text=name), clauses=())
    yield Component(("measure", name), (), head, one.span, declared.citation, own)
    for clause in declared.clauses:
        if clause.kind == "point_share" and clause.value is not None:
            value = value_meaning(clause.value)  # type: ignore[arg-type]
            yield Component(("share", name), value, clause.value, clause.span, one.share_citation, own)
        elif clause.kind in ("parts", "points"):
            expression: Any = clause.value
            node = respelled(clause, plain)
            yield Component((clause.kind, name), meaning(expression, sense), node, clause.span, clause.citation, own)
    for key, given in one.share_rows.items():
        indicator = (INDICATOR, names.member(INDICATOR, key[-1]))
        address = ("share", name, indicator[1])
        yield Component(address, value_meaning(given.value), given.value, given.span, given.citation, (*own, indicator))
    gates = tuple(clause for clause in declared.clauses if clause.kind == "gate")
    if gates:
        said = in_any_order((meaning(each.value, sense), each.consequence) for each in gates)  # type: ignore[arg-type]
        yield Component(("gates", name), said, respelled(gates, plain), gates[0].span, gates[0].citation, own)
    yield from _applies(ruleset, declared, names, own)


def _applies(ruleset: Ruleset, declared: MeasureDecl, names: Counterparts, own: Members) -> Iterator[Component]:
    """A list of indicators is a piece for each of them; a condition is one."""
    sense, name = names.sense(in_list=True), own[0][1]
    indicators = {one.name for one in ruleset.sets[INDICATOR].members} if INDICATOR in ruleset.sets else set()
    for clause in declared.clauses:
        if clause.kind != "applies":
            continue
        conditions: Any = clause.value
        if all(isinstance(one, Name) and one.text in indicators for one in conditions):
            yield Component(("list", name), (), clause, clause.span, clause.citation, own)
            for one in conditions:
                indicator = (INDICATOR, sense.name(one.text))
                node = evolve(one, text=indicator[1])
                yield Component(("listed", name, indicator[1]), (), node, one.span, clause.citation, (*own, indicator))
        else:
            said = in_any_order(meaning(one, sense) for one in conditions)
            yield Component(("applies", name), said, respelled(clause, sense), clause.span, clause.citation, own)


def _rounds(ruleset: Ruleset) -> Iterator[Component]:
    for one in ruleset.rounds.values():
        assert isinstance(one, RoundDecl)
        basis = in_any_order((register.text, type(what).__name__, _said(what)) for register, what in one.basis)
        yield Component(("round", one.name.text), basis, one, one.name.span, one.citation)


def _said(what: Text | Name) -> str:
    """The period or the other round; that a period is not confirmed is no part of it."""
    return unmarked(what) if isinstance(what, Text) else what.text
