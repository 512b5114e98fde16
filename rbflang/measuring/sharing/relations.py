"""What is known of counts before any of them is told: no more patients than visits, no more of a part than of all.

Takes the counts of measurements, gives what must hold between those of one unit whatever was counted. It knows no
number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from attrs import frozen

from rbflang.measuring.sharing.implied import KindsOfRows, kinds_of_rows
from rbflang.register.definitions import AllOf, Condition, EpisodeCount, Register


@frozen
class AtMost:
    """The counts on the one side come to no more than those on the other, together."""

    less: tuple[EpisodeCount, ...]
    more: tuple[EpisodeCount, ...]


def relations(register: Register, where: Condition, counts: Sequence[EpisodeCount]) -> tuple[AtMost, ...]:
    """What holds between counts of the same rows: a part and its whole, a whole and the parts that cover it."""
    within = [pair for pair in _ordered(counts) if _is_within(register, where, *pair)]
    parts = {whole: [one for one, other in within if other is whole] for whole in counts}
    found = [AtMost((one,), (other,)) for one, other in within]
    for whole in counts:
        for size in (2, 3):
            for those in combinations(parts[whole], size):
                if _are_apart(register, where, those, whole):
                    found.append(AtMost(those, (whole,)))
    for whole in counts:
        others = [one for one in counts if one != whole and (one, whole) not in within]
        for size in (2, 3):
            for those in combinations((*parts[whole], *others) if size == 2 else parts[whole], size):
                if _cover(register, where, those, whole):
                    found.append(AtMost((whole,), those))
    return tuple(dict.fromkeys(found))


def _ordered(counts: Sequence[EpisodeCount]) -> Iterator[tuple[EpisodeCount, EpisodeCount]]:
    return ((one, other) for one in counts for other in counts if one != other)


def _is_within(register: Register, where: Condition, part: EpisodeCount, whole: EpisodeCount) -> bool:
    """True if whatever the one counts, the other counts too."""
    found = _kinds(register, where, (part, whole))
    return (
        _counts_no_more(part, whole)
        and found is not None
        and not _meeting(found, where, part) & ~_meeting(found, where, whole)
    )


def _counts_no_more(part: EpisodeCount, whole: EpisodeCount) -> bool:
    """True if a row or a patient that the one counts is at least one that the other counts."""
    return part.distinct == whole.distinct or not whole.distinct


def _are_apart(register: Register, where: Condition, parts: Sequence[EpisodeCount], whole: EpisodeCount) -> bool:
    """True if no row is counted in two of the parts: then they are together no more than the rows of the whole."""
    found = _kinds(register, where, parts) if not whole.distinct else None
    if found is None:
        return False
    each = [_meeting(found, where, one) for one in parts]
    return not any(one & other for one, other in combinations(each, 2))


def _cover(register: Register, where: Condition, parts: Sequence[EpisodeCount], whole: EpisodeCount) -> bool:
    """True if whatever the whole counts, one of the parts counts; and none of them is needless."""
    found = _kinds(register, where, (*parts, whole)) if all(_covers(one, whole) for one in parts) else None
    if found is None:
        return False
    wanted, each = _meeting(found, where, whole), [_meeting(found, where, one) for one in parts]

    def all_but(left: int) -> int:
        union = 0
        for at, one in enumerate(each):
            union |= one if at != left else 0
        return union

    return not wanted & ~all_but(-1) and all(wanted & ~all_but(at) for at in range(len(each)))


def _covers(part: EpisodeCount, whole: EpisodeCount) -> bool:
    """True if each row or patient that the whole counts, and the part too, is at least one of the part's."""
    return part.distinct == whole.distinct or bool(whole.distinct and not part.distinct)


def _kinds(register: Register, where: Condition, counts: Sequence[EpisodeCount]) -> KindsOfRows | None:
    return kinds_of_rows(register, (where, *(one.where for one in counts)))


def _meeting(found: KindsOfRows, where: Condition, count: EpisodeCount) -> int:
    return found.meeting(AllOf((where, count.where)))
