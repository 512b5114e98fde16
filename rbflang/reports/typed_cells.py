"""What stands in a cell of a table: an amount with its unit, words, nothing, or several of these beside each other.

A cell is a value: a renderer words it (`cell_words`), or keeps the number where its format holds numbers. It knows no
language but that of words which a report has said already.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias, Union

from attrs import frozen

from rbflang.quantities import COUNT, KRONER, NUMBER, POINTS, SHARE, Unit
from rbflang.wording import NO_FIGURE, Voice, decimals_needed

MOST_DECIMALS = 6


@frozen(repr=False)
class Amount:
    """A number in its own measure, the decimals it is shown with, its unit, and whether a plus is shown.

    The decimals of a share are those of its per cent. The unit stands behind the number where it `is_named`, and is
    known where it is not.
    """

    value: Fraction
    decimals: int = 0
    unit: Unit = NUMBER
    signed: bool = False
    is_named: bool = False


@frozen(repr=False)
class ExactNumber:
    """A number that is shown as the fraction that it is."""

    value: Fraction
    unit: Unit = NUMBER


@frozen(repr=False)
class Quoted:
    """A figure as it is printed in a source, in Norwegian, and what it is read as; a bound is read as no number."""

    text: str
    value: Fraction | None = None
    unit: Unit = NUMBER


@frozen(repr=False)
class StatedFigure:
    """A figure in words that are said already, with the number that they write and what it counts in those words."""

    text: str
    value: Fraction
    decimals: int
    counted: str


@frozen(repr=False)
class Phrase:
    """Words, in the reader's language."""

    text: str


@frozen(repr=False)
class Nothing:
    """No figure; `sign` stands in its place."""

    sign: str = ""


@frozen(repr=False)
class FromTo:
    """Two figures with words between them: the ends of a range, or a figure and what it is to become."""

    start: Cell
    joint: str
    end: Cell


@frozen(repr=False)
class Marked:
    """A figure and the letter of a note on it; the figure takes at least so much `room` before the letter."""

    cell: Cell
    mark: str
    room: int = 0


Cell: TypeAlias = Union[Amount, ExactNumber, Quoted, StatedFigure, Phrase, Nothing, FromTo, Marked]
CELLS: tuple[type, ...] = (Amount, ExactNumber, Quoted, StatedFigure, Phrase, Nothing, FromTo, Marked)

# Between a count and what it is counted out of.
OUT_OF = "/"
BLANK = Nothing()
DASH = Nothing(NO_FIGURE)


def amount_cell(
    value: Fraction | None, decimals: int = 0, unit: Unit = NUMBER, signed: bool = False, is_named: bool = False
) -> Amount | Nothing:
    """The amount with so many decimals; a dash where there is none."""
    return DASH if value is None else Amount(value, decimals, unit, signed, is_named)


def plain_cell(value: Fraction, unit: Unit = NUMBER, most: int = MOST_DECIMALS, is_named: bool = False) -> Amount:
    """The amount with as few decimals as write it exactly, at most `most`; money has all its decimals or none."""
    needed = decimals_needed(value * 100 if unit.is_share else value)
    if needed and unit.is_money:
        needed = max(needed, unit.currency.decimals)
    return Amount(value, most if needed is None else min(needed, most), unit, is_named=is_named)


def share_cell(value: Fraction | None, decimals: int | None = None, signed: bool = False) -> Amount | Nothing:
    """The share in per cent, exactly where no decimals are asked for; a dash where there is none."""
    if value is None:
        return DASH
    shown = plain_cell(value, SHARE).decimals if decimals is None else decimals
    return Amount(value, shown, SHARE, signed, True)


def mean_cell(mean: Fraction | None, unit: Unit) -> Amount | Nothing:
    """The mean of results in their unit, of shares always with one decimal; a dash where there is none."""
    return share_cell(mean, 1) if mean is None or unit.is_share else plain_cell(mean, unit, 1, True)


def money_of(say: Voice) -> Unit:
    """The unit that the amounts spoken of are in."""
    return KRONER.counted_in(say.currency)


def paid_cell(value: Fraction | None, say: Voice, signed: bool = False) -> Amount | Nothing:
    """The amount with the decimals of what is paid; a dash where there is none."""
    return amount_cell(value, say.decimals, money_of(say), signed)


def kroner_cell(value: Fraction, say: Voice, signed: bool = False) -> Amount:
    """The amount as it is paid, with its unit behind it."""
    return Amount(value, say.decimals, money_of(say), signed, True)


def points_cell(value: Fraction | None) -> Amount | Nothing:
    """Whole points; a dash where there are none to show."""
    return amount_cell(value, 0, POINTS)


def count_cell(count: int) -> Amount:
    """How many there are."""
    return Amount(Fraction(count), 0, COUNT)


def phrases(*texts: str) -> tuple[Phrase, ...]:
    """A cell of words for each text."""
    return tuple(map(Phrase, texts))
