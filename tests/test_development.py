"""Results of an indicator over years as charts: as they are printed, and told where they are known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from nine_years import computed_year

from rbflang.quantities import SHARE
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Development
from rbflang.reports.charts.result_development import IndicatorRound, development_sentence, result_development
from rbflang.reports.document import Chart
from rbflang.reports.typed_cells import DASH, Amount, Cell, Quoted
from rbflang.ruleset.model import INDICATOR
from rbflang.wording import Voice

NORWEGIAN, ENGLISH = Voice("nb"), Voice("en")


def round_of(year: str, name: str) -> IndicatorRound:
    found = computed_year(year)
    return IndicatorRound(found, found.checked.ruleset.sets[INDICATOR][name])


def charts(first: str, last: str, say: Voice = NORWEGIAN) -> list[Chart]:
    return list(result_development([round_of("rbf2022", first), round_of("rbf2025", last)], say))


def test_results_from_year_to_year() -> None:
    """Table 4 of the rules for 2022 prints 7,4 % for Nord, and table 1.3 of the calculations for 2025 16,2 %."""
    (chart,) = charts("video", "video")
    assert chart.title == "Video- og telefonkonsultasjoner: Helse Nord har økt mest, fra 7,4 % til 16,2 %."
    assert isinstance(chart.picture, Development)
    assert chart.picture.times == ("RBF 2022, foreløpig fordeling", "RBF 2025, foreløpig fordeling")
    nord = next(cells for label, cells in chart.picture.lines if label == "Nord")
    assert [worded(cell, "nb") for cell in nord] == ["7,4 %", "16,2 %"]
    assert [row[1:] for row in chart.table.rows] == [cells for _, cells in chart.picture.lines]
    (english,) = charts("video", "video", ENGLISH)
    assert english.title == ("Video and telephone consultations: Northern Norway has risen most, from 7.4% to 16.2%.")


def test_sub_areas_have_charts_of_their_own_and_another_name_is_told() -> None:
    areas = charts("epikrisetid", "epikrisetid")
    assert [one.title.partition(":")[0] for one in areas] == [
        f"Epikriser sendt innen 1 dag, {area}" for area in ("PHV", "TSB", "somatikk")
    ]
    (chart,) = charts("samarbeid", "video")
    assert isinstance(chart.picture, Development)
    assert chart.picture.times[0] == "RBF 2022, foreløpig fordeling (Samarbeidsmøter)"


def test_without_several_rounds_there_is_no_development() -> None:
    assert list(result_development([round_of("rbf2025", "video")], NORWEGIAN)) == []
    assert list(result_development([], NORWEGIAN)) == []
    assert charts("video", "epikrisetid") == [], "other sub-areas are other results"


def per_cent(*values: int) -> tuple[Cell, ...]:
    return tuple(Amount(Fraction(value, 100), 0, SHARE, is_named=True) for value in values)


@pytest.mark.parametrize(
    ("lines", "nb", "en"),
    [
        ((("A", per_cent(1, 9)), ("B", per_cent(5, 6))), "V: A har økt mest, fra 1 % til 9 %.",
         "V: A has risen most, from 1% to 9%."),
        ((("A", per_cent(1, 2)), ("B", per_cent(5, 6))), "V: A og B har økt mest.", "V: A and B have risen most."),
        ((("A", per_cent(2, 2)), ("B", per_cent(6, 5))), "V: Ingen har økt.", "V: None has risen."),
        ((("A", per_cent(1, 2)), ("B", (DASH, *per_cent(6)))), "V: Slik har resultatene utviklet seg.",
         "V: How the results developed."),
        ((("A", (*per_cent(1), Quoted("under 0,6 %"))),), "V: Slik har resultatene utviklet seg.",
         "V: How the results developed."),
    ],
)  # fmt: skip
def test_sentences_of_developments(lines: tuple[tuple[str, tuple[Cell, ...]], ...], nb: str, en: str) -> None:
    assert development_sentence("V", lines, NORWEGIAN) == nb
    assert development_sentence("V", lines, ENGLISH) == en
