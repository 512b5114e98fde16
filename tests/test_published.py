"""Every published figure, recomputed: the exact counts per verdict, and what happens when a figure is one digit off.

The model is computed once per ruleset; each altered row is then judged by itself.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

from rbflang import library
from rbflang.commands.verify_command import command
from rbflang.data.computed import Computed
from rbflang.observations import Field
from rbflang.pipeline import Prepared, compute, prepare
from rbflang.published.deviations import UNTRUE
from rbflang.published.judge import Judge, judge_of
from rbflang.published.printed_words import printed_word
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.published_file import read_published
from rbflang.published.statements import (
    CLAIM,
    COUNTING,
    FIGURE,
    UNPRINTED,
    Print,
    PublishedRow,
    read_number,
    read_statement,
)
from rbflang.published.verdicts import Verdict, Verification, counts_of, verdict_of, verify
from rbflang.render import texts
from rbflang.source import Source
from rbflang.uncertainty.spans import spans_of
from rbflang.wording import KRONE, number

RULESETS = ("rbf2022", "rbf2025")

# Per document: reproduced, used in derivation, follows from print, held, compatible, not computable, deviation.
FIGURES = {
    ("rbf2022", "regelverk"): (74, 32, 14, 80, 0, 4, 8),
    ("rbf2022", "regelverk2025"): (0, 0, 0, 6, 0, 0, 0),
    ("rbf2022", "beregninger2025"): (0, 0, 0, 0, 0, 0, 0),
    ("rbf2022", "plan_nki"): (0, 0, 0, 0, 0, 0, 0),
    ("rbf2025", "regelverk"): (11, 11, 0, 47, 0, 0, 0),
    ("rbf2025", "beregninger"): (4, 12, 9, 88, 8, 11, 5),
    ("rbf2025", "epikrise_somatikk2023"): (0, 0, 0, 1, 0, 0, 0),
    ("rbf2025", "rbf2022"): (0, 0, 0, 1, 0, 0, 0),
}
CLAIMS = {
    ("rbf2022", "regelverk"): (2, 0, 2, 21, 0, 11, 2),
    ("rbf2022", "regelverk2025"): (0, 0, 0, 19, 0, 0, 0),
    ("rbf2022", "beregninger2025"): (0, 0, 0, 6, 0, 0, 0),
    ("rbf2022", "plan_nki"): (0, 0, 0, 2, 0, 0, 0),
    ("rbf2025", "regelverk"): (1, 0, 2, 42, 0, 3, 0),
    ("rbf2025", "beregninger"): (32, 8, 0, 17, 1, 13, 1),
    ("rbf2025", "epikrise_somatikk2023"): (0, 0, 0, 2, 0, 0, 0),
    ("rbf2025", "rbf2022"): (0, 0, 0, 0, 0, 0, 0),
}
# Claims that say a number, by how they say it.
NUMBERS_IN_CLAIMS = {
    "rbf2022": {"equals": 4, "over": 1, "under": 2, "at_most": 1, "at_least": 1},
    "rbf2025": {"equals": 8, "over": 12, "under": 12, "at_least": 1},
}
SLUGS = (
    "reproduced", "used_in_derivation", "follows_from_print", "held", "compatible", "not_computable", "deviation",
)  # fmt: skip


@cache
def computed_of(name: str) -> Computed:
    shelf = library.find(name)
    assert shelf
    prepared = prepare(shelf)
    assert isinstance(prepared, Prepared)
    computed = compute(prepared, "forelopig")
    assert isinstance(computed, Computed)
    return computed


@cache
def rows_of(name: str) -> tuple[PublishedRow, ...]:
    shelf = library.find(name)
    source = library.read(shelf.published) if shelf else None
    assert isinstance(source, Source)
    file = read_published(source)
    assert not file.faults
    return file.rows


@cache
def verified(name: str) -> Verification:
    return verify(computed_of(name), rows_of(name))


@cache
def judge(name: str) -> Judge:
    return judge_of(computed_of(name), rows_of(name))


def altered(row: PublishedRow, **columns: str) -> PublishedRow:
    """The row with other texts in some of its columns."""
    fields = {name: Field.standing(text, row.span) for name, text in columns.items()}
    return evolve(row, fields={**row.fields, **fields})


def row_of(label: str) -> tuple[str, PublishedRow]:
    """A row by its number, and the ruleset it belongs to."""
    return next((name, row) for name in RULESETS for row in rows_of(name) if row.text("label") == label)


def verdict(label: str, **columns: str) -> Verdict:
    """The verdict of a row with other texts in some of its columns."""
    name, row = row_of(label)
    return verdict_of(judge(name), altered(row, **columns))


# completeness


def test_every_printed_figure_has_a_row() -> None:
    """Those that are not printed are among them by number, and counted apart."""
    labels = [one.row.text("label") for name in RULESETS for one in verified(name).verdicts if not one.is_claim]
    documents = (
        ("R22", (*range(1, 199), *range(394, 407), *range(408, 412))), ("G25", range(214, 225, 2)),
        ("G25", range(199, 256)), ("B25", range(256, 394)), ("S23", range(1, 2)), ("G25", range(407, 420)),
        ("R22", range(7, 8)),
    )  # fmt: skip
    expected = [f"{lead}-{at:03}" for lead, numbers in documents for at in numbers]
    assert labels == expected
    apart = {one.row.text("label") for name in RULESETS for one in verified(name).verdicts if one.kind == UNPRINTED}
    assert apart == {"R22-009", "R22-034", "R22-120", "G25-209", "B25-288"}


@pytest.mark.parametrize(("name", "document"), FIGURES)
def test_the_counts_per_verdict_are_exact(name: str, document: str) -> None:
    for kind, expected in ((FIGURE, FIGURES), (CLAIM, CLAIMS)):
        own = [one for one in verified(name).verdicts if one.row.text("document") == document]
        found = Counter(one.slug for one in own if one.kind == kind)
        assert found == Counter(dict(zip(SLUGS, expected[name, document], strict=True)))


@pytest.mark.parametrize("name", RULESETS)
def test_a_left_out_figure_shows(name: str) -> None:
    assert verified(name).holds
    rows = rows_of(name)
    for at in (0, len(rows) // 2, len(rows) - 1):
        assert not all(one.agrees for one in counts_of([*rows[:at], *rows[at + 1 :]]))


# no tolerance


def one_unit_off(text: str, unit: str) -> Iterator[str]:
    """A printed figure one unit of its last digit higher and lower, spelled as it was."""
    shown = read_number(text, unit)
    assert isinstance(shown, Print), text
    lead = text.split()[0] + " " if shown.relation != "equals" else ""
    for value in (shown.value + shown.last, shown.value - shown.last):
        yield lead + number(value, shown.decimals) + shown.tail


def figures(name: str) -> list[PublishedRow]:
    return [row for row in rows_of(name) if row.text("kind") not in (CLAIM, *COUNTING)]


@pytest.mark.parametrize("name", RULESETS)
def test_one_unit_in_the_last_digit_of_any_figure_fails(name: str) -> None:
    passed = []
    for row in figures(name):
        for text in one_unit_off(row.text("printed"), row.text("unit")):
            if verdict_of(judge(name), altered(row, printed=text)).slug != "fault":
                passed.append((row.text("label"), text))
    assert passed == []


@pytest.mark.parametrize("name", RULESETS)
def test_one_unit_in_our_own_figure_of_a_deviation_fails(name: str) -> None:
    marked = [row for row in figures(name) if row.text("deviation")]
    assert len(marked) == {"rbf2022": 9, "rbf2025": 5}[name]
    for row in marked:
        for column in ("ours", "deviation"):
            for text in one_unit_off(row.text(column), row.text("unit")):
                assert verdict_of(judge(name), altered(row, **{column: text})).slug == "fault", (column, text)


@pytest.mark.parametrize("name", RULESETS)
def test_a_deviation_that_vanishes_fails(name: str) -> None:
    for row in (row for row in rows_of(name) if row.text("deviation")):
        true = "under 2" if row.text("printed") == "under 1" else row.text("ours")
        gone = verdict_of(judge(name), altered(row, printed=true))
        assert (gone.slug, gone.reason.nb) == ("fault", "Avviket finnes ikke lenger.")
        assert verdict_of(judge(name), altered(row, deviation="")).slug == "fault"
        assert verdict_of(judge(name), altered(row, note="")).slug == "fault"


OPPOSITES = {"under": "minst", "minst": "under", "over": "høyst", "høyst": "over"}


def opposite(text: str) -> str:
    """The opposite of a claim: another bound, another order, another count."""
    lead, _, rest = text.partition(" ")
    if lead in OPPOSITES:
        return f"{OPPOSITES[lead]} {rest}"
    if " > " in text:
        return text.replace(" > ", " = ", 1)
    return text.replace(" = ", " > ", 1) if " = " in text else next(one_unit_off(text, ""))


@pytest.mark.parametrize("name", RULESETS)
def test_the_opposite_of_a_claim_fails(name: str) -> None:
    claims = [row for row in rows_of(name) if row.text("kind") == CLAIM and row.text("quantity")]
    claims = [row for row in claims if row.text("deviation") != UNTRUE and printed_word(row) is None]
    assert len(claims) == {"rbf2022": 12, "rbf2025": 48}[name]
    for row in claims:
        found = verdict_of(judge(name), altered(row, printed=opposite(row.text("printed"))))
        assert found.slug == "fault", row.text("label")


@pytest.mark.parametrize("name", RULESETS)
def test_one_unit_in_the_last_digit_of_a_number_in_a_claim_fails(name: str) -> None:
    """Where a true claim is a bound, it fails from the first digit on that our figures do not allow."""
    claims = [row for row in rows_of(name) if row.text("kind") == CLAIM and row.text("quantity")]
    numbers = [(row, shown) for row in claims if isinstance(shown := read_statement(row, KRONE), Print)]
    assert Counter(shown.relation for _, shown in numbers) == NUMBERS_IN_CLAIMS[name]
    for row, shown in numbers:
        texts = list(one_unit_off(row.text("printed"), row.text("unit")))
        if shown.relation != "equals" and not row.text("deviation"):
            held, *texts = nearest_bounds(shown, verdict_of(judge(name), row).exact)
            assert verdict_of(judge(name), altered(row, printed=held)).slug != "fault", (row.text("label"), held)
        for text in texts:
            assert verdict_of(judge(name), altered(row, printed=text)).slug == "fault", (row.text("label"), text)


def nearest_bounds(shown: Print, exact: tuple[Fraction | bool, ...]) -> tuple[str, str]:
    """The tightest bound that is true of our figures, and the next one, which is not."""
    is_upper = shown.relation == "under"
    units = [Fraction(one) / shown.factor / shown.last for one in exact]
    least = floor(min(units)) if shown.relation == "at_least" else ceil(min(units)) - 1
    tight, next_one = (floor(max(units)) + 1, -1) if is_upper else (least, 1)
    held, failed = (number(one * shown.last, shown.decimals) for one in (tight, tight + next_one))
    word = {"at_least": "minst", "at_most": "høyst"}.get(shown.relation, shown.relation)
    return f"{word} {held}", f"{word} {failed}"


@pytest.mark.parametrize("name", RULESETS)
def test_another_word_fails(name: str) -> None:
    words = [(row, word) for row in rows_of(name) if (word := printed_word(row)) is not None]
    assert len(words) == {"rbf2022": 42, "rbf2025": 57}[name]
    for row, word in words:
        for other in (f"{word}x", word[:-1], f"x{word[1:]}"):
            assert verdict_of(judge(name), altered(row, printed=f"«{other}»")).slug == "fault", (word, other)


# what each verdict rests on


def labels(name: str, slug: str) -> set[str]:
    return {one.row.text("label") for one in verified(name).verdicts if one.slug == slug and not one.is_claim}


def span_of(lead: str, *ranges: tuple[int, int]) -> set[str]:
    return {f"{lead}-{at:03}" for first, last in ranges for at in range(first, last + 1)}


# What was handed out in all comes to the fixed number that it was handed out of: points, and kroner.
TOTALS = ((149, 149), (151, 152), (170, 170), (196, 196))


def test_figures_of_table_5_of_2022_are_no_evidence_where_their_own_line_was_used() -> None:
    alone = {"R22-035", "R22-040", "R22-045", "R22-050", "R22-121", "R22-128", "R22-135", "R22-142"}
    used = {one for one in labels("rbf2022", "used_in_derivation") if one.startswith("R22")}
    assert used == alone | span_of("R22", (92, 99), (104, 120))
    assert span_of("R22", (84, 91), (100, 103), (158, 158)) <= labels("rbf2022", "reproduced")


def test_figures_of_2025_that_chose_a_rule_are_no_evidence() -> None:
    limits = {f"G25-{at}" for at in (*range(213, 224, 2), *range(415, 420))}
    assert labels("rbf2025", "used_in_derivation") == limits | span_of("B25", (345, 348), (367, 370), (390, 393))


def test_what_the_rules_have_already_is_no_evidence() -> None:
    """Typed-in figures and counts of what is listed are held; what is made of print alone follows from it, also the
    sum of the lines above; and the sum of all points or payouts is the fixed number they were handed out of."""
    key = span_of(
        "R22", (30, 33), (36, 36), (41, 41), (46, 46), (51, 51), (122, 122), (129, 129), (136, 136), (143, 143)
    )
    assert labels("rbf2022", "follows_from_print") == key | {"R22-009", "R22-169", "R22-195"}
    assert {"R22-P01a", "R22-P02a", "G25-P01a", "G25-407"} == {
        label for label in ("R22-P01a", "R22-P02a", "G25-P01a", "G25-407") if verdict(label).slug == "held"
    }
    totals = span_of("R22", *TOTALS) | {"B25-275"}
    assert {verdict(label).slug for label in totals} == {"held"}
    assert verdict("R22-149").reason.nb == "Reglene har tallet fra regelverk 4.1."
    assert verdict("R22-170").reason.nb == "Reglene har tallet fra regelverk 4.1.1 og regelverk tabell 7."
    assert {verdict(label).slug for label in ("R22-169", "R22-P01b", "G25-209")} == {"follows_from_print"}


@pytest.mark.parametrize("name", RULESETS)
def test_nothing_given_in_the_same_column_lies_behind_what_is_reproduced(name: str) -> None:
    """As the meaning of the verdict says; the other columns of the table may (table 7 of 2022: the key)."""
    computed, given = computed_of(name), ("held", "follows_from_print")
    column = {
        place: {(row.text("document"), row.text("place"), row.text("column"))}
        for row in (one.row for one in verified(name).verdicts if one.slug in given and one.row.text("quantity"))
        for target in (target_of_row(computed, row),) if isinstance(target, Target)
        for place in target.places
    }  # fmt: skip
    for one in verified(name).verdicts:
        target = target_of_row(computed, one.row) if one.slug == "reproduced" and not one.is_claim else None
        own = tuple(map(one.row.text, ("document", "place", "column")))
        for place in computed.valuation.behind(target.places) if isinstance(target, Target) else ():
            assert own not in column.get(place, ()), (one.row.text("label"), place)


def test_what_the_decimals_that_are_not_printed_leave_open_is_only_compatible() -> None:
    assert labels("rbf2025", "compatible") == span_of("B25", (257, 260), (272, 274), (278, 278), (288, 288))
    vest = verdict("B25-274")
    assert vest.reason.nb == "Desimalene som ikke er trykt, gir fra 125,4 til 125,5 mill. kr."


def test_the_span_keeps_the_total_that_the_table_promises() -> None:
    """Vest's key between 0,19165 and 0,19175 and the others so that all are 1: 33 566 kr each way."""
    computed = computed_of("rbf2025")
    node = computed.valuation.graph.named["rbf_inntekt"]
    place = (node, node.domain.index[("Vest",)])
    span = spans_of(computed, ["rbf_inntekt"]).of(place)
    assert span and span.is_exact
    assert (span.interval.low, span.interval.high) == (Fraction(125_416_278), Fraction(125_483_411))


def test_nothing_is_shown_as_computed_where_nothing_is() -> None:
    """B25-261: what was paid in 2024 is printed, and cannot be computed; the sum of the four prints can."""
    result = CliRunner().invoke(command, ["rbf2025"], env={"COLUMNS": "120"})
    rows = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "B25-261 Midt-Norge, foreløpig 2024 99,6 mill. kr – kan ikke beregnes" in rows
    assert "B25-265 Sum, foreløpig 2024 646,2 mill. kr 646,2 mill. kr følger av trykte tall" in rows
    assert "G25-P01a Ni indikatorer stemmer" in rows
    assert "B25-P27a Video: lavere i 2024 enn i 2022 gjenskapt uavhengig" in rows
    # the rule that nobody's points are shared equally is taken from that very text
    for label, whose in (("P03b", "Team (somatikk)"), ("P06b", "Nettbasert"), ("P24b", "Team (somatikk)")):
        assert f"B25-{label} {whose}: poengene deles likt brukt i utledningen" in rows
    assert "B25-P10a Samarbeid (PHV/TSB): fordelt likt gjenskapt uavhengig" in rows
    assert "B25-P27b Video: høyest i 2022 kan ikke beregnes" in rows
    assert " ".join(rows).endswith("er som ført i filene; det som ikke kan beregnes, er ikke etterprøvd.")


def test_a_recorded_figure_says_what_is_not_published() -> None:
    assert verdict("R22-179").reason.nb.startswith("Mangler: ")
    assert verdict("R22-179", missing="").slug == "fault"
    assert verdict("R22-180", missing="noe").slug == "fault"
    assert verdict("B25-371", missing="").slug == "fault"
    recorded = {number: verdict(f"B25-{number}") for number in (371, 373, 374)}
    assert {number: one.exact for number, one in recorded.items()} == {
        371: (36,), 373: (739,), 374: (1337,),
    }  # fmt: skip
    assert {one.slug for one in recorded.values()} == {"not_computable"}
    assert verdict("B25-373").reason.nb == "Mangler: antall pasienter i telleren 1. tertial 2023 og 2024."


def test_a_result_is_a_result_in_whichever_ruleset_it_stands() -> None:
    """B25-375 to 378: what was achieved in 2022 is printed as what was achieved in 2021 and 2024 is."""
    assert {verdict(f"B25-{number}").slug for number in range(375, 379)} == {"held"}


def test_what_is_said_of_results_is_held_against_results() -> None:
    """RBF 2022 5.3 says that Midt-Norge has high results on video, discharge summaries and meetings. In table 4 it has
    the highest of video, the third of meetings, and the lowest of summaries, which table 5 does not fit."""
    assert verdict("R22-P10a").slug == "held"
    assert verdict("R22-P10a", printed="SørØst > Midt > Nord > Vest").slug == "fault"
    assert {verdict(label).slug for label in ("R22-P09", "R22-P10b")} == {"not_computable"}
    about = {row.text("quantity") for row in rows_of("rbf2022") if row.text("label").startswith("R22-P10")}
    assert about == {"måloppnåelse", ""}


def test_a_claim_that_is_true_of_one_reading_says_which() -> None:
    """What an indicator pulls up or down is told against the national average, which is how 5.3 is read here."""
    claims = [row for row in rows_of("rbf2022") if row.text("kind") == CLAIM and "effekt" in row.text("quantity")]
    assert {row.text("label") for row in claims} == {f"R22-P0{number}" for number in (5, 6, 7, 8)}
    assert all("gjennomsnittet for landet" in row.text("note") for row in claims)
    told = CliRunner().invoke(command, ["rbf2022"]).output
    read = told.partition("Slik påstandene er lest")[2].partition("Hva utfallene betyr")[0]
    claim = "Individuell plan trekker Nord ned. Lest som mindre enn med gjennomsnittet for landet."
    assert claim in " ".join(read.split())


def test_a_figure_that_is_cut_is_read_as_cut() -> None:
    rounded = verdict("B25-256", deviation="")
    assert (rounded.slug, rounded.ours.nb) == ("fault", "672 mill. kr")
    cut = verdict("B25-256", deviation="", rounding="avkortet")
    assert (cut.slug, cut.ours.nb) == ("held", "671 mill. kr")


def test_what_is_said_to_explain_a_deviation_must_give_the_print() -> None:
    assert verdict("R22-039").slug == "deviation"
    assert verdict("R22-039", explained_by="inntekt_fra_indikator_uavrundet").slug == "fault"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"quantity": "rbfinntekt"}, "Regelsettet har ingen størrelse «rbfinntekt»."),
        ({"unit": "poeng"}, "Enheten passer ikke til «rbf_inntekt»."),
        ({"unit": "dollar"}, "Enheten «dollar» er ukjent."),
        ({"rounding": "opp"}, "Avrundingen er tom eller avkortet."),
        ({"printed": "107.296.415"}, "«107.296.415» er ikke et trykt tall."),
        ({"printed": "ja"}, "Ja eller nei kan bare sies om en formel som er ja eller nei."),
    ],
)
def test_a_row_that_cannot_be_read_is_a_fault(columns: dict[str, str], reason: str) -> None:
    found = verdict("R22-154", **columns)
    assert found.slug == "fault"
    assert found.reason.nb.startswith(reason)


# yes or no, and the command

RULES = """regelsett RBF 2030 "Prøve"
kilde regler "Regler"
region Nord "Helse Nord"
region Vest "Helse Vest"
inndata resultat per region : andel
fastsatt bevilgning = 100 kr [regler 1]
utbetaling inntekt per region = bevilgning × resultat / (sum resultat over region) [regler 2]
    avrundet til hele kroner, etter største rest [regler 2]
kontrollberegning "Påstander" {
    formel når_halvparten per region = resultat minst 50 % [regler 3]
}
"""
DATA = "størrelse;region;verdi;kilde\nresultat;Nord;60,0 %;regler 4\nresultat;Vest;40,0 %;regler 4\n"
HEADING = "nr;slag;størrelse;region;trykt;enhet;dokument;sted;avvik;vårt;merknad"
COUNTS = ";opptelling;;;1;;regler;alt;;;\n;opptelling av påstander;;;2;;regler;alt;;;"
TRUE = "1;påstand;når_halvparten;Nord;ja;;regler;3;;;"
FALSE = "2;påstand;når_halvparten;Vest;ja;;regler;3;usant;nei;Vest har 40 %."
PAID = "3;;inntekt;Nord;60;kr;regler;4;;;"


def a_year(folder: Path, *rows: str) -> Path:
    """A small ruleset with data and published figures."""
    (folder / "rbf2030.rbf").write_text(RULES, encoding="utf-8")
    (folder / "forelopig.csv").write_text(DATA, encoding="utf-8")
    (folder / "publisert.csv").write_text("\n".join((HEADING, COUNTS, *rows)) + "\n", encoding="utf-8")
    return folder / "rbf2030.rbf"


def test_yes_and_no_are_verified(tmp_path: Path) -> None:
    found = CliRunner().invoke(command, [str(a_year(tmp_path, TRUE, FALSE, PAID))])
    assert found.exit_code == 0, found.output
    assert "2 påstander: 1 gjenskapt uavhengig, 1 avvik som er forklart." in found.output


@pytest.mark.parametrize(
    "rows",
    [
        (TRUE.replace(";ja;", ";nei;"), FALSE, PAID),
        (TRUE, FALSE.replace(";Vest;", ";Nord;"), PAID),
        (TRUE, FALSE.replace("usant;nei", ";"), PAID),
        (TRUE, FALSE.replace("usant;nei", "usant;ja"), PAID),
        (TRUE, FALSE, PAID.replace(";60;", ";61;")),
        (TRUE, PAID),
        (TRUE, FALSE, PAID, PAID),
    ],
)
def test_anything_that_differs_ends_with_1(tmp_path: Path, rows: tuple[str, ...]) -> None:
    found = CliRunner().invoke(command, [str(a_year(tmp_path, *rows))])
    assert found.exit_code == 1
    assert "Noe er annerledes enn filene sier." in " ".join(found.output.split())


def test_the_command_tells_every_figure_in_every_format(tmp_path: Path) -> None:
    shelf = library.find("rbf2022")
    assert shelf
    folder = tmp_path / "rbf2022"
    shutil.copytree(shelf.path.parent, folder)
    for form in texts():
        found = CliRunner().invoke(command, [str(folder), "--format", form])
        assert found.exit_code == 0
        shown = ("24017", "24103", "107296415", "kanikkeberegnes" if form != "json" else "not_computable")
        told = "".join(found.output.split())
        assert all(text in told for text in shown), form
    file = folder / "publisert.csv"
    file.write_text(file.read_text("utf-8").replace("107 296 415", "107 296 416"), encoding="utf-8")
    assert CliRunner().invoke(command, [str(folder)]).exit_code == 1


def test_a_ruleset_without_published_figures_is_named(tmp_path: Path) -> None:
    path = a_year(tmp_path)
    (tmp_path / "publisert.csv").unlink()
    found = CliRunner().invoke(command, [str(path)])
    assert found.exit_code == 2
    assert "har ingen publiserte tall" in found.output


def test_a_dash_is_zero_and_x_is_one_part() -> None:
    assert read_number("-", "poeng") == Print(Fraction(0), 0, "poeng")
    assert read_number("x", "") == Print(Fraction(1), 0, tail="x")
    assert read_statement(row_of("R22-015")[1], KRONE) == Print(Fraction(1, 2), 1, tail="x")
    assert read_number("- 7 716 780", "kr") == Print(Fraction(-7_716_780), 0, "kr")


def test_only_what_deviates_is_told_and_the_counts_are_of_all() -> None:
    """RBF 2022 has eight printed figures, two claims and a sum that do not come out as printed, of 218, 65 and 3."""
    found = CliRunner().invoke(command, ["rbf2022", "--only", "deviations", "--format", "json"])
    assert found.exit_code == 0
    data = json.loads(found.stdout)
    (one,) = data["rulesets"]
    assert [row["verdict"] for row in one["rows"]] == ["deviation"] * 11
    assert [sum(data[kind].values()) for kind in ("figures", "claims", "unprinted")] == [218, 65, 3]
    shown = CliRunner().invoke(command, ["rbf2022", "--only", "deviations"]).stdout
    assert shown.startswith("Publiserte tall i RBF 2022 som avviker")
    assert "R22-034" in shown and "R22-033" not in shown and "Kan ikke beregnes\n" not in shown


def test_a_minus_that_is_printed_is_shown_with_one_sign() -> None:
    """The files write a hyphen, as rulebooks do; what is computed has a minus."""
    shown = CliRunner().invoke(command, ["rbf2022"], env={"COLUMNS": "120"}).stdout
    assert " −7 716 780 kr   −7 716 780 kr  " in shown
    assert not any(line.partition(" -")[2][:1].isdigit() for line in shown.splitlines())


def test_the_file_is_quoted_where_it_is_in_the_other_language_and_places_are_in_the_one_spoken() -> None:
    """In English what a Norwegian file notes stands in quotation marks, and a table is a table."""
    norwegian, english = (
        " ".join(CliRunner().invoke(command, ["rbf2022", "--lang", one]).output.split()) for one in ("nb", "en")
    )
    note = "Linjene i tabellen blir 24 103, og faktoren 4,15 hører til den summen. 24 017 ville gitt 4,16."
    place = "RBF 2022: Resultatbasert finansiering 2022, {} 6: Total, vektede poeng,"
    assert f"{place.format('tabell')} trykt 24 017 poeng, beregnet 24 103 poeng. {note}" in norwegian
    computed = f"{place.format('table')} printed 24 017 poeng, computed 24,103 points."
    assert f"{computed} The file says, in its own words: “{note}”" in english
    assert "Missing, in the words of the file: “antall observasjoner”." in english
