"""How many different patients hold each condition, in one pass: a bit for each condition, gathered patient by patient.

Rows are grouped once by place and patient, with one number whose bits say which conditions one of the rows held; then
the bits are counted by place. More conditions than a number has bits take several numbers in the same pass. A key is
replaced before rows are grouped, so that what an engine writes to disk while it groups tells no key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import ibis
from attrs import frozen

from rbflang.measuring.column_reading import is_filled
from rbflang.measuring.condition_expressions import Columns
from rbflang.measuring.dialects import Expression, bits_of_all
from rbflang.measuring.one_look import Look, counting
from rbflang.measuring.patients.condition_steps import Steps, gathered, steps_of
from rbflang.measuring.patients.numbered_places import MOST, is_placed, place_number, places_of
from rbflang.register.definitions import EpisodeCount

BITS = 60
Place: TypeAlias = tuple[str, str]


@frozen
class Distinct:
    """How many different values of a column hold each condition, by payee and unit.

    `in_several` is the number of those with rows in several units, by payee; nothing where that was not asked for.
    """

    counts: Mapping[Place, Mapping[EpisodeCount, int]]
    in_several: Mapping[str, int]


NO_VALUES = Distinct({}, {})


def distinct_values(look: Look, column: str, secret: Sequence[int], with_several: bool = True) -> Distinct:
    """Count the different values of a column for each count that asks for them."""
    return counted(masked_rows(look, column, secret), look, column, with_several)


def masked_rows(look: Look, column: str, secret: Sequence[int]) -> Expression:
    """Of each row that counts the key, replaced, the number of the place, and the bits of the conditions that hold.

    The key as it is read stands beside, as `read`: what is written anywhere must leave it out.
    """
    columns, places = look.episodes.columns, places_of(look)
    key = columns.cells[column]
    asked = counting(look.episodes, look.period) & is_placed(look, places) & is_filled(key)
    steps = [steps_of(count.where, columns.register) for count in _counts_of(look, column)]
    masks = [_mask(steps[at : at + BITS], columns, key) for at in range(0, max(len(steps), 1), BITS)]
    return look.episodes.raw.filter(asked).select(
        read=key,
        key=columns.dialect.keyed(key, secret),
        place=place_number(look, places),
        **{f"m{at}": mask for at, mask in enumerate(masks)},
    )


def counted(masked: Expression, look: Look, column: str, with_several: bool) -> Distinct:
    """Gather the bits of rows by place and value, and count them."""
    counts, places = _counts_of(look, column), places_of(look)
    masks = {name: bits_of_all(masked[name]) for name in masked.columns if name.startswith("m")}
    grouped = masked.group_by("key", "place").agg(**masks)
    answer = _by_place(grouped, len(counts))
    if with_several:
        answer = ibis.union(answer, _in_several(grouped, len(counts)), distinct=False)
    found: dict[Place, dict[EpisodeCount, int]] = {}
    several: dict[str, int] = {}
    for row in look.episodes.fetched(answer):
        numbers = [int(row[f"n{at}"]) for at in range(max(len(counts), 1))]
        if row["place"] < 0:
            several[places.payee(-row["place"])] = numbers[0]
        else:
            found[places.of(row["place"])] = dict(zip(counts, numbers, strict=False))
    return Distinct(found, several)


def _counts_of(look: Look, column: str) -> list[EpisodeCount]:
    return [count for count in look.episodes.measurement.counts if count.distinct == column]


def _mask(bits: Sequence[Steps], columns: Columns, key: Expression) -> Expression:
    """A number with a bit for each condition that holds, for each row, also where all hold of whatever row."""
    mask = gathered({1 << at: steps for at, steps in enumerate(bits)}, columns)
    return ibis.ifelse(key.notnull(), mask, mask) if isinstance(mask, ibis.expr.types.Scalar) else mask


def _by_place(grouped: Expression, counts: int) -> Expression:
    """How many values hold each bit, by place."""
    sums = {
        f"n{at}": ((grouped[f"m{at // BITS}"] >> (at % BITS)) & 1).sum().cast("int64") for at in range(max(counts, 1))
    }
    return grouped.group_by(grouped.place.cast("int64").name("place")).agg(**sums)


def _in_several(grouped: Expression, counts: int) -> Expression:
    """How many values have rows in several places of a payee, with the payee's number below zero as the place."""
    by_value = grouped.group_by("key", payee=grouped.place >> MOST).agg(places=grouped.count())
    several = by_value.filter(by_value.places > 1).group_by("payee").agg(n=lambda table: table.count())
    numbers = {f"n{at}": (several.n if at == 0 else ibis.literal(0)).cast("int64") for at in range(max(counts, 1))}
    return several.select(place=(-several.payee).cast("int64"), **numbers)
