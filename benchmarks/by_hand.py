"""RBF 2025, provisional round, as a script written by hand: the figures that the ruleset gives, and nothing recorded.

What the evaluation is measured against. The same arithmetic in the same rational numbers, but no names, no intervals,
no places: just the loops that somebody in a hurry would write.
"""

from __future__ import annotations

from fractions import Fraction as F

REGIONS = ("Midt", "Nord", "SørØst", "Vest")
KEY = (F(1423, 10000), F(1229, 10000), F(5431, 10000), F(1917, 10000))
APPROPRIATION = F(671_631_000)
POINTS = F(100_000)
STAIRS = ((F(1), F(5)), (F(4, 5), F(5)), (F(3, 5), F(4)), (F(2, 5), F(2)), (F(1, 5), F(1)), (F(0), F(0)))
# weight in per mille, target in per cent, achievement in per mille of each area and region; 0.59 % is "under 0.6 %"
INDICATORS = (
    (240, 15, ((134, 162, 125, 107),)),
    (200, 25, ((301, 253, 286, 280),)),
    (70, 1, ((12, 13, 7, F(59, 10)),)),
    (75, 2, ((17, 24, 27, 21),)),
    (30, 1, ((0, 1, 1, 0),)),
    (40, 1, ((3, 1, 3, 4),)),
    (75, 1, ((0, 0, 0, 0),)),
    (30, 2, ((27, 13, 14, 23),)),
    (240, 70, ((608, 573, 619, 594), (825, 395, 616, 620), (594, 706, 729, 675))),
)
WEIGHTS = tuple(F(weight, 1000) for weight, _, _ in INDICATORS)
TARGETS = tuple(F(target, 100) for _, target, _ in INDICATORS)
RESULTS = tuple(tuple(tuple(F(one, 1000) for one in area) for area in areas) for _, _, areas in INDICATORS)
PROVISIONAL_2024 = (F(99_600_000), F(81_900_000), F(330_800_000), F(133_900_000))
FINAL_2024 = (F(96_800_000), F(77_800_000), F(346_100_000), F(125_200_000))


def parts(ratio: F) -> F:
    """What the staircase gives for a share of the target."""
    return next(result for limit, result in STAIRS if ratio >= limit)


def year() -> list[F]:
    """The payouts; on the way every quantity that the ruleset has a formula for."""
    four = range(4)
    points = []
    for weight, target, areas in zip(WEIGHTS, TARGETS, RESULTS, strict=True):
        given = [sum((parts(area[r] / target) for area in areas), F(0)) for r in four]
        total, pot = sum(given, F(0)), POINTS * weight
        points.append([pot * one / total if total else pot / 4 for one in given])
    sums = [sum((row[r] for row in points), F(0)) for r in four]
    weighted = [KEY[r] * sums[r] for r in four]
    total = sum(weighted, F(0))
    factor, value = POINTS / total, APPROPRIATION / POINTS
    paid = [factor * one for one in weighted]
    exact = [value * one for one in paid]
    down = [F(one.numerator // one.denominator) for one in exact]
    left = int(sum(exact, F(0)) - sum(down, F(0)))
    for r in sorted(four, key=lambda r: down[r] - exact[r])[:left]:
        down[r] += 1
    alone = [APPROPRIATION * KEY[r] for r in four]
    keys = sum(KEY, F(0))
    for row in points:
        [value * factor * KEY[r] * row[r] for r in four]
        average = sum((KEY[r] * row[r] for r in four), F(0)) / keys
        [APPROPRIATION * KEY[r] * (row[r] - average) / total for r in four]
    [(down[r] - alone[r]) / alone[r] for r in four]
    [down[r] / APPROPRIATION for r in four]
    for before in (PROVISIONAL_2024, FINAL_2024):
        all_of_it = sum(before, F(0))
        [(down[r] - before[r], before[r] / all_of_it) for r in four]
    for areas in RESULTS:
        [sum((area[r] for area in areas), F(0)) / len(areas) for r in four]
    return down
