"""The report of what was counted: results, what was read, what is wrong in the data, and what another reading moves.

The counts are those of `hand_counted.py`, which are added up by hand there.
"""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from hand_counted import MEASUREMENT, counted, measured, prepared, unit
from test_schemas import closed, schema_of

from rbflang.data.computed import Computed
from rbflang.measuring.rounds.counted_results import observed_cells
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.pipeline import compute
from rbflang.render import FORMATS, content, rendered
from rbflang.reports.measure.measurement_report import measurement_report
from rbflang.reports.measure.observation_table import observation_table
from rbflang.reports.measure.other_reading import OtherReading
from rbflang.reports.measure.rows_read import rows_not_told

PAYEES = ("Midt", "Nord", "SørØst", "Vest")


def lines(found: MeasuredRound, language: str = "nb", others: tuple[OtherReading, ...] = ()) -> list[str]:
    told = rendered(measurement_report(found, others, language), "terminal", 120)
    return [" ".join(line.split()) for line in told.splitlines()]


def per_region(before: Computed | None = None, after: Computed | None = None) -> OtherReading:
    """Two of the patients of Vest are in both of its trusts, one of them with the code."""
    whole = (
        unit("Vest", "", 30, 200, 2, 48), unit("Midt", "", 7, 70, 1, 20), unit("Nord", "", 2, 10, 0, 0),
    )  # fmt: skip
    found = evolve(counted(units=whole), measurement=evolve(MEASUREMENT, counted_per="region"))
    return OtherReading("Én gang i regionen", found, observed_cells(found, PAYEES), before, after)


def test_the_results_and_the_trusts_behind() -> None:
    told = lines(measured())
    assert told[0] == "RBF 2025, foreløpig fordeling: 5 av 8 resultater er målt i 280 episoder fra NPR 1. tertial 2024."
    assert "Video- og telefonkonsultasjoner Vest 30 200 15,0 %" in told
    assert "Samarbeidsaktiviteter (PHV/TSB) Vest 3 a 50 6,0 %" in told
    assert "Samarbeidsaktiviteter (PHV/TSB) Nord 0 0 – b" in told
    assert "Vest Helse Bergen 20/120 1/30 a" in told
    assert "Nord UNN 2/10 a 0/0" in told


def test_the_rows_add_up() -> None:
    told = lines(measured())
    at = told.index("Lest 400")
    assert told[at : at + 6] == [
        "Lest 400", "− utenfor perioden 60", "− med en region reglene ikke har 8", "− uten foretak 7",
        "− teller ikke etter reglene 45", "Talt 280",
    ]  # fmt: skip
    assert "Av de talte radene har 5 ingen pasient." in " ".join(told)
    assert rows_not_told(counted().quality) == 0
    assert rows_not_told(evolve(counted().quality, counted_rows=279)) == 1


def test_the_period_is_told_in_days() -> None:
    assert "Periode NPR 1. tertial 2024: fra og med 1. januar 2024 til og med 30. april 2024" in lines(measured())
    english = lines(measured(), "en")
    assert "Period NPR 1. tertial 2024: from 1 January 2024 up to and including 30 April 2024" in english


def test_what_is_wrong_in_the_data_is_told() -> None:
    told = "\n".join(lines(measured()))
    assert "3 rader er helt like en annen rad, og er talt med." in told
    assert "flere foretak i samme region: Vest 2." in told
    assert "stg har «QX99», i 12 rader" in told
    assert "Koden «XS08» (stg) står i reglene, men i ingen rad i perioden." in told
    assert "Sør-Øst har ingen rader som teller" in told


def test_for_others_no_small_number_is_told() -> None:
    found = evolve(measured(), is_for_others=True)
    told = lines(found)
    assert "Samarbeidsaktiviteter (PHV/TSB) Vest under 5 50" in told
    assert "Video- og telefonkonsultasjoner Vest 30 200 15,0 %" in told
    assert "Radene" not in told and "Datakvalitet" not in told
    assert not any(re.search(r"\b[1-4]/\d", line) for line in told)
    data: Any = json.loads(rendered(measurement_report(found), "json", 120))
    jsonschema.validate(data, schema_of("measurement"))
    numerators = {one["numerator"] for one in data["measurements"][0]["results"]}
    assert "below 5" in numerators and not numerators & {1, 2, 3, 4}


def test_bounds_have_the_thousands_apart_where_they_are_read_and_not_in_the_file() -> None:
    """Vest has 1 010: of the trusts one has 3, so the other has at least 1 010 − 4."""
    whole = (unit("Vest", "A", 3, 2321, 3, 2321), unit("Vest", "B", 1007, 1400, 1007, 1400))
    found = MeasuredRound(prepared().checked, "forelopig", "NPR", (counted(units=whole),), is_for_others=True)
    report, file = "\n".join(lines(found)), observation_table(found).as_csv()
    assert "Vest A under 5/2 321 under 5/2 321" in report
    assert "Vest B minst 1 006/1 400 minst 1 006/1 400" in report
    assert "Norway B at least 1,006/1,400" in "\n".join(lines(found, "en"))
    assert ";Vest;A;;under 5/2321;" in file and ";Vest;B;;minst 1006/1400;" in file
    data = json.loads(rendered(measurement_report(found), "json", 120))
    units = [one["units"] for one in data["measurements"][0]["results"] if one["members"]["region"] == "Vest"]
    assert {one["B"]["numerator"] for one in units} == {"at least 1006"}


def test_made_up_episodes_are_told_above_all() -> None:
    assert lines(measured(made_up=True))[0].startswith("Syntetiske data: episodene er laget for prøving")


def test_another_reading_in_counts_alone_where_results_are_missing() -> None:
    told = lines(measured(), others=(per_region(),))
    assert "Samarbeidsaktiviteter (PHV/TSB) Vest 3/50 a 2/48 a −2 −1,8" in told
    assert any("kan ikke regnes ut uten alle resultatene" in line for line in told)


def test_another_reading_in_kroner() -> None:
    """Before and after are the round of 2025 with Vest below a limit and on it: what is moved adds up to nothing."""
    sides = [
        compute(prepared(), "forelopig", settings=[f"måloppnåelse.samarbeid_somatikk.Vest={one}"])
        for one in ("0,5 %", "0,7 %")
    ]
    before, after = (one for one in sides if isinstance(one, Computed))
    told = lines(measured(), others=(per_region(before, after),))
    assert any(line.startswith("Vest") and line.count("+") == 2 for line in told)
    data: Any = measurement_report(measured(), (per_region(before, after),)).data
    changes = data()["other_readings"][0]["payout_changes"]
    assert sum(changes.values()) == 0
    assert changes["Vest"] > 0


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_data_are_held_to_their_schema(language: str) -> None:
    document = measurement_report(measured(), (per_region(),), language)
    found = json.loads(rendered(document, "json", 120))
    jsonschema.validate(found, schema_of("measurement"))
    jsonschema.validate(
        found | {"evidence": {"version": "1", "command": "", "files": []}}, closed(schema_of("measurement"))
    )
    (result,) = [
        one for one in found["measurements"][0]["results"] if one["members"] == {"indikator": "video", "region": "Vest"}
    ]
    assert result["percent"] == "15.000000"
    assert result["units"]["Helse Fonna"] == {"numerator": 10, "denominator": 80, "percent": "12.500000"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_is_told_in_every_format(form: str, language: str) -> None:
    assert content(measurement_report(measured(), (per_region(),), language), form, 120)
