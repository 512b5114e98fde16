"""Rows of a plan, any of them, as whole numbers: who, where, of which kind, with which marks.

The rows of a plan stand in sections: for each unit a row of each patient (its first value), a row of those with a
second value, further rows that count, copies, rows that lack something, and rows that do not count. A table has them
in another order. Each row follows from its place alone, so that any part of a table can be made by itself.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from attrs import frozen

from rbflang.measuring.made_up.scattered import Whole, chosen, salt_of, scattered, turned
from rbflang.measuring.made_up.unit_numbers import MarkNumbers, UnitNumbers

Truths: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
FREQUENT = ((20, 100), (55, 10))
"""Of a hundred further rows 20 are of one patient in a hundred, and the next 35 of one in ten."""
AGAIN, STRAY, BESIDE = 4, 60, 24
"""A mark is on one in so many further rows of its patients, on one in so many rows stands a code that changes nothing,
and one in so many rows that do not count has each mark."""
OUTSIDE = 45
"""So many of a hundred rows that do not count are outside the period."""


@frozen(eq=False, repr=False)
class DrawnRows:
    """Some rows. `place` is what a row's chance follows from: copies have the place of the row that they copy.

    `kind` is one of the kinds that count, or after these one of those aside. `lacks` is 0, or what is missing: 1 the
    patient, 2 the unit, 3 a payee that is known. `marks` holds by mark which rows have it, `strays` which rows have a
    code that changes no count.
    """

    place: Whole
    unit: Whole
    patient: Whole
    value: Whole
    kind: Whole
    outside: Truths
    lacks: Whole
    marks: tuple[Truths, ...]
    strays: Truths


def drawn_rows(numbers: UnitNumbers, first: int, last: int) -> DrawnRows:
    """The rows of a table from the first up to and without the last, counted from 0."""
    place = turned(np.arange(first, last, dtype=np.int64), *numbers.rows_turn, numbers.plan.asked.rows)
    unit = np.searchsorted(numbers.start, place, side="right") - 1
    at, place = _without_copies(numbers, unit, place)
    counting, patients = numbers.counting[unit], numbers.patients[unit]
    is_aside = at >= counting + numbers.duplicates[unit] + numbers.defects[unit]
    lacks = np.where((at >= counting) & ~is_aside, 1 + _chance(numbers, place, "lacks", 3), 0)
    number, held, is_first = _patients_in_unit(numbers, unit, at, place, patients)
    profile = _steps(number, numbers.profiles_up_to, unit)
    value = _values(numbers)[profile, held]
    outside = is_aside & _is_outside(numbers, place)
    kind = _kinds(numbers, unit, at, place, is_aside & ~outside, at >= counting)
    may = is_first | (_chance(numbers, place, "again", AGAIN) == 0)
    marks = tuple(
        np.where(
            is_aside,
            _chance(numbers, place, f"beside {mark}", BESIDE) == 0,
            _marked(one, unit, number, profile, value, may),
        )
        for mark, one in enumerate(numbers.marks)
    )
    strays = (_chance(numbers, place, "stray", STRAY) == 0) & ~np.logical_or.reduce([np.zeros_like(outside), *marks])
    return DrawnRows(
        place, unit, _keys(numbers, unit, number, place, is_aside), value, kind, outside, lacks, marks, strays
    )


def _chance(numbers: UnitNumbers, place: Whole, name: str, most: Whole | int) -> Whole:
    return chosen(scattered(place, salt_of(numbers.plan.asked.seed, name)), most)


def _steps(number: Whole, up_to: Whole, unit: Whole) -> Whole:
    """Which step a number stands on, where each unit has its own."""
    found = np.zeros_like(number)
    for step in range(up_to.shape[1] - 1):
        found += number >= up_to[unit, step]
    return found


def _without_copies(numbers: UnitNumbers, unit: Whole, place: Whole) -> tuple[Whole, Whole]:
    """Where each row stands in its unit, and its place: copies stand where the row does that they copy."""
    at, counting = place - numbers.start[unit], numbers.counting[unit]
    copies = np.flatnonzero((at >= counting) & (at < counting + numbers.duplicates[unit]))
    of, whole = unit[copies], counting[copies]
    begun, many = numbers.neutral[of, 0], numbers.neutral[of, 1]
    wanted = begun + _chance(numbers, place[copies], "copies", many)
    _, start, undo = numbers.kind_turn[of].T
    at[copies] = (wanted - start) % np.maximum(whole, 1) * undo % np.maximum(whole, 1)
    place[copies] = at[copies] + numbers.start[of]
    return at, place


def _patients_in_unit(
    numbers: UnitNumbers, unit: Whole, at: Whole, place: Whole, patients: Whole
) -> tuple[Whole, Whole, Truths]:
    """The number of the patient in the unit, which of its values the row has, and whether it is the first such row."""
    share, number = _chance(numbers, place, "frequent", 100), _chance(numbers, place, "patient", patients)
    for up_to, one_in in reversed(FREQUENT):
        number = np.where(share < up_to, number // one_in * one_in, number)
    has_one, has_two = at < patients, (at >= patients) & (at < patients + numbers.with_two[unit])
    number = np.where(has_one, at, np.where(has_two, at - numbers.with_two[unit], number))
    return number, np.where(has_one, 0, np.where(has_two, 1, _chance(numbers, place, "value", 2))), has_one | has_two


def _values(numbers: UnitNumbers) -> Whole:
    """By profile the first and the second value; the same twice where there is one."""
    return np.array([(held[0], held[-1]) for held in numbers.plan.profiles], np.int64)


def _is_outside(numbers: UnitNumbers, place: Whole) -> Truths:
    share = 100 if not numbers.plan.kinds.aside else OUTSIDE if numbers.plan.asked.period else 0
    return _chance(numbers, place, "outside", 100) < share


def _kinds(numbers: UnitNumbers, unit: Whole, at: Whole, place: Whole, aside: Truths, beyond: Truths) -> Whole:
    """The kind of each row: what is left for rows that count, any for those outside the period, neutral for defects."""
    plan = numbers.plan
    counting = numbers.counting[unit]
    factor, start, _ = numbers.kind_turn[unit].T
    kind = _steps(np.where(beyond, place, turned(at, factor, start, counting)), numbers.kinds_up_to, unit)
    kind = np.where(beyond, _chance(numbers, place, "kind", len(plan.kinds.kinds)), kind)
    kind = np.where(aside, len(plan.kinds.kinds) + _chance(numbers, place, "aside", len(plan.kinds.aside)), kind)
    lacks = (at >= counting) & (at < counting + numbers.duplicates[unit] + numbers.defects[unit])
    return np.where(lacks, next(iter(plan.neutral), 0), kind)


def _marked(mark: MarkNumbers, unit: Whole, number: Whole, profile: Whole, value: Whole, may: Truths) -> Truths:
    """Which rows have a mark: those of marked patients where it works, if they may."""
    found = np.zeros(len(unit), np.bool_)
    some = np.flatnonzero(may & mark.is_possible[profile] & mark.values[value])
    of = unit[some]
    rank = number[some] - mark.before[of, profile[some]]
    found[some] = turned(rank, mark.factor[of], mark.start[of], mark.most[of]) < mark.marked[of]
    return found


def _keys(numbers: UnitNumbers, unit: Whole, number: Whole, place: Whole, aside: Truths) -> Whole:
    """The key of each patient, from 1 up: of a unit's own, of another's, or of one without any row that counts."""
    factor, start, _ = numbers.patient_turn[unit].T
    own = turned(number, factor, start, numbers.patients[unit])
    within, beyond = numbers.shared[unit].T
    first, of_next, of_other = numbers.first[unit].T
    patient = np.where(
        own < within,
        of_next + own,
        np.where(own < within + beyond, of_other + own - within, first + own - within - beyond),
    )
    only = aside & (numbers.only_aside[unit] > 0) & (_chance(numbers, place, "only aside", 2) == 0)
    patient = np.where(
        only, numbers.first_aside[unit] + _chance(numbers, place, "who aside", numbers.only_aside[unit]), patient
    )
    return turned(patient, *numbers.keys_turn, numbers.plan.patients) + 1
