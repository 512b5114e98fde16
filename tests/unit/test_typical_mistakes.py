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
    "utbetaling a per region = b avrundet til 1 desimal": "«avrundet til 1 desimaler»",
    "utbetaling a per region = b avrundet til hele kroner, nedover per region": "Bare største rest",
    "formel a per region = b avrundet til 2 desimaler per region": "Bare største rest",
    TABLE.format("Nord: .5 %\n    Vest: 1 %"): "Skriv 0,5 %.",
    TABLE.format("Nord: ,25\n    Vest: 1"): "Skriv 0,25.",
    TABLE.format("Nord: −.5 Vest: 1"): "Skriv 0,5.",
    TABLE.format("Nord: +5 % Vest: 1 %"): "Skriv 5 %.",
    "formel a = b × +2 kr": "Skriv 2 kr.",
    "formel a = (.5 × b)": "Skriv 0,5.",
    "formel a = +b": "Skriv b.",
    "formel a = −b + −c.poeng": "skriv + (−c.poeng).",
    "formel a = b − −1 % × 2": "skriv − (−1 %).",
    "formel a = b − −(1 % + c)": "skriv − (−(1 % + c)).",
    "formel a = b −− sum c over region": "skriv − (−sum c over region).",
    "formel a = b × −−5 kr": "Skriv −5 kr eller 5 kr.",
    "formel a = −−−b": "Skriv −b eller b.",
    TABLE.format("Nord: --5 % Vest: 5 %"): "Skriv −5 % eller 5 %.",
    TABLE.format("Nord: - -5 Vest: 5"): "Skriv −5 eller 5.",
    "tabell t per region : kr { Nord: −−5 mill. kr  Vest: 5 kr }": "Skriv −5 mill. kr eller 5 mill. kr.",
    "formel a = b ++ c": "Skriv «+».",
    "fastsatt a = 1 kr [r 1\nfastsatt b = 2 kr [r 2]": "Sett inn ] etter kilden",
    TABLE.format("Nord: 0,8\n    Vest  0,1917"): "kolon mellom navnet og tallet",
    TABLE.format("Vest = 0,1917"): "kolon mellom navnet og tallet",
    "prestasjonsmål m\n    poengandel 100 %\n": "Kontroller at { ikke mangler",
    "formel a = 1\n}": "Det er en } for mye",
    "indkator video {}": "Skriv «indikator».",
    "fastsatt a = 1,5 mrd. kr": "1 mrd. kr er 1 000 mill. kr",
    "fastsatt a = 671 631 000,- kr": "Ta bort «,-»",
    "fastsatt a = l 000 kr": "skriv 1",
    "formel a = b — c": "Skriv «−»",
    "formel a = sum b over region…": "Skriv det som skal stå der",
    "formel a = sum ... over region": "Skriv det som skal stå der",
    "fastsatt a = 20 ％": "Skriv «%»",
    "formel a = b^2": "Skriv x × x",
    "formel a = dersom b > 0 så b": "«hvis … så … ellers …»",
    "formel a = b (regelverk 4.1)": "i hakeparentes",
    "inndata b per region : andel, fra 0 % til 200 %": "Ta bort kommaet",
    "inndata b per region : antall , minst 1": "Ta bort kommaet",
    "formel poeng for utbetaling = b": "Et navn er ett ord",
    "formel sum poeng per region = b": "Et navn er ett ord",
    "formel total-poengsum = b": "ikke bindestrek",
    "tabell b {\n    Nord: 1\n}": "hva den varierer over",
    "trapp t {\n    fra 0 % gir 0 deler\n    20 % gir 1 del\n}": "Skriv «fra» foran grensen",
    "trapp t [r 1] { 0 % gir 0 deler  50 % gir 1 del }": "Skriv «fra» foran grensen",
    "trapp t [r 1] { fra 0 % gir 0 deler  50 % gir 1 del }": "Skriv «fra» foran grensen",
    "tabell t per region : andel { Nord: 40 %; Vest: 60 % }": "Radene i en tabell står under hverandre",
    "tabell t per region : andel {\n    Nord: 40 %; Vest: 60 %\n}": "Radene i en tabell står under hverandre",
    "trapp t {\n    fra 0 % gir 0 deler;\n    fra 20 % gir 1 del\n}": "Hvert trinn står på en egen linje",
    "tabell per region {\n    a | b\n    Nord: 1 ; 2\n    Vest: 1 | 2\n}": "skilles med |.",
    "tabell per region {\n    a | b\n    Nord: 1\t2\n    Vest: 1 | 2\n}": "ikke med tabulator",
    "indicator video {}": "Skriv «indikator».",
}


@pytest.mark.parametrize(("text", "said"), SLIPS.items())
def test_a_slip_is_one_fault_that_says_how_it_is_written(text: str, said: str) -> None:
    (fault,) = faults_of(f"{HEADER}{text}\n")
    assert said in fault.tip.nb
    assert fault.tip.en


@pytest.mark.parametrize("word", ["least", "most"])
def test_a_comparison_in_two_words_is_told_in_one(word: str) -> None:
    (fault,) = faults_of(f'ruleset RBF 2031 "Trial"\nformula a = if b at {word} 80 % then 1 else 0\n')
    assert f"«at_{word}»" in fault.tip.nb
    assert f"“at_{word}”" in fault.tip.en


def test_the_tip_for_one_decimal_can_be_pasted() -> None:
    assert not faults_of(f"{HEADER}formel a per region = 1,25 avrundet til 1 desimaler, halve opp\n")


def test_two_plus_signs_change_no_amount() -> None:
    (fault,) = faults_of(f"{HEADER}formel a = b ++ c\n")
    assert fault.story[0].nb == "Ett fortegn er nok."


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
