"""Codes by which a row comes to be counted in one numerator and nowhere else, and codes that change no count.

Takes the kinds of rows and tries each code that a numerator names on each of them. What it finds holds by
trial, not by the shape of a condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from attrs import frozen

from rbflang.measuring.made_up.row_kinds import RowKinds, marked_columns
from rbflang.measuring.made_up.which_hold import Sketch, holds, tests_in
from rbflang.register.definitions import ColumnKind, EpisodeCount, Measurement, OneOf

MOST_CODES = 64
"""So many ways to choose codes for several marks in one row are tried."""


@frozen
class CodeMark:
    """Codes of a column, any of which makes a row count in one numerator; with which values of patients it does so."""

    column: str
    codes: tuple[str, ...]
    values: frozenset[int]


def marks_of(measurement: Measurement, kinds: RowKinds) -> dict[EpisodeCount, CodeMark]:
    """The mark of each numerator of patients that has one; others cannot be steered."""
    found = {}
    for count in dict.fromkeys(cell.numerator for cell in measurement.cells if cell.numerator.distinct):
        for column, codes in named_codes(measurement, (count,)).items():
            marked = [(code, _values_of(measurement, kinds, column, code, {count})) for code in codes]
            best = max((values for _, values in marked), key=len, default=frozenset())
            if best:
                found[count] = CodeMark(column, tuple(code for code, values in marked if values == best), best)
                break
    return _side_by_side(measurement, kinds, found)


def _side_by_side(
    measurement: Measurement, kinds: RowKinds, marks: Mapping[EpisodeCount, CodeMark]
) -> dict[EpisodeCount, CodeMark]:
    """Those marks that can stand in one row with each other, pair by pair and all of them together.

    A column of one code has room for one of them.
    """
    kept: dict[EpisodeCount, CodeMark] = {}
    for count, mark in marks.items():
        is_single = measurement.register.column(mark.column).kind is not ColumnKind.CODES
        if is_single and mark.column in (one.column for one in kept.values()):
            continue
        tried = {**kept, count: mark}
        beside = {value: [one for one in kept if value in kept[one].values] for value in mark.values}
        together = ((value, some) for value in beside for some in (beside[value], *([one] for one in beside[value])))
        if all(_side_by_side_at(measurement, kinds, value, {one: tried[one] for one in (count, *some)})
               for value, some in together):  # fmt: skip
            kept = tried
    return kept


def _side_by_side_at(
    measurement: Measurement, kinds: RowKinds, value: int, marks: Mapping[EpisodeCount, CodeMark]
) -> bool:
    """Whether rows with all of these marks count in those numerators and nowhere else, whichever codes they have."""
    for kind, codes in product(kinds.kinds, islice(product(*(mark.codes for mark in marks.values())), MOST_CODES)):
        row = {**kinds.values[value], **kind}
        held: dict[str, tuple[str, ...]] = {}
        for mark, code in zip(marks.values(), codes, strict=True):
            held[mark.column] = (*held.get(mark.column, ()), code)
        marked = {**row, **held}
        if {*_changed(measurement, row, marked)} != {*marks} or not holds(measurement.where, marked):
            return False
    return True


def harmless_codes(measurement: Measurement, kinds: RowKinds) -> tuple[tuple[tuple[str, str], ...], ...]:
    """By value: columns and codes that conditions name, and that change no count where they stand with that value."""
    named = [(column, code) for column, codes in named_codes(measurement).items() for code in codes]
    still = {one: _values_of(measurement, kinds, *one, set()) for one in named}
    return tuple(tuple(one for one in named if at in still[one]) for at in range(len(kinds.values)))


def named_codes(
    measurement: Measurement, counts: Iterable[EpisodeCount] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """The codes that conditions name, by column that marks can be put in; all conditions where no counts are given."""
    found: dict[str, dict[str, None]] = {}
    marked = marked_columns(measurement)
    conditions = [count.where for count in measurement.counts if counts is None or count in counts]
    for test in (test for one in (*conditions, measurement.where) for test in tests_in(one)):
        if test.column in marked and isinstance(test, OneOf):
            found.setdefault(test.column, {}).update(dict.fromkeys(test.codes))
    return {column: tuple(codes) for column, codes in found.items()}


def _values_of(
    measurement: Measurement, kinds: RowKinds, column: str, code: str, wanted: set[EpisodeCount]
) -> frozenset[int]:
    """The values of patients with which the code makes exactly the counts wanted hold anew, whatever kind of row."""

    def changes(row: Sketch) -> bool:
        return set(_changed(measurement, row, {**row, column: (code,)})) == wanted

    return frozenset(
        at
        for at, value in enumerate(kinds.values)
        if all(changes({**value, **kind}) for kind in kinds.kinds)
        and all(holds(measurement.where, {**value, **kind, column: (code,)}) for kind in kinds.kinds)
    )


def _changed(measurement: Measurement, before: Sketch, after: Sketch) -> Iterator[EpisodeCount]:
    """The counts that do not hold for both; one that holds no more is told as none that anybody wants."""
    for count in measurement.counts:
        held, holds_now = holds(count.where, before), holds(count.where, after)
        if held != holds_now:
            yield count if holds_now else EpisodeCount(count.where, "\0")
