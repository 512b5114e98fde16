"""The figures of a round that are not counted: those given beside, those the rules take over, and those that lack.

Takes a measured round; gives them by quantity, those of a quantity that is measured by indicator too.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import PurePath

from attrs import frozen

from rbflang.graph.domain import Key
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.ruleset.model import INDICATOR, Member, Quantity

PlaceOfAFigure = tuple[str, Key]


class Whence(Enum):
    """Where a figure that is not counted comes from."""

    GIVEN = "given"
    TAKEN_OVER = "taken_over"
    LATER = "taken_over_later"
    LACKING = "lacking"


@frozen(eq=False, repr=False)
class NotCounted:
    """So many figures of a quantity, of one indicator where it is measured, and the file that they stand in.

    What is `GIVEN` or `TAKEN_OVER` is in the file that is written. What is taken over `LATER` is not: the rules have it
    from an earlier round when the amounts are computed.
    """

    whence: Whence
    file: str
    quantity: Quantity
    indicator: Member | None
    count: int


def not_counted(measured: MeasuredRound) -> tuple[NotCounted, ...]:
    """The figures that are not counted, and those that lack."""
    of_indicators = {one.measurement.quantity for one in measured.counted}
    found: dict[tuple[Whence, str, str, str], int] = {}
    for whence, file, (name, key) in _places(measured):
        indicator = _at(measured, name, key).get(INDICATOR, "") if name in of_indicators else ""
        group = whence, file, name, indicator
        found[group] = found.get(group, 0) + 1
    ruleset = measured.checked.ruleset
    return tuple(
        NotCounted(whence, file, ruleset.quantities[name], ruleset.sets[INDICATOR][one] if one else None, count)
        for (whence, file, name, one), count in found.items()
    )


def _places(measured: MeasuredRound) -> Iterator[tuple[Whence, str, PlaceOfAFigure]]:
    ruleset = measured.checked.ruleset
    given = {**measured.rest.observations, **measured.rest.pins} if measured.rest else {}
    for place in given:
        if place not in measured.measured_places:
            one = given[place]
            is_taken_over = measured.taken_over.get(place) is one
            yield Whence.TAKEN_OVER if is_taken_over else Whence.GIVEN, _file(one.span.source.name), place
    for place, one in measured.taken_over.items():
        if place not in measured.measured_places and place not in given:
            yield Whence.LATER, _file(one.span.source.name), place
    lacking = measured.lacking - measured.measured_places
    of_those = {name for name, _ in lacking}
    for quantity in (one for one in ruleset.quantities.values() if one.name in of_those):
        for key in ruleset.space.domain(quantity.sets).keys:
            if (quantity.name, key) in lacking:
                yield Whence.LACKING, "", (quantity.name, key)


def _at(measured: MeasuredRound, name: str, key: Key) -> dict[str, str]:
    """The member of each set that a figure is of."""
    ruleset = measured.checked.ruleset
    return dict(zip(ruleset.space.domain(ruleset.quantities[name].sets).sets, key, strict=True))


def _file(name: str) -> str:
    return PurePath(name).name
