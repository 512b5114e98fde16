"""The faults of signs that look like others or like nothing, wherever a text may hold them.

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.characters import (
    INVISIBLE,
    MINUSES,
    invisible_in,
    is_foreign_digit,
    named,
    with_own_digits,
    without_invisible,
)
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Source, Span
from rbflang.wording import Words, listing

MOST_SHOWN = 5
LONGEST_SHOWN = 20

INVISIBLE_SIGN = Kind(
    "invisible-sign",
    Severity.FAULT,
    Words("Et tegn som ikke synes, står i teksten", "A sign that cannot be seen stands in the text"),
    Words(
        "Tegn uten bredde, myke bindestreker og byterekkefølgemerker følger ofte med når tekst limes inn fra et "
        "dokument eller en nettside. Med et slikt tegn er to navn som ser like ut, ikke det samme navnet.",
        "Signs without width, soft hyphens and byte order marks often come along when text is pasted from a document "
        "or a web page. With such a sign two names that look alike are not the same name.",
    ),
)


def invisible_signs(source: Source) -> Iterator[Fault]:
    """A fault for each such sign of a text, at its first place, and with its other places."""
    places: dict[str, list[Span]] = {}
    for at in invisible_in(source.text):
        places.setdefault(source.text[at], []).append(Span(source, at, at + 1))
    for sign, spans in places.items():
        yield _invisible(sign, spans)


def _invisible(sign: str, spans: list[Span]) -> Fault:
    code = f"U+{ord(sign):04X}"
    words = INVISIBLE[sign]
    word = _word_around(spans[0])
    where = Words(f"i «{word}»", f"in “{word}”") if word else Words("alene", "alone")
    labels = tuple(Label(span, Words(f"her står {code}", f"here stands {code}")) for span in spans[:MOST_SHOWN])
    first, seen = spans[0], tuple(dict.fromkeys(span.line for span in spans[MOST_SHOWN:]))
    place = (
        Words(f"i {first.cell}", f"in {first.cell}")
        if first.cell
        else Words(
            f"på linje {first.line}, i kolonne {first.column}", f"on line {first.line}, in column {first.column}"
        )
    )
    more = (
        Words(
            f"Det står også på linje {listing([str(line) for line in seen])}.",
            f"It also stands on line {listing([str(line) for line in seen], 'en')}.",
        ),
    )
    return Fault(
        INVISIBLE_SIGN,
        Words(
            f"Et usynlig tegn står {where.nb}: {words.nb} ({code})",
            f"An invisible sign stands {where.en}: {words.en} ({code})",
        ),
        labels,
        (
            Words(
                f"Det står {place.nb}. Ingen kan se det, men navn og tall med det er andre enn dem uten.",
                f"It stands {place.en}. Nobody can see it, but names and numbers with it are others than those "
                "without.",
            ),
            *(more if seen else ()),
        ),
        Words(f"Skriv {word} på nytt, uten tegnet.", f"Write “{word}” anew, without the sign.")
        if word
        else Words("Slett tegnet.", "Delete the sign."),
    )


def _word_around(span: Span) -> str:
    """The word that a sign stands in, as it looks."""
    text = span.source.line(span.line)
    at = span.column - 1
    start, end = at, at
    while start > 0 and _is_of_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_word(text[end]):
        end += 1
    return without_invisible(text[start:end])


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign in "_.,%" or sign in INVISIBLE


OTHER_SIGN = Kind(
    "sign-of-another-script",
    Severity.FAULT,
    Words("Et tegn ligner et annet, men er ikke det", "A sign looks like another, but is not"),
    Words(
        "Sifre er 0–9 alene, og navn skrives med vanlige bokstaver. Sammensatte tegn (ﬁ), hevede sifre og bokstaver i "
        "full bredde ser ut som vanlige tegn, men navnet blir et annet.",
        "Digits are 0–9 alone, and names have ordinary letters. Ligatures (ﬁ), superscripts and letters of full width "
        "look like ordinary signs, but the name is another.",
    ),
    Words("fastsatt eﬀekt = 2 [regelverk 1]", "fixed eﬀect = 2 [rulebook 1]"),
    Words("fastsatt effekt = 2 [regelverk 1]", "fixed effect = 2 [rulebook 1]"),
)


def other_digit(span: Span) -> Fault:
    """Digits of another script where a number begins or goes on."""
    digits = span.text
    words = named(next(filter(is_foreign_digit, digits)))
    return Fault(
        OTHER_SIGN,
        Words(f"«{digits}» er ikke skrevet med sifrene 0–9", f"“{digits}” is not written with the digits 0–9"),
        (Label(span, Words(f"her står {words.nb}", f"here stands {words.en}")),),
        (Words("Sifre er 0–9 alene.", "Digits are 0–9 alone."),),
        Words(f"Skriv {with_own_digits(digits)}.", f"Write “{with_own_digits(digits)}”."),
    )


def other_sign_in_name(span: Span, cure: str) -> Fault:
    """A name with a sign that stands for others: a ligature, a superscript, a letter of full width."""
    name = span.text
    sign = next(one for one in name if one not in cure)
    words = named(sign)
    return Fault(
        OTHER_SIGN,
        Words(f"Navnet «{name}» har et tegn som ligner et annet", f"The name “{name}” has a sign like another"),
        (Label(span, Words(f"«{sign}» er {words.nb}", f"“{sign}” is {words.en}")),),
        (),
        Words(f"Skriv {cure}.", f"Write “{cure}”."),
    )


TWO_SIGNS = Kind(
    "two-signs",
    Severity.FAULT,
    Words("Flere fortegn står etter hverandre", "Several signs stand after each other"),
    Words(
        "«a -- b» kan være skrevet for «a − b», men ville regnes som «a + b». Det gjettes ikke. Skal et tall under "
        "null trekkes fra eller legges til, står det i parentes: a − (−b).",
        "“a -- b” may be written for “a − b”, but would be computed as “a + b”. Nothing is guessed. A number below "
        "zero that is added or taken away stands in parentheses: a − (−b).",
    ),
    Words(
        "formel netto per region = ramme -- trekk [regelverk 1]",
        "formula net per region = budget -- deduction [rulebook 1]",
    ),
    Words(
        "formel netto per region = ramme − trekk [regelverk 1]",
        "formula net per region = budget − deduction [rulebook 1]",
    ),
)


def two_signs(span: Span, written: str, operand: str, is_value: bool = False) -> Fault:
    """`--`, `+-` and their like, before an operand; a value, or an operand that nothing stands before, has one."""
    is_minus = [sign in MINUSES for sign in written if sign in MINUSES + "+"]
    shown = written if len(written) <= LONGEST_SHOWN else written[:LONGEST_SHOWN] + "…"
    opposite = Words(
        "Det ene kan være skrevet for mye, og da ville beløpet få motsatt fortegn. Det gjettes ikke.",
        "One of them may be too many, and the amount would get the opposite sign. Nothing is guessed.",
    )
    return Fault(
        TWO_SIGNS,
        Words(f"«{shown}» er flere fortegn etter hverandre", f"“{shown}” is several signs after each other"),
        (Label(span, Words("hvilket av dem gjelder?", "which of them holds?")),),
        (opposite if any(is_minus) else Words("Ett fortegn er nok.", "One sign is enough."),),
        _one_sign(is_minus[0], is_minus[-1], operand, is_value),
    )


def _one_sign(is_first_minus: bool, is_last_minus: bool, operand: str, is_value: bool) -> Words:
    """What to write in place of several signs: the whole operand, as it is written."""
    first = "−" if is_first_minus else "+"
    if is_value and (is_first_minus or is_last_minus):
        return Words(f"Skriv −{operand} eller {operand}.", f"Write “−{operand}” or “{operand}”.")
    if is_value:
        return Words(f"Skriv {operand}.", f"Write “{operand}”.")
    if not is_last_minus:
        return Words(f"Skriv «{first}».", f"Write “{first}”.")
    return Words(
        f"Skriv «−» for å trekke fra. Er {operand} ment med minus foran, så skriv {first} (−{operand}).",
        f"Write “−” to take away. If “{operand}” is meant with a minus before it, write “{first} (−{operand})”.",
    )
