"""Every staircase that a measure's parts are looked up in, with all who stand on it and the limits beside each.

Takes a computed ruleset; gives values for reports to word. Places are along the staircase: shares of the target, where
results are divided by one, else the results themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.climbed import applies
from rbflang.explanation.indicator.limits_beside import StepLimit, lower_limit, next_step
from rbflang.explanation.indicator.placing import Placing, placings
from rbflang.explanation.roles import roles_of
from rbflang.graph.nodes import Stair
from rbflang.intervals import Interval
from rbflang.ruleset.model import INDICATOR, Measure, Member


@frozen(eq=False, repr=False)
class StandingOn:
    """Where one who is paid stands: the result, and in its own unit where its step begins and where the next one does.

    The limits are `None` where there are none, or where the target is not known exactly.
    """

    payee: Member
    placing: Placing
    lower: StepLimit | None
    upper: StepLimit | None

    def along(self, result: Fraction) -> Fraction:
        """The place of a result along the staircase."""
        return result / self.placing.target if self.placing.target else result

    @property
    def place(self) -> Fraction | None:
        """Where it stands along the staircase; `None` where that is not known exactly."""
        is_known = self.placing.value is not None and (self.placing.target or not self.placing.on.target)
        return self.along(self.placing.value) if self.placing.value is not None and is_known else None

    @property
    def within(self) -> Interval | None:
        """All places that it may stand at, where it is not known exactly."""
        ratio = self.placing.ratio
        return ratio if ratio is not None and not ratio.is_point else None


@frozen(eq=False, repr=False)
class ClimbedStaircase:
    """A staircase of a measure for an indicator, or one of its sub-areas, and all who stand on it.

    `measures` are those of the indicator that have staircases.
    """

    measure: Measure
    measures: tuple[Measure, ...]
    indicator: Member
    subarea: str
    stairs: tuple[Stair, ...]
    standings: tuple[StandingOn, ...]


def climbed_staircases(computed: Computed) -> Iterator[ClimbedStaircase]:
    """The staircases by indicator and measure; those that nobody reaches are left out."""
    cells, among = Cells(computed), roles_of(computed.checked).among
    measures = cells.ruleset.measures.values()
    for indicator in cells.members(INDICATOR):
        asked = [one for one in measures if applies(cells.ruleset, one, indicator.name)]
        found = {one.name: _standings(cells, among, one, indicator) for one in asked}
        climbing = tuple(one for one in asked if found[one.name])
        for measure in climbing:
            for (subarea, _), standings in found[measure.name].items():
                stairs = standings[0].placing.on.node.stairs
                yield ClimbedStaircase(measure, climbing, indicator, subarea, stairs, tuple(standings))


def _standings(
    cells: Cells, among: str, measure: Measure, indicator: Member
) -> Mapping[tuple[str, str], list[StandingOn]]:
    """Those who stand on each staircase of an indicator, by its sub-area and the staircase."""
    found: dict[tuple[str, str], list[StandingOn]] = {}
    for payee in cells.members(among):
        for placing in placings(cells, measure, indicator.name, among, payee.name):
            standing = StandingOn(payee, placing, lower_limit(cells, placing), next_step(cells, placing))
            found.setdefault((placing.subarea, placing.on.staircase), []).append(standing)
    return found
