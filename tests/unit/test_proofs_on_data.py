"""A proof keeps its word on data: assertions that are proved hold in every run, and improving never costs a region.

What is random are the figures; the rulesets are the model that proofs are tried on, changed in a few places each.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_rulesets import HALF_UP, LAPSE_GATE, LAPSING, ONLY_Y, OWN, PROVED, changed, gate, ruleset_of, shipped

from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Apportion, Failure
from rbflang.graph.origin import assertion_name
from rbflang.lowering.build import build
from rbflang.proofs.guarantees import Proof, prove
from rbflang.proofs.improvement import Improvement, prove_improvements
from rbflang.ruleset.model import CheckedRuleset
from rbflang.tables.valuation import Valuation, run

SHARES = [Fraction(n, 20) for n in range(21)]
CELLS = {
    "resultat": st.sampled_from(SHARES),
    "kvalitet": st.sampled_from(SHARES),
    "beløp": st.integers(0, 1_000_000).map(Fraction),
}
BEST_GETS_MOST = (OWN, "deler = (4 − rang kvalitet høyest først like får midterste plass over region) × 1 del [r 1]")
BEST_GETS_LEAST = (OWN, "deler = rang kvalitet høyest først like får dårligste plass over region × 1 del [r 1]")
NOT_NORMALISED = (
    "poeng_til_utbetaling per region = faktor × vektede",
    "poeng_til_utbetaling per region = poengsum",
)
AGAINST_THE_BEST = (OWN, "deler = hvis kvalitet minst største kvalitet over region så 1 del ellers 0 deler [r 1]")
GATE_NO_PARTS = gate("kvalitet minst 30 %, ellers ingen deler")
GATE_FROM_ABOVE = gate("kvalitet høyst 70 %, ellers ingen deler")
BY_SQUARES = ("faktor = poengene / vektede_i_alt", "faktor = poengene × 1 poeng / sum (vektede × vektede) over region")
TIMES_THE_LEAST = (
    NOT_NORMALISED[0], "poeng_til_utbetaling per region = poengsum × (minste poengsum over region) / 1 poeng"
)  # fmt: skip

PAID = "poeng_til_utbetaling per region = faktor × vektede"


def paid_by(expression: str) -> tuple[str, str]:
    return PAID, f"poeng_til_utbetaling per region = {expression}"


def shared_by(weight: str) -> tuple[str, str]:
    """The points in proportion to a weight of each region."""
    return paid_by(f"vekttall / sum vekttall over region × poengene [r 1]\nformel vekttall per region = {weight}")


OWN_POINTS = (
    OWN + "\n    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]",
    "poeng = poengsummen × kvalitet [r 1]",
)
RANKED_APART = (
    (OWN, "deler = (4 − plass) × 1 del [r 1]"),
    ("prestasjonsmål dekning", "formel plass per indikator, region = rang kvalitet høyest først like får "
     "midterste plass over region [r 1]\nprestasjonsmål dekning"),
)  # fmt: skip
MORE_TO_SHARE = ("fordel poengsummen mellom", "fordel poengsummen × (gjennomsnitt kvalitet over region) mellom")
LESS_IF_BAD = (OWN, "deler = hvis kvalitet mindre enn 50 % så 0 deler ellers 1 del [r 1]")
LESS_IF_GOOD = (OWN, "deler = hvis kvalitet minst 50 % så 0 deler ellers 1 del [r 1]")
THE_GOOD_ONES = (OWN, "deler = (hvis kvalitet minst 50 % så rang kvalitet høyest først like får beste plass "
                 "der kvalitet minst 50 % over region ellers 4) × 1 del [r 1]")  # fmt: skip
OVER_ALL = (OWN, "deler = (rang kvalitet lavest først like får beste plass over indikator, region) × 1 del [r 1]")
LARGE = "egenskap vekt", "tabell type per region : ord [r 1] { A: stor B: liten C: liten }\negenskap vekt"
GOOD_COUNT = "(antall der kvalitet minst 50 % over indikator)"
GOOD_MEAN = "(gjennomsnitt beløp der kvalitet minst 50 % over indikator)"
OWN_PLACE = "(rang poengsum høyest først like får beste plass over region)"
SIGNED = "(hvis kvalitet minst 50 % så 1 ellers −1)"

# A variant of the model, and the inputs by which no region loses when it improves.
BOTH, RESULTS, NONE = {"resultat", "kvalitet"}, {"resultat"}, set[str]()
VARIANTS = (
    ("model", (), BOTH),
    ("lapsing", LAPSING, BOTH),
    ("gate", (LAPSE_GATE,), BOTH),
    ("nobody", (LAPSING[1],), BOTH),
    ("no parts", (GATE_NO_PARTS,), BOTH),
    ("no parts, not normalised", (GATE_NO_PARTS, NOT_NORMALISED), BOTH),
    ("gate from above", (GATE_FROM_ABOVE,), RESULTS),
    ("normalised by squares", (BY_SQUARES,), NONE),
    ("times the least", (TIMES_THE_LEAST,), NONE),
    ("not normalised", (NOT_NORMALISED,), BOTH),
    ("best gets most", (BEST_GETS_MOST,), RESULTS),
    ("best gets most, not normalised", (BEST_GETS_MOST, NOT_NORMALISED), BOTH),
    ("best gets least", (BEST_GETS_LEAST,), RESULTS),
    ("best gets least, not normalised", (BEST_GETS_LEAST, NOT_NORMALISED), RESULTS),
    ("against the best", (AGAINST_THE_BEST,), RESULTS),
    ("key with zero", (("A: 50 %", "A: 0 %"),), BOTH),
    ("weights", (("vekt 25 %", "vekt 15 %"),), BOTH),
    ("only y", (ONLY_Y,), BOTH),
    ("half up", (HALF_UP,), BOTH),
    ("falling staircase", (("fra 50 % gir 1 del", "fra 50 % gir 4 deler"),), NONE),
    ("parts to all", (("etter deler, likt når", "etter deler + 1 del, likt når"),), BOTH),
    (
        "what lapses is handed out",
        (*LAPSING, paid_by("poengsum + nøkkel × sum bortfalt over indikator, prestasjonsmål")),
        NONE,
    ),
    ("points of its own", (OWN_POINTS, NOT_NORMALISED), BOTH),
    ("ranked apart", RANKED_APART, RESULTS),
    ("ranked apart, not normalised", (*RANKED_APART, NOT_NORMALISED), BOTH),
    ("more to share", (MORE_TO_SHARE,), RESULTS),
    ("less if bad", (LESS_IF_BAD,), BOTH),
    ("less if good", (LESS_IF_GOOD,), RESULTS),
    ("rank of some", (THE_GOOD_ONES,), RESULTS),
    ("rank over all", (OVER_ALL,), RESULTS),
    ("times a count", (paid_by(f"poengsum × {GOOD_COUNT} / (antall over indikator)"),), BOTH),
    ("times a mean of some", (paid_by(f"poengsum × {GOOD_MEAN} / 1 kr"),), RESULTS),
    ("times a place", (paid_by(f"poengsum × (4 − {OWN_PLACE}) / antall over region"),), NONE),
    ("less than half is lost", (paid_by("poengsum × (gjennomsnitt kvalitet over indikator) − poengsum × 50 %"),), NONE),
    ("in proportion to squares", (shared_by("vektede × vektede"),), BOTH),
    ("in proportion to a sign", (shared_by(f"sum {SIGNED} over indikator × poengsum"),), NONE),
    ("in proportion to signs", (shared_by(f"sum ({SIGNED} × plassering.poeng) over indikator"),), NONE),
    ("in proportion to a count", (shared_by(f"poengsum × (1 + {GOOD_COUNT})"),), BOTH),
    (
        "in proportion to a choice",
        (shared_by("poengsum × sum (hvis kvalitet minst 50 % så 2 ellers 1) over indikator"),),
        BOTH,
    ),
    ("divided twice", (paid_by("vektede / vektede_i_alt × poengsum / sum poengsum over region × poengene"),), NONE),
    ("in proportion to quotients", (shared_by("poengsum × sum (kvalitet / (1 + kvalitet)) over indikator"),), NONE),
    (
        "by its own parts",
        (OWN_POINTS, paid_by("poengsum × (1 + (sum deler over indikator, prestasjonsmål) / 1 del)")),
        BOTH,
    ),
    ("more to the large", (LARGE, paid_by("poengsum × (hvis type er stor så 2 ellers 1)")), BOTH),
    ("half of it divided", (paid_by("vektede / vektede_i_alt × poengene × 50 % + poengsum × 50 %"),), NONE),
    ("fewer parts", (("etter deler, likt når", "etter 9 deler − deler, likt når"),), NONE),
)
NAMES = [name for name, _, _ in VARIANTS]
each_variant = pytest.mark.parametrize("at", range(len(VARIANTS)), ids=NAMES)

ASSERTIONS = "\n".join(f"kontroll {one}" for one in PROVED)


@cache
def variant(at: int) -> CheckedRuleset:
    return ruleset_of(f"{changed(*VARIANTS[at][1])}{ASSERTIONS}\n")


@cache
def graph_of(at: int) -> Graph:
    return build(variant(at))


@cache
def proofs(at: int) -> tuple[Proof, ...]:
    return prove(variant(at))


@cache
def claims_of(at: int) -> tuple[Improvement, ...]:
    return prove_improvements(variant(at))


Given = dict[str, dict[tuple[str, ...], Fraction]]


@st.composite
def figures(draw: st.DrawFn, graph: Graph) -> Given:
    return {name: {key: draw(CELLS[name]) for key in graph.named[name].domain.keys} for name in CELLS}


@each_variant
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_what_is_proved_holds_on_data(at: int, data: st.DataObject) -> None:
    graph = graph_of(at)
    valuation = run(graph, data.draw(figures(graph)))
    for number, proof in enumerate(proofs(at), 1):
        cells = valuation.cells[graph.named[assertion_name(number)]]
        if proof.is_proved:
            assert all(cell == 0 for cell in cells if not isinstance(cell, Failure)), proof.span.text
            assert proof.open_conditions or not any(isinstance(cell, Failure) for cell in cells), proof.span.text


def payouts(valuation: Valuation) -> dict[str, object]:
    """The payouts before they are rounded."""
    node = valuation.graph.named["inntekt"]
    node = node.operands[0].node if isinstance(node, Apportion) else node
    return {key[0]: cell for key, cell in zip(node.domain.keys, valuation.cells[node], strict=True)}


@each_variant
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_no_region_loses_where_that_is_proved(at: int, data: st.DataObject) -> None:
    graph, claims = graph_of(at), [one for one in claims_of(at) if one.is_proved]
    if not claims:
        return
    before = data.draw(figures(graph))
    claim = data.draw(st.sampled_from(claims))
    sets, column = graph.named[claim.quantity].domain.sets, before[claim.quantity]
    cell = data.draw(st.sampled_from([key for key in column if key[sets.index("indikator")] == claim.indicator]))
    better = data.draw(st.sampled_from([value for value in SHARES if value >= column[cell]]))
    after = {**before, claim.quantity: {**column, cell: better}}
    region = cell[sets.index("region")]
    was, becomes = payouts(run(graph, before))[region], payouts(run(graph, after))[region]
    if isinstance(was, Fraction) and isinstance(becomes, Fraction):
        assert becomes >= was


@each_variant
def test_which_improvements_are_proved(at: int) -> None:
    assert {one.quantity for one in claims_of(at) if one.is_proved} == VARIANTS[at][2]
    assert {one.quantity for one in claims_of(at)} == BOTH


def with_direction(*changes: tuple[str, str]) -> CheckedRuleset:
    direction = (
        ("egenskap vekt", "egenskap retning per indikator : ord\negenskap vekt"),
        ("vekt 75 %", "retning lavere [r 1]\n    vekt 75 %"),
        ("vekt 25 %", "retning høyere [r 1]\n    vekt 25 %"),
    )
    return ruleset_of(changed(*direction, *changes))


def test_lower_is_better_where_the_ruleset_says_so() -> None:
    found = {(one.quantity, one.indicator): one for one in prove_improvements(with_direction())}
    assert found["resultat", "x"].better == "lower"
    assert not found["resultat", "x"].is_proved
    assert found["resultat", "y"].better == "higher"
    assert found["resultat", "y"].is_proved


def test_a_rule_that_asks_for_the_direction_is_followed() -> None:
    asked = ("trinn(resultat / måltall)", "trinn((hvis retning er lavere så 1 − resultat ellers resultat) / måltall)")
    found = {(one.quantity, one.indicator): one for one in prove_improvements(with_direction(asked))}
    assert found["resultat", "x"].is_proved
    assert found["resultat", "y"].is_proved
    wrong = ("trinn(resultat / måltall)", "trinn((hvis retning er høyere så 1 − resultat ellers resultat) / måltall)")
    found = {(one.quantity, one.indicator): one for one in prove_improvements(with_direction(wrong))}
    assert not found["resultat", "x"].is_proved
    assert not found["resultat", "y"].is_proved


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_no_region_loses_by_improving_in_the_rulesets_that_ship(name: str) -> None:
    claims = prove_improvements(shipped(name))
    assert claims
    assert all(claim.is_proved for claim in claims)


@pytest.mark.parametrize(
    ("condition", "is_proved"),
    [
        ("manglende_rapporter er 0", True),
        ("ikke (manglende_rapporter er ikke 0)", True),
        ("manglende_rapporter er ikke 0", False),
        ("manglende_rapporter er 1", False),
        ("manglende_rapporter er antall_tertialer", False),
    ],
)
def test_a_region_that_reports_more_loses_only_where_a_rule_takes_it_back(condition: str, is_proved: bool) -> None:
    text = shipped("rbf2022").ruleset.source.text
    claims = prove_improvements(ruleset_of(text.replace("manglende_rapporter er 0", condition)))
    assert {claim.is_proved for claim in claims if claim.quantity == "rapportert"} == {is_proved}
