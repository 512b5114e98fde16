"""What a measure must hand out, told again from the rule: who takes part, whose points lapse, what each gets.

Takes a generated year and the parts of the regions; gives points and lapsed points. Parts are taken as given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from years import Gate, Indicator, Measure, Year


def meets(year: Year, gate: Gate, indicator: Indicator, region: int, ranked: frozenset[int]) -> bool:
    """Whether a region meets a requirement; places are given among those ranked."""
    if gate.kind == "complete":
        return year.complete[indicator.name, region] >= gate.limit
    if gate.kind == "reported":
        return year.reported[region]
    own = year.mean(indicator, region)
    return sum(1 for other in ranked if year.mean(indicator, other) > own) + 1 <= gate.limit


def takers(year: Year, measure: Measure, indicator: Indicator) -> frozenset[int]:
    """The regions that take part."""
    everyone = frozenset(range(year.regions))
    needed = [gate for gate in measure.gates if not gate.lapses]
    return frozenset(at for at in everyone if all(meets(year, gate, indicator, at, everyone) for gate in needed))


def losers(year: Year, measure: Measure, indicator: Indicator) -> frozenset[int]:
    """The regions that take part and whose points lapse."""
    those, counting = takers(year, measure, indicator), counted(year, measure, indicator)
    needed = [gate for gate in measure.gates if gate.lapses]
    return frozenset(at for at in those if not all(meets(year, gate, indicator, at, counting) for gate in needed))


def counted(year: Year, measure: Measure, indicator: Indicator) -> frozenset[int]:
    """The regions that are ranked: those that take part, or all."""
    return frozenset(range(year.regions)) if measure.all_count else takers(year, measure, indicator)


def handed_out(
    year: Year, measure: Measure, indicator: Indicator, parts: Mapping[int, Fraction]
) -> tuple[dict[int, Fraction], Fraction]:
    """The points of each region, and what lapses."""
    pot, those = year.to_share(indicator, measure), takers(year, measure, indicator)
    total = sum(parts.values())
    if total:
        before = {at: pot * parts[at] / total for at in parts}
    elif measure.equally and those:
        before = {at: pot / len(those) if at in those else Fraction(0) for at in parts}
    else:
        before = {at: Fraction(0) for at in parts}
    lost = losers(year, measure, indicator)
    after = {at: Fraction(0) if at in lost else points for at, points in before.items()}
    return after, pot - sum(after.values())


def penalty(year: Year, measure: Measure, indicator: Indicator) -> dict[int, Fraction]:
    """The points that a penalty takes."""
    lost = losers(year, measure, indicator)
    low: Callable[[int], bool] = lambda at: year.mean(indicator, at) < Fraction(1, 5)  # noqa: E731
    return {at: Fraction(-1 if low(at) and at not in lost else 0) for at in range(year.regions)}


def parts_of(year: Year, measure: Measure, indicator: Indicator) -> dict[int, Fraction]:
    """The parts of each region; none where the region takes no part or the measure does not apply."""
    those, counting = takers(year, measure, indicator), counted(year, measure, indicator)
    applies = indicator.name in measure.shares
    none = Fraction(0)
    return {
        at: PARTS[measure.parts](year, measure, indicator, at, counting) if applies and at in those else none
        for at in range(year.regions)
    }


def _staircase(year: Year, measure: Measure, indicator: Indicator, at: int, those: frozenset[int]) -> Fraction:
    total = 0
    for area in indicator.areas:
        ratio = Fraction(100 * year.achieved[indicator.name, area, at], indicator.target)
        if indicator.lower:
            total += next((gives for limit, gives in year.steps_down if ratio <= limit), 0)
        else:
            total += [gives for limit, gives in year.steps if ratio >= limit][-1]
    return Fraction(total)


def _rank(year: Year, measure: Measure, indicator: Indicator, at: int, those: frozenset[int]) -> Fraction:
    own = year.mean(indicator, at)
    before = sum(1 for other in those if year.mean(indicator, other) > own)
    alike = sum(1 for other in those if year.mean(indicator, other) == own)
    places = range(before + 1, before + alike + 1)
    place = {"beste": places[0], "dårligste": places[-1], "midterste": Fraction(sum(places), alike)}[measure.ties]
    return Fraction([gives for number, gives in enumerate(year.places, 1) if place >= number][-1])


def _line(year: Year, measure: Measure, indicator: Indicator, at: int, those: frozenset[int]) -> Fraction:
    way = (year.mean(indicator, at) - Fraction(1, 10)) / Fraction(6, 10)
    return 10 * max(Fraction(0), min(Fraction(1), way))


def _threshold(year: Year, measure: Measure, indicator: Indicator, at: int, those: frozenset[int]) -> Fraction:
    return Fraction(2 if year.mean(indicator, at) >= Fraction(1, 2) else 0)


Parts = Callable[[Year, Measure, Indicator, int, frozenset[int]], Fraction]
PARTS: dict[str, Parts] = {"staircase": _staircase, "rank": _rank, "line": _line, "threshold": _threshold}
