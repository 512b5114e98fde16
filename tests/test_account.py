"""The account of a payout holds values before anybody words them: figures of Helse Vest 2025, worked out by hand.

Points are 24 000 × 4/19 + 5 000 + 875 + 1 875 + 750 + 2 000 + 1 875 + 3 000 × 5/18 + 24 000 × 15/57 = 1 400 875/57.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from rbflang import Computed, Prepared, compute, find, prepare
from rbflang.explanation.account import Account, account_of
from rbflang.explanation.indicator.points_account import PointsAccount, points_account
from rbflang.intervals import Interval
from rbflang.quantities import KRONER, POINTS, SHARE
from rbflang.questions.next_step import steps_ahead


@cache
def computed(*settings: str) -> Computed:
    shelf = find("rbf2025")
    assert shelf is not None
    prepared = prepare(shelf)
    assert isinstance(prepared, Prepared)
    found = compute(prepared, "forelopig", None, settings)
    assert isinstance(found, Computed)
    return found


@cache
def vest() -> Account:
    return account_of(computed(), "Vest")


def of_indicator(name: str) -> PointsAccount:
    ruleset = computed().checked.ruleset
    measures = tuple(ruleset.measures.values())
    return points_account(computed(), measures, ruleset.sets["indikator"][name], ruleset.sets["region"]["Vest"])


def test_what_is_paid_is_a_value_with_its_unit_and_origin() -> None:
    paid = vest().paid
    assert (paid.number, paid.unit, paid.interval) == (125_449_844, KRONER, None)
    assert paid.origin is not None
    assert (paid.origin.what, paid.origin.of) == ("rounding", "rbf_inntekt")
    assert vest().payments.total == 671_631_000
    assert [one.number for one in vest().payments.paid] == [99_092_353, 77_631_402, 369_457_401, 125_449_844]


def test_the_way_to_kroner_has_exact_numbers_and_sources() -> None:
    first, weighted, normalised, kroner = vest().chain.lines
    assert (first.item.unit, first.result.exact) == (POINTS, Fraction(1_400_875, 57))
    (key,) = weighted.factors
    assert (key.item.number, key.item.unit) == (Fraction(1917, 10_000), SHARE)
    assert key.item.interval == Interval(Fraction(19_165, 100_000), Fraction(19_175, 100_000), True, False)
    assert (weighted.source.source, weighted.source.status) == ("regelverk tabell 7", "documented")
    assert normalised.result.value == Fraction("18678.38806")
    assert kroner.result.value == Fraction("125449844.51")
    assert vest().chain.worth_of_a_point is not None
    assert round(vest().chain.worth_of_a_point, 2) == Fraction("5104.41")


def test_what_rounding_leaves_goes_to_the_largest_fractions() -> None:
    (left,) = vest().chain.leftovers
    assert [one.name for one in left.among if left.paid[one.name] > left.exact[one.name]] == ["Midt", "Nord", "SørØst"]
    assert round(left.exact["Vest"] - 125_449_844, 2) == Fraction("0.51")


def test_comparisons_are_the_formulas_of_the_rules() -> None:
    compared = vest().compared
    assert compared.whole is not None
    assert compared.whole.number == 671_631_000
    assert [one.number for one in compared.shares] == [Fraction(125_449_844, 671_631_000)]
    assert [one.number for one in compared.by_key] == [Fraction("128751662.7")]
    assert [one.printed.value for one in compared.earlier] == [133_900_000, 125_200_000]


def test_each_indicator_has_its_amounts_and_parts() -> None:
    rows = {row.indicator.name: row for row in vest().indicators.rows}
    video = rows["video"]
    assert (video.weight, video.amounts[0].number) == (Fraction(24, 100), Fraction(24_000 * 4, 19))
    assert video.shares is not None
    assert dict(video.shares.parts) == {"Midt": 5, "Nord": 5, "SørØst": 5, "Vest": 4}
    assert [one.points for one in rows["skjema"].by_measure] == [2_000]
    assert [column.below for column in vest().indicators.columns] == [24_577, 125_449_844, -3_301_819]
    example = vest().indicators.example
    assert example is not None
    assert (example.indicator.name, example.points, example.own, example.total) == ("video", 24_000, 4, 19)


def test_the_reasons_go_down_to_the_inputs() -> None:
    reasons = vest().reasons(None)
    assert (reasons.address, reasons.item.number) == ("rbf_inntekt.Vest", 125_449_844)
    found, pending = set(), [reasons]
    while pending:
        one = pending.pop()
        found.add(one.address)
        pending += one.parts
    assert {"måloppnåelse.video.Vest", "fordelingsnøkkel.Vest", "bevilgning"} <= found


def test_a_number_set_on_the_command_line_is_known_as_such() -> None:
    changed = account_of(computed("fordelingsnøkkel.Vest=0,1917"), "Vest")
    key = changed.chain.lines[1].source
    assert (key.is_set, key.source) == (True, "--set")


def test_what_could_change_has_its_worth_in_kroner() -> None:
    ahead = steps_ahead(computed(), vest())
    assert ahead is not None
    dearest = max((one.rise for one in ahead.results if one.rise), key=lambda step: step.gained)
    assert (dearest.indicator.name, dearest.limit.at, dearest.gained) == (
        "nettbehandling",
        Fraction(2, 1000),
        31_431_846,
    )
    assert sum(dearest.paid_then.values()) == 671_631_000
    assert dearest.pot == 7_500


def test_an_indicator_has_the_account_of_its_measure() -> None:
    account = of_indicator("video")
    (measure,) = account.measures
    assert (account.points, measure.pot, measure.share) == (Fraction(96_000, 19), 24_000, 1)
    (placing,) = measure.placings
    assert (placing.target, placing.parts, placing.has_higher, placing.is_on_top) == (Fraction(15, 100), 4, True, False)
    assert [(one.member.name, one.parts) for one in measure.others] == [("Midt", 5), ("Nord", 5), ("SørØst", 5)]
    assert account.against_average is not None
    assert account.chain[-1].result.value == 25_790_706
