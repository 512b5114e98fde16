"""Measurements and episodes for tests that compare what counts: drawn so that counts are neither nothing nor all.

Rows are made by a generator of their own from a seed that hypothesis draws: a smaller number of rows is the beginning
of the same table, so that an example shrinks. Codes hold whatever has ever been mistaken for something else.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

from attrs import frozen
from hypothesis import strategies as st
from plain_counts import Cell, Episode

from rbflang.measuring.counts_found import Period
from rbflang.register.definitions import (
    ALWAYS,
    AllOf,
    AnyOf,
    ColumnKind,
    Condition,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    Negated,
    OneOf,
    Register,
    RegisterColumn,
)

# Codes that a column of several may hold too: nothing in them separates codes.
JOINED = (
    "TS08A", "ts08a", "TS08", "O'Brien", "''", '"', "Æøå", "e\u0301", "\u00e9", "stra\u00dfe", "strasse", "I", "i",
    "\u0131", "%", "_", "TS__A", "\\", "\\'", "NULL", "null", "None", "0", "00", "1", "1.0", "-1", "true", "ja", "nei",
    "NaN", "$1", ":x", "{x}", "?", "\U0001f3e5", "--", "/*", "x" * 300,
)  # fmt: skip
# Codes of a column that holds one: separators and white space belong to them.
ALONE = (*JOINED, "a;b", "a,b", "a b", "a|b", "'); DROP TABLE episodes; --", "' OR '1'='1", "y" * 3000)
PAYEES: Mapping[str, str] = {
    name: member for member in ("Midt", "Nord", "Sør-Øst", "Vest") for name in (member, f"Helse {member}")
}
UNITS = ("St. Olav", "st. olav", "UNN", "O'Hara; sykehus", "Ålesund", "A\u030alesund", "Førde", "1")
PERIOD = Period(date(2024, 1, 1), date(2024, 4, 30))

REGISTER = Register(
    "episodes",
    "Episodes",
    (
        RegisterColumn("patient", ColumnKind.PATIENT, ("patient",)),
        RegisterColumn("region", ColumnKind.MEMBER, ("region",), of="region"),
        RegisterColumn("trust", ColumnKind.UNIT, ("trust",), of="region"),
        RegisterColumn("area", ColumnKind.CODE, ("area",), codes=("somatic", "mental", "abuse")),
        RegisterColumn("ended", ColumnKind.DATE, ("ended",)),
        RegisterColumn("counting", ColumnKind.YES_NO, ("counting",)),
        RegisterColumn("acute", ColumnKind.YES_NO, ("acute",)),
        RegisterColumn("contact", ColumnKind.CODE, ("contact",)),
        RegisterColumn("groups", ColumnKind.CODES, ("groups",)),
        RegisterColumn("procedures", ColumnKind.CODES, ("procedures",)),
        RegisterColumn("note", ColumnKind.WORDS, ("note",)),
    ),
)


@frozen
class Drawn:
    """A measurement, the table it is counted in, and the period that counts."""

    measurement: Measurement
    episodes: tuple[Episode, ...]
    period: Period | None


@frozen
class Pools:
    """The codes that a table uses, by column, few enough to be met often."""

    codes: Mapping[str, tuple[str, ...]]


@st.composite
def pools(draw: st.DrawFn) -> Pools:
    """A few codes for each column that holds codes."""
    few = {"contact": ALONE, "note": ALONE, "groups": JOINED, "procedures": JOINED}
    found = {
        name: tuple(draw(st.lists(st.sampled_from(some), min_size=2, max_size=5, unique=True)))
        for name, some in few.items()
    }
    return Pools({**found, "area": ("somatic", "mental", "abuse")})


def leaves(codes: Pools) -> st.SearchStrategy[Condition]:
    """A test of one column, seldom with a code that no row holds."""
    one_of = st.sampled_from(tuple(codes.codes)).flatmap(
        lambda name: st.lists(
            st.sampled_from((*codes.codes[name] * 3, "in no row")), min_size=1, max_size=3, unique=True
        ).map(lambda some: OneOf(name, tuple(some)))
    )
    return st.one_of(one_of, one_of, one_of, st.sampled_from((IsYes("counting"), IsYes("acute"))))


def conditions(codes: Pools) -> st.SearchStrategy[Condition]:
    """Any condition that the language can say, of up to six tests."""
    return st.recursive(
        leaves(codes),
        lambda part: st.one_of(
            st.lists(part, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            part.map(Negated),
        ),
        max_leaves=6,
    )


@st.composite
def measurements(draw: st.DrawFn, codes: Pools, most_cells: int = 6) -> Measurement:
    """A measurement of a few cells; some count rows, some patients, some have no denominator."""
    counts = st.builds(EpisodeCount, conditions(codes), st.sampled_from(("", "patient", "patient")))
    whole = st.one_of(st.none(), counts, st.sampled_from((EpisodeCount(ALWAYS), EpisodeCount(ALWAYS, "patient"))))
    cells = draw(st.lists(st.tuples(counts, whole), min_size=1, max_size=most_cells))
    return Measurement(
        "result",
        REGISTER,
        "region",
        draw(st.sampled_from(("trust", "trust", "region"))),
        draw(st.one_of(st.just(ALWAYS), st.just(IsYes("counting")), leaves(codes).map(Negated))),
        tuple(MeasuredCell((f"i{at}",), *cell) for at, cell in enumerate(cells)),
    )


def rows_of(codes: Pools, seed: int, rows: int, numbered: bool) -> tuple[Episode, ...]:
    """The first rows of the table of a seed; keys of patients are numbers (large and negative ones too) or texts.

    About one cell in twelve is empty, one row in ten is a copy of an earlier one, one in eight lies outside the period.
    """
    chance = random.Random(seed)
    patients: list[Cell] = [_key(chance, at, numbered) for at in range(chance.choice((5, 20, 60)))]
    found: list[Episode] = []
    for _ in range(rows):
        again = found and chance.random() < 0.1
        found.append(chance.choice(found) if again else _row(chance, codes, patients))
    return tuple(found)


def _key(chance: random.Random, at: int, numbered: bool) -> Cell:
    if numbered:
        return chance.choice((at, -at, 2**63 - 1 - at, -(2**63) + at, 2**53 + at))
    return chance.choice(
        (str(at), f"0{at}", f"P'{at}", f"p'{at}", f"Å;{at}", f"{at} ", f" {at}", " ", "z" * 200 + str(at))
    )


def _row(chance: random.Random, codes: Pools, patients: list[Cell]) -> Episode:
    days = PERIOD.last.toordinal() - PERIOD.first.toordinal()
    several = {name: _several(chance, codes.codes[name]) for name in ("groups", "procedures")}
    row: dict[str, Cell] = {
        "patient": chance.choice(patients),
        "region": chance.choice((*PAYEES, "Utlandet") if chance.random() < 0.1 else ("Midt", "Nord")),
        "trust": chance.choice(UNITS if chance.random() < 0.1 else UNITS[:2]),
        "area": chance.choice((*codes.codes["area"], "undeclared") if chance.random() < 0.1 else codes.codes["area"]),
        "ended": _day(chance, days),
        "counting": chance.random() < 0.8,
        "acute": chance.random() < 0.5,
        "contact": chance.choice(codes.codes["contact"]),
        **several,
        "note": chance.choice(codes.codes["note"]),
    }
    return {name: None if chance.random() < 0.08 else cell for name, cell in row.items()}


def _several(chance: random.Random, codes: tuple[str, ...]) -> Cell:
    held = tuple(chance.choice(codes) for _ in range(chance.choice((0, 1, 1, 2, 3))))
    return held or None


def _day(chance: random.Random, days: int) -> date:
    within = PERIOD.first + timedelta(days=chance.randint(0, days))
    outside = PERIOD.first - timedelta(days=1), PERIOD.last + timedelta(days=1), date(1970, 1, 1)
    return chance.choice((PERIOD.first, PERIOD.last, *outside)) if chance.random() < 0.2 else within


@st.composite
def drawn(draw: st.DrawFn, most_rows: int = 200, most_cells: int = 6) -> Drawn:
    """A measurement with its table; the table of one in ten is empty or nearly so."""
    codes = draw(pools())
    rows = draw(st.one_of(st.integers(0, most_rows), *[st.integers(most_rows // 2, most_rows)] * 3))
    episodes = rows_of(codes, draw(st.integers(0, 2**32)), rows, draw(st.booleans()))
    return Drawn(draw(measurements(codes, most_cells)), episodes, draw(st.sampled_from((PERIOD, PERIOD, None))))
