"""Which results can be steered, and between which numbers that leaves the counts of each payee.

A quotient of patients is steered where its numerator has a mark and nothing but the mark makes it; one of rows where
the kinds of rows decide it. What cannot be steered comes out as chance has it, and is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, frozen

from rbflang.intervals import EVERYTHING
from rbflang.measuring.made_up.episode_plan import EpisodePlan
from rbflang.measuring.made_up.steered_rows import RowWish, are_steerable
from rbflang.measuring.made_up.which_hold import holds
from rbflang.measuring.made_up.whole_numbers import Wish
from rbflang.register.definitions import EpisodeCount, MeasuredCell


@frozen
class PayeeWishes:
    """The wishes of one payee: for quotients of patients by mark, and for quotients of rows."""

    of_patients: Mapping[int, Wish] = Factory(dict)
    of_rows: tuple[RowWish, ...] = ()


def wishes_of(plan: EpisodePlan) -> tuple[dict[str, PayeeWishes], tuple[tuple[str, ...], ...]]:
    """The wishes of each payee, and the keys of the cells that they are of."""
    marks = {count: at for at, (count, _) in enumerate(plan.marks)}
    patients: dict[str, dict[int, Wish]] = {payee.name: {} for payee in plan.asked.payees}
    rows: dict[str, list[RowWish]] = {payee.name: [] for payee in plan.asked.payees}
    fitted: list[tuple[str, ...]] = []
    steered: list[RowWish] = []
    for cell in plan.asked.measurement.cells:
        wanted = {name: one for (key, name), one in plan.asked.wanted.items() if key == cell.key and name in rows}
        profiles, kinds = _profiles_of(plan, cell), _kinds_of(plan, cell)
        if wanted and profiles and cell.numerator in marks:
            mark = marks.pop(cell.numerator)
            for name, interval in wanted.items():
                patients[name][mark] = Wish(interval, profiles, plan.with_mark(mark))
            fitted.append(cell.key)
        elif wanted and kinds and are_steerable([*steered, RowWish(EVERYTHING, *kinds)]):
            for name, interval in wanted.items():
                rows[name].append(RowWish(interval, *kinds))
            steered.append(RowWish(EVERYTHING, *kinds))
            fitted.append(cell.key)
    return {name: PayeeWishes(patients[name], tuple(rows[name])) for name in patients}, tuple(fitted)


def _profiles_of(plan: EpisodePlan, cell: MeasuredCell) -> tuple[int, ...]:
    """The profiles whose patients are in the denominator; none where other than profile and mark decide."""
    whole = cell.denominator
    if whole is None or not whole.distinct or whole.distinct != cell.numerator.distinct:
        return ()
    in_whole, in_numerator = _held(plan, whole), _held(plan, cell.numerator)
    if any(len({*row}) > 1 for row in in_whole) or any(any(row) for row in in_numerator):
        return ()
    return tuple(at for at, held in enumerate(plan.profiles) if any(in_whole[value][0] for value in held))


def _kinds_of(plan: EpisodePlan, cell: MeasuredCell) -> tuple[frozenset[int], frozenset[int]] | None:
    """The kinds of rows in the denominator and in the numerator; `None` where other than the kind decides."""
    if cell.denominator is None or cell.denominator.distinct or cell.numerator.distinct:
        return None
    whole, counted = _kinds_counted(plan, cell.denominator), _kinds_counted(plan, cell.numerator)
    return None if whole is None or counted is None or not counted <= whole else (whole, counted)


def _kinds_counted(plan: EpisodePlan, count: EpisodeCount) -> frozenset[int] | None:
    rows = {tuple(row) for row in _held(plan, count)}
    return frozenset(at for at, held in enumerate(rows.pop()) if held) if len(rows) == 1 else None


def _held(plan: EpisodePlan, count: EpisodeCount) -> list[list[bool]]:
    """Whether a row without any mark is counted, by value and kind."""
    return [
        [holds(count.where, {**value, **kind}) for kind in plan.kinds.kinds] for value in plan.kinds.values
    ]  # fmt: skip
