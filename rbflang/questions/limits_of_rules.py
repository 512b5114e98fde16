"""What the rules alone say of incentives: the limits of each indicator's steps, steps out of reach, what moves nothing.

Takes a ruleset computed on what is known without its observations; gives limits in the unit of the results. It says
nothing of kroner, which hang on everybody's results. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.climbed import Achievement, climbed_together
from rbflang.explanation.indicator.placing import steps_of
from rbflang.explanation.roles import Roles, roles_of, unit_of
from rbflang.graph.nodes import Stair, printed_of
from rbflang.intervals import Interval, multiply, point
from rbflang.proofs.improvement import Improvement, prove_improvements
from rbflang.quantities import Unit
from rbflang.ruleset.model import INDICATOR, SUBAREA, Measure, Member, Quantity
from rbflang.ruleset.order import resting_on
from rbflang.ruleset.values import given_range, quantity_kind


@frozen(eq=False, repr=False)
class StepsOfIndicator:
    """Where the steps of a result of an indicator begin, in its unit, on all its staircases; those out of reach apart.

    `result` is what is looked up: an indicator has several of these where its parts come of several results together.
    `weight` and `target` are none where the rules have none, or do not give them.
    """

    measure: Measure
    indicator: Member
    subarea: str
    result: Quantity
    unit: Unit
    weight: Fraction | None
    target: Fraction | None
    steps: tuple[Fraction, ...]
    out_of_reach: tuple[Fraction, ...]


@frozen(eq=False, repr=False)
class LimitsOfRules:
    """The steps of all indicators, inputs that no payout rests on, and what is claimed of improvements."""

    computed: Computed
    roles: Roles
    steps: tuple[StepsOfIndicator, ...]
    unused: tuple[Quantity, ...]
    claims: tuple[Improvement, ...]

    @property
    def is_never_costly(self) -> bool:
        """True if it is proved that nobody loses by improving any figure of an indicator."""
        return bool(self.claims) and all(one.is_proved for one in self.claims)


def limits_of_rules(computed: Computed) -> LimitsOfRules:
    """What the rules alone say."""
    ruleset, roles = computed.checked.ruleset, roles_of(computed.checked)
    reached = resting_on(ruleset, [roles.payout.name])
    unused = (one for one in ruleset.quantities.values() if one.role == "input" and one.name not in reached)
    return LimitsOfRules(
        computed,
        roles,
        tuple(_steps(Cells(computed), roles)),
        tuple(one for one in unused if quantity_kind(one).what == "number"),
        prove_improvements(computed.checked),
    )


def _steps(cells: Cells, roles: Roles) -> Iterator[StepsOfIndicator]:
    for measure in cells.ruleset.measures.values():
        for indicator in cells.members(INDICATOR):
            for subarea, those in _of_everybody(cells, roles, measure, indicator).items():
                alike: dict[tuple[str, str | None], list[Achievement]] = {}
                for on in those:
                    alike.setdefault((on.observed, on.target), []).append(on)
                found = (_of_result(cells, roles, measure, each, indicator, subarea) for each in alike.values())
                yield from filter(None, found)


def _of_everybody(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member
) -> Mapping[str, tuple[Achievement, ...]]:
    """The staircases of each sub-area; none where those who are paid do not all stand on the same."""
    payees = [{roles.among: one.name} for one in cells.members(roles.among)] or [{}]
    first, *others = (climbed_together(cells, measure, {INDICATOR: indicator.name, **one}) for one in payees)
    return first if all(one == first for one in others) else {}


def _of_result(
    cells: Cells, roles: Roles, measure: Measure, alike: Sequence[Achievement], indicator: Member, subarea: str
) -> StepsOfIndicator | None:
    """The steps of a result on staircases; none where a target is not given by the rules for everybody alike."""
    on, members = alike[0], {INDICATOR: indicator.name, SUBAREA: subarea}
    quantity = cells.ruleset.quantities[on.observed]
    target = Fraction(1)
    if on.target:
        if roles.among in cells.space.domain(cells.ruleset.quantities[on.target].sets).sets:
            return None
        cell = printed_of(cells.cell(on.target, members))
        if not isinstance(cell, Fraction) or cell <= 0:
            return None
        target = cell
    stairs = [stair for each in alike for _, stair in steps_of(cells, each)]
    possible = given_range(quantity)
    begins = sorted({(one.interval.low * target, _meets(one, target, possible)) for one in stairs if one.interval.low})
    weight = cells.value(roles.weight.name, members) if roles.weight else None
    return StepsOfIndicator(
        measure, indicator, subarea, quantity, unit_of(cells.computed.checked, quantity), weight,
        target if on.target else None,
        tuple(limit for limit, is_met in begins if is_met),
        tuple(limit for limit, is_met in begins if not is_met),
    )  # fmt: skip


def _meets(stair: Stair, target: Fraction, possible: Interval) -> bool:
    """True if a result can stand on the step."""
    return multiply(stair.interval, point(target)).meets(possible)
