"""Which constructs of the grammar a text uses: every rule that is recognised in it, and every word."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, partial

from lark import Lark, Token

from rbflang.source import Source
from rbflang.syntax import parse as parsing
from rbflang.syntax.declared_currency import currency_of
from rbflang.syntax.shape import Shape
from rbflang.wording import Currency

SIGNS = ("PLUS", "MINUS", "TIMES", "DIVIDE", "GE", "LE", "GT", "LT")


@cache
def _parser(language: str, currency: Currency | None) -> tuple[Lark, Shape]:
    shape = Shape(Source("", ""))
    lexer = partial(parsing._Lexer, language=language, currency=currency)  # type: ignore[arg-type]
    options = {"parser": "lalr", "start": "ruleset", "postlex": parsing._Words(shape)}
    return Lark(parsing.grammar_text(), _plugins={"ContextualLexer": lexer}, keep_all_tokens=True, **options), shape


def all_constructs() -> frozenset[str]:
    """The names of all rules that the grammar tells apart, and of all words."""
    rules, words = set(), {one.name for one in parsing.WORDS} | {*parsing.UNITS, *parsing.ONLY_DECLARED}
    for line in parsing.grammar_text().splitlines():
        named = re.match(r"([!?]*)([a-z]\w*):", line)
        rules.update([named[2]] if named and "?" not in named[1] else [])
        rules.update(re.findall(r"-> (\w+)", line) if not line.startswith("//") else [])
    return frozenset({*rules, *words, *SIGNS})


def constructs_of(text: str) -> Counter[str]:
    """How often each construct stands in a text."""
    source = Source("", text)
    language = source.language
    declared = currency_of(source, language)
    lark, shape = _parser(language, declared.currency if declared else None)
    shape.begin(source, language, declared)
    found: Counter[str] = Counter()
    for node in lark.parse(text).iter_subtrees():
        found.update([node.data, *(child.type for child in node.children if isinstance(child, Token))])
    return found
