"""What is proved of small rulesets, what is not, and that a proof keeps its word on data.

Each near miss differs from the proved ruleset in one place. Rulesets are taken past the checks here: a proof must not
rest on another check having stopped what does not add up.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbflang import library
from rbflang.evaluation.assertions import assertion_name
from rbflang.evaluation.build import build
from rbflang.evaluation.run import Valuation, run
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Apportion, Failure
from rbflang.pipeline import checked
from rbflang.ruleset.improvement import prove_improvements
from rbflang.ruleset.infer import infer
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.proofs import Guarantee, Proof, guarantee, prove
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.parse import parse

MODEL = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk" { utgiver "Helsedirektoratet" }
region A "A"
region B "B"
region C "C"
fastsatt pott = 1 000 000 kr [r 1]
fastsatt poengene = 1 000 poeng [r 1]
tabell nøkkel per region : andel [r 1] {
    A: 50 %
    B: 30 %
    C: 20 %
}
egenskap vekt per indikator : andel
egenskap måltall per indikator : andel
indikator x "X" {
    delområder s "s", t "t" [r 1]
    vekt 75 % [r 1]
    måltall 50 % [r 1]
}
indikator y "Y" {
    vekt 25 % [r 1]
    måltall 20 % [r 1]
}
trapp trinn [r 1] {
    fra 0 % gir 0 deler
    fra 50 % gir 1 del
    fra 100 % gir 3 deler
}
inndata resultat per indikator, delområde, region : andel
inndata kvalitet per indikator, region : andel
inndata beløp per region : kr fra 0 kr til 1 000 000 kr
formel poengsummen per indikator, prestasjonsmål = poengene × vekt × poengandel [r 1]
prestasjonsmål plassering "Plassering" {
    poengandel 80 % [r 1]
    deler = sum trinn(resultat / måltall) over delområde per indikator [r 1]
    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]
}
prestasjonsmål dekning "Dekning" {
    poengandel 20 % [r 1]
    deler = trinn(kvalitet) [r 1]
    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]
}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 1]
formel vektede per region = nøkkel × poengsum [r 1]
formel vektede_i_alt = sum vektede over region [r 1]
formel faktor = poengene / vektede_i_alt [r 1]
formel poeng_til_utbetaling per region = faktor × vektede [r 1]
utbetaling inntekt per region = pott / poengene × poeng_til_utbetaling
    avrundet til hele kroner, etter største rest [r 1]
formel poeng_per_indikator per indikator, region = sum poeng over prestasjonsmål [r 1]
formel snitt per indikator = sum (nøkkel × poeng_per_indikator) over region / sum nøkkel over region [r 1]
formel effekt per indikator, region = pott × nøkkel × (poeng_per_indikator − snitt) / vektede_i_alt [r 1]
"""

OWN = "deler = trinn(kvalitet) [r 1]"


def gate(requirement: str) -> tuple[str, str]:
    return OWN, f"{OWN}\n    krav {requirement} [r 1]"


def formulas(text: str) -> tuple[str, str]:
    return "formel poengsum per", f"{text}\nformel poengsum per"


LAPSE_GATE = gate("kvalitet minst 10 %, ellers bortfaller poengene")
LAPSING = (LAPSE_GATE, ("etter deler, likt når ingen har deler", "etter deler, bortfaller når ingen har deler"))
ONLY_Y = ("poengandel 20 % [r 1]", "poengandel 20 % [r 1]\n    gjelder y")


def ruleset_of(text: str) -> CheckedRuleset:
    tree = parse(Source("prove.rbf", text))
    assert not tree.faults, tree.faults[0].title.nb
    ruleset = resolve(tree.tree)
    return CheckedRuleset(ruleset, infer(ruleset), ())


def model(assertion: str, *changes: tuple[str, str]) -> CheckedRuleset:
    text = MODEL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return ruleset_of(f"{text}kontroll {assertion}\n")


def proof_of(assertion: str, *changes: tuple[str, str]) -> Proof:
    (proof,) = prove(model(assertion, *changes))
    return proof


def words_of(proof: Proof) -> list[str]:
    return [one.words.nb for one in proof.open_conditions]


# what is proved

PROVED = (
    "sum poengsum over region = poengene",
    "sum poeng over indikator, prestasjonsmål, region = 1 000 poeng",
    "sum poeng over region = poengsummen",
    "sum plassering.poeng over region = 80 % × vekt × poengene",
    "sum bortfalt over indikator, prestasjonsmål = 0 poeng",
    "sum poeng_til_utbetaling over region = poengene",
    "sum inntekt over region = pott",
    "sum effekt over indikator, region = 0 kr",
    "sum effekt over region = 0 kr",
    "sum nøkkel over region = 100 %",
    "sum vekt over indikator = sum poengandel over prestasjonsmål",
    "gjennomsnitt poengsum over region = poengene / 3",
    "antall over region = 3",
    "sum (resultat + 1) over region = 3 + sum resultat over region",
    "sum resultat over delområde, region = sum (sum resultat over delområde per indikator) over indikator, region",
    "sum (vekt × beløp) over indikator, region = sum beløp over region",
    "(beløp + pott) × (beløp − pott) = beløp × beløp − pott × pott",
    "sum beløp der kvalitet minst 50 % over indikator, region "
    "= sum (sum beløp der kvalitet minst 50 % over indikator) over region",
    "poengsum / vektede_i_alt = poeng_til_utbetaling / (nøkkel × poengene)",
)


@pytest.mark.parametrize("assertion", PROVED)
def test_proved(assertion: str) -> None:
    proof = proof_of(assertion)
    assert proof.is_proved
    assert not proof.open_conditions


NOT_PROVED = (
    "sum poengsum over region = 999 poeng",
    "sum effekt over indikator = 0 kr",
    "sum vektede over region = poengene",
    "sum plassering.poeng over indikator, region = poengene",
    "sum inntekt over region = pott + 1 kr",
    "inntekt = pott × nøkkel",
    "sum (poengsum × beløp) over region = poengene × sum beløp over region",
    "sum trinn(kvalitet) over region = 3 deler",
    "antall over indikator = 3",
    "sum resultat over region = 3 × resultat",
    "sum (1 + resultat) over delområde, region = 6 + sum resultat over delområde, region",
)


@pytest.mark.parametrize("assertion", NOT_PROVED)
def test_not_proved(assertion: str) -> None:
    assert proof_of(assertion).verdict == "checked_at_run"


KRONER = "sum inntekt over region = pott"
POINTS = "sum poengsum over region = poengene"
EFFECT = "sum effekt over indikator, region = 0 kr"
HALF_UP = ("avrundet til hele kroner, etter største rest", "avrundet til hele kroner, halve opp")

NEAR_MISSES = (
    (POINTS, ("vekt 25 %", "vekt 23 %")),
    (POINTS, ("poengandel 20 %", "poengandel 19 %")),
    (POINTS, ("likt når ingen har deler", "bortfaller når ingen har deler")),
    (POINTS, LAPSE_GATE),
    (POINTS, gate("kvalitet minst 1 %, ellers ingen deler")),
    (POINTS, ONLY_Y),
    (KRONER, HALF_UP),
    (KRONER, ("faktor = poengene / vektede_i_alt", "faktor = poengene / sum poengsum over region")),
    (KRONER, ("per region = faktor × vektede", "per region = faktor × poengsum")),
    (EFFECT, ("over region / sum nøkkel over region", "over region / 3")),
    (EFFECT, ("sum (nøkkel × poeng_per_indikator) over region", "sum poeng_per_indikator over region")),
    ("sum (pott × nøkkel) over region = pott", ("C: 20 %", "C: 19 %")),
)


@pytest.mark.parametrize(("assertion", "change"), NEAR_MISSES)
def test_a_near_miss_is_not_proved(assertion: str, change: tuple[str, str]) -> None:
    assert proof_of(assertion).is_proved
    assert not proof_of(assertion, change).is_proved


# what proofs rest on


def test_points_that_lapse_still_add_up_with_what_lapsed() -> None:
    both = "sum poengsum over region + sum bortfalt over indikator, prestasjonsmål = poengene"
    assert proof_of(both, *LAPSING).is_proved
    assert not proof_of(POINTS, *LAPSING).is_proved


def test_a_normalisation_is_proved_as_long_as_not_all_points_lapse() -> None:
    proof = proof_of(KRONER, *LAPSING)
    assert proof.is_proved
    assert words_of(proof) == ["så lenge ikke alle poeng bortfaller, se linje 36, 41 og 42"]


def test_one_measure_that_always_hands_out_is_enough() -> None:
    proof = proof_of(KRONER, LAPSE_GATE)
    assert proof.is_proved
    assert not proof.open_conditions


def test_parts_that_are_always_some_cannot_lapse() -> None:
    always = (LAPSING[1], ("fra 0 % gir 0 deler", "fra 0 % gir 1 del"))
    assert proof_of(POINTS, *always).is_proved


def test_a_key_with_a_zero_may_leave_nothing_to_normalise() -> None:
    proof = proof_of(KRONER, ("B: 30 %", "B: 0 %"))
    assert proof.is_proved
    assert words_of(proof) == ["så lenge vektede_i_alt på linje 46 ikke er 0"]


def test_a_divisor_from_the_data_is_named() -> None:
    proof = proof_of("beløp / sum beløp over region × sum beløp over region = beløp")
    assert proof.is_proved
    assert words_of(proof) == ["så lenge sum beløp over region på linje 53 ikke er 0"]


def test_a_pot_that_is_not_whole_is_named() -> None:
    proof = proof_of(KRONER, ("pott = 1 000 000 kr", "pott = 1 000 000,5 kr"))
    assert proof.is_proved
    assert words_of(proof) == ["så lenge summen av inntekt før avrunding, se linje 49, er et helt antall enheter"]


def test_largest_remainders_of_another_sum_are_named() -> None:
    proof = proof_of(
        "sum avrundede over region = sum beløp over region",
        formulas("formel avrundede per region = beløp avrundet til hele kroner, etter største rest [r 1]"),
    )
    assert proof.is_proved
    assert len(words_of(proof)) == 1


def test_bounds_are_no_numbers() -> None:
    assert not proof_of("sum vekt over indikator = 100 %", ("vekt 25 %", "vekt mellom 25 % og 26 %")).is_proved


def test_a_measure_with_points_of_its_own_is_unfolded() -> None:
    change = (
        "poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]\n}\nformel poengsum per",
        "poeng = poengsummen × kvalitet [r 1]\n}\nformel poengsum per",
    )
    assert proof_of("dekning.poeng = 20 % × poengene × vekt × kvalitet", change).is_proved
    assert not proof_of(POINTS, change).is_proved


def test_a_measure_applies_to_what_its_words_say() -> None:
    changes = (
        ONLY_Y,
        ("poengandel 80 % [r 1]", "poengandel [r 1] {\n x: 100 %\n y: 80 %\n }"),
    )
    assert proof_of(POINTS, *changes).is_proved
    assert proof_of("sum dekning.poeng over region = sum dekning.poeng over region", *changes).is_proved


# all of a ruleset


def test_a_long_chain_of_formulas() -> None:
    chain = "\n".join(f"formel f{at} per region = f{at - 1} + 1 kr [r 1]" for at in range(1, 3_000))
    proof = proof_of("f2999 − beløp = 2 999 kr", formulas(f"formel f0 per region = beløp [r 1]\n{chain}"))
    assert proof.is_proved


def test_a_chain_of_divisions_is_given_up_not_followed_for_ever() -> None:
    chain = "\n".join(f"formel f{at} per region = 1 / (1 + f{at - 1}) [r 1]" for at in range(1, 300))
    proof = proof_of("f299 × (1 + f298) = 1", formulas(f"formel f0 per region = beløp / pott [r 1]\n{chain}"))
    assert proof.verdict in ("proved", "checked_at_run")


def test_products_of_sums_are_given_up_in_time() -> None:
    squares = "\n".join(f"formel f{at} per region = f{at - 1} × f{at - 1} + beløp / pott [r 1]" for at in range(1, 13))
    change = formulas(f"formel f0 per region = beløp / pott [r 1]\n{squares}")
    assert proof_of("f12 = f11 × f11 + beløp / pott", change).is_proved


def shipped(name: str) -> CheckedRuleset:
    shelf = library.find(name)
    assert shelf
    source = library.read(shelf.path)
    assert isinstance(source, Source)
    ruleset, _ = checked(source)
    assert ruleset
    return ruleset


def test_2025_hands_out_everything_whatever_the_results() -> None:
    ruleset = shipped("rbf2025")
    proofs = prove(ruleset)
    assert [proof.verdict for proof in proofs] == ["proved"] * 4
    assert not any(proof.open_conditions for proof in proofs)
    found = guarantee(ruleset)
    assert (found.points, found.kroner) == (100_000, 671_631_000)
    assert found.lapses == () and found.conditions == ()


def test_2022_hands_out_all_kroner_unless_all_points_lapse() -> None:
    ruleset = shipped("rbf2022")
    proofs = prove(ruleset)
    assert [proof.verdict for proof in proofs] == ["proved"] * 4
    found = guarantee(ruleset)
    assert (found.points, found.kroner) == (None, 590_300_000)
    lines = [span.line for span in found.lapses]
    texts = [span.text for span in found.lapses]
    assert texts[0].endswith("bortfaller når ingen har deler")
    assert texts[1].startswith("krav datakompletthet minst 50 %, ellers bortfaller poengene")
    assert [one.words.nb for one in found.conditions] == [
        f"så lenge ikke alle poeng bortfaller, se linje {lines[0]} og {lines[1]}"
    ]
    assert {one.words.nb for proof in proofs for one in proof.open_conditions} == {found.conditions[0].words.nb}


def test_2022_does_not_always_hand_out_all_points() -> None:
    source = shipped("rbf2022").ruleset.source
    text = source.text + "\nkontroll sum poengsum over region = samlet_antall_poeng\n"
    assert not prove(ruleset_of(text))[-1].is_proved


def test_a_guarantee_names_each_measure() -> None:
    found: Guarantee = guarantee(model(KRONER, LAPSE_GATE))
    assert [(one.measure.name, one.hands_out_all) for one in found.measures] == [
        ("plassering", True),
        ("dekning", False),
    ]
    assert found.points is None
    assert found.kroner == 1_000_000


# proofs and data

SHARES = st.sampled_from([Fraction(n, 20) for n in range(21)])
CELLS = {"resultat": SHARES, "kvalitet": SHARES, "beløp": st.integers(0, 1_000_000).map(Fraction)}
ALL = "\n".join(f"kontroll {one}" for one in PROVED)
VARIANTS = (
    (),
    LAPSING,
    (LAPSE_GATE,),
    (LAPSING[1],),
    (
        (
            "deler = trinn(kvalitet) [r 1]",
            "deler = rang kvalitet høyest først like får dårligste plass over region × 1 del [r 1]",
        ),
    ),
    (("A: 50 %", "A: 0 %"),),
    (("vekt 25 %", "vekt 15 %"),),
    (ONLY_Y,),
    (HALF_UP,),
    (gate("kvalitet minst 30 %, ellers ingen deler"),),
    (("fra 50 % gir 1 del", "fra 50 % gir 4 deler"),),
    (("etter deler, likt når", "etter deler + 1 del, likt når"),),
)


def variant(changes: tuple[tuple[str, str], ...], assertions: str = ALL) -> CheckedRuleset:
    text = MODEL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return ruleset_of(f"{text}{assertions}\n")


RULESETS = [variant(changes) for changes in VARIANTS]
GRAPHS = [build(one) for one in RULESETS]
PROOFS = [prove(one) for one in RULESETS]
CLAIMS = [prove_improvements(one) for one in RULESETS]


@st.composite
def figures(draw: st.DrawFn, graph: Graph) -> dict[str, dict[tuple[str, ...], Fraction]]:
    return {name: {key: draw(CELLS[name]) for key in graph.named[name].domain.keys} for name in CELLS}


@pytest.mark.parametrize("at", range(len(VARIANTS)))
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_proved_holds_on_data(at: int, data: st.DataObject) -> None:
    graph = GRAPHS[at]
    valuation = run(graph, data.draw(figures(graph)))
    for number, proof in enumerate(PROOFS[at], 1):
        cells = valuation.cells[graph.named[assertion_name(number)]]
        if proof.is_proved:
            assert all(cell == 0 for cell in cells if not isinstance(cell, Failure)), proof.span.text
            assert proof.open_conditions or not any(isinstance(cell, Failure) for cell in cells), proof.span.text


def payouts(valuation: Valuation) -> dict[str, object]:
    """The payouts before they are rounded."""
    node = valuation.graph.named["inntekt"]
    node = node.operands[0].node if isinstance(node, Apportion) else node
    return {key[0]: cell for key, cell in zip(node.domain.keys, valuation.cells[node], strict=True)}


@pytest.mark.parametrize("at", range(len(VARIANTS)))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_no_region_loses_where_that_is_proved(at: int, data: st.DataObject) -> None:
    graph = GRAPHS[at]
    claims = [one for one in CLAIMS[at] if one.is_proved]
    if not claims:
        return
    before = data.draw(figures(graph))
    claim = data.draw(st.sampled_from(claims))
    sets = graph.named[claim.quantity].domain.sets
    cells = [key for key in before[claim.quantity] if key[sets.index("indikator")] == claim.indicator]
    cell = data.draw(st.sampled_from(cells))
    better = data.draw(
        SHARES.filter(lambda value: value > before[claim.quantity][cell])
        if before[claim.quantity][cell] < 1
        else st.just(Fraction(1))
    )
    after = {**before, claim.quantity: {**before[claim.quantity], cell: better}}
    region = cell[sets.index("region")]
    was, becomes = payouts(run(graph, before))[region], payouts(run(graph, after))[region]
    if not isinstance(was, Failure) and not isinstance(becomes, Failure):
        assert becomes >= was  # type: ignore[operator]


def test_which_improvements_are_proved() -> None:
    proved = [{one.quantity for one in claims if one.is_proved} for claims in CLAIMS]
    both = {"resultat", "kvalitet"}
    assert proved[0] == proved[1] == proved[2] == proved[3] == both
    # The best place gets the least parts here: improving costs points.
    assert proved[4] == {"resultat"}
    # A staircase that falls.
    assert proved[10] == set()
    assert proved[9] == proved[11] == both


def test_lower_is_better_where_the_ruleset_says_so() -> None:
    lower = (
        ("egenskap vekt", "egenskap retning per indikator : ord\negenskap vekt"),
        ("vekt 75 %", "retning lavere [r 1]\n    vekt 75 %"),
        ("vekt 25 %", "retning høyere [r 1]\n    vekt 25 %"),
    )
    found = {(one.quantity, one.indicator): one for one in prove_improvements(variant(lower))}
    assert found["resultat", "x"].better == "lower" and not found["resultat", "x"].is_proved
    assert found["resultat", "y"].better == "higher" and found["resultat", "y"].is_proved
    asked = ("trinn(resultat / måltall)", "trinn((hvis retning er lavere så 1 − resultat ellers resultat) / måltall)")
    found = {(one.quantity, one.indicator): one for one in prove_improvements(variant((*lower, asked)))}
    assert found["resultat", "x"].is_proved and found["resultat", "y"].is_proved


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_no_region_loses_by_improving_in_the_rulesets_that_ship(name: str) -> None:
    claims = prove_improvements(shipped(name))
    assert claims
    assert all(claim.is_proved for claim in claims)
