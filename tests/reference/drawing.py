"""What drawing a ruleset begins with: chance, the lines so far, and the sets with their members."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from attrs import frozen

from .drawn_formulas import Formulas, Quantity

T = TypeVar("T")
CITED = (
    "[regelverk 1]", "[regelverk 2; antatt: for prøven]", "[utledet fra regelverk 3: slik]",
    "[tolket fra regelverk 4: slik]", "[ubekreftet regelverk 5]",
)  # fmt: skip


@frozen
class Case:
    """A text, its data file, and the file of its members from data (empty where there are none)."""

    text: str
    data: str
    members: str


@frozen
class Input:
    """An input whose figures are to be drawn, with its range in per cent or whole units, and what they come to."""

    quantity: Quantity
    per: tuple[str, ...]
    low: int
    high: int
    total: int = 0


class Drawing:
    """A ruleset as far as it is drawn."""

    def __init__(self, random: Random) -> None:
        self.random, self.formulas = random, Formulas(random, {})
        self.upper = self.formulas.upper
        self.lines: list[str] = []
        self.inputs: list[Input] = []
        self.members: dict[str, list[tuple[str, str]]] = {}
        self.member_rows: list[str] = []
        self.measure_names: list[tuple[str, bool]] = []

    def chance(self, percent: int) -> bool:
        """True so many times of a hundred."""
        return self.formulas.chance(percent)

    def pick(self, choices: Sequence[T]) -> T:
        """One of several."""
        return self.formulas.pick(choices)

    def cited(self) -> str:
        """A source, mostly the plain one."""
        return self.pick(CITED) if self.chance(20) else CITED[0]

    def add(self, *lines: str) -> None:
        """A declaration."""
        self.lines.append("\n".join(lines))

    def know(self, name: str, per: tuple[str, ...], unit: str, **more: object) -> Quantity:
        """A quantity that expressions may read from now on."""
        one = Quantity(name, self.formulas.with_uppers(*per), unit, **more)  # type: ignore[arg-type]
        self.formulas.quantities.append(one)
        return one

    def parts_of_a_hundred(self, count: int) -> list[int]:
        """So many whole numbers above nought that come to a hundred."""
        cuts = sorted(self.random.sample(range(1, 100), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]

    def per(self, sets: frozenset[str]) -> str:
        """The lowest of the sets as a formula says them."""
        covered = {self.upper[name] for name in sets if name in self.upper}
        lowest = sorted(sets - covered)
        self.random.shuffle(lowest)
        return f" per {', '.join(lowest)}" if lowest else ""

    def cells(self, per: Sequence[str]) -> list[dict[str, str]]:
        """All cells over these sets, of which each stands after those above it."""
        found: list[dict[str, str]] = [{}]
        for name in per:
            upper, members = self.upper.get(name, ""), self.members[name]
            found = [{**cell, name: one} for cell in found for one, above in members if cell.get(upper, above) == above]
        return found
