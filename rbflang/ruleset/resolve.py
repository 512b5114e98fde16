"""From tree to ruleset: sets with their members, quantities with their cells, measures with their parts.

Takes a tree (and members that come with the data), gives a `Ruleset`. It never fails: what is declared twice is taken
once, what is unknown is left out, and the checks, which see the tree too, say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import evolve

from rbflang.graph.domain import Axis, Key, Space
from rbflang.ruleset.measured.counts import measurements_of, registers_of
from rbflang.ruleset.model import (
    GROUP,
    INDICATOR,
    LAPSED_NAME,
    MEASURE,
    PARTS_NAME,
    POINT_SHARE_NAME,
    POINTS_NAME,
    REGION,
    SUBAREA,
    TAKING_PART_NAME,
    TRUST,
    Gate,
    Given,
    Measure,
    Member,
    MemberSet,
    Quantity,
    Ruleset,
)
from rbflang.ruleset.payouts import whole_payout
from rbflang.ruleset.said import full_key, said_in, with_cells
from rbflang.ruleset.taking_part import SetsTakingPart
from rbflang.syntax.tree import (
    AssertionDecl,
    Clause,
    FormulaDecl,
    MeasureDecl,
    MemberDecl,
    NoteDecl,
    QuantityDecl,
    RoundDecl,
    Row,
    RulesetTree,
    SetDecl,
    SideCalculationDecl,
    SourceDecl,
    StaircaseDecl,
    SubareaList,
    Titles,
)

_T = TypeVar("_T")

CONVENTIONAL = (GROUP, INDICATOR, SUBAREA, MEASURE, REGION, TRUST)


def resolve(tree: RulesetTree, from_data: Iterable[Member] = ()) -> Ruleset:
    """The ruleset that a tree describes."""
    sets = _sets(tree, tuple(from_data))
    space = Space(_axis(sets, one) for one in sets.values())
    ramps = frozenset(one.name.text for one in _all(tree, StaircaseDecl) if one.is_ramp)
    measures = {one.name.text: _measure(one, sets, space) for one in reversed(_all(tree, MeasureDecl))}
    measures = {
        name: evolve(measures[name], ramps=ramps) for name in _once(one.name.text for one in _all(tree, MeasureDecl))
    }
    quantities = _quantities(tree, space)
    taking_part = SetsTakingPart(space, measures, quantities)
    for quantity in _handed_out(measures, sets, taking_part):
        quantities.setdefault(quantity.name, quantity)
    payouts = [one for one in quantities.values() if one.role == "payout"]
    if whole := whole_payout(space, payouts, tuple(measures.values()), tree.language):
        quantities[whole.name] = whole
    registers = registers_of(tree)
    return Ruleset(
        tree,
        sets,
        space,
        _by_name(_all(tree, SourceDecl)),
        _by_name(_all(tree, RoundDecl)),
        quantities,
        _by_name(_all(tree, StaircaseDecl)),
        measures,
        tuple(_all(tree, AssertionDecl)),
        tuple(_all(tree, NoteDecl)),
        registers,
        tuple(measurements_of(tree, registers, quantities, space)),
    )


def formulas_of(tree: RulesetTree) -> Iterable[tuple[FormulaDecl, bool]]:
    """Every formula of a text, and whether it only checks a document."""
    for one in tree.declarations:
        if isinstance(one, FormulaDecl):
            yield one, False
        elif isinstance(one, SideCalculationDecl):
            for formula in one.formulas:
                citation = formula.citation or one.citation
                yield evolve(formula, citation=citation), True


def _all(tree: RulesetTree, kind: type[_T]) -> list[_T]:
    return [one for one in tree.declarations if isinstance(one, kind)]


def _by_name(declarations: Iterable) -> dict:  # type: ignore[type-arg]
    found: dict = {}  # type: ignore[type-arg]
    for one in declarations:
        found.setdefault(one.name.text, one)
    return found


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


# sets


def _sets(tree: RulesetTree, from_data: tuple[Member, ...]) -> dict[str, MemberSet]:
    members: dict[str, list[Member]] = {name: [] for name in CONVENTIONAL}
    declared: dict[str, SetDecl] = {}
    for one in tree.declarations:
        if isinstance(one, MemberDecl):
            _add(members.setdefault(one.set_name, []), _member(one, one.set_name))
        elif isinstance(one, SetDecl):
            declared.setdefault(one.name.text, one)
            for member in one.members:
                _add(members.setdefault(one.name.text, []), _member(member, one.name.text))
            members.setdefault(one.name.text, [])
        elif isinstance(one, MeasureDecl):
            _add(members[MEASURE], Member(one.name.text, MEASURE, one.titles, None, one.name.span))
    for found in from_data:
        _add(members.setdefault(found.set_name, []), found)
    members[SUBAREA] = list(_subareas(tree, members[INDICATOR]))
    uppers = _uppers(members, declared)
    kept = [name for name in members if members[name] or name in declared]
    ordered = sorted(kept, key=lambda name: len(_chain(name, uppers)) if name not in CONVENTIONAL else 0)
    return {
        name: MemberSet(
            name,
            uppers.get(name) if uppers.get(name) in kept else None,
            tuple(members[name]),
            name in declared and declared[name].from_data,
            declared[name].name.span if name in declared else None,
        )
        for name in ordered
    }


def _member(one: MemberDecl, set_name: str) -> Member:
    above = one.under.text if one.under else None
    return Member(one.name.text, set_name, one.titles, above, one.name.span, one.comments.documentation)


def _add(members: list[Member], member: Member) -> None:
    if all(one.name != member.name for one in members):
        members.append(member)


def _subareas(tree: RulesetTree, indicators: list[Member]) -> Iterable[Member]:
    lists = {
        one.name.text: line
        for one in tree.declarations
        if isinstance(one, MemberDecl) and one.set_name == INDICATOR
        for line in one.lines
        if isinstance(line, SubareaList)
    }
    for indicator in indicators:
        if indicator.name not in lists:
            yield Member("", SUBAREA, Titles(), indicator.name, indicator.span)
            continue
        areas = {one.name.text: one for one in reversed(lists[indicator.name].areas)}
        for name in _once(one.name.text for one in lists[indicator.name].areas):
            yield Member(name, SUBAREA, areas[name].titles, indicator.name, areas[name].name.span)


def _uppers(members: Mapping[str, list[Member]], declared: Mapping[str, SetDecl]) -> dict[str, str]:
    uppers = {SUBAREA: INDICATOR}
    if members[GROUP] and any(one.above for one in members[INDICATOR]):
        uppers[INDICATOR] = GROUP
    if members[TRUST]:
        uppers[TRUST] = REGION
    for name, one in declared.items():
        if one.under:
            uppers[name] = one.under.text
    return uppers


def _chain(name: str, uppers: Mapping[str, str]) -> tuple[str, ...]:
    """The sets above a set, the highest first."""
    found: list[str] = []
    while name in uppers and uppers[name] not in found:
        name = uppers[name]
        found.append(name)
    return tuple(reversed(found))


def _axis(sets: Mapping[str, MemberSet], one: MemberSet) -> Axis:
    uppers = {name: found.above for name, found in sets.items() if found.above}
    above = _chain(one.name, uppers)
    paths = [_path(sets, member, one.above) for member in one.members]
    return Axis(one.name, above, tuple(path for path in paths if len(path) == len(above) + 1), one.from_data)


def _path(sets: Mapping[str, MemberSet], member: Member, above: str | None) -> Key:
    path = [member.name]
    while above:
        upper = next((one for one in sets[above].members if one.name == member.above), None)
        if not upper:
            break
        path.append(upper.name)
        member, above = upper, sets[above].above
    return tuple(reversed(path))


# quantities


def _quantities(tree: RulesetTree, space: Space) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    for one in tree.declarations:
        if isinstance(one, QuantityDecl):
            found.setdefault(one.name.text, _given_quantity(one))
    for formula, only_checks in formulas_of(tree):
        found.setdefault(formula.name.text, _formula(formula, only_checks))
    return with_cells(space, found, tuple(said_in(tree)))


def _given_quantity(one: QuantityDecl) -> Quantity:
    return Quantity(
        one.name.text, one.kind, tuple(name.text for name in one.per), one.titles, one.name.span, one.span,
        one.citation, one.typing, documentation=one.comments.documentation,
    )  # fmt: skip


def _formula(one: FormulaDecl, only_checks: bool) -> Quantity:
    citation = one.citation or (one.rounding.citation if one.rounding else None)
    return Quantity(
        one.name.text, one.kind, tuple(name.text for name in one.per), one.titles, one.name.span, one.span, citation,
        expression=one.expression, rounding=one.rounding, only_checks=only_checks,
        documentation=one.comments.documentation, explanation=one.explanation,
    )  # fmt: skip


# measures


def _measure(one: MeasureDecl, sets: Mapping[str, MemberSet], space: Space) -> Measure:
    clauses: dict[str, Clause] = {}
    for clause in one.clauses:
        clauses.setdefault(clause.kind, clause)
    share, applies = clauses.get("point_share"), clauses.get("applies")
    parts, points = clauses.get("parts"), clauses.get("points")

    def cited(clause: Clause | None):  # type: ignore[no-untyped-def]
        return (clause.citation or one.citation) if clause else one.citation

    gates = [
        Gate(clause.value, clause.consequence, cited(clause), clause.span)  # type: ignore[arg-type]
        for clause in one.clauses
        if clause.kind == "gate"
    ]
    return Measure(
        one.name.text,
        one.titles,
        applies.value if applies else None,  # type: ignore[arg-type]
        tuple(gates),
        parts.value if parts else None,  # type: ignore[arg-type]
        cited(parts),
        points.value if points else None,  # type: ignore[arg-type]
        cited(points),
        share.value if share else None,  # type: ignore[arg-type]
        _share_rows(share.rows, cited(share), space) if share and INDICATOR in sets else {},
        cited(share),
        tuple(clause.value.text for clause in one.clauses if clause.kind == "explanation"),  # type: ignore[union-attr]
        one.name.span,
        one.span,
    )


def _share_rows(rows: Sequence[Row], citation, space: Space) -> dict[Key, Given]:  # type: ignore[no-untyped-def]
    found: dict[Key, Given] = {}
    for row in rows:
        key = full_key(space, (INDICATOR,), [name.text for name in row.key])
        if key is not None and row.values:
            value, own = row.values[0]
            found.setdefault(key, Given(value, own or citation, row.span))
    return found


def _handed_out(
    measures: Mapping[str, Measure], sets: Mapping[str, MemberSet], taking_part: SetsTakingPart
) -> Iterable[Quantity]:
    """The quantities that measures make: who takes part in each, its parts and points, and these over all measures."""
    upper = tuple(name for name in (INDICATOR,) if name in sets)
    among: tuple[str, ...] = ()
    for name, one in measures.items():
        among = tuple(name for name in (one.shared_among,) if name in sets)
        yield Quantity(
            f"{name}.{TAKING_PART_NAME}", "taking_part", taking_part.of(one, (*upper, *among)), one.titles, one.span,
            one.head, measure=name,
        )  # fmt: skip
        for own, role, citation, expression in (
            (PARTS_NAME, "parts", one.parts_citation, one.parts),
            (POINTS_NAME, "points", one.points_citation, one.points),
        ):
            yield Quantity(
                f"{name}.{own}", role, (*upper, *among), one.titles, one.span, one.head, citation,  # type: ignore[arg-type]
                expression=expression, measure=name,
            )  # fmt: skip
    if measures:
        first = next(iter(measures.values()))
        for name, over in (
            (POINT_SHARE_NAME, ()),
            (PARTS_NAME, among),
            (POINTS_NAME, among),
            (LAPSED_NAME, ()),
        ):
            role = "point_share" if name == POINT_SHARE_NAME else "lapsed" if name == LAPSED_NAME else "gathered"
            yield Quantity(name, role, (*upper, MEASURE, *over), Titles(), first.span, first.head)  # type: ignore[arg-type]
