"""The numbers of a payee shared out among its units, no two of them alike, so that each number adds up."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from rbflang.measuring.made_up.episode_plan import EpisodePlan, UnitPlan
from rbflang.measuring.made_up.scattered import below
from rbflang.measuring.made_up.whole_numbers import shared_out
from rbflang.register.definitions import Measurement

DUPLICATES, DEFECTS = 100, 60
"""Of the rows that do not count one of so many is a copy of one that does, and one of so many lacks something."""
WITHIN, BEYOND = 25, 120
"""One of so many patients of a unit is one of the next unit too, and one of so many one of the next payee's."""


@frozen
class PayeeNumbers:
    """Patients by profile, numerators by mark, rows that count by kind, and how many rows do not count."""

    patients: tuple[int, ...]
    numerators: tuple[int, ...]
    kinds: tuple[int, ...]
    aside: int


def among_units(plan: EpisodePlan, payee: int, numbers: PayeeNumbers) -> list[UnitPlan]:
    """The units of a payee; each has rows enough for its patients where the payee has."""
    asked = plan.asked.payees[payee]
    seed, names = plan.asked.seed, asked.units
    sizes = [40 + below(100, seed, "size", asked.name, unit) for unit in names]
    patients = _columns(numbers.patients, _uneven(sizes, len(numbers.patients), seed, asked.name, "patients"))
    core = [plan.first_rows(own) for own in patients]
    more = shared_out(sum(numbers.kinds) - sum(core), [sum(own) for own in patients])
    counting = [first + further for first, further in zip(core, more, strict=True)]
    kinds = _table(counting, numbers.kinds, _uneven([1] * len(names), len(numbers.kinds), seed, asked.name, "kinds"))
    numerators = []
    for mark, number in enumerate(numbers.numerators):
        most = [sum(own[at] for at in plan.with_mark(mark)) for own in patients]
        chances = [50 + below(100, seed, "mark", mark, asked.name, unit) for unit in names]
        weights = [top * chance for top, chance in zip(most, chances, strict=True)]
        numerators.append(shared_out(number, weights, most))
    aside = shared_out(numbers.aside, counting)
    return [
        _unit(plan, UnitPlan(payee, name, own, tuple(row[at] for row in numerators), kinds[at], 0, 0, aside[at]))
        for at, (name, own) in enumerate(zip(names, patients, strict=True))
    ]


def _unit(plan: EpisodePlan, unit: UnitPlan) -> UnitPlan:
    """A unit with some of its rows that do not count being copies of one that does, or lacking something."""
    is_neutral = any(unit.kinds[at] for at in plan.neutral)
    copies, lacking = unit.aside // DUPLICATES * is_neutral, unit.aside // DEFECTS * bool(plan.neutral)
    return evolve(unit, duplicates=copies, defects=lacking, aside=unit.aside - copies - lacking)


def _uneven(sizes: Sequence[int], width: int, seed: int, *names: object) -> list[list[int]]:
    """Weights about a size, for each of several numbers."""
    return [
        [size * (80 + below(41, seed, *names, at, column)) for column in range(width)] for at, size in enumerate(sizes)
    ]


def _columns(totals: Sequence[int], weights: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Each total shared out by its column of weights; gives rows."""
    columns = [shared_out(total, [row[at] for row in weights]) for at, total in enumerate(totals)]
    return [tuple(column[at] for column in columns) for at in range(len(weights))]


def _table(rows: Sequence[int], columns: Sequence[int], weights: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """A table of whole numbers whose rows and columns add up, near to what the weights say.

    Rows are made to add up first; then what a column has too much goes to columns that have too little, within rows.
    """
    table = [
        shared_out(total, [weight * column for weight, column in zip(own, columns, strict=True)])
        for total, own in zip(rows, weights, strict=True)
    ]
    for giving in range(len(columns)):
        for taking in range(len(columns)):
            over = sum(row[giving] for row in table) - columns[giving]
            under = columns[taking] - sum(row[taking] for row in table)
            moved = min(over, under)
            if moved > 0:
                held = [row[giving] for row in table]
                for row, number in zip(table, shared_out(moved, held), strict=True):
                    row[giving] -= number
                    row[taking] += number
    return [tuple(row) for row in table]


def numbered(units: Sequence[UnitPlan], measurement: Measurement) -> tuple[UnitPlan, ...]:
    """The units with the patients that they share, and all patients numbered.

    Units share none where a patient is counted once for the payee: there would be fewer of them.
    """
    is_by_unit = measurement.counted_per != measurement.payee
    payees = [unit.payee for unit in units]
    first_of = {payee: payees.index(payee) for payee in payees}
    after = dict(zip(first_of, [*first_of][1:] + [*first_of][:1], strict=True))
    found, number = [], 0
    for at in range(len(units)):
        unit = _sharing(units, at, first_of, after)
        found.append(
            evolve(
                unit,
                first_patient=number,
                shared_within=unit.shared_within * is_by_unit,
                shared_beyond=unit.shared_beyond * is_by_unit,
            )
        )
        number += found[-1].own
    for at, unit in enumerate(found):
        found[at] = evolve(unit, first_aside=number)
        number += unit.only_aside
    return tuple(found)


def _sharing(units: Sequence[UnitPlan], at: int, first_of: dict[int, int], after: dict[int, int]) -> UnitPlan:
    """A unit with how many patients it shares with the next one of its payee, and with the first of the next payee."""
    unit = units[at]
    is_last = at + 1 == len(units) or units[at + 1].payee != unit.payee
    following = first_of[unit.payee] if is_last else at + 1
    beyond = first_of[after[unit.payee]]
    smaller = [min(sum(unit.patients), sum(units[other].patients)) for other in (following, beyond)]
    return evolve(
        unit,
        next_unit=following,
        shared_within=smaller[0] // WITHIN * (following != at),
        unit_beyond=beyond,
        shared_beyond=smaller[1] // BEYOND * (after[unit.payee] != unit.payee),
    )
