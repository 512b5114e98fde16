"""The unit that stands in a column of its own, as a form has it: `81,4` in a row with `%` is 81,4 %.

Takes the rows of a file, gives them with the unit behind their figures, and the faults of those that may be either: a
number up to 1 can be a share as it stands.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from rbflang.column_names import UNIT
from rbflang.data.lost_signs import instead_of, places_of
from rbflang.data.printed import is_mark
from rbflang.data.share_signs import Signs, bare_number, signs_of, value_of
from rbflang.diagnostics import Fault
from rbflang.observations import ObservationFile, ObservationRow
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.share_faults import NAMES, beside_its_unit

COLUMNS = ("value", "narrowing")


def with_units(
    checked: CheckedRuleset, file: ObservationFile, quantity_of: Callable[[str], Quantity | None]
) -> tuple[ObservationFile, list[Fault]]:
    """The file with the units of its column behind bare figures, and a fault for each quantity with unclear ones."""
    column = next((one for one in UNIT.values() if one in file.headings and one not in checked.ruleset.sets), None)
    if column is None:
        return file, []
    rows: list[ObservationRow] = []
    unclear: dict[tuple[str, str], list[ObservationRow]] = {}
    known: dict[str, Signs] = {}
    for row in file.rows:
        unit, quantity = row.member(column), quantity_of(row.text("quantity"))
        signs = signs_of(checked, quantity, known, file.fashion) if quantity and unit in NAMES else None
        if signs and _may_be_either(row, signs):
            unclear.setdefault((signs.quantity.name, unit), []).append(row)
        else:
            rows.append(_with_unit(row, unit, file) if signs or is_mark(unit) else row)
    told = [_told(known[name], unit, found) for (name, unit), found in unclear.items()]
    return evolve(file, rows=tuple(rows)), told


def _may_be_either(row: ObservationRow, signs: Signs) -> bool:
    """True for a number that is a share as it stands, and so many per cent by its unit."""
    digits = bare_number(row.text("value"), row.fields["value"].spelled(signs.fashion))
    value = value_of(digits, signs) if digits else None
    return value is not None and abs(value) <= 1


def _with_unit(row: ObservationRow, unit: str, file: ObservationFile) -> ObservationRow:
    bare = [
        (column, row.fields[column]) for column in COLUMNS if column in row.fields
        if bare_number(row.text(column), row.fields[column].spelled(file.fashion))
    ]  # fmt: skip
    return evolve(
        row, fields={**row.fields, **{column: evolve(one, text=f"{one.text} {unit}") for column, one in bare}}
    )


def _told(signs: Signs, sign: str, rows: list[ObservationRow]) -> Fault:
    fields = [row.fields["value"] for row in rows]
    return beside_its_unit(signs.quantity.name, places_of(fields, signs), instead_of(fields[0].text, signs), sign)
