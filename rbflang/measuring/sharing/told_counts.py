"""The counts of one who is paid as they are told to others, and what everybody can work out of that.

Each count is told as it is, as a bound (a small one), or hidden so that a small one cannot be worked out. A total
that is small has small parts, and 0 is told as one of them there; elsewhere 0 is told as it is. What follows from all
that is told is asked one small count at a time: can it still be every small number? It can where a table is
found that has that number and agrees with all that is told, which is then a proof. Where none is found it is taken to
be known, so that more is hidden than need be, and never less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from attrs import field, frozen

from rbflang.register.definitions import EpisodeCount

MOST_TRIED = 4_000


class HowTold(Enum):
    """How a count is told."""

    AS_IT_IS = "as it is"
    SMALL = "a small number that is not 0"
    FEW = "a small number or 0"
    HIDDEN = "a number that is not small"
    BLURRED = "a number that is not 0"
    UNTOLD = "any number"


@frozen
class CountPlace:
    """A count of a unit; of the one who is paid, where the unit is empty."""

    unit: str
    count: EpisodeCount


@frozen(eq=False)
class Held:
    """The counts on the one side come to no more than those on the other; or to just as many."""

    less: tuple[CountPlace, ...]
    more: tuple[CountPlace, ...]
    is_equal: bool = False

    @property
    def places(self) -> tuple[CountPlace, ...]:
        """All counts that it is about."""
        return (*self.less, *self.more)

    def beyond(self, values: Mapping[CountPlace, int]) -> int:
        """How many too many there are on the side of the less; of equal ones below 0 for too few."""
        over = sum(values[one] for one in self.less) - sum(values[one] for one in self.more)
        return over if self.is_equal else max(0, over)


@frozen(eq=False)
class TellableCounts:
    """The true counts, how each is told, and what is known to hold between them."""

    limit: int
    values: Mapping[CountPlace, int]
    holding: Sequence[Held]
    told: dict[CountPlace, HowTold] = field(factory=dict)
    _about: dict[CountPlace, list[Held]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        few = {one.count for one in self.values if not one.unit and self._is_small(one)}
        for place in self.values:
            told = HowTold.FEW if place.unit and place.count in few else HowTold.SMALL
            self.told[place] = told if self._is_small(place) or told is HowTold.FEW else HowTold.AS_IT_IS
        for held in self.holding:
            for place in held.places:
                self._about.setdefault(place, []).append(held)

    @property
    def small(self) -> tuple[CountPlace, ...]:
        """The counts that nobody is to know: those below the limit that are not 0."""
        return tuple(filter(self._is_small, self.values))

    def _is_small(self, place: CountPlace) -> bool:
        return 0 < self.values[place] < self.limit

    def can_be(self, place: CountPlace) -> tuple[int, int | None]:
        """The least and the most that somebody who reads how a count is told can take it for."""
        told, value = self.told[place], self.values[place]
        if told is HowTold.AS_IT_IS:
            return value, value
        if told in (HowTold.SMALL, HowTold.FEW):
            return int(told is HowTold.SMALL), self.limit - 1
        return {HowTold.HIDDEN: self.limit, HowTold.BLURRED: 1}.get(told, 0), None

    def beside(self, count: EpisodeCount) -> frozenset[EpisodeCount]:
        """The counts that something is known to hold between a count and."""
        about = (held for place, those in self._about.items() if place.count == count for held in those)
        return frozenset(place.count for held in about for place in held.places)

    def is_safe(self, place: CountPlace) -> bool:
        """True if a small count can be every small number, by all that is told."""
        return all(self._table_with(place, value) for value in range(1, self.limit))

    def _table_with(self, place: CountPlace, value: int) -> bool:
        """True if a table is found that has another number in a place and agrees with all that is told."""
        values = {**self.values, place: value}
        budget = iter(range(MOST_TRIED))
        return self._mended(values, frozenset({place}), self._about.get(place, ()), budget)

    def _mended(
        self, values: dict[CountPlace, int], still: frozenset[CountPlace], asked: Sequence[Held], budget: Iterator[int]
    ) -> bool:
        """True if what does not hold can be made to, by other numbers in places that are not told as they are."""
        wrong = next((one for one in asked if one.beyond(values)), None)
        if wrong is None:
            return True
        for place, change in self._changes(wrong, values, still):
            if next(budget, None) is None:
                return False
            before = values[place]
            values[place] = before + change
            rest = (*asked, *(one for one in self._about[place] if one not in asked))
            if self._mended(values, still | {place}, rest, budget):
                return True
            values[place] = before
        return False

    def _changes(
        self, wrong: Held, values: Mapping[CountPlace, int], still: frozenset[CountPlace]
    ) -> list[tuple[CountPlace, int]]:
        """How each place can help to make something hold: the change it needs, or as much of it as there is room for.

        The one that can do most comes first, and a number that is not small before one that is.
        """
        beyond, found = wrong.beyond(values), []
        for place in wrong.places:
            if place in still or self.told[place] is HowTold.AS_IT_IS:
                continue
            wanted = -beyond if place in wrong.less else beyond
            least, most = self.can_be(place)
            goal = max(least, values[place] + wanted)
            change = (goal if most is None else min(most, goal)) - values[place]
            if change:
                found.append((place, change))
        return sorted(found, key=lambda one: (-abs(one[1]), self.told[one[0]] in (HowTold.SMALL, HowTold.FEW)))
