"""All regions side by side, with sums that add up: what rounding leaves is shown in a column of its own.

Takes exact figures per row, gives a table. The column «Avrunding» is what is shown under the sum less what is shown
for each; it is left out where it is nothing everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.explanation.payout_lines import PayoutLine
from rbflang.quantities import NUMBER, Unit
from rbflang.reports.document import Column, Table
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, amount_cell, money_of, plain_cell, share_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

TURNED = 6


@frozen(eq=False, repr=False)
class FigureRow:
    """A row: its label, a figure per region in a unit, so many decimals; `sign` shows a plus, `lapsed` is nobody's.

    A figure that cannot be computed is `None`; then the sum is none either. The sum is that of the figures, unless
    `total` says what the column of sums leaves for the row. What cannot be added up (`is_added` is false) has no
    sum, and the digits of each alone; a share is then shown in per cent.
    """

    label: str
    values: Sequence[Fraction | None]
    decimals: int = 0
    sign: bool = False
    lapsed: Fraction = Fraction(0)
    total: Fraction | None = None
    is_added: bool = True
    unit: Unit = NUMBER

    @cached_property
    def sum(self) -> Fraction | None:
        """What is shown under the sum."""
        if not self.is_added:
            return None
        return at_decimals(sum_of((*self.values, self.lapsed)) if self.total is None else self.total, self.decimals)

    @cached_property
    def shown(self) -> list[Fraction | None]:
        """What is shown for each region, and for nobody."""
        return [at_decimals(value, self.decimals) for value in (*self.values, self.lapsed)]


def left_below(rows: Sequence[FigureRow], under: FigureRow, say: Voice) -> list[FigureRow]:
    """The row that makes every column add up to the row under it as shown, the sums too; none where all do."""
    each = [rounding(total, parts) for total, *parts in zip(under.shown, *(row.shown for row in rows), strict=True)]
    total = rounding(under.sum, [row.sum for row in rows])
    words = say("Avrunding", "Rounding")
    rest = FigureRow(words, each[:-1], under.decimals, True, each[-1], total, unit=under.unit)
    return [rest] if any((*each, total)) else []


def line_rows(lines: Sequence[PayoutLine], say: Voice) -> list[FigureRow]:
    """The lines of what is paid, to stand beneath it."""
    return [line_row(line, [one.number if one else None for one in line.items], say) for line in lines]


def line_row(line: PayoutLine, amounts: Sequence[Fraction | None], say: Voice, sign: bool = False) -> FigureRow:
    """A line of what is paid, with an amount for each who is paid; nothing for those whom the line is not for."""
    total = sum((one for one in amounts if one is not None), Fraction(0))
    return FigureRow(line_title(line, say), amounts, say.decimals, sign, total=total, unit=money_of(say))


def line_title(line: PayoutLine, say: Voice) -> str:
    """`herav Staten`, `of which Grant`."""
    return say(f"herav {line.titled.nb}", f"of which {line.titled.en}")


def side_by_side(members: Sequence[Member], rows: Sequence[FigureRow], say: Voice, totals: int = 0) -> Table:
    """The rows under the members' short titles, each with its sum; the last `totals` rows are sums themselves."""
    rests = [_rest(row) for row in rows]
    with_rest, with_lapsed, alone = any(rests), any(row.lapsed for row in rows), len(members) == 1
    names = [Column(called(one, say)) for one in members]
    rest_column = [Column(say("Avrunding", "Rounding"))] if with_rest else []
    lapsed_column = [Column(say("Bortfalt", "Lapsed"))] if with_lapsed else []
    between = (*lapsed_column, *rest_column)
    beside = [] if alone and not between else [Column("Sum")]
    columns = (Column("", "left"), *names, *between, *beside)
    cells = (_cells(row, rest, with_rest, with_lapsed) for row, rest in zip(rows, rests, strict=True))
    shown = tuple(one[: len(columns)] for one in cells)
    return Table(columns, shown, totals, may_turn=len(rows) < TURNED, totals_beside=len(beside))


def under_labels(members: Sequence[Member], rows: Sequence[FigureRow], say: Voice, totals: int = 0) -> Table:
    """The same with labels too long to stand above columns: rows and columns keep their places."""
    return evolve(side_by_side(members, rows, say, totals), may_turn=False)


def _rest(row: FigureRow) -> Fraction:
    return rounding(row.sum, row.shown) if row.is_added else Fraction(0)


def _cells(row: FigureRow, rest: Fraction, with_rest: bool, with_lapsed: bool) -> tuple[Cell, ...]:
    if not row.is_added:
        shown = [_alone(value, row) for value in row.values]
        return (Phrase(row.label), *shown, *[BLANK] * (with_lapsed + with_rest + 1))
    shown = [_amount(value, row) for value in row.values]
    between = [_amount(row.lapsed, row)] if with_lapsed else []
    between += [amount_cell(rest, row.decimals, row.unit, True)] if with_rest else []
    return (Phrase(row.label), *shown, *between, _amount(row.sum, row))


def _amount(value: Fraction | None, row: FigureRow) -> Cell:
    return amount_cell(value, row.decimals, row.unit, row.sign)


def _alone(value: Fraction | None, row: FigureRow) -> Cell:
    """A figure with the digits that it has itself."""
    if value is None or row.unit.is_share:
        return share_cell(value)
    return plain_cell(value, row.unit, row.decimals)
