"""The figures of a round, cell by cell: what was observed, what was pinned, and where each stands.

Takes observations that `rows.py` has read; gives them to the evaluator by quantity. It reads no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from rbflang.data.counts.unit_rows import CountsBehind
from rbflang.data.stand_ins import known_bound
from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell
from rbflang.nearest import folded
from rbflang.ruleset.model import MEASURE, CheckedRuleset, MemberSet, Quantity, Ruleset
from rbflang.ruleset.usage import optional_behind_payouts
from rbflang.source import Source, Span
from rbflang.syntax.vocabulary import written_name

OPTION = "--set"
"""The source of a figure that was set on the command line."""


@frozen(repr=False)
class Replaced:
    """The figure that another one replaces: as printed, as it was computed with, why, and where that is said."""

    printed: str
    cell: Cell = field(eq=False)
    reason: str
    span: Span = field(eq=False)


@frozen(eq=False, repr=False, weakref_slot=False)
class Observation:
    """A figure of the data: as printed, as it is computed with, where it stands, and which figure it replaces."""

    quantity: str
    key: Key
    cell: Cell = field(eq=False)
    printed: str
    narrowing: str
    status: str
    source: str
    span: Span = field(eq=False)
    replaces: Replaced | None = None

    @property
    def stands_for(self) -> str:
        """What is known of the unpublished figure that this one stands in for; nothing where it stands for itself."""
        return known_bound(self.narrowing)

    @property
    def known(self) -> str:
        """What is known of the figure, as it is written: as it is printed, or a bound where that is all."""
        return self.stands_for or self.printed or self.narrowing


@frozen(repr=False)
class NotUsed:
    """What stands in a data file and is not used, and why: a row or cell without a value, a line above the headings."""

    span: Span
    why: Literal["no_value", "empty_cell", "above_headings"]
    cell: tuple[str, Key] | None = None


@frozen(eq=False, repr=False)
class Figures:
    """All figures of a round: observations, pins, what was amiss, and what the data file holds that is not used.

    `behind` are the counts of units behind observations, by their cells.
    """

    observations: Mapping[tuple[str, Key], Observation]
    pins: Mapping[tuple[str, Key], Observation]
    faults: tuple[Fault, ...]
    checked: CheckedRuleset
    not_used: tuple[NotUsed, ...] = ()
    behind: Mapping[tuple[str, Key], CountsBehind] = field(factory=dict)

    @cached_property
    def has_few(self) -> bool:
        """True where a count of a unit is so small that it may tell something of single persons."""
        return any(unit.counts.has_few for behind in self.behind.values() for unit in behind.units)

    @cached_property
    def names(self) -> frozenset[str]:
        """The quantities that have rows."""
        return frozenset(name for name, _ in (*self.observations, *self.pins))

    @cached_property
    def corrections(self) -> tuple[Observation, ...]:
        """The figures that replace others, in the order of the data."""
        rows = (*self.observations.values(), *self.pins.values())
        return tuple(one for one in rows if one.replaces)

    @cached_property
    def empty(self) -> Mapping[tuple[str, Key], Span]:
        """Where the data have a cell and no value for it."""
        return {one.cell: one.span for one in self.not_used if one.cell}

    @cached_property
    def not_given(self) -> Mapping[str, tuple[Key, ...]]:
        """The cells without a figure of each input that may be left out and that a payout rests on."""
        ruleset, known = self.checked.ruleset, {*self.observations, *self.pins}
        cells = {one.name: ruleset.space.domain(one.sets).keys for one in optional_behind_payouts(ruleset)}
        found = {name: tuple(key for key in keys if (name, key) not in known) for name, keys in cells.items()}
        return {name: keys for name, keys in found.items() if keys}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The data files that the figures stand in."""
        rows = (*self.observations.values(), *self.pins.values())
        spans = (*(one.span for one in rows if one.source != OPTION), *(one.span for one in self.not_used))
        return tuple(dict.fromkeys(span.source for span in spans))

    def given(self) -> dict[str, dict[Key, Cell]]:
        """The observed cells by quantity; what is given for information is not computed with."""
        return _by_quantity({cell: one for cell, one in self.observations.items() if one.status != "for_information"})

    def pinned(self) -> dict[str, dict[Key, Cell]]:
        """The pinned cells by quantity; parts and points are pinned where their measure makes them."""
        ruleset = self.checked.ruleset
        return _by_quantity({pinned_place(ruleset, *cell): one for cell, one in self.pins.items()})


def pinned_place(ruleset: Ruleset, name: str, key: Key) -> tuple[str, Key]:
    """The quantity and key that a pin is laid on: of parts and points, those of the measure that makes them."""
    if ruleset.quantities[name].role != "gathered":
        return name, key
    at = ruleset.space.domain(ruleset.quantities[name].sets).sets.index(MEASURE)
    return f"{key[at]}.{name}", key[:at] + key[at + 1 :]


def twin_of(ruleset: Ruleset, name: str, key: Key) -> tuple[str, Key]:
    """The other name of a cell of parts or points: `deler` for a measure is that measure's own `deler`."""
    quantity = ruleset.quantities[name]
    if not quantity.measure:
        return pinned_place(ruleset, name, key)
    gathered = name.removeprefix(f"{quantity.measure}.")
    at = ruleset.space.domain(ruleset.quantities[gathered].sets).sets.index(MEASURE)
    return gathered, (*key[:at], quantity.measure, *key[at:])


def _by_quantity(observations: Mapping[tuple[str, Key], Observation]) -> dict[str, dict[Key, Cell]]:
    found: dict[str, dict[Key, Cell]] = {}
    for (quantity, key), one in observations.items():
        found.setdefault(quantity, {})[key] = one.cell
    return found


def address_of(quantity: Quantity, checked: CheckedRuleset, key: Key) -> str:
    """A cell's address as the ruleset writes it: the quantity, then its members in the quantity's declared order."""
    domain = checked.ruleset.space.domain(quantity.sets)
    members = dict(zip(domain.sets, key, strict=True))
    name = written_name(quantity.name, checked.ruleset.tree.language)
    return ".".join([name, *(members[name] for name in quantity.sets if members[name])])


def find_member(members: MemberSet, text: str) -> str | None:
    """The member that a text names: by name, title, short title or another name, whatever the case."""
    if text in members.by_name:
        return text
    found = members.by_any_name.get(folded(text))
    return found.name if found else None
