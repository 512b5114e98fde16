"""The unit of money that a text declares, found before the text is parsed: its words are words of that text.

Takes a source, gives the unit and where it is declared; and has the faults about it: declared twice or too late, its
words as names, kroner beside it. What else is wrong with the declaration the parser finds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Source, Span
from rbflang.syntax.comments import STRING, blanked
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Currency, Words

UNIT_OF_MONEY = Kind(
    "unit-of-money",
    Severity.FAULT,
    Words("Pengeenheten er brukt på en måte som ikke går", "The unit of money is used in a way that does not work"),
    Words(
        "Et regelsett regner i kroner, eller i den ene pengeenheten som det navngir før den brukes. Navnet, tittelen "
        "og tegnet er da ord i språket, og teksten har ikke «kr».",
        "A ruleset counts in kroner, or in the one unit of money that it declares before it is used. Its name, title "
        "and sign are words of the language then, and the text has no “kr”.",
    ),
    Words(
        'pengeenhet pund "pund" tegn "£", 2 desimaler\nfastsatt ramme = 1 000 kr [regelverk 1]',
        'currency pound "pounds" sign "£", 2 decimals\nfixed budget = 1,000 kr [rulebook 1]',
    ),
    Words(
        'pengeenhet pund "pund" tegn "£", 2 desimaler\nfastsatt ramme = 1 000 pund [regelverk 1]',
        'currency pound "pounds" sign "£", 2 decimals\nfixed budget = 1,000 pounds [rulebook 1]',
    ),
)
MOST_KEPT = 4
GAP = r"(?:\s|#[^\n]*\n)*+"


@frozen
class DeclaredCurrency:
    """A unit of money and where its declaration begins and ends."""

    currency: Currency
    start: int
    end: int


@lru_cache(MOST_KEPT)
def currency_of(source: Source, language: str) -> DeclaredCurrency | None:
    """The unit of money that a text declares first; what is left out of the declaration is like the name."""
    word, sign = (BY_NAME[name].spelled(language) for name in ("CURRENCY", "SIGN"))
    in_english = GAP.join(BY_NAME["IN_ENGLISH"].spelled(language).split())
    text = source.text
    if word not in text:
        return None
    declared = re.compile(
        rf"{word}{GAP}(?P<one>[^\W\d_]\w*){GAP}(?P<many>{STRING})?"
        rf"(?:{GAP}{in_english}{GAP}(?P<english>{STRING}))?(?:{GAP}{sign}{GAP}(?P<sign>{STRING}))?"
        rf"(?:{GAP},{GAP}(?P<decimals>[0-9])\b)?"
    )
    places = re.finditer(rf"\b{word}\b", blanked(text))
    said = next((found for place in places if (found := declared.match(text, place.start()))), None)
    if said is None:
        return None
    one = said["one"]
    many, mark = (((said[name] or "")[1:-1].strip() or one) for name in ("many", "sign"))
    english = (said["english"] or "")[1:-1].strip()
    return DeclaredCurrency(Currency(one, many, mark, int(said["decimals"] or 2), english), said.start(), said.end())


# what is wrong with it


def declared_again(span: Span, first: DeclaredCurrency) -> Fault:
    """A second unit of money."""
    return Fault(
        UNIT_OF_MONEY,
        Words("Regelsettet har en pengeenhet fra før", "The ruleset has a unit of money already"),
        (
            Label(span, Words("den andre", "the second")),
            Label(_place(first, span.source), Words("den første", "the first")),
        ),
        (Words("Alle beløp i et regelsett er i samme enhet.", "All amounts of a ruleset are in one unit."),),
        Words("Ta bort den ene.", "Take one of them away."),
    )


def used_before_declared(span: Span, declared: DeclaredCurrency) -> Fault:
    """An amount above the declaration of its unit."""
    return Fault(
        UNIT_OF_MONEY,
        Words("Pengeenheten er brukt før den er navngitt", "The unit of money is used before it is declared"),
        (
            Label(span, Words("brukt her", "used here")),
            Label(_place(declared, span.source), Words("navngitt her", "declared here")),
        ),
        (),
        Words("Flytt linjen med «pengeenhet» øverst, under «regelsett».",
              "Move the line with “currency” to the top, below “ruleset”."),
    )  # fmt: skip


def _place(declared: DeclaredCurrency, source: Source) -> Span:
    return Span(source, declared.start, declared.end)


def unit_as_name(span: Span) -> Fault:
    """A name that the text has declared to be its unit of money."""
    word = span.text
    return Fault(
        UNIT_OF_MONEY,
        Words(f"«{word}» er pengeenheten og kan ikke være et navn", f"“{word}” is the unit of money, not a name"),
        (Label(span, Words("brukt som navn her", "used as a name here")),),
        (),
        Words(f"Velg et annet navn, for eksempel «{word}_1».", f"Choose another name, for example “{word}_1”."),
    )


def decimals_of_unit(span: Span, most: int) -> Fault:
    """A unit of money with too many decimals, or with a part of one."""
    return Fault(
        UNIT_OF_MONEY,
        Words(f"En pengeenhet har ikke {span.text} desimaler", f"No unit of money has {span.text} decimals"),
        (Label(span, Words("dette antallet", "this number")),),
        (),
        Words(f"Skriv et helt tall fra 0 til {most}.", f"Write a whole number from 0 to {most}."),
    )


def kroner_beside(span: Span, declared: DeclaredCurrency) -> Fault:
    """`kr` in a text that counts in another unit."""
    unit, named = declared.currency.many, declared.currency.named
    return Fault(
        UNIT_OF_MONEY,
        Words(f"Regelsettet regner i {named.nb}, ikke i kroner", f"The ruleset counts in {named.en}, not in kroner"),
        (
            Label(span, Words(f"her ventes «{unit}»", f"“{unit}” is expected here")),
            Label(_place(declared, span.source), Words("enheten er navngitt her", "the unit is declared here")),
        ),
        (),
        Words(f"Skriv «{unit}».", f"Write “{unit}”."),
    )
