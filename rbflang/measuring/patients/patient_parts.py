"""Different values counted a part of the patients at a time: what one part needs of memory does not grow with the rest.

A value is in one part only, so that the counts of the parts add up. Those of a part that is done are kept until the run
has ended, and a run that was broken off goes on with the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.measuring.asked_columns import asked_codes
from rbflang.measuring.episode_sources import EpisodeFiles
from rbflang.measuring.kept_rows import PART, kept_rows, part_of
from rbflang.measuring.one_look import Look
from rbflang.measuring.patients.kept_counts import KeptCounts
from rbflang.measuring.patients.patient_bits import NO_VALUES, Distinct, Place, counted, distinct_values, masked_rows
from rbflang.register.definitions import EpisodeCount, Measurement

BYTES_OF_A_PART = 10**8
"""Files of so many bytes are counted in one part: patients of more than a few such files are too many for memory."""


def parts_of(files: Sequence[EpisodeFiles]) -> int:
    """How many parts the patients of some files are counted in."""
    return 1 + sum(path.stat().st_size for one in files for path in one.paths) // BYTES_OF_A_PART


def questions(measurement: Measurement, parts: int, with_quality: bool) -> int:
    """About how many questions an engine is asked, so that it can be told how much is done."""
    columns = {count.distinct for count in measurement.counts if count.distinct}
    asked = parts if parts == 1 else parts + 1
    return 1 + asked * (len(columns) + with_quality) + (1 + len(asked_codes(measurement)) if with_quality else 0)


def distinct_in_parts(look: Look, column: str, secret: Sequence[int], with_several: bool) -> Distinct:
    """Count the different values of a column in as many parts as the engine is asked to."""
    engine = look.episodes.engine
    if engine.parts == 1 or engine.folder is None:
        return distinct_values(look, column, secret, with_several)
    kept = KeptCounts(engine.folder, engine.counts_in)
    counts = [count for count in look.episodes.measurement.counts if count.distinct == column]
    names = [f"{column} {number}/{engine.parts} {with_several}" for number in range(engine.parts)]
    found = [kept.read(name, counts) for name in names]
    left = [number for number, part in enumerate(found) if part is None]
    if left:
        masked = masked_rows(look, column, secret)
        parted = masked.mutate(**{PART: part_of(masked["read"], engine.parts)}).drop("read")
        with kept_rows(engine, parted, left) as rows:
            for number in left:
                with rows.part(number) as part:
                    found[number] = own = NO_VALUES if part is None else counted(part, look, column, with_several)
                kept.write(names[number], own, counts)
    return together([part for part in found if part is not None])


def together(parts: Sequence[Distinct]) -> Distinct:
    """The counts of parts that have no value in common."""
    counts: dict[Place, dict[EpisodeCount, int]] = {}
    several: dict[str, int] = {}
    for part in parts:
        for place, own in part.counts.items():
            sums = counts.setdefault(place, dict.fromkeys(own, 0))
            for count, number in own.items():
                sums[count] += number
        for payee, number in part.in_several.items():
            several[payee] = several.get(payee, 0) + number
    return Distinct(counts, several)
