"""The way from points to kroner: each link with its factors and result, in digits that a pocket calculator repeats.

Takes the cells of a valuation and the parts its quantities play; gives the lines for all points of one who is paid, or
for those of one indicator, and what the factors that all have in common come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.formula_lines import Limited, formula_lines, limited
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.ledger import MOST_EXTRA, Shown, product, result_of, shown
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payments import Leftover, before_rounding, leftovers_of, of_each
from rbflang.explanation.roles import ChainStep, Roles
from rbflang.explanation.workings import FACTOR_DECIMALS, POINT_DECIMALS, Working
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Aggregate, Arithmetic, Expression, Name

DECIDING_DECIMALS = 2


@frozen(eq=False, repr=False)
class ChainFactor:
    """What a line is multiplied with or divided by: the number, and as it is shown."""

    step: ChainStep
    item: Item
    shown: Shown


@frozen(eq=False, repr=False)
class ChainLine:
    """A line: what it is, the factors it came about by, the result as it is shown; `source` tells where it comes from.

    That is the factor which the rules give, else the formula.
    """

    item: Item
    factors: tuple[ChainFactor, ...]
    result: Shown
    source: Item


@frozen(eq=False, repr=False)
class FactorOrigin:
    """A factor that all have in common, which is one amount divided by another.

    Where the divisor is the sum of what each has, that is in `parts`, and the figures shown add up; where such a sum
    stands in the formula itself, there is no `under`.
    """

    factor: Quantity
    over: Item
    under: Item | None
    parts: tuple[tuple[Item, Shown], ...]
    total: Shown


@frozen(eq=False, repr=False)
class PayoutChain:
    """The way from all points of one who is paid to the payout, whose exact amount is that before it was rounded.

    It has no lines where points that do not become kroner cannot be computed.
    `worth_of_a_point` is in kroner, `None` where points do not become kroner by factors alone. `exact` holds the links
    and then the factors as they are. `workings` are the formulas behind the payout that no line, and nothing of
    `factors`, tells; `limited` are those in which a limit holds.
    """

    lines: tuple[ChainLine, ...]
    before_rounding: Fraction
    factors: tuple[FactorOrigin, ...]
    worth_of_a_point: Fraction | None
    leftovers: tuple[Leftover, ...]
    exact: tuple[Item, ...]
    workings: tuple[Working, ...]
    limited: tuple[Limited, ...]


def payout_chain(cells: Cells, roles: Roles, payee: str) -> PayoutChain:
    """The way from all points to what one is paid."""
    members = {roles.among: payee}
    paid = cells.number(roles.payout.name, members)
    exact = before_rounding(cells.computed.valuation, roles) if any(one.rounding for one in roles.written) else {}
    factors = [one.quantity for one in roles.factors if roles.is_chain and not one.quantity.sets]
    points = cells.value(roles.total.name, members)
    lines = () if points is None else tuple(chain_lines(cells, roles, members, points, _deciding(roles)))
    digits = {factor.step.quantity.name: factor.shown.decimals for line in lines for factor in line.factors}
    origins = tuple(
        origin for one in factors for origin in _origin(cells, roles, one, digits.get(one.name, FACTOR_DECIMALS))
    )
    workings = _workings(cells, roles, payee, origins)
    links = tuple(item_of(cells, one, members) for one in _links_and_factors(roles))
    return PayoutChain(
        lines=lines,
        before_rounding=exact.get(payee, paid),
        factors=origins,
        worth_of_a_point=worth_of_a_point(cells, roles, members),
        leftovers=leftovers_of(cells, roles, payee),
        exact=links if roles.follows_points else tuple(one.item for one in workings),
        workings=workings,
        limited=tuple(limited(cells, workings)),
    )


def _workings(cells: Cells, roles: Roles, payee: str, origins: Sequence[FactorOrigin]) -> tuple[Working, ...]:
    """All formulas behind the payout; beside a chain of factors those that neither its lines nor the origins tell."""
    if not roles.follows_points:
        return formula_lines(cells, roles, payee, (roles.payout,))
    told = {one.factor.name: one for one in origins}
    starts: list[Quantity] = []
    for factor in (one.quantity for one in roles.factors):
        origin = told.get(factor.name)
        if origin is None:
            starts.append(factor)
        else:
            starts += [origin.over.quantity, *([origin.under.quantity] if origin.under and not origin.parts else [])]
    return formula_lines(cells, roles, payee, starts)


def worth_of_a_point(cells: Cells, roles: Roles, members: Mapping[str, str]) -> Fraction | None:
    """What a point is in kroner to one who is paid; `None` where points do not become kroner by factors alone."""
    if not roles.is_chain or not roles.has_points:
        return None
    return product([one.of(cells.number(one.quantity.name, members)) for one in roles.factors])


def _links_and_factors(roles: Roles) -> Iterator[Quantity]:
    yield from (link.quantity for link in roles.chain)
    yield from (one.quantity for one in roles.factors)


def _deciding(roles: Roles) -> int:
    """How many decimals beyond those that are paid decide who gets what rounding leaves over."""
    rounding = roles.payout.rounding
    return DECIDING_DECIMALS if rounding and rounding.mode == "largest_remainder" else 0


def chain_lines(
    cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction, deciding: int = 0
) -> list[ChainLine]:
    """The lines from these points to kroner: each result is what the digits of the lines above give.

    Where points do not become kroner by factors alone, the points are the only line. The kroner have as many decimals
    beyond those that are paid as are `deciding`.
    Points and factors are shown with more digits than usual only where a result would not follow otherwise.
    """
    if not roles.is_chain:
        return [_first(cells, roles, members, shown(points, POINT_DECIMALS))]
    for extra in range(MOST_EXTRA):
        lines = _lines_with(cells, roles, members, points, extra, deciding)
        if lines:
            return lines
    raise AssertionError("no number of digits makes the lines follow from each other")


def lines_from_points(cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction) -> list[ChainLine]:
    """The lines from the points of an indicator to kroner; its points alone where they cannot be followed."""
    if roles.follows_points:
        return chain_lines(cells, roles, members, points)
    return [_first(cells, roles, members, shown(points, POINT_DECIMALS))]


def _first(cells: Cells, roles: Roles, members: Mapping[str, str], points: Shown) -> ChainLine:
    total = item_of(cells, roles.total, members)
    return ChainLine(total, (), points, total)


def _lines_with(
    cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction, extra: int, deciding: int
) -> list[ChainLine] | None:
    lines = [_first(cells, roles, members, shown(points, POINT_DECIMALS + extra))]
    paid = paid_decimals(cells.computed)
    for link in roles.chain[1:]:
        factors = tuple(_factor(cells, one, members, extra) for one in link.factors)
        before = lines[-1].result
        exactly = all(one.shown.value == one.shown.exact for one in factors)
        usual = POINT_DECIMALS if exactly else POINT_DECIMALS - 1
        kroner = (paid + deciding, paid + deciding) if deciding else (paid + 1, paid)
        most, least = kroner if link is roles.chain[-1] else (usual + extra, 2)
        operands = (before, *(one.shown for one in factors))
        work = partial(_worked, link.factors)
        result = result_of(operands, work([one.exact for one in operands]), work, most, least)
        if result is None:
            return None
        item = item_of(cells, link.quantity, members)
        given = next((one.item for one in factors if not one.step.quantity.is_computed), None)
        lines.append(ChainLine(item, factors, result, given or item))
    return lines


def _worked(factors: Sequence[ChainStep], values: Sequence[Fraction]) -> Fraction:
    """The first value times, or divided by, each of the others."""
    return product([values[0], *(factor.of(value) for factor, value in zip(factors, values[1:], strict=True))])


def _factor(cells: Cells, step: ChainStep, members: Mapping[str, str], extra: int) -> ChainFactor:
    item = item_of(cells, step.quantity, members)
    decimals = item.unit.currency.decimals if item.unit.counts_money else FACTOR_DECIMALS
    return ChainFactor(step, item, shown(item.number, decimals + extra))


# what stands behind the factors


def _origin(cells: Cells, roles: Roles, factor: Quantity, decimals: int) -> Iterator[FactorOrigin]:
    expression, quantities = factor.expression, cells.ruleset.quantities
    if not isinstance(expression, Arithmetic) or expression.operator != "/":
        return
    over, under = expression.left, expression.right
    if not isinstance(over, Name) or quantities[over.text].sets:
        return
    dividend = item_of(cells, quantities[over.text], {})
    divisor = item_of(cells, quantities[under.text], {}) if isinstance(under, Name) else None
    summed = _summed(cells, roles, divisor.quantity.expression if divisor else under)
    if summed is not None:
        parts = of_each(cells, roles, summed)
        quotient, each = shown(cells.number(factor.name), decimals), [one.number for one in parts]
        figures, total = _sum_and_quotient(dividend.number, each, sum(each, Fraction(0)), quotient)
        yield FactorOrigin(factor, dividend, divisor, tuple(zip(parts, figures, strict=True)), total)
    elif divisor is not None:
        yield FactorOrigin(factor, dividend, divisor, (), shown(divisor.number, FACTOR_DECIMALS))


def _summed(cells: Cells, roles: Roles, expression: Expression | None) -> Quantity | None:
    """What all who are paid have each, where this is the plain sum of it."""
    operand = expression.operand if isinstance(expression, Aggregate) and expression.kind == "sum" else None
    summed = cells.ruleset.quantities.get(operand.text) if isinstance(operand, Name) else None
    is_of_each = isinstance(expression, Aggregate) and expression.where is None
    return summed if summed and is_of_each and summed.sets == (roles.among,) else None


def _sum_and_quotient(
    dividend: Fraction, parts: Sequence[Fraction], divisor: Fraction, quotient: Shown
) -> tuple[list[Shown], Shown]:
    for decimals in range(5, 16):
        shown_parts = [shown(part, decimals) for part in parts]
        total = shown(divisor, decimals)
        adds_up = sum((one.value for one in shown_parts), Fraction(0)) == total.value
        if adds_up and Shown(dividend / total.value, quotient.decimals).value == quotient.value:
            return shown_parts, total
    return [shown(part, 15) for part in parts], shown(divisor, 15)
