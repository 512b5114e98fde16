"""What is paid if the units that no episode names have not reported: their reports are taken for missing."""

from __future__ import annotations

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.data.rows import figures_of
from rbflang.from_episodes.counted_round import as_file, computed_on
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.units_of_rules import UnitsWithoutRows, units_without_rows
from rbflang.pipeline import Prepared, valued
from rbflang.reports.measure.missing_reports import MissingReports


def without_reports(prepared: Prepared, found: MeasuredRound) -> tuple[MissingReports, ...]:
    """The units without rows of each measurement, and what is paid as they are given, and without their reports."""
    made = []
    for counted in found.counted:
        gone = units_without_rows(found, counted)
        if gone is not None:
            paid = _paid(prepared, found, gone) if gone.reports and not gone.are_called_otherwise else (None, None)
            made.append(MissingReports(counted.measurement.quantity, gone, *paid))
    return tuple(made)


def _paid(prepared: Prepared, found: MeasuredRound, gone: UnitsWithoutRows) -> tuple[Computed | None, Computed | None]:
    """What is paid with their reports as they are given, and without; nothing where one of them cannot be computed."""
    before, after = computed_on(prepared, found), _without(prepared, found, gone)
    return (before, after) if isinstance(before, Computed) and after else (None, None)


def _without(prepared: Prepared, found: MeasuredRound, gone: UnitsWithoutRows) -> Computed | None:
    """The valuation where each of their reports is answered with no."""
    file = as_file(found)
    figures = figures_of(prepared.checked, file)
    names, asked = {one.name for one in gone.without_rows}, {one.name for one in gone.reports}
    space = prepared.checked.ruleset.space
    observations = dict(figures.observations)
    for (name, key), one in figures.observations.items():
        sets = space.domain(prepared.checked.ruleset.quantities[name].sets).sets
        if name in asked and dict(zip(sets, key, strict=True)).get(gone.units.name) in names:
            observations[name, key] = evolve(one, cell=False)
    changed = evolve(figures, observations=observations)
    made = valued(prepared.checked, prepared.graph, found.round, changed, (), file, False)
    return made if isinstance(made, Computed) else None
