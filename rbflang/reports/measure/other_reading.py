"""What another reading of how is counted moves: in counts, in per cent, in points and in kroner.

Takes a measured round and the same episodes counted as an alternative of the rules has it; gives blocks and data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang.column_names import set_heading
from rbflang.data.computed import Computed
from rbflang.explanation.allocation_account import allocation_account
from rbflang.explanation.item import Item
from rbflang.explanation.paid import as_data, paid_decimals, paying_voice
from rbflang.explanation.payments import Payments
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.rounds.counted_results import Counts, ObservedCell
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.quantities import POINTS
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.measure.counted_tables import SHARE_DECIMALS, both, cell_title, payee_title
from rbflang.reports.measure.measurement_data import counts_data, members_data
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import Amount, Cell, Nothing, Phrase, amount_cell, paid_cell, share_cell
from rbflang.wording import Voice, decimals_that_tell, round_half_away

MOST_DECIMALS = 4


@frozen(eq=False, repr=False)
class OtherReading:
    """An alternative by its title: what is counted as it has it, and what is paid as the rules and as it have it.

    `before` and `after` are none where the payouts cannot be computed, as where results are missing.
    """

    title: str
    counted: CountedEpisodes
    cells: tuple[ObservedCell, ...]
    before: Computed | None
    after: Computed | None


def reading_blocks(
    measured: MeasuredRound, counted: CountedEpisodes, cells: Sequence[ObservedCell], other: OtherReading, say: Voice
) -> Iterator[Block]:
    """The results that another reading moves, and what everybody is paid then."""
    yield Heading(say(f"Med den andre lesningen «{other.title}»", f"By the other reading “{other.title}”"))
    moved = moved_results(cells, other)
    if not moved:
        yield Paragraph(say("Ingen resultater blir annerledes.", "No result is another."))
        return
    headings = say("Som reglene", "By the rules"), say("Med den andre", "By the other")
    yield from moved_table(measured, counted, moved, headings, say)
    yield from _paid(other, say)


Pair = tuple[ObservedCell, ObservedCell]


def moved_table(
    measured: MeasuredRound, counted: CountedEpisodes, pairs: Sequence[Pair], headings: tuple[str, str], say: Voice
) -> Iterator[Block]:
    """Counts of results before and after, and the differences."""
    columns = (
        Column("", "left"), Column("", "left"), *map(Column, headings), Column(say("Nevner", "Denominator")),
        Column(say("Andel", "Share")),
    )  # fmt: skip
    yield Table(columns, tuple(_row(measured, counted, *pair, say) for pair in pairs))
    yield Paragraph(
        say("Telt / av. Nevner og andel: forskjellen, i antall og i prosentpoeng.",
            "Counted / of. Denominator and share: the difference, in numbers and in percentage points.")
    )  # fmt: skip


def moved_results(cells: Sequence[ObservedCell], other: OtherReading) -> list[Pair]:
    """The results whose counts another reading changes."""
    after = {(one.cell.key, one.payee): one for one in other.cells}
    pairs = ((one, after[one.cell.key, one.payee]) for one in cells if (one.cell.key, one.payee) in after)
    return [pair for pair in pairs if pair[0].counts != pair[1].counts]


def _row(
    measured: MeasuredRound, counted: CountedEpisodes, one: ObservedCell, other: ObservedCell, say: Voice
) -> tuple[Cell, ...]:
    under = (other.counts.denominator or 0) - (one.counts.denominator or 0)
    return (
        Phrase(cell_title(measured, counted, one, say)),
        Phrase(payee_title(measured, counted, one.payee, say)),
        both(one.counts),
        both(other.counts),
        amount_cell(Fraction(under), signed=True),
        _moved_share(one.counts, other.counts),
    )


def _moved_share(before: Counts, after: Counts) -> Amount | Nothing:
    """The difference with as few decimals as show that there is one."""
    if before.share is None or after.share is None:
        return share_cell(None)
    moved = (after.share - before.share) * 100
    shown = decimals_that_tell(moved, lambda rounded: bool(rounded) or not moved, SHARE_DECIMALS, MOST_DECIMALS)
    return amount_cell(moved, shown, signed=True)


def _paid(other: OtherReading, say: Voice) -> Iterator[Block]:
    """What each gets more or less, or that it cannot be said."""
    if other.before is None or other.after is None:
        yield Paragraph(
            say(
                "Hva det betyr i kroner, kan ikke regnes ut uten alle resultatene. Gi dem med --rest-of-data eller "
                "--data.",
                "What that is in kroner cannot be computed without all results. Give them by --rest-of-data or --data.",
            )
        )
        return
    yield from paid_blocks(other.before, other.after, say)


def paid_blocks(one: Computed, other: Computed, say: Voice) -> Iterator[Block]:
    """What everybody is paid before and after, with the points that are moved; or that nothing is."""
    speak = paying_voice(say.language, one, other)
    before, after = _payments(one), _payments(other)
    if not any(_changes(before.paid, after.paid)):
        yield Paragraph(say("Ingen beløp blir annerledes.", "No amount is another."))
        return
    columns = (
        Column("", "left"), *((Column(say("Poeng", "Points")),) if before.points else ()),
        Column(say("Før", "Before")), Column(say("Etter", "After")), Column(say("Endring", "Change")),
    )  # fmt: skip
    points = _changes(before.points, after.points)
    rows = [
        (Phrase(called(payee, say)), *((amount_cell(points[at], _decimals(points), POINTS, True),) if points else ()),
         paid_cell(old.number, speak), paid_cell(new.number, speak), paid_cell(new.number - old.number, speak, True))
        for at, (payee, old, new) in enumerate(zip(before.payees, before.paid, after.paid, strict=True))
    ]  # fmt: skip
    yield Table(columns, tuple(rows))


def _decimals(changes: Sequence[Fraction]) -> int:
    """The fewest decimals by which every change shows that it is one."""
    return next((at for at in range(MOST_DECIMALS) if all(round_half_away(one, at) for one in changes if one)), 0)


def _payments(computed: Computed) -> Payments:
    return allocation_account(computed).payments


def _changes(before: Sequence[Item], after: Sequence[Item]) -> list[Fraction]:
    return [new.number - old.number for old, new in zip(before, after, strict=True)]


def reading_data(
    measured: MeasuredRound, counted: CountedEpisodes, cells: Sequence[ObservedCell], other: OtherReading
) -> dict[str, Any]:
    """The same as data: the counts that are others, and what each is paid more (`None` where it is not computed)."""
    payouts = None
    if other.before is not None and other.after is not None:
        decimals = paid_decimals(other.before, other.after)
        before, after = _payments(other.before), _payments(other.after)
        changes = zip(before.payees, _changes(before.paid, after.paid), strict=True)
        payouts = {payee.name: as_data(change, decimals) for payee, change in changes}
    return {
        "title": other.title,
        "quantity": counted.measurement.quantity,
        "counted_per": set_heading(other.counted.measurement.counted_per, measured.checked.ruleset.tree.language),
        "results": [
            {
                "members": members_data(measured, counted, old),
                "before": counts_data(old.counts),
                "after": counts_data(new.counts),
            }
            for old, new in moved_results(cells, other)
        ],
        "payout_changes": payouts,
    }
