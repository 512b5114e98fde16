"""A table of made-up episodes as it is thought out: numbers of patients and of rows, unit by unit.

Patients are numbered through all units. Who is treated in a second unit is one of those of another.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from rbflang.measuring.made_up.asked_for import EpisodesAsked
from rbflang.measuring.made_up.marks import CodeMark
from rbflang.measuring.made_up.row_kinds import RowKinds
from rbflang.register.definitions import EpisodeCount


@frozen
class UnitPlan:
    """The numbers of one unit: patients by profile, numerators by mark, rows that count by kind, and rows that do not.

    `shared_within` of its patients are patients of the next unit of the payee too, `shared_beyond` of the first unit of
    the next payee; all others are its own, numbered from `first_patient`. Patients without any row that counts come
    after all of those, from `first_aside`.
    """

    payee: int
    name: str
    patients: tuple[int, ...]
    numerators: tuple[int, ...]
    kinds: tuple[int, ...]
    duplicates: int
    defects: int
    aside: int
    next_unit: int = 0
    shared_within: int = 0
    unit_beyond: int = 0
    shared_beyond: int = 0
    first_patient: int = 0
    first_aside: int = 0

    @property
    def own(self) -> int:
        """Patients that are its own."""
        return sum(self.patients) - self.shared_within - self.shared_beyond

    @property
    def only_aside(self) -> int:
        """Patients that have no row that counts."""
        return self.aside // 4

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.kinds) + self.duplicates + self.defects + self.aside


@frozen
class EpisodePlan:
    """A table thought out: kinds of rows, profiles (the values that a patient's rows have), marks and units.

    `neutral` are the kinds that no count of rows counts. `fitted` are the cells whose quotients are as wanted.
    """

    asked: EpisodesAsked
    kinds: RowKinds
    profiles: tuple[tuple[int, ...], ...]
    marks: tuple[tuple[EpisodeCount, CodeMark], ...]
    neutral: tuple[int, ...]
    units: tuple[UnitPlan, ...]
    fitted: tuple[tuple[str, ...], ...]

    def with_mark(self, mark: int) -> tuple[int, ...]:
        """The profiles of patients that a mark can be put on."""
        values = self.marks[mark][1].values
        return tuple(at for at, held in enumerate(self.profiles) if values & {*held})

    def first_rows(self, patients: Sequence[int]) -> int:
        """How many rows it takes that each patient has one of each of its values."""
        return sum(number * len(held) for number, held in zip(patients, self.profiles, strict=True))

    @property
    def patients(self) -> int:
        """All patients, each once."""
        return sum(unit.own + unit.only_aside for unit in self.units)
