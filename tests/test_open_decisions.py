"""What decimals that were not printed are worth: the two real years without their narrowings, and small cases."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from rbflang import library
from rbflang.data.computed import Computed
from rbflang.intervals import Interval
from rbflang.pipeline import compute, prepare
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
