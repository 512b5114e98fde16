"""How the values of rules are shown: each a cell of a table, and the same in words for sentences.

Takes values as they are written, gives cells that keep the number, or words. How much a number has changed follows from
what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import evolve

from rbflang.comparison.components import Component
from rbflang.quantities import KRONER, MARKS, POINTS
from rbflang.reports.cell_words import worded
from rbflang.reports.typed_cells import (
    BLANK,
    DASH,
    Amount,
    Cell,
    ExactNumber,
    FromTo,
    Marked,
    Phrase,
    StatedFigure,
    money_of,
    plain_cell,
    share_cell,
)
from rbflang.ruleset.values import exact, is_number
from rbflang.syntax.expressions import Between, Missing, Negative, Number, Ratio, Value, YesNo
from rbflang.syntax.tree import Typing
from rbflang.wording import Voice, Words, decimals_needed, round_half_away, same

DECIMALS = 4
"""Those of a fraction of large numbers."""

COUNTED = {
    "per_mille": Words("‰", "‰"),
    "percentage_points": Words("prosentpoeng", "percentage points"),
    "parts": Words("deler", "parts"),
}
"""What stands behind a number where its unit alone does not say how it is counted."""

UNITS = {"kr": KRONER, "points": POINTS}


def shown(value: Value, say: Voice, is_short: bool = False) -> str:
    """A value as it is written, or with as few decimals as write it; a fraction of large numbers with four."""
    return worded(value_cell(value, say, is_short), say.language)


def shown_property(value: Value, head: Component, say: Voice) -> str:
    """A value of a member: 3,0 % in one year is the 3 % of the other, unless digits tell how it was rounded."""
    return worded(property_cell(value, head, say), say.language)


def is_share(typing: Typing | None) -> bool:
    """True for the type of a share, in either language."""
    return typing is not None and not {"andel", "share"}.isdisjoint(typing.words)


def property_cell(value: Value, head: Component, say: Voice) -> Cell:
    """The same as a cell."""
    typing: Typing | None = head.node.typing
    whole = _without_one(value)
    if is_share(typing) and isinstance(whole, Number) and not whole.mark and whole.value == 1:
        return share_cell(whole.value)
    return value_cell(value, say, is_short=not (typing and typing.is_rounded))


def value_cell(value: Value, say: Voice, is_short: bool = False) -> Cell:
    """A value as a cell; `is_short` writes a number with as few decimals as it needs."""
    match value:
        case Ratio():
            return _ratio(value, say, is_short)
        case Between():
            low, high = value_cell(value.low, say), value_cell(value.high, say)
            return FromTo(_led(say("mellom", "between"), low, say), say(" og ", " and "), high)
        case YesNo():
            return Phrase(say("ja", "yes") if value.value else say("nei", "no"))
        case Negative():
            return _negative(value_cell(value.operand, say, is_short))  # type: ignore[arg-type]
        case Number():
            return _number(value, say, is_short)
        case Missing():
            return DASH
    return Phrase(value.text)


def _ratio(value: Ratio, say: Voice, is_short: bool) -> Cell:
    if exact(value.denominator) == 1:
        return value_cell(value.numerator, say, is_short)
    if not _is_short(value):
        return Amount(exact(value), DECIMALS)
    words = f"{shown(value.numerator, say)}/{shown(value.denominator, say)}"
    number = exact(value)
    return ExactNumber(number) if words == str(number) else _stated(words, number, DECIMALS, "")


def _is_short(value: Ratio) -> bool:
    """True for `1 / 14`, which is read more easily than 0,0714."""
    return max(exact(value.numerator), exact(value.denominator)) < 100


def _number(value: Number, say: Voice, is_short: bool) -> Cell:
    """A number with the mark it was written with, and the decimals if it is not to be short."""
    if value.mark == "percent":
        return share_cell(value.value, None if is_short else value.decimals)
    counted = same(value.currency.millions(say.language)) if value.mark == "million_kr" else COUNTED.get(value.mark)
    inside = value.value / (MARKS[value.mark].factor if value.mark else 1)
    bare = plain_cell(inside) if is_short else Amount(inside, value.decimals)
    if counted is None:
        unit = UNITS.get(value.mark)
        return evolve(bare, unit=unit.counted_in(value.currency), is_named=True) if unit else bare
    words = counted.say(say.language)
    return _stated(f"{worded(bare, say.language)} {words}", inside, bare.decimals, words)


def _stated(text: str, value: Fraction, decimals: int, counted: str) -> StatedFigure:
    return StatedFigure(text, value, decimals, counted)


NEGATIVES: dict[type, Callable[[Any], Cell]] = {
    Amount: lambda cell: evolve(cell, value=-cell.value),
    ExactNumber: lambda cell: evolve(cell, value=-cell.value),
    StatedFigure: lambda cell: evolve(cell, text=f"−{cell.text}", value=-cell.value),
}


def _negative(cell: Cell) -> Cell:
    return NEGATIVES[type(cell)](cell)


def _led(word: str, cell: Cell, say: Voice) -> Cell:
    """The number behind a word: `mellom 5 %`."""
    text = f"{word} {worded(cell, say.language)}"
    match cell:
        case Amount():
            inside = cell.value * 100 if cell.unit.is_share else cell.value
            return StatedFigure(text, inside, cell.decimals, "%" if cell.unit.is_share else "")
        case StatedFigure():
            return evolve(cell, text=text)
    return Phrase(text)


def with_note(cell: Cell, note: str) -> Cell:
    """A figure with what it rests on behind it; a range has it behind its end."""
    if not note or cell == BLANK:
        return cell
    return evolve(cell, end=Marked(cell.end, note)) if isinstance(cell, FromTo) else Marked(cell, note)


# changes


def change_cell(before: Value, after: Value, say: Voice, are_shares: bool = False) -> Cell:
    """How much a number has changed: `+4 prosentpoeng`, `+81 331 000 kr`; nothing where it is no single number.

    That of shares written as fractions is told in percentage points too.
    """
    if not all(is_number(one) and not isinstance(one, Between) for one in (before, after)):
        return BLANK
    before, after = map(_without_one, (before, after))
    moved = _as_shown(after) - _as_shown(before)
    digits = [one.operand if isinstance(one, Negative) else one for one in (before, after)]
    mark = digits[1].mark if isinstance(digits[1], Number) else ""
    if mark in ("percent", "per_mille") or (
        are_shares and any(isinstance(one, Ratio) and _is_short(one) for one in digits)
    ):
        return _counted_change(moved * 100, say("prosentpoeng", "percentage points"), say, 2)
    if mark in ("kr", "million_kr"):
        return Amount(moved, 0 if moved.denominator == 1 else 2, money_of(say), True, True)
    if mark in UNITS or mark in COUNTED:
        words = COUNTED[mark] if mark in COUNTED else Words("poeng", "points")
        return _counted_change(moved, words.say(say.language), say, DECIMALS)
    return Amount(moved, max(one.decimals if isinstance(one, Number) else DECIMALS for one in digits), signed=True)


def _without_one(value: Value) -> Value:
    """The value without that it is divided by one: `200 kr / 1 poeng` is shown as 200 kr."""
    return value.numerator if isinstance(value, Ratio) and exact(value.denominator) == 1 else value


def _counted_change(moved: Fraction, words: str, say: Voice, most: int) -> StatedFigure:
    needed = decimals_needed(moved)
    bare = Amount(moved, most if needed is None else min(needed, most), signed=True)
    return _stated(f"{worded(bare, say.language)} {words}", moved, bare.decimals, words)


def _as_shown(value: Value) -> Fraction:
    """The value that the reader sees, so that a difference follows from what is shown."""
    is_cut = isinstance(value, Ratio) and not _is_short(value)
    return round_half_away(exact(value), DECIMALS) if is_cut else exact(value)
