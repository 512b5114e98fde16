"""A measurement and what was counted by it, made by hand: two indicators in four regions, with trusts behind.

The numbers are small enough to be added up by hand: what each region has stands in `REGIONS`.
"""

from __future__ import annotations

from datetime import date

from rbflang import find, prepare
from rbflang.measuring.counts_found import CodeSeen, CountedEpisodes, FileRead, Period, Quality, UnitCounts
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.pipeline import Prepared
from rbflang.register.definitions import (
    ALWAYS,
    ColumnKind,
    EpisodeCount,
    IsYes,
    MeasuredCell,
    Measurement,
    OneOf,
    Register,
    RegisterColumn,
)

REGISTER = Register(
    "episoder",
    "Episoder i Norsk pasientregister",
    (
        RegisterColumn("pasient", ColumnKind.PATIENT, ("pasient",)),
        RegisterColumn("region", ColumnKind.MEMBER, ("region",), "region"),
        RegisterColumn("foretak", ColumnKind.UNIT, ("foretak",), "region"),
        RegisterColumn("stg", ColumnKind.CODES, ("stg",), codes=("TS08A", "XS08")),
    ),
)
PATIENTS = EpisodeCount(ALWAYS, "pasient")
WITH_CODE = EpisodeCount(OneOf("stg", ("TS08A",)), "pasient")
STAYS, PHONED = EpisodeCount(ALWAYS), EpisodeCount(IsYes("kontakt"))
VIDEO, MET = MeasuredCell(("video", ""), PHONED, STAYS), MeasuredCell(("samarbeid_phv_tsb", ""), WITH_CODE, PATIENTS)
MEASUREMENT = Measurement("måloppnåelse", REGISTER, "region", "foretak", ALWAYS, (VIDEO, MET))
SHA256 = "0123456789abcdef" * 4


def unit(payee: str, name: str, phoned: int, stays: int, with_code: int, patients: int) -> UnitCounts:
    return UnitCounts(payee, name, {PHONED: phoned, STAYS: stays, WITH_CODE: with_code, PATIENTS: patients})


# Vest: 30 of 200 and 3 of 50; Midt: 7 of 70 and 1 of 20; Nord: 2 of 10 and none of none; SørØst has no rows.
UNITS = (
    unit("Vest", "Helse Bergen", 20, 120, 1, 30),
    unit("Vest", "Helse Fonna", 10, 80, 2, 20),
    unit("Midt", "St. Olav", 7, 70, 1, 20),
    unit("Nord", "UNN", 2, 10, 0, 0),
)
QUALITY = Quality(
    rows=400, counted_rows=280, outside_period=60, not_counting=45, without_patient=5, without_unit=7, unknown_payee=8,
    duplicate_rows=3, patients_in_several_units={"Vest": 2}, unknown_codes=(CodeSeen("stg", "QX99", 12),),
    never_seen=(("stg", "XS08"),), units_without_rows=("Helse Førde",),
)  # fmt: skip
PERIOD = Period(date(2024, 1, 1), date(2024, 4, 30))


def prepared() -> Prepared:
    shelf = find("rbf2025")
    assert shelf
    found = prepare(shelf)
    assert isinstance(found, Prepared)
    return found


def counted(made_up: bool = False, units: tuple[UnitCounts, ...] = UNITS) -> CountedEpisodes:
    files = (FileRead("episoder.parquet", 400, 12_345, SHA256),)
    return CountedEpisodes(MEASUREMENT, PERIOD, units, files, QUALITY, "duckdb", made_up)


def measured(made_up: bool = False) -> MeasuredRound:
    return MeasuredRound(prepared().checked, "forelopig", "NPR 1. tertial 2024", (counted(made_up),))
