"""The figures of two rulesets under the names that both share, laid on any mixture of them.

Takes figures as they were read; gives them by quantity and members. Where each ruleset has results of its own, the
results are a change like any other; what only one of them has a figure for, is always taken from that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.comparison.components import Members, members_at
from rbflang.comparison.counterparts import Counterparts
from rbflang.comparison.differences import RulesetComparison, Side
from rbflang.data.figures import Figures, NotUsed, Observation
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault, has_fatal
from rbflang.graph.domain import Key
from rbflang.observations import ObservationFile
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.said import full_key
from rbflang.syntax.expressions import Between

Place: TypeAlias = tuple[str, Members]
Cell: TypeAlias = tuple[str, tuple[str, ...]]


@frozen(eq=False, repr=False)
class SharedFigures:
    """Observations and pins by quantity and members, in shared names."""

    observations: Mapping[Place, Observation]
    pins: Mapping[Place, Observation]
    not_used: tuple[NotUsed, ...] = ()

    def beside(self, other: SharedFigures, own_places: frozenset[Place]) -> SharedFigures:
        """These figures, and of the other's those for which there is no place in the ruleset of these."""
        observations, pins = (
            {place: one for place, one in cells.items() if place not in own_places}
            for cells in (other.observations, other.pins)
        )
        not_used = tuple(dict.fromkeys((*self.not_used, *other.not_used)))
        return SharedFigures({**observations, **self.observations}, {**pins, **self.pins}, not_used)

    def of(self, side: Side) -> Figures:
        """The figures that one of the two rulesets has a place for, in its own names."""
        own = own_places(side)
        observations = {own[place]: one for place, one in self.observations.items() if place in own}
        inputs = {place: one for place, one in observations.items() if _role(side.checked, place[0]) == "input"}
        pins = {own[place]: one for place, one in self.pins.items() if place in own}
        return Figures(_named_here(inputs), _named_here(pins), (), side.checked, self.not_used)

    def on(self, checked: CheckedRuleset) -> Figures:
        """The figures that fit a ruleset; the rest is left out."""
        observations, pins = (dict(_fitting(checked, one)) for one in (self.observations, self.pins))
        given = {place: one for place, one in observations.items() if _role(checked, place[0]) == "input"}
        return Figures(given, pins, (), checked, self.not_used)


def _named_here(cells: Mapping[Cell, Observation]) -> dict[Cell, Observation]:
    return {(name, key): evolve(one, quantity=name, key=key) for (name, key), one in cells.items()}


def _fitting(
    checked: CheckedRuleset, figures: Mapping[Place, Observation]
) -> Iterable[tuple[tuple[str, tuple[str, ...]], Observation]]:
    quantities, space = checked.ruleset.quantities, checked.ruleset.space
    for (name, members), one in figures.items():
        quantity = quantities.get(name)
        sets = tuple(set_name for set_name, _ in members)
        key = full_key(space, sets, [each for _, each in members]) if quantity and quantity.sets == sets else None
        if key is not None:
            yield (name, key), evolve(one, quantity=name, key=key)


def _role(checked: CheckedRuleset, name: str) -> str:
    return checked.ruleset.quantities[name].role


def shared(side: Side, figures: Figures) -> SharedFigures:
    """The figures of one ruleset in shared names."""
    observations, pins = (_named(figures, cells, side.names) for cells in (figures.observations, figures.pins))
    return SharedFigures(observations, pins, figures.not_used)


def _named(
    figures: Figures, cells: Mapping[tuple[str, tuple[str, ...]], Observation], names: Counterparts
) -> dict[Place, Observation]:
    ruleset = figures.checked.ruleset
    return {
        (names.quantity(name), members_at(ruleset, ruleset.quantities[name], key, names)): one
        for (name, key), one in cells.items()
    }


def places_of(side: Side) -> frozenset[Place]:
    """Every place that a ruleset has for a figure, in shared names."""
    return frozenset(own_places(side))


def only_in(side: Side, other: Side, figures: SharedFigures) -> tuple[Place, ...]:
    """The places of figures that one ruleset has and the other has not, and that the payout rests on."""
    own, others = places_of(side), places_of(other)
    given = (*figures.observations, *figures.pins)
    return tuple(place for place in given if place in own and place not in others and place[0] in side.reached)


def own_places(side: Side) -> dict[Place, Cell]:
    """Every place that a ruleset has for a figure, with the quantity and the cell that it is there.

    A number of the rules that is only known within bounds is one.
    """
    ruleset, names = side.ruleset, side.names
    return {
        (names.quantity(one.name), members_at(ruleset, one, key, names)): (one.name, key)
        for one in ruleset.quantities.values()
        for key in ruleset.space.domain(one.sets).keys
        if one.role == "input" or one.is_computed or is_loose(one, key)
    }


def is_loose(quantity: Quantity, key: Key) -> bool:
    """True for a number of the rules that is only known within bounds."""
    return key in quantity.given and isinstance(quantity.given[key].value, Between)


def of_files(
    comparison: RulesetComparison, files: Sequence[ObservationFile]
) -> tuple[SharedFigures | None, tuple[Fault, ...]]:
    """What either ruleset reads in files; a fault is what neither of them can read."""
    before, after = (figures_of(side.checked, *files) for side in (comparison.before, comparison.after))
    places = {_place(one) for one in before.faults}
    faults = (
        *(fault for one in files for fault in one.faults),
        *(one for one in after.faults if _place(one) in places),
    )
    if has_fatal(faults):
        return None, faults
    first, second = shared(comparison.before, before), shared(comparison.after, after)
    observations = {**first.observations, **second.observations}
    not_used = tuple(dict.fromkeys((*first.not_used, *second.not_used)))
    return SharedFigures(observations, {**first.pins, **second.pins}, not_used), ()


def _place(fault: Fault) -> tuple[int, int]:
    span = fault.labels[0].span
    return span.line, span.column


def are_the_same(one: SharedFigures, other: SharedFigures, places: frozenset[Place]) -> bool:
    """True if both have the same figures at these places."""
    return all(
        _said(mine.get(place)) == _said(yours.get(place))
        for place in places
        for mine, yours in ((one.observations, other.observations), (one.pins, other.pins))
    )


def _said(one: Observation | None) -> object:
    return one and (one.cell, one.status)
