"""What the measurements of a ruleset count in episodes, and what is paid by it.

Only counts are kept of the episodes. Each stage takes the value the one before it made, or the faults that stopped it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from rbflang.data.computed import Computed
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault, has_fatal
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.measure import measured
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.round_faults import rows_not_accounted_for
from rbflang.measuring.rounds.round_to_count import RoundToCount, names_of_members, round_to_count
from rbflang.observations import ObservationFile, read_rows
from rbflang.pipeline import Faults, Prepared, compute_on, read_together
from rbflang.reports.measure.observation_table import observation_table
from rbflang.reports.measure.rows_read import rows_not_told
from rbflang.ruleset.model import Ruleset
from rbflang.source import Source

EMBEDDED = "duckdb"
Progress = Callable[[Fraction], None]


def unheard(share: Fraction) -> None:
    """Tell nobody how much of the work is done."""


def measure(
    prepared: Prepared,
    round_name: str,
    episodes: Sequence[str],
    engine: str = EMBEDDED,
    beside: Sequence[Path] = (),
    is_for_others: bool = False,
    progress: Progress = unheard,
) -> MeasuredRound | Faults:
    """What the measurements of a ruleset count in the episodes of a round's period.

    `episodes` are files, folders, patterns, or tables of the database that the engine is. What is not counted is taken
    from the data files `beside`. With `is_for_others` small counts are told as bounds.
    """
    asked = round_to_count(prepared.checked, round_name)
    faults = tuple(one for one in asked if isinstance(one, Fault))
    wanted = tuple(one for one in asked if isinstance(one, RoundToCount))
    if faults:
        return faults
    return measure_what_is_asked(prepared, round_name, wanted, episodes, engine, beside, is_for_others, progress)


def measure_what_is_asked(
    prepared: Prepared,
    round_name: str,
    asked: Sequence[RoundToCount],
    episodes: Sequence[str],
    engine: str = EMBEDDED,
    beside: Sequence[Path] = (),
    is_for_others: bool = False,
    progress: Progress = unheard,
) -> MeasuredRound | Faults:
    """The same in the periods that are asked for, whichever the round has."""
    rest = _rest(prepared, beside)
    if isinstance(rest, tuple):
        return rest
    found: list[CountedEpisodes] = []
    for one in asked:
        made = counted(prepared.checked.ruleset, one, episodes, engine, progress)
        if isinstance(made, tuple):
            return made
        found.append(made)
    basis = ", ".join(dict.fromkeys(one.basis for one in asked))
    return MeasuredRound(prepared.checked, round_name, basis, tuple(found), rest, is_for_others)


def _rest(prepared: Prepared, beside: Sequence[Path]) -> Figures | Faults | None:
    """The figures that are given and not counted."""
    if not beside:
        return None
    read = read_together(beside)
    faults = tuple(one for one in read if isinstance(one, Fault))
    if has_fatal(faults):
        return faults
    files = tuple(one for one in read if isinstance(one, ObservationFile))
    figures = figures_of(prepared.checked, *files)
    faults = (*(fault for one in files for fault in one.faults), *figures.faults)
    return faults if has_fatal(faults) else figures


def counted(
    ruleset: Ruleset, asked: RoundToCount, episodes: Sequence[str], engine: str, progress: Progress
) -> CountedEpisodes | Faults:
    """What one measurement counts; a fault where it is not told of every row what became of it."""
    members = names_of_members(ruleset, asked.measurement.register)
    found = measured(
        asked.measurement, asked.period, episodes, engine, members=members,
        progress=lambda steps, of: progress(Fraction(steps, of)),
    )  # fmt: skip
    if isinstance(found, CountedEpisodes) and rows_not_told(found.quality):
        rows = found.quality.rows
        return (rows_not_accounted_for(rows, rows - rows_not_told(found.quality)),)
    return found


def as_file(found: MeasuredRound, name: str = "") -> ObservationFile:
    """The observations that were counted, as the file that is written of them is read; faults call it by the name."""
    return read_rows(Source(name or f"{found.round}.csv", observation_table(found).as_csv()))


def computed_on(prepared: Prepared, found: MeasuredRound) -> Computed | Faults:
    """The valuation of a round on what was counted."""
    return compute_on(prepared, found.round, (as_file(found),))
