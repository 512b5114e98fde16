"""Who takes part in the sharing of a measure's points: those who pass every requirement that keeps the others out.

Takes a measure and the quantities that its requirements read; gives the sets that `deltar` varies over there. A
requirement of another measure's `deltar` varies over that one's sets; requirements that go in a circle are left out,
for that is a fault of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import frozen

from rbflang.graph.domain import Space
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.model import MEASURE, OWN_NAMES, TAKING_PART_NAME, Measure, Quantity
from rbflang.syntax.expressions import Aggregate, Expression, Name
from rbflang.syntax.traversal import parts_of


@frozen(eq=False)
class SetsTakingPart:
    """The sets of `deltar` in each measure, among those that its parts may vary over."""

    space: Space
    measures: Mapping[str, Measure]
    quantities: Mapping[str, Quantity]

    def of(self, measure: Measure, widest: Collection[str]) -> tuple[str, ...]:
        """The sets that the requirements of a measure vary over; of a set and one above it, the lower."""
        read = self._of_measure(measure, frozenset())
        kept = [name for name in self.space.closure(widest) if name in read]
        above = {upper for name in kept for upper in self.space.axes[name].above}
        return tuple(name for name in kept if name not in above)

    def _of_measure(self, measure: Measure, asked: frozenset[str]) -> frozenset[str]:
        if measure.name in asked:
            return frozenset()
        sets = [self._of(one, measure.name, asked | {measure.name}) for one in measure.keeping_out]
        return frozenset(self.space.closure(name for found in sets for name in found if name in self.space.axes))

    def _of(self, expression: Expression, measure: str, asked: frozenset[str]) -> frozenset[str]:
        if isinstance(expression, Name):
            return self._of_name(expression.text, measure, asked)
        found = frozenset(name for part in parts_of(expression) for name in self._of(part, measure, asked))
        if not isinstance(expression, Aggregate):
            return found
        said = found.union(name.text for name in expression.per)
        known = self.space.closure(name for name in said if name in self.space.axes)
        return frozenset(known) - removed_by(self.space, expression)

    def _of_name(self, name: str, measure: str, asked: frozenset[str]) -> frozenset[str]:
        of, _, own = (f"{measure}.{name}" if name in OWN_NAMES else name).rpartition(".")
        if own == TAKING_PART_NAME and of in self.measures:
            return self._of_measure(self.measures[of], asked)
        quantity = self.quantities.get(name)
        return frozenset(quantity.sets) - {MEASURE} if quantity else frozenset()
