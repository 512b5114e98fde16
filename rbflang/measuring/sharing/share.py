"""The counts of measurements as they may be told to others: no small one is told, and none follows from what is told.

Takes what was counted; gives for each count of each unit, and of each who is paid, the whole numbers that it is told to
be. Nothing is left out of what others may know: counts that measurements have in common, parts and wholes, sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.data.counts.counts_written import FEW, CountRange, WrittenCounts, exactly
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.sharing.hiding import hide
from rbflang.measuring.sharing.relations import AtMost, relations
from rbflang.measuring.sharing.told_counts import CountPlace, Held, HowTold, TellableCounts
from rbflang.register.definitions import ALWAYS, AllOf, EpisodeCount, MeasuredCell, Measurement


@frozen(eq=False, repr=False)
class SharedCounts:
    """What is told of each count, by who is paid; how many small ones are bounds, and how many others are hidden.

    `totals` are the counts of those who are paid that are hidden without being small, by who is paid.
    """

    told: Mapping[tuple[str, CountPlace], CountRange]
    small: int
    hidden: int
    totals: tuple[str, ...]

    def of(self, measurement: Measurement, payee: str, unit: str, cell: MeasuredCell) -> WrittenCounts:
        """A numerator and its denominator as they are told; of the one who is paid where the unit is empty."""
        both = [None if one is None else self.told[payee, CountPlace(unit, in_full(measurement, one))]
                for one in (cell.numerator, cell.denominator)]  # fmt: skip
        assert both[0] is not None
        return WrittenCounts(both[0], both[1])


def in_full(measurement: Measurement, count: EpisodeCount) -> EpisodeCount:
    """A count with what its measurement asks of every row: the same count, whichever measurement has it.

    Patients who are counted once in each trust are not the same as those who are counted once in a region.
    """
    parts = tuple(one for one in (measurement.where, count.where) if one != ALWAYS)
    return EpisodeCount(AllOf(parts), f"{count.distinct} per {measurement.counted_per}" if count.distinct else "")


def shared(found: Sequence[CountedEpisodes], limit: int = FEW) -> SharedCounts:
    """The counts of all measurements of one round as they may be told: below the limit, but for 0, none is."""
    told: dict[tuple[str, CountPlace], CountRange] = {}
    small, hidden, totals = 0, 0, []
    known = _relations(found)
    for payee in dict.fromkeys(unit.payee for one in found for unit in one.units):
        counts = TellableCounts(limit, *_of_payee(found, payee, known))
        hide(counts)
        told |= {(payee, place): _range(counts, place) for place in counts.values}
        small += sum(one in (HowTold.SMALL, HowTold.FEW) for one in counts.told.values())
        second = [
            place for place, one in counts.told.items() if one in (HowTold.HIDDEN, HowTold.BLURRED, HowTold.UNTOLD)
        ]
        hidden += len(second)
        totals += [payee] * any(not place.unit for place in second)
    return SharedCounts(told, small, hidden, tuple(totals))


def _relations(found: Sequence[CountedEpisodes]) -> Sequence[AtMost]:
    """What holds between the counts of all measurements of a register."""
    registers = {one.measurement.register: None for one in found}
    known: list[AtMost] = []
    for register in registers:
        own = [one.measurement for one in found if one.measurement.register == register]
        counts = dict.fromkeys(in_full(one, count) for one in own for count in one.counts)
        known += relations(register, ALWAYS, tuple(counts))
    return known


def _of_payee(
    found: Sequence[CountedEpisodes], payee: str, known: Sequence[AtMost]
) -> tuple[dict[CountPlace, int], tuple[Held, ...]]:
    """The counts of one who is paid and of its units, and what holds between them."""
    values: dict[CountPlace, int] = {}
    sums: dict[EpisodeCount, list[CountPlace]] = {}
    for one in found:
        whole = one.by_payee().get(payee, {})
        for count, number in whole.items():
            values[CountPlace("", in_full(one.measurement, count))] = number
        for unit in one.units:
            for count, number in unit.counts.items() if unit.payee == payee and unit.unit else ():
                place = CountPlace(unit.unit, in_full(one.measurement, count))
                if values.setdefault(place, number) == number and place not in sums.setdefault(place.count, []):
                    sums[place.count].append(place)
    held = [Held((CountPlace("", count),), tuple(places), is_equal=True) for count, places in sums.items()]
    return values, (*held, *_between(values, known))


def _between(values: Mapping[CountPlace, int], known: Sequence[AtMost]) -> Iterator[Held]:
    """What holds between the counts of each unit, and of the one who is paid."""
    for unit in dict.fromkeys(place.unit for place in values):
        for one in known:
            less, more = (tuple(CountPlace(unit, count) for count in side) for side in (one.less, one.more))
            if all(place in values for place in (*less, *more)):
                yield Held(less, more)


def _range(counts: TellableCounts, place: CountPlace) -> CountRange:
    """What is told of a count; of one that is hidden at least what everybody can work out."""
    told = counts.told[place]
    if told is HowTold.AS_IT_IS:
        return exactly(counts.values[place])
    if told in (HowTold.SMALL, HowTold.FEW):
        return CountRange(0, counts.limit - 1)
    least = counts.can_be(place)[0]
    for held in counts.holding:
        if held.is_equal and place in held.more:
            others = [counts.can_be(one)[1] for one in held.more if one != place]
            whole, most = counts.can_be(held.less[0])[0], [one for one in others if one is not None]
            least = max(least, whole - sum(most)) if len(most) == len(others) else least
        elif held.is_equal and place in held.less:
            least = max(least, sum(counts.can_be(one)[0] for one in held.more))
    return CountRange(least, None)
