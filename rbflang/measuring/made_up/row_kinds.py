"""What kinds of rows there can be, as far as what is counted can tell them apart.

Takes a measurement. Columns that decide which patients a patient is counted among (a service area) go with the patient;
columns that decide which rows count, and those that stays are told apart by, go with the row. Columns that only
numerators of patients ask for are empty here: `marks.py` finds codes to put in them, so that counts come out as wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from attrs import frozen

from rbflang.measuring.made_up.which_hold import Held, Sketch, holds, tests_in
from rbflang.register.definitions import ColumnKind, Measurement, RegisterColumn
from rbflang.wording import Words

MOST = 4096
"""So many kinds of rows are thought out at most."""
TOLD_APART = (ColumnKind.CODE, ColumnKind.WORDS, ColumnKind.YES_NO)
OTHER = "annet"
"""A code that no condition names."""


class NotMade(Exception):
    """No episodes can be made: why, in words."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.nb)
        self.words = words


@frozen
class RowKinds:
    """The values that go with a patient, most common first, and the kinds of rows, with how common each is.

    All rows of `kinds` count with any of the values; those of `aside` count with none.
    """

    values: tuple[Sketch, ...]
    value_weights: tuple[int, ...]
    kinds: tuple[Sketch, ...]
    kind_weights: tuple[int, ...]
    aside: tuple[Sketch, ...]


def row_kinds(measurement: Measurement) -> RowKinds:
    """The kinds of rows of a measurement; `NotMade` where no row would count, or there are too many kinds."""
    named = _named_codes(measurement)
    with_patient = [name for name in named if name in _of_patients(measurement)]
    by_row = [name for name in named if name not in with_patient]
    values = list(_all_of(measurement, with_patient, named, _falling))
    rows = list(_all_of(measurement, by_row, named, _level))
    where = measurement.where
    values = [one for one in values if any(holds(where, {**one[0], **row}) for row, _ in rows)]
    kinds = [one for one in rows if values and all(holds(where, {**value, **one[0]}) for value, _ in values)]
    aside = [row for row, _ in rows if not any(holds(where, {**value, **row}) for value, _ in values)]
    if not kinds:
        raise NotMade(
            Words(
                "Ingen oppdiktet rad ville telle med: Vilkåret som gjelder alle tellinger, kan ikke oppfylles av koder "
                "i kolonner med én kode.",
                "No made-up row would count: the condition on every count cannot be met by codes in columns of one "
                "code.",
            )
        )
    return RowKinds(
        tuple(one for one, _ in values),
        tuple(weight for _, weight in values),
        tuple(one for one, _ in kinds),
        tuple(weight for _, weight in kinds),
        tuple(aside),
    )


def marked_columns(measurement: Measurement) -> tuple[str, ...]:
    """The columns whose codes are put in rows for the sake of a count: those of several codes, and some of one.

    Of one code are those that numerators of patients ask for, and nothing else does.
    """
    wholes = [cell.denominator for cell in measurement.cells if cell.denominator]
    rows = [count for count in measurement.counts if not count.distinct]
    others = {test.column for one in (*wholes, *rows) for test in tests_in(one.where)}
    others |= {test.column for test in tests_in(measurement.where)}
    single = (ColumnKind.CODE, ColumnKind.WORDS)
    return tuple(
        column.name
        for column in measurement.register.columns
        if column.kind is ColumnKind.CODES or (column.kind in single and column.name not in others)
    )


def _named_codes(measurement: Measurement) -> dict[str, tuple[str, ...]]:
    """The columns that tell rows apart by one code, a text, or yes and no, with the codes that conditions name."""
    found: dict[str, dict[str, None]] = {}
    conditions = [measurement.where, *(count.where for count in measurement.counts)]
    marked = marked_columns(measurement)
    for test in (test for condition in conditions for test in tests_in(condition) if test.column not in marked):
        if measurement.register.column(test.column).kind in TOLD_APART:
            found.setdefault(test.column, {}).update(dict.fromkeys(getattr(test, "codes", ())))
    return {name: tuple(codes) for name, codes in found.items()}


def _of_patients(measurement: Measurement) -> set[str]:
    """The columns that tell among whom different patients are counted."""
    wholes = [cell.denominator or cell.numerator for cell in measurement.cells]
    return {test.column for count in wholes if count.distinct for test in tests_in(count.where)}


def _all_of(
    measurement: Measurement,
    names: Sequence[str],
    named: Mapping[str, tuple[str, ...]],
    weighed: Callable[[RegisterColumn, tuple[str, ...]], Iterator[tuple[Held, int]]],
) -> Iterator[tuple[Sketch, int]]:
    """Every combination of the values of columns, with how common it is."""
    choices = [list(weighed(measurement.register.column(name), named[name])) for name in names]
    if prod(map(len, choices)) > MOST:
        raise NotMade(
            Words(
                f"Vilkårene skiller mellom flere enn {MOST} slags rader. Så mange kan ikke lages.",
                f"The conditions tell apart more than {MOST} kinds of rows. So many cannot be made.",
            )
        )
    for some in product(*choices):
        yield dict(zip(names, (value for value, _ in some), strict=True)), prod(weight for _, weight in some)


def _falling(column: RegisterColumn, named: tuple[str, ...]) -> Iterator[tuple[Held, int]]:
    """Each code a quarter as common as the one before; seldom none."""
    if column.kind is ColumnKind.YES_NO:
        yield from _level(column, named)
        return
    codes = column.codes or (*named, other_than(named))
    for at, code in enumerate(codes):
        yield code, max(1, 4 ** (5 - at))
    yield None, 1


def _level(column: RegisterColumn, named: tuple[str, ...]) -> Iterator[tuple[Held, int]]:
    """Codes that are named, codes that are not, and none; a code that is named alone is the most common."""
    if column.kind is ColumnKind.YES_NO:
        yield from ((True, 6), (False, 5), (None, 1))
        return
    others = [code for code in column.codes if code not in named][:2] if column.codes else [other_than(named)]
    yield from ((code, 24 if len(named) == 1 else 2) for code in named)
    yield from ((code, 8 if len(named) == 1 else 24) for code in others)
    yield None, 1


def other_than(named: Iterable[str]) -> str:
    """A code that none of those named is."""
    found = OTHER
    while found in named:
        found += OTHER
    return found
