"""The same episodes counted as each alternative of the rules has it that counts in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.from_episodes.counted_round import EMBEDDED, Progress, computed_on, counted, unheard
from rbflang.measuring.rounds.counted_results import observed_cells
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.round_to_count import RoundToCount
from rbflang.pipeline import Faults, Prepared
from rbflang.register.definitions import Measurement
from rbflang.reports.measure.other_reading import OtherReading
from rbflang.ruleset.alternative_text import alternatives_of, counts_otherwise, with_alternative
from rbflang.ruleset.resolve import resolve


def other_readings(
    prepared: Prepared,
    found: MeasuredRound,
    episodes: Sequence[str],
    engine: str = EMBEDDED,
    progress: Progress = unheard,
) -> list[OtherReading] | Faults:
    """The same episodes counted as each alternative of the rules has it that counts in another way."""
    before = computed_on(prepared, found)
    readings: list[OtherReading] = []
    for title, measurement in _alternative_measurements(found):
        own = next(one for one in found.counted if one.measurement.quantity == measurement.quantity)
        asked = RoundToCount(measurement, own.period, found.basis)
        made = counted(prepared.checked.ruleset, asked, episodes, engine, progress)
        if isinstance(made, tuple):
            return made
        others = tuple(made if one is own else one for one in found.counted)
        after = computed_on(prepared, evolve(found, counted=others))
        paid = [one if isinstance(one, Computed) else None for one in (before, after)]
        cells = observed_cells(made, found.payees(own))
        readings.append(OtherReading(title, made, cells, *(paid if all(paid) else (None, None))))
    return readings


def _alternative_measurements(found: MeasuredRound) -> Iterator[tuple[str, Measurement]]:
    """The measurements that are others by an alternative, with its title."""
    ruleset = found.checked.ruleset
    members = tuple(member for one in ruleset.sets.values() if one.from_data for member in one.members)
    known = {one.quantity: one for one in ruleset.measurements}
    for one in filter(counts_otherwise, alternatives_of(ruleset)):
        changed = resolve(with_alternative(ruleset.tree, one), members)
        for measurement in changed.measurements:
            if measurement.quantity in known and measurement != known[measurement.quantity]:
                yield one.titles.title, measurement
