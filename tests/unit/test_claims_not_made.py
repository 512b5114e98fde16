"""What is not so is not claimed: small rulesets, each worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from proof_rulesets import ruleset_of

from rbflang.lowering.build import build
from rbflang.proofs.guarantees import prove
from rbflang.proofs.improvement import prove_improvements
from rbflang.proofs.payable import can_always_be_paid
from rbflang.tables.valuation import run

HEAD = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region A "A"
region B "B"
"""
ONE = 'indikator i "I"\ninndata x per indikator, region : andel\n'
TWO = """egenskap retning per indikator : ord
indikator h "H" { retning lavere }
indikator i "I" { retning høyere }
inndata x per indikator, region : andel
"""
MEASURE = "poengandel 100 % [r 1]"
SHARED = "poeng = fordel 10 poeng mellom region etter deler, likt når ingen har deler [r 1]"
POINTS = "10 kr / 1 poeng × sum poeng over indikator, prestasjonsmål"


def paid(by: str) -> str:
    return f"utbetaling inntekt per region = {by} [r 1]\n"


# What A is paid with x of A for «i» at 0 (or as said) and at 100 %; all other figures are 50 %.
LOSING = {
    # «h» gets 3 − 2 × (50 % + x), «i» gets x: 2 + 0, and 0 + 1
    "what another indicator loses": (
        TWO + paid("10 kr × sum (hvis retning er lavere så 3 − 2 × sum x over indikator ellers x) over indikator"),
        0, 20, 10,
    ),
    # the penalty lapses for whoever does not reach 50 %
    "a penalty that lapses": (
        ONE + "prestasjonsmål m { krav x minst 50 %, ellers bortfaller poengene [r 1] poeng = −1 × 10 poeng [r 1] }\n"
        + paid(f"{POINTS} + 0 kr × sum x over indikator"),
        0, 0, -100,
    ),
    # parts are for those alone who take part
    "parts of those who take part": (
        ONE + f"prestasjonsmål m {{ {MEASURE} krav x høyst 60 %, ellers ingen deler [r 1] deler = 1 del + 0 × x × 1 del"
        f" [r 1] {SHARED} }}\n" + paid("10 kr / 1 del × sum deler over indikator, prestasjonsmål"),
        0, 10, 0,
    ),
    # −10 kr are shared: 1/2 × −10 of 0,5 and 0,5; 2/3 × −10 of 1 and 0,5
    "shares of a charge": (
        ONE + "formel w per region = sum (x + 50 %) over indikator [r 1]\n"
        + paid("(−1) × 10 kr × w / sum w over region"),
        0, Fraction(-10, 3), -6,
    ),
    # the sums of 1 / x are 2 and 2, and then 1 and 2
    "shares of what is divided by the figure": (
        ONE.replace("andel", "andel fra 1 % til 100 %") + "formel w per region = sum 1 / x over indikator [r 1]\n"
        + paid("12 kr × w / sum w over region"),
        Fraction(1, 2), 6, 4,
    ),
    # the squares times 1 are 4 and 1/4, and then 1 and 1/4
    "shares of squares of what may be below zero": (
        ONE.replace("andel", "tall fra −2 til 3")
        + "formel w per region = sum (x × x × største av (x; 1)) over indikator [r 1]\n"
        + paid("12 kr × w / sum w over region"),
        -2, Fraction(192, 17), Fraction(48, 5),
    ),
    # 1/2 over 3 is 1/6, and 1 over 9 is 1/9
    "shares of what is divided by more of the figure": (
        ONE + "formel s per region = sum x over indikator [r 1]\nformel w per region = s / (1 + 8 × s × s) [r 1]\n"
        + paid("12 kr × w / sum w over region"),
        Fraction(1, 2), 6, Fraction(24, 5),
    ),
    # of the group of «h» there are 3 less all that the figures come to, 3/2 and then 5/2; of that of «i» there is 1
    "what another group loses": (
        """egenskap egen per gruppe : ja/nei
gruppe g "G" { egen nei [r 1] }
gruppe k "K" { egen ja [r 1] }
indikator h "H" under g { }
indikator i "I" under k { }
inndata x per indikator, region : andel
formel e per gruppe = hvis egen så 1 ellers 3 − sum x over indikator, region [r 1]
"""
        + paid("10 kr × (sum e over gruppe) + 0 kr × sum x over indikator"),
        0, 25, 15,
    ),
    # places 2 and 1, then 1 and 2: 10 × 3 + 10 × 3, and then 10 × 3 + 10 × 1
    "a place that is charged for": (
        ONE + "fastsatt en : antall = 1 [r 1]\n"
        "formel plass per indikator, region = rang x høyest først like får beste plass over region [r 1]\n"
        + paid("10 kr × sum (sum plass / en × (1 + 0 × x) over region + 0 × x) over indikator + "
               "10 kr × sum (3 − 2 × (hvis plass er 1 så 1 ellers 0) + 0 × x) over indikator"),
        0, 60, 40,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOSING)
def test_who_loses_by_improving_is_not_said_to_win(name: str) -> None:
    rules, low, before, after = LOSING[name]
    ruleset = ruleset_of(HEAD + rules)
    amounts = []
    for figure in (Fraction(low), Fraction(1)):
        graph = build(ruleset)
        keys = graph.named["x"].domain.keys
        given = {key: figure if {"i", "A"} <= {*key} else Fraction(1, 2) for key in keys}
        amounts.append(run(graph, {"x": given}).of("inntekt")[("A",)])
    assert amounts == [before, after]
    claims = [one for one in prove_improvements(ruleset) if one.indicator == "i"]
    assert [one.is_proved for one in claims] == [False]


def test_a_region_whose_sub_areas_compete_is_not_said_to_win() -> None:
    """All are at 50 % and first, but A's p at 40 %: 0 and 3 kr. At 100 % that is first alone: 1 and 0 kr."""
    ruleset = ruleset_of(
        HEAD + "egenskap w per indikator, delområde : kr\n"
        'indikator i "I" { delområder p "P" { w 1 kr [r 1] }, q "Q" { w 3 kr [r 1] } }\n'
        "inndata x per indikator, delområde, region : andel\n"
        "formel plass per indikator, delområde, region = "
        "rang x høyest først like får beste plass over delområde, region per indikator [r 1]\n"
        + paid("sum (hvis plass er 1 så w ellers 0 kr) over indikator, delområde")
    )
    amounts = []
    for figure in (Fraction(2, 5), Fraction(1)):
        graph = build(ruleset)
        given = {key: figure if {"p", "A"} <= {*key} else Fraction(1, 2) for key in graph.named["x"].domain.keys}
        amounts.append(run(graph, {"x": given}).of("inntekt")[("A",)])
    assert amounts == [3, 1]
    assert [one.is_proved for one in prove_improvements(ruleset)] == [False]


@pytest.mark.parametrize(("amount", "is_proved"), [("−0,5 kr", False), ("0 kr", True), ("0,5 kr", True)])
def test_shares_of_what_is_not_below_zero_do_not_fall(amount: str, is_proved: bool) -> None:
    by_share = ONE + "formel s per region = sum x over indikator [r 1]\n" + paid(f"({amount}) × s / sum s over region")
    assert [one.is_proved for one in prove_improvements(ruleset_of(HEAD + by_share))] == [is_proved]


def test_nothing_is_claimed_where_nothing_is_paid_to_regions() -> None:
    hospitals = 'inndeling hus { k "K" }\ninndata y per hus : andel\n'
    to_others = "utbetaling inntekt per hus = 1 kr × y × sum x over indikator, region [r 1]\n"
    for rules in (ONE, ONE + hospitals + to_others, "inndata x per region : andel\n" + paid("1 kr × x")):
        assert prove_improvements(ruleset_of(HEAD + rules)) == ()


def test_lower_is_better_for_an_indicator_under_a_group() -> None:
    rules = """gruppe g "G"
egenskap retning per indikator : ord
indikator h "H" under g { retning lavere }
indikator i "I" under g { retning høyere }
inndata x per indikator, region : andel
"""
    claims = prove_improvements(ruleset_of(HEAD + rules + paid("1 kr × sum x over indikator")))
    assert [(one.indicator, one.better, one.is_proved) for one in claims] == [
        ("h", "lower", False),
        ("i", "higher", True),
    ]


NOT_EQUAL = (
    "sum nøkkel × nøkkel over region = 1",  # 40 % and 60 %, squared: 52 %
    "sum y der y mer enn 50 % over region = sum y over region",
    "sum nøkkel × y over region = (sum nøkkel over region) × sum y over region",
    "sum nøkkel × y over region = nøkkel",  # what y adds up to says nothing of y times the key
)


@pytest.mark.parametrize("assertion", NOT_EQUAL)
def test_what_is_not_equal_is_not_proved(assertion: str) -> None:
    ruleset = ruleset_of(
        HEAD + "tabell nøkkel per region : andel, til sammen 100 % [r 1] { A: 40 % B: 60 % }\n"
        "inndata y per region : andel, til sammen 100 %\n" + paid("10 kr × nøkkel × y") + f"kontroll {assertion}\n"
    )
    assert not prove(ruleset)[0].is_proved


def test_a_sum_is_no_larger_because_a_part_of_it_is() -> None:
    """«største av (y; 0)» is above 50 % among those let in, and may be 0 for all where nobody is left out."""
    sums = [f"sum største av (y; 0 %){where} over region" for where in ("", " der y mer enn 50 %")]
    ruleset = ruleset_of(
        HEAD + "inndata y per region : andel\n" + paid("10 kr × y")
        + f"kontroll y / ({sums[0]}) × ({sums[0]}) + {sums[1]} = y + {sums[1]}\n"
    )  # fmt: skip
    (proof,) = prove(ruleset)
    assert proof.is_proved
    assert [one.is_proved for one in proof.conditions] == [False]


@pytest.mark.parametrize(
    ("amount", "is_whole"),
    [
        ("0,01 kr × (n / en) + 0,05 kr × (n / en)", True),
        ("0,01 kr × (n / en) + 0,004 kr × (n / en)", False),  # one comes to 1,4 øre
        ("1 kr × (sum n over region) / en", True),
        ("1 kr × (gjennomsnitt n over region) / en", False),  # one among three comes to a third of a krone
    ],
)
def test_an_amount_of_no_whole_step_is_not_said_to_be_paid(amount: str, is_whole: bool) -> None:
    counted = 'region C "C"\ninndata n per region : antall\nfastsatt en : antall = 1 [r 1]\n'
    ruleset = ruleset_of(HEAD + counted + paid(f"{amount} + 0 kr × (n / en)"))
    assert can_always_be_paid(ruleset) is is_whole
