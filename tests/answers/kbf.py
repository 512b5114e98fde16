"""KBF 2017 to 2021: three groups of indicators and four measures, as far as the sources go and as assumed beyond."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from tests.answers.kroner import ALL_POINTS, from_points_to_kroner, shared
from tests.answers.tables import REGIONS, Answer, Given, given_in

# Budget (that of 2019 is not known, and comes with the data), and the weight of each group in per cent.
YEARS: dict[str, tuple[int | None, dict[str, int]]] = {
    "kbf2017": (530_300_000, {"resultat": 50, "prosess": 20, "brukererfaring": 30}),
    "kbf2018": (539_200_000, {"resultat": 50, "prosess": 20, "brukererfaring": 30}),
    "kbf2019": (None, {"resultat": 50, "prosess": 20, "brukererfaring": 30}),
    "kbf2020": (566_400_000, {"resultat": 50, "prosess": 30, "brukererfaring": 20}),
    "kbf2021": (578_200_000, {"resultat": 50, "prosess": 30, "brukererfaring": 20}),
}
RESULT = ("overlevelse", "infeksjon", "reinnleggelse", "hba1c", "resultat")
EXPERIENCE = ("sengepost", "erfaring")
LOWER_IS_BETTER = ("fristbrudd", "infeksjon", "reinnleggelse", "hba1c")
# By indicator and region; what they add up to is held by an assertion of the ruleset, so that they are not recorded.
HELD = ("poeng_per_indikator", "kroner_per_indikator", "effekt")
A_QUARTER = Fraction(1, 4)
HALF = Fraction(1, 2)


def answers(name: str, data: Path) -> Iterator[Answer]:
    """All that the rules of a year give for a data file."""
    fixed, weights = YEARS[name]
    given = given_in(data)
    achieved = given["måloppnåelse"]
    groups = {indicator: group_of(indicator) for indicator, _ in achieved}
    points: dict[tuple[str, str, str], Fraction] = {}
    yield "antall_indikatorer", {}, Fraction(len(groups))
    yield "antall_prestasjonsmål", {}, Fraction(4)
    for group in weights:
        yield "indikatorer_i_gruppen", {"gruppe": group}, Fraction(list(groups.values()).count(group))
    for indicator, group in groups.items():
        weight = Fraction(weights[group], 100) / list(groups.values()).count(group)
        pot = ALL_POINTS * weight * A_QUARTER
        measured = Measured(indicator, given)
        for measure, pay in measured.paid(pot, is_most_improvement=name == "kbf2017").items():
            of_measure = {"indikator": indicator, "prestasjonsmål": measure}
            yield "bortfalt", of_measure, pot - sum(pay.values(), Fraction(0))
            for one in REGIONS:
                points[indicator, measure, one] = pay[one]
                yield "poeng", {**of_measure, "region": one}, pay[one]
    key = {one: number(given["fordelingsnøkkel"][one,]) for one in REGIONS}
    budget = number(given["bevilgning"][()]) if fixed is None else Fraction(fixed)
    basis = {one: budget * key[one] for one in REGIONS}
    for quantity, members, figure in from_points_to_kroner(points, key, budget, "kbf_inntekt", basis):
        if quantity not in HELD:
            yield quantity, members, figure


def group_of(indicator: str) -> str:
    """How the patient fares is a result, what patients say is experience, how the treatment is given is process."""
    if indicator.startswith(RESULT):
        return "resultat"
    return "brukererfaring" if indicator.startswith(EXPERIENCE) else "prosess"


def number(value: Fraction | bool) -> Fraction:
    """A figure that is no yes or no."""
    assert not isinstance(value, bool)
    return value


class Measured:
    """One indicator in all regions: who is complete, who reaches the minimum, who is best and who has improved."""

    def __init__(self, indicator: str, given: dict[str, Given]) -> None:
        lower = indicator.startswith(LOWER_IS_BETTER)
        now = {one: number(given["måloppnåelse"][indicator, one]) for one in REGIONS}
        least = number(given["minstekrav"][indicator,])
        self.before = {one: given.get("i_fjor", {}).get((indicator, one)) for one in REGIONS}
        self.complete = {one: number(given["datakompletthet"][indicator, one]) >= HALF for one in REGIONS}
        self.reaches = {one: now[one] <= least if lower else now[one] >= least for one in REGIONS}
        self.turned = {one: 1 - now[one] if lower else now[one] for one in REGIONS}
        self.change = {}
        for one in REGIONS:
            before = self.before[one]
            went = Fraction(0) if before is None else now[one] - before
            self.change[one] = -went if lower else went

    def relative(self, region: str) -> Fraction:
        """The change in proportion to the level the year before; none where there was none."""
        before = self.before[region]
        return self.change[region] / before if before else Fraction(0)

    def paid(self, pot: Fraction, is_most_improvement: bool) -> dict[str, dict[str, Fraction]]:
        """The points of each measure: two that pay each region its quarter, two that pay the best or the better."""
        ranked = [one for one in REGIONS if self.complete[one]]
        best = max((self.turned[one] for one in ranked), default=None)
        most = max((self.relative(one) for one in ranked), default=Fraction(0))
        if is_most_improvement:
            better = [one for one in ranked if most > 0 and self.relative(one) == most]
        else:
            better = [one for one in ranked if self.change[one] > 0]
        quarter = dict.fromkeys(REGIONS, pot / 4)
        return {
            "datakompletthet": {one: quarter[one] * self.complete[one] for one in REGIONS},
            "minimumsnivå": {one: quarter[one] * (self.complete[one] and self.reaches[one]) for one in REGIONS},
            "best_plassering": _among(pot, [one for one in ranked if self.turned[one] == best]),
            "mest_forbedring" if is_most_improvement else "forbedring": _among(pot, better),
        }


def _among(pot: Fraction, winners: list[str]) -> dict[str, Fraction]:
    return shared(pot, {one: Fraction(one in winners) for one in REGIONS}, equally=False)
