"""Made-up episodes: the same on every run, in whatever parts they are made, of any size, and called what they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from drawn_episodes import PERIOD, REGISTER
from plain_counts import Episode, duplicate_rows, patients_in_several_units, plain_counts

from rbflang.intervals import Interval, point
from rbflang.measuring.made_up import episode_files as made_up_files
from rbflang.measuring.made_up import mark
from rbflang.measuring.made_up.asked_for import EpisodesAsked, PayeeAsked
from rbflang.measuring.made_up.drawn_rows import DrawnRows, drawn_rows
from rbflang.measuring.made_up.episode_files import parts, schema, written_csv, written_parquet
from rbflang.measuring.made_up.episode_plan import EpisodePlan
from rbflang.measuring.made_up.planned import planned, rows_enough
from rbflang.measuring.made_up.row_kinds import NotMade
from rbflang.measuring.made_up.scattered import turn, turned
from rbflang.measuring.made_up.unit_numbers import UnitNumbers, unit_numbers
from rbflang.measuring.made_up.whole_numbers import Wish, numerators, parts_that_fit, shared_out
from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    Negated,
    OneOf,
)

MENTAL = OneOf("area", ("mental", "abuse"))
CLINIC = OneOf("note", ("clinic",))
CELLS = (
    MeasuredCell(
        ("meetings",), EpisodeCount(AllOf((MENTAL, OneOf("groups", ("M1", "M2")))), "patient"),
        EpisodeCount(MENTAL, "patient"),
    ),
    MeasuredCell(
        ("forms",), EpisodeCount(OneOf("procedures", ("F1",)), "patient"), EpisodeCount(ALWAYS, "patient")
    ),
    MeasuredCell(
        ("video",), EpisodeCount(AllOf((CLINIC, OneOf("contact", ("video", "telephone"))))), EpisodeCount(CLINIC)
    ),
)  # fmt: skip
MEASUREMENT = Measurement("result", REGISTER, "region", "trust", IsYes("counting"), CELLS)
PAYEES = (
    PayeeAsked("North", "Region North", 3, ("North trust 1", "North trust 2")),
    PayeeAsked("West", "Region West", 5, ("West trust 1", "West trust 2", "West trust 3")),
)
NAMES = {"Region North": "North", "Region West": "West"}


def per_cent(low: str, high: str) -> Interval:
    return Interval(Fraction(low) / 100, Fraction(high) / 100, True, False)


WANTED = {
    (("meetings",), "North"): per_cent("30.05", "30.15"),
    (("meetings",), "West"): per_cent("27.95", "28.05"),
    (("forms",), "North"): per_cent("0.25", "0.35"),
    (("forms",), "West"): per_cent("0.4", "0.45"),
    (("video",), "North"): per_cent("16.15", "16.25"),
    (("video",), "West"): per_cent("10.65", "10.75"),
}


def asked(rows: int, seed: int = 7, wanted: bool = True) -> EpisodesAsked:
    return EpisodesAsked(MEASUREMENT, rows, seed, PAYEES, PERIOD, WANTED if wanted else {})


def plan_of(rows: int, seed: int = 7, wanted: bool = True) -> EpisodePlan:
    plan = planned(asked(rows, seed, wanted))
    assert plan is not None
    return plan


def table_of(plan: EpisodePlan, together: int = 131_072, workers: int = 1) -> pa.Table:
    return pa.Table.from_batches(parts(plan, together, workers), schema(plan))


def plain(table: pa.Table) -> list[Episode]:
    rows = table.to_pylist()
    return [{**row, **{name: tuple(row[name]) if row[name] else None for name in ("groups", "procedures")}}
            for row in rows]  # fmt: skip


@pytest.fixture(scope="module", name="episodes")
def some_episodes() -> list[Episode]:
    return plain(table_of(plan_of(20_000)))


def test_counts_are_as_wished_to_the_printed_digit(episodes: list[Episode]) -> None:
    counts: dict[str, Counter[EpisodeCount]] = defaultdict(Counter)
    for (payee, _), own in plain_counts(MEASUREMENT, episodes, NAMES, PERIOD).items():
        counts[payee].update(own)
    for (key, payee), interval in WANTED.items():
        cell = next(one for one in CELLS if one.key == key)
        quotient = Fraction(counts[payee][cell.numerator], counts[payee][cell.denominator])
        assert interval.low <= quotient < interval.high, (key, payee)
    assert plan_of(20_000).fitted == (("meetings",), ("forms",), ("video",))


def test_patients_can_be_told_by_a_code_that_stands_alone_too() -> None:
    """A column of one code has room for one steered numerator; where nobody steers it, codes stand by chance."""
    everybody = EpisodeCount(ALWAYS, "patient")
    cells = tuple(
        MeasuredCell((code,), EpisodeCount(OneOf("contact", (code, f"{code} too")), "patient"), everybody)
        for code in ("video", "letter")
    )
    wanted = {((code,), payee): per_cent("12.05", "12.15") for code in ("video", "letter") for payee in NAMES.values()}
    plan = planned(evolve(asked(20_000), measurement=evolve(MEASUREMENT, cells=cells), wanted=wanted))
    assert plan is not None
    assert plan.fitted == (("video",),)
    rows = plain(table_of(plan))
    for cell, is_as_wished in zip(cells, (True, False), strict=True):
        for payee in NAMES.values():
            counted = plain_counts(plan.asked.measurement, rows, NAMES, PERIOD)
            own = [counts for (name, _), counts in counted.items() if name == payee]
            share = Fraction(sum(one[cell.numerator] for one in own), sum(one[everybody] for one in own))
            assert (Fraction("0.1205") <= share < Fraction("0.1215")) is is_as_wished
    assert {row["contact"] for row in rows} == {"video", "video too", "annet", None}


def test_quotients_of_rows_that_cannot_be_together_are_not_said_to_be_as_wished() -> None:
    """Of all who come to the clinic fewer cannot be seen on video or paper than are seen on video."""
    cells = tuple(
        MeasuredCell((name,), EpisodeCount(AllOf((CLINIC, OneOf("contact", codes)))), EpisodeCount(CLINIC))
        for name, codes in (("either", ("video", "paper")), ("video", ("video",)))
    )

    def plan_for(either: tuple[str, str], video: tuple[str, str]) -> EpisodePlan | None:
        wanted = {(("either",), "North"): per_cent(*either), (("video",), "North"): per_cent(*video)}
        return planned(evolve(asked(900), measurement=evolve(MEASUREMENT, cells=cells), wanted=wanted))

    assert plan_for(("2", "6"), ("6", "10")) is None
    together = plan_for(("7", "9"), ("6", "7"))
    assert together is not None
    assert together.fitted == (("either",), ("video",))


def test_codes_that_no_steered_numerator_asks_for_stand_by_chance() -> None:
    both = AllOf((OneOf("contact", ("video",)), OneOf("note", ("home",))))
    cell = MeasuredCell(("both",), EpisodeCount(both, "patient"), EpisodeCount(ALWAYS, "patient"))
    plan = planned(evolve(asked(2_000), measurement=evolve(MEASUREMENT, cells=(cell,)), wanted={}))
    assert plan is not None
    assert not plan.marks
    rows = plain(table_of(plan))
    assert {row["contact"] for row in rows} == {"video", "annet", None}
    assert {row["note"] for row in rows} == {"home", "annet", None}


def test_episodes_are_the_same_in_whatever_parts_and_by_whomever_they_are_made() -> None:
    plan = plan_of(20_000)
    whole = table_of(plan)
    assert whole.num_rows == 20_000
    assert table_of(plan, 777).equals(whole)
    assert table_of(plan, 1000, workers=3).equals(whole)
    assert not table_of(plan_of(20_000, seed=8)).equals(whole)


def test_episodes_of_a_seed_are_the_same_for_ever() -> None:
    rows = plain(table_of(plan_of(300, wanted=False)))
    assert sha256(repr(rows).encode()).hexdigest() == "84dc790f5971675d320e8562b64880b315ea791024a17bbf11507d0acd3fcc83"


@pytest.mark.parametrize("ending", ("parquet", "csv"))
def test_files_are_the_same_byte_for_byte(tmp_path: Path, ending: str) -> None:
    written = {"parquet": written_parquet, "csv": written_csv}[ending]
    for name, workers in (("one", 1), ("two", 2)):
        written(tmp_path / name, schema(plan_of(20_000)), parts(plan_of(20_000), 5_000, workers))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_files_say_that_they_are_made_up_and_hold_the_same(tmp_path: Path) -> None:
    plan = plan_of(3_000, wanted=False)
    written_parquet(tmp_path / "x.parquet", schema(plan), parts(plan))
    written_csv(tmp_path / "x.csv", schema(plan), parts(plan, 1000))
    file = pq.ParquetFile(tmp_path / "x.parquet")
    assert file.metadata.metadata[mark.METADATA] == b"7"
    table = file.read()
    assert table.column_names == [*(column.headings[0] for column in REGISTER.columns), "syntetisk"]
    assert set(table["syntetisk"].to_pylist()) == {True}
    lines = [line.split(";") for line in (tmp_path / "x.csv").read_text("utf-8").splitlines()]
    assert lines[0] == table.column_names
    assert len(lines) == 3_001
    for cells, row in zip(lines[1:], table.to_pylist(), strict=True):
        assert [cell.strip('"') for cell in cells] == [as_text(value) for value in row.values()]


def as_text(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return "" if value is None else ",".join(value) if isinstance(value, list) else str(value)


def test_any_part_of_very_many_rows_is_made_by_itself() -> None:
    numbers = unit_numbers(plan_of(10**9))
    last = drawn_rows(numbers, 10**9 - 1000, 10**9)
    assert last.place.min() >= 0
    assert last.place.max() < 10**9
    assert {*last.unit} == {0, 1, 2, 3, 4}
    assert last.patient.min() >= 1
    assert last.patient.max() <= numbers.plan.patients


def test_no_more_rows_are_made_ahead_than_there_are_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def noted(numbers: UnitNumbers, first: int, last: int) -> DrawnRows:
        begun.append(first)
        return drawn_rows(numbers, first, last)

    monkeypatch.setattr(made_up_files, "drawn_rows", noted)
    made = parts(plan_of(20_000), 100, workers=2)
    for number in range(1, 20):
        next(made)
        assert len(begun) <= number + 2


@pytest.mark.parametrize("rows", (1, 2, 3, 7, 10, 99, 12_345))
def test_there_can_be_any_number_of_rows(rows: int) -> None:
    table = table_of(plan_of(rows, wanted=False))
    assert table.num_rows == rows
    assert table["patient"].null_count < rows


def test_results_that_so_few_rows_cannot_have_are_told_with_a_number_that_can() -> None:
    assert planned(asked(500)) is None
    enough = rows_enough(asked(500))
    assert planned(asked(enough)) is not None
    impossible = {(("forms",), "North"): Interval(Fraction(3), Fraction(4))}
    assert rows_enough(evolve(asked(10), wanted=impossible)) == 0


def test_conditions_that_no_row_meets_are_told() -> None:
    where = AllOf((IsYes("counting"), Negated(IsYes("counting"))))
    with pytest.raises(NotMade) as told:
        planned(evolve(asked(10), measurement=evolve(MEASUREMENT, where=where)))
    assert told.value.words.en.startswith("No made-up row would count")
    assert told.value.words.nb.startswith("Ingen oppdiktet rad ville telle med")


def test_more_kinds_of_rows_than_can_be_thought_out_are_told() -> None:
    """Twenty codes of contacts, twenty of notes and twenty of areas, and other and none besides: more than 10 000."""
    tests = tuple(OneOf(name, tuple(map(str, range(20)))) for name in ("contact", "note", "area"))
    cell = MeasuredCell(("all",), EpisodeCount(AllOf(tests)), EpisodeCount(ALWAYS))
    with pytest.raises(NotMade, match="flere enn 4096 slags rader"):
        planned(evolve(asked(10), measurement=evolve(MEASUREMENT, cells=(cell,))))


def test_patients_come_often_and_seldom_to_one_place_and_several(episodes: list[Episode]) -> None:
    contacts = Counter(row["patient"] for row in episodes if row["patient"] is not None)
    assert median(contacts.values()) == 2
    assert max(contacts.values()) > 30
    within = patients_in_several_units(MEASUREMENT, episodes, NAMES, PERIOD)
    assert min(within["North"], within["West"]) > 20
    payees: dict[object, set[object]] = defaultdict(set)
    for row in episodes:
        payees[row["patient"]].add(row["region"])
    assert sum({*NAMES} <= own for own in payees.values()) > 10


def test_some_patients_have_no_row_that_counts(episodes: list[Episode]) -> None:
    counting = {row["patient"] for row in episodes if row["counting"] and PERIOD.first <= row["ended"] <= PERIOD.last}
    assert len({row["patient"] for row in episodes} - counting) > 100


def test_areas_are_the_rarer_the_later_they_are_named(episodes: list[Episode]) -> None:
    areas = Counter(row["area"] for row in episodes)
    assert areas["mental"] > 2 * areas["abuse"] > 0
    assert areas["abuse"] > 5 * areas[None] > 0


def test_rows_are_as_untidy_as_those_of_a_register(episodes: list[Episode]) -> None:
    days = [row["ended"] for row in episodes]
    assert all(isinstance(day, date) for day in days)
    outside = [day for day in days if not PERIOD.first <= day <= PERIOD.last]
    assert len(outside) > 500
    assert min(days) < PERIOD.first < PERIOD.last < max(days)
    assert {PERIOD.first, PERIOD.last} <= {*days}
    weekdays = Counter(day.weekday() for day in days if day not in outside)
    assert weekdays[1] > 4 * weekdays[6] > 0
    assert Counter(row["counting"] for row in episodes).keys() == {True, False, None}
    assert duplicate_rows(MEASUREMENT, episodes) > 10
    assert any(row["patient"] is None for row in episodes)
    assert any(row["trust"] is None for row in episodes)
    assert any(row["region"] not in NAMES for row in episodes)
    assert any(row["contact"] is None for row in episodes)
    assert max(len(row["groups"] or ()) for row in episodes) > 1
    assert any(row["groups"] is None for row in episodes)


def test_codes_stand_where_they_do_not_count_too(episodes: list[Episode]) -> None:
    """What forgets a part of a condition, or what counts, comes to other numbers."""
    marked = [row for row in episodes if {"M1", "M2"} & {*(row["groups"] or ())}]
    assert any(row["area"] == "somatic" and row["counting"] for row in marked)
    assert any(not row["counting"] for row in marked)
    assert any(not PERIOD.first <= row["ended"] <= PERIOD.last for row in marked)
    assert max(Counter(row["patient"] for row in marked if row["counting"]).values()) > 1


def test_codes_that_nobody_names_are_called_made_up(episodes: list[Episode]) -> None:
    codes = {code for row in episodes for name in ("groups", "procedures") for code in row[name] or ()}
    assert codes - {"M1", "M2", "F1"} == {f"syntetisk{number:02}" for number in range(1, 13)}


def test_a_turn_meets_each_place_once() -> None:
    for size in (1, 2, 3, 10, 97, 1000):
        for salt in (0, 1, 2**63 + 5, 12345678901234567):
            found = turned(np.arange(size), *turn(size, salt), size)
            assert sorted(found) == list(range(size))


def test_numerators_that_print_as_wanted() -> None:
    assert numerators(per_cent("0.4", "0.45"), 1000, 1000) == range(4, 5)
    assert numerators(per_cent("0.4", "0.5"), 1000, 1000) == range(4, 5)
    assert numerators(per_cent("0.45", "0.5"), 1000, 1000) == range(5, 5)
    assert numerators(Interval(Fraction(1, 4), Fraction(1, 2), False, True), 8, 8) == range(3, 5)
    assert numerators(Interval(None, Fraction(1, 2), False, False), 8, 8) == range(4)
    assert numerators(Interval(Fraction(1, 2), None), 8, 6) == range(4, 7)
    assert not numerators(point(Fraction(0)), 0, 0)


def test_denominators_are_moved_as_little_as_can_be() -> None:
    """25.3 % of 74 is no whole number that prints so; 19 of 75 does, and 18 of 71: 75 is nearer."""
    wish = Wish(per_cent("25.25", "25.35"), (0, 1), (0, 1))
    assert parts_that_fit((60, 14, 5), (wish,)) == (61, 14, 5)
    assert parts_that_fit((60, 15, 5), (wish,)) == (60, 15, 5)
    assert parts_that_fit((1, 1), (Wish(Interval(Fraction(2), Fraction(3)), (0,), (0,)),)) is None


def test_numbers_are_shared_out_whole() -> None:
    assert shared_out(10, [1, 1, 1]) == [4, 3, 3]
    assert shared_out(10, [0, 0]) == [5, 5]
    assert shared_out(10, [8, 1, 1], [3, 9, 9]) == [3, 4, 3]
    assert shared_out(3, []) == []
