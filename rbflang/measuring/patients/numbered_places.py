"""The places that patients are counted in, numbered: a payee and a unit in one whole number."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from attrs import frozen

from rbflang.measuring.column_reading import as_text
from rbflang.measuring.dialects import Dialect, Expression
from rbflang.measuring.one_look import Look

MOST = 13
"""Bits of the number of a unit: more than there can be."""


@frozen
class Numbering:
    """Texts of a column as they stand, and what each means: the texts that mean the same have the same number."""

    texts: tuple[str, ...]
    meant: tuple[str, ...]

    def number(self, cell: Expression, dialect: Dialect) -> Expression:
        """The number of what a cell means, from 1; empty where it means nothing."""
        place = dialect.number(cell, self.texts)
        again = [(at, self.first(one)) for at, one in enumerate(self.meant, 1) if self.first(one) != at]
        return place.cases(*again, else_=place) if again else place

    def first(self, meant: str) -> int:
        """The number of what is meant."""
        return self.meant.index(meant) + 1


@frozen
class Places:
    """Payees and units by their numbers."""

    payees: Numbering
    units: Numbering | None

    def of(self, number: int) -> tuple[str, str]:
        """Payee and unit of a number."""
        unit = number & (2**MOST - 1)
        return self.payee(number >> MOST), self.units.meant[unit - 1] if self.units else ""

    def payee(self, number: int) -> str:
        """The payee of its own number."""
        return self.payees.meant[number - 1]


def places_of(look: Look) -> Places:
    """The numbers of all payees and units that rows name, by each way in which rows write them."""
    measurement = look.episodes.measurement
    payees = Numbering(tuple(look.payees), tuple(look.payees.values()))
    if measurement.counted_per == measurement.payee:
        return Places(payees, None)
    texts = sorted({group.unit for group in look.groups if group.unit is not None and look.place_of(group)})
    return Places(payees, Numbering(tuple(texts), tuple(look.unit_of(text) or "" for text in texts)))


def is_placed(look: Look, places: Places) -> Expression:
    """Whether a row names a payee and a unit that are known."""
    measurement, table, dialect = look.episodes.measurement, look.episodes.raw, look.episodes.dialect
    known = _among(as_text(table[measurement.payee]), places.payees.texts, dialect)
    if places.units is None:
        return known
    return known & _among(as_text(table[measurement.counted_per]), places.units.texts, dialect)


def _among(cell: Expression, texts: Sequence[str], dialect: Dialect) -> Expression:
    return dialect.number(cell, texts) > 0 if texts else ibis.literal(False)


def place_number(look: Look, places: Places) -> Expression:
    """The number of the place of a row that `is_placed`."""
    measurement, table, dialect = look.episodes.measurement, look.episodes.raw, look.episodes.dialect
    payee = places.payees.number(as_text(table[measurement.payee]), dialect) << MOST
    if places.units is None:
        return payee
    return payee + places.units.number(as_text(table[measurement.counted_per]), dialect)
