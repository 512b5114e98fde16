"""What the counts of a figure are counts of, where the ruleset says how the figure is counted from a register."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from rbflang.graph.domain import Key
from rbflang.register.definitions import ColumnKind, EpisodeCount, MeasuredCell, Measurement
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Words

COUNTED_IN_EPISODES = Words("målt i episoder", "counted in episodes")
"""How the source of a figure begins that was counted in a register as the rules say."""


class Things(Enum):
    """What is counted: patients, each once, or the rows of the register."""

    PATIENTS = "patients"
    EPISODES = "episodes"


@frozen(eq=False, repr=False)
class WhatIsCounted:
    """The counts of one figure and the measurement that they belong to."""

    measurement: Measurement
    cell: MeasuredCell

    @property
    def over(self) -> Things:
        """What the numerator counts."""
        return self._things(self.cell.numerator)

    @property
    def under(self) -> Things | None:
        """What the denominator counts; nothing where there is none."""
        return self._things(self.cell.denominator) if self.cell.denominator else None

    @property
    def adds_up(self) -> bool:
        """True where the payee's count is the sum of its units, also of patients."""
        return self.measurement.counted_per != self.measurement.payee

    def _things(self, count: EpisodeCount) -> Things:
        patients = {one.name for one in self.measurement.register.of_kind(ColumnKind.PATIENT)}
        return Things.PATIENTS if count.distinct in patients else Things.EPISODES


def what_is_counted(ruleset: Ruleset, quantity: str, key: Key) -> WhatIsCounted | None:
    """What a figure of a quantity is counted of; nothing where no measurement counts it."""
    for measurement in ruleset.measurements:
        if measurement.quantity == quantity:
            sets = ruleset.space.domain(ruleset.quantities[quantity].sets).sets
            among = measurement.register.column(measurement.payee).of
            own = {member for name, member in zip(sets, key, strict=True) if member and name != among}
            for cell in measurement.cells:
                if set(filter(None, cell.key)) == own:
                    return WhatIsCounted(measurement, cell)
    return None
