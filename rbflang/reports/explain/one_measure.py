"""What one measure gave, in kroner and with why: of one who is paid line by line, of several in kroner side by side.

Takes what a measure gave each indicator; gives tables. Where points do not become kroner by factors alone, none are
told; where the measure is all there is, its kroner are what is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.figures import Observation
from rbflang.explanation.indicator.measure_account import MeasureAccount
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.indicator.points_account import MeasureSideBySide
from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.quantities import POINTS
from rbflang.reports.amounts import observed_cell
from rbflang.reports.document import Column, Table
from rbflang.reports.explain.indicator_table import given_in
from rbflang.reports.explain.parts_legend import dash_note
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import BLANK, DASH, Cell, Phrase, amount_cell, mean_cell, money_of
from rbflang.ruleset.model import Member
from rbflang.ruleset.nouns import payee_noun
from rbflang.wording import Voice


def measure_of_one(found: MeasureSideBySide, indicators: Sequence[Member], region: Member, say: Voice) -> Table:
    """The result, the parts of all parts, the points and the kroner of each indicator, and the sums."""
    points = [one for (one,) in found.points]
    (kroner,) = in_kroner(found)
    has_results = any(len(one.placings) == 1 and one.placings[0].row for one in found.by_indicator)
    has_parts = any(one.shares and one.shares.total for one in found.by_indicator)
    heads = [Column("", "left")]
    heads += [Column(say("Oppnådd", "Achieved"))] if has_results else []
    heads += [Column(say("Deler", "Parts"))] if has_parts else []
    amounts = [(say("Poeng", "Points"), points, 0, POINTS)]
    amounts += [(say.money_heading, kroner, say.decimals, money_of(say))] if found.worth[0] is not None else []
    rows: list[tuple[Cell, ...]] = []
    for at, indicator in enumerate(indicators):
        account = found.by_indicator[at]
        why = [_result(account)] if has_results else []
        why += [_parts(account, region, say)] if has_parts else []
        own = (amount_cell(values[at], decimals, unit) for _, values, decimals, unit in amounts)
        rows.append((Phrase(called(indicator, say)), *why, *own))
    blank = [BLANK] * (len(heads) - 1)
    totals = [at_decimals(sum_of(values), decimals) for _, values, decimals, _ in amounts]
    totals[1:] = found.paid[: len(amounts) - 1] or totals[1:]
    left = [rounding(total, [at_decimals(one, decimals) for one in values])
            for total, (_, values, decimals, _) in zip(totals, amounts, strict=True)]  # fmt: skip
    for label, sums, is_signed in ((say("Avrunding", "Rounding"), left, True), ("Sum", totals, False)):
        if not is_signed or any(sums):
            cells = (amount_cell(one, decimals, unit, is_signed)
                     for one, (_, _, decimals, unit) in zip(sums, amounts, strict=True))  # fmt: skip
            rows.append((Phrase(label), *blank, *cells))
    return Table((*heads, *(Column(head) for head, *_ in amounts)), tuple(rows), 1)


def in_kroner(found: MeasureSideBySide) -> list[list[Fraction | None]]:
    """What the points of each indicator became for each who is paid."""
    return [
        [None if one is None or worth is None else one * worth for one in column]
        for worth, column in zip(found.worth, zip(*found.points, strict=True), strict=True)
    ]


def kroner_side_by_side(
    found: MeasureSideBySide, indicators: Sequence[Member], regions: Sequence[Member], say: Voice
) -> Table:
    """The kroner of each indicator for each who is paid, and their sums."""
    columns = in_kroner(found)
    rows = [
        FigureRow(called(indicator, say), row, say.decimals, unit=money_of(say))
        for indicator, row in zip(indicators, zip(*columns, strict=True), strict=True)
    ]
    total = FigureRow("Sum", found.paid or [sum_of(column) for column in columns], say.decimals, unit=money_of(say))
    shown = (*rows, *left_below(rows, total, say), total) if len(rows) > 1 else tuple(rows)
    return side_by_side(regions, shown, say, int(len(rows) > 1))


def _result(account: MeasureAccount) -> Cell:
    """The result that the staircase reads, as it is narrowed where that decides the step; of several areas the mean."""
    if not account.placings:
        return DASH
    placing = account.placings[0]
    if len(account.placings) > 1:
        return mean_cell(account.mean, placing.unit)
    return observed_cell(placing.row, placing.unit, placing.is_decided_by_narrowing) if placing.row else DASH


def measure_notes(found: MeasureSideBySide, indicators: Sequence[Member], region: Member, say: Voice) -> Iterator[str]:
    """What a mean, parts that are given and a dash are."""
    for indicator, one in zip(indicators, found.by_indicator, strict=True):
        own, each = one.shares.parts[region.name] if one.shares else None, [area.parts for area in one.placings]
        if one.given_parts and one.given_parts.row:
            how = given_in(one.given_parts.row, say)
            yield say(f"{called(indicator, say)}: Delene er gitt direkte, {how}.",
                      f"{called(indicator, say)}: the parts are given directly, {how}.")  # fmt: skip
        elif one.mean is not None and own is not None and sum_of(each) == own:
            areas = say.listing([area.subarea for area in one.placings])
            parts = " + ".join(say.plain(area) for area in each if area is not None)
            yield say(f"{called(indicator, say)}: gjennomsnitt av {areas}. Hvert område går i trappen for seg: {parts} "
                      "deler.", f"{called(indicator, say)}: the mean of {areas}. Each area climbs the staircase by "
                      f"itself: {parts} parts.")  # fmt: skip
    yield from _of_narrowed(found, indicators, say)
    if any(one.shares and one.shares.total == 0 for one in found.by_indicator):
        yield f"{say('Deler', 'Parts')}:{dash_note(found.measure, payee_noun(region.set_name), say)}"


def _of_narrowed(found: MeasureSideBySide, indicators: Sequence[Member], say: Voice) -> Iterator[str]:
    """Which results stand in for others, and which were narrowed so that it decides a step, and where from."""
    alike: dict[str, list[str]] = {}
    for indicator, one in zip(indicators, found.by_indicator, strict=True):
        placing = one.placings[0] if len(one.placings) == 1 else None
        text = _how_known(placing, placing.row, say) if placing and placing.row else ""
        if text:
            alike.setdefault(text, []).append(called(indicator, say))
    for text, names in alike.items():
        about = say("Oppnådd", "Achieved") if len(names) == len(indicators) else say.listing(names)
        yield f"{about}: {text}"


def _how_known(placing: Placing, row: Observation, say: Voice) -> str:
    """What a figure that is no print is taken from; nothing of a print that tells the step by itself."""
    how, printed = given_in(row, say), say.printed(row.printed)
    if row.stands_for:
        known = say.printed(row.known)
        return say(f"{known} er ikke trykt, men {how}. Delene er regnet med {printed}.",
                   f"{known} is not printed, but {how}. The parts are computed with {printed}.")  # fmt: skip
    if not placing.is_decided_by_narrowing:
        return ""
    narrowed = say.printed(row.narrowing)
    return say(f"trykt som {printed}. At det er {narrowed}, er {how} og avgjør trinnet.",
               f"printed as {printed}. That it is {narrowed} is {how} and decides the step.")  # fmt: skip


def rounding_note(tables: Sequence[Table], say: Voice) -> Iterator[str]:
    """What the line or the column is that rounding leaves, where a table has one."""
    name = say("Avrunding", "Rounding")
    if any(name in (*(one.heading for one in table.columns), *(_label(row[0]) for row in table.rows))
           for table in tables):  # fmt: skip
        yield say(
            f"{name}: Tallene er avrundet hver for seg. Dette må legges til for at de som er vist, skal gi summen.",
            f"{name}: the figures are rounded one by one. This has to be added for those shown to give the sum.",
        )


def _label(cell: Cell) -> str:
    return cell.text if isinstance(cell, Phrase) else ""


def _parts(account: MeasureAccount, region: Member, say: Voice) -> Cell:
    """`2 av 10`; a dash where nobody has any."""
    shares = account.shares
    own = shares.parts[region.name] if shares else None
    if shares is None or not shares.total or own is None:
        return DASH
    return Phrase(
        say(f"{say.plain(own)} av {say.plain(shares.total)}", f"{say.plain(own)} of {say.plain(shares.total)}")
    )
