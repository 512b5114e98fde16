"""Shares whose sign is not in their own cell: a heading that says per cent, and a format that shows nothing of them.

Takes the rows of a file, gives them as they are to be read. Only shares and numbers without a unit may be per cents;
counts and amounts under the same heading stand as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve

from rbflang.column_names import PER_CENT
from rbflang.data.share_signs import bare_number, is_signed_text, signs_of
from rbflang.numerals import Fashion
from rbflang.observations import Field, ObservationFile, ObservationRow
from rbflang.ruleset.model import CheckedRuleset, Quantity

COLUMNS = ("value", "narrowing")


def with_shares_clear(
    checked: CheckedRuleset, file: ObservationFile, quantity_of: Callable[[str], Quantity | None]
) -> ObservationFile:
    """The file with the sign of its heading behind bare shares, and with what is stored for shares shown as nothing."""
    is_headed, sheet = not set(PER_CENT).isdisjoint(file.headings), file.source.sheet
    if not is_headed and not (sheet and sheet.cut):
        return file
    names = dict.fromkeys(row.text("quantity") for row in file.rows)
    quantities = ((name, quantity_of(name)) for name in names)
    shares = {name for name, one in quantities if one and signs_of(checked, one, {}, file.fashion)}
    if is_headed:
        return evolve(
            file, rows=tuple(_headed(row, file.fashion) if row.text("quantity") in shares else row for row in file.rows)
        )
    signed = shares & _signed(file.rows)
    return evolve(file, rows=tuple(_stored(row) if row.text("quantity") in signed else row for row in file.rows))


def _headed(row: ObservationRow, fashion: Fashion) -> ObservationRow:
    """A row with the sign behind its figure and its narrowing, where they have none."""
    bare = {column: row.fields[column] for column in COLUMNS if bare_number(row.text(column), fashion)}
    if not bare:
        return row
    return evolve(row, fields={**row.fields, **{column: _with_sign(one) for column, one in bare.items()}})


def _with_sign(one: Field) -> Field:
    return evolve(one, text=f"{one.text} %")


def _signed(rows: Iterable[ObservationRow]) -> set[str]:
    """The quantities that have a figure with a sign."""
    return {row.text("quantity") for row in rows if is_signed_text(row.text("value"))}


def _stored(row: ObservationRow) -> ObservationRow:
    """A row whose share is shown as a bare 0 though it is not 0, with what is stored: its sign cannot be excused."""
    value = row.fields["value"]
    stored = value.span.stored if value.text == "0" else ""
    return evolve(row, fields={**row.fields, "value": evolve(value, text=stored)}) if stored else row
