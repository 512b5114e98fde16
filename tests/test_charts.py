"""Charts of allocations: their sentences are true of nine years, and their figures are those of the account."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import pytest
from attrs import evolve
from nine_years import YEARS, computed_year, made_up_round

from rbflang.explanation.allocation_account import AllocationAccount, allocation_account
from rbflang.explanation.indicator.standings_on_staircases import ClimbedStaircase, StandingOn, climbed_staircases
from rbflang.quantities import COUNT, KRONER
from rbflang.questions.settlement import Settlement, settle
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.allocation_charts import allocation_charts, payee_charts, staircase_charts
from rbflang.reports.charts.effect_waterfall import MOST_STEPS, effect_sentence, effect_waterfall
from rbflang.reports.charts.payment_bars import MOST_BARS, key_sentence, paid_sentence, payment_bars
from rbflang.reports.charts.payout_development import payout_development
from rbflang.reports.charts.pictures import (
    Bars,
    Climb,
    Climber,
    Development,
    Flow,
    HeatMap,
    StackedBars,
    Waterfall,
    number_in,
)
from rbflang.reports.charts.points_drawn import MOST_PARTS, points_heat_map, points_stacked
from rbflang.reports.charts.settlement_flow import flow_of, settlement_flow, settlement_sentence
from rbflang.reports.charts.staircase_drawn import staircase_chart, staircase_sentence
from rbflang.reports.document import Chart
from rbflang.reports.typed_cells import DASH
from rbflang.ruleset.model import Member
from rbflang.syntax.tree import Titles
from rbflang.wording import Voice

NORWEGIAN, ENGLISH = Voice("nb"), Voice("en")
MINUS = "\N{MINUS SIGN}"


@cache
def account(year: str) -> AllocationAccount:
    return allocation_account(computed_year(year))


def voice(year: str, language: str = "nb") -> Voice:
    return Voice(language, account(year).decimals, account(year).ruleset.currency)


def bars(year: str, language: str = "nb") -> Chart:
    return payment_bars(account(year), {}, voice(year, language))


def waterfall(year: str, payee: str, language: str = "nb") -> Chart:
    member = next(one for one in account(year).payments.payees if one.name == payee)
    found = effect_waterfall(account(year), member, voice(year, language))
    assert found is not None
    return found


def round_text(amount: Fraction) -> str:
    """`5,2 mill. kr`, by whole numbers of tenths, and below a million with all digits."""
    size = abs(amount)
    if size < 1_000_000:
        return f"{int(size + Fraction(1, 2)):,} kr".replace(",", " ")
    tenths = int(size / 100_000 + Fraction(1, 2))
    return f"{tenths // 10},{tenths % 10} mill. kr"


@pytest.mark.parametrize("year", YEARS)
def test_who_gets_most_more_and_most_less_than_by_the_key(year: str) -> None:
    """The sentence, the bars and the table, each from what the rules computed."""
    found, payments = bars(year), account(year).payments
    apart = {
        payee.spoken: paid.number - int(alone.number + Fraction(1, 2))
        for payee, paid, alone in zip(payments.payees, payments.paid, account(year).by_key, strict=True)
    }
    top, bottom = max(apart, key=lambda name: apart[name]), min(apart, key=lambda name: apart[name])
    assert found.title == (
        f"{top} får {round_text(apart[top])} mer enn etter nøkkelen alene, og {bottom} {round_text(apart[bottom])} "
        "mindre."
    )
    assert isinstance(found.picture, Bars)
    drawn = [number_in(one.value) for one in found.picture.rows]
    assert drawn == sorted(apart.values(), reverse=True)
    assert [number_in(row[3]) for row in found.table.rows] == list(apart.values())
    assert [number_in(row[2]) for row in found.table.rows] == [one.number for one in payments.paid]


@pytest.mark.parametrize("year", YEARS)
def test_what_moves_each_most_up_and_down(year: str) -> None:
    """The sentence is of the greatest and the least effect, and the steps lead from the key to the payout."""
    difference = account(year).difference
    assert difference is not None
    for at, payee in enumerate(account(year).payments.payees):
        found = waterfall(year, payee.name)
        effects = {indicator.short: items[at].number for indicator, items in difference.rows}
        up, down = max(effects.values()), min(effects.values())
        names = {name for name, amount in effects.items() if amount in (up, down)}
        told = {name for name in names if name.lower() in found.title.lower()}
        assert told, found.title
        assert payee.spoken in found.title
        assert (f"opp med {round_text(up)}" in found.title) is (up > 0)
        assert (f"ned med {round_text(down)}" in found.title) is (down < 0)
        assert isinstance(found.picture, Waterfall)
        start, end = number_in(found.picture.start[1]), number_in(found.picture.end[1])
        assert start is not None
        assert start + sum(amount.value for _, amount in found.picture.steps) == end
        assert end == account(year).payments.paid[at].number


def test_the_sentences_of_2025() -> None:
    """Table 1.1 and 1.3 of the calculations give 125 449 844 kr to Vest."""
    assert bars("rbf2025").title == (
        "Helse Sør-Øst får 4,7 mill. kr mer enn etter nøkkelen alene, og Helse Nord 4,9 mill. kr mindre."
    )
    assert bars("rbf2025", "en").title == (
        "South-Eastern Norway gets 4.7 million kr more than by the key alone, and Northern Norway gets 4.9 million kr "
        "less."
    )
    assert waterfall("rbf2025", "Vest").title == (
        "Video- og telefonkonsultasjoner trekker Helse Vest ned med 5,2 mill. kr, og digital skjemabasert oppfølging "
        "trekker opp med 4,8 mill. kr."
    )
    assert waterfall("rbf2025", "Vest", "en").title == (
        "Western Norway loses 5.2 million kr on video and telephone consultations, and gains 4.8 million kr on digital "
        "form-based patient follow-up and monitoring."
    )


@pytest.mark.parametrize("year", YEARS)
def test_points_are_told_where_they_differ_most_and_what_they_add_up_to(year: str) -> None:
    found = account(year)
    stacked, heat = points_stacked(found, voice(year)), points_heat_map(found, voice(year))
    assert stacked
    assert heat
    totals = dict(zip((one.spoken for one in found.payments.payees), found.all_points, strict=True))
    known = {name: total for name, total in totals.items() if total is not None}
    top, bottom = max(known, key=lambda name: known[name]), min(known, key=lambda name: known[name])
    high, low = (NORWEGIAN.number(known[one]) for one in (top, bottom))
    assert stacked.title == f"{top} får flest poeng, {high}, og {bottom} får færrest, {low}."
    spreads = {one.indicator.short: max(item.number for item in one.points) - min(item.number for item in one.points)
               for one in found.points}  # fmt: skip
    name = next(name for name, spread in spreads.items() if spread == max(spreads.values()))
    assert heat.title.lower().startswith(f"forskjellen i poeng er størst for {name.lower()}: ")
    assert isinstance(stacked.picture, StackedBars)
    assert [total.value for *_, total in stacked.picture.bars] == sorted(known.values(), reverse=True)
    for _, amounts, total in stacked.picture.bars:
        assert sum(one.value for one in amounts) == total.value
    assert isinstance(heat.picture, HeatMap)
    assert [[number_in(one) for one in cells] for _, cells in heat.picture.rows] == [
        [item.exact for item in one.points] for one in found.points
    ]


def test_points_of_2025() -> None:
    """Table 5 of the rulebook form: what each indicator gave; the totals are those printed in table 1.2."""
    found, say = account("rbf2025"), ENGLISH
    heat, stacked = points_heat_map(found, say), points_stacked(found, say)
    assert heat
    assert stacked
    assert stacked.title == "Central Norway gets the most points, 26,152, and Northern Norway gets the fewest, 23,723."
    assert heat.title == (
        "The points differ most for digital form-based patient follow-up and monitoring: Western Norway gets 2,000 and "
        "Northern Norway 0."
    )
    assert isinstance(heat.picture, HeatMap)
    assert [worded(cell, "nb") for cell in heat.picture.rows[0][1]] == ["6 316", "6 316", "6 316", "5 053"]


def test_points_that_are_alike_or_not_known() -> None:
    """One who is paid has no heat map, and where somebody's points are not known nothing is stacked."""
    found = account("rbf2025")
    same = tuple(evolve(one, points=(one.points[0],) * 4) for one in found.points)
    alike = evolve(found, points=same, all_points=(found.all_points[0],) * 4)
    heat, stacked = points_heat_map(alike, NORWEGIAN), points_stacked(alike, NORWEGIAN)
    assert heat
    assert stacked
    assert heat.title == "Alle får like mange poeng for hver indikator."
    assert stacked.title == "Alle 4 får 26 152 poeng."
    none = evolve(found.points[0].points[0], value=None)
    gone = evolve(found, points=tuple(evolve(one, points=(none, *one.points[1:])) for one in found.points))
    unknown = points_heat_map(gone, NORWEGIAN)
    assert unknown
    assert isinstance(unknown.picture, HeatMap)
    assert unknown.picture.rows[0][1][0] is DASH
    assert points_stacked(gone, NORWEGIAN) is None
    assert points_stacked(evolve(found, all_points=(None,) * 4), NORWEGIAN) is None
    alone = evolve(found, payments=evolve(found.payments, payees=found.payments.payees[:1]))
    assert points_heat_map(alone, NORWEGIAN) is None
    many = evolve(found, payments=evolve(found.payments, payees=found.payments.payees * 11))
    assert points_heat_map(many, NORWEGIAN) is None
    assert points_stacked(many, NORWEGIAN) is None
    assert points_heat_map(evolve(found, points=()), NORWEGIAN) is None
    assert points_stacked(evolve(found, points=()), NORWEGIAN) is None


def test_all_who_have_the_fewest_points_are_named() -> None:
    """Table 5 of 2022: for video and telephone three regions have 4 920 points, and none of them is the only last."""
    found = account("rbf2022")
    nb, en = points_heat_map(found, NORWEGIAN), points_heat_map(found, ENGLISH)
    assert nb
    assert en
    assert nb.title == (
        "Forskjellen i poeng er størst for video- og telefonkonsultasjoner: Helse Midt-Norge får 9 240 og Helse Nord, "
        "Helse Sør-Øst og Helse Vest 4 920."
    )
    assert en.title == (
        "The points differ most for video and telephone consultations: Central Norway gets 9,240 and Northern Norway, "
        "South-Eastern Norway and Western Norway 4,920."
    )


def test_points_that_are_money_are_told_as_money() -> None:
    found = account("rbf2025")
    paid = tuple(evolve(one, points=tuple(evolve(item, unit=KRONER) for item in one.points)) for one in found.points)
    heat, stacked = (draw(evolve(found, points=paid), NORWEGIAN) for draw in (points_heat_map, points_stacked))
    assert heat
    assert stacked
    assert heat.title == (
        "Forskjellen i kroner er størst for digital skjemabasert oppfølging: Helse Vest får 2 000 kr og Helse Nord 0 "
        "kr."
    )
    assert stacked.title == "Helse Midt-Norge får mest, 26 152 kr, og Helse Nord får minst, 23 723 kr."


def test_of_very_many_indicators_the_smaller_are_stacked_together() -> None:
    stacked = points_stacked(account("kbf2017"), NORWEGIAN)
    assert stacked
    assert isinstance(stacked.picture, StackedBars)
    assert len(stacked.picture.parts) == MOST_PARTS
    assert stacked.picture.parts[-1] == f"{len(account('kbf2017').points) - MOST_PARTS + 1} andre til sammen"


@cache
def staircases(year: str) -> tuple[ClimbedStaircase, ...]:
    return tuple(climbed_staircases(computed_year(year)))


@pytest.mark.parametrize("year", [one for one in YEARS if one.startswith("rbf")])
def test_who_is_nearest_to_the_next_step(year: str) -> None:
    """Of each staircase: nobody is nearer to the next limit than who is named, and all have their place there."""
    for found in staircases(year):
        title = staircase_sentence(found, NORWEGIAN)
        below = [one for one in found.standings if not one.placing.is_on_top]
        assert title.endswith("Alle står på øverste trinn.") is (not below)
        if "nærmest" in title:
            apart = {
                one.payee.spoken: one.along(one.upper.at) - one.place
                for one in below
                if one.upper is not None and one.place is not None
            }
            assert len(apart) == len(below)
            nearest = {name for name in apart if name in title}
            assert {apart[name] for name in nearest} == {min(apart.values())}
            assert min(apart.values()) > 0
        chart = staircase_chart(found, NORWEGIAN)
        assert chart
        assert isinstance(chart.picture, Climb)
        for one in found.standings:
            climber = next(each for each in chart.picture.climbers if each.label == one.payee.short)
            assert climber.place == one.place
            if climber.place is not None and climber.above is not None:
                assert (climber.below or 0) <= climber.place <= climber.above or climber.ends


def test_a_staircase_of_2025() -> None:
    """Table 1.3: Vest has 10,7 % of a target of 15 %, so the step of 60 per cent begins at 9 % and the next at 12 %."""
    found = staircases("rbf2025")[0]
    chart = staircase_chart(found, NORWEGIAN)
    assert chart
    assert chart.title == (
        "Video- og telefonkonsultasjoner: Helse Vest er nærmest neste trinn og mangler 1,3 prosentpoeng."
    )
    assert staircase_sentence(found, ENGLISH) == (
        "Video and telephone consultations: Western Norway is nearest to the next step, 1.3 percentage points away."
    )
    assert isinstance(chart.picture, Climb)
    vest = chart.picture.climbers[-1]
    assert (vest.label, worded(vest.result, "nb"), vest.place) == ("Vest", "10,7 %", Fraction(107, 150))
    assert (vest.below, vest.above) == (Fraction(3, 5), Fraction(4, 5))
    assert vest.told == "4 deler. 1,7 prosentpoeng over grensen, 1,3 prosentpoeng under neste trinn."
    assert chart.picture.climbers[0].told == "5 deler. 4,2 prosentpoeng over grensen, øverste trinn."
    assert [worded(cell, "nb") for cell in chart.table.rows[-1]] == ["Vest", "10,7 %", "4", "9,0 %", "12,0 %"]
    assert [worded(cell, "nb") for _, cell in chart.picture.limits] == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert chart.picture.along == "av måltallet"


def standing(one: StandingOn, **changes: object) -> StandingOn:
    return evolve(one, placing=evolve(one.placing, **changes))


def test_distances_that_are_not_known_are_not_told() -> None:
    """Of a figure that is narrowed, one beyond its limit, and one that is not known; nobody is nearest then."""
    found = staircases("rbf2025")[0]
    vest = found.standings[-1]
    row = vest.placing.row
    assert row is not None
    unknown = "Video- og telefonkonsultasjoner: Slik står resultatene på trappen."
    for other in (
        standing(vest, row=evolve(row, narrowing="under 12 %")), standing(vest, value=Fraction(12, 100)),
        standing(vest, value=None), evolve(vest, upper=None),
    ):  # fmt: skip
        assert staircase_sentence(evolve(found, standings=(*found.standings[:-1], other)), NORWEGIAN) == unknown
    told = {one.label: one.told for one in climbers(found, standing(vest, row=evolve(row, narrowing="under 12 %")))}
    assert told["Vest"] == "4 deler."
    assert climbers(found, standing(vest, parts=None))[-1].told == "Deler er ikke kjent."
    one_part = standing(vest, value=Fraction(9, 100), parts=Fraction(1))
    assert climbers(found, one_part)[-1].told == "1 del. på grensen, 3,0 prosentpoeng under neste trinn."
    nowhere = climbers(found, evolve(standing(vest, value=None, row=None), lower=None, upper=None))[-1]
    assert (worded(nowhere.result, "nb"), nowhere.told, nowhere.place) == ("–", "4 deler.", None)


def climbers(found: ClimbedStaircase, last: StandingOn) -> Sequence[Climber]:
    chart = staircase_chart(evolve(found, standings=(*found.standings[:-1], last)), NORWEGIAN)
    assert chart
    assert isinstance(chart.picture, Climb)
    return chart.picture.climbers


def test_all_that_are_equally_near_are_named() -> None:
    found = staircases("rbf2025")[0]
    vest, nord = found.standings[-1], found.standings[1]
    two = evolve(found, standings=(evolve(vest, payee=nord.payee), vest, found.standings[0]))
    assert staircase_sentence(two, NORWEGIAN).endswith("Helse Nord og Helse Vest er nærmest neste trinn og mangler 1,3 "
                                                       "prosentpoeng.")  # fmt: skip
    assert "Northern Norway and Western Norway are nearest" in staircase_sentence(two, ENGLISH)
    alike = evolve(found, standings=two.standings[:2])
    assert staircase_sentence(alike, NORWEGIAN).endswith(": Alle mangler 1,3 prosentpoeng på neste trinn.")
    of_counts = [standing(one, unit=COUNT) for one in two.standings]
    assert staircase_sentence(evolve(found, standings=tuple(of_counts)), NORWEGIAN).endswith("mangler 0,013.")


def test_more_than_can_be_seen_are_not_drawn() -> None:
    found = staircases("rbf2025")[0]
    many = evolve(found, standings=found.standings * 20)
    assert staircase_chart(many, NORWEGIAN) is None


def test_staircases_unfold_and_several_measures_are_told_apart() -> None:
    labels = [one.label for one in staircase_charts(computed_year("rbf2022"), NORWEGIAN)]
    assert labels[:2] == [
        "Video- og telefonkonsultasjoner, Datakompletthet: Alle står på øverste trinn.",
        "Video- og telefonkonsultasjoner, Plassering: Helse Sør-Øst er nærmest neste trinn og mangler 0,3 "
        "prosentpoeng.",
    ]


def development(found: AllocationAccount, language: str = "nb") -> Chart:
    chart = payout_development(found, "RBF 2025, foreløpig fordeling", Voice(language))
    assert chart
    return chart


def test_payouts_beside_those_of_the_year_before() -> None:
    """Table 1.1 of the calculations for 2025 prints the amounts of 2024 in millions."""
    chart = development(account("rbf2025"))
    assert chart.title == (
        "Helse Sør-Øst får 23,4 mill. kr mer enn i «Endelig fordeling 2024», og Helse Nord 0,2 mill. kr mindre."
    )
    assert isinstance(chart.picture, Development)
    assert chart.picture.times == (
        "Foreløpig fordeling 2024",
        "Endelig fordeling 2024",
        "RBF 2025, foreløpig fordeling",
    )
    assert [[worded(cell, "nb") for cell in row] for row in chart.table.rows] == [
        ["Midt-Norge", "99,6", "96,8", "99,1"], ["Nord", "81,9", "77,8", "77,6"],
        ["Sør-Øst", "330,8", "346,1", "369,5"], ["Vest", "133,9", "125,2", "125,4"],
    ]  # fmt: skip
    scale = "Alle linjer begynner på null og har samme målestokk. Beløpene er i mill. kr."
    assert chart.note.startswith(f"{scale} Endelig fordeling 2024 har summen 646,2 millioner kroner")
    assert chart.note.count("En endring på noen hundre tusen kroner fra endelig fordeling 2024 sier derfor lite.") == 1
    made_up = payout_development(account("rbf2025"), "nå", NORWEGIAN, is_synthetic=True)
    assert made_up
    assert made_up.note == scale
    assert development(account("rbf2025"), "en").title == (
        "South-Eastern Norway gets 23.4 million kr more than in “Final allocation 2024”, and Northern Norway gets 0.2 "
        "million kr less."
    )


def test_payouts_beside_earlier_ones_in_full() -> None:
    """Also where a figure is missing, and where nothing moved; without earlier payouts there is nothing to draw."""
    found = account("rbf2025")
    last = found.compared[-1]
    exact = evolve(last, is_in_millions=False, base=tuple(evolve(one, value=Fraction(7)) for one in last.base),
                   apart=tuple(evolve(one, value=Fraction(-5)) for one in last.apart))  # fmt: skip
    full = development(evolve(found, compared=(exact,)))
    assert full.title == "Alle 4 får 5 kr mindre enn i «Endelig fordeling 2024»."
    assert worded(full.table.rows[0][1], "nb") == "7"
    assert " Beløpene er i kroner." in full.note
    same = evolve(exact, apart=tuple(evolve(one, value=Fraction(0)) for one in last.apart),
                  base=tuple(evolve(one, value=None) for one in last.base))  # fmt: skip
    alike = development(evolve(found, compared=(same,)))
    assert alike.title == "Alle får det samme som i «Endelig fordeling 2024»."
    assert alike.table.rows[0][1] is DASH
    assert payout_development(evolve(found, compared=found.compared[:1]), "nå", NORWEGIAN) is None


@cache
def settled() -> Settlement:
    rounds = [made_up_round("rbf2025", one) for one in ("forelopig", "endelig")]
    return settle(*rounds)


def test_a_settlement_goes_from_some_to_others() -> None:
    found = settled()
    due = {one.short: found.due(one.name) for one in found.regions}
    chart = settlement_flow(found, NORWEGIAN)
    assert chart
    assert chart.title == "Helse Nord får 22,0 mill. kr mer i avregningen, og Helse Sør-Øst 23,6 mill. kr mindre."
    assert isinstance(chart.picture, Flow)
    for side, sign in ((chart.picture.givers, -1), (chart.picture.takers, 1)):
        own = {name: amount for name, amount in due.items() if amount * sign > 0}
        assert {name: amount.value for name, amount in side.amounts} == own
        assert side.total.value == sum(own.values())
        sizes = [abs(amount.value) for _, amount in side.amounts]
        assert sizes == sorted(sizes, reverse=True)
    assert [number_in(row[1]) for row in chart.table.rows] == list(due.values())
    assert settlement_flow(settle(found.later, found.later), NORWEGIAN) is None


def test_who_gets_the_same_is_on_neither_side_of_a_flow() -> None:
    flow = flow_of(list(zip(people("A", "B", "C"), map(Fraction, (-5, 0, 4)), strict=True)), NORWEGIAN)
    sides = [[(name, amount.value) for name, amount in side.amounts] for side in (flow.givers, flow.takers)]
    assert sides == [[("A", -5)], [("C", 4)]]
    assert [worded(side.total, "nb") for side in (flow.givers, flow.takers)] == [f"{MINUS}5 kr", "+4 kr"]


def test_settlements_in_one_direction_are_told() -> None:
    a, b = people("A", "B")
    assert settlement_sentence(((a, Fraction(5)), (b, Fraction(0))), NORWEGIAN) == "A får 5 kr mer i avregningen."
    assert settlement_sentence(((a, Fraction(-5)), (b, Fraction(-5))), ENGLISH) == (
        "A and B get 5 kr less in the settlement."
    )


def test_that_results_are_assumed_is_said() -> None:
    """Of 2022 only sums are printed for completeness; results are printed one by one."""
    first, second = (staircase_chart(one, NORWEGIAN) for one in staircases("rbf2022")[:2])
    assert first
    assert second
    assert first.note.endswith(" Resultater her er antatt.")
    assert not second.note.endswith(" Resultater her er antatt.")


def test_the_bars_of_2025() -> None:
    picture = bars("rbf2025").picture
    assert isinstance(picture, Bars)
    told = [(one.label, worded(one.value, "nb"), one.details) for one in picture.rows]
    assert told == [
        ("Sør-Øst", "+4 694 605 kr", ("369 457 401 kr mot 364 762 796 kr",)),
        ("Midt-Norge", "+3 519 262 kr", ("99 092 353 kr mot 95 573 091 kr",)),
        ("Vest", f"{MINUS}3 301 819 kr", ("125 449 844 kr mot 128 751 663 kr",)),
        ("Nord", f"{MINUS}4 912 048 kr", ("77 631 402 kr mot 82 543 450 kr",)),
    ]


def test_what_an_amount_may_be_is_said_and_drawn_from_the_key() -> None:
    chart = next(allocation_charts(account("rbf2025"), computed_year("rbf2025"), (), NORWEGIAN))
    assert isinstance(chart.picture, Bars)
    vest = next(one for one in chart.picture.rows if one.label == "Vest")
    assert vest.ends is not None
    low, high = (128_751_663 + end for end in vest.ends)
    assert low < 125_449_844 < high
    assert vest.details[1] == f"Kan være {NORWEGIAN.number(low)} til {NORWEGIAN.number(high)} kr"


def test_without_a_key_the_amounts_are_drawn() -> None:
    """And there is nothing to begin a waterfall from."""
    alone = evolve(account("rbf2025"), by_key=())
    found = payment_bars(alone, {alone.payments.paid[0].key: (Fraction(99_000_000), Fraction(100_000_000))}, NORWEGIAN)
    assert found.title == "Helse Sør-Øst får mest, 369,5 mill. kr, og Helse Nord får minst, 77,6 mill. kr."
    assert isinstance(found.picture, Bars)
    assert [worded(one.value, "nb") for one in found.picture.rows] == [
        "369 457 401 kr", "125 449 844 kr", "99 092 353 kr", "77 631 402 kr",
    ]  # fmt: skip
    assert found.picture.rows[2].details == ("Kan være 99 000 000 til 100 000 000 kr",)
    assert list(payee_charts(alone, alone.payments.payees[0], NORWEGIAN)) == []


def test_very_many_are_the_greatest_and_the_least() -> None:
    every = account("rbf2025")
    many = evolve(every, by_key=(), payments=evolve(
        every.payments, payees=every.payments.payees * 20, paid=every.payments.paid * 20
    ))  # fmt: skip
    found = payment_bars(many, {}, NORWEGIAN)
    assert isinstance(found.picture, Bars)
    assert len(found.picture.rows) == MOST_BARS
    assert found.note == "De 20 mellom dem står bare i tabellen."
    assert len(found.table.rows) == 80


def test_of_very_many_indicators_the_least_are_together() -> None:
    found = waterfall("kbf2017", "Nord")
    assert isinstance(found.picture, Waterfall)
    steps = found.picture.steps
    assert len(steps) == MOST_STEPS
    others = len(found.table.rows) - 2 - (MOST_STEPS - 1)
    assert steps[-1][0] == f"{others} andre til sammen"
    assert min(abs(one.value) for _, one in steps[:-1]) >= max(
        abs(number_in(row[1]) or 0) for row in found.table.rows[1:-1] if worded(row[0], "nb") not in dict(steps)
    )


def people(*names: str) -> Sequence[Member]:
    first = account("rbf2025").payments.payees[0]
    return [evolve(first, name=name, titles=Titles()) for name in names]


@pytest.mark.parametrize(
    ("amounts", "nb", "en"),
    [
        ((0, 0), "Alle får det samme som etter nøkkelen alene.", "All get the same as by the key alone."),
        ((5, 0), "A får 5 kr mer enn etter nøkkelen alene.", "A gets 5 kr more than by the key alone."),
        ((-5, 0), "A får 5 kr mindre enn etter nøkkelen alene.", "A gets 5 kr less than by the key alone."),
        ((5, 5, -10), "A og B får 5 kr mer enn etter nøkkelen alene, og C 10 kr mindre.",
         "A and B get 5 kr more than by the key alone, and C gets 10 kr less."),
        ((1, 1, 1, 1, -4), "4 av dem får 1 kr mer enn etter nøkkelen alene, og E 4 kr mindre.",
         "4 of them get 1 kr more than by the key alone, and E gets 4 kr less."),
    ],
)  # fmt: skip
def test_sentences_against_the_key(amounts: Sequence[int], nb: str, en: str) -> None:
    apart = list(zip(people(*"ABCDE"), map(Fraction, amounts), strict=False))
    assert (key_sentence(apart, NORWEGIAN), key_sentence(apart, ENGLISH)) == (nb, en)


@pytest.mark.parametrize(
    ("asked", "amounts", "nb", "en"),
    [
        ("B", (5, -3, -10), "B får 3 kr mindre enn etter nøkkelen alene, A 5 kr mer og C 10 kr mindre.",
         "B gets 3 kr less than by the key alone, A gets 5 kr more and C gets 10 kr less."),
        ("C", (5, -3, -10), "C får 10 kr mindre enn etter nøkkelen alene, og A 5 kr mer.",
         "C gets 10 kr less than by the key alone, and A gets 5 kr more."),
        ("A", (5, 0), "A får 5 kr mer enn etter nøkkelen alene.", "A gets 5 kr more than by the key alone."),
        ("B", (5, 0, -5), "A får 5 kr mer enn etter nøkkelen alene, og C 5 kr mindre.",
         "A gets 5 kr more than by the key alone, and C gets 5 kr less."),
    ],
)  # fmt: skip
def test_the_sentence_against_the_key_begins_with_the_one_asked_for(
    asked: str, amounts: Sequence[int], nb: str, en: str
) -> None:
    """Who is asked for and gets no other amount than by the key is not told of."""
    members = {one.name: one for one in people(*"ABC")}
    apart = list(zip(members.values(), map(Fraction, amounts), strict=False))
    found = key_sentence(apart, NORWEGIAN, members[asked]), key_sentence(apart, ENGLISH, members[asked])
    assert found == (nb, en)


@pytest.mark.parametrize(
    ("amounts", "nb", "en"),
    [
        ((7,), "A får 7 kr.", "A gets 7 kr."),
        ((7, 7), "A og B får 7 kr hver.", "A and B get 7 kr each."),
        ((2_340_000, 7), "A får mest, 2,3 mill. kr, og B får minst, 7 kr.",
         "A gets the most, 2.3 million kr, and B gets the least, 7 kr."),
    ],
)  # fmt: skip
def test_sentences_of_amounts(amounts: Sequence[int], nb: str, en: str) -> None:
    paid = list(zip(people(*"AB"), map(Fraction, amounts), strict=False))
    assert (paid_sentence(paid, NORWEGIAN), paid_sentence(paid, ENGLISH)) == (nb, en)


@pytest.mark.parametrize(
    ("effects", "nb"),
    [
        ((5, -5), "Epikriser trekker A opp med 5 kr, og hbA1c trekker ned med 5 kr."),
        ((0, -5), "HbA1c trekker A ned med 5 kr. Ingen indikator trekker opp."),
        ((5, 0), "Epikriser trekker A opp med 5 kr. Ingen indikator trekker ned."),
        ((0, 0), "Ingen indikator flytter beløpet til A."),
    ],
)
def test_sentences_of_effects(effects: tuple[int, int], nb: str) -> None:
    told = list(zip(("Epikriser", "HbA1c"), map(Fraction, effects), strict=True))
    assert effect_sentence(people("A")[0], told, NORWEGIAN) == nb.replace("hbA1c", "HbA1c")
