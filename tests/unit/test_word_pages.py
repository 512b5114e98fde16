"""Every word of the language is explained by a declaration that uses it, of a ruleset that is in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import syntax
from rbflang.commands import main
from rbflang.pipeline import checked
from rbflang.reports.describe import word_page
from rbflang.reports.describe.meanings import MEANINGS
from rbflang.reports.describe.signs import BY_SIGN, CALLED_SO, SIGNS, Sign
from rbflang.reports.describe.word_page import example, meaning, words_spelled
from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.read import read
from rbflang.syntax.vocabulary import KEYWORDS

each_language = pytest.mark.parametrize("language", ["nb", "en"])
MEMBERS = {
    "nb": "inndeling;medlem;under;tittel;kilde\nbehandlingssted;a;UNN;A;\n",
    "en": "set;member;under;title;source\nsite;a;Tromso;A;\n",
}


def ruleset(language: str) -> Source:
    path = word_page.HERE / f"every_word.{language}.rbf"
    return Source(path.name, path.read_text("utf-8"))


@each_language
def test_the_ruleset_of_the_examples_is_in_order(language: str, tmp_path: Path) -> None:
    members = tmp_path / "medlemmer.csv"
    members.write_text(MEMBERS[language], "utf-8")
    found, faults = checked(ruleset(language), members)
    assert found is not None
    assert [one.slug for one in faults] == ["total-is-approximate"]
    assert formatted(read(ruleset(language)).tree) == ruleset(language).text


def test_both_languages_show_the_same_declarations() -> None:
    both = [read(ruleset(language)).tree.declarations for language in ("nb", "en")]
    assert [type(one) for one in both[0]] == [type(one) for one in both[1]]


def test_every_word_has_a_meaning_and_an_example_of_a_few_lines() -> None:
    assert not {word.name for word in KEYWORDS} ^ set(MEANINGS)
    for word in KEYWORDS:
        for language in ("nb", "en"):
            lines = example(word, language)
            assert 1 <= len(lines) <= 8
            assert "…" not in "".join(lines)
            assert word.spelled(language).split()[-1].strip(",") in "\n".join(lines)
            sentence = meaning(word).say(language)
            assert sentence.endswith((".", "?"))
            assert sentence[0].isupper() or not sentence[0].isalpha()


@pytest.mark.parametrize(
    "text", ["ellers bortfaller poengene", ", ellers  bortfaller poengene", "Otherwise the points lapse"]
)
def test_a_phrase_is_found_however_it_is_typed(text: str) -> None:
    assert [word.name for word in words_spelled(text)] == ["ELSE_LAPSE"]


@each_language
@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.spelled[0])
def test_the_line_of_a_sign_uses_it_and_is_read(sign: Sign, language: str) -> None:
    line = sign.example.say(language)
    assert any(one in line for one in sign.spelled)
    header = {"nb": 'regelsett X 2030 "X"', "en": 'ruleset X 2030 "X"'}[language]
    assert read(Source("x.rbf", f"{header}\n{line}\n")).faults == ()


def test_no_sign_of_the_grammar_is_left_out() -> None:
    grammar = (Path(syntax.__file__).parent / "grammar.lark").read_text("utf-8")
    written = {one for one in re.findall(r'"([^"\w\s]+)"', grammar) if one != "[^"}
    assert written
    assert not written - set(BY_SIGN)
    assert set("-−–*×≥≤<>[]#") <= set(BY_SIGN)


@pytest.mark.parametrize(("word", "meant"), [("floor", "største"), ("tak", "minste"), ("Average", "gjennomsnitt")])
def test_what_is_called_otherwise_elsewhere_leads_to_the_word(word: str, meant: str) -> None:
    told = CliRunner().invoke(main, ["describe", word, "--lang", "nb"])
    assert told.exit_code == 0
    assert f"«{word}» er ikke et ord i språket." in told.stdout
    assert f"«{meant}», på engelsk" in told.stdout


def test_what_is_called_otherwise_is_no_word_of_the_language() -> None:
    assert not {word for word in CALLED_SO if words_spelled(word)}


def test_a_sign_has_a_page() -> None:
    told = CliRunner().invoke(main, ["describe", "*", "--lang", "en"]).stdout
    assert told.startswith("The sign ×  *\n\n  Times.\n")
    assert "    formula amount = point_value × total_points [rulebook 4]" in told
