"""Whether the shares of a data file and of `--set` have their per cent sign: all of a quantity's, or none.

Takes rows before they are read as figures, gives what is written how, and the faults of it. Zero is the same with and
without a sign, and counts (`12/50`) are always clear; neither counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache

from attrs import evolve, field, frozen

from rbflang.characters import MINUSES
from rbflang.data.printed import Printed, misprint_of, read_printed
from rbflang.numerals import RUN_OF_DIGITS, Fashion
from rbflang.observations import Field, ObservationFile, ObservationRow
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.signatures import ValueKind
from rbflang.ruleset.values import range_of

COLUMNS = ("value", "narrowing")
SIGNS = ("%", "‰", "prosentpoeng", "percentage points")


def is_signed_text(text: str) -> bool:
    """True for a figure or a narrowing with a sign of shares, and not of nought."""
    small = text.lower()
    return any(sign in small for sign in SIGNS) and _is_of_something(text)


def _is_of_something(text: str) -> bool:
    return any(digit in text for digit in "123456789")


def bare_number(text: str, fashion: Fashion) -> str:
    """The digits of a figure or a narrowing that could be a share or so many per cent; empty where none is.

    Digits that are no number, or may be two, are told as that.
    """
    match = _bare().fullmatch(text.strip()) if _is_of_something(text) else None
    digits = match["number"].strip() if match else ""
    return "" if digits and misprint_of(digits, fashion) else digits


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W\d_]+\s+)*(?P<number>[{MINUSES}]?\s*{RUN_OF_DIGITS})")


def _is_nought(text: str) -> bool:
    return not _is_of_something(text) and re.fullmatch(rf"[{MINUSES}]?\s*0+([.,]0+)?", text) is not None


def has_bare(row: ObservationRow, fashion: Fashion) -> bool:
    """True if the figure or the narrowing of a row is a number without a sign."""
    fields = [row.fields[column] for column in COLUMNS if column in row.fields]
    return any(bare_number(one.text, one.spelled(fashion)) for one in fields)


@frozen(eq=False, repr=False)
class Signs:
    """The fields of a quantity that have a sign, those that have none, and those of nought, which needs none.

    `figures` are those of all these that are no narrowings.
    """

    quantity: Quantity
    kind: ValueKind
    fashion: Fashion
    signed: list[Field] = field(factory=list)
    bare: list[Field] = field(factory=list)
    noughts: list[Field] = field(factory=list)
    figures: list[Field] = field(factory=list)

    @property
    def is_mixed(self) -> bool:
        """True if some have a sign and some have none."""
        return bool(self.signed and self.bare)

    @property
    def sign(self) -> str:
        """The sign that they have: `‰` where all have that one, else `%`."""
        from rbflang.share_faults import sign_of_texts

        return sign_of_texts(one.text for one in self.signed)

    def add(self, row: ObservationRow) -> None:
        """Note how the figure and the narrowing of a row are written."""
        for column in COLUMNS:
            text = row.text(column)
            if not text:
                continue
            field = row.fields[column]
            if column == "value":
                self.figures.append(field)
            if is_signed_text(text):
                self.signed.append(field)
            elif bare_number(text, field.spelled(self.fashion)):
                self.bare.append(field)
            elif _is_nought(text):
                self.noughts.append(field)


def signs_in(
    checked: CheckedRuleset, file: ObservationFile, quantity_of: Callable[[str], Quantity | None]
) -> Mapping[str, Signs]:
    """How the shares of a file are written, by the name of their quantity as the file has it."""
    found: dict[str, Signs | None] = {}
    by_quantity: dict[str, Signs] = {}
    for row in file.rows:
        name = row.text("quantity")
        if name not in found:
            quantity = quantity_of(name)
            found[name] = signs_of(checked, quantity, by_quantity, file.fashion) if quantity else None
        signs = found[name]
        if signs:
            signs.add(row)
    return {name: signs for name, signs in found.items() if signs}


def signs_of(checked: CheckedRuleset, quantity: Quantity, known: dict[str, Signs], fashion: Fashion) -> Signs | None:
    """The signs of a quantity that may have them: a share, or a number without a unit."""
    signature = checked.inference.signatures.get(quantity.name)
    if signature is None or signature.kind.what != "number" or not signature.kind.unit.is_dimensionless:
        return None
    return known.setdefault(quantity.name, Signs(quantity, signature.kind, fashion))


def with_sign_of_nought(row: ObservationRow, signs: Signs | None) -> ObservationRow:
    """The row with the sign of the others behind a nought, which is printed as they are though it needs none."""
    value = row.fields.get("value")
    if not value or not signs or not signs.signed or not _is_nought(value.text):
        return row
    return evolve(row, fields={**row.fields, "value": evolve(value, text=f"{value.text} {signs.sign}")})


def has_lost_all(signs: Signs) -> bool:
    """True if no figure of a quantity has a sign, and some are impossible without."""
    is_without = signs.kind.unit.is_share and bool(signs.bare) and not any(map(_is_signed_field, signs.figures))
    return is_without and any(is_beyond(signs, one) for one in signs.bare)


def _is_signed_field(one: Field) -> bool:
    return is_signed_text(one.text)


def is_beyond(signs: Signs, one: Field) -> bool:
    """True for a figure without a sign that would be possible with one, and is not without."""
    digits, typing = bare_number(one.text, one.spelled(signs.fashion)), signs.quantity.typing
    value = value_of(digits, signs) if digits and typing else None
    if value is None or typing is None:
        return False
    possible = range_of(typing)
    return not possible.holds(value) and possible.holds(value / 100)


def value_of(digits: str, signs: Signs) -> Fraction | None:
    """What digits that could be no other number come to as a figure of a quantity."""
    printed = read_printed(digits, signs.kind, evolve(signs.fashion, is_certain=True))
    return printed.value if isinstance(printed, Printed) else None
