"""What everybody is paid with the opposite of an answer: each yes or no of one who is paid, as the one step it has.

Takes an amount that is sought for a payee; gives its answers, those that give most first. It words nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.questions.goal import Goal, Sought, figures_of, sought_by
from rbflang.questions.moved_figures import Named, members_of

MOST_WORK = 2_000
"""So many answers are tried for each one who is paid."""


@frozen(eq=False, repr=False)
class OppositeAnswer:
    """An answer of the payee, what everybody is paid with the opposite one, and what the payee gains; nothing where no
    payout can be computed then."""

    place: Named
    item: Item
    answer: bool
    paid_then: Mapping[str, Fraction]
    gained: Fraction


@frozen(eq=False, repr=False)
class OppositeAnswers:
    """The answers that were tried, those that give most first, and how many were too many to be tried."""

    tried: tuple[OppositeAnswer, ...]
    untried: int

    @property
    def giving(self) -> tuple[OppositeAnswer, ...]:
        """Those that give more."""
        return tuple(one for one in self.tried if one.gained > 0)


def opposite_answers(sought: Sought, indicators: set[str]) -> OppositeAnswers:
    """The payee's answers of these indicators that the payouts rest on."""
    computed, valuation = sought.computed, sought.computed.valuation
    places = list(figures_of(computed, sought.roles, sought.payee, indicators, "yes_no"))
    most = max(1, MOST_WORK // len(sought.paid))
    found = []
    for name, key in places[:most]:
        node = valuation.graph.named[name]
        answer = valuation.cells[node][node.domain.index[key]]
        if isinstance(answer, bool):
            quantity, members = computed.checked.ruleset.quantities[name], members_of(computed, (name, key))
            then = sought.paid_with((name, key), not answer)
            gained = then[sought.payee] - sought.paid[sought.payee] if sought.payee in then else Fraction(0)
            found.append(OppositeAnswer((name, key), item_of(Cells(computed), quantity, members), answer, then, gained))
    return OppositeAnswers(tuple(sorted(found, key=lambda one: -one.gained)), len(places[most:]))


def answers_to(found: Goal) -> OppositeAnswers:
    """The payee's answers of what a goal was asked of."""
    sought = sought_by(found.computed, found.roles, found.payee.name, found.wanted)
    return opposite_answers(sought, {one.name for one in found.indicators} or {""})


def enough_of(found: Goal, answers: OppositeAnswers) -> tuple[OppositeAnswer, ...]:
    """The answers whose opposite gives so much."""
    return tuple(one for one in answers.tried if one.gained >= found.wanted)
