"""Sentences of `compare` on the real years: what is made up, what no source says, what the figures are taken from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main


@cache
def compared(*words: str) -> str:
    """The report as one line."""
    result = CliRunner().invoke(main, ["compare", *words], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


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
    assert "Samlet antall poeng (utledet) er videreført." in text
    assert "Tallene for andel av gruppen er antatt, både før og nå." in text
    text = compared("rbf2023", "rbf2024")
    assert "Trappen «Uttelling for datakompletthet» er videreført (tolket i RBF 2023, antatt i RBF 2024)." in text
    assert (
        "Måltallene er videreført for alle de sju indikatorene som er med både før og nå (utledet i RBF 2023, noe "
        "antatt og utledet i RBF 2024)." in text
    )
    assert "The weights are continued for all 7 indicators (derived in RBF 2023)." in compared(
        "rbf2022", "rbf2023", "--lang", "en"
    )


def test_what_no_source_says_is_marked_in_what_is_changed() -> None:
    text = compared("kbf2019", "kbf2020")
    assert "Gruppens vekt: Prosessindikatorer 20 % (antatt) 30 % +10 prosentpoeng" in text
    assert "Gruppevekten er endret for to grupper og videreført for én (utledet i KBF 2019)." in text
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
    assert compared("rbf2024", "rbf2025", "--data", str(both)).endswith(
        "Hva endringene flytter, i kroner Kronene kan ikke regnes ut. RBF 2024: Måltall for Individuell plan (PHV) er "
        "bare kjent som mellom 69,375 % og 86,375 %, og det avgjør ikke utbetalingen; «rbflang allocate» og «rbflang "
        'explain» regner den ut med et tall du velger, med --set "måltall.plan=…".'
    )
    words = ["allocate", "rbf2024", "--data", str(own)]
    assert CliRunner().invoke(main, words).exit_code == 1
    assert CliRunner().invoke(main, [*words, "--set", "måltall.plan=80 %"]).exit_code == 0


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
        "KBF 2020 regner med 38 indikatorer, KBF 2021 med 39. At 18 av de 38 i KBF 2020 og 19 av de 39 i KBF 2021 er "
        "med, er antatt. Prosessindikator 9 (navn ikke kjent) er regnet som tatt inn, med andel av gruppen 1/20 "
        "(antatt). At den er med, er antatt." in text
    )
    assert "Andel av gruppen: Prosessindikator 1–8 (ukjent) 1/19 1/20 −0,0026" in text
    assert "Prosessindikator 1 " not in text
    text = compared("kbf2021", "rbf2022")
    assert (
        "Resultatindikator 1–10 (navn ikke kjent) og Prosessindikator 1–9 (navn ikke kjent) er regnet som tatt ut. "
        "At de var med, er antatt." in text
    )
    assert "Andel fristbrudd psykisk helsevern voksne er tatt ut. At den var med, er utledet." in text


def test_figures_of_one_year_alone_are_used_on_both_sides() -> None:
    assert (
        "Tall som bare det ene regelsettet har, er brukt både før og etter: fra RBF 2022 måloppnåelse for Individuell "
        "plan (PHV) og oppgitt datakompletthet, fra RBF 2025 måloppnåelse for Samarbeidsaktiviteter (somatikk), "
        "Teambasert oppfølging (somatikk) og Digital hjemmeoppfølging. Linjen «Resultatene» gjelder bare tall som "
        "begge har." in compared("rbf2022", "rbf2025")
    )
    assert "Tall som bare det ene" not in compared("rbf2024", "rbf2025")


def test_a_change_that_moves_nothing_has_no_line() -> None:
    text = compared("kbf2019", "kbf2020", "--data", "syntetisk")
    assert "«Resultatene» flytter ingen kroner." in text
    assert "Resultatene 0" not in text
