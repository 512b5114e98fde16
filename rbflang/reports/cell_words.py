"""A cell of a table in words, as it is read in a text: `1 234 567,89`, in English `1,234,567.89`.

Takes a cell and a language, gives text. Formats that hold numbers keep the number and do not come here with it.
"""

from __future__ import annotations

from collections.abc import Callable
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


def in_unit(figure: str, unit: Unit, language: str) -> str:
    """A figure with its unit in a text, where there is anything to say: `5 kr`, `£5`, `5 poeng`, `5 kr per del`.

    What a point is worth is told in money: its title says what it is of.
    """
    if unit.is_share:
        return figure + (PER_CENT if language == "en" else f" {PER_CENT}")
    if unit.counts_money:
        amount = unit.currency.amount(figure, language)
        is_told = unit.powers == (KRONER / POINTS).powers
        return amount if is_told else " ".join(filter(None, (amount, _per(unit, language))))
    return f"{figure} {unit_words(unit, language)}" if unit == POINTS else figure


def in_measure(value: Fraction, unit: Unit) -> Fraction:
    """The number that is written: of a share its per cent."""
    return value * 100 if unit.is_share else value


def unit_words(unit: Unit, language: str) -> str:
    """What a unit is called: `kr`, `%`, `kr per poeng`; nothing for counts and plain numbers."""
    if unit.is_share:
        return PER_CENT
    said = [_base(base, unit, language) for base, power in unit.powers if power > 0 and base != "antall"]
    return " ".join(filter(None, (*said, _per(unit, language))))


def _base(base: str, unit: Unit, language: str) -> str:
    return _BASES[base].say(language) if base in _BASES else unit.currency.sign


def _per(unit: Unit, language: str) -> str:
    """What one of is meant: `per poeng`."""
    bases = (base for base, power in unit.powers if power < 0 and base != "antall")
    return " ".join(f"per {_ONE[base].say(language) if base in _ONE else unit.currency.one}" for base in bases)


def _amount(cell: Amount, language: str) -> str:
    shown = number(in_measure(cell.value, cell.unit), cell.decimals, language, cell.signed)
    return in_unit(shown, cell.unit, language) if cell.is_named else shown


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
