"""What was observed of each cell for each who is paid: counts, with those of the units behind them.

Takes counted episodes, gives whole numbers; it must not know how they are told or written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.counts.counts_written import FEW
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.register.definitions import EpisodeCount, MeasuredCell


@frozen
class Counts:
    """A numerator and its denominator, which a count alone has none of."""

    numerator: int
    denominator: int | None

    @property
    def is_usable(self) -> bool:
        """True where it can be told as a result: not one of nothing."""
        return self.denominator is None or self.denominator > 0

    @property
    def is_impossible(self) -> bool:
        """True where more are counted than there are to count among."""
        return self.denominator is not None and self.numerator > self.denominator

    @property
    def share(self) -> Fraction | None:
        """The first over the second; nothing for a count alone, or of nothing."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def is_small(self) -> bool:
        """True where one of the two is a small number and not 0."""
        return any(0 < one < FEW for one in (self.numerator, self.denominator) if one is not None)

    def __add__(self, other: Counts) -> Counts:
        under = None if self.denominator is None or other.denominator is None else self.denominator + other.denominator
        return Counts(self.numerator + other.numerator, under)


@frozen
class ObservedCell:
    """What was counted of a cell for one who is paid, and in each unit behind it, by name, where there are any."""

    cell: MeasuredCell
    payee: str
    counts: Counts
    behind: Mapping[str, Counts]

    @property
    def told_behind(self) -> Mapping[str, Counts]:
        """The units whose counts add up to those of the whole: those that have any to count among.

        None where a unit counts something among nothing, for then the others are not the whole.
        """
        usable = {name: one for name, one in self.behind.items() if one.is_usable}
        gone = [one for name, one in self.behind.items() if name not in usable]
        return {} if any(one.numerator for one in gone) else usable


def observed_cells(counted: CountedEpisodes, payees: Sequence[str]) -> tuple[ObservedCell, ...]:
    """Each cell of a measurement for each who is paid, in that order, also for one of whom nothing was counted."""
    by_payee = counted.by_payee()
    nothing = dict.fromkeys(counted.measurement.counts, 0)
    return tuple(
        ObservedCell(cell, payee, _of(cell, by_payee.get(payee, nothing)), _behind(counted, cell, payee))
        for cell in counted.measurement.cells
        for payee in payees
    )


def _of(cell: MeasuredCell, counts: Mapping[EpisodeCount, int]) -> Counts:
    return Counts(counts[cell.numerator], None if cell.denominator is None else counts[cell.denominator])


def _behind(counted: CountedEpisodes, cell: MeasuredCell, payee: str) -> Mapping[str, Counts]:
    units = sorted((one for one in counted.units if one.payee == payee and one.unit), key=lambda one: one.unit)
    return {one.unit: _of(cell, one.counts) for one in units}
