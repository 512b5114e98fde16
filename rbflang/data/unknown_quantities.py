"""The names in data that no quantity has, each told once.

Takes rows as they are met, gives the fault of a name that is new. What the names are compared with is made once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from rbflang import data_faults
from rbflang.diagnostics import Fault
from rbflang.nearest import Names, folded
from rbflang.observations import ObservationRow
from rbflang.wording import Words

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@frozen(eq=False, repr=False)
class UnknownQuantities:
    """Tells of names that no quantity has, and of those that one has for another year."""

    _names: Names
    _told: set[str] = field(factory=set, init=False)

    @cached_property
    def _in_any_year(self) -> Mapping[str, str]:
        return {_but_for_years(one): one for one in reversed(self._names.names)}

    def faults(self, row: ObservationRow) -> Iterator[Fault]:
        """The fault of the name in a row; nothing where it was told of another row."""
        name, span = row.text("quantity"), row.place("quantity")
        if name in self._told:
            return
        self._told.add(name)
        ours = self._in_any_year.get(_but_for_years(name))
        if ours:
            yield data_faults.of_another_year(span, name, ours)
        else:
            what = Words("størrelse", "quantity")
            yield data_faults.unknown_in_data(span, name, what, self._names.nearest(name))


def _but_for_years(name: str) -> str:
    return folded(_YEAR.sub("0", name))
