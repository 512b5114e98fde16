"""The tables of what each change moves: a row of amounts, what rounding leaves of it, and how far it is known.

Takes amounts as exact fractions, gives tables. Below a row that rests on an amount printed rounded stands how much more
or less it may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import field, frozen

from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.printed_amounts import PrintedAmounts, Within
from rbflang.comparison.shapley import Amounts
from rbflang.reports.compare.told_changes import spoken, titles_of
from rbflang.reports.document import Column, Table
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, paid_cell
from rbflang.ruleset.values import exact
from rbflang.wording import Voice

PLUS_MINUS = "±"
KNOWN = 1
"""So many units of the last place a row may be off by rounding alone, and is then known."""


@frozen(eq=False, repr=False)
class AmountRow:
    """A row of amounts as they are paid: its label, whether it shows a plus, and how far it is known."""

    label: str
    values: tuple[Fraction, ...]
    total: Fraction
    sign: bool
    within: Within = field(factory=Within)


def amount_row(
    label: str, amounts: Amounts, whom: Sequence[str], sign: bool, say: Voice, within: Within | None = None
) -> AmountRow:
    """The amounts of all who are paid, as they are paid."""
    values = tuple(say.as_paid(amounts[one]) for one in whom)
    total = say.as_paid(sum(amounts.values(), Fraction(0)))
    return AmountRow(label, values, total, sign, within or Within())


def but_zeros(rows: Iterable[AmountRow]) -> list[AmountRow]:
    """The rows that say something: one of zeros is left out."""
    return [row for row in rows if any(row.values) or row.total]


def amount_table(comparison: RulesetComparison, whom: Sequence[str], rows: Sequence[AmountRow], say: Voice) -> Table:
    """The rows under the regions; what rounding leaves of a row stands before its sum, how far it is known below it."""
    rests = [row.total - sum(row.values) for row in rows]
    with_rest, several = any(rests), len(whom) > 1
    columns = [Column("", "left"), *(Column(region_title(comparison, one, say)) for one in whom)]
    columns += [Column(say("Avrunding", "Rounding"))] if with_rest else []
    columns += [Column("Sum")] if several else []
    cells: list[tuple[Cell, ...]] = []
    for row, rest in zip(rows, rests, strict=True):
        shown = [paid_cell(value, say, row.sign) for value in row.values]
        shown += [paid_cell(rest, say, True)] if with_rest else []
        cells.append((Phrase(row.label), *shown, *([paid_cell(row.total, say, row.sign)] if several else [])))
        cells += _margin(row, whom, with_rest, say)
    return Table(tuple(columns), tuple(cells), 2 if is_open(rows[-1], say) else 1)


def is_open(row: AmountRow, say: Voice) -> bool:
    """True for a row that is not known to the last place."""
    return any(value * 10**say.decimals > KNOWN for value in (*row.within.each.values(), row.within.total))


def _margin(row: AmountRow, whom: Sequence[str], with_rest: bool, say: Voice) -> Iterator[tuple[Cell, ...]]:
    if is_open(row, say):
        shown: list[Cell] = [paid_cell(say.as_paid(row.within.each[one]), say) for one in whom]
        shown += [BLANK] if with_rest else []
        shown += [paid_cell(say.as_paid(row.within.total), say)] if len(whom) > 1 else []
        yield Phrase(PLUS_MINUS), *shown


def margins_told(comparison: RulesetComparison, printed: PrintedAmounts | None, say: Voice) -> Iterator[str]:
    """What ± is, which amounts printed rounded it comes from, and which other rounded numbers it does not count.

    Without ± (nothing `printed`), only that such numbers are not counted.
    """
    tables = list(_tables_printed_rounded(comparison, say))
    others, be = say.listing(tables), "are" if len(tables) > 1 else "is"
    if printed is None:
        if others:
            yield say(f"{others} er trykt avrundet. Hva det kan bety for beløpene, er ikke regnet med i tabellen.",
                      f"{others} {be} printed rounded. What that may mean for the amounts is not counted in the table.",
                      )  # fmt: skip
        return
    told = []
    for name, value, may_be in printed.amounts:
        model = _where(comparison, name, value)
        title = spoken(comparison.after.pieces["quantity", name].node, say)
        low, high = (say.number(end or Fraction(0), say.decimals) for end in (may_be.low, may_be.high))
        told.append(
            say(f"{title} i {model} er trykt avrundet og kan være alt fra {low} til {high} kr.",
                f"{title} of {model} is printed rounded and may be anything from {low} to {high} kr.")
        )  # fmt: skip
    if others:
        told.append(say(f"{others} er også trykt avrundet, og det kommer i tillegg.",
                        f"{others} {be} printed rounded too, and that comes on top."))  # fmt: skip
    lead = say(
        f"{PLUS_MINUS} er hva linjen over kan være mer eller mindre på grunn av beløp som er trykt avrundet.",
        f"{PLUS_MINUS} is how much more or less the line above may be because of amounts printed rounded.",
    )
    yield " ".join((lead, *told))


def _tables_printed_rounded(comparison: RulesetComparison, say: Voice) -> Iterator[str]:
    """`Fordelingsnøkkelen i RBF 2025`: tables of rounded numbers that the payout rests on."""
    for side, model in zip((comparison.before, comparison.after), titles_of(comparison), strict=True):
        for one in side.ruleset.quantities.values():
            name = side.names.quantity(one.name)
            is_rounded = one.role == "table" and one.typing is not None and one.typing.is_rounded
            if is_rounded and name in side.reached:
                title = spoken(side.pieces["quantity", name].node, say)
                yield say(f"{title} i {model}", f"{title} of {model}")


def _where(comparison: RulesetComparison, name: str, value: Fraction) -> str:
    """The title of the ruleset that has the amount; of the second where both have it."""
    titles = titles_of(comparison)
    piece = comparison.after.pieces.get(("cell", name))
    return titles[1] if piece and exact(piece.node) == value else titles[0]


def region_title(comparison: RulesetComparison, name: str, say: Voice) -> str:
    """The short title of one who is paid, in the language spoken."""
    payout = comparison.after.ruleset.payout
    assert payout is not None
    among = payout.sets[-1]
    members = [one for side in (comparison.after, comparison.before)
               if among in side.ruleset.sets for one in side.ruleset.sets[among].members]  # fmt: skip
    found = next((one for one in members if one.name == name), None)
    return ((say.language == "en" and found.titles.english) or found.short) if found else name
