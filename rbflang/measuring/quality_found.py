"""How good the rows were, told from the first look at them and from passes of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rbflang.measuring.counts_found import Quality
from rbflang.measuring.months_held import months_without_rows
from rbflang.measuring.one_look import Look
from rbflang.measuring.row_quality import AskedCodes, asked_codes_held, duplicate_rows, unknown_codes


def quality_of(look: Look, several: Mapping[str, int], secret: Sequence[int], with_quality: bool) -> Quality:
    """All that is told of quality; duplicates and codes that no row holds only where they are asked for."""
    found = look.episodes
    rows, inside = look.total("rows"), look.total("inside")
    known = [group for group in look.groups if (group.payee or "") in look.payees]
    placed = [group for group in known if look.place_of(group)]
    at = {name: sum(group.numbers[name] for group in placed) for name in ("inside", "counting", "nobody")}
    inside_known = sum(group.numbers["inside"] for group in known)
    undeclared = [
        column for column in found.present
        if any(group.numbers.get(f"undeclared {column.name}") for group in look.groups)
    ]  # fmt: skip
    codes = asked_codes_held(found) if with_quality else AskedCodes()
    return Quality(
        rows=rows,
        counted_rows=at["counting"],
        outside_period=rows - inside,
        not_counting=at["inside"] - at["counting"],
        without_patient=at["nobody"],
        without_unit=inside_known - at["inside"],
        unknown_payee=inside - inside_known,
        duplicate_rows=duplicate_rows(found, secret) if with_quality else 0,
        patients_in_several_units=several,
        unknown_codes=unknown_codes(found, undeclared),
        never_seen=codes.never_seen,
        written_otherwise=codes.written_otherwise,
        months_without_rows=months_without_rows(found, look.period) if with_quality else (),
        units_without_rows=_without_rows(look),
    )


def _without_rows(look: Look) -> tuple[str, ...]:
    """Declared units that no row in the period names."""
    measurement = look.episodes.measurement
    column = measurement.register.column(measurement.counted_per)
    declared = dict.fromkeys(look.episodes.members.get(column.of, {}).values()) if column.kind.name == "MEMBER" else {}
    if measurement.counted_per == measurement.payee:
        seen = {look.payees.get(group.payee or "") for group in look.groups if group.numbers["inside"]}
    else:
        seen = {look.unit_of(group.unit) for group in look.groups if group.numbers["inside"]}
    return tuple(one for one in declared if one not in seen)
