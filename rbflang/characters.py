"""Signs that look like others, or like nothing: spaces of all widths, signs without width, digits of other scripts.

Knows which signs count as a space, which are refused because nobody can see them, and what a sign is called. It must
not know where any of them may stand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rbflang.wording import Words

SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What counts as a space: the space itself, no-break spaces, and the spaces of typesetting."""

MINUSES = "-−–"
"""What is read as the sign of a number below zero."""

INVISIBLE: dict[str, Words] = {
    "\u00ad": Words("myk bindestrek", "soft hyphen"),
    "\u034f": Words("grafemsammenføyer", "combining grapheme joiner"),
    "\u061c": Words("arabisk bokstavmerke", "Arabic letter mark"),
    "\u115f": Words("hangul-fyllstoff", "Hangul choseong filler"),
    "\u1160": Words("hangul-fyllstoff", "Hangul jungseong filler"),
    "\u180e": Words("mongolsk vokalskiller", "Mongolian vowel separator"),
    "\u200b": Words("nullbreddemellomrom", "zero width space"),
    "\u200c": Words("nullbredde-ikke-sammenføyer", "zero width non-joiner"),
    "\u200d": Words("nullbreddesammenføyer", "zero width joiner"),
    "\u200e": Words("venstre-til-høyre-merke", "left-to-right mark"),
    "\u200f": Words("høyre-til-venstre-merke", "right-to-left mark"),
    "\u2060": Words("ordsammenføyer", "word joiner"),
    "\u2061": Words("usynlig funksjonstegn", "function application"),
    "\u2062": Words("usynlig gangetegn", "invisible times"),
    "\u2063": Words("usynlig skilletegn", "invisible separator"),
    "\u2064": Words("usynlig plusstegn", "invisible plus"),
    "\u3164": Words("hangul-fyllstoff", "Hangul filler"),
    "\ufeff": Words("byterekkefølgemerke (BOM)", "byte order mark (BOM)"),
    "\uffa0": Words("hangul-fyllstoff", "halfwidth Hangul filler"),
}
"""Signs that take no room, so that two names that look alike are not the same, and what they are called."""

_DIGITS = {
    "FULLWIDTH DIGIT": Words("fullbreddesiffer", "fullwidth digit"),
    "ARABIC-INDIC DIGIT": Words("arabisk-indisk siffer", "Arabic-Indic digit"),
    "EXTENDED ARABIC-INDIC DIGIT": Words("østarabisk-indisk siffer", "extended Arabic-Indic digit"),
    "DEVANAGARI DIGIT": Words("devanagari-siffer", "Devanagari digit"),
    "SUPERSCRIPT": Words("hevet siffer", "superscript digit"),
    "SUBSCRIPT": Words("senket siffer", "subscript digit"),
    "MATHEMATICAL": Words("matematisk siffer", "mathematical digit"),
}


def invisible_in(text: str) -> tuple[int, ...]:
    """Where the signs stand that nobody can see."""
    if text.isascii() or not any(sign in text for sign in INVISIBLE):
        return ()
    return tuple(match.start() for match in _any_invisible().finditer(text))


def without_invisible(text: str) -> str:
    """The text as it looks."""
    return _any_invisible().sub("", text)


@cache
def _any_invisible() -> re.Pattern[str]:
    return re.compile(f"[{''.join(INVISIBLE)}]")


def is_foreign_digit(sign: str) -> bool:
    """True for digits other than 0–9."""
    return sign.isdigit() and not sign.isascii()


def with_own_digits(text: str) -> str:
    """The text with 0–9 for the digits of other scripts; other signs of full width as they usually are."""
    return "".join(str(unicodedata.digit(one)) if is_foreign_digit(one) else _usual(one) for one in text)


def _usual(sign: str) -> str:
    """A sign of full width (`，`) or of Arabic numbers (`٫`) as it is written beside 0–9."""
    is_wide = "\uff01" <= sign <= "\uff5e"
    return {"\u066b": ",", "\u066c": " ", "\u066a": "%"}.get(
        sign, unicodedata.normalize("NFKC", sign) if is_wide else sign
    )


def named(sign: str) -> Words:
    """What a sign is called, with its number in Unicode: `nullbreddemellomrom (U+200B)`."""
    code = f"U+{ord(sign):04X}"
    known = INVISIBLE.get(sign) or _digit(sign) or _joined(sign)
    if known:
        return Words(f"{known.nb} ({code})", f"{known.en} ({code})")
    return Words(code, f"{unicodedata.name(sign, '').lower()} ({code})".strip())


def _digit(sign: str) -> Words | None:
    if not is_foreign_digit(sign):
        return None
    name = unicodedata.name(sign, "")
    other = Words("siffer fra et annet skriftsystem", "digit of another script")
    return next((words for start, words in _DIGITS.items() if name.startswith(start)), other)


def _joined(sign: str) -> Words | None:
    letters = unicodedata.normalize("NFKC", sign)
    is_ligature = len(letters) > 1 and letters.isalpha()
    return Words(f"{' og '.join(letters)} i ett tegn", f"{' and '.join(letters)} in one sign") if is_ligature else None


def in_one_space(text: str) -> str:
    """The text with one plain space for each stretch of spaces, none at its ends."""
    return " ".join(text.split())


def end_before(text: str, offset: int) -> int:
    """Where what stands before an offset ends: the offset itself, or the beginning of the space before it."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return offset
