"""Why there is no payout: each kind of failure once, and what may be missing without stopping anything."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from rbflang import library
from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.pipeline import compute, prepare

RULES = """\
regelsett RBF 2031 "Prøve"
kilde r "Regler" { utgiver "Prøve" }
region A "Helse A RHF"
region B "Helse B RHF"
indikator x "Indikator x"
fastsatt bevilgning = 1 000 kr [r 1]
fastsatt poengtall = 100 poeng [r 1]
trapp uttelling [r 2] {
    fra  0 % gir 0 deler
    fra 50 % gir 1 del
}
inndata resultat per indikator, region : andel
prestasjonsmål p "Plassering" {
    poengandel 100 % [r 3]
    deler = uttelling(resultat) [r 3]
    poeng = fordel poengtall × poengandel mellom region etter deler, bortfaller når ingen har deler [r 3]
}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 4]
formel i_alt = sum poengsum over region [r 4]
utbetaling beløp per region = bevilgning × poengsum / i_alt [r 4]
    avrundet til hele kroner, etter største rest [r 4]
"""
HEADING = "størrelse;indikator;region;verdi;presisering;status;kilde\n"


def outcome(folder: Path, rules: str, *rows: str, heading: str = HEADING) -> Computed | tuple[Fault, ...]:
    """A ruleset computed on rows; what follows the heading's columns may be left out."""
    (folder / "prove.rbf").write_text(rules, "utf-8")
    width = heading.count(";")
    lines = "".join(row + ";" * (width - row.count(";")) + "\n" for row in rows)
    (folder / "forelopig.csv").write_text(heading + lines, "utf-8")
    shelf = library.find(str(folder / "prove.rbf"))
    assert shelf
    prepared = prepare(shelf)
    assert not isinstance(prepared, tuple), [(one.slug, one.title.nb) for one in prepared]
    return compute(prepared, "forelopig")


def fault(folder: Path, rules: str, *rows: str) -> Fault:
    """The one fault that stops it."""
    found = outcome(folder, rules, *rows)
    assert isinstance(found, tuple), "nothing stops it"
    (only,) = found
    return only


def said(one: Fault) -> str:
    return " ".join(words.nb for words in one.story)


def test_the_payout_is_computed_where_nothing_is_missing(tmp_path: Path) -> None:
    found = outcome(tmp_path, RULES, "resultat;x;A;60 %", "resultat;x;B;10 %")
    assert isinstance(found, Computed)
    assert [int(value) for value in found.valuation.of("beløp").values()] == [1000, 0]  # type: ignore[arg-type]


def test_one_missing_figure(tmp_path: Path) -> None:
    one = fault(tmp_path, RULES, "resultat;x;A;60 %")
    assert one.title.nb == "Det mangler et tall: x, Helse B RHF"
    assert one.labels[-1].text.nb == "den andre har tall, Helse B RHF har ikke"
    assert "Uten tallet kan ingen av de 100 poengene for «Indikator x» fordeles" in said(one)
    assert one.paste[0] == "resultat;x;B;… %;;;"
    assert one.paste[-1] == 'rbflang allocate prove.rbf --set "resultat.x.B=… %"'


def test_all_missing_figures_are_one_fault(tmp_path: Path) -> None:
    one = fault(tmp_path, RULES)
    assert one.title.nb == "Det mangler 2 tall: x for alle regioner"
    assert one.paste[:2] == ("resultat;x;A;… %;;;", "resultat;x;B;… %;;;")


def test_an_empty_value_is_a_missing_figure(tmp_path: Path) -> None:
    assert fault(tmp_path, RULES, "resultat;x;A;60 %", "resultat;x;B;").slug == "figure-missing"


def test_a_figure_for_information_is_not_computed_with(tmp_path: Path) -> None:
    one = fault(tmp_path, RULES, "resultat;x;A;60 %", "resultat;x;B;60 %;;til opplysning")
    assert one.slug == "figure-missing"
    assert "merket «til opplysning»" in said(one)


COMPARED = (
    RULES + "inndata i_fjor per region : kr\nformel endring per region = beløp − i_fjor [r 5]\n"
    "kontroll sum endring over region = bevilgning − sum i_fjor over region\n"
)


def test_figures_for_comparison_may_be_missing(tmp_path: Path) -> None:
    assert isinstance(outcome(tmp_path, COMPARED, "resultat;x;A;60 %", "resultat;x;B;10 %"), Computed)


def test_figures_that_nothing_uses_must_say_so(tmp_path: Path) -> None:
    rules = RULES + "inndata ubrukt per region : kr\n"
    rows = ("resultat;x;A;60 %", "resultat;x;B;10 %")
    one = fault(tmp_path, rules, *rows, "ubrukt;;A;5 kr", "ubrukt;;B;5 kr")
    assert (one.slug, one.title.nb) == ("for-information", "Ingen formel bruker «ubrukt»")
    assert isinstance(outcome(tmp_path, rules, *rows, "ubrukt;;A;5 kr;;til opplysning"), Computed)


def test_a_zero_denominator_names_what_lapsed(tmp_path: Path) -> None:
    one = fault(tmp_path, RULES, "resultat;x;A;10 %", "resultat;x;B;20 %")
    assert one.title.nb == "«beløp» kan ikke regnes ut, for nevneren «i_alt» er 0"
    assert "Alle poeng for «Plassering» er bortfalt:" in said(one)
    assert "«Plassering»: ingen har deler, og da bortfaller poengene (prove.rbf:16)." in said(one)


def test_a_zero_denominator_does_not_tell_of_points_that_others_got(tmp_path: Path) -> None:
    rules = RULES.replace("i_alt = sum poengsum over", "i_alt = sum vektet over") + (
        "tabell nøkkel per region : andel [r 5] { A: 0 % B: 100 % }\n"
        "formel vektet per region = nøkkel × poengsum [r 5]\n"
    )
    told = said(fault(tmp_path, rules, "resultat;x;A;60 %", "resultat;x;B;10 %"))
    assert "bortfal" not in told
    assert "«Plassering»: ingen deler for x, Helse B RHF (prove.rbf:16)." in told
    assert "«nøkkel» er 0 for Helse A RHF." in told


def test_a_zero_denominator_names_the_many_without_parts(tmp_path: Path) -> None:
    rules = RULES.replace("i_alt = sum poengsum over region", "i_alt = sum vektet over region") + (
        'indikator y "Y"\n'
        "tabell nøkkel per region : andel [r 5] { A: 0 % B: 100 % }\n"
        "formel vektet per region = nøkkel × poengsum [r 5]\n"
    )
    rows = [f"resultat;{one};A;60 %" for one in "xy"] + [f"resultat;{one};B;10 %" for one in "xy"]
    assert "«Plassering»: ingen deler for x, Helse B RHF og y, Helse B RHF (prove.rbf:16)." in said(
        fault(tmp_path, rules, *rows)
    )


def test_a_zero_denominator_follows_points_that_were_none(tmp_path: Path) -> None:
    rules = (
        RULES.replace("fordel poengtall ×", "fordel poengtall × del_av ×") + "inndata del_av per indikator : andel\n"
    )
    told = said(fault(tmp_path, rules, "resultat;x;A;60 %", "resultat;x;B;10 %", "del_av;x;;0 %"))
    assert "ingen har deler" not in told
    assert "«del_av» er 0 for x." in told


def test_bounds_that_do_not_settle_show_what_each_side_pays(tmp_path: Path) -> None:
    one = fault(tmp_path, RULES, "resultat;x;A;;over 40 %", "resultat;x;B;70 %")
    assert one.title.nb == "Grensene avgjør ikke hva trappen «uttelling» gir for x, Helse A RHF"
    assert [row[0].nb for row in one.table] == ["", "under 50 %", "minst 50 %", "forskjell"]
    assert [row[0].en for row in one.table] == ["", "below 50%", "at least 50%", "difference"]
    assert [[cell.nb for cell in row[-2:]] for row in one.table[1:3]] == [["0", "1 000"], ["500", "500"]]
    assert [[cell.en for cell in row[-2:]] for row in one.table[1:3]] == [["0", "1,000"], ["500", "500"]]


def test_a_bound_of_counts_says_which_counts_give_what(tmp_path: Path) -> None:
    """Half of 8 is 4. A count of 30 has too many possibilities to tell, and one bound beside another tells of both."""
    one = fault(tmp_path, RULES, "resultat;x;A;;under 6/8", "resultat;x;B;70 %")
    assert said(one) == "Trappen gir 0 deler for 0 til 3 av 8 og 1 del for 4 til 5 av 8."
    assert one.story[0].en == "The staircase gives 0 parts for 0 to 3 of 8 and 1 part for 4 to 5 of 8."
    assert (one.labels[0].text.nb, one.tip.nb) == (
        "0 til 5 av 8; mer er ikke kjent", "Gi antallet, eller trangere grenser, med kilden.",
    )  # fmt: skip
    many = fault(tmp_path, RULES, "resultat;x;A;;under 30/40", "resultat;x;B;70 %")
    assert said(many) == (
        "«resultat» er mellom 0 % og 72,5 %, og trappen «uttelling» gir ikke det samme for alle de tallene."
    )
    both = RULES.replace("uttelling(resultat)", "uttelling(gjennomsnitt resultat over region)")
    told = fault(tmp_path, both, "resultat;x;A;;under 6/8", "resultat;x;B;;under 6/8")
    assert [each.text.nb for each in told.labels[:2]] == ["0 til 5 av 8; mer er ikke kjent"] * 2
    assert said(told).endswith(
        "er mellom 0 % og 62,5 %, og trappen «uttelling» gir ikke det samme for alle de tallene."
    )


def test_a_bound_that_settles_is_enough(tmp_path: Path) -> None:
    assert isinstance(outcome(tmp_path, RULES, "resultat;x;A;;minst 50 %", "resultat;x;B;70 %"), Computed)


def test_a_bound_cannot_be_computed_with(tmp_path: Path) -> None:
    rules = RULES.replace("uttelling(resultat)", "resultat × 1 del")
    one = fault(tmp_path, rules, "resultat;x;A;;minst 50 %", "resultat;x;B;70 %")
    assert one.slug == "known-only-by-a-bound"
    assert one.labels[0].text.nb == "mellom 50 % og 100 %; mer er ikke kjent"


def test_nothing_to_take_the_mean_of(tmp_path: Path) -> None:
    rules = RULES.replace("poengsum / i_alt", "poengsum / i_alt × snitt") + (
        "formel snitt = (gjennomsnitt resultat der resultat minst 90 % over indikator, region) + 1 [r 5]\n"
    )
    one = fault(tmp_path, rules, "resultat;x;A;60 %", "resultat;x;B;10 %")
    assert (one.slug, one.title.nb) == ("nothing-to-aggregate", "Det finnes ingenting å ta gjennomsnittet av")


def test_a_sum_that_is_not_whole(tmp_path: Path) -> None:
    rules = RULES.replace("bevilgning = 1 000 kr", "bevilgning = 1 000,5 kr")
    one = fault(tmp_path, rules, "resultat;x;A;60 %", "resultat;x;B;60 %")
    assert one.title.nb == "«beløp» er til sammen 1 000,5 kr, som ikke er et helt beløp"


def test_a_pin_stands_only_where_nothing_can_be_computed(tmp_path: Path) -> None:
    heading = HEADING.replace(";region", ";prestasjonsmål;region")
    pin = "deler;x;p;B;1 del;;utledet;r 5"
    found = outcome(tmp_path, RULES, "resultat;x;;A;60 %", pin, heading=heading)
    assert isinstance(found, Computed)
    over = outcome(tmp_path, RULES, "resultat;x;;A;60 %", "resultat;x;;B;10 %", pin, heading=heading)
    assert isinstance(over, tuple)
    assert over[0].title.nb == "«deler.x.p.B» kan regnes ut av dataene"
    rows = ("resultat;x;;A;60 %", "resultat;x;;B;10 %", pin.replace("utledet", "overstyrer"))
    forced = outcome(tmp_path, RULES, *rows, heading=heading)
    assert isinstance(forced, Computed)
    assert [int(value) for value in forced.valuation.of("beløp").values()] == [500, 500]  # type: ignore[arg-type]


FROM_DATA = RULES.replace(
    "inndata resultat per indikator, region : andel",
    "inndeling sykehus under region fra data\ninndata dekning per indikator, sykehus : andel\n"
    "formel resultat per indikator, region = gjennomsnitt dekning over sykehus per region [r 2]",
)


@pytest.mark.parametrize(
    ("members", "title"),
    [
        (None, "«sykehus» skal ha medlemmer fra data, men medlemmer.csv finnes ikke"),
        ("inndeling;medlem;under;tittel;kilde\nsykehus;S1;C;;x\n", "«S1» ligger under «C», som ikke finnes"),
        ("inndeling;medlem;under;tittel;kilde\nsykehus;S1;A;;x\nsykehus;S1;A;;x\n", "«S1» står to ganger"),
        ("inndeling;medlem;under;tittel;kilde\nsykehus;;A;;x\n", "Linjen sier ikke hva medlemmet heter"),
        ("inndeling;medlem;under;tittel;kilde\nsjukehus;S1;A;;x\n",
         "«sjukehus» er ikke en inndeling med medlemmer fra data"),
    ],
)  # fmt: skip
def test_members_from_data_that_do_not_fit(members: str | None, title: str, tmp_path: Path) -> None:
    (tmp_path / "prove.rbf").write_text(FROM_DATA, "utf-8")
    if members is not None:
        (tmp_path / "medlemmer.csv").write_text(members, "utf-8")
    shelf = library.find(str(tmp_path / "prove.rbf"))
    assert shelf
    found = prepare(shelf)
    assert isinstance(found, tuple)
    assert found[0].title.nb == title


def test_members_from_data_are_computed_with(tmp_path: Path) -> None:
    members = "inndeling;medlem;under;tittel;kilde\nsykehus;S1;A;Sykehus 1;x\nsykehus;S2;A;;x\nsykehus;S3;B;;x\n"
    (tmp_path / "medlemmer.csv").write_text(members, "utf-8")
    heading = HEADING.replace(";region", ";sykehus;region")
    rows = [f"dekning;x;{name};;{share} %" for name, share in (("S1", 60), ("S2", 50), ("S3", 10))]
    found = outcome(tmp_path, FROM_DATA, *rows, heading=heading)
    assert isinstance(found, Computed), found[0].title.nb
    parts = found.valuation.of("p.deler").values()
    assert [int(value) for value in parts] == [1, 0]  # type: ignore[arg-type]
    assert [int(value) for value in found.valuation.of("beløp").values()] == [1000, 0]  # type: ignore[arg-type]


def test_a_missing_figure_before_a_condition_that_is_false_anyway(tmp_path: Path) -> None:
    gate = "    krav resultat minst 1 % og dekning minst 50 %, ellers ingen deler [r 3]\n"
    rules = RULES.replace("inndata", "inndata dekning per indikator, region : andel\ninndata", 1)
    rules = rules.replace("    deler =", f"{gate}    deler =")
    one = fault(tmp_path, rules, "dekning;x;A;60 %", "dekning;x;B;10 %", "resultat;x;A;60 %")
    assert (one.slug, one.title.nb) == ("figure-missing", "Det mangler et tall: x, Helse B RHF")


def test_an_assertion_that_its_own_figures_make_impossible(tmp_path: Path) -> None:
    rules = RULES + "inndata saker : antall\nkontroll saker / saker = 1\n"
    rows = ("resultat;x;A;60 %", "resultat;x;B;10 %")
    assert isinstance(outcome(tmp_path, rules, *rows, "saker;;;2"), Computed)
    assert isinstance(outcome(tmp_path, rules, *rows), Computed)
    one = fault(tmp_path, rules, *rows, "saker;;;0")
    assert (one.slug, one.address) == ("denominator-is-zero", "kontroll 1")


def test_numbers_that_double_their_digits_end_in_a_fault(tmp_path: Path) -> None:
    chain = "".join(f"formel f{at} = f{at - 1} × f{at - 1} [r 5]\n" for at in range(1, 41))
    rules = RULES + "formel f0 = i_alt / (7 poeng) [r 5]\n" + chain
    rules = rules.replace("poengsum / i_alt", "poengsum / i_alt × f40 / f40")
    one = fault(tmp_path, rules, "resultat;x;A;60 %", "resultat;x;B;10 %")
    # 100/7 squared eleven times has 2 ** 12 digits and one above the line: more than 4 000
    assert (one.slug, one.address) == ("too-many-digits", "f11")


def test_every_kind_of_failure_has_its_words() -> None:
    from rbflang.failures.no_payout import WORDS

    for module, function in WORDS.values():
        assert callable(getattr(import_module(f"rbflang.failures.{module}"), function))
