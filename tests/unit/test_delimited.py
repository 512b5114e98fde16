"""Where the headings of a table stand, and where a line of it ends."""

from __future__ import annotations

from rbflang.delimited import lines, parts, top_of, unquoted
from rbflang.observations import NEEDED, read_rows
from rbflang.source import Source

COLUMNS = {"størrelse": "quantity", "verdi": "value"}
HEADING = "størrelse;verdi"


def heading(text: str) -> str | None:
    top = top_of(Source("a.csv", text), COLUMNS, NEEDED)
    return top.heading[1] if top else None


def test_headings_stand_in_one_of_the_first_twenty_lines() -> None:
    assert heading("Tittel\n" * 19 + HEADING) == HEADING
    assert heading("Tittel\n" * 20 + HEADING) == "Tittel"
    assert heading("# en kommentar\n") is None


def test_a_line_says_what_parts_the_fields_once() -> None:
    source = Source("a.csv", "sep=|\nstørrelse|verdi\nx|1,5\n")
    (row,) = read_rows(source).rows
    assert (row.text("quantity"), row.text("value")) == ("x", "1,5")
    assert heading("sep=;\nsep=;\n" + HEADING) == HEADING


def test_what_is_too_long_is_no_heading() -> None:
    assert heading(f"{HEADING};{'x' * 10_000}\n{HEADING}") == HEADING


def test_a_quotation_that_is_never_closed_ends_with_its_line() -> None:
    assert [line for _, line in lines(Source("a.csv", 'a;"b\nc;d\n'), ";")] == ['a;"b', "c;d"]
    far = "\n".join(['a;"b', *["x"] * 200, '"'])
    assert next(lines(Source("a.csv", far), ";"))[1] == 'a;"b'


def test_a_quotation_that_is_closed_may_span_lines() -> None:
    assert [line for _, line in lines(Source("a.csv", 'a;"b\nc";d\ne;f\n'), ";")] == ['a;"b\nc";d', "e;f"]
    assert parts('a;"b;c";d', ";") == (["a", '"b;c"', "d"], False)


def test_what_quotation_marks_hold() -> None:
    assert unquoted('"13,4 ""ca."" %"') == '13,4 "ca." %'
    assert unquoted('"=""13,4 %"""') == unquoted('="13,4 %"') == "13,4 %"
    assert unquoted("=1+1") == "=1+1"
