"""Made-up episodes of any measurement: as many rows as asked for, and quotients as wished, counted plainly."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from attrs import evolve
from drawn_episodes import PERIOD, REGISTER, measurements, pools
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plain_counts import Episode, plain_counts

from rbflang.intervals import Interval
from rbflang.measuring.made_up.asked_for import EpisodesAsked, PayeeAsked
from rbflang.measuring.made_up.episode_files import parts
from rbflang.measuring.made_up.episode_plan import EpisodePlan
from rbflang.measuring.made_up.planned import planned
from rbflang.measuring.made_up.row_kinds import NotMade
from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    ColumnKind,
    Condition,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    Negated,
    OneOf,
)

PAYEES = (PayeeAsked("Midt", "Helse Midt", 3, ("en", "to")), PayeeAsked("Nord", "Nord", 2, ("en",)))
NAMES = {"Helse Midt": "Midt", "Nord": "Nord"}


def episodes_of(plan: EpisodePlan, together: int) -> list[Episode]:
    """The rows of a plan as plain cells, by the names of columns."""
    columns = plan.asked.measurement.register.columns
    several = [one.name for one in columns if one.kind is ColumnKind.CODES]
    found = []
    for batch in parts(plan, together):
        assert batch.num_rows <= together
        for row in batch.rename_columns([*(one.name for one in columns), "made up"]).to_pylist():
            found.append({**row, **{name: tuple(row[name]) if row[name] else None for name in several}})
    return found


AREAS = st.lists(st.sampled_from(("somatic", "mental", "abuse")), min_size=1, max_size=3, unique=True)
CODES = st.lists(st.sampled_from(("A", "B", "C", "D", "E")), min_size=1, max_size=3, unique=True)


@st.composite
def usual_cells(draw: st.DrawFn) -> MeasuredCell:
    """A share of patients who have a code, or of rows of one kind of contact, among all or those of some areas."""
    among = draw(st.one_of(st.just(ALWAYS), AREAS.map(lambda areas: OneOf("area", tuple(areas)))))
    if draw(st.integers(0, 3)) == 0:
        whole, part = OneOf("note", ("clinic",)), OneOf("contact", tuple(draw(CODES)))
        return MeasuredCell(("", ""), EpisodeCount(AllOf((whole, part))), EpisodeCount(whole))
    tests: list[Condition] = [
        among,
        OneOf(draw(st.sampled_from(("groups", "procedures", "contact"))), tuple(draw(CODES))),
    ]
    if draw(st.integers(0, 4)) == 0:
        tests.append(Negated(OneOf("groups", tuple(draw(CODES)))))
    return MeasuredCell(("", ""), EpisodeCount(AllOf(tuple(tests)), "patient"), EpisodeCount(among, "patient"))


@st.composite
def usual_measurements(draw: st.DrawFn) -> Measurement:
    """Shares as rulebooks define them, of rows that count."""
    cells = [evolve(draw(usual_cells()), key=(f"i{at}",)) for at in range(draw(st.integers(1, 6)))]
    where = draw(st.sampled_from((ALWAYS, IsYes("counting"), AllOf((IsYes("counting"), Negated(IsYes("acute")))))))
    per = draw(st.sampled_from(("trust", "trust", "region")))
    return Measurement("result", REGISTER, "region", per, where, tuple(cells))


@st.composite
def asked(draw: st.DrawFn) -> EpisodesAsked:
    """A measurement with wishes for some of its cells, often of rows enough that they can be met."""
    anything = measurements(draw(pools()))
    measurement: Measurement = draw(st.one_of(usual_measurements(), usual_measurements(), anything))
    wanted = {}
    for cell in measurement.cells:
        for payee in NAMES.values():
            low = draw(st.integers(0, 90))
            if draw(st.booleans()):
                wanted[cell.key, payee] = Interval(Fraction(low, 100), Fraction(low + 4, 100), True, False)
    rows = draw(st.sampled_from((1, 2, 5, 40, 900, 900, 900)))
    return EpisodesAsked(
        measurement, rows, draw(st.integers(0, 99)), PAYEES, draw(st.sampled_from((PERIOD, None))), wanted
    )


def plan_of(asked: EpisodesAsked) -> EpisodePlan:
    """The plan of what is asked for; where there is none, something else is drawn."""
    try:
        plan = planned(asked)
    except NotMade:
        plan = None
    assume(plan is not None)
    assert plan is not None
    return plan


@settings(max_examples=25, deadline=None)
@given(asked(), st.integers(1, 500))
def test_there_are_as_many_rows_as_asked_for(asked: EpisodesAsked, together: int) -> None:
    assert len(episodes_of(plan_of(asked), together)) == asked.rows


@settings(max_examples=25, deadline=None)
@given(asked())
def test_quotients_are_as_wished(asked: EpisodesAsked) -> None:
    plan = plan_of(asked)
    assume(plan.fitted)
    counts: dict[str, dict[EpisodeCount, int]] = defaultdict(lambda: defaultdict(int))
    for (payee, _), own in plain_counts(asked.measurement, episodes_of(plan, 10_000), NAMES, asked.period).items():
        for count, number in own.items():
            counts[payee][count] += number
    cells = {cell.key: cell for cell in asked.measurement.cells}
    for (key, payee), wished in asked.wanted.items():
        if key in plan.fitted:
            cell, own = cells[key], counts[payee]
            assert cell.denominator is not None
            assert wished.holds(Fraction(own[cell.numerator], own[cell.denominator])), key
