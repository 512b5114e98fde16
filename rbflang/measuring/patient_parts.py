"""Different values counted a part of the patients at a time: what one part needs of memory does not grow with the rest.

A value is in one part only, so that the counts of the parts add up. Those of a part that is done are kept until the run
has ended, and a run that was broken off goes on with the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.measuring.asked_columns import asked_codes
from rbflang.measuring.engines import Engine
from rbflang.measuring.episode_sources import EpisodeFiles
from rbflang.measuring.kept_counts import KeptCounts
from rbflang.measuring.one_look import Look
from rbflang.measuring.patient_bits import Distinct, Part, Place, distinct_values
from rbflang.register.definitions import EpisodeCount, Measurement

BYTES_OF_A_PART = 5 * 10**8
"""Files of so many bytes are counted in one part: with more, what is spilled takes longer than to read again."""


def parts_of(files: Sequence[EpisodeFiles]) -> int:
    """How many parts the patients of some files are counted in."""
    return 1 + sum(path.stat().st_size for one in files for path in one.paths) // BYTES_OF_A_PART


def questions(measurement: Measurement, parts: int, with_quality: bool) -> int:
    """About how many questions an engine is asked, so that it can be told how much is done."""
    columns = {count.distinct for count in measurement.counts if count.distinct}
    return 1 + parts * len(columns) + (2 + len(asked_codes(measurement)) if with_quality else 0)


def distinct_in_parts(look: Look, column: str, secret: Sequence[int], engine: Engine, with_several: bool) -> Distinct:
    """Count the different values of a column in as many parts as the engine is asked to."""
    if engine.parts == 1 or engine.folder is None:
        return distinct_values(look, column, secret, with_several=with_several)
    kept = KeptCounts(engine.folder, engine.counts_in)
    counts = [count for count in look.episodes.measurement.counts if count.distinct == column]
    found = []
    for number in range(engine.parts):
        name = f"{column} {number}/{engine.parts} {with_several}"
        part = kept.read(name, counts)
        if part is None:
            part = distinct_values(look, column, secret, Part(number, engine.parts), with_several)
            kept.write(name, part, counts)
        found.append(part)
    return together(found)


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
