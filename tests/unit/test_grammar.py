"""The grammar has one reading of every text, and a word of the language is only ever the whole word."""

from __future__ import annotations

import logging

import pytest
from lark import Lark, logger
from texts import EVERY_CONSTRUCT, HEADER, RULESETS, found_in, read, tree_of

from rbflang.source import Source, decode
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import grammar_text, parse, tokens_of
from rbflang.syntax.vocabulary import BY_NAME, KEYWORDS, RESERVED, Keyword

ENGLISH_HEADER = 'ruleset RBF 2026 "Trial"\n'


def _conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    level = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        with caplog.at_level(logging.DEBUG, logger=logger.name):
            caplog.clear()
            logger.addHandler(caplog.handler)
            Lark(grammar, parser="lalr", start="ruleset", debug=True)
    finally:
        logger.removeHandler(caplog.handler)
        logger.setLevel(level)
    return [record.getMessage() for record in caplog.records if "conflict" in record.getMessage().lower()]


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    assert _conflicts(grammar_text(), caplog) == []


def test_a_conflict_would_be_noticed(caplog: pytest.LogCaptureFixture) -> None:
    grammar = grammar_text().replace("?negation: comparison | NOT", "?negation: comparison | negation NOT? | NOT")
    assert grammar != grammar_text()
    with pytest.raises(Exception, match="collision"):
        _conflicts(grammar, caplog)
    dangling = grammar_text().replace("ELSE expression -> choice", "(ELSE expression)? -> choice")
    assert _conflicts(dangling, caplog)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_keyword_in_the_grammar_is_one_terminal_of_its_own(language: str) -> None:
    words = [keyword.spelled(language) for keyword in KEYWORDS if keyword.name not in ("POINT", "PART")]
    assert len(words) == len(set(words))


SINGLE = sorted(RESERVED)
PHRASES = [(one, language) for one in KEYWORDS for language in ("nb", "en") if one.spelled(language) not in SINGLE]


@pytest.mark.parametrize("word", SINGLE)
def test_a_letter_behind_a_word_makes_it_a_name(word: str) -> None:
    for glued in (f"{word}x", f"{word}_", f"{word}2", f"x{word}"):
        if glued in RESERVED:
            continue
        tree = tree_of(f"{HEADER}formel {glued} = {glued} + {glued}(1)")
        assert tree.declarations[0].name.text == glued  # type: ignore[union-attr]


@pytest.mark.parametrize("word", SINGLE)
def test_a_word_is_no_name_in_either_vocabulary(word: str) -> None:
    language = "nb" if word in {keyword.nb for keyword in KEYWORDS} else "en"
    header, formula = (HEADER, "formel") if language == "nb" else (ENGLISH_HEADER, "formula")
    assert found_in(f"{header}{formula} {word} = 1") == [("reserved-word", 2)]


@pytest.mark.parametrize(("keyword", "language"), PHRASES, ids=lambda one: getattr(one, "name", one))
def test_a_letter_glued_to_a_phrase_is_a_fault_or_makes_names_of_its_words(keyword: Keyword, language: str) -> None:
    text = formatted(tree_of(read(EVERY_CONSTRUCT).text), language)
    phrase = keyword.spelled(language)
    damaged = text.replace(phrase, f"{phrase}x", 1)
    assert found_in(text) == []
    if keyword.name in ("PATIENT_KEY", "DATE", "PERIOD") and not found_in(damaged):  # a set may have any other name
        assert tree_of(damaged) != tree_of(text)
    elif not found_in(damaged):  # in a list of members, any two words are two members
        assert keyword.name == "ALSO"
        words = [name for name, _ in tokens_of(Source("text.rbf", text))]
        left = [name for name, _ in tokens_of(Source("text.rbf", damaged))]
        assert (words.count("ALSO") - left.count("ALSO"), left.count("NAME") - words.count("NAME")) == (1, 2)


@pytest.mark.parametrize("name", ["RULESET", "SOURCE", "FORMULA", "TABLE", "REGION", "STAIRCASE", "MEASURE", "NOTE"])
def test_a_letter_glued_to_the_word_of_a_declaration_is_a_fault(name: str) -> None:
    word = BY_NAME[name].nb
    text = f"{HEADER}{word}x a" if name != "RULESET" else f"{word}x RBF 2026"
    assert len(found_in(text)) == 1


def test_spaces_and_line_breaks_carry_no_meaning() -> None:
    text = read(RULESETS[-1]).text
    lines = [line for line in text.splitlines() if not line.strip().startswith("#")]
    as_one = tree_of("  ".join(lines))
    as_many = tree_of("\n".join(lines).replace(" fra ", "\n\tfra\r\n"))
    assert as_one == as_many


def test_a_unit_before_an_equals_sign_is_one_where_something_is_stated_and_begins_a_clause_elsewhere() -> None:
    stated = tree_of(f"{HEADER}kontroll 5 poeng = a\nkontroll 5\npoeng # så\n = a").declarations
    assert stated[0].left == stated[1].left  # type: ignore[union-attr]
    assert stated[0].left.mark == "points"  # type: ignore[union-attr]
    measure = tree_of(f"{HEADER}prestasjonsmål m {{ poengandel 1 deler = 2 poeng # så\n = a }}").declarations[0]
    assert [clause.kind for clause in measure.clauses] == ["point_share", "parts", "points"]  # type: ignore[union-attr]


def test_byte_order_mark_line_breaks_and_composition_do_not_matter() -> None:
    text = f"{HEADER}formel måltall_ø = 1\nmerknad «Å»\n"
    plain = parse(Source("a", text)).tree
    decomposed = text.replace("å", "a\u030a").replace("Å", "A\u030a").replace("\n", "\r\n")
    source = decode("a", b"\xef\xbb\xbf" + decomposed.encode())
    assert isinstance(source, Source)
    parsed = parse(source)
    assert parsed.faults == ()
    assert parsed.tree == plain
    assert plain.declarations[0].name.text == "måltall_ø"  # type: ignore[union-attr]


AS_NAMES = """
egenskap register per indikator : ord
inndata dato per region : tall
indikator video "Video" {
    måltall 20 % [regelverk 2]
    register NPR
    delområder a { register NKI }, b
}
tabell per indikator { register [regelverk 2] | periode
    video: NPR | x }
formel pasientnøkkel per region = register / dato [regelverk 3]
register periode { region : region  dato : dato  pasientnøkkel : pasientnøkkel  periode : periode  register : tekst }
måling av dato fra periode { der register er register og dato  antall der periode blant dato, register }
"""


def test_words_that_are_words_in_their_own_place_alone_are_names_elsewhere() -> None:
    tree = tree_of(HEADER + AS_NAMES)
    assert [type(one).__name__ for one in tree.declarations][-2:] == ["RegisterDecl", "MeasurementDecl"]
    assert formatted(tree_of(formatted(tree, "en")), "nb") == formatted(tree)


def test_such_a_name_in_a_block_hides_no_fault_and_brings_none() -> None:
    broken = AS_NAMES.replace("måltall 20 %", "måltall 20 ?")
    assert [line for _, line in found_in(HEADER + broken)] == [6]
