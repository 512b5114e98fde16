"""What each indicator gave a region where no measure climbs a staircase: its points from each measure, side by side.

Takes an account; gives tables and notes. Indicators that lie in groups stand below the group's title, and the groups
have a table of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.account import Account
from rbflang.explanation.indicator.indicator_columns import AmountColumn
from rbflang.explanation.indicator.indicator_rows import IndicatorAccount, IndicatorRow, MeasurePoints
from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.quantities import POINTS
from rbflang.reports.amounts import observed_cell, of_column
from rbflang.reports.document import Block, Column, Heading, Notes, Table
from rbflang.reports.explain.indicator_table import (
    after_tie,
    not_paid_notes,
    tie_lines,
)
from rbflang.reports.titles import called, definite_measure, measure_title, title
from rbflang.reports.typed_cells import (
    BLANK,
    DASH,
    Cell,
    Nothing,
    Phrase,
    amount_cell,
    count_cell,
    points_cell,
    share_cell,
)
from rbflang.ruleset.model import Measure, Quantity
from rbflang.wording import Voice


def measure_blocks(account: Account, say: Voice) -> Iterator[Block]:
    """What each group gave, what each indicator gave by each measure, and what the columns mean."""
    found = account.indicators
    if not found.rows:
        yield from _measures_alone(found.alone, say)
        return
    if found.groups:
        yield Heading(say("Hva hver gruppe ga", "What each group gave"))
        yield _group_table(found, account.roles.payout, say)
    yield Heading(say("Hva hver indikator ga", "What each indicator gave"))
    yield _table(account, say)
    yield Notes(tuple(_notes(account, say)))


def _measures_alone(found: Sequence[MeasurePoints], say: Voice) -> Iterator[Block]:
    """What each measure gave, where the ruleset has no indicators."""
    total = at_decimals(sum_of(one.points for one in found), 0)
    rest = rounding(total, [at_decimals(one.points, 0) for one in found])
    rows: list[tuple[Cell, ...]] = [(Phrase(_label(one.measure, say)), points_cell(one.points)) for one in found]
    rows += [(Phrase(say("Avrunding", "Rounding")), amount_cell(rest, 0, POINTS, True))] if rest else []
    yield Heading(say("Hva hvert prestasjonsmål ga", "What each measure gave"))
    yield Table((Column("", "left"), Column(say("Poeng", "Points"))), (*rows, (Phrase("Sum"), points_cell(total))), 1)


# groups


def _group_table(found: IndicatorAccount, payout: Quantity, say: Voice) -> Table:
    weight, columns = found.group_weight, found.columns
    heading = [Column("", "left"), Column(say("Indikatorer", "Indicators"), drop=1)]
    heading += [Column(title(weight, say), drop=2)] if weight else []
    rows: list[tuple[Cell, ...]] = []
    for one in found.groups:
        own = [share_cell(one.weight)] if weight else []
        shown = map(of_column, columns, one.sums)
        rows.append((Phrase(called(one.group, say)), count_cell(len(one.indicators)), *own, *shown))
    blank = [BLANK] * (len(heading) - 1)
    above = [[at_decimals(one.sums[at], column.decimals) for one in found.groups] for at, column in enumerate(columns)]
    rows += _bottom(columns, payout, above, blank, say)
    return Table((*heading, *(Column(title(one.quantity, say)) for one in columns)), tuple(rows), 1)


def _bottom(
    columns: Sequence[AmountColumn],
    payout: Quantity,
    above: Sequence[Sequence[Fraction | None]],
    blank: Sequence[Cell],
    say: Voice,
    by_measure: Sequence[Sequence[Fraction | None]] = (),
) -> list[tuple[Cell, ...]]:
    """The line of what rounding leaves, where it leaves anything, and the sums; those of measures come first."""
    totals = [*(at_decimals(sum_of(points), 0) for points in by_measure), *(one.below for one in columns)]
    over = [*([at_decimals(one, 0) for one in points] for points in by_measure),
            *([*values, after_tie(one)] for values, one in zip(above, columns, strict=True))]  # fmt: skip
    decimals = [*(0 for _ in by_measure), *(one.decimals for one in columns)]
    units = [*(POINTS for _ in by_measure), *(one.unit for one in columns)]
    is_added = [unit.is_money or unit == POINTS for unit in units]
    rests = [
        rounding(total, values) if adds else None for total, values, adds in zip(totals, over, is_added, strict=True)
    ]
    signed = [*(False for _ in by_measure), *(one.is_signed for one in columns)]
    shown = map(amount_cell, totals, decimals, units, signed)
    sums = (Phrase("Sum"), *blank, *(cell if adds else BLANK for cell, adds in zip(shown, is_added, strict=True)))
    before = [*blank, *(BLANK for _ in by_measure)]
    lines = [(label, *before, *cells) for label, cells in tie_lines(columns, payout, say)]
    if any(rests):
        left = (BLANK if rest is None else amount_cell(rest, at, unit, True)
                for rest, at, unit in zip(rests, decimals, units, strict=True))  # fmt: skip
        lines.append((Phrase(say("Avrunding", "Rounding")), *blank, *left))
    return [*lines, sums]


# indicators


def _table(account: Account, say: Voice) -> Table:
    found, measures = account.indicators, tuple(account.ruleset.measures.values())
    heading = [Column("", "left")]
    heading += [Column(say("Oppnådd", "Achieved"), drop=2)] if found.result else []
    points = say("poeng for", "points for")
    heading += [Column(_short(one, say), group=points, drop=1) for one in measures]
    heading += [Column(title(one.quantity, say)) for one in found.columns]
    rows: list[tuple[Cell, ...]] = []
    for group in found.groups or (None,):
        if group:
            rows.append((Phrase(called(group.group, say)), *[BLANK] * (len(heading) - 1)))
        for row in found.rows:
            if group is None or row.indicator in group.indicators:
                label = f"  {called(row.indicator, say)}" if group else called(row.indicator, say)
                rows.append((Phrase(label), *_figures(row, found.columns)))
    above = [[at_decimals(row.amounts[at].exact, one.decimals) for row in found.rows]
             for at, one in enumerate(found.columns)]  # fmt: skip
    by_measure = [[row.by_measure[at].points for row in found.rows] for at in range(len(measures))]
    payout, blank = account.roles.payout, ([BLANK] if found.result else [])
    rows += _bottom(found.columns, payout, above, blank, say, by_measure)
    return Table(tuple(heading), tuple(rows), 1).without_empty_columns()


def _short(measure: Measure, say: Voice) -> str:
    """A measure's short title, where it has one in the language spoken."""
    return (say.language == "nb" and measure.titles.short) or measure_title(measure, say)


def _label(measure: Measure, say: Voice) -> str:
    """A measure's title in the language spoken; the short one before the whole."""
    return (say.language == "en" and measure.titles.english) or measure.titles.short or measure.title


def _figures(row: IndicatorRow, columns: Sequence[AmountColumn]) -> Iterator[Cell]:
    if row.result:
        yield observed_cell(row.result.row, row.result.unit) if row.result.row else DASH
    for one in row.by_measure:
        yield _of_measure(one)
    yield from (of_column(column, one.exact) for one, column in zip(row.amounts, columns, strict=True))


def _of_measure(one: MeasurePoints) -> Cell:
    """The points from a measure: nothing where it does not apply, a dash where a requirement is not met."""
    if not one.applies:
        return BLANK
    if one.unmet:
        return DASH
    return Nothing("?") if one.points is None else points_cell(one.points)


def _notes(account: Account, say: Voice) -> Iterator[str]:
    measures, points = tuple(account.ruleset.measures.values()), account.roles.points
    names = say.listing([definite_measure(one, say) for one in measures])
    if points:
        yield say(f"{title(points, say)}: for {names} til sammen.", f"{title(points, say)}: for {names} together.")
    if any(one.unmet for row in account.indicators.rows for one in row.by_measure):
        yield say(
            "En strek betyr at et krav ikke er oppfylt, så det ikke blir poeng for målet. Se --indicator NAVN.",
            "A dash means that a requirement is not met, so that the measure gives no points. See --indicator NAME.",
        )
    yield from not_paid_notes(account.indicators.columns, say)
    for one in account.indicators.columns:
        if one.quantity.documentation and say.language == "nb":
            text = " ".join(one.quantity.documentation.split())
            yield f"{title(one.quantity, say)}: {text[:1].lower()}{text[1:]}"
