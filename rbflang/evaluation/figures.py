"""Observations made fit for the graph: each row becomes a cell, an interval and a place, or a fault.

Takes the rows of a data file and a ruleset. A printed figure stands for every number that rounds to it, cut to the
range of its quantity and to its narrowing; counts and `nøyaktig` are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from rbflang import data_faults
from rbflang.diagnostics import Fault
from rbflang.evaluation.printed import Printed, read_printed
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Figure
from rbflang.intervals import Interval, above, below
from rbflang.nearest import folded, nearest
from rbflang.observations import ObservationRow
from rbflang.quantities import COUNT
from rbflang.ruleset.model import MEASURE, CheckedRuleset, MemberSet, Quantity
from rbflang.ruleset.resolve import full_key
from rbflang.ruleset.signatures import Kind
from rbflang.ruleset.values import range_of
from rbflang.source import Span
from rbflang.wording import Words, percent, plain

STATUSES = {
    "": "documented", "utledet": "derived", "tolket": "interpreted", "antatt": "assumed", "gjengitt": "recorded",
    "til opplysning": "for_information", "overstyrer": "overrides", "derived": "derived", "interpreted": "interpreted",
    "assumed": "assumed", "recorded": "recorded", "for information": "for_information", "overrides": "overrides",
}  # fmt: skip
_BOUND = re.compile(r"(under|minst|over|høyst|below|at least|above|at most)\s+(.+)")
_BOUNDS = {
    "under": (False, False), "below": (False, False), "minst": (True, True), "at least": (True, True),
    "over": (True, False), "above": (True, False), "høyst": (False, True), "at most": (False, True),
}  # fmt: skip


@frozen
class Observation:
    """A figure of the data: as printed, as it is computed with, and where it stands."""

    quantity: str
    key: Key
    cell: Cell = field(eq=False)
    printed: str
    narrowing: str
    status: str
    source: str
    span: Span = field(eq=False, repr=False)


@frozen(eq=False)
class Figures:
    """All figures of a round: observations, pins, and what was amiss."""

    observations: Mapping[tuple[str, Key], Observation]
    pins: Mapping[tuple[str, Key], Observation]
    faults: tuple[Fault, ...]
    checked: CheckedRuleset = field(repr=False)

    def given(self) -> dict[str, dict[Key, Cell]]:
        """The observed cells by quantity."""
        return _by_quantity(self.observations)

    def pinned(self) -> dict[str, dict[Key, Cell]]:
        """The pinned cells by quantity; parts and points are pinned where their measure makes them."""
        ruleset = self.checked.ruleset
        pins: dict[tuple[str, Key], Observation] = {}
        for (name, key), one in self.pins.items():
            if ruleset.quantities[name].role == "gathered":
                at = ruleset.space.domain(ruleset.quantities[name].sets).sets.index(MEASURE)
                pins[f"{key[at]}.{name}", key[:at] + key[at + 1 :]] = one
            else:
                pins[name, key] = one
        return _by_quantity(pins)


def _by_quantity(observations: Mapping[tuple[str, Key], Observation]) -> dict[str, dict[Key, Cell]]:
    found: dict[str, dict[Key, Cell]] = {}
    for (quantity, key), one in observations.items():
        found.setdefault(quantity, {})[key] = one.cell
    return found


def figures_of(checked: CheckedRuleset, rows: Iterable[ObservationRow]) -> Figures:
    """The figures that the rows give a ruleset."""
    observations: dict[tuple[str, Key], Observation] = {}
    pins: dict[tuple[str, Key], Observation] = {}
    faults: list[Fault] = []
    for row in rows:
        found = _observation(checked, row)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        quantity = checked.ruleset.quantities[found.quantity]
        place = pins if quantity.role != "input" else observations
        first = place.get((found.quantity, found.key))
        if first:
            faults.append(data_faults.row_twice(first.span, found.span, address_of(quantity, checked, found.key)))
        elif place is pins and found.status not in ("derived", "overrides"):
            faults.append(data_faults.pin_without_derivation(found.span, address_of(quantity, checked, found.key)))
        else:
            place[found.quantity, found.key] = found
    return Figures(observations, pins, tuple(faults), checked)


def address_of(quantity: Quantity, checked: CheckedRuleset, key: Key) -> str:
    """A cell's address: the quantity, then its members in the quantity's declared order."""
    domain = checked.ruleset.space.domain(quantity.sets)
    members = dict(zip(domain.sets, key, strict=True))
    return ".".join([quantity.name, *(members[name] for name in quantity.sets if members[name])])


def _observation(checked: CheckedRuleset, row: ObservationRow) -> Observation | Fault:
    ruleset = checked.ruleset
    name = row.text("quantity")
    quantity = ruleset.quantities.get(name)
    if quantity is None:
        near = nearest(name, ruleset.quantities)
        return data_faults.unknown_in_data(row.place("quantity"), name, Words("størrelse", "quantity"), near)
    members: dict[str, str] = {}
    for set_name in ruleset.space.domain(quantity.sets).sets:
        found = _member(ruleset.sets[set_name], row, set_name)
        if isinstance(found, Fault):
            return found
        if found is not None:
            members[set_name] = found
    sets = [name for name in members]
    key = full_key(ruleset.space, sets, [members[name] for name in sets])
    domain = ruleset.space.domain(quantity.sets)
    if key is None or ruleset.space.domain(sets) is not domain:
        return _no_such_cell(row, quantity)
    signature = checked.inference.signatures[name]
    status = STATUSES.get(row.text("status").lower())
    if status is None:
        tip = Words("Statusen er tom, utledet, tolket, antatt, gjengitt, til opplysning eller overstyrer.",
                    "The status is empty, derived, interpreted, assumed, recorded, for information or overrides.")  # fmt: skip
        return data_faults.value_not_understood(row.place("status"), row.text("status"), tip)
    cell = _cell(row, quantity, signature.kind)
    if isinstance(cell, Fault):
        return cell
    value, narrowing, source = row.text("value"), row.text("narrowing"), row.text("source")
    return Observation(name, key, cell, value, narrowing, status, source, row.span)


def _no_such_cell(row: ObservationRow, quantity: Quantity) -> Fault:
    named = ", ".join(field.text for field in row.members.values() if field.text) or "–"
    return data_faults.unknown_in_data(
        row.span, named, Words(f"celle i «{quantity.name}» for", f"cell of “{quantity.name}” for"), ()
    )


def find_member(members: MemberSet, text: str) -> str | None:
    """The member that a text names: by name, title, short title or another name, whatever the case."""
    wanted = folded(text)
    for one in members.members:
        titles = one.titles
        if wanted in map(folded, (one.name, titles.title, titles.short, titles.english, *titles.aliases)):
            return one.name
    return None


def _member(members: MemberSet, row: ObservationRow, set_name: str) -> str | Fault | None:
    field_ = row.members.get(set_name)
    if field_ is None or not field_.text:
        return "" if set_name == "delområde" else None
    if any(one.name == field_.text for one in members.members):
        return field_.text
    found = find_member(members, field_.text)
    if found is None:
        names = [name for one in members.members for name in (one.name, one.titles.title, one.titles.short) if name]
        what = Words(set_name, set_name)
        return data_faults.unknown_in_data(field_.span, field_.text, what, nearest(field_.text, names))
    return found


def _cell(row: ObservationRow, quantity: Quantity, kind: Kind) -> Cell | Fault:
    text = row.text("value")
    if kind.what == "yes_no":
        known = {"ja": True, "nei": False, "yes": True, "no": False}.get(text.lower())
        tip = Words("Skriv ja eller nei.", "Write yes or no.")
        return data_faults.value_not_understood(row.place("value"), text, tip) if known is None else known
    if kind.what != "number":
        return text
    return _number(row, quantity, kind)


def _number(row: ObservationRow, quantity: Quantity, kind: Kind) -> Cell | Fault:
    text, narrowing = row.text("value"), row.text("narrowing")
    limits = range_of(quantity.typing) if quantity.typing and quantity.role == "input" else Interval(None, None)
    bound = read_bound(narrowing, kind)
    if bound is None and narrowing and narrowing.lower() not in ("nøyaktig", "exact"):
        tip = Words("Skriv under, minst, over eller høyst og et tall, eller nøyaktig.",
                    "Write below, at least, above or at most and a number, or exact.")  # fmt: skip
        return data_faults.value_not_understood(row.place("narrowing"), narrowing, tip)
    if not text and bound:
        return Figure(None, bound.within(limits))
    printed = read_printed(text, kind)
    if isinstance(printed, Words):
        return data_faults.value_not_understood(row.place("value"), text, printed)
    if not limits.holds(printed.value):
        return data_faults.out_of_range(row.place("value"), text, *_shown(limits, kind))
    exact = printed.is_exact or kind.unit == COUNT or narrowing.lower() in ("nøyaktig", "exact")
    if exact or quantity.role != "input":
        return printed.value
    interval = printed.interval.within(limits)
    if bound:
        interval = interval.within(bound)
    if interval.is_empty:
        return data_faults.narrowing_empty(row.place("narrowing"), text, narrowing)
    return Figure(printed.value, interval)


def read_bound(text: str, kind: Kind) -> Interval | None:
    """The interval that `under 0,6 %`, `minst …`, `over …` or `høyst …` says."""
    match = _BOUND.fullmatch(text.strip().lower())
    if not match:
        return None
    upward, included = _BOUNDS[match.group(1)]
    limit = read_printed(match.group(2), kind)
    if not isinstance(limit, Printed):
        return None
    return above(limit.value, included) if upward else below(limit.value, included)


def _shown(limits: Interval, kind: Kind) -> Iterator[str]:
    for end in (limits.low, limits.high):
        yield "" if end is None else percent(end) if kind.unit.is_share else plain(end)
