"""The rows of a data file whose shares are written clearly, and the faults of the others.

Takes rows before they are read as figures; what is told of a quantity, or of the file, is worded in `lost_signs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rbflang.column_names import UNIT
from rbflang.data.share_signs import Signs, has_bare, has_lost_all, signs_in, with_sign_of_nought
from rbflang.diagnostics import Fault
from rbflang.observations import ObservationFile, ObservationRow
from rbflang.ruleset.model import CheckedRuleset, Quantity


def readable(
    checked: CheckedRuleset, file: ObservationFile, quantity_of: Callable[[str], Quantity | None]
) -> tuple[list[ObservationRow], list[Fault]]:
    """The rows whose shares are written clearly, and the faults of the others: one for a quantity, or for the file."""
    unclear: list[Fault] = []
    if not set(UNIT.values()).isdisjoint(file.headings):
        from rbflang.data.unit_column import with_units

        file, unclear = with_units(checked, file, quantity_of)
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
    return rows, [*unclear, *(_told(checked, file, amiss, lost) if amiss or lost else ())]


def _told(checked: CheckedRuleset, file: ObservationFile, amiss: Sequence[Signs], lost: Sequence[Signs]) -> list[Fault]:
    from rbflang.data.lost_signs import mixed, none_at_all

    faults = [mixed(checked, own) for own in amiss]
    return [*faults, *([none_at_all(file, lost)] if lost else [])]
