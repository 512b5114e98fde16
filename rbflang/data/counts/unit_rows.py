"""The counts of units behind a figure: of each trust behind the result of its region, as the data give them.

Values alone; how they are read and what they must add up to stands in `counts_behind.py`.
"""

from __future__ import annotations

from attrs import field, frozen

from rbflang.data.counts.counts_written import CountRange, WrittenCounts
from rbflang.data.counts.what_is_counted import WhatIsCounted
from rbflang.graph.domain import Key
from rbflang.source import Span


@frozen(eq=False, repr=False)
class UnitColumn:
    """The column whose rows are behind the rows of a quantity; `set_name` where its names are members of a set.

    `payee` is the set of those whose figures they are behind. With `adds_up` their counts add up to those of the payee;
    else something may be counted in several of them, and once for the payee.
    """

    quantity: str
    name: str
    payee: str
    set_name: str
    adds_up: bool


@frozen(eq=False, repr=False)
class UnitRow:
    """The counts of one unit: as written, as they are, how sure they are, and where they stand."""

    quantity: str
    key: Key
    unit: str
    counts: WrittenCounts
    status: str
    source: str
    span: Span = field(eq=False)


@frozen(eq=False, repr=False)
class CountsBehind:
    """The units behind a figure, in the order of the data.

    `what` says what the numerator and the denominator count. With `is_sum` the data have no figure, and it was made as
    their sum; where it cannot be made of them, there is none.
    """

    column: UnitColumn
    units: tuple[UnitRow, ...]
    what: WhatIsCounted | None
    is_sum: bool


def sum_of_counts(units: tuple[UnitRow, ...]) -> WrittenCounts:
    """What the counts of all units come to: numerators and denominators separately."""
    under = [one.counts.denominator for one in units]
    return WrittenCounts(
        _sum_of([one.counts.numerator for one in units]), _sum_of([one for one in under if one]) if any(under) else None
    )


def _sum_of(ranges: list[CountRange]) -> CountRange:
    most = [one.most for one in ranges if one.most is not None]
    return CountRange(sum(one.least for one in ranges), sum(most) if len(most) == len(ranges) else None)
