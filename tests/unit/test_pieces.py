"""What a text hides from those who look for signs in it, and where it is cut where it cannot be read as a whole."""

from __future__ import annotations

import re

import pytest
from lark.parsers.lalr_interactive_parser import InteractiveParser

from rbflang.source import Source
from rbflang.syntax import comments
from rbflang.syntax import parse as parse_module
from rbflang.syntax.comments import blanked, comments_of
from rbflang.syntax.parse import parse
from rbflang.syntax.segments import pieces_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a [b # c] d", "a         d"),
        ("[ # c\n1", "[    \n1"),
        ("[ « ” # c", "[ « ”    "),
        ("«« a» b", "      b"),
        ("» « a", "» « a"),
        ('[ # "\n[a] 1', '[    \n    1'),
        ('[ "a" [ "b" # c', "[     [        "),
        ("[ [ a\n # b\n[c]", "[ [ a\n    \n   "),
        ("„a“ ‚b‘ ’c’ 1", "            1"),
    ],
)  # fmt: skip
def test_strings_citations_and_comments_are_blanked_and_what_is_not_closed_is_not(text: str, plain: str) -> None:
    assert blanked(text) == plain


def test_a_number_sign_in_a_citation_begins_no_comment_and_behind_an_open_bracket_it_does() -> None:
    assert [one.text for one in comments_of(Source("", "[a # b]\n[c # d\n# e"))] == ["# d", "# e"]


def test_what_is_behind_open_brackets_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comment ends what the first bracket could be, and all the others; so does the end of the text."""
    looked: list[int] = []

    class Noting:
        def match(self, text: str, start: int) -> re.Match[str] | None:
            looked.append(start)
            return comments_citation.match(text, start)

    comments_citation = comments._CITATION
    monkeypatch.setattr(comments, "_CITATION", Noting())
    text = "x [\n" * 100 + "# c\n" + "[" * 100
    assert blanked(text) == text.replace("# c", "   ")
    assert looked == [2, 404]


def test_pieces_begin_with_declarations_but_not_where_an_expression_goes_on() -> None:
    text = "formel a = (\nformel b per\nregion = 1 +\nformel c\nfastsatt d = 1\nukjent e\ntabell f { region: 1 }\n"
    assert [text[one.start : one.end].split("\n")[0] for one in pieces_of(Source("", text))] == [
        "formel a = (",
        "fastsatt d = 1",
        "ukjent e",
        "tabell f { region: 1 }",
    ]


def test_what_could_have_stood_is_tried_once_for_the_same_place_in_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once in the text as a whole, then in its rules: for the fifty numbers, for one like them, and for a second =."""
    tried: list[int] = []
    original = InteractiveParser.accepts

    def noted(self: InteractiveParser) -> set[str]:
        tried.append(1)
        return original(self)  # type: ignore[no-any-return]

    monkeypatch.setattr(InteractiveParser, "accepts", noted)
    parse_module._possible_at.cache_clear()
    rules = "".join(f"fastsatt a{at} = {at} euro [regelverk 1]\n" for at in range(50))
    found = parse(Source("", f'regelsett RBF 2031 "RBF"\n{rules}kontroll a1 = 2 euro\nkontroll a2 = 2 = 3\n'))
    assert [fault.title.nb for fault in found.faults].count("«euro» passer ikke her") == 51
    assert len(tried) == 4
