"""Loose numbers that must keep a total: how they can move, and where they are when one after another is filled up.

Takes the loose inputs of a calculation and what the rules promise; gives the groups that have a total between them.
It computes nothing but sums of the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang import intervals
from rbflang.data.computed import Computed
from rbflang.failures.totals_not_met import figures_together, known_sum
from rbflang.intervals import Interval, point
from rbflang.ruleset.totals import promised
from rbflang.ruleset.values import exact
from rbflang.tables.reads import Place
from rbflang.uncertainty.uncertain_part import LoosePart


@frozen(repr=False)
class Promise:
    """Loose numbers, and what they must add up to."""

    places: tuple[Place, ...]
    total: Fraction

    def within(self, box: Mapping[Place, Interval]) -> dict[Place, Interval]:
        """What each may be when the others are as they may be."""
        found: dict[Place, Interval] = {}
        for place in self.places:
            rest = point(self.total)
            for other in self.places:
                rest = rest if other == place else intervals.subtract(rest, box[other])
            found[place] = box[place].within(rest)
        return found

    def filled(self, box: Mapping[Place, Interval], order: Sequence[Place]) -> dict[Place, Fraction]:
        """Each at its least, and what is left of the total given to them in order, as much as each can take."""
        found = {place: low for place in order if (low := box[place].low) is not None}
        left = self.total - sum(found.values(), Fraction(0))
        for place in order:
            high = box[place].high
            assert high is not None, "a number of the rules is printed, or known within bounds"
            given = min(high - found[place], left)
            found[place] += given
            left -= given
        return found


def promises(computed: Computed, part: LoosePart) -> Iterator[Promise]:
    """The groups of loose numbers of the rules whose exact total is promised."""
    at = {leaf: place for place, leaf in part.inputs.items()}
    for group in promised(computed.checked.ruleset):
        name, typing = group.quantity.name, group.quantity.typing
        places = tuple(at[name, key] for key, _ in group.cells if (name, key) in at)
        if places and typing and typing.total is not None and not typing.is_approximate:
            cells = computed.valuation.of(name)
            sure = [cell for key, _ in group.cells if isinstance(cell := cells[key], Fraction)]
            yield Promise(places, exact(typing.total) - sum(sure, Fraction(0)))
    yield from _of_inputs(computed, part)


def _of_inputs(computed: Computed, part: LoosePart) -> Iterator[Promise]:
    """The groups of printed figures that add up to what the rules say of them."""
    for quantity in computed.checked.ruleset.quantities.values():
        places = {leaf[1]: place for place, leaf in part.inputs.items() if leaf[0] == quantity.name}
        for figures in figures_together(computed, quantity).values() if places else ():
            loose = tuple(places[key] for key, _ in figures if key in places)
            total = known_sum(figures)
            if loose and quantity.typing and quantity.typing.total and total == exact(quantity.typing.total):
                yield Promise(loose, total - (known_sum([one for one in figures if one[0] not in places]) or 0))
