"""Reads one expression: its sets and its kind, and what does not fit in it.

Takes the signatures of the quantities known so far. A part that makes no sense gives `None`, and nothing that rests
on it is reported again. Inside a measure, a quantity per measure means this measure's. What stands over sets
(`sum … over`, `rang`) is read in `gatherings`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from rbflang.quantities import COUNT, NUMBER, Unit
from rbflang.ruleset import empty_groups, gatherings, staircases
from rbflang.ruleset.conditions import (
    NONE,
    Fact,
    Facts,
    facts_if_false,
    facts_if_true,
    is_known,
    outside,
    written_out,
)
from rbflang.ruleset.findings import (
    FewerThanThePlace,
    GroupCanBeEmpty,
    NotACondition,
    NotANumber,
    NotAWord,
    OptionalUsed,
    UnitsMeet,
    UnknownName,
    Use,
)
from rbflang.ruleset.gatherings import Gathering
from rbflang.ruleset.model import MEASURE, Ruleset
from rbflang.ruleset.order import target_of
from rbflang.ruleset.signatures import Finding, Signature, ValueKind
from rbflang.ruleset.values import is_word_quantity, unit_of
from rbflang.source import Span
from rbflang.syntax import expressions as ex

YES_NO = Signature((), ValueKind("yes_no"))
EQUALITY = ("is", "is_not")


class Reader:
    """Infers signatures; keeps what it finds in `findings`, and the signature of each expression in `seen`."""

    def __init__(
        self,
        ruleset: Ruleset,
        signatures: dict[str, Signature],
        findings: list[Finding],
        measure: str | None = None,
        seen: dict[int, tuple[ex.Expression, Signature]] | None = None,
        within: str = "",
    ) -> None:
        self.ruleset, self.signatures, self.findings, self.measure = ruleset, signatures, findings, measure
        self.seen: dict[int, tuple[ex.Expression, Signature]] = {} if seen is None else seen
        self.within = within
        self._readers: dict[type, Callable[[Any, Facts], Signature | None]] = {
            ex.Name: self._name, ex.Number: self._number, ex.YesNo: lambda one, facts: YES_NO,
            ex.Negative: self._negative, ex.Arithmetic: self._arithmetic, ex.Comparison: self._comparison,
            ex.Logic: self._logic, ex.Not: lambda one, facts: self.condition(one.operand, facts),
            ex.Choice: self._choice, ex.Call: self._call, ex.Exists: self._exists, ex.Extreme: self._extreme,
            ex.RampOf: self._ramp,
            ex.Aggregate: self._aggregate, ex.Rank: self._rank,
        }  # fmt: skip

    def find(self, finding: Finding) -> None:
        """Note something amiss, and the quantity it was met in."""
        self.findings.append(evolve(finding, within=self.within))

    def read(self, expression: ex.Expression, facts: Facts = NONE) -> Signature | None:
        """The signature of an expression, given what is known where it stands."""
        found = self._readers[type(expression)](expression, facts)
        if found:
            self.seen[id(expression)] = (expression, found)
        return found

    def signature_of(self, expression: ex.Expression) -> Signature | None:
        """The signature of an expression that was read before."""
        return self.seen[id(expression)][1] if id(expression) in self.seen else None

    def known_if(self, condition: ex.Expression, holds: bool) -> Facts:
        """What a condition that was read before tells where it holds, or where it does not."""
        condition = written_out(self.ruleset, condition, self.measure)
        return (facts_if_true if holds else facts_if_false)(condition, self.signature_of)

    def known_of_those_taking_part(self) -> Facts:
        """What the requirements of this measure tell of those that they let in."""
        assert self.measure is not None
        known = (self.known_if(one, True) for one in self.ruleset.measures[self.measure].keeping_out)
        return tuple(fact for facts in known for fact in facts)

    def used(self, expression: ex.Expression, facts: Facts = NONE) -> Signature | None:
        """The signature of an expression whose figure is needed: it must not be missing."""
        found = self.read(expression, facts)
        if found and found.optional:
            name = self._optional_name(expression)
            self.find(OptionalUsed(name.span, name))
            found = evolve(found, optional=False)
            self.seen[id(expression)] = (expression, found)
        return found

    def _optional_name(self, expression: ex.Expression) -> Any:
        """The name, in a branch perhaps, that makes an expression optional."""
        while isinstance(expression, ex.Choice):
            chosen = self.signature_of(expression.chosen)
            expression = expression.chosen if chosen and chosen.optional else expression.otherwise
        return expression

    def number(self, expression: ex.Expression, facts: Facts = NONE) -> Signature | None:
        """The signature of an expression that is computed with; a word, a text or yes/no cannot be."""
        return self._wanted("number", NotANumber, expression, self.used(expression, facts))

    def condition(self, expression: ex.Expression, facts: Facts = NONE) -> Signature | None:
        """The signature of a condition; a number or a word is none."""
        return self._wanted("yes_no", NotACondition, expression, self.used(expression, facts))

    def _wanted(
        self,
        what: str,
        amiss: type[NotANumber | NotACondition],
        expression: ex.Expression,
        found: Signature | None,
    ) -> Signature | None:
        if found and found.kind.what != what:
            name = expression.text if isinstance(expression, ex.Name) else ""
            self.find(amiss(expression.span, found.kind, name))
            return None
        return found

    def both_sides(
        self, left: ex.Expression, right: ex.Expression, span: Span, use: Use, facts: Facts = NONE
    ) -> Signature | None:
        """The common signature of two expressions that are compared or equated."""
        a, b = self.used(left, facts), self.used(right, facts)
        return self._same_unit(a, b, left, right, span, use) if a and b else None

    # names and literals

    def _name(self, name: ex.Name, facts: Facts) -> Signature | None:
        target = target_of(self.ruleset, name.text, self.measure)
        if not target:
            self.find(UnknownName(name.span, name.text, "quantities"))
            return None
        found = self.signatures.get(target)
        if found is None:
            return None
        ranking = empty_groups.named_ranking(self.ruleset, target)
        if ranking is not None and not is_known(facts, "exists", name):
            self._find_left_out(ranking, name.span, None, facts)
        if self.measure and MEASURE in found.sets:
            found = self._of_this_measure(target, found)
        return evolve(found, optional=found.optional and not is_known(facts, "exists", name))

    def _of_this_measure(self, target: str, found: Signature) -> Signature:
        """A quantity per measure at this measure alone: a promise that needs other measures does not hold."""
        return evolve(found, sets=tuple(one for one in found.sets if one != MEASURE))

    def _number(self, number: ex.Number, facts: Facts) -> Signature:
        unit = unit_of(number)
        return Signature((), ValueKind("number", unit or NUMBER), bare=unit is None)

    # arithmetic

    def _negative(self, one: ex.Negative, facts: Facts) -> Signature | None:
        return self.number(one.operand, facts)

    def _arithmetic(self, one: ex.Arithmetic, facts: Facts) -> Signature | None:
        a, b = self.number(one.left, facts), self.number(one.right, facts)
        if not a or not b:
            return None
        if one.operator in "+-":
            return self._same_unit(a, b, one.left, one.right, one.span, "+" if one.operator == "+" else "-")
        times = one.operator == "*"
        unit = a.kind.unit * b.kind.unit if times else _quotient(a, b)
        sets = self.ruleset.space.closure((*a.sets, *b.sets))
        return Signature(sets, ValueKind("number", unit), bare=a.bare and b.bare)

    def _same_unit(
        self, a: Signature, b: Signature, left: ex.Expression, right: ex.Expression, span: Span, use: Use
    ) -> Signature | None:
        fits = a.kind.what == b.kind.what and (
            a.kind.what != "number" or _fit(a, b) or _fit(b, a) or a.kind.unit.fits(b.kind.unit)
        )
        if not fits:
            self.find(UnitsMeet(span, left, right, a, b, use))
            return None
        sets = self.ruleset.space.closure((*a.sets, *b.sets))
        kind = b.kind if a.bare else a.kind
        return Signature(sets, kind, bare=a.bare and b.bare)

    def _extreme(self, one: ex.Extreme, facts: Facts) -> Signature | None:
        return self._alike(one.arguments, facts)

    def _alike(self, arguments: tuple[ex.Expression, ...], facts: Facts) -> Signature | None:
        """The signature that all have in common, over the sets of all."""
        found = [self.number(argument, facts) for argument in arguments]
        common: Signature | None = found[0]
        for at, this in enumerate(found[1:], 1):
            if common is None or this is None:
                return None
            left, right = arguments[at - 1], arguments[at]
            common = self._same_unit(common, this, left, right, right.span, "extreme")
        return common

    def _ramp(self, one: ex.RampOf, facts: Facts) -> Signature | None:
        """What the points give, over all the sets; the argument and the places have one unit, the others another."""
        along = self._alike((one.argument, *one.places), facts)
        given = self._alike(one.gives, facts)
        if along is None or given is None:
            return None
        sets = self.ruleset.space.closure((*along.sets, *given.sets))
        return evolve(given, sets=sets, optional=along.optional or given.optional)

    # what stands over sets

    def _aggregate(self, one: ex.Aggregate, facts: Facts) -> Signature | None:
        read = self._gathered(one, facts)
        found = gatherings.aggregate(self.ruleset, one, *read, self.find) if read else None
        if read and found and one.operand is not None:
            operand, where = (sign.sets if sign else () for sign in read[1:])
            if empty_groups.can_be_empty(self.ruleset, one, operand, where, found.sets, facts):
                self.find(GroupCanBeEmpty(one.span, one))
            most = empty_groups.members_at_most(self.ruleset, operand, where, found.sets)
            if most and most < empty_groups.needed_by(one):
                self.find(FewerThanThePlace(one.span, one, most))
        return found

    def _rank(self, one: ex.Rank, facts: Facts) -> Signature | None:
        gone, operand, where = self._gathered(one, facts) or (None, None, None)
        if gone is None or operand is None:
            return None
        found = gatherings.rank(self.ruleset, one, gone, operand, where, self.find)
        if found and empty_groups.named_ranking(self.ruleset, self.within) is not one:
            self._find_left_out(one, one.span, self.measure, facts)
        return found

    def _find_left_out(self, one: ex.Rank, span: Span, measure: str | None, facts: Facts) -> None:
        """Note where a place in a ranking is used that somebody may not have."""
        if empty_groups.can_be_left_out(self.ruleset, one, measure, facts, self.signature_of):
            self.find(GroupCanBeEmpty(span, one))

    def _gathered(
        self, one: Gathering, facts: Facts
    ) -> tuple[frozenset[str], Signature | None, Signature | None] | None:
        """Over which sets, what is gathered (nothing where members are counted), and which are let in."""
        gone = gatherings.sets_gone(self.ruleset, one, self.find)
        if gone is None:
            return None
        facts, where = outside(facts, gone), None
        if one.where is not None:
            where = self.condition(one.where, facts)
            facts = (*facts, *self.known_if(one.where, True))
        operand = self.number(one.operand, facts) if one.operand is not None else None
        if (one.where is not None and where is None) or (one.operand is not None and operand is None):
            return None
        return gone, operand, where

    # conditions

    def _comparison(self, one: ex.Comparison, facts: Facts) -> Signature | None:
        words = [is_word_quantity(self.ruleset, side, self.measure) for side in (one.left, one.right)]
        if any(words) and one.operator in EQUALITY:
            return self._words(one, words, facts)
        found = self.both_sides(one.left, one.right, one.span, "comparison", facts)
        if found and found.kind.what != "number" and (one.operator not in EQUALITY or found.kind.what == "text"):
            name = one.left.text if isinstance(one.left, ex.Name) else ""
            self.find(NotANumber(one.left.span, found.kind, name))
            return None
        return evolve(YES_NO, sets=found.sets) if found else None

    def _words(self, one: ex.Comparison, words: list[bool], facts: Facts) -> Signature | None:
        """A word quantity against a word, in either order, or against another word quantity."""
        sides = (one.left, one.right) if words[0] else (one.right, one.left)
        first = self.used(sides[0], facts)
        if first is None:  # it is per a set that is not there, which is told where it is declared
            return None
        if all(words):
            second = self.used(sides[1], facts)
            return evolve(YES_NO, sets=self.ruleset.space.closure((*first.sets, *second.sets))) if second else None
        if not isinstance(sides[1], ex.Name) or not isinstance(sides[0], ex.Name):
            self.find(NotAWord(sides[1].span, sides[0].span.text))
            return None
        self._known_word(sides[0], sides[1])
        return evolve(YES_NO, sets=first.sets)

    def _known_word(self, name: ex.Name, word: ex.Name) -> None:
        quantity = self.ruleset.quantities[name.text]
        words = {one.value.text for one in quantity.given.values() if isinstance(one.value, ex.Name)}
        if quantity.role != "input" and word.text not in words:
            self.find(UnknownName(word.span, word.text, "words", tuple(sorted(words))))

    def _logic(self, one: ex.Logic, facts: Facts) -> Signature | None:
        a = self.condition(one.left, facts)
        b = self.condition(one.right, (*facts, *self.known_if(one.left, one.operator == "and")))
        return evolve(YES_NO, sets=self.ruleset.space.closure((*a.sets, *b.sets))) if a and b else None

    def _choice(self, one: ex.Choice, facts: Facts) -> Signature | None:
        asked = self.condition(one.condition, facts)
        a = self.read(one.chosen, (*facts, *self.known_if(one.condition, True)))
        b = self.read(one.otherwise, (*facts, *self.known_if(one.condition, False)))
        found = self._same_unit(a, b, one.chosen, one.otherwise, one.span, "choice") if a and b else None
        if not (asked and found and a and b):
            return None
        sets = self.ruleset.space.closure((*asked.sets, *found.sets))
        return evolve(found, sets=sets, optional=a.optional or b.optional)

    def _exists(self, one: ex.Exists, facts: Facts) -> Signature | None:
        found = self.read(one.operand, (*facts, Fact("exists", one.operand)))
        return evolve(YES_NO, sets=found.sets) if found else None

    def _call(self, one: ex.Call, facts: Facts) -> Signature | None:
        argument = self.number(one.argument, facts)
        staircase = self.ruleset.staircases.get(one.staircase.text)
        if staircase is None:
            self.find(UnknownName(one.staircase.span, one.staircase.text, "staircases"))
            return None
        if argument is None:
            return None
        unit = staircases.result_unit(staircase)
        return Signature(argument.sets, ValueKind("number", unit or NUMBER), bare=unit is None)


def _fit(a: Signature, b: Signature) -> bool:
    return a.bare and (b.kind.unit.is_dimensionless or b.kind.unit == COUNT)


def _quotient(a: Signature, b: Signature) -> Unit:
    return a.kind.unit if b.bare else a.kind.unit / b.kind.unit
