"""Reading a valuation by names: the value of a cell, what it was printed as, and what it is called.

Takes a computed ruleset; computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.figures import OPTION, Observation
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Choose, Gather, Observed, printed_of
from rbflang.ruleset.model import SUBAREA, Member, Quantity
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation


class Cells:
    """The cells of a valuation by quantity and members."""

    def __init__(self, computed: Computed) -> None:
        self.computed = computed
        self.ruleset = computed.checked.ruleset
        self.space = self.ruleset.space

    def key(self, name: str, members: Mapping[str, str]) -> Key:
        """The key of a quantity's cell at these members; sets that it does not vary over are passed over."""
        return self.space.key_at(self.space.domain(self.ruleset.quantities[name].sets), members)

    def cell(self, name: str, members: Mapping[str, str]) -> Cell:
        """The cell of a quantity."""
        return self._cell_at(name, self.key(name, members))

    def _cell_at(self, name: str, key: Key) -> Cell:
        node = self.computed.valuation.graph.named[name]
        return self.computed.valuation.cells[node][node.domain.index[key]]

    def value(self, name: str, members: Mapping[str, str]) -> Fraction | None:
        """The number that a cell was computed to; `None` where it has none."""
        return self.value_at(name, self.key(name, members))

    def value_at(self, name: str, key: Key) -> Fraction | None:
        """The number of the cell with this key; `None` where it has none."""
        found = printed_of(self._cell_at(name, key))
        return found if isinstance(found, Fraction) else None

    def number(self, name: str, members: Mapping[str, str] | None = None) -> Fraction:
        """The number of a cell that has one."""
        found = self.value(name, members or {})
        assert found is not None, name
        return found

    def observation(self, name: str, members: Mapping[str, str]) -> Observation | None:
        """The row of the data that gave a cell, pinned or observed."""
        key = (name, self.key(name, members))
        figures = self.computed.figures
        return figures.observations.get(key) or figures.pins.get(key)

    def source_row(self, name: str, members: Mapping[str, str]) -> Observation | None:
        """The row whose figure a cell is: its own, or that of the input which a formula chose; else none."""
        row = self.observation(name, members)
        node = self.computed.valuation.graph.named[name]
        chosen = chosen_place(self.computed.valuation, (node, node.domain.index[self.key(name, members)]))
        if row is not None or not isinstance(chosen[0], Observed):
            return row
        return self.computed.figures.observations.get((chosen[0].quantity, chosen[0].domain.keys[chosen[1]]))

    def members(self, set_name: str) -> Sequence[Member]:
        """The members of a set in order."""
        found = self.ruleset.sets.get(set_name)
        return found.members if found else ()

    def subareas(self, indicator: str) -> list[str]:
        """The sub-areas of an indicator; one without a name where it has none."""
        return [one.name for one in self.members(SUBAREA) if one.above == indicator] or [""]

    def citation(self, quantity: Quantity, members: Mapping[str, str] | None = None) -> str:
        """Where a quantity or one of its cells comes from, as it is written beside a line."""
        given = quantity.given.get(self.key(quantity.name, members or {}))
        if given and given.span.source.name == OPTION:
            return OPTION
        citation = given.citation if given else quantity.citation
        if citation is None:
            return ""
        entry = citation.entries[0]
        words = [entry.source, ", ".join(entry.places)] if entry.source else [""]
        return " ".join(filter(None, words))

    def place(self, quantity: Quantity, members: Mapping[str, str] | None = None) -> str:
        """The file and line of a quantity or one of its cells."""
        given = quantity.given.get(self.key(quantity.name, members or {}))
        span = given.span if given else quantity.span
        return span.short


def chosen_place(valuation: Valuation, place: Place) -> Place:
    """The cell whose value a cell has: what was chosen, wherever it was only taken over."""
    while isinstance(place[0], Choose | Gather):
        read = valuation.reads(*place)
        if not read or (isinstance(place[0], Choose) and len(read) < 2):
            return place
        place = read[-1]
    return place
