"""The unit of money that a text declares, found before the text is parsed: its words are words of that text.

Takes a source, gives the unit and where it is declared. What is wrong with the declaration the parser finds.
"""

from __future__ import annotations

import re

from attrs import frozen

from rbflang.source import Source
from rbflang.syntax.comments import STRING, blanked
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Currency

GAP = r"(?:\s|#[^\n]*\n)*+"


@frozen
class DeclaredCurrency:
    """A unit of money and where its declaration begins and ends."""

    currency: Currency
    start: int
    end: int


def currency_of(source: Source, language: str) -> DeclaredCurrency | None:
    """The unit of money that a text declares first; what is left out of the declaration is like the name."""
    word, sign = (BY_NAME[name].spelled(language) for name in ("CURRENCY", "SIGN"))
    text = source.text
    if word not in text:
        return None
    declared = re.compile(
        rf"{word}{GAP}(?P<one>[^\W\d_]\w*){GAP}(?P<many>{STRING})?(?:{GAP}{sign}{GAP}(?P<sign>{STRING}))?"
        rf"(?:{GAP},{GAP}(?P<decimals>[0-9])\b)?"
    )
    places = re.finditer(rf"\b{word}\b", blanked(text))
    said = next((found for place in places if (found := declared.match(text, place.start()))), None)
    if said is None:
        return None
    one = said["one"]
    many, mark = (((said[name] or "")[1:-1].strip() or one) for name in ("many", "sign"))
    return DeclaredCurrency(Currency(one, many, mark, int(said["decimals"] or 2)), said.start(), said.end())
