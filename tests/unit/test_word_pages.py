"""Every word of the language is explained by a declaration that uses it, of a ruleset that is in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbflang.pipeline import checked
from rbflang.reports.describe import word_page
from rbflang.reports.describe.meanings import MEANINGS
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
            assert 1 <= len(lines) <= 6
            assert word.spelled(language).split()[-1].strip(",") in "\n".join(lines)
            sentence = meaning(word).say(language)
            assert sentence.endswith((".", "?"))
            assert sentence[0].isupper() or not sentence[0].isalpha()


@pytest.mark.parametrize(
    "text", ["ellers bortfaller poengene", ", ellers  bortfaller poengene", "Otherwise the points lapse"]
)
def test_a_phrase_is_found_however_it_is_typed(text: str) -> None:
    assert [word.name for word in words_spelled(text)] == ["ELSE_LAPSE"]
