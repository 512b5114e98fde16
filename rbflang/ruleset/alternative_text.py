"""A ruleset's text with one of its alternatives in place of what it replaces.

Takes a tree and an alternative in it. A number, a table, a formula or a staircase takes the place of its namesake; of a
measure only the lines of the same kind are replaced, and of a measurement its rows one by one; what has no namesake is
added. A line without a citation has the alternative's. It checks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, Union

from attrs import evolve

from rbflang.ruleset.model import Ruleset
from rbflang.syntax.nodes.episode_nodes import CountedPer, CountedRow, CountedWhere, MeasurementDecl
from rbflang.syntax.tree import (
    AlternativeDecl,
    Clause,
    Declaration,
    FormulaDecl,
    MeasureDecl,
    QuantityDecl,
    RulesetTree,
    SideCalculationDecl,
    StaircaseDecl,
)

MeasuredLine: TypeAlias = Union[CountedPer, CountedWhere, CountedRow]
Rule: TypeAlias = Union[QuantityDecl, FormulaDecl, StaircaseDecl, MeasureDecl, MeasurementDecl]


def alternatives_of(ruleset: Ruleset) -> tuple[AlternativeDecl, ...]:
    """The alternatives of a ruleset, in the order of the text."""
    return tuple(one for one in ruleset.tree.declarations if isinstance(one, AlternativeDecl))


def triable_alternatives(ruleset: Ruleset) -> tuple[AlternativeDecl, ...]:
    """Those that figures can be computed with; what only counts in another way needs the episodes."""
    return tuple(one for one in alternatives_of(ruleset) if not counts_otherwise(one) or one.rules != measured_in(one))


def counts_otherwise(alternative: AlternativeDecl) -> bool:
    """True for an alternative in which something is counted in another way, which figures cannot tell."""
    return bool(measured_in(alternative))


def measured_in(alternative: AlternativeDecl) -> tuple[MeasurementDecl, ...]:
    """The measurements of an alternative."""
    return tuple(one for one in alternative.rules if isinstance(one, MeasurementDecl))


def with_alternative(tree: RulesetTree, alternative: AlternativeDecl) -> RulesetTree:
    """The tree as the alternative has it, without any alternatives."""
    rules = {_key(one): _cited(one, alternative) for one in alternative.rules}
    kept = [_changed(one, rules) for one in tree.declarations if not isinstance(one, AlternativeDecl)]
    known = {_key(one) for one in _rules_of(tree)}
    added = [one for key, one in rules.items() if key not in known]
    return evolve(tree, declarations=(*kept, *added))


def replaced_by(alternative: AlternativeDecl) -> frozenset[tuple[str, ...]]:
    """What an alternative takes the place of: rules by kind and name, and of a measure each kind of line."""
    found: set[tuple[str, ...]] = set()
    for one in alternative.rules:
        kinds: list[str] = [""]
        if isinstance(one, MeasureDecl):
            kinds = [clause.kind for clause in one.clauses]
        elif isinstance(one, MeasurementDecl):
            kinds = [_line(line) for line in one.lines]
        found.update((*_key(one), kind) for kind in kinds)
    return frozenset(found)


def replaces_nothing(tree: RulesetTree, alternative: AlternativeDecl) -> bool:
    """True if nothing in the tree has the name of anything in the alternative."""
    return not {_key(one) for one in alternative.rules} & {_key(one) for one in _rules_of(tree)}


def _rules_of(tree: RulesetTree) -> Iterator[Rule]:
    for one in tree.declarations:
        if isinstance(one, QuantityDecl | FormulaDecl | StaircaseDecl | MeasureDecl | MeasurementDecl):
            yield one
        elif isinstance(one, SideCalculationDecl):
            yield from one.formulas


def _key(one: Rule) -> tuple[str, str]:
    """The name, and what it is a name of: a measure and an input may have the same."""
    if isinstance(one, MeasurementDecl):
        return f"counted in {one.register.text}", one.name.text
    what = "measure" if isinstance(one, MeasureDecl) else "staircase" if isinstance(one, StaircaseDecl) else ""
    return what, one.name.text


def _changed(one: Declaration, rules: dict[tuple[str, str], Rule]) -> Declaration:
    if isinstance(one, SideCalculationDecl):
        formulas: Any = tuple(rules.get(_key(formula), formula) for formula in one.formulas)
        return evolve(one, formulas=formulas)
    if not isinstance(one, QuantityDecl | FormulaDecl | StaircaseDecl | MeasureDecl | MeasurementDecl):
        return one
    new = rules.get(_key(one), one)
    if isinstance(one, MeasurementDecl) and isinstance(new, MeasurementDecl) and new is not one:
        return _counted_otherwise(one, new)
    return _merged(one, new) if isinstance(one, MeasureDecl) and isinstance(new, MeasureDecl) else new


def _counted_otherwise(old: MeasurementDecl, new: MeasurementDecl) -> MeasurementDecl:
    """The old measurement with the lines of the new one in their places; rows that are new come last."""
    replaced: dict[str, list[MeasuredLine]] = {}
    for one in new.lines:
        replaced.setdefault(_line(one), []).append(one)
    named = frozenset(replaced)
    kept = [line for one in old.lines for line in (replaced.pop(_line(one), []) if _line(one) in named else [one])]
    added = [line for lines in replaced.values() for line in lines]
    lines = sorted((*kept, *added), key=lambda one: isinstance(one, CountedRow))
    return evolve(old, lines=tuple(lines))


def _line(one: MeasuredLine) -> str:
    """What a line of a measurement takes the place of."""
    return f"{', '.join(name.text for name in one.key)}:" if isinstance(one, CountedRow) else type(one).__name__


def _merged(old: MeasureDecl, new: MeasureDecl) -> MeasureDecl:
    """The old measure with the lines of the new one in place of those of the same kind."""
    kinds = {one.kind for one in new.clauses}
    return evolve(old, clauses=(*(one for one in old.clauses if one.kind not in kinds), *new.clauses))


def _cited(one: Rule, alternative: AlternativeDecl) -> Rule:
    """The rule with the alternative's citation where it has none."""
    citation = one.citation or alternative.citation
    if isinstance(one, MeasureDecl):
        clauses: tuple[Clause, ...] = tuple(evolve(line, citation=line.citation or citation) for line in one.clauses)
        return evolve(one, clauses=clauses)
    if isinstance(one, MeasurementDecl):
        return evolve(one, lines=tuple(evolve(line, citation=line.citation or citation) for line in one.lines))
    if isinstance(one, FormulaDecl) and one.rounding:
        rounding = evolve(one.rounding, citation=one.rounding.citation or citation)
        return evolve(one, citation=citation, rounding=rounding)
    return evolve(one, citation=citation)
