"""Which columns of a register a measurement asks for, and which codes of them."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.register.definitions import (
    ColumnKind,
    Condition,
    IsYes,
    Measurement,
    Negated,
    OneOf,
    RegisterColumn,
)

DAYS = (ColumnKind.DATE, ColumnKind.PERIOD)


def tests_of(condition: Condition) -> Iterator[OneOf | IsYes]:
    """The tests of columns that a condition is made of, in order."""
    if isinstance(condition, OneOf | IsYes):
        yield condition
    else:
        for part in (condition.part,) if isinstance(condition, Negated) else condition.parts:
            yield from tests_of(part)


def conditions_of(measurement: Measurement) -> tuple[Condition, ...]:
    """Every condition that a measurement says, its own first."""
    return (measurement.where, *(count.where for count in measurement.counts))


def day_column(measurement: Measurement) -> RegisterColumn | None:
    """The column that says when an episode was: the first that the register declares with a day or a period."""
    return next((column for column in measurement.register.columns if column.kind in DAYS), None)


def patient_column(measurement: Measurement) -> RegisterColumn | None:
    """The column with the key of the patient."""
    return next(iter(measurement.register.of_kind(ColumnKind.PATIENT)), None)


def asked_columns(measurement: Measurement, with_days: bool) -> tuple[RegisterColumn, ...]:
    """The columns without which nothing can be counted, in the order of the register."""
    names = {measurement.payee, measurement.counted_per}
    names |= {test.column for condition in conditions_of(measurement) for test in tests_of(condition)}
    names |= {count.distinct for count in measurement.counts if count.distinct}
    day = day_column(measurement)
    if with_days and day:
        names.add(day.name)
    return tuple(column for column in measurement.register.columns if column.name in names)


def asked_codes(measurement: Measurement) -> dict[str, tuple[str, ...]]:
    """The codes that are asked for, by column, each once and in order."""
    found: dict[str, dict[str, None]] = {}
    for condition in conditions_of(measurement):
        for test in tests_of(condition):
            if isinstance(test, OneOf):
                found.setdefault(test.column, {}).update(dict.fromkeys(test.codes))
    return {column: tuple(codes) for column, codes in found.items()}
