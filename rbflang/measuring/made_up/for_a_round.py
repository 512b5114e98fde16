"""What made-up episodes of a round are to be: the register and the counts of its ruleset, and results as in its data.

Takes a checked ruleset, what is counted in the round, and figures or none. A result that is printed is wished to its
printed digits, and within what else is known of it; one that is exact is left to chance. Units have made-up names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from rbflang.data.figures import Figures
from rbflang.intervals import Interval
from rbflang.library import is_synthetic
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
    are_made_up = figures is not None and all(is_synthetic(one.name) for one in figures.sources)
    payees = _payees(checked.ruleset, measurement, are_made_up)
    known = dict(_known(checked.ruleset, measurement, payees, figures)) if figures else {}
    wanted = {place: interval for place, interval in known.items() if not interval.is_point}
    exact = tuple(dict.fromkeys(key for (key, payee) in known if (key, payee) not in wanted))
    return EpisodesAsked(measurement, rows, seed, payees, first.period, wanted, exact)


def _is_alike(one: RoundToCount, first: RoundToCount) -> bool:
    a, b = one.measurement, first.measurement
    return (a.register, a.payee, a.counted_per, a.where, one.period) == (
        b.register, b.payee, b.counted_per, b.where, first.period
    )  # fmt: skip


def _payees(ruleset: Ruleset, measurement: Measurement, are_made_up: bool) -> tuple[PayeeAsked, ...]:
    """Those whose results are counted, with the key that the rules share out by as their size, where there is one."""
    members = ruleset.sets[measurement.register.column(measurement.payee).of].members
    sizes = _sizes(ruleset, measurement.register.column(measurement.payee).of)
    weights = [sizes.get(member.name, 0) or 1 for member in members]
    return tuple(
        PayeeAsked(
            member.name, member.title, weight,
            _declared(ruleset, measurement, member, are_made_up)
            or _made_up(measurement, member, (2 * UNITS * weight + sum(weights)) // (2 * sum(weights))),
        )
        for member, weight in zip(members, weights, strict=True)
    )  # fmt: skip


def _sizes(ruleset: Ruleset, payees: str) -> Mapping[str, int]:
    """How large each payee is: what a table over them gives that adds up to a whole; empty where there is none."""
    for quantity in ruleset.quantities.values():
        if quantity.role == "table" and quantity.sets == (payees,) and quantity.typing and quantity.typing.total:
            numbers = {key[0]: one.value for key, one in quantity.given.items() if isinstance(one.value, Number)}
            if all(number.value > 0 for number in numbers.values()):
                return {name: int(number.value * 10_000) for name, number in numbers.items()}
    return {}


def _declared(ruleset: Ruleset, measurement: Measurement, payee: Member, are_made_up: bool) -> tuple[str, ...]:
    """The members under a payee that units are: where the column is of such, or where they are made up themselves."""
    column = measurement.register.column(measurement.counted_per)
    of = {column.of} if column.kind is ColumnKind.MEMBER and column.name != measurement.payee else set()
    under = {one.name for one in ruleset.sets.values() if one.above == payee.set_name} if are_made_up else set()
    members = (one for name in sorted(of or under) for one in ruleset.sets[name].members)
    return tuple(one.title for one in members if one.above == payee.name)


def _made_up(measurement: Measurement, payee: Member, more: int) -> tuple[str, ...]:
    """Names of units that nobody has, two and some more; one without a name where the register has no column of units.

    They are called after the payee and the column: «Midt foretak 1».
    """
    column = measurement.register.column(measurement.counted_per)
    units = [column] if column.kind is not ColumnKind.MEMBER else measurement.register.of_kind(ColumnKind.UNIT)
    called = [one.headings[0] for one in units] or ([column.headings[0]] if column.name != measurement.payee else [])
    return tuple(f"{payee.name} {called[0]} {number}" for number in range(1, 3 + more)) if called else ("",)


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
