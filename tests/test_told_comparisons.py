"""Sentences of `compare` on the real years: what is made up, what no source says, what the figures are taken from."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

from click.testing import CliRunner
from evidence import without_evidence

from rbflang import library
from rbflang.commands import main
from rbflang.reports.offered import case_at_hand, offered


@cache
def compared(*words: str) -> str:
    """The report as one line."""
    result = CliRunner().invoke(main, ["compare", *words], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return " ".join(without_evidence(result.output).split())


def test_all_that_is_made_up_is_named() -> None:
    assert compared("kbf2019", "kbf2020", "--data", "syntetisk").startswith(
        "Syntetiske data: tallene (måloppnåelse, måloppnåelse året før, datakompletthet, minimumsnivå og "
        "fordelingsnøkkel; for KBF 2019 også bevilgning) er laget for prøving og er ikke virkelige. Endringer fra "
    )
    assert compared("rbf2024", "rbf2025", "--data", "syntetisk").startswith(
        "Syntetiske data: tallene (måloppnåelse; for RBF 2024 også oppgitt datakompletthet og fordelingsnøkkel) er "
        "laget for prøving og er ikke virkelige. Endringer fra "
    )
    assert compared("rbf2024", "rbf2025", "--data", "syntetisk", "--lang", "en").startswith(
        "Synthetic data: the figures (achievement; for RBF 2024 also data completeness given and allocation key) were "
        "made up for trial and are not real. Changes from "
    )


def test_a_period_that_one_year_does_not_state_is_not_known() -> None:
    assert (
        "Foreløpig fordeling bygger nå på NPR «1. tertial 2024» og NKI «årsdata 2023», mot NPR «1. tertial 2023» før. "
        "Perioden for NKI er ikke oppgitt for RBF 2024. (rbf2024.rbf:"
    ) in compared("rbf2024", "rbf2025")
    text = compared("rbf2022", "rbf2023", "--lang", "en")
    assert (
        "Provisional allocation now rests on NPR “1. tertial 2022” (derived); before on NPR “1. tertial 2021” and NKI "
        "“publisert juni 2021”. The period of NKI is not stated for RBF 2023. (rbf2022.rbf:"
    ) in text
    assert "Final allocation now rests on NPR “årsdata 2022” and NKI “årsdata 2022” (derived); before on" in text
    assert text.count("not stated") == 1


def test_a_weight_has_one_spelling_in_both_years() -> None:
    assert "er tatt inn, med vekt 3 % og måltall 2 %." in compared("rbf2024", "rbf2025")
    assert "Vekt: Samarbeidsaktiviteter (PHV/TSB) 24 % 20 % −4 prosentpoeng" in compared("rbf2022", "rbf2025")


def test_what_no_source_says_is_marked_in_what_is_continued() -> None:
    text = compared("kbf2020", "kbf2021")
    assert "Gruppevektene er videreført for alle de tre gruppene (antatt i KBF 2021)." in text
    assert "Samlet antall poeng er som før (utledet)." in text
    assert "Tallene for andel av gruppen er antatt, både før og nå." in text
    text = compared("rbf2023", "rbf2024")
    assert "Trappen «Uttelling for datakompletthet» er som før (tolket i RBF 2023, antatt i RBF 2024)." in text
    assert (
        "Måltallene er som før for alle de sju indikatorene som er med både før og nå (utledet i RBF 2023, delvis "
        "antatt og utledet i RBF 2024)." in text
    )
    assert "The weights are as before for all 7 indicators (derived in RBF 2023)." in compared(
        "rbf2022", "rbf2023", "--lang", "en"
    )


def test_what_one_year_has_from_the_other_is_not_told_as_carried_over() -> None:
    """The targets of 2022 are those of the rulebook of 2025; that book says that those of 2024 were carried over."""
    text = compared("rbf2022", "rbf2025")
    assert (
        "Måltallene er som før for alle de seks indikatorene som er med både før og nå (utledet i RBF 2022). I RBF "
        "2022 er disse hentet fra «Resultatbasert finansiering 2025 – Regelverk», tabell 5. Derfor er det ingen "
        "forskjell."
    ) in text
    assert "Tjenesteområde, teller og nevner er som før for alle de seks indikatorene som er med både før og nå" in text
    assert (
        "I RBF 2025 er noe av dette hentet fra «Resultatbasert finansiering 2022», tabell 7: beløpene er i hele "
        "kroner, og summen er bevilgningen. Der er det derfor ingen forskjell."
    ) in text
    assert "Samlet antall poeng er videreført." in text
    assert "Vekten er endret for én indikator og videreført for fem." in text
    assert (
        "(utledet i RBF 2024). I RBF 2024 er disse hentet fra «Resultatbasert finansiering 2025 – Regelverk», 3.4, "
        "tabell 5: måltallene er videreført til 2025. Derfor er det ingen forskjell."
    ) in compared("rbf2024", "rbf2025")
    assert (
        "The staircase “What each step gives” is as before (interpreted in RBF 2022, derived in RBF 2025). In RBF "
        "2022 this is taken from “Resultatbasert finansiering 2025 – Regelverk”, table 4: “grensene ved måltall 15 % "
        "delt på 15 %”. That is why there is no difference."
    ) in compared("rbf2022", "rbf2025", "--lang", "en")


def test_what_two_years_have_from_a_third_is_not_told_as_carried_over() -> None:
    """Pages of one title are told apart by when they were published; of many places each is named once."""
    assert (
        "I begge regelsettene er dette hentet fra «Resultatbasert finansiering 2022», tabell 1: foreløpig fordeling "
        "bygger på 1. tertial, endelig på hele året. Derfor er det ingen forskjell."
    ) in compared("rbf2023", "rbf2024")
    text = compared("kbf2019", "kbf2020")
    assert (
        "Gruppevekten er endret for to grupper og som før for én (utledet i KBF 2019). I KBF 2019 er dette hentet fra "
        "«Kvalitetsbasert finansiering (KBF)» (2020), hele siden: uendret mellom gruppene i 2019, og resultat fortsatt "
        "50 % i 2020. Derfor er det ingen forskjell."
    ) in text
    assert "er noe av dette hentet fra «Resultatbasert finansiering 2022», 4.1, 4.2. I begge" in text


def test_what_no_source_says_is_marked_in_what_is_changed() -> None:
    text = compared("kbf2019", "kbf2020")
    assert "Gruppens vekt: Prosessindikatorer 20 % (antatt) 30 % +10 prosentpoeng" in text
    assert "Gruppevekten er endret for to grupper og som før for én (utledet i KBF 2019)." in text
    assert "Noen av tallene" not in text
    text = compared("rbf2023", "rbf2024")
    assert "Tallene for vekt er utledet, både før og nå. " in text
    assert "Vekt: Individuell plan (PHV) 9 % 3 % −6 prosentpoeng" in text
    assert "Datakompletthet gir nå 5 % av poengene, mot 10 % før (tolket)." in text
    text = compared("kbf2021", "rbf2022")
    assert "Video- og telefonkonsultasjon er tatt inn, med vekt 24 % og måltall 15 % (utledet)." in text
    assert "KBF 2021 1 del (tolket) kbf2021.rbf:" in text
    assert "bygger nå på NPR «1. tertial 2022» (utledet), mot NPR" in compared("rbf2022", "rbf2023")


def test_bounds_that_do_not_settle_are_named_with_what_settles_them(tmp_path: Path) -> None:
    """A result of 30 % is 34 to 43 per cent of the target of the plan, and a step begins at 40."""
    synthetic = (library.home() / "rbf2024" / "syntetisk-forelopig.csv").read_text("utf-8")
    text = synthetic.replace("måloppnåelse;plan;;Midt;36,0 %;", "måloppnåelse;plan;;Midt;30 %;")
    assert text != synthetic
    (own := tmp_path / "egne.csv").write_text(text, "utf-8")
    rows = "".join(f"måloppnåelse;hjemmeoppfølging;;{one};1 %;;\n" for one in ("Midt", "Nord", "SørØst", "Vest"))
    (both := tmp_path / "begge.csv").write_text(text + rows, "utf-8")
    told = compared("rbf2024", "rbf2025", "--data", str(both))
    assert (
        "«Indikatorer og vekter» er holdt utenfor, for virkningen kan ikke regnes ut. Måltall for Individuell plan "
        "(PHV) er bare kjent som mellom 69,375 % og 86,375 %, og da er utbetalingen ikke bestemt. Velg et tall med "
        '--set "måltall.plan=…".' in told
    )
    assert '--set "måltall.plan=…" --set "oppgitt_datakompletthet.hjemmeoppfølging.Midt=…"' in told
    # of 80 %, 30 % is 37,5 per cent, and what is paid before is what allocate pays with it
    settled = compared("rbf2024", "rbf2025", "--data", str(both), "--set", "måltall.plan=80 %")
    assert settled.partition("Endringer fra")[0].endswith("Egne tall: måltall.plan = 80 %. ")
    assert "RBF 2024 93 095 863 78 052 243 394 698 137 80 353 757 0 646 200 000 ± " in settled
    words = ["allocate", "rbf2024", "--data", str(own)]
    assert CliRunner().invoke(main, words).exit_code == 1
    alone = CliRunner().invoke(main, [*words, "--set", "måltall.plan=80 %", "--format", "json"])
    assert json.loads(alone.stdout)["payouts"] == {
        "Midt": 93_095_863, "Nord": 78_052_243, "SørØst": 394_698_137, "Vest": 80_353_757,
    }  # fmt: skip


def test_what_is_missing_of_changes_that_cannot_be_told_apart_is_missing_for_all_of_them() -> None:
    text = compared("kbf2021", "rbf2022")
    assert (
        "«Indikatorer og vekter», «Prestasjonsmål og poengandeler» og «Måloppnåelse» er holdt utenfor. Reglene kan "
        "ikke settes sammen med bare én av endringene, så hva som mangler for hver av dem, er ikke kjent. For dem til "
        "sammen: Det mangler tall for datakompletthet, måloppnåelse og minimumsnivå for alle indikatorene." in text
    )


def test_rows_that_are_made_up_are_named_whatever_the_file_is_called(tmp_path: Path) -> None:
    text = (library.home() / "rbf2024" / "syntetisk-forelopig.csv").read_text("utf-8")
    rows = "".join(f"måloppnåelse;hjemmeoppfølging;;{one};1 %;;\n" for one in ("Midt", "Nord", "SørØst", "Vest"))
    (own := tmp_path / "egne.csv").write_text(text + rows, "utf-8")
    assert compared("rbf2024", "rbf2025", "--data", str(own)).startswith(
        "Syntetiske data: tallene (måloppnåelse; for RBF 2024 også oppgitt datakompletthet og fordelingsnøkkel) er "
    )


def test_a_place_that_is_only_assumed_is_told_as_that() -> None:
    text = compared("kbf2020", "kbf2021")
    assert (
        "Regelsettet for KBF 2020 har 38 indikatorer, det for KBF 2021 39. At 18 av de 38 i KBF 2020 og 19 av de 39 i "
        "KBF 2021 er med, er antatt. Prosessindikator 9 (navn ikke kjent) er regnet som tatt inn, med andel av "
        "gruppen 1/20 (antatt). At den er med, er antatt." in text
    )
    assert "Andel av gruppen: Prosessindikator 1–8 (ukjent) 1/19 1/20 −0,26 prosentpoeng" in text
    assert "Prosessindikator 1 " not in text
    text = compared("kbf2021", "rbf2022")
    assert (
        "Resultatindikator 1–10 (navn ikke kjent) og Prosessindikator 1–9 (navn ikke kjent) er regnet som tatt ut. "
        "At de var med, er antatt." in text
    )
    assert text.count("Der ikke annet er sagt, er det utledet at de var med i KBF 2021.") == 1
    assert "Andel fristbrudd psykisk helsevern voksne er tatt ut. I KBF 2021: andel" in text
    assert (
        "Pasienterfaringer med sengeposter, indikator 1–9 (navn ikke kjent) er tatt ut. I KBF 2018: andel av gruppen "
        "1/9 (antatt) for hver. (kbf2018.rbf:" in compared("kbf2018", "kbf2019")
    )


def test_figures_of_one_year_alone_are_used_on_both_sides() -> None:
    assert (
        "Tall som bare det ene regelsettet har, er brukt både før og etter: fra RBF 2022 måloppnåelse for Individuell "
        "plan (PHV) og oppgitt datakompletthet, fra RBF 2025 måloppnåelse for Samarbeidsaktiviteter (somatikk), "
        "Teambasert oppfølging (somatikk) og Digital hjemmeoppfølging. Linjen «Resultatene» gjelder de andre tallene. "
        "Deler for Epikriser sendt innen 1 dag er gitt direkte i RBF 2022. Linjen «Resultatene» bytter det med det som "
        "regnes ut av resultatene i RBF 2025." in compared("rbf2022", "rbf2025")
    )
    assert "Tall som bare det ene" not in compared("rbf2024", "rbf2025")


def test_a_change_that_moves_nothing_has_no_line() -> None:
    text = compared("kbf2019", "kbf2020", "--data", "syntetisk")
    assert "«Resultatene» flytter ingen kroner." in text
    assert "Resultatene 0" not in text


def test_what_was_published_comes_before_what_is_computed() -> None:
    """Beregninger 2025, table 1.1 and 1.1: 133,9 and 125,4, and 8,5 less. The budget: 125 449 844 − 120 699 744."""
    text = compared("rbf2024", "rbf2025")
    assert (
        "Publisert endring, i mill. kr Midt-Norge Nord Sør-Øst Vest Foreløpig fordeling 2024 99,6 81,9 330,8 133,9 "
        "Endelig fordeling 2024 96,8 77,8 346,1 125,2 RBF 2025, foreløpig fordeling 99,1 77,6 369,5 125,4 "
        "Endring fra foreløpig fordeling 2024 −0,5 −4,3 +38,7 −8,5 Endring fra endelig fordeling 2024 +2,3 −0,2 +23,4 "
        "+0,2 Trykt i «Resultatbasert finansiering 2025 – Beregninger» (12/2024), 1.1 og tabell 1.1. «Endring fra "
        "endelig fordeling 2024» er ikke trykt, men regnet ut av de trykte beløpene. "
        "Resultatene og fordelingsnøkkelen bak foreløpig fordeling 2024 og endelig fordeling "
        "2024 er ikke publisert. Endringene kan derfor ikke forklares fullt ut. («Resultatbasert finansiering 2025 – "
        "Beregninger» (12/2024), tabell 1.1) Endelig " in text
    )
    assert (
        "Endring fra foreløpig fordeling 2024 −0,5 −4,3 +38,7 −8,5 Bevilgningen +3,8 +2,9 +14,0 +4,8 Resten −4,3 −7,2 "
        "+24,7 −13,2 Det som er regnet ut, er regnet med alt annet som i RBF 2025. Resten kommer av «Indikatorer og "
        "vekter», «Prestasjonsmål og poengandeler», «Krav for plassering», «Fordelingsnøkkelen» og resultatene i RBF "
        "2024. Hva hver av dem flyttet, kan ikke skilles ut: Tallene som mangler over, er ikke kjent, og heller ikke "
        "resultatene i RBF 2024. Beløpene for «Foreløpig fordeling 2024» er trykt avrundet. Av den grunn alene kan "
        "hvert tall for resten være inntil 0,05 mill. kr mer eller mindre." in text
    )
    assert "Publisert endring" not in compared("rbf2024", "rbf2025", "--data", "syntetisk")
    assert "Publisert endring" not in compared("rbf2022", "rbf2025")


# regelverk table 7 and beregninger 1.3 of RBF 2025: the key with four decimals, and the exact point totals
KEY = tuple(Fraction(one, 10_000) for one in (1423, 1229, 5431, 1917))
POINTS = (Fraction(2981375, 114), Fraction(2704375, 114), Fraction(1456250, 57), Fraction(1400875, 57))


def paid_2025(appropriation: int, key: Sequence[Fraction]) -> list[int]:
    """The payouts of 2025: the appropriation in proportion to key times points, in kroner by the largest remainders."""
    weighted = [share * points for share, points in zip(key, POINTS, strict=True)]
    exact = [appropriation * one / sum(weighted) for one in weighted]
    down = [int(one) for one in exact]
    for at in sorted(range(4), key=lambda at: down[at] - exact[at])[: appropriation - sum(down)]:
        down[at] += 1
    return down


def keys_2025() -> list[list[Fraction]]:
    """The printed key, and the corners of what rounds to it and adds up to one: two numbers up and two down."""
    ways = [ways for ways in product((-1, 1), repeat=4) if not sum(ways)]
    return [list(KEY), *([share + Fraction(way, 20_000) for share, way in zip(KEY, one, strict=True)] for one in ways)]


def farthest(of: Callable[[int, Sequence[Fraction]], int]) -> int:
    """How far a figure of the payouts goes from where it is, over appropriations of 646,15 to 646,25 mill. and keys."""
    base = of(646_200_000, KEY)
    return max(abs(of(*one) - base) for one in product((646_150_000, 646_250_000), keys_2025()))


def test_rows_are_more_or_less_by_all_numbers_of_the_rules_that_are_printed_rounded() -> None:
    text = compared("rbf2024", "rbf2025")

    def told(of: Callable[[int, Sequence[Fraction]], list[int]], total: int) -> str:
        each = [farthest(lambda amount, key, at=at: of(amount, key)[at]) for at in range(4)]  # type: ignore[misc]
        return "± " + " ".join(f"{one:,}".replace(",", " ") for one in (*each, total))

    before = told(paid_2025, 50_000)
    assert before.startswith("± 40 927 ")
    first = "RBF 2025 med bevilgningen fra RBF 2024 95 340 266 74 691 924 355 468 066 120 699 744 646 200 000 "
    assert first + before in text
    moved = told(lambda amount, key: _less(paid_2025(671_631_000, key), paid_2025(amount, key)), 50_000)
    assert f"Bevilgningen +3 752 087 +2 939 478 +13 989 335 +4 750 100 +25 431 000 {moved}" in text
    after = told(lambda _, key: paid_2025(671_631_000, key), 0)
    assert f"RBF 2025, foreløpig fordeling 99 092 353 77 631 402 369 457 401 125 449 844 671 631 000 {after}" in text
    assert (
        "± er hva linjen over kan være mer eller mindre på grunn av tall i reglene som er avrundet. "
        "Trykte beløp kan utelukke noe av det. Det er ikke regnet med. "
        "Fordelingsnøkkelen i RBF 2025 er trykt med fire desimaler. Bevilgningen i RBF 2024 er regnet som avrundet og "
        "kan være alt fra 646 150 000 til 646 250 000 kr." in text
    )
    assert "Bevilgningen i KBF 2021 er regnet som avrundet og kan være alt fra 578 150 000" in compared(
        "kbf2021", "rbf2022"
    )
    # nothing is open before the key of 2025 comes in
    assert (
        "RBF 2022, foreløpig fordeling 107 296 415 67 927 599 297 784 856 117 291 130 0 590 300 000 Indik"
        in compared("rbf2022", "rbf2025")
    )


def test_a_measure_that_replaces_others_is_told_by_the_note_that_names_both() -> None:
    text = compared("kbf2021", "rbf2022")
    told = "Plassering erstatter minimumsnivå, forbedring og best plassering fra KBF 2021. "
    assert text.count(told + "(«Resultatbasert finansiering 2022», 1.3 og 4.1.2)") == 1
    assert "KBF 2021 hadde 39 indikatorer og fire prestasjonsmål" not in text  # names «best plassering» alone


def test_where_nothing_moves_it_is_told_which_figures_are_assumed() -> None:
    told = "flytter ingen kroner. Det er regnet med antatte tall for «oppgitt datakompletthet»."
    assert told in compared("kbf2021", "rbf2022")


def _less(amounts: Sequence[int], others: Sequence[int]) -> list[int]:
    return [one - other for one, other in zip(amounts, others, strict=True)]


def test_the_rest_of_a_published_change_is_computed_before_rounding() -> None:
    """Vest by hand: 125,449844 − 133,9 − 4,750100 is −13,200; the four rests are −4,3 − 7,2 + 24,7 − 13,2 = 0."""
    text = compared("rbf2024", "rbf2025")
    assert "Resten −4,3 −7,2 +24,7 −13,2 " in text
    assert text.endswith("Derfor kan siste siffer være et annet enn det tallene over gir.")
    assert "regnet ut før avrunding" not in compared("kbf2021", "rbf2022")


def test_amounts_that_do_not_add_up_to_their_printed_sum_are_told_beside_the_comparison() -> None:
    """96,8 + 77,8 + 346,1 + 125,2 is 645,9; the sum is printed as 646,2."""
    told = (
        "Endelig fordeling 2024 har summen 646,2 millioner kroner, men de fire beløpene gir 645,9. Avrunding kan ikke"
    )
    assert told in compared("rbf2024", "rbf2025")
    result = CliRunner().invoke(main, ["allocate", "rbf2025"], env={"COLUMNS": "200"})
    assert told in " ".join(result.stdout.split())


def test_a_command_that_is_offered_in_english_answers_in_english() -> None:
    text = compared("rbf2022", "rbf2025", "--lang", "en")
    assert text.endswith('--set "oppgitt_datakompletthet.samarbeid_somatikk.Midt=…" --lang en')
    assert "Figures for “data completeness given” are missing for Collaborative" in text


def test_groups_that_no_ruleset_has_any_more_are_told_as_a_division() -> None:
    """Regelverk 2022, 2.2: the indicators are no longer grouped; it is not the process indicators that are out."""
    assert compared("kbf2021", "rbf2022").startswith(
        "Endringer fra KBF 2021 til RBF 2022 Inndeling i grupper Indikatorene er ikke lenger delt i grupper. I KBF "
        "2021 var de delt slik: Resultatindikatorer, gruppens vekt 50 % (antatt). (kbf2021.rbf:"
    )
    english = compared("kbf2021", "rbf2022", "--lang", "en")
    divided = "The indicators are no longer divided into groups. In KBF 2021 they were divided so: Result indicators, "
    assert divided + "weight of the" in english
    assert "indicators” is out" not in english


def test_a_number_that_the_rules_note_to_be_provisional_is_told_so_where_it_is_new() -> None:
    """Regelverk 2025, 3.4: the target of 2 % of the new indicator is provisional."""
    told = compared("rbf2024", "rbf2025")
    place = "(«Resultatbasert finansiering 2025 – Regelverk», 3.4)"
    assert told.count(f"Måltallet på 2 % for den er foreløpig. {place} (rbf2025.rbf:") == 1
    assert place not in compared("kbf2021", "rbf2022")


def test_what_is_only_assumed_in_one_year_may_be_what_is_in_the_other() -> None:
    """Nine process indicators of KBF 2021 have no known names; two of the NKI indicators of 2022 may be among them."""
    assert (
        "Ingen kilde sier hvilke de er. Noen som står som tatt inn, kan derfor ha vært med i KBF 2021. Video- og "
    ) in compared("kbf2021", "rbf2022")
    assert "kan derfor ha vært med" not in compared("rbf2022", "rbf2025")


def test_a_requirement_that_other_measures_had_is_not_new() -> None:
    text = compared("kbf2021", "rbf2022")
    assert (
        "Kravet «datakompletthet minst 50 %, ellers bortfaller poengene» (tolket) gjelder for plassering. I KBF 2021 "
        "gjaldt det (antatt) for «Datakompletthet» og «Minimumsnivå». I KBF 2021 gjaldt det også (antatt) for «Best "
        "plassering» og «Forbedring», men med «ellers ingen deler». (rbf2022.rbf:" in text
    )
    assert "Nytt krav" not in text


def test_what_is_missing_for_several_changes_is_told_once() -> None:
    text = compared("kbf2021", "rbf2022")
    assert "Det mangler tall for datakompletthet, måloppnåelse og minimumsnivå for alle indikatorene." in text
    assert text.count("er regnet som i RBF 2022.") == 1
    assert "Det gjelder alt som er holdt utenfor: Både før og etter er regnet som i RBF 2022." in text
    english = compared("kbf2021", "rbf2022", "--lang", "en")
    assert "This holds for all that is left out: Before and after are both computed as in RBF 2022." in english


def test_a_status_stands_behind_all_that_is_told() -> None:
    """Service, numerator and denominator of 2022 are read out of the annex of 2025; so are the targets."""
    text = compared("kbf2021", "rbf2022")
    assert (
        "Samarbeidsmøter er tatt inn, med vekt 24 % og måltall 25 % (utledet). Tjenesteområde: «PHV/TSB» (tolket). "
        "Teller: «Unike pasienter med STG TS08A eller TS08B i samme helseforetak» (tolket). Nevner: «Alle unike "
        "pasienter i PHV/TSB i samme helseforetak» (tolket). (rbf2022.rbf:"
    ) in text
    assert "Ny egenskap: Måltall (utledet). Ny egenskap: Datakilde. Gruppens vekt (antatt) brukes ikke lenger." in text
    assert "Retning (delvis antatt og tolket) brukes ikke lenger." in text
    assert "når minimumsnivået (antatt) (kbf2021.rbf:" in text
    changes = json.loads(compared("kbf2021", "rbf2022", "--format", "json"))["changes"]
    gate = next(one for one in changes if one["kind"] == "gate_out")
    assert (gate["status_before"], gate["status_after"]) == ("assumed", "")
    share = next(one for one in changes if one["kind"] == "point_share")
    assert (share["status_before"], share["status_after"]) == ("assumed", "interpreted")


def test_what_figures_are_new_is_not_that_they_must_be_given() -> None:
    """RBF 2022 takes a completeness that is given, or the trusts' reports: neither has to be given."""
    text = compared("kbf2021", "rbf2022")
    assert "Nytt i datagrunnlaget: «Foretakets vekt». (rbf2022.rbf:" in text
    assert "Inndelingen «Helseforetak» er ny. (rbf2022.rbf:" in text
    assert "må nå oppgis" not in text
    english = compared("kbf2021", "rbf2022", "--lang", "en")
    assert "The set “Third of the year” is new." in english
    assert "Number of the third of the year: January to April – 1 (interpreted)" in english


def test_a_title_that_both_years_know_is_no_new_name() -> None:
    """Both spellings of the video consultations stand in both rulebooks; the collaborative meetings are renamed."""
    text = compared("rbf2022", "rbf2025")
    assert (
        "Nye navn At det gamle og det nye navnet gjelder det samme, er lest av navnene i regelsettene. Samarbeidsmøter "
        "heter nå Samarbeidsaktiviteter (PHV/TSB)." in text
    )


def test_a_key_that_one_year_derives_is_not_printed_unrounded_there() -> None:
    """Table 2 of 2022 prints four decimals, like table 7 of 2025; the key of 2022 is derived from its amounts."""
    assert (
        "Fordelingsnøkkelen er utledet uten avrunding i RBF 2022. I RBF 2025 er bare de trykte, avrundede tallene "
        "kjent. (rbf2022.rbf:"
    ) in compared("rbf2022", "rbf2025")
    assert "Bevilgningen er regnet som avrundet i RBF 2024, men ikke i RBF 2025." in compared("rbf2024", "rbf2025")


def test_the_caution_of_the_source_stands_with_the_comparison_it_is_about() -> None:
    """RBF 2022, table 8 and 5.4; the budget alone by hand: 25 391 130 − 2 404 239 is 22 986 891."""
    text = compared("kbf2021", "rbf2022")
    assert (
        "Endring fra KBF 2021 +2 296 415 −1 672 401 −13 915 144 +25 391 130 Endring fra KBF 2021 i prosent +2,2 % "
        "−2,4 % −4,5 % +27,6 % Trykt i «Resultatbasert finansiering 2022», tabell 8. Alle beløpene for «KBF 2021» går "
        "opp i 100 000 kr og er "
        "trolig avrundet. Endringen, og det som er igjen av den, kan da være inntil 50 000 kr mer eller mindre for "
        "hver av dem. Beløpene er ikke direkte sammenlignbare med KBF 2021. "
        "Modellen er endret så mye at sammenligningen bør tolkes svært varsomt. («Resultatbasert finansiering 2022», "
        "5.4)" in text
    )
    assert (
        "The ruleset notes of “Resultatbasert finansiering 2022”, 5.4, in its own words: “Beløpene er ikke direkte"
    ) in compared("kbf2021", "rbf2022", "--lang", "en")
    assert "Resten +97 047 −3 064 785 −20 019 153 +22 986 891" in text
    assert "Antall indikatorer er redusert fra 39 til sju. At 19 av de 39 i KBF 2021 er med, er antatt: Ingen " in text
    assert "Antall indikatorer er økt fra 32 til 39. At 17 av de 32 i KBF 2017 og 17 av de 39 i" in compared(
        "kbf2017", "kbf2018"
    )


def test_a_figure_that_only_a_mixture_asks_for_can_be_given() -> None:
    """RBF 2022 without completeness: each region's points but its 2 500, made 100 000 again; the key of table 7."""
    settings = [
        word
        for indicator in ("samarbeid_somatikk", "team_somatikk", "hjemmeoppfølging")
        for region in ("Midt", "Nord", "SørØst", "Vest")
        for word in ("--set", f"oppgitt_datakompletthet.{indicator}.{region}=100 %")
    ]
    result = CliRunner().invoke(main, ["compare", "rbf2022", "rbf2025", *settings, "--format", "json"])
    found = json.loads(result.stdout)
    assert found["settings"][0] == "oppgitt_datakompletthet.samarbeid_somatikk.Midt = 100 %"
    kroner = found["kroner"]
    assert [one["label"] for one in kroner["parts"]] == [
        "Indikatorer og vekter",
        "Prestasjonsmål og poengandeler",
        "Krav for plassering",
        "Fordelingsnøkkelen",
        "Bevilgningen",
        "Resultatene",
    ]
    points = {"Midt": 1_160_585, "Nord": 822_461, "SørØst": 857_693, "Vest": 959_261}
    key = {"Midt": 84_674_759, "Nord": 75_644_379, "SørØst": 317_992_190, "Vest": 111_988_672}
    weighted = {one: key[one] * (Fraction(points[one], 38) - 2_500) for one in key}
    paid = {one: 590_300_000 * weighted[one] / sum(weighted.values()) for one in key}
    for one, before in kroner["before"].items():
        assert abs(before + Fraction(kroner["parts"][1]["alone"][one]) - paid[one]) < 1
    assert "“" not in compared("rbf2022", "rbf2025")
    assert compared("rbf2022", "rbf2025").endswith(
        'rbflang compare rbf2022 rbf2025 --set "oppgitt_datakompletthet.samarbeid_somatikk.Midt=…"'
    )


def test_an_offered_command_repeats_the_case_at_hand() -> None:
    assert "laget for det: rbflang compare kbf2020 kbf2021 --data syntetisk" in compared("kbf2020", "kbf2021")
    assert offered("allocate", "mitt $regelsett.rbf", *case_at_hand(("tall 1.csv",), "endelig", ('x="1"',))) == (
        'rbflang allocate "mitt \\$regelsett.rbf" --data "tall 1.csv" --round endelig --set "x=\\"1\\""'
    )


def test_what_one_year_gives_itself_can_be_set_for_the_other() -> None:
    key = {"Midt": "0,1423", "Nord": "0,1229", "SørØst": "0,5431", "Vest": "0,1917"}
    words = [word for one, share in key.items() for word in ("--set", f"fordelingsnøkkel.{one}={share}")]
    text = compared("rbf2024", "rbf2025", *words)
    assert text.startswith("Egne tall: fordelingsnøkkel.Midt = 0,1423; ")
    assert "«Fordelingsnøkkelen» flytter ingen kroner." in text
    assert "Publisert endring" not in text


def test_the_published_change_and_what_a_rounded_appropriation_leaves_open_are_data_too() -> None:
    data = json.loads(compared("rbf2024", "rbf2025", "--format", "json"))
    first, second = data["published"]
    assert (first["change"]["Vest"], first["is_printed"]) == ("-8500000", True)  # 125,4 mill. − 133,9 mill.
    assert (second["change"]["Vest"], second["is_printed"]) == ("200000", False)  # 125,4 mill. − 125,2 mill.
    assert data["kroner"]["within"]["before"] == {"Midt": "40927", "Nord": "36673", "SørØst": "61260", "Vest": "41637"}
    assert data["kroner"]["within"]["after"] == {"Midt": "34868", "Nord": "32107", "SørØst": "35082", "Vest": "33567"}


def test_the_reason_names_the_figures_that_are_missing_for_the_change_alone() -> None:
    text = compared("kbf2021", "rbf2022")
    assert (
        "«Fordelingsnøkkelen» er holdt utenfor, for virkningen kan ikke regnes ut. Det mangler tall for fordelings"
        in text
    )
    assert text.count("Det mangler tall for fordelingsnøkkel.") == 1
