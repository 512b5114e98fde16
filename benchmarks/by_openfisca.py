"""RBF 2025 by hand in OpenFisca: a variable for each step of the rules, computed for all scenarios at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

GIVES = (1.0, 1.0, 2.0, 1.0)
REGIONS = range(4)
MONTH = "2025-01"
Columns = Sequence[Any]
Formula = Callable[[Any, Any], Any]


class Numbers(Protocol):
    """The numbers of the year, in the order of the columns."""

    points: list[float]
    areas: list[int]
    limits: list[list[float]]
    key: list[float]


def in_openfisca(year: Numbers, money: float) -> Callable[[Columns, Columns], None]:
    """A system of one entity, the scenario; it is made once, and a simulation for each call."""
    from openfisca_core.entities import Entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    scenario = Entity("scenario", "scenarios", "A scenario", "")
    system = TaxBenefitSystem([scenario])

    def variable(name: str, formula: Formula | None = None) -> None:
        about = {"value_type": float, "entity": scenario, "definition_period": DateUnit.MONTH, "label": name}
        system.add_variable(type(name, (Variable,), about if formula is None else {**about, "formula": formula}))

    for name, formula in variables(year, money):
        variable(name, formula)

    def work(given: Columns, paid: Columns) -> None:
        simulation = SimulationBuilder().build_default_simulation(system, len(given[0]))
        for at, column in enumerate(given):
            simulation.set_input(f"c{at}", MONTH, column)
        for region in REGIONS:
            paid[region][:] = simulation.calculate(f"paid{region}", MONTH)

    return work


def variables(year: Numbers, money: float) -> list[tuple[str, Formula | None]]:
    """Each variable with its formula, those that are given without one."""
    made: list[tuple[str, Formula | None]] = [(f"c{at}", None) for at in range(sum(year.areas) * 4)]
    column = 0
    for n, (points, areas, limits) in enumerate(zip(year.points, year.areas, year.limits, strict=True)):
        for region in REGIONS:
            own = [column + area * 4 + region for area in range(areas)]
            made.append((f"parts{n}_{region}", parts_of(own, limits)))
            made.append((f"points{n}_{region}", points_of(n, region, points)))
        column += areas * 4
    for region in REGIONS:
        made.append((f"weighted{region}", weighted_of(len(year.points), region, year.key[region])))
        made.append((f"amount{region}", amount_of(region, money)))
        made.append((f"paid{region}", whole_of(region, money)))
    return made


def parts_of(columns: Sequence[int], limits: Sequence[float]) -> Formula:
    """What the staircase gives, for all areas."""

    def formula(scenario: Any, period: Any) -> Any:
        found = 0.0
        for at in columns:
            x = scenario(f"c{at}", period)
            found = found + sum(gives * (x >= limit) for limit, gives in zip(limits, GIVES, strict=True))
        return found

    return formula


def points_of(indicator: int, region: int, points: float) -> Formula:
    """The share of the points; all alike where nobody has any part."""

    def formula(scenario: Any, period: Any) -> Any:
        parts = [scenario(f"parts{indicator}_{other}", period) for other in REGIONS]
        total = sum(parts)
        return np.where(total > 0, parts[region] * (points / np.where(total > 0, total, 4.0)), points / 4)

    return formula


def weighted_of(indicators: int, region: int, key: float) -> Formula:
    """All points, weighted by the key."""
    return lambda scenario, period: key * sum(scenario(f"points{n}_{region}", period) for n in range(indicators))


def amount_of(region: int, money: float) -> Formula:
    """The share of the money."""

    def formula(scenario: Any, period: Any) -> Any:
        return scenario(f"weighted{region}", period) * (
            money / sum(scenario(f"weighted{other}", period) for other in REGIONS)
        )

    return formula


def whole_of(region: int, money: float) -> Formula:
    """Whole kroner, the largest remainders first."""

    def formula(scenario: Any, period: Any) -> Any:
        amounts = [scenario(f"amount{other}", period) for other in REGIONS]
        down = [np.floor(one) for one in amounts]
        rest = [one - low for one, low in zip(amounts, down, strict=True)]
        ahead = sum(
            (rest[other] > rest[region]) | ((rest[other] == rest[region]) & (other < region)) for other in REGIONS
        )
        return down[region] + (ahead < money - sum(down))

    return formula
