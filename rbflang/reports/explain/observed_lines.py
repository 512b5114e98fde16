"""The lines of a measure that climbs no staircase: the figures it looks at, and the place in its ranking.

Takes the cells of a valuation; gives entries of a ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbflang.explanation.cells import Cells
from rbflang.explanation.observed import looked_at
from rbflang.explanation.roles import Roles, achievement
from rbflang.graph.closure import behind
from rbflang.graph.nodes import Failure, Node, Ranking, printed_of, reads_of
from rbflang.reports.chain import title
from rbflang.reports.document import LedgerLine
from rbflang.reports.whose_value import not_given
from rbflang.ruleset.model import INDICATOR, PARTS_NAME, POINTS_NAME, SUBAREA, Measure, Quantity
from rbflang.wording import Voice


def observed_rows(
    cells: Cells, roles: Roles, measure: Measure, members: Mapping[str, str], say: Voice
) -> Iterator[LedgerLine]:
    """The figures of this indicator and region, and the place among those that take part."""
    if achievement(measure):
        return
    for quantity in _looked_at(cells, roles, measure):
        row = cells.observation(quantity.name, members)
        printed = say.printed(row.printed or row.narrowing) if row else not_given(say)
        yield LedgerLine(title(quantity, say), printed, "", "", row.source.partition(":")[0] if row else "")
    for area, place, count in _places(cells, measure, members):
        label = say("Plass", "Place") + (f", {area}" if area else "")
        yield LedgerLine(label, say(f"{place} av {count}", f"{place} of {count}"))


def observed_in_short(cells: Cells, roles: Roles, measure: Measure, members: Mapping[str, str], say: Voice) -> str:
    """The last of the region's own figures that the measure looks at; nothing where a staircase has its result."""
    own = [] if achievement(measure) else [one for one in _looked_at(cells, roles, measure) if roles.among in one.sets]
    row = cells.observation(own[-1].name, members) if own else None
    return say.printed(row.printed or row.narrowing) if row else ""


def _looked_at(cells: Cells, roles: Roles, measure: Measure) -> list[Quantity]:
    """The figures per indicator; those that all indicators share say nothing of one."""
    found = looked_at(cells.computed.checked, measure)
    return [one for one in found if INDICATOR in one.sets and set(one.sets) <= {INDICATOR, roles.among}]


def _places(cells: Cells, measure: Measure, members: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The sub-area, the place and of how many, in each ranking that decides the parts; none for those not ranked."""
    valuation = cells.computed.valuation
    for node in _rankings(valuation.graph.named[f"{measure.name}.{PARTS_NAME if measure.parts else POINTS_NAME}"]):
        for at in _cells_at(node, members):
            group = next((group for group in node.groups if at in group), ())
            cell = valuation.cells[node][at]
            value = printed_of(cell)
            known = sum(1 for one in group if not isinstance(valuation.cells[node][one], Failure))
            if not isinstance(value, Failure | None):
                yield (
                    dict(zip(node.domain.sets, node.domain.keys[at], strict=True)).get(SUBAREA, ""),
                    str(value),
                    str(known),
                )


def _cells_at(node: Node, members: Mapping[str, str]) -> Iterator[int]:
    """The cells of a node for these members, whatever the others are."""
    for at, key in enumerate(node.domain.keys):
        if all(members.get(name, member) == member for name, member in zip(node.domain.sets, key, strict=True)):
            yield at


def _rankings(node: Node) -> Iterator[Ranking]:
    return (one for one in behind([node], reads_of) if isinstance(one, Ranking))
