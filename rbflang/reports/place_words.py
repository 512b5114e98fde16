"""Places of documents in the language that is spoken: `tabell 5`, `table 5`.

Takes places as citations write them; gives words. The titles of chapters and tables stay as the document has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rbflang.wording import Voice

ENGLISH = {
    "hele siden": "the whole page",
    "hele dokumentet": "the whole document",
    "tabell": "table",
    "figur": "figure",
    "kapittel": "chapter",
    "avsnitt": "section",
    "vedlegg": "appendix",
    "lysark": "slide",
    "side": "page",
}
_NORWEGIAN = re.compile(rf"^({'|'.join(ENGLISH)})(?=\s|$)", re.IGNORECASE)


def place_in_words(place: str, say: Voice) -> str:
    """One place; its number and what the document calls it are left alone."""
    return say(place, _NORWEGIAN.sub(lambda found: ENGLISH[found[1].lower()], place))


def places_in_words(places: Iterable[str], say: Voice) -> str:
    """All of them with commas: `3.4, tabell 5`."""
    return ", ".join(place_in_words(one, say) for one in places)
