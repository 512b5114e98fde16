"""Typical slips of one who writes rules for the first time are one fault each, with the right way to write it."""

from __future__ import annotations

import pytest
from texts import HEADER, faults_of

MEASURE = "prestasjonsmål m {{\n    {}\n}}\n"
TABLE = "tabell t per region : andel {{\n    {}\n}}\n"
SLIPS = {
    "fastsatt a = 671 631 000 kroner": "Skriv «kr» bak tallet.",
    "fastsatt a = 671,631 mill kr": "Skriv «mill. kr» bak tallet.",
    "fastsatt a = 671,631 millioner kr": "Skriv «mill. kr» bak tallet.",
    "fastsatt a = 24 prosent": "Skriv «%» bak tallet.",
    "fastsatt a = kr 671 631 000": "ikke foran",
    "fastsatt a = NOK 671 631 000": "ikke foran",
    MEASURE.format("krav x minst 5 % ellers bortfaller poengene"): "Et krav ender med komma",
    MEASURE.format("krav x minst 5 %, ellers mister poengene"): "Et krav ender med komma",
    MEASURE.format("krav x er minst 5 %, ellers ingen deler"): "Ta bort «er»",
    MEASURE.format("deler = rang x høyest først over region"): "hvilken plass like tall får",
    MEASURE.format("deler = HVIS(x > y; 1; 0)"): "«hvis … så … ellers …»",
    MEASURE.format("deler = if x > y then 1 else 0"): "«hvis … så … ellers …»",
    TABLE.format("Sør-Øst: 0,5431"): "ikke bindestrek",
    "formel a per region = fordelingsnøkkel x poengsum": "ikke bokstaven x",
    "formel a = (1 + 2) x 3": "ikke bokstaven x",
    "utbetaling a per region = b avrundet til kroner": "«avrundet til hele kroner»",
    "utbetaling a per region = b avrund til hele kroner": "«avrundet til hele kroner»",
    "utbetaling a per region = b avrundes til hele kroner": "«avrundet til hele kroner»",
    "fastsatt a = 1 kr [r 1\nfastsatt b = 2 kr [r 2]": "Sett inn ] etter kilden",
    TABLE.format("Nord: 0,8\n    Vest  0,1917"): "kolon mellom navnet og tallet",
    TABLE.format("Vest = 0,1917"): "kolon mellom navnet og tallet",
    "prestasjonsmål m\n    poengandel 100 %\n": "Kontroller at { ikke mangler",
    "formel a = 1\n}": "Det er en } for mye",
    "indkator video {}": "Skriv «indikator».",
    "indicator video {}": "Skriv «indikator».",
}


@pytest.mark.parametrize(("text", "said"), SLIPS.items())
def test_a_slip_is_one_fault_that_says_how_it_is_written(text: str, said: str) -> None:
    (fault,) = faults_of(f"{HEADER}{text}\n")
    assert said in fault.tip.nb
    assert fault.tip.en


def test_a_quotation_mark_that_is_missing_is_one_fault() -> None:
    rest = 'region Vest "Helse Vest RHF"\ntrapp t { fra 0 gir 1 }\n'
    (fault,) = faults_of(f'{HEADER}region Nord "Helse Nord RHF  kort "Nord"\n{rest}')
    assert (fault.slug, fault.labels[0].span.line) == ("quotation-mark-missing", 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [('regelsett RBF "Resultatbasert finansiering"', "årstallet mellom"), ("regelsett 2026", "foran årstallet")],
)
def test_a_heading_that_lacks_its_year_or_its_name(text: str, said: str) -> None:
    (fault,) = faults_of(f'{text}\nkilde r "Regler"\n')
    assert said in fault.tip.nb
    assert fault.tip.en


@pytest.mark.parametrize("text", ["", " \n\n", "# bare en kommentar\n"])
def test_a_text_without_rules_is_not_in_order(text: str) -> None:
    (fault,) = faults_of(text)
    assert (fault.slug, fault.title.nb) == ("header-missing", "Filen er tom")


def test_a_sign_of_no_word() -> None:
    (fault,) = faults_of(f"{HEADER}fastsatt a = § 4\n")
    assert (fault.title.nb, fault.title.en) == ("Tegnet «§» kan ikke stå her", "The sign “§” cannot stand here")


def test_a_slip_in_a_text_without_a_heading_is_told_where_it_stands() -> None:
    (fault,) = faults_of('region Nord "N"\nfomel x = 1\n')
    assert (fault.slug, fault.labels[0].span.line) == ("unknown-declaration", 2)


def test_prose_is_a_text_without_a_heading() -> None:
    (fault,) = faults_of("Dette er regelverket for 2026.\n")
    assert (fault.slug, fault.tip.nb) == ("header-missing", "Skriv navnet på regelsettet øverst:")
