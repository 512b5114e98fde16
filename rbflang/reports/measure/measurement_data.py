"""What was counted as data: the contract «rbflang.measurement/1»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbflang.column_names import set_heading
from rbflang.data.counts.counts_written import CountRange, WrittenCounts, exactly
from rbflang.measuring.counts_found import CountedEpisodes, Quality
from rbflang.measuring.rounds.counted_results import Counts, ObservedCell
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.units_of_rules import units_without_rows
from rbflang.reports.measure.figures_elsewhere import elsewhere_data
from rbflang.wording import digits

SCHEMA = "rbflang.measurement/1"
MOST_DIGITS = 6


def members_data(measured: MeasuredRound, counted: CountedEpisodes, one: ObservedCell) -> dict[str, str]:
    """The member of each set that a result is of, by the name of the set in the language of the ruleset."""
    language = measured.checked.ruleset.tree.language
    at = measured.members(counted, one.cell, one.payee)
    return {set_heading(name, language): member for name, member in at.items() if member}


def measurement_data(measured: MeasuredRound, others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All that the report tells."""
    return {
        "schema": SCHEMA,
        "ruleset": measured.checked.ruleset.name,
        "round": measured.round,
        "synthetic": measured.is_made_up,
        "for_others": measured.is_for_others,
        "basis": measured.basis,
        "measurements": [_measurement(measured, one, cells) for one, cells in measured.cells],
        "not_counted": elsewhere_data(measured),
        "other_readings": list(others),
    }


def _measurement(measured: MeasuredRound, counted: CountedEpisodes, cells: Sequence[ObservedCell]) -> dict[str, Any]:
    period, language = counted.period, measured.checked.ruleset.tree.language
    return {
        "quantity": counted.measurement.quantity,
        "register": counted.measurement.register.name,
        "counted_per": set_heading(counted.measurement.counted_per, language),
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()} if period else None,
        "engine": counted.engine,
        "files": [
            {"name": one.name, "rows": one.rows, "size": one.size, "sha256": one.sha256} for one in counted.files
        ],
        "columns": {set_heading(column, language): heading for column, heading in counted.headings},
        "rows": None if measured.is_for_others else _rows(counted.quality),
        "quality": None if measured.is_for_others else _quality(measured, counted),
        "results": [_result(measured, counted, one) for one in cells],
    }


def _rows(quality: Quality) -> dict[str, int]:
    return {
        "read": quality.rows, "outside_period": quality.outside_period, "unknown_payee": quality.unknown_payee,
        "without_unit": quality.without_unit, "not_counting": quality.not_counting, "counted": quality.counted_rows,
    }  # fmt: skip


def _quality(measured: MeasuredRound, counted: CountedEpisodes) -> dict[str, Any]:
    quality, gone = counted.quality, units_without_rows(measured, counted)
    names = [one.name for one in gone.without_rows] if gone and not gone.are_called_otherwise else []
    return {
        "without_patient": quality.without_patient,
        "duplicate_rows": quality.duplicate_rows,
        "patients_in_several_units": dict(quality.patients_in_several_units),
        "unknown_codes": [{"column": one.column, "code": one.code, "rows": one.rows} for one in quality.unknown_codes],
        "written_otherwise": [
            {"column": one.column, "code": one.code, "rows": one.rows} for one in quality.written_otherwise
        ],
        "never_seen": [{"column": column, "code": code} for column, code in quality.never_seen],
        "units_without_rows": names,
        "months_without_rows": [f"{one:%Y-%m}" for one in quality.months_without_rows],
    }


def _result(measured: MeasuredRound, counted: CountedEpisodes, one: ObservedCell) -> dict[str, Any]:
    return {
        "members": members_data(measured, counted, one),
        **told_data(measured.told(counted, one)),
        "units": {name: told_data(measured.told(counted, one, name)) for name in one.behind},
    }


def counts_data(counts: Counts) -> dict[str, Any]:
    """A numerator, its denominator, and the share in per cent, rounded, as a string."""
    under = None if counts.denominator is None else exactly(counts.denominator)
    return told_data(WrittenCounts(exactly(counts.numerator), under))


def told_data(told: WrittenCounts) -> dict[str, Any]:
    """The same of counts as they are told: one of which a bound is told is `below 5`, and has no share."""
    over, under = told.numerator, told.denominator
    share = Fraction(over.least, under.least) if under and under.least and told.is_exact else None
    return {
        "numerator": _count(over),
        "denominator": None if under is None else _count(under),
        "percent": None if share is None else digits(share * 100, MOST_DIGITS, "en"),
    }


def _count(found: CountRange) -> int | str:
    return found.least if found.is_exact else found.written("en")
