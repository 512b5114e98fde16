"""All regions side by side, with sums that add up: what rounding leaves is shown in a column of its own.

Takes exact figures per row, gives a table. The column «Avrunding» is what is shown under the sum less what is shown
for each; it is left out where it is nothing everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.ledger import rounding
from rbflang.reports.document import Column, Table
from rbflang.ruleset.model import Member
from rbflang.wording import Voice, round_half_away

TURNED = 6


@frozen(eq=False)
class Figures:
    """A row: its label, a figure per region, with so many decimals; `sign` shows a plus, `lapsed` is nobody's."""

    label: str
    values: Sequence[Fraction]
    decimals: int = 0
    sign: bool = False
    lapsed: Fraction = Fraction(0)


def side_by_side(members: Sequence[Member], rows: Sequence[Figures], say: Voice, totals: int = 0) -> Table:
    """The rows under the members' short titles, each with its sum; the last `totals` rows are sums themselves."""
    rests = [_rest(row) for row in rows]
    with_rest, with_lapsed, alone = any(rests), any(row.lapsed for row in rows), len(members) == 1
    names = [Column(one.short) for one in members]
    rest_column = [Column(say("Avrunding", "Rounding"))] if with_rest else []
    lapsed_column = [Column(say("Bortfalt", "Lapsed"))] if with_lapsed else []
    between = (*lapsed_column, *rest_column)
    columns = (Column("", "left"), *names, *between, *([] if alone and not between else [Column("Sum")]))
    cells = (_cells(row, rest, with_rest, with_lapsed, say) for row, rest in zip(rows, rests, strict=True))
    shown = tuple(one[: len(columns)] for one in cells)
    return Table(columns, shown, totals, may_turn=len(rows) < TURNED)


def _total(row: Figures) -> Fraction:
    return round_half_away(sum(row.values, row.lapsed), row.decimals)


def _rest(row: Figures) -> Fraction:
    return rounding(_total(row), [round_half_away(value, row.decimals) for value in (*row.values, row.lapsed)])


def _cells(row: Figures, rest: Fraction, with_rest: bool, with_lapsed: bool, say: Voice) -> tuple[str, ...]:
    shown = [say.number(value, row.decimals, row.sign) for value in row.values]
    between = [say.number(row.lapsed, row.decimals)] if with_lapsed else []
    between += [say.number(rest, row.decimals, True)] if with_rest else []
    return (row.label, *shown, *between, say.number(_total(row), row.decimals, row.sign))
