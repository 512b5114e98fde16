"""The results of both rounds beside each other, and the parts they gave.

Takes a settlement, gives a line per indicator and region. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.reports.indicator_table import IndicatorRow, achieved, indicator_rows, parts_cell
from rbflang.ruleset.model import INDICATOR, Member
from rbflang.scenarios.settlement import Part, Settlement
from rbflang.wording import Voice


@frozen(eq=False)
class StepMoved:
    """An indicator of a region: results and parts of both rounds, as shown, and kroner by the region's own results."""

    indicator: Member
    region: Member
    results: tuple[str, str]
    parts: tuple[str, str]
    is_changed: bool
    own: Fraction | None

    @property
    def changed_parts(self) -> bool:
        """True if the region's own results changed, and with them its parts."""
        return self.is_changed and self.parts[0] != self.parts[1]


def steps_moved(found: Settlement, say: Voice) -> Iterator[StepMoved]:
    """Every indicator of every region, by indicator."""
    regions = Cells(found.later).members(found.roles.among)
    by_region = {one.name: tuple(of_region(found, one, say)) for one in regions}
    for at in range(len(Cells(found.later).members(INDICATOR))):
        yield from (by_region[one.name][at] for one in regions)


def of_region(found: Settlement, region: Member, say: Voice) -> Iterator[StepMoved]:
    """Every indicator of a region."""
    rounds = (Cells(found.earlier), Cells(found.later))
    before, after = (indicator_rows(one, found.roles, region.name, say) for one in rounds)
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        own: Part | None = found.parts[region.name][at] if found.parts else None
        yield StepMoved(
            new.indicator,
            region,
            (_result(found, rounds[0], old, region, say), _result(found, rounds[1], new, region, say)),
            (_parts(old, region, say), _parts(new, region, say)),
            found.is_changed(new.indicator.name, region.name),
            own.own if own else None,
        )


def _parts(row: IndicatorRow, region: Member, say: Voice) -> str:
    """The parts as tables show them; nothing where no staircase gives any."""
    return parts_cell(row, region.name, say) if row.shares else ""


def _result(found: Settlement, cells: Cells, row: IndicatorRow, region: Member, say: Voice) -> str:
    """The achievement; where no staircase stands on it, the only figure there is of the indicator and the region."""
    if row.shares:
        return achieved(cells, found.roles, row, region.name, say)
    rows = [
        one
        for (_, key), one in cells.computed.figures.observations.items()
        if row.indicator.name in key and region.name in key
    ]
    return say.printed(rows[0].printed or rows[0].narrowing) if len(rows) == 1 else "–"
