"""The sets that a text declares, found before the text is parsed: their names begin members on lines of their own."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rbflang.source import Source
from rbflang.syntax.comments import blanked
from rbflang.syntax.vocabulary import BY_NAME, KEYWORDS, RESERVED

MOST_KEPT = 4
_TWO_NAMES = re.compile(r"[^\W\d_]\w*[ \t]+([^\W\d_]\w*)")


@lru_cache(MOST_KEPT)
def declared_sets(source: Source, language: str) -> frozenset[str]:
    """The names of the sets."""
    word = BY_NAME["SET"].spelled(language)
    if word not in source.text:
        return frozenset()
    return frozenset(re.findall(rf"\b{word}\s+([^\W\d_]\w*)", blanked(source.text)))


@cache
def _phrases() -> tuple[str, ...]:
    """The phrases of both languages that begin like a name."""
    spelled = ((word.pattern(language), word.spelled(language)) for word in KEYWORDS for language in ("nb", "en"))
    return tuple(pattern for pattern, text in spelled if " " in text and text[0].isalpha())


def is_member(text: str, start: int) -> bool:
    """True for a name that is first on its line and stands before another, that is no word of the language."""
    found = _TWO_NAMES.match(text, start)
    is_first = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    if not is_first or found is None or found[1] in RESERVED:
        return False
    return not any(re.compile(phrase).match(text, found.start(1)) for phrase in _phrases())
