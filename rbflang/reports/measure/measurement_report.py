"""The report of `measure`: what was counted, what was read for it, and how good the data are.

Takes a measured round, gives a document; its data are the contract «rbflang.measurement/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.between_rounds import round_of
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.reports.document import Block, Document, Heading, Paragraph
from rbflang.reports.measure.counted_tables import counted_blocks
from rbflang.reports.measure.data_quality import quality_blocks
from rbflang.reports.measure.figures_elsewhere import elsewhere_blocks
from rbflang.reports.measure.measurement_data import measurement_data
from rbflang.reports.measure.missing_reports import MissingReports, missing_reports
from rbflang.reports.measure.other_reading import OtherReading, reading_blocks, reading_data
from rbflang.reports.measure.rows_read import read_blocks, rows_blocks
from rbflang.reports.titles import titled_round
from rbflang.wording import Voice


def measurement_report(
    measured: MeasuredRound,
    others: Sequence[OtherReading] = (),
    language: str = "nb",
    more: Sequence[str] = (),
    missing: Sequence[MissingReports] = (),
) -> Document:
    """What was counted, what was read for it and what other readings move; `more` are commands to go on with.

    `missing` are the units of the rules that have no rows.
    """
    say = Voice(language, currency=measured.checked.ruleset.currency)
    return Document(
        _title(measured, say),
        tuple(_blocks(measured, others, missing, more, say)),
        lambda: measurement_data(measured, _readings(measured, others)),
        measured_notice(measured, say),
        tuple(_foot(measured, say)),
        language,
    )


def _title(measured: MeasuredRound, say: Voice) -> str:
    """How much was counted, of what, in a sentence."""
    results = [one for _, cells in measured.cells for one in cells]
    usable = sum(one.counts.is_usable for one in results)
    title = measured.checked.ruleset.title
    declared = round_of(measured.checked.ruleset, measured.round)
    where = f"{title}, {titled_round(declared, say)}" if declared else title
    rows = sum(one.quality.counted_rows for one in measured.counted)
    counted = "" if measured.is_for_others else f"{say.number(Fraction(rows))} "
    return say(
        f"{where}: {usable} av {len(results)} resultater er målt i {counted}episoder fra {measured.basis}.",
        f"{where}: {usable} of {len(results)} results are counted in {counted}episodes from {measured.basis}.",
    )


def measured_notice(measured: MeasuredRound, say: Voice) -> str:
    """That the episodes are made up, or figures beside them; nothing where all are real."""
    if any(one.made_up for one in measured.counted):
        return say(
            "Syntetiske data: episodene er laget for prøving og er ikke virkelige.",
            "Synthetic data: the episodes were made up for trial and are not real.",
        )
    if measured.is_made_up:
        return say(
            "Syntetiske data: tallene som ikke telles, er laget for prøving og er ikke virkelige.",
            "Synthetic data: the figures that are not counted were made up for trial and are not real.",
        )
    return ""


def _blocks(
    measured: MeasuredRound,
    others: Sequence[OtherReading],
    missing: Sequence[MissingReports],
    more: Sequence[str],
    say: Voice,
) -> Iterator[Block]:
    for counted, cells in measured.cells:
        if len(measured.counted) > 1:
            yield Heading(measured.quantity(counted).titled.say(say.language), 1)
        yield from counted_blocks(measured, counted, cells, say)
        yield from read_blocks(measured, counted, say)
        if not measured.is_for_others:
            yield from rows_blocks(measured, counted, say)
            yield from quality_blocks(measured, counted, say)
            for gone in missing:
                if gone.quantity == counted.measurement.quantity:
                    yield from missing_reports(gone, say)
        for other in others:
            if other.counted.measurement.quantity == counted.measurement.quantity:
                yield from reading_blocks(measured, counted, cells, other, say)
    yield from elsewhere_blocks(measured, say)
    for one in more:
        yield Paragraph(one, 0, leads_on=True)


def _readings(measured: MeasuredRound, others: Sequence[OtherReading]) -> list[dict[str, Any]]:
    return [
        reading_data(measured, counted, cells, other)
        for counted, cells in measured.cells
        for other in others
        if other.counted.measurement.quantity == counted.measurement.quantity
    ]


def _foot(measured: MeasuredRound, say: Voice) -> Iterator[str]:
    """Where the file may lie."""
    if measured.is_for_others:
        yield say(
            "Rapporten kan deles som filen. Radene og datakvaliteten står bare i rapporten uten --share.",
            "The report may be shared as the file. The rows and the data quality stand in the report without --share.",
        )
    else:
        yield say(
            "Tallene kan være små. Rapporten og filen skal ligge der episodene ligger.",
            "Numbers may be small. The report and the file are to stay where the episodes are.",
        )
