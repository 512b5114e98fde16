"""In which encoding the bytes of a table were saved: as spreadsheets save them, and not only UTF-8.

Takes bytes, gives their text and the encoding. Nothing is guessed: of the encodings without a mark of their own, one is
taken only where each of its signs is one that Norwegian and English tables hold and the other's are not.
"""

from __future__ import annotations

import codecs
import re

from attrs import frozen

from rbflang.source import UTF8

UTF16, WINDOWS, MAC = "UTF-16", "Windows-1252", "MacRoman"
WITHOUT_A_MARK = (WINDOWS, MAC)
_CODECS = {WINDOWS: "cp1252", MAC: "mac_roman"}
_BEYOND_ASCII = re.compile("[^\\x00-\\x7f]")
_NORWEGIAN = frozenset("æøåÆØÅ")
_LETTERS = frozenset("éÉèêóòôöÖäÄüÜáàšŠžŽ")
_SIGNS = frozenset("\xa0–—«»“”„‘’‰£€§°·×±½…•−≤≥≠")


@frozen(eq=False, repr=False)
class Encoded:
    """A text and the encoding it was saved in; `others` are the encodings it could as well have been saved in."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()


def decoded(data: bytes) -> Encoded | int:
    """The text of a table, or the offset of the first byte that is none in UTF-8 where it is in no other either."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Encoded(data.decode("utf-16"), UTF16)
        except UnicodeDecodeError as fault:
            return fault.start
    try:
        return Encoded(data.decode("utf-8-sig"), UTF8)
    except UnicodeDecodeError as fault:
        usual = [one for one in WITHOUT_A_MARK if _is_usual(data, one)]
        return Encoded(_text(data, usual[0]), usual[0], tuple(usual[1:])) if usual else fault.start


def _is_usual(data: bytes, encoding: str) -> bool:
    """True where each sign is one that tables hold, and stands as it does: letters in words, other signs outside."""
    text = f" {_text(data, encoding)} "
    found = _BEYOND_ASCII.finditer(text)
    return all(_stands_well(text[one.start() - 1], one[0], text[one.end()]) for one in found)


def _stands_well(before: str, sign: str, after: str) -> bool:
    if sign in _NORWEGIAN:
        return True
    if sign in _LETTERS:
        return (before.isalpha() or after.isalpha()) and not (before.islower() and sign.isupper())
    return sign in _SIGNS and not (before.isalpha() and after.isalpha())


def _text(data: bytes, encoding: str) -> str:
    return data.decode(_CODECS[encoding], "replace")
