"""Text in lines of at most a width: a number is never broken, nor parted from its unit or from what it counts.

Takes text and a width, gives lines. A place of a document, `tabell 5`, is held together too.
"""

from __future__ import annotations

import re
import textwrap

from rbflang.wording import NO_BREAK

_UNITS = r"kr\b|%|‰|mill\.|million|prosent|per cent|percentage|poeng|points|deler?\b|parts?\b"
_INSIDE_NUMBERS = re.compile(rf"(?<=\d) (?=\d{{3}}(?!\d)|{_UNITS})|(?<=mill\.) (?=kr\b)|(?<=[×/+=]) (?=\d)")
_INSIDE_PLACES = re.compile(r"\b(tabell|table|figur|figure|kapittel|chapter) (?=\d)")


def filled(text: str, width: int, lead: str = "", rest: str = "") -> list[str]:
    """The lines, the first behind `lead` and the others behind `rest`; one line at least."""
    lines = textwrap.wrap(
        held_together(text),
        width,
        initial_indent=lead,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(NO_BREAK, " ") for line in lines] or [lead]


def held_together(text: str) -> str:
    """The text with spaces that do not break inside numbers, before what they count, and inside places."""
    return _INSIDE_PLACES.sub(rf"\1{NO_BREAK}", _INSIDE_NUMBERS.sub(NO_BREAK, text))
