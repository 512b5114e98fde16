"""The rows of a data file that hold the counts behind others: of each trust behind the figure of its region.

Takes the rows that name a unit, and the figures; gives the units behind each figure, and the figures that were not
given and are the sum of them. Counts that add up to another figure than the one that is given are a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from attrs import evolve, frozen

from rbflang import data_faults
from rbflang.column_names import COLUMNS, SET_HEADINGS
from rbflang.data.counts import count_faults
from rbflang.data.counts.counts_written import WrittenCounts, read_counts
from rbflang.data.counts.unit_rows import CountsBehind, UnitColumn, UnitRow, sum_of_counts
from rbflang.data.counts.what_is_counted import what_is_counted
from rbflang.data.figures import Observation, address_of, find_member
from rbflang.data.statuses import stated_source, status_of
from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Figure
from rbflang.intervals import Interval, point
from rbflang.numerals import Fashion
from rbflang.observations import ObservationFile, ObservationRow
from rbflang.register.definitions import ColumnKind, Measurement
from rbflang.ruleset.model import CheckedRuleset, Quantity, Ruleset
from rbflang.wording import Words

Cell = tuple[str, Key]


class Keys(Protocol):
    """How the cells of a quantity are found."""

    def key(self, row: ObservationRow) -> Key | Fault:
        """The cell that the members of a row name; a fault where they name none."""


@frozen(eq=False, repr=False)
class Parted:
    """A row that names a unit, with the column of units taken out of its members; and how its numbers are spelled."""

    row: ObservationRow
    named: str
    column: UnitColumn
    quantity: Quantity
    fashion: Fashion


def unit_columns(ruleset: Ruleset) -> Mapping[str, UnitColumn]:
    """The column of units of each quantity that is counted from a register, where its register has one."""
    found = {one.quantity: _unit_column(ruleset, one) for one in ruleset.measurements}
    return {name: column for name, column in found.items() if column}


def _unit_column(ruleset: Ruleset, measurement: Measurement) -> UnitColumn | None:
    register, payee = measurement.register, measurement.payee
    among = register.column(payee).of
    units = [one.name for one in register.of_kind(ColumnKind.UNIT) if one.of == payee]
    members = {
        one.name: one.of
        for one in register.of_kind(ColumnKind.MEMBER)
        if one.of in ruleset.sets and ruleset.sets[one.of].above == among
    }
    named = [*units, *members]
    name = measurement.counted_per if measurement.counted_per in named else next(iter(named), None)
    if name is None:
        return None
    return UnitColumn(measurement.quantity, name, among, members.get(name, ""), measurement.counted_per != payee)


def parted(checked: CheckedRuleset, file: ObservationFile) -> tuple[ObservationFile, tuple[Parted, ...]]:
    """The rows of a file that are figures, and apart from them those that name a unit."""
    columns = unit_columns(checked.ruleset) if checked.ruleset.measurements else {}
    headings = {SET_HEADINGS.get(one, one) for one in file.headings if one not in COLUMNS}
    columns = {name: one for name, one in columns.items() if one.name in headings}
    if not columns:
        return file, ()
    own, behind = [], []
    for row in file.rows:
        quantity = checked.ruleset.quantity_called(row.text("quantity"))
        column = columns.get(quantity.name) if quantity else None
        if quantity is None or column is None or column.set_name in quantity.sets or not row.member(column.name):
            own.append(row)
            continue
        members = {name: row.members[name] for name in row.members if name != column.name}
        behind.append(Parted(evolve(row, members=members), row.member(column.name), column, quantity, file.fashion))
    return evolve(file, rows=tuple(own)), tuple(behind)


def behind_figures(
    checked: CheckedRuleset,
    rows: Sequence[Parted],
    observations: dict[Cell, Observation],
    keys: Callable[[CheckedRuleset, Quantity], Keys],
) -> tuple[dict[Cell, CountsBehind], list[Fault]]:
    """The units behind each figure and the faults of their rows; where a row cannot be read, nothing is added up.

    A figure that is not given is added to the observations. `keys` tells which cell of a quantity a row names.
    """
    read = list(_read_units(checked, rows, keys))
    faults = [one for one in read if isinstance(one, Fault)]
    behind: dict[Cell, CountsBehind] = {}
    for one in () if faults else _fitted(checked, [one for one in read if not isinstance(one, Fault)], observations):
        if isinstance(one, Fault):
            faults.append(one)
        else:
            behind[one[0]] = one[1]
    return behind, faults


def _read_units(
    checked: CheckedRuleset, rows: Sequence[Parted], keys: Callable[[CheckedRuleset, Quantity], Keys]
) -> Iterator[tuple[UnitColumn, UnitRow] | Fault]:
    """What each row says of its unit, each unit once behind a figure; nothing where no value is written."""
    seen: dict[tuple[Cell, str], UnitRow] = {}
    rows_of = {name: keys(checked, checked.ruleset.quantities[name]) for name in {one.quantity.name for one in rows}}
    for one in rows:
        key = rows_of[one.quantity.name].key(one.row)
        found = key if isinstance(key, Fault) else _unit_row(checked, one, key)
        if isinstance(found, Fault):
            yield found
            continue
        if found is None:
            continue
        first = seen.setdefault(((found.quantity, found.key), found.unit), found)
        if first is not found:
            address = f"{address_of(one.quantity, checked, found.key)}, {found.unit}"
            yield data_faults.row_twice(first.span, found.span, address)
            continue
        yield one.column, found


def _unit_row(checked: CheckedRuleset, one: Parted, key: Key) -> UnitRow | Fault | None:
    row, status = one.row, status_of(one.row)
    unit = _unit(checked, one, key)
    for found in (status, unit):
        if isinstance(found, Fault):
            return found
    text = row.text("value") or row.text("narrowing")
    if not text:
        return None
    counts = read_counts(text, one.fashion)
    is_count = counts is not None and (row.text("value") == "" or counts.is_exact)
    if counts is None or not is_count or (row.text("value") and row.text("narrowing")):
        return data_faults.value_not_understood(row.place("value"), row.text("value") or text, count_faults.AS_COUNTS)
    return UnitRow(one.quantity.name, key, str(unit), counts, str(status), stated_source(row), row.span)


def _unit(checked: CheckedRuleset, one: Parted, key: Key) -> str | Fault:
    """The name of the unit; where units are members of a set, the member, which must lie under the payee."""
    if not one.column.set_name:
        return one.named
    members = checked.ruleset.sets[one.column.set_name]
    found = find_member(members, one.named)
    if found is None:
        near = members.spellings.nearest(one.named)
        return data_faults.unknown_in_data(one.row.span, one.named, Words(members.name, members.name), near)
    payee = _member_of(checked, one.quantity, key, one.column.payee)
    above = members[found].above or ""
    return found if above == payee else count_faults.unit_under_another(one.row.span, found, above, payee)


def _member_of(checked: CheckedRuleset, quantity: Quantity, key: Key, set_name: str) -> str:
    sets = checked.ruleset.space.domain(quantity.sets).sets
    return key[sets.index(set_name)] if set_name in sets else ""


# what they add up to


def _fitted(
    checked: CheckedRuleset, found: Iterable[tuple[UnitColumn, UnitRow]], observations: dict[Cell, Observation]
) -> Iterator[tuple[Cell, CountsBehind] | Fault]:
    """The units behind each figure, or the fault of counts that do not fit it; a figure that is not given is added."""
    together: dict[Cell, list[UnitRow]] = {}
    columns: dict[Cell, UnitColumn] = {}
    for column, row in found:
        together.setdefault((row.quantity, row.key), []).append(row)
        columns[row.quantity, row.key] = column
    for cell, rows in together.items():
        column, units = columns[cell], tuple(rows)
        quantity, given = checked.ruleset.quantities[cell[0]], observations.get(cell)
        what = what_is_counted(checked.ruleset, *cell)
        if given is None:
            made = _made(cell, units, column)
            if made:
                observations[cell] = made
            yield cell, CountsBehind(column, units, what, made is not None)
            continue
        unfit = _unfit(given, units, column)
        if unfit:
            yield count_faults.do_not_add_up(
                given.span, [one.span for one in units], address_of(quantity, checked, cell[1]), column.name, unfit
            )
            continue
        yield cell, CountsBehind(column, units, what, False)


def _made(cell: Cell, units: tuple[UnitRow, ...], column: UnitColumn) -> Observation | None:
    """The figure as the sum of its units; nothing where they do not add up to it, or are not known."""
    counts = sum_of_counts(units)
    under = counts.denominator
    if not column.adds_up or not counts.is_exact or (under is not None and not under.least):
        return None
    value = Fraction(counts.numerator.least, under.least if under else 1)
    sources, statuses = {one.source for one in units}, {one.status for one in units}
    source = sources.pop() if len(sources) == 1 else ""
    status = statuses.pop() if len(statuses) == 1 else "synthetic" if "synthetic" in statuses else "derived"
    return Observation(*cell, value, counts.written(), "", status, source, units[0].span)


def _unfit(given: Observation, units: tuple[UnitRow, ...], column: UnitColumn) -> count_faults.Unfit | None:
    """How the units do not fit a figure: what they come to, and what it is."""
    stated = read_counts(given.printed or given.narrowing)
    counts = sum_of_counts(units)
    if column.adds_up:
        fits = _is_within(stated, counts) if stated else counts.share().meets(_interval(given))
    else:
        fits = stated is None or _may_be_counted_once(stated, units, counts)
    if fits:
        return None
    said = given.printed or given.narrowing
    return count_faults.Unfit(counts.written(), said, column.adds_up, _pasted(given, counts) if column.adds_up else "")


def _interval(given: Observation) -> Interval:
    cell = given.cell
    if isinstance(cell, Figure):
        return cell.interval
    return point(cell) if isinstance(cell, Fraction) else Interval(None, None)


def _is_within(stated: WrittenCounts, counts: WrittenCounts) -> bool:
    """True if what is stated and what the units come to can be the same, the numerators and the denominators."""
    pairs = [(stated.numerator, counts.numerator)]
    if (stated.denominator is None) != (counts.denominator is None):
        return False
    if stated.denominator and counts.denominator:
        pairs.append((stated.denominator, counts.denominator))
    return all(_reaches(one, other) and _reaches(other, one) for one, other in pairs)


def _reaches(one: count_faults.Ranged, other: count_faults.Ranged) -> bool:
    return one.most is None or other.least <= one.most


def _may_be_counted_once(stated: WrittenCounts, units: Sequence[UnitRow], counts: WrittenCounts) -> bool:
    """True if each unit has no more than the payee, and all of them together no less."""
    sides = [(stated.numerator, counts.numerator, [one.counts.numerator for one in units])]
    if stated.denominator and counts.denominator:
        under = [one.counts.denominator for one in units if one.counts.denominator]
        sides.append((stated.denominator, counts.denominator, under))
    return all(_reaches(whole, one) for whole, _, each in sides for one in each) and all(
        _reaches(added, whole) for whole, added, _ in sides
    )


def _pasted(given: Observation, counts: WrittenCounts) -> str:
    """The line of the figure with what the units come to; nothing where that is not one number."""
    line = given.span.text
    is_there = bool(given.printed) and line.count(given.printed) == 1
    return line.replace(given.printed, counts.written()) if is_there and counts.is_exact else ""
