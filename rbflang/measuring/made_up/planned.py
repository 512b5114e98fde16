"""How many patients and rows of which kind there are, so that counts come out as wanted: no row is made here.

For each payee numbers of patients are chosen for which every wish has a whole numerator; then they are shared out among
its units.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from rbflang.measuring.made_up.among_units import PayeeNumbers, among_units, numbered
from rbflang.measuring.made_up.asked_for import EpisodesAsked
from rbflang.measuring.made_up.episode_plan import EpisodePlan, UnitPlan
from rbflang.measuring.made_up.marks import marks_of
from rbflang.measuring.made_up.row_kinds import RowKinds, row_kinds
from rbflang.measuring.made_up.scattered import below
from rbflang.measuring.made_up.steered_rows import steered
from rbflang.measuring.made_up.which_hold import holds
from rbflang.measuring.made_up.whole_numbers import parts_that_fit, shared_out
from rbflang.measuring.made_up.wishes import PayeeWishes, wishes_of

ASIDE = 12
"""So many of a hundred rows do not count."""
CONTACTS = 14, 5
"""So many rows that count, to so many patients in a unit."""
MOST = 10**9
"""So many rows can be made."""


def planned(asked: EpisodesAsked) -> EpisodePlan | None:
    """The plan of a table; `None` where so few rows cannot give the results wanted, `NotMade` where no number can."""
    plan = _empty(asked)
    wishes, fitted = wishes_of(plan)
    units: list[UnitPlan] = []
    rows = shared_out(asked.rows, [payee.weight for payee in asked.payees])
    for at, payee in enumerate(asked.payees):
        found = _of_payee(plan, at, rows[at], wishes[payee.name])
        if found is None:
            return None
        units += found
    return evolve(plan, units=numbered(units, asked.measurement), fitted=fitted)


def rows_enough(asked: EpisodesAsked) -> int:
    """A round number of rows, larger than asked for, that gives the results wanted; 0 where none up to `MOST` does."""
    rounds = (digit * 10**zeros for zeros in range(1, 10) for digit in (1, 2, 5))
    larger = (rows for rows in rounds if asked.rows < rows <= MOST)
    return next((rows for rows in larger if planned(evolve(asked, rows=rows))), 0)


def _empty(asked: EpisodesAsked) -> EpisodePlan:
    kinds = row_kinds(asked.measurement)
    marks = tuple(marks_of(asked.measurement, kinds).items())
    counted = [count.where for count in asked.measurement.counts if not count.distinct]
    neutral = tuple(
        at
        for at, kind in enumerate(kinds.kinds)
        if not any(holds(where, {**value, **kind}) for where in counted for value in kinds.values)
    )
    return EpisodePlan(asked, kinds, _profiles(kinds), marks, neutral, (), ())


def _profiles(kinds: RowKinds) -> tuple[tuple[int, ...], ...]:
    """Patients with rows of one value, and some with rows of two, which come last."""
    held = [at for at, value in enumerate(kinds.values) if None not in value.values()]
    pairs = [(one, other) for one in held[:3] for other in held[:3] if one < other]
    return (*((at,) for at in range(len(kinds.values))), *pairs)


def _profile_weights(plan: EpisodePlan) -> list[int]:
    """How common a profile is: one of two values is about a seventh as common as the rarer of them alone."""
    weights = plan.kinds.value_weights
    return [40 * weights[p[0]] if len(p) == 1 else 6 * min(weights[at] for at in p) for p in plan.profiles]


def _of_payee(plan: EpisodePlan, at: int, rows: int, wishes: PayeeWishes) -> list[UnitPlan] | None:
    """The units of a payee; `None` where its rows are too few."""
    payee = plan.asked.payees[at]
    can_be_aside = bool(plan.kinds.aside or plan.asked.period)
    counting = rows - rows * ASIDE // 100 * can_be_aside
    about = max(min(1, counting), counting * CONTACTS[1] // CONTACTS[0])
    patients = parts_that_fit(shared_out(about, _profile_weights(plan)), tuple(wishes.of_patients.values()))
    chance = below(2**32, plan.asked.seed, "rows", payee.name)
    kinds = steered(shared_out(counting, plan.kinds.kind_weights), wishes.of_rows, chance)
    if patients is None or kinds is None or plan.first_rows(patients) > counting:
        return None
    numbers = tuple(_numerator(plan, mark, patients, payee.name, wishes) for mark in range(len(plan.marks)))
    return among_units(plan, at, PayeeNumbers(patients, numbers, tuple(kinds), rows - counting))


def _numerator(plan: EpisodePlan, mark: int, patients: Sequence[int], payee: str, wishes: PayeeWishes) -> int:
    """How many patients of a payee have a mark: one of the numbers wanted, or a share of at most 30 %."""
    chance = below(2**32, plan.asked.seed, "patients", mark, payee)
    if mark in wishes.of_patients:
        wanted = wishes.of_patients[mark].numerators(patients)
        return wanted[chance % len(wanted)]
    most = sum(patients[at] for at in plan.with_mark(mark))
    return most * (1 + chance % 300) // 1000
