"""Whether the shares of a data file and of `--set` have their per cent sign: all of a quantity's, or none.

Takes rows before they are read as figures, gives what is written how, and the faults of it. Zero is the same with and
without a sign, and counts (`12/50`) are always clear; neither counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from rbflang import share_faults
from rbflang.characters import MINUSES
from rbflang.diagnostics import Fault
from rbflang.evaluation.figures import Figures, Observation, address_of
from rbflang.evaluation.printed import Printed, misprint_of, read_printed
from rbflang.graph.domain import Key
from rbflang.numerals import RUN_OF_DIGITS, Fashion
from rbflang.observations import Field, ObservationFile, ObservationRow
from rbflang.quantities import NUMBER, SHARE
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.shares_beside import Beside, shares_beside, untold
from rbflang.ruleset.signatures import Kind
from rbflang.ruleset.unit_words import figure, shown, span_of
from rbflang.ruleset.values import range_of
from rbflang.ruleset.written_shares import as_written, is_signed, numbers_in
from rbflang.source import Span
from rbflang.wording import Words

HEADINGS = {"nb": "verdi (%)", "en": "value (%)"}
COLUMNS = ("value", "narrowing")
_SIGNED = re.compile(r"[%‰]|prosentpoeng|percentage points", re.IGNORECASE)
_BARE = re.compile(rf"(?:[^\W\d_]+\s+)*(?P<number>[{MINUSES}]?\s*{RUN_OF_DIGITS})")
_NOUGHT = re.compile(rf"[{MINUSES}]?\s*0+([.,]0+)?")
_SOME = re.compile(r"[1-9]")


def is_signed_text(text: str) -> bool:
    """True for a figure or a narrowing with a sign of shares, and not of nought."""
    return bool(_SIGNED.search(text) and _SOME.search(text))


def bare_number(text: str, fashion: Fashion) -> str:
    """The digits of a figure or a narrowing that could be a share or so many per cent; empty where none is.

    Digits that are no number, or may be two, are told as that.
    """
    match = _BARE.fullmatch(text.strip()) if _SOME.search(text) else None
    digits = match["number"].strip() if match else ""
    return "" if digits and misprint_of(digits, fashion) else digits


def has_bare(row: ObservationRow, fashion: Fashion) -> bool:
    """True if the figure or the narrowing of a row is a number without a sign."""
    return any(bare_number(row.text(column), fashion) for column in COLUMNS)


@frozen(eq=False, repr=False)
class Signs:
    """The fields of a quantity that have a sign, those that have none, and those of nought, which needs none.

    `figures` are those of all these that are no narrowings.
    """

    quantity: Quantity
    kind: Kind
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
        return share_faults.sign_of_texts(one.text for one in self.signed)

    def add(self, row: ObservationRow) -> None:
        """Note how the figure and the narrowing of a row are written."""
        for column in COLUMNS:
            text = row.text(column)
            if not text:
                continue
            if column == "value":
                self.figures.append(row.fields[column])
            if is_signed_text(text):
                self.signed.append(row.fields[column])
            elif bare_number(text, self.fashion):
                self.bare.append(row.fields[column])
            elif _NOUGHT.fullmatch(text):
                self.noughts.append(row.fields[column])


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
    if not value or not signs or not signs.signed or not _NOUGHT.fullmatch(value.text):
        return row
    return evolve(row, fields={**row.fields, "value": evolve(value, text=f"{value.text} {signs.sign}")})


def readable(
    checked: CheckedRuleset, file: ObservationFile, quantity_of: Callable[[str], Quantity | None]
) -> tuple[list[ObservationRow], list[Fault]]:
    """The rows whose shares are written clearly, and the faults of the others: one for a quantity, or for the file."""
    signs = signs_in(checked, file, quantity_of)
    rows: list[ObservationRow] = []
    distinct = tuple(dict.fromkeys(signs.values()))
    lost = [own for own in distinct if has_lost_all(own)]
    amiss = [own for own in distinct if own.is_mixed and own not in lost]
    for row in file.rows:
        own = signs.get(row.text("quantity"))
        if own is None:
            rows.append(row)
        elif own not in lost and (own not in amiss or not has_bare(row, file.fashion)):
            rows.append(with_sign_of_nought(row, own))
    faults = [mixed(checked, own) for own in amiss]
    return rows, [*faults, *([none_at_all(file, lost)] if lost else [])]


def has_lost_all(signs: Signs) -> bool:
    """True if no figure of a quantity has a sign, and some are impossible without."""
    is_without = signs.kind.unit.is_share and bool(signs.bare) and not any(map(_is_signed_field, signs.figures))
    return is_without and any(is_beyond(signs, one.text) for one in signs.bare)


def _is_signed_field(one: Field) -> bool:
    return is_signed_text(one.text)


# faults


def is_beyond(signs: Signs, text: str) -> bool:
    """True for a figure without a sign that would be possible with one, and is not without."""
    digits, typing = bare_number(text, signs.fashion), signs.quantity.typing
    value = _value(digits, signs) if digits and typing else None
    if value is None or typing is None:
        return False
    possible = range_of(typing)
    return not possible.holds(value) and possible.holds(value / 100)


def mixed(checked: CheckedRuleset, signs: Signs) -> Fault:
    """Some figures of a quantity with a sign and some without: the fewer are told."""
    name, language = signs.quantity.name, checked.ruleset.tree.language
    if len(signs.signed) >= len(signs.bare) or any(is_beyond(signs, one.text) for one in signs.bare):
        first = signs.bare[0]
        return share_faults.without_sign(name, places_of(signs.bare, signs), instead_of(first.text, signs), signs.sign)
    places = [(one.span, _without(one.text, signs, language)) for one in signs.signed]
    _, digits, means = next(iter(places_of(signs.bare, signs)))
    return share_faults.with_sign(name, places, (digits, means), signs.sign)


def none_at_all(file: ObservationFile, lost: Sequence[Signs]) -> Fault:
    """Shares without any sign, of which some are impossible so."""
    impossible: list[tuple[Span, str, Words]] = []
    small: list[tuple[Span, str, Words]] = []
    for signs in lost:
        for one in (*signs.bare, *signs.noughts):
            (impossible if is_beyond(signs, one.text) else small).extend(places_of([one], signs))
    ranges = [(signs.quantity.name, _range(signs)) for signs in lost]
    language = file.fashion.language
    name, count = file.source.name.rpartition("/")[2], len(impossible) + len(small)
    return share_faults.no_signs_at_all(name, ranges, count, impossible, small, HEADINGS[language])


def limits_without_sign(checked: CheckedRuleset, figures: Figures) -> Iterator[Fault]:
    """Numbers of the rules without a sign, put beside figures that have one."""
    signed: dict[str, Observation] = {}
    for one in figures.observations.values():
        if one.quantity not in signed and is_signed_text(one.printed):
            signed[one.quantity] = one
    places = shares_beside(checked.ruleset, checked.inference) if signed else ()
    for place in untold((one, not signed.keys().isdisjoint(one.inputs)) for one in places):
        yield _limits_beside(checked, place, next(one for name, one in signed.items() if name in place.inputs))


def _limits_beside(checked: CheckedRuleset, place: Beside, row: Observation) -> Fault:
    limits = [(one.span, as_written(one), shown(one.value, SHARE)) for one in place.limits]
    instead = figure(place.limits[0].value, SHARE, checked.ruleset.tree.language)
    return share_faults.limits_without_sign(limits, instead, row.span, row.printed)


def places_of(fields: Iterable[Field], signs: Signs) -> list[tuple[Span, str, Words]]:
    """Where figures without a sign stand, their digits and what they are so."""
    found = ((one, bare_number(one.text, signs.fashion) or one.text) for one in fields)
    return [(one.span, digits, shown(_value(digits, signs) or Fraction(0), SHARE)) for one, digits in found]


def _value(digits: str, signs: Signs) -> Fraction | None:
    printed = read_printed(digits, signs.kind, signs.fashion)
    return printed.value if isinstance(printed, Printed) else None


def _without(text: str, signs: Signs, language: str) -> str:
    """A figure with a sign as it is without: `0,007` for `0,7 %`."""
    printed = read_printed(text, signs.kind, signs.fashion)
    return figure(printed.value, NUMBER, language) if isinstance(printed, Printed) else text


def instead_of(text: str, signs: Signs) -> str:
    """What a figure without a sign is as it stands, spelled as in its text: `70 %` for `0,7`."""
    digits = bare_number(text, signs.fashion) or text
    return figure(_value(digits, signs) or Fraction(0), SHARE, signs.fashion.language)


def _range(signs: Signs) -> Words:
    assert signs.quantity.typing
    return span_of(range_of(signs.quantity.typing), SHARE)


# settings


def setting_amiss(
    checked: CheckedRuleset, quantity: Quantity, key: Key, row: ObservationRow, beside: Sequence[Observation]
) -> Fault | None:
    """A share that is set without a sign, where what it replaces has one, or where it is impossible without."""
    fashion = Fashion(checked.ruleset.tree.language)
    signs = signs_of(checked, quantity, {}, fashion)
    written = row.fields["value"]
    digits = bare_number(written.text, fashion)
    value = _value(digits, signs) if signs and digits else None
    if signs is None or value is None:
        return None
    address, means = address_of(quantity, checked, key), shown(value, SHARE)
    signed = _signed_beside(checked, quantity, key, beside)
    if signed:
        printed, other = signed
        beside_it = printed, address_of(quantity, checked, other)
        instead = instead_of(written.text, signs)
        return share_faults.set_without_sign(written.span, address, digits, means, instead, beside_it)
    if signs.kind.unit.is_share and is_beyond(signs, written.text):
        return share_faults.set_out_of_range(written.span, address, digits, means, _range(signs))
    return None


def _signed_beside(
    checked: CheckedRuleset, quantity: Quantity, key: Key, beside: Sequence[Observation]
) -> tuple[str, Key] | None:
    """A number of the same quantity with a sign, the one that is replaced first: how it is printed, and where."""
    rows = [one for one in beside if one.quantity == quantity.name and is_signed_text(one.printed)]
    row = next((one for one in rows if one.key == key), rows[0] if rows else None)
    if row:
        return row.printed, row.key
    given = sorted(quantity.given.items(), key=lambda one: one[0] != key)
    for other, one in given:
        number = next((number for number in numbers_in(one.value) if is_signed(number)), None)
        if number:
            return " ".join(one.value.span.text.split()), other
    return None


def signed_like(checked: CheckedRuleset, quantity: Quantity, beside: Sequence[Observation]) -> Signs | None:
    """The signs that a nought set by hand is printed among."""
    signs = signs_of(checked, quantity, {}, Fashion(checked.ruleset.tree.language))
    found = _signed_beside(checked, quantity, (), beside) if signs else None
    if signs is None or found is None:
        return None
    printed, _ = found
    span = Span(checked.ruleset.source, 0, 0)
    return evolve(signs, signed=[Field(printed, span)])
