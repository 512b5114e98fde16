"""Which next steps are together worth an amount: the fewest indicators, then the least way to go.

Takes the next steps of one who is paid. Steps share pots and the same appropriation, so what several are worth is no
sum: every choice is run by the engine, fewest indicators first. The way to go is the sum of the distances, each as a
share of its target, from the figures as printed. More choices than `MOST_CHOICES` are not tried, and the answer says
so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import TypeAlias

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.roles import Roles
from rbflang.questions.next_step import NextStep, amounts_of, with_figures

MOST_CHOICES = 4096
Choice: TypeAlias = tuple[NextStep, ...]


@frozen(eq=False, repr=False)
class StepsTaken:
    """Next steps taken together: what each who is paid gets then, what it is worth, and the way to go."""

    steps: Choice
    paid_then: Mapping[str, Fraction]
    gained: Fraction
    way: Fraction

    @property
    def indicators(self) -> int:
        """How many indicators are moved."""
        return len({one.indicator.name for one in self.steps})


@frozen(eq=False, repr=False)
class FewestSteps:
    """The steps that are worth an amount, the steps that are worth most of all tried, and how many choices were tried.

    `settled` is the number of indicators of which every choice was tried; of more there may be better ones.
    """

    worth: Fraction
    found: StepsTaken | None
    most: StepsTaken | None
    tried: int
    settled: int
    indicators: int

    @property
    def is_settled(self) -> bool:
        """True if no choice that was not tried could be the answer."""
        tried = self.found.indicators if self.found else self.indicators
        return tried <= self.settled


def fewest_steps(computed: Computed, roles: Roles, steps: Sequence[NextStep], worth: Fraction) -> FewestSteps:
    """The fewest indicators whose next steps are together worth at least so much, and of those the least way."""
    of_each: dict[str, list[NextStep]] = {}
    for one in steps:
        of_each.setdefault(one.indicator.name, []).append(one)
    tried, most = 0, None
    for count in range(1, len(of_each) + 1):
        enough: list[StepsTaken] = []
        for choice in _choices(tuple(of_each.values()), count):
            if tried == MOST_CHOICES:
                return FewestSteps(worth, _least(enough), most, tried, count - 1, len(of_each))
            tried += 1
            taken = _taken(computed, roles, choice)
            if taken is None:
                continue
            most = taken if most is None or taken.gained > most.gained else most
            if taken.gained >= worth:
                enough.append(taken)
        if enough:
            return FewestSteps(worth, _least(enough), most, tried, count, len(of_each))
    return FewestSteps(worth, None, most, tried, len(of_each), len(of_each))


def _choices(of_each: Sequence[Sequence[NextStep]], count: int) -> Iterator[Choice]:
    """Every choice of steps of so many indicators; of one with sub-areas one step or several."""
    for chosen in combinations(of_each, count):
        some = [[pick for size in range(1, len(one) + 1) for pick in combinations(one, size)] for one in chosen]
        for picks in product(*some):
            yield tuple(step for pick in picks for step in pick)


def _taken(computed: Computed, roles: Roles, choice: Choice) -> StepsTaken | None:
    """What the steps are worth together; `None` where the payout cannot be computed then."""
    changed = Cells(with_figures(computed, roles, {one.place: one.tried for one in choice}))
    then, payee = amounts_of(changed, roles, roles.payout), choice[0].payee
    if payee not in then:
        return None
    gained = then[payee] - choice[0].paid[payee]
    return StepsTaken(choice, then, gained, sum(map(share_of_target, choice), Fraction(0)))


def share_of_target(step: NextStep) -> Fraction:
    """How far the result is from the limit as a share of its target, from what is printed."""
    placing = step.placing
    way = max(step.value - (placing.value or Fraction(0)), Fraction(0))
    return way / placing.target if placing.target else way


def _least(found: Sequence[StepsTaken]) -> StepsTaken | None:
    """The one with the least way to go; of several the one that is worth most, then the first."""
    return min(found, key=lambda one: (one.way, -one.gained), default=None)
