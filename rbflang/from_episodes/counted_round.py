"""What the measurements of a ruleset count in episodes, and what is paid by it.

Only counts are kept of the episodes. Each stage takes the value the one before it made, or the faults that stopped it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.data.figures import Figures
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault, has_fatal
from rbflang.from_episodes.lacking_figures import lacking_figures
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.measure import measured
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.round_faults import rows_not_accounted_for
from rbflang.measuring.rounds.round_to_count import RoundToCount, names_of_members, round_to_count
from rbflang.observations import ObservationFile, read_rows
from rbflang.pipeline import Faults, Prepared, compute_on, read_together, taken_over
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
    beside: Sequence[Path] | None = None,
    is_for_others: bool = False,
    progress: Progress = unheard,
    written: Path | None = None,
) -> MeasuredRound | Faults:
    """What the measurements of a ruleset count in the episodes of a round's period.

    `episodes` are files, folders, patterns, or tables of the database that the engine is. What is not counted is taken
    from the data files `beside`, and where the rules say so from an earlier round, whose file goes with the one that
    is `written`; without `beside` it is left out. With `is_for_others` small counts are told as bounds.
    """
    asked = round_to_count(prepared.checked, round_name)
    faults = tuple(one for one in asked if isinstance(one, Fault))
    wanted = tuple(one for one in asked if isinstance(one, RoundToCount))
    if faults:
        return faults
    return measure_what_is_asked(
        prepared, round_name, wanted, episodes, engine, beside, is_for_others, progress, written
    )


def measure_what_is_asked(
    prepared: Prepared,
    round_name: str,
    asked: Sequence[RoundToCount],
    episodes: Sequence[str],
    engine: str = EMBEDDED,
    beside: Sequence[Path] | None = None,
    is_for_others: bool = False,
    progress: Progress = unheard,
    written: Path | None = None,
) -> MeasuredRound | Faults:
    """The same in the periods that are asked for, whichever the round has."""
    kept = taken_over(prepared, round_name, written)
    rest = _rest(prepared, beside, kept)
    if isinstance(rest, tuple):
        return rest
    found: list[CountedEpisodes] = []
    for one in asked:
        made = counted(prepared.checked.ruleset, one, episodes, engine, progress)
        if isinstance(made, tuple):
            return made
        found.append(made)
    basis = ", ".join(dict.fromkeys(one.basis for one in asked))
    whole = MeasuredRound(
        prepared.checked, round_name, basis, tuple(found), rest, kept.observations, is_for_others=is_for_others
    )
    return evolve(whole, lacking=lacking_figures(prepared, as_file(whole), kept))


def _rest(prepared: Prepared, beside: Sequence[Path] | None, kept: Figures) -> Figures | Faults | None:
    """The figures that are given and not counted, with those that are kept from an earlier round."""
    if beside is None:
        return None
    read = read_together(beside)
    faults = tuple(one for one in read if isinstance(one, Fault))
    if has_fatal(faults):
        return faults
    files = tuple(one for one in read if isinstance(one, ObservationFile))
    figures = figures_of(prepared.checked, *files) if files else kept
    faults = (*(fault for one in files for fault in one.faults), *figures.faults)
    if has_fatal(faults):
        return faults
    return evolve(figures, observations={**kept.observations, **figures.observations})


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


def computed_on(prepared: Prepared, found: MeasuredRound, written: Path | None = None) -> Computed | Faults:
    """The valuation of a round on what was counted, as it is on the file that is written of it."""
    return compute_on(prepared, found.round, (as_file(found),), written)
