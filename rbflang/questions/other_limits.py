"""What else could give one who is paid more than the steps of the staircase: every other figure of the payee.

Takes a computed ruleset and the figures that are told already. For each of the others the nearest number is found that
gives more, be it by a rank, a requirement, a comparison or another staircase; and where what is paid moves with the
figure as it is now, what a unit more or less gives. It words nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.item import Item
from rbflang.explanation.paid import paid_unit
from rbflang.explanation.roles import Roles
from rbflang.questions.goal import ResultAsked, Sought, asked_of_each, figures_of, not_given, sought_by
from rbflang.questions.moved_figures import Named, members_of
from rbflang.questions.next_step import StepsAhead
from rbflang.questions.opposite_answers import OppositeAnswers, opposite_answers
from rbflang.ruleset.model import INDICATOR, SUBAREA, Member
from rbflang.ruleset.values import range_of

MOST_WORK = 2_000
"""So many figures are asked for each one who is paid: of a figure that is ranked, each other is a limit."""
PERCENTAGE_POINT = Fraction(1, 100)


@frozen(eq=False, repr=False)
class OtherLimit:
    """A figure, and where it gives more; `by_a_unit` is how far it is moved by a unit, and what that gives.

    There is a unit where what is paid moves with the figure as it is: a percentage point, or one.
    """

    result: ResultAsked
    by_a_unit: tuple[Fraction, Fraction] | None

    @property
    def gained(self) -> Fraction:
        """What is gained at the limit, or by a unit."""
        if self.by_a_unit:
            return self.by_a_unit[1]
        return self.result.reached.gained if self.result.reached else Fraction(0)


@frozen(eq=False, repr=False)
class OtherLimits:
    """The figures that can give more, those that give most first, how many were too many to be asked, and those that
    may be left out and are; and the answers of yes or no."""

    giving: tuple[OtherLimit, ...]
    not_tried: int
    not_given: tuple[Item, ...]
    answers: OppositeAnswers

    @property
    def most(self) -> Fraction:
        """The most that a figure or an answer gives."""
        answers = (one.gained for one in self.answers.giving[:1])
        return max((*(one.gained for one in self.giving[:1]), *answers), default=Fraction(0))


def told_by_steps(computed: Computed, roles: Roles, payee: str, ahead: StepsAhead | None) -> frozenset[Named]:
    """The figures of results that have a higher step or full score, and all that those results are made of."""
    if ahead is None:
        return frozenset()
    found = [(one.indicator, one.placing) for one in ahead.results if one.rise or one.placing.is_on_top]
    found += [(one.indicator, one.rise.placing) for one in ahead.unknown if one.rise]
    return figures_behind(computed, roles, payee, found)


def figures_behind(
    computed: Computed, roles: Roles, payee: str, results: Sequence[tuple[Member, Placing]]
) -> frozenset[Named]:
    """The payee's figures of these results on staircases, and all that the results are made of."""
    told = {(placing.on.observed, indicator.name, placing.subarea) for indicator, placing in results}
    valuation, own = computed.valuation, []
    for name in dict.fromkeys(placing.on.observed for _, placing in results):
        node = valuation.graph.named[name]
        for at, key in enumerate(node.domain.keys):
            members = members_of(computed, (name, key))
            is_told = (name, members.get(INDICATOR), members.get(SUBAREA, "")) in told
            if is_told and members.get(roles.among) == payee:
                own.append((node, at))
    names = valuation.graph.names
    return frozenset((names[one], one.domain.keys[at]) for one, at in valuation.behind(own) if one in names)


def other_limits(computed: Computed, roles: Roles, payee: str, told: Container[Named]) -> OtherLimits:
    """The figures that are not told and that can give a payee more."""
    sought = sought_by(computed, roles, payee, paid_unit(computed))
    sets = computed.checked.ruleset.sets
    names = {"", *(one.name for one in (sets[INDICATOR].members if INDICATOR in sets else ()))}
    places = [place for place in figures_of(computed, roles, payee, names) if place not in told]
    most = max(1, MOST_WORK // len(sought.paid))
    asked, untried = asked_of_each(sought, places[:most])
    found = [OtherLimit(one, _by_a_unit(sought, one)) for one in asked]
    giving = sorted((one for one in found if one.gained > 0), key=lambda one: -one.gained)
    left = len(places[most:]) + len(untried)
    return OtherLimits(tuple(giving), left, tuple(not_given(computed, places)), opposite_answers(sought, names))


def _by_a_unit(sought: Sought, one: ResultAsked) -> tuple[Fraction, Fraction] | None:
    """How far the figure is moved, up or down, by the unit that gives more, and what it gives."""
    if not one.is_gradual:
        return None
    return max(_moved(sought, one), key=lambda moved: moved[1], default=None)


def _moved(sought: Sought, one: ResultAsked) -> Iterator[tuple[Fraction, Fraction]]:
    typing = sought.computed.checked.ruleset.quantities[one.place[0]].typing
    unit = PERCENTAGE_POINT if one.item.unit.is_share else Fraction(1)
    for step in (unit, -unit):
        if typing and range_of(typing).holds(one.now + step):
            paid = sought.paid_with(one.place, one.now + step).get(sought.payee)
            if paid is not None:
                yield step, paid - sought.paid[sought.payee]
