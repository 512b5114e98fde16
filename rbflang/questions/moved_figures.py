"""The figures that are others in the later of two rounds, and whose each of them is.

Takes a ruleset computed on both rounds; gives the figures behind its payouts that moved. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation, pinned_place
from rbflang.graph.domain import Key

COMMON = ""  # what belongs to no member of a set
Named = tuple[str, Key]


@frozen(eq=False, repr=False)
class MovedFigure:
    """A figure that is another in the later round: its quantity and key, its members by set, and what it is in both."""

    place: Named
    members: Mapping[str, str]
    earlier: Observation | None
    later: Observation | None

    def of(self, set_name: str) -> str:
        """The member of a set that it belongs to; nobody in particular where its quantity does not vary over it."""
        return self.members.get(set_name, COMMON)


def moved_figures(earlier: Computed, later: Computed) -> Iterator[MovedFigure]:
    """Each figure or pin behind the payouts that is another one, in the order of the later round's data."""
    behind = behind_payouts(earlier) | behind_payouts(later)
    for old, new in ((earlier.figures.observations, later.figures.observations),
                     (earlier.figures.pins, later.figures.pins)):  # fmt: skip
        for place in dict.fromkeys((*new, *old)):
            before, after = old.get(place), new.get(place)
            is_same = before is not None and after is not None and before.cell == after.cell
            if not is_same and pinned_place(later.checked.ruleset, *place) in behind:
                yield MovedFigure(place, members_of(later, place), before, after)


def behind_payouts(computed: Computed) -> set[Named]:
    """The named cells that the payouts rest on."""
    names = computed.valuation.graph.names
    return {(names[node], node.domain.keys[cell]) for node, cell in computed.behind_payouts if node in names}


def members_of(computed: Computed, place: Named) -> Mapping[str, str]:
    """The member of each set that a figure belongs to."""
    ruleset = computed.checked.ruleset
    return dict(zip(ruleset.space.domain(ruleset.quantities[place[0]].sets).sets, place[1], strict=True))
