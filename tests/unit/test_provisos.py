"""What proofs rest on: each condition worked out by hand, proved or named in the words of the rules."""

from __future__ import annotations

import pytest
from proof_rulesets import LAPSING, OWN, formulas, model
from test_guarantees import words_of

from rbflang.proofs.guarantees import Proof, guarantee, prove

GOOD = "der kvalitet minst 50 % over indikator"


def proof_of(assertion: str, *changes: tuple[str, str]) -> Proof:
    (proof,) = prove(model(assertion, *changes))
    return proof


# groups that may be empty


def somebody(what: str, line: int) -> list[str]:
    return [f"så lenge det finnes noe å regne ut «{what}» på linje {line} av"]


def test_a_group_in_the_assertion_is_named_on_either_side() -> None:
    mean = f"gjennomsnitt kvalitet {GOOD}"
    for assertion in (f"{mean} = {mean}", f"0 + {mean} = {mean}", f"({mean}) + 0 = {mean} + 0"):
        proof = proof_of(assertion)
        assert proof.is_proved
        assert words_of(proof.open_conditions) == somebody(mean, 53) * 2


def test_a_group_behind_what_the_assertion_reads_is_named_and_no_other() -> None:
    least = f"minste kvalitet {GOOD}"
    rules = formulas(
        f"formel a per region = {least} [r 1]\nformel b per region = 2 × a [r 1]\n"
        f"formel c per region = største kvalitet {GOOD} [r 1]"
    )
    assert words_of(proof_of("b = 2 × a", rules).open_conditions) == somebody(least, 43)
    assert proof_of("beløp = beløp", rules).conditions == ()
    assert proof_of("antall over region = 3", rules).conditions == ()


def test_places_that_somebody_may_not_have() -> None:
    """Nobody lacks anything by a ranking that has a name, but where the name is used."""
    place = "rang kvalitet høyest først like får beste plass der kvalitet minst 50 % over region"
    named = f"formel plass per indikator, region = {place} [r 1]"
    twice = f"{named}\nformel f per indikator, region = 2 × plass [r 1]"
    words = "så lenge alle har en plassering i «{}» på linje {}"
    assert words_of(proof_of("plass = plass", formulas(named)).open_conditions) == [words.format(place, 43)]
    assert words_of(proof_of("f = f", formulas(twice)).open_conditions) == [words.format(place, 43)]
    assert proof_of("kvalitet = kvalitet", formulas(named)).conditions == ()
    assert words_of(proof_of(f"2 × ({place}) = 2 × ({place})").open_conditions) == [words.format(place, 53)] * 2


# divisors


@pytest.mark.parametrize(
    ("divisor", "is_never_zero"),
    [
        ("(1 kr + beløp)", True),
        ("(−1 kr − beløp)", True),
        ("(1 kr − beløp)", False),
        ("(0 kr − beløp)", False),
        ("beløp", False),
    ],
)
def test_a_divisor_that_is_never_zero_is_proved_so(divisor: str, is_never_zero: bool) -> None:
    (condition,) = proof_of(f"kvalitet / {divisor} × {divisor} = kvalitet").conditions
    told = " ".join(divisor.split())
    assert condition.is_proved is is_never_zero
    assert condition.words.nb == (
        f"«{told}» er aldri 0." if is_never_zero else f"så lenge «{told}» på linje 53 ikke er 0"
    )
    assert not condition.is_about_lapsing


def test_a_divisor_in_two_places_is_named_for_each() -> None:
    proof = proof_of("pott / beløp + pott / beløp = 2 × pott / beløp")
    assert [one.span.text for one in proof.conditions] == ["beløp"] * 3


# points that all lapse

KRONER = "sum inntekt over region = pott"
NOT_ALL = ["så lenge ikke alle poeng bortfaller, se linje 36, 41 og 42"]
IN_ALL = "formel vektede_i_alt = sum vektede over region"


@pytest.mark.parametrize(
    ("in_all", "words"),
    [
        ("sum vektede over region", NOT_ALL),
        ("2 × sum vektede over region", NOT_ALL),
        ("sum nøkkel × nøkkel × poengsum over region", NOT_ALL),
        # of one measure alone; less something, and more; twice; of what may be nothing itself; for each region
        ("sum (nøkkel × sum dekning.poeng over indikator) over region", None),
        ("(sum vektede over region) − 1 poeng", None),
        ("(sum vektede over region) + (sum beløp over region) × 1 poeng / 1 kr", None),
        ("sum nøkkel × poengsum × poengsum / 1 poeng over region", None),
        ("sum beløp × poengsum / 1 kr over region", None),
        ("sum (sum bortfalt over indikator, prestasjonsmål) × nøkkel over region", None),
    ],
)
def test_what_is_zero_where_all_points_lapse_and_nowhere_else(in_all: str, words: list[str] | None) -> None:
    other = (IN_ALL, f"formel vektede_i_alt = {in_all}")
    proof = proof_of("pott / vektede_i_alt × vektede_i_alt = pott", *LAPSING, other)
    assert proof.is_proved
    assert words_of(proof.open_conditions) == (words or ["så lenge «vektede_i_alt» på linje 54 ikke er 0"])
    assert [one.is_about_lapsing for one in proof.open_conditions] == [words is not None]


def test_what_is_zero_where_the_points_of_a_region_lapse() -> None:
    """Not all points lapse where one has none."""
    proof = proof_of("pott / poengsum × poengsum = pott", *LAPSING)
    assert words_of(proof.conditions) == ["så lenge «poengsum» på linje 54 ikke er 0"]


def test_points_that_a_measure_gives_by_itself_do_not_lapse() -> None:
    own = (
        OWN + "\n    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]",
        "poeng = poengsummen × kvalitet [r 1]",
    )
    lapsing = ("likt når ingen har deler", "bortfaller når ingen har deler")
    proof = proof_of("pott / vektede_i_alt × vektede_i_alt = pott", own, lapsing)
    assert words_of(proof.open_conditions) == ["så lenge «vektede_i_alt» på linje 52 ikke er 0"]


# whole units


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("pott × nøkkel", "hele kroner", None),
        ("(pott + 0,5 kr) × nøkkel", "hele kroner", ""),
        ("(pott + 0,5 kr) × nøkkel", "1 desimaler", None),
        ("(pott + 0,05 kr) × nøkkel", "1 desimaler", ""),
        ("beløp", "hele kroner", ""),
    ],
)
def test_a_sum_that_remainders_keep_is_whole_or_that_is_said(amount: str, unit: str, words: str | None) -> None:
    rounded = f"formel g per region = {amount} [r 1] avrundet til {unit}, etter største rest"
    proof = proof_of(f"sum g over region = sum ({amount}) over region", formulas(rounded))
    told = "så lenge summen av «g» før avrunding, se linje 43, er et helt antall enheter"
    assert proof.is_proved
    assert [(one.is_proved, one.words.nb) for one in proof.conditions] == [
        (words is None, "Summen er et helt antall enheter." if words is None else told)
    ]


def test_a_sum_for_each_member_is_named_so() -> None:
    rounded = "avrundet til hele kroner, etter største rest per indikator"
    rules = formulas(f"formel g per indikator, region = kvalitet × beløp [r 1] {rounded}")
    (condition,) = proof_of("sum g over region = sum (kvalitet × beløp) over region", rules).conditions
    assert condition.words.nb == (
        "så lenge summen av «g» per indikator før avrunding, se linje 43, er et helt antall enheter"
    )


def test_where_an_assertion_fails_as_points_lapse_that_is_named() -> None:
    (condition,) = guarantee(model("sum poengsum over region = poengene", *LAPSING)).conditions
    assert (condition.is_proved, condition.is_about_lapsing) == (False, True)
    assert condition.words.en == "unless points lapse, see lines 36, 41 and 42"
