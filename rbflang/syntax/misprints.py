"""The faults of numbers: digits that can be read in two ways, in another language's fashion, or not at all.

Signs of other languages, and those that only look like the right ones, are here too.
Takes a place and why the digits there are no number; the cure is spelled as the text it stands in spells its numbers,
whatever language the fault is told in.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from rbflang.characters import is_foreign_digit, named
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.numerals import MOST_DIGITS, Misprint, Unreadable
from rbflang.source import Span
from rbflang.wording import Words, listing, number

AMBIGUOUS_NUMBER = Kind(
    "ambiguous-number",
    Severity.FAULT,
    Words("Et tall kan leses på to måter", "A number can be read in two ways"),
    Words(
        "I et norsk regelsett skilles desimaler ut med komma, og sifrene grupperes tre og tre med ett mellomrom: "
        "1 234,5. I et engelsk skilles desimaler ut med punktum, og sifrene grupperes med komma eller mellomrom: "
        "1,234.5. Tre nuller bak desimaltegnet kan være tusener, og leses ikke. En datafil følger språket i "
        "overskriftene sine; et desimaltegn som ikke kan være noe annet (13.4), leses under norske overskrifter også.",
        "A Norwegian ruleset writes a comma before decimals, and groups digits by three with one space: 1 234,5. An "
        "English one writes a point before decimals, and groups digits with commas or spaces: 1,234.5. Three zeros "
        "behind the decimal sign may be thousands, and are not read. A data file follows the language of its headings; "
        "a decimal sign that can be nothing else (12,5) is read under English headings too.",
    ),
    Words(
        "fastsatt samlet_antall_poeng = 100.000 poeng [regelverk 4.1]",
        "fixed all_points = 100.000 points [rulebook 4.1]",
    ),
    Words(
        "fastsatt samlet_antall_poeng = 100 000 poeng [regelverk 4.1]",
        "fixed all_points = 100,000 points [rulebook 4.1]",
    ),
)
NUMBER_TOO_LONG = Kind(
    "number-too-long",
    Severity.FAULT,
    Words("Et tall har for mange sifre", "A number has too many digits"),
    Words(f"Et tall kan ha høyst {MOST_DIGITS} sifre.", f"A number may have at most {MOST_DIGITS} digits."),
)
_LETTERS = re.compile(r"[OoIl][\dOoIl]*(?: [\dOoIl]{3}\b)*")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_NAMED = {
    "1 000": Words("tusen", "a thousand"), "10 000": Words("ti tusen", "ten thousand"),
    "100 000": Words("hundre tusen", "a hundred thousand"), "1": Words("én", "one"), "10": Words("ti", "ten"),
    "100": Words("hundre", "a hundred"),
}  # fmt: skip


def letters_among(span: Span) -> Fault | None:
    """The fault of digits that a letter in the shape of one goes on with, `1 0O0`, as the one number that they are."""
    found = _LETTERS.match(span.source.text, span.end)
    if not found:
        return None
    whole = Span(span.source, span.start, found.end())
    cure = whole.text.translate(_AS_DIGITS)
    return Fault(
        AMBIGUOUS_NUMBER,
        Words(f"«{whole.text}» har en bokstav blant sifrene", f"“{whole.text}” has a letter among its digits"),
        (Label(whole, Words("dette tallet", "this number")),),
        (),
        Words(f"Skriv {cure}.", f"Write “{cure}”."),
    )


def misprint(span: Span, wrong: Misprint) -> Fault:
    """Digits that are no number."""
    if wrong.reason is Unreadable.TOO_LONG:
        return _too_many_digits(span)
    asked = wrong.reason is Unreadable.TWO_WAYS
    label = Words("hvilket tall er dette?", "which number is this?") if asked else Words("dette tallet", "this number")
    return Fault(
        AMBIGUOUS_NUMBER,
        _title(wrong),
        (Label(span, label),),
        (_story(wrong),),
        _tip(wrong),
        cause=wrong.reason.value if wrong.fashion.separator else "",
    )


def _title(wrong: Misprint) -> Words:
    text = wrong.text
    match wrong.reason:
        case Unreadable.TWO_WAYS:
            large, small = _readings(wrong)
            return Words(
                f"«{text}» kan bety {large.nb} eller {small.nb}", f"“{text}” may mean {large.en} or {small.en}"
            )
        case Unreadable.THREE_ZEROS:
            return Words(f"«{text}» har tre nuller bak desimaltegnet", f"“{text}” has three zeros as its decimals")
        case Unreadable.OTHER_FASHION:
            nb, en = ("norsk", "Norwegian") if wrong.fashion.language == "en" else ("engelsk", "English")
            return Words(f"«{text}» er skrevet på {nb} vis", f"“{text}” is written in the {en} way")
        case Unreadable.CONTINENTAL:
            return Words(f"«{text}» har punktum mellom tusenene", f"“{text}” has points between the thousands")
        case Unreadable.OTHER_DIGITS:
            return Words(f"«{text}» har andre sifre enn 0–9", f"“{text}” has other digits than 0–9")
        case _:
            return Words(f"«{text}» er ikke skrevet som et tall", f"“{text}” is not written as a number")


def _readings(wrong: Misprint) -> tuple[Words, Words]:
    """The two numbers that the digits may be, in words where there are words for them."""
    spelled = [Words(one.spelled("nb"), one.spelled("en")) for one in wrong.meant]
    named_all = all(one.nb in _NAMED for one in spelled)
    large, small = (_NAMED[one.nb] if named_all else one for one in spelled)
    return large, small


def _story(wrong: Misprint) -> Words:
    if wrong.reason is Unreadable.OTHER_DIGITS:
        signs = [named(one) for one in dict.fromkeys(wrong.text) if is_foreign_digit(one)]
        nb, en = listing([one.nb for one in signs[:3]]), listing([one.en for one in signs[:3]], "en")
        return Words(f"Sifre er 0–9. Her står {nb}.", f"Digits are 0–9. Here stands {en}.")
    is_data, is_english = bool(wrong.fashion.separator), wrong.fashion.language == "en"
    nb, en = ("engelsk", "English") if is_english else ("norsk", "Norwegian")
    where = (
        Words(f"Overskriftene i datafilen er på {nb}", f"The headings of the data file are {en}")
        if is_data
        else Words(f"Regelsettet er på {nb}", f"The ruleset is {en}")
    )
    rule = (
        Words(
            "desimaler skilles ut med punktum, og sifrene grupperes tre og tre med komma eller ett mellomrom",
            "a point stands before decimals, and digits are grouped by three with a comma or one space",
        )
        if is_english
        else Words(
            "desimaler skilles ut med komma, og sifrene grupperes tre og tre med ett mellomrom",
            "a comma stands before decimals, and digits are grouped by three with one space",
        )
    )
    guessed = wrong.reason in (Unreadable.TWO_WAYS, Unreadable.THREE_ZEROS)
    more = Words(" Det gjettes ikke.", " Nothing is guessed.") if guessed else Words("", "")
    return Words(f"{where.nb}: {rule.nb}.{more.nb}", f"{where.en}: {rule.en}.{more.en}")


def _tip(wrong: Misprint) -> Words:
    """The cure; both spellings with what each means where there are two."""
    if not wrong.cures:
        return Words("Skriv tallet slik det skal leses.", "Write the number as it is to be read.")
    if wrong.reason is not Unreadable.TWO_WAYS:
        return Words(f"Skriv {wrong.cures[0]}.", f"Write “{wrong.cures[0]}”.")
    large, small = wrong.cures
    said_large, said_small = _readings(wrong)
    if said_small.nb in [one.nb for one in _NAMED.values()]:
        return Words(
            f"Skriv {large} for {said_large.nb}, eller {small} for {said_small.nb}.",
            f"Write “{large}” for {said_large.en}, or “{small}” for {said_small.en}.",
        )
    decimals = wrong.meant[1].decimals
    return Words(
        f"Skriv {large} for det hele tallet, eller {small} for tallet "
        + ("med tre desimaler." if decimals else "uten desimaler."),
        f"Write “{large}” for the whole number, or “{small}” for the number "
        + ("with three decimals." if decimals else "without decimals."),
    )


def _too_many_digits(span: Span) -> Fault:
    shown = Span(span.source, span.start, min(span.end, span.start + MOST_DIGITS))
    nb, en = number(Fraction(span.end - span.start)), number(Fraction(span.end - span.start), language="en")
    return Fault(
        NUMBER_TOO_LONG,
        Words(f"Tallet har over {MOST_DIGITS} sifre", f"The number has more than {MOST_DIGITS} digits"),
        (Label(shown, Words(f"tallet er {nb} tegn langt", f"the number is {en} characters long")),),
        (Words("Så lange tall forekommer ikke i et regelverk.", "No rulebook has numbers of that length."),),
        Words(f"Skriv tallet med høyst {MOST_DIGITS} sifre.", f"Write the number with at most {MOST_DIGITS} digits."),
    )


# signs that look like others, or that other languages have
_INSTEAD: dict[str, Words] = {
    **dict.fromkeys("—―‒", Words("Skriv «−» for å trekke fra.", "Write “−” to subtract.")),
    "…": Words("Her er noe utelatt. Skriv det som skal stå der.", "Something is left out here. Write it."),
    "^": Words("Språket har ingen potenser. Skriv x × x for x².", "There are no powers. Write x × x for x²."),
    "²": Words("Språket har ingen potenser. Skriv x × x for x².", "There are no powers. Write x × x for x²."),
    "&": Words("Skriv «og».", "Write “and”."),
    "!": Words("Skriv «ikke», eller «er ikke» for ulikt.", "Write “not”, or “is not” for unequal."),
    "÷": Words("Deletegnet er /.", "The sign of division is /."),
    "·": Words("Gangetegnet er × eller *.", "The sign of multiplication is × or *."),
    **dict.fromkeys(
        "$£€¥",
        Words(
            'Beløp er i «kr» bak tallet, eller i den enheten som regelsettet navngir øverst: pengeenhet pund "pund" '
            'tegn "£", 2 desimaler.',
            "Amounts are in “kr” behind the number, or in the unit that the ruleset declares at the top: currency "
            'pound "pounds" sign "£", 2 decimals.',
        ),
    ),
    "'": Words('Tekst står mellom «"» og «"».', 'Text stands between “"” and “"”.'),
}


def instead_of(sign: str) -> Words | None:
    """What is written instead of a sign: that of another language, or one that only looks like the right one."""
    known = _INSTEAD.get(sign)
    plain = unicodedata.normalize("NFKC", sign)
    if known or plain == sign or not plain.isascii() or not plain.isprintable():
        return known
    return Words(f"Skriv «{plain}». Tegnet her ligner, men er et annet.",
                 f"Write “{plain}”. The sign here looks like it, but is another.")  # fmt: skip
