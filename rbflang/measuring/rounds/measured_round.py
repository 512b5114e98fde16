"""A round as it was counted: the ruleset, which data its period is of, and what each measurement counted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from rbflang.data.counts.counts_written import WrittenCounts, exactly
from rbflang.data.figures import Figures, Observation
from rbflang.graph.domain import Key
from rbflang.measuring.counts_found import CountedEpisodes, FileRead
from rbflang.measuring.rounds.counted_results import ObservedCell, observed_cells
from rbflang.measuring.sharing.share import SharedCounts, shared
from rbflang.register.definitions import MeasuredCell
from rbflang.ruleset.model import CheckedRuleset, Quantity


@frozen(eq=False, repr=False, slots=False)
class MeasuredRound:
    """What was counted of a round; `basis` is what its register and period are called, `NPR 1. tertial 2024`.

    `rest` are the figures that are given beside, where they are asked for; `taken_over` those that the rules have from
    an earlier round, and `lacking` what the payouts need and nobody gives, by quantity and key. With `is_for_others`
    small counts are told as bounds.
    """

    checked: CheckedRuleset
    round: str
    basis: str
    counted: tuple[CountedEpisodes, ...]
    rest: Figures | None = field(default=None)
    taken_over: Mapping[tuple[str, Key], Observation] = field(factory=dict)
    lacking: frozenset[tuple[str, Key]] = frozenset()
    is_for_others: bool = False

    @property
    def is_made_up(self) -> bool:
        """True where the episodes, or figures beside them, are made up."""
        rows = (*self.rest.observations.values(), *self.rest.pins.values()) if self.rest else ()
        return any(one.made_up for one in self.counted) or any(one.status == "synthetic" for one in rows)

    @property
    def files(self) -> tuple[FileRead, ...]:
        """The files that were read, each once."""
        return tuple(dict.fromkeys(file for one in self.counted for file in one.files))

    @cached_property
    def cells(self) -> tuple[tuple[CountedEpisodes, tuple[ObservedCell, ...]], ...]:
        """What was observed, by measurement."""
        return tuple((one, observed_cells(one, self.payees(one))) for one in self.counted)

    def quantity(self, counted: CountedEpisodes) -> Quantity:
        """The quantity that is measured."""
        return self.checked.ruleset.quantities[counted.measurement.quantity]

    def payee_set(self, counted: CountedEpisodes) -> str:
        """The set of those whose results are counted."""
        measurement = counted.measurement
        return measurement.register.column(measurement.payee).of

    def payees(self, counted: CountedEpisodes) -> tuple[str, ...]:
        """Those whose results are counted, as the ruleset names them."""
        return tuple(one.name for one in self.checked.ruleset.sets[self.payee_set(counted)].members)

    def unit_column(self, counted: CountedEpisodes) -> str:
        """The column of the units behind a result; empty where all is counted for those who are paid alone."""
        measurement = counted.measurement
        return "" if measurement.counted_per == measurement.payee else measurement.counted_per

    def members(self, counted: CountedEpisodes, cell: MeasuredCell, payee: str) -> dict[str, str]:
        """The member of each set that an observation is of."""
        ruleset = self.checked.ruleset
        sets = ruleset.space.domain(self.quantity(counted).sets).sets
        others = [one for one in sets if one != self.payee_set(counted)]
        return {**dict(zip(others, cell.key, strict=False)), self.payee_set(counted): payee}

    @cached_property
    def shared(self) -> SharedCounts | None:
        """What others may know of each count; none where all is told."""
        return shared(self.counted) if self.is_for_others else None

    def told(self, counted: CountedEpisodes, one: ObservedCell, unit: str = "") -> WrittenCounts:
        """The counts of a result, or of a unit behind it, as they are told: exact, or a bound of what is hidden."""
        if self.shared is not None and any(each.payee == one.payee for each in counted.units):
            return self.shared.of(counted.measurement, one.payee, unit, one.cell)
        counts = one.behind[unit] if unit else one.counts
        under = None if counts.denominator is None else exactly(counts.denominator)
        return WrittenCounts(exactly(counts.numerator), under)

    @cached_property
    def measured_places(self) -> frozenset[tuple[str, Key]]:
        """The observations that are counted: quantity and key."""
        space = self.checked.ruleset.space
        return frozenset(
            (one.measurement.quantity, space.key_at(domain, self.members(one, observed.cell, observed.payee)))
            for one, cells in self.cells
            for domain in [space.domain(self.quantity(one).sets)]
            for observed in cells
        )
