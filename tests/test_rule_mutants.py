"""Mutants of rules: each kind by hand on a small text, and that what is listed as untestable still is a mutant."""

from __future__ import annotations

import re
from functools import cache

import pytest

from rbflang import library
from tests.mutated_rules.mutants import KINDS, RuleMutant, mutants_of
from tests.mutated_rules.noticing import Noticing, noticing
from tests.mutated_rules.untestable import REASONS, reason_of

YEARS = tuple(one.name for one in library.shelves())
TEXT = """regelsett RBF 2031 "Prøve"
kilde regelverk "Regelverk 2"
merknad [regelverk 3] "Tre."
region Nord "Helse Nord"
region Vest "Helse Vest"
egenskap teller per indikator : tekst
indikator video "Video 1" { teller "STG XS08" [regelverk 1] }
fordeling foreløpig "Foreløpig" [regelverk 1] { datagrunnlag NPR "1. tertial 2031" }
tabell nøkkel per region : andel [regelverk 1] {
    Nord: 0,4
    Vest: 0,6
}
trapp uttelling [regelverk 1] { fra 0 % gir 0 deler  fra 50 % gir 1 del }
inndata m per indikator, region : andel
inndata privat per region : ja/nei
formel a per region = sum m der privat er nei over indikator [regelverk 1]
formel b per region = rang a høyest først like får beste plass over region [regelverk 1]
prestasjonsmål plassering "Plassering" {
    poengandel 100 % [regelverk 1]
    krav m minst 50 %, ellers bortfaller poengene [regelverk 1]
    deler = uttelling(m) [regelverk 1]
    poeng = fordel 10 poeng mellom region etter deler, likt når ingen har deler [regelverk 1]
}
utbetaling c per region = 5 kr × nøkkel avrundet til hele kroner, etter største rest [regelverk 1]
kontroll sum c over region = 5 kr
"""


@cache
def all_mutants(year: str) -> tuple[RuleMutant, ...]:
    shelf = library.find(year)
    assert shelf
    return tuple(mutants_of(year, shelf.path.read_text("utf-8")))


def told(kind: str) -> list[str]:
    """The mutants of the small text of a kind, by what is told of them."""
    return [one.name.partition(f" {kind}: ")[2] for one in mutants_of("a", TEXT) if one.kind == kind]


@pytest.mark.parametrize(
    ("kind", "some", "count"),
    [
        ("number", ("nøkkel: 0,4 -> 0,5", "uttelling: 50 -> 51", "uttelling: 0 -> 1", "plassering: 100 -> 99"), 18),
        ("comparison", ("plassering: m minst 50 %: minst -> mer enn", "a: privat er nei: er -> er ikke"), 3),
        ("operator", ("c: 5 kr × nøkkel: × -> /", "a: sum -> gjennomsnitt"), 2),
        ("swapped", ("nøkkel: Nord: 0,4 <-> 0,6", "uttelling: 0 %: 0 deler <-> 1 del"), 2),
        ("removed", ("nøkkel: without Nord: 0,4", "a: without der privat er nei"), 23),
        ("tie", ("b: like får beste plass -> like får midterste plass",), 2),
        ("rank", ("b: høyest -> lavest",), 1),
        ("rounding", ("c: , etter største rest -> , halve opp", "c: without rounding"), 4),
        ("nobody has parts", ("plassering: , likt når ingen har deler -> , bortfaller når ingen har deler",), 1),
        ("consequence", ("plassering: ellers bortfaller poengene -> ellers ingen deler",), 1),
        (
            "word",
            (
                "video: STG XS08: 08 -> 09",
                "video: Video 1: 1 -> 2",
                "foreløpig: 1. tertial 2031: 2031 -> 2032",
                "Nord: Helse Nord: Helse without its last letter",
                "a: nei -> ja",
            ),
            11,
        ),
    ],
)
def test_each_kind(kind: str, some: tuple[str, ...], count: int) -> None:
    found = told(kind)
    assert set(some) <= set(found)
    assert len(found) == count


def test_a_mutant_changes_the_text_where_it_says() -> None:
    (one,) = (one for one in mutants_of("a", TEXT) if one.name == "a swapped: nøkkel: Nord: 0,4 <-> 0,6")
    assert one.applied(TEXT) == TEXT.replace("0,4", "x").replace("0,6", "0,4").replace("x", "0,6")


def test_notes_sources_and_assertions_are_left_alone() -> None:
    for one in mutants_of("a", TEXT):
        assert one.applied(TEXT).startswith(TEXT[: TEXT.index("region Nord")])
        assert one.applied(TEXT).endswith("kontroll sum c over region = 5 kr\n")
        assert one.applied(TEXT) != TEXT


@pytest.mark.parametrize("year", YEARS)
def test_each_mutant_has_a_name_of_its_own(year: str) -> None:
    names = [one.name for one in all_mutants(year)]
    assert len(set(names)) == len(names) > 350
    assert {one.kind for one in all_mutants(year)} <= set(KINDS)


def test_what_is_listed_as_untestable_still_is_a_mutant() -> None:
    names = [one.name for year in YEARS for one in all_mutants(year)]
    assert [pattern for pattern in REASONS if not any(re.fullmatch(pattern, name) for name in names)] == []


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Noticing]:
    """A copy of each year that is asked about."""
    folder = tmp_path_factory.mktemp("years")
    return {year: noticing(year, folder) for year in ("rbf2024", "kbf2017")}


@pytest.mark.parametrize(
    ("year", "name", "by"),
    [
        ("rbf2024", "number: tabell per indikator: 24 ->", "check"),
        ("rbf2024", "number: uttelling_datakompletthet: 20 -> 21", "verify"),
        ("rbf2024", "number: pasienter: 5 -> 6", "verify"),
        ("rbf2024", "word: samarbeid_phv_tsb: .*: TS08A without", "verify"),
        ("rbf2024", "word: foreløpig: 1. tertial 2023: 2023", "verify"),
        ("rbf2024", "swapped: tabell per indikator: samarbeid_somatikk: 1 % <-> 2 %", "verify"),
        ("rbf2024", "consequence: plassering", "verify"),
        ("kbf2017", "tie: mest_forbedring", "verify"),
        ("kbf2017", "comparison: best_plassering: datakompletthet minst 50 %: minst -> mer enn", "verify"),
    ],
)
def test_some_that_must_be_noticed(year: str, name: str, by: str, copies: dict[str, Noticing]) -> None:
    mutant = next(one for one in all_mutants(year) if re.match(f"{year} {name}", one.name))
    assert not reason_of(mutant)
    shelf = library.find(year)
    assert shelf
    assert copies[year].by(mutant.applied(shelf.path.read_text("utf-8"))) == by
