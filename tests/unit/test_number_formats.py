"""What a number looks like in a cell of a workbook, by its number format."""

from __future__ import annotations

import pytest

pytest.importorskip("openpyxl")

from rbflang.workbooks.number_formats import shown

FORMATS = [
    (0.134, "0.0%", "13,4 %"),
    (0, "0.0%", "0,0 %"),
    (0.0004, "0.0%", "0,0 %"),
    (0.0625, "0.0 %", "6,3 %"),
    (0.5, "0%", "50 %"),
    (1234567.891, "# ##0", "1 234 568"),
    (1234567.891, "#\\ ##0.00", "1 234 567,89"),
    (1234567, "#,##0", "1 234 567"),
    (450000, '#,##0\\ "kr"', "450 000 kr"),
    (450000, "[$kr-414]\\ #,##0", "450 000 kr"),
    (4.5e8, '0.0,," mill. kr"', "450,0 mill. kr"),
    (-1234567, "#,##0;[Red]-#,##0", "−1 234 567"),
    (-5, "#,##0_);(#,##0)", "−5"),
    (-5, "0", "−5"),
    (0, '_-* #,##0.0_-;-* #,##0.0_-;_-* "-"??_-;_-@_-', "0,0"),
    (13.4, '0.0" %"', "13,4 %"),
    (13.4, "0.0\\%", "13,4 %"),
    (0.1 + 0.2, "General", "0,3"),
    (0.13400000000000001, "General", "0,134"),
    (1e-7, "General", "0,0000001"),
    (12, "General", "12"),
    (12, "@", "12"),
    (0.8, "0.##", "0,8"),
    (0.8, "0.0#", "0,8"),
    (7, "0000", "0007"),
    (2.5, "0", "3"),
    (1.005, "0.00", "1,01"),
    (150, "[>=100]0;0.0", "150"),
    (50, "[>=100]0;0.0", "50,0"),
    (0, "0;-0;0.0", "0,0"),
    (1 / 12, "# ?/?", None),
    (1 / 12, "0.00E+00", None),
    (450000, "#,##0,", None),
    (5, ";;;", None),
    (0, "0;-0;;@", None),
    (5, "00-00", None),
    (5, '"skjult"', None),
]  # fmt: skip


@pytest.mark.parametrize(("number", "code", "text"), FORMATS, ids=[f"{n} as {code}" for n, code, _ in FORMATS])
def test_a_number_is_what_its_format_shows(number: float, code: str, text: str | None) -> None:
    found = shown(number, code)
    assert (found and found.text(",")) == text


def test_a_number_with_more_digits_than_shown_is_cut() -> None:
    assert [shown(number, "0.0%").is_cut for number in (0.134, 0.1344, 0)] == [False, True, False]  # type: ignore[union-attr]
