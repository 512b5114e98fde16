"""Tables as text: a table of figures that is wider than the page stands as several below each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbflang.render.tables import table_lines
from rbflang.reports.document import Column, Table
from rbflang.reports.typed_cells import Amount, Phrase
from rbflang.wording import printed

WIDTH = 60


def figures(rows: int, columns: int, label: str = "Indikator") -> Table:
    """Figures of seven digits, each another."""
    heads = (Column("", "left"), *(Column(f"Sykehus {at}") for at in range(columns)))
    cells = ((Phrase(f"{label} {row}"), *(Amount(Fraction(1_000_000 + 100 * row + at)) for at in range(columns)))
             for row in range(rows))  # fmt: skip
    return Table(heads, tuple(cells))


def test_a_table_of_figures_that_is_too_wide_is_several() -> None:
    """By hand: 2 + 11 for labels, 2 + 9 a column: four are 57 wide, five 68; two longer heads make 59 in the last."""
    lines = list(table_lines(figures(7, 12), WIDTH, "nb"))
    assert [max(map(len, lines[at : at + 8])) for at in (0, 9, 18)] == [57, 57, 59]
    assert lines.count("") == 2 and len(lines) == 3 * 8 + 2
    assert [line.split()[:2] for line in lines[1:8]] == [["Indikator", str(at)] for at in range(7)]
    told = " ".join(lines).replace("\N{NO-BREAK SPACE}", " ")
    for row in range(7):
        assert told.count(f"Indikator {row} ") == 3
        assert all(told.count(f"1 000 {row}{at:02}") == 1 for at in range(12))


def test_a_table_that_fits_is_one() -> None:
    assert "" not in list(table_lines(figures(7, 4), WIDTH, "nb"))


def test_three_figures_stay_together_however_wide() -> None:
    assert "" not in list(table_lines(figures(7, 3), 20, "nb"))


@pytest.mark.parametrize(
    ("typed", "nb", "en"),
    [
        ("10.0%", "10,0 %", "10.0%"),
        ("0.125", "0,125", "0.125"),
        ("at least 2.5", "at least 2,5", "at least 2.5"),
        ("12.5 %", "12,5 %", "12.5%"),
        ("1.234", "1.234", "1.234"),
        ("31.12.2031", "31.12.2031", "31.12.2031"),
        ("10,5 %", "10,5 %", "10.5%"),
    ],
)
def test_a_point_that_was_typed_is_a_comma_in_norwegian(typed: str, nb: str, en: str) -> None:
    """Three digits behind other digits may be a group: they stand as they were typed."""
    assert (printed(typed).nb, printed(typed).en) == (nb, en)
