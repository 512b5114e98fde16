"""A ruleset in colours: which words are which, and that nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Token

from rbflang.render.highlighting import RulesetLexer
from rbflang.syntax.vocabulary import KEYWORDS

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "rulesets").glob("*/*.rbf"))


def coloured(text: str) -> list[tuple[str, str]]:
    """Each piece but white space, with the name of its kind."""
    found = RulesetLexer().get_tokens(text)
    return [(str(kind).removeprefix("Token."), piece) for kind, piece in found if piece.strip()]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_sign_is_kept_and_none_is_an_error(path: Path) -> None:
    text = path.read_text("utf-8")
    found = list(RulesetLexer().get_tokens(text))
    assert "".join(piece for _, piece in found).strip() == text.strip()
    assert Token.Error not in {kind for kind, _ in found}


@pytest.mark.parametrize("language", ("nb", "en"))
def test_every_word_is_one_piece_and_no_name(language: str) -> None:
    for word in (one for one in KEYWORDS if one.is_reserved):
        spelled = word.spelled(language)
        kinds = coloured(f"x {spelled} {{")
        assert [piece for _, piece in kinds] == ["x", spelled, "{"]
        assert not kinds[1][0].startswith("Name.") or kinds[1][0] == "Name.Builtin", spelled


@pytest.mark.parametrize("language", ("nb", "en"))
def test_words_in_their_own_place_alone_are_names_elsewhere(language: str) -> None:
    for word in (one for one in KEYWORDS if not one.is_reserved):
        spelled = word.spelled(language)
        own = f"{spelled} x {{" if word.name == "REGISTER" else f"x : {spelled}"
        assert next(kind for kind, piece in coloured(own) if piece == spelled).startswith("Keyword.")
        if " " not in spelled:
            assert ("Name", spelled) in coloured(f"formel a = {spelled} / 2")
            assert ("Keyword.Declaration", spelled) not in coloured(f"    {spelled} NPR")


def test_a_declaration() -> None:
    assert coloured('trapp uttelling "T" [regelverk 4.1, antatt] {\n  fra 20 % til under 40 % gir 1 del # så\n}') == [
        ("Keyword.Declaration", "trapp"),
        ("Name.Class", "uttelling"),
        ("Literal.String", '"T"'),
        ("Punctuation", "["),
        ("Name.Decorator", "regelverk"),
        ("Name.Decorator", "4.1"),
        ("Punctuation", ","),
        ("Keyword.Pseudo", "antatt"),
        ("Punctuation", "]"),
        ("Punctuation", "{"),
        ("Keyword", "fra"),
        ("Literal.Number", "20 %"),
        ("Keyword", "til under"),
        ("Literal.Number", "40 %"),
        ("Keyword", "gir"),
        ("Literal.Number", "1"),
        ("Keyword.Type", "del"),
        ("Comment.Single", "# så"),
        ("Punctuation", "}"),
    ]


def test_a_set_among_the_words_of_a_formula_declares_nothing() -> None:
    assert coloured("payout kr per region = sum points over indicator where exists(x)") == [
        ("Keyword.Declaration", "payout"),
        ("Name.Class", "kr"),
        ("Keyword", "per"),
        ("Name.Builtin", "region"),
        ("Operator", "="),
        ("Operator.Word", "sum"),
        ("Keyword.Type", "points"),
        ("Keyword", "over"),
        ("Name.Builtin", "indicator"),
        ("Keyword", "where"),
        ("Operator.Word", "exists"),
        ("Punctuation", "("),
        ("Name", "x"),
        ("Punctuation", ")"),
    ]


def test_an_installed_pygments_finds_it() -> None:
    assert isinstance(get_lexer_by_name("rbf"), RulesetLexer)
    assert isinstance(get_lexer_for_filename("rbf2026.rbf"), RulesetLexer)
