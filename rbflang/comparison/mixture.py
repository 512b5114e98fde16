"""A ruleset put together of two: some of the differences taken from the second, everything else from the first.

Takes a comparison and the addresses to take from the second ruleset. What only one of them has and what nothing else
contradicts (a formula, an input, the number of an indicator that only it has) is always there; only what the payout
rests on is kept. The mixture is checked like any ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from rbflang.checks.run import Checked, check_for_faults
from rbflang.comparison.components import Address, Component, Members, members_from_data
from rbflang.comparison.differences import RulesetComparison, merged, reached, staircase_mark
from rbflang.ruleset.model import MEASURE, SUBAREA, Member
from rbflang.ruleset.resolve import resolve
from rbflang.source import Span
from rbflang.syntax.expressions import Name
from rbflang.syntax.tree import (
    Citation,
    Clause,
    CurrencyDecl,
    Declaration,
    Entry,
    FormulaDecl,
    MeasureDecl,
    MemberDecl,
    QuantityDecl,
    Row,
    RulesetTree,
    SetDecl,
    StaircaseDecl,
    SubareaList,
)

ALWAYS = ("quantity", "staircase", "set")
OF_A_MEASURE = ("share", "parts", "points", "gates", "list", "listed", "applies")
Chosen = dict[Address, Component]


def mixture(
    comparison: RulesetComparison, taken: frozenset[Address], with_members_of_the_second: bool = True
) -> Checked:
    """The checked mixture, or the faults that say why there is none."""
    side = comparison.after if with_members_of_the_second else comparison.before
    given = members_from_data(side.ruleset, side.names)
    chosen = _with_members_there(comparison, _chosen(comparison, taken), given)
    whole = resolve(_tree(comparison, chosen), given)
    needed = reached(whole)
    kept = {address: one for address, one in chosen.items() if _is_needed(address, needed)}
    return check_for_faults(resolve(_tree(comparison, kept), given))


def _chosen(comparison: RulesetComparison, taken: frozenset[Address]) -> Chosen:
    before, after = comparison.before.pieces, comparison.after.pieces
    found: Chosen = {}
    for address in merged(list(before), list(after)):
        one, other = before.get(address), after.get(address)
        if one is not None and other is not None:
            found[address] = other if address in taken or one.meaning == other.meaning else one
        elif stands_alone(comparison, address):
            found[address] = other or one  # type: ignore[assignment]
        elif (piece := other if address in taken else one) is not None:
            found[address] = piece
    return found


def stands_alone(comparison: RulesetComparison, address: Address) -> bool:
    """True for what only one ruleset has and what may stand beside everything of the other."""
    if address[0] in ALWAYS:
        return True
    piece = comparison.before.pieces.get(address) or comparison.after.pieces[address]
    whole = {"cell": ("quantity", address[1]), "member": ("set", address[1])}.get(address[0])
    if whole is not None and _in_one(comparison, whole):
        return True
    return address[0] not in ("member", "measure") and any(
        _in_one(comparison, member_address(set_name, name)) for set_name, name in piece.members if name
    )


def member_address(set_name: str, name: str) -> Address:
    """The address of a member."""
    return ("measure", name) if set_name == MEASURE else ("member", set_name, name)


def _in_one(comparison: RulesetComparison, address: Address) -> bool:
    return (address in comparison.before.pieces) != (address in comparison.after.pieces)


def _with_members_there(comparison: RulesetComparison, chosen: Chosen, given: Sequence[Member]) -> Chosen:
    """What is left when that goes which is about members that are not there."""
    there = {(one.set_name, one.name) for one in given}
    there |= {pair for address, one in chosen.items() if address[0] in ("member", "measure") for pair in one.members}
    areas = {area for address, one in chosen.items() if address[0] == "subareas" for area in _areas(one)}

    def is_there(members: Members) -> bool:
        return all(not name or (set_name == SUBAREA and name in areas) or (set_name, name) in there
                   for set_name, name in members)  # fmt: skip

    return {address: one for address, one in chosen.items() if is_there(one.members)}


def _areas(piece: Component) -> Iterator[str]:
    line: SubareaList = piece.node
    return (one.name.text for one in line.areas)


def _is_needed(address: Address, needed: frozenset[str]) -> bool:
    if address[0] == "staircase":
        return staircase_mark(address[1]) in needed
    return address[0] not in ("quantity", "cell") or address[1] in needed


# the tree


def _tree(comparison: RulesetComparison, chosen: Chosen) -> RulesetTree:
    first, second = comparison.before.ruleset, comparison.after.ruleset
    sources = {**first.sources, **second.sources}
    bare = (evolve(one, facts=(), contents=()) for one in sources.values())
    unit = (one for one in second.tree.declarations if isinstance(one, CurrencyDecl))
    declarations = (*unit, *bare, *_declarations(chosen))
    return evolve(second.tree, declarations=declarations, language="nb")


def _declarations(chosen: Chosen) -> Iterator[Declaration]:
    for address, one in chosen.items():
        match one.node:
            case SetDecl():
                yield evolve(one.node, members=tuple(_members_of(chosen, address[1])))
            case MemberDecl() if ("set", address[1]) not in chosen:
                yield _member(chosen, one.node)
            case FormulaDecl() | StaircaseDecl():
                yield one.node
            case QuantityDecl():
                yield _quantity(chosen, one.node)
            case MeasureDecl():
                yield evolve(one.node, clauses=tuple(_clauses(chosen, address[1], one.span)))


def _members_of(chosen: Chosen, set_name: str) -> Iterator[MemberDecl]:
    return (one.node for address, one in chosen.items() if address[:2] == ("member", set_name))


def _member(chosen: Chosen, node: MemberDecl) -> MemberDecl:
    areas = chosen.get(("subareas", node.name.text))
    return evolve(node, lines=(areas.node,)) if areas else node


def _quantity(chosen: Chosen, node: QuantityDecl) -> QuantityDecl:
    cells = [one for address, one in chosen.items() if address[:2] == ("cell", node.name.text)]
    sets = tuple(name.text for name in node.per)
    if not sets:
        fitting = [one for one in cells if not one.members]
        return evolve(node, value=fitting[0].node, citation=fitting[0].citation) if fitting else node
    fitting = [one for one in cells if _fits(node, sets, tuple(set_name for set_name, _ in one.members))]
    return evolve(node, rows=tuple(_row(one, [name for _, name in one.members]) for one in fitting))


def _fits(node: QuantityDecl, sets: Sequence[str], named: Sequence[str]) -> bool:
    """True for a cell, and for a value of a property that stands above cells: its row names the first sets alone."""
    return tuple(named) == sets[: len(named)] and (len(named) == len(sets) or (node.kind == "property" and bool(named)))


def _row(one: Component, names: Sequence[str]) -> Row:
    """A row of a table. Words need no citation in their members' blocks, but in a table they do."""
    key = tuple(Name(one.span, name) for name in names)
    citation = one.citation or Citation(one.span, (Entry(one.span, "assumed", "", (), "word"),))
    return Row(one.span, key, ((one.node, citation),))


def _clauses(chosen: Chosen, measure: str, span: Span) -> Iterator[Clause]:
    of_it = {address: one for address, one in chosen.items() if address[1] == measure and address[0] in OF_A_MEASURE}
    share = of_it.get(("share", measure))
    rows = tuple(_row(one, (address[2],)) for address, one in of_it.items() if address[0] == "share" and address[2:])
    if share or rows:
        value, citation = (share.node, share.citation) if share else (None, None)
        yield Clause(span, "point_share", value, rows, None, citation)
    for address, one in of_it.items():
        if address[0] == "gates":
            yield from one.node
        elif address[0] == "list":
            yield evolve(one.node, value=tuple(each.node for at, each in of_it.items() if at[0] == "listed"))
        elif address[0] in ("parts", "points", "applies"):
            yield one.node
