"""Which result gives one who is paid so much more: the smallest change of one figure that does, or the most there is.

Takes a computed ruleset, an indicator and an amount. For each figure of the payee, all that it can be is cut into
stretches (`questions/response.py`); in each the place is found where the amount is reached, exactly, and the nearest to
what the figure is now is run once more. An amount that moves inside a stretch is looked at before it is rounded to what
is paid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.data.printed import counts_printed
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.paid import paid_unit
from rbflang.explanation.roles import Roles, roles_of
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Failure, Figure, Observed
from rbflang.intervals import Interval, hull, point
from rbflang.quantities import COUNT
from rbflang.questions.effort import TooMuch, runs_of
from rbflang.questions.moved_figures import Named, behind_payouts, members_of
from rbflang.questions.next_step import amounts_of
from rbflang.questions.response import PaidStretch, Response, response
from rbflang.ruleset.model import INDICATOR, Member
from rbflang.ruleset.values import quantity_kind, range_of

VERY_NEAR = Fraction(1, 1_000_000)


@frozen(eq=False, repr=False)
class GoalReached:
    """Where an amount is reached: at a number, or (not `included`) by any number just beyond it.

    `is_above` where that is more than the figure is now; a figure that stands on a limit can have to get to either side
    of it. `paid_then` is what everybody is paid there, and `gained` what the payee gets more.
    """

    value: Fraction
    included: bool
    is_above: bool
    paid_then: Mapping[str, Fraction]
    gained: Fraction


@frozen(eq=False, repr=False)
class MostToGain:
    """The most that a figure can give, and for which numbers; not `reached` where it only comes near."""

    gained: Fraction
    interval: Interval
    reached: bool


@frozen(eq=False, repr=False)
class ResultAsked:
    """A figure of the payee: what it is now, where the amount is reached, and the most it can give.

    There is no most where the amount moves with a figure that has no least or greatest value.
    With `is_certain` nothing was left out: where the amount is not reached, no number that the figure can be reaches
    it. `is_gradual` where what is paid moves with the figure already where it is now. In the `gaps` nobody can be paid.
    """

    place: Named
    item: Item
    now: Fraction
    reached: GoalReached | None
    most: MostToGain | None
    is_certain: bool
    is_gradual: bool
    gaps: tuple[Interval, ...]

    @property
    def way(self) -> Fraction:
        """How far it is to the amount."""
        return abs(self.reached.value - self.now) if self.reached else Fraction(0)


@frozen(eq=False, repr=False)
class Goal:
    """What was asked, and the answer for each figure of the indicators."""

    computed: Computed
    roles: Roles
    payee: Member
    wanted: Fraction
    indicators: tuple[Member, ...]
    paid: Mapping[str, Fraction]
    results: tuple[ResultAsked, ...]
    not_given: tuple[Item, ...]
    """Figures that may be left out, and are: nobody can say how far it is from them."""
    known_by_bound: tuple[Item, ...]
    """Nor from those of which a bound alone is known, where it is too wide to say what they give."""
    given_in_place: tuple[Member, ...]
    """Indicators of which something is given in place of the results that it rests on, so that those move nothing."""
    untried: tuple[Named, ...]
    """Figures that would take more amounts to be computed than one question may."""

    @property
    def is_of_all(self) -> bool:
        """True if nothing was left out of what was asked."""
        return not (self.not_given or self.known_by_bound or self.given_in_place or self.untried)


def sought_by(computed: Computed, roles: Roles, payee: str, wanted: Fraction) -> Sought:
    """So much more than a payee is paid now."""
    paid = amounts_of(Cells(computed), roles, roles.payout)
    part = computed.valuation.graph.only([roles.payout.name])
    return Sought(computed, roles, payee, paid, paid[payee] + wanted, part)


def goal(computed: Computed, payee: str, indicator: str | None, wanted: Fraction) -> Goal:
    """Which result of an indicator, or of any, gives a payee so much more."""
    roles = roles_of(computed.checked)
    sets = computed.checked.ruleset.sets
    asked = [one for one in (sets[INDICATOR].members if INDICATOR in sets else ()) if indicator in (None, one.name)]
    names = {one.name for one in asked} if asked else {""}
    sought = sought_by(computed, roles, payee, wanted)
    places = tuple(figures_of(computed, roles, payee, names))
    found, untried = asked_of_each(sought, places)
    instead = _given_in_place(computed, roles, payee)
    tried = {*untried, *(one.place for one in found)}
    return Goal(
        computed, roles, sets[roles.among][payee], wanted, tuple(asked), sought.paid, found,
        tuple(not_given(computed, places)),
        tuple(_known_by_bound(computed, [one for one in places if one not in tried])),
        tuple(one for one in asked if one.name in instead), untried,
    )  # fmt: skip


@frozen(eq=False, repr=False)
class Sought:
    """An amount that a payee is to be paid, what everybody is paid now, and what the payouts rest on."""

    computed: Computed
    roles: Roles
    payee: str
    paid: Mapping[str, Fraction]
    amount: Fraction
    part: Graph

    def paid_with(self, place: Named, value: Cell) -> Mapping[str, Fraction]:
        """What everybody is paid with a figure at a value, or an answer."""
        valuation = self.computed.valuation.with_cells({place: value}, self.part)
        return amounts_of(Cells(evolve(self.computed, valuation=valuation)), self.roles, self.roles.payout)

    def reached_at(self, figure: Response, value: Fraction, beyond: Fraction | None = None) -> Iterator[GoalReached]:
        """A run with a figure at a value; nothing where it does not give the amount.

        With `beyond`, any number just beyond that one gives it, on the side where the value is.
        """
        then = self.paid_with(figure.place, value)
        amount = then.get(self.payee)
        if amount is not None and amount >= self.amount:
            shown = value if beyond is None else beyond
            yield GoalReached(shown, beyond is None, value > figure.value, then, amount - self.paid[self.payee])


def figures_of(
    computed: Computed, roles: Roles, payee: str, indicators: set[str], what: str = "number"
) -> Iterator[Named]:
    """The numbers, or answers, of the data that are the payee's own, of these indicators, and behind the payouts.

    One that makes up a total with others cannot be another alone.
    """
    behind, quantities = behind_payouts(computed), computed.checked.ruleset.quantities
    for name, node in computed.valuation.graph.named.items():
        typing = quantities[name].typing if isinstance(node, Observed) else None
        if typing is None or typing.total is not None or quantity_kind(quantities[name]).what != what:
            continue
        for key in node.domain.keys:
            members = members_of(computed, (name, key))
            if members.get(roles.among) == payee and members.get(INDICATOR, "") in indicators and (name, key) in behind:
                yield name, key


def _given_in_place(computed: Computed, roles: Roles, payee: str) -> set[str]:
    """The indicators of which the data give what a formula would have computed for a payee."""
    found = (members_of(computed, place) for place in computed.figures.pins)
    return {one.get(INDICATOR, "") for one in found if one.get(roles.among, payee) == payee}


def not_given(computed: Computed, places: Iterable[Named]) -> Iterator[Item]:
    """Those of the figures that may be left out, and are."""
    return _that_are(computed, places, lambda cell: isinstance(cell, Failure))


def _known_by_bound(computed: Computed, places: Iterable[Named]) -> Iterator[Item]:
    return _that_are(computed, places, lambda cell: isinstance(cell, Figure) and cell.printed is None)


def _that_are(computed: Computed, places: Iterable[Named], is_so: Callable[[Cell], bool]) -> Iterator[Item]:
    cells = Cells(computed)
    for name, key in places:
        node = computed.valuation.graph.named[name]
        if is_so(computed.valuation.cells[node][node.domain.index[key]]):
            yield item_of(cells, computed.checked.ruleset.quantities[name], members_of(computed, (name, key)))


def asked_of_each(sought: Sought, places: Sequence[Named]) -> tuple[tuple[ResultAsked, ...], tuple[Named, ...]]:
    """The answers for figures, and those that are not tried since no runs are left."""
    found, untried, runs = [], [], runs_of(sought.computed, sought.roles)
    for place in places:
        try:
            found.append(asked_of(sought, place, runs))
        except TooMuch:
            untried.append(place)
    return tuple(filter(None, found)), tuple(untried)


def asked_of(sought: Sought, place: Named, runs: Iterator[int]) -> ResultAsked | None:
    """The answer for a figure; `None` where it has no number now, or nobody can be paid whatever it is."""
    computed = sought.computed
    quantity = computed.checked.ruleset.quantities[place[0]]
    if quantity.typing is None:
        return None
    found = response(computed, sought.roles, place, sought.payee, range_of(quantity.typing), runs)
    if found is None:
        return None
    item = item_of(Cells(computed), quantity, members_of(computed, place))
    places = [each for one in found.stretches for each in _reached(sought, found, one, _fineness(item))]
    now = found.value
    nearest = min(places, key=lambda one: (abs(one.value - now), not one.included, -one.value), default=None)
    is_certain = not any(one.is_curve for one in found.stretches)
    around = (one for one in found.stretches if one.part.holds(now))
    is_gradual = any(one.low != one.high for one in around)
    return ResultAsked(place, item, now, nearest, _most(sought, found), is_certain, is_gradual, found.gaps)


def _fineness(item: Item) -> Fraction | None:
    """What a figure is a whole number of: a count, or a share of a whole number of cases; else nothing."""
    if item.unit == COUNT:
        return Fraction(1)
    counts = counts_printed(item.row.printed) if item.row else None
    return 1 / counts[1] if counts else None


# where the amount is reached


def _reached(
    sought: Sought, figure: Response, stretch: PaidStretch, fineness: Fraction | None
) -> Iterator[GoalReached]:
    """Where in a stretch the amount is reached, nearest to what the figure is now."""
    now, unit = figure.value, paid_unit(sought.computed)
    nearest, included = _nearest(stretch.part, now)
    values = [(nearest, included)] if _paid_at(sought, stretch, nearest) > sought.amount - unit else []
    values += [(value, True) for value in stretch.reaching(sought.payee, sought.amount)]
    for value, is_there in values:
        if fineness is not None:
            yield from _in_whole(sought, figure, stretch, value, fineness)
        elif is_there:
            yield from sought.reached_at(figure, value)
        else:
            inside = min((at for at, _ in stretch.runs), key=lambda at: abs(at - value))
            yield from sought.reached_at(figure, value + (inside - value) * VERY_NEAR, value)


def _paid_at(sought: Sought, stretch: PaidStretch, value: Fraction) -> Fraction:
    """What is paid at a value of a stretch, or right beside its end, before it is rounded."""
    if value == stretch.part.low:
        return stretch.low[sought.payee]
    return stretch.high[sought.payee] if value == stretch.part.high else stretch.paid_at(sought.payee, value)


def _nearest(interval: Interval, now: Fraction) -> tuple[Fraction, bool]:
    """The number of an interval that is nearest, or its end that is no longer of it."""
    if interval.low is not None and now <= interval.low:
        return interval.low, interval.low_included
    if interval.high is not None and now >= interval.high:
        return interval.high, interval.high_included
    return now, True


def _in_whole(
    sought: Sought, figure: Response, stretch: PaidStretch, value: Fraction, fineness: Fraction
) -> Iterator[GoalReached]:
    """The whole number of cases that is nearest, from where the amount is reached on; in the same stretch.

    From a limit that the figure stands on itself, that is on the side where the stretch lies.
    """
    is_above = value > figure.value or (value == figure.value and value != stretch.part.high)
    count = value / fineness
    whole = (ceil(count) if is_above else floor(count)) * fineness
    beside = whole + (fineness if is_above else -fineness)
    found = (each for at in (whole, beside) if stretch.part.holds(at)
             for each in sought.reached_at(figure, at))  # fmt: skip
    first = next(found, None)
    if first:
        yield first


# the most there is


def _most(sought: Sought, figure: Response) -> MostToGain | None:
    """The most that is paid, and for which numbers; `None` where the amount moves on without end."""
    if any(one.low != one.high and None in (one.part.low, one.part.high) for one in figure.stretches):
        return None
    found = [most for one in figure.stretches for most in _most_of(sought, figure, one)]
    best = max(one.gained for one in found)
    first, *others = sorted((one for one in found if one.gained == best), key=lambda one: not one.reached)
    for other in others:
        if other.reached and first.interval.high is not None and other.interval.low == first.interval.high:
            first = evolve(first, interval=hull((first.interval, other.interval)))
    return first


def _most_of(sought: Sought, figure: Response, stretch: PaidStretch) -> Iterator[MostToGain]:
    """What is gained all over a stretch that is level, as it is paid; else at both its ends, before rounding."""
    part, paid, payee = stretch.part, sought.paid[sought.payee], sought.payee
    if stretch.low == stretch.high and not stretch.is_curve:
        inside = stretch.runs[0][0] if stretch.runs else part.low
        assert inside is not None
        then = sought.paid_with(figure.place, inside)
        yield MostToGain(then.get(payee, paid) - paid, part, True)
        return
    for end, amount, included in (
        (part.low, stretch.low[payee], part.low_included),
        (part.high, stretch.high[payee], part.high_included),
    ):
        if end is not None:
            yield MostToGain(amount - paid, point(end), included)
