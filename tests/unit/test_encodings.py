"""Tables are read in the encodings that spreadsheets save them in, and none is guessed."""

from __future__ import annotations

import pytest

from rbflang.encodings import MAC, UTF16, WINDOWS, Encoded, decoded
from rbflang.source import UTF8

OF_BOTH = ("måloppnåelse;SørØst;7 %", "«måltall» – Ærfugl", "99\xa0600\xa0000 kr", "allé; Ø", "7 ‰", "5 € £ 7 …")


@pytest.mark.parametrize("text", OF_BOTH)
@pytest.mark.parametrize(("codec", "name"), [("cp1252", WINDOWS), ("mac_roman", MAC)])
def test_an_encoding_without_a_mark_is_known_by_its_signs(text: str, codec: str, name: str) -> None:
    found = decoded(text.encode(codec))
    assert isinstance(found, Encoded)
    assert (found.text, found.encoding, found.others) == (text, name, ())


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_mark(codec: str) -> None:
    text = "måltall;SørØst"
    mark = "" if codec == "utf-16" else "\ufeff"
    found = decoded((mark + text).encode(codec))
    assert isinstance(found, Encoded)
    assert (found.text, found.encoding) == (text, UTF16)


def test_utf_8_is_utf_8() -> None:
    found = decoded("\ufeffmåltall".encode())
    assert isinstance(found, Encoded)
    assert (found.text, found.encoding) == ("måltall", UTF8)


def test_what_could_be_either_is_told_as_both() -> None:
    """The byte 9A is ö on a Mac and š under Windows."""
    found = decoded("Björn".encode("mac_roman"))
    assert isinstance(found, Encoded)
    assert (found.encoding, found.others) == (WINDOWS, (MAC,))


@pytest.mark.parametrize("data", ["måltall; Sør".encode("cp865"), b"ab\xff\xfe", b"\xff\xfea"])
def test_what_is_in_none_of_them_is_refused_where_it_begins(data: bytes) -> None:
    assert decoded(data) in (1, 2)
