"""The page of `report`: the answer first, every payee explained down to the paragraph, the rules word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from rbflang import Computed, Prepared, Source, compute, find, prepare
from rbflang.commands import extras, main
from rbflang.explanation.account import account_of
from rbflang.explanation.allocation_account import allocation_account
from rbflang.library import read
from rbflang.published.published_file import read_published
from rbflang.published.verdicts import verify
from rbflang.reports.cell_words import worded
from rbflang.reports.document import (
    Block,
    Chart,
    Heading,
    Ledger,
    LedgerLine,
    Lines,
    Notes,
    Paragraph,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.reports.explain.indicator_table import indicator_table
from rbflang.reports.page import placed as placing
from rbflang.reports.page import unfolded_reasons
from rbflang.reports.page import whole_page as whole
from rbflang.reports.page.placed import placed, within_room
from rbflang.reports.page.rules_shown import rule_text
from rbflang.reports.page.whole_page import PageParts, whole_page
from rbflang.reports.page.year_by_year import year_by_year
from rbflang.reports.typed_cells import Amount, Nothing, Phrase
from rbflang.wording import Voice

NO_BREAK = "\N{NO-BREAK SPACE}"
NORWEGIAN = Voice("nb")


@cache
def computed(name: str = "rbf2025") -> Computed:
    shelf = find(name)
    assert shelf is not None
    prepared = prepare(shelf)
    assert isinstance(prepared, Prepared)
    found = compute(prepared, shelf.rounds[0])
    assert isinstance(found, Computed)
    return found


CROSSED = """regelsett Kryss 2031 "Kryss 2031"
kilde r "Regelverk"
region Øst "Helse Øst RHF" kort "Øst"
region Vest "Helse Vest RHF" kort "Vest"
fordeling endelig "Endelig fordeling" [r 1]
inndata teller "Antall" per region : tall
inndata størst "Får det største" per region : ja/nei
formel dobbelt "Dobbelt" per region = 2 × teller [r 1]
formel høyest "Høyest" = største dobbelt over region [r 1]
utbetaling beløp "Beløp" per region = hvis størst så 1 kr × høyest ellers 1 kr avrundet til hele kroner [r 1]
"""
CROSSED_DATA = """størrelse;region;verdi;kilde
teller;Øst;3;r 1
teller;Vest;7;r 1
størst;Øst;ja;r 1
størst;Vest;nei;r 1
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["report", *words])


def shown(*words: str) -> str:
    result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.replace(NO_BREAK, " ")


def headings(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    return [(one.text, one.level) for one in blocks if isinstance(one, Heading)]


def unfoldings(blocks: Sequence[Block]) -> list[Unfolding]:
    return [one for one in blocks if isinstance(one, Unfolding)]


def test_the_answer_is_first() -> None:
    """What all get, or what the one asked for gets with what all get below it."""
    every = whole_page(PageParts(computed()))
    assert every.title == "671 631 000 kr er fordelt på fire regioner i foreløpig fordeling av RBF 2025."
    assert isinstance(every.blocks[0], Table)
    assert (every.blocks[0].columns[-1].heading, every.blocks[0].totals_beside) == ("Sum", 1)
    one = whole_page(PageParts(computed(), ("Vest",)), "en")
    assert one.title == "Western Norway gets 125,449,844 kr in the provisional allocation of RBF 2025."
    assert isinstance(one.blocks[0], Paragraph)
    assert one.blocks[0].text.startswith("671,631,000 kr are shared by 4 regions")


def test_one_chart_stands_with_the_answer_and_the_others_under_a_heading_of_their_own() -> None:
    blocks = whole_page(PageParts(computed())).blocks
    first = next(at for at, one in enumerate(blocks) if isinstance(one, Heading))
    assert sum(isinstance(one, Chart) for one in blocks[:first]) == 1
    (chart,) = (one for one in whole_page(PageParts(computed(), ("Vest",))).blocks[:3] if isinstance(one, Chart))
    assert chart.title == (
        "Helse Vest får 3,3 mill. kr mindre enn etter nøkkelen alene, Helse Sør-Øst 4,7 mill. kr mer og Helse Nord "
        "4,9 mill. kr mindre."
    )
    at = headings(blocks).index(("Fordelingen i figurer", 2))
    assert at < headings(blocks).index(("Poeng", 2))


def test_the_last_row_stands_out_only_where_it_is_a_sum() -> None:
    vest = account_of(computed(), "Vest")
    none = evolve(vest, indicators=evolve(vest.indicators, has_sums=False))
    tables = [indicator_table(one, lambda *_: "", Voice("nb")).table for one in (vest, none)]
    assert [one.totals for one in tables] == [1, 0]
    assert worded(tables[1].rows[-1][0], "nb") == "Epikriser sendt innen 1 dag"


def test_every_payee_is_explained_and_the_one_asked_for_stands_open() -> None:
    every = unfoldings(whole_page(PageParts(computed())).blocks)
    assert [one.label.partition(" får ")[0] for one in every[:4]] == [
        "Helse Midt-Norge", "Helse Nord", "Helse Sør-Øst", "Helse Vest",
    ]  # fmt: skip
    assert {one.is_open for one in every} == {False}
    (asked, *_) = unfoldings(whole_page(PageParts(computed(), ("Vest",))).blocks)
    assert (asked.is_open, asked.on_paper) == (True, True)
    assert ("Fra poeng til kroner", 3) in headings(asked.blocks)
    assert not any(isinstance(one, Paragraph) and one.leads_on for one in asked.blocks)


def test_two_that_are_asked_for_are_explained_below_what_all_get() -> None:
    page = whole_page(PageParts(computed(), ("Vest", "Nord")))
    assert page.title.startswith("671 631 000 kr")
    assert [one.label.partition(" får ")[0] for one in unfoldings(page.blocks)[:2]] == ["Helse Vest", "Helse Nord"]


def tree_of(payee: str, language: str = "nb") -> Unfolding:
    (asked, *_) = unfoldings(whole_page(PageParts(computed(), (payee,)), language).blocks)
    return unfoldings(asked.blocks)[-1]


def below(tree: Unfolding, *labels: str) -> Unfolding:
    for label in labels:
        tree = next(one for one in unfoldings(tree.blocks) if one.label == label)
    return tree


def facts(tree: Unfolding) -> dict[str, str]:
    return {line.label: line.text for one in tree.blocks if isinstance(one, Lines) for line in one.lines}


def test_the_amount_unfolds_to_the_figure_and_the_paragraph() -> None:
    """Down to Vest's 10,7 per cent as table 1.3 prints it, and the weight of 24 per cent of table 2."""
    tree = tree_of("Vest")
    assert tree.label == "RBF-inntekt, Vest"
    assert isinstance(tree.result, Amount)
    assert tree.result.value == 125449844
    points = below(tree, "Poeng for utbetaling, Vest", "Vektede poeng, Vest", "Poengsum, Vest")
    assert facts(points)["Kilde"] == "regelverk 4.2"
    video = "Video- og telefonkonsultasjoner"
    won = next(one for one in unfoldings(points.blocks) if f"{video}" in one.label)
    given = {line.label: line for one in every(won) for line in ledger_of(one)}
    (figure,) = (
        line for label, line in given.items() if label.startswith(f"Måloppnåelse, {video}, ") and "Vest" in label
    )
    assert (figure.result, figure.citation) == ("10,7 %", "beregninger tabell 1.3")
    assert figure.place.startswith("forelopig.csv:")
    weight = given[f"Vekt, {video}"]
    assert (weight.result, weight.citation) == ("24 %", "regelverk tabell 2")
    assert weight.place.startswith("rbf2025.rbf:")


def ledger_of(tree: Unfolding) -> list[LedgerLine]:
    return [line for one in tree.blocks if isinstance(one, Ledger) for line in one.entries]


def every(tree: Unfolding) -> list[Unfolding]:
    return [tree, *(each for one in unfoldings(tree.blocks) for each in every(one))]


def test_what_is_told_once_is_led_to_where_it_comes_again() -> None:
    tree = every(tree_of("Vest", "en"))
    again = [one for one in tree if one.shown_at]
    assert again
    assert not any(one.blocks or one.name for one in again)
    assert {one.shown_at for one in again} < {one.name for one in tree}


def test_each_cell_is_unfolded_once_under_whose_it_is() -> None:
    """Nord's weighted points, which the factor that all have in common rests on, are unfolded under Nord's amount."""
    payees = unfoldings(whole_page(PageParts(computed())).blocks)[:4]
    trees = [every(unfoldings(one.blocks)[-1]) for one in payees]
    names = [one.name for tree in trees for one in tree if one.name]
    assert len(names) == len(set(names))
    (middle, north, *_) = trees
    (told,) = (one for one in middle if one.label == "Vektede poeng, Nord")
    assert told.shown_at in {one.name for one in north}


def trees_of(*payees: str) -> unfolded_reasons.UnfoldedReasons:
    account = allocation_account(computed())
    members = [one for one in account.payments.payees if one.name in payees]
    return unfolded_reasons.unfolded(account.step_of, members, account.ruleset, NORWEGIAN)


def test_a_cell_of_another_payee_that_its_own_payout_does_not_rest_on_is_unfolded_where_it_comes(
    tmp_path: Path,
) -> None:
    """Øst gets the greatest double, which is Vest's; Vest itself gets a krone, and rests on no double."""
    path = tmp_path / "kryss.rbf"
    path.write_text(CROSSED, "utf-8")
    (tmp_path / "endelig.csv").write_text(CROSSED_DATA, "utf-8")
    crossed = find(str(path))
    assert crossed is not None
    prepared = prepare(crossed)
    assert isinstance(prepared, Prepared)
    paid = compute(prepared, "endelig")
    assert isinstance(paid, Computed)
    account = allocation_account(paid)
    found = unfolded_reasons.unfolded(account.step_of, account.payments.payees, account.ruleset, NORWEGIAN)
    assert found.is_whole
    (double,) = (one for one in every(found.trees[0]) if one.label == "Dobbelt, Vest")
    assert [line.label for line in ledger_of(double)] == ["Antall, Vest"]


def test_of_many_terms_alike_all_of_the_payees_own_and_the_first_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine indicators of Vest's own; of three others' weighted points the first, and two more."""
    monkeypatch.setattr(unfolded_reasons, "MOST_ALIKE", 2)
    monkeypatch.setattr(unfolded_reasons, "OF_MANY", 1)
    (tree,) = trees_of("Vest").trees
    points = below(tree, "Poeng for utbetaling, Vest", "Vektede poeng, Vest", "Poengsum, Vest")
    assert len(unfoldings(points.blocks)) == 9
    told = [text.text for text in tree.blocks if isinstance(text, Paragraph)]
    assert told == ["Og 2 ledd til av samme slag."]


def test_what_lies_too_deep_is_a_line_that_does_not_unfold(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trees_of("Vest", "Nord")
    monkeypatch.setattr(unfolded_reasons, "MOST_LINES", 100)
    cut = trees_of("Vest", "Nord")
    assert (whole.is_whole, cut.is_whole) == (True, False)
    sizes = [sum(map(unfolded_reasons._lines_of, one.trees)) for one in (cut, whole)]
    assert sizes[0] < 100 < sizes[1]
    asked = whole_page(PageParts(computed(), ("Vest",)))
    assert "explain med --indicator forklarer" in " ".join(texts_of(unfoldings(asked.blocks)[0]))
    several = whole_page(PageParts(computed()), "en")
    assert "A page for one payee, made with --for, goes deeper." in " ".join(texts_of(unfoldings(several.blocks)[0]))


def texts_of(tree: Unfolding) -> list[str]:
    return [one.text for one in tree.blocks if isinstance(one, Paragraph)]


@pytest.mark.parametrize(
    ("changed", "said", "english"),
    [
        ({"is_hidden": True}, "vises ikke", "not shown"),
        ({"value": True}, "ja", "yes"),
        ({"value": False}, "nei", "no"),
        ({"value": "NPR"}, "NPR", "NPR"),
        ({"value": None, "is_not_given": True}, "ikke oppgitt", "not given"),
        ({"value": None}, "–", "–"),
        ({"value": Fraction(1, 3)}, "0,33 kr", "0.33 kr"),
    ],
)
def test_what_it_came_to_is_told_whatever_it_is(changed: dict[str, Any], said: str, english: str) -> None:
    item = evolve(account_of(computed(), "Vest").paid, **changed)
    assert worded(unfolded_reasons._value(item, NORWEGIAN), "nb") == said
    assert worded(unfolded_reasons._value(item, Voice("en")), "en") == english


def test_of_very_many_none_is_explained_but_those_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "MOST_EXPLAINED", 3)
    texts = [one.text for one in whole_page(PageParts(computed())).blocks if isinstance(one, Paragraph)]
    assert "Her er 4 mottakere. Velg hvem som skal forklares, med --for." in texts
    assert tree_of("Vest").label == "RBF-inntekt, Vest"


def test_what_comes_out_otherwise_than_printed_is_told_in_the_open() -> None:
    """The sum of table 1.1 for the final round of 2024, which its own four amounts do not give."""
    shelf = find("rbf2025")
    assert shelf is not None
    source = read(shelf.published)
    assert isinstance(source, Source)
    rows = read_published(source).rows
    page = whole_page(PageParts(computed(), ("Vest",), rows, verify(computed(), rows)))
    at = headings(page.blocks).index(("Avvik", 3))
    assert headings(page.blocks)[at - 1] == ("Publiserte tall i RBF 2025, etterprøvd", 2)
    (notes,) = (one for one in page.blocks[-8:] if isinstance(one, Notes) and "646,2" in " ".join(one.texts))
    assert "645,9" in " ".join(notes.texts)


def test_the_rules_stand_word_for_word_with_the_source_of_each_number() -> None:
    ruleset = computed().checked.ruleset
    text = rule_text(ruleset)
    written = ruleset.source.text.removesuffix("\n").split("\n")
    assert [one.text for one in text.lines] == written
    assert (text.file, text.written_in) == ("rbf2025.rbf", "nb")
    beside = {one.text.split(":")[0].strip(): one.sources for one in text.lines if one.sources}
    assert beside["video"] == "regelverk tabell 2, tabell 5, 2.1"


def test_headings_go_under_that_of_the_page() -> None:
    blocks = (Heading("A"), Paragraph("rbflang", leads_on=True), Unfolding("x", (Heading("B"), Verbatim(("y",)))))
    found = tuple(placed(blocks, 1))
    assert headings(found) == [("A", 3)]
    assert len(found) == 2
    assert headings(unfoldings(found)[0].blocks) == [("B", 3)]


def test_a_table_has_as_many_payees_as_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of four: their columns or rows and the sum of all stay, and it is said."""
    monkeypatch.setattr(placing, "MOST_PAYEES", 2)
    page = whole_page(PageParts(computed()))
    first, told = page.blocks[:2]
    assert isinstance(first, Table)
    assert [one.heading for one in first.columns] == ["", "Midt-Norge", "Nord", "Sum"]
    assert isinstance(first.rows[1][-1], Amount)
    assert first.rows[1][-1].value == 671631000
    assert isinstance(told, Paragraph)
    assert told.text == "Tabellen viser de 2 første av 4. Summene er av alle."
    compared = next(
        one for one in page.blocks if isinstance(one, Table) and one.columns[-1].heading == "Effekt i prosent"
    )
    assert [row[0] for row in compared.rows] == [Phrase("Midt-Norge"), Phrase("Nord"), Phrase("Sum")]
    drawn = next(one for one in page.blocks if isinstance(one, Chart))
    assert [row[0] for row in drawn.table.rows] == [Phrase("Midt-Norge"), Phrase("Nord")]
    (explained, *_) = unfoldings(page.blocks)
    narrow = [one for one in explained.blocks if isinstance(one, Table) and one.columns[1].heading == "Midt-Norge"]
    assert [one.heading for one in narrow[0].columns] == ["", "Midt-Norge", "Nord", "Sum"]
    other = Table(first.columns[:1], ((Nothing(),),))
    assert tuple(within_room((other,), (), NORWEGIAN)) == (other,)


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    path = tmp_path / "vest.html"
    result = run("rbf2025", "--for", "Vest", "-o", str(path))
    assert (result.exit_code, result.stderr) == (0, f"Skrevet til {path}.\n")
    page = path.read_text("utf-8").replace(NO_BREAK, " ")
    assert '<h1 id="top">Helse Vest får 125 449 844 kr i foreløpig fordeling av RBF 2025.</h1>' in page
    assert "Publiserte tall i RBF 2025, etterprøvd" in page
    assert re.search(r'<a href="#Lrbf2025-rbf-\d+">rbf2025.rbf:\d+</a>', page)
    assert len(page.encode()) < 1_000_000


OWN = """ruleset Own 2031 "Own payments 2031"
source rules "Rules" { publisher "Agency" }
set hospital "Hospital" { north "North" city "City" }
allocation provisional "Provisional payment" [rules 1]
table share_of_pool "Share" per hospital : proportion, totalling 100 % [rules 2] { north: 60 % city: 40 % }
fixed pool "Pool" = 1000 kr [rules 1]
input quality "Quality" per hospital : number
payout payment "Payment" per hospital = pool × share_of_pool + 0 kr × quality [rules 3]
    rounded to whole kroner [rules 3]
"""


def test_a_ruleset_of_ones_own_is_told_of_without_those_that_ship(tmp_path: Path) -> None:
    """None of these comes before it, so the page is not made from their files either."""
    own = tmp_path / "own.rbf"
    own.write_text(OWN, "utf-8")
    (tmp_path / "provisional.csv").write_text(
        "quantity;hospital;value;source\nquality;north;1;x\nquality;city;2;x\n", "utf-8"
    )
    page = shown(str(own))
    assert "600" in page
    assert "  own.rbf" in page
    assert "rulesets/" not in page


def test_figures_of_ones_own_are_not_held_against_what_was_published() -> None:
    page = shown("rbf2025", "--set", "bevilgning=5 kr", "--lang", "en")
    assert '<p class="notice">Own figures: bevilgning = 5 kr.</p>' in page
    assert "Published figures" not in page


def test_another_ending_than_that_of_a_page_is_wrong_usage(tmp_path: Path) -> None:
    result = run("rbf2025", "-o", str(tmp_path / "side.csv"))
    assert result.exit_code == 2
    assert "Bruk .html" in result.stderr


def test_what_is_missing_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    for words in (("report", "rbf2025"), ("allocate", "rbf2025", "--format", "html")):
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == 2
        assert "Til dette trengs jinja2. Installer det slik: pip install 'rbflang[html]'" in result.stderr


def test_evolving_a_page_keeps_what_stands_above_and_below() -> None:
    page = whole_page(PageParts(computed()))
    assert (page.notice, page.language, page.foot) == ("", "nb", ())
    assert evolve(page).blocks == page.blocks


def test_results_are_drawn_from_year_to_year() -> None:
    """Video 2022 and 2025 as `compare` knows them for the same; a ruleset without earlier ones has no such part."""
    before, now = computed("rbf2022"), computed()
    drawn = list(year_by_year(now, [before], NORWEGIAN))
    assert isinstance(drawn[0], Heading)
    assert drawn[0].text == "Resultatene fra år til år"
    titles = [one.label for one in unfoldings(drawn)]
    assert "Video- og telefonkonsultasjoner: Helse Nord har økt mest, fra 7,4 % til 16,2 %." in titles
    assert [one for one in drawn if isinstance(one, Unfolding)] == drawn[1:]
    assert list(year_by_year(now, [], NORWEGIAN)) == []
    assert list(year_by_year(evolve(now, is_of_own_figures=False), [before], NORWEGIAN)) == []
    assert "fra år til år" not in shown("rbf2025", "--data", "syntetisk")
    assert "Resultatene fra år til år" in shown("rbf2025")
    assert "Resultatene fra år til år" not in shown("rbf2022")
