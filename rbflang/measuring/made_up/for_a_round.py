"""What made-up episodes of a round are to be: the register and the counts of its ruleset, and results as in its data.

Takes a checked ruleset, what is counted in the round, and figures or none. A result that is printed is wished to its
printed digits, and within what else is known of it; one that is exact is left to chance. Units have made-up names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from rbflang.data.figures import Figures
from rbflang.intervals import Interval
from rbflang.measuring.made_up.asked_for import EpisodesAsked, PayeeAsked
from rbflang.measuring.rounds.round_to_count import RoundToCount
from rbflang.register.definitions import ColumnKind, MeasuredCell, Measurement
from rbflang.ruleset.model import CheckedRuleset, Member, Ruleset
from rbflang.syntax.expressions import Number
from rbflang.tables.apportion import interval_of

UNITS = 8
"""All payees together have about so many units, besides two each."""


def episodes_asked(
    checked: CheckedRuleset, counted: Sequence[RoundToCount], figures: Figures | None, rows: int, seed: int
) -> EpisodesAsked:
    """A table in which everything is counted that is counted alike with the first measurement; `counted` is not empty.

    Cells are called by quantity and members.
    """
    first = counted[0]
    alike = [one.measurement for one in counted if _is_alike(one, first)]
    cells = tuple(evolve(cell, key=(one.quantity, *cell.key)) for one in alike for cell in one.cells)
    measurement = evolve(first.measurement, cells=cells)
    payees = _payees(checked.ruleset, measurement)
    known = dict(_known(checked.ruleset, measurement, payees, figures)) if figures else {}
    wanted = {place: interval for place, interval in known.items() if not interval.is_point}
    exact = tuple(dict.fromkeys(key for (key, payee) in known if (key, payee) not in wanted))
    return EpisodesAsked(measurement, rows, seed, payees, first.period, wanted, exact)


def _is_alike(one: RoundToCount, first: RoundToCount) -> bool:
    a, b = one.measurement, first.measurement
    return (a.register, a.payee, a.counted_per, a.where, one.period) == (
        b.register, b.payee, b.counted_per, b.where, first.period
    )  # fmt: skip


def _payees(ruleset: Ruleset, measurement: Measurement) -> tuple[PayeeAsked, ...]:
    """Those whose results are counted, with the key that the rules share out by as their size, where there is one."""
    members = ruleset.sets[measurement.register.column(measurement.payee).of].members
    sizes = _sizes(ruleset, measurement.register.column(measurement.payee).of)
    weights = [sizes.get(member.name, 0) or 1 for member in members]
    return tuple(
        PayeeAsked(member.name, member.title, weight, _units(ruleset, measurement, member, weight, sum(weights)))
        for member, weight in zip(members, weights, strict=True)
    )


def _sizes(ruleset: Ruleset, payees: str) -> Mapping[str, int]:
    """How large each payee is: what a table over them gives that adds up to a whole; empty where there is none."""
    for quantity in ruleset.quantities.values():
        if quantity.role == "table" and quantity.sets == (payees,) and quantity.typing and quantity.typing.total:
            numbers = {key[0]: one.value for key, one in quantity.given.items() if isinstance(one.value, Number)}
            if all(number.value > 0 for number in numbers.values()):
                return {name: int(number.value * 10_000) for name, number in numbers.items()}
    return {}


def _units(ruleset: Ruleset, measurement: Measurement, member: Member, weight: int, whole: int) -> tuple[str, ...]:
    """The units of a payee: members that lie under it where they are declared, else names that nobody has."""
    columns = measurement.register.of_kind(ColumnKind.UNIT)
    column = measurement.register.column(measurement.counted_per)
    if column.kind is ColumnKind.MEMBER and column.name != measurement.payee:
        declared = tuple(one.title for one in ruleset.sets[column.of].members if one.above == member.name)
        if declared:
            return declared
    elif column.kind is not ColumnKind.UNIT and not columns:
        return ("",)
    called = (columns[0] if columns and column.name == measurement.payee else column).headings[0]
    return tuple(
        f"{member.name} {called} {number}" for number in range(1, 3 + (2 * UNITS * weight + whole) // (2 * whole))
    )


def _known(
    ruleset: Ruleset, measurement: Measurement, payees: Sequence[PayeeAsked], figures: Figures
) -> Iterator[tuple[tuple[tuple[str, ...], str], Interval]]:
    """What each result is known to lie in, where there is one."""
    for cell in measurement.cells:
        for payee in payees:
            place = _place(ruleset, measurement, cell, payee.name)
            found = figures.observations.get(place)
            if found:
                yield (cell.key, payee.name), interval_of(found.cell)


def _place(ruleset: Ruleset, measurement: Measurement, cell: MeasuredCell, payee: str) -> tuple[str, tuple[str, ...]]:
    """Where a result stands among the figures: its quantity and key."""
    name, *members = cell.key
    domain = ruleset.space.domain(ruleset.quantities[name].sets)
    payees = measurement.register.column(measurement.payee).of
    others = iter(members)
    return name, tuple(payee if one == payees else next(others, "") for one in domain.sets)
