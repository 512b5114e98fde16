"""Which word stands at a place in a text: of those that may stand there, the first in the order of the grammar.

Takes the words of the grammar as patterns, gives a name and where the word ends. A pattern is compiled when a text
first has its first sign; most texts need few. It must not know which words may follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

NAME = "NAME"
Matcher = Callable[[str, int, int], re.Match[str] | None]


class WordFinder:
    """Finds words: the patterns in the order they are tried, and the fixed words that would else be names."""

    def __init__(self, patterns: Iterable[tuple[str, str]], fixed: Iterable[tuple[str, str]]) -> None:
        self._patterns = tuple((name, pattern, _first_sign(pattern)) for name, pattern in patterns)
        self._fixed = {spelling: name for name, spelling in fixed}
        self._matchers: dict[str, Matcher] = {}
        self._beginning: dict[str, tuple[tuple[str, Matcher], ...]] = {}

    def at(self, text: str, start: int, end: int, accepted: Collection[str]) -> tuple[str, int] | None:
        """The name of the word at a place and where it ends; `None` where no accepted word begins."""
        sign = text[start]
        for name, match in self._beginning.get(sign) or self._that_begin_with(sign):
            found = match(text, start, end) if name in accepted else None
            if found:
                fixed = self._fixed.get(found.group()) if name == NAME else None
                return (fixed if fixed in accepted else name), found.end()  # type: ignore[return-value]
        return None

    def _that_begin_with(self, sign: str) -> tuple[tuple[str, Matcher], ...]:
        found = tuple((name, self._matcher(name, one)) for name, one, first in self._patterns if first in (sign, ""))
        self._beginning[sign] = found
        return found

    def _matcher(self, name: str, pattern: str) -> Matcher:
        if name not in self._matchers:
            self._matchers[name] = re.compile(pattern).match
        return self._matchers[name]


def _first_sign(pattern: str) -> str:
    """The sign that everything begins with that the pattern matches; nothing where it may be several."""
    literal = re.match(r"\\?([^\w\s\\])|([^\W\d_])", pattern)
    if literal is None:
        return ""
    rest = pattern[literal.end() :]
    is_certain = not rest or not (rest[0] in "*?{" or re.search(r"(?<!\\)[|(\[]", pattern))
    return (literal[1] or literal[2]) if is_certain else ""
