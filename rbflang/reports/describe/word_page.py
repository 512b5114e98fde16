"""A word of the language explained: what it means, how it is spelled in both languages, and how it is used.

Takes what somebody types; gives the words that are spelled so, and their page, which is the contract «rbflang.word/1».
The examples are declarations of one small ruleset that uses every word, written in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from attrs import evolve

from rbflang.reports.describe.meanings import MEANINGS
from rbflang.reports.describe.signs import CALLED_SO, Sign
from rbflang.reports.document import Block, Document, Heading, Paragraph, Verbatim
from rbflang.source import Source
from rbflang.syntax.vocabulary import KEYWORDS, Keyword
from rbflang.wording import Words

HERE = Path(__file__).parent
TITLE = Words("«{}», på engelsk «{}»", "“{1}”, in Norwegian “{0}”")
EXAMPLE = Words("Eksempel", "Example")
SIGN = Words("Tegnet {}", "The sign {}")
NO_WORD = Words(
    "«{}» er ikke et ord i språket. Dette er det som brukes:", "“{}” is no word of the language. This is what is used:"
)
# A declaration that stands alone is not aligned with others.
_UNALIGNED = re.compile(r" {3,}\[")
_SAID = re.compile(r'"[^"]*"|\[[^\]]*\]|#.*')
# a text that declares its unit of money has no `kr`
EXAMPLES = ("every_word", "unit_of_money")


def words_spelled(text: str) -> tuple[Keyword, ...]:
    """The words that are spelled so in either language; the comma that some begin with may be left out."""
    return tuple(word for word in KEYWORDS if _folded(text) in (_folded(word.nb), _folded(word.en)))


def words_called(text: str) -> tuple[Keyword, ...]:
    """The words of the language for what is called so elsewhere: `floor`."""
    return CALLED_SO.get(_folded(text), ())


def phrases_with(text: str) -> tuple[str, ...]:
    """The phrases of the language that a word is part of."""
    return tuple(one for one in every_spelling() if _folded(text) in one.split())


def every_spelling() -> tuple[str, ...]:
    """How the words are spelled, in both languages."""
    return tuple(dict.fromkeys(_plain(spelled) for word in KEYWORDS for spelled in (word.nb, word.en)))


def sign_page(sign: Sign, language: str) -> Document:
    """What a sign means, with a line that uses it."""
    first, line = sign.spelled[0], sign.example.say(language)
    own = {"nb": first, "en": first, "meaning": sign.meaning.say(language), "example": line}
    blocks = (Paragraph(sign.meaning.say(language)), Heading(EXAMPLE.say(language)), Verbatim((line,), 4))
    data = {"schema": "rbflang.word/1", "words": [own]}
    return Document(SIGN.say(language).format("  ".join(sign.spelled)), blocks, data, language=language)


def word_page(words: tuple[Keyword, ...], language: str, called: str = "") -> Document:
    """What the words mean that are spelled alike, or are meant by what is `called` otherwise, each with an example."""
    titles = dict.fromkeys(TITLE.say(language).format(_plain(word.nb), _plain(word.en)) for word in words)
    blocks: list[Block] = [Paragraph(NO_WORD.say(language).format(called))] if called else []
    for word in words:
        lines = Verbatim(example(word, language), 4)
        blocks += [Paragraph(meaning(word).say(language)), Heading(EXAMPLE.say(language)), lines]
    data = {
        "schema": "rbflang.word/1",
        "words": [
            {
                "nb": _plain(word.nb),
                "en": _plain(word.en),
                "meaning": meaning(word).say(language),
                "example": "\n".join(example(word, language)),
            }
            for word in words
        ],
    }
    return Document("; ".join(titles), tuple(blocks), data, language=language)


def meaning(word: Keyword) -> Words:
    """What a word means, as a sentence."""
    return Words(MEANINGS[word.name], f"{word.what[:1].upper()}{word.what[1:]}.".replace("..", "."))


def example(word: Keyword, language: str) -> tuple[str, ...]:
    """The first declaration that uses a word, whole."""
    pairs = zip(_declarations("nb"), _declarations("en"), strict=True)
    nb, en = next((nb, en) for nb, en in pairs if _holds(nb, word, "nb") and _holds(en, word, "en"))
    return en if language == "en" else nb


def _holds(lines: Iterable[str], word: Keyword, language: str) -> bool:
    begins = "" if word.nb.startswith(",") else r"\b"
    return bool(re.search(begins + word.pattern(language), _SAID.sub("", "\n".join(lines))))


@cache
def _declarations(language: str) -> tuple[tuple[str, ...], ...]:
    """The lines of each declaration of the small rulesets in one of the languages."""
    from rbflang.syntax.format import formatted
    from rbflang.syntax.read import read

    found: list[tuple[str, ...]] = []
    for name in EXAMPLES:
        path = HERE / f"{name}.{language}.rbf"
        tree = read(Source(path.name, path.read_text("utf-8"))).tree
        alone = [evolve(tree, header=None, declarations=(one,)) for one in tree.declarations]
        texts = (_UNALIGNED.sub("  [", formatted(one)) for one in (evolve(tree, declarations=()), *alone))
        found += (tuple(text.strip("\n").split("\n")) for text in texts)
    return tuple(found)


def _plain(text: str) -> str:
    return text.strip(" ,")


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").strip(" ,«»\"'").split())
