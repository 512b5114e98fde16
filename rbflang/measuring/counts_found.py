"""What was counted, and what was read for it: values without a single row, key or code of a patient."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from rbflang.register.definitions import EpisodeCount, Measurement
from rbflang.register.periods import Period as Period


@frozen
class UnitCounts:
    """The counts of one unit (a trust) under a payee (a region); with `counted_per` the payee, `unit` is empty."""

    payee: str
    unit: str
    counts: Mapping[EpisodeCount, int]


@frozen
class FileRead:
    """One file, or one table of a database; `sha256` is empty where there is no file."""

    name: str
    rows: int
    size: int
    sha256: str


@frozen
class CodeSeen:
    """A code that a column holds in spite of what is declared, in how many rows."""

    column: str
    code: str
    rows: int


@frozen
class Quality:
    """What a controller must know of the data: rows by why they were left out, and what looks wrong.

    All are counts of rows but `patients_in_several_units` (patients, by payee). `units_without_rows` are declared units
    that no row in the period names. `written_otherwise` are codes of the rules that rows hold in other letters or
    between other signs, where they do not count. `months_without_rows` are the first days of the months of the period
    that no row is dated in.
    """

    rows: int
    counted_rows: int
    outside_period: int
    not_counting: int
    without_patient: int
    without_unit: int
    unknown_payee: int
    duplicate_rows: int
    patients_in_several_units: Mapping[str, int]
    unknown_codes: tuple[CodeSeen, ...]
    never_seen: tuple[tuple[str, str], ...]
    units_without_rows: tuple[str, ...]
    written_otherwise: tuple[CodeSeen, ...] = ()
    months_without_rows: tuple[date, ...] = ()


@frozen
class CountedEpisodes:
    """All that came of a measurement: counts by unit, what was read and how good it was.

    `made_up` where the file says that its episodes are made up. `headings` are the columns that were used, each with
    its heading in the file.
    """

    measurement: Measurement
    period: Period | None
    units: tuple[UnitCounts, ...]
    files: tuple[FileRead, ...]
    quality: Quality
    engine: str
    made_up: bool
    headings: tuple[tuple[str, str], ...] = ()

    def by_payee(self) -> dict[str, dict[EpisodeCount, int]]:
        """The counts of each payee: the sums of its units, as the ruleset adds them up."""
        found: dict[str, dict[EpisodeCount, int]] = {}
        for unit in self.units:
            sums = found.setdefault(unit.payee, dict.fromkeys(self.measurement.counts, 0))
            for count, number in unit.counts.items():
                sums[count] += number
        return found
