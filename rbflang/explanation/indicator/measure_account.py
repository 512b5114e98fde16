"""What one measure gave one who is paid for one indicator: results, steps, requirements, parts of all, points.

Takes the cells of a valuation; gives values for reports to word. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.figures import Observation
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.observed import looked_at
from rbflang.explanation.indicator.placing import PartsOfAll, Placing, placings, pot_of, shares
from rbflang.explanation.indicator.requirements import uncertain, unmet
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.roles import Roles, mean_of
from rbflang.explanation.workings import Term, leaves, term_at
from rbflang.graph.closure import behind
from rbflang.graph.nodes import Failure, Node, Ranking, printed_of, reads_of
from rbflang.ruleset.model import (
    INDICATOR,
    MEASURE,
    PARTS_NAME,
    POINT_SHARE_NAME,
    POINTS_NAME,
    SUBAREA,
    Gate,
    Measure,
    Member,
    Quantity,
)
from rbflang.ruleset.order import target_of
from rbflang.syntax.expressions import Sharing
from rbflang.syntax.traversal import names_read


@frozen(eq=False, repr=False)
class GateAnswer:
    """A requirement, whether it is met, and whether that hangs on decimals that were not printed.

    `own` are the numbers of the one who is paid that it looks at, and the rows whose figures they are.
    """

    gate: Gate
    is_met: bool
    is_uncertain: bool
    own: tuple[tuple[Item, Observation | None], ...]


@frozen(eq=False, repr=False)
class RankedPlace:
    """The place in a ranking that decides the parts, of how many, and in which sub-area."""

    subarea: str
    place: str
    count: int


@frozen(eq=False, repr=False)
class OtherParts:
    """Another who is paid: its parts, its results, the figure that is looked at where there is no staircase.

    `has_lapsed` is true where a requirement took its points.
    """

    member: Member
    parts: Fraction | None
    placings: tuple[Placing, ...]
    row: Observation | None
    has_lapsed: bool


@frozen(eq=False, repr=False)
class MeasureAccount:
    """What a measure gave: where the results stand, what is required, the parts and the points.

    `mean` is the mean of the results of several sub-areas, where the rules have it.
    `share` is the measure's part of the indicator's points and `pot` these points, where it shares any, with the parts
    of all in `shares`. `looked_at` and `ranked` tell of a measure that climbs no staircase; `given_parts` are those of
    the data. `ramps` are those that the parts, or the points of a measure that shares none, come of.
    """

    measure: Measure
    points: Item
    share: Fraction | None
    placings: tuple[Placing, ...]
    mean: Fraction | None
    looked_at: tuple[Item, ...]
    ranked: tuple[RankedPlace, ...]
    given_parts: Item | None
    ramps: tuple[Term, ...]
    gates: tuple[GateAnswer, ...]
    unmet: tuple[Gate, ...]
    shares: PartsOfAll | None
    pot: Fraction | None
    others: tuple[OtherParts, ...]


def measure_account(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: Member) -> MeasureAccount:
    """What a measure gave a region for an indicator."""
    of_measure = {INDICATOR: indicator.name, MEASURE: measure.name}
    members = {**of_measure, roles.among: region.name}
    points = cells.ruleset.quantities[POINTS_NAME]
    missed, hanging = unmet(cells, measure, members), uncertain(cells, measure, members)
    is_shared = isinstance(measure.points, Sharing)
    shared = shares(cells, measure, indicator.name, roles.among) if is_shared else None
    parts = item_of(cells, cells.ruleset.quantities[PARTS_NAME], members) if _has_parts(cells, members) else None
    placed = placings(cells, measure, indicator.name, roles.among, region.name)
    mean = mean_of(cells.computed.checked, placed[0].on.observed) if len(placed) > 1 else None
    return MeasureAccount(
        measure=measure,
        points=item_of(cells, points, members),
        share=cells.value(POINT_SHARE_NAME, of_measure) if is_shared else None,
        placings=placed,
        mean=cells.value(mean.name, members) if mean else None,
        looked_at=() if placed else tuple(item_of(cells, one, members) for one in _looked_at(cells, roles, measure)),
        ranked=() if placed else tuple(_places(cells, measure, members)),
        given_parts=parts,
        ramps=tuple(_ramps(cells, measure, members)),
        gates=tuple(
            GateAnswer(gate, gate not in missed, gate in hanging, tuple(_asked_of(cells, roles, gate, members)))
            for gate in measure.gates
        ),
        unmet=missed,
        shares=shared,
        pot=_pot(cells, roles, measure, indicator),
        others=tuple(_others(cells, roles, shared, indicator, region)) if shared else (),
    )


def _asked_of(
    cells: Cells, roles: Roles, gate: Gate, members: Mapping[str, str]
) -> Iterator[tuple[Item, Observation | None]]:
    """The numbers that a requirement looks at by name, of those that vary over who is paid."""
    for name in dict.fromkeys(one.text for one in names_read(gate.condition)):
        quantity = cells.ruleset.quantities.get(target_of(cells.ruleset, name, members[MEASURE]) or "")
        if quantity is None or roles.among not in quantity.sets or not set(quantity.sets) <= set(members):
            continue
        item = item_of(cells, quantity, members)
        if item.exact is not None:
            yield item, cells.source_row(quantity.name, members)


def _has_parts(cells: Cells, members: Mapping[str, str]) -> bool:
    """True if the data give the parts."""
    return cells.observation(PARTS_NAME, members) is not None


def _ramps(cells: Cells, measure: Measure, members: Mapping[str, str]) -> Iterator[Term]:
    """The ramps that the parts are made of, each where it lies."""
    node = cells.computed.valuation.graph.named[f"{measure.name}.{PARTS_NAME if measure.parts else POINTS_NAME}"]
    if measure.parts is None and isinstance(measure.points, Sharing):
        return
    place = node, node.domain.index[cells.space.key_at(node.domain, members)]
    yield from (one for one in leaves(term_at(cells, place, is_whole=True)) if one.step == "ramp")


def _pot(cells: Cells, roles: Roles, measure: Measure, indicator: Member) -> Fraction | None:
    """The points that the measure had to share; `None` where it shares none, or somebody's cannot be computed."""
    members = {INDICATOR: indicator.name, MEASURE: measure.name}
    points = (cells.value(POINTS_NAME, {**members, roles.among: one.name}) for one in cells.members(roles.among))
    if not isinstance(measure.points, Sharing) or any(one is None for one in points):
        return None
    return pot_of(cells, measure, indicator.name, roles.among)


def _others(cells: Cells, roles: Roles, shared: PartsOfAll, indicator: Member, region: Member) -> Iterator[OtherParts]:
    measure = shared.measure
    for other in cells.members(roles.among):
        if other.name == region.name:
            continue
        members = {INDICATOR: indicator.name, MEASURE: measure.name, roles.among: other.name}
        placed = placings(cells, measure, indicator.name, roles.among, other.name)
        yield OtherParts(
            other,
            shared.parts[other.name],
            placed,
            _last_looked_at(cells, roles, measure, members, placed),
            any(gate.consequence == "lapse" for gate in unmet(cells, measure, members)),
        )


# a measure that climbs no staircase


def _looked_at(cells: Cells, roles: Roles, measure: Measure) -> list[Quantity]:
    """The figures per indicator; those that all indicators share say nothing of one."""
    found = looked_at(cells.computed.checked, measure)
    return [one for one in found if INDICATOR in one.sets and set(one.sets) <= {INDICATOR, roles.among}]


def _last_looked_at(
    cells: Cells, roles: Roles, measure: Measure, members: Mapping[str, str], placed: Sequence[Placing]
) -> Observation | None:  # fmt: skip
    """The row of the last of one's own figures that the measure looks at; none where a staircase has its result."""
    own = [] if placed else [one for one in _looked_at(cells, roles, measure) if roles.among in one.sets]
    return cells.observation(own[-1].name, members) if own else None


def _places(cells: Cells, measure: Measure, members: Mapping[str, str]) -> Iterator[RankedPlace]:
    """The place in each ranking that decides the parts; none for those not ranked."""
    valuation = cells.computed.valuation
    for node in _rankings(valuation.graph.named[f"{measure.name}.{PARTS_NAME if measure.parts else POINTS_NAME}"]):
        for at in _cells_at(node, members):
            group = next((group for group in node.groups if at in group), ())
            value = printed_of(valuation.cells[node][at])
            known = sum(1 for one in group if not isinstance(valuation.cells[node][one], Failure))
            if not isinstance(value, Failure | None):
                subarea = dict(zip(node.domain.sets, node.domain.keys[at], strict=True)).get(SUBAREA, "")
                yield RankedPlace(subarea, str(value), known)


def _cells_at(node: Node, members: Mapping[str, str]) -> Iterator[int]:
    """The cells of a node for these members, whatever the others are."""
    for at, key in enumerate(node.domain.keys):
        if all(members.get(name, member) == member for name, member in zip(node.domain.sets, key, strict=True)):
            yield at


def _rankings(node: Node) -> Iterator[Ranking]:
    return (one for one in behind([node], reads_of) if isinstance(one, Ranking))
