"""Reads one expression: its sets, its kind and its range, and what does not fit in it.

Takes the signatures of the quantities known so far. A part that makes no sense gives `None`, and nothing that rests
on it is reported again. Inside a measure, a quantity per measure means this measure's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from attrs import evolve

from rbflang import intervals
from rbflang.intervals import EVERYTHING, Interval, hull, point
from rbflang.quantities import COUNT, NUMBER, PARTS, Unit
from rbflang.ruleset import staircases
from rbflang.ruleset.conditions import Facts, facts_if_false, facts_if_true, is_known
from rbflang.ruleset.model import MEASURE, PARTS_NAME, POINTS_NAME, Ruleset
from rbflang.ruleset.signatures import Finding, Kind, Signature
from rbflang.ruleset.values import ZERO, unit_of
from rbflang.source import Span
from rbflang.syntax import expressions as ex

YES_NO = Signature((), Kind("yes_no"))


def target_of(ruleset: Ruleset, name: str, measure: str | None) -> str | None:
    """The quantity that a name means where it stands; `None` if there is none."""
    if measure and name in (PARTS_NAME, POINTS_NAME):
        name = f"{measure}.{name}"
    return name if name in ruleset.quantities else None


class Reader:
    """Infers signatures; keeps what it finds in `findings`, and the signature of each expression in `seen`."""

    def __init__(
        self,
        ruleset: Ruleset,
        signatures: dict[str, Signature],
        findings: list[Finding],
        measure: str | None = None,
        seen: dict[int, tuple[ex.Expression, Signature]] | None = None,
    ) -> None:
        self.ruleset, self.signatures, self.findings, self.measure = ruleset, signatures, findings, measure
        self.seen: dict[int, tuple[ex.Expression, Signature]] = {} if seen is None else seen
        self._readers: dict[type, Callable[[Any, Facts], Signature | None]] = {
            ex.Name: self._name, ex.Number: self._number, ex.Text: self._text, ex.YesNo: self._yes_no,
            ex.Negative: self._negative, ex.Arithmetic: self._arithmetic, ex.Comparison: self._comparison,
            ex.Logic: self._logic, ex.Not: self._not, ex.Choice: self._choice, ex.Call: self._call,
            ex.Exists: self._exists, ex.Aggregate: self._aggregate, ex.Extreme: self._extreme, ex.Rank: self._rank,
        }  # fmt: skip

    def find(self, slug: str, span: Span, **facts: object) -> None:
        """Note something amiss."""
        self.findings.append(Finding(slug, span, facts))

    def read(self, expression: ex.Expression, facts: Facts = frozenset()) -> Signature | None:
        """The signature of an expression, given what is known where it stands."""
        found = self._readers[type(expression)](expression, facts)
        if found:
            self.seen[id(expression)] = (expression, found)
        return found

    def condition(self, expression: ex.Expression, facts: Facts = frozenset()) -> Signature | None:
        """The signature of a condition; a number or a word is none."""
        found = self.read(expression, facts)
        if found and found.kind.what != "yes_no":
            self.find("not-a-condition", expression.span)
            return None
        return found

    def applicability(self, expression: ex.Expression) -> None:
        """What stands behind `gjelder`: the name of an indicator, or a condition on words."""
        indicators = self.ruleset.sets.get("indikator")
        if isinstance(expression, ex.Name) and expression.text not in self.ruleset.quantities:
            if not indicators or all(one.name != expression.text for one in indicators.members):
                self.find("unknown-name", expression.span, name=expression.text, among="indicators")
            return
        found = self.condition(expression)
        if found and set(found.sets) - {"indikator", "gruppe"}:
            self.find("sets-differ", expression.span, quantity=None, said=("indikator",), found=found.sets)

    def both_sides(self, left: ex.Expression, right: ex.Expression, span: Span) -> Signature | None:
        """The common signature of two expressions that are added, compared or equated."""
        a, b = self.read(left), self.read(right)
        return self._same_unit(a, b, left, right, span) if a and b else None

    # names and literals

    def _name(self, name: ex.Name, facts: Facts) -> Signature | None:
        target = target_of(self.ruleset, name.text, self.measure)
        if not target:
            self.find("unknown-name", name.span, name=name.text, among="quantities")
            return None
        found = self.signatures.get(target)
        if found is None:
            return None
        if self.measure and MEASURE in found.sets:
            found = evolve(found, sets=tuple(one for one in found.sets if one != MEASURE))
        if found.optional and not is_known(facts, "exists", name):
            self.find("optional-used-without-asking", name.span, name=name.text)
        return evolve(found, optional=False)

    def _number(self, number: ex.Number, facts: Facts) -> Signature:
        unit = unit_of(number)
        return Signature((), Kind("number", unit or NUMBER), point(number.value), bare=unit is None)

    def _text(self, text: ex.Text, facts: Facts) -> None:
        self.find("text-in-a-formula", text.span)

    def _yes_no(self, one: ex.YesNo, facts: Facts) -> Signature:
        return YES_NO

    # arithmetic

    def _negative(self, one: ex.Negative, facts: Facts) -> Signature | None:
        found = self._number_of(one.operand, facts)
        return evolve(found, range=intervals.negative(found.range)) if found else None

    def _number_of(self, expression: ex.Expression, facts: Facts) -> Signature | None:
        found = self.read(expression, facts)
        if found and found.kind.what != "number":
            self.find("not-a-number", expression.span, kind=found.kind.what)
            return None
        return found

    def _arithmetic(self, one: ex.Arithmetic, facts: Facts) -> Signature | None:
        a, b = self._number_of(one.left, facts), self._number_of(one.right, facts)
        if one.operator == "/" and b and b.range.holds(ZERO) and not is_known(facts, "nonzero", one.right):
            self.find("division-can-be-by-zero", one.right.span, whole=one.span, range=b.range)
        if not a or not b:
            return None
        if one.operator in "+-":
            found = self._same_unit(a, b, one.left, one.right, one.span)
            work = intervals.add if one.operator == "+" else intervals.subtract
            return evolve(found, range=work(a.range, b.range)) if found else None
        times = one.operator == "*"
        unit = a.kind.unit * b.kind.unit if times else _quotient(a, b)
        work = intervals.multiply if times else intervals.divide
        sets = self.ruleset.space.closure((*a.sets, *b.sets))
        return Signature(sets, Kind("number", unit), work(a.range, b.range), bare=a.bare and b.bare)

    def _same_unit(
        self, a: Signature, b: Signature, left: ex.Expression, right: ex.Expression, span: Span
    ) -> Signature | None:
        fits = a.kind.what == b.kind.what and (
            a.kind.what != "number" or _fit(a, b) or _fit(b, a) or a.kind.unit.fits(b.kind.unit)
        )
        if not fits:
            self.find("units-do-not-fit", span, left=left, right=right, units=(a.kind, b.kind))
            return None
        sets = self.ruleset.space.closure((*a.sets, *b.sets))
        kind = b.kind if a.bare else a.kind
        return Signature(sets, kind, hull([a.range, b.range]), bare=a.bare and b.bare)

    def _extreme(self, one: ex.Extreme, facts: Facts) -> Signature | None:
        found: Signature | None = None
        ranges = []
        for at, argument in enumerate(one.arguments):
            this = self._number_of(argument, facts)
            if not this:
                return None
            ranges.append(this.range)
            found = self._same_unit(found, this, one.arguments[at - 1], argument, argument.span) if found else this
            if not found:
                return None
        work = intervals.least if one.kind == "least" else intervals.greatest
        return evolve(found, range=work(ranges)) if found else None

    # conditions

    def _comparison(self, one: ex.Comparison, facts: Facts) -> Signature | None:
        if one.operator in ("is", "is_not") and isinstance(one.left, ex.Name):
            left = self.read(one.left, facts)
            if left and left.kind.what == "word":
                if not isinstance(one.right, ex.Name):
                    self.find("word-expected", one.right.span, name=one.left.text)
                    return None
                self._known_word(one.left, one.right)
                return evolve(YES_NO, sets=left.sets)
        found = self.both_sides_of(one, facts)
        return evolve(YES_NO, sets=found.sets) if found else None

    def both_sides_of(self, one: ex.Comparison, facts: Facts) -> Signature | None:
        """The common signature of the two sides of a comparison."""
        a, b = self.read(one.left, facts), self.read(one.right, facts)
        return self._same_unit(a, b, one.left, one.right, one.span) if a and b else None

    def _known_word(self, name: ex.Name, word: ex.Name) -> None:
        quantity = self.ruleset.quantities[name.text]
        words = {one.value.text for one in quantity.given.values() if isinstance(one.value, ex.Name)}
        if quantity.role != "input" and word.text not in words:
            self.find("unknown-name", word.span, name=word.text, among=tuple(sorted(words)))

    def _logic(self, one: ex.Logic, facts: Facts) -> Signature | None:
        a = self.condition(one.left, facts)
        known = facts_if_true(one.left) if one.operator == "and" else facts_if_false(one.left)
        b = self.condition(one.right, facts | known)
        return evolve(YES_NO, sets=self.ruleset.space.closure((*a.sets, *b.sets))) if a and b else None

    def _not(self, one: ex.Not, facts: Facts) -> Signature | None:
        return self.condition(one.operand, facts)

    def _choice(self, one: ex.Choice, facts: Facts) -> Signature | None:
        asked = self.condition(one.condition, facts)
        a = self.read(one.chosen, facts | facts_if_true(one.condition))
        b = self.read(one.otherwise, facts | facts_if_false(one.condition))
        found = self._same_unit(a, b, one.chosen, one.otherwise, one.span) if a and b else None
        sets = self.ruleset.space.closure((*asked.sets, *found.sets)) if asked and found else ()
        return evolve(found, sets=sets) if asked and found else None

    def _exists(self, one: ex.Exists, facts: Facts) -> Signature | None:
        target = target_of(self.ruleset, one.operand.text, self.measure)
        found = self.read(one.operand, facts | {("exists", one.operand)}) if target else self.read(one.operand, facts)
        return evolve(YES_NO, sets=found.sets) if found else None

    # sets and staircases

    def _call(self, one: ex.Call, facts: Facts) -> Signature | None:
        argument = self._number_of(one.argument, facts)
        staircase = self.ruleset.staircases.get(one.staircase.text)
        if staircase is None:
            self.find("unknown-name", one.staircase.span, name=one.staircase.text, among="staircases")
            return None
        if argument:
            staircases.compare(self, one, staircase, argument)
        unit = staircases.result_unit(staircase) or PARTS
        given = staircases.result_range(staircase)
        return Signature(argument.sets, Kind("number", unit), given) if argument else None

    def _kept(self, one: ex.Aggregate | ex.Rank, sets: Iterable[str]) -> tuple[str, ...] | None:
        """The sets that are left when those summed over, and all above them, are taken away."""
        axes = self.ruleset.space.axes
        for name in (*one.over, *one.per):
            if name.text not in axes:
                self.find("unknown-name", name.span, name=name.text, among="sets")
                return None
        have = set(sets)
        gone = {upper for name in one.over for upper in (name.text, *axes[name.text].above)}
        kept = [name for name in sets if name not in gone]
        kept += [name.text for name in one.per]
        for name in one.over:
            below = [other for other in have if name.text in axes[other].above and other not in gone]
            if name.text not in have or below:
                self.find("sum-over-the-wrong-set", name.span, expression=one, have=tuple(sets), below=tuple(below))
                return None
        for name in one.per:
            if name.text not in gone:
                self.find("sum-over-the-wrong-set", name.span, expression=one, have=tuple(sets), below=(), per=True)
                return None
        return self.ruleset.space.closure(kept)

    def _aggregate(self, one: ex.Aggregate, facts: Facts) -> Signature | None:
        where = self.condition(one.where, facts) if one.where is not None else None
        if one.where is not None and where is None:
            return None
        known = facts | facts_if_true(one.where) if one.where is not None else facts
        operand = self._number_of(one.operand, known) if one.operand is not None else None
        if one.operand is not None and operand is None:
            return None
        counted = [name.text for name in one.over] if one.operand is None else list(operand.sets if operand else ())
        counted = [name for name in counted if name in self.ruleset.space.axes] or counted
        if any(name not in self.ruleset.space.axes for name in counted):
            self._kept(one, ())
            return None
        sets = self.ruleset.space.closure((*counted, *(where.sets if where else ())))
        kept = self._kept(one, sets)
        if kept is None:
            return None
        if operand is None:
            return Signature(kept, Kind("number", COUNT), Interval(ZERO, None, True, False))
        return Signature(kept, operand.kind, _aggregated(one, operand.range), bare=operand.bare)

    def _rank(self, one: ex.Rank, facts: Facts) -> Signature | None:
        where = self.condition(one.where, facts) if one.where is not None else None
        known = facts | facts_if_true(one.where) if one.where is not None else facts
        operand = self._number_of(one.operand, known)
        if operand is None or (one.where is not None and where is None):
            return None
        sets = self.ruleset.space.closure((*operand.sets, *(where.sets if where else ())))
        if self._kept(one, sets) is None:
            return None
        return Signature(sets, Kind("number", COUNT), Interval(Fraction(1), None, True, False))


def _fit(a: Signature, b: Signature) -> bool:
    return a.bare and (b.kind.unit.is_dimensionless or b.kind.unit == COUNT)


def _quotient(a: Signature, b: Signature) -> Unit:
    if b.bare:
        return a.kind.unit
    return a.kind.unit / b.kind.unit


def _aggregated(one: ex.Aggregate, inner: Interval) -> Interval:
    if one.kind != "sum":
        return inner
    low = ZERO if inner.low is not None and inner.low >= 0 else None
    high = ZERO if inner.high is not None and inner.high <= 0 else None
    if low is not None and one.where is None and inner.low is not None and (inner.low > 0 or not inner.low_included):
        return Interval(inner.low, None, inner.low_included, False)
    return Interval(low, high, low is not None, high is not None) if low is not None or high is not None else EVERYTHING
