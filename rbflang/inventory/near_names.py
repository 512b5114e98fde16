"""The names that a misspelt one may have been meant as, among those that may stand in its place.

Takes a ruleset and the names, gives those that are most like one. What they are compared by is made once for many.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from rbflang.nearest import MOST, Names, folded
from rbflang.ruleset.model import Ruleset

SHORTEST = 5


@frozen(eq=False, repr=False)
class NearNames:
    """Finds the names most like one: those spelt much the same, else those titled so, else other forms of it."""

    _ruleset: Ruleset
    _names: Names

    def of(self, name: str) -> tuple[str, ...]:
        """At most three names, the likest first; none where none is near."""
        wanted = folded(name)
        return self._names.nearest(name) or self._titled.get(wanted, ())[:MOST] or tuple(self._forms(wanted))[:MOST]

    @cached_property
    def _titled(self) -> dict[str, tuple[str, ...]]:
        """The names of quantities by each of their titles."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self._names.folded:
            quantity = self._ruleset.quantities.get(name)
            titles = (quantity.titles.title, quantity.titles.english) if quantity else ()
            for title in dict.fromkeys(map(folded, titles)):
                found[title] = (*found.get(title, ()), name)[:MOST]
        return found

    def _forms(self, wanted: str) -> Iterator[str]:
        """Longer and shorter forms of a name."""
        for name, other in self._names.folded.items():
            if _is_form_of(wanted, other) or _is_form_of(other, wanted):
                yield name


def _is_form_of(short: str, long: str) -> bool:
    return len(short) >= SHORTEST and long.startswith(short)
