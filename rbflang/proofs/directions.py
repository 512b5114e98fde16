"""Which way every quantity moves when one region improves one figure of one indicator.

Takes a checked ruleset, the input that improves, the indicator with what it lies under, and the way that is better;
follows the signs from the input through formulas, staircases, ranks, requirements and sharing. What it cannot follow is
`UNKNOWN`, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rbflang.graph.nodes import Choose, Compare, Node, Product, Quotient, Reduce, ShareOut
from rbflang.intervals import Interval
from rbflang.proofs import changes
from rbflang.proofs.all_data import for_all_data
from rbflang.proofs.changes import ANY_CHANGE, DOWN, NO_CHANGE, STILL, UNKNOWN, UP, Change, join, scaled, turned
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.known_values import At, known_value
from rbflang.ruleset.model import INDICATOR, POINTS_NAME, REGION, CheckedRuleset, Measure, Quantity
from rbflang.ruleset.order import target_of
from rbflang.ruleset.values import exact
from rbflang.syntax import expressions as ex

# no and yes
ANSWERS = Interval(Fraction(0), Fraction(1))
Reader = Callable[[Any, "str | None"], Change]
READING: Mapping[type, type[Node] | tuple[type[Node], ...]] = {
    ex.Arithmetic: (Product, Quotient), ex.Comparison: Compare, ex.Choice: Choose, ex.Aggregate: Reduce,
    ex.Sharing: ShareOut,
}  # fmt: skip


class Directions:
    """The changes of all quantities that were taken in so far."""

    def __init__(self, checked: CheckedRuleset, improved: str, at_indicator: At, better: int) -> None:
        self.checked, self.ruleset, self.at_indicator = checked, checked.ruleset, at_indicator
        self.known: dict[str, Change] = {improved: Change(own=better)}
        self._readers: dict[type, Reader] = {
            ex.Name: self._name, ex.Negative: self._negative, ex.Arithmetic: self._arithmetic, ex.Not: self._negative,
            ex.Comparison: self._comparison, ex.Logic: self._logic, ex.Choice: self._choice, ex.Call: self._call,
            ex.Exists: self._exists, ex.Aggregate: self._aggregate, ex.Extreme: self._extreme, ex.Rank: self._rank,
        }  # fmt: skip

    def take_in(self, names: tuple[str, ...]) -> None:
        """Follow the quantities, each after those it reads."""
        for name in names:
            if name not in self.known:
                self.known[name] = self._quantity(self.ruleset.quantities[name])

    # quantities

    def _quantity(self, quantity: Quantity) -> Change:
        if quantity.role in ("formula", "payout") and quantity.expression is not None:
            found = self.of(quantity.expression, None)
            uneven = quantity.rounding is not None and quantity.rounding.mode == "largest_remainder"
            # Of a payout, what it is before rounding is followed: largest remainders may move a krone anyway.
            return ANY_CHANGE if uneven and quantity.role != "payout" and not found.is_still else found
        if quantity.role == "gathered":
            return join(self.known[f"{measure}.{quantity.name}"] for measure in self.ruleset.measures)
        if quantity.role == "lapsed":
            moves = [self.known[f"{measure}.{POINTS_NAME}"] for measure in self.ruleset.measures]
            return NO_CHANGE if all(one.is_still for one in moves) else ANY_CHANGE
        if quantity.role == "taking_part" and quantity.measure:
            return self._taking_part(self.ruleset.measures[quantity.measure])
        if quantity.role == "parts" and quantity.measure:
            return self._parts(self.ruleset.measures[quantity.measure])
        if quantity.role == "points" and quantity.measure:
            return self._points(self.ruleset.measures[quantity.measure])
        return NO_CHANGE

    def _taking_part(self, measure: Measure) -> Change:
        return join(self.of(condition, measure.name) for condition in measure.keeping_out)

    def _parts(self, measure: Measure) -> Change:
        if measure.parts is None:
            return NO_CHANGE
        return join((self.of(measure.parts, measure.name), self._taking_part(measure)))

    def _points(self, measure: Measure) -> Change:
        assert measure.points is not None
        is_shared = isinstance(measure.points, ex.Sharing)
        found = self._shared(measure, measure.points) if is_shared else self.of(measure.points, measure.name)  # type: ignore[arg-type]
        lapsing = join(self.of(gate.condition, measure.name) for gate in measure.gates if gate.consequence == "lapse")
        if lapsing.is_still:
            return found
        if isinstance(measure.points, ex.Sharing):
            sign = self._sign(measure.points, 0)
        else:
            sign = changes.sign_of(for_all_data(self.checked).interval_of(f"{measure.name}.{POINTS_NAME}"))
        return join((found, lapsing)) if sign == UP else ANY_CHANGE

    def _shared(self, measure: Measure, sharing: ex.Sharing) -> Change:
        points = self.of(sharing.points, measure.name)
        parts = join((self.of(sharing.parts, measure.name), self._taking_part(measure)))
        if points.is_still and parts.is_still:
            return NO_CHANGE
        between_regions = sharing.among.text == REGION and self._sign(sharing, 0) == UP
        if not points.is_still or not between_regions:
            return ANY_CHANGE
        here = changes.in_proportion(parts.own, parts.others)
        return Change(*here, *changes.in_proportion(parts.own_away, parts.others_away))

    # expressions

    def of(self, expression: ex.Expression, measure: str | None) -> Change:
        """The change of an expression, inside a measure or outside; of a condition, `UP` is from false to true."""
        reader = self._readers.get(type(expression))
        return reader(expression, measure) if reader else NO_CHANGE

    def _read(self, one: ex.Expression | ex.Sharing, operand: int) -> Interval:
        """The numbers that the step which an expression is reads of one of its operands."""
        return for_all_data(self.checked).interval_read(one.span, READING[type(one)], operand)

    def _sign(self, one: ex.Expression | ex.Sharing, operand: int) -> int:
        return changes.sign_of(self._read(one, operand))

    def _name(self, name: ex.Name, measure: str | None) -> Change:
        target = target_of(self.ruleset, name.text, measure)
        return self.known.get(target, ANY_CHANGE) if target else NO_CHANGE

    def _negative(self, one: ex.Negative | ex.Not, measure: str | None) -> Change:
        return self.of(one.operand, measure).each(turned)

    def _arithmetic(self, one: ex.Arithmetic, measure: str | None) -> Change:
        left, right = self.of(one.left, measure), self.of(one.right, measure)
        if one.operator == "+":
            return join((left, right))
        if one.operator == "-":
            return join((left, right.each(turned)))
        over, under = self._sign(one, 0), self._sign(one, 1)
        if one.operator == "/":
            right = right.each(turned)
            # A divisor that can have both signs may jump from one to the other.
            over = over if under != UNKNOWN else UNKNOWN
            right = right.each(lambda move: scaled(move, over))
            left = left.each(lambda move: scaled(move, under))
            return join((left, right))
        return join((left.each(lambda move: scaled(move, under)), right.each(lambda move: scaled(move, over))))

    def _comparison(self, one: ex.Comparison, measure: str | None) -> Change:
        apart = join((self.of(one.left, measure), self.of(one.right, measure).each(turned)))
        if one.operator in ("is", "is_not"):
            found = self._equality(one, measure)
            return found if one.operator == "is" else found.each(turned)
        return apart if one.operator in ("at_least", "more_than") else apart.each(turned)

    def _equality(self, one: ex.Comparison, measure: str | None) -> Change:
        """Whether a side is equal to the least or the greatest value it can have moves one way only."""
        left, right = self.of(one.left, measure), self.of(one.right, measure)
        if left.is_still and right.is_still:
            return NO_CHANGE
        if not isinstance(one.right, ex.Number | ex.YesNo):
            return ANY_CHANGE
        whether = isinstance(one.right, ex.YesNo)
        limits, value = (ANSWERS if whether else self._read(one, 0)), Fraction(one.right.value)
        if value == limits.high:
            return left
        return left.each(turned) if value == limits.low else ANY_CHANGE

    def _logic(self, one: ex.Logic, measure: str | None) -> Change:
        return join((self.of(one.left, measure), self.of(one.right, measure)))

    def _choice(self, one: ex.Choice, measure: str | None) -> Change:
        asked = self.of(one.condition, measure)
        chosen, otherwise = self.of(one.chosen, measure), self.of(one.otherwise, measure)
        both = join((chosen, otherwise, asked.each(lambda move: scaled(move, self._step(one)))))
        answer = known_value(self.ruleset, one.condition, self.at_indicator)
        if answer is None:
            return both
        here = chosen if answer else otherwise
        return Change(here.own, here.others, both.own_away, both.others_away)

    def _step(self, one: ex.Choice) -> int:
        """`UP` if what is chosen is never less than the other, `DOWN` if it is never more."""
        chosen, otherwise = self._read(one, 1), self._read(one, 2)
        if chosen.low is not None and otherwise.high is not None and chosen.low >= otherwise.high:
            return UP
        if chosen.high is not None and otherwise.low is not None and chosen.high <= otherwise.low:
            return DOWN
        return UNKNOWN

    def _call(self, one: ex.Call, measure: str | None) -> Change:
        given = [exact(step.result) for step in self.ruleset.staircases[one.staircase.text].steps]
        rises, falls = given == sorted(given), given == sorted(given, reverse=True)
        sign = STILL if rises and falls else UP if rises else DOWN if falls else UNKNOWN
        return self.of(one.argument, measure).each(lambda move: scaled(move, sign))

    def _exists(self, one: ex.Exists, measure: str | None) -> Change:
        target = target_of(self.ruleset, one.operand.text, measure)
        given = target is not None and not self.ruleset.quantities[target].is_computed
        return NO_CHANGE if given or self.of(one.operand, measure).is_still else ANY_CHANGE

    def _extreme(self, one: ex.Extreme, measure: str | None) -> Change:
        return join(self.of(argument, measure) for argument in one.arguments)

    def _aggregate(self, one: ex.Aggregate, measure: str | None) -> Change:
        found = self.of(one.operand, measure) if one.operand is not None else NO_CHANGE
        let_in = self.of(one.where, measure) if one.where is not None else NO_CHANGE
        if not let_in.is_still:
            adding = one.kind == "count" or (one.kind == "sum" and one.operand and self._sign(one, 0) == UP)
            found = join((found, let_in)) if adding else ANY_CHANGE
        return self.summed(found, removed_by(self.ruleset.space, one))

    def summed(self, change: Change, over: frozenset[str]) -> Change:
        """The change of a sum, a mean, the least or the greatest over these sets."""
        found = change.over_regions() if REGION in over else change
        return found.over_indicators() if INDICATOR in over else found

    def _rank(self, one: ex.Rank, measure: str | None) -> Change:
        found = self.of(one.operand, measure)
        let_in = self.of(one.where, measure) if one.where is not None else NO_CHANGE
        if found.is_still and let_in.is_still:
            return NO_CHANGE
        space = self.ruleset.space
        over = removed_by(space, one)
        # where a region has several places in a ranking, they are places against each other too
        is_one_place = REGION in over and over <= {*space.closure((REGION,))}
        inside_region = any(REGION in space.axes[name].above for name in self._sets(one.operand))
        if not let_in.is_still or not is_one_place or inside_region:
            return ANY_CHANGE
        here = changes.ranked(found.own, found.others, one.highest_first)
        return Change(*here, *changes.ranked(found.own_away, found.others_away, one.highest_first))

    def _sets(self, expression: ex.Expression) -> tuple[str, ...]:
        found = self.checked.inference.expressions.get(id(expression))
        return found[1].sets if found else tuple(self.ruleset.space.axes)
