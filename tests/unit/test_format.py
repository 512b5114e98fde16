"""The formatter: one layout, nothing lost, the same in both vocabularies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from texts import EVERY_CONSTRUCT, HEADER, MONEY_DECLARED, RULESETS, ends_of_words, read, tree_of

from rbflang.commands import main
from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.format_lines import WIDTH
from rbflang.syntax.parse import parse, tokens_of
from rbflang.syntax.tree import Header, RulesetTree
from rbflang.syntax.vocabulary import KEYWORDS

IN_NORWEGIAN = [EVERY_CONSTRUCT, *RULESETS]
TEXTS = [MONEY_DECLARED, *IN_NORWEGIAN]
SHORT = """\
regelsett RBF 2026

kilde a  "A"
kilde lang "B" { utgiver "C" }
fastsatt x=1000000 kr [a 1]
fastsatt lengre_navn=0,50 [lang 1,2]
tabell t per region:andel[a 1]{Nord:12,5 % Vest:100 %
}
trapp u [a 1] { fra 0 gir 0 deler fra 10 gir 1 deler fra 100 gir 0,5 deler }
formel y per region=((a)*(b+c))/d [a 1]
formel z=(sum a over region)/b >= 1 [lang 2]
"""
LAID_OUT = """\
regelsett RBF 2026

kilde a    "A"
kilde lang "B" { utgiver "C" }

fastsatt x           = 1 000 000 kr                                                                 [a 1]
fastsatt lengre_navn = 0,50                                                                         [lang 1, 2]

tabell t per region : andel [a 1] {
    Nord:  12,5 %
    Vest: 100 %
}

trapp u [a 1] {
    fra   0 gir 0 deler
    fra  10 gir 1 del
    fra 100 gir 0,5 del
}

formel y per region = a × (b + c) / d                                                               [a 1]
formel z            = (sum a over region) / b minst 1                                               [lang 2]
"""


def test_the_layout_is_the_one_of_the_rulesets() -> None:
    assert formatted(tree_of(SHORT)) == LAID_OUT


def test_the_example_holds_every_word_of_the_language() -> None:
    met = {name for path in (EVERY_CONSTRUCT, MONEY_DECLARED) for name, _ in tokens_of(read(path))}
    assert {keyword.name for keyword in KEYWORDS} - met == {
        "POINT",
        "PART",
    }  # read as the units UNIT_POINTS, UNIT_PARTS


NORWEGIAN = """\
regelsett Bonus 2031 "Bonus 2031"

kilde regler "Regler 2031"

fastsatt grunnbeløp = 1 234,5 kr     [utledet fra regler 1: "1 234,5 kr; avrundet"]  # 1 234,5 i fjor
fastsatt faktor     = 1 000 000,25   [regler 1]
fastsatt liten      = 0,1340         [regler 1]
"""
ENGLISH = """\
ruleset Bonus 2031 "Bonus 2031"

source regler "Regler 2031"

fixed grunnbeløp = 1,234.5 kr    [derived from regler 1: "1 234,5 kr; avrundet"]  # 1 234,5 i fjor
fixed faktor     = 1,000,000.25  [regler 1]
fixed liten      = 0.1340        [regler 1]
"""


def test_numbers_follow_the_vocabulary_and_texts_stay() -> None:
    tree = tree_of(NORWEGIAN)
    english = formatted(tree, "en")
    assert english.split() == ENGLISH.split()
    assert formatted(tree_of(english), "nb") == formatted(tree)


def test_an_operand_with_a_sign_of_its_own_is_put_in_parentheses() -> None:
    tree = tree_of(f"{HEADER}formel a = b − (−c) × 2 + (−3) [r 1]\nformel d = −(−a) [r 1]\n")
    spelled = formatted(tree)
    assert "b − (−c × 2) + (−3)" in spelled
    assert "−(−a)" in spelled
    assert formatted(tree_of(spelled)) == spelled


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_formatted_text_reads_as_the_same_tree_and_stays_as_it_is(path: Path, language: str) -> None:
    tree = tree_of(read(path).text)
    text = formatted(tree, language)
    again = tree_of(text)
    assert (again.header, again.declarations, again.comments) == (tree.header, tree.declarations, tree.comments)
    assert again.language == language
    assert formatted(again) == text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_there_and_back_between_the_vocabularies_changes_nothing(path: Path) -> None:
    text = formatted(tree_of(read(path).text), "nb")
    english = formatted(tree_of(text), "en")
    assert english != text
    assert formatted(tree_of(english), "nb") == text


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_the_rulesets_that_ship_are_formatted(path: Path) -> None:
    assert formatted(tree_of(read(path).text)) == path.read_text("utf-8")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_only_strings_and_comments_make_lines_long(path: Path) -> None:
    for line in formatted(tree_of(read(path).text)).splitlines():
        assert len(line) <= WIDTH or line.strip().startswith(("merknad ", "forklaring ", "#")) or "  # " in line, line


def test_a_number_that_is_grouped_keeps_every_digit_and_decimal() -> None:
    tree = tree_of(HEADER + "fastsatt x = 1234567,8900 kr [a 1]\nfastsatt y = 0,10 % [a 1]\nfastsatt z = 12 [a 1]")
    assert re.findall(r"= (.*?)  ", formatted(tree)) == ["1 234 567,8900 kr", "0,10 %", "12"]


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("a - (b - c) - d", "a − (b − c) − d"),
        ("(a * b) / (c / d)", "a × b / (c / d)"),
        ("-(a + b) * -c", "−(a + b) × (−c)"),
        ("(sum (a + b) over s) / (sum c over s)", "(sum (a + b) over s) / (sum c over s)"),
        ("a / (sum c over s)", "a / sum c over s"),
        ("(a / sum c over s) + d", "a / (sum c over s) + d"),
        ("sum (sum a over s per t) over t", "sum (sum a over s per t) over t"),
        ("not_ eller (b og c) eller ikke (d og e)", "not_ eller b og c eller ikke (d og e)"),
        ("(a eller b) og c", "(a eller b) og c"),
        ("hvis (hvis a så b ellers c) så (hvis d så 1 ellers 2) ellers (hvis e så 3 ellers 4)",
         "hvis (hvis a så b ellers c) så (hvis d så 1 ellers 2) ellers hvis e så 3 ellers 4"),
        ("antall der (sum a over t) >= 1 over s", "antall der (sum a over t) minst 1 over s"),
    ],
)  # fmt: skip
def test_parentheses_stand_where_they_are_needed(written: str, spelled: str) -> None:
    tree = tree_of(f"{HEADER}formel x = {written}")
    assert formatted(tree).splitlines()[-1] == f"formel x = {spelled}"
    assert tree_of(formatted(tree)).declarations == tree.declarations


@pytest.mark.parametrize(
    "reasoning",
    ["enkelt", '"med; semikolon"', '"med ] klamme"', 'et "sitat; delt" midt i', '"to" og "to"', "kolon: to: ganger"],
)
def test_a_reason_is_quoted_only_where_it_must_be(reasoning: str) -> None:
    text = formatted(tree_of(f"{HEADER}fastsatt x = 1 [antatt: {reasoning}; tolket fra a 1: {reasoning}]"))
    assert text.splitlines()[-1].endswith(f"[antatt: {reasoning}; tolket fra a 1: {reasoning}]")


# comments


def _kept_once(tree: RulesetTree, marks: list[str]) -> None:
    text = formatted(tree)
    words = re.findall(r"# merke \d+ #", text)
    assert sorted(words) == sorted(marks)
    again = tree_of(text)
    assert (again.header, again.declarations, again.comments) == (tree.header, tree.declarations, tree.comments)
    assert formatted(again) == text


def _with_a_comment_at(text: str, places: list[int]) -> tuple[str, list[str]]:
    marks = [f"# merke {place} #" for place in places]
    for place, mark in sorted(zip(places, marks, strict=True), reverse=True):
        text = f"{text[:place]} {mark}\n{text[place:]}"
    return text, marks


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_comment_after_every_word_at_once_is_kept(path: Path) -> None:
    text, marks = _with_a_comment_at(read(path).text, ends_of_words(read(path).text))
    _kept_once(tree_of(text), marks)


@pytest.mark.parametrize(("year", "path"), list(enumerate(IN_NORWEGIAN)), ids=[path.stem for path in IN_NORWEGIAN])
def test_a_comment_after_any_word_is_kept(year: int, path: Path) -> None:
    """Each text tries a word in seven, and each begins with another: the same declarations return from year to year."""
    seen = 0
    tree = tree_of(read(path).text)
    for one in (tree.header, *tree.declarations):
        assert one is not None
        text = one.span.text if isinstance(one, Header) else f"regelsett RBF 2026\n{one.span.text}"
        for place in ends_of_words(text)[(year + one.span.line) % 7 :: 7]:
            marked, marks = _with_a_comment_at(text, [place])
            _kept_once(tree_of(marked), marks)
            seen += 1
    assert seen > 100


def test_comments_stay_where_they_were() -> None:
    text = formatted(
        tree_of(
            HEADER
            + """
# En overskrift

## Om trappen.
trapp u { # først
    fra 0 gir 0 # lavest
    # imellom { og }
    fra 1 gir 1
    # sist
} # etter
# slutt
"""
        )
    )
    assert text == HEADER + """

# En overskrift

## Om trappen.
trapp u {
    # først
    fra 0 gir 0  # lavest
    # imellom { og }
    fra 1 gir 1
    # sist
}  # etter

# slutt
"""  # fmt: skip


# the command


def test_the_command_rewrites_and_then_finds_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "rbf2026.rbf"
    path.write_text(SHORT, "utf-8")
    run = CliRunner().invoke
    checked = run(main, ["fmt", "--check", str(path)])
    assert (checked.exit_code, path.read_text("utf-8")) == (1, SHORT)
    assert "rbf2026.rbf ville blitt skrevet om" in checked.output
    rewritten = run(main, ["fmt", str(path)])
    assert (rewritten.exit_code, path.read_text("utf-8")) == (0, LAID_OUT)
    assert "rbf2026.rbf er skrevet om" in rewritten.output
    assert run(main, ["fmt", "--check", str(path)]).exit_code == 0
    assert run(main, ["fmt", "--vocabulary", "en", str(path)]).exit_code == 0
    assert path.read_text("utf-8").startswith("ruleset RBF 2026\n\nsource a")


def test_the_command_leaves_a_text_with_faults_alone(tmp_path: Path) -> None:
    path = tmp_path / "feil.rbf"
    path.write_text(HEADER + "formel x = \n", "utf-8")
    result = CliRunner().invoke(main, ["fmt", str(path)])
    assert (result.exit_code, path.read_text("utf-8")) == (1, HEADER + "formel x = \n")
    assert "Feil: " in result.output


def test_the_command_writes_plain_line_breaks_and_no_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "rbf2026.rbf"
    path.write_bytes(b"\xef\xbb\xbf" + LAID_OUT.replace("\n", "\r\n").encode())
    assert CliRunner().invoke(main, ["fmt", "--check", str(path)]).exit_code == 1
    assert CliRunner().invoke(main, ["fmt", str(path)]).exit_code == 0
    assert path.read_bytes() == LAID_OUT.encode()


def test_parse_is_the_law_the_tests_rest_on() -> None:
    assert parse(Source("a", SHORT)).tree != parse(Source("a", SHORT.replace("1000000", "1000001"))).tree


def test_a_semicolon_in_quotation_marks_ends_no_entry() -> None:
    reason = "de to første er lagt sammen; den tredje står for seg, slik tabellen på side 14 viser den"
    text = f'{HEADER}fastsatt a = 1 kr [tolket fra kilden 4.1, tabell 7: "{reason}"; kilden 4.2]\n'
    lines = formatted(tree_of(text)).split("\n")
    entries = [line for line in lines if line.startswith("     kilden 4.2") or "tolket fra" in line]
    assert len(entries) == 2
    assert entries[1].strip() == "kilden 4.2]"
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
