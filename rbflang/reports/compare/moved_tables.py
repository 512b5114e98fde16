"""The tables of what each change moves: a row of amounts, what rounding leaves of it, and how far it is known.

Takes amounts as exact fractions, gives tables. Below a row that rests on numbers printed rounded stands how much
more or less it may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import field, frozen

from rbflang.comparison.differences import RulesetComparison, Side
from rbflang.comparison.rounded_numbers import LeftOpen, RoundedNumbers, Within
from rbflang.explanation.shapley import Amounts
from rbflang.reports.compare.told_changes import spoken, titles_of
from rbflang.reports.document import Column, Table
from rbflang.reports.titles import printed_how
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, paid_cell
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.values import exact, is_number
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


def margins_told(comparison: RulesetComparison, found: LeftOpen, has_margins: bool, say: Voice) -> Iterator[str]:
    """What ± is, which rounded numbers it comes from, and which others it does not count."""
    others = list(dict.fromkeys(_of_model(comparison, one, say) for one in found.uncounted))
    which, be = say.listing(others), "are" if len(others) > 1 else "is"
    if has_margins:
        told = dict.fromkeys(_rounded(comparison, one, say) for one in found.counted)
        if others:
            told[say(f"{which} er også regnet som avrundet, og det kommer i tillegg.",
                     f"{which} {be} taken as rounded too, and that comes on top.")] = None  # fmt: skip
        lead = say(
            f"{PLUS_MINUS} er hva linjen over kan være mer eller mindre på grunn av tall i reglene som er avrundet. "
            "Trykte beløp kan utelukke noe av det. Det er ikke regnet med.",
            f"{PLUS_MINUS} is how much more or less the line above may be because of numbers of the rules that are "
            "rounded. Printed amounts may rule out some of it. That is not counted.",
        )
        yield " ".join((lead, *told))
    elif others:
        yield say(f"{which} er regnet som avrundet. Hva det kan bety for beløpene, er ikke regnet med i tabellen.",
                  f"{which} {be} taken as rounded. What that may mean for the amounts is not counted in the table.",
                  )  # fmt: skip


def _rounded(comparison: RulesetComparison, one: RoundedNumbers, say: Voice) -> str:
    """How numbers are printed: an amount by what it may be, others by their decimals."""
    lead, (side, quantity) = _of_model(comparison, one, say), _where(comparison, one)
    if side.checked.inference.signatures[quantity.name].kind.unit.is_money and len(one.printed) == 1:
        low, high = say.paid(one.may_be[0].low or Fraction(0)), say.kroner(one.may_be[0].high or Fraction(0))
        return say(f"{lead} er regnet som avrundet og kan være alt fra {low} til {high}.",
                   f"{lead} is taken as rounded and may be anything from {low} to {high}.")  # fmt: skip
    how = printed_how((given.value for given in quantity.given.values()), say)
    return say(f"{lead} er trykt {how}.", f"{lead} is printed {how}.")


def _of_model(comparison: RulesetComparison, one: RoundedNumbers, say: Voice) -> str:
    """`Fordelingsnøkkelen i RBF 2025`."""
    side, _ = _where(comparison, one)
    model = titles_of(comparison)[side is comparison.after]
    title = spoken(side.pieces["quantity", one.quantity].node, say)
    return say(f"{title} i {model}", f"{title} of {model}")


def _where(comparison: RulesetComparison, one: RoundedNumbers) -> tuple[Side, Quantity]:
    """The ruleset that has the numbers, the second where both have them, and what they are numbers of."""
    return next(
        (side, quantity)
        for side in (comparison.after, comparison.before)
        for quantity in side.ruleset.quantities.values()
        if side.names.quantity(quantity.name) == one.quantity
        if {exact(given.value) for given in quantity.given.values() if is_number(given.value)}.issuperset(one.printed)
    )


def region_title(comparison: RulesetComparison, name: str, say: Voice) -> str:
    """The short title of one who is paid, in the language spoken."""
    payout = comparison.after.ruleset.payout
    assert payout is not None
    among = payout.sets[-1]
    members = [one for side in (comparison.after, comparison.before)
               if among in side.ruleset.sets for one in side.ruleset.sets[among].members]  # fmt: skip
    found = next((one for one in members if one.name == name), None)
    return ((say.language == "en" and found.titles.english) or found.short) if found else name
