"""Cells with codes: codes that no condition names, the marks of a row, and codes that change no count.

Codes that nobody names are called so that nobody takes them for real ones.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from rbflang.measuring.made_up.drawn_rows import DrawnRows
from rbflang.measuring.made_up.marks import named_codes
from rbflang.measuring.made_up.row_kinds import other_than
from rbflang.measuring.made_up.scattered import Whole, chosen, salt_of, scattered
from rbflang.measuring.made_up.unit_numbers import UnitNumbers
from rbflang.measuring.made_up.which_hold import tests_in
from rbflang.register.definitions import RegisterColumn

FILLED = 5
"""Of eight cells so many have a code that nobody names, and two of these have two."""
NAMELESS = 12


def cells_of_codes(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    """The cells of a column of several codes; one without a code is empty."""
    plan, seed = numbers.plan, numbers.plan.asked.seed
    drawn = scattered(rows.place, salt_of(seed, "codes", column.name))
    slots = list(_nameless(column, drawn))
    for at, (_, one) in enumerate(plan.marks):
        if one.column == column.name:
            which = chosen(scattered(rows.place, salt_of(seed, "code", at)), len(one.codes))
            slots.append((one.codes, np.where(rows.marks[at], which, -1)))
    for value, harmless in enumerate(numbers.harmless):
        codes = tuple(code for name, code in harmless if name == column.name)
        if codes:
            which = chosen(scattered(rows.place, salt_of(seed, "stray", column.name)), len(codes))
            slots.append((codes, np.where(rows.strays & (rows.value == value), which, -1)))
    return _lists(slots)


def cells_of_one_code(numbers: UnitNumbers, rows: DrawnRows, column: RegisterColumn) -> pa.Array:
    """The cells of a column of one code that does not tell kinds of rows apart: its mark, or else what changes nothing.

    Codes that a condition names stand by chance where no numerator that is steered asks for the column.
    """
    plan, seed = numbers.plan, numbers.plan.asked.seed
    named = named_codes(plan.asked.measurement).get(column.name, ())
    is_steered = any(test.column == column.name for count, _ in plan.marks for test in tests_in(count.where))
    free = [code for code in (column.codes or (*named, other_than(named))) if not is_steered or code not in named]
    which = chosen(scattered(rows.place, salt_of(seed, "free", column.name)), len(free) + 1)
    cells: list[str | None] = [*free, None]
    for at, (_, mark) in enumerate(plan.marks):
        if mark.column == column.name:
            code = chosen(scattered(rows.place, salt_of(seed, "code", at)), len(mark.codes))
            which = np.where(rows.marks[at], len(cells) + code, which)
            cells += mark.codes
    return pa.array(cells, pa.string()).take(pa.array(which.astype(np.int32)))


def _nameless(column: RegisterColumn, drawn: Whole) -> list[tuple[tuple[str, ...], Whole]]:
    """None, one or two codes that no condition names."""
    codes = tuple(f"syntetisk{number:02}" for number in range(1, NAMELESS + 1))
    eighth, which = drawn & 7, (drawn >> 3) % NAMELESS
    return [(codes, np.where(eighth < FILLED, which, -1)), (codes, np.where(eighth < 2, (which + 5) % NAMELESS, -1))]


def _lists(slots: list[tuple[tuple[str, ...], Whole]]) -> pa.Array:
    """Lists of codes from what each of several slots holds in each row, -1 where nothing."""
    held = np.stack([which for _, which in slots], axis=1)
    begun = np.cumsum([0, *(len(codes) for codes, _ in slots)])[:-1]
    is_held = held >= 0
    many = is_held.sum(axis=1)
    codes = pa.array([code for some, _ in slots for code in some])
    values = codes.take(pa.array((held + begun)[is_held].astype(np.int32)))
    offsets = np.concatenate([[0], np.cumsum(many)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values, mask=pa.array(many == 0))
