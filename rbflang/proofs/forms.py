"""The formulas of a ruleset in normal form, for proofs.

Takes a checked ruleset; gives the form of a quantity or an expression, formulas unfolded as far as they are arithmetic.
What is no arithmetic (a staircase, a choice, a rounding) stays one factor; so does a formula whose form grows beyond
what a proof is worth, which is sound, since a factor may have any value. The points of a measure are a factor whose sum
over those who share is the points to share, unless points may lapse; largest remainders keep the sum of a formula.

Formulas are taken in an order in which each comes after those it reads, so that no chain of them is too long.

An expression is read from a place: inside a measure or not, in an assertion about values before they are rounded or
not. Only what such an assertion names itself is meant unrounded; formulas and measures read each other's values as they
are. So what the place changes of an expression that is one factor is part of what the factor is known by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from rbflang.graph.closure import behind
from rbflang.graph.nodes import ShareOut
from rbflang.intervals import EVERYTHING, Interval, hull
from rbflang.proofs.algebra import Algebra, Factor, Form, Sets, TooLarge, Total, constant, number_in, plus
from rbflang.proofs.all_data import for_all_data
from rbflang.ruleset.applicability import applies_to, point_shares
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.known_values import known_cells
from rbflang.ruleset.model import (
    INDICATOR,
    MEASURE,
    PARTS_NAME,
    POINT_SHARE_NAME,
    POINTS_NAME,
    CheckedRuleset,
    Measure,
    Quantity,
)
from rbflang.ruleset.order import target_of
from rbflang.ruleset.totals import promised_of_input
from rbflang.ruleset.values import exact, is_number
from rbflang.source import Span
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import names_read
from rbflang.syntax.tree import AssertionDecl

MOST_KEPT, DEEPEST_KEPT, MOST_BITS = 200, 8, 4_000
ONE = Fraction(1)


@frozen
class Place:
    """Where an expression stands: inside which measure, and whether it names values before they are rounded."""

    measure: str | None = None
    is_before_rounding: bool = False


PLAIN = Place()


@frozen(eq=False, repr=False)
class Division:
    """A division that was unfolded: what is divided by, as it is written and as a form."""

    expression: ex.Expression
    form: Form


class Forms:
    """The forms of all quantities that some expressions rest on."""

    def __init__(self, checked: CheckedRuleset) -> None:
        self.checked, self.ruleset = checked, checked.ruleset
        space = self.ruleset.space
        self.algebra = Algebra(space, MEASURE, self._at_measure)
        self.known: dict[str, Form] = {}
        self.unrounded: dict[str, Form] = {}
        self.divisions: dict[str, tuple[Division, ...]] = {}
        self.ranges: dict[tuple[ex.Expression, Place], Interval] = {}
        self._met: list[Division] = []
        axis = space.axes.get(MEASURE)
        chained = any(MEASURE in one.above for one in space.axes.values())
        self.measures_stand_alone = axis is not None and not axis.above and not chained
        self._readers: dict[type, Callable[[Any, Place], Form | None]] = {
            ex.Name: self._name, ex.Number: self._number, ex.Negative: self._negative,
            ex.Arithmetic: self._arithmetic, ex.Aggregate: self._aggregate,
        }  # fmt: skip

    # what an expression rests on

    def prepare(self, *expressions: ex.Expression) -> tuple[str, ...]:
        """Take in all that the expressions rest on; gives the names of the quantities that were unfolded."""
        return self.prepare_names([name for one in expressions for name in self._targets(one, None)])

    def prepare_names(self, names: list[str]) -> tuple[str, ...]:
        """Take in the quantities and all that they rest on; gives the names of those that were unfolded."""
        wanted = behind(names, lambda name: self.read_by(self.ruleset.quantities[name]))
        unfolded = tuple(name for name in self.checked.order if name in wanted)
        for name in unfolded:
            if name not in self.known:
                self._take_in(self.ruleset.quantities[name])
        return unfolded

    def of_both(self, assertion: AssertionDecl) -> tuple[Form, Form, tuple[Division, ...]]:
        """The forms of both sides of an assertion, and the divisions that stand in the sides themselves."""
        self._met, place = [], Place(is_before_rounding=assertion.is_before_rounding)
        found = self.of(assertion.left, place), self.of(assertion.right, place)
        return *found, tuple(self._met)

    def read_by(self, quantity: Quantity) -> Iterator[str]:
        """The quantities that a quantity rests on where it is arithmetic."""
        if quantity.role in ("gathered", "lapsed"):
            part = POINTS_NAME if quantity.role == "lapsed" else quantity.name
            yield from (f"{measure}.{part}" for measure in self.ruleset.measures)
        if quantity.role in ("formula", "payout") and quantity.expression is not None:
            yield from self._targets(quantity.expression, None)
        if quantity.role == "points" and quantity.measure:
            points = self.ruleset.measures[quantity.measure].points
            shared = points.points if isinstance(points, ex.Sharing) else points
            assert shared is not None
            yield from self._targets(shared, quantity.measure)

    def _targets(self, expression: ex.Expression, measure: str | None) -> Iterator[str]:
        """The quantities that an expression reads where it is arithmetic."""
        if isinstance(expression, ex.Name):
            target = target_of(self.ruleset, expression.text, measure)
            assert target is not None
            yield target
        elif isinstance(expression, ex.Arithmetic):
            yield from self._targets(expression.left, measure)
            yield from self._targets(expression.right, measure)
        elif isinstance(expression, ex.Negative) or (isinstance(expression, ex.Aggregate) and expression.operand):
            yield from self._targets(expression.operand, measure)  # type: ignore[arg-type]

    # quantities

    def _take_in(self, quantity: Quantity) -> None:
        self._met = []
        form = self._of_quantity(quantity)
        if len(form) > MOST_KEPT or self.algebra.depth_of(form) > DEEPEST_KEPT or _is_long(form):
            form = self._factor(quantity.name, None)
            self._met = []
        self.known[quantity.name] = form
        self.divisions[quantity.name] = tuple(self._met)

    def _of_quantity(self, quantity: Quantity) -> Form:
        if quantity.role in ("formula", "payout") and quantity.expression is not None:
            form = self.of(quantity.expression)
            return self._rounded(quantity, form) if quantity.rounding else form
        if quantity.role == "points" and quantity.measure:
            return self._points(quantity, self.ruleset.measures[quantity.measure])
        factor = self._factor(quantity.name, None)
        total = promised_of_input(quantity)
        if total is not None and quantity.typing is not None:
            kept = self.ruleset.space.closure(name.text for name in quantity.typing.total_per)
            self.algebra.totals[_only(factor)] = Total(self.sets_of(quantity.name) - set(kept), constant(total))
        return factor

    def _factor(self, name: str, measure: str | None) -> Form:
        """A quantity as a factor, with its values where the rules give them all."""
        quantity = self.ruleset.quantities[name]
        sets = self.sets_of(name)
        values = self._values(quantity)
        if measure is not None:
            domain = self.ruleset.space.domain(sets)
            at = domain.sets.index(MEASURE)
            values = values and tuple(v for v, key in zip(values, domain.keys, strict=True) if key[at] == measure)
            sets = sets - {MEASURE}
        return self.algebra.form_of(Factor(("quantity", name, measure), sets, values=values))

    def sets_of(self, name: str) -> Sets:
        """The sets that a quantity varies over, those above them too."""
        return frozenset(self.ruleset.space.closure(self.ruleset.quantities[name].sets))

    def sum_of(self, quantity: Quantity, form: Form, over: Sets | None = None) -> Form:
        """The sum of a form over all sets of a quantity, or over some of them, in its simplest shape."""
        over = self.sets_of(quantity.name) if over is None else over
        return self.algebra.reduced(self.algebra.sum_over(over, form))

    def _values(self, quantity: Quantity) -> tuple[Fraction, ...] | None:
        if quantity.role == "point_share":
            return point_shares(self.ruleset, quantity) or None
        if quantity.role not in ("fixed", "table", "property"):
            return None
        given = [quantity.given.get(key) for key in self.ruleset.space.domain(quantity.sets).keys]
        cells = [one.value for one in given if one and is_number(one.value) and not isinstance(one.value, ex.Between)]
        return tuple(map(exact, cells)) if cells and len(cells) == len(given) else None

    def _rounded(self, quantity: Quantity, form: Form) -> Form:
        self.unrounded[quantity.name] = form
        factor = self._factor(quantity.name, None)
        over = self.kept_over(quantity)
        if quantity.rounding and quantity.rounding.mode == "largest_remainder" and over and MEASURE not in over:
            self.algebra.totals[_only(factor)] = Total(over, self.algebra.sum_over(over, form))
        return factor

    def kept_over(self, quantity: Quantity) -> Sets:
        """The sets that a largest remainder keeps the sum over, for each member of the others."""
        per = quantity.rounding.per if quantity.rounding else ()
        return self.sets_of(quantity.name) - set(self.ruleset.space.closure(name.text for name in per))

    # measures

    def _points(self, quantity: Quantity, measure: Measure) -> Form:
        if not isinstance(measure.points, ex.Sharing):
            plain = measure.points is not None and not measure.gates and self.applies_everywhere(measure)
            return self.of(measure.points, Place(measure.name)) if plain else self._factor(quantity.name, None)  # type: ignore[arg-type]
        factor = self._factor(quantity.name, None)
        total = self.to_share(measure)
        if total is not None and not self.lapses(measure):
            self.algebra.totals[_only(factor)] = Total(self.shared_over(measure), total)
        return factor

    def to_share(self, measure: Measure) -> Form | None:
        """The points that a measure has to share, nothing where it does not apply; `None` where that is not known."""
        if not isinstance(measure.points, ex.Sharing):
            return {}
        form = self.of(measure.points.points, Place(measure.name))
        if self.applies_everywhere(measure) or self._has_point_share(form, measure):
            return form
        applying = applies_to(self.ruleset, measure)
        if applying is None or INDICATOR not in self.ruleset.space.axes:
            return None
        domain = self.ruleset.space.domain((INDICATOR,))
        at = domain.sets.index(INDICATOR)
        values = tuple(Fraction(key[at] in applying) for key in domain.keys)
        applies = self.algebra.form_of(Factor(("applies", measure.name), frozenset(domain.sets), values=values))
        return self.algebra.times(applies, form)

    def applies_everywhere(self, measure: Measure) -> bool:
        """True if the measure certainly applies to every indicator."""
        return measure.applies is None

    def _has_point_share(self, form: Form, measure: Measure) -> bool:
        share = ("quantity", POINT_SHARE_NAME, measure.name)
        return bool(form) and all(any(self.algebra.factors[at].what == share for at, _ in term) for term in form)

    def shared_over(self, measure: Measure) -> Sets:
        """The set that a measure's points are shared between, and all above it."""
        assert isinstance(measure.points, ex.Sharing)
        return self.ruleset.space.removed((measure.points.among.text,))

    def lapses(self, measure: Measure) -> tuple[Span, ...]:
        """The places that let points of a measure lapse; none if it always hands out all it has."""
        places = [gate.span for gate in measure.gates]
        if not isinstance(measure.points, ex.Sharing):
            return tuple(places)
        own = isinstance(measure.points.parts, ex.Name) and measure.points.parts.text == PARTS_NAME
        data = for_all_data(self.checked)
        found = data.parts_of(measure.name) if own else data.interval_read(measure.points.span, ShareOut, 1)
        always_parts = isinstance(found, Interval) and found.low is not None and found.low > 0
        somebody = bool(self.ruleset.space.axes[measure.points.among.text].paths)
        if not somebody or (measure.points.nobody != "equally" and not always_parts):
            places.append(measure.points.span)
        return tuple(places)

    def _at_measure(self, factor: Factor, measure: str) -> Form:
        """What a factor that varies over measures is at one of them."""
        what: Any = factor.what
        if what[0] == "expression":
            expression, place, _ = what[1:]
            return self.algebra.form_of(Factor(("expression", expression, place, measure), factor.sets - {MEASURE}))
        quantity = self.ruleset.quantities[what[1]]
        own = self.ruleset.measures[measure]
        if quantity.role == "gathered":
            name = f"{measure}.{quantity.name}"
            return self.known[name] if name in self.known else self._factor(name, None)
        total = self.to_share(own) if quantity.role == "lapsed" else None
        if total is not None:
            if not isinstance(own.points, ex.Sharing):
                return {}
            handed = self.algebra.sum_over(self.shared_over(own), self.known[f"{measure}.{POINTS_NAME}"])
            return plus(total, handed, -1)
        return self._factor(quantity.name, measure)

    # expressions

    def of(self, expression: ex.Expression, place: Place = PLAIN) -> Form:
        """The form of an expression where it stands."""
        met = len(self._met)
        try:
            reader = self._readers.get(type(expression))
            found = reader(expression, place) if reader else None
        except TooLarge:
            found = None
        if found is None:
            del self._met[met:]
            return self._whole(expression, place)
        return found

    def _whole(self, expression: ex.Expression, place: Place) -> Form:
        """An expression as one factor."""
        found = self.checked.inference.expressions.get(id(expression))
        sets = frozenset(found[1].sets if found else self.ruleset.space.axes)
        limits = self._range(expression, place)
        place = evolve(place, is_before_rounding=place.is_before_rounding and self._names_rounded(expression, place))
        known = self.ranges.get((expression, place))
        self.ranges[expression, place] = hull([known, limits]) if known else limits
        values = known_cells(self.ruleset, expression, sets) if place.measure is None else None
        return self.algebra.form_of(Factor(("expression", expression, place, None), sets, values=values))

    def _range(self, expression: ex.Expression, place: Place) -> Interval:
        """The numbers that an expression can be."""
        data = for_all_data(self.checked)
        if not isinstance(expression, ex.Name):
            return data.interval_written(expression.span)
        target = target_of(self.ruleset, expression.text, place.measure)
        return data.interval_of(target) if target else EVERYTHING

    def _names_rounded(self, expression: ex.Expression, place: Place) -> bool:
        """True if the expression itself names something that is rounded, unfolded or not."""
        targets = (target_of(self.ruleset, name.text, place.measure) for name in names_read(expression))
        return any(target and self.ruleset.quantities[target].rounding for target in targets)

    def _name(self, name: ex.Name, place: Place) -> Form | None:
        target = target_of(self.ruleset, name.text, place.measure)
        assert target is not None
        if MEASURE in self.sets_of(target) and not self.measures_stand_alone:
            return None
        form = self.known[target]
        if place.is_before_rounding:
            form = self.unrounded.get(target, form)
        return self.algebra.at_measure(form, place.measure) if place.measure is not None else form

    def _number(self, number: ex.Number, place: Place) -> Form:
        return constant(number.value)

    def _negative(self, one: ex.Negative, place: Place) -> Form:
        return plus({}, self.of(one.operand, place), -1)

    def _arithmetic(self, one: ex.Arithmetic, place: Place) -> Form | None:
        left, right = self.of(one.left, place), self.of(one.right, place)
        if one.operator == "*":
            return self.algebra.times(left, right)
        if one.operator != "/":
            return plus(left, right, 1 if one.operator == "+" else -1)
        if not right:
            return None
        if number_in(right) is None:
            self._met.append(Division(one.right, right))
        return self.algebra.times(left, self.algebra.inverse(right))

    def _aggregate(self, one: ex.Aggregate, place: Place) -> Form | None:
        over = removed_by(self.ruleset.space, one)
        if MEASURE in over and (place.measure is not None or not self.measures_stand_alone):
            return None
        if one.kind == "mean" and one.where is None and one.operand is not None:
            count = self.algebra.sum_over(over, constant(ONE))
            summed = self.algebra.sum_over(over, self.of(one.operand, place))
            return self.algebra.times(summed, self.algebra.inverse(count)) if count else None
        if one.kind not in ("sum", "count") or (one.kind == "count") is (one.operand is not None):
            return None
        form = self.of(one.operand, place) if one.operand is not None else constant(ONE)
        if one.where is not None:
            form = self.algebra.times(form, self._whole(one.where, place))
        return self.algebra.sum_over(over, form)


def _is_long(form: Form) -> bool:
    """True if a number has more digits than any rulebook's."""
    return any(max(abs(one.numerator), one.denominator).bit_length() > MOST_BITS for one in form.values())


def _only(form: Form) -> int:
    """The number of the factor that the form is."""
    ((at, _),) = next(iter(form))
    return at
