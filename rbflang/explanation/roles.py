"""Which quantity plays which part in a ruleset, read off its formulas: the way from points to kroner, the columns per
indicator.

Takes a checked ruleset; names nothing by itself. Whatever the author calls them, the payout, its chain of factors and
the formulas per indicator and region are found by what they read.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.quantities import POINTS, Unit
from rbflang.ruleset.model import INDICATOR, MEASURE, POINTS_NAME, CheckedRuleset, Quantity
from rbflang.ruleset.payouts import is_sum_of_payouts
from rbflang.ruleset.usage import read_by
from rbflang.syntax.expressions import Aggregate, Arithmetic, Expression, Name


@frozen(eq=False, repr=False)
class ChainStep:
    """What the amount on the line above is multiplied with, or divided by."""

    quantity: Quantity
    divides: bool

    def of(self, value: Fraction) -> Fraction:
        """What the line above is multiplied with, if the quantity has this value."""
        return 1 / value if self.divides else value


@frozen(eq=False, repr=False)
class Link:
    """One line of the way from points to kroner: a quantity, and by which factors it comes from the one above it."""

    quantity: Quantity
    factors: tuple[ChainStep, ...]


@frozen(eq=False, repr=False)
class Roles:
    """The parts that quantities play; `written` are the payouts of the text, which may be lines of the payout.

    `handed_out` are the points of the measures for each indicator and each who is paid, whether or not a formula adds
    them up.
    """

    payout: Quantity
    written: tuple[Quantity, ...]
    among: str
    total: Quantity
    chain: tuple[Link, ...]
    appropriation: Quantity | None
    columns: tuple[Quantity, ...]
    handed_out: Quantity | None
    facts: tuple[Quantity, ...]
    weight: Quantity | None
    has_points: bool

    @property
    def is_chain(self) -> bool:
        """True if all points, or what the payout begins with, become kroner by factors alone."""
        return self.chain[0].quantity is self.total

    @property
    def follows_points(self) -> bool:
        """True if an indicator's points can be followed to kroner: the chain begins with a sum of the points."""
        return self.is_chain and self.is_points(self.total)

    @property
    def factors(self) -> tuple[ChainStep, ...]:
        """The factors of the chain in order."""
        return tuple(factor for link in self.chain for factor in link.factors)

    @property
    def points(self) -> Quantity | None:
        """The points per indicator and region."""
        return next((one for one in self.columns if self.is_points(one)), None)

    def is_points(self, quantity: Quantity) -> bool:
        """True for a sum of what the measures hand out."""
        return quantity.expression is not None and _is_sum_of(quantity.expression, POINTS_NAME)


def roles_of(checked: CheckedRuleset) -> Roles:
    """The parts that the quantities of a ruleset play."""
    ruleset = checked.ruleset
    payout = ruleset.payout
    assert payout is not None
    first = next(iter(ruleset.measures.values()), None)
    among = first.shared_among if first else payout.sets[0]
    chain = tuple(reversed(list(_chain(checked, payout))))
    total = _total(checked, payout, chain)
    return Roles(
        payout,
        ruleset.payouts,
        among,
        total,
        chain,
        _appropriation(checked),
        tuple(_shown(checked, {INDICATOR, among}, chain)),
        _handed_out(checked, among),
        tuple(_shown(checked, {among}, chain)),
        _weight(checked),
        is_points(checked, total),
    )


def _chain(checked: CheckedRuleset, quantity: Quantity) -> Iterator[Link]:
    """From the payout back: each formula is the next one times factors, as far as it is nothing else."""
    quantities = checked.ruleset.quantities
    while True:
        names = (_factors(quantity.expression) if quantity.expression is not None else None) or ()
        found = [ChainStep(quantities[name], divides) for name, divides in names if name in quantities]
        varying = [one for one in found if one.quantity.is_computed and one.quantity.sets == quantity.sets]
        if len(varying) > 1:  # a key may be a formula too: what rests on points is followed
            varying = [one for one in varying if POINTS_NAME in read_by(checked.ruleset, one.quantity.name)]
        others = [one for one in found if one not in varying]
        if len(varying) != 1 or varying[0].divides or not others or len(found) != len(names):
            yield Link(quantity, ())
            return
        yield Link(quantity, tuple(others))
        quantity = varying[0].quantity


def _factors(expression: Expression) -> list[tuple[str, bool]] | None:
    """The names that are multiplied, and whether each is divided by instead; `None` where there is anything else."""
    if isinstance(expression, Name):
        return [(expression.text, False)]
    if isinstance(expression, Arithmetic) and expression.operator in "*/":
        left, right = _factors(expression.left), _factors(expression.right)
        is_quotient = expression.operator == "/"
        if left is not None and right is not None:
            return left + [(name, divides is not is_quotient) for name, divides in right]
    return None


def _total(checked: CheckedRuleset, payout: Quantity, chain: tuple[Link, ...]) -> Quantity:
    """All points of those who are paid: the sum of points that varies as the payout does, or where the chain begins."""
    for one in checked.ruleset.quantities.values():
        if one.expression is not None and one.sets == payout.sets and _is_sum_of(one.expression, POINTS_NAME):
            return one
    return chain[0].quantity


def _is_sum_of(expression: Expression, name: str) -> bool:
    operand = expression.operand if isinstance(expression, Aggregate) and expression.kind == "sum" else None
    return isinstance(operand, Name) and operand.text == name


def _appropriation(checked: CheckedRuleset) -> Quantity | None:
    """The fixed amount that an assertion says the payouts add up to, or else the only fixed amount in kroner."""
    quantities = checked.ruleset.quantities
    for assertion in checked.ruleset.assertions:
        for one, other in ((assertion.left, assertion.right), (assertion.right, assertion.left)):
            if is_sum_of_payouts(checked.ruleset, one) and isinstance(other, Name) and other.text in quantities:
                return quantities[other.text]
    fixed = [one for one in quantities.values() if one.role == "fixed" and unit_of(checked, one).is_money]
    return fixed[0] if len(fixed) == 1 else None


def _shown(checked: CheckedRuleset, sets: set[str], chain: tuple[Link, ...]) -> Iterator[Quantity]:
    """The formulas over exactly these sets that are part of no chain and check no document."""
    used = {link.quantity.name for link in chain}
    for one in checked.ruleset.quantities.values():
        if one.role == "formula" and set(one.sets) == sets and not one.only_checks and one.name not in used:
            yield one


def _handed_out(checked: CheckedRuleset, among: str) -> Quantity | None:
    points = checked.ruleset.quantities.get(POINTS_NAME)
    return points if points and set(points.sets) == {INDICATOR, MEASURE, among} else None


def _weight(checked: CheckedRuleset) -> Quantity | None:
    """The property per indicator that adds up to the whole: what part of the points each has."""
    for one in checked.ruleset.quantities.values():
        if one.role == "property" and one.sets == (INDICATOR,) and one.typing and one.typing.total is not None:
            return one
    return None


def unit_of(checked: CheckedRuleset, quantity: Quantity) -> Unit:
    """The unit of a quantity's numbers."""
    signature = checked.inference.signatures.get(quantity.name)
    return signature.kind.unit if signature else Unit()


def is_points(checked: CheckedRuleset, quantity: Quantity) -> bool:
    """True if the quantity is a number of points."""
    return unit_of(checked, quantity) == POINTS


def mean_of(checked: CheckedRuleset, observed: str) -> Quantity | None:
    """The formula that is the plain mean of an observed quantity over sub-areas."""
    for one in checked.ruleset.quantities.values():
        expression = one.expression
        operand = expression.operand if isinstance(expression, Aggregate) and expression.kind == "mean" else None
        if isinstance(operand, Name) and operand.text == observed and MEASURE not in one.sets:
            return one
    return None
