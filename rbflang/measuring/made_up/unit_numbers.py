"""The numbers of a plan as arrays with a row for each unit, and the turns by which places are put in another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen

from rbflang.measuring.made_up.episode_plan import EpisodePlan, UnitPlan
from rbflang.measuring.made_up.marks import harmless_codes
from rbflang.measuring.made_up.scattered import Whole, salt_of, turn


@frozen(eq=False, repr=False)
class MarkNumbers:
    """Which patients have a mark: those whose rank, turned, is below `marked` of `most`.

    The rank of a patient is its number in the unit less `before` of its profile; `values` are where the mark works.
    """

    is_possible: np.ndarray[tuple[int], np.dtype[np.bool_]]
    values: np.ndarray[tuple[int], np.dtype[np.bool_]]
    before: Whole
    most: Whole
    marked: Whole
    factor: Whole
    start: Whole


@frozen(eq=False, repr=False)
class UnitNumbers:
    """The numbers of a plan's units. `neutral` is where the rows of a kind that nothing counts begin, and how many.

    `harmless` are, by value, columns and codes that change no count there.
    """

    plan: EpisodePlan
    start: Whole
    payee: Whole
    patients: Whole
    with_two: Whole
    counting: Whole
    duplicates: Whole
    defects: Whole
    only_aside: Whole
    first_aside: Whole
    profiles_up_to: Whole
    kinds_up_to: Whole
    neutral: Whole
    kind_turn: Whole
    patient_turn: Whole
    shared: Whole
    first: Whole
    marks: tuple[MarkNumbers, ...]
    harmless: tuple[tuple[tuple[str, str], ...], ...]
    rows_turn: tuple[int, int]
    keys_turn: tuple[int, int]


def unit_numbers(plan: EpisodePlan) -> UnitNumbers:
    """The arrays of a plan."""
    units, seed = plan.units, plan.asked.seed
    first = [unit.first_patient for unit in units]
    return UnitNumbers(
        plan=plan,
        start=np.cumsum([0, *(unit.rows for unit in units)])[:-1].astype(np.int64),
        payee=_each(units, lambda unit: unit.payee),
        patients=_each(units, lambda unit: sum(unit.patients)),
        with_two=_each(units, lambda unit: plan.first_rows(unit.patients) - sum(unit.patients)),
        counting=_each(units, lambda unit: sum(unit.kinds)),
        duplicates=_each(units, lambda unit: unit.duplicates),
        defects=_each(units, lambda unit: unit.defects),
        only_aside=_each(units, lambda unit: unit.only_aside),
        first_aside=_each(units, lambda unit: unit.first_aside),
        profiles_up_to=np.cumsum([unit.patients for unit in units], axis=1, dtype=np.int64),
        kinds_up_to=np.cumsum([unit.kinds for unit in units], axis=1, dtype=np.int64),
        neutral=np.array([_neutral(plan, unit) for unit in units], np.int64),
        kind_turn=_turns([sum(unit.kinds) for unit in units], seed, "kinds"),
        patient_turn=_turns([sum(unit.patients) for unit in units], seed, "patients"),
        shared=np.array([(unit.shared_within, unit.shared_beyond) for unit in units], np.int64),
        first=np.array(
            [(own, first[u.next_unit], first[u.unit_beyond]) for own, u in zip(first, units, strict=True)], np.int64
        ),
        marks=tuple(_mark(plan, at) for at in range(len(plan.marks))),
        harmless=harmless_codes(plan.asked.measurement, plan.kinds),
        rows_turn=turn(plan.asked.rows, salt_of(seed, "rows")),
        keys_turn=turn(plan.patients, salt_of(seed, "keys")),
    )


def _each(units: Sequence[UnitPlan], number: Callable[[UnitPlan], int]) -> Whole:
    return np.array([number(unit) for unit in units], np.int64)


def _neutral(plan: EpisodePlan, unit: UnitPlan) -> tuple[int, int]:
    """Where the rows of the most common kind that nothing counts begin among those that count, and how many."""
    kind = max(plan.neutral, key=lambda at: unit.kinds[at], default=0)
    return sum(unit.kinds[:kind]), unit.kinds[kind] if plan.neutral else 0


def _turns(sizes: Sequence[int], seed: int, *names: object) -> Whole:
    """Of each size the factor, the start, and the factor that undoes it."""
    found = [(size, *turn(size, salt_of(seed, *names, at))) for at, size in enumerate(sizes)]
    return np.array(
        [(factor, start, pow(factor, -1, size) if size > 1 else 0) for size, factor, start in found], np.int64
    )


def _mark(plan: EpisodePlan, at: int) -> MarkNumbers:
    """A mark is put on patients of some profiles, who are counted through from the first of these profiles on."""
    possible = plan.with_mark(at)
    before, most = [], []
    for unit in plan.units:
        begun, passed, row = 0, 0, []
        for profile, number in enumerate(unit.patients):
            row.append(begun - passed)
            begun += number
            passed += number if profile in possible else 0
        before.append(row)
        most.append(passed)
    turns = _turns(most, plan.asked.seed, "mark", at)
    values = plan.marks[at][1].values
    return MarkNumbers(
        np.array([profile in possible for profile in range(len(plan.profiles))]),
        np.array([value in values for value in range(len(plan.kinds.values))]),
        np.array(before, np.int64),
        np.array(most, np.int64),
        _each(plan.units, lambda unit: unit.numerators[at]),
        turns[:, 0],
        turns[:, 1],
    )
