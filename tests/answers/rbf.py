"""RBF 2022 to 2025: staircases, completeness and placement, as the rulebooks of 2022 and 2025 have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tests.answers.kroner import ALL_POINTS, from_points_to_kroner, shared
from tests.answers.tables import REGIONS, Answer, Given, given_in, rows_of

PLACEMENT = ((100, 5), (80, 5), (60, 4), (40, 2), (20, 1), (0, 0))
COMPLETENESS = ((80, Fraction(4)), (60, Fraction(2)), (40, Fraction(1)), (20, Fraction(1, 2)), (0, Fraction(0)))
THIRDS = ("t1", "t2", "t3")

# Weight and target in per cent. The target of the individual plan is not known; between 69 and 87 all are the same.
SEVEN = {
    "video": ("24", "15"), "samarbeid": ("24", "25"), "team": ("7.5", "2"), "skjema": ("4", "1"),
    "nettbehandling": ("7.5", "1"), "plan": ("9", "75"), "epikrisetid": ("24", "70"),
}  # fmt: skip
EIGHT = {
    "video": ("24", "15"), "samarbeid_phv_tsb": ("20", "25"), "samarbeid_somatikk": ("7", "1"),
    "team_phv_tsb": ("7.5", "2"), "team_somatikk": ("3", "1"), "skjema": ("4", "1"), "nettbehandling": ("7.5", "1"),
    "epikrisetid": ("24", "70"),
}  # fmt: skip
BASIC_2022 = {"Midt": 84_674_759, "Nord": 75_644_379, "SørØst": 317_992_190, "Vest": 111_988_672}
KEY_2025 = {"Midt": "0.1423", "Nord": "0.1229", "SørØst": "0.5431", "Vest": "0.1917"}
PAID_2022 = {
    "Midt": Fraction(107_296_415),
    "Nord": Fraction(67_927_599),
    "SørØst": Fraction(297_784_856),
    "Vest": Fraction(117_291_130),
}
# What each year is compared with, and what was paid then where the rules have it; else the data give it.
EARLIER: dict[str, dict[str, dict[str, Fraction]]] = {
    "rbf2022": {"året_før": {}}, "rbf2023": {"foreløpig_2022": PAID_2022}, "rbf2024": {},
    "rbf2025": {"foreløpig_2024": {}, "endelig_2024": {}},
}  # fmt: skip


@dataclass(frozen=True)
class Year:
    """What the rules of a year fix: the budget, the completeness's share of the points in per cent, the indicators."""

    budget: int
    completeness: int
    indicators: Mapping[str, tuple[str, str]]
    key: Mapping[str, Fraction] | None = None
    basis: Mapping[str, Fraction] | None = None


YEARS = {
    "rbf2022": Year(
        590_300_000, 10, SEVEN, {one: Fraction(amount, 590_300_000) for one, amount in BASIC_2022.items()},
        {one: Fraction(amount) for one, amount in BASIC_2022.items()},
    ),
    "rbf2023": Year(640_000_000, 10, SEVEN),
    "rbf2024": Year(646_200_000, 5, {**EIGHT, "plan": ("3", "75")}),
    "rbf2025": Year(
        671_631_000, 0, {**EIGHT, "hjemmeoppfølging": ("3", "2")},
        {one: Fraction(share) for one, share in KEY_2025.items()},
    ),
}  # fmt: skip


def answers(name: str, data: Path) -> Iterator[Answer]:
    """All that the rules of a year give for a data file."""
    year, given = YEARS[name], given_in(data)
    if not any(key[0] == "epikrisetid" for key in given["måloppnåelse"]):
        provisional = given_in(data.parent / "syntetisk-forelopig.csv")["måloppnåelse"]
        given["måloppnåelse"].update({key: one for key, one in provisional.items() if key[0] == "epikrisetid"})
    complete: dict[tuple[str, str], Fraction] = {}
    if year.completeness:
        yield from _reporting(year, given, data.parent)
        complete = _completeness(year, given, data.parent)
        for (indicator, region), share in complete.items():
            yield "datakompletthet", {"indikator": indicator, "region": region}, share
    points: dict[tuple[str, str, str], Fraction] = {}
    for indicator, (weight, target) in year.indicators.items():
        pot = ALL_POINTS * Fraction(weight) / 100
        for measure, share in (("datakompletthet", year.completeness), ("plassering", 100 - year.completeness)):
            if not share:
                continue
            is_placement = measure == "plassering"
            parts = {
                one: _placed(given["måloppnåelse"], indicator, one, Fraction(target) / 100)
                if is_placement
                else _step(COMPLETENESS, complete[indicator, one])
                for one in REGIONS
            }
            pay = shared(pot * share / 100, parts, equally=is_placement)
            if is_placement and year.completeness:
                pay = {one: pay[one] if complete[indicator, one] >= Fraction(1, 2) else Fraction(0) for one in REGIONS}
            of_measure = {"indikator": indicator, "prestasjonsmål": measure}
            yield "total_poengsum", of_measure, pot * share / 100
            yield "bortfalt", of_measure, pot * share / 100 - sum(pay.values(), Fraction(0))
            for one in REGIONS:
                points[indicator, measure, one] = pay[one]
                yield "deler", {**of_measure, "region": one}, parts[one]
                yield "poeng", {**of_measure, "region": one}, pay[one]
    key = year.key or {one: _number(given["fordelingsnøkkel"][one,]) for one in REGIONS}
    budget = Fraction(year.budget)
    basis = year.basis or {one: budget * key[one] for one in REGIONS}
    to_kroner = list(from_points_to_kroner(points, key, budget, "rbf_inntekt", basis))
    yield from to_kroner
    paid = {
        one: figure for quantity, members, figure in to_kroner if quantity == "rbf_inntekt" for one in members.values()
    }
    yield from _changes(name, paid, given)
    yield from _overall(year, name, given)
    yield from _side(year, name, given)
    if name == "rbf2022":
        for one in REGIONS:
            whole = sum((p for at, p in points.items() if at[2] == one), Fraction(0))
            yield "poengsum_i_hele_poeng", {"region": one}, Fraction((whole + Fraction(1, 2)).__floor__())


def _changes(name: str, paid: Mapping[str, Fraction | bool], given: Mapping[str, Given]) -> Iterator[Answer]:
    """The amounts less those of the rounds that a year is compared with."""
    for quantity, before in EARLIER[name].items():
        then = {one: _number(before[one]) for one in REGIONS} if before else {}
        for (one,), amount in given.get(f"utbetaling_{quantity}", {}).items():
            then[one] = _number(amount)
        for one, amount in then.items():
            yield f"endring_fra_{quantity}", {"region": one}, _number(paid[one]) - amount
            if name == "rbf2022":
                yield f"endring_fra_{quantity}_i_prosent", {"region": one}, (_number(paid[one]) - amount) / amount


def _number(value: Fraction | bool) -> Fraction:
    assert not isinstance(value, bool)
    return value


def _step(stairs: tuple[tuple[int, Fraction | int], ...], share: Fraction) -> Fraction:
    return next(Fraction(parts) for limit, parts in stairs if share * 100 >= limit)


def _areas(results: Given, indicator: str, region: str) -> list[Fraction]:
    return [_number(one) for key, one in results.items() if (key[0], key[-1]) == (indicator, region)]


def _placed(results: Given, indicator: str, region: str, target: Fraction) -> Fraction:
    """The parts of all sub-areas together."""
    return sum((_step(PLACEMENT, one / target) for one in _areas(results, indicator, region)), Fraction(0))


def _overall(year: Year, name: str, given: Mapping[str, Given]) -> Iterator[Answer]:
    """The mean of the sub-areas, unweighted; in 2025 also how far it is from the rounds that the text speaks of."""
    if name == "rbf2022":
        return
    for indicator in year.indicators:
        for one in REGIONS:
            members = {"indikator": indicator, "region": one}
            areas = _areas(given["måloppnåelse"], indicator, one)
            overall = sum(areas, Fraction(0)) / len(areas)
            yield "samlet_måloppnåelse", members, overall
            for then in ("2021", "2022") if name == "rbf2025" else ():
                before = given.get(f"måloppnåelse_1_tertial_{then}", {}).get((indicator, one))
                change = Fraction(0) if before is None else overall - _number(before)
                yield f"endring_siden_1_tertial_{then}", members, change


def _side(year: Year, name: str, given: Mapping[str, Given]) -> Iterator[Answer]:
    """What stands beside the calculation of a year: figures that the text has without a basis."""
    if name == "rbf2025":
        least, most = (given.get(f"{one}_vekst_i_teller", {}).get(()) for one in ("minste", "største"))
        bars = given.get("søyler_i_figur_1_1", {}).get(())
        both = least is not None and most is not None
        yield "forskjell_i_vekst_i_telleren", {}, _number(most) - _number(least) if both else Fraction(0)
        shown = Fraction(0) if bars is None else _number(bars) - len(year.indicators) * len(REGIONS)
        yield "søyler_uten_poengsum", {}, shown
    for (one,), provisional in given.get("publisert_foreløpig", {}).items():
        settled = _number(given["publisert_endelig"][one,]) - _number(provisional)
        yield "publisert_avregning", {"region": one}, settled


# completeness


def _members(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The region of each trust, and the trust of each site."""
    file = folder / "syntetisk-medlemmer.csv"
    rows = list(rows_of(file)) if file.is_file() else []
    trusts, sites = (
        {row["medlem"]: row["under"] for row in rows if row["inndeling"] == what}
        for what in ("foretak", "behandlingssted")
    )
    return trusts, sites


def _missing(year: Year, given: Mapping[str, Given], folder: Path) -> dict[tuple[str, str], int]:
    """The reports that public sites of each trust lack, of each indicator."""
    trusts, sites = _members(folder)
    if not trusts:
        return {}
    count = int(_number(given["antall_tertialer"][()]))
    return {
        (indicator, trust): sum(
            given["rapportert"][indicator, site, third] is False
            for site, above in sites.items()
            if above == trust and given["privat"][site,] is False
            for third in THIRDS[:count]
        )
        for indicator in year.indicators
        for trust in trusts
    }


def _reporting(year: Year, given: Mapping[str, Given], folder: Path) -> Iterator[Answer]:
    trusts, _ = _members(folder)
    for (indicator, trust), count in _missing(year, given, folder).items():
        members = {"indikator": indicator, "foretak": trust}
        yield "manglende_rapporter", members, Fraction(count)
        yield "tilfredsstillende", members, count == 0
    patients, stated = given.get("pasienter", {}), given.get("oppgitt_antall_pasienter", {})
    for indicator in dict.fromkeys(one for one, _ in patients):
        for region in REGIONS:
            own = [patients.get((indicator, one)) for one, above in trusts.items() if above == region]
            if not own and (indicator, region) in stated:
                own = [stated[indicator, region]]
            if own and None not in own:
                told = sum((_number(one) for one in own if one is not None), Fraction(0))
                yield "pasienter_i_regionen", {"indikator": indicator, "region": region}, told


def _completeness(year: Year, given: Mapping[str, Given], folder: Path) -> dict[tuple[str, str], Fraction]:
    """The weight of the trusts that report all, of the weight of all trusts; where it is given, what is given."""
    trusts, _ = _members(folder)
    missing, stated = _missing(year, given, folder), given.get("oppgitt_datakompletthet", {})
    found: dict[tuple[str, str], Fraction] = {}
    for indicator in year.indicators:
        for region in REGIONS:
            if (indicator, region) in stated:
                found[indicator, region] = _number(stated[indicator, region])
                continue
            own = {one: _number(given["foretaksvekt"][one,]) for one, above in trusts.items() if above == region}
            satisfactory = sum((weight for one, weight in own.items() if missing[indicator, one] == 0), Fraction(0))
            found[indicator, region] = satisfactory / sum(own.values(), Fraction(0))
    return found
