"""Reports as pages: every block is laid out, names what it shows, and whatever a text says is shown as it stands."""

from __future__ import annotations

import re
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from attrs import evolve

from rbflang.quantities import KRONER
from rbflang.render import csv, html, markdown, needed, rendered, terminal
from rbflang.reports import document
from rbflang.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Ledger,
    LedgerLine,
    Line,
    Lines,
    Notes,
    Paragraph,
    RuleLine,
    RuleText,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.reports.typed_cells import BLANK, Amount, Cell, Marked, Phrase, Quoted

WIDE = "\N{NO-BREAK SPACE}"
VOID = ("meta", "link")


class Elements(HTMLParser):
    """The elements of a page with their attributes, and that each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        assert not self.opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def all_of(self, name: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(name)) is not None]


def page(*blocks: Block, title: str = "Tittel", language: str = "nb", notice: str = "") -> str:
    return rendered(Document(title, blocks, notice=notice, foot=("Om filen.",), language=language), "html")


def main_of(*blocks: Block, language: str = "nb") -> str:
    found = re.search(r"<main>(.*)</main>", page(*blocks, language=language), re.DOTALL)
    assert found
    return found[1].strip()


def numbers(*rows: tuple[Cell, ...], totals: int = 0, may_turn: bool = False) -> Table:
    columns = (Column("Navn", "left"), *(Column(f"K{at}") for at in range(1, len(rows[0]))))
    return Table(columns, rows, totals, may_turn=may_turn)


def test_every_kind_of_block_is_laid_out() -> None:
    assert set(html.LAID_OUT) == set(csv.LAID_OUT) == set(document.BLOCKS)


def test_what_it_needs_is_told() -> None:
    assert [needed(form) for form in ("html", "csv")] == [("jinja2", "html"), None]


def test_the_page_is_well_formed_and_names_its_language_and_title() -> None:
    made = page(Paragraph("Hei"), title="Vest får 5 kr", language="en", notice="Prøve.")
    found = Elements(made)
    assert ("html", {"lang": "en"}) in found.found
    assert f"<title>Vest får 5{WIDE}kr</title>" in made
    assert [tag for tag, _ in found.found if tag in ("header", "main", "footer", "h1")] == [
        "header", "h1", "main", "footer",
    ]  # fmt: skip
    assert '<p class="notice">Prøve.</p>' in made
    assert "<p>Om filen.</p>" in made


def test_nothing_is_fetched_and_nothing_runs() -> None:
    found = Elements(page(Paragraph("Hei")))
    assert "script" not in {tag for tag, _ in found.found}
    assert found.all_of("src") == []
    assert found.all_of("href") == ["data:,"]
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert policy in found.all_of("content")
    style = html.FOLDER.joinpath("page.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


MARKUP = "<script>alert('1')</script> & \"x\" {{ 7 * 7 }}"


@pytest.mark.parametrize(
    "block",
    [
        Heading(MARKUP),
        Heading(MARKUP, 3),
        Paragraph(MARKUP),
        Lines((Line(MARKUP, MARKUP, MARKUP),)),
        Notes((MARKUP,)),
        Table((Column(MARKUP, "left", group=MARKUP),), ((Phrase(MARKUP),),)),
        Ledger((LedgerLine(MARKUP, MARKUP, MARKUP, MARKUP, MARKUP),)),
        Verbatim((MARKUP,)),
        Unfolding(MARKUP, (Paragraph(MARKUP),), Phrase(MARKUP), MARKUP),
        RuleText("x.rbf", "nb", (RuleLine(MARKUP, MARKUP),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_what_a_text_says_is_shown_as_it_stands(block: Block) -> None:
    made = page(block, title=MARKUP)
    assert "script" not in {tag for tag, _ in Elements(made).found}
    assert "49" not in made


def test_a_sign_that_steers_is_shown_as_one_that_does_not() -> None:
    assert "a\ufffdb" in main_of(Verbatim(("a\u202eb",)))
    assert "a\ufffdb" in main_of(Paragraph("a\u202eb"))


def test_numbers_are_held_together_but_for_what_is_copied() -> None:
    assert f"1{WIDE}234{WIDE}kr" in main_of(Paragraph("Det er 1 234 kr."))
    assert '<pre>--set "x=1 234 kr"\n</pre>' in main_of(Verbatim(('--set "x=1 234 kr"',)))


def test_a_table_is_named_by_the_heading_above_it() -> None:
    table = numbers((Phrase("a"), Amount(Fraction(1234))), (Phrase("Sum"), Amount(Fraction(-7))), totals=1)
    made = main_of(Heading("Beløp"), table)
    assert '<h2 id="s1">Beløp</h2>' in made
    assert '<div class="wide" role="group" tabindex="0" aria-labelledby="s1">' in made
    assert '<th scope="col">Navn</th><th scope="col" class="n short">K1</th>' in made
    assert f'<tr><th scope="row">a</th><td class="n">1{WIDE}234</td></tr>' in made
    assert '<tr class="total"><th scope="row">Sum</th><td class="n">\N{MINUS SIGN}7</td></tr>' in made


def test_a_table_before_any_heading_is_named_by_the_title() -> None:
    assert 'aria-labelledby="top"' in main_of(numbers((Phrase("a"), BLANK)))


def test_a_column_group_spans_its_columns() -> None:
    columns = (Column("", "left"), Column("A", group="deler"), Column("B", group="deler"))
    made = main_of(Table(columns, ((Phrase("x"), BLANK, BLANK),)))
    assert '<tr><td colspan="1"></td><th scope="colgroup" colspan="2">deler</th></tr>' in made
    assert '<tr><td></td><th scope="col" class="n short">A</th>' in made


def test_a_table_of_no_headings_has_no_head() -> None:
    made = main_of(Table((Column("", "left"), Column("")), ((Phrase("x"), Amount(Fraction(1))),)))
    assert "<thead>" not in made


def test_a_note_stands_behind_its_figure_without_room() -> None:
    made = main_of(numbers((Phrase("a"), Marked(Quoted("0,4 %", Fraction(4, 1000)), "b", 12))))
    assert f'<td class="n">0,4{WIDE}% b</td>' in made


def test_a_table_that_may_turn_stands_on_its_narrow_side() -> None:
    """One row of three figures becomes three rows of one."""
    row = (Phrase("Kroner"), *(Amount(Fraction(at), 0, KRONER) for at in (1, 2, 3)))
    made = main_of(numbers(row, may_turn=True))
    assert re.findall(r'<th scope="row">(K\d)</th><td class="n">(\d)</td>', made) == [
        ("K1", "1"), ("K2", "2"), ("K3", "3"),
    ]  # fmt: skip
    assert '<th scope="col">Navn</th><th scope="col" class="n short">Kroner</th>' in made
    assert main_of(numbers(row)).count("<tr>") == 2


def test_a_sum_beside_the_figures_stands_out_below_them_when_the_table_turns() -> None:
    row = (Phrase("Kroner"), *(Amount(Fraction(at), 0, KRONER) for at in (1, 2, 3)))
    made = main_of(evolve(numbers(row, may_turn=True), totals_beside=1))
    assert re.findall(r'<tr class="total"><th scope="row">(K\d)</th>', made) == ["K3"]


def test_headings_stand_under_each_other_and_sections_are_listed_where_they_are_many() -> None:
    few = main_of(*(Heading(f"Del {at}") for at in (1, 2, 3)))
    many = main_of(*(Heading(f"Del {at}") for at in (1, 2, 3, 4)), Heading("Under", 3), Heading("Dypt", 9))
    assert "<nav" not in few
    assert '<li><a href="#s4">Del 4</a></li>' in many
    assert 'id="s4-1">Under</h3>' in many
    assert 'id="s4-2">Dypt</h6>' in many
    ids = Elements(page(*(Heading(str(at)) for at in range(5)))).all_of("id")
    assert len(ids) == len(set(ids))


def test_a_place_in_the_rules_leads_to_its_line_where_the_page_has_it() -> None:
    ledger = Ledger((LedgerLine("Kroner", "× 2", "= 4 kr", "a b.rbf:2", "regelverk 4"), LedgerLine("", "tekst")))
    rules = Unfolding("a b.rbf", (RuleText("a b.rbf", "nb", (RuleLine("x = 1"), RuleLine("y = 2", "regelverk 5"))),))
    made = main_of(ledger, rules)
    assert '<td class="origin"><a href="#La-b-rbf-2">a b.rbf:2</a> regelverk 4</td>' in made
    assert '<li id="La-b-rbf-2">' in made
    assert '<span class="origin">regelverk 5</span></li>' in made
    assert '<tr><td></td><td colspan="2">tekst</td>' in made
    assert "<a " not in main_of(ledger)


def test_rules_are_coloured_by_the_words_of_the_language() -> None:
    lines = tuple(map(RuleLine, ("# Om", "fastsatt x = 1 kr [a 2]", "", 'kilde a "A"')))
    made = main_of(RuleText("x.rbf", "nb", lines))
    assert '<ol class="rules" lang="nb">' in made
    assert '<span class="r"># Om</span>' in made
    assert re.search(r'<span class="k">fastsatt</span>.*<span class="v">1</span>', made)
    assert '<span class="c">a</span>' in made
    assert made.count("<li ") == len(lines)
    assert "".join(re.sub(r"<[^>]*>", "", made)).split() == " ".join(one.text for one in lines).split()


def test_what_unfolds_is_closed_unless_it_is_to_be_open() -> None:
    inner = (Unfolding("Inni", (Paragraph("Dypest"),)),)
    made = main_of(Unfolding("Utenpå", inner, Amount(Fraction(5), 0, KRONER, is_named=True), "x.rbf:3", True, True))
    assert '<details class="printed" open>' in made
    assert f'<summary><span id="s-1-u">Utenpå</span> <span class="n">5{WIDE}kr</span></summary>' in made
    assert '<p class="origin">x.rbf:3</p>' in made
    assert '<details>\n<summary><span id="s-1-1-u">Inni</span></summary>' in made
    assert made.index("Utenpå") < made.index("Inni") < made.index("Dypest")


def test_what_is_shown_elsewhere_leads_there() -> None:
    made = main_of(Unfolding("Der", (), name="x.Vest"), Unfolding("Her", (), shown_at="x.Vest"))
    assert '<details id="u0">' in made
    assert '<p class="again"><a href="#u0">Her</a></p>' in made
    assert "<a " not in main_of(Unfolding("Her", (), shown_at="x.Vest"))


TREE = Unfolding("Ytre", (Lines((Line("Kilde", "a 2"),)), Unfolding("Indre", (), Phrase("7"))), Phrase("5 kr"), "x:1")
RULES = RuleText("x.rbf", "nb", (RuleLine("x = 1", "a 2"), RuleLine("")))


def test_in_other_formats_all_that_unfolds_is_unfolded() -> None:
    document_ = Document("", (TREE, RULES))
    assert terminal.render(document_) == "  Ytre  5 kr  x:1\n    Kilde  a 2\n    Indre  7\n\nx = 1\n\n"
    assert markdown.render(document_) == (
        "**Ytre** 5 kr x:1\n\n- **Kilde** a 2\n\n**Indre** 7\n\n```text\nx = 1\n\n```\n"
    )
    assert csv.render(document_) == "# Ytre 5 kr x:1\n# Kilde a 2\n# Indre 7\n# x = 1\n"


def test_a_heading_further_in_is_one_in_markdown() -> None:
    assert markdown.render(Document("", (Heading("A"), Heading("B", 3)))) == "## A\n\n### B\n"
