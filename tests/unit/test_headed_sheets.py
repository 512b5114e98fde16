"""Which row of a sheet names its columns, and which sheet of several is read."""

from __future__ import annotations

from rbflang.workbooks.grid import Content, Grid, as_source, with_the_table

TABLE = ("størrelse", "region", "verdi")


def sheet(*rows: tuple[Content, ...], name: str = "Ark") -> Grid:
    return Grid(name, rows, {})


def test_the_row_that_names_a_table_is_its_heading_wherever_it_stands() -> None:
    found = sheet(("Tall for 2031", "", ""), ("indikator", "region", ""), TABLE, ("a", "Vest", "5 %"))
    assert (found.table, found.heading) == (2, 2)
    assert as_source(found, "tall.xlsx").text == "\n\nstørrelse;region;verdi\na;Vest;5 %"


def test_else_the_first_row_with_two_known_headings_is() -> None:
    found = sheet(("Notat", "region"), ("Indikator", "REGION"), ("video", "Vest"))
    assert (found.table, found.heading) == (None, 1)
    assert as_source(found, "tall.xlsx").text == "\nIndikator;REGION\nvideo;Vest"


def test_one_known_heading_names_nothing() -> None:
    found = sheet(("Notat", "region"), ("Vest", "fire"))
    assert found.heading is None
    assert as_source(found, "tall.xlsx").text == "Notat;region\nVest;fire"


def test_a_wide_table_has_no_heading_even_under_two_known_ones() -> None:
    found = sheet(("indikator", "region", ""), ("", "Vest", "Nord"), ("video", "5 %", "6 %"))
    assert found.is_wide
    assert found.heading is None


def test_a_sheet_with_a_table_is_read_before_one_with_headings_and_that_before_the_first() -> None:
    plain, headed = sheet(("Notat",), name="a"), sheet(("indikator", "region"), name="b")
    other, table = sheet(("indikator", "verdi"), name="c"), sheet(TABLE, name="d")
    assert with_the_table([plain, headed, other, table]) is table
    assert with_the_table([plain, headed, other]) is headed
    assert with_the_table([plain, plain]) is plain
    assert with_the_table([]) is None
