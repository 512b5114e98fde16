"""The explanation of an indicator: the measure an amount is from, the target, and how much of it was reached."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pocket_calculator import recompute
from test_explanations import printed

from rbflang.commands import main

ROOT = Path(__file__).parent.parent


def test_an_amount_from_one_measure_names_the_measure() -> None:
    # Nord has 4 of 16 parts of 2 400 points: 600 × 0,128145653 × 4,148946981 × 5 903 kr
    words = ("rbf2022", "--rhf", "Nord", "--indicator", "epikrisetid")
    text = printed(*words, "--measure", "datakompletthet")
    assert text.startswith(
        "Helse Nord får 1 883 067 kr for epikriser sendt innen 1 dag fra datakompletthet i foreløpig fordeling"
    )
    assert "\n  Det er 600 av 2 400 poeng fra datakompletthet. Ett poeng er verdt 3 138,445 kr.\n" in text
    assert "\n  Poengene fra datakompletthet bygger på " in text
    # 11 of 50 parts of 21 600 points; the rulebook's table 3 computes kroner from the points of plassering
    other = printed(*words, "--measure", "plassering")
    assert other.startswith("Helse Nord får 14 913 891 kr for epikriser sendt innen 1 dag fra plassering i ")
    assert "Det er 4 752 av 21 600 poeng fra plassering." in other
    both = printed(*words)
    assert both.startswith("Helse Nord får 16 796 959 kr for epikriser sendt innen 1 dag i foreløpig fordeling")
    assert ["«Nord, Inntekt fra indikator»" in one for one in (text, other, both)] == [False, True, True]
    assert ["Det er trykt 69,1 %" in one for one in (text, other, both)] == [False, True, True]
    assert "Poengene bygger på" in both
    # the only measure of 2025 gives all there is, and needs no name
    only = ("rbf2025", "--rhf", "Nord", "--indicator", "video")
    assert printed(*only, "--measure", "plassering").replace(" --measure plassering", "") == printed(*only)


REGIONS = ("Midt", "Nord", "SørØst", "Vest")


def test_what_table_3_leaves_out_is_told_beside_what_it_prints() -> None:
    """Table 3 of 2022 has the points of placement alone, by the key of table 2: two gaps, each with its kroner."""
    for region in REGIONS:
        words = ("rbf2022", "--rhf", region, "--indicator", "epikrisetid")
        text = " ".join(printed(*words).split())
        found = re.search(r"De gir ([\d ]+) kr her, .*? Poengene for datakompletthet gir ([\d ]+) kr i tillegg\.", text)
        assert found is not None
        for measure, amount in zip(("plassering", "datakompletthet"), found.groups(), strict=True):
            assert f"får {amount} kr for epikriser" in printed(*words, "--measure", measure)
    assert "De gir 14 913 891 kr her, 5 313 kr mer enn trykt." in " ".join(
        printed("rbf2022", "--rhf", "Nord", "--indicator", "epikrisetid").split()
    )


def test_a_note_counts_only_what_is_below_the_average() -> None:
    """Of the seven indicators of 2022 Nord loses on four and gains on two; one is exactly at the average."""
    table = printed("rbf2022", "--rhf", "Nord", "--format", "csv").partition("Effekt (kr)\n")[2].partition("\nSum;")[0]
    effects = [int(line.rpartition(";")[2]) for line in table.splitlines() if not line.startswith("Avrunding;")]
    below, above = sum(one < 0 for one in effects), sum(one > 0 for one in effects)
    assert (below, above, effects.count(0)) == (4, 2, 1)
    note = (ROOT / "rulesets/rbf2022/publisert.csv").read_text(encoding="utf-8")
    assert "taper Nord på fire av sju indikatorer, tjener på to og ligger på gjennomsnittet for én." in note


def test_a_requirement_that_is_met_says_what_its_figure_rests_on() -> None:
    """The completeness of 2022 is not published: that it is 50 % or more is assumed for each indicator."""
    text = printed("rbf2022", "--rhf", "Vest", "--indicator", "plan")
    assert "datakompletthet minst 50 %. Oppfylt (antatt) " in text
    given = ("--set", "oppgitt_datakompletthet.plan.Vest=85 %")
    assert "datakompletthet minst 50 %. Oppfylt  " in printed("rbf2022", "--rhf", "Vest", "--indicator", "plan", *given)
    english = printed("rbf2022", "--rhf", "Vest", "--indicator", "plan", "--lang", "en")
    assert ". Met (assumed) " in english


def test_equal_prints_with_unequal_parts_say_how_they_are_read() -> None:
    """1,6 % is printed for Midt-Norge and Vest alike, with 1 500 and 1 875 points: 4 and 5 parts of 18."""
    text = printed("rbf2022", "--rhf", "Vest", "--indicator", "team")
    assert re.search(r"De andre +Midt-Norge under 1,6 %: 4 deler   Nord 1,5 %: 4\n", text)
    assert "Sør-Øst 1,8 %: 5   18 deler i alt, egne medregnet\n" in text
    other = printed("rbf2022", "--rhf", "Midt", "--indicator", "team", "--lang", "en")
    assert "Western Norway at least 1.6%: 5 " in " ".join(other.split())
    assert "18 parts in all, own included" in other


def test_a_share_of_the_target_has_the_digits_that_tell_the_step() -> None:
    """Of 1 % 0,0 % is below 5 per cent; 1,5 % of 2 % is 75; 7,4 % of 15 % is 49,33, on the step of 40 to 60."""
    assert "1 %. Helse Midt-Norge har under 5 prosent av " in printed(
        "rbf2022", "--rhf", "Midt", "--indicator", "skjema"
    )
    assert "Helse Nord har 75 prosent av måltallet" in printed("rbf2022", "--rhf", "Nord", "--indicator", "team")
    assert "Helse Nord har 49 prosent av måltallet" in printed("rbf2022", "--rhf", "Nord", "--indicator", "video")


def test_a_change_from_round_amounts_says_how_far_off_it_may_be() -> None:
    """105,0, 69,6, 311,7 and 91,9 millions are printed in kroner: none of the last five digits is known."""
    text = " ".join(printed("rbf2022", "--rhf", "Vest").split())
    assert "Nå 25 391 130 kr mer (+27,6 %), ±50 000 kr, for 91 900 000 kr er trolig avrundet" in text
    assert "trolig avrundet" not in printed("rbf2025", "--rhf", "Vest")


def test_the_steps_of_sub_areas_say_that_they_hang_on_a_reading() -> None:
    """That TSB of Nord stands on a step of its own in 2025 is derived from the points of 2022."""
    reading = "At områdene går i trappen hver for seg, er utledet (rbf2022 tabell 5). Trinnene bygger på det."
    words = ("rbf2025", "--rhf", "Nord")
    assert reading in " ".join(printed(*words).split())
    assert reading in " ".join(printed(*words, "--indicator", "epikrisetid").split())
    assert "hver for seg, er utledet" not in printed(*words, "--indicator", "video")
    assert "one by one is derived (rbf2022 table 5)." in " ".join(printed(*words, "--lang", "en").split())


def test_a_point_is_told_with_what_it_is_worth() -> None:
    """16 534 574 kr are 5 052,631579 points: 24 000 × 12 / 57."""
    text = printed("rbf2025", "--rhf", "Nord", "--indicator", "epikrisetid")
    assert "Det er 5 052,631579 av 24 000 poeng. Ett poeng er verdt 3 272,4677 kr." in text
    # with fewer decimals the product is another krone
    assert round(5_052.631579 * 3_272.4677) == 16_534_574 != round(5_052.631579 * 3_272.468)


def test_places_are_english_in_english() -> None:
    """What a ruleset writes itself stays Norwegian, inside quotation marks."""
    for words in (("rbf2022", "--rhf", "Vest"), ("rbf2025", "--rhf", "Vest", "--indicator", "samarbeid_somatikk")):
        text = " ".join(printed(*words, "--lang", "en").split())
        assert "regelverk table " in text
        assert not re.search(r"tabell \d", re.sub("“[^”]*”", "", text))


def test_a_measure_tells_what_is_assumed_and_what_was_narrowed() -> None:
    """The completeness of 2022 is in no document, and 0,2 % of Nord is taken as at least that: a part of three."""
    words = ("rbf2022", "--rhf", "Nord", "--measure")
    assumed = " ".join(printed(*words, "datakompletthet").split())
    assert (
        "Oppnådd: minst 50 % er ikke trykt, men antatt: regelverk tabell 5 datakompletthet. Delene er regnet med 100 %."
        in assumed
    )
    narrowed = " ".join(printed(*words, "plassering").split())
    assert (
        "Digital skjemabasert oppfølging: trykt som 0,2 %. At det er minst 0,2 %, er utledet fra regelverk tabell 5 og "
        "avgjør trinnet." in narrowed
    )
    assert "Oppnådd:" not in narrowed


def test_a_measure_is_named_in_english_and_in_a_table_too() -> None:
    words = ("rbf2022", "--indicator", "epikrisetid", "--measure", "datakompletthet")
    assert printed(*words).startswith("Poeng for epikriser sendt innen 1 dag fra datakompletthet i foreløpig fordeling")
    text = printed(*words, "--rhf", "Nord", "--lang", "en")
    assert text.startswith(
        "Northern Norway gets 1,883,067 kr for discharge summaries sent within 1 day from data completeness"
    )
    assert "That is 600 of 2,400 points from data completeness." in text
    assert "The points from data completeness rest on 1 assumption and 3 interpretations." in " ".join(text.split())


def test_a_measure_is_told_in_kroner_with_results_and_parts() -> None:
    # 67 927 599 kr for 21 643,710526 points are 3 138,445 kr a point: 19 143,710526 of them, and 2 500
    placement = printed("rbf2022", "--rhf", "Nord", "--measure", "plassering")
    assert placement.startswith("Helse Nord får 60 081 486 kr for plassering i foreløpig fordeling av RBF 2022.")
    assert re.search(r"Video- og telefonkonsultasjoner +7,4 % +2 av 10 +4 320 +13 558 083\n", placement)
    completeness = printed("rbf2022", "--rhf", "Nord", "--measure", "datakompletthet")
    assert completeness.startswith("Helse Nord får 7 846 113 kr for datakompletthet")
    assert re.search(r"Samarbeidsmøter +minst 50 % +4 av 16 +600 +1 883 067\n", completeness)
    assert 60_081_486 + 7_846_113 == 67_927_599
    # the only measure there is: what is paid
    assert printed("rbf2025", "--rhf", "Vest", "--measure", "plassering").startswith("Helse Vest får 125 449 844 kr ")
    everybody = printed("rbf2025", "--measure", "plassering")
    assert re.search(r"Sum +99 092 353 +77 631 402 +369 457 401 +125 449 844 +0 +671 631 000\n", everybody)


def test_a_requirement_that_fails_shows_what_one_has() -> None:
    words = ("rbf2022", "--rhf", "Vest", "--indicator", "plan", "--set")
    failed = " ".join(printed(*words, "oppgitt_datakompletthet.plan.Vest=45 %;nøyaktig").split())
    assert "datakompletthet minst 50 %. Helse Vest har 45 %." in failed and "oppfylt, så" in failed
    met = " ".join(printed(*words, "oppgitt_datakompletthet.plan.Vest=55 %;nøyaktig").split())
    assert "datakompletthet minst 50 %. Oppfylt" in met and "Helse Vest har 55 %" not in met


@pytest.mark.parametrize("width", [80, 120])
def test_each_sub_area_says_how_much_of_the_target_it_reached(width: int) -> None:
    # 59,4 / 70 = 84,857 %, 62,0 / 70 = 88,571 %, 67,5 / 70 = 96,429 %: all from 80 to 100 per cent
    text = printed("rbf2025", "--rhf", "Vest", "--indicator", "epikrisetid", width=width)
    assert re.findall(r"^  Måltall +(\S.*?)(?:  .*)?$", text, re.MULTILINE) == ["70 %"]
    told = re.findall(r"^  Måloppnåelse, (\w+) +(\S.*?)(?:  .*)?$", text, re.MULTILINE)
    assert told == [
        ("PHV", "59,4 %. Det er 85 prosent av måltallet"),
        ("TSB", "62,0 %. Det er 89 prosent av måltallet"),
        ("somatikk", "67,5 %. Det er 96 prosent av måltallet"),
    ]
    assert max(map(len, text.partition("\n\nLaget med rbflang")[0].splitlines())) <= width


def test_a_target_that_no_result_is_held_against_is_not_shown() -> None:
    text = printed("rbf2022", "--rhf", "Nord", "--indicator", "epikrisetid")
    assert "ikke publisert" in text
    assert "Måltall" not in text


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        (("rbf2025", "--indicator", "epikrisetid"), "85 prosent", "84 prosent"),
        (("rbf2025", "--indicator", "epikrisetid"), "70 %", "71 %"),
        (("rbf2025", "--indicator", "epikrisetid"), "fra 80 til 100", "fra 60 til 80"),
        (("rbf2025", "--indicator", "video"), "71 prosent", "72 prosent"),
        (("rbf2025", "--indicator", "video"), "fra 60 til 80", "fra 80 til 100"),
        (("rbf2025", "--indicator", "samarbeid_somatikk"), "mellom 55 og 60", "mellom 55 og 61"),
        (("rbf2025", "--indicator", "samarbeid_somatikk"), "fra 40 til 60", "fra 60 til 80"),
    ],
)
def test_a_wrong_share_of_the_target_or_step_is_noticed(words: tuple[str, ...], right: str, wrong: str) -> None:
    text = printed(*words, "--rhf", "Vest")
    assert right in text
    assert recompute(text.replace(right, wrong, 1)).wrong


def test_digits_as_the_decision_needs_them() -> None:
    """0,3999 % of 1 % is 39,99 per cent of the target: on the step from 20 to 40, and one ten-thousandth from 0,4 %."""
    words = ("--rhf", "Vest", "--indicator", "skjema", "--set", "måloppnåelse.skjema.Vest=0,3999 %")
    told = " ".join(CliRunner().invoke(main, ["explain", "rbf2025", *words]).stdout.split())
    assert "Helse Vest har 39,99 prosent av måltallet" in told
    assert "Neste trinn begynner på 0,4 % (mangler 0,0001 prosentpoeng)" in told


def test_bounds_are_printed_so_that_they_hold() -> None:
    """The target lies between 69,375 and 86,375 %: 34,6 of it is 40,06 to 49,87 per cent, told as 40 to 50."""
    one = CliRunner().invoke(main, ["explain", "rbf2022", "--rhf", "Midt", "--indicator", "plan"]).stdout
    told = " ".join(one.split())
    assert "mellom 69,375 % og 86,375 %. Helse Midt-Norge har" in told
    assert "mellom 40 og 50 prosent av" in told
    whole = " ".join(CliRunner().invoke(main, ["explain", "rbf2022", "--rhf", "Midt"]).stdout.split())
    assert "34,6 % b 69–87 %" in whole
    assert "Måltallet er regnet som 69,375 % til 86,375 %; trinnet er det samme" in whole


def test_an_example_counts_the_points_of_all_measures() -> None:
    """Midt 2022, video: 9 240 of table 5 is 21 600 × 4 / 10 and a fourth of 2 400 for completeness."""
    told = " ".join(CliRunner().invoke(main, ["explain", "rbf2022", "--rhf", "Midt"]).stdout.split())
    assert "video- og telefonkonsultasjoner er 21 600 poeng × 4 / 10 + 600 for datakompletthet" in told


def test_a_measure_tells_means_parts_that_are_given_and_what_rounding_leaves() -> None:
    # (60,8 + 82,5 + 59,4) / 3 is 67,56…; 15 of 15 + 12 + 15 + 15 parts; 6 316 + 5 000 + … + 6 316 is 26 153
    told = printed("rbf2025", "--rhf", "Midt", "--measure", "plassering")
    assert re.search(r"Epikriser sendt innen 1 dag +67,6 % +15 av 57 ", told)
    whole = " ".join(told.split())
    assert "Epikriser sendt innen 1 dag: gjennomsnitt av PHV, TSB og somatikk. Hvert område går i trappen for " in whole
    assert (
        "for seg: 5 + 5 + 5 deler. Deler: En strek betyr at ingen region når første trinn; da deles poengene" in whole
    )
    assert "Avrunding: Tallene er avrundet hver for seg. Dette må legges til for at de som er vist, skal gi" in whole
    given = " ".join(printed("rbf2022", "--rhf", "Nord", "--measure", "plassering", "--lang", "en").split())
    assert (
        "Discharge summaries sent within 1 day: the parts are given directly, derived from regelverk table 5." in given
    )
    assert "Avrunding" not in printed("rbf2025", "--indicator", "skjema")  # 1 000, 0, 1 000 and 2 000 need none


def test_a_target_that_is_not_used_is_not_shown() -> None:
    told = printed("rbf2022", "--rhf", "Midt")
    assert re.search(r"Epikriser sendt innen 1 dag +24 % +se c +15 +11 ", told)
    whole = " ".join(told.split())
    assert (
        "De bygger på resultatet for hvert område (PHV, TSB og somatikk), ikke på et samlet resultat. Det samlede "
        "resultatet er trykt som 56,3 % (regelverk tabell 4). Resultatene for områdene er ikke publisert." in whole
    )
    assert "\n  Måltallene er utledet for alle indikatorene som bruker dem.\n" in told


def test_the_places_in_the_rules_stand_beside_an_indicator_however_long_its_lines_are() -> None:
    for year, which, line in (("rbf2025", "epikrisetid", 195), ("rbf2025", "video", 195), ("rbf2022", "plan", 279)):
        told = printed(year, "--rhf", "Vest", "--indicator", which)
        assert re.search(rf" {year}.rbf:{line}  regelverk 4", told), which


def test_a_narrowed_figure_says_where_it_is_printed_and_what_narrows_it() -> None:
    told = " ".join(printed("rbf2025", "--rhf", "Vest").split())
    assert (
        "a Trykt som 0,6 % (beregninger tabell 1.3). Under 0,6 %: utledet fra beregninger 1.3. Avgjør trinnet." in told
    )


def test_a_premise_is_at_odds_with_as_many_as_the_other_reading_misses() -> None:
    tried = " ".join(CliRunner().invoke(main, ["sources", "rbf2025", "--alternatives"]).stdout.split())
    told = " ".join(printed("rbf2025", "--rhf", "Vest").split())
    for reading, premise in (
        (r"under 0,6 % under 0,4 % 26 486 23 723 25 882 23 910", "hvis under 0,4 %"),
        (r"minst 0,6 % minst 0,4 % 25 909 23 480 25 354 25 257", "hvis minst 0,6 %"),
    ):
        missed = re.search(rf"{reading} (\d+) ", tried)
        assert missed and f"{premise} {missed[1]} " in told


def test_derived_figures_that_stand_in_are_told_among_what_is_derived(tmp_path: Path) -> None:
    text = (ROOT / "rulesets" / "rbf2022" / "forelopig.csv").read_text("utf-8")
    assert text.count(";antatt;regelverk tabell 5 datakompletthet: ") == 28
    (own := tmp_path / "egne.csv").write_text(text.replace(";antatt;regelverk", ";utledet;regelverk"), "utf-8")
    told = " ".join(printed("rbf2022", "--rhf", "Nord", "--data", str(own)).split())
    derived, _, rest = told.partition(" Utledet ")[2].partition(" Tolket ")
    assert "; 28 tall som står i stedet for upubliserte: oppgitt datakompletthet, minst 50 %; " in derived
    assert " Antatt ingenting " in rest
    assert "Beløpet er regnet med" not in told
