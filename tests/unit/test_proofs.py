"""What is proved of small rulesets, and what is not.

Each near miss differs from the proved ruleset in one place. Rulesets are taken past the checks here: a proof must not
rest on another check having stopped what does not add up.
"""

from __future__ import annotations

import pytest
from proof_rulesets import HALF_UP, LAPSE_GATE, LAPSING, ONLY_Y, OWN, PROVED, formulas, gate, model, ruleset_of, shipped

from rbflang.proofs.guarantees import Guarantee, Proof, guarantee, prove


def proof_of(assertion: str, *changes: tuple[str, str]) -> Proof:
    (proof,) = prove(model(assertion, *changes))
    return proof


def words_of(proof: Proof) -> list[str]:
    return [one.words.nb for one in proof.open_conditions]


# what is proved


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
    "sum ((sum kvalitet over region) × (sum resultat over delområde, region per indikator)) over indikator "
    "= sum (kvalitet × (sum resultat over delområde per indikator)) over indikator, region",
    "sum (1 + resultat) over delområde, region = 6 + sum resultat over delområde, region",
)


@pytest.mark.parametrize("assertion", NOT_PROVED)
def test_not_proved(assertion: str) -> None:
    assert proof_of(assertion).verdict == "checked_at_run"


KRONER = "sum inntekt over region = pott"
POINTS = "sum poengsum over region = poengene"
EFFECT = "sum effekt over indikator, region = 0 kr"

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
    assert words_of(proof) == ["så lenge «vektede_i_alt» på linje 46 ikke er 0"]


def test_a_divisor_from_the_data_is_named() -> None:
    proof = proof_of("beløp / sum beløp over region × sum beløp over region = beløp")
    assert proof.is_proved
    assert words_of(proof) == ["så lenge «sum beløp over region» på linje 53 ikke er 0"]


def test_a_pot_that_is_not_whole_is_named() -> None:
    proof = proof_of(KRONER, ("pott = 1 000 000 kr", "pott = 1 000 000,5 kr"))
    assert proof.is_proved
    assert words_of(proof) == ["så lenge summen av «inntekt» før avrunding, se linje 49, er et helt antall enheter"]


def test_largest_remainders_of_another_sum_are_named() -> None:
    proof = proof_of(
        "sum avrundede over region = sum beløp over region",
        formulas("formel avrundede per region = beløp avrundet til hele kroner, etter største rest [r 1]"),
    )
    assert proof.is_proved
    assert len(words_of(proof)) == 1


def test_another_rounding_is_no_condition() -> None:
    proof = proof_of(
        "grovt = grovt", formulas("formel grovt per region = beløp avrundet til hele kroner, halve opp [r 1]")
    )
    assert proof.is_proved
    assert not proof.open_conditions


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


def test_a_measure_that_does_not_apply_has_no_points() -> None:
    pot = (OWN + "\n    poeng = fordel poengsummen mellom", OWN + "\n    poeng = fordel poengene × vekt × 20 % mellom")
    assert proof_of("sum dekning.poeng over region = 20 % × poengene × vekt", pot).is_proved
    assert not proof_of("sum dekning.poeng over region = 20 % × poengene × vekt", pot, ONLY_Y).is_proved
    assert proof_of("sum dekning.poeng over indikator, region = 50 poeng", pot, ONLY_Y).is_proved


def test_a_table_with_a_hole_is_not_added_up() -> None:
    assert not proof_of("sum nøkkel over region = 80 %", ("    C: 20 %\n", "")).is_proved


def test_a_set_that_comes_with_the_data_may_be_empty() -> None:
    place = formulas("inndeling sted fra data\ninndata mengde per sted : andel fra 10 % til 90 %")
    for divisor in ("antall over sted", "sum mengde over sted"):
        proof = proof_of(f"beløp / ({divisor}) × ({divisor}) = beløp", place)
        assert proof.is_proved
        assert words_of(proof) == [f"så lenge «({divisor})» på linje {proof.span.line} ikke er 0"]


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


def test_2025_hands_out_everything_whatever_the_results() -> None:
    ruleset = shipped("rbf2025")
    proofs = prove(ruleset)
    assert [proof.verdict for proof in proofs] == ["proved"] * 6
    assert not any(proof.open_conditions for proof in proofs)
    found = guarantee(ruleset)
    assert (found.points, found.kroner) == (100_000, 671_631_000)
    assert found.lapses == () and found.conditions == ()


SUM_FROM_DATA = ("pott / poengene × poeng_til_utbetaling", "beløp")
UNROUNDED = ("\n    avrundet til hele kroner, etter største rest [r 1]", " [r 1]")


@pytest.mark.parametrize(
    ("assertion", "rounding", "promised"),
    [
        ("sum inntekt over region = sum beløp over region, før avrunding", HALF_UP, (False, True)),
        ("sum beløp over region = sum inntekt over region, før avrunding", HALF_UP, (False, True)),
        ("sum inntekt over region = sum beløp over region", HALF_UP, (False, False)),
        ("sum inntekt over region = sum beløp over region, før avrunding", UNROUNDED, (True, False)),
        ("sum inntekt over region = sum beløp over region", UNROUNDED, (True, False)),
        ("sum inntekt over region = sum beløp over region, før avrunding", ("hele", "hele"), (True, False)),
    ],
)
def test_what_is_so_before_rounding_is_not_what_is_paid(
    assertion: str, rounding: tuple[str, str], promised: tuple[bool, bool]
) -> None:
    """Largest remainders keep a sum, and so does what is not rounded; amounts rounded each by itself do not."""
    found = guarantee(model(assertion, SUM_FROM_DATA, rounding))
    assert (found.is_whole_proved, found.is_proved_before_rounding) == promised
    assert (found.kroner, found.before_rounding) == (None, None)


def test_a_sum_before_rounding_that_is_known() -> None:
    found = guarantee(model("sum inntekt over region = pott, før avrunding", HALF_UP))
    assert (found.is_whole_proved, found.is_proved_before_rounding) == (False, True)
    assert (found.kroner, found.before_rounding) == (None, 1_000_000)


def test_2022_hands_out_all_kroner_unless_all_points_lapse() -> None:
    ruleset = shipped("rbf2022")
    about_the_data, *proofs = prove(ruleset)
    assert about_the_data.span.text.startswith("kontroll mangler_behandlingssteder")
    assert about_the_data.verdict == "checked_at_run"
    assert [proof.verdict for proof in proofs] == ["proved"] * 6
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


# what is unfolded, and what stays whole

OWN_POINTS = (
    OWN + "\n    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]",
    "poeng = poengsummen × kvalitet [r 1]",
)
PER_MEASURE = formulas(
    "formel trinnvis per indikator, prestasjonsmål = hvis poengandel mer enn 50 % så 2 ellers 1 [r 1]\n"
    "formel delt per indikator, prestasjonsmål = 1 / (1 + trinnvis) [r 1]"
)
MANY = formulas("\n".join(f"inndata n{at} per region : tall" for at in range(1, 91)))


def test_points_of_its_own_do_not_lapse() -> None:
    assert proof_of("sum bortfalt over indikator, prestasjonsmål = 0 poeng", OWN_POINTS).is_proved
    assert not proof_of("sum bortfalt over indikator, prestasjonsmål = 0 poeng", OWN_POINTS, LAPSING[1]).is_proved


def test_a_measure_that_applies_by_a_number_has_unknown_points() -> None:
    pot = (OWN + "\n    poeng = fordel poengsummen mellom", OWN + "\n    poeng = fordel poengene × vekt mellom")
    assert proof_of("sum dekning.poeng over indikator, region = poengene", pot).is_proved
    by_a_number = (pot[0], f"gjelder måltall mer enn 30 %\n    {pot[1]}")
    assert not proof_of("sum dekning.poeng over indikator, region = poengene", by_a_number).is_proved


def test_a_choice_and_a_divisor_per_measure_are_read_at_each_measure() -> None:
    for one in ("trinnvis", "delt"):
        twice = f"sum {one} over prestasjonsmål + sum {one} over prestasjonsmål = 2 × sum {one} over prestasjonsmål"
        assert proof_of(twice, PER_MEASURE).is_proved
        assert not proof_of(f"sum {one} over prestasjonsmål = 2 × {one}", PER_MEASURE).is_proved


def test_a_divisor_of_a_divisor_stands_above() -> None:
    assert proof_of("pott / (kvalitet / (beløp + pott)) = pott × (beløp + pott) / kvalitet").is_proved
    assert not proof_of("pott / (kvalitet / (beløp + pott)) = pott / (beløp + pott) / kvalitet").is_proved


def test_a_division_by_what_is_always_nothing_is_not_unfolded() -> None:
    assert not proof_of("beløp / (pott − pott) = 1").is_proved


@pytest.mark.parametrize(("terms", "is_proved"), [(10, True), (30, False)])
def test_more_terms_than_a_proof_is_worth(terms: int, is_proved: bool) -> None:
    left, right = (" + ".join(f"n{at}" for at in range(start, 2 * terms + start, 2)) for start in (1, 2))
    product = f"({left}) × ({right} + {left})"
    assert proof_of(f"{product} + {product} = 2 × {product}", MANY).is_proved is is_proved


def test_a_set_without_members_adds_up_to_nothing_that_is_known() -> None:
    place = formulas("inndeling sted fra data\ntabell sats per sted : kr [r 1] { }")
    assert not proof_of("sum sats over sted = 0 kr", place).is_proved
    assert proof_of("sum sats over sted = sum sats over sted", place).is_proved


def test_measures_with_parts_below_them_are_not_unfolded() -> None:
    below = formulas("inndeling ledd under prestasjonsmål { l1 under plassering  l2 under dekning }")
    assert proof_of(POINTS).is_proved
    assert not proof_of(POINTS, below).is_proved
