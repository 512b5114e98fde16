"""The faults of shares that have lost their sign: in a data file and in `--set`.

Takes figures whose signs were looked at, gives faults that say what the numbers are as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang import share_faults
from rbflang.data.figures import Observation, address_of
from rbflang.data.printed import Printed, read_printed
from rbflang.data.share_signs import Signs, bare_number, is_beyond, is_signed_text, signs_of, value_of
from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key
from rbflang.numerals import Fashion
from rbflang.observations import Field, ObservationFile, ObservationRow
from rbflang.quantities import NUMBER, SHARE
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.unit_words import figure, shown, span_of
from rbflang.ruleset.values import range_of
from rbflang.ruleset.written_shares import is_signed, numbers_in
from rbflang.source import Span
from rbflang.wording import Words

HEADINGS = {"nb": "verdi (%)", "en": "value (%)"}


def mixed(checked: CheckedRuleset, signs: Signs) -> Fault:
    """Some figures of a quantity with a sign and some without: the fewer are told."""
    name, language = signs.quantity.name, checked.ruleset.tree.language
    if len(signs.signed) >= len(signs.bare) or any(is_beyond(signs, one) for one in signs.bare):
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
            (impossible if is_beyond(signs, one) else small).extend(places_of([one], signs))
    ranges = [(signs.quantity.name, _range(signs)) for signs in lost]
    language = file.fashion.language
    name, count = file.source.name.rpartition("/")[2], len(impossible) + len(small)
    heading = f"{lost[0].quantity.name} (%)" if file.is_wide else HEADINGS[language]
    return share_faults.no_signs_at_all(name, ranges, count, impossible, small, heading, file.is_wide)


def places_of(fields: Iterable[Field], signs: Signs) -> list[tuple[Span, str, Words]]:
    """Where figures without a sign stand, their digits and what they are so."""
    found = ((one, bare_number(one.text, one.spelled(signs.fashion)) or one.text) for one in fields)
    return [(one.span, digits, shown(value_of(digits, signs) or Fraction(0), SHARE)) for one, digits in found]


def _without(text: str, signs: Signs, language: str) -> str:
    """A figure with a sign as it is without: `0,007` for `0,7 %`."""
    printed = read_printed(text, signs.kind, evolve(signs.fashion, is_certain=True))
    return figure(printed.value, NUMBER, language) if isinstance(printed, Printed) else text


def instead_of(text: str, signs: Signs) -> str:
    """What a figure without a sign is as it stands, spelled as in its text: `70 %` for `0,7`."""
    digits = bare_number(text, evolve(signs.fashion, is_certain=True)) or text
    return figure(value_of(digits, signs) or Fraction(0), SHARE, signs.fashion.language)


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
    value = value_of(digits, signs) if signs and digits else None
    if signs is None or value is None:
        return None
    address, means = address_of(quantity, checked, key), shown(value, SHARE)
    signed = _signed_beside(checked, quantity, key, beside)
    if signed:
        printed, other = signed
        beside_it = printed, address_of(quantity, checked, other)
        instead = instead_of(written.text, signs)
        return share_faults.set_without_sign(written.span, address, digits, means, instead, beside_it)
    if signs.kind.unit.is_share and is_beyond(signs, written):
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
    return evolve(signs, signed=[Field.standing(printed, span)])
