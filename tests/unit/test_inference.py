"""What is known of a quantity before any figure is: sets, units and ranges, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbflang.checks.run import check
from rbflang.intervals import EVERYTHING, Interval
from rbflang.lowering.build import build
from rbflang.proofs.all_data import AllData, as_far_as_sensible
from rbflang.quantities import COUNT, KRONER, NUMBER, PARTS, POINTS, SHARE, Unit
from rbflang.ruleset.findings import CircularFormulas
from rbflang.ruleset.infer import infer
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.resolve import resolve
from rbflang.ruleset.signatures import Inference, Signature
from rbflang.source import Source
from rbflang.syntax.parse import parse
from rbflang.tables.valuation import run

RULES = """
regelsett RBF 2031 "Prøve"
kilde k "Kilde"
region Nord "Nord"
region Vest "Vest"
region Øst "Øst"
foretak UNN "UNN" under Nord
foretak Bodø "Bodø" under Nord
foretak Bergen "Bergen" under Vest
foretak Ahus "Ahus" under Øst
indikator video "Video"
indikator epikrise "Epikrise" { delområder PHV "PHV", TSB "TSB" }
fastsatt penger = 600 kr [k 1]
fastsatt pott = 300 poeng [k 1]
tabell nøkkel per region : andel, avrundet [k 1] { Nord: 0,25 Vest: 0,25 Øst: 0,5 }
inndata resultat per indikator, delområde, region : andel
inndata pasienter per foretak : antall
inndata endring per region : kr
inndata fra_til per region : tall fra 2 til 4
trapp steg [k 1] { fra 0 % gir 0 deler  fra 50 % gir 1 del  fra 100 % gir 4 deler }
"""
ZERO, ONE = Fraction(0), Fraction(1)


def ruleset_of(text: str) -> Ruleset:
    parsed = parse(Source("prøve.rbf", RULES + text))
    assert not parsed.faults
    return resolve(parsed.tree)


def inferred(text: str) -> Inference:
    return infer(ruleset_of(text))


def what_it_can_be(text: str) -> AllData:
    ruleset = ruleset_of(text)
    return as_far_as_sensible(ruleset, infer(ruleset))


def signature(formula: str, per: str = "") -> Signature:
    """The signature of a formula that says what it is per."""
    found = inferred(f"formel x {per} = {formula} [k 1]")
    assert not found.findings
    return found.signatures["x"]


@pytest.mark.parametrize(
    ("formula", "per", "sets"),
    [
        ("penger", "", ()),
        ("nøkkel × penger", "per region", ("region",)),
        ("pasienter", "per foretak", ("region", "foretak")),
        ("pasienter × nøkkel", "per foretak", ("region", "foretak")),
        ("sum pasienter over foretak", "", ()),
        ("sum pasienter over foretak per region", "per region", ("region",)),
        ("resultat", "per delområde, region", ("indikator", "delområde", "region")),
        ("gjennomsnitt resultat over delområde", "per region", ("region",)),
        ("gjennomsnitt resultat over delområde per indikator", "per indikator, region", ("indikator", "region")),
        ("største resultat over region", "per delområde", ("indikator", "delområde")),
        ("antall der resultat minst 5 % over region", "per delområde", ("indikator", "delområde")),
        ("antall over foretak per region", "per region", ("region",)),
        ("sum resultat over delområde, region", "", ()),
        (
            "rang resultat høyest først like får beste plass over region",
            "per delområde, region",
            ("indikator", "delområde", "region"),
        ),
        ("hvis nøkkel minst 30 % så penger ellers 0 kr", "per region", ("region",)),
        ("steg(resultat)", "per delområde, region", ("indikator", "delområde", "region")),
    ],
)
def test_sets(formula: str, per: str, sets: tuple[str, ...]) -> None:
    assert signature(formula, per).sets == sets


@pytest.mark.parametrize(
    ("formula", "per", "unit"),
    [
        ("penger", "", KRONER),
        ("penger / pott", "", Unit((("kr", 1), ("poeng", -1)))),
        ("penger / pott × pott", "", KRONER),
        ("penger / penger", "", NUMBER),
        ("nøkkel / nøkkel", "per region", SHARE),
        ("nøkkel × penger", "per region", KRONER),
        ("5 × nøkkel", "per region", SHARE),
        ("5", "", NUMBER),
        ("nøkkel + 0,1", "per region", SHARE),
        ("antall over region", "", COUNT),
        ("penger / (antall over region)", "", Unit((("antall", -1), ("kr", 1)))),
        ("steg(nøkkel)", "per region", PARTS),
        ("minste av (pott; 5 poeng)", "", POINTS),
        ("rang nøkkel lavest først like får midterste plass over region", "per region", COUNT),
    ],
)
def test_units(formula: str, per: str, unit: Unit) -> None:
    assert signature(formula, per).kind.unit == unit


@pytest.mark.parametrize(
    ("formula", "per", "expected"),
    [
        ("penger", "", Interval(Fraction(600), Fraction(600))),
        # 0,25 is printed for what lies from 0,245 up to 0,255; 0,5 for what lies from 0,45 up to 0,55.
        ("nøkkel", "per region", Interval(Fraction(49, 200), Fraction(11, 20), True, False)),
        ("resultat", "per delområde, region", Interval(ZERO, ONE)),
        ("resultat − 50 %", "per delområde, region", Interval(Fraction(-1, 2), Fraction(1, 2))),
        ("−fra_til", "per region", Interval(Fraction(-4), Fraction(-2))),
        ("6 / fra_til", "per region", Interval(Fraction(3, 2), Fraction(3))),
        ("fra_til × fra_til", "per region", Interval(Fraction(4), Fraction(16))),
        ("minste av (fra_til; 3)", "per region", Interval(Fraction(2), Fraction(3))),
        ("største av (fra_til; 3)", "per region", Interval(Fraction(3), Fraction(4))),
        ("endring", "per region", EVERYTHING),
        # Three regions of from 2 to 4.
        ("sum fra_til over region", "", Interval(Fraction(6), Fraction(12))),
        ("sum fra_til der fra_til minst 3 over region", "", Interval(ZERO, Fraction(12))),
        ("gjennomsnitt fra_til over region", "", Interval(Fraction(2), Fraction(4))),
        # From one trust in Vest to two in Nord.
        ("antall over foretak per region", "per region", Interval(ONE, Fraction(2))),
        ("antall der pasienter minst 5 over foretak", "", Interval(ZERO, Fraction(4))),
        ("rang fra_til høyest først like får beste plass over region", "per region", Interval(ONE, Fraction(3))),
        # Up to 100 % itself, the last step is reached; up to 99 % it is not.
        ("steg(resultat)", "per delområde, region", Interval(ZERO, Fraction(4))),
        ("steg(resultat × 99 %)", "per delområde, region", Interval(ZERO, ONE)),
        ("hvis fra_til minst 3 så fra_til ellers 3", "per region", Interval(Fraction(3), Fraction(4))),
        ("hvis fra_til mer enn 3 så fra_til ellers 4", "per region", Interval(Fraction(3), Fraction(4), False, True)),
        ("hvis 3 minst fra_til så fra_til ellers 2", "per region", Interval(Fraction(2), Fraction(3))),
        ("fra_til / 3 avrundet til 0 desimaler", "per region", Interval(ONE, ONE)),
    ],
)
def test_ranges(formula: str, per: str, expected: Interval) -> None:
    assert what_it_can_be(f"formel x {per} = {formula} [k 1]").interval_of("x") == expected


MEASURE = """
prestasjonsmål en {
    poengandel 100 %% [k 1]
    deler = steg(gjennomsnitt resultat over delområde per indikator) [k 1]
    poeng = fordel pott × poengandel mellom region etter deler, %s når ingen har deler [k 1]
}
formel sum_per_region per region = sum poeng over indikator, prestasjonsmål [k 1]
formel vektet = sum (nøkkel × sum_per_region) over region [k 1]
"""


def test_points_that_are_always_handed_out_add_up_to_more_than_nothing() -> None:
    found = what_it_can_be(MEASURE % "likt")
    assert found.interval_of("en.deler") == Interval(ZERO, Fraction(4))
    assert found.interval_of("en.poeng") == Interval(ZERO, Fraction(300))
    assert found.is_somewhere_above_zero("en.poeng")
    assert found.interval_of("sum_per_region") == Interval(ZERO, Fraction(600))
    assert not found.interval_of("vektet").holds(ZERO)


def test_points_that_may_lapse_add_up_to_nothing_perhaps() -> None:
    found = what_it_can_be(MEASURE % "bortfaller")
    assert not found.is_somewhere_above_zero("en.poeng")
    assert found.interval_of("vektet").holds(ZERO)


def test_a_quantity_per_measure_is_read_at_its_own_measure() -> None:
    found = inferred(
        MEASURE.replace("pott × poengandel", "per_mål") % "likt"
        + "formel per_mål per indikator, prestasjonsmål = pott × poengandel [k 1]\n"
        + "formel alene per indikator, region = en.poeng [k 1]\n"
    )
    assert not found.findings
    assert found.signatures["per_mål"].sets == ("indikator", "prestasjonsmål")
    assert found.signatures["alene"].sets == ("indikator", "region")


def test_optional_figures_make_optional_what_repeats_them() -> None:
    found = inferred(
        "inndata før per region : andel, valgfri\n"
        "formel gjengitt per region = før [k 1]\n"
        "formel spurt per region = hvis finnes(gjengitt) så gjengitt ellers 0 % [k 1]\n"
    )
    assert found.signatures["gjengitt"].optional
    assert not found.signatures["spurt"].optional
    assert not found.findings


def test_five_thousand_formulas_each_reading_the_next_are_computed() -> None:
    lines = [f"formel f{n} = f{n + 1} + 1 kr [k 1]" for n in range(4_900)]
    text = "\n".join([*lines, "fastsatt f4900 = 100 kr [k 1]", "utbetaling betalt per region = nøkkel × f0 [k 1]"])
    checked = check(ruleset_of(text)).ruleset
    assert checked is not None
    assert checked.order.index("f4900") < checked.order.index("f0")
    valuation = run(build(checked), {})
    assert valuation.of("f0")[()] == 5_000


def test_a_circle_of_formulas_is_found_once_and_whole() -> None:
    text = "\n".join(f"formel f{n} = f{(n + 1) % 3_000} + 1 kr [k 1]" for n in range(3_000))
    (finding,) = inferred(text).findings
    assert isinstance(finding, CircularFormulas)
    assert len(finding.circle) == 3_000


def test_squares_of_squares_are_bounded_by_their_sign() -> None:
    lines = [f"formel f{n + 1} = f{n} × f{n} [k 1]" for n in range(60)]
    found = what_it_can_be("\n".join(["fastsatt f0 = 3 [k 1]", *lines])).interval_of("f60")
    assert found.high is None
    assert found.low is not None
    assert found.low > 0
