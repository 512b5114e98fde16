"""The sets that a text declares, found before the text is parsed: their names begin members on lines of their own."""

from __future__ import annotations

import re
from functools import lru_cache

from rbflang.source import Source
from rbflang.syntax.comments import blanked
from rbflang.syntax.vocabulary import BY_NAME, RESERVED

MOST_KEPT = 4
_TWO_NAMES = re.compile(r"[^\W\d_]\w*[ \t]+([^\W\d_]\w*)")


@lru_cache(MOST_KEPT)
def declared_sets(source: Source, language: str) -> frozenset[str]:
    """The names of the sets."""
    word = BY_NAME["SET"].spelled(language)
    if word not in source.text:
        return frozenset()
    return frozenset(re.findall(rf"\b{word}\s+([^\W\d_]\w*)", blanked(source.text)))


def is_member(text: str, start: int) -> bool:
    """True for a name that is first on its line and stands before another, that is no word of the language."""
    found = _TWO_NAMES.match(text, start)
    is_first = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return is_first and found is not None and found[1] not in RESERVED
