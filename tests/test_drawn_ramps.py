"""Ramps as charts: every ramp behind the payouts with all who lie on it, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from rbflang import Computed, Prepared, Shelf, compute, prepare
from rbflang.explanation.standings_on_ramps import ClimbedRamp, climbed_ramps
from rbflang.quantities import KRONER, POINTS
from rbflang.render.charts.chart import standing_alone
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.allocation_charts import staircase_charts
from rbflang.reports.charts.pictures import Climb
from rbflang.reports.charts.ramp_drawn import MOST_CLIMBERS, ramp_chart, ramp_sentence
from rbflang.reports.document import Chart
from rbflang.wording import Voice

RULES = """regelsett Rampen 2031 "Rampen 2031"
kilde regelverk "Regelverk"
inndeling sykehus "Sykehus" {
    A "Alfa sykehus"
    B "Beta sykehus"
    C "Gamma sykehus"
}
fordeling endelig "Endelig" [regelverk 1]
rampe i_mål "I mål" [regelverk 4] { ved 45 % gir 0 poeng  ved 90 % gir 10 poeng }
fastsatt sats "Sats" = 1 000 kr / 1 poeng [regelverk 4]
inndata nådd "Nådd" per sykehus : andel
formel poeng_i_alt "Poeng i alt" per sykehus = RAMPE [regelverk 4]
utbetaling inntekt "Inntekt" per sykehus = sats × poeng_i_alt [regelverk 4] avrundet til hele kroner [regelverk 4]
"""
NORWEGIAN, ENGLISH = Voice("nb"), Voice("en")


def ramps(folder: Path, formula: str = "i_mål(nådd)", more: str = "") -> tuple[Computed, list[ClimbedRamp]]:
    """Alfa has 40 %, Beta 72,9 % and Gamma 100 %."""
    (folder / "rampen.rbf").write_text(RULES.replace("RAMPE", formula) + more, "utf-8")
    rows = "størrelse;sykehus;verdi\nnådd;A;40 %\nnådd;B;72,9 %\nnådd;C;100 %\n"
    (folder / "endelig.csv").write_text(rows, "utf-8")
    prepared = prepare(Shelf("rampen", folder / "rampen.rbf"))
    assert isinstance(prepared, Prepared), prepared
    found = compute(prepared, "endelig")
    assert isinstance(found, Computed), found
    return found, list(climbed_ramps(found))


def drawn(found: ClimbedRamp, say: Voice = NORWEGIAN) -> tuple[Chart, Climb]:
    chart = ramp_chart(found, say)
    assert chart
    assert isinstance(chart.picture, Climb)
    return chart, chart.picture


def test_who_lies_on_a_ramp_and_how_far_from_its_points(tmp_path: Path) -> None:
    """From 45 to 90 % the ramp goes from 0 to 10 points: 72,9 % is 27,9 of 45 on the way, and gives 6,2."""
    computed, (found,) = ramps(tmp_path)
    chart, picture = drawn(found)
    assert chart.title == "I mål: Gamma sykehus får mest, 10 poeng, og Alfa sykehus får minst, 0 poeng."
    assert [(one.label, worded(one.result, "nb"), one.told) for one in picture.climbers] == [
        ("Gamma sykehus", "100 %", "Gir 10 poeng, 10 prosentpoeng over forrige punkt."),
        ("Beta sykehus", "72,9 %",
         "Gir 6,2 poeng, 27,9 prosentpoeng over forrige punkt, 17,1 prosentpoeng under neste punkt."),
        ("Alfa sykehus", "40 %", "Gir 0 poeng, 5 prosentpoeng under neste punkt."),
    ]  # fmt: skip
    assert [(one.gives.value, one.on_to and one.on_to.value) for one in picture.treads] == [
        (0, None),
        (0, 10),
        (10, None),
    ]
    assert [worded(cell, "nb") for cell in chart.table.rows[1]] == ["Beta sykehus", "72,9 %", "6,2 poeng"]
    assert [worded(cell, "nb") for _, cell in picture.limits] == ["45 %", "90 %"]
    assert [one.label for one in staircase_charts(computed, NORWEGIAN)] == [chart.title]


def test_a_ramp_is_drawn_straight_between_its_points(tmp_path: Path) -> None:
    """On a scale to 110 %: 45 and 90 % are at 40.91 and 81.82 per cent of the width."""
    _, (found,) = ramps(tmp_path)
    svg = standing_alone(drawn(found)[0], "nb")
    for start, end in (('x1="0%" y1="114"', 'x2="40.91%" y2="114"'), ('x1="40.91%" y1="114"', 'x2="81.82%" y2="18"'),
                       ('x1="81.82%" y1="18"', 'x2="100%" y2="18"')):  # fmt: skip
        assert f"<line {start} {end}" in svg


def test_ramps_are_told_in_english(tmp_path: Path) -> None:
    _, (found,) = ramps(tmp_path)
    chart, picture = drawn(found, ENGLISH)
    assert chart.title == "I mål: Gamma sykehus gets the most, 10 points, and Alfa sykehus gets the least, 0 points."
    assert picture.climbers[1].told == (
        "Gives 6.2 points, 27.9 percentage points above the last point, 17.1 percentage points below the next point."
    )


def test_a_ramp_without_a_name_along_a_number(tmp_path: Path) -> None:
    """The figure in tens: 4, 7,29 and 10 on a line from 5 to 9."""
    _, (found,) = ramps(tmp_path, "rampe av (nådd × 10; ved 5 gir 0 poeng; ved 9 gir 8 poeng)")
    chart, picture = drawn(found)
    assert chart.title.startswith("Rampe: Gamma sykehus får mest, 8 poeng")
    assert picture.climbers[-1].told.startswith("Gir 0 poeng, 1")


def test_a_ramp_whose_points_differ_is_not_drawn_as_one(tmp_path: Path) -> None:
    table = "tabell gulv per sykehus : andel [regelverk 4] { A: 40 %  B: 50 %  C: 60 % }\n"
    _, found = ramps(tmp_path, "rampe av (nådd; ved gulv gir 0 poeng; ved gulv + 25 % gir 10 poeng)", table)
    assert found == []


def test_ramps_alike_empty_or_too_full(tmp_path: Path) -> None:
    _, (found,) = ramps(tmp_path)
    one = found.standings[0]
    alike = evolve(found, standings=(one, evolve(one, payee=found.standings[1].payee)))
    assert ramp_sentence(alike, POINTS, NORWEGIAN) == "I mål: Alfa sykehus og Beta sykehus får 0 poeng."
    assert ramp_sentence(alike, KRONER, ENGLISH) == "I mål: Alfa sykehus and Beta sykehus get 0 kr."
    of_one = evolve(found, members=(one.payee,), name="i_mål")
    assert ramp_sentence(of_one, POINTS, NORWEGIAN).startswith("I mål, Alfa sykehus: ")
    assert ramp_chart(evolve(found, standings=()), NORWEGIAN) is None
    assert ramp_chart(evolve(found, standings=found.standings * MOST_CLIMBERS), NORWEGIAN) is None


@pytest.mark.parametrize("count", [1, 40])
def test_however_many_there_are(count: int, tmp_path: Path) -> None:
    _, (found,) = ramps(tmp_path)
    assert len(drawn(evolve(found, standings=found.standings[:1] * count))[1].climbers) == count
