"""Which step all values of a formula are whole numbers of, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from proof_rulesets import ruleset_of

from rbflang.proofs.all_data import for_all_data
from rbflang.proofs.payable import can_always_be_paid
from rbflang.ruleset.infer import infer
from rbflang.ruleset.model import CheckedRuleset, Member
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source, Span
from rbflang.syntax.read import read
from rbflang.syntax.tree import Titles
from rbflang.tables.smallest_steps import smallest_steps, together

HEAD = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region A "A"
region B "B"
region C "C"
tabell t per region : tall [r 1] { A: −6 B: 4 C: 10 }
tabell null per region : tall [r 1] { A: 0 B: 0 C: 0 }
tabell noen per region : tall, valgfri [r 1] { A: 0,25 }
tabell om per region : tall [r 1] { A: 1 B: mellom 1 og 2 C: 3 }
tabell svar per region : ja/nei [r 1] { A: ja B: nei C: ja }
tabell en per region : antall [r 1] { A: 1 B: 1 C: 1 }
fastsatt fire = 4 [r 1]
fastsatt minus = −4 [r 1]
inndata n per region : antall
inndata m per region : antall
inndata x per region : andel
trapp hele [r 1] { fra 0 gir 6 fra 0,5 gir 4 fra 0,9 gir −10 }
"""
N = "(n / en)"


def checked(formula: str, sets: str = "per region", payout: str = "1 kr × x") -> CheckedRuleset:
    return ruleset_of(f"{HEAD}formel f {sets} = {formula} [r 1]\nutbetaling inntekt per region = {payout} [r 1]\n")


def step(formula: str, sets: str = "per region") -> Fraction | None:
    """The step of a formula, where counts are whole."""
    data = for_all_data(checked(formula, sets))
    counts = {data.graph.named[name]: Fraction(1) for name in ("n", "m")}
    return smallest_steps(data.graph, data.ranges, counts)[data.graph.named["f"]]


STEPS = {
    "t": 2, "null": 0, "noen": Fraction(1, 4), "om": None, "x": None, "n": 1, "0,4 + 0 × t": Fraction(2, 5),
    "−t": 2, "t + 3": 1, "t + 0,5": Fraction(1, 2), "t − 4": 2, "t + null": 2, "t + x": None, "x − t": None,
    "t × 1,5": 3, "t × t": 4, "t × x": None, "x × t": None, "t × null": 0, f"{N} × 0,02": Fraction(1, 50),
    "t / fire": Fraction(1, 2), "t / minus": Fraction(1, 2), "t / (1 + x)": None, "x / fire": None, "t / t": None,
    "største av (t; 3)": 1, "minste av (t; x)": None, "hele(x)": 2, "t × hele(x)": 4,
    "hvis x minst 0,5 så t ellers 3": 1, "hvis svar så t ellers 4": 2, "hvis svar så x ellers t": None,
    "hvis svar så t ellers x": None, "x avrundet til 2 desimaler": Fraction(1, 100),
    "rang x høyest først like får beste plass over region": 1,
    "rang x høyest først like får dårligste plass over region": 1,
    "rang x høyest først like får midterste plass over region": Fraction(1, 2),
}  # fmt: skip


@pytest.mark.parametrize("formula", STEPS)
def test_steps(formula: str) -> None:
    assert step(formula) == STEPS[formula]


SUMS = {
    "sum t over region": 2, "sum x over region": None, "minste t over region": 2, "største t over region": 2,
    "gjennomsnitt t over region": None, "median t over region": 1, "nest største t over region": 2,
    "median x over region": None, "persentil 80 % av t over region": 2,
    "antall over region": 1, "antall der x minst 0,5 over region": 1,
    "sum t der x minst 0,5 over region": 2,
}  # fmt: skip


@pytest.mark.parametrize("formula", SUMS)
def test_sums(formula: str) -> None:
    assert step(formula, "") == SUMS[formula]


def test_the_greatest_step_of_several() -> None:
    assert together([]) == 0
    assert together([Fraction(0), Fraction(3, 4)]) == Fraction(3, 4)
    assert together([Fraction(3, 4), Fraction(5, 6)]) == Fraction(1, 12)
    assert together([Fraction(6), Fraction(-4)]) == 2
    assert together([Fraction(6), None]) is None


# What a payout comes to, and whether that is always in whole hundredths of a krone.
PAYABLE = {
    "1 kr × t": True, "1 kr × x": False, "1 kr × om": False, "1 kr × noen": True, "0,1 kr × noen": False,
    "0,01 kr × n / en": True, "0,01 kr × n / en / fire": False, "0,04 kr × n / en / fire": True,
    "4 kr × x / fire": False,
    "1 kr × hele(x)": True, "0,001 kr × hele(x)": False, "0,005 kr × hele(x)": True, "0 kr × t": True,
    "1 kr × x avrundet til 2 desimaler": True, "1 kr × x avrundet til 3 desimaler": False,
}  # fmt: skip


@pytest.mark.parametrize("payout", PAYABLE)
def test_whether_what_is_paid_can_be_paid(payout: str) -> None:
    assert can_always_be_paid(checked("x", payout=payout)) is PAYABLE[payout]


@pytest.mark.parametrize(("divisor", "is_payable"), [(300, True), (600, False)])
def test_what_the_rules_give_members_that_come_with_the_data(divisor: int, is_payable: bool) -> None:
    """The prices are 6 and 9, so that any sum of them is so many times 3."""
    open_set = "inndeling sted fra data\ntabell pris per sted : tall [r 1] { s1: 6 s2: 9 }\n"
    payout = f"utbetaling inntekt per region = 1 kr × (sum pris over sted) / {divisor} + 0 kr × t [r 1]\n"
    source = Source("prøve.rbf", HEAD + open_set + payout)
    members = [Member(name, "sted", Titles(), None, Span(source, 0, 0)) for name in ("s1", "s2")]
    ruleset = resolve(read(source).tree, members)
    assert can_always_be_paid(CheckedRuleset(ruleset, infer(ruleset), (), ())) is is_payable


def test_every_payout_must_be_payable() -> None:
    for *payouts, is_payable in (("1 kr", "0,5 kr", True), ("1 kr", "0,001 kr", False), ("0,001 kr", "1 kr", False)):
        each = (f"utbetaling p{at} per region = {one} × t [r 1]\n" for at, one in enumerate(payouts))
        assert can_always_be_paid(ruleset_of(HEAD + "".join(each))) is is_payable


def test_what_makes_no_sense_is_not_said_to_be_payable() -> None:
    assert not can_always_be_paid(checked("x", payout="1 kr + 1 poeng + 0 kr × t"))
    nothing_paid = HEAD + "formel f per region = 1 kr × t [r 1]\n"
    assert not can_always_be_paid(ruleset_of(nothing_paid))
