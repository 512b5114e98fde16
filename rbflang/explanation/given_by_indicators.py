"""What each indicator gave everybody who is paid, where no measure hands out points: the amounts the payout is made of.

Takes the cells of a valuation and the parts that quantities play; gives amounts for reports to word. They are those of
the formulas per indicator and payee that the payout rests on last: one of points and one of money, or one of other
numbers where there is neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.item import item_of
from rbflang.explanation.ledger import at_decimals, sum_of
from rbflang.explanation.paid import paid_decimals, paid_unit
from rbflang.explanation.roles import Roles, unit_of
from rbflang.quantities import POINTS, Unit
from rbflang.ruleset.model import INDICATOR, Member, Quantity
from rbflang.ruleset.usage import read_by, tied_to_payout
from rbflang.syntax.expressions import Aggregate, Name
from rbflang.syntax.traversal import every
from rbflang.wording import decimals_needed

MOST_OF_POINTS = 2


@frozen(eq=False, repr=False)
class GivenByIndicators:
    """A row for each indicator, in a unit and with so many decimals, and what stands below each who is paid.

    There is no number to tell where a row has `None`. `sums` are what the rows add up to: of money what is paid where
    no more than rounding is between them; none of what the rules do not add up. `after` is what comes between the sum
    of money and what is paid: a cap, a floor, a base.
    """

    quantity: Quantity
    unit: Unit
    decimals: int
    rows: tuple[tuple[Member, tuple[Fraction | None, ...]], ...]
    sums: tuple[Fraction | None, ...]
    after: tuple[Fraction, ...]


def given_by_indicators(cells: Cells, roles: Roles) -> Iterator[GivenByIndicators]:
    """What each indicator gave everybody, points before money; nothing where that cannot be told."""
    return (_of_formula(cells, roles, one) for one in _columns(cells, roles))


def _columns(cells: Cells, roles: Roles) -> Iterator[Quantity]:
    """The formulas per indicator and payee that the payout rests on last, or is tied to: a number each."""
    checked = cells.computed.checked
    paid = read_by(cells.ruleset, roles.payout.name) | tied_to_payout(cells.ruleset)
    signatures = checked.inference.signatures
    found = [one for one in roles.columns if one.name in paid and signatures[one.name].kind.what == "number"]
    points = [one for one in found if unit_of(checked, one) == POINTS]
    money = [one for one in found if unit_of(checked, one).is_money]
    for those in (points, money) if points or money else (found,):
        last = [
            one
            for one in those
            if not any(one.name in read_by(cells.ruleset, other.name) for other in those if other is not one)
        ]
        yield from last[-1:]


def _of_formula(cells: Cells, roles: Roles, column: Quantity) -> GivenByIndicators:
    unit, payees = unit_of(cells.computed.checked, column), cells.members(roles.among)
    rows = tuple((one, _row(cells, roles, column, one.name)) for one in cells.members(INDICATOR))
    decimals = paid_decimals(cells.computed) if unit.is_money else _decimals(rows)
    if not is_added(cells, roles, column):
        return GivenByIndicators(column, unit, decimals, rows, (), ())
    sums = tuple(sum_of(amounts[at] for _, amounts in rows) for at in range(len(payees)))
    if not unit.is_money:
        return GivenByIndicators(column, unit, decimals, rows, sums, ())
    paid = [cells.number(roles.payout.name, {roles.among: one.name}) for one in payees]
    least = paid_unit(cells.computed)
    below = tuple(amount if total is not None and abs(amount - total) < least else at_decimals(total, decimals)
                  for amount, total in zip(paid, sums, strict=True))  # fmt: skip
    after = tuple(Fraction(0) if total is None else amount - total for amount, total in zip(paid, below, strict=True))
    return GivenByIndicators(column, unit, decimals, rows, below, after if any(after) else ())


def _row(cells: Cells, roles: Roles, column: Quantity, indicator: str) -> tuple[Fraction | None, ...]:
    members = ({INDICATOR: indicator, roles.among: one.name} for one in cells.members(roles.among))
    items = (item_of(cells, column, each) for each in members)
    return tuple(None if one.is_hidden else one.exact for one in items)


def _decimals(rows: Sequence[tuple[Member, Sequence[Fraction | None]]]) -> int:
    needed = (decimals_needed(one) for _, amounts in rows for one in amounts if one is not None)
    return max((MOST_OF_POINTS if one is None else min(one, MOST_OF_POINTS) for one in needed), default=0)


def is_added(cells: Cells, roles: Roles, column: Quantity) -> bool:
    """True if the rules add up a formula over the indicators, for each who is paid, in a formula or an assertion."""
    ruleset = cells.ruleset
    if column.name in tied_to_payout(ruleset):
        return True
    expressions = (one.expression for one in ruleset.quantities.values() if one.sets == (roles.among,))
    return any(_is_sum(one, column) for each in expressions if each is not None for one in every(each))


def _is_sum(expression: object, column: Quantity) -> bool:
    if not isinstance(expression, Aggregate) or expression.kind != "sum" or expression.where is not None:
        return False
    operand = expression.operand
    return (
        isinstance(operand, Name)
        and operand.text == column.name
        and [one.text for one in expression.over] == [INDICATOR]
    )
