"""What two rulesets count in the same episodes, of the same days: what differs is how they say that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from rbflang.diagnostics import Fault
from rbflang.from_episodes.counted_round import EMBEDDED, Progress, measure, measure_what_is_asked, unheard
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.round_to_count import RoundToCount, round_to_count
from rbflang.pipeline import Faults, Prepared
from rbflang.ruleset.model import Ruleset


@frozen(eq=False, repr=False)
class CountedAlike:
    """What each of two rulesets counts in the same episodes."""

    before: MeasuredRound
    after: MeasuredRound


def measured_alike(
    first: Prepared,
    second: Prepared,
    round_name: str,
    episodes: Sequence[str],
    engine: str = EMBEDDED,
    beside: tuple[Sequence[Path], Sequence[Path]] = ((), ()),
    progress: Progress = unheard,
) -> CountedAlike | Faults:
    """The episodes counted as each of two rulesets has it, both in the period of a round of the second."""
    after = measure(second, round_name, episodes, engine, beside[1] or None, progress=progress)
    if isinstance(after, tuple):
        return after
    asked = _in_the_period_of(first.checked.ruleset, after)
    if not asked:
        return tuple(one for one in round_to_count(first.checked, round_name) if isinstance(one, Fault))
    before = measure_what_is_asked(first, round_name, asked, episodes, engine, beside[0] or None, progress=progress)
    return before if isinstance(before, tuple) else CountedAlike(before, after)


def _in_the_period_of(ruleset: Ruleset, other: MeasuredRound) -> tuple[RoundToCount, ...]:
    """What a ruleset measures, in the period in which the other counted in the register of the same name of data."""
    periods = {one.measurement.register.data_basis: one.period for one in other.counted}
    usual = next(iter(periods.values()), None)
    return tuple(
        RoundToCount(one, periods.get(one.register.data_basis, usual), other.basis) for one in ruleset.measurements
    )
