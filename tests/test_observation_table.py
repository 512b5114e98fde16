"""What was counted as a table of observations: a row for each result and each unit behind it, none of nothing."""

from __future__ import annotations

import re

from attrs import evolve
from hand_counted import MET, SHA256, UNITS, counted, measured, prepared, unit

from rbflang.data.rows import figures_of
from rbflang.library import find
from rbflang.measuring.rounds.counted_results import Counts, observed_cells
from rbflang.observations import ObservationFile, read_rows
from rbflang.pipeline import read_together
from rbflang.reports.measure.observation_table import observation_table
from rbflang.source import Source

SOURCE = f"målt i episoder: NPR 1. tertial 2024, sha256 {SHA256}"


def test_a_row_for_each_result_and_each_trust_behind() -> None:
    told = observation_table(measured()).as_csv().splitlines()
    assert told[:3] == [
        "# RBF 2025: målt i episoder, NPR 1. tertial 2024",
        "# Inneholder små tall. Filen skal ligge der episodene ligger.",
        f"# {SHA256}  episoder.parquet",
    ]
    rows = [line.removesuffix(f";;;{SOURCE}") for line in told[3:]]
    assert rows == [
        "størrelse;indikator;delområde;region;foretak;verdi;presisering;status;kilde",
        "måloppnåelse;video;;Midt;;7/70",
        "måloppnåelse;video;;Midt;St. Olav;7/70",
        "måloppnåelse;video;;Nord;;2/10",
        "måloppnåelse;video;;Nord;UNN;2/10",
        "måloppnåelse;video;;Vest;;30/200",
        "måloppnåelse;video;;Vest;Helse Bergen;20/120",
        "måloppnåelse;video;;Vest;Helse Fonna;10/80",
        "måloppnåelse;samarbeid_phv_tsb;;Midt;;1/20",
        "måloppnåelse;samarbeid_phv_tsb;;Midt;St. Olav;1/20",
        "måloppnåelse;samarbeid_phv_tsb;;Vest;;3/50",
        "måloppnåelse;samarbeid_phv_tsb;;Vest;Helse Bergen;1/30",
        "måloppnåelse;samarbeid_phv_tsb;;Vest;Helse Fonna;2/20",
    ]


def test_made_up_episodes_are_told_in_every_row_and_above() -> None:
    told = observation_table(measured(made_up=True)).as_csv()
    assert "# syntetisk" in told
    assert all(";syntetisk;" in line for line in told.splitlines() if line.startswith("måloppnåelse"))


def test_figures_given_beside_are_those_that_are_not_counted() -> None:
    """Two of the nine indicators are counted: of the others 24 results are copied, and the twelve of epikrisetid."""
    shelf = find("rbf2025")
    assert shelf
    (file,) = read_together([shelf.observations("forelopig")])
    assert isinstance(file, ObservationFile)
    rest = figures_of(prepared().checked, file)
    told = observation_table(evolve(measured(), rest=rest)).as_csv().splitlines()
    results = [line for line in told if line.startswith("måloppnåelse;")]
    given = [line for line in results if "sha256" not in line]
    assert len(given) == 6 * 4 + 12
    assert not any(";video;" in line or ";samarbeid_phv_tsb;" in line for line in given)
    assert sum(";epikrisetid;" in line for line in given) == 12
    assert "måloppnåelse;skjema;;Vest;;0,4 %;minst 0,4 %;utledet;beregninger 1.3: " in "\n".join(given)
    assert any(line.startswith("utbetaling_endelig_2024;") for line in told)
    headings = told[3].split(";")
    assert headings[1:5] == ["indikator", "delområde", "region", "foretak"]


def test_for_others_small_numbers_are_bounds() -> None:
    """In Midt one of twenty is small; so is 1 of 30 in Helse Bergen, 2 of 20 in Helse Fonna and their sum of 3."""
    told = observation_table(evolve(measured(), is_for_others=True)).as_csv()
    rows = [line.partition(";;målt")[0] for line in told.splitlines()]
    assert "Inneholder små tall" not in told
    # 1 of 20 and 2 of 10, each with the one trust behind, and 3 of 50 with its two
    assert (
        "# Laget for deling. Små tall som er gitt som grenser: 7. Andre som er skjult så de små ikke kan regnes ut: 0."
        in told
    )
    assert "måloppnåelse;samarbeid_phv_tsb;;Midt;St. Olav;;under 5/20" in rows
    assert "måloppnåelse;samarbeid_phv_tsb;;Vest;;;under 5/50" in rows
    assert "måloppnåelse;video;;Vest;;30/200;" in rows
    assert not [row for row in rows if re.search(r";[1-4]/", row)]


def test_a_small_number_does_not_follow_from_the_sum_of_its_region() -> None:
    """2 of 110 is 110 − 60 − 48: told as below 5, and 48, the smaller of the others, as at least 110 − 60 − 4."""
    units = (unit("Vest", "A", 2, 300, 9, 90), unit("Vest", "B", 60, 500, 20, 200), unit("Vest", "C", 48, 400, 7, 70))
    found = evolve(measured(), counted=(counted(units=units),), is_for_others=True)
    table = observation_table(found)
    rows = [line.split(";") for line in table.as_csv().splitlines() if ";video;" in line]
    assert [(row[4], row[5], row[6]) for row in rows] == [
        ("", "110/1200", ""), ("A", "", "under 5/300"), ("B", "60/500", ""), ("C", "", "minst 46/400"),
    ]  # fmt: skip
    source = Source("delt.csv", table.as_csv())
    figures = figures_of(prepared().checked, read_rows(source))
    assert not figures.faults
    assert figures.observations["måloppnåelse", ("video", "", "Vest")].printed == "110/1200"
    behind = figures.behind["måloppnåelse", ("video", "", "Vest")]
    assert [(one.unit, one.counts.is_exact) for one in behind.units] == [("A", False), ("B", True), ("C", False)]


def test_counts_of_units_that_count_among_nothing_are_left_out_together() -> None:
    units = (*UNITS, unit("Vest", "Voss", 0, 0, 1, 0))
    cells = {(one.cell, one.payee): one for one in observed_cells(counted(units=units), ("Vest",))}
    assert cells[MET, "Vest"].counts == Counts(4, 50)
    assert cells[MET, "Vest"].told_behind == {}
    video = next(one for (cell, _), one in cells.items() if cell is not MET)
    assert list(video.told_behind) == ["Helse Bergen", "Helse Fonna"]
