"""The counts behind a result: a figure that is printed as two counts, or a formula that divides one count by another.

Takes the cells of a valuation, gives a numerator and a denominator; computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from rbflang.data.counts.what_is_counted import WhatIsCounted, what_is_counted
from rbflang.data.figures import Observation
from rbflang.data.printed import counts_printed
from rbflang.explanation.cells import Cells
from rbflang.explanation.roles import unit_of
from rbflang.quantities import COUNT
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Arithmetic, Expression, Name


@frozen(eq=False, repr=False)
class Counted:
    """Two whole counts, of which a result is the first over the second; `quantity` is the first's, where it has one.

    `what` says what they count, where the rules say so.
    """

    numerator: Fraction
    denominator: Fraction
    quantity: Quantity | None = None
    what: WhatIsCounted | None = None

    def needed(self, limit: Fraction, included: bool) -> Fraction:
        """The least numerator that takes the result to a limit, or above it, with the same denominator."""
        exact = limit * self.denominator
        return Fraction(ceil(exact) if included else floor(exact) + 1)


def counted(cells: Cells, observed: str, members: Mapping[str, str], row: Observation | None) -> Counted | None:
    """The counts behind a cell; `None` where they are not known, or where small ones are not shown."""
    printed = counts_printed(row.printed) if row is not None and row.quantity == observed else None
    if printed:
        assert row is not None
        return Counted(*printed, what=what_is_counted(cells.ruleset, observed, row.key))
    over, under = _divided(cells, cells.ruleset.quantities[observed].expression)
    if over is None or under is None:
        return None
    numerator, denominator = (cells.value(one.name, members) for one in (over, under))
    return Counted(numerator, denominator, over) if numerator is not None and denominator else None


def _divided(cells: Cells, expression: Expression | None) -> tuple[Quantity | None, Quantity | None]:
    """The two quantities that a formula divides one by the other, where both are counts."""
    if not isinstance(expression, Arithmetic) or expression.operator != "/":
        return None, None
    sides = (expression.left, expression.right)
    names = [one.text for one in sides if isinstance(one, Name) and one.text in cells.ruleset.quantities]
    found = [cells.ruleset.quantities[name] for name in names]
    are_counts = len(found) == 2 and all(unit_of(cells.computed.checked, one) == COUNT for one in found)
    are_counts &= not any(one.typing and one.typing.shown_from is not None for one in found)
    return (found[0], found[1]) if are_counts else (None, None)
