"""Figures and settings that would be taken otherwise than they are written: each is refused, none is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_failures import RULES, outcome

from rbflang import library
from rbflang.data.computed import Computed
from rbflang.pipeline import compute, prepare

HEADING = "størrelse;indikator;prestasjonsmål;region;verdi;presisering;status;kilde\n"
WITH_COUNTS = (
    RULES.replace("inndata resultat", "inndata antall_saker per region : antall\ninndata resultat")
    + "formel saker = sum antall_saker over region [r 5]\nformel halvt per region = poengsum / 2 [r 5]\n"
)
COMPLETE = (
    "resultat;x;;A;60 %", "resultat;x;;B;10 %", "antall_saker;;;A;5", "antall_saker;;;B;7",
)  # fmt: skip


def test_the_figures_are_fine_without_the_rows_below(tmp_path: Path) -> None:
    assert isinstance(outcome(tmp_path, WITH_COUNTS, *COMPLETE, heading=HEADING), Computed)


REFUSED = {
    "lapsed points given": ("bortfalt;x;p;;3 poeng;;overstyrer;r 3", "setting-not-understood"),
    "a cell known only by a bound": ("halvt;;;A;;minst 10 poeng;overstyrer;r 5", "value-not-understood"),
    "a cell with a bound beside it": ("halvt;;;A;9 poeng;minst 10 poeng;overstyrer;r 5", "value-not-understood"),
    "points as counts without their unit": ("halvt;;;A;9/2;;overstyrer;r 5", "value-not-understood"),
    "a member of a set that it does not vary over": ("halvt;;p;A;9 poeng;;overstyrer;r 5", "unknown-in-data"),
}


@pytest.mark.parametrize(("row", "slug"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_taken_as_it_is_written(tmp_path: Path, row: str, slug: str) -> None:
    found = outcome(tmp_path, WITH_COUNTS, *COMPLETE, row, heading=HEADING)
    assert isinstance(found, tuple)
    assert [one.slug for one in found] == [slug]


def test_one_cell_given_under_both_its_names(tmp_path: Path) -> None:
    rows = ("deler;x;p;A;3 deler;;overstyrer;r 3", "p.deler;x;;A;9 deler;;overstyrer;r 3")
    for one in (rows, rows[::-1]):
        found = outcome(tmp_path, WITH_COUNTS, *COMPLETE, *one, heading=HEADING)
        assert isinstance(found, tuple)
        assert [fault.slug for fault in found] == ["row-twice"]


def test_a_count_beside_a_bound_that_it_breaks(tmp_path: Path) -> None:
    rows = ("resultat;x;;A;60 %", "resultat;x;;B;10 %", "antall_saker;;;A;5;under 3", "antall_saker;;;B;7")
    found = outcome(tmp_path, WITH_COUNTS, *rows, heading=HEADING)
    assert isinstance(found, tuple)
    assert [one.slug for one in found] == ["narrowing-empty"]


def test_a_column_of_a_set_of_the_rules_own(tmp_path: Path) -> None:
    rules = WITH_COUNTS.replace("indikator x", "inndeling tertial { t1 t2 }\nindikator x")
    heading = HEADING.replace("indikator", "tertial;indikator")
    laid = [row.replace(";", ";;", 1) for row in COMPLETE]
    assert isinstance(outcome(tmp_path, rules, *laid, heading=heading), Computed)
    laid[0] = laid[0].replace(";;", ";t1;", 1)
    found = outcome(tmp_path, rules, *laid, heading=heading)
    assert isinstance(found, tuple)
    assert [one.slug for one in found] == ["unknown-in-data"]


SETTINGS = {
    "bevilgning=;minst 900 kr": "value-not-understood",
    "bevilgning=1 000 kr;under 3 kr": "value-not-understood",
    "poengandel.x.p=50 %": "setting-not-understood",
    "bortfalt.x.p=5 poeng": "setting-not-understood",
}


@pytest.mark.parametrize(("setting", "slug"), SETTINGS.items(), ids=SETTINGS)
def test_a_setting_that_cannot_be_taken_as_it_is_written(tmp_path: Path, setting: str, slug: str) -> None:
    assert isinstance(outcome(tmp_path, WITH_COUNTS, *COMPLETE, heading=HEADING), Computed)
    shelf = library.find(str(tmp_path / "prove.rbf"))
    assert shelf
    prepared = prepare(shelf)
    assert not isinstance(prepared, tuple)
    found = compute(prepared, "forelopig", settings=(setting,))
    assert isinstance(found, tuple)
    assert [one.slug for one in found] == [slug]


def test_a_count_is_a_whole_number(tmp_path: Path) -> None:
    rows = [row.replace("A;5", "A;5,5") for row in COMPLETE]
    found = outcome(tmp_path, WITH_COUNTS, *rows, heading=HEADING)
    assert isinstance(found, tuple)
    assert [one.slug for one in found] == ["value-not-understood"]
    assert found[0].tip is not None
    assert found[0].tip.nb == "Et antall er et helt tall."
    exactly = [row.replace("A;5", "A;5,0") for row in COMPLETE]
    assert isinstance(outcome(tmp_path, WITH_COUNTS, *exactly, heading=HEADING), Computed)
