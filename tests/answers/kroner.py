"""From points to kroner, the same in all years: RBF 2022 4.2 (1) to (5), and what the amounts are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tests.answers.tables import REGIONS, Answer, in_whole_kroner

ALL_POINTS = Fraction(100_000)
Points = Mapping[tuple[str, str, str], Fraction]
"""By indicator, measure and region."""


def from_points_to_kroner(
    points: Points, key: Mapping[str, Fraction], budget: Fraction, payout: str, basis: Mapping[str, Fraction]
) -> Iterator[Answer]:
    """All that follows from the points; the effect is against the key alone, as `basis` has it."""
    indicators = dict.fromkeys(indicator for indicator, _, _ in points)
    sums = {one: sum((p for (_, _, r), p in points.items() if r == one), Fraction(0)) for one in REGIONS}
    weighted = {one: key[one] * sums[one] for one in REGIONS}
    whole = sum(weighted.values(), Fraction(0))
    factor, value = ALL_POINTS / whole, budget / ALL_POINTS
    paid = in_whole_kroner({one: budget * weighted[one] / whole for one in REGIONS})
    yield "vektede_poeng_i_alt", {}, whole
    yield "normeringsfaktor", {}, factor
    yield "poengverdi", {}, value
    for one in REGIONS:
        for quantity, figure in (
            ("poengsum", sums[one]), ("vektede_poeng", weighted[one]), ("poeng_for_utbetaling", factor * weighted[one]),
            (payout, paid[one]), ("etter_nøkkelen_alene", budget * key[one]),
            ("effekt_mot_nøkkelen", paid[one] - basis[one]),
            ("effekt_mot_nøkkelen_i_prosent", (paid[one] - basis[one]) / basis[one]),
            ("andel_av_bevilgningen", paid[one] / budget),
        ):  # fmt: skip
            yield quantity, {"region": one}, figure
    keys = sum(key.values(), Fraction(0))
    for indicator in indicators:
        own = {one: sum((p for at, p in points.items() if at[::2] == (indicator, one)), Fraction(0)) for one in REGIONS}
        average = sum((key[one] * own[one] for one in REGIONS), Fraction(0)) / keys
        yield "gjennomsnittlige_poeng", {"indikator": indicator}, average
        for one in REGIONS:
            members = {"indikator": indicator, "region": one}
            yield "poeng_per_indikator", members, own[one]
            yield "kroner_per_indikator", members, budget * key[one] * own[one] / whole
            yield "effekt", members, budget * key[one] * (own[one] - average) / whole


def shared(pot: Fraction, parts: Mapping[str, Fraction], equally: bool) -> dict[str, Fraction]:
    """A pot shared by parts; where nobody has any it is shared equally, or nobody gets anything."""
    whole = sum(parts.values(), Fraction(0))
    if whole:
        return {one: pot * parts[one] / whole for one in parts}
    return {one: pot / len(parts) if equally else Fraction(0) for one in parts}
