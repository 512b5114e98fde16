"""The plain count itself, by hand on eight rows, and whether what is drawn to compare with it says anything."""

from __future__ import annotations

from collections import Counter
from datetime import date

from drawn_episodes import PAYEES, PERIOD, REGISTER, Drawn, drawn
from hypothesis import HealthCheck, given, settings
from plain_counts import Episode, duplicate_rows, holds, patients_in_several_units, plain_counts

from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    AnyOf,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    Negated,
    OneOf,
)

EMPTY: Episode = {column.name: None for column in REGISTER.columns}
INSIDE = {**EMPTY, "region": "Midt", "trust": "UNN", "ended": date(2024, 4, 30), "counting": True}
A_OR_B = OneOf("groups", ("A", "B"))
ROWS: tuple[Episode, ...] = (
    {**INSIDE, "patient": "p", "groups": ("A", "B")},
    {**INSIDE, "patient": "p", "groups": ("B", "C"), "acute": True},
    {**INSIDE, "patient": "q", "groups": ("C",), "region": "Helse Midt"},
    {**INSIDE, "patient": "q", "groups": ("A",), "trust": "Førde"},
    {**INSIDE, "groups": ("A",)},
    {**INSIDE, "patient": "r", "groups": ("A",), "ended": date(2024, 5, 1)},
    {**INSIDE, "patient": "r", "groups": ("A",), "counting": None},
    {**INSIDE, "patient": "r", "groups": ("A",), "region": "Utlandet"},
)
STAYS, PATIENTS, OTHERS = EpisodeCount(A_OR_B), EpisodeCount(A_OR_B, "patient"), EpisodeCount(Negated(A_OR_B))


def measurement(counted_per: str = "trust") -> Measurement:
    cells = MeasuredCell(("a",), PATIENTS, EpisodeCount(ALWAYS, "patient")), MeasuredCell(("b",), OTHERS, STAYS)
    return Measurement("result", REGISTER, "region", counted_per, IsYes("counting"), cells)


def test_eight_rows_are_counted_as_by_hand() -> None:
    """UNN: rows 1, 2, 3 and 5 with p in two of the three that hold A or B; the row of nobody is a row."""
    found = plain_counts(measurement(), ROWS, PAYEES, PERIOD)
    unn, forde = found["Midt", "UNN"], found["Midt", "Førde"]
    assert [unn[one] for one in (STAYS, PATIENTS, OTHERS, EpisodeCount(ALWAYS, "patient"))] == [3, 1, 1, 2]
    assert [forde[one] for one in (STAYS, PATIENTS, OTHERS, EpisodeCount(ALWAYS, "patient"))] == [1, 1, 0, 1]
    assert len(found) == 2


def test_whoever_is_counted_per_payee_counts_once_there() -> None:
    """q is in UNN without A and in Førde with it: one patient of Midt, where the two units have two."""
    found = plain_counts(measurement("region"), ROWS, PAYEES, PERIOD)
    midt = found["Midt", ""]
    assert [midt[one] for one in (STAYS, PATIENTS, OTHERS, EpisodeCount(ALWAYS, "patient"))] == [4, 2, 1, 2]
    assert patients_in_several_units(measurement(), ROWS, PAYEES, PERIOD) == {"Midt": 1}


def test_without_a_period_every_day_counts_and_a_row_is_a_duplicate_of_an_equal_one() -> None:
    assert plain_counts(measurement(), ROWS, PAYEES)["Midt", "UNN"][PATIENTS] == 2
    assert duplicate_rows(measurement(), [*ROWS, ROWS[0], ROWS[0]]) == 2


def test_what_is_asked_of_an_empty_cell_is_false_and_its_contrary_true() -> None:
    for test in (A_OR_B, IsYes("acute"), OneOf("contact", ("",)), AllOf((Negated(AnyOf(())), IsYes("acute")))):
        assert not holds(test, EMPTY)
        assert holds(Negated(test), EMPTY)
    assert holds(ALWAYS, EMPTY)


def test_what_is_drawn_is_not_trivial() -> None:
    """Most counts are neither nothing nor all rows; each kind of cell, code and key is met."""
    seen: Counter[str] = Counter()

    @settings(max_examples=150, derandomize=True, database=None, suppress_health_check=[*HealthCheck])
    @given(drawn())
    def draw(one: Drawn) -> None:
        seen.update(features(one))

    draw()
    assert seen["counts"] > 1000
    assert seen["counts of nothing"] < 0.2 * seen["counts"]
    assert seen["counts of all"] < 0.2 * seen["counts"]
    assert seen["fewer patients than rows"] > 0.3 * seen["counts"]
    for name in ("empty table", "numbers as keys", "texts as keys", "no period", "per payee", "patients elsewhere"):
        assert seen[name] >= 5, name
    for name in ("duplicates", "several codes", "codes with quotes", "long codes", "empty cells", "outside", "nobody"):
        assert seen[name] > 300, name


def features(one: Drawn) -> Counter[str]:
    """What a drawn example holds, in numbers; counts where more than five rows are counted."""
    rows, measured = one.episodes, one.measurement
    found: Counter[str] = Counter()
    found["empty table"] = not rows
    found["no period"] = one.period is None
    found["per payee"] = measured.counted_per == measured.payee
    found["numbers as keys"] = any(isinstance(row["patient"], int) for row in rows)
    found["texts as keys"] = any(isinstance(row["patient"], str) for row in rows)
    found["duplicates"] = duplicate_rows(measured, rows)
    found["patients elsewhere"] = sum(patients_in_several_units(measured, rows, PAYEES, one.period).values())
    found["empty cells"] = sum(cell is None for row in rows for cell in row.values())
    found["nobody"] = sum(row["patient"] is None for row in rows)
    found["several codes"] = sum(len(set(row["groups"])) > 1 for row in rows if isinstance(row["groups"], tuple))
    found["codes with quotes"] = sum("'" in str(row["contact"]) for row in rows)
    found["long codes"] = sum(len(str(row["note"])) > 200 for row in rows)
    found["outside"] = sum(row["region"] == "Utlandet" or row["ended"] == date(1970, 1, 1) for row in rows)
    placed = plain_counts(measured, rows, PAYEES, one.period)
    whole = plain_counts(Measurement("all", REGISTER, measured.payee, measured.counted_per, measured.where, (
        MeasuredCell((), EpisodeCount(ALWAYS), None),)), rows, PAYEES, one.period)  # fmt: skip
    for place, counts in placed.items():
        rows_here = whole[place][EpisodeCount(ALWAYS)]
        for count, number in counts.items() if rows_here > 5 else ():
            found["counts"] += 1
            found["counts of nothing"] += number == 0
            found["counts of all"] += number == rows_here
            found["fewer patients than rows"] += bool(count.distinct) and number < counts.get(
                EpisodeCount(count.where), rows_here
            )
    return found
