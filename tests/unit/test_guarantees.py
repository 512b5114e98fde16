"""What is guaranteed of what a ruleset hands out and pays, and what that rests on, by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from proof_rulesets import HALF_UP, LAPSE_GATE, LAPSING, OWN, formulas, model, ruleset_of
from test_claims_not_made import HEAD, paid

from rbflang.proofs.guarantees import Guarantee, guarantee, prove
from rbflang.proofs.provisos import Condition

KRONER, POINTS = "sum inntekt over region = pott", "sum poengsum over region = poengene"
FROM_DATA = ("pott / poengene × poeng_til_utbetaling", "1 × beløp")
UNROUNDED = ("\n    avrundet til hele kroner, etter største rest [r 1]", " [r 1]")
NONE_LAPSE = "så lenge ingen poeng bortfaller, se linje 36, 41 og 42"
NOT_ALL_LAPSE = "så lenge ikke alle poeng bortfaller, se linje 36, 41 og 42"
IS_WHOLE = "så lenge summen av «inntekt» før avrunding, se linje 49, er et helt antall enheter"


def guarantee_of(assertion: str, *changes: tuple[str, str]) -> Guarantee:
    return guarantee(model(assertion, *changes))


def words_of(conditions: Iterable[Condition]) -> list[str]:
    return [one.words.nb for one in conditions]


# payouts in lines

LINES = """inndata pott : kr, nøyaktig
inndata annet : kr, nøyaktig
inndata x per region : andel, til sammen 100 %
utbetaling a per region = pott × x [r 1]HOW
utbetaling b per region = annet × x [r 1]HOW
"""
DOWN = " avrundet til hele kroner, nedover [r 1]"
REST = " avrundet til hele kroner, etter største rest [r 1]"
TWO_SETS = """inndata pott : kr, nøyaktig
inndeling betaler "Betaler" { b1 "B"  b2 "C" }
inndata x per region, betaler : andel, til sammen 100 %
utbetaling a per region, betaler = pott × x [r 1] avrundet til hele kroner, etter største rest [r 1]
"""


@pytest.mark.parametrize(
    ("how", "assertions", "is_proved", "only_before"),
    [
        ("", ("sum a over region = pott", "sum b over region = annet"), True, False),
        ("", ("sum a over region = pott",), False, False),
        ("", ("sum a over region + sum b over region = pott + annet",), True, False),
        ("", ("pott + annet = sum (a + b) over region",), True, False),
        ("", ("sum a over region + sum a over region = pott + pott",), False, False),
        ("", ("sum a over region = pott", "sum a over region + 0 kr = pott"), False, False),
        ("", ("sum a over region = pott", "sum b over region = pott + annet − sum a over region"), False, False),
        (DOWN, ("sum a over region = pott, før avrunding", "sum b over region = annet, før avrunding"), False, True),
        (REST, ("sum a over region = pott, før avrunding", "sum b over region = annet, før avrunding"), True, False),
    ],
)
def test_each_payout_is_in_an_assertion(
    how: str, assertions: tuple[str, ...], is_proved: bool, only_before: bool
) -> None:
    told = "".join(f"kontroll {one}\n" for one in assertions)
    known = guarantee(ruleset_of(HEAD + LINES.replace("HOW", how) + told))
    assert (known.is_whole_proved, known.is_proved_before_rounding) == (is_proved, only_before)


def test_what_the_assertions_of_lines_rest_on() -> None:
    told = "kontroll sum a over region = pott\nkontroll sum b over region = annet, før avrunding\n"
    known = guarantee(ruleset_of(HEAD + LINES.replace("HOW", REST) + told))
    assert [one.span.line for one in known.total_rests_on] == [8, 9]


def test_lines_before_rounding_add_up() -> None:
    given = LINES.replace("inndata pott : kr, nøyaktig", "fastsatt pott = 90 kr [r 1]")
    given = given.replace("inndata annet : kr, nøyaktig", "fastsatt annet = 9 kr [r 1]").replace("HOW", DOWN)
    told = "kontroll sum a over region = pott, før avrunding\nkontroll annet = sum b over region, før avrunding\n"
    assert guarantee(ruleset_of(HEAD + given + told)).before_rounding == 99
    kept = guarantee(ruleset_of(HEAD + given.replace(DOWN, REST)))
    assert (kept.kroner, kept.is_whole_proved) == (99, True)


@pytest.mark.parametrize(
    ("assertion", "is_proved"),
    [
        ("sum a over region, betaler = pott", True),
        ("sum a over region = sum (pott × x) over region", False),
        ("sum a over betaler = sum (pott × x) over betaler", False),
    ],
)
def test_all_lines_of_a_payout_are_added_up(assertion: str, is_proved: bool) -> None:
    known = guarantee(ruleset_of(f"{HEAD}{TWO_SETS}kontroll {assertion}\n"))
    assert known.is_whole_proved is is_proved


# an assertion that holds as long as no points lapse

WITH_LAPSED = {
    POINTS: "sum poengsum over region + sum bortfalt over indikator, prestasjonsmål = poengene",
    "poengene = sum poengsum over region":
        "poengene = sum poengsum over region + sum bortfalt over indikator, prestasjonsmål",
    "sum poeng_per_indikator over region = vekt × poengene":
        "sum poeng_per_indikator over region + sum bortfalt over prestasjonsmål = vekt × poengene",
    "sum poeng over region = poengsummen": "sum poeng over region + bortfalt = poengsummen",
    f"{POINTS}, før avrunding":
        "sum poengsum over region + sum bortfalt over indikator, prestasjonsmål = poengene, før avrunding",
}  # fmt: skip


@pytest.mark.parametrize("assertion", WITH_LAPSED)
def test_the_points_that_lapse_are_counted_in(assertion: str) -> None:
    (proof,) = prove(model(assertion, *LAPSING))
    assert not proof.is_proved
    assert proof.with_lapsed == f"kontroll {WITH_LAPSED[assertion]}"


def test_points_of_one_measure_may_lapse() -> None:
    (proof,) = prove(model(POINTS, LAPSE_GATE))
    assert proof.with_lapsed == f"kontroll {WITH_LAPSED[POINTS]}"


def test_nothing_is_counted_in_where_that_does_not_make_it_so() -> None:
    for assertion, changes in (
        ("sum poengsum over region = 999 poeng", LAPSING),
        ("sum poengsum over region = 999 poeng", ()),
        (POINTS, (formulas("inndeling ledd under prestasjonsmål { l1 under plassering  l2 under dekning }"),)),
    ):
        (proof,) = prove(model(assertion, *changes))
        assert (proof.is_proved, proof.with_lapsed) == (False, "")
    (proof,) = prove(model("antall over region = 4", ("deler = trinn(kvalitet)", "deler = trinn(finnes_ikke)")))
    assert (proof.is_proved, proof.with_lapsed) == (False, "")
    (proof,) = prove(ruleset_of(f"{HEAD}{paid('10 kr')}kontroll sum inntekt over region = 30 kr\n"))
    assert (proof.is_proved, proof.with_lapsed) == (False, "")


def test_points_that_lapse_per_group() -> None:
    """What lapses of an indicator is added up for each group of indicators."""
    rules = """gruppe g "G"
gruppe k "K"
indikator h "H" under g { }
indikator i "I" under k { }
inndata x per indikator, region : andel
prestasjonsmål m { poengandel 100 % [r 1] deler = x × 1 del [r 1]
    poeng = fordel 10 poeng mellom region etter deler, bortfaller når ingen har deler [r 1] }
formel f per gruppe = sum m.poeng over indikator, region per gruppe [r 1]
kontroll f = 10 poeng
"""
    (proof,) = prove(ruleset_of(HEAD + rules))
    assert proof.with_lapsed == "kontroll f + sum bortfalt over indikator, prestasjonsmål per gruppe = 10 poeng"


# equal for each measure


def test_what_is_so_for_one_measure_is_not_so_for_all() -> None:
    assert [one.is_proved for one in prove(model("poengandel = 80 %"))] == [False]
    assert [one.is_proved for one in prove(model("poengandel = poengandel"))] == [True]


def test_two_forms_with_too_many_terms_between_them_are_not_called_equal() -> None:
    def added(first: int, count: int) -> str:
        return " + ".join(f"n{at}" for at in range(first, first + count))

    inputs = formulas("\n".join(f"inndata n{at} per region : tall" for at in range(1, 100)))
    for each, others, is_proved in ((31, 32, True), (33, 34, False), (33, 67, False)):  # 961 or 1 089 terms a side
        sides = (f"({added(1, each)}) × ({added(first, each)})" for first in (each + 1, others))
        assert [one.is_proved for one in prove(model(" = ".join(sides), inputs))] == [is_proved]


# what everything that is paid rests on


def test_kroner_rest_on_that_no_points_lapse_where_an_assertion_does() -> None:
    found = guarantee_of(KRONER, *LAPSING)
    assert (words_of(found.conditions), words_of(found.total_rests_on)) == ([NOT_ALL_LAPSE], [NOT_ALL_LAPSE])
    both = f"{POINTS}\nkontroll poengene = sum poengsum over region"
    found = guarantee_of(both, *LAPSING)
    assert (found.points, found.kroner) == (None, 1_000_000)
    assert (words_of(found.conditions), words_of(found.total_rests_on)) == ([NONE_LAPSE], [NONE_LAPSE])
    assert found.conditions[0].span.text == f"kontroll {POINTS}"
    found = guarantee_of(POINTS, *LAPSING, ("C: 20 %", "C: 0 %"))
    assert words_of(found.conditions) == [NONE_LAPSE, "så lenge «vektede_i_alt» på linje 47 ikke er 0"]


def test_what_is_paid_before_rounding_rests_on_what_its_proof_does() -> None:
    found = guarantee_of(f"{KRONER}, før avrunding", *LAPSING, HALF_UP)
    assert (found.kroner, found.before_rounding, found.is_whole_proved) == (None, 1_000_000, False)
    assert (words_of(found.conditions), words_of(found.total_rests_on)) == ([NOT_ALL_LAPSE], [NOT_ALL_LAPSE])


@pytest.mark.parametrize(
    ("assertion", "changes", "promised", "rests_on"),
    [
        ("sum beløp over region = sum inntekt over region", (UNROUNDED,), (True, False), []),
        ("sum beløp over region = sum inntekt over region, før avrunding", (HALF_UP,), (False, True), []),
        ("sum beløp over region = sum beløp over region", (HALF_UP,), (False, False), []),
        ("sum inntekt over region = sum inntekt over region", (UNROUNDED,), (False, False), []),
        ("sum inntekt over region = sum beløp over region", (), (True, False), [IS_WHOLE]),
        ("sum inntekt over region = sum beløp over region, før avrunding", (), (True, False), [IS_WHOLE]),
    ],
)
def test_what_is_paid_by_an_assertion(
    assertion: str, changes: tuple[tuple[str, str], ...], promised: tuple[bool, bool], rests_on: list[str]
) -> None:
    found = guarantee_of(assertion, FROM_DATA, *changes)
    assert (found.is_whole_proved, found.is_proved_before_rounding) == promised
    assert (found.kroner, found.before_rounding, words_of(found.conditions)) == (None, None, [])
    assert words_of(found.total_rests_on) == rests_on


def test_a_sum_that_is_whole_needs_no_word() -> None:
    """Ten kroner times 40 % and 60 %, times what is one: (q² − 1) / (q + 1) − q + 2."""
    by = "10 kr × nøkkel × ((q × q − 1) / (q + 1) − q + 2)"
    rules = "inndata q : tall\ntabell nøkkel per region : andel [r 1] { A: 40 % B: 60 % }\n" + paid(by)
    found = guarantee(ruleset_of(f"{HEAD}{rules}kontroll sum inntekt over region = 10 kr\n"))
    assert (found.kroner, found.before_rounding, found.is_whole_proved) == (None, None, True)
    assert words_of(found.conditions) == []
    assert words_of(found.total_rests_on) == ["så lenge «(q + 1)» på linje 7 ikke er 0"]


# what nothing is guaranteed of


def test_nothing_is_guaranteed_of_what_makes_no_sense_or_is_not_there() -> None:
    assert guarantee(ruleset_of(f"{HEAD}{paid('10 kr × finnes_ikke')}")).kroner is None
    found = guarantee(ruleset_of(f"{HEAD}inndata y per region : andel\n{paid('10 kr × (1 + 0 × y)')}"))
    assert (found.points, found.kroner, found.is_whole_proved) == (None, 20, True)
    assert guarantee(ruleset_of(HEAD)).is_whole_proved


def test_points_that_a_measure_gives_by_itself_are_not_handed_out() -> None:
    own = (
        OWN + "\n    poeng = fordel poengsummen mellom region etter deler, likt når ingen har deler [r 1]",
        "poeng = 3 poeng [r 1]",
    )
    assert guarantee_of(KRONER).points == 1_000
    assert guarantee_of(KRONER, own).points is None


# groups that may be empty

MEAN = "gjennomsnitt kvalitet der kvalitet minst 50 % over indikator"
GROUP = (OWN, f"deler = ({MEAN}) × 1 del [r 1]")
BY_KEY = ("pott / poengene × poeng_til_utbetaling", "pott × nøkkel")
SOMEBODY = f"så lenge det finnes noe å regne ut «{MEAN}» på linje 40 av"


@pytest.mark.parametrize("paid_by", [(), (BY_KEY,)])
def test_a_group_that_may_be_empty_is_named_once(paid_by: tuple[tuple[str, str], ...]) -> None:
    found = guarantee_of(KRONER, GROUP, *paid_by)
    assert (found.points, found.kroner) == (1_000, 1_000_000)
    assert words_of(found.conditions) == [SOMEBODY]


def test_a_group_behind_points_that_nothing_is_said_of_is_not_named() -> None:
    found = guarantee_of(KRONER, GROUP, BY_KEY, ("likt når ingen har deler", "bortfaller når ingen har deler"))
    assert (found.points, found.kroner, words_of(found.conditions)) == (None, 1_000_000, [])
