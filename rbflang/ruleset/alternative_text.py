"""A ruleset's text with one of its alternatives in place of what it replaces.

Takes a tree and an alternative in it. A number, a table, a formula or a staircase takes the place of its namesake; of a
measure only the lines of the same kind are replaced; what has no namesake is added. A line without a citation has the
alternative's. It checks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, Union

from attrs import evolve

from rbflang.ruleset.model import Ruleset
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

Rule: TypeAlias = Union[QuantityDecl, FormulaDecl, StaircaseDecl, MeasureDecl]


def alternatives_of(ruleset: Ruleset) -> tuple[AlternativeDecl, ...]:
    """The alternatives of a ruleset, in the order of the text."""
    return tuple(one for one in ruleset.tree.declarations if isinstance(one, AlternativeDecl))


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
        kinds = [clause.kind for clause in one.clauses] if isinstance(one, MeasureDecl) else [""]
        found.update((*_key(one), kind) for kind in kinds)
    return frozenset(found)


def replaces_nothing(tree: RulesetTree, alternative: AlternativeDecl) -> bool:
    """True if nothing in the tree has the name of anything in the alternative."""
    return not {_key(one) for one in alternative.rules} & {_key(one) for one in _rules_of(tree)}


def _rules_of(tree: RulesetTree) -> Iterator[Rule]:
    for one in tree.declarations:
        if isinstance(one, QuantityDecl | FormulaDecl | StaircaseDecl | MeasureDecl):
            yield one
        elif isinstance(one, SideCalculationDecl):
            yield from one.formulas


def _key(one: Rule) -> tuple[str, str]:
    """The name, and what it is a name of: a measure and an input may have the same."""
    what = "measure" if isinstance(one, MeasureDecl) else "staircase" if isinstance(one, StaircaseDecl) else ""
    return what, one.name.text


def _changed(one: Declaration, rules: dict[tuple[str, str], Rule]) -> Declaration:
    if isinstance(one, SideCalculationDecl):
        formulas: Any = tuple(rules.get(_key(formula), formula) for formula in one.formulas)
        return evolve(one, formulas=formulas)
    if not isinstance(one, QuantityDecl | FormulaDecl | StaircaseDecl | MeasureDecl):
        return one
    new = rules.get(_key(one), one)
    return _merged(one, new) if isinstance(one, MeasureDecl) and isinstance(new, MeasureDecl) else new


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
    if isinstance(one, FormulaDecl) and one.rounding:
        rounding = evolve(one.rounding, citation=one.rounding.citation or citation)
        return evolve(one, citation=citation, rounding=rounding)
    return evolve(one, citation=citation)
