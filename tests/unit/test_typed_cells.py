"""Cells of tables: each kind is worded, and every renderer of text lays out every kind of block."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest

from rbflang.quantities import KRONER, PARTS, POINTS, SHARE
from rbflang.render import markdown, terminal
from rbflang.reports import cell_words, document, typed_cells
from rbflang.reports.cell_words import worded
from rbflang.reports.typed_cells import BLANK, DASH, Amount, Cell, ExactNumber, FromTo, Marked, Phrase, Quoted

MINUS = "\N{MINUS SIGN}"
AMOUNT = Fraction(123456789, 100)


def test_every_kind_of_cell_is_worded() -> None:
    assert set(cell_words.WORDED) == set(typed_cells.CELLS) == set(get_args(typed_cells.Cell))


@pytest.mark.parametrize("renderer", [terminal, markdown], ids=["terminal", "markdown"])
def test_every_kind_of_block_is_laid_out(renderer: object) -> None:
    assert set(renderer.LAID_OUT) == set(document.BLOCKS) == set(get_args(document.Block))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cell", "nb", "en"),
    [
        (Amount(AMOUNT, 2), "1 234 567,89", "1,234,567.89"),
        (Amount(AMOUNT, 0, KRONER, True), "+1 234 568", "+1,234,568"),
        (Amount(-AMOUNT, 1, KRONER, True, True), f"{MINUS}1 234 567,9 kr", f"{MINUS}1,234,567.9 kr"),
        (Amount(Fraction(48), 0, POINTS, is_named=True), "48 poeng", "48 points"),
        (Amount(Fraction(5, 2), 1, PARTS, is_named=True), "2,5", "2.5"),
        (Amount(Fraction(107, 1000), 1, SHARE, is_named=True), "10,7 %", "10.7%"),
        (Amount(Fraction(107, 1000), 1, SHARE), "10,7", "10.7"),
        (ExactNumber(Fraction(1400875, 57)), "1400875/57", "1400875/57"),
        (Quoted("under 0,6 %"), "under 0,6 %", "below 0.6%"),
        (Phrase("Vest"), "Vest", "Vest"),
        (BLANK, "", ""),
        (DASH, "–", "–"),
        (
            FromTo(Amount(Fraction(864, 1000), 1, SHARE), "–", Amount(Fraction(901, 1000), 1, SHARE, is_named=True)),
            "86,4–90,1 %",
            "86.4–90.1%",
        ),
        (Marked(Quoted("0,4 %", Fraction(4, 1000), SHARE), "b", 6), " 0,4 % b", "  0.4% b"),
        (Marked(Quoted("0,4 %", Fraction(4, 1000), SHARE), "", 6), " 0,4 %", "  0.4%"),
    ],
)  # fmt: skip
def test_a_cell_is_read_in_both_languages(cell: Cell, nb: str, en: str) -> None:
    assert (worded(cell, "nb"), worded(cell, "en")) == (nb, en)
