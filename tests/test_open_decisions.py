"""What decimals that were not printed are worth: the two real years without their narrowings, and small cases."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from rbflang import library
from rbflang.data.computed import Computed
from rbflang.intervals import Interval
from rbflang.pipeline import compute, prepare
from rbflang.reports.open_data import open_data
from rbflang.uncertainty.crossings import crossings, inner_points
from rbflang.uncertainty.open_decisions import OpenDecisions, open_decisions
from rbflang.uncertainty.printed_value_on_a_step import warnings_of


def as_printed(name: str, folder: Path) -> Path:
    """The observations of a year without its narrowings; what is exact stays exact."""
    shelf = library.find(name)
    assert shelf
    lines = []
    for line in shelf.observations("forelopig").read_text("utf-8").split("\n"):
        fields = line.split(";")
        if len(fields) > 6 and fields[6] not in ("", "presisering", "nøyaktig"):
            fields[6] = fields[7] = ""
        lines.append(";".join(fields))
    path = folder / "forelopig.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def computed(name: str, data: Path | None = None, *settings: str) -> Computed:
    """A year computed on other figures."""
    shelf = library.find(name)
    assert shelf
    prepared = prepare(shelf)
    assert not isinstance(prepared, tuple)
    found = compute(prepared, "forelopig", data, settings)
    assert isinstance(found, Computed), found
    return found


def paid(found: Computed) -> dict[str, int]:
    return {key[0]: int(value) for key, value in found.valuation.of("rbf_inntekt").items()}  # type: ignore[arg-type]


def spans(found: OpenDecisions) -> dict[str, tuple[int, int]]:
    return {key[0]: (int(least), int(most)) for key, (least, most) in found.spans().items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("open")


def test_2025_as_printed_pays_by_the_printed_figures_and_says_which_are_open(folder: Path) -> None:
    found = computed("rbf2025", as_printed("rbf2025", folder))
    assert paid(found) == {"Midt": 98_325_769, "Nord": 76_956_825, "SørØst": 367_222_011, "Vest": 129_126_395}
    opened = open_decisions(found)
    assert [row.figure.key for row in opened.rows] == [("samarbeid_somatikk", "", "Vest"), ("skjema", "", "Vest")]
    assert [row.outcomes[0].part.high for row in opened.rows] == [Fraction(6, 1000), Fraction(4, 1000)]
    assert len(opened.combinations) == 4
    assert not opened.joint
    vest = [int(one.payouts[("Vest",)]) for one in opened.combinations]
    assert vest == [121_561_755, 125_449_844, 125_217_579, 129_126_395]


def test_2022_as_printed_has_eight_outcomes_in_combination(folder: Path) -> None:
    opened = open_decisions(computed("rbf2022", as_printed("rbf2022", folder)))
    keys = [row.figure.key for row in opened.rows]
    assert keys == [("team", "", "Midt"), ("team", "", "Vest"), ("skjema", "", "Nord")]
    assert len(opened.combinations) == 8
    assert spans(opened)["Vest"] == (115_631_994, 122_491_270)
    assert all(sum(one.payouts.values()) == 590_300_000 for one in opened.combinations)


def test_the_narrowed_years_have_nothing_open() -> None:
    for name in ("rbf2022", "rbf2025"):
        assert open_decisions(computed(name)).rows == ()
        assert warnings_of(computed(name)) == ()


def test_one_open_figure_is_told_with_parts_points_and_kroner() -> None:
    found = computed("rbf2025", None, "måloppnåelse.samarbeid_somatikk.Vest=0,6 %")
    (warning,) = warnings_of(found)
    assert warning.title.nb == "0,6 % for samarbeid_somatikk, Helse Vest kan ligge på begge sider av et trinn"
    assert not warning.is_fatal
    assert tuple(tuple(cell.nb for cell in row) for row in warning.table) == (
        ("", "deler", "poeng", "Midt-Norge", "Nord", "Sør-Øst", "Vest"),
        ("under 0,6 %", "2 av 16", "875", "99 092 353", "77 631 402", "369 457 401", "125 449 844"),
        ("minst 0,6 %", "4 av 18", "1 556", "98 325 769", "76 956 825", "367 222 011", "129 126 395"),
        ("forskjell", "", "+681", "−766 584", "−674 577", "−2 235 390", "+3 676 551"),
    )
    assert warning.labels[0].text.nb == "avrundet: mellom 0,55 % og 0,65 %"
    assert warning.labels[1].text.nb == "60 % av måltall 1 % er 0,6 %"


def test_two_open_figures_are_told_together(folder: Path) -> None:
    (warning,) = warnings_of(computed("rbf2025", as_printed("rbf2025", folder)))
    assert warning.title.nb == "To tall kan ligge på begge sider av et trinn"
    assert len(warning.table) == 5
    assert [cell.nb for cell in warning.table[2][:2]] == ["under 0,6 %", "minst 0,4 %"]


def test_a_narrowing_closes_the_decision() -> None:
    found = computed("rbf2025", None, "måloppnåelse.samarbeid_somatikk.Vest=0,6 %;minst 0,6 %")
    assert paid(found)["Vest"] == 129_126_395
    assert warnings_of(found) == ()


def test_an_open_requirement_is_cut_at_its_limit() -> None:
    found = computed("rbf2022", None, "oppgitt_datakompletthet.plan.Vest=50 %")
    (row,) = open_decisions(found).rows
    assert [outcome.part for outcome in row.outcomes] == [
        Interval(Fraction(495, 1000), Fraction(1, 2), True, False),
        Interval(Fraction(1, 2), Fraction(505, 1000), True, False),
    ]
    assert [outcome.is_base for outcome in row.outcomes] == [False, True]


def test_what_stands_in_for_unpublished_figures_makes_no_difference() -> None:
    figures = computed("rbf2022").figures
    rows = [one for one in figures.observations.values() if one.stands_for]
    assert len(rows) == 28
    assert {(one.printed, one.known) for one in rows} == {("100 %", "minst 50 %")}
    for share in ("50 %", "60 %", "79,9 %", "80 %"):
        settings = [f"{one.quantity}.{'.'.join(one.key)}={share};nøyaktig" for one in rows]
        assert paid(computed("rbf2022", None, *settings)) == paid(computed("rbf2022"))
    below = [f"{one.quantity}.{'.'.join(one.key)}=49,9 %;nøyaktig" for one in rows]
    assert paid(computed("rbf2022", None, *below)) != paid(computed("rbf2022"))


def test_crossings_of_a_line_and_of_a_quotient() -> None:
    xs = inner_points(Interval(Fraction(1), Fraction(6)))
    assert list(crossings(xs, [2 * x + 1 for x in xs], [Fraction(5)])) == [Fraction(2)]
    assert list(crossings(xs, [1 / x for x in xs], [Fraction(1, 3)])) == [Fraction(3)]
    assert list(crossings(xs, [(x - 1) / (x + 1) for x in xs], [Fraction(1, 2)])) == [Fraction(3)]
    assert list(crossings(xs, [x * x for x in xs], [Fraction(4)])) == []
    assert list(crossings(xs, [Fraction(7)] * 4, [Fraction(7)])) == []


def test_points_are_looked_for_inside_an_interval_or_beyond_the_end_it_has() -> None:
    assert inner_points(Interval(Fraction(0), Fraction(5), True, True)) == (1, 2, 3, 4)
    assert inner_points(Interval(Fraction(2), None, True, False)) == (3, 4, 5, 6)
    assert inner_points(Interval(None, Fraction(5), False, True)) == (1, 2, 3, 4)
    assert inner_points(Interval(None, None, False, False)) == (-4, -3, -2, -1)


SIX_ON_21_STEPS = """regelsett Prøve 2030
kilde r "Regelverk"
fordeling foreløpig "Foreløpig" [r 1]
region a "A"
region b "B"
indikator i1 "I1"
indikator i2 "I2"
indikator i3 "I3"
trapp trinn [r 1] {{
    fra 0 % gir 0 deler
{steps}
}}
inndata m "Måloppnåelse" per indikator, region : andel
fastsatt pott = 900 kr [r 1]
prestasjonsmål p "P" {{
    poengandel 100 % [r 1]
    deler = trinn(m) [r 1]
    poeng = fordel 300 poeng mellom region etter deler, likt når ingen har deler [r 1]
}}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 1]
utbetaling beløp per region = pott × poengsum / (sum poengsum over region) [r 1]
    avrundet til hele kroner, etter største rest [r 1]
"""


def on_steps(folder: Path, limits: int, cells: int) -> Computed:
    """So many results printed as 40 %, with so many limits between 39,5 and 40,5 %; the others are exact."""
    folder.mkdir()
    steps = "\n".join(f"    fra 39,{51 + at} % gir {at + 1} deler" for at in range(limits))
    (folder / "prøve.rbf").write_text(SIX_ON_21_STEPS.format(steps=steps).replace("gir 1 deler", "gir 1 del"), "utf-8")
    results = [f"m;i{i};{region};" for i in (1, 2, 3) for region in "ab"]
    rows = [f"{row}{'40 %' if at < cells else '1/4'}" for at, row in enumerate(results)]
    (folder / "foreløpig.csv").write_text("\n".join(("størrelse;indikator;region;verdi", *rows, "")), "utf-8")
    shelf = library.find(str(folder / "prøve.rbf"))
    assert shelf
    prepared = prepare(shelf)
    assert not isinstance(prepared, tuple), prepared
    found = compute(prepared, "foreløpig")
    assert isinstance(found, Computed), found
    return found


def test_combinations_are_run_where_they_are_few_however_many_figures_are_open(tmp_path: Path) -> None:
    """Six figures with a limit each are 64 combinations; three with six outcomes 216, and four 1 296."""
    for limits, cells, combinations in ((1, 6, 64), (5, 3, 216), (5, 4, 0)):
        opened = open_decisions(on_steps(tmp_path / f"{limits}_{cells}", limits, cells))
        assert [len(row.outcomes) for row in opened.rows] == [limits + 1] * cells
        assert len(opened.combinations) == combinations
        assert opened.is_combined is (combinations > 0)
        assert opened.possible == (limits + 1) ** cells
        assert opened.tried == (combinations or limits * cells + 1)


def test_what_was_not_tried_is_said(tmp_path: Path) -> None:
    """Six figures on any of 21 steps: the printed ones and 20 others for each, of 21 to the power of six."""
    found = on_steps(tmp_path / "six", 20, 6)
    opened = open_decisions(found)
    assert [len(row.outcomes) for row in opened.rows] == [21] * 6
    assert opened.combinations == ()
    (warning,) = warnings_of(found)
    told = [(one.nb, one.en) for one in warning.story]
    assert (
        "Det er seks slike tall, og 85 766 121 kombinasjoner av hvor de kan ligge. Bare 121 av "
        "kombinasjonene er regnet ut: Hvert tall er prøvd for seg, med de andre som de er trykt. Resten er ikke "
        "prøvd, og der kan utbetalingene bli både lavere og høyere.",
        "There are 6 such figures, and 85,766,121 combinations of where they may lie. Only 121 of the "
        "combinations were run: each figure was tried by itself, with the others as printed. The rest were not "
        "tried, and there the payouts may be both lower and higher.",
    ) in told
    data = open_data(found)
    assert (data["combined"], data["combinations"]) == (False, {"possible": 85_766_121, "tried": 121})
