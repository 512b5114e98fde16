"""The fault of a word of the language that stands where a name is expected, with what is typically meant there.

Takes the place and the word, gives the fault. It must not know what the names of the text are declared as.
"""

from __future__ import annotations

import re

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Span
from rbflang.syntax.vocabulary import Keyword
from rbflang.wording import Words, listing

RESERVED_WORD = Kind(
    "reserved-word",
    Severity.FAULT,
    Words("Et ord i språket er brukt som navn", "A word of the language is used as a name"),
    Words(
        "Ordene i språket kan ikke være navn, verken på norsk eller på engelsk. Da kan teksten alltid oversettes.",
        "The words of the language cannot be names, in Norwegian or in English, so that a text can always be "
        "translated.",
    ),
    Words(
        "formel antall per region = sum poeng over indikator, prestasjonsmål [regelverk 4.2]",
        "formula count per region = sum points over indicator, measure [rulebook 4.2]",
    ),
    Words(
        "formel poengsum per region = sum poeng over indikator, prestasjonsmål [regelverk 4.2]",
        "formula total_points per region = sum points over indicator, measure [rulebook 4.2]",
    ),
)


_TYPES = ("KR", "POINTS", "PARTS", "COUNT", "SHARE_TYPE", "NUMBER_TYPE", "YES_NO", "WORD_TYPE", "TEXT_TYPE")


def _before_a_type(span: Span, keyword: Keyword) -> Words | None:
    """The colon that stands before a type, where a comma was written."""
    before = span.source.line(span.line)[: span.column - 1].rstrip()
    if keyword.name not in _TYPES or not before.endswith(",") or ":" in before:
        return None
    return Words(f"Skriv kolon foran typen: «: {span.text}».", f"Write a colon before the type: “: {span.text}”.")


_IN_A_FORMULA = re.compile(r"(?:\b(?:kontroll|assertion|sum)|[-=+−×*/(;])\s*$")
_PAYOUTS = re.compile(r"^[ \t]*(?:utbetaling|payout)[ \t]+([^\W\d]\w*)", re.MULTILINE)


def _what_is_paid(span: Span, keyword: Keyword) -> Words | None:
    """The names of the payouts, where what is paid is meant in a formula."""
    names, before = dict.fromkeys(_PAYOUTS.findall(span.source.text)), span.source.line(span.line)[: span.column - 1]
    if keyword.name != "PAYOUT" or not names or not _IN_A_FORMULA.search(before):
        return None
    nb, en = listing([f"«{name}»" for name in names]), listing([f"“{name}”" for name in names], "en")
    if len(names) == 1:
        return Words(f"Skriv navnet på utbetalingen: {nb}.", f"Write the name of the payout: {en}.")
    return Words(
        f"Skriv navnene på utbetalingene, og legg dem sammen: {nb}.",
        f"Write the names of the payouts, and add them up: {en}.",
    )


_ASKED = re.compile(r"\b(?:hvis|if|der|where|og|and|eller|or|ikke|not|krav|gate)\s+\(*$")
_IS = re.compile(r"\s+(?:er|is)\b")
_OF_AN_INDICATOR = Words(
    "En regel kan ikke spørre hvilken indikator det er. Gi hver indikator en egenskap som er et ord "
    "(egenskap slag per indikator : ord), og spør om den, eller skriv «gjelder» i et prestasjonsmål.",
    "A rule cannot ask which indicator it is. Give each indicator a property that is a word "
    "(property sort per indicator : word), and ask for that, or write “applies” in a measure.",
)


def _member_asked_for(span: Span, keyword: Keyword) -> Words | None:
    """What is asked instead, where a condition asks which member of a set it is."""
    text = span.source.line(span.line)
    before, behind = text[: span.column - 1], text[span.column - 1 + len(span.text) :]
    if not (_ASKED.search(before) and _IS.match(behind)):
        return None
    if keyword.name == "INDICATOR":
        return _OF_AN_INDICATOR
    return (
        Words(
            f"En regel kan ikke spørre hvilket medlem av «{span.text}» det er. Gi hvert medlem en egenskap eller en "
            f"tabell per {span.text} som er et ord, og spør om den.",
            f"A rule cannot ask which member of “{span.text}” it is. Give each member a property or a table per "
            f"{span.text} that is a word, and ask for that.",
        )
        if keyword.name in ("REGION", "GROUP", "TRUST", "MEASURE", "SUBAREA")
        else None
    )


_IS_YES = re.compile(r"\b(?:er|is)\s+(?:(?:ikke|not)\s+)?$")
_NO_KEY = re.compile(r"\b(?:antall unike|count of unique)\s+$")


def _in_a_count(span: Span, keyword: Keyword) -> Words | None:
    """What is meant where the word stands in what is counted in a register."""
    before = span.source.line(span.line)[: span.column - 1]
    if keyword.name in ("YES", "NO") and _IS_YES.search(before):
        return Words(
            "Skriv bare navnet på kolonnen, eller «ikke» foran det: der tellende, der ikke avbrutt.",
            "Write the name of the column alone, or “not” before it: where counting, where not cancelled.",
        )
    if keyword.name == "AMONG" and _IS_YES.search(before):
        return Words(
            "Skriv «blant» uten «er»: der kontakt blant video, telefon.",
            "Write “among” without “is”: where contact among video, telephone.",
        )
    if _NO_KEY.search(before):
        return Words(
            "Skriv nøkkelen som telles: antall unike pasienter der …",
            "Write the key that is counted: count of unique patients where …",
        )
    return None


def reserved_word(span: Span, keyword: Keyword, language: str) -> Fault:
    """A name that is a word of the language."""
    word, other = span.text, keyword.spelled(language)
    foreign = word != other
    meant = (_in_a_count, _before_a_type, _what_is_paid, _member_asked_for)
    tip = next((said for one in meant if (said := one(span, keyword))), None) or (
        Words(f"Skriv «{other}» hvis det er dette ordet som er ment; ellers velg et annet navn.",
              f"Write “{other}” if that is what is meant; otherwise choose another name.")
        if foreign
        else Words(f"Velg et annet navn, for eksempel «{word}_1».", f"Choose another name, for example “{word}_1”.")
    )  # fmt: skip
    return Fault(
        RESERVED_WORD,
        Words(
            f"«{word}» er et ord i språket og kan ikke være et navn", f"“{word}” is a word of the language, not a name"
        ),
        (Label(span, Words("brukt som navn her", "used as a name here")),),
        (),
        tip,
    )
