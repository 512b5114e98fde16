"""A cell of a table in words, as it is read in a text: `1 234 567,89`, in English `1,234,567.89`.

Takes a cell and a language, gives text. Formats that hold numbers keep the number and do not come here with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rbflang.quantities import KRONER, POINTS, Unit
from rbflang.reports.typed_cells import Amount, Cell, ExactNumber, FromTo, Marked, Nothing, Phrase, Quoted, StatedFigure
from rbflang.wording import Words, number, printed

PER_CENT = "%"
_BASES = {"poeng": Words("poeng", "points"), "del": Words("deler", "parts")}
_ONE = {"poeng": Words("poeng", "point"), "del": Words("del", "part")}


def worded(cell: Cell, language: str) -> str:
    """The cell as it is read."""
    return WORDED[type(cell)](cell, language)


def ending(unit: Unit, language: str) -> str:
    """What stands behind a figure in a text, where there is anything to say: ` kr`, ` poeng`, ` kr per del`.

    What a point is worth is told in kroner: its title says what it is of.
    """
    if unit.is_share:
        return PER_CENT if language == "en" else f" {PER_CENT}"
    if ("kr", 1) in unit.powers:
        return " kr" if unit == KRONER / POINTS else f" {unit_words(unit, language)}"
    return f" {unit_words(unit, language)}" if unit == POINTS else ""


def in_measure(value: Fraction, unit: Unit) -> Fraction:
    """The number that is written: of a share its per cent."""
    return value * 100 if unit.is_share else value


def unit_words(unit: Unit, language: str) -> str:
    """What a unit is called: `kr`, `%`, `kr per poeng`; nothing for counts and plain numbers."""
    if unit.is_share:
        return PER_CENT
    said = [_base(base, _BASES, language) for base, power in unit.powers if power > 0 and base != "antall"]
    per = [_base(base, _ONE, language) for base, power in unit.powers if power < 0 and base != "antall"]
    return " ".join([*said, *(f"per {base}" for base in per)])


def _base(base: str, words: Mapping[str, Words], language: str) -> str:
    return words[base].say(language) if base in words else base


def _amount(cell: Amount, language: str) -> str:
    shown = number(in_measure(cell.value, cell.unit), cell.decimals, language, cell.signed)
    return shown + ending(cell.unit, language) if cell.is_named else shown


def _from_to(cell: FromTo, language: str) -> str:
    return f"{worded(cell.start, language)}{cell.joint}{worded(cell.end, language)}"


def _marked(cell: Marked, language: str) -> str:
    return f"{worded(cell.cell, language).rjust(cell.room)} {cell.mark}".rstrip()


WORDED: dict[type, Callable[[Any, str], str]] = {
    Amount: _amount,
    ExactNumber: lambda cell, language: str(cell.value),
    Quoted: lambda cell, language: printed(cell.text).say(language),
    StatedFigure: lambda cell, language: cell.text,
    Phrase: lambda cell, language: cell.text,
    Nothing: lambda cell, language: cell.sign,
    FromTo: _from_to,
    Marked: _marked,
}
